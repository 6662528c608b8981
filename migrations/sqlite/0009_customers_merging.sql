-- Two cards made one, with what stood on both, so that it can be taken back.
CREATE TABLE merges (
    id        BLOB PRIMARY KEY,
    winner_id BLOB NOT NULL,
    loser_id  BLOB NOT NULL,
    loser_no  BIGINT NOT NULL,
    run_id    BLOB,
    user_id   BLOB,
    kept      TEXT NOT NULL,
    merged_at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX merges_by_winner ON merges (winner_id);
CREATE INDEX merges_by_loser ON merges (loser_id);
CREATE INDEX merges_by_run ON merges (run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX merges_by_number ON merges (loser_no);

-- Merging of many at once above a probability, as one deed.
CREATE TABLE merge_runs (
    id        BLOB PRIMARY KEY,
    at_least  DOUBLE PRECISION NOT NULL,
    user_id   BLOB,
    job_id    BLOB,
    n         BIGINT NOT NULL,
    begun_at  BIGINT NOT NULL,
    undone_at BIGINT
);

-- Cards that may be of one client, by the numbers of the cards, the lower one first.
CREATE TABLE duplicate_pairs (
    left_no     BIGINT NOT NULL,
    right_no    BIGINT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    reasons     TEXT NOT NULL,
    group_no    BIGINT NOT NULL,
    search_no   BIGINT NOT NULL,
    PRIMARY KEY (left_no, right_no)
) WITHOUT ROWID;
CREATE INDEX duplicate_pairs_by_right ON duplicate_pairs (right_no);
CREATE INDEX duplicate_pairs_by_group ON duplicate_pairs (group_no);

-- Pairs that hang together; numbered by their lowest card.
CREATE TABLE duplicate_groups (
    no          BIGINT PRIMARY KEY,
    probability DOUBLE PRECISION NOT NULL,
    n_pairs     BIGINT NOT NULL
);
CREATE INDEX duplicate_groups_by_probability ON duplicate_groups (probability, no);

-- What people said of two cards, the lower id first, and the pair as it had been found.
CREATE TABLE duplicate_judgements (
    left_id  BLOB NOT NULL,
    right_id BLOB NOT NULL,
    is_same  BOOLEAN NOT NULL,
    user_id  BLOB,
    said_at  BIGINT NOT NULL,
    pair     TEXT,
    PRIMARY KEY (left_id, right_id)
);
CREATE INDEX duplicate_judgements_by_right ON duplicate_judgements (right_id);

-- How the last search over the whole base went, and up to where changed cards have been looked at since.
CREATE TABLE duplicate_searches (
    one         BIGINT PRIMARY KEY CHECK (one = 1),
    search_no   BIGINT NOT NULL,
    n_records   BIGINT NOT NULL,
    threshold   DOUBLE PRECISION NOT NULL,
    searched_at BIGINT,
    seen_at     BIGINT NOT NULL,
    seen_no     BIGINT NOT NULL
);
INSERT INTO duplicate_searches (one, search_no, n_records, threshold, searched_at, seen_at, seen_no) VALUES (1, 0, 0, 0.5, NULL, 0, 0);
