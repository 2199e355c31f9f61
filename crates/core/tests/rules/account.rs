//! The member itself: its country, and the move of its account out of the legacy system (R18).

use crate::fixture::{History, programme, usd};
use jubilee_core::{ActionKind, Command, Fact, Fee, LegacySystem, Lift, Reason, System};

#[test]
fn a_change_of_country_changes_the_fee_and_the_same_country_changes_nothing() {
    let mut programme = programme();
    let package = &mut programme.versions[0].offers[1];
    package.fees.push(Fee { countries: vec!["NL".to_owned()], from: None, amount: usd(42_000) });
    let mut history = History::package(programme);
    let change = |country: &str| Command::ChangeCountry { country: country.to_owned() };
    assert_eq!(history.go("2019-03-01", change("US")), []);
    assert_eq!(history.standing("2019-03-01").fee, Some(usd(47_500)));
    assert_eq!(history.go("2019-03-01", change("NL")), [Fact::CountryChanged { country: "NL".to_owned() }]);
    assert_eq!(history.standing("2019-03-01").fee, Some(usd(42_000)));
}

#[test]
fn who_is_in_the_legacy_system_moves_once_and_can_do_everything_then() {
    let mut history = History::package(programme());
    assert_eq!(history.attempt("2019-09-10", Command::Migrate).unwrap_err().reasons, [Reason::AlreadyMoved]);
    history.member.system = System::Legacy;
    let refused = |history: &History| {
        let renew = history.standing("2019-09-10").actions.into_iter().find(|action| action.kind == ActionKind::Renew);
        renew.unwrap().refusal.map(|refusal| refusal.lift)
    };
    assert_eq!(refused(&history), None, "a programme without a legacy system asks nobody to move");
    let words = history.programme.name.clone();
    history.programme.legacy = Some(LegacySystem { name: words.clone(), how_to_move: words });
    assert_eq!(refused(&history), Some(Lift::Migrate));
    assert_eq!(history.go("2019-09-10", Command::Migrate), [Fact::Migrated]);
    assert_eq!(refused(&history), None);
}
