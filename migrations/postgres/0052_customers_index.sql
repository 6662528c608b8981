-- SQLite alone has an index to be told how much it may gather; PostgreSQL keeps its index of letters itself.
SELECT 1;
