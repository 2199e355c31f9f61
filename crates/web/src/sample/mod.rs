//! Invented content for the samples of the pages. The words that come from a programme, or from the application, stand here in both
//! languages; the words of the pages themselves never do.

mod attention;
mod benefit;
mod billing;
mod desk;
mod holding;
mod proof;
mod qualification;

use jubilee_core::{Currency, Day, Lang, MemberId, Money, OrderId};

use crate::frame::{Demo, DemoView, Frame, MemberName, Person, Section};
pub(crate) use attention::*;
pub(crate) use benefit::*;
pub(crate) use billing::*;
pub(crate) use desk::*;
pub(crate) use holding::*;
pub(crate) use proof::*;
pub(crate) use qualification::*;

/// Chooses the words of a language.
pub(crate) fn words(lang: Lang, english: &str, dutch: &str) -> String {
    match lang {
        Lang::En => english,
        Lang::Nl => dutch,
    }
    .to_owned()
}

pub(crate) fn day(year: i32, month: u32, of_month: u32) -> Day {
    Day::from_ymd(year, month, of_month).expect("a sample's date is in the calendar")
}

/// The day on which the demo's clock stands.
pub(crate) fn today() -> Day {
    day(2020, 9, 20)
}

pub(crate) fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").expect("three capital letters") }
}

pub(crate) fn order_id(ordinal: u32) -> OrderId {
    let member = MemberId::from_number(4127).expect("a member's number");
    OrderId::new(member, ordinal).expect("an ordinal within the range")
}

pub(crate) fn member() -> MemberName {
    MemberName { name: "Brightwater Systems".to_owned(), number: "4127".to_owned() }
}

pub(crate) fn nobody(lang: Lang, path: &str) -> Frame {
    Frame {
        lang,
        programme: "Microsoft Partner Network".to_owned(),
        section: Section::None,
        person: None,
        member: None,
        csrf: "9f2c1b7e".to_owned(),
        path: path.to_owned(),
        demo: None,
        warning: None,
        gate: None,
        qualifications: None,
    }
}

pub(crate) fn member_frame(lang: Lang, path: &str, section: Section) -> Frame {
    Frame {
        section,
        person: Some(Person { name: "Ines Aldridge".to_owned(), is_staff: false, has_several_members: true }),
        member: Some(member()),
        qualifications: Some(words(lang, "Competencies", "Competenties")),
        demo: Some(Demo { today: today(), view: Some(DemoView::Member), mails: 2_314 }),
        ..nobody(lang, path)
    }
}

pub(crate) fn staff_frame(lang: Lang, path: &str, section: Section) -> Frame {
    Frame {
        section,
        person: Some(Person { name: "Marit Verbeek".to_owned(), is_staff: true, has_several_members: false }),
        demo: Some(Demo { today: today(), view: Some(DemoView::Staff), mails: 2_314 }),
        ..nobody(lang, path)
    }
}

pub(crate) fn notice(lang: Lang) -> String {
    words(
        lang,
        "The payment of order 4127-3 has been recorded. The gold competency now runs until 15 September 2021.",
        "De betaling van bestelling 4127-3 is vastgelegd. De gouden competentie loopt nu tot en met 15 september 2021.",
    )
}

pub(crate) fn refusal(lang: Lang) -> String {
    words(
        lang,
        "The renewal window closed on 15 October 2020. A new purchase is possible.",
        "De verlengingsperiode liep tot en met 15 oktober 2020. U kunt de aanbieding opnieuw aanschaffen.",
    )
}

pub(crate) fn too_long(lang: Lang) -> String {
    words(lang, "A purchase-order number has at most 40 characters.", "Een inkoopnummer heeft hoogstens 40 tekens.")
}

pub(crate) fn choose_an_area(lang: Lang) -> String {
    words(lang, "Choose at least one area.", "Kies ten minste één gebied.")
}

pub(crate) fn not_a_date(lang: Lang) -> String {
    words(
        lang,
        "Write the value date as year-month-day, for example 2020-09-18.",
        "Schrijf de valutadatum als jaar-maand-dag, bijvoorbeeld 2020-09-18.",
    )
}

pub(crate) fn wrong_amount(lang: Lang) -> String {
    words(lang, "The order is for USD 4,730.00.", "De bestelling is voor USD 4.730,00.")
}
