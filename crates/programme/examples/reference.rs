//! Writes the pages of the documentation that follow from the keys that the reader knows. Run it at the root of the workspace:
//! `cargo run -p jubilee-programme --example reference`.

use std::fs;
use std::io::{Error, Result};

use jubilee_programme::{programme_page, scenario_keys};

const GUIDE: &str = "docs/guide/scenarios.md";
const BEGIN: &str = "<!-- keys: begin -->\n";
const END: &str = "<!-- keys: end -->\n";

fn main() -> Result<()> {
    fs::write("docs/reference/programme-file.md", programme_page())?;
    let guide = fs::read_to_string(GUIDE)?;
    let parts = guide.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| Error::other(format!("{GUIDE} has lost the two marks of its keys")))?;
    fs::write(GUIDE, format!("{before}{BEGIN}{}{END}{after}", scenario_keys()))
}
