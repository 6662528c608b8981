-- The cards of the demo company, so that they can be taken out whole while others stay.
CREATE TABLE demo_customers (customer_no BIGINT PRIMARY KEY);
