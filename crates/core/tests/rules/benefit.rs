//! What a subscription grants, and what can be done with it (domain.md section 3, T43, T48).

use crate::fixture::{History, day, programme, words};
use jiff::ToSpan;
use jubilee_core::{
    ActivateBy, Benefit, BenefitId, BenefitKind, BenefitReason, BenefitStatus, Command, Day, ExceptionKind, Fact, Grant, Lift,
    Offer, Programme, Reason, Refusal, Span, UsableUntil, Use, benefits, granted, lost_with_lapse,
};
use proptest::prelude::*;

/// A benefit without conditions, which is of use as long as there are benefits.
pub(crate) fn benefit(id: &str, kind: BenefitKind, quantity: u32) -> Benefit {
    Benefit {
        id: BenefitId::from(id),
        kind,
        name: words(id),
        help: words("help"),
        quantity,
        unit: None,
        activate_by: None,
        usable_until: UsableUntil::Benefits(Span::Days(0)),
        reassign_after: None,
        ends_refund: true,
    }
}

fn catalogue() -> Vec<Benefit> {
    let keys = benefit("keys", BenefitKind::ProductKey, 2);
    let seats = benefit("seats", BenefitKind::LicenceSeats, 5);
    let credit = benefit("credit", BenefitKind::MonthlyCredit, 100);
    let people = benefit("people", BenefitKind::DeveloperSubscription, 2);
    vec![
        Benefit { activate_by: Some(ActivateBy::Grant(Span::Days(90))), ..keys },
        Benefit { usable_until: UsableUntil::Activation(Span::Months(12)), ..seats },
        Benefit { activate_by: Some(ActivateBy::Anniversary(Span::Days(0))), ends_refund: false, ..credit },
        Benefit { reassign_after: Some(Span::Days(90)), ..people },
        benefit("incidents", BenefitKind::SupportIncidents, 10),
    ]
}

fn granting() -> Programme {
    let mut programme = programme();
    let is_package = |offer: &&mut Offer| offer.id.as_str() == "action-pack";
    programme.versions[0].offers.iter_mut().find(is_package).unwrap().benefits = catalogue();
    programme
}

/// A package that was bought on 2018-09-01: the anniversary is 2019-09-01, and its benefits run to 2019-10-01.
fn history() -> History {
    History::package(granting())
}

fn using(history: &History, benefit: &str, set: Option<u32>, how: Use) -> Command {
    Command::UseBenefit { subscription: history.id(), set, benefit: BenefitId::from(benefit), how }
}

impl History {
    fn make_use(&mut self, on: &str, benefit: &str, how: Use) -> Result<(), Refusal> {
        let command = using(self, benefit, None, how);
        self.attempt(on, command).map(drop)
    }

    fn granted(&self, on: &str) -> Vec<Grant> {
        benefits(&self.programme, &self.member, self.id(), day(on))
    }

    fn found(&self, on: &str, benefit: &str, set: u32) -> Grant {
        let all = self.granted(on).into_iter();
        all.into_iter().find(|grant| grant.benefit.id.as_str() == benefit && grant.set == set).unwrap()
    }

    fn status(&self, on: &str, benefit: &str) -> BenefitStatus {
        let newest = self.granted(on).into_iter().find(|grant| grant.is_newest && grant.benefit.id.as_str() == benefit);
        newest.unwrap().status
    }
}

fn told(refused: Result<(), Refusal>) -> (BenefitReason, Lift) {
    let refusal = refused.unwrap_err();
    match refusal.reasons[..] {
        [Reason::Benefit { what, .. }, ..] => (what, refusal.lift),
        _ => panic!("{refusal:?}"),
    }
}

fn sets(grants: &[Grant]) -> Vec<u32> {
    let mut sets: Vec<u32> = grants.iter().map(|grant| grant.set).collect();
    sets.dedup();
    sets
}

#[test]
fn each_term_grants_a_set_and_the_old_one_runs_to_the_end_of_its_window() {
    let mut history = history();
    assert!(history.granted("2018-08-31").is_empty());
    assert_eq!(sets(&history.granted("2018-09-01")), [0]);
    history.make_use("2019-09-02", "incidents", Use::Counted { amount: 4 }).unwrap();
    history.renew("2019-09-10");
    assert_eq!(sets(&history.granted("2019-10-01")), [1, 0], "the newest first");
    let (new, old) = (history.found("2019-10-01", "incidents", 1), history.found("2019-10-01", "incidents", 0));
    assert_eq!((new.used, old.used, new.left(), old.left()), (0, 4, 10, 6), "nothing is carried over");
    assert_eq!([new.granted_on, old.granted_on], [day("2019-09-10"), day("2018-09-01")]);
    assert_eq!([new.usable_until, old.usable_until], [Some(day("2020-09-30")), Some(day("2019-10-01"))]);
    assert_eq!(sets(&history.granted("2019-10-02")), [1], "the old set is over on the day after its window");
    let late = using(&history, "incidents", Some(0), Use::Counted { amount: 1 });
    let refused = history.attempt("2019-10-02", late).map(drop);
    assert_eq!(told(refused), (BenefitReason::Over { until: day("2019-10-01") }, Lift::Correct));
}

#[test]
fn what_lapses_is_withdrawn_and_a_purchase_is_what_brings_it_back() {
    let mut history = history();
    assert_eq!(history.status("2019-10-01", "incidents"), BenefitStatus::Available);
    let incidents = history.found("2019-10-02", "incidents", 0);
    let what = BenefitReason::Withdrawn { from: day("2019-10-02") };
    assert_eq!(incidents.status, BenefitStatus::Withdrawn);
    assert_eq!(incidents.reasons, [Reason::Benefit { benefit: "incidents".into(), what }]);
    let refused = history.make_use("2019-10-02", "incidents", Use::Counted { amount: 1 });
    assert_eq!(told(refused), (what, Lift::BuyAnew));
    assert_eq!(history.status("2019-10-02", "keys"), BenefitStatus::Expired, "these were missed long before");
}

#[test]
fn a_lapse_takes_away_what_could_have_been_used_to_the_end_of_it_and_nothing_else() {
    let mut history = history();
    let lost = |history: &History| {
        let lost = lost_with_lapse(&history.programme, &history.member, history.id(), day("2019-10-02"));
        lost.into_iter().map(|benefit| benefit.id.to_string()).collect::<Vec<_>>()
    };
    // The keys were to be activated in 90 days and the credit by the anniversary.
    assert_eq!(lost(&history), ["seats", "people", "incidents"]);
    history.make_use("2019-08-01", "seats", Use::Redeemed).unwrap();
    history.make_use("2019-08-01", "credit", Use::Activated).unwrap();
    assert_eq!(lost(&history), ["credit", "people", "incidents"], "redeemed seats run their own year");
    let lapsed = History { member: history.member.clone(), ..History::package(granting()) };
    history.lapse("2019-10-02");
    assert_eq!(lost(&history), lost(&lapsed), "told after it as it was told before");
    let mut renewed = lapsed;
    renewed.renew("2019-09-20");
    assert_eq!(lost(&renewed), [""; 0], "what is renewed loses nothing");
}

#[test]
fn t48_a_licence_has_a_clock_of_its_own() {
    let mut programme = granting();
    programme.versions[0].offers[1].benefits.truncate(2);
    let mut history = History { programme, ..history() };
    // Anniversary 2019-09-01, benefits to 2019-10-01, and redeemed two months before.
    assert_eq!(history.found("2019-08-01", "seats", 0).activate_by, Some(day("2019-10-01")));
    assert_eq!(history.found("2019-08-01", "seats", 0).usable_until, None, "it begins with the first use");
    history.make_use("2019-08-01", "seats", Use::Redeemed).unwrap();
    let seats = history.found("2020-08-01", "seats", 0);
    assert_eq!((seats.usable_until, seats.status, seats.used), (Some(day("2020-08-01")), BenefitStatus::Redeemed, 5));
    assert_eq!(history.status("2020-08-02", "seats"), BenefitStatus::Expired, "and not withdrawn: its own year is over");
    let refused = history.make_use("2019-08-02", "seats", Use::Redeemed);
    assert_eq!(told(refused), (BenefitReason::Redeemed { on: day("2019-08-01") }, Lift::Done));
}

#[test]
fn a_first_use_has_a_last_day() {
    let mut history = history();
    let until = day("2018-11-30");
    assert_eq!(history.found("2018-11-30", "keys", 0).activate_by, Some(until), "90 days after the grant");
    history.make_use("2018-11-30", "keys", Use::Revealed).unwrap();
    assert_eq!(history.status("2018-12-01", "keys"), BenefitStatus::Activated, "a key that was shown stays of use");
    let refused = history.make_use("2018-12-01", "keys", Use::Revealed);
    assert_eq!(told(refused), (BenefitReason::ActivationOver { until }, Lift::Wait(day("2019-09-02"))));
    let until = day("2019-09-01");
    let refused = history.make_use("2019-09-02", "credit", Use::Activated);
    assert_eq!(told(refused), (BenefitReason::ActivationOver { until }, Lift::Order), "a renewal grants a new one");
}

#[test]
fn a_person_has_one_and_another_gets_it_after_ninety_days() {
    let mut history = history();
    let assigned = |user| Use::Assigned { user };
    history.make_use("2018-10-01", "people", assigned(11)).unwrap();
    assert_eq!(told(history.make_use("2018-10-02", "people", assigned(11))), (BenefitReason::PersonHasIt, Lift::Done));
    history.make_use("2018-10-02", "people", assigned(12)).unwrap();
    let refused = history.make_use("2018-10-03", "people", assigned(13));
    assert_eq!(told(refused).0, BenefitReason::UsedUp { quantity: 2 });
    let to = |seat, user| Use::Reassigned { seat, user };
    let on = day("2018-12-30");
    let refused = history.make_use("2018-12-29", "people", to(1, 13));
    assert_eq!(told(refused), (BenefitReason::ReassignFrom { on }, Lift::Wait(on)), "90 days after 1 October");
    assert_eq!(told(history.make_use("2018-12-30", "people", to(1, 12))).0, BenefitReason::PersonHasIt);
    assert_eq!(told(history.make_use("2018-12-30", "people", to(9, 13))).0, BenefitReason::UnknownSeat);
    history.make_use("2018-12-30", "people", to(1, 13)).unwrap();
    let found = history.found("2018-12-31", "people", 0);
    let seats: Vec<(u32, i64, Day)> = found.seats.iter().map(|seat| (seat.number, seat.user, seat.reassign_from)).collect();
    assert_eq!(seats, [(1, 13, day("2019-03-30")), (2, 12, day("2018-12-31"))]);
    assert_eq!((found.used, found.status), (2, BenefitStatus::Assigned));
}

#[test]
fn a_monthly_credit_begins_anew_each_month_after_its_activation() {
    let mut history = history();
    let spend = |amount| Use::Counted { amount };
    let until = day("2019-09-01");
    assert_eq!(
        told(history.make_use("2018-10-14", "credit", spend(1))),
        (BenefitReason::NotActivated { until }, Lift::Activate)
    );
    history.make_use("2018-10-15", "credit", Use::Activated).unwrap();
    history.make_use("2018-11-14", "credit", spend(100)).unwrap();
    assert_eq!(history.status("2018-11-14", "credit"), BenefitStatus::UsedUp);
    let refused = history.make_use("2018-11-14", "credit", spend(1));
    assert_eq!(told(refused), (BenefitReason::UsedUp { quantity: 100 }, Lift::Wait(day("2018-11-15"))));
    let refused = history.make_use("2018-11-15", "credit", spend(101));
    assert_eq!(told(refused), (BenefitReason::TooMuch { left: 100, asked: 101 }, Lift::Correct));
    history.make_use("2018-11-15", "credit", spend(40)).unwrap();
    assert_eq!(history.found("2018-12-14", "credit", 0).used, 40);
    assert_eq!(history.found("2018-12-15", "credit", 0).used, 0);
    assert_eq!(told(history.make_use("2018-12-15", "credit", spend(0))), (BenefitReason::Nothing, Lift::Correct));
    assert_eq!(told(history.make_use("2018-12-15", "credit", Use::Redeemed)), (BenefitReason::NotDone, Lift::Correct));
    assert_eq!(told(history.make_use("2018-12-15", "gold-bars", spend(1))), (BenefitReason::Unknown, Lift::Correct));
}

#[test]
fn t43_a_key_that_was_shown_ends_the_right_to_a_refund() {
    let refund = |benefit: &str, how: Option<Use>| {
        let mut history = history();
        history.renew("2019-09-10");
        if let Some(how) = how {
            history.make_use("2019-09-12", benefit, how).unwrap();
        }
        let order = history.last_order().id;
        history.attempt("2019-09-13", Command::Refund { order }).map(drop)
    };
    assert_eq!(refund("keys", None), Ok(()));
    let ended = BenefitReason::RefundEnded { on: day("2019-09-12") };
    assert_eq!(told(refund("keys", Some(Use::Revealed))), (ended, Lift::Done));
    assert_eq!(told(refund("seats", Some(Use::Redeemed))), (ended, Lift::Done));
    assert_eq!(refund("credit", Some(Use::Activated)), Ok(()), "the programme says that this one does not");
}

#[test]
fn what_was_used_of_the_year_before_ends_no_right_and_a_refund_takes_its_set_back() {
    let mut history = history();
    history.make_use("2018-10-01", "keys", Use::Revealed).unwrap();
    history.renew("2019-09-10");
    history.make_use("2019-09-11", "credit", Use::Activated).unwrap();
    let order = history.last_order().id;
    history.go("2019-09-12", Command::Refund { order });
    assert_eq!(sets(&history.granted("2019-09-12")), [0]);
    history.renew("2019-09-20");
    let credit = history.found("2019-09-20", "credit", 1);
    assert_eq!(
        (credit.status, credit.used),
        (BenefitStatus::Available, 0),
        "what was done with the first one is no use of the second"
    );
    let facts = history.go("2019-09-21", using(&history, "credit", None, Use::Activated));
    assert!(matches!(facts[..], [Fact::BenefitUsed { number: 3, set: 1, .. }]), "numbers are never given again: {facts:?}");
}

/// What was done with benefits, with its day.
type Uses = Vec<(Day, u32, BenefitId, Use)>;

/// Of each set, each benefit is used up to its quantity and no further: by the facts alone, with months of an outside calendar.
fn is_within_quantities(uses: &Uses) -> bool {
    let outside = |day: Day| day.to_string().parse::<jiff::civil::Date>().unwrap();
    uses.iter().all(|(until, set, id, _)| {
        let benefit = catalogue().into_iter().find(|benefit| &benefit.id == id).unwrap();
        let same: Vec<_> = uses.iter().filter(|(on, of, what, _)| (of, what) == (set, id) && on <= until).collect();
        let since = outside(same[0].0);
        let month = |on: Day| (0..500).rev().find(|n| since.checked_add(n.months()).unwrap() <= outside(on)).unwrap_or(0);
        let counts = |on: Day| benefit.kind != BenefitKind::MonthlyCredit || month(on) == month(*until);
        let amount = |how: Use| match how {
            Use::Activated | Use::Reassigned { .. } => 0,
            Use::Assigned { .. } | Use::Revealed => 1,
            Use::Redeemed => benefit.quantity,
            Use::Counted { amount } => amount,
        };
        same.iter().filter(|(on, ..)| counts(*on)).map(|(.., how)| amount(*how)).sum::<u32>() <= benefit.quantity
    })
}

fn any_use() -> impl Strategy<Value = (&'static str, Use)> {
    let how = prop_oneof![
        Just(Use::Activated),
        (0_i64..4).prop_map(|user| Use::Assigned { user }),
        (1_u32..8, 0_i64..4).prop_map(|(seat, user)| Use::Reassigned { seat, user }),
        Just(Use::Revealed),
        Just(Use::Redeemed),
        (0_u32..70).prop_map(|amount| Use::Counted { amount }),
    ];
    (prop::sample::select(vec!["keys", "seats", "credit", "people", "incidents"]), how)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// In any order of commands over several years, on the newest set or on the one before, nothing is used beyond its quantity, and
    /// what the rules say is used is what was.
    #[test]
    fn nothing_is_used_beyond_its_quantity(steps in prop::collection::vec((0_i32..25, any_use(), any::<bool>()), 1..80)) {
        let mut history = history();
        let mut uses = Uses::new();
        let mut today = day("2018-09-01");
        for (days, (benefit, how), is_older) in steps {
            today = today.plus_days(days);
            let renews = Command::OrderRenewal { subscription: history.id() };
            if history.attempt(&today.to_string(), renews).is_ok() {
                history.pay(&today.to_string(), &today.to_string());
            }
            let newest = u32::try_from(history.member.subscriptions[0].renewals.len()).unwrap();
            let set = is_older.then(|| newest.saturating_sub(1));
            let command = using(&history, benefit, set, how);
            for entry in history.attempt(&today.to_string(), command).unwrap_or_default() {
                let Fact::BenefitUsed { set, benefit, how, .. } = entry.fact else { panic!("{entry:?}") };
                uses.push((entry.effective_on, set, benefit, how));
            }
            prop_assert!(is_within_quantities(&uses), "{:?}", uses);
            for grant in history.granted(&today.to_string()) {
                prop_assert!(grant.used <= grant.benefit.quantity, "{:?}", grant);
            }
        }
    }
}

/// The twin: the same account finds a use beyond the quantity out, of each kind that has one.
#[test]
fn a_use_beyond_the_quantity_is_found_out() {
    let on = day("2018-10-01");
    let uses = |benefit: &str, all: &[Use]| -> Uses { all.iter().map(|how| (on, 0, BenefitId::from(benefit), *how)).collect() };
    let people = [11, 12, 13].map(|user| Use::Assigned { user });
    assert!(is_within_quantities(&uses("people", &people[..2])) && !is_within_quantities(&uses("people", &people)));
    assert!(
        is_within_quantities(&uses("keys", &[Use::Revealed; 2])) && !is_within_quantities(&uses("keys", &[Use::Revealed; 3]))
    );
    assert!(!is_within_quantities(&uses("seats", &[Use::Redeemed; 2])));
    let spent = |amount| [Use::Activated, Use::Counted { amount: 60 }, Use::Counted { amount }];
    assert!(is_within_quantities(&uses("credit", &spent(40))) && !is_within_quantities(&uses("credit", &spent(41))));
}

#[test]
fn benefits_of_the_year_before_run_to_the_end_of_the_window_as_staff_extended_it() {
    let usable_until = |benefits_until: Span, extended_until: Option<&str>, renewed_on: &str| {
        let mut history = history();
        for rules in history.programme.versions[0].offers.iter_mut().filter_map(|offer| offer.renewal.as_mut()) {
            rules.benefits_until = benefits_until;
        }
        if let Some(until) = extended_until {
            history.grant("2019-09-05", ExceptionKind::Extension, until);
        }
        history.renew(renewed_on);
        let incidents = BenefitId::from("incidents");
        let grant = granted(&history.programme, &history.member, history.id(), (&incidents, Some(0)), day(renewed_on));
        grant.unwrap().usable_until.unwrap().to_string()
    };
    assert_eq!(usable_until(Span::Days(30), None, "2019-09-10"), "2019-10-01");
    assert_eq!(usable_until(Span::Days(30), Some("2019-12-31"), "2019-12-10"), "2019-12-31");
    assert_eq!(usable_until(Span::Days(10), None, "2019-09-10"), "2019-09-11", "before the window's end, without an extension");
}
