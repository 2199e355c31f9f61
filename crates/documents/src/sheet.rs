//! What a document is made of before it is written: marks on pages, and the tree of what they mean.

use jubilee_core::{Day, Lang};

use crate::font::Weight;
use crate::phrase::{Phrase, wrap};

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// How letters look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// In points.
    pub(crate) size: f32,
    pub(crate) colour: Colour,
}

impl Style {
    /// From one line of letters to the next.
    pub(crate) fn leading(self) -> f32 {
        (self.size * 1.38 * 4.0).round() / 4.0
    }
}

/// What is put on a page. Lengths are points from the upper left corner.
pub(crate) enum Ink {
    Text { phrase: Phrase, x: f32, baseline: f32, style: Style },
    Area { x: f32, y: f32, width: f32, height: f32, colour: Colour },
}

/// Ink with its meaning: a part of the tree, or nothing to those who do not see the page.
pub(crate) struct Mark {
    pub(crate) ink: Ink,
    pub(crate) part: Option<Part>,
}

/// A part of a document's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part(pub(crate) usize);

/// What a part is to who does not see the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Section,
    Title,
    Heading,
    Paragraph,
    Table,
    Row,
    /// The heading of a column.
    ColumnHeading,
    /// The heading of a row.
    RowHeading,
    Cell,
}

/// A part with the parts inside it, in reading order.
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) parts: Vec<Part>,
}

/// A document being laid out.
pub(crate) struct Sheet {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) dated: Day,
    pub(crate) pages: Vec<Vec<Mark>>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) roots: Vec<Part>,
}

impl Sheet {
    /// A document with one empty page.
    pub(crate) fn new(lang: Lang, title: String, author: String, dated: Day) -> Sheet {
        Sheet { lang, title, author, dated, pages: vec![Vec::new()], nodes: Vec::new(), roots: Vec::new() }
    }

    /// Goes on on a new page.
    pub(crate) fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// A new part at the end of another, or of the document.
    pub(crate) fn part(&mut self, role: Role, within: Option<Part>) -> Part {
        let part = Part(self.nodes.len());
        self.nodes.push(Node { role, parts: Vec::new() });
        match within {
            Some(Part(parent)) => self.nodes[parent].parts.push(part),
            None => self.roots.push(part),
        }
        part
    }

    /// An area of colour on the current page; thin ones are rules.
    pub(crate) fn area(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        self.mark(Ink::Area { x, y, width, height, colour }, None);
    }

    /// Text on one line of the current page, from `x` to the right.
    pub(crate) fn text(&mut self, part: Option<Part>, (x, baseline): (f32, f32), text: &str, style: Style) {
        let phrase = Phrase::new(text, style.weight);
        self.mark(Ink::Text { phrase, x, baseline, style }, part);
    }

    /// Text on one line that ends at `right`.
    pub(crate) fn text_before(&mut self, part: Option<Part>, (right, baseline): (f32, f32), text: &str, style: Style) {
        let phrase = Phrase::new(text, style.weight);
        let x = right - phrase.width(style.size);
        self.mark(Ink::Text { phrase, x, baseline, style }, part);
    }

    /// Text on as many lines as it needs, beginning at a baseline. Returns the baseline of the line that would follow.
    pub(crate) fn lines(&mut self, part: Option<Part>, at: (f32, f32), width: f32, text: &str, style: Style) -> f32 {
        let (x, mut baseline) = at;
        for phrase in wrap(text, style.weight, style.size, width) {
            self.mark(Ink::Text { phrase, x, baseline, style }, part);
            baseline += style.leading();
        }
        baseline
    }

    /// The words of a part.
    pub(crate) fn text_of(&self, part: Part) -> String {
        let marks = self.pages.iter().flatten().filter(|mark| mark.part == Some(part));
        let phrases = marks.filter_map(|mark| match &mark.ink {
            Ink::Text { phrase, .. } => Some(phrase.runs.iter().map(|run| run.text.as_str()).collect::<String>()),
            Ink::Area { .. } => None,
        });
        phrases.collect::<Vec<String>>().join(" ")
    }

    /// How high a text becomes on as many lines as it needs.
    pub(crate) fn height(text: &str, style: Style, width: f32) -> f32 {
        wrap(text, style.weight, style.size, width).iter().map(|_| style.leading()).sum()
    }

    /// Whether a text fits on one line.
    pub(crate) fn fits(text: &str, style: Style, width: f32) -> bool {
        Phrase::new(text, style.weight).width(style.size) <= width
    }

    /// An area of colour on a page that is done.
    pub(crate) fn area_on(&mut self, page: usize, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        self.pages[page].push(Mark { ink: Ink::Area { x, y, width, height, colour }, part: None });
    }

    /// Text on one line at the foot of a page that is done; what does not fit is left out.
    pub(crate) fn foot(&mut self, page: usize, (x, baseline): (f32, f32), width: f32, text: &str, style: Style) {
        let phrase = wrap(text, style.weight, style.size, width).swap_remove(0);
        self.pages[page].push(Mark { ink: Ink::Text { phrase, x, baseline, style }, part: None });
    }

    /// The same, ending at `right`.
    pub(crate) fn foot_before(&mut self, page: usize, (right, baseline): (f32, f32), text: &str, style: Style) {
        let phrase = Phrase::new(text, style.weight);
        let x = right - phrase.width(style.size);
        self.pages[page].push(Mark { ink: Ink::Text { phrase, x, baseline, style }, part: None });
    }

    fn mark(&mut self, ink: Ink, part: Option<Part>) {
        self.pages.last_mut().expect("there is always a page").push(Mark { ink, part });
    }
}
