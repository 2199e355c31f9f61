//! The typefaces, and which of them has a character.

use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::Face;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// A typeface, read once.
pub(crate) struct Typeface {
    /// For its glyphs and their widths.
    pub(crate) face: Face<'static>,
    /// For writing it into a document.
    pub(crate) font: Font,
}

impl Typeface {
    fn read(bytes: &'static [u8]) -> Typeface {
        Typeface {
            face: Face::from_slice(bytes, 0).expect("a font of this crate can be read"),
            font: Font::new(bytes.into(), 0).expect("a font of this crate can be read"),
        }
    }

    /// Whether it has a glyph for a character.
    pub(crate) fn has(&self, letter: char) -> bool {
        self.face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0)
    }
}

static REGULAR: LazyLock<Typeface> = LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSans-Regular.ttf")));
static BOLD: LazyLock<Typeface> = LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSans-Bold.ttf")));

/// What the first two lack, in the order in which they are asked. Read only when a name needs one.
static OTHERS: [LazyLock<Typeface>; 7] = [
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansArabic-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansArmenian-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansGeorgian-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/NotoSansThai-Regular.ttf"))),
    LazyLock::new(|| Typeface::read(include_bytes!("../fonts/DroidSansFallback.ttf"))),
];

/// The typeface of a weight.
pub(crate) fn usual(weight: Weight) -> &'static Typeface {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// The typeface that shows a character; `None` when none has it.
pub(crate) fn showing(letter: char, weight: Weight) -> Option<&'static Typeface> {
    let usual = usual(weight);
    if usual.has(letter) {
        return Some(usual);
    }
    OTHERS.iter().map(|other| &**other).find(|other| other.has(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_can_be_shown() {
        let names = [
            "Contoso B.V. €",
            "Łódź ą Őű Ñ",
            "Ελληνικά",
            "Київ",
            "تجربة",
            "ניסיון",
            "Երևան",
            "თბილისი",
            "दिल्ली",
            "กรุงเทพ",
            "北京東京サーバ서울",
        ];
        for name in names {
            for weight in [Weight::Regular, Weight::Bold] {
                assert!(name.chars().all(|letter| showing(letter, weight).is_some()), "{name}");
            }
        }
        assert!(showing('\u{13000}', Weight::Regular).is_none(), "a hieroglyph has no typeface, so this test can fail");
    }
}
