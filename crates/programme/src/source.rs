//! A file's text with the name under which messages speak of it.

use std::ops::Range;

/// The most bytes that a programme file or a scenario file may have.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The most bytes in one line: a file for people has none longer, and a message can show each line whole.
pub const MOST_BYTES_IN_LINE: usize = 4096;

/// The text of one file, and its name for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, for example `programmes/mpn/programme.toml`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// The line (from 1) and the column (from 1, in characters) of a byte.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..self.floor(at)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (1 + before.matches('\n').count(), 1 + before[line_start..].chars().count())
    }

    /// The first byte of each line.
    pub(crate) fn line_starts(&self) -> Vec<usize> {
        std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
    }

    /// The whole lines that a span touches, without the last line's end.
    pub(crate) fn lines_of(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.text[..self.floor(span.start)].rfind('\n').map_or(0, |newline| newline + 1);
        let last = self.floor(span.end.max(span.start + 1) - 1).max(start);
        let end = self.text[last..].find('\n').map_or(self.text.len(), |newline| last + newline);
        start..end
    }

    /// The nearest byte at or before `at` at which a character begins.
    fn floor(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at)
    }
}
