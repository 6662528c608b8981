-- What can be known of a customer: built-in fields have numbers below 1000, the firm's own ones above.
CREATE TABLE fields (
    no          BIGINT PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    settings    TEXT NOT NULL,
    label       TEXT NOT NULL,
    class       TEXT NOT NULL,
    block       TEXT NOT NULL,
    applies_to  TEXT NOT NULL,
    is_many     BOOLEAN NOT NULL,
    worth       DOUBLE PRECISION NOT NULL,
    keeps_days  BIGINT,
    position    BIGINT NOT NULL,
    archived_at BIGINT
);
-- Counts changes of the table above, so that what is remembered of it can be known to be stale.
CREATE TABLE field_changes (one BIGINT PRIMARY KEY CHECK (one = 1), n BIGINT NOT NULL);
INSERT INTO field_changes (one, n) VALUES (1, 0);

-- Where facts come from: a person of the staff, a file, a form, a program.
CREATE TABLE sources (
    no      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    user_id BLOB,
    at      BIGINT NOT NULL
);
CREATE INDEX sources_by_user ON sources (user_id, kind);

CREATE TABLE customers (
    no          INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL,
    sheet       TEXT NOT NULL,
    search      TEXT NOT NULL,
    revision    BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    archived_at BIGINT
);
CREATE INDEX customers_by_change ON customers (updated_at, no);
CREATE INDEX customers_archived ON customers (archived_at) WHERE archived_at IS NOT NULL;

-- Every trait by which a customer may be found, sorted and matched: the card index proper.
CREATE TABLE traits (
    field_no    BIGINT NOT NULL,
    key         TEXT NOT NULL,
    customer_no BIGINT NOT NULL,
    PRIMARY KEY (field_no, key, customer_no)
) WITHOUT ROWID;

-- Values that were once on a card.
CREATE TABLE past_facts (
    no          INTEGER PRIMARY KEY,
    customer_no BIGINT NOT NULL,
    field_no    BIGINT NOT NULL,
    fact        TEXT NOT NULL,
    ended_at    BIGINT NOT NULL,
    ended_by    BIGINT NOT NULL,
    ending      TEXT NOT NULL
);
CREATE INDEX past_facts_by_card ON past_facts (customer_no, field_no, no);

CREATE VIRTUAL TABLE search USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = none);

CREATE TABLE relation_kinds (
    slug     TEXT PRIMARY KEY,
    label    TEXT NOT NULL,
    reverse  TEXT NOT NULL,
    position BIGINT NOT NULL
);
CREATE TABLE relations (
    id         BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    from_id    BLOB NOT NULL,
    to_id      BLOB NOT NULL,
    role       TEXT NOT NULL,
    dates      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at   BIGINT
);
CREATE INDEX relations_from ON relations (from_id);
CREATE INDEX relations_to ON relations (to_id);

CREATE TABLE customer_files (
    id          BLOB PRIMARY KEY,
    customer_id BLOB NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        BIGINT NOT NULL,
    stored_as   TEXT NOT NULL,
    is_photo    BOOLEAN NOT NULL,
    created_at  BIGINT NOT NULL,
    removed_at  BIGINT
);
CREATE INDEX customer_files_by_card ON customer_files (customer_id);

CREATE TABLE views (
    id         BLOB PRIMARY KEY,
    owner_id   BLOB NOT NULL,
    name       TEXT NOT NULL,
    is_shared  BOOLEAN NOT NULL,
    look       TEXT NOT NULL,
    position   BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Changes made to many at once, with what stood there before, so that they can be taken back.
CREATE TABLE deeds (
    id         BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    payload    TEXT NOT NULL,
    user_id    BLOB,
    n          BIGINT NOT NULL,
    done_at    BIGINT NOT NULL,
    undone_at  BIGINT
);
CREATE TABLE deed_items (
    deed_id     BLOB NOT NULL,
    customer_no BIGINT NOT NULL,
    before      TEXT NOT NULL,
    PRIMARY KEY (deed_id, customer_no)
) WITHOUT ROWID;
