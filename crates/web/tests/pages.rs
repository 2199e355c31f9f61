//! Every page with every sample, in both languages: well-formed, reachable for everybody, and within the content security policy.

use std::collections::{BTreeMap, BTreeSet};

use jubilee_core::Lang;
use jubilee_web::gallery::{self, Picture};

/// One tag of a page.
#[derive(Debug)]
struct Tag {
    name: String,
    is_end: bool,
    attributes: BTreeMap<String, String>,
    /// The text up to the next tag.
    text: String,
}

const VOID: [&str; 5] = ["meta", "link", "input", "br", "img"];

/// The tags of a page, with the text behind each. Our templates quote every attribute, and this insists on it.
fn tags(page: &str, html: &str) -> Vec<Tag> {
    let mut out = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>").unwrap_or_else(|| panic!("{page} has no doctype"));
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap_or_else(|| panic!("{page}: a tag is not closed"));
        let inside = &rest[start + 1..end];
        let is_end = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let (name, mut attributes_text) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let mut attributes = BTreeMap::new();
        loop {
            attributes_text = attributes_text.trim_start();
            if attributes_text.is_empty() {
                break;
            }
            let name_end =
                attributes_text.find(|sign: char| sign == '=' || sign.is_whitespace()).unwrap_or(attributes_text.len());
            let (attribute, after) = attributes_text.split_at(name_end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => {
                    quoted.split_once('"').unwrap_or_else(|| panic!("{page}: an attribute of <{inside}> is not closed"))
                }
                None => ("", after),
            };
            assert!(!after.starts_with('='), "{page}: <{inside}> has an attribute without quotes");
            let twice = attributes.insert(attribute.to_owned(), value.to_owned());
            assert!(twice.is_none(), "{page}: {attribute} stands twice in <{inside}>");
            attributes_text = after;
        }
        rest = &rest[end + 1..];
        let text = rest[..rest.find('<').unwrap_or(rest.len())].to_owned();
        out.push(Tag { name: name.to_owned(), is_end, attributes, text });
    }
    out
}

fn pages() -> Vec<(String, Lang, String, Vec<Tag>)> {
    let pictures = Lang::ALL.into_iter().flat_map(gallery::all);
    pictures
        .map(|Picture { name, lang, html }| {
            let page = format!("{name} in {lang}");
            let html = html.unwrap_or_else(|problem| panic!("{page} does not render: {problem}"));
            let tags = tags(&page, &html);
            (page, lang, html, tags)
        })
        .collect()
}

#[test]
fn every_element_is_closed_in_order() {
    for (page, _, _, tags) in pages() {
        let mut open: Vec<&str> = Vec::new();
        for tag in &tags {
            if tag.is_end {
                assert_eq!(open.pop(), Some(tag.name.as_str()), "{page} closes what is not open");
            } else if !VOID.contains(&tag.name.as_str()) {
                open.push(&tag.name);
            }
        }
        assert_eq!(open, Vec::<&str>::new(), "{page}");
    }
}

#[test]
fn ids_are_unique_and_everything_named_is_there() {
    for (page, _, _, tags) in pages() {
        let mut ids = BTreeSet::new();
        for tag in &tags {
            if let Some(id) = tag.attributes.get("id") {
                assert!(ids.insert(id.as_str()), "{page} has the id {id} twice");
            }
        }
        for tag in &tags {
            for attribute in ["aria-labelledby", "aria-describedby", "for"] {
                for id in tag.attributes.get(attribute).into_iter().flat_map(|list| list.split_whitespace()) {
                    assert!(ids.contains(id), "{page}: {attribute} names {id}, which is not there");
                }
            }
            if let Some(id) = tag.attributes.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{page} links to #{id}, which is not there");
            }
        }
    }
}

#[test]
fn every_field_has_a_label_and_every_form_its_token() {
    for (page, _, _, tags) in pages() {
        let labelled: BTreeSet<&str> = tags
            .iter()
            .filter(|tag| tag.name == "label")
            .filter_map(|tag| tag.attributes.get("for"))
            .map(String::as_str)
            .collect();
        let mut needs_token = false;
        for tag in &tags {
            match (tag.name.as_str(), tag.is_end) {
                ("form", false) => needs_token = tag.attributes["method"] == "post",
                ("form", true) => assert!(!needs_token, "{page} has a form without a token"),
                ("input", _) if tag.attributes.get("type").is_some_and(|kind| kind == "hidden") => {
                    needs_token = needs_token && tag.attributes["name"] != "csrf";
                }
                ("input" | "textarea", false) => {
                    assert!(labelled.contains(tag.attributes["id"].as_str()), "{page}: {tag:?} has no label");
                    let is_wrong = tag.attributes.contains_key("aria-invalid");
                    assert!(
                        !is_wrong || tag.attributes["aria-describedby"].contains("-problem"),
                        "{page}: {tag:?} does not say what is wrong"
                    );
                }
                ("button", false) => {
                    assert!(tag.attributes.contains_key("type"), "{page}: a button without a type submits by accident");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (page, _, _, tags) in pages() {
        let levels: Vec<u32> = tags
            .iter()
            .filter(|tag| !tag.is_end && tag.name.len() == 2)
            .filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{page} has one heading of level 1");
        // Notices of the page may stand before its title, headings may not.
        assert_eq!(levels.first(), Some(&1), "{page}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{page} jumps from level {} to {}", pair[0], pair[1]);
        }
        let count = |name: &str| tags.iter().filter(|tag| !tag.is_end && tag.name == name).count();
        assert_eq!((count("main"), count("header").min(1), count("title") > 0), (1, 1, true), "{page}");
    }
}

#[test]
fn no_page_needs_an_inline_style_or_script() {
    for (page, _, _, tags) in pages() {
        for tag in &tags {
            assert_ne!(tag.name, "style", "{page}");
            let is_inline =
                tag.name == "script" && !tag.is_end && (!tag.attributes.contains_key("src") || !tag.text.trim().is_empty());
            assert!(!is_inline, "{page} has a script of its own");
            let bad = tag.attributes.keys().find(|name| *name == "style" || name.starts_with("on"));
            assert!(bad.is_none(), "{page}: {tag:?}");
            let runs = tag.attributes.get("href").is_some_and(|href| href.starts_with("javascript:"));
            assert!(!runs, "{page}: {tag:?}");
        }
    }
}

#[test]
fn every_text_is_there_and_filled_in_in_the_language_of_the_page() {
    for (page, lang, html, tags) in pages() {
        for mark in [
            "[portal-",
            "[staff-",
            "[demo-",
            "[common-",
            "[dashboard-",
            "[qualifications-",
            "[reactivate-",
            "[migration-",
            "[why-",
            "[attained-",
            "[exception-",
            "[behalf-",
            "[bill-",
            "[billing-",
            "[relief-",
            "[version-",
            "{$",
            "{ $",
        ] {
            assert!(!html.contains(mark), "{page} shows {mark}");
        }
        let root = tags.iter().find(|tag| tag.name == "html").unwrap();
        assert_eq!(root.attributes["lang"], lang.code(), "{page}");
        let current = tags
            .iter()
            .find(|tag| {
                tag.name == "span" && tag.attributes.contains_key("hreflang")
                    || tag.attributes.get("aria-current").is_some_and(|now| now == "true")
                        && tag.attributes.contains_key("lang")
            })
            .unwrap();
        assert_eq!(current.attributes["lang"], lang.code(), "{page}");
    }
}

#[test]
fn what_a_person_typed_is_shown_and_never_runs() {
    use askama::Template;
    use jubilee_web::pages::{Sample, offers::Renew};
    let mut page = Renew::samples(Lang::En).swap_remove(0).1;
    page.pay.purchase_order = "\"><script>alert(1)</script>".to_owned();
    page.frame.path = "/offers/1/renew?x=\"><b>".to_owned();
    let html = page.render().unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("<b>"));
    let tags = tags("renew", &html);
    let field = tags.iter().find(|tag| tag.attributes.get("name").is_some_and(|name| name == "purchase_order")).unwrap();
    assert!(field.attributes["value"].contains("alert(1)"), "{field:?}");
}

#[test]
fn the_offers_page_says_when_and_how_much_and_why_not() {
    use askama::Template;
    use jubilee_web::pages::{Sample, offers::Offers};
    let html =
        |state: &str, lang| Offers::samples(lang).into_iter().find(|(name, _)| *name == state).unwrap().1.render().unwrap();
    let open = html("open", Lang::Nl);
    for words in [
        "Te verlengen vanaf",
        "16 september 2020",
        "Uiterlijk te verlengen op",
        "15 oktober 2020",
        "USD\u{a0}4.730,00",
        "Nog 26 dagen",
        "Hoeft niet te worden verlengd",
    ] {
        assert!(open.contains(words), "{words}");
    }
    assert!(open.contains("U kunt verlengen vanaf 6 maart 2021"), "a renewal that is not possible says from when it will be");
    assert!(!open.contains("disabled"), "no dead button");
    let empty = html("empty", Lang::En);
    assert!(empty.contains("You have no purchased offers."));
    let relief = html("relief", Lang::En);
    for words in [
        "until your next renewal date, 15 September 2021 (COVID-19 extension). The fee is still due.",
        "The anniversary moved from 15 September 2020 to 14 December 2020 (COVID-19 extension).",
        "At risk",
        "Anniversary before",
    ] {
        assert!(relief.contains(words), "{words}");
    }
    let stopped = html("stopped", Lang::En);
    assert!(stopped.contains("Meeting them helps until 15 October 2020.") && stopped.contains("href=\"/move\""));
    let back = html("reactivatable", Lang::En);
    assert!(back.contains("103 days left, up to and including 31 December 2020") && back.contains("Reactivate until"));
}

#[test]
fn the_first_screen_says_what_is_to_be_done_with_one_button_each_or_that_nothing_is() {
    use askama::Template;
    use jubilee_web::pages::{Sample, dashboard::Dashboard};
    let shown = |state: &str| Dashboard::samples(Lang::En).into_iter().find(|(name, _)| *name == state).unwrap().1;
    let busy = shown("busy");
    let html = busy.render().unwrap();
    let cards: Vec<&str> = html.split("<article class=\"card attend").skip(1).collect();
    assert_eq!(cards.len(), busy.cards.len());
    for (html, card) in cards.iter().zip(&busy.cards) {
        let html = html.split("</article>").next().unwrap();
        assert_eq!(html.matches("class=\"button\"").count(), usize::from(card.button.is_some()), "{}", card.title);
        assert!(card.button.is_some() || card.instead.is_some(), "{} has neither a button nor a reason", card.title);
    }
    assert!(shown("calm").render().unwrap().contains("Nothing to do until 6 March 2021"));
    assert!(shown("empty").render().unwrap().contains("You have no purchased offers."));
}
