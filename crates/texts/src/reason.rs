//! Wording the core's reasons, so that every surface answers "why?" with the same sentence.

use jubilee_core::{Lang, OfferId, Programme, Reason};

use crate::t;

/// The sentence of a reason. Offers are called by their name in the programme.
pub fn reason(lang: Lang, programme: &Programme, reason: &Reason) -> String {
    let named = |offer: &OfferId| {
        let newest = programme.versions.iter().rev().find_map(|version| version.offer(offer));
        newest.map_or_else(|| offer.to_string(), |offer| offer.name.get(lang).to_owned())
    };
    match reason {
        Reason::NeverRenews => t!(lang, "reason-never-renews"),
        Reason::FirstAnniversary { purchased_on, anniversary } => {
            t!(lang, "reason-first-anniversary", purchased = purchased_on, anniversary = anniversary)
        }
        Reason::CarriedOver { anniversary } => t!(lang, "reason-carried-over", anniversary = anniversary),
        Reason::NextAnniversary { renewed, paid_on, anniversary } => {
            t!(lang, "reason-next-anniversary", renewed = renewed, paid = paid_on, anniversary = anniversary)
        }
        Reason::NotBegun { begins_on } => t!(lang, "reason-not-begun", begins = begins_on),
        Reason::NotOpenYet { anniversary, opens_on } => {
            t!(lang, "reason-not-open-yet", anniversary = anniversary, opens = opens_on)
        }
        Reason::WindowOpen { opens_on, closes_on } => t!(lang, "reason-window-open", opens = opens_on, closes = closes_on),
        Reason::WindowClosed { closes_on } => t!(lang, "reason-window-closed", closes = closes_on),
        Reason::BenefitsUntil { until } => t!(lang, "reason-benefits-until", until = until),
        Reason::BenefitsEnded { from } => t!(lang, "reason-benefits-ended", from = from),
        Reason::NextIfRenewed { next_anniversary } => t!(lang, "reason-next-if-renewed", next = next_anniversary),
        Reason::LapsesOn { on } => t!(lang, "reason-lapses-on", on = on),
        Reason::FeeDue { fee } => t!(lang, "reason-fee-due", fee = fee),
        Reason::NoFee => t!(lang, "reason-no-fee"),
        Reason::PayByOrder { fee } => t!(lang, "reason-pay-by-order", fee = fee),
        Reason::OrderOpen { order, pay_by } => t!(lang, "reason-order-open", order = order.to_string(), until = pay_by),
        Reason::AwaitingPayment { order, expires_on } => {
            t!(lang, "reason-awaiting-payment", order = order.to_string(), until = expires_on)
        }
        Reason::OrderExpired { order, expired_on } => {
            t!(lang, "reason-order-expired", order = order.to_string(), on = expired_on)
        }
        Reason::Lapsed { on } => t!(lang, "reason-lapsed", on = on),
        Reason::BuyAnew => t!(lang, "reason-buy-anew"),
        Reason::AlreadyRenewed { anniversary } => t!(lang, "reason-already-renewed", anniversary = anniversary),
        Reason::PaidInWindow { value_on, closes_on } => {
            t!(lang, "reason-paid-in-window", value = value_on, closes = closes_on)
        }
        Reason::PaidTooLate { value_on, pay_by } => t!(lang, "reason-paid-too-late", value = value_on, until = pay_by),
        Reason::PurchasedOn { purchased_on } => t!(lang, "reason-purchased-on", on = purchased_on),
        Reason::ValueDateAhead { value_on, today } => t!(lang, "reason-value-date-ahead", value = value_on, today = today),
        Reason::ValueDateBeforeOrder { value_on, ordered_on } => {
            t!(lang, "reason-value-date-before-order", value = value_on, ordered = ordered_on)
        }
        Reason::WrongAmount { expected, given } => t!(lang, "reason-wrong-amount", expected = expected, given = given),
        Reason::AlreadyPaid { order, value_on } => {
            t!(lang, "reason-already-paid", order = order.to_string(), value = value_on)
        }
        Reason::MostPerMember { offer, most } => {
            t!(lang, "reason-most-per-member", offer = named(offer), most = i64::from(*most))
        }
        Reason::NotSold { offer } => t!(lang, "reason-not-sold", offer = named(offer)),
        Reason::UnknownOffer { offer } => t!(lang, "reason-unknown-offer", offer = offer.as_str()),
        Reason::UnknownSubscription => t!(lang, "reason-unknown-subscription"),
        Reason::UnknownOrder => t!(lang, "reason-unknown-order"),
        Reason::AreasNeeded { offer } => t!(lang, "reason-areas-needed", offer = named(offer)),
        Reason::NotDueBefore { on } => t!(lang, "reason-not-due-before", on = on),
        Reason::StepClosed => t!(lang, "reason-step-closed"),
        Reason::ReminderDue { due_on } => t!(lang, "reason-reminder-due", on = due_on),
        Reason::ReminderLate { due_on } => t!(lang, "reason-reminder-late", on = due_on),
        Reason::ReminderSuperseded { due_on, by } => t!(lang, "reason-reminder-superseded", on = due_on, by = by),
        Reason::ReminderMissed { due_on, closes_on } => {
            t!(lang, "reason-reminder-missed", on = due_on, closes = closes_on)
        }
        Reason::AlreadyEnrolled => t!(lang, "reason-already-enrolled"),
        Reason::NotEnrolled => t!(lang, "reason-not-enrolled"),
        Reason::TooMany { most } => t!(lang, "reason-too-many", most = i64::from(*most)),
    }
}
