//! What came of scenarios.

use std::fmt;

use serde::Serialize;

/// Something that is not as a scenario expects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The scenario file.
    pub file: String,
    /// The line of the expectation, from 1.
    pub line: usize,
    /// The scenario's id.
    pub scenario: String,
    /// The step: its date and what is done, for example `2019-09-02 renew`.
    pub step: String,
    /// What is expected, for example `renew-until = 2019-10-01`.
    pub expected: String,
    /// What is found instead.
    pub found: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: scenario {}, {}", self.file, self.line, self.scenario, self.step)?;
        writeln!(f, "    expected: {}", self.expected)?;
        write!(f, "    found:    {}", self.found)
    }
}

/// What came of scenarios: how many are as expected, and everything that is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many scenarios are as expected.
    pub passed: usize,
    /// Everything that is not as expected; several may be of one scenario.
    pub failed: Vec<Failure>,
    /// How many scenarios are not as expected.
    pub failed_scenarios: usize,
}

impl Report {
    /// Takes the failures of one more scenario in.
    pub(super) fn take(&mut self, failures: Vec<Failure>) {
        if failures.is_empty() {
            self.passed += 1;
        } else {
            self.failed_scenarios += 1;
            self.failed.extend(failures);
        }
    }
}

/// The failures, and the line `N passed, M failed`, which counts scenarios.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failed {
            writeln!(f, "{failure}\n")?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed_scenarios)
    }
}
