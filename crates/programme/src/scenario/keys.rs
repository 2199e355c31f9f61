//! The keys of scenario files.

mod expect;

use crate::keys::{Shape, optional, required};
pub(crate) use expect::{ACTION, ANNOUNCED, AREA_FOUND, AREAS, EXPECT, GRANT_FOUND, GRANTS, ORDER, REFUSED};

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
            "system",
            "\"current\" or \"legacy\"",
            "Where the member's account is at the beginning; `purchased` and `anniversary` were in the legacy system too, then. Without \
             this key: `current`.",
            "system = \"legacy\"",
        ),
        optional(
            "attained",
            "a list of attainments",
            "What the member attains by itself, beside the steps.",
            "attained = [{ measure = \"people-with-exam\", amount = 2 }]",
        ),
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

pub(crate) static ATTAINED: Shape = Shape {
    title: "attained = [{ … }]",
    meaning: "Something that the member attains.",
    keys: &[
        required("measure", "the id of a measure", "What is measured.", "measure = \"people-with-exam\""),
        required("amount", "a whole number from 1 on", "How much.", "amount = 2"),
        optional(
            "area",
            "the id of an area",
            "The area that it is for. Without this key: each of the scenario's areas, if the measure is counted by area.",
            "area = \"security\"",
        ),
        optional(
            "on",
            "a date",
            "The first day on which it counts. Without this key: the scenario's first.",
            "on = 2019-03-01",
        ),
        optional(
            "expires-on",
            "a date",
            "The last day on which it counts. Without this key: for good.",
            "expires-on = 2020-03-01",
        ),
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
    meaning: "One day of the scenario: first the daily run does what is due, then the member or staff do something, then what holds is \
              compared with what is expected. There may be several for one day.",
    keys: &[
        required("date", "a date", "The day; not before that of the step above.", "date = 2019-09-02"),
        optional("do", "one of the words in the table below", "What is done. Without this key: nothing.", "do = \"renew\""),
        optional(
            "value-date",
            "a date",
            "For `renew`, `buy`, `reactivate`, `pay`, `file-proof`, `accept-proof`: the day on which the money counts. Without this key: the step's own.",
            "value-date = 2019-09-28",
        ),
        optional(
            "amount",
            "an amount, or a whole number from 1 on",
            "For `pay`, `accept-proof`: how much came; without this key: what the order still lacks. For `refund`: so much of what is held. For `attain`, `use`: how much was attained or used.",
            "amount = \"475.00 USD\"",
        ),
        optional(
            "order",
            "a whole number from 1 on",
            "For what is done with an order: which of the member's. Without this key: the last.",
            "order = 1",
        ),
        optional(
            "subscriptions",
            "a list of whole numbers",
            "For `order-together`: which of the member's subscriptions. Without this key: all of them.",
            "subscriptions = [1, 2]",
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
        optional(
            "country",
            "a country code",
            "For `change-country`: the new one. For `change-billing`: that of the business; without this key: the member's own.",
            "country = \"NL\"",
        ),
        optional(
            "vat-country",
            "a country code",
            "For `change-billing`: the country whose VAT number the business has; without this key it has none.",
            "vat-country = \"NL\"",
        ),
        optional(
            "exempt",
            "true or false",
            "For `change-billing`: whether the member is exempt from tax. Without this key: `false`.",
            "exempt = true",
        ),
        optional(
            "measure",
            "the id of a measure",
            "For `attain`, `end-attainment`: what is measured.",
            "measure = \"people-with-exam\"",
        ),
        optional(
            "area",
            "the id of an area",
            "For `attain`, `end-attainment`: the area that it is for; without this key: each of the scenario's areas, if the measure is \
             counted by area. For `cover-area`: the area.",
            "area = \"security\"",
        ),
        optional(
            "on",
            "a date",
            "For `attain`: the first day on which it counts. For `end-attainment`: the first day without it. Without this key: the \
             step's own.",
            "on = 2019-03-01",
        ),
        optional(
            "expires-on",
            "a date",
            "For `attain`: the last day on which it counts. For `switch-on-auto-renewal`: the last day on which the card is valid; without this \
             key it does not expire in the scenario.",
            "expires-on = 2020-03-01",
        ),
        optional(
            "exception",
            "\"exemption\", \"extension\", \"reactivation\" or \"late-payment\"",
            "For `grant`: what is allowed. For `end-exception`: the last that was granted of this kind; without this key: of any.",
            "exception = \"extension\"",
        ),
        optional("until", "a date", "For `grant`: the last day on which the exception counts.", "until = 2019-11-15"),
        optional(
            "base",
            "\"anniversary\" or \"payment\"",
            "For `grant` with `reactivation`: where the next anniversary is counted from. Without this key: `anniversary`.",
            "base = \"payment\"",
        ),
        optional(
            "benefit",
            "the id of a benefit",
            "For what is done with a benefit: which.",
            "benefit = \"support-incidents\"",
        ),
        optional(
            "set",
            "a whole number",
            "For what is done with a benefit: of which set, from 0 for that of the purchase. Without this key: the newest.",
            "set = 0",
        ),
        optional(
            "person",
            "a whole number from 1 on",
            "For `assign`, `reassign`: who has it from then on, by any number that stands for the person.",
            "person = 1",
        ),
        optional("from-person", "a whole number from 1 on", "For `reassign`: who had it until then.", "from-person = 2"),
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

/// All sections of a scenario file, in the order of the guide.
pub(crate) static SHAPES: &[&Shape] = &[
    &FILE,
    &SCENARIO,
    &ATTAINED,
    &OUTAGE,
    &STEP,
    &EXPECT,
    &ACTION,
    &REFUSED,
    &ORDER,
    &AREAS,
    &AREA_FOUND,
    &GRANTS,
    &GRANT_FOUND,
    &ANNOUNCED,
];
