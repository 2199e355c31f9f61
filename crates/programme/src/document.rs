//! From a file's text to its tables, within limits.

use toml::de::DeTable;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::source::{MOST_BYTES, MOST_BYTES_IN_LINE};

/// The tables of a file, or `None` after reporting why there are none.
pub(crate) fn document<'a>(findings: &Findings<'a>) -> Option<DeTable<'a>> {
    let text = &findings.source.text;
    if text.len() > MOST_BYTES {
        let message = format!("the file has {} bytes; at most {MOST_BYTES} are possible", text.len());
        findings.report(Diagnostic::about_file(Code::TooLarge, message));
        return None;
    }
    if let Some(at) = text.split('\n').position(|line| line.len() > MOST_BYTES_IN_LINE) {
        let message = format!("line {} has more than {MOST_BYTES_IN_LINE} bytes", at + 1);
        let help = "write lists with one entry on a line, and long texts between \"\"\" with a \\ at the end of each line";
        findings.report(Diagnostic::about_file(Code::TooLarge, message).help(help));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for (at, error) in errors.iter().enumerate() {
        if findings.is_full() {
            // Half a million messages that nobody sees would take longer than the reading.
            findings.omit_errors(errors.len() - at);
            break;
        }
        let span = error.span().unwrap_or(0..0);
        findings.report(Diagnostic::error(Code::Syntax, span, format!("this is not TOML: {}", error.message())));
    }
    errors.is_empty().then(|| table.into_inner())
}
