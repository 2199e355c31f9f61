//! The JSON schemas for editors: they take every file that the reader takes, and mark what can be seen without reading it all.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use jubilee_programme::{programme_schema, scenario_schema};
use regex::Regex;
use serde_json::{Value, json};

/// A schema with all that it is made of.
struct Schema {
    root: Value,
}

impl Schema {
    fn new(text: &str) -> Schema {
        Schema { root: serde_json::from_str(text).unwrap() }
    }

    /// What is wrong with a value, each with its path.
    fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.root, value, "$", &mut faults);
        faults
    }

    fn check(&self, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().unwrap() {
            let holds = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "examples" | "format" => true,
                "$ref" => {
                    let target = self.root.pointer(wanted.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                    self.check(target, value, path, faults);
                    true
                }
                "anyOf" => wanted.as_array().unwrap().iter().any(|one| {
                    let mut found = Vec::new();
                    self.check(one, value, path, &mut found);
                    found.is_empty()
                }),
                "type" => match wanted.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("the type {other} is new here"),
                },
                "enum" => wanted.as_array().unwrap().contains(value),
                "const" => wanted == value,
                "pattern" => value.as_str().is_none_or(|text| Regex::new(wanted.as_str().unwrap()).unwrap().is_match(text)),
                "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
                "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap()),
                "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= wanted.as_u64().unwrap()),
                "minProperties" => value.as_object().is_none_or(|table| table.len() as u64 >= wanted.as_u64().unwrap()),
                "required" => {
                    let has = |key: &Value| value.as_object().is_none_or(|table| table.contains_key(key.as_str().unwrap()));
                    wanted.as_array().unwrap().iter().all(has)
                }
                "items" => {
                    for (at, element) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, element, &format!("{path}[{at}]"), faults);
                    }
                    true
                }
                "properties" | "additionalProperties" | "propertyNames" => {
                    self.check_keys(keyword, schema, value, path, faults);
                    true
                }
                other => panic!("the keyword {other} is new here"),
            };
            if !holds {
                faults.push(format!("{path}: {keyword} {wanted}"));
            }
        }
    }

    fn check_keys(&self, keyword: &str, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
        for (key, inner) in value.as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            match (keyword, schema.get("properties").and_then(|known| known.get(key)), &schema[keyword]) {
                ("properties", Some(known), _) => self.check(known, inner, &path, faults),
                ("additionalProperties", None, Value::Bool(false)) => faults.push(format!("{path}: unknown")),
                ("additionalProperties", None, others) => self.check(others, inner, &path, faults),
                ("propertyNames", _, names) => self.check(names, &json!(key), &path, faults),
                _ => {}
            }
        }
    }
}

/// A value of TOML as editors hold it against a schema.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(elements) => elements.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

fn files(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    // Some of the bad files are no TOML at all, which every editor sees.
    let read = |path: &PathBuf| fs::read_to_string(path).unwrap().parse::<toml::Table>().ok();
    let named = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().filter_map(|path| Some((named(path), plain(toml::Value::Table(read(path)?))))).collect()
}

#[test]
fn files_that_are_right_are_taken() {
    let programme = Schema::new(&programme_schema());
    let good = [files("../../programmes/mpn"), files("tests/good")].concat();
    assert!(good.len() >= 4);
    for (name, file) in good {
        assert_eq!(programme.faults(&file), Vec::<String>::new(), "{name}");
    }
    let scenario = Schema::new(&scenario_schema());
    let good = files("../../programmes/mpn/scenarios");
    assert!(good.len() >= 5);
    for (name, file) in good {
        assert_eq!(scenario.faults(&file), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_an_editor_can_see_is_marked() {
    let marked = |schema: &str, folder: &str| {
        let schema = Schema::new(schema);
        let files = files(folder).into_iter();
        files.filter(|(_, file)| !schema.faults(file).is_empty()).map(|(name, _)| name).collect::<Vec<_>>()
    };
    let programmes = marked(&programme_schema(), "tests/bad");
    for name in [
        "areas-word",
        "bad-area-name",
        "bad-name",
        "bic",
        "country",
        "date-with-time",
        "empty-text",
        "missing-key",
        "missing-section",
        "number-out-of-range",
        "offset-unit",
        "offset-other-base",
        "unknown-key",
        "unknown-language",
        "unknown-section",
        "wrong-kind",
        "wrong-kind-list",
    ] {
        assert!(programmes.iter().any(|marked| marked == name), "{name} is not marked");
    }
    let scenarios = marked(&scenario_schema(), "tests/bad-scenarios");
    for name in ["no-scenario", "no-steps", "unknown-act", "unknown-entry", "unknown-key", "unknown-rule", "unknown-status"] {
        assert!(scenarios.iter().any(|marked| marked == name), "{name} is not marked");
    }
}

/// Every schema in a schema.
fn parts(schema: &Value) -> Vec<&Value> {
    let inner = schema.as_object().into_iter().flatten().filter(|(keyword, _)| *keyword != "examples").map(|(_, value)| value);
    let inner = inner.chain(schema.as_array().into_iter().flatten());
    std::iter::once(schema).chain(inner.flat_map(parts)).collect()
}

#[test]
fn every_key_is_explained_and_its_example_is_right() {
    for text in [programme_schema(), scenario_schema()] {
        let schema = Schema::new(&text);
        let mut examples = 0;
        for part in parts(&schema.root) {
            for (key, value) in part["properties"].as_object().into_iter().flatten() {
                let is_text = value["pattern"] == "\\S" && ["en", "nl"].contains(&key.as_str());
                assert!(is_text || !value["description"].as_str().unwrap_or_default().is_empty(), "{key}");
            }
            for example in part["examples"].as_array().into_iter().flatten() {
                let mut faults = Vec::new();
                schema.check(part, example, "$", &mut faults);
                assert_eq!(faults, Vec::<String>::new(), "{example}");
                examples += 1;
            }
        }
        assert!(examples >= 30, "{examples}");
    }
}

#[test]
fn every_section_is_reached() {
    for text in [programme_schema(), scenario_schema()] {
        let schema = Schema::new(&text);
        let named: Vec<&str> = parts(&schema.root).into_iter().filter_map(|part| part["$ref"].as_str()).collect();
        for section in schema.root["$defs"].as_object().unwrap().keys() {
            assert!(named.contains(&format!("#/$defs/{section}").as_str()), "nothing leads to {section}");
        }
    }
}

#[test]
fn what_is_in_the_reference_follows_from_the_keys() {
    for (name, schema) in [("programme", programme_schema()), ("scenario", scenario_schema())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/reference/{name}.schema.json"));
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == schema, "{name}: write it anew: cargo run -p jubilee-programme --example reference");
    }
}
