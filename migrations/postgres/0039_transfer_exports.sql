-- Exports that are made by a job and kept for a while: which list, in which format, for whom, how far it is, and where its
-- file lies. A stale one was being written when somebody was erased, so it is written anew.
CREATE TABLE export_files (
    id          UUID NOT NULL PRIMARY KEY,
    user_id     UUID NOT NULL,
    list        TEXT NOT NULL,
    format      TEXT NOT NULL,
    lang        TEXT NOT NULL,
    zone        TEXT NOT NULL,
    sight       TEXT NOT NULL,
    state       TEXT NOT NULL,
    request_id  UUID,
    mark        TEXT,
    n_total     BIGINT NOT NULL,
    n_rows      BIGINT NOT NULL,
    n_bytes     BIGINT NOT NULL,
    file_key    TEXT,
    is_stale    BOOLEAN NOT NULL,
    error       TEXT,
    job_id      UUID,
    created_at  BIGINT NOT NULL,
    finished_at BIGINT,
    ends_at     BIGINT
);
CREATE INDEX export_files_by_user ON export_files (user_id, created_at);
CREATE INDEX export_files_by_key ON export_files (file_key) WHERE file_key IS NOT NULL;
