//! The keys of scenario files, and the words that are possible in them.

use jubilee_core::{Fact, Lift, Rule};

use crate::keys::{Shape, optional, required};

pub(crate) static FILE: Shape = Shape {
    title: "the file",
    meaning: "A scenario file is a list of scenarios.",
    keys: &[required("scenario", "one or more sections, each beginning with [[scenario]]", "The scenarios.", "[[scenario]]")],
};

pub(crate) static SCENARIO: Shape = Shape {
    title: "[[scenario]]",
    meaning: "One member with one offer, from the beginning on.",
    keys: &[
        required("id", "a short text", "Its name in the report, at most 40 characters.", "id = \"T1\""),
        required("title", "a text", "What it shows, at most 200 characters.", "title = \"the first anniversary\""),
        required("offer", "the id of an offer", "What the member holds or buys.", "offer = \"action-pack\""),
        optional("areas", "a list of areas", "The areas that it covers.", "areas = [\"security\"]"),
        optional("country", "a country code", "The member's country. Without this key: `US`.", "country = \"NL\""),
        optional(
            "purchased",
            "a date",
            "The member buys the offer on this day and pays at once. Without this key and `anniversary` it has bought nothing yet.",
            "purchased = 2018-09-01",
        ),
        optional(
            "anniversary",
            "a date",
            "The member held the offer before Jubilee came, and this is the anniversary of its current term. It was bought on \
             `purchased`, or without that key a calendar year before.",
            "anniversary = 2018-10-15",
        ),
        optional(
            "live-from",
            "a date",
            "Reminders and lapses that were due before this day do not happen. Without this key all of them do.",
            "live-from = 2018-10-01",
        ),
        optional(
            "outages",
            "a list of { from, until }",
            "Days, both ends included, on which the daily run does not take place. What was due is made up on the day after.",
            "outages = [{ from = 2019-08-10, until = 2019-08-20 }]",
        ),
        required("on", "one or more sections, each beginning with [[scenario.on]]", "The days to look at.", "[[scenario.on]]"),
    ],
};

pub(crate) static OUTAGE: Shape = Shape {
    title: "outages = [{ … }]",
    meaning: "Days without the daily run.",
    keys: &[
        required("from", "a date", "The first of them.", "from = 2019-08-10"),
        required("until", "a date", "The last of them.", "until = 2019-08-20"),
    ],
};

pub(crate) static STEP: Shape = Shape {
    title: "[[scenario.on]]",
    meaning: "One day of the scenario: first the daily run does what is due, then the member does something, then what holds is compared \
              with what is expected. There may be several for one day.",
    keys: &[
        required("date", "a date", "The day; not before that of the step above.", "date = 2019-09-02"),
        optional("do", "one of the words in the table below", "What is done. Without this key: nothing.", "do = \"renew\""),
        optional(
            "value-date",
            "a date",
            "For `renew`, `buy`, `pay`: the day on which the money counts. Without this key: the step's own.",
            "value-date = 2019-09-28",
        ),
        optional(
            "amount",
            "an amount",
            "For `pay`: how much came. Without this key: what the order says.",
            "amount = \"475.00 USD\"",
        ),
        optional(
            "order",
            "a whole number from 1 on",
            "For `pay`: which of the member's orders. Without this key: the last.",
            "order = 1",
        ),
        optional(
            "offer",
            "the id of an offer",
            "For `buy`, `order-purchase`: another offer than the scenario's.",
            "offer = \"gold\"",
        ),
        optional(
            "areas",
            "a list of areas",
            "For `buy`, `order-purchase`: other areas than the scenario's.",
            "areas = [\"devops\"]",
        ),
        optional("country", "a country code", "For `change-country`: the new one.", "country = \"NL\""),
        optional(
            "subscription",
            "a whole number from 1 on",
            "Which of the member's subscriptions the step is about. Without this key: the one that was made last.",
            "subscription = 1",
        ),
        optional(
            "expect",
            "a section",
            "What has to hold then. What is not named may be anything.",
            "expect = { status = \"active\" }",
        ),
    ],
};

pub(crate) static EXPECT: Shape = Shape {
    title: "expect",
    meaning: "What is expected. The dates have the names that `jubilee timeline --json` gives them; an underscore may stand for the hyphen.",
    keys: &[
        optional("anniversary", "a date", "The anniversary of the current cycle.", "anniversary = 2019-09-01"),
        optional("renew-from", "a date", "The first day of its window.", "renew-from = 2019-09-02"),
        optional("renew-until", "a date", "The last day of its window.", "renew-until = 2019-10-01"),
        optional("benefits-until", "a date", "The last day with benefits without renewal.", "benefits-until = 2019-10-01"),
        optional("lapses-on", "a date", "The day on which it lapses without renewal.", "lapses-on = 2019-10-02"),
        optional("reminders", "a list of dates", "The days of its reminders.", "reminders = [2019-08-17, 2019-09-24]"),
        optional("next-anniversary", "a date", "The next anniversary after a renewal.", "next-anniversary = 2020-08-31"),
        optional(
            "status",
            "a status",
            "`ordered`, `active`, `renewal-open`, `lapsed` or `ended`.",
            "status = \"renewal-open\"",
        ),
        optional("benefits", "true or false", "Whether the member has the benefits on that day.", "benefits = true"),
        optional("fee", "an amount, or \"none\"", "What the renewal, or the first payment, costs.", "fee = \"475.00 USD\""),
        optional(
            "reasons",
            "a list of rules",
            "Rules that are among the reasons for the standing.",
            "reasons = [\"window-closes\"]",
        ),
        optional(
            "allowed",
            "a list of actions",
            "Exactly what the member can do: `renew`, `pay`, `buy`.",
            "allowed = [\"renew\"]",
        ),
        optional("renew", "a section", "The action `renew` in detail.", "renew = { allowed = false, from = 2019-09-02 }"),
        optional("pay", "a section", "The action `pay` in detail.", "pay = { until = 2019-10-01 }"),
        optional("buy", "a section", "The action `buy` in detail.", "buy = { allowed = true }"),
        optional(
            "refused",
            "a section",
            "That what the step does is refused, and how. Without this key it must be possible.",
            "refused = { rule = \"window-opens\", from = 2019-09-02 }",
        ),
        optional("order", "a section", "The member's last order.", "order = { state = \"open\", pay-by = 2019-10-01 }"),
        optional("subscriptions", "a whole number", "How many subscriptions the member has ever had.", "subscriptions = 2"),
        optional(
            "reminded",
            "a list of dates",
            "The days on which reminders have gone out so far, all cycles together.",
            "reminded = [2019-08-17]",
        ),
        optional("superseded", "a list of dates", "The due days of reminders whose place a later one took.", "superseded = []"),
        optional("missed", "a list of dates", "The due days of reminders that could not be sent in time.", "missed = []"),
        optional(
            "entries",
            "a list of entries",
            "What came into the ledger on that day, in order, since the step above.",
            "entries = [\"ordered\", \"payment-recorded\", \"renewed\"]",
        ),
    ],
};

pub(crate) static ACTION: Shape = Shape {
    title: "renew, pay, buy = { … }",
    meaning: "One action.",
    keys: &[
        optional("allowed", "true or false", "Whether it is possible on that day.", "allowed = false"),
        optional("rule", "a rule", "The rule that refuses it.", "rule = \"window-opens\""),
        optional("from", "a date", "The first day on which it is possible.", "from = 2019-09-02"),
        optional("until", "a date", "The last day on which it is possible.", "until = 2019-10-01"),
    ],
};

pub(crate) static REFUSED: Shape = Shape {
    title: "refused = { … }",
    meaning: "How the step is refused.",
    keys: &[
        required("rule", "a rule", "The rule that says no.", "rule = \"window-opens\""),
        optional("lift", "one of the words in the table below", "What would lift the refusal.", "lift = \"wait\""),
        optional("from", "a date", "For `lift = \"wait\"`: the day to wait for.", "from = 2019-09-02"),
    ],
};

pub(crate) static ORDER: Shape = Shape {
    title: "order = { … }",
    meaning: "The member's last order.",
    keys: &[
        optional("state", "the state of an order", "`open`, `paid`, `set-aside` or `expired`.", "state = \"paid\""),
        optional("amount", "an amount", "What it costs.", "amount = \"475.00 USD\""),
        optional("pay-by", "a date", "The last value date with which it has its effect.", "pay-by = 2019-10-01"),
        optional("expires-on", "a date", "The last day of its life.", "expires-on = 2019-10-12"),
    ],
};

/// All sections of a scenario file, in the order of the guide.
pub(crate) static SHAPES: &[&Shape] = &[&FILE, &SCENARIO, &OUTAGE, &STEP, &EXPECT, &ACTION, &REFUSED, &ORDER];

/// What a step can do, with what that means.
pub(crate) const ACTS: [(&str, &str); 6] = [
    ("renew", "order the renewal and pay it; where nothing is to be paid, renew"),
    ("buy", "order the offer and pay it"),
    ("order-renewal", "order the renewal, without paying"),
    ("order-purchase", "order the offer, without paying"),
    ("pay", "record the payment of an order"),
    ("change-country", "move the member to another country"),
];

macro_rules! vocabulary {
    ($list:ident, $name:ident($of:ty): $($variant:pat => $word:literal),+ $(,)?) => {
        pub(crate) const $list: &[&str] = &[$($word),+];

        pub(crate) fn $name(of: &$of) -> &'static str {
            match of {
                $($variant => $word),+
            }
        }
    };
}

vocabulary! {
    FACTS, fact(Fact):
    Fact::Enrolled { .. } => "enrolled",
    Fact::CountryChanged { .. } => "country-changed",
    Fact::CarriedOver { .. } => "carried-over",
    Fact::Ordered { .. } => "ordered",
    Fact::PaymentRecorded { .. } => "payment-recorded",
    Fact::Purchased { .. } => "purchased",
    Fact::Renewed { .. } => "renewed",
    Fact::Reminded { .. } => "reminded",
    Fact::ReminderSuperseded { .. } => "reminder-superseded",
    Fact::ReminderMissed { .. } => "reminder-missed",
    Fact::Lapsed { .. } => "lapsed",
    Fact::LapseReversed { .. } => "lapse-reversed",
}

vocabulary! {
    LIFTS, lift(Lift):
    Lift::Wait(_) => "wait",
    Lift::BuyAnew => "buy-anew",
    Lift::Pay(_) => "pay",
    Lift::Order => "order",
    Lift::Correct => "correct",
    Lift::Done => "done",
}

// The words are core's own; the list has to name every rule, so that a new one cannot be forgotten here.
vocabulary! {
    RULES, rule(Rule):
    Rule::NeverRenews => "never-renews",
    Rule::FirstAnniversary => "first-anniversary",
    Rule::WindowOpens => "window-opens",
    Rule::WindowCloses => "window-closes",
    Rule::BenefitsUntil => "benefits-until",
    Rule::Reminders => "reminders",
    Rule::RenewInWindow => "renew-in-window",
    Rule::Lapse => "lapse",
    Rule::NextAnniversary => "next-anniversary",
    Rule::ValueDate => "value-date",
    Rule::Fee => "fee",
    Rule::OrderLife => "order-life",
    Rule::MostPerMember => "most-per-member",
    Rule::BuyAnew => "buy-anew",
    Rule::CarriedOver => "carried-over",
    Rule::Ordering => "ordering",
    Rule::OncePerCycle => "once-per-cycle",
    Rule::Membership => "membership",
}
