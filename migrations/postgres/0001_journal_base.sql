-- What happened, to what, by whom, when. Appended to, never changed.
CREATE TABLE journal (
    seq            BIGINT PRIMARY KEY,
    at             BIGINT NOT NULL,
    actor_kind     TEXT NOT NULL,
    actor_id       UUID,
    verb           TEXT NOT NULL,
    subject_kind   TEXT NOT NULL,
    subject_id     UUID NOT NULL,
    payload        TEXT,
    salt           BYTEA,
    payload_digest BYTEA NOT NULL,
    digest         BYTEA NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject_id, seq);
CREATE INDEX journal_by_actor ON journal (actor_id, seq) WHERE actor_id IS NOT NULL;

-- The end of the chain, so that rows cut off the end are missed too.
CREATE TABLE journal_head (
    one    BIGINT PRIMARY KEY CHECK (one = 1),
    seq    BIGINT NOT NULL,
    digest BYTEA NOT NULL
);
