-- Cells that could not be understood, of rows that came in without them: how many, and the rows beside those refused whole.
ALTER TABLE import_runs ADD COLUMN n_set_aside BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import_rejects ADD COLUMN is_in BOOLEAN NOT NULL DEFAULT FALSE;

-- How often the process ended in the middle of a job: in all, which does not count as attempts, and in a row without the
-- job getting any further, by which a job that ends its process each time is known.
ALTER TABLE jobs ADD COLUMN n_deaths BIGINT NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN n_deaths_in_row BIGINT NOT NULL DEFAULT 0;
