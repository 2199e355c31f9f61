-- Cards that members let us keep, for one subscription each: what the provider calls them, until it has been told to forget them.
CREATE TABLE kept_cards (
    card {text} NOT NULL PRIMARY KEY,
    subscription_id {int} NOT NULL,
    provider {text} NOT NULL,
    customer {text} NOT NULL,
    method {text} NOT NULL,
    brand {text} NOT NULL,
    last_four {text} NOT NULL,
    expires_on {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('kept', 'to-forget', 'forgotten')),
    kept_at {int} NOT NULL,
    tried_at {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX kept_cards_in_use ON kept_cards (subscription_id) WHERE state = 'kept';
CREATE INDEX kept_cards_of_method ON kept_cards (method) WHERE state = 'kept';
CREATE INDEX kept_cards_to_forget ON kept_cards (tried_at, card) WHERE state = 'to-forget';

-- keeps: whether the payer agreed that the card is kept. is_charge: whether a kept card is charged, without a page. kept_card: which.
-- asked_at: since when the provider has been asked to charge it.
ALTER TABLE card_payments ADD COLUMN keeps {int} NOT NULL DEFAULT 0;
ALTER TABLE card_payments ADD COLUMN is_charge {int} NOT NULL DEFAULT 0;
ALTER TABLE card_payments ADD COLUMN kept_card {text};
ALTER TABLE card_payments ADD COLUMN asked_at {int};

-- One attempt at a time for an order, so that nobody pays twice. A charge may wait beside a page; it is not made while the page is open.
DROP INDEX card_payments_open;
CREATE UNIQUE INDEX card_payments_open ON card_payments (order_id, is_charge) WHERE state IN ('begun', 'open', 'in-flight');
