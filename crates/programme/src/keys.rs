//! The keys of a file: one table that the reader checks against and the reference page is written from.

mod benefit;
mod invoice;
mod price;
mod relief;
mod requirement;

pub(crate) use benefit::BENEFIT;
pub(crate) use invoice::INVOICES;
pub(crate) use price::{FEE, SURCHARGE, TAX, TAX_NOTES, TAX_RATE, UPGRADE};
pub(crate) use relief::{ANNIVERSARY_RANGE, REACTIVATION_SECTION, RELIEF, RETIRED, REVISED};
pub(crate) use requirement::{CHECKED, MEASURE, NEEDS, PATH, REQUIREMENT};

/// One key of a section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What its value is, as in "must be …".
    pub(crate) form: &'static str,
    pub(crate) is_required: bool,
    /// What it decides.
    pub(crate) meaning: &'static str,
    /// The key with a value, as it would stand in a file.
    pub(crate) example: &'static str,
}

/// One section of a file with its keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// How its beginning looks in the file.
    pub(crate) title: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) keys: &'static [Key],
}

impl Shape {
    pub(crate) fn key(&'static self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

pub(crate) const fn required(name: &'static str, form: &'static str, meaning: &'static str, example: &'static str) -> Key {
    Key { name, form, is_required: true, meaning, example }
}

pub(crate) const fn optional(name: &'static str, form: &'static str, meaning: &'static str, example: &'static str) -> Key {
    Key { name, form, is_required: false, meaning, example }
}

/// The sections at the top of a programme file.
pub(crate) static ROOT: Shape = Shape {
    title: "the file",
    meaning: "A programme file has these sections, in any order.",
    keys: &[
        required("programme", "a section", "The programme itself.", "[programme]"),
        required("words", "a section", "The programme's own words.", "[words]"),
        optional("renewal", "a section for each way to renew", "When offers are renewed.", "[renewal.yearly]"),
        optional(
            "countries",
            "a list of country codes for each group",
            "Groups of countries, for fees and tax.",
            "[countries]",
        ),
        required("offer", "one or more sections, each beginning with [[offer]]", "What members hold.", "[[offer]]"),
        optional("areas", "a text in each language for each area", "Areas that offers cover.", "[areas]"),
        optional(
            "measure",
            "one or more sections, each beginning with [[measure]]",
            "What is counted for requirements.",
            "[[measure]]",
        ),
        required("bank-transfer", "a section", "How members pay by bank transfer.", "[bank-transfer]"),
        optional("tax", "a section", "How tax is charged on the fees.", "[tax]"),
        optional("payments", "a section", "How long a lapse waits for a payment in flight.", "[payments]"),
        optional("invoices", "a section", "Who sells, and how invoices are numbered.", "[invoices]"),
        optional("refunds", "a section", "How long what was paid for can be given back.", "[refunds]"),
        optional(
            "legacy-system",
            "a section",
            "The system from which members have to move before they can renew, pay or reactivate.",
            "[legacy-system]",
        ),
        optional(
            "relief",
            "one or more sections, each beginning with [[relief]]",
            "What is granted beside the rules.",
            "[[relief]]",
        ),
        optional("retired", "a section", "What earlier versions had, for reliefs that still name it.", "[retired]"),
    ],
};

pub(crate) static PROGRAMME: Shape = Shape {
    title: "[programme]",
    meaning: "The programme itself.",
    keys: &[
        required("id", "a name in kebab-case", "Its short name; it never changes.", "id = \"mpn\""),
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"Partner network\", nl = \"Partnernetwerk\" }",
        ),
        required(
            "languages",
            "a list of language codes",
            "The languages in which it speaks: `en`, `nl`. The first is used where nothing better is known.",
            "languages = [\"en\", \"nl\"]",
        ),
        required(
            "zone",
            "the name of a time zone",
            "The IANA time zone in which its days begin and end.",
            "zone = \"Europe/Amsterdam\"",
        ),
        required(
            "effective-on",
            "a date",
            "The first day on which the rules of this file are in force. A member's year that began earlier keeps the rules it began \
             with, unless `begun-cycles` says otherwise.",
            "effective-on = 2018-01-01",
        ),
        optional(
            "begun-cycles",
            "\"keep\" or \"change\"",
            "Whether years that began before `effective-on` keep the rules they began with, or change to these from that day on. Anniversaries \
             stay what they were either way. Without this key: `keep`.",
            "begun-cycles = \"keep\"",
        ),
    ],
};

pub(crate) static WORDS: Shape = Shape {
    title: "[words]",
    meaning: "What the programme calls things.",
    keys: &[required(
        "qualifications",
        "a text in each language",
        "The heading above a member's areas.",
        "qualifications = { en = \"Competencies\", nl = \"Competenties\" }",
    )],
};

pub(crate) static RENEWAL: Shape = Shape {
    title: "[renewal.NAME]",
    meaning: "One way to renew, which offers name with their key `renewal`. There may be several. Every date is a number of days, months \
              or years away from another: `anniversary + 30 days`. A month or year later is the same day of the month, or the month's \
              last day where that day does not exist. All ranges include both ends. The check tries every anniversary of a cycle of \
              leap years, and those around 2100, which is none, and refuses dates that contradict each other on any of them.",
    keys: &[
        required(
            "first-anniversary",
            "a step from \"purchase\"",
            "The first anniversary: the last day of the first term.",
            "first-anniversary = \"purchase + 1 year\"",
        ),
        required(
            "opens",
            "a step from \"anniversary\"",
            "The first day of the renewal window.",
            "opens = \"anniversary + 1 day\"",
        ),
        required(
            "closes",
            "a step from \"anniversary\"",
            "The last day of the renewal window. What is not renewed lapses on the day after.",
            "closes = \"anniversary + 30 days\"",
        ),
        required(
            "benefits-until",
            "a step from \"anniversary\"",
            "The last day with benefits for who does not renew: from the anniversary to the window's last day.",
            "benefits-until = \"anniversary + 30 days\"",
        ),
        required(
            "reminders",
            "a list of steps from \"anniversary\"",
            "The days of the reminders, earliest first; at most 12, and none may come after the window. May be empty.",
            "reminders = [\"anniversary - 15 days\", \"anniversary + 23 days\"]",
        ),
        required(
            "next-anniversary",
            "a step from \"anniversary\" or \"payment\"",
            "The anniversary after a renewal. Counted from `anniversary` it does not matter on which day of the window a member renews; \
             counted from `payment` it does.",
            "next-anniversary = \"anniversary + 365 days\"",
        ),
        optional(
            "requirements-checked",
            "\"at renewal\", \"at anniversary\", or { from = …, until = … }",
            "When requirements have to be met: on the day of the renewal, on the anniversary, or on any day of a period. Without this key: \
             `at renewal`.",
            "requirements-checked = \"at anniversary\"",
        ),
        optional(
            "auto-renewal",
            "a section",
            "How a renewal is charged automatically, for members who switch that on. Without this key nobody can.",
            "auto-renewal = { notice = \"15 days\", retries = [\"3 days\", \"7 days\"] }",
        ),
    ],
};

pub(crate) static AUTO_RENEWAL: Shape = Shape {
    title: "auto-renewal = { … }",
    meaning: "How a renewal is charged to a card that its holder let be kept, for members who switch that on. The card is charged on the first \
              day of the renewal window. Where that fails in a way that may pass, it is charged again; after the last time the member is told, \
              and can renew until the window closes.",
    keys: &[
        required(
            "notice",
            "a number of days",
            "How long before the charge the member is told of it, with the amount, the card and how to switch it off; from 1 to 120 days.",
            "notice = \"15 days\"",
        ),
        required(
            "retries",
            "a list of numbers of days",
            "How long after the first charge it is tried again, earliest first; at most 5, all inside the window. May be empty.",
            "retries = [\"3 days\", \"7 days\"]",
        ),
    ],
};

pub(crate) static COUNTRIES: Shape = Shape {
    title: "[countries]",
    meaning: "Groups of countries, so that fees need not repeat them. The key is the group's name in kebab-case, the value the list of its \
              ISO 3166 codes.",
    keys: &[optional("NAME", "a list of country codes", "The group of that name.", "benelux = [\"BE\", \"LU\", \"NL\"]")],
};

pub(crate) static OFFER: Shape = Shape {
    title: "[[offer]]",
    meaning: "One offer: something that members hold. Offers are shown in the order of the file.",
    keys: &[
        required("id", "a name in kebab-case", "Its short name; imports and interfaces use it.", "id = \"gold\""),
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"Gold\", nl = \"Goud\" }",
        ),
        required(
            "help",
            "a text in each language",
            "The answer to \"what is this?\", one paragraph of at most 2,000 characters.",
            "help = { en = \"Our highest level.\", nl = \"Ons hoogste niveau.\" }",
        ),
        required(
            "renewal",
            "the name of a [renewal] section, or \"never\"",
            "How it is renewed. `never` is for what stays without renewal.",
            "renewal = \"yearly\"",
        ),
        optional(
            "areas",
            "\"any\", or a list of areas",
            "The areas that it covers: a member's hold of it names at least one of these. Without this key it covers none.",
            "areas = [\"security\", \"devops\"]",
        ),
        optional("level", "a name in kebab-case", "The level for which it stands; reliefs may name it.", "level = \"gold\""),
        optional(
            "included",
            "true or false",
            "Whether every member has it without buying it. Such an offer has no fees and never renews.",
            "included = true",
        ),
        optional(
            "most-per-member",
            "a whole number from 1 to 1000",
            "How many of it a member may hold at a time. Without this key: any number.",
            "most-per-member = 1",
        ),
        optional(
            "fees",
            "a list of fees",
            "The yearly fee. Without this key it costs nothing, and cannot be ordered.",
            "fees = [{ amount = \"475.00 USD\" }]",
        ),
        optional(
            "surcharges",
            "a list of surcharges",
            "What is charged on top of the fee.",
            "surcharges = [{ on = \"reactivation\", percent = \"10 %\" }]",
        ),
        optional(
            "upgrades",
            "a list of upgrades",
            "The offers whose place it takes: who holds one of them and buys this offer, upgrades.",
            "upgrades = [{ from = \"silver\", discount = \"25 %\" }]",
        ),
        optional(
            "requirement",
            "one or more sections, each beginning with [[offer.requirement]]",
            "What has to be met to buy and to renew it.",
            "[[offer.requirement]]",
        ),
        optional(
            "benefit",
            "one or more sections, each beginning with [[offer.benefit]]",
            "What each of its terms grants.",
            "[[offer.benefit]]",
        ),
    ],
};

pub(crate) static AREAS: Shape = Shape {
    title: "[areas]",
    meaning: "The areas in which members qualify, in the order in which they are shown. The key is the area's name in kebab-case, the value its \
              name for people in each language.",
    keys: &[optional(
        "NAME",
        "a text in each language",
        "The area of that name.",
        "security = { en = \"Security\", nl = \"Beveiliging\" }",
    )],
};

pub(crate) static TRANSFER: Shape = Shape {
    title: "[bank-transfer]",
    meaning: "How members pay by bank transfer.",
    keys: &[
        required(
            "account-holder",
            "a text",
            "The name of the account's holder, at most 70 characters.",
            "account-holder = \"Example Foundation\"",
        ),
        required(
            "iban",
            "an IBAN",
            "The account. Spaces are allowed; the check digits are verified.",
            "iban = \"NL93 DEMO 0123 4567 89\"",
        ),
        required("bic", "a BIC", "The bank, 8 or 11 characters.", "bic = \"DEMONL2A\""),
        required(
            "order-life",
            "a number of days or months",
            "How long an order can be paid; after that it expires.",
            "order-life = \"30 days\"",
        ),
        required(
            "takes",
            "a number of days",
            "How long a transfer may be on its way. Members are told the latest safe day to order: that many days before the last.",
            "takes = \"7 days\"",
        ),
    ],
};

pub(crate) static PAYMENTS: Shape = Shape {
    title: "[payments]",
    meaning: "Payments in flight when a renewal window closes: a proof of payment that was filed in the window and states a value date in \
              it, or a card payment that its provider works on then. Without this section nothing is waited for.",
    keys: &[required(
        "in-flight",
        "a number of days",
        "How long the lapse waits for such a payment. The benefits run on meanwhile; if the money does not come, the lapse is dated as \
         always.",
        "in-flight = \"7 days\"",
    )],
};

pub(crate) static REFUNDS: Shape = Shape {
    title: "[refunds]",
    meaning: "How long what was paid for can be given back. What the payment had bought or renewed is undone then. Without this section \
              only money that has done nothing is given back.",
    keys: &[required(
        "within",
        "a number of days or months",
        "From the day from which the payment counts to the last day for a refund.",
        "within = \"30 days\"",
    )],
};

pub(crate) static LEGACY: Shape = Shape {
    title: "[legacy-system]",
    meaning: "The system that holds the accounts of members who have not moved yet. Until they have, they can neither renew nor pay nor \
              reactivate, and are told how to move; their dates run on.",
    keys: &[
        required(
            "name",
            "a text in each language",
            "What people call it, at most 120 characters.",
            "name = { en = \"Old portal\", nl = \"Oude portaal\" }",
        ),
        required(
            "how-to-move",
            "a text in each language",
            "What a member has to know about moving, one paragraph of at most 2,000 characters.",
            "how-to-move = { en = \"Confirm your company.\", nl = \"Bevestig uw bedrijf.\" }",
        ),
    ],
};

/// All sections of the programme file, in the order of the reference page.
pub(crate) static SHAPES: &[&Shape] = &[
    &ROOT,
    &PROGRAMME,
    &WORDS,
    &RENEWAL,
    &CHECKED,
    &AUTO_RENEWAL,
    &COUNTRIES,
    &OFFER,
    &FEE,
    &SURCHARGE,
    &UPGRADE,
    &REQUIREMENT,
    &PATH,
    &NEEDS,
    &BENEFIT,
    &AREAS,
    &MEASURE,
    &TRANSFER,
    &TAX,
    &TAX_RATE,
    &TAX_NOTES,
    &PAYMENTS,
    &INVOICES,
    &REFUNDS,
    &LEGACY,
    &RELIEF,
    &ANNIVERSARY_RANGE,
    &REACTIVATION_SECTION,
    &REVISED,
    &RETIRED,
];
