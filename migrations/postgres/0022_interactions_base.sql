-- What happened between us and a customer. at is a moment in ms; kind and outcome are names of built-in or own ones; a
-- letter's sender, recipients (JSON list), message_id, in_reply_to and thread are as they came. removed_at: taken back.
CREATE TABLE interactions (
    no          BIGINT PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    customer_no BIGINT NOT NULL,
    with_no     BIGINT,
    kind        TEXT NOT NULL,
    direction   TEXT,
    at          BIGINT NOT NULL,
    length_secs BIGINT,
    outcome     TEXT,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    responsible UUID,
    sender      TEXT,
    recipients  TEXT,
    message_id  TEXT,
    in_reply_to TEXT,
    thread      TEXT,
    external_id TEXT UNIQUE,
    revision    BIGINT NOT NULL,
    created_by  UUID,
    created_at  BIGINT NOT NULL,
    removed_at  BIGINT
);
CREATE INDEX interactions_by_customer ON interactions (customer_no, at, no);
CREATE INDEX interactions_with ON interactions (with_no) WHERE with_no IS NOT NULL;
CREATE INDEX interactions_by_time ON interactions (at, no);
CREATE INDEX interactions_by_responsible ON interactions (responsible, at, no);
CREATE INDEX interactions_by_kind ON interactions (kind, at, no);
CREATE INDEX interactions_by_message ON interactions (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX interactions_by_thread ON interactions (thread, at) WHERE thread IS NOT NULL;

-- Kinds of one's own, and built-in ones that were put away; those have an empty label.
CREATE TABLE interaction_kinds (
    slug       TEXT PRIMARY KEY,
    label      TEXT NOT NULL,
    icon       TEXT NOT NULL,
    position   BIGINT NOT NULL,
    is_away    BOOLEAN NOT NULL,
    revision   BIGINT NOT NULL
);

-- Outcomes of one's own of a kind, and built-in ones that were put away; those have an empty label.
CREATE TABLE interaction_outcomes (
    kind     TEXT NOT NULL,
    slug     TEXT NOT NULL,
    label    TEXT NOT NULL,
    position BIGINT NOT NULL,
    is_away  BOOLEAN NOT NULL,
    PRIMARY KEY (kind, slug)
);

-- Files of an interaction, recordings too; the bytes are in the store of files under stored_as.
CREATE TABLE interaction_files (
    id             UUID PRIMARY KEY,
    interaction_no BIGINT NOT NULL,
    name           TEXT NOT NULL,
    media_type     TEXT NOT NULL,
    size           BIGINT NOT NULL,
    stored_as      TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    removed_at     BIGINT
);
CREATE INDEX interaction_files_of ON interaction_files (interaction_no, created_at);
CREATE INDEX interaction_files_by_key ON interaction_files (stored_as);
