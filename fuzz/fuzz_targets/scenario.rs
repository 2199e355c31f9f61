//! Reads bytes as a scenario file of the programme that is shipped, and lives its scenarios: whatever they are, it ends.
#![no_main]

use std::sync::LazyLock;

use jubilee_programme::{Checked, Source, read, run, shipped_mpn};
use libfuzzer_sys::fuzz_target;

static SHIPPED: LazyLock<Checked> =
    LazyLock::new(|| read(&Source::new("programme.toml", shipped_mpn())).expect("the shipped programme can be read"));

fuzz_target!(|text: &str| {
    let source = Source::new("scenarios.toml", text);
    match run(&SHIPPED.programme, &[source]) {
        Ok(report) => assert_eq!(report.failed.is_empty(), report.failed_scenarios == 0),
        Err(diagnostics) => {
            assert!(diagnostics.errors() > 0);
            for mark in diagnostics.iter().flat_map(|one| one.mark.iter().chain(&one.also)) {
                assert!(mark.span.start <= mark.span.end && mark.span.end <= text.len(), "{mark:?} of {} bytes", text.len());
            }
            assert!(!diagnostics.render(false).is_empty());
        }
    }
});
