-- The card of a row that came in without some of its cells, so that the row mended and brought in again finds it.
ALTER TABLE import_rejects ADD COLUMN customer_id UUID;
