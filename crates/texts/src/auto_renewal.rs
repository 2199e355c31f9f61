//! Wording automatic renewal.

use jubilee_core::{CardLabel, ChargeFault, Lang, Reason};

use crate::t;

/// A card as its holder recognises it, for example "Visa •••• 4242".
pub fn card(card: &CardLabel) -> String {
    let mut letters = card.brand.chars();
    let brand: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!("{brand} •••• {}", card.last_four)
}

/// Why a card was not charged, to stand behind a colon.
pub fn charge_fault(lang: Lang, fault: ChargeFault) -> String {
    match fault {
        ChargeFault::Declined => t!(lang, "auto-fault-declined"),
        ChargeFault::InsufficientFunds => t!(lang, "auto-fault-insufficient-funds"),
        ChargeFault::CardExpired => t!(lang, "auto-fault-card-expired"),
        ChargeFault::CardBlocked => t!(lang, "auto-fault-card-blocked"),
        ChargeFault::ConfirmationNeeded => t!(lang, "auto-fault-confirmation-needed"),
        ChargeFault::CardGone => t!(lang, "auto-fault-card-gone"),
        ChargeFault::ProviderFailed => t!(lang, "auto-fault-provider-failed"),
        ChargeFault::RequirementsNotMet => t!(lang, "auto-fault-requirements-not-met"),
        ChargeFault::LegacySystem => t!(lang, "auto-fault-legacy-system"),
        ChargeFault::OrderOpen => t!(lang, "auto-fault-order-open"),
        ChargeFault::PaymentOnItsWay => t!(lang, "auto-fault-payment-on-its-way"),
        ChargeFault::OrderOver => t!(lang, "auto-fault-order-over"),
        ChargeFault::WindowClosed => t!(lang, "auto-fault-window-closed"),
        ChargeFault::SwitchedOff => t!(lang, "auto-fault-switched-off"),
    }
}

/// The sentence of a reason about automatic renewal; `None` for one about something else.
pub(crate) fn reason(lang: Lang, reason: &Reason, offer: impl Fn(&jubilee_core::OfferId) -> String) -> Option<String> {
    Some(match reason {
        Reason::NoAutoRenewal { offer: of } => t!(lang, "auto-not-offered", offer = offer(of)),
        Reason::AutoRenewalIsOn { card: of } => t!(lang, "auto-is-on", card = card(of)),
        Reason::AutoRenewalIsOff => t!(lang, "auto-is-off"),
        Reason::SwitchedOn { card: of, on } => t!(lang, "auto-switched-on", card = card(of), on = on),
        Reason::SwitchedOff { on } => t!(lang, "auto-switched-off", on = on),
        Reason::NoticeGiven { anniversary, on } => t!(lang, "auto-notice-given", anniversary = anniversary, on = on),
        Reason::RenewsAutomatically { card: of, on } => t!(lang, "auto-renews-on", card = card(of), on = on),
        Reason::CardExpired { card: of, on } => t!(lang, "auto-card-expired", card = card(of), on = on),
        Reason::ChargeTried { order, number, on } => {
            t!(lang, "auto-charge-tried", order = order.to_string(), number = i64::from(*number) + 1, on = on)
        }
        Reason::ChargeFailed { order, fault, on, next_on: None } => {
            t!(lang, "auto-charge-failed", order = order.to_string(), on = on, why = charge_fault(lang, *fault))
        }
        Reason::ChargeFailed { order, fault, on, next_on: Some(next) } => {
            let (order, why) = (order.to_string(), charge_fault(lang, *fault));
            t!(lang, "auto-charge-failed-next", order = order, on = on, why = why, next = next)
        }
        Reason::ChargeGivenUp { fault, until } => t!(lang, "auto-given-up", why = charge_fault(lang, *fault), until = until),
        Reason::ReminderNotNeeded { due_on } => t!(lang, "auto-reminder-not-needed", due = due_on),
        _ => return None,
    })
}
