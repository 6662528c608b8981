-- Check-lists by which calls and letters are scored; items is a JSON list of texts with weights. One that was put away
-- keeps its scores.
CREATE TABLE check_lists (
    id          BLOB PRIMARY KEY,
    name        TEXT NOT NULL,
    items       TEXT NOT NULL,
    revision    BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    archived_at BIGINT
);

-- Scores: of one interaction by one check-list one. ticked is a JSON list of what held, with texts and weights as they
-- were; score is hundredths of a percent. held_at is when the interaction was.
CREATE TABLE scores (
    id             BLOB PRIMARY KEY,
    interaction_id BLOB NOT NULL,
    check_list_id  BLOB NOT NULL,
    person         BLOB NOT NULL,
    held_at        BIGINT NOT NULL,
    answers        TEXT NOT NULL,
    score          BIGINT NOT NULL,
    note           TEXT NOT NULL,
    scored_by      BLOB,
    scored_at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX scores_once ON scores (interaction_id, check_list_id);
CREATE INDEX scores_of_person ON scores (person, held_at);

-- What is planned of a person in a month (year * 12 + month - 1); amount is the smallest units of the firm's currency.
CREATE TABLE sales_plans (
    person       BLOB NOT NULL,
    month        BIGINT NOT NULL,
    amount       BIGINT NOT NULL,
    deals        BIGINT NOT NULL,
    interactions BIGINT NOT NULL,
    revision     BIGINT NOT NULL,
    PRIMARY KEY (person, month)
) WITHOUT ROWID;
