-- Cells that could not be understood, of rows that came in without them: how many, and the rows beside those refused whole.
ALTER TABLE import_runs ADD COLUMN n_set_aside BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_rejects ADD COLUMN is_in BOOLEAN NOT NULL DEFAULT FALSE;
