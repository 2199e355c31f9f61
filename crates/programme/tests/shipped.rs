//! The programme that is shipped.

use jubilee_core::{Base, Day, Lang, Path as Way, timeline};
use jubilee_programme::{Source, load_dir, read, shipped_mpn};
use std::path::Path;

#[test]
fn the_shipped_programme_gives_no_warnings() {
    let checked = read(&Source::new("programme.toml", shipped_mpn())).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(checked.warnings.is_empty(), "{}", checked.warnings);
    let version = &checked.programme.versions[0];
    assert_eq!((version.areas.len(), version.offers.len()), (18, 4));
    for level in ["silver", "gold"] {
        assert_eq!(version.offer(&level.into()).unwrap().areas.len(), 18);
    }
    let published = [("action-pack", "US", "475.00 USD"), ("gold", "US", "4730.00 USD"), ("gold", "NL", "4220.00 EUR")];
    for (offer, country, fee) in published {
        assert_eq!(
            version.offer(&offer.into()).unwrap().fee(country, Day::from_ymd(2019, 1, 1).unwrap()).unwrap().to_string(),
            fee,
            "{offer} in {country}"
        );
    }
    assert!(version.offer(&"network-membership".into()).unwrap().renewal.is_none());
}

#[test]
fn the_shipped_requirements_are_the_published_samples() {
    let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let version = &programme.versions[0];
    let paths = |offer: &str, area: &str| {
        let requirement = version.offer(&offer.into()).unwrap().requirement(Some(&area.into())).unwrap();
        let needs =
            |path: &Way| path.needs.iter().map(|need| format!("{} {}", need.at_least, need.measure)).collect::<Vec<_>>();
        requirement.paths.iter().map(|path| needs(path).join(", ")).collect::<Vec<_>>()
    };
    assert_eq!(paths("silver", "cloud-productivity"), ["2000 active-users, 1 people-with-two-exams"]);
    assert_eq!(paths("gold", "cloud-productivity"), ["4000 active-users, 2 people-with-two-exams"]);
    assert_eq!(paths("silver", "application-development")[0], "2 people-with-exam");
    assert_eq!(paths("gold", "application-development")[0], "4 people-with-certification");
    assert_eq!(paths("gold", "application-development").len(), 2);
    for offer in &version.offers {
        let is_required = offer.areas.iter().all(|area| offer.requirement(Some(area)).is_some());
        assert!(is_required && offer.requirements.is_empty() == offer.areas.is_empty(), "{}", offer.id);
        assert_eq!(offer.level.is_some(), !offer.areas.is_empty(), "{}", offer.id);
    }
}

#[test]
fn the_shipped_relief_is_the_one_of_august_2020() {
    let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let day = |text: &str| text.parse::<Day>().unwrap();
    let relief = programme.relief(&"covid-19".into()).unwrap();
    let [told] = relief.announcements.as_slice() else { panic!("{relief:?}") };
    assert_eq!((told.announced_on, relief.withdrawn_on), (day("2020-08-13"), None));
    assert_eq!((told.from, told.until), (day("2020-07-01"), day("2020-12-31")));
    assert!(told.waives_requirements && told.moves.is_none());
    let covered = |offer: &str| told.scope.covers_offer(programme.versions[0].offer(&offer.into()).unwrap());
    assert_eq!(["silver", "gold", "action-pack"].map(covered), [true, true, false]);
    let reactivation = told.reactivation.unwrap();
    let dates = [reactivation.from, reactivation.until, reactivation.pay_until];
    assert_eq!(dates, ["2020-01-01", "2020-12-31", "2020-12-31"].map(day));
    assert!(reactivation.waives_requirements && !reactivation.needs_approval);
    assert_eq!(reactivation.base, Base::Anniversary);
    let legacy = programme.legacy.as_ref().unwrap();
    for lang in Lang::ALL {
        let texts = [&relief.name, &relief.notice, told.reminder.as_ref().unwrap(), &legacy.name, &legacy.how_to_move];
        assert!(texts.iter().all(|words| words.has(lang)), "{lang}");
    }
}

#[test]
fn what_is_compiled_in_is_what_is_on_disk() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/mpn");
    let shipped = read(&Source::new("programme.toml", shipped_mpn())).unwrap();
    assert_eq!(load_dir(&folder).unwrap().programme, shipped.programme);
}

#[test]
fn the_timeline_of_an_action_pack_bought_on_1_september_2018() {
    let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let cycles = timeline(&programme, &"action-pack".into(), "2018-09-01".parse().unwrap(), 3).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&cycles).unwrap());
}
