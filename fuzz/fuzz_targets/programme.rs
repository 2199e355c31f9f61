//! Reads bytes as a programme file: whatever they are, it ends, and points only at places inside the file.
#![no_main]

use jubilee_programme::{Places, Source, diff, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::new("programme.toml", text);
    let diagnostics = match read(&source) {
        Ok(checked) => {
            assert_eq!(checked.warnings.errors(), 0);
            assert_eq!(diff(&checked.programme, &checked.programme), [], "a programme does not differ from itself");
            checked.warnings
        }
        Err(diagnostics) => {
            assert!(diagnostics.errors() > 0);
            diagnostics
        }
    };
    for mark in diagnostics.iter().flat_map(|one| one.mark.iter().chain(&one.also)) {
        assert!(mark.span.start <= mark.span.end && mark.span.end <= text.len(), "{mark:?} of {} bytes", text.len());
    }
    assert!(!diagnostics.render(false).is_empty());
    Places::new(&source);
});
