-- Rates of commission. whom, what and place are 'all' or 'team:ID', 'category:TEXT', 'stage:ID' and the like; pays is JSON:
-- on what it is counted and how much. from_on and until_on are days since 1970 in the firm's zone, both within.
CREATE TABLE commission_rates (
    id         UUID PRIMARY KEY,
    whom       TEXT NOT NULL,
    what       TEXT NOT NULL,
    place      TEXT NOT NULL,
    pays       TEXT NOT NULL,
    from_on    BIGINT NOT NULL,
    until_on   BIGINT,
    note       TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    created_by UUID,
    created_at BIGINT NOT NULL
);

-- Who earns by a won deal, as it was when the deal was won: kept until it is won anew.
CREATE TABLE earned_deals (
    deal_id UUID PRIMARY KEY,
    person  UUID,
    team_id UUID,
    won_at  BIGINT NOT NULL
);

-- What a person earned in a month (year * 12 + month - 1). A draft changes by itself; from submitting on it stands.
CREATE TABLE statements (
    id           UUID PRIMARY KEY,
    person       UUID NOT NULL,
    month        BIGINT NOT NULL,
    state        TEXT NOT NULL,
    note         TEXT NOT NULL,
    revision     BIGINT NOT NULL,
    submitted_by UUID,
    submitted_at BIGINT,
    approved_by  UUID,
    approved_at  BIGINT,
    paid_by      UUID,
    paid_at      BIGINT
);
CREATE UNIQUE INDEX statements_of_person ON statements (person, month);
CREATE INDEX statements_by_month ON statements (month, person);

-- Lines of statements. role is empty for whoever answers for the deal, else the id of the stage to which somebody brought
-- it; place is that of the deal's line. amount is the smallest units of the firm's currency, null while it cannot be
-- counted (why); worth is what place and role are worth in all after this line. print says of what it was counted, so that
-- what is the same is not counted anew. A bonus has customer_no and field_no in place of a deal.
CREATE TABLE earning_lines (
    id           UUID PRIMARY KEY,
    statement_id UUID NOT NULL,
    kind         TEXT NOT NULL,
    person       UUID NOT NULL,
    deal_id      UUID,
    role         TEXT NOT NULL,
    place        BIGINT NOT NULL,
    customer_no  BIGINT NOT NULL,
    field_no     BIGINT,
    rate_id      UUID,
    what         TEXT NOT NULL,
    print        TEXT NOT NULL,
    how          TEXT NOT NULL,
    amount       BIGINT,
    worth        BIGINT,
    why          TEXT NOT NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX earning_lines_of_statement ON earning_lines (statement_id, at, id);
CREATE INDEX earning_lines_of_deal ON earning_lines (deal_id) WHERE deal_id IS NOT NULL;
CREATE UNIQUE INDEX earning_lines_once ON earning_lines (customer_no, field_no, person) WHERE field_no IS NOT NULL;

-- How far the journal was followed, and which deals are to be counted anew.
CREATE TABLE earning_clock (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL
);
INSERT INTO earning_clock (one, seq) SELECT 1, coalesce(max(seq), 0) FROM journal;
CREATE TABLE earning_dues (
    deal_id UUID PRIMARY KEY
);

-- What a confirmed fact is worth, smallest units of the firm's currency, and the revenue of a usual client.
CREATE TABLE earning_terms (
    one      BIGINT PRIMARY KEY CHECK (one = 1),
    fact     BIGINT NOT NULL,
    usual    BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
