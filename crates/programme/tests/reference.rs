//! The pages of the documentation say what the reader knows.

use std::fs;
use std::path::Path;

use jubilee_core::Programme;
use jubilee_programme::{Source, programme_page, read, run, scenario_keys, shipped_mpn};

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const HOW: &str = "write the pages anew: cargo run -p jubilee-programme --example reference";

#[test]
fn the_reference_page_is_the_one_that_follows_from_the_keys() {
    assert_eq!(page("reference/programme-file.md"), programme_page(), "{HOW}");
}

#[test]
fn the_guide_has_the_keys_of_scenario_files() {
    let guide = page("guide/scenarios.md");
    assert!(guide.contains(&format!("<!-- keys: begin -->\n{}<!-- keys: end -->", scenario_keys())), "{HOW}");
}

#[test]
fn the_example_of_the_guide_holds() {
    let programme: Programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let guide = page("guide/scenarios.md");
    let examples: Vec<Source> = guide
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(example, _)| Source::new("scenarios.md", example))
        .collect();
    assert!(!examples.is_empty());
    for example in examples {
        let report = run(&programme, &[example]).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert_eq!((report.failed_scenarios, report.passed > 0), (0, true), "{report}");
    }
}
