-- The firm's own account on a server that sends letters; the password is sealed with the key that lies beside the base.
-- house: the address by which people reach this house, for links in letters.
CREATE TABLE firm_mail (
    one        BIGINT PRIMARY KEY CHECK (one = 1),
    host       TEXT NOT NULL,
    port       BIGINT NOT NULL,
    security   TEXT NOT NULL,
    sign_in    TEXT NOT NULL,
    password   BYTEA NOT NULL,
    from_name  TEXT NOT NULL,
    from_email TEXT NOT NULL,
    house      TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Which tasks people were reminded of by letter; one put off to another moment is reminded of again.
CREATE TABLE task_letters (
    task_id UUID NOT NULL,
    due_at  BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (task_id, due_at)
);
CREATE INDEX task_letters_by_time ON task_letters (sent_at);

-- Who wants no such letters.
CREATE TABLE task_letter_refusals (
    user_id    UUID PRIMARY KEY,
    refused_at BIGINT NOT NULL
);
