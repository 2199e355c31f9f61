//! How wide words become. The reader's font is unknown, so this measures with a wide one: a label may turn out narrower than
//! thought, and never wider.

/// The width of `words` in pixels, in a font of `size` pixels.
pub(super) fn of(words: &str, size: i32) -> i32 {
    let thousandths: i32 = words
        .chars()
        .map(|sign| match sign {
            'i' | 'j' | 'l' | '.' | ',' | '\'' | ' ' | ':' | '|' => 390,
            'f' | 't' | 'r' | '-' | '(' | ')' => 500,
            'm' | 'w' | 'M' | 'W' | '–' => 1_060,
            sign if sign.is_uppercase() => 790,
            _ => 710,
        })
        .sum();
    thousandths * size / 1_000 + 1
}
