-- What was paid or paid back since the list of waiting orders was made is put on it: from here on, the transaction that changes an order does so.
-- Whether there is anything to invoice is asked of the ledger when an order's turn comes.
INSERT INTO invoices_due (order_id, series) SELECT id, 'invoice' FROM orders
WHERE state IN ('paid', 'overpaid', 'set-aside', 'refunded')
    AND NOT EXISTS (SELECT 1 FROM invoices WHERE invoices.order_id = orders.id AND invoices.series = 'invoice')
    AND NOT EXISTS (SELECT 1 FROM invoices_due WHERE invoices_due.order_id = orders.id AND invoices_due.series = 'invoice');
INSERT INTO invoices_due (order_id, series) SELECT id, 'credit-note' FROM orders
WHERE state IN ('set-aside', 'refunded')
    AND NOT EXISTS (SELECT 1 FROM invoices WHERE invoices.order_id = orders.id AND invoices.series = 'credit-note')
    AND NOT EXISTS (SELECT 1 FROM invoices_due WHERE invoices_due.order_id = orders.id AND invoices_due.series = 'credit-note');
