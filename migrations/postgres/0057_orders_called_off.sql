-- Of a cancelled order no payment is due.
UPDATE orders SET due_on = NULL WHERE status = 'cancelled' AND due_on IS NOT NULL;
