//! The pages of the documentation that say which keys there are, written from the tables that the reader checks against.

use std::fmt::Write;

use crate::code::Code;
use crate::keys::{self, Shape};
use crate::scenario;

/// The reference page of the programme file, in Markdown: `docs/reference/programme-file.md`.
pub fn programme_page() -> String {
    let mut page = String::from(
        "# The programme file\n\n\
         <!-- Generated from the keys that the reader knows: cargo run -p jubilee-programme --example reference -->\n\n\
         A programme is described by one file, `programme.toml`, in a folder of its own; its [scenarios](../guide/scenarios.md) stand \
         beside it. The file is [TOML](https://toml.io), UTF-8, at most 1 MiB, with lines of at most 4,096 bytes. Every key is checked: \
         an unknown one is an error, and all errors are told at once, each with its place. `programmes/mpn/programme.toml` is a whole \
         example.\n\n\
         Texts for people are given in each language of the programme; runs of white space in them count as one space. Names in \
         kebab-case have lower-case letters and digits with single hyphens between, and at most 60 characters. Dates are written \
         without quotation marks and lie in 1900 to 2200.\n",
    );
    for shape in keys::SHAPES {
        section(&mut page, shape);
    }
    page.push_str("\n## What the check says\n\n| code | meaning |\n|---|---|\n");
    for code in Code::ALL {
        let _ = writeln!(page, "| {} | {} |", code.id(), code.meaning());
    }
    page
}

/// The part of the guide `docs/guide/scenarios.md` that says which keys there are, in Markdown.
pub fn scenario_keys() -> String {
    let mut page = String::new();
    for shape in scenario::SHAPES {
        section(&mut page, shape);
    }
    page.push_str("\n## What a step can do\n\n| `do` | meaning |\n|---|---|\n");
    for (word, meaning) in scenario::ACTS {
        let _ = writeln!(page, "| `{word}` | {meaning} |");
    }
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let _ = write!(
        page,
        "\n## Words\n\n- rules: {}\n- what lifts a refusal: {}\n- entries: {}\n",
        words(scenario::RULES),
        words(scenario::LIFTS),
        words(scenario::FACTS)
    );
    page
}

/// One section with its keys.
fn section(page: &mut String, shape: &Shape) {
    let title = if shape.title == "the file" { "The file".to_owned() } else { format!("`{}`", shape.title) };
    let _ = write!(page, "\n## {title}\n\n{}\n\n", shape.meaning);
    page.push_str("| key | value | needed | meaning | example |\n|---|---|---|---|---|\n");
    for key in shape.keys {
        let needed = if key.is_required { "yes" } else { "no" };
        let _ = writeln!(page, "| `{}` | {} | {needed} | {} | `{}` |", key.name, key.form, key.meaning, key.example);
    }
}
