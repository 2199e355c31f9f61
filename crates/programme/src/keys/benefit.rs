//! The keys of benefits.

use super::{Shape, optional, required};

pub(crate) static BENEFIT: Shape = Shape {
    title: "[[offer.benefit]]",
    meaning: "A benefit: something that each term of the offer grants. The purchase grants a set of them, every renewal and reactivation a \
              new one; the old set runs on to its last day with benefits, and what is left of it is not carried over. They are shown in the \
              order of the file. A set keeps the rules that were in force when its term began. Several offers may grant the same benefit, \
              by its `id`: it has one `kind`, `name` and `unit` then, and may differ in the rest.",
    keys: &[
        required("id", "a name in kebab-case", "Its short name; interfaces use it.", "id = \"support-incidents\""),
        required(
            "kind",
            "\"product-key\", \"licence-seats\", \"monthly-credit\", \"bulk-credit\", \"developer-subscription\", \"support-incidents\" or \
             \"advisory-hours\"",
            "What it is. A `product-key` is shown, one at a time; `licence-seats` are redeemed, all at once; a `developer-subscription` is \
             assigned to a person. The others are counted: of a `monthly-credit` the quantity is there anew in each month after its \
             activation.",
            "kind = \"support-incidents\"",
        ),
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"Support incidents\", nl = \"Supportincidenten\" }",
        ),
        required(
            "help",
            "a text in each language",
            "The answer to \"what is this?\", one paragraph of at most 2,000 characters.",
            "help = { en = \"Help with a problem.\", nl = \"Hulp bij een probleem.\" }",
        ),
        required("quantity", "a whole number from 1 to 1000000", "How much of it a set grants.", "quantity = 10"),
        optional(
            "unit",
            "a text in each language",
            "What the quantity counts, where the name does not say it, at most 120 characters.",
            "unit = { en = \"US dollars a month\", nl = \"Amerikaanse dollars per maand\" }",
        ),
        optional(
            "activate-by",
            "a step from \"grant\" or \"anniversary\"",
            "The last day on which it can be activated: shown, redeemed, assigned or, if it is counted, switched on. It never lies after the \
             last day with benefits, which it is without this key. What is counted need not be activated without this key.",
            "activate-by = \"grant + 90 days\"",
        ),
        optional(
            "usable-until",
            "a step from \"benefits\", \"anniversary\" or \"activation\"",
            "The last day on which it is of use: counted from the last day with benefits, from the anniversary, or from its first use; then it \
             runs on although the membership may have ended. Without this key: `benefits`.",
            "usable-until = \"activation + 12 months\"",
        ),
        optional(
            "reassign-after",
            "a number of days or months",
            "For a `developer-subscription`: how long it stays with a person before another can have it. Without this key: another can at \
             once.",
            "reassign-after = \"90 days\"",
        ),
        optional(
            "ends-refund",
            "true or false",
            "Whether its first use ends the right to a refund of what granted it. Without this key: `true`.",
            "ends-refund = true",
        ),
    ],
};
