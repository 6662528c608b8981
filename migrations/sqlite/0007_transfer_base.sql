-- Files that were brought in: each run with its file, how it is read, what its columns are, and what became of its rows.
CREATE TABLE import_runs (
    no           INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    file         TEXT NOT NULL,
    file_key     TEXT,
    fingerprint  TEXT NOT NULL,
    n_bytes      BIGINT NOT NULL,
    settings     TEXT NOT NULL,
    columns      TEXT NOT NULL,
    mapping      TEXT NOT NULL,
    state        TEXT NOT NULL,
    n_read       BIGINT NOT NULL,
    n_new        BIGINT NOT NULL,
    n_merged     BIGINT NOT NULL,
    n_unchanged  BIGINT NOT NULL,
    n_conflicts  BIGINT NOT NULL,
    n_rejected   BIGINT NOT NULL,
    n_undone     BIGINT NOT NULL,
    n_left       BIGINT NOT NULL,
    source_no    BIGINT,
    job_id       BLOB,
    error        TEXT,
    user_id      BLOB,
    created_at   BIGINT NOT NULL,
    started_at   BIGINT,
    finished_at  BIGINT,
    undone_at    BIGINT
);
CREATE INDEX import_runs_by_columns ON import_runs (columns, no);

-- The cards that a run made or added to, with the revision that it left them at: what undoing goes by.
CREATE TABLE import_rows (
    run_no      BIGINT NOT NULL,
    customer_id BLOB NOT NULL,
    place       BIGINT NOT NULL,
    is_new      BOOLEAN NOT NULL,
    revision    BIGINT NOT NULL,
    PRIMARY KEY (run_no, customer_id, place)
) WITHOUT ROWID;

-- Rows that were refused: their cells as they stand in the file, and the reasons.
CREATE TABLE import_rejects (
    run_no  BIGINT NOT NULL,
    place   BIGINT NOT NULL,
    row_no  BIGINT NOT NULL,
    cells   TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (run_no, place)
);
