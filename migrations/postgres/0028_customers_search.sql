-- SQLite alone needs it: PostgreSQL keeps its index of letters itself, and nothing ever waits here.
CREATE TABLE unsearched (customer_no BIGINT PRIMARY KEY);
