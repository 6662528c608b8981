-- Work that is done later: it outlives the process, and is never in two hands at once.
CREATE TABLE jobs (
    id                BLOB PRIMARY KEY,
    kind              TEXT NOT NULL,
    payload           TEXT NOT NULL,
    key               TEXT,
    state             TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'dead', 'stopped')),
    run_at            BIGINT NOT NULL,
    n_attempts        BIGINT NOT NULL,
    max_attempts      BIGINT NOT NULL,
    worker            BLOB,
    lease_until       BIGINT,
    n_done            BIGINT NOT NULL,
    n_total           BIGINT,
    message           TEXT,
    place             TEXT,
    result            TEXT,
    error             TEXT,
    is_stop_requested BOOLEAN NOT NULL,
    created_by        BLOB,
    created_at        BIGINT NOT NULL,
    started_at        BIGINT,
    finished_at       BIGINT
);
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE UNIQUE INDEX jobs_one_at_a_time ON jobs (key) WHERE key IS NOT NULL AND state IN ('waiting', 'running');

-- When each recurring kind is due next.
CREATE TABLE job_schedule (
    kind    TEXT PRIMARY KEY,
    next_at BIGINT NOT NULL
);
