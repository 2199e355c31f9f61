//! The keys about invoices.

use super::{Shape, optional, required};

pub(crate) static INVOICES: Shape = Shape {
    title: "[invoices]",
    meaning: "Who sells, and how invoices are numbered. Each order that was paid gets an invoice, each that was paid back a credit note. Without \
              this section none are made.",
    keys: &[
        required(
            "seller",
            "a text",
            "The name of who sells, at most 120 characters.",
            "seller = \"Partner Programme Foundation\"",
        ),
        required(
            "address",
            "a list of texts",
            "The seller's address, a line each, at most 6.",
            "address = [\"Keizersgracht 1\", \"1015 CN Amsterdam\", \"The Netherlands\"]",
        ),
        optional("vat-number", "a short text", "The seller's VAT number.", "vat-number = \"NL123456782B90\""),
        optional(
            "registration",
            "a short text",
            "The seller's number in the register of companies, with the register's name.",
            "registration = \"KvK 12345678\"",
        ),
        optional(
            "footer",
            "a text in each language",
            "What stands at the foot of every page besides, at most 120 characters.",
            "footer = { en = \"Questions? billing@example.org\", nl = \"Vragen? billing@example.org\" }",
        ),
        required(
            "number",
            "the form of a number",
            "How invoices are numbered, without gaps: `{count}` counts from 1, `{count:6}` with at least six digits; with `{year}` in it each \
             year begins with 1 again. Beside these letters, digits, `-`, `.` and `_`, at most 30 characters in all.",
            "number = \"{year}-{count:6}\"",
        ),
        required(
            "credit-number",
            "the form of a number",
            "How credit notes are numbered, in the same way; it must have something that tells them from invoices.",
            "credit-number = \"C{year}-{count:6}\"",
        ),
        optional(
            "from",
            "a date",
            "Payments that were recorded before this day get no invoice: they were invoiced otherwise. Without this key all get one.",
            "from = 2027-01-01",
        ),
    ],
};
