//! The differences between two programmes, in words.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_core::{
    ActivateBy, Announcement, Area, AutoRenewalRules, Base, Benefit, BenefitKind, Check, Day, Lang, LegacySystem, Measure,
    MeasureKind, Move, Need, Path, Programme, Reactivation, Relief, Requirement, Scope, Span, UsableUntil, Version, Words,
};
use jubilee_programme::{Source, diff, read};

const FILE: &str = r#"
[programme]
id = "readers"
name = { en = "Readers' club", nl = "Lezersclub" }
languages = ["en", "nl"]
zone = "UTC"
effective-on = 2020-01-01

[words]
qualifications = { en = "Subjects", nl = "Onderwerpen" }

[renewal.yearly]
first-anniversary = "purchase + 1 year"
opens = "anniversary + 1 day"
closes = "anniversary + 30 days"
benefits-until = "anniversary + 30 days"
reminders = ["anniversary - 15 days", "anniversary + 23 days"]
next-anniversary = "anniversary + 365 days"

[[offer]]
id = "card"
name = { en = "Card", nl = "Kaart" }
renewal = "yearly"
help = { en = "To borrow.", nl = "Om te lenen." }
fees = [{ amount = "30.00 EUR" }, { amount = "40.00 USD", countries = ["US", "CA"] }]

[[offer]]
id = "guide"
name = { en = "Guide", nl = "Gids" }
renewal = "yearly"
areas = "any"
most-per-member = 1
help = { en = "To show others round.", nl = "Om anderen rond te leiden." }
fees = [{ amount = "10.00 EUR" }]

[areas]
maps = { en = "Maps", nl = "Kaarten" }
music = { en = "Music", nl = "Muziek" }

[bank-transfer]
account-holder = "Readers"
iban = "NL93 DEMO 0123 4567 89"
bic = "DEMONL2A"
order-life = "30 days"
takes = "7 days"
"#;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn words(en: &str, nl: &str) -> Words {
    [(Lang::En, en.to_owned()), (Lang::Nl, nl.to_owned())].into_iter().collect()
}

fn need(measure: &str, at_least: u32) -> Need {
    Need { measure: measure.into(), at_least }
}

fn path(name: &str, needs: Vec<Need>) -> Path {
    Path { name: words(name, name), needs }
}

fn announcement(on: &str) -> Announcement {
    Announcement {
        announced_on: day(on),
        scope: Scope { offers: vec!["guide".into()], ..Scope::default() },
        from: day("2020-07-01"),
        until: day("2020-12-31"),
        waives_requirements: true,
        moves: None,
        reactivation: None,
        reminder: None,
    }
}

fn relief(id: &str) -> Relief {
    Relief {
        id: id.into(),
        name: words("Closed doors", "Gesloten deuren"),
        notice: words("We are closed.", "We zijn dicht."),
        announcements: vec![announcement("2020-08-13")],
        withdrawn_on: None,
    }
}

fn reactivation() -> Reactivation {
    Reactivation {
        from: day("2020-01-01"),
        until: day("2020-12-31"),
        pay_until: day("2021-01-31"),
        needs_approval: true,
        waives_requirements: false,
        base: Base::Payment,
    }
}

/// A programme that has something in every field.
fn programme() -> Programme {
    let mut programme = read(&Source::new("programme.toml", FILE)).unwrap_or_else(|wrong| panic!("{wrong}")).programme;
    let version = &mut programme.versions[0];
    let people = Measure {
        id: "people".into(),
        kind: MeasureKind::Skills,
        name: words("people with a course", "mensen met een cursus"),
        one: Some(words("person with a course", "mens met een cursus")),
        is_per_area: true,
    };
    let visits = Measure {
        id: "visits".into(),
        kind: MeasureKind::Performance,
        name: words("visits", "bezoeken"),
        one: None,
        is_per_area: false,
    };
    version.measures = vec![people, visits];
    version.offers[1].level = Some("first".into());
    version.offers[1].requirements =
        vec![Requirement { areas: Vec::new(), paths: vec![path("Course", vec![need("people", 2), need("visits", 4000)])] }];
    programme.reliefs = vec![relief("closed")];
    programme.legacy =
        Some(LegacySystem { name: words("Card index", "Kaartenbak"), how_to_move: words("Come by.", "Kom langs.") });
    programme
}

fn lines(before: &Programme, after: &Programme) -> Vec<String> {
    diff(before, after).iter().map(ToString::to_string).collect()
}

/// The sentences after a change of the programme, and after its undoing.
fn changed(change: impl FnOnce(&mut Programme)) -> (Vec<String>, Vec<String>) {
    let before = programme();
    let mut after = before.clone();
    change(&mut after);
    (lines(&before, &after), lines(&after, &before))
}

fn of_version(change: impl FnOnce(&mut Version)) -> Vec<String> {
    changed(|programme| change(&mut programme.versions[0])).0
}

fn of_guide(change: impl FnOnce(&mut jubilee_core::Offer)) -> Vec<String> {
    of_version(|version| change(&mut version.offers[1]))
}

fn of_dates(change: impl Fn(&mut jubilee_core::RenewalRules)) -> Vec<String> {
    of_version(|version| version.offers.iter_mut().for_each(|offer| change(offer.renewal.as_mut().unwrap())))
}

fn of_relief(change: impl FnOnce(&mut Relief)) -> Vec<String> {
    changed(|programme| change(&mut programme.reliefs[0])).0
}

#[test]
fn two_that_are_the_same_do_not_differ() {
    assert_eq!(lines(&programme(), &programme()), Vec::<String>::new());
    // The number is how the store counts, and no difference of the rules.
    assert_eq!(of_version(|version| version.number = 9), Vec::<String>::new());
}

#[test]
fn the_programme_itself() {
    assert_eq!(changed(|programme| programme.id = "x".to_owned()).0, ["The programme: its id is x instead of readers"]);
    let renamed = changed(|programme| programme.name = words("Readers' club", "Leesclub")).0;
    assert_eq!(renamed, ["The programme: its name in Dutch is 'Leesclub' instead of 'Lezersclub'"]);
    let turned = changed(|programme| programme.languages.reverse()).0;
    assert_eq!(
        turned,
        ["The programme: its languages, the usual one first, are Dutch and English instead of English and Dutch"]
    );
    let zone = changed(|programme| programme.zone = "Europe/Amsterdam".to_owned()).0;
    assert_eq!(zone, ["The programme: its days begin and end in the time zone Europe/Amsterdam instead of UTC"]);
    let (gone, new) = changed(|programme| programme.legacy = None);
    assert_eq!(gone, ["The legacy system 'Card index': is not there any more: nobody has to move before renewing"]);
    assert_eq!(new, ["The legacy system 'Card index': is new: who is in it has to move before renewing"]);
    let text = changed(|programme| programme.legacy.as_mut().unwrap().how_to_move = words("Come by.", "Kom maar langs.")).0;
    assert_eq!(text, ["The legacy system 'Card index': the text about moving in Dutch reads otherwise"]);
}

#[test]
fn the_rules_and_their_words() {
    type Rules<'a> = Option<(i32, &'a [i32])>;
    let later = of_version(|version| version.effective_on = day("2021-01-01"));
    assert_eq!(later, ["The rules: they are in force from 2021-01-01 instead of 2020-01-01"]);
    let (now, then) = changed(|programme| programme.versions[0].is_for_begun = true);
    assert_eq!(
        now,
        ["The rules: years that have begun change at once; before, they would keep the rules with which they began"]
    );
    assert_eq!(
        then,
        ["The rules: years that have begun keep the rules with which they began; before, they would change at once"]
    );
    let heading = of_version(|version| version.qualifications_heading = words("Fields", "Onderwerpen"));
    assert_eq!(heading, ["The programme's words: the heading of qualifications in English is 'Fields' instead of 'Subjects'"]);
    let transfer = of_version(|version| {
        version.transfer.account_holder = "Club".to_owned();
        version.transfer.iban = "NL00".to_owned();
        version.transfer.bic = "OTHER".to_owned();
        version.transfer.order_life = Span::Months(1);
        version.transfer.takes_days = 1;
    });
    assert_eq!(
        transfer,
        [
            "Bank transfers: the account's holder is Club instead of Readers",
            "Bank transfers: the account is NL00 instead of NL93DEMO0123456789",
            "Bank transfers: the bank is OTHER instead of DEMONL2A",
            "Bank transfers: an order can be paid for 1 month instead of 30 days",
            "Bank transfers: a transfer may take 1 day instead of 7 days",
        ]
    );
    let automatic = |rules: &[Rules<'_>; 2]| {
        let [before, after] = rules.map(|rules| {
            let mut changed = programme();
            for offer in &mut changed.versions[0].offers {
                if let Some(renewal) = &mut offer.renewal {
                    renewal.auto_renewal =
                        rules.map(|(notice_days, retries)| AutoRenewalRules { notice_days, retries: retries.to_vec() });
                }
            }
            changed
        });
        lines(&before, &after)
    };
    let (once, often): (Rules<'_>, Rules<'_>) = (Some((1, &[])), Some((15, &[3, 7])));
    assert_eq!(
        [automatic(&[None, often]), automatic(&[often, once]), automatic(&[once, None])].concat(),
        [
            "Card and Guide: can be renewed automatically now: a renewal is charged after a notice of 15 days, and again after 3 days and 7 days",
            "Card and Guide: a renewal is charged automatically after a notice of 1 day and only once, instead of after a notice of 15 days, and \
             again after 3 days and 7 days",
            "Card and Guide: cannot be renewed automatically any more",
        ]
    );
    let flight = |days| of_version(move |version| version.in_flight_days = days);
    assert_eq!(flight(None), Vec::<String>::new());
    assert_eq!(flight(Some(1)), ["A lapse: waits for a payment in flight for 1 day from now on"]);
    let of_seven = |days| {
        let mut before = programme();
        before.versions[0].in_flight_days = Some(7);
        let mut after = before.clone();
        after.versions[0].in_flight_days = days;
        lines(&before, &after)
    };
    assert_eq!(of_seven(Some(3)), ["A lapse: it waits for a payment in flight for 3 days instead of 7 days"]);
    assert_eq!(of_seven(None), ["A lapse: does not wait for a payment in flight any more; before, it did for 7 days"]);
}

#[test]
fn areas_and_measures() {
    let (new, gone) = changed(|programme| {
        programme.versions[0].areas.push(Area { id: "film".into(), name: words("Film", "Film") });
    });
    assert_eq!(new, ["The area 'Film': is new"]);
    assert_eq!(gone, ["The area 'Film': is not there any more"]);
    let renamed = of_version(|version| version.areas[0].name = words("Atlases", "Kaarten"));
    assert_eq!(renamed, ["The area 'Atlases': its name in English is 'Atlases' instead of 'Maps'"]);
    assert_eq!(of_version(|version| version.areas.reverse()), ["The areas: are shown in another order"]);

    let kind = of_version(|version| version.measures[1].kind = MeasureKind::References);
    assert_eq!(
        kind,
        [
            "The measure 'visits': its kind is 'references' (what is valid is added up) instead of 'performance' (the latest figure \
          counts)"
        ]
    );
    let (gone, new) = changed(|programme| programme.versions[0].measures[0].one = None);
    assert_eq!(
        gone,
        [
            "The measure 'people with a course': its name for one in English is gone: 'person with a course'",
            "The measure 'people with a course': its name for one in Dutch is gone: 'mens met een cursus'",
        ]
    );
    assert_eq!(new.len(), 2, "{new:?}");
    let per_area = of_version(|version| version.measures[1].is_per_area = true);
    assert_eq!(per_area, ["The measure 'visits': it counts for one area at a time instead of for every area"]);
    let (gone, new) = changed(|programme| programme.versions[0].measures.truncate(1));
    assert_eq!(gone, ["The measure 'visits': is not there any more"]);
    assert_eq!(
        new,
        ["The measure 'visits': is new, of the kind 'performance' (the latest figure counts), and counts for every area"]
    );
}

#[test]
fn offers_come_go_and_change() {
    let (gone, new) = changed(|programme| programme.versions[0].offers.truncate(1));
    assert_eq!(gone, ["Guide: is not offered any more"]);
    assert_eq!(
        new,
        [
            "Guide: is a new offer for 10.00 EUR a year, to be renewed from 1 day after the anniversary to 30 days after the anniversary"
        ]
    );
    assert_eq!(of_version(|version| version.offers.reverse()), ["The offers: are shown in another order"]);
    assert_eq!(
        of_guide(|offer| offer.name = words("Guides", "Gids")),
        ["Guides: its name in English is 'Guides' instead of 'Guide'"]
    );
    assert_eq!(
        of_guide(|offer| offer.help = words("Lead.", "Om anderen rond te leiden.")),
        ["Guide: its description in English reads otherwise"]
    );
    assert_eq!(of_guide(|offer| offer.level = None), ["Guide: it stands for no level instead of the level 'first'"]);
    assert_eq!(of_guide(|offer| offer.included = true), ["Guide: every member has it now, without buying it"]);
    let most = of_guide(|offer| offer.most_per_member = None);
    assert_eq!(most, ["Guide: a member may hold, at a time, any number of it instead of 1 of it"]);
    let (never, again) = changed(|programme| programme.versions[0].offers[1].renewal = None);
    assert_eq!(never, ["Guide: never has to be renewed any more"]);
    assert_eq!(
        again,
        [
            "Guide: is to be renewed from 1 day after the anniversary to 30 days after the anniversary now; it never had to be renewed before"
        ]
    );
    assert_eq!(of_guide(|offer| offer.areas.truncate(1)), ["Guide: covers Music no longer"]);
    assert_eq!(of_guide(|offer| offer.areas.clear())[0], "Guide: covers no areas any more");
    let (_, wider) = changed(|programme| programme.versions[0].offers[1].areas.truncate(1));
    assert_eq!(wider, ["Guide: covers Music as well"]);
}

#[test]
fn dates_that_several_offers_share_are_told_once() {
    for (change, sentence) in [
        (
            (|rules| rules.first_anniversary = Span::Days(365)) as fn(&mut jubilee_core::RenewalRules),
            "the first anniversary is 365 days after the purchase instead of 1 year after it",
        ),
        (|rules| rules.opens = Span::Days(0), "the renewal window opens on the anniversary instead of 1 day after it"),
        (
            |rules| rules.closes = Span::Days(45),
            "the renewal window closes 45 days after the anniversary instead of 30 days after it",
        ),
        (
            |rules| rules.benefits_until = Span::Days(0),
            "benefits of who has not renewed end on the anniversary instead of 30 days after it",
        ),
        (
            |rules| rules.reminders = vec![Span::Days(-30), Span::Months(-1), Span::Days(0)],
            "reminders go out 30 days before the anniversary, 1 month before it and on it, instead of 15 days before the anniversary \
             and 23 days after it",
        ),
        (
            |rules| rules.reminders.clear(),
            "no reminders go out any more; they went out 15 days before the anniversary and 23 days after it",
        ),
        (
            |rules| rules.next_anniversary = Span::Months(12),
            "the next anniversary is 1 year after the one that is renewed instead of 365 days after that one",
        ),
        (
            |rules| rules.next_base = Base::Payment,
            "the next anniversary is 365 days after the payment instead of 365 days after the one that is renewed",
        ),
        (
            |rules| rules.check = Check::Within { from: Span::Days(-60), until: Span::Days(0) },
            "requirements are looked at on any day from 60 days before the anniversary to the anniversary instead of on the day of the \
             renewal",
        ),
        (
            |rules| rules.check = Check::AtAnniversary,
            "requirements are looked at on the anniversary instead of on the day of the renewal",
        ),
    ] {
        assert_eq!(of_dates(change), [format!("Card and Guide: {sentence}")]);
    }
    let alone = of_guide(|offer| offer.renewal.as_mut().unwrap().closes = Span::Days(45));
    assert_eq!(alone, ["Guide: the renewal window closes 45 days after the anniversary instead of 30 days after it"]);
    let before = programme();
    let mut after = before.clone();
    after.versions[0].offers.iter_mut().for_each(|offer| offer.renewal.as_mut().unwrap().closes = Span::Days(45));
    let json = serde_json::to_value(diff(&before, &after)).unwrap();
    assert_eq!(json[0]["ids"], serde_json::json!(["card", "guide"]));
    assert_eq!((&json[0]["section"], &json[0]["key"]), (&"offer".into(), &"closes".into()));
}

#[test]
fn fees_as_members_of_each_country_meet_them() {
    let card = |change: fn(&mut Vec<jubilee_core::Fee>)| changed(|programme| change(&mut programme.versions[0].offers[0].fees));
    let (dearer, _) = card(|fees| fees[0].amount = "35.00 EUR".parse().unwrap());
    assert_eq!(dearer, ["Card: the fee for all other countries is 35.00 EUR instead of 30.00 EUR"]);
    let (own, _) = card(|fees| fees[1].amount = "45.00 USD".parse().unwrap());
    assert_eq!(own, ["Card: the fee for CA and US is 45.00 USD instead of 40.00 USD"]);
    let (fewer, more) = card(|fees| fees[1].countries = vec!["US".to_owned()]);
    assert_eq!(fewer, ["Card: the fee for CA is 30.00 EUR instead of 40.00 USD"]);
    assert_eq!(more, ["Card: the fee for CA is 40.00 USD instead of 30.00 EUR"]);
    let (gone, new) = card(|fees| fees.truncate(1));
    assert_eq!(gone, ["Card: the fee for CA and US is 30.00 EUR instead of 40.00 USD"]);
    assert_eq!(new, ["Card: the fee for CA and US is 40.00 USD instead of 30.00 EUR"]);
    let (none, some) = changed(|programme| programme.versions[0].offers[1].fees.clear());
    assert_eq!(none, ["Guide: there is no fee any more; it was 10.00 EUR"]);
    assert_eq!(some, ["Guide: the fee is 10.00 EUR; there was none before"]);
    // How the file divides the same fees over entries is no difference.
    let (same, _) = card(|fees| {
        let mut other = fees[1].clone();
        other.countries = vec![fees[1].countries.remove(0)];
        fees.push(other);
    });
    assert_eq!(same, Vec::<String>::new());
}

#[test]
fn requirements_area_by_area() {
    let harder = of_guide(|offer| offer.requirements[0].paths[0].needs[1].at_least = 12_500);
    assert_eq!(
        harder,
        [
            "Guide: needed for Maps and Music: 2 people with a course and 12,500 visits; before: 2 people with a course and 4,000 visits"
        ]
    );
    let own = |offer: &mut jubilee_core::Offer| {
        let paths = vec![path("Course", vec![need("people", 1)]), path("Visits", vec![need("visits", 100)])];
        offer.requirements.push(Requirement { areas: vec!["music".into()], paths });
    };
    assert_eq!(
        of_guide(own),
        ["Guide: needed for Music: 1 person with a course, or 100 visits; before: 2 people with a course and 4,000 visits"]
    );
    let (none, some) = changed(|programme| programme.versions[0].offers[1].requirements.clear());
    assert_eq!(none, ["Guide: nothing is needed for Maps and Music any more; it was: 2 people with a course and 4,000 visits"]);
    assert_eq!(some, ["Guide: needed for Maps and Music: 2 people with a course and 4,000 visits; nothing was needed before"]);
    let renamed = of_guide(|offer| offer.requirements[0].paths[0].name = words("School", "School"));
    assert_eq!(renamed, ["Guide: the ways to meet the requirement for Maps and Music are called 'School' instead of 'Course'"]);
    let in_dutch = of_guide(|offer| offer.requirements[0].paths[0].name = words("Course", "School"));
    assert_eq!(
        in_dutch,
        ["Guide: the names of the ways to meet the requirement for Maps and Music read otherwise in another language"]
    );
    let same = of_guide(|offer| {
        let mut both = offer.requirements[0].clone();
        both.areas = vec!["maps".into(), "music".into()];
        offer.requirements = vec![both];
    });
    assert_eq!(same, Vec::<String>::new());
}

fn benefit(id: &str, kind: BenefitKind) -> Benefit {
    Benefit {
        id: id.into(),
        kind,
        name: words(id, id),
        help: words("help", "hulp"),
        quantity: 5,
        unit: None,
        activate_by: None,
        usable_until: UsableUntil::Benefits(Span::Days(0)),
        reassign_after: None,
        ends_refund: true,
    }
}

#[test]
fn benefits_one_by_one() {
    let two = || vec![benefit("tours", BenefitKind::AdvisoryHours), benefit("passes", BenefitKind::DeveloperSubscription)];
    let of_two = |change: &dyn Fn(&mut Vec<Benefit>)| {
        let mut before = programme();
        before.versions[0].offers[1].benefits = two();
        let mut after = before.clone();
        change(&mut after.versions[0].offers[1].benefits);
        lines(&before, &after)
    };
    assert_eq!(of_two(&|_| {}), Vec::<String>::new());
    assert_eq!(of_two(&|all| all.truncate(1)), ["Guide: new sets do not grant 'passes' any more"]);
    assert_eq!(
        of_two(&|all| all.push(benefit("maps", BenefitKind::ProductKey))),
        ["Guide: each new set grants 5 of 'maps' as well"]
    );
    assert_eq!(of_two(&|all| all.reverse()), ["Guide: its benefits are shown in another order"]);
    let every = of_two(&|all| {
        all[1] = Benefit {
            kind: BenefitKind::LicenceSeats,
            name: words("Passes", "passes"),
            help: words("more help", "hulp"),
            quantity: 7,
            unit: Some(words("passes a year", "passen per jaar")),
            activate_by: Some(ActivateBy::Grant(Span::Days(90))),
            usable_until: UsableUntil::Activation(Span::Months(12)),
            reassign_after: Some(Span::Days(90)),
            ends_refund: false,
            ..all[1].clone()
        };
    });
    assert_eq!(
        every,
        [
            "Guide: of the benefit 'Passes', the kind is licence-seats instead of developer-subscription",
            "Guide: of the benefit 'Passes', the name in English is 'Passes' instead of 'passes'",
            "Guide: of the benefit 'Passes', the description in English reads otherwise",
            "Guide: of the benefit 'Passes', new sets grant 7 instead of 5",
            "Guide: of the benefit 'Passes', the unit in English is new: 'passes a year'",
            "Guide: of the benefit 'Passes', the unit in Dutch is new: 'passen per jaar'",
            "Guide: of the benefit 'Passes', the last day to activate it is 90 days after the grant instead of the last day with benefits",
            "Guide: of the benefit 'Passes', the last day of use is 1 year after the activation instead of the last day with benefits",
            "Guide: of the benefit 'Passes', another person can have it after 90 days instead of at once",
            "Guide: of the benefit 'Passes', the first use does not end the right to a refund; before, it was the other way round",
        ]
    );
}

#[test]
fn reliefs_are_announced_revised_and_withdrawn() {
    let (gone, new) = changed(|programme| programme.reliefs.clear());
    assert_eq!(gone, ["The relief 'Closed doors': is not there any more"]);
    assert_eq!(
        new,
        [
            "The relief 'Closed doors': is announced on 2020-08-13: for Guide, anniversaries from 2020-07-01 to 2020-12-31, requirements \
          are waived"
        ]
    );
    let (withdrawn, restored) = changed(|programme| programme.reliefs[0].withdrawn_on = Some(day("2020-11-01")));
    assert_eq!(withdrawn, ["The relief 'Closed doors': is withdrawn on 2020-11-01"]);
    assert_eq!(restored, ["The relief 'Closed doors': is not withdrawn any more; it was, on 2020-11-01"]);
    let revised = |change: fn(&mut Announcement)| {
        of_relief(|relief| {
            let mut revision = relief.announcements[0].clone();
            revision.announced_on = day("2020-10-01");
            change(&mut revision);
            relief.announcements.push(revision);
        })
    };
    assert_eq!(
        revised(|revision| revision.until = day("2021-03-31")),
        [
            "The relief 'Closed doors': is revised on 2020-10-01: it names anniversaries from 2020-07-01 to 2021-03-31 instead of from \
          2020-07-01 to 2020-12-31"
        ]
    );
    assert_eq!(revised(|_| ()), ["The relief 'Closed doors': is announced again on 2020-10-01, without a change"]);
    let renamed = of_relief(|relief| {
        relief.name = words("Closed doors", "Dicht");
        relief.notice = words("We are closed!", "We zijn dicht.");
    });
    assert_eq!(
        renamed,
        [
            "The relief 'Closed doors': its name in Dutch is 'Dicht' instead of 'Gesloten deuren'",
            "The relief 'Closed doors': its notice in English reads otherwise",
        ]
    );
}

#[test]
fn every_part_of_an_announcement() {
    for (change, sentence) in [
        (
            (|one| one.announced_on = day("2020-08-14")) as fn(&mut Announcement),
            "it is announced on 2020-08-14 instead of 2020-08-13",
        ),
        (|one| one.scope.offers = vec!["card".into(), "guide".into()], "it is for Card and Guide instead of Guide"),
        (|one| one.scope.levels = vec!["first".into()], "it is for the offers of 'first' instead of no level by name"),
        (|one| one.scope.areas = vec!["maps".into()], "it is for Maps instead of all areas"),
        (|one| one.scope.except_offers = vec!["card".into()], "it leaves out Card instead of no offer"),
        (|one| one.scope.except_areas = vec!["maps".into(), "gone".into()], "it leaves out Maps and gone instead of no area"),
        (
            |one| one.from = day("2020-07-02"),
            "it names anniversaries from 2020-07-02 to 2020-12-31 instead of from 2020-07-01 to 2020-12-31",
        ),
        (|one| one.waives_requirements = false, "requirements are not waived any more"),
        (|one| one.moves = Some(Move::By(Span::Days(90))), "anniversaries move 90 days further on now"),
        (|one| one.moves = Some(Move::To(day("2021-06-30"))), "anniversaries move to 2021-06-30 now"),
        (
            |one| one.reactivation = Some(reactivation()),
            "what lapsed with an anniversary from 2020-01-01 to 2020-12-31 can be reactivated by a payment until 2021-01-31, when staff \
             approve; requirements apply then, and the next anniversary is counted from the payment now",
        ),
        (|one| one.reminder = Some(words("Take your time.", "Neem de tijd.")), "reminders have a text of their own now"),
    ] {
        let found = of_relief(|relief| change(&mut relief.announcements[0]));
        assert_eq!(found, [format!("The relief 'Closed doors': as announced on 2020-08-13, {sentence}")]);
    }
    let (less, more) = changed(|programme| {
        let one = &mut programme.reliefs[0].announcements[0];
        (one.moves, one.reactivation) = (Some(Move::By(Span::Days(90))), Some(reactivation()));
    });
    assert_eq!((less.len(), more.len()), (2, 2));
    assert!(more[0].ends_with("anniversaries do not move any more; before: anniversaries move 90 days further on"), "{more:?}");
    assert!(more[1].contains("cannot be reactivated any more; before: what lapsed"), "{more:?}");
}

#[test]
fn what_takes_the_place_of_what_is_compared_with_its_discount() {
    let upgrade = |points: u32| jubilee_core::Upgrade {
        from: "card".into(),
        discount: (points > 0).then_some(jubilee_core::Percent::from_basis_points(points)),
    };
    let (there, back) = changed(|programme| programme.versions[0].offers[1].upgrades = vec![upgrade(2_500)]);
    assert!(there[0].ends_with("takes the place of Card now, with a discount of 25 %"), "{there:?}");
    assert!(back[0].ends_with("does not take the place of Card any more"), "{back:?}");
    let mut before = programme();
    before.versions[0].offers[1].upgrades = vec![upgrade(2_500)];
    let mut after = before.clone();
    after.versions[0].offers[1].upgrades = vec![upgrade(0)];
    let found = lines(&before, &after);
    assert!(found[0].ends_with("an upgrade from Card has no discount instead of a discount of 25 %"), "{found:?}");
}
