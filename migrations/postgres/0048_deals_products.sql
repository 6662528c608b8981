-- Which product of the catalogue is sold; none for what stands in none.
ALTER TABLE deal_lines ADD COLUMN product_id UUID;
