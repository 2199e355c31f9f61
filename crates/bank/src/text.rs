//! Texts of a file made fit to be kept: one line, no control characters, of bounded length.

/// The text with each run of spaces, line breaks and control characters as one space, at most `most` characters.
pub(crate) fn line(text: &str, most: usize) -> String {
    let mut made = String::new();
    let (mut count, mut gap) = (0, false);
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() || is_invisible(letter) {
            gap = true;
            continue;
        }
        if gap && count > 0 {
            made.push(' ');
            count += 1;
        }
        gap = false;
        if count >= most {
            break;
        }
        made.push(letter);
        count += 1;
    }
    made.trim_end().to_owned()
}

/// Marks that turn or hide text.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// How many line breaks there are.
pub(crate) fn breaks(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').skip(1).count() as u64
}

/// The text where there is any.
pub(crate) fn some(text: &str, most: usize) -> Option<String> {
    Some(line(text, most)).filter(|text| !text.is_empty())
}

/// At most 40 characters of what a file says, for messages.
pub(crate) fn clip(text: &str) -> String {
    let clipped = line(text, 40);
    if text.trim().chars().count() > 40 { format!("{clipped}…") } else { clipped }
}

/// An account number without its spaces, in capitals.
pub(crate) fn account(text: &str) -> Option<String> {
    let compact: String = line(text, 64).chars().filter(|letter| !letter.is_whitespace()).collect();
    Some(compact.to_uppercase()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_line_of_bounded_length() {
        assert_eq!(line("  a\r\n\tb\u{0}\u{202e}c  ", 10), "a b c");
        assert_eq!(line("abcdef", 3), "abc");
        assert_eq!(line("ab  cd", 3), "ab");
        assert_eq!(some(" \n", 3), None);
        assert_eq!(account(" nl20 ingb 0001 "), Some("NL20INGB0001".to_owned()));
    }
}
