-- What a transaction of an import brings goes into the full-text index in one piece rather than in two, and pieces are merged
-- when there are sixteen: a search reads a few more of them (a millisecond at a million cards), the import writes fewer.
INSERT INTO search (search, rank) VALUES ('hashsize', 25165824);
INSERT INTO search (search, rank) VALUES ('automerge', 16);
