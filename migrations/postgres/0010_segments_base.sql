-- Saved conditions over customers; a segment without a condition is a fixed list.
CREATE TABLE segments (
    id         UUID PRIMARY KEY,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL UNIQUE,
    note       TEXT NOT NULL,
    condition  TEXT,
    owner_id   UUID,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision   BIGINT NOT NULL
);

-- Who is on a fixed list.
CREATE TABLE segment_members (
    segment_id  UUID NOT NULL,
    customer_no BIGINT NOT NULL,
    PRIMARY KEY (segment_id, customer_no)
);

CREATE INDEX segment_members_by_card ON segment_members (customer_no);

-- The members at the last count, one bit per card number, by which the next count knows who moved.
CREATE TABLE segment_tides (
    segment_id UUID PRIMARY KEY,
    members    BYTEA NOT NULL,
    counted_at BIGINT NOT NULL
);

-- Who came in and went out. day is days since 1970 in the firm's zone.
CREATE TABLE segment_moves (
    no          BIGINT PRIMARY KEY,
    segment_id  UUID NOT NULL,
    customer_no BIGINT NOT NULL,
    is_in       BOOLEAN NOT NULL,
    day         BIGINT NOT NULL,
    at          BIGINT NOT NULL
);
CREATE INDEX segment_moves_by_segment ON segment_moves (segment_id, no);

CREATE TABLE segment_days (
    segment_id UUID NOT NULL,
    day        BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    n_in       BIGINT NOT NULL,
    n_out      BIGINT NOT NULL,
    PRIMARY KEY (segment_id, day)
);
