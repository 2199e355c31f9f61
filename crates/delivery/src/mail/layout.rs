//! What all mails share: the frame around them, rows of facts, and the tidying of what templates give.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{NO_BREAK_SPACE, t};

use super::{MailError, Words};

/// Plain text is wrapped at this column, so that it reads well in every mail program and when quoted.
const COLUMNS: usize = 74;

/// The frame of one mail.
pub(crate) struct Frame {
    pub(crate) lang: Lang,
    pub(crate) programme: String,
    pub(crate) subject: String,
    /// What a list of mails shows beside the subject.
    pub(crate) preheader: String,
    pub(crate) heading: String,
    pub(crate) greeting: String,
    /// Why the reader receives this.
    pub(crate) footer: String,
}

impl Frame {
    /// The usual greeting: by name where we have one.
    pub(crate) fn greeting(lang: Lang, name: Option<&str>) -> String {
        match name.map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => t!(lang, "mail-frame-greeting", name = name),
            None => t!(lang, "mail-frame-greeting-unnamed"),
        }
    }

    /// The usual footer: who gets this mail and why.
    pub(crate) fn footer(lang: Lang, member: &str, programme: &str) -> String {
        t!(lang, "mail-frame-footer", member = member, programme = programme)
    }
}

/// A fact with its label.
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) value: String,
}

impl Row {
    pub(crate) fn new(label: String, value: String) -> Row {
        Row { label, value }
    }
}

/// Colours of a section or a badge; the names are classes of the HTML layout, the colours stand there as well for mail programs
/// that know no classes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Calm,
    Open,
    Urgent,
    Lost,
}

impl Tone {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Tone::Calm => "calm",
            Tone::Open => "open",
            Tone::Urgent => "urgent",
            Tone::Lost => "lost",
        }
    }

    pub(crate) const fn ink(self) -> &'static str {
        match self {
            Tone::Calm => "#44515e",
            Tone::Open => "#0b5563",
            Tone::Urgent => "#7d4500",
            Tone::Lost => "#8f1d25",
        }
    }

    pub(crate) const fn ground(self) -> &'static str {
        match self {
            Tone::Calm => "#eaeef1",
            Tone::Open => "#dff1f4",
            Tone::Urgent => "#ffeccf",
            Tone::Lost => "#fbe3e4",
        }
    }
}

/// Renders both forms of a mail.
pub(crate) fn words<H: Template, T: Template>(
    mail: &'static str,
    subject: &str,
    html: &H,
    text: &T,
) -> Result<Words, MailError> {
    let fault = |source| MailError::Template { mail, source };
    let html = html.render().map_err(fault)?;
    let text = text.render().map_err(fault)?;
    // A subject is one line, and plain text is wrapped here; in both a usual space does as well and can be searched for.
    let subject = subject.replace(NO_BREAK_SPACE, " ");
    Ok(Words { subject, html: without_empty_lines(&html), text: flowed(&text) })
}

/// Rows as plain text: labels in a column, long values wrapped beside it.
pub(crate) fn columns(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.label.chars().count()).max().unwrap_or_default() + 2;
    let mut out = String::new();
    for row in rows {
        let label = format!("{}:", row.label);
        let mut lead = format!("  {label:<width$} ");
        let indent = " ".repeat(lead.chars().count());
        for line in wrapped(&row.value, COLUMNS.saturating_sub(indent.len())) {
            out.push_str(&lead);
            out.push_str(&line);
            out.push('\n');
            lead.clone_from(&indent);
        }
    }
    out
}

fn without_empty_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for line in html.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Plain text with long lines wrapped and no more than one empty line in a row.
fn flowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            if !empty {
                out.push('\n');
            }
            empty = true;
            continue;
        }
        empty = false;
        // Rows of facts are wrapped already and begin with spaces.
        if line.starts_with(' ') {
            out.push_str(line);
            out.push('\n');
        } else {
            for line in wrapped(line, COLUMNS) {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// The same text with spaces that do not break after a short number and before an amount: "31 August" and "USD 475.00" stay on one
/// line, in either form of a mail.
pub(crate) fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let short_number = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        let currency = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let amount = next.starts_with(|letter: char| letter.is_ascii_digit());
        out.push(if short_number || (currency && amount) { NO_BREAK_SPACE } else { ' ' });
    }
    out
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in unbroken(text).split(' ').filter(|word| !word.is_empty()) {
        let letters = word.chars().count();
        if used > 0 && used + 1 + letters > columns {
            lines.push(String::new());
            used = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word.replace(NO_BREAK_SPACE, " "));
        used += letters;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_wrap_and_addresses_do_not() {
        let long = format!("{} https://renew.example/{}", "word ".repeat(20), "x".repeat(90));
        let lines = wrapped(&long, 74);
        assert!(lines[..lines.len() - 1].iter().all(|line| line.chars().count() <= 74));
        assert!(lines.last().unwrap().starts_with("https://") && lines.last().unwrap().len() > 90);
        assert_eq!(lines.join(" "), long.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn dates_and_amounts_stay_together() {
        assert_eq!(
            unbroken("by 31 August 2020 for USD 475.00 in 2020 or"),
            "by 31\u{a0}August 2020 for USD\u{a0}475.00 in 2020 or"
        );
        assert_eq!(wrapped("until 31 August", 8), ["until", "31 August"]);
    }

    #[test]
    fn empty_lines_never_double() {
        assert_eq!(flowed("\n\na  \n\n\n\nb\n  kept  as it is\n\n"), "a\n\nb\n  kept  as it is\n");
    }

    #[test]
    fn values_stay_beside_their_labels() {
        let rows = [Row::new("Fee".to_owned(), "USD 1.00".to_owned()), Row::new("Covers".to_owned(), "long ".repeat(20))];
        let text = columns(&rows);
        assert!(text.starts_with("  Fee:     USD 1.00\n  Covers:  long long"), "{text}");
        assert!(text.lines().skip(2).all(|line| line.starts_with("           long")), "{text}");
    }
}
