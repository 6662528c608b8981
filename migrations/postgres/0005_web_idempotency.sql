-- Answers to requests that named an Idempotency-Key, so that a repeated request gets the same answer and does nothing.
CREATE TABLE idempotency (
    key_digest     BYTEA PRIMARY KEY,
    request_digest BYTEA NOT NULL,
    done_at        BIGINT NOT NULL,
    status         BIGINT,
    media_type     TEXT,
    etag           TEXT,
    body           BYTEA
);
CREATE INDEX idempotency_by_age ON idempotency (done_at);
