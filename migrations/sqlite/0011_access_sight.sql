-- How far people of a role see in a capability, where the firm decided otherwise than the role is born.
CREATE TABLE role_scopes (
    role       TEXT NOT NULL,
    capability TEXT NOT NULL,
    scope      TEXT NOT NULL,
    PRIMARY KEY (role, capability)
);
-- The fields of customers that people of a role see masked.
CREATE TABLE role_masks (
    role  TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (role, field)
);
-- How much a person of a role may reveal and export in a day, where the firm decided otherwise than is usual.
CREATE TABLE role_quotas (
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    n    BIGINT NOT NULL,
    PRIMARY KEY (role, what)
);
-- What a person has used of a quota on a day of the firm's calendar, counted from 1970-01-01.
CREATE TABLE quota_uses (
    user_id BLOB NOT NULL,
    what    TEXT NOT NULL,
    day     BIGINT NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (user_id, what, day)
);

-- Exports asked for; the number is what watermarks name.
CREATE TABLE export_requests (
    no         INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    user_id    BLOB,
    what       TEXT NOT NULL,
    format     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    n          BIGINT NOT NULL,
    asked_at   BIGINT NOT NULL,
    state      TEXT NOT NULL,
    decided_by BLOB,
    decided_at BIGINT
);
CREATE INDEX export_requests_by_user ON export_requests (user_id, no);
CREATE INDEX export_requests_waiting ON export_requests (no) WHERE state = 'waiting';

-- Who read personal data: appended to in batches, never changed.
CREATE TABLE reads (
    seq        INTEGER PRIMARY KEY,
    at         BIGINT NOT NULL,
    user_id    BLOB NOT NULL,
    how        TEXT NOT NULL,
    subject_id BLOB,
    n          BIGINT NOT NULL,
    what       TEXT NOT NULL
);
CREATE INDEX reads_by_user ON reads (user_id, seq);
CREATE INDEX reads_by_subject ON reads (subject_id, seq) WHERE subject_id IS NOT NULL;
-- The chain over them: each digest covers the batch that ends with its number and the digest before.
CREATE TABLE read_batches (
    last_seq BIGINT PRIMARY KEY,
    digest   BLOB NOT NULL
);
-- How much each person read on a day of the firm's calendar, counted from 1970-01-01.
CREATE TABLE read_days (
    user_id BLOB NOT NULL,
    day     BIGINT NOT NULL,
    how     TEXT NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (user_id, day, how)
);

-- Control records: customers that nobody has a reason to touch.
CREATE TABLE canaries (
    customer_id BLOB PRIMARY KEY,
    planted_by  BLOB,
    planted_at  BIGINT NOT NULL
);
CREATE TABLE alarms (
    id         BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    user_id    BLOB,
    subject_id BLOB,
    told       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    settled_by BLOB,
    settled_at BIGINT
);
CREATE INDEX alarms_open ON alarms (at) WHERE settled_at IS NULL;
CREATE INDEX alarms_by_user ON alarms (user_id, at);

-- Customers that somebody wants removed for good: done when a second person agrees, not before the waiting time is over.
CREATE TABLE removal_requests (
    customer_id BLOB PRIMARY KEY,
    asked_by    BLOB,
    asked_at    BIGINT NOT NULL,
    reason      TEXT NOT NULL
);
