-- Contact, both of them: words about people and places, which the ledger refers to by number and does not hold.

-- Why staff granted an exception, and why they took it back. subscription and number are those of the ledger's entry, which also
-- says what was granted, by whom and until when.
CREATE TABLE exceptions (
    subscription {int} NOT NULL,
    number {int} NOT NULL CHECK (number >= 1),
    member {int} NOT NULL REFERENCES members (id),
    reason {text} NOT NULL,
    end_reason {text},
    PRIMARY KEY (subscription, number)
) {clustered};
CREATE INDEX exceptions_member ON exceptions (member, subscription, number);

-- number 1 is the headquarters; a member without rows has one all the same, of its own name and country.
CREATE TABLE locations (
    member {int} NOT NULL REFERENCES members (id),
    number {int} NOT NULL CHECK (number >= 1),
    name {text} NOT NULL,
    country {text} NOT NULL,
    PRIMARY KEY (member, number)
) {clustered};
