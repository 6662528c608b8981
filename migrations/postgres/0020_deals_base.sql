-- Pipelines of the firm, in its order.
CREATE TABLE deal_pipelines (
    id          UUID PRIMARY KEY,
    name        TEXT NOT NULL,
    place       BIGINT NOT NULL,
    revision    BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    archived_at BIGINT
);

-- Stages in their order. needs is a JSON list of slugs of fields; team_id, hands_to and needs_note say to whom a client
-- passes whose deal enters the stage. A stage that was taken out stays for the history of deals, with archived_at.
CREATE TABLE deal_stages (
    id              UUID PRIMARY KEY,
    pipeline_id     UUID NOT NULL,
    place           BIGINT NOT NULL,
    name            TEXT NOT NULL,
    probability     BIGINT NOT NULL,
    rots_after_days BIGINT,
    needs           TEXT NOT NULL,
    team_id         UUID,
    hands_to        TEXT NOT NULL,
    needs_note      BOOLEAN NOT NULL,
    archived_at     BIGINT
);
CREATE INDEX deal_stages_of_pipeline ON deal_stages (pipeline_id, place);

-- Why deals are lost, in the words of the firm.
CREATE TABLE deal_loss_reasons (
    id          UUID PRIMARY KEY,
    name        TEXT NOT NULL,
    place       BIGINT NOT NULL,
    archived_at BIGINT
);

-- Deals. amount is the smallest units of the currency; closes_on and closed_on are days since 1970 in the firm's zone;
-- rank orders the cards of a stage. An open deal has no closed_at.
CREATE TABLE deals (
    no          BIGINT PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    customer_no BIGINT NOT NULL,
    title       TEXT NOT NULL,
    title_key   TEXT NOT NULL,
    pipeline_id UUID NOT NULL,
    stage_id    UUID NOT NULL,
    rank        BIGINT NOT NULL,
    entered_at  BIGINT NOT NULL,
    amount      BIGINT NOT NULL,
    currency    TEXT NOT NULL,
    closes_on   BIGINT,
    responsible UUID,
    team_id     UUID,
    source      TEXT NOT NULL,
    note        TEXT NOT NULL,
    revision    BIGINT NOT NULL,
    created_by  UUID,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    closed_at   BIGINT,
    closed_by   UUID,
    is_won      BOOLEAN NOT NULL,
    reason_id   UUID,
    closed_note TEXT NOT NULL
);
CREATE INDEX deals_of_stage ON deals (stage_id, rank, no) WHERE closed_at IS NULL;
CREATE INDEX deals_open ON deals (pipeline_id, stage_id, currency, amount) WHERE closed_at IS NULL;
CREATE INDEX deals_expected ON deals (pipeline_id, closes_on, no) WHERE closed_at IS NULL;
CREATE INDEX deals_of_customer ON deals (customer_no, no);
CREATE INDEX deals_by_creation ON deals (created_at, no);
CREATE INDEX deals_of_pipeline ON deals (pipeline_id, created_at, no);
CREATE INDEX deals_of_person ON deals (responsible, created_at, no);
CREATE INDEX deals_closed ON deals (closed_at, no) WHERE closed_at IS NOT NULL;

-- What is sold by a deal, in its places. quantity is thousandths of a unit, price the smallest units of the deal's
-- currency for one unit.
CREATE TABLE deal_lines (
    deal_no  BIGINT NOT NULL,
    place    BIGINT NOT NULL,
    name     TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    price    BIGINT NOT NULL,
    PRIMARY KEY (deal_no, place)
);

-- Which stages a deal stood in, from when to when, and who brought it there.
CREATE TABLE deal_steps (
    deal_no    BIGINT NOT NULL,
    place      BIGINT NOT NULL,
    stage_id   UUID NOT NULL,
    entered_at BIGINT NOT NULL,
    left_at    BIGINT,
    user_id    UUID,
    note       TEXT NOT NULL,
    PRIMARY KEY (deal_no, place)
);
