//! Wording what is to be said of benefits.

use jubilee_core::{BenefitId, BenefitReason, Lang, Programme};

use crate::t;

/// The name of a benefit in the programme's words.
pub fn benefit(lang: Lang, programme: &Programme, benefit: &BenefitId) -> String {
    programme.benefit(benefit).map_or_else(|| benefit.to_string(), |known| known.name.get(lang).to_owned())
}

/// The sentence about the benefit of this name.
pub(crate) fn reason(lang: Lang, name: &str, what: BenefitReason) -> String {
    match what {
        BenefitReason::Unknown => t!(lang, "benefit-reason-unknown", name = name),
        BenefitReason::NotDone => t!(lang, "benefit-reason-not-done", name = name),
        BenefitReason::ActivateBy { until } => t!(lang, "benefit-reason-activate-by", name = name, until = until),
        BenefitReason::Usable { until } => t!(lang, "benefit-reason-usable", name = name, until = until),
        BenefitReason::Activated { on } => t!(lang, "benefit-reason-activated", name = name, on = on),
        BenefitReason::Assigned { on } => t!(lang, "benefit-reason-assigned", name = name, on = on),
        BenefitReason::Reassigned { on } => t!(lang, "benefit-reason-reassigned", name = name, on = on),
        BenefitReason::Revealed { on } => t!(lang, "benefit-reason-revealed", name = name, on = on),
        BenefitReason::Redeemed { on } => t!(lang, "benefit-reason-redeemed", name = name, on = on),
        BenefitReason::Counted { amount, on } => {
            t!(lang, "benefit-reason-counted", name = name, amount = i64::from(amount), on = on)
        }
        BenefitReason::UsedUp { quantity } => {
            t!(lang, "benefit-reason-used-up", name = name, quantity = i64::from(quantity))
        }
        BenefitReason::TooMuch { left, asked } => {
            t!(lang, "benefit-reason-too-much", name = name, left = i64::from(left), asked = i64::from(asked))
        }
        BenefitReason::Nothing => t!(lang, "benefit-reason-nothing", name = name),
        BenefitReason::NotActivated { until } => t!(lang, "benefit-reason-not-activated", name = name, until = until),
        BenefitReason::ActivationOver { until } => t!(lang, "benefit-reason-activation-over", name = name, until = until),
        BenefitReason::Over { until } => t!(lang, "benefit-reason-over", name = name, until = until),
        BenefitReason::Withdrawn { from } => t!(lang, "benefit-reason-withdrawn", name = name, from = from),
        BenefitReason::Replaced { from } => t!(lang, "benefit-reason-replaced", name = name, from = from),
        BenefitReason::PersonHasIt => t!(lang, "benefit-reason-person-has-it", name = name),
        BenefitReason::ReassignFrom { on } => t!(lang, "benefit-reason-reassign-from", name = name, on = on),
        BenefitReason::UnknownSeat => t!(lang, "benefit-reason-unknown-seat", name = name),
        BenefitReason::NoKeyLeft => t!(lang, "benefit-reason-no-key-left", name = name),
        BenefitReason::EndsRefund => t!(lang, "benefit-reason-ends-refund", name = name),
        BenefitReason::RefundEnded { on } => t!(lang, "benefit-reason-refund-ended", name = name, on = on),
    }
}
