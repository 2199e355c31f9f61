-- Whom a member's invoices are for.
CREATE TABLE billing (
    member {int} NOT NULL PRIMARY KEY REFERENCES members (id),
    business {text} NOT NULL,
    address {text} NOT NULL,
    country {text},
    vat_number {text},
    email {text},
    exempt_because {text}
) {strict};
