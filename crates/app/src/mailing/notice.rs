//! Notices: what the day's digest tells. Each is built from the standing on the day, so that it is true when it is read.

use jubilee_core::{
    ActionKind, Base, Bill, Day, ExceptionKind, ExemptBy, Money, Order, OrderId, Reason, ReliefId, RequirementState, Standing,
    Status, Step, Subscription, SubscriptionId, can_buy, current_cycle, current_term, lost_with_lapse, still_concerns,
};
use jubilee_delivery::mail::{
    Allows, Came, ExceptionNews, InFlight, Lapsed, Legacy, Moved, NoEffect, Notice, OpenAgain, ProofNews, ReliefNews, Reminder,
    Stage, TakenBack,
};
use jubilee_store::users::UserRow;

use super::Writing;
use crate::role::Roles;

impl Writing<'_> {
    pub(super) fn reminder(&self, id: SubscriptionId) -> Option<Reminder> {
        let subscription = self.after.member.subscription(id)?;
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref()?;
        let term = current_term(&self.app.programme, subscription, self.today)?;
        let is_fixed = term.offer.renewal.as_ref().is_some_and(|rules| rules.next_base == Base::Anniversary);
        Some(Reminder {
            subscription: self.after.reference(id),
            offer: term.offer.name.get(self.lang).to_owned(),
            areas: self.areas(subscription, &standing),
            anniversary: cycle.anniversary,
            renew_from: cycle.renew_from,
            renew_until: cycle.renew_until,
            benefits_until: cycle.benefits_until,
            lapses_on: cycle.lapses_on,
            next_anniversary: is_fixed.then_some(cycle.next_anniversary),
            fee: standing.fee,
            fee_tax: standing.bill.as_ref().and_then(|bill| self.tax_in(bill)),
            requirements_waived: standing.is_waived(),
            move_first: standing.must_move,
            legacy: self.legacy(&standing),
            relief_text: term.reminder_text().map(|words| words.get(self.lang).to_owned()),
            losses: if self.today < cycle.renew_from { Vec::new() } else { self.losses(id, cycle.lapses_on) },
            missing: self.missing(&standing).filter(|_| standing.is_at_risk()),
            partly_missing: self.missing(&standing).filter(|_| !standing.is_at_risk()),
            calendar_sequence: sequence(subscription),
            in_flight: in_flight(&standing),
        })
    }

    /// What is missing for the areas whose requirements the next renewal would not find met. Any one area that it finds met is enough to
    /// renew; the others are lost alone then.
    pub(super) fn missing(&self, standing: &Standing) -> Option<String> {
        let held: Vec<_> = standing.qualifications.iter().filter(|found| found.lost_on.is_none()).collect();
        let said = held.iter().filter(|found| found.is_at_risk && found.state != RequirementState::Complete).map(|found| {
            let missing = jubilee_texts::missing(self.lang, &self.app.programme, &found.missing());
            match &found.area {
                Some(area) if held.len() > 1 => format!("{}: {missing}", self.area(area)),
                _ => missing,
            }
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// The names of the benefits that a lapse on a day takes away.
    fn losses(&self, id: SubscriptionId, lapses_on: Day) -> Vec<String> {
        // A lapse that waited is known to have come only on the day on which it is recorded.
        let lost = lost_with_lapse(&self.app.programme, &self.after.member, id, lapses_on.max(self.today));
        lost.iter().map(|benefit| benefit.name.get(self.lang).to_owned()).collect()
    }

    /// The system out of which the account has to move before anything can be done.
    fn legacy(&self, standing: &Standing) -> Option<Legacy> {
        let legacy = self.app.programme.legacy.as_ref().filter(|_| standing.must_move)?;
        Some(Legacy {
            name: legacy.name.get(self.lang).to_owned(),
            how_to_move: legacy.how_to_move.get(self.lang).to_owned(),
            move_url: Some(format!("{}/move", self.app.base_url())),
        })
    }

    pub(super) fn lapsed(&self, id: SubscriptionId) -> Option<Lapsed> {
        let subscription = self.after.member.subscription(id)?;
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref()?;
        let sold = self.app.programme.version(self.today).offer(&subscription.offer);
        let anew = sold.and_then(|sold| self.price_of(sold));
        let buyable = can_buy(&self.app.programme, &self.after.member, &subscription.offer, &subscription.areas, self.today);
        Some(Lapsed {
            subscription: self.after.reference(id),
            offer: self.offer_name(id, cycle.began_on)?,
            areas: self.areas(subscription, &standing),
            anniversary: cycle.anniversary,
            renew_until: cycle.renew_until,
            lapsed_on: cycle.lapses_on,
            losses: self.losses(id, cycle.lapses_on),
            membership_remains: true,
            on_sale: buyable.is_ok(),
            fee: anew.as_ref().map(Bill::total),
            fee_tax: anew.as_ref().and_then(|bill| self.tax_in(bill)),
            requirements_apply: sold.is_none_or(|sold| sold.has_requirements(&subscription.areas)),
            reactivate_until: reactivate_until(&standing),
            move_first: standing.must_move,
            legacy: self.legacy(&standing),
        })
    }

    /// What an announcement of a relief on `on` changed for a subscription, as it stands today.
    pub(super) fn relief(&self, id: SubscriptionId, relief: &ReliefId, announcement: u8, on: Day) -> Option<ReliefNews> {
        let programme = &self.app.programme;
        let known = programme.relief(relief)?;
        let subscription = self.after.member.subscription(id)?;
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref()?;
        let stage = if known.withdrawn_on == Some(on) {
            Stage::Withdrawn
        } else if announcement == 0 {
            Stage::Announced
        } else {
            Stage::Revised
        };
        let anniversary_on = |day| current_cycle(programme, subscription, day).map(|cycle| cycle.anniversary);
        let moved = anniversary_on(on.plus_days(-1)).zip(anniversary_on(on)).filter(|(before, after)| before != after);
        let exempt_until = standing.qualifications.iter().filter_map(|found| found.exemption.as_ref());
        let exempt_until = exempt_until.filter(|exemption| exemption.by == ExemptBy::Relief(relief.clone()));
        let exempt_until = exempt_until.map(|exemption| exemption.until).max();
        // What covers a cycle that was paid already carries it through; nothing is to be paid now (T38).
        let is_covering = standing.reliefs.iter().any(|applied| &applied.relief == relief);
        let paid_until = exempt_until.filter(|_| !is_covering).map(|_| cycle.anniversary);
        let has_lapsed = matches!(standing.status, Status::Lapsed | Status::Reactivatable);
        let opening = standing.reactivation.as_ref().filter(|opening| opening.relief.as_ref() == Some(relief));
        Some(ReliefNews {
            subscription: self.after.reference(id),
            offer: self.offer_name(id, cycle.began_on)?,
            areas: self.areas(subscription, &standing),
            anniversary: cycle.anniversary,
            relief: known.name.get(self.lang).to_owned(),
            announced: known.notice.get(self.lang).to_owned(),
            stage,
            on,
            exempt_until,
            moved,
            window: (!has_lapsed && paid_until.is_none()).then_some((cycle.renew_from, cycle.renew_until)),
            lapses_on: cycle.lapses_on,
            reactivate_until: opening.map(|opening| opening.until),
            needs_approval: opening.is_some_and(|opening| opening.needs_approval),
            next_anniversary: opening.map(|opening| opening.next.anniversary),
            fee: standing.fee,
            fee_tax: standing.bill.as_ref().and_then(|bill| self.tax_in(bill)),
            paid_until,
            move_first: standing.must_move,
            legacy: self.legacy(&standing),
            calendar_sequence: sequence(subscription),
            of: Some((relief.clone(), announcement)),
        })
    }

    /// What staff allowed, or took back. What was ordered and has not begun has no cycle yet; its order may be paid late.
    pub(super) fn exception(&self, id: SubscriptionId, number: u16, is_ended: bool) -> Option<ExceptionNews> {
        let subscription = self.after.member.subscription(id)?;
        let exception = subscription.exceptions.iter().find(|known| known.number == number)?;
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref();
        Some(ExceptionNews {
            subscription: self.after.reference(id),
            offer: self.offer_name(id, cycle.map_or(self.today, |cycle| cycle.began_on))?,
            areas: self.areas(subscription, &standing),
            anniversary: cycle.map(|cycle| cycle.anniversary),
            kind: jubilee_texts::exception_kind(self.lang, exception.kind),
            allows: Some(match exception.kind {
                ExceptionKind::Exemption if standing.reactivation.is_some() => Allows::ReactivateExempt,
                ExceptionKind::Exemption => Allows::RenewExempt,
                ExceptionKind::Extension => Allows::RenewLater,
                ExceptionKind::Reactivation { .. } => Allows::Reactivate,
                ExceptionKind::LatePayment => Allows::PayLate,
            }),
            until: exception.until,
            is_ended,
            number: Some(number),
        })
    }

    /// Money that came for an order and was not enough, or was too much: what is missing and by when, or what is held. Money that did what
    /// the order is for is told by what it did; of an order of several, what it did nothing for is told here. What came too late for all of
    /// it is told by staff.
    pub(super) fn came(&self, id: OrderId, amount: Money) -> Option<Came> {
        let order = self.after.member.order(id)?;
        let is_waiting = order.state(self.today).is_waiting();
        let was_applied = self.before.member.order(id).is_some_and(Order::is_applied);
        let without = if was_applied || !order.is_applied() { Vec::new() } else { self.without_effect(order) };
        if !is_waiting && !was_applied && without.is_empty() {
            return None;
        }
        let transfer = &self.app.programme.version(order.created_on).transfer;
        Some(Came {
            order: id.to_string(),
            offer: self.order_name(order)?,
            amount,
            on: self.today,
            missing: is_waiting.then(|| order.missing()),
            without,
            held: (!is_waiting).then(|| order.held()),
            pay_by: order.pay_by(),
            reference: id.reference(),
            account_holder: transfer.account_holder.clone(),
            iban: transfer.iban.clone(),
            order_url: format!("{}/orders/{}", self.app.base_url(), id.number()),
        })
    }

    /// What an order was to pay for, for which its money had no effect.
    fn without_effect(&self, order: &Order) -> Vec<NoEffect> {
        let value_on = order.paid_on();
        let without = order.items.iter().filter(|item| !item.is_applied).filter_map(|item| {
            let is_late = value_on.is_some_and(|value_on| value_on > item.pay_by);
            let offer = self.offer_name(item.subscription(), order.created_on)?;
            Some(NoEffect { offer, too_late_for: is_late.then_some(item.pay_by) })
        });
        without.collect()
    }

    /// A proof of payment that staff are just rejecting.
    pub(super) fn proof_rejected(&self, id: OrderId, proof: u16) -> Option<ProofNews> {
        let order = self.after.member.order(id)?;
        let flight = self.after.member.flights(id).find(|flight| flight.proof() == Some(proof))?;
        // Of several things the first that is lost is told: the page of the order tells of each.
        let standings = order.items.iter().filter_map(|item| self.standing(item.subscription()));
        let has_lapsed = |standing: &Standing| matches!(standing.status, Status::Lapsed | Status::Reactivatable);
        let lapsed_on = standings.filter(has_lapsed).filter_map(|standing| Some(standing.cycle?.lapses_on)).min();
        let is_payable = order.state(self.today).is_waiting() && self.today <= order.pay_by();
        Some(ProofNews {
            order: id.to_string(),
            offer: self.order_name(order)?,
            missing: order.missing(),
            value_on: flight.value_on,
            on: self.today,
            reason: self.after.said.clone().unwrap_or_default(),
            pay_by: is_payable.then_some(order.pay_by()),
            lapsed_on,
            order_url: format!("{}/orders/{}", self.app.base_url(), id.number()),
        })
    }

    /// An order that was cancelled, or whose money goes back.
    pub(super) fn taken_back(&self, id: OrderId, refunded: Option<Money>) -> Option<TakenBack> {
        let order = self.after.member.order(id)?;
        let was_applied = self.before.member.order(id).is_some_and(Order::is_applied);
        let is_undone = was_applied && !order.is_applied();
        let old = order.replaces().filter(|_| is_undone);
        Some(TakenBack {
            order: id.to_string(),
            offer: self.order_name(order)?,
            amount: refunded.unwrap_or(order.amount),
            on: self.today,
            is_refund: refunded.is_some(),
            is_undone,
            there_again: old.and_then(|old| self.offer_name(old, self.today)),
        })
    }

    /// What an announcement changed, where it is still the last word about its relief and still concerns the subscription.
    fn announced(&self, id: SubscriptionId, relief: &ReliefId, number: u8, on: Day) -> Option<ReliefNews> {
        let programme = &self.app.programme;
        let known = programme.relief(relief).filter(|known| known.events().any(|event| event == (number, on)))?;
        let subscription = self.after.member.subscription(id)?;
        let concerns = still_concerns(programme, subscription, known, number, self.today);
        self.relief(id, relief, number, on).filter(|_| concerns)
    }

    /// What staff allowed, where that still holds: it has not been taken back, its last day has not passed, and the cycle for which it
    /// was is not over. That something was taken back is told in any case.
    fn allowed(&self, queued: ExceptionNews) -> Option<ExceptionNews> {
        if queued.is_ended {
            return Some(queued);
        }
        let Some(number) = queued.number else { return (self.today <= queued.until).then_some(queued) };
        let id = self.after.subscriptions.iter().find(|row| row.reference == queued.subscription)?.id;
        let subscription = self.after.member.subscription(id)?;
        let known = subscription.exceptions.iter().find(|known| known.number == number)?;
        // Money that was late and is accepted begins the next cycle in the same moment.
        let is_current = known.kind == ExceptionKind::LatePayment || known.cycle == subscription.renewals.len();
        self.exception(id, number, false).filter(|_| is_current && known.is_valid(self.today))
    }

    pub(super) fn moved(&self) -> Moved {
        let lost = |user: &UserRow| {
            let had = self.before.users.iter().find(|known| known.id == user.id)?;
            let had = Roles::read(&had.roles).ok().filter(|roles| !roles.is_empty())?;
            Some(format!("{} ({})", user.name, jubilee_texts::roles(self.lang, had.all())))
        };
        let located = |(name, country): &(String, String)| format!("{name}, {}", jubilee_texts::country(self.lang, country));
        let without_role = self.after.users.iter().filter(|user| user.roles.is_empty()).filter_map(lost);
        Moved {
            member: self.after.row.reference.clone(),
            legacy: self.app.programme.legacy.as_ref().map_or_else(String::new, |legacy| legacy.name.get(self.lang).to_owned()),
            on: self.today,
            open: self.after.member.subscriptions.iter().filter_map(|held| self.open_again(held.id)).collect(),
            without_role: without_role.collect(),
            locations: self.after.locations.iter().map(located).collect(),
        }
    }

    fn open_again(&self, id: SubscriptionId) -> Option<OpenAgain> {
        let standing = self.standing(id)?;
        let offer = self.offer_name(id, self.today)?;
        standing.actions.iter().find_map(|action| {
            let is_lapsed = match action.kind {
                ActionKind::Renew => false,
                ActionKind::Reactivate => true,
                ActionKind::Pay | ActionKind::Buy | ActionKind::Upgrade => return None,
            };
            let until = action.until.filter(|_| action.refusal.is_none())?;
            Some(OpenAgain { offer: offer.clone(), until, is_lapsed })
        })
    }

    pub(super) fn still_true(&self, notice: Notice) -> Option<Notice> {
        let now = |reference: &str, anniversary: Day| {
            let id = self.after.subscriptions.iter().find(|row| row.reference == reference)?.id;
            let standing = self.standing(id)?;
            let is_same = standing.cycle.as_ref().is_some_and(|cycle| cycle.anniversary == anniversary);
            let has_lapsed = matches!(standing.status, Status::Lapsed | Status::Reactivatable);
            is_same.then_some((id, standing, has_lapsed))
        };
        match notice {
            Notice::Reminder(queued) => {
                let (id, standing, has_lapsed) = now(&queued.subscription, queued.anniversary)?;
                // While a lapse waits for a payment in flight there is nothing to be reminded of.
                let is_over = has_lapsed || standing.status == Status::PaymentPending;
                self.reminder(id).filter(|_| !is_over).map(Notice::Reminder)
            }
            Notice::Lapsed(queued) => {
                let (id, _, has_lapsed) = now(&queued.subscription, queued.anniversary)?;
                self.lapsed(id).filter(|_| has_lapsed).map(Notice::Lapsed)
            }
            Notice::Relief(queued) => {
                let (id, standing, has_lapsed) = now(&queued.subscription, queued.anniversary)?;
                let is_open = queued.window.is_none() || !has_lapsed;
                let can_return = queued.reactivate_until.is_none() || standing.reactivation.is_some();
                let news = match &queued.of {
                    Some((relief, number)) => self.announced(id, relief, *number, queued.on)?,
                    // Queued by an earlier Jubilee, which did not keep by what it could be told anew.
                    None => ReliefNews { move_first: standing.must_move, ..queued },
                };
                (is_open && can_return).then_some(Notice::Relief(news))
            }
            Notice::Exception(queued) => self.allowed(queued).map(Notice::Exception),
            Notice::Moved(queued) => Some(Notice::Moved(queued)),
            Notice::TakenBack(queued) => Some(Notice::TakenBack(queued)),
            Notice::Proof(queued) => {
                // Who has paid meanwhile needs no other proof.
                let mut orders = self.after.member.orders.iter();
                let order = orders.find(|order| order.id.to_string() == queued.order)?;
                (order.missing().minor > 0).then_some(Notice::Proof(queued))
            }
            Notice::Automatic(queued) => self.still_automatic(queued).map(Notice::Automatic),
            Notice::Came(queued) => {
                let mut orders = self.after.member.orders.iter();
                let order = orders.find(|order| order.id.to_string() == queued.order)?;
                // What is said to be missing has to be missing still.
                let is_waiting = order.state(self.today).is_waiting();
                let is_true = queued.missing.is_none_or(|missing| is_waiting && order.missing() == missing);
                // Staff may have accepted meanwhile what the money had no effect for.
                let is_without = queued.without.is_empty() || order.items.iter().any(|item| !item.is_applied);
                (is_true && is_without).then_some(Notice::Came(queued))
            }
        }
    }
}

/// The payment that is on its way for a renewal.
fn in_flight(standing: &Standing) -> Option<InFlight> {
    let until = standing.hold.map(|hold| hold.until);
    standing.reasons.iter().find_map(|reason| match reason {
        Reason::PaymentInFlight { order, value_on, is_card, .. } | Reason::PaymentShown { order, value_on, is_card } => {
            Some(InFlight { order: order.to_string(), value_on: *value_on, is_card: *is_card, until })
        }
        _ => None,
    })
}

/// The last day of a reactivation that a member can use, by moving first where it has to.
fn reactivate_until(standing: &Standing) -> Option<Day> {
    standing.reactivation.as_ref().filter(|opening| !opening.needs_approval).map(|opening| opening.until)
}

/// How often the dates of a subscription's calendar entry may have changed: by what was announced, and by what staff extended.
fn sequence(subscription: &Subscription) -> u32 {
    let announced = subscription.closed_steps.iter().filter(|(_, step)| matches!(step, Step::Announcement(..))).count();
    let granted = subscription.exceptions.iter().map(|exception| 1 + usize::from(exception.ended_on.is_some()));
    u32::try_from(announced + granted.sum::<usize>()).unwrap_or(u32::MAX)
}
