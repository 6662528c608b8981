-- Orders that a run changed, as they stood before, with the revision that it left each at; and the products that it added.
-- Taking it back goes by them. stood is JSON, empty once it was forgotten with the client who is erased.
CREATE TABLE import_changed_orders (
    run_no   BIGINT NOT NULL,
    order_id BLOB NOT NULL,
    revision BIGINT NOT NULL,
    stood    TEXT NOT NULL,
    PRIMARY KEY (run_no, order_id)
) WITHOUT ROWID;
CREATE TABLE import_products (
    run_no     BIGINT NOT NULL,
    product_id BLOB NOT NULL,
    PRIMARY KEY (run_no, product_id)
) WITHOUT ROWID;
