//! The keys of measures and requirements.

use super::{Shape, optional, required};

pub(crate) static MEASURE: Shape = Shape {
    title: "[[measure]]",
    meaning: "Something that members attain and that is counted, for requirements. Measures are shown in the order of the file.",
    keys: &[
        required(
            "id",
            "a name in kebab-case",
            "Its short name; requirements, imports and interfaces use it.",
            "id = \"people-with-exam\"",
        ),
        required(
            "kind",
            "\"skills\", \"performance\", \"references\" or \"audit\"",
            "How it is counted. `skills` and `references` are added up as long as they are valid; of `performance` and `audit` the latest \
             figure that is valid counts.",
            "kind = \"skills\"",
        ),
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"people with an exam\", nl = \"personen met een examen\" }",
        ),
        optional(
            "one",
            "a text in each language",
            "Its name after the number one, at most 120 characters. Without this key the name is used there too.",
            "one = { en = \"person with an exam\", nl = \"persoon met een examen\" }",
        ),
        optional(
            "per-area",
            "true or false",
            "Whether it is attained for one area at a time. Without this key it counts for every area.",
            "per-area = true",
        ),
    ],
};

pub(crate) static REQUIREMENT: Shape = Shape {
    title: "[[offer.requirement]]",
    meaning: "What has to be met to buy the offer above it and to renew it. An offer without any requires nothing.",
    keys: &[
        optional(
            "areas",
            "a list of areas",
            "The areas of the offer for which it is; an area stands in one requirement of an offer. Without this key it is for all areas that \
             no other requirement of the offer names, and for an offer without areas.",
            "areas = [\"cloud-productivity\"]",
        ),
        required(
            "paths",
            "a list of paths",
            "The ways to meet it, at most 20. Any one is enough.",
            "paths = [{ name = { en = \"People\", nl = \"Mensen\" }, needs = { people-with-exam = 2 } }]",
        ),
    ],
};

pub(crate) static PATH: Shape = Shape {
    title: "paths = [{ … }]",
    meaning: "One way to meet a requirement. A line each keeps it readable.",
    keys: &[
        required(
            "name",
            "a text in each language",
            "Its name for people, at most 120 characters.",
            "name = { en = \"People\", nl = \"Mensen\" }",
        ),
        required(
            "needs",
            "a whole number for each measure that is needed",
            "What is needed, all of it, at most 20 measures.",
            "needs = { active-users = 2000, people-with-exam = 1 }",
        ),
    ],
};

pub(crate) static NEEDS: Shape = Shape {
    title: "needs = { … }",
    meaning: "What is needed on a path. The key is a measure's id, the value the least that is enough.",
    keys: &[optional("NAME", "a whole number from 1 to 1000000000", "So much of that measure.", "people-with-exam = 2")],
};

pub(crate) static CHECKED: Shape = Shape {
    title: "requirements-checked = { … }",
    meaning: "The days on any of which requirements have to be met for a renewal. They begin inside the term, on or before the window's first \
              day, and end on its last day or before.",
    keys: &[
        required("from", "a step from \"anniversary\"", "The first day.", "from = \"anniversary - 60 days\""),
        required("until", "a step from \"anniversary\"", "The last day.", "until = \"anniversary\""),
    ],
};
