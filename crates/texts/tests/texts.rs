//! Holds the texts and the places that use them together. Reads the Fluent files of every language and all Rust and template
//! files of the workspace, and lists every disagreement at once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jubilee_core::Lang;

/// Areas whose ids may have two parts only: a reason is named by its rule.
const SHORT_AREAS: [&str; 1] = ["reason"];

/// How many parts an id has at least: area, page, thing.
const PARTS_OF_AN_ID: usize = 3;

#[derive(Default)]
struct Message {
    file: String,
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
}

struct Use {
    place: String,
    id: String,
    arguments: BTreeSet<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, wanted, found);
        } else if wanted(&path) {
            found.push(path);
        }
    }
}

/// The messages of one language by id; what is wrong with the files themselves goes to `problems`.
fn messages(lang: Lang, problems: &mut Vec<String>) -> BTreeMap<String, Message> {
    let mut found = Vec::new();
    files(&root().join("locales").join(lang.code()), &|path| path.extension().is_some_and(|end| end == "ftl"), &mut found);
    assert!(!found.is_empty(), "no Fluent files for {lang}");
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for path in found {
        let area = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file = format!("locales/{lang}/{area}.ftl");
        let source = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str()).unwrap_or_else(|(readable, errors)| {
            problems.extend(errors.iter().map(|error| format!("{file}: {error}")));
            readable
        });
        for entry in &resource.body {
            let Entry::Message(entry) = entry else {
                continue;
            };
            let id = entry.id.name.to_owned();
            let parts: Vec<&str> = id.split('-').collect();
            let least = if SHORT_AREAS.contains(&area.as_str()) { PARTS_OF_AN_ID - 1 } else { PARTS_OF_AN_ID };
            let plain =
                |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            if parts[0] != area || parts.len() < least || !parts.iter().all(plain) {
                problems.push(format!("{file}: '{id}' is not of the form {area}-page-thing"));
            }
            if !entry.attributes.is_empty() {
                problems.push(format!("{file}: '{id}' has attributes, which nothing can show"));
            }
            let mut message = Message { file: file.clone(), ..Message::default() };
            match &entry.value {
                Some(value) => walk(value, &mut message),
                None => problems.push(format!("{file}: '{id}' has no text")),
            }
            if let Some(earlier) = messages.insert(id.clone(), message) {
                problems.push(format!("{file}: '{id}' stands in {} already", earlier.file));
            }
        }
    }
    messages
}

fn walk(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, message);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, message),
        Expression::Select { selector, variants } => {
            walk_inline(selector, message);
            for variant in variants {
                walk(&variant.value, message);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            message.messages.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                walk_inline(argument, message);
            }
            for argument in &arguments.named {
                walk_inline(&argument.value, message);
            }
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, message),
        _ => {}
    }
}

/// The arguments that `id` needs, those of the messages that it refers to included.
fn needed(id: &str, messages: &BTreeMap<String, Message>) -> BTreeSet<String> {
    let (mut all, mut open, mut seen) = (BTreeSet::new(), vec![id.to_owned()], BTreeSet::new());
    while let Some(id) = open.pop() {
        if let Some(message) = messages.get(&id).filter(|_| seen.insert(id)) {
            all.extend(message.variables.iter().cloned());
            open.extend(message.messages.iter().cloned());
        }
    }
    all
}

/// The arguments of a macro call whose opening bracket is just before `source`, split at the outer commas; `None` when the call
/// does not end.
fn arguments(source: &str) -> Option<Vec<String>> {
    let (mut depth, mut current, mut all) = (0_usize, String::new(), Vec::new());
    let mut letters = source.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                current.push('"');
                loop {
                    let inner = letters.next()?;
                    current.push(inner);
                    match inner {
                        '\\' => current.push(letters.next()?),
                        '"' => break,
                        _ => {}
                    }
                }
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                all.push(current.trim().to_owned());
                all.retain(|argument| !argument.is_empty());
                return Some(all);
            }
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                all.push(current.trim().to_owned());
                current.clear();
                continue;
            }
            _ => {}
        }
        current.push(letter);
    }
    None
}

/// Every `t!(…)` and `id!(…)` of a file.
fn uses(file: &str, source: &str, problems: &mut Vec<String>) -> Vec<Use> {
    let mut found = Vec::new();
    let without_comments: String =
        source.split_inclusive('\n').map(|line| if line.trim_start().starts_with("//") { "\n" } else { line }).collect();
    for (call, at_argument) in [("t!(", 1), ("id!(", 0)] {
        for (at, _) in without_comments.match_indices(call) {
            let before = without_comments[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
                continue;
            }
            let place = format!("{file}:{}", without_comments[..at].matches('\n').count() + 1);
            let read = arguments(&without_comments[at + call.len()..]).unwrap_or_default();
            let literal = read.get(at_argument).and_then(|id| id.strip_prefix('"')?.strip_suffix('"'));
            let Some(id) = literal else {
                problems.push(format!("{place}: the id of a text must be a literal"));
                continue;
            };
            let arguments = read[at_argument + 1..].iter().map(|argument| {
                let name = argument.split('=').next().unwrap_or_default();
                name.trim().to_owned()
            });
            found.push(Use { place, id: id.to_owned(), arguments: arguments.collect() });
        }
    }
    found
}

/// What is wrong between the texts (by language) and their uses.
fn disagreements(texts: &BTreeMap<Lang, BTreeMap<String, Message>>, uses: &[Use]) -> Vec<String> {
    let mut problems = Vec::new();
    let ids: BTreeSet<&String> = texts.values().flat_map(BTreeMap::keys).collect();
    let referred: BTreeSet<&String> = texts.values().flat_map(BTreeMap::values).flat_map(|message| &message.messages).collect();
    let used: BTreeSet<&String> = uses.iter().map(|place| &place.id).collect();
    for id in &ids {
        for (lang, messages) in texts {
            if !messages.contains_key(*id) {
                problems.push(format!("'{id}' is missing in {lang}"));
            }
        }
        let wanted: BTreeSet<BTreeSet<String>> =
            texts.values().filter(|messages| messages.contains_key(*id)).map(|messages| needed(id, messages)).collect();
        if wanted.len() > 1 {
            problems.push(format!("'{id}' has other arguments in each language: {wanted:?}"));
        }
        if !used.contains(id) && !referred.contains(id) {
            problems.push(format!("'{id}' is not used anywhere"));
        }
    }
    for place in uses {
        if !ids.contains(&place.id) {
            problems.push(format!("{}: there is no text '{}'", place.place, place.id));
        }
        for messages in texts.values().filter(|messages| messages.contains_key(&place.id)) {
            let wanted = needed(&place.id, messages);
            if wanted != place.arguments {
                problems.push(format!("{}: '{}' takes {wanted:?} and is given {:?}", place.place, place.id, place.arguments));
                break;
            }
        }
    }
    problems
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} disagreements between texts and code:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn code_and_texts_agree() {
    let mut problems = Vec::new();
    let texts = Lang::ALL.into_iter().map(|lang| (lang, messages(lang, &mut problems))).collect();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap().join("tests");
    let in_templates = |path: &Path| path.components().any(|part| part.as_os_str() == "templates");
    let mut found = Vec::new();
    let wanted = |path: &Path| match path.extension().and_then(|end| end.to_str()) {
        Some("rs") => !path.starts_with(&own),
        Some("html" | "txt") => in_templates(path),
        _ => false,
    };
    files(&root().join("crates"), &wanted, &mut found);
    let mut all = Vec::new();
    for path in found {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        all.extend(uses(&name, &fs::read_to_string(&path).unwrap(), &mut problems));
    }
    assert!(!all.is_empty(), "no text is used anywhere: the search is broken");
    problems.extend(disagreements(&texts, &all));
    assert_none(&problems);
}

mod the_check_itself {
    use super::*;

    fn language(texts: &[(&str, &[&str])]) -> BTreeMap<String, Message> {
        let message = |variables: &[&str]| Message {
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
            ..Message::default()
        };
        texts.iter().map(|(id, variables)| ((*id).to_owned(), message(variables))).collect()
    }

    fn found(en: &[(&str, &[&str])], nl: &[(&str, &[&str])], source: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let uses = uses("a.rs", source, &mut problems);
        let texts = BTreeMap::from([(Lang::En, language(en)), (Lang::Nl, language(nl))]);
        problems.extend(disagreements(&texts, &uses));
        problems
    }

    #[test]
    fn agreement_is_silent() {
        let texts: &[(&str, &[&str])] = &[("mail-a-b", &["date", "fee"]), ("mail-a-c", &[])];
        let source = "x(t!(lang, \"mail-a-b\", date = f(1, \"),\"), fee = y,)); id!(\"mail-a-c\"); assert!(z); format!(\"t\")";
        assert_eq!(found(texts, texts, source), Vec::<String>::new());
    }

    #[test]
    fn each_disagreement_is_found() {
        let one: &[(&str, &[&str])] = &[("mail-a-b", &["date"])];
        let call = "t!(self.lang, \"mail-a-b\", date = d)";
        assert_eq!(found(one, &[], call), ["'mail-a-b' is missing in nl"]);
        assert_eq!(found(one, one, ""), ["'mail-a-b' is not used anywhere"]);
        assert_eq!(found(&[], &[], call), ["a.rs:1: there is no text 'mail-a-b'"]);
        assert!(found(one, one, "\nt!(lang, \"mail-a-b\")")[0].starts_with("a.rs:2: 'mail-a-b' takes"));
        assert!(found(one, &[("mail-a-b", &["day"])], call)[0].contains("other arguments"));
        assert_eq!(found(&[], &[], "t!(lang, id)"), ["a.rs:1: the id of a text must be a literal"]);
        assert!(found(one, one, "// t!(lang, \"mail-a-b\", date = d)")[0].contains("not used"));
    }
}
