//! The keys of reliefs.

use super::{Key, Shape, optional, required};

const OFFERS: Key = optional(
    "offers",
    "a list of offers",
    "The offers for which it is. With neither this key nor `levels` it is for all.",
    "offers = [\"gold\"]",
);
const LEVELS: Key = optional(
    "levels",
    "a list of levels",
    "The offers of these levels, together with those of `offers`.",
    "levels = [\"silver\", \"gold\"]",
);
const AREAS: Key =
    optional("areas", "a list of areas", "The areas for which it is. Without this key: all.", "areas = [\"security\"]");
const EXCEPT_OFFERS: Key =
    optional("except-offers", "a list of offers", "Offers that are left out.", "except-offers = [\"action-pack\"]");
const EXCEPT_AREAS: Key =
    optional("except-areas", "a list of areas", "Areas that are left out.", "except-areas = [\"devops\"]");
const ANNIVERSARIES: Key = optional(
    "anniversaries",
    "{ from = a date, until = a date }",
    "The anniversaries that it names, both ends included. Needed to waive requirements, to move anniversaries and to change reminders; a \
     reactivation names its own.",
    "anniversaries = { from = 2020-07-01, until = 2020-12-31 }",
);
const REQUIREMENTS: Key = optional(
    "requirements",
    "\"waived\" or \"apply\"",
    "`waived`: requirements count as met by exemption; the fee stays due. Without this key they apply.",
    "requirements = \"waived\"",
);
const MOVE_ANNIVERSARY: Key = optional(
    "move-anniversary",
    "a number of days, months or years, or a date",
    "Where the anniversary moves: further by so much, or to a date unless it lies beyond that already. Window, reminders and the next \
     anniversary follow it.",
    "move-anniversary = \"90 days\"",
);
const REMINDER: Key = optional(
    "reminder",
    "a text in each language",
    "What reminders say in place of their usual paragraph, at most 2,000 characters.",
    "reminder = { en = \"The fee is still due.\", nl = \"De bijdrage blijft verschuldigd.\" }",
);
const REACTIVATION: Key = optional(
    "reactivation",
    "a section",
    "How what has lapsed can be reactivated. Without this section it cannot.",
    "[relief.reactivation]",
);

pub(crate) static RELIEF: Shape = Shape {
    title: "[[relief]]",
    meaning: "What the programme grants beside its rules. It overlays every cycle whose anniversary it names, from its announcement on, and \
              changes nothing before. At most 200. A relief does at least one of these: waive requirements, move anniversaries, replace the text of \
              reminders, allow reactivation. Later files keep every relief and every announcement of the files before; to end a relief, write \
              `withdrawn-on`.",
    keys: &[
        required("id", "a name in kebab-case", "Its short name; it never changes.", "id = \"covid-19\""),
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"COVID-19 extension\", nl = \"Verlengingsregeling COVID-19\" }",
        ),
        required(
            "notice",
            "a text in each language",
            "What the members concerned read about it, one paragraph of at most 2,000 characters.",
            "notice = { en = \"You need not meet the requirements this year.\", nl = \"U hoeft dit jaar niet aan de eisen te voldoen.\" }",
        ),
        required("announced-on", "a date", "The day of its announcement; nothing changes before.", "announced-on = 2020-08-13"),
        optional(
            "withdrawn-on",
            "a date",
            "The day on which it is withdrawn. Cycles whose anniversary was before that day keep it.",
            "withdrawn-on = 2020-11-01",
        ),
        OFFERS,
        LEVELS,
        AREAS,
        EXCEPT_OFFERS,
        EXCEPT_AREAS,
        ANNIVERSARIES,
        REQUIREMENTS,
        MOVE_ANNIVERSARY,
        REMINDER,
        REACTIVATION,
        optional(
            "revised",
            "one or more sections, each beginning with [[relief.revised]]",
            "Later announcements.",
            "[[relief.revised]]",
        ),
    ],
};

pub(crate) static ANNIVERSARY_RANGE: Shape = Shape {
    title: "anniversaries = { … }",
    meaning: "A range of anniversaries, both ends included.",
    keys: &[
        required("from", "a date", "The first.", "from = 2020-07-01"),
        required("until", "a date", "The last.", "until = 2020-12-31"),
    ],
};

pub(crate) static REACTIVATION_SECTION: Shape = Shape {
    title: "[relief.reactivation]",
    meaning: "How who has lapsed can come back by paying the fee.",
    keys: &[
        required(
            "anniversaries",
            "{ from = a date, until = a date }",
            "The lapsed anniversaries for which it is, both ends included; they may reach wider than those that the relief names otherwise.",
            "anniversaries = { from = 2020-01-01, until = 2020-12-31 }",
        ),
        required("pay-until", "a date", "The last value date of the fee that counts.", "pay-until = 2020-12-31"),
        optional(
            "approval",
            "\"none\" or \"staff\"",
            "Whether staff have to approve each one. Without this key: `none`.",
            "approval = \"staff\"",
        ),
        optional(
            "requirements",
            "\"waived\" or \"apply\"",
            "Whether requirements are waived for it. Without this key they apply.",
            "requirements = \"waived\"",
        ),
        optional(
            "next-anniversary-from",
            "\"anniversary\" or \"payment\"",
            "Where the next anniversary is counted from: the one that lapsed, or the value date. Without this key: `anniversary`.",
            "next-anniversary-from = \"anniversary\"",
        ),
    ],
};

pub(crate) static REVISED: Shape = Shape {
    title: "[[relief.revised]]",
    meaning: "A later announcement of the relief above it: the keys that change, each as a whole. What it does not mention stays as it was \
              announced before. `\"none\"` for `move-anniversary`, `reminder` or `reactivation` takes that back, `\"apply\"` a waiver of requirements, \
              and an empty list the limit to offers, levels or areas. It takes a cycle out only if it comes on the cycle's anniversary or before. At \
              most 50 for a relief, and 1,000 announcements in a file.",
    keys: &[
        required(
            "announced-on",
            "a date",
            "The day of this announcement, later than those before it.",
            "announced-on = 2020-10-01",
        ),
        OFFERS,
        LEVELS,
        AREAS,
        EXCEPT_OFFERS,
        EXCEPT_AREAS,
        ANNIVERSARIES,
        REQUIREMENTS,
        MOVE_ANNIVERSARY,
        REMINDER,
        REACTIVATION,
    ],
};

pub(crate) static RETIRED: Shape = Shape {
    title: "[retired]",
    meaning: "What earlier versions of the programme had and this one has no more. Reliefs may still name it, because members that hold it run on \
              by the rules of the last version that had it.",
    keys: &[
        optional("offers", "a list of names in kebab-case", "Offers.", "offers = [\"bronze\"]"),
        optional("levels", "a list of names in kebab-case", "Levels.", "levels = [\"bronze\"]"),
        optional("areas", "a list of names in kebab-case", "Areas.", "areas = [\"fax\"]"),
    ],
};
