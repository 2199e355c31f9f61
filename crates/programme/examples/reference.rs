//! Writes the pages of the documentation that follow from the keys that the reader knows, and the schemas for editors. Run it at the
//! root of the workspace: `cargo run -p jubilee-programme --example reference`. With the name of one of the files, for example
//! `docs/reference/programme.schema.json`, it prints that file and writes nothing.

use std::fs;
use std::io::{Error, Result};

use jubilee_programme::{programme_page, programme_schema, scenario_keys, scenario_schema};

const GUIDE: &str = "docs/guide/scenarios.md";
const BEGIN: &str = "<!-- keys: begin -->\n";
const END: &str = "<!-- keys: end -->\n";

/// A file with what writes it.
type File = (&'static str, fn() -> Result<String>);

const FILES: [File; 4] = [
    ("docs/reference/programme-file.md", || Ok(programme_page())),
    ("docs/reference/programme.schema.json", || Ok(programme_schema())),
    ("docs/reference/scenario.schema.json", || Ok(scenario_schema())),
    (GUIDE, guide),
];

fn main() -> Result<()> {
    if let Some(wanted) = std::env::args().nth(1) {
        let file = FILES.iter().find(|(file, _)| *file == wanted);
        let (_, text) = file.ok_or_else(|| Error::other(format!("{wanted} is not written from here")))?;
        print!("{}", text()?);
        return Ok(());
    }
    for (file, text) in FILES {
        fs::write(file, text()?)?;
    }
    Ok(())
}

/// The guide to scenario files with the keys that there are now.
fn guide() -> Result<String> {
    let guide = fs::read_to_string(GUIDE)?;
    let parts = guide.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| Error::other(format!("{GUIDE} has lost the two marks of its keys")))?;
    Ok(format!("{before}{BEGIN}{}{END}{after}", scenario_keys()))
}
