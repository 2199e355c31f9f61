-- An order can be refunded, and its money can pay another. A table's checks cannot be altered everywhere, so it is made anew.
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
    state {text} NOT NULL CHECK (state IN ('open', 'paid', 'expired', 'cancelled', 'moved', 'refunded')),
    purchase_order {text},
    paid_on {text},
    CHECK (state NOT IN ('paid', 'moved', 'refunded') OR paid_on IS NOT NULL)
) {strict};
INSERT INTO orders_anew (id, member, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on,
    pay_by_on, state, purchase_order, paid_on)
SELECT id, member, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on,
    pay_by_on, state, purchase_order, paid_on FROM orders;
DROP TABLE orders;
ALTER TABLE orders_anew RENAME TO orders;
CREATE INDEX orders_open ON orders (pay_by_on, id) WHERE state = 'open';
