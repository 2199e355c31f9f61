-- The product keys of benefits. They are secrets: no list and no log shows them, and the ledger knows only that one was shown.

-- digest is the SHA-256 of the key, so that a key that is loaded twice is there once. subscription and number are those of the
-- ledger's entry by which the key was shown; NULL as long as it was not.
CREATE TABLE benefit_keys (
    benefit {text} NOT NULL,
    digest {bytes} NOT NULL,
    secret {text} NOT NULL,
    subscription {int},
    number {int},
    PRIMARY KEY (benefit, digest)
) {clustered};
CREATE UNIQUE INDEX benefit_keys_shown ON benefit_keys (subscription, number);
CREATE INDEX benefit_keys_free ON benefit_keys (benefit, digest) WHERE subscription IS NULL;
