//! Wording the core's reasons, so that every surface answers "why?" with the same sentence.

use jubilee_core::{
    AreaId, ExceptionKind, Lang, Lift, MeasureId, NeedProgress, OfferId, Programme, Reason, ReliefId, Rule, Status,
};

use crate::auto_renewal;
use crate::format::percent;
use crate::t;

/// The sentence of a reason. Offers are called by their name in the programme.
pub fn reason(lang: Lang, programme: &Programme, reason: &Reason) -> String {
    let named = |offer: &OfferId| {
        let newest = programme.versions.iter().rev().find_map(|version| version.offer(offer));
        newest.map_or_else(|| offer.to_string(), |offer| offer.name.get(lang).to_owned())
    };
    let area = |area: &Option<AreaId>| {
        let name = |area: &AreaId| programme.area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
        area.as_ref().map_or_else(|| "none".to_owned(), name)
    };
    let relief = |relief: &ReliefId| {
        programme.relief(relief).map_or_else(|| relief.to_string(), |known| known.name.get(lang).to_owned())
    };
    match reason {
        Reason::OfItem { offer, anniversary, reason } => {
            let said = self::reason(lang, programme, reason);
            t!(lang, "reason-of-item", offer = named(offer), anniversary = anniversary, said = said)
        }
        Reason::SeveralCurrencies => t!(lang, "reason-several-currencies"),
        Reason::HeldForItems { order, held } => {
            t!(lang, "reason-held-for-items", order = order.to_string(), held = held)
        }
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
        Reason::TaxCharged { country, rate, amount } => {
            let (name, rate) = (tax_name(lang, programme), percent(lang, *rate));
            t!(lang, "reason-tax-charged", tax = name, rate = rate, country = crate::country(lang, country), amount = amount)
        }
        Reason::NoTax { country, why } => {
            let (name, why) = (tax_name(lang, programme), why.id());
            t!(lang, "reason-no-tax", tax = name, country = crate::country(lang, country), why = why)
        }
        Reason::NoFee => t!(lang, "reason-no-fee"),
        Reason::PayByOrder { fee } => t!(lang, "reason-pay-by-order", fee = fee),
        Reason::OrderOpen { order, pay_by } => t!(lang, "reason-order-open", order = order.to_string(), until = pay_by),
        Reason::AwaitingPayment { order, expires_on } => {
            t!(lang, "reason-awaiting-payment", order = order.to_string(), until = expires_on)
        }
        Reason::OrderExpired { order, expired_on } => {
            t!(lang, "reason-order-expired", order = order.to_string(), on = expired_on)
        }
        Reason::OrderCancelled { order, on } => t!(lang, "reason-order-cancelled", order = order.to_string(), on = on),
        Reason::PaymentMoved { from, order, value_on } => {
            let (from, order) = (from.to_string(), order.to_string());
            t!(lang, "reason-payment-moved", from = from, order = order, value = value_on)
        }
        Reason::Refunded { order, amount, on } => {
            t!(lang, "reason-refunded", order = order.to_string(), amount = amount, on = on)
        }
        Reason::NothingPaid { order } => t!(lang, "reason-nothing-paid", order = order.to_string()),
        Reason::RefundOver { order, until } => t!(lang, "reason-refund-over", order = order.to_string(), until = until),
        Reason::NotRefundable { order } => t!(lang, "reason-not-refundable", order = order.to_string()),
        Reason::RenewedSince { anniversary } => t!(lang, "reason-renewed-since", anniversary = anniversary),
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
        Reason::PaymentKnown { order, amount, value_on } => {
            t!(lang, "reason-payment-known", order = order.to_string(), amount = amount, value = value_on)
        }
        Reason::PartlyPaid { order, received, missing, pay_by } => {
            let order = order.to_string();
            t!(lang, "reason-partly-paid", order = order, received = received, missing = missing, until = pay_by)
        }
        Reason::HeldOver { order, held } => t!(lang, "reason-held-over", order = order.to_string(), held = held),
        Reason::HeldLess { order, held } if held.minor == 0 => t!(lang, "reason-held-none", order = order.to_string()),
        Reason::HeldLess { order, held } => t!(lang, "reason-held-less", order = order.to_string(), held = held),
        Reason::HeldRefunded { order, amount, on } => {
            t!(lang, "reason-held-refunded", order = order.to_string(), amount = amount, on = on)
        }
        Reason::PaymentInFlight { order, value_on, is_card, until, lapses_on } => t!(
            lang,
            "reason-payment-in-flight",
            how = how_paid(*is_card),
            order = order.to_string(),
            value = value_on,
            until = until,
            lapses = lapses_on
        ),
        Reason::PaymentShown { order, value_on, is_card } => {
            t!(lang, "reason-payment-shown", how = how_paid(*is_card), order = order.to_string(), value = value_on)
        }
        Reason::ProofFiled { order, value_on, on } => {
            t!(lang, "reason-proof-filed", order = order.to_string(), value = value_on, on = on)
        }
        Reason::ProofAccepted { order, on } => t!(lang, "reason-proof-accepted", order = order.to_string(), on = on),
        Reason::ProofRejected { order, on } => t!(lang, "reason-proof-rejected", order = order.to_string(), on = on),
        Reason::UnknownProof { order } => t!(lang, "reason-unknown-proof", order = order.to_string()),
        Reason::ProofSettled { order, on } => t!(lang, "reason-proof-settled", order = order.to_string(), on = on),
        Reason::ProofsEnough { order, most } => {
            t!(lang, "reason-proofs-enough", order = order.to_string(), most = i64::from(*most))
        }
        Reason::NoAutoRenewal { .. }
        | Reason::AutoRenewalIsOn { .. }
        | Reason::AutoRenewalIsOff
        | Reason::SwitchedOn { .. }
        | Reason::SwitchedOff { .. }
        | Reason::NoticeGiven { .. }
        | Reason::RenewsAutomatically { .. }
        | Reason::CardExpired { .. }
        | Reason::ChargeTried { .. }
        | Reason::ChargeFailed { .. }
        | Reason::ChargeGivenUp { .. }
        | Reason::ReminderNotNeeded { .. } => auto_renewal::reason(lang, reason, named).unwrap_or_default(),
        Reason::CardInFlight { order, on } => t!(lang, "reason-card-in-flight", order = order.to_string(), on = on),
        Reason::CardFailed { order, on } => t!(lang, "reason-card-failed", order = order.to_string(), on = on),
        Reason::AlreadyPaid { order, value_on } => {
            t!(lang, "reason-already-paid", order = order.to_string(), value = value_on)
        }
        Reason::MostPerMember { offer, most } => {
            t!(lang, "reason-most-per-member", offer = named(offer), most = i64::from(*most))
        }
        Reason::Replaced { offer, on } => t!(lang, "upgrade-reason-replaced", offer = named(offer), on = on),
        Reason::Replaces { offer, discount: None } => t!(lang, "upgrade-reason-replaces", offer = named(offer)),
        Reason::Replaces { offer, discount: Some((amount, share)) } => {
            let (offer, share) = (named(offer), share.map_or_else(|| "none".to_owned(), |share| percent(lang, share)));
            t!(lang, "upgrade-reason-discount", offer = offer, amount = amount, share = share)
        }
        Reason::UpgradeOrdered { order, offer, pay_by } => {
            t!(lang, "upgrade-reason-ordered", order = order.to_string(), offer = named(offer), until = pay_by)
        }
        Reason::RenewalOrdered { order, offer, pay_by } => {
            t!(lang, "upgrade-reason-renewal-ordered", order = order.to_string(), offer = named(offer), until = pay_by)
        }
        Reason::NothingToReplace { offer } => t!(lang, "upgrade-reason-nothing", offer = named(offer)),
        Reason::ReplacementUndone { offer, on } => t!(lang, "upgrade-reason-undone", offer = named(offer), on = on),
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
        Reason::RequirementsMet { area: of } => t!(lang, "reason-requirements-met", area = area(of)),
        Reason::RequirementsNotMet { area: of, missing, until } => {
            let missing = self::missing(lang, programme, missing);
            match until {
                Some(until) => {
                    t!(lang, "reason-requirements-not-met-until", area = area(of), missing = missing, until = until)
                }
                None => t!(lang, "reason-requirements-not-met", area = area(of), missing = missing),
            }
        }
        Reason::AtRisk { area: of, missing } => {
            t!(lang, "reason-at-risk", area = area(of), missing = self::missing(lang, programme, missing))
        }
        Reason::AreaLapses { area: of, on } => t!(lang, "reason-area-lapses", area = area(&Some(of.clone())), on = on),
        Reason::AreaLapsed { area: of, on } => t!(lang, "reason-area-lapsed", area = area(&Some(of.clone())), on = on),
        Reason::AreaHeld { area: of } => t!(lang, "reason-area-held", area = area(&Some(of.clone()))),
        Reason::AreaCovered { area: of, on } => t!(lang, "reason-area-covered", area = area(&Some(of.clone())), on = on),
        Reason::UnknownMeasure { measure } => t!(lang, "reason-unknown-measure", measure = measure.as_str()),
        Reason::MeasureNeedsArea { measure: of } => t!(lang, "reason-measure-needs-area", what = measure(lang, programme, of)),
        Reason::MeasureHasNoArea { measure: of } => t!(lang, "reason-measure-has-no-area", what = measure(lang, programme, of)),
        Reason::UnknownArea { area } => t!(lang, "reason-unknown-area", area = area.as_str()),
        Reason::NothingAttained => t!(lang, "reason-nothing-attained"),
        Reason::AttainedAhead { on, today } => t!(lang, "reason-attained-ahead", on = on, today = today),
        Reason::AlreadyAttained { attainment } => {
            t!(lang, "reason-already-attained", attainment = i64::from(*attainment))
        }
        Reason::UnknownAttainment => t!(lang, "reason-unknown-attainment"),
        Reason::Attained { measure: of, area: of_area, amount, on, until } => {
            let (what, amount) = (measured(lang, programme, of, *amount), i64::from(*amount));
            match until {
                None => t!(lang, "reason-attained", amount = amount, what = what, on = on, area = area(of_area)),
                Some(until) => {
                    t!(
                        lang,
                        "reason-attained-until",
                        amount = amount,
                        what = what,
                        on = on,
                        until = until,
                        area = area(of_area)
                    )
                }
            }
        }
        Reason::AttainmentEnded { measure: of, area: of_area, amount, on } => {
            let (what, amount) = (measured(lang, programme, of, *amount), i64::from(*amount));
            t!(lang, "reason-attainment-ended", amount = amount, what = what, on = on, area = area(of_area))
        }
        Reason::AttainedTooShort { on, ends_on } => t!(lang, "reason-attained-too-short", on = on, ends = ends_on),
        Reason::Exempt { relief: by, areas, until, fee_due } => {
            let names: Vec<String> = areas.iter().map(|of| area(&Some(of.clone()))).collect();
            let areas = if names.is_empty() { area(&None) } else { crate::list(lang, &names) };
            let fee = if *fee_due { "due" } else { "none" };
            t!(lang, "reason-exempt", relief = relief(by), area = areas, until = until, fee = fee)
        }
        Reason::Moved { relief: by, from, to } => t!(lang, "reason-moved", relief = relief(by), from = from, to = to),
        Reason::ReliefAnnounced { relief: of, announcement: 0, on } => {
            t!(lang, "reason-relief-announced", relief = relief(of), on = on)
        }
        Reason::ReliefAnnounced { relief: of, on, .. } => t!(lang, "reason-relief-revised", relief = relief(of), on = on),
        Reason::ReliefWithdrawn { relief: of, on } => t!(lang, "reason-relief-withdrawn", relief = relief(of), on = on),
        Reason::AnnouncementSuperseded { relief: of } => t!(lang, "reason-announcement-superseded", relief = relief(of)),
        Reason::ReactivationOpen { relief: None, until } => t!(lang, "reason-reactivation-open", until = until),
        Reason::ReactivationOpen { relief: Some(by), until } => {
            t!(lang, "reason-reactivation-open-by", relief = relief(by), until = until)
        }
        Reason::WaivedUntil { relief: by, until } => t!(lang, "reason-waived-until", relief = relief(by), until = until),
        Reason::ReactivationOver { relief: of, until } => {
            t!(lang, "reason-reactivation-over", relief = relief(of), until = until)
        }
        Reason::NeedsApproval { relief: of } => t!(lang, "reason-needs-approval", relief = relief(of)),
        Reason::NextIfReactivated { next_anniversary, opens_on, closes_on } => {
            t!(lang, "reason-next-if-reactivated", next = next_anniversary, opens = opens_on, closes = closes_on)
        }
        Reason::Reactivated { lapsed, on, anniversary } => {
            t!(lang, "reason-reactivated", lapsed = lapsed, on = on, anniversary = anniversary)
        }
        Reason::NotLapsed => t!(lang, "reason-not-lapsed"),
        Reason::NoReactivation => t!(lang, "reason-no-reactivation"),
        Reason::ReactivationTooOld { next_anniversary } => t!(lang, "reason-reactivation-too-old", next = next_anniversary),
        Reason::MoveFirst => {
            let system = programme.legacy.as_ref().map_or("", |legacy| legacy.name.get(lang));
            t!(lang, "reason-move-first", system = system)
        }
        Reason::MovedOver { on } => t!(lang, "reason-moved-over", on = on),
        Reason::AlreadyMoved => t!(lang, "reason-already-moved"),
        Reason::PeopleNotYours => t!(lang, "reason-people-not-yours"),
        Reason::GlobalAdminsOnly => t!(lang, "reason-global-admins-only"),
        Reason::OwnRoles => t!(lang, "reason-own-roles"),
        Reason::LastGlobalAdmin => t!(lang, "reason-last-global-admin"),
        Reason::PersonKnown => t!(lang, "reason-person-known"),
        Reason::ExemptByException { exception, until } => {
            t!(lang, "reason-exempt-by-exception", exception = i64::from(*exception), until = until)
        }
        Reason::Extended { exception, from, until } => {
            t!(lang, "reason-extended", exception = i64::from(*exception), from = from, until = until)
        }
        Reason::ExceptionGranted { exception, kind, until } => {
            let (number, kind) = (i64::from(*exception), exception_kind(lang, *kind));
            t!(lang, "reason-exception-granted", exception = number, kind = kind, until = until)
        }
        Reason::ExceptionEnded { exception, on } => {
            t!(lang, "reason-exception-ended", exception = i64::from(*exception), on = on)
        }
        Reason::UnknownException => t!(lang, "reason-unknown-exception"),
        Reason::EndsTooEarly { until, after } => t!(lang, "reason-ends-too-early", until = until, after = after),
        Reason::EndsInPast { until, today } => t!(lang, "reason-ends-in-past", until = until, today = today),
        Reason::EndsTooLate { until, before } => t!(lang, "reason-ends-too-late", until = until, before = before),
        Reason::AlreadyGranted { exception, until } => {
            t!(lang, "reason-already-granted", exception = i64::from(*exception), until = until)
        }
        Reason::EndsBeforeWindow { until, opens_on } => {
            t!(lang, "reason-ends-before-window", until = until, opens = opens_on)
        }
        Reason::NothingRequired { offer } => t!(lang, "reason-nothing-required", offer = named(offer)),
        Reason::LatePaymentAccepted { value_on, until } => {
            t!(lang, "reason-late-payment-accepted", value = value_on, until = until)
        }
        Reason::VersionOfCycle { number, effective_on } => {
            t!(lang, "reason-version-of-cycle", number = i64::from(*number), on = effective_on)
        }
        Reason::Enrolled { on } => t!(lang, "reason-enrolled", on = on),
        Reason::Ordered { order, amount, on } => {
            t!(lang, "reason-ordered", order = order.to_string(), amount = amount, on = on)
        }
        Reason::PaymentCame { order, amount, value_on } => {
            t!(lang, "reason-payment-came", order = order.to_string(), amount = amount, value = value_on)
        }
        Reason::Renewed { anniversary, on, exception: None } => {
            t!(lang, "reason-renewed", anniversary = anniversary, on = on)
        }
        Reason::Renewed { anniversary, on, exception: Some(exception) } => {
            t!(lang, "reason-renewed-late", anniversary = anniversary, on = on, exception = i64::from(*exception))
        }
        Reason::Reminded { anniversary, due_on } => t!(lang, "reason-reminded", anniversary = anniversary, on = due_on),
        Reason::LapseReversed { anniversary, exception: None } => {
            t!(lang, "reason-lapse-reversed", anniversary = anniversary)
        }
        Reason::LapseReversed { anniversary, exception: Some(exception) } => {
            t!(lang, "reason-lapse-reversed-late", anniversary = anniversary, exception = i64::from(*exception))
        }
        Reason::Benefit { benefit: of, what } => crate::benefit::reason(lang, &crate::benefit(lang, programme, of), *what),
    }
}

/// How money is on its way.
const fn how_paid(is_card: bool) -> &'static str {
    if is_card { "card" } else { "transfer" }
}

/// What is missing, in one row: "1 more person with an exam (1 of 2) and 800 more active users (1,200 of 2,000)".
pub fn missing(lang: Lang, programme: &Programme, missing: &[NeedProgress]) -> String {
    let one = |need: &NeedProgress| {
        let more = need.need.saturating_sub(need.have);
        let what = measured(lang, programme, &need.measure, more);
        t!(lang, "reason-missing", more = more, have = need.have, need = need.need, what = what)
    };
    crate::list(lang, &missing.iter().map(one).collect::<Vec<_>>())
}

/// The name of a measure in the programme's words.
pub fn measure(lang: Lang, programme: &Programme, measure: &MeasureId) -> String {
    programme.measure(measure).map_or_else(|| measure.to_string(), |known| known.name.get(lang).to_owned())
}

/// The name of a measure after a count of it: "person with an exam" after one, "people with an exam" after two.
fn measured(lang: Lang, programme: &Programme, measure: &MeasureId, amount: u32) -> String {
    programme.measure(measure).map_or_else(|| measure.to_string(), |known| known.counted(amount).get(lang).to_owned())
}

/// What a status is called: the word on its badge.
pub fn status(lang: Lang, status: Status) -> String {
    match status {
        Status::Ordered => t!(lang, "portal-status-ordered"),
        Status::Active => t!(lang, "portal-status-active"),
        Status::RenewalOpen => t!(lang, "portal-status-renewal-open"),
        Status::PaymentPending => t!(lang, "portal-status-payment-pending"),
        Status::Lapsed => t!(lang, "portal-status-lapsed"),
        Status::Reactivatable => t!(lang, "portal-status-reactivatable"),
        Status::Replaced => t!(lang, "portal-status-replaced"),
        Status::Ended => t!(lang, "portal-status-ended"),
    }
}

/// What a kind of exception is called.
pub fn exception_kind(lang: Lang, kind: ExceptionKind) -> String {
    match kind {
        ExceptionKind::Exemption => t!(lang, "reason-exception-exemption"),
        ExceptionKind::Extension => t!(lang, "reason-exception-extension"),
        ExceptionKind::Reactivation { .. } => t!(lang, "reason-exception-reactivation"),
        ExceptionKind::LatePayment => t!(lang, "reason-exception-late-payment"),
    }
}

/// What to do about a refusal; none where its reason says all there is to do, or where nothing is.
pub fn lift(lang: Lang, lift: &Lift) -> Option<String> {
    Some(match lift {
        Lift::Wait(on) => t!(lang, "reason-lift-wait", on = on),
        Lift::BuyAnew => t!(lang, "reason-lift-buy-anew"),
        Lift::Meet(None) => t!(lang, "reason-lift-meet"),
        Lift::Meet(Some(on)) => t!(lang, "reason-lift-meet-by", on = on),
        Lift::Migrate => t!(lang, "reason-lift-migrate"),
        Lift::Reactivate(on) => t!(lang, "reason-lift-reactivate", on = on),
        Lift::AskStaff => t!(lang, "reason-lift-ask-staff"),
        Lift::GrantReactivation => t!(lang, "reason-lift-grant-reactivation"),
        Lift::Pay(order) => t!(lang, "reason-lift-pay", order = order.to_string()),
        Lift::Order => t!(lang, "reason-lift-order"),
        Lift::Refund => t!(lang, "reason-lift-refund"),
        Lift::CountFromPayment => t!(lang, "reason-lift-count-from-payment"),
        Lift::Activate => t!(lang, "reason-lift-activate"),
        Lift::LeaveOut => t!(lang, "reason-lift-leave-out"),
        Lift::Correct | Lift::Done => return None,
    })
}

/// What the programme calls its tax, in the latest version that says so.
pub fn tax_name(lang: Lang, programme: &Programme) -> String {
    let rules = programme.versions.iter().rev().find_map(|version| version.tax.as_ref());
    rules.map_or_else(String::new, |rules| rules.name.get(lang).to_owned())
}

/// The title of a rule.
pub fn rule_title(lang: Lang, rule: Rule) -> String {
    match rule {
        Rule::NeverRenews => t!(lang, "reason-rule-never-renews"),
        Rule::FirstAnniversary => t!(lang, "reason-rule-first-anniversary"),
        Rule::WindowOpens => t!(lang, "reason-rule-window-opens"),
        Rule::WindowCloses => t!(lang, "reason-rule-window-closes"),
        Rule::BenefitsUntil => t!(lang, "reason-rule-benefits-until"),
        Rule::Reminders => t!(lang, "reason-rule-reminders"),
        Rule::RenewInWindow => t!(lang, "reason-rule-renew-in-window"),
        Rule::Lapse => t!(lang, "reason-rule-lapse"),
        Rule::NextAnniversary => t!(lang, "reason-rule-next-anniversary"),
        Rule::ValueDate => t!(lang, "reason-rule-value-date"),
        Rule::Fee => t!(lang, "reason-rule-fee"),
        Rule::OrderLife => t!(lang, "reason-rule-order-life"),
        Rule::MostPerMember => t!(lang, "reason-rule-most-per-member"),
        Rule::BuyAnew => t!(lang, "reason-rule-buy-anew"),
        Rule::CarriedOver => t!(lang, "reason-rule-carried-over"),
        Rule::Ordering => t!(lang, "reason-rule-ordering"),
        Rule::OncePerCycle => t!(lang, "reason-rule-once-per-cycle"),
        Rule::Membership => t!(lang, "reason-rule-membership"),
        Rule::Requirements => t!(lang, "reason-rule-requirements"),
        Rule::Relief => t!(lang, "reason-rule-relief"),
        Rule::Exemption => t!(lang, "reason-rule-exemption"),
        Rule::Reactivation => t!(lang, "reason-rule-reactivation"),
        Rule::Exception => t!(lang, "reason-rule-exception"),
        Rule::Migration => t!(lang, "reason-rule-migration"),
        Rule::PaymentInFlight => t!(lang, "reason-rule-payment-in-flight"),
        Rule::Tax => t!(lang, "reason-rule-tax"),
        Rule::Upgrade => t!(lang, "upgrade-rule-title"),
        Rule::Refund => t!(lang, "reason-rule-refund"),
        Rule::Benefits => t!(lang, "reason-rule-benefits"),
        Rule::AutoRenewal => t!(lang, "auto-rule-title"),
        Rule::Versions => t!(lang, "reason-rule-versions"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jubilee_core::{Day, OrderId};

    use super::*;

    #[test]
    fn every_lift_is_an_instruction_of_its_own() {
        let on = Day::from_ymd(2020, 12, 31).unwrap();
        let order: OrderId = "1042-7".parse().unwrap();
        let lifts = [
            Lift::Wait(on),
            Lift::BuyAnew,
            Lift::Meet(None),
            Lift::Meet(Some(on)),
            Lift::Migrate,
            Lift::Reactivate(on),
            Lift::AskStaff,
            Lift::GrantReactivation,
            Lift::Pay(order),
            Lift::Order,
            Lift::Refund,
            Lift::CountFromPayment,
            Lift::Activate,
            Lift::LeaveOut,
        ];
        let worded: BTreeSet<String> =
            Lang::ALL.into_iter().flat_map(|lang| lifts.iter().filter_map(move |one| lift(lang, one))).collect();
        assert_eq!(worded.len(), lifts.len() * Lang::ALL.len(), "{worded:#?}");
        assert!(
            worded.contains("Meet the requirements by 31 December 2020.") && worded.contains("Dit kan vanaf 31 december 2020.")
        );
        assert!(worded.contains(&format!("Pay order {order}.")));
        assert_eq!((lift(Lang::En, &Lift::Correct), lift(Lang::Nl, &Lift::Done)), (None, None));
    }

    #[test]
    fn every_rule_has_a_title_of_its_own() {
        for lang in Lang::ALL {
            let titles: BTreeSet<String> = Rule::ALL.into_iter().map(|rule| rule_title(lang, rule)).collect();
            assert_eq!(titles.len(), Rule::ALL.len(), "{titles:#?}");
        }
    }
}
