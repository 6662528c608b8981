-- Whether a removal was asked for by the client themselves, who must be answered within a term.
ALTER TABLE removal_requests ADD COLUMN is_erasure BOOLEAN NOT NULL DEFAULT FALSE;

-- Who was erased, when, at whose word: nothing of what was known, only that it was done.
CREATE TABLE erasures (
    customer_id BLOB PRIMARY KEY,
    asked_by    BLOB,
    asked_at    BIGINT,
    erased_by   BLOB,
    erased_at   BIGINT NOT NULL
);

-- What was searched for is chained by its digest with a salt, so that the words of an erased person can go.
ALTER TABLE reads ADD COLUMN salt BLOB;
ALTER TABLE reads ADD COLUMN what_digest BLOB;
CREATE INDEX reads_searched ON reads (seq) WHERE how = 'search' AND what <> '';

-- Rules by which cards that nobody needs any more are put away, asked about or erased by themselves.
CREATE TABLE retention_rules (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    condition  TEXT NOT NULL,
    deed       TEXT NOT NULL,
    is_on      BOOLEAN NOT NULL,
    created_by BLOB,
    created_at BIGINT NOT NULL,
    ran_at     BIGINT,
    n_last     BIGINT NOT NULL
);
