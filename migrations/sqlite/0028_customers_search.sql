-- Cards whose place in the full-text index waits until many of them go in at once.
CREATE TABLE unsearched (customer_no INTEGER PRIMARY KEY);
-- A batch of an import goes into the index in one piece, and pieces are merged more rarely.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
