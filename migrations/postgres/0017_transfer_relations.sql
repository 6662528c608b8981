-- Relations that a run made between people and where they work: what undoing takes back.
CREATE TABLE import_relations (
    run_no      BIGINT NOT NULL,
    relation_id UUID NOT NULL,
    place       BIGINT NOT NULL,
    PRIMARY KEY (run_no, relation_id)
);

-- Cells that a person mended before the run began: the row's number in the file, the column, and what stands there now.
ALTER TABLE import_runs ADD COLUMN mended TEXT NOT NULL DEFAULT '{}';

-- Cards that undoing left as they are, since somebody has touched them meanwhile.
ALTER TABLE import_rows ADD COLUMN is_left BOOLEAN NOT NULL DEFAULT FALSE;
