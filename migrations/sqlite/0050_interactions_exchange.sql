-- The firm's telephone exchange, which calls customers for those who do not see the number; its secret is sealed.
CREATE TABLE call_exchange (
    one           BIGINT PRIMARY KEY CHECK (one = 1),
    address       TEXT NOT NULL,
    secret        BLOB,
    changed_at    BIGINT NOT NULL
);
-- The line that rings at a person's desk.
CREATE TABLE call_lines (
    user_id BLOB PRIMARY KEY,
    line    TEXT NOT NULL
);
