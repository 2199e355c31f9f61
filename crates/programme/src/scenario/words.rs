//! The words that are possible in scenario files.

use jubilee_core::{ActionKind, ExceptionKind, Fact, Lift, OrderState, RequirementState, Rule, Untaxed, Use};

/// What a step can do, with what that means.
pub(crate) const ACTS: [(&str, &str); 33] = [
    ("renew", "order the renewal and pay it; where nothing is to be paid, renew"),
    ("buy", "order the offer and pay it"),
    ("reactivate", "order the reactivation of what has lapsed and pay it; where nothing is to be paid, reactivate"),
    ("order-renewal", "order the renewal, without paying"),
    ("order-purchase", "order the offer, without paying"),
    ("order-reactivation", "order the reactivation, without paying"),
    (
        "order-together",
        "order with one order, without paying, what each of several subscriptions needs: its renewal or its reactivation",
    ),
    ("pay", "record the payment of an order"),
    ("file-proof", "show that money for an order is on its way, with the value date that it will have"),
    ("accept-proof", "staff record the money that the last proof of an order shows"),
    ("reject-proof", "staff do not accept the last proof of an order"),
    ("card-processing", "the card provider works on a payment for an order"),
    ("card-failed", "nothing comes of the card payment that the provider worked on"),
    ("switch-on-auto-renewal", "switch on that a kept card is charged for the renewal"),
    ("switch-off-auto-renewal", "switch that off"),
    ("charge-declined", "the bank declines the charge that is being tried for an order, and may accept it later"),
    ("charge-refused", "the bank refuses that charge, and will refuse any other of this card"),
    ("cancel", "take back an order that has not been paid"),
    (
        "refund",
        "staff give the money of an order back, and what it had done is undone; with `amount`: so much of what is held with it",
    ),
    ("change-country", "move the member to another country"),
    ("change-billing", "change the billing details that decide about tax, all of them at once"),
    ("migrate", "move the member's account out of the legacy system"),
    ("attain", "record that the member attained something"),
    ("end-attainment", "record that what the member attained last, of a measure, does not count any more"),
    ("cover-area", "let the subscription cover one more area, or one that it lost"),
    ("grant", "staff grant an exception for the subscription and its current cycle"),
    ("end-exception", "staff take an exception back"),
    ("activate", "switch a benefit on that is counted"),
    ("assign", "assign one of a benefit to a person"),
    ("reassign", "assign what one person has of a benefit to another"),
    ("reveal", "show one of the keys of a benefit"),
    ("redeem", "redeem the seats of a benefit"),
    ("use", "record that an amount of a benefit was used"),
];

/// The states of an order, by their names.
pub(super) const ORDER_STATES: [OrderState; 9] = OrderState::ALL;
/// Why no tax may be charged.
pub(super) const UNTAXED: [&str; 3] = [Untaxed::ReverseCharge.id(), Untaxed::OutsideScope.id(), Untaxed::Exempt.id()];
/// The actions, in the order in which a standing has them.
pub(super) const ACTIONS: [ActionKind; 5] =
    [ActionKind::Renew, ActionKind::Pay, ActionKind::Reactivate, ActionKind::Buy, ActionKind::Upgrade];
/// The states of requirements, by their names.
pub(super) const REQUIREMENT_STATES: [RequirementState; 3] =
    [RequirementState::NotStarted, RequirementState::InProgress, RequirementState::Complete];
/// What a reminder may say beside its usual text.
pub(super) const REMARKS: [&str; 3] = ["move-first", "requirements-waived", "relief-text"];
/// Where an account may be.
pub(super) const SYSTEMS: [&str; 2] = ["current", "legacy"];
/// Where the next anniversary of a reactivation may be counted from.
pub(super) const BASES: [&str; 2] = ["anniversary", "payment"];

macro_rules! vocabulary {
    ($list:ident, $name:ident($of:ty): $($variant:pat => $word:literal),+ $(,)?) => {
        pub(crate) const $list: &[&str] = &[$($word),+];

        pub(crate) fn $name(of: &$of) -> &'static str {
            match of {
                $($variant => $word),+
            }
        }
    };
}

vocabulary! {
    FACTS, fact(Fact):
    Fact::Enrolled { .. } => "enrolled",
    Fact::CountryChanged { .. } => "country-changed",
    Fact::CarriedOver { .. } => "carried-over",
    Fact::Ordered { .. } => "ordered",
    Fact::PaymentRecorded { .. } => "payment-recorded",
    Fact::Purchased { .. } => "purchased",
    Fact::Replaced { .. } => "replaced",
    Fact::Renewed { .. } => "renewed",
    Fact::Reminded { .. } => "reminded",
    Fact::ReminderSuperseded { .. } => "reminder-superseded",
    Fact::ReminderMissed { .. } => "reminder-missed",
    Fact::Lapsed { .. } => "lapsed",
    Fact::LapseReversed { .. } => "lapse-reversed",
    Fact::Migrated => "migrated",
    Fact::Attained { .. } => "attained",
    Fact::AttainmentEnded { .. } => "attainment-ended",
    Fact::AreaCovered { .. } => "area-covered",
    Fact::Reactivated { .. } => "reactivated",
    Fact::ExceptionGranted { .. } => "exception-granted",
    Fact::ExceptionEnded { .. } => "exception-ended",
    Fact::Announced { .. } => "announced",
    Fact::AnnouncementSuperseded { .. } => "announcement-superseded",
    Fact::RolesChanged { .. } => "roles-changed",
    Fact::PersonRemoved { .. } => "person-removed",
    Fact::OrderCancelled { .. } => "order-cancelled",
    Fact::PaymentMoved { .. } => "payment-moved",
    Fact::Refunded { .. } => "refunded",
    Fact::HeldRefunded { .. } => "held-refunded",
    Fact::PaymentIdentified { .. } => "payment-identified",
    Fact::BillingChanged { .. } => "billing-changed",
    Fact::ProofFiled { .. } => "proof-filed",
    Fact::ProofAnswered { is_accepted: true, .. } => "proof-accepted",
    Fact::ProofAnswered { .. } => "proof-rejected",
    Fact::CardFollowed { is_in_flight: true, .. } => "card-in-flight",
    Fact::CardFollowed { .. } => "card-failed",
    Fact::AutoRenewalSwitchedOn { .. } => "auto-renewal-on",
    Fact::AutoRenewalSwitchedOff { .. } => "auto-renewal-off",
    Fact::AutoRenewalAnnounced { .. } => "auto-renewal-announced",
    Fact::ChargeTried { .. } => "charge-tried",
    Fact::ChargeFailed { is_last: true, .. } => "auto-renewal-given-up",
    Fact::ChargeFailed { .. } => "charge-failed",
    Fact::BenefitUsed { how: Use::Activated, .. } => "benefit-activated",
    Fact::BenefitUsed { how: Use::Assigned { .. }, .. } => "benefit-assigned",
    Fact::BenefitUsed { how: Use::Reassigned { .. }, .. } => "benefit-reassigned",
    Fact::BenefitUsed { how: Use::Revealed, .. } => "key-revealed",
    Fact::BenefitUsed { how: Use::Redeemed, .. } => "benefit-redeemed",
    Fact::BenefitUsed { how: Use::Counted { .. }, .. } => "benefit-counted",
}

vocabulary! {
    LIFTS, lift(Lift):
    Lift::Wait(_) => "wait",
    Lift::BuyAnew => "buy-anew",
    Lift::Meet(_) => "meet",
    Lift::Migrate => "migrate",
    Lift::Reactivate(_) => "reactivate",
    Lift::AskStaff => "ask-staff",
    Lift::GrantReactivation => "grant-reactivation",
    Lift::Pay(_) => "pay",
    Lift::Order => "order",
    Lift::Refund => "refund",
    Lift::CountFromPayment => "count-from-payment",
    Lift::Activate => "activate",
    Lift::LeaveOut => "leave-out",
    Lift::Correct => "correct",
    Lift::Done => "done",
}

/// The names of the rules, which are core's own.
pub(crate) static RULES: &[&str] = &{
    let mut names = [""; Rule::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Rule::ALL[at].id();
        at += 1;
    }
    names
};

vocabulary! {
    EXCEPTIONS, exception(ExceptionKind):
    ExceptionKind::Exemption => "exemption",
    ExceptionKind::Extension => "extension",
    ExceptionKind::Reactivation { .. } => "reactivation",
    ExceptionKind::LatePayment => "late-payment",
}
