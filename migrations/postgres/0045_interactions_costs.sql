-- What one interaction of a kind costs the firm, in the smallest units of its money; 0 where nobody said.
ALTER TABLE interaction_kinds ADD COLUMN cost BIGINT NOT NULL DEFAULT 0;
