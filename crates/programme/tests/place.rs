//! The line of the programme file from which a rule comes.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_core::{Day, OfferId, Programme, Reason, Rule};
use jubilee_programme::{About, Place, Places, Source, Topic, place, read, shipped_mpn, topic, topic_of};

fn shipped() -> (Source, Programme) {
    let source = Source::new("programmes/mpn/programme.toml", shipped_mpn());
    let programme = read(&source).unwrap_or_else(|wrong| panic!("{wrong}")).programme;
    (source, programme)
}

fn line_of(source: &Source, place: &Place) -> String {
    source.text.lines().nth(place.line - 1).unwrap().trim().to_owned()
}

#[test]
fn every_rule_of_every_offer_has_its_line() {
    let (source, programme) = shipped();
    let places = Places::new(&source);
    for offer in &programme.versions[0].offers {
        for rule in Rule::ALL {
            let relief = programme.reliefs.first().map(|relief| &relief.id);
            let area = offer.areas.first();
            let about =
                About { offer: Some(&offer.id), area, country: Some("NL"), relief, announcement: Some(0), ..About::default() };
            let Some(topic) = topic(rule, &about) else {
                let is_nowhere = matches!(rule, Rule::CarriedOver | Rule::Exception | Rule::Membership);
                let needs_relief = matches!(rule, Rule::Relief | Rule::Exemption | Rule::Reactivation);
                assert!(is_nowhere || (needs_relief && relief.is_none()), "{rule:?}");
                continue;
            };
            let is_left_out = match &topic {
                Topic::LegacySystem => programme.legacy.is_none(),
                Topic::InFlight => programme.versions[0].in_flight_days.is_none(),
                Topic::Refunds => programme.versions[0].refund_within.is_none(),
                Topic::Tax(_) => programme.versions[0].tax.is_none(),
                _ => false,
            };
            if is_left_out {
                assert_eq!(places.find(&topic), None);
                continue;
            }
            let place = places.find(&topic).unwrap_or_else(|| panic!("{rule:?} of {}", offer.id));
            assert_eq!(place.text, line_of(&source, &place));
            assert_eq!(place.file, source.name);
            let key = match &topic {
                Topic::Renewal { .. } if offer.renewal.is_none() => "renewal",
                Topic::Renewal { key: "auto-renewal", .. }
                    if offer.renewal.as_ref().is_some_and(|rules| rules.auto_renewal.is_none()) =>
                {
                    "[renewal."
                }
                Topic::Offer { key: "most-per-member", .. } if offer.most_per_member.is_none() => "[[offer]]",
                Topic::Offer { key: "upgrades", .. } if offer.upgrades.is_empty() => "[[offer]]",
                Topic::Programme(key)
                | Topic::Transfer(key)
                | Topic::Tax(key)
                | Topic::Offer { key, .. }
                | Topic::Renewal { key, .. }
                | Topic::Relief { key, .. } => key,
                Topic::LegacySystem => "name",
                Topic::InFlight => "in-flight",
                Topic::Refunds => "within",
                Topic::Fee { .. } => offer.fee("NL", Day::MAX).map_or("id", |_| "amount"),
                Topic::Requirement { .. } => offer.requirement(area).map_or("id", |_| "needs"),
                Topic::Benefit { .. } => offer.benefits.first().map_or("id", |benefit| benefit.id.as_str()),
            };
            assert!(place.text.contains(key), "{rule:?} of {}: {place:?}", offer.id);
        }
    }
}

const FILE: &str = r#"
[programme]
id = "readers"
effective-on = 2020-01-01

[countries]
north = ["DK", "NO"]

[renewal.slow]
closes = "anniversary + 60 days"
[renewal.quick]
closes = "anniversary + 10 days"
requirements-checked = { from = "anniversary - 60 days", until = "anniversary" }

[[offer]]
id = "card"
renewal = "slow"
fees = [
  { amount = "30.00 EUR" },
  { amount = "40.00 DKK", countries = ["north"] },
  { countries = ["US"], amount = "35.00 USD" },
]

[[offer]]
id = "guide"
renewal = "quick"
areas = ["maps", "music"]
[[offer.requirement]]
paths = [{ needs = { people = 1 } }]
[[offer.requirement]]
areas = ["music"]
paths = [
  { needs = { people = 3 } },
  { needs = { customers = 5 } },
]

[[offer]]
id = "friend"
renewal = "never"

[bank-transfer]
order-life = "30 days"
takes = "7 days"

[[relief]]
id = "closed"
announced-on = 2020-03-20
withdrawn-on = 2020-12-01
anniversaries = { from = 2020-03-01, until = 2020-06-30 }
requirements = "waived"
[relief.reactivation]
anniversaries = { from = 2020-01-01, until = 2020-06-30 }
pay-until = 2020-07-31
[[relief.revised]]
announced-on = 2020-05-20
anniversaries = { from = 2020-03-01, until = 2020-09-30 }
[[relief.revised]]
announced-on = 2020-08-20
requirements = "apply"
[relief.revised.reactivation]
anniversaries = { from = 2020-01-01, until = 2020-09-30 }
pay-until = 2020-10-31
"#;

fn found(topic: &Topic) -> Option<String> {
    let source = Source::new("programme.toml", FILE);
    let found = place(&source, topic)?;
    assert_eq!(found.text, line_of(&source, &found));
    Some(found.text)
}

fn offer(id: &str) -> OfferId {
    id.into()
}

#[test]
fn each_offer_leads_to_its_own_lines() {
    let closes = |id: &str| found(&Topic::Renewal { offer: offer(id), key: "closes" });
    assert_eq!(closes("card").as_deref(), Some("closes = \"anniversary + 60 days\""));
    assert_eq!(closes("guide").as_deref(), Some("closes = \"anniversary + 10 days\""));
    assert_eq!(closes("friend").as_deref(), Some("renewal = \"never\""));
    assert_eq!(closes("unknown"), None);
    // A key that is left out: the section that could have it.
    let checked = |id: &str| found(&Topic::Renewal { offer: offer(id), key: "requirements-checked" });
    assert!(checked("guide").unwrap().starts_with("requirements-checked = "));
    assert_eq!(checked("card").as_deref(), Some("[renewal.slow]"));
    assert_eq!(found(&Topic::LegacySystem), None);
}

#[test]
fn fees_and_requirements_by_country_and_area() {
    let fee = |country: Option<&str>| found(&Topic::Fee { offer: offer("card"), country: country.map(str::to_owned) }).unwrap();
    assert_eq!(fee(Some("NO")), "{ amount = \"40.00 DKK\", countries = [\"north\"] },");
    assert_eq!(fee(Some("US")), "{ countries = [\"US\"], amount = \"35.00 USD\" },");
    assert_eq!(fee(Some("NL")), "{ amount = \"30.00 EUR\" },");
    assert_eq!(fee(None), "{ amount = \"30.00 EUR\" },");
    assert_eq!(found(&Topic::Fee { offer: offer("friend"), country: None }).as_deref(), Some("id = \"friend\""));
    let needed_by = |area: Option<&str>, path: usize| {
        found(&Topic::Requirement { offer: offer("guide"), area: area.map(Into::into), path }).unwrap()
    };
    let needed = |area: Option<&str>| needed_by(area, 0);
    assert_eq!(needed(Some("music")), "{ needs = { people = 3 } },");
    assert_eq!(needed_by(Some("music"), 1), "{ needs = { customers = 5 } },");
    assert_eq!(needed_by(Some("music"), 2), "paths = [", "a path that the file does not have");
    assert_eq!(needed(Some("maps")), "paths = [{ needs = { people = 1 } }]");
    assert_eq!(needed(None), "paths = [{ needs = { people = 1 } }]");
}

#[test]
fn what_a_relief_says_as_of_each_announcement() {
    let relief = |key, announcement| found(&Topic::Relief { relief: "closed".into(), key, announcement }).unwrap();
    let days = ["2020-03-20", "2020-05-20", "2020-08-20"];
    for (number, day) in (0..).zip(days) {
        assert_eq!(relief("announced-on", Some(number)), format!("announced-on = {day}"));
    }
    assert_eq!(relief("announced-on", Some(3)), "withdrawn-on = 2020-12-01");
    assert_eq!(relief("announced-on", None), "announced-on = 2020-08-20");
    assert_eq!(relief("anniversaries", Some(0)), "anniversaries = { from = 2020-03-01, until = 2020-06-30 }");
    assert_eq!(relief("anniversaries", None), "anniversaries = { from = 2020-03-01, until = 2020-09-30 }");
    assert_eq!(relief("requirements", Some(1)), "requirements = \"waived\"", "as announced before");
    assert_eq!(relief("requirements", Some(2)), "requirements = \"apply\"");
    assert_eq!(relief("reactivation", Some(1)), "[relief.reactivation]");
    assert_eq!(relief("reactivation.pay-until", Some(0)), "pay-until = 2020-07-31");
    assert_eq!(relief("reactivation.pay-until", Some(2)), "pay-until = 2020-10-31");
    assert_eq!(relief("move-anniversary", None), "id = \"closed\"");
    assert_eq!(found(&Topic::Relief { relief: "unknown".into(), key: "announced-on", announcement: None }), None);
}

#[test]
fn a_file_that_is_not_toml_has_no_places() {
    let broken = Source::new("programme.toml", "[programme\nid = 1");
    assert_eq!(place(&broken, &Topic::Programme("id")), None);
    let windows = Source::new("programme.toml", FILE.replace('\n', "\r\n"));
    let found = place(&windows, &Topic::Transfer("takes")).unwrap();
    assert_eq!((found.text.as_str(), found.line), ("takes = \"7 days\"", 43));
}

#[test]
fn a_reason_leads_to_what_it_is_about() {
    let (area, guide) = ("music".into(), offer("guide"));
    let about = About { offer: Some(&guide), ..About::default() };
    let line = |reason: Reason| topic_of(&reason, &about).and_then(|topic| found(&topic));
    let (relief, day) = (|| "closed".into(), Day::from_ymd(2020, 8, 20).unwrap());
    let lines = [
        (Reason::WindowClosed { closes_on: day }, "closes = \"anniversary + 10 days\""),
        (Reason::RequirementsMet { area: Some(area) }, "{ needs = { people = 3 } },"),
        (Reason::RequirementsMet { area: None }, "paths = [{ needs = { people = 1 } }]"),
        (Reason::Exempt { relief: relief(), areas: Vec::new(), until: day, fee_due: true }, "requirements = \"apply\""),
        (Reason::ReactivationOver { relief: relief(), until: day }, "pay-until = 2020-10-31"),
        (Reason::ReactivationOpen { relief: Some(relief()), until: day }, "pay-until = 2020-10-31"),
        (Reason::ReliefAnnounced { relief: relief(), announcement: 1, on: day }, "announced-on = 2020-05-20"),
        (Reason::ReliefWithdrawn { relief: relief(), on: day }, "withdrawn-on = 2020-12-01"),
        (Reason::AreasNeeded { offer: offer("guide") }, "areas = [\"maps\", \"music\"]"),
        (Reason::AwaitingPayment { order: "1-1".parse().unwrap(), expires_on: day }, "order-life = \"30 days\""),
    ];
    for (reason, text) in lines {
        assert_eq!(line(reason.clone()).as_deref(), Some(text), "{reason:?}");
    }
    assert_eq!(line(Reason::ReactivationOpen { relief: None, until: day }), None, "staff opened it, no line of the file");
    assert_eq!(line(Reason::UnknownOffer { offer: offer("guide") }), None);
}
