//! The keys of what a scenario expects.

use crate::keys::{Shape, optional, required};

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
            "`ordered`, `active`, `renewal-open`, `payment-pending`, `lapsed`, `reactivatable`, `replaced` or `ended`.",
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
            "Exactly what the member can do: `renew`, `pay`, `reactivate`, `buy`, `upgrade`.",
            "allowed = [\"renew\"]",
        ),
        optional("renew", "a section", "The action `renew` in detail.", "renew = { allowed = false, from = 2019-09-02 }"),
        optional("pay", "a section", "The action `pay` in detail.", "pay = { until = 2019-10-01 }"),
        optional(
            "reactivate",
            "a section",
            "The action `reactivate` in detail.",
            "reactivate = { until = 2020-12-31, anniversary = 2021-07-05 }",
        ),
        optional("buy", "a section", "The action `buy` in detail.", "buy = { allowed = true }"),
        optional("upgrade", "a section", "The action `upgrade` in detail.", "upgrade = { allowed = true }"),
        optional(
            "refused",
            "a section",
            "That what the step does is refused, and how. Without this key it must be possible.",
            "refused = { rule = \"window-opens\", from = 2019-09-02 }",
        ),
        optional("order", "a section", "The member's last order.", "order = { state = \"open\", pay-by = 2019-10-01 }"),
        optional(
            "requirements",
            "\"not-started\", \"in-progress\" or \"complete\"",
            "How far the requirements are, exemptions included, in the area that is furthest; one is enough to renew.",
            "requirements = \"in-progress\"",
        ),
        optional(
            "missing",
            "a list of texts",
            "What is missing in that area on the nearest path, whether exempt or not: the measure, how much is there, how much is needed.",
            "missing = [\"people-with-exam 1 of 2\"]",
        ),
        optional("exempt", "true or false", "Whether some area is exempt from its requirements.", "exempt = true"),
        optional(
            "exempt-until",
            "a date",
            "The last day of the exemption: the next renewal date.",
            "exempt-until = 2021-09-15",
        ),
        optional(
            "at-risk",
            "true or false",
            "Whether the next renewal is in danger: no area meets its requirements or is exempt.",
            "at-risk = true",
        ),
        optional("areas", "a section for each area", "Areas of the subscription.", "areas = { security = { at-risk = true } }"),
        optional(
            "grants",
            "a section for each benefit",
            "Benefits of the newest set.",
            "grants = { support-incidents = { used = 3 } }",
        ),
        optional(
            "earlier-grants",
            "a section for each benefit",
            "Benefits of the set before the newest; `status = \"expired\"` where nothing of it is of use any more.",
            "earlier-grants = { support-incidents = { status = \"expired\" } }",
        ),
        optional(
            "reliefs",
            "a list of names in kebab-case",
            "The reliefs that cover the current cycle, in the order in which they count.",
            "reliefs = [\"covid-19\"]",
        ),
        optional(
            "moved-from",
            "a date, or \"none\"",
            "The anniversary that the rules gave, where a relief moved it.",
            "moved-from = 2020-09-15",
        ),
        optional(
            "must-move",
            "true or false",
            "Whether the account has to be moved out of the legacy system first.",
            "must-move = true",
        ),
        optional(
            "reminder-says",
            "a list of remarks",
            "What a reminder of that day says beside its usual text: `move-first`, `requirements-waived`, `relief-text` (a relief's own \
             words).",
            "reminder-says = [\"requirements-waived\", \"relief-text\"]",
        ),
        optional(
            "announced",
            "a list of dates for each relief",
            "The days on which the member was told what a relief's announcements change for the subscription.",
            "announced = { covid-19 = [2020-08-13] }",
        ),
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
    title: "renew, pay, reactivate, buy, upgrade = { … }",
    meaning: "One action.",
    keys: &[
        optional("allowed", "true or false", "Whether it is possible on that day.", "allowed = false"),
        optional("rule", "a rule", "The rule that refuses it.", "rule = \"window-opens\""),
        optional("from", "a date", "The first day on which it is possible.", "from = 2019-09-02"),
        optional("until", "a date", "The last day on which it is possible.", "until = 2019-10-01"),
        optional("lift", "one of the words in the table below", "What would lift the refusal.", "lift = \"ask-staff\""),
        optional("anniversary", "a date", "For `reactivate`: the anniversary that it would give.", "anniversary = 2021-07-05"),
        optional("renew-from", "a date", "For `reactivate`: the first day of the window then.", "renew-from = 2021-07-06"),
        optional("renew-until", "a date", "For `reactivate`: the last day of the window then.", "renew-until = 2021-08-04"),
    ],
};

pub(crate) static REFUSED: Shape = Shape {
    title: "refused = { … }",
    meaning: "How the step is refused.",
    keys: &[
        required("rule", "a rule", "The rule that says no.", "rule = \"window-opens\""),
        optional("lift", "one of the words in the table below", "What would lift the refusal.", "lift = \"wait\""),
        optional("from", "a date", "For `lift = \"wait\"`: the day to wait for.", "from = 2019-09-02"),
        optional(
            "until",
            "a date",
            "For `lift = \"meet\"` and `lift = \"reactivate\"`: the last day on which that helps.",
            "until = 2019-10-01",
        ),
        optional(
            "missing",
            "a list of texts",
            "What the requirements lack, as the refusal tells it.",
            "missing = [\"people-with-exam 1 of 2\"]",
        ),
    ],
};

pub(crate) static ORDER: Shape = Shape {
    title: "order = { … }",
    meaning: "The member's last order.",
    keys: &[
        optional(
            "state",
            "the state of an order",
            "`open`, `partly-paid`, `paid`, `overpaid`, `set-aside`, `expired`, `cancelled`, `moved` (its money pays another order) or `refunded`.",
            "state = \"paid\"",
        ),
        optional("amount", "an amount", "What is to be paid, with tax.", "amount = \"475.00 USD\""),
        optional("net", "an amount", "What it costs before tax.", "net = \"425.00 EUR\""),
        optional(
            "discount",
            "an amount, or \"none\"",
            "What is taken off the fee because it is an upgrade; `none` where nothing is.",
            "discount = \"1182.50 USD\"",
        ),
        optional("tax", "an amount, or \"none\"", "The tax; `none` where none is charged.", "tax = \"89.25 EUR\""),
        optional("received", "an amount", "What came for it and is still with it.", "received = \"300.00 USD\""),
        optional("lacking", "an amount", "What it still lacks.", "lacking = \"175.00 USD\""),
        optional(
            "held",
            "an amount",
            "What of its money has done nothing and is held for the member.",
            "held = \"300.00 USD\"",
        ),
        optional(
            "untaxed",
            "\"reverse-charge\", \"outside-scope\", \"exempt\" or \"none\"",
            "Why no tax is charged; `none` where it is, and where the programme has no tax.",
            "untaxed = \"reverse-charge\"",
        ),
        optional("pay-by", "a date", "The last value date with which it has its effect.", "pay-by = 2019-10-01"),
        optional("expires-on", "a date", "The last day of its life.", "expires-on = 2019-10-12"),
    ],
};

pub(crate) static AREAS: Shape = Shape {
    title: "areas = { … }",
    meaning: "Areas of the subscription, those that it has lost included.",
    keys: &[required("NAME", "a section for an area", "How it stands with this area.", "security = { lost-on = 2020-10-16 }")],
};

pub(crate) static AREA_FOUND: Shape = Shape {
    title: "NAME = { … } in areas",
    meaning: "One area.",
    keys: &[
        optional(
            "requirements",
            "\"not-started\", \"in-progress\" or \"complete\"",
            "How far its requirements are, exemptions included.",
            "requirements = \"complete\"",
        ),
        optional(
            "missing",
            "a list of texts",
            "What is missing on the nearest path, whether exempt or not.",
            "missing = [\"people-with-exam 1 of 2\"]",
        ),
        optional("exempt", "true or false", "Whether it is exempt.", "exempt = true"),
        optional("exempt-until", "a date", "The last day of the exemption.", "exempt-until = 2021-09-15"),
        optional("at-risk", "true or false", "Whether it would not be renewed as things are.", "at-risk = true"),
        optional(
            "lost-on",
            "a date, or \"none\"",
            "The first day without it, where the level was renewed without it.",
            "lost-on = 2020-10-16",
        ),
    ],
};

pub(crate) static GRANTS: Shape = Shape {
    title: "grants, earlier-grants = { … }",
    meaning: "Benefits of a set.",
    keys: &[required("NAME", "a section for a benefit", "How it stands.", "support-incidents = { used = 3 }")],
};

pub(crate) static GRANT_FOUND: Shape = Shape {
    title: "NAME = { … } in grants",
    meaning: "One benefit.",
    keys: &[
        optional(
            "status",
            "\"available\", \"activated\", \"assigned\", \"redeemed\", \"used-up\", \"expired\" or \"withdrawn\"",
            "How it stands.",
            "status = \"available\"",
        ),
        optional("used", "a whole number", "How much is used; of a monthly credit, in the month of the day.", "used = 3"),
        optional("quantity", "a whole number", "How much the set grants.", "quantity = 10"),
        optional("granted-on", "a date", "The day of the grant.", "granted-on = 2019-09-10"),
        optional(
            "activate-by",
            "a date, or \"none\"",
            "The last day on which it can be activated; `none` where it need not be.",
            "activate-by = 2019-12-09",
        ),
        optional(
            "usable-until",
            "a date, or \"none\"",
            "The last day on which it is of use; `none` as long as that is counted from an activation which has not been.",
            "usable-until = 2021-12-01",
        ),
    ],
};

pub(crate) static ANNOUNCED: Shape = Shape {
    title: "announced = { … }",
    meaning: "What the member was told.",
    keys: &[required("NAME", "a list of dates", "The days, for this relief.", "covid-19 = [2020-08-13]")],
};
