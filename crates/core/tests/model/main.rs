//! The independent proof of the rules: a slow, obvious model, written from the rules as people state them and not from the code, walked
//! day by day beside `jubilee_core` over random programmes, reliefs, histories and dates.
//!
//! Each part of the rules has its share of cases, [`CASES`] in all. `cargo xtask prove --cases N` runs any number with a new seed. For each
//! guarantee there is a model that is wrong on purpose, and the comparison has to find it out.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod automatic;
mod bridge;
mod calendar;
mod cases;
mod compare;
mod flaw;
mod flight;
mod grant;
mod member;
mod money_back;
mod payment;
mod plan;
mod reliefs;
mod requirements;
mod small;
mod steps;
mod upgrade;
mod verdict;
mod view;
mod walk;
mod way_back;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::cases::{Lean, case};
use crate::compare::compare;
use crate::flaw::Flaw;
use crate::plan::Case;
use crate::small::smallest;

/// How many cases are tried in all when nobody says how many.
const CASES: u64 = 160_000;
/// How many parts share them.
const PARTS: u64 = 8;

/// A number from the environment, or the usual one.
#[expect(clippy::disallowed_methods, reason = "the size of this test is chosen by whoever runs it")]
fn number(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|error| panic!("{name}={text} is not a number: {error}")),
        Err(_) => usual,
    }
}

/// Random cases that lean towards one part, the same ones for the same seed.
fn cases(lean: Lean) -> impl Iterator<Item = Case> {
    let mut seed = [lean as u8; 32];
    seed[..8].copy_from_slice(&number("JUBILEE_PROVE_SEED", 0).to_le_bytes());
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let strategy = case(lean);
    std::iter::repeat_with(move || strategy.new_tree(&mut runner).unwrap().current())
}

/// A part's share of the cases.
fn prove(lean: Lean) {
    let share = number("JUBILEE_PROVE_CASES", CASES).div_ceil(PARTS);
    for (number, case) in cases(lean).take(usize::try_from(share).unwrap()).enumerate() {
        if compare(&case, Flaw::None).is_err() {
            let smallest = smallest(case, |case| compare(case, Flaw::None).is_err());
            let difference = compare(&smallest, Flaw::None).unwrap_err();
            panic!("case {number} of {lean:?}, made small:\n{smallest:?}\n\n{difference}");
        }
    }
}

#[test]
fn dates_windows_payments_and_versions() {
    prove(Lean::Dates);
}

#[test]
fn requirements_and_areas() {
    prove(Lean::Requirements);
}

#[test]
fn reliefs() {
    prove(Lean::Reliefs);
}

#[test]
fn reactivation() {
    prove(Lean::Reactivation);
}

#[test]
fn exceptions_and_the_legacy_system() {
    prove(Lean::Exceptions);
}

#[test]
fn automatic_renewal() {
    prove(Lean::Automatic);
}

#[test]
fn several_subscriptions_in_one_order() {
    prove(Lean::Together);
}

#[test]
fn upgrades() {
    prove(Lean::Upgrades);
}

/// The twins: with each flaw in the model, the comparison of the same cases finds a difference, and within its share of them.
fn is_found(lean: Lean, flaw: Flaw) {
    let share = usize::try_from(CASES.div_ceil(PARTS)).unwrap();
    let is_shown_by = |case: Case| compare(&case, flaw).is_err() && compare(&case, Flaw::None).is_ok();
    let found = cases(lean).take(share).position(is_shown_by);
    println!("{flaw:?} is found by case {found:?} of {lean:?}");
    assert!(found.is_some(), "{flaw:?} is not found by {share} cases of {lean:?}");
}

#[test]
fn wrong_dates_are_found() {
    for flaw in [
        Flaw::ClosesADayEarly,
        Flaw::OpensADayEarly,
        Flaw::NoBenefitsInTheWindow,
        Flaw::FirstAnniversaryByDays,
        Flaw::NextAnniversaryByCalendar,
        Flaw::NextAnniversaryFromPayment,
        Flaw::MoneyCountsWhenKnown,
        Flaw::VersionsForAll,
        Flaw::VersionsForNoneBegun,
        Flaw::NotSuperseded,
        Flaw::RefundADayShort,
        Flaw::RefundUndoesNothing,
        Flaw::HeldMoneyForgotten,
        Flaw::PartIsEnough,
        Flaw::FirstMoneyCounts,
        Flaw::LapseWaitsForNothing,
        Flaw::LapseWaitsForEver,
        Flaw::LapseWaitsForLateMoney,
        Flaw::RejectedProofHolds,
    ] {
        is_found(Lean::Dates, flaw);
    }
}

#[test]
fn wrong_charges_are_found() {
    for flaw in [
        Flaw::ChargedWithoutNotice,
        Flaw::ChargedADayEarly,
        Flaw::ChargedForEver,
        Flaw::ChargedAfterSwitchingOff,
        Flaw::RefusedCardTriedAgain,
        Flaw::RemindedAllTheSame,
    ] {
        is_found(Lean::Automatic, flaw);
    }
}

#[test]
fn wrong_orders_of_several_are_found() {
    for flaw in [
        Flaw::OneLateItemHoldsAll,
        Flaw::FirstItemDecides,
        Flaw::RefundUndoesOneItem,
        Flaw::RefundAsksTheFirst,
        Flaw::RoomForAll,
    ] {
        is_found(Lean::Together, flaw);
    }
}

#[test]
fn wrong_upgrades_are_found() {
    for flaw in [
        Flaw::DiscountForgotten,
        Flaw::ReplacedByTheOrder,
        Flaw::ReplacedIsReminded,
        Flaw::UpgradeNotUndone,
        Flaw::RenewedBesideUpgrade,
        Flaw::ReplacedGivenBack,
    ] {
        is_found(Lean::Upgrades, flaw);
    }
}

#[test]
fn wrong_requirements_are_found() {
    for flaw in [Flaw::RequirementsIgnored, Flaw::AlwaysCheckedAtRenewal, Flaw::AreasNeverLost] {
        is_found(Lean::Requirements, flaw);
    }
}

#[test]
fn wrong_reliefs_are_found() {
    for flaw in [
        Flaw::ReliefBeforeAnnouncement,
        Flaw::ReliefMovesLapsed,
        Flaw::ReliefOneAnniversaryMore,
        Flaw::OnlyOneMove,
        Flaw::WithdrawalIgnored,
        Flaw::WithdrawalTakesBack,
        Flaw::ScopeIgnored,
        Flaw::RemindersOncePerCycle,
    ] {
        is_found(Lean::Reliefs, flaw);
    }
}

#[test]
fn wrong_reactivations_are_found() {
    for flaw in [Flaw::ReactivatedFromPayment, Flaw::ReactivationADayShort, Flaw::ExemptionNotEnded] {
        is_found(Lean::Reactivation, flaw);
    }
}

#[test]
fn wrong_exceptions_and_a_wrong_gate_are_found() {
    for flaw in [Flaw::LegacyMayRenew, Flaw::ExtensionIgnored, Flaw::ExceptionNotEnded] {
        is_found(Lean::Exceptions, flaw);
    }
}
