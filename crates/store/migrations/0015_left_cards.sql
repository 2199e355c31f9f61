-- Attempts to leave a card for a subscription on the provider's page, without paying. A row is there before the provider is asked.
CREATE TABLE left_cards (
    attempt {text} NOT NULL PRIMARY KEY,
    subscription_id {int} NOT NULL,
    provider {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('begun', 'open', 'left', 'kept', 'refused', 'ended')),
    checkout {text},
    address {text},
    known {text} NOT NULL,
    is_wanted {int} NOT NULL,
    made_at {int} NOT NULL,
    looked_at {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX left_cards_under_way ON left_cards (subscription_id) WHERE state IN ('begun', 'open', 'left');
CREATE INDEX left_cards_checkout ON left_cards (checkout) WHERE checkout IS NOT NULL;
CREATE INDEX left_cards_open ON left_cards (looked_at, attempt) WHERE state IN ('begun', 'open');
CREATE INDEX left_cards_untaken ON left_cards (made_at, attempt) WHERE state = 'left';
