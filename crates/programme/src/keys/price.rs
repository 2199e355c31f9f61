//! The keys about what things cost: fees, surcharges, discounts, tax.

use super::{Key, Shape, optional, required};

pub(crate) static FEE: Shape = Shape {
    title: "fees = [{ … }]",
    meaning: "One fee of an offer, before tax. The fee of an order is the one of the day on which it is made.",
    keys: &[
        required(
            "amount",
            "an amount with its currency",
            "The amount with all its decimals, a space, and the ISO 4217 code of its currency.",
            "amount = \"425.00 EUR\"",
        ),
        optional(
            "countries",
            "a list of country codes and groups",
            "The countries for which it is, by code or by the name of a group in `[countries]`. Without this key: all that no other \
             fee of the offer names.",
            "countries = [\"benelux\", \"DE\"]",
        ),
        optional(
            "from",
            "a date",
            "The first day on which orders have it, in place of an earlier fee for the same countries. The first fee of a country has none.",
            "from = 2027-01-01",
        ),
    ],
};

pub(crate) static SURCHARGE: Shape = Shape {
    title: "surcharges = [{ … }]",
    meaning: "What is charged on top of the fee, before tax: a share of it or an amount. An offer has at most one for each occasion.",
    keys: &[
        required("on", "\"purchase\", \"renewal\" or \"reactivation\"", "What it is charged for.", "on = \"reactivation\""),
        optional(
            "percent",
            "a percentage",
            "The share of the fee, at most 1000 %, rounded to the minor unit, half away from zero.",
            "percent = \"10 %\"",
        ),
        optional(
            "amounts",
            "a list of amounts",
            "The amount, in each currency in which the offer has a fee.",
            "amounts = [\"50.00 USD\", \"45.00 EUR\"]",
        ),
    ],
};

pub(crate) static UPGRADE: Shape = Shape {
    title: "upgrades = [{ … }]",
    meaning: "One offer whose place this one takes. Who holds it and orders this one has the discount taken off the fee; from the purchase on \
              the other is replaced: it is over, without reminders, lapse, renewal or refund, and its benefits end. This one has its own \
              first anniversary. Its requirements have to be met as for any purchase.",
    keys: &[
        required("from", "the id of an offer", "The other offer, which members buy.", "from = \"silver\""),
        optional(
            "discount",
            "a percentage",
            "The share of the fee that is taken off, more than nothing and less than all of it, rounded to the minor unit, half away from \
             zero. It is a line of its own on the order, before tax. Without this key: none.",
            "discount = \"25 %\"",
        ),
    ],
};

pub(crate) static TAX: Shape = Shape {
    title: "[tax]",
    meaning: "How tax is charged on the fees, which are before tax. The rate follows from the country of the member's business on the day of \
              the order, and is fixed with the fee. Tax is worked out once for an order, on the sum of its lines, and rounded to the minor \
              unit, half away from zero. Without this section no tax is charged and nothing is said about it.",
    keys: &[
        required("country", "a country code", "The country in which the programme sells.", "country = \"NL\""),
        required(
            "name",
            "a text in each language",
            "What the tax is called, at most 120 characters.",
            "name = { en = \"VAT\", nl = \"Btw\" }",
        ),
        required(
            "rates",
            "a list of rates",
            "The standard rates. A country for which there is none is outside the scope of the tax.",
            "rates = [{ rate = \"21 %\", countries = [\"NL\", \"BE\"] }]",
        ),
        optional(
            "reverse-charge",
            "a list of country codes and groups",
            "The countries whose businesses account for the tax themselves when they have a VAT number there. The programme's own country \
             never does.",
            "reverse-charge = [\"benelux\", \"DE\"]",
        ),
        optional(
            "outside-scope",
            "a list of country codes and groups",
            "Countries in which no tax is charged although there is a rate for all others.",
            "outside-scope = [\"US\"]",
        ),
        required("notes", "a section", "What is said when no tax is charged.", "[tax.notes]"),
    ],
};

pub(crate) static TAX_RATE: Shape = Shape {
    title: "rates = [{ … }]",
    meaning: "One standard rate.",
    keys: &[
        required("rate", "a percentage", "The rate, with at most two decimals: from 0 % to 100 %.", "rate = \"21 %\""),
        optional(
            "countries",
            "a list of country codes and groups",
            "The countries for which it is. Without this key: all that no other rate names.",
            "countries = [\"NL\", \"BE\"]",
        ),
        optional(
            "from",
            "a date",
            "The first day on which it counts, in place of an earlier rate for the same countries. The first rate of a country has none.",
            "from = 2020-07-01",
        ),
    ],
};

const fn note(name: &'static str, meaning: &'static str, example: &'static str) -> Key {
    required(name, "a text in each language", meaning, example)
}

pub(crate) static TAX_NOTES: Shape = Shape {
    title: "[tax.notes]",
    meaning: "What orders and invoices say when no tax is charged, each at most 120 characters.",
    keys: &[
        note(
            "reverse-charge",
            "The buyer accounts for the tax.",
            "reverse-charge = { en = \"Reverse charge\", nl = \"Btw verlegd\" }",
        ),
        note(
            "outside-scope",
            "The buyer's country is outside the scope of the tax.",
            "outside-scope = { en = \"Outside the scope of VAT\", nl = \"Buiten de heffing van btw\" }",
        ),
        note(
            "exempt",
            "Staff established that the buyer is exempt.",
            "exempt = { en = \"Exempt from VAT\", nl = \"Vrijgesteld van btw\" }",
        ),
    ],
};
