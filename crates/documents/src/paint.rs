//! A laid-out document as the bytes of a PDF: the only place that knows the library which writes it.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree};

use crate::sheet::{Colour, Ink, Mark, Part, Role, Sheet};

/// A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.276, 841.89);

/// Writes a document, and checks it against PDF/UA-1 and PDF/A-2a on the way. The same document gives the same bytes.
pub(crate) fn write(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut marked: Vec<Vec<Identifier>> = sheet.nodes.iter().map(|_| Vec::new()).collect();
    for marks in &sheet.pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("a page has an extent");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            paint(&mut surface, mark, &mut marked);
        }
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(sheet.lang.code().to_owned()));
    for root in &sheet.roots {
        tree.push(group(sheet, *root, &mut marked));
    }
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(sheet.title.clone(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    document.set_outline(outline);
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|error| format!("{error:?}"))
}

fn metadata(sheet: &Sheet) -> Metadata {
    let (year, month, day) = sheet.dated.ymd();
    // A document is dated by what it says and not by a clock, so that it is the same whenever it is made.
    let dated =
        DateTime::new(u16::try_from(year).unwrap_or_default()).month(month as u8).day(day as u8).hour(12).minute(0).second(0);
    Metadata::new()
        .title(sheet.title.clone())
        .authors(vec![sheet.author.clone()])
        .creator("Jubilee".to_owned())
        .producer("Jubilee".to_owned())
        .language(sheet.lang.code().to_owned())
        .creation_date(dated.utc_offset_hour(0).utc_offset_minute(0))
}

fn paint(surface: &mut Surface<'_>, mark: &Mark, marked: &mut [Vec<Identifier>]) {
    let tag = match mark.part {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(match mark.ink {
            Ink::Text { .. } => ArtifactType::PaginationOther,
            Ink::Area { .. } => ArtifactType::Layout,
        })),
    };
    let identifier = surface.start_tagged(tag);
    match &mark.ink {
        Ink::Text { phrase, x, baseline, style } => {
            surface.set_fill(Some(fill(style.colour)));
            let mut x = *x;
            for run in &phrase.runs {
                let start = Point::from_xy(x, *baseline);
                surface.draw_glyphs(start, &run.glyphs, run.typeface.font.clone(), &run.text, style.size, false);
                x += run.width * style.size;
            }
        }
        Ink::Area { x, y, width, height, colour } => {
            surface.set_fill(Some(fill(*colour)));
            let mut path = PathBuilder::new();
            path.push_rect(Rect::from_xywh(*x, *y, *width, *height).expect("an area has an extent"));
            surface.draw_path(&path.finish().expect("an area has an outline"));
        }
    }
    surface.end_tagged();
    if let Some(Part(node)) = mark.part {
        marked[node].push(identifier);
    }
}

fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn group(sheet: &Sheet, Part(at): Part, marked: &mut [Vec<Identifier>]) -> TagGroup {
    let node = &sheet.nodes[at];
    let level = |level: u16| NonZeroU16::new(level).expect("a heading has a level");
    let mut group = match node.role {
        Role::Section => TagGroup::new(Tag::Section),
        Role::Title => TagGroup::new(Tag::Hn(level(1), Some(sheet.title.clone()))),
        Role::Heading => TagGroup::new(Tag::Hn(level(2), Some(sheet.text_of(Part(at))))),
        Role::Paragraph => TagGroup::new(Tag::P),
        Role::Table => TagGroup::new(Tag::Table),
        Role::Row => TagGroup::new(Tag::TR),
        Role::ColumnHeading => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Role::RowHeading => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
        Role::Cell => TagGroup::new(Tag::TD),
    };
    for identifier in std::mem::take(&mut marked[at]) {
        group.push(identifier);
    }
    for part in &node.parts {
        group.push(self::group(sheet, *part, marked));
    }
    group
}

#[cfg(test)]
mod tests {
    use jubilee_core::{Day, Lang};

    use super::*;

    #[test]
    fn what_breaks_a_standard_is_not_written() {
        let sheet = |title: &str| Sheet::new(Lang::En, title.to_owned(), "Seller".to_owned(), Day::from_number(18_000));
        assert!(write(&sheet("Invoice 1")).is_ok());
        assert!(write(&sheet("")).unwrap_err().contains("NoDocumentTitle"));
    }
}
