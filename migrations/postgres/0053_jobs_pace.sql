-- How far a job was when it was begun the last time: its pace is told from there on.
ALTER TABLE jobs ADD COLUMN n_done_before BIGINT NOT NULL DEFAULT 0;
