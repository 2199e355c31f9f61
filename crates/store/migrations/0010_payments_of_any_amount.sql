-- An order can be partly paid, overpaid, and have money that is set aside; a table's checks cannot be altered everywhere, so it is made
-- anew. A payment can be called something outside, and no two are called the same.
CREATE TABLE orders_anew (
    id {int} NOT NULL PRIMARY KEY,
    member {int} NOT NULL REFERENCES members (id),
    number {text} NOT NULL UNIQUE,
    reference {text} NOT NULL UNIQUE,
    subscription {int},
    offer {text} NOT NULL,
    action {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    currency {text} NOT NULL,
    created_on {text} NOT NULL,
    expires_on {text} NOT NULL,
    pay_by_on {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'partly-paid', 'paid', 'overpaid', 'set-aside', 'expired', 'cancelled', 'moved',
        'refunded')),
    purchase_order {text},
    paid_on {text},
    CHECK (state NOT IN ('partly-paid', 'paid', 'overpaid', 'set-aside', 'moved', 'refunded') OR paid_on IS NOT NULL)
) {strict};
INSERT INTO orders_anew (id, member, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on,
    pay_by_on, state, purchase_order, paid_on)
SELECT id, member, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on,
    pay_by_on, state, purchase_order, paid_on FROM orders;
DROP TABLE orders;
ALTER TABLE orders_anew RENAME TO orders;
CREATE INDEX orders_open ON orders (pay_by_on, id) WHERE state IN ('open', 'partly-paid');
ALTER TABLE payments ADD COLUMN identity {text};
CREATE UNIQUE INDEX payments_identity ON payments (identity);
