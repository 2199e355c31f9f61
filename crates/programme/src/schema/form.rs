//! What the forms of values, as `keys.rs` words them for people, are to an editor.

use jubilee_core::{Lang, Status};
use serde_json::{Map, Value, json};

use crate::keys::Key;
use crate::scenario;

/// A name in kebab-case.
pub(super) const NAME: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const LENGTH: &str = "[0-9]+\\s*(days?|months?|years?)\\s*$";
const AMOUNT: &str = "^[0-9]+(\\.[0-9]+)? [A-Z]{3}$";
const PERCENT: &str = "^[0-9]+(\\.[0-9]{1,2})? ?%$";
const COUNTRY: &str = "^[A-Z]{2}$";
const BIC: &str = "^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$";

/// What may stand under a key. `section` refers to the section that does, for the forms of which one is. `None` for a form that is not
/// known here.
pub(super) fn of_form(key: &Key, section: Option<&str>) -> Option<Value> {
    let within = || section.map(|section| json!({ "$ref": section }));
    let list = |element: Value| json!({ "type": "array", "items": element });
    let form = key.form;
    let value = match form {
        "a section"
        | "{ from = a date, until = a date }"
        | "a list of country codes for each group"
        | "a text in each language for each area"
        | "a whole number for each measure that is needed"
        | "a section for each area"
        | "a section for an area"
        | "a section for each benefit"
        | "a section for a benefit"
        | "a list of dates for each relief" => within()?,
        "a section for each way to renew" => {
            json!({ "type": "object", "propertyNames": { "pattern": NAME }, "additionalProperties": within()? })
        }
        "a list of fees"
        | "a list of surcharges"
        | "a list of upgrades"
        | "a list of rates"
        | "a list of paths"
        | "a list of { from, until }"
        | "a list of attainments" => list(within()?),
        "\"at renewal\", \"at anniversary\", or { from = …, until = … }" => {
            json!({ "anyOf": [{ "enum": ["at renewal", "at anniversary"] }, within()?] })
        }
        "the form of a number" => text("\\{count(:[0-9]+)?\\}"),
        "a text" | "a short text" | "the name of a time zone" | "an IBAN" => text("\\S"),
        "a name in kebab-case"
        | "the id of an offer"
        | "the id of an area"
        | "the id of a measure"
        | "the id of a benefit"
        | "the name of a [renewal] section, or \"never\"" => text(NAME),
        "a text in each language" => in_each_language(),
        "a list of language codes" => list(json!({ "enum": Lang::ALL.map(Lang::code) })),
        "a date" => date(),
        "a date, or \"none\"" => json!({ "anyOf": [date(), { "const": "none" }] }),
        "a list of dates" => list(date()),
        "a step from \"purchase\"" => step("purchase"),
        "a step from \"anniversary\"" => step("anniversary"),
        "a step from \"anniversary\" or \"payment\"" => step("(anniversary|payment)"),
        "a step from \"grant\" or \"anniversary\"" => step("(grant|anniversary)"),
        "a step from \"benefits\", \"anniversary\" or \"activation\"" => step("(benefits|anniversary|activation)"),
        "a list of steps from \"anniversary\"" => list(step("anniversary")),
        "a number of days or months" | "a number of days" => text(&format!("^\\s*{LENGTH}")),
        "a list of numbers of days" => list(text(&format!("^\\s*{LENGTH}"))),
        "a number of days, months or years, or a date" => {
            json!({ "anyOf": [text(&format!("^\\s*{LENGTH}")), date()] })
        }
        "a country code" => text(COUNTRY),
        "a list of country codes" => list(text(COUNTRY)),
        "a list of texts" | "a list of country codes and groups" => list(json!({ "type": "string" })),
        "\"any\", or a list of areas" => json!({ "anyOf": [{ "const": "any" }, list(text(NAME))] }),
        "a list of areas" | "a list of offers" | "a list of levels" | "a list of names in kebab-case" => list(text(NAME)),
        "true or false" => json!({ "type": "boolean" }),
        "an amount" | "an amount with its currency" => text(AMOUNT),
        "a list of amounts" => list(text(AMOUNT)),
        "a percentage" => text(PERCENT),
        "an amount, or \"none\"" => json!({ "anyOf": [text(AMOUNT), { "const": "none" }] }),
        "an amount, or a whole number from 1 on" => {
            json!({ "anyOf": [text(AMOUNT), { "type": "integer", "minimum": 1 }] })
        }
        "a BIC" => text(BIC),
        "a whole number" => json!({ "type": "integer", "minimum": 0 }),
        "a list of whole numbers" => list(json!({ "type": "integer", "minimum": 1 })),
        "a whole number from 1 on" => json!({ "type": "integer", "minimum": 1 }),
        "one of the words in the table below" if key.name == "do" => {
            json!({ "enum": scenario::ACTS.map(|(word, _)| word).to_vec() })
        }
        "one of the words in the table below" => json!({ "enum": scenario::LIFTS }),
        "a status" => json!({ "enum": Status::ALL.map(Status::id) }),
        "a rule" => json!({ "enum": scenario::RULES }),
        "a list of rules" => list(json!({ "enum": scenario::RULES })),
        "a list of entries" => list(json!({ "enum": scenario::FACTS })),
        "the state of an order" => json!({ "enum": listed(key) }),
        "a list of actions" | "a list of remarks" => list(json!({ "enum": listed(key) })),
        _ if form.starts_with("one or more sections") => {
            json!({ "type": "array", "items": within()?, "minItems": 1 })
        }
        _ => range(form).or_else(|| words(form))?,
    };
    Some(value)
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": DATE })
}

fn step(from: &str) -> Value {
    text(&format!("^\\s*{from}\\s*$|^\\s*{from}\\s*[-+−]\\s*{LENGTH}"))
}

fn in_each_language() -> Value {
    let texts: Map<String, Value> = Lang::ALL.iter().map(|lang| (lang.code().to_owned(), text("\\S"))).collect();
    json!({ "type": "object", "properties": texts, "additionalProperties": false, "minProperties": 1 })
}

/// `a whole number from 1 to 1000`.
fn range(form: &str) -> Option<Value> {
    let (least, most) = form.strip_prefix("a whole number from ")?.split_once(" to ")?;
    let (least, most): (i64, i64) = (least.parse().ok()?, most.parse().ok()?);
    Some(json!({ "type": "integer", "minimum": least, "maximum": most }))
}

/// The words that a key's meaning lists: `this`, `that`.
fn listed(key: &Key) -> Vec<&str> {
    key.meaning.split('`').skip(1).step_by(2).collect()
}

/// `"this", "that" or "another"`: nothing but words between quotation marks.
fn words(form: &str) -> Option<Value> {
    let parts: Vec<&str> = form.split('"').collect();
    let is_between = |part: &&str| matches!(part.trim(), "" | "," | "or" | ", or");
    let (between, words): (Vec<_>, Vec<_>) = parts.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let is_list = words.len() > 1 && between.iter().all(|(_, part)| is_between(part));
    let words: Vec<&str> = words.into_iter().map(|(_, word)| *word).collect();
    is_list.then(|| json!({ "enum": words }))
}
