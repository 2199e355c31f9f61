-- Attempts to pay an order by card: written before the provider is asked, and what is known of each since.
-- version: how often what is known has been changed. taken: what became of the money. trouble: what staff have to see to.
CREATE TABLE card_payments (
    attempt {text} NOT NULL PRIMARY KEY,
    order_id {int} NOT NULL,
    provider {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    currency {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('begun', 'open', 'in-flight', 'paid', 'ended')),
    checkout {text} UNIQUE,
    address {text},
    payment {text} UNIQUE,
    known {text} NOT NULL,
    taken {text} CHECK (taken IN ('recorded', 'surplus', 'returned')),
    trouble {text},
    made_at {int} NOT NULL,
    looked_at {int} NOT NULL,
    CHECK (taken IS NULL OR state = 'paid')
) {strict};
-- One attempt at a time for an order, so that nobody pays twice.
CREATE UNIQUE INDEX card_payments_open ON card_payments (order_id) WHERE state IN ('begun', 'open', 'in-flight');
CREATE INDEX card_payments_of_order ON card_payments (order_id, made_at);
CREATE INDEX card_payments_looked_at ON card_payments (looked_at, attempt) WHERE state IN ('begun', 'open', 'in-flight');
CREATE INDEX card_payments_untaken ON card_payments (made_at, attempt) WHERE state = 'paid' AND taken IS NULL;
CREATE INDEX card_payments_troubled ON card_payments (made_at, attempt) WHERE trouble IS NOT NULL;

-- Messages of a provider that have been dealt with.
CREATE TABLE card_messages (
    provider {text} NOT NULL,
    message {text} NOT NULL,
    kind {text} NOT NULL,
    taken_at {int} NOT NULL,
    PRIMARY KEY (provider, message)
) {clustered};

-- Money that goes back to a card: written with the decision, sent afterwards.
CREATE TABLE card_refunds (
    refund {text} NOT NULL PRIMARY KEY,
    attempt {text} NOT NULL,
    payment {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    currency {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('to-send', 'unclear', 'pending', 'done', 'failed')),
    provider_refund {text} UNIQUE,
    trouble {text},
    made_at {int} NOT NULL,
    tried_at {int} NOT NULL
) {strict};
CREATE INDEX card_refunds_of_attempt ON card_refunds (attempt);
CREATE INDEX card_refunds_open ON card_refunds (tried_at, refund) WHERE state IN ('to-send', 'unclear', 'pending');
CREATE INDEX card_refunds_failed ON card_refunds (made_at, refund) WHERE state = 'failed';
