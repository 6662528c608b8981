-- The dashboard of a person who arranged theirs: its tiles as JSON, from above.
CREATE TABLE dashboards (
    owner_id   BLOB PRIMARY KEY,
    tiles      TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;
