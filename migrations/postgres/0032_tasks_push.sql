-- Browsers that are told of tasks that are due: the address at their service, their key and secret.
CREATE TABLE task_browsers (
    id         UUID PRIMARY KEY,
    user_id    UUID NOT NULL,
    name       TEXT NOT NULL,
    endpoint   TEXT NOT NULL UNIQUE,
    public_key BYTEA NOT NULL,
    secret     BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX task_browsers_of_user ON task_browsers (user_id, created_at);

-- By what the house signs messages to browsers; sealed with the key that lies beside the base.
CREATE TABLE task_push_key (
    one        BIGINT PRIMARY KEY CHECK (one = 1),
    sealed_key BYTEA NOT NULL,
    public_key TEXT NOT NULL
);

-- Which tasks browsers were told of; one put off to another moment is told of again.
CREATE TABLE task_pushes (
    task_id UUID NOT NULL,
    due_at  BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (task_id, due_at)
);
CREATE INDEX task_pushes_by_time ON task_pushes (sent_at);
