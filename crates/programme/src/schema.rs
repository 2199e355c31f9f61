//! JSON schemas (2020-12) of programme files and scenario files, for editors: they complete keys, explain them, and mark what cannot be
//! right while it is written. They follow from the keys that the reader knows; what `jubilee check` says is what counts.
//!
//! Only keywords are used that editors for TOML know: to them a date is a string in the form of one.

mod form;

use serde_json::{Map, Value, json};

use crate::keys::{self, Key, Shape};
use crate::scenario;
use form::of_form;

/// The schema of programme files: `docs/reference/programme.schema.json`.
pub fn programme_schema() -> String {
    schema("A programme file of Jubilee", keys::SHAPES)
}

/// The schema of scenario files: `docs/reference/scenario.schema.json`.
pub fn scenario_schema() -> String {
    schema("A scenario file of Jubilee", scenario::SHAPES)
}

fn schema(title: &str, shapes: &[&'static Shape]) -> String {
    let (root, sections) = shapes.split_first().expect("a file has sections");
    let mut whole = section(root, shapes);
    let sections: Map<String, Value> = sections.iter().map(|shape| (name(shape), section(shape, shapes))).collect();
    let head = [("$schema", json!("https://json-schema.org/draft/2020-12/schema")), ("title", json!(title))];
    for (key, value) in head.into_iter().chain([("$defs", Value::Object(sections))]) {
        whole[key] = value;
    }
    let mut text = serde_json::to_string_pretty(&sorted(whole)).expect("a value can be written");
    text.push('\n');
    text
}

/// What a section of the file may contain.
fn section(shape: &'static Shape, shapes: &[&'static Shape]) -> Value {
    if let [key] = shape.keys
        && key.name == "NAME"
    {
        // The names of the keys are the file's own.
        let values = value(key, shape, shapes);
        return json!({
            "type": "object",
            "description": shape.meaning,
            "propertyNames": { "pattern": form::NAME },
            "additionalProperties": values,
        });
    }
    let mut properties = Map::new();
    for key in shape.keys {
        let value = value(key, shape, shapes);
        // What is expected may also be written as the interfaces for machines write it.
        if shape.title == "expect" && key.name.contains('-') {
            properties.insert(key.name.replace('-', "_"), value.clone());
        }
        properties.insert(key.name.to_owned(), value);
    }
    let needed: Vec<&str> = shape.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    json!({
        "type": "object",
        "description": shape.meaning,
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

/// What may stand under a key.
fn value(key: &'static Key, shape: &'static Shape, shapes: &[&'static Shape]) -> Value {
    let inner = shapes
        .iter()
        .find(|inner| is_for(inner, key) && is_within(inner, shape))
        .map(|inner| format!("#/$defs/{}", name(inner)));
    let known = of_form(key, inner.as_deref());
    let mut value = known.unwrap_or_else(|| panic!("schema/form.rs knows what '{}' of {} can be", key.name, shape.title));
    if shape.title == "[[relief.revised]]" && ["move-anniversary", "reminder", "reactivation"].contains(&key.name) {
        value = json!({ "anyOf": [value, { "const": "none" }] });
    }
    value["description"] = json!(key.meaning);
    if let Some(example) = example(key) {
        value["examples"] = json!([example]);
    }
    value
}

/// Whether a section is what stands under a key, as its title shows: `[words]`, `[[offer]]`, `fees = [{ … }]`.
fn is_for(section: &Shape, key: &Key) -> bool {
    let written = section.title.split(" = ").next().unwrap_or_default();
    let is_named = written.split(", ").any(|name| name == key.name);
    is_named || section.title == key.example || section.title.replace("NAME", "yearly") == key.example
}

/// Whether a section may stand in another: where its title says in which one it does, as `NAME = { … } in areas`, only there.
fn is_within(section: &Shape, outer: &Shape) -> bool {
    section.title.split_once(" in ").is_none_or(|(_, place)| outer.title.starts_with(place))
}

/// The name of a section in the schema: the words of its title.
fn name(shape: &Shape) -> String {
    let words = shape.title.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The value of a key's example; `None` where the example is the beginning of a section.
fn example(key: &Key) -> Option<Value> {
    let table: toml::Table = key.example.parse().ok().filter(|_| !key.example.starts_with('['))?;
    table.into_iter().next().map(|(_, value)| plain(value))
}

/// A value of TOML as editors hold it against a schema.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(value) => json!(value),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(elements) => elements.into_iter().map(plain).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
    }
}

/// The same value with the keys of each object in alphabetical order, so that the text is the same whatever kind of map holds them.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(elements) => elements.into_iter().map(sorted).collect(),
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        other => other,
    }
}
