-- What is worked out for each customer from their orders: where they stand in the analyses as these are on the first day.
CREATE TABLE standings (
    customer_no BIGINT PRIMARY KEY,
    recency     BIGINT,
    frequency   BIGINT,
    monetary    BIGINT,
    rfm_group   TEXT,
    abc         TEXT,
    abc_margin  TEXT,
    xyz         TEXT,
    rhythm      TEXT,
    churn       TEXT,
    warmth      TEXT,
    typage      TEXT,
    alive       BIGINT,
    ltv         BIGINT,
    predicted   BIGINT,
    next_on     BIGINT,
    act_by      BIGINT
);

-- When they were worked out, and up to which entry of the journal they are true; one row.
CREATE TABLE standings_reckoned (
    no          BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    reckoned_at BIGINT NOT NULL
);
