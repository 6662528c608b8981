-- What is sold. Amounts are the smallest units of the product's currency.
CREATE TABLE products (
    no          BIGINT PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    code        TEXT COLLATE "C" NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    name_key    TEXT COLLATE "C" NOT NULL,
    category    TEXT COLLATE "C" NOT NULL,
    supplier    TEXT NOT NULL,
    unit        TEXT NOT NULL,
    currency    TEXT NOT NULL,
    price       BIGINT,
    cost        BIGINT,
    revision    BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    archived_at BIGINT
);
CREATE INDEX products_by_name ON products (name_key, no);
CREATE INDEX products_by_category ON products (category, no);

-- Orders. total, discount, delivery, paid and refunded are the smallest units of the order's currency; revenue (goods less
-- discounts), margin and returned are those of the firm's, null while the order's currency has no rate. ordered_on and
-- due_on are days since 1970 in the firm's zone.
CREATE TABLE orders (
    no          BIGINT PRIMARY KEY,
    customer_no BIGINT NOT NULL,
    ordered_on  BIGINT NOT NULL,
    ordered_at  BIGINT NOT NULL,
    status      TEXT NOT NULL,
    revenue     BIGINT,
    margin      BIGINT,
    returned    BIGINT NOT NULL,
    n_lines     BIGINT NOT NULL,
    source      TEXT NOT NULL,
    number      TEXT COLLATE "C" NOT NULL,
    currency    TEXT NOT NULL,
    total       BIGINT NOT NULL,
    discount    BIGINT NOT NULL,
    delivery    BIGINT NOT NULL,
    paid        BIGINT NOT NULL,
    refunded    BIGINT NOT NULL,
    due_on      BIGINT,
    responsible UUID,
    utm         TEXT NOT NULL,
    note        TEXT NOT NULL,
    id          UUID NOT NULL UNIQUE,
    revision    BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);
CREATE UNIQUE INDEX orders_by_number ON orders (number, source);
CREATE INDEX orders_by_customer ON orders (customer_no, ordered_at, no);
CREATE INDEX orders_by_date ON orders (ordered_at, no);
CREATE INDEX orders_by_status ON orders (status, ordered_at, no);
CREATE INDEX orders_by_revenue ON orders (revenue, no);
CREATE INDEX orders_by_responsible ON orders (responsible, ordered_at, no) WHERE responsible IS NOT NULL;
CREATE INDEX orders_without_rate ON orders (currency, ordered_on) WHERE revenue IS NULL;
CREATE INDEX orders_due ON orders (due_on, no) WHERE due_on IS NOT NULL;

-- Lines of orders, in their places. quantity and returned are millionths of the unit; price is of one unit, discount of
-- the whole line, cost of one unit as it was then, all in the order's currency; net is what the client pays for the
-- line, its share of the order's discount taken off. revenue and margin are in the firm's currency. counted_on is the
-- order's day while the order counts.
CREATE TABLE order_lines (
    no          BIGINT PRIMARY KEY,
    customer_no BIGINT NOT NULL,
    order_no    BIGINT NOT NULL,
    place       BIGINT NOT NULL,
    counted_on  BIGINT,
    product_no  BIGINT,
    name        TEXT NOT NULL,
    quantity    BIGINT NOT NULL,
    price       BIGINT NOT NULL,
    discount    BIGINT NOT NULL,
    cost        BIGINT,
    net         BIGINT NOT NULL,
    revenue     BIGINT,
    margin      BIGINT,
    returned    BIGINT NOT NULL
);
CREATE INDEX order_lines_by_card ON order_lines (customer_no, order_no, place);

-- Who brought an order into which state, and when.
CREATE TABLE order_states (
    order_no BIGINT NOT NULL,
    place    BIGINT NOT NULL,
    status   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    user_id  UUID,
    reason   TEXT NOT NULL,
    PRIMARY KEY (order_no, place)
);

-- Payments that are expected (paid_at is null) or came. amount is in the order's currency, revenue the same in the firm's.
CREATE TABLE payments (
    no          BIGINT PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    order_no    BIGINT NOT NULL,
    customer_no BIGINT NOT NULL,
    amount      BIGINT NOT NULL,
    base_amount BIGINT,
    due_on      BIGINT,
    paid_at     BIGINT,
    paid_on     BIGINT,
    method      TEXT NOT NULL,
    note        TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX payments_by_order ON payments (order_no, no);
CREATE INDEX payments_by_customer ON payments (customer_no, no);
CREATE INDEX payments_due ON payments (due_on, no) WHERE paid_at IS NULL;

-- Returns of goods or of money. amount is in the order's currency; base_amount and margin (what the margin loses) are in
-- the firm's.
CREATE TABLE order_returns (
    no           BIGINT PRIMARY KEY,
    id           UUID NOT NULL UNIQUE,
    order_no     BIGINT NOT NULL,
    customer_no  BIGINT NOT NULL,
    returned_at  BIGINT NOT NULL,
    returned_on  BIGINT NOT NULL,
    amount       BIGINT NOT NULL,
    base_amount  BIGINT,
    margin       BIGINT,
    is_restocked BOOLEAN NOT NULL,
    reason       TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);
CREATE INDEX order_returns_by_order ON order_returns (order_no, no);
CREATE INDEX order_returns_by_customer ON order_returns (customer_no, no);
CREATE TABLE order_return_lines (
    return_no BIGINT NOT NULL,
    place     BIGINT NOT NULL,
    quantity  BIGINT NOT NULL,
    amount    BIGINT NOT NULL,
    PRIMARY KEY (return_no, place)
);

-- How much of the firm's currency one unit of another is worth from a day on.
CREATE TABLE rates (
    currency TEXT NOT NULL,
    from_on  BIGINT NOT NULL,
    rate     TEXT NOT NULL,
    PRIMARY KEY (currency, from_on)
);

-- What orders add up to for one customer, kept true by every deed.
CREATE TABLE customer_orders (
    customer_no BIGINT PRIMARY KEY,
    n           BIGINT NOT NULL,
    revenue     BIGINT NOT NULL,
    margin      BIGINT NOT NULL,
    n_margin    BIGINT NOT NULL,
    returned    BIGINT NOT NULL,
    n_returned  BIGINT NOT NULL,
    n_cancelled BIGINT NOT NULL,
    n_no_rate   BIGINT NOT NULL,
    first_on    BIGINT,
    last_on     BIGINT
);

-- What orders of one day and status add up to, so that totals of ten million orders need no counting.
CREATE TABLE order_days (
    ordered_on BIGINT NOT NULL,
    status     TEXT NOT NULL,
    n          BIGINT NOT NULL,
    n_no_rate  BIGINT NOT NULL,
    revenue    BIGINT NOT NULL,
    margin     BIGINT NOT NULL,
    returned   BIGINT NOT NULL,
    PRIMARY KEY (ordered_on, status)
);

-- Which card a client's number in another program means.
CREATE TABLE order_buyers (
    source      TEXT NOT NULL,
    buyer       TEXT NOT NULL,
    customer_no BIGINT NOT NULL,
    PRIMARY KEY (source, buyer)
);

-- Where orders ever came from; nothing for one's own.
CREATE TABLE order_sources (source TEXT PRIMARY KEY);

-- The rules of the firm: the currency of its sums, what becomes of orders of clients nobody knows.
CREATE TABLE order_rules (
    one      BIGINT PRIMARY KEY CHECK (one = 1),
    currency TEXT NOT NULL,
    unknown  TEXT NOT NULL
);

-- Files of orders that were brought in, and the orders that each made with the revision it left them at: undoing goes by
-- them.
CREATE TABLE order_runs (
    no          BIGINT PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    file        TEXT NOT NULL,
    at          BIGINT NOT NULL,
    user_id     UUID,
    n_rows      BIGINT NOT NULL,
    n_new       BIGINT NOT NULL,
    n_changed   BIGINT NOT NULL,
    n_unchanged BIGINT NOT NULL,
    n_rejected  BIGINT NOT NULL,
    n_orders    BIGINT NOT NULL,
    undone_at   BIGINT
);
CREATE TABLE order_run_items (
    run_no   BIGINT NOT NULL,
    order_no BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (run_no, order_no)
);
