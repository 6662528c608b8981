-- Runs of files of orders are runs like all others; which orders a run made, with the revision it left each at, is what
-- taking it back goes by.
ALTER TABLE import_runs ADD COLUMN n_orders BIGINT NOT NULL DEFAULT 0;
CREATE TABLE import_orders (
    run_no   BIGINT NOT NULL,
    order_id UUID NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (run_no, order_id)
);

-- The files that came before that.
INSERT INTO import_runs (no, id, file, fingerprint, n_bytes, settings, columns, mapping, state, n_read, n_new, n_merged,
    n_unchanged, n_conflicts, n_rejected, n_undone, n_left, user_id, created_at, started_at, finished_at, undone_at, n_orders)
SELECT (SELECT coalesce(max(no), 0) FROM import_runs) + no, id, file, '', 0, '{}', '[]', '{"into":"orders","columns":[]}',
    CASE WHEN undone_at IS NULL THEN 'done' ELSE 'undone' END, n_rows, n_new, n_changed, n_unchanged, 0, n_rejected, 0, 0,
    user_id, at, at, at, undone_at, n_orders
FROM order_runs;
INSERT INTO import_orders (run_no, order_id, revision)
SELECT import_runs.no, orders.id, order_run_items.revision
FROM order_run_items
JOIN order_runs ON order_runs.no = order_run_items.run_no
JOIN import_runs ON import_runs.id = order_runs.id
JOIN orders ON orders.no = order_run_items.order_no;
DROP TABLE order_run_items;
DROP TABLE order_runs;
