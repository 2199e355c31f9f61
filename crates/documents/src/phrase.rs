//! Text in glyphs: which typeface shows each part, in which direction, and how wide it becomes.

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::font::{self, Typeface, Weight};

/// What stands for a character that no typeface has. The text that is copied or read aloud keeps the character.
const REPLACEMENT: char = '\u{fffd}';

/// A piece of text of one typeface and one direction.
pub(crate) struct Run {
    pub(crate) typeface: &'static Typeface,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// Its width in units of the size of the letters.
    pub(crate) width: f32,
}

/// Text on one line, its runs from left to right.
pub(crate) struct Phrase {
    pub(crate) runs: Vec<Run>,
    width: f32,
}

impl Phrase {
    /// Shapes a line of text.
    pub(crate) fn new(text: &str, weight: Weight) -> Phrase {
        let text = clean(text);
        let bidi = BidiInfo::new(&text, Some(Level::ltr()));
        let mut runs = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for range in visual {
                let is_rtl = levels[range.start].is_rtl();
                let mut parts = parts(&text[range], weight);
                if is_rtl {
                    parts.reverse();
                }
                runs.extend(parts.into_iter().map(|(typeface, part)| shape(typeface, part, is_rtl)));
            }
        }
        let width = runs.iter().map(|run| run.width).sum();
        Phrase { runs, width }
    }

    /// How wide it is in points when its letters have this size.
    pub(crate) fn width(&self, size: f32) -> f32 {
        self.width * size
    }
}

/// Breaks a text into lines that are no wider than `width`, between words; a word that is wider itself is broken where it must.
pub(crate) fn wrap(text: &str, weight: Weight, size: f32, width: f32) -> Vec<Phrase> {
    let wide = |part: &str| Phrase::new(part, weight).width(size);
    let space = wide(" ");
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        let needed = wide(word);
        if !line.is_empty() && used + space + needed <= width {
            line.push(' ');
            line.push_str(word);
            used += space + needed;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        if needed <= width {
            line.push_str(word);
            used = needed;
            continue;
        }
        for letter in word.chars() {
            let needed = wide(letter.encode_utf8(&mut [0; 4]));
            if !line.is_empty() && used + needed > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += needed;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines.iter().map(|line| Phrase::new(line, weight)).collect()
}

/// Without what has no place on paper: control characters, and the marks that turn the direction of what follows, with which an
/// amount or a name could be made to read otherwise than it is.
fn clean(text: &str) -> String {
    let is_mark = |letter: char| matches!(letter, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let letters = text.chars().filter(|letter| !is_mark(*letter));
    letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The parts of a text that one typeface shows each; `None` for a character that none has.
fn parts(text: &str, weight: Weight) -> Vec<(Option<&'static Typeface>, &str)> {
    let mut parts: Vec<(Option<&'static Typeface>, std::ops::Range<usize>)> = Vec::new();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let last = parts.last_mut();
        // A space or a mark above a letter stays with what it follows, where the typeface can.
        let follows =
            letter.is_whitespace() || bidi_class(letter) == BidiClass::NSM || matches!(letter, '\u{200c}' | '\u{200d}');
        let typeface = match &last {
            Some((Some(current), _)) if follows && current.has(letter) => Some(*current),
            _ => font::showing(letter, weight),
        };
        match (last, typeface) {
            (Some((Some(current), range)), Some(typeface)) if std::ptr::eq(*current, typeface) => range.end = end,
            _ => parts.push((typeface, at..end)),
        }
    }
    parts.into_iter().map(|(typeface, range)| (typeface, &text[range])).collect()
}

fn shape(typeface: Option<&'static Typeface>, text: &str, is_rtl: bool) -> Run {
    let shown = if typeface.is_some() { text.to_owned() } else { REPLACEMENT.to_string() };
    let typeface = typeface.unwrap_or_else(|| font::usual(Weight::Regular));
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&shown);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let shaped = rustybuzz::shape(&typeface.face, &[], buffer);
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    let end_of = |start: usize| {
        if shown == text { starts.iter().copied().find(|next| *next > start).unwrap_or(text.len()) } else { text.len() }
    };
    // A typeface has at most 16,384 units, and no glyph is wider than two of them.
    let exact = |units: i32| i16::try_from(units).map_or(f32::from(i16::MAX), f32::from);
    let scaled = |units: i32| exact(units) / exact(typeface.face.units_per_em());
    let glyphs: Vec<KrillaGlyph> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, position)| {
            let start = info.cluster as usize;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                scaled(position.x_advance),
                scaled(position.x_offset),
                scaled(position.y_offset),
                scaled(position.y_advance),
                start..end_of(start),
                None,
            )
        })
        .collect();
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
    Run { typeface, text: text.to_owned(), glyphs, width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let words = |phrase: &Phrase| phrase.runs.iter().map(|run| run.text.as_str()).collect();
        wrap(text, Weight::Regular, 10.0, width).iter().map(words).collect()
    }

    #[test]
    fn lines_end_between_words_and_nothing_is_lost() {
        let text = "Application Development, Cloud Platform and Data Analytics";
        let wrapped = lines(text, 120.0);
        assert!(wrapped.len() > 2, "{wrapped:?}");
        assert_eq!(wrapped.join(" "), text);
        for phrase in wrap(text, Weight::Regular, 10.0, 120.0) {
            assert!(phrase.width(10.0) <= 120.0);
        }
        assert_eq!(lines(text, 1_000.0).len(), 1);
        assert_eq!(lines("", 50.0), [""]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_kept_whole() {
        let wrapped = lines("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 100.0);
        assert!(wrapped.len() > 3, "{wrapped:?}");
        assert_eq!(wrapped.concat(), "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
        assert_eq!(lines("ab", 0.1), ["a", "b"]);
    }

    #[test]
    fn every_letter_of_a_text_is_covered_by_a_glyph() {
        for text in
            ["Contoso B.V.", "fi ffi office", "北京 Contoso", "تجربة Contoso 123", "ניסיון (12)", "दिल्ली", "no \u{13000} glyph"]
        {
            for run in Phrase::new(text, Weight::Bold).runs {
                let mut covered: Vec<_> = run.glyphs.iter().map(|glyph| glyph.text_range.clone()).collect();
                covered.sort_by_key(|range| range.start);
                let mut end = 0;
                for range in covered {
                    assert!(range.start <= end && range.end <= run.text.len(), "{text}");
                    end = end.max(range.end);
                }
                assert_eq!(end, run.text.len(), "{text}");
            }
        }
    }

    #[test]
    fn a_direction_cannot_be_turned_by_a_mark() {
        let turned: String =
            Phrase::new("EUR \u{202e}00.01\u{202c}", Weight::Regular).runs.into_iter().map(|run| run.text).collect();
        assert_eq!(turned, "EUR 00.01");
    }
}
