-- Invoices and credit notes: the last number of each series, what was frozen when each was made, and the orders that wait for theirs.
CREATE TABLE invoice_counters (
    series {text} NOT NULL CHECK (series IN ('invoice', 'credit-note')),
    period {int} NOT NULL,
    count {int} NOT NULL CHECK (count > 0),
    dated_on {text} NOT NULL,
    PRIMARY KEY (series, period)
) {clustered};
CREATE TABLE invoices (
    order_id {int} NOT NULL,
    series {text} NOT NULL CHECK (series IN ('invoice', 'credit-note')),
    number {text} NOT NULL UNIQUE,
    period {int} NOT NULL,
    count {int} NOT NULL,
    issued_on {text} NOT NULL,
    amount_minor {int} NOT NULL,
    currency {text} NOT NULL,
    body {text} NOT NULL,
    PRIMARY KEY (order_id, series),
    UNIQUE (series, period, count)
) {clustered};
CREATE TABLE invoices_due (
    order_id {int} NOT NULL,
    series {text} NOT NULL CHECK (series IN ('invoice', 'credit-note')),
    PRIMARY KEY (order_id, series)
) {clustered};
INSERT INTO invoices_due (order_id, series) SELECT id, 'invoice' FROM orders WHERE state IN ('paid', 'refunded');
INSERT INTO invoices_due (order_id, series) SELECT id, 'credit-note' FROM orders WHERE state = 'refunded';
