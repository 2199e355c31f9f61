-- Entries of bank statements: money that came in or was reversed, what became of it, and why it waits where it does. Contact too: who paid, from
-- which account, with which words. identity is what an entry is known by in another file; unique, so that a file that is imported twice
-- changes nothing.
CREATE TABLE bank_entries (
    id {serial},
    identity {text} NOT NULL UNIQUE,
    account {text} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('credit', 'credit-reversed', 'debit-reversed')),
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    currency {text} NOT NULL,
    booked_on {text},
    value_on {text} NOT NULL,
    name {text},
    counterparty {text},
    words {text} NOT NULL,
    reference {text},
    end_to_end {text},
    bank_reference {text},
    file {text} NOT NULL,
    imported_on {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'recorded', 'assigned', 'dismissed', 'returned')),
    doubt {text},
    order_id {int},
    reason {text},
    settled_on {text},
    settled_by {int},
    CHECK (state <> 'open' OR (doubt IS NOT NULL AND settled_on IS NULL)),
    CHECK (state NOT IN ('recorded', 'assigned') OR order_id IS NOT NULL),
    CHECK (state NOT IN ('dismissed', 'returned') OR reason IS NOT NULL)
) {strict};
CREATE INDEX bank_entries_open ON bank_entries (value_on, id) WHERE state = 'open';
