-- What members filed to show that money is on its way: the files themselves, and what they state. That a proof was filed, for which value date,
-- and what staff said to it is in the ledger; reason is what staff wrote about one that they rejected. digest is the SHA-256 of the file.
CREATE TABLE proofs (
    order_id {int} NOT NULL,
    number {int} NOT NULL,
    member {int} NOT NULL REFERENCES members (id),
    file_name {text} NOT NULL,
    media_type {text} NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    size {int} NOT NULL CHECK (size > 0),
    digest {bytes} NOT NULL,
    body {bytes} NOT NULL,
    value_on {text} NOT NULL,
    account {text} NOT NULL,
    reference {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'accepted', 'rejected', 'settled')),
    reason {text},
    filed_on {text} NOT NULL,
    PRIMARY KEY (order_id, number)
) {strict};
CREATE INDEX proofs_waiting ON proofs (filed_on, order_id, number) WHERE state = 'waiting';
