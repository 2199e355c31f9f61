//! Whether a fee is due, and what an exemption leaves to be paid.

use jubilee_core::{Bill, Day, ExemptBy, Exemption, Lang, Reason, Standing};
use jubilee_texts::t;

use crate::present::offer::relief_name;
use crate::present::{Shelf, status_of};
use crate::view::Status;

/// Whether the fee of a subscription is due.
#[derive(Clone, Debug)]
pub(crate) enum FeeDue {
    /// It is, until this day.
    Now(String, Day),
    /// An order for it waits, to be paid by this day.
    Ordered(String, Day),
    /// It is paid until this day; the next one is due from the other to the last.
    Paid(Option<String>, Day, Day, Day),
    /// Paying it until this day brings the subscription back.
    ToReactivate(String, Day),
    /// There is none.
    Free,
}

/// Whether the fee is due, for what the member holds or can bring back; `None` for what is over.
pub(crate) fn fee_due(shelf: Shelf<'_>, standing: &Standing) -> Option<FeeDue> {
    // What is on its way is not asked for once more (C97).
    let is_said = |reason: &Reason| matches!(reason, Reason::PaymentInFlight { .. } | Reason::PaymentShown { .. });
    if standing.reasons.iter().any(is_said) {
        return None;
    }
    if let Some(order) = standing.open_order.and_then(|id| shelf.file.member.order(id)) {
        return Some(FeeDue::Ordered(order.id.to_string(), order.pay_by()));
    }
    let cycle = standing.cycle.as_ref()?;
    let fee = standing.bill.as_ref().map(|bill| bill_total(shelf, bill));
    match status_of(standing) {
        Status::Active => Some(FeeDue::Paid(fee, cycle.anniversary, cycle.renew_from, cycle.renew_until)),
        Status::RenewalOpen => Some(fee.map_or(FeeDue::Free, |fee| FeeDue::Now(fee, cycle.renew_until))),
        Status::Reactivatable => {
            let until = standing.reactivation.as_ref()?.until;
            Some(fee.map_or(FeeDue::Free, |fee| FeeDue::ToReactivate(fee, until)))
        }
        _ => None,
    }
}

/// What a bill of today comes to, which says so where a tax is in it.
pub(crate) fn bill_total(shelf: Shelf<'_>, bill: &Bill) -> String {
    let tax = jubilee_texts::tax_in(shelf.lang, shelf.app.programme().version(shelf.file.today).tax.as_ref(), bill);
    jubilee_texts::with_tax(shelf.lang, bill.total(), tax.as_deref())
}

impl FeeDue {
    /// In a few words, beside the amount.
    pub(crate) fn short(&self, lang: Lang) -> String {
        match self {
            FeeDue::Now(_, until) | FeeDue::Ordered(_, until) => t!(lang, "portal-fee-due-by", until = *until),
            FeeDue::Paid(_, until, ..) => t!(lang, "portal-fee-paid-until", until = *until),
            FeeDue::ToReactivate(_, until) => t!(lang, "portal-fee-to-reactivate", until = *until),
            FeeDue::Free => t!(lang, "portal-fee-none"),
        }
    }

    /// As a sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        match self {
            FeeDue::Now(fee, until) => t!(lang, "portal-fee-now-sentence", fee = fee.as_str(), until = *until),
            FeeDue::Ordered(number, until) => t!(lang, "portal-fee-ordered-sentence", number = number.as_str(), until = *until),
            FeeDue::Paid(Some(fee), paid, from, until) => {
                t!(lang, "portal-fee-paid-sentence", paid = *paid, fee = fee.as_str(), from = *from, until = *until)
            }
            FeeDue::Paid(None, ..) | FeeDue::Free => t!(lang, "portal-fee-none-sentence"),
            FeeDue::ToReactivate(fee, until) => t!(lang, "portal-fee-reactivate-sentence", fee = fee.as_str(), until = *until),
        }
    }
}

/// That the requirements are waived, by what and until when, and what that leaves to be paid: a sentence or two.
pub(crate) fn exempted(shelf: Shelf<'_>, standing: &Standing) -> Option<String> {
    let exemption = standing.exemption()?;
    let fee = match fee_due(shelf, standing) {
        Some(FeeDue::Now(..) | FeeDue::Ordered(..)) => Some(t!(shelf.lang, "portal-exempt-fee-due")),
        Some(FeeDue::Paid(Some(_), until, ..)) if exemption.until > until => Some(t!(shelf.lang, "portal-exempt-fee-later")),
        Some(FeeDue::Paid(Some(_), until, ..)) => Some(t!(shelf.lang, "portal-exempt-fee-paid", until = until)),
        _ => None,
    };
    let waived = exemption_words(shelf, exemption);
    Some(fee.map_or_else(|| waived.clone(), |fee| format!("{waived} {fee}")))
}

/// That requirements are waived, by what and until when.
pub(crate) fn exemption_words(shelf: Shelf<'_>, exemption: &Exemption) -> String {
    match &exemption.by {
        ExemptBy::Relief(relief) => {
            let relief = relief_name(shelf, relief);
            t!(shelf.lang, "portal-exempt-relief", relief = relief, until = exemption.until)
        }
        ExemptBy::Exception(_) => t!(shelf.lang, "portal-exception-exemption", until = exemption.until),
    }
}
