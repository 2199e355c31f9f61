//! Reading the rows of an import: each field checked where it stands, every fault with its line and column.

use std::path::{Path, PathBuf};

use csv::StringRecord;
use jubilee_core::Day;

/// A fault in a file: `file:line: column: what is wrong`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The file's name as it was given.
    pub file: PathBuf,
    /// The line, from 1; the header is line 1.
    pub line: u64,
    /// The column's name; empty when the whole row is wrong.
    pub column: &'static str,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl std::fmt::Display for RowFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: ", self.file.display(), self.line)?;
        if !self.column.is_empty() {
            write!(f, "{}: ", self.column)?;
        }
        f.write_str(&self.what)
    }
}

/// The longest field in bytes; longer ones are refused, so that a broken quote cannot swallow the file.
const MOST_FIELD_BYTES: usize = 2_000;

/// The first and last year of dates that files may contain.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A CSV file whose header has been checked.
pub(crate) struct Table {
    file: PathBuf,
    columns: &'static [&'static str],
    /// For each of `columns`, where it stands in the file.
    positions: Vec<usize>,
    reader: csv::Reader<Box<dyn std::io::Read + Send>>,
    record: StringRecord,
}

impl Table {
    /// Opens a file and reads its header, whose columns may stand in any order. `Err` says what keeps it from being read at all.
    pub(crate) fn open(file: &Path, columns: &'static [&'static str]) -> Result<Table, RowFault> {
        let fault = |line: u64, what: String| RowFault { file: file.to_owned(), line, column: "", what };
        let source = std::fs::File::open(file).map_err(|error| fault(1, format!("the file cannot be opened: {error}")))?;
        let source: Box<dyn std::io::Read + Send> = Box::new(without_mark(source));
        let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(source);
        let header = reader.headers().map_err(|error| fault(1, describe(&error)))?.clone();
        let mut positions = Vec::with_capacity(columns.len());
        for column in columns {
            let found: Vec<usize> = (0..header.len()).filter(|at| header[*at].trim().eq_ignore_ascii_case(column)).collect();
            match found.as_slice() {
                [at] => positions.push(*at),
                [] => return Err(fault(1, missing_column(column, columns, &header))),
                _ => return Err(fault(1, format!("the column '{column}' stands there twice"))),
            }
        }
        let unknown = header.iter().find(|name| !columns.iter().any(|column| name.trim().eq_ignore_ascii_case(column)));
        if let Some(unknown) = unknown {
            return Err(fault(1, format!("the column '{}' is not known; expected {}", clip(unknown), columns.join(","))));
        }
        Ok(Table { file: file.to_owned(), columns, positions, reader, record: StringRecord::new() })
    }

    /// The next row, or a fault when the row cannot be read, or `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Result<Row<'_>, RowFault>> {
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(false) => None,
            Err(error) => {
                let line = error.position().map_or(line, csv::Position::line);
                // A file that cannot be read further must not be read for ever.
                if !matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) {
                    self.reader = csv::ReaderBuilder::new().from_reader(Box::new(std::io::empty()));
                }
                Some(Err(RowFault { file: self.file.clone(), line, column: "", what: describe(&error) }))
            }
            Ok(true) => {
                // The reader says where it began to look; empty lines before the record are found from where it ended.
                let began = self.record.position().map_or(line, csv::Position::line);
                let within = self.record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count() as u64;
                let line = began.max(self.reader.position().line().saturating_sub(1 + within));
                let width = self.reader.headers().map_or(0, StringRecord::len);
                if self.record.len() != width {
                    let what = format!("the row has {} fields, the header {width}", self.record.len());
                    return Some(Err(RowFault { file: self.file.clone(), line, column: "", what }));
                }
                Some(Ok(Row { table: self, line, faults: Vec::new() }))
            }
        }
    }
}

fn missing_column(column: &str, columns: &[&str], header: &StringRecord) -> String {
    let found = header.iter().collect::<Vec<_>>().join(",");
    format!("the column '{column}' is missing; the header must be {}, and is {}", columns.join(","), clip(&found))
}

/// Skips the byte order mark that spreadsheets write.
fn without_mark(mut source: std::fs::File) -> impl std::io::Read + Send {
    use std::io::Read;
    let mut first = Vec::new();
    // What cannot be read now is found and told when the rows are read.
    let _ = source.by_ref().take(3).read_to_end(&mut first);
    if first == [0xEF, 0xBB, 0xBF] {
        first.clear();
    }
    std::io::Cursor::new(first).chain(std::io::BufReader::with_capacity(1 << 16, source))
}

fn describe(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8 text; save the file as UTF-8".to_owned(),
        csv::ErrorKind::Io(error) => format!("the file cannot be read: {error}"),
        _ => error.to_string(),
    }
}

/// At most 60 characters of what a file says, for messages.
pub(crate) fn clip(text: &str) -> String {
    let printable = |letter: char| if letter.is_control() { '\u{FFFD}' } else { letter };
    let clipped: String = text.chars().take(60).map(printable).collect();
    if text.chars().count() > 60 { format!("{clipped}…") } else { clipped }
}

/// One row, whose fields are asked for one by one; what is wrong with them gathers in it.
pub(crate) struct Row<'a> {
    table: &'a Table,
    pub(crate) line: u64,
    faults: Vec<RowFault>,
}

impl Row<'_> {
    /// Adds a fault of a column.
    pub(crate) fn fault(&mut self, column: &'static str, what: impl Into<String>) {
        let file = self.table.file.clone();
        self.faults.push(RowFault { file, line: self.line, column, what: what.into() });
    }

    /// What was found wrong, or nothing.
    pub(crate) fn finish(self) -> Vec<RowFault> {
        self.faults
    }

    /// The text of a column, trimmed; too long or with control characters is a fault and reads as empty.
    pub(crate) fn text(&mut self, column: &'static str) -> String {
        let at = self.table.columns.iter().position(|known| *known == column).map(|index| self.table.positions[index]);
        let text = at.and_then(|at| self.table.record.get(at)).unwrap_or_default().trim();
        if text.len() > MOST_FIELD_BYTES {
            self.fault(column, format!("the field has {} bytes, at most {MOST_FIELD_BYTES} are allowed", text.len()));
            return String::new();
        }
        if text.chars().any(char::is_control) {
            self.fault(column, format!("'{}' contains a control character or a line break", clip(text)));
            return String::new();
        }
        text.to_owned()
    }

    /// A text that must be there.
    pub(crate) fn required(&mut self, column: &'static str) -> String {
        let before = self.faults.len();
        let text = self.text(column);
        if text.is_empty() && self.faults.len() == before {
            self.fault(column, "must not be empty");
        }
        text
    }

    /// A reference: up to 64 letters, digits and `- _ . / :`.
    pub(crate) fn reference(&mut self, column: &'static str) -> String {
        let text = self.required(column);
        let fits = |letter: char| letter.is_alphanumeric() || "-_./:".contains(letter);
        if text.chars().count() > 64 || !text.chars().all(fits) {
            let what = format!("'{}' is not a reference: up to 64 letters, digits and the signs - _ . / :", clip(&text));
            self.fault(column, what);
            return String::new();
        }
        text
    }

    /// A date between 1900 and 2200 that may be missing.
    pub(crate) fn day(&mut self, column: &'static str) -> Option<Day> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match text.parse::<Day>() {
            Ok(day) if YEARS.contains(&day.ymd().0) => Some(day),
            Ok(day) => {
                self.fault(column, format!("{day} is outside the years {} to {}", YEARS.start(), YEARS.end()));
                None
            }
            Err(error) => {
                self.fault(column, error.to_string());
                None
            }
        }
    }
}
