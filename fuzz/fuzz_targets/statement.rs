//! Reads bytes as a bank statement, as CAMT.053 and by every mapping that comes along: whatever they are, it ends, and gives either
//! entries with an identity each or faults.
#![no_main]

use std::collections::HashSet;

use jubilee_bank::{Form, Mapping, PRESETS, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mappings = PRESETS.iter().map(|(name, _)| Mapping::preset(name).expect("the mappings that come along can be used"));
    for form in mappings.map(|mapping| Form::Csv(Box::new(mapping))).chain([Form::Camt]) {
        match read(bytes, &form) {
            Ok(statement) => {
                let identities: HashSet<&str> = statement.entries.iter().map(|entry| entry.identity.as_str()).collect();
                assert_eq!(identities.len(), statement.entries.len());
                assert!(statement.entries.iter().all(|entry| entry.amount.minor >= 0 && !entry.account.is_empty()));
            }
            Err(refused) => assert!(!refused.faults.is_empty()),
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Mapping::read(text);
    }
});
