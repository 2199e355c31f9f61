//! What is granted to a subscription and what is left of it on a day: a function of the programme, the facts and the date.
//!
//! The purchase grants the first set, each renewal and reactivation another. A set runs from its grant to the last day with benefits
//! of its own term, so that the old one and the new one run side by side inside a renewal window; nothing is carried over. A refund
//! takes its set back, because the renewal that granted it is no more. With an upgrade all sets of what it replaces end; what was redeemed
//! before runs on by its own clock.

use crate::benefit::{ActivateBy, Benefit, BenefitReason, UsableUntil, Use};
use crate::cycle::Cycle;
use crate::member::{BenefitUse, Member, Subscription};
use crate::programme::Programme;
use crate::reason::{Lift, Reason, Refusal};
use crate::term::{Term, current_term};
use crate::{BenefitId, BenefitKind, Day, Span, SubscriptionId};

/// How a benefit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BenefitStatus {
    /// It is there, and nothing has been done with it.
    Available,
    /// It is in use.
    Activated,
    /// At least one of it is assigned to a person.
    Assigned,
    /// Its seats were redeemed.
    Redeemed,
    /// All of it is used.
    UsedUp,
    /// Its days are over.
    Expired,
    /// It is gone with the subscription, which lapsed or was replaced by an upgrade.
    Withdrawn,
}

impl BenefitStatus {
    /// All of them.
    pub const ALL: [BenefitStatus; 7] = [
        BenefitStatus::Available,
        BenefitStatus::Activated,
        BenefitStatus::Assigned,
        BenefitStatus::Redeemed,
        BenefitStatus::UsedUp,
        BenefitStatus::Expired,
        BenefitStatus::Withdrawn,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            BenefitStatus::Available => "available",
            BenefitStatus::Activated => "activated",
            BenefitStatus::Assigned => "assigned",
            BenefitStatus::Redeemed => "redeemed",
            BenefitStatus::UsedUp => "used-up",
            BenefitStatus::Expired => "expired",
            BenefitStatus::Withdrawn => "withdrawn",
        }
    }
}

/// One of a benefit that is assigned to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The number of the use that assigned it first.
    pub number: u32,
    /// The number of the account of who has it.
    pub user: i64,
    /// Since when.
    pub since: Day,
    /// The first day on which somebody else can have it.
    pub reassign_from: Day,
}

/// A benefit of one set, as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// Which of its sets: how many renewals there were before.
    pub set: u32,
    /// Whether no later set has been granted.
    pub is_newest: bool,
    /// What is granted.
    pub benefit: Benefit,
    /// The day of the grant.
    pub granted_on: Day,
    /// The anniversary that ends the term of the set.
    pub anniversary: Day,
    /// The last day with benefits of the set.
    pub benefits_until: Day,
    /// The last day for a first use, where one is needed.
    pub activate_by: Option<Day>,
    /// The last day on which it is of use; `None` where that is counted from the first use, which has not been.
    pub usable_until: Option<Day>,
    /// How much is used; of a monthly credit, in the month of the day.
    pub used: u32,
    /// The day of the first use.
    pub first_used_on: Option<Day>,
    /// Who has what of it.
    pub seats: Vec<Seat>,
    /// The numbers of the uses that showed a key, in their order.
    pub keys: Vec<u32>,
    /// How it stands.
    pub status: BenefitStatus,
    /// Why, the decisive reason first.
    pub reasons: Vec<Reason>,
    /// What would bring another set.
    renewal: Lift,
    on: Day,
}

impl Grant {
    /// How much is left; of a monthly credit, in the month of the day.
    pub fn left(&self) -> u32 {
        self.benefit.quantity.saturating_sub(self.used)
    }

    /// Whether it is paid for and waits for somebody to do something with it.
    pub fn waits(&self) -> bool {
        self.status == BenefitStatus::Available && self.benefit.is_activated()
    }

    /// Why something cannot be done with it on the day, if it cannot.
    pub fn refusal(&self, how: Use) -> Option<Refusal> {
        let refused = |what, lift| Some(Refusal::new(self.reason(what), lift));
        if !how.fits(&self.benefit) {
            return refused(BenefitReason::NotDone, Lift::Correct);
        }
        if let BenefitStatus::Withdrawn | BenefitStatus::Expired = self.status {
            return Some(Refusal { reasons: self.reasons.clone(), lift: self.renewal.clone() });
        }
        let begins = self.first_used_on.is_none();
        match (how, self.activate_by) {
            (Use::Counted { .. }, Some(until)) if begins => {
                return refused(BenefitReason::NotActivated { until }, Lift::Activate);
            }
            // Each key, and each one to assign, has the same last day.
            (Use::Revealed | Use::Assigned { .. }, Some(until)) if self.on > until => {
                return refused(BenefitReason::ActivationOver { until }, self.renewal.clone());
            }
            _ => {}
        }
        let has_one = |user: i64| self.seats.iter().any(|seat| seat.user == user);
        match how {
            Use::Activated => {
                let on = self.first_used_on?;
                refused(BenefitReason::Activated { on }, Lift::Done)
            }
            Use::Redeemed => {
                let on = self.first_used_on?;
                refused(BenefitReason::Redeemed { on }, Lift::Done)
            }
            Use::Assigned { user } if has_one(user) => refused(BenefitReason::PersonHasIt, Lift::Done),
            Use::Reassigned { seat, user } => self.reassignment(seat, user, has_one(user)),
            Use::Assigned { .. } | Use::Revealed => self.too_much(1),
            Use::Counted { amount: 0 } => refused(BenefitReason::Nothing, Lift::Correct),
            Use::Counted { amount } => self.too_much(amount),
        }
    }

    fn reassignment(&self, seat: u32, user: i64, has_one: bool) -> Option<Refusal> {
        let refused = |what, lift| Some(Refusal::new(self.reason(what), lift));
        let Some(seat) = self.seats.iter().find(|known| known.number == seat) else {
            return refused(BenefitReason::UnknownSeat, Lift::Correct);
        };
        if has_one {
            let lift = if seat.user == user { Lift::Done } else { Lift::Correct };
            return refused(BenefitReason::PersonHasIt, lift);
        }
        let on = seat.reassign_from;
        if self.on < on { refused(BenefitReason::ReassignFrom { on }, Lift::Wait(on)) } else { None }
    }

    fn too_much(&self, asked: u32) -> Option<Refusal> {
        let left = self.left();
        if asked <= left {
            return None;
        }
        if left > 0 {
            return Some(Refusal::new(self.reason(BenefitReason::TooMuch { left, asked }), Lift::Correct));
        }
        let next_month = self.first_used_on.filter(|_| self.benefit.kind == BenefitKind::MonthlyCredit);
        let next_month = next_month.map(|since| month_after(since, self.on));
        let lift = match next_month.filter(|begins| self.usable_until.is_none_or(|until| *begins <= until)) {
            Some(begins) => Lift::Wait(begins),
            None => self.renewal.clone(),
        };
        Some(Refusal::new(self.reason(BenefitReason::UsedUp { quantity: self.benefit.quantity }), lift))
    }

    fn reason(&self, what: BenefitReason) -> Reason {
        Reason::Benefit { benefit: self.benefit.id.clone(), what }
    }
}

/// Everything that is granted to a subscription and matters on a day: the newest set, and of earlier ones what is still of use.
pub fn benefits(programme: &Programme, member: &Member, subscription: SubscriptionId, on: Day) -> Vec<Grant> {
    let mut grants = grants(programme, member, subscription, on);
    let is_over = |grant: &Grant| matches!(grant.status, BenefitStatus::Expired | BenefitStatus::Withdrawn);
    // What an upgrade has taken the place of is of no use any more, but for what runs on by itself.
    let is_replaced = member.subscription(subscription).is_some_and(|held| held.replaced_on(on).is_some());
    grants.retain(|grant| {
        (grant.is_newest && !is_replaced)
            || !(is_over(grant) || grant.on > grant.benefits_until && grant.usable_until.is_none())
    });
    grants
}

/// What a lapse on a day takes away of the newest set, in the order of the programme file: not what ends on a day of its own, and not what was missed before.
pub fn lost_with_lapse(programme: &Programme, member: &Member, subscription: SubscriptionId, lapses_on: Day) -> Vec<Benefit> {
    let mut grants = grants(programme, member, subscription, lapses_on);
    grants.retain(|grant| grant.is_newest && grant.status == BenefitStatus::Withdrawn);
    grants.into_iter().map(|grant| grant.benefit).collect()
}

/// The benefit of one set, of the newest where none is named.
pub fn granted(
    programme: &Programme,
    member: &Member,
    subscription: SubscriptionId,
    (benefit, set): (&BenefitId, Option<u32>),
    on: Day,
) -> Option<Grant> {
    let all = grants(programme, member, subscription, on);
    all.into_iter().find(|grant| &grant.benefit.id == benefit && set.map_or(grant.is_newest, |set| grant.set == set))
}

/// All benefits of all sets that have been granted by a day, the newest set first.
fn grants(programme: &Programme, member: &Member, subscription: SubscriptionId, on: Day) -> Vec<Grant> {
    let Some(held) = member.subscription(subscription) else { return Vec::new() };
    let Some(term) = current_term(programme, held, on) else { return Vec::new() };
    let renewal = if held.replaced_on(on).is_some() { Lift::Correct } else { renewal(&term, on) };
    let mut sets = sets(programme, held, &term, on);
    sets.retain(|set| set.granted_on <= on);
    let newest = sets.last().map(|set| set.number);
    let of_set = |set: &Set<'_>| -> Vec<Grant> {
        let is_newest = Some(set.number) == newest;
        // Where a later set has been granted, nothing brings this one back.
        let renewal = if is_newest { renewal.clone() } else { Lift::Correct };
        set.benefits.iter().map(|benefit| set.grant(held, benefit, on, is_newest, renewal.clone())).collect()
    };
    sets.iter().rev().flat_map(of_set).collect()
}

/// What brings a new set.
fn renewal(term: &Term<'_>, on: Day) -> Lift {
    if term.has_lapsed(on) {
        Lift::BuyAnew
    } else if on < term.cycle.renew_from {
        Lift::Wait(term.cycle.renew_from)
    } else {
        Lift::Order
    }
}

/// What one purchase, renewal or reactivation grants.
struct Set<'p> {
    number: u32,
    benefits: &'p [Benefit],
    granted_on: Day,
    cycle: Cycle,
    /// Whether its term ends in a lapse, unless it is renewed in time.
    may_lapse: bool,
    /// The last day before an upgrade took the place of the subscription.
    replaced_after: Option<Day>,
}

/// The sets of a subscription, oldest first. Each is what the offer granted by the rules of the day on which its term began, so that no
/// later version changes what was granted.
fn sets<'p>(programme: &'p Programme, held: &Subscription, term: &Term<'p>, on: Day) -> Vec<Set<'p>> {
    let closed = term.closed.iter().map(|closed| (closed.cycle(), closed.renewal.reactivation.is_some()));
    let current = match term.held_by(on) {
        Some(hold) => Cycle { benefits_until: term.benefits_until(on), lapses_on: hold.until.next(), ..term.cycle.clone() },
        None => term.cycle.clone(),
    };
    let cycles = closed.chain([(Some(current), true)]).enumerate();
    let set = |(at, (cycle, may_lapse)): (usize, (Option<Cycle>, bool))| {
        let cycle = cycle?;
        let granting = at.checked_sub(1).and_then(|before| held.renewals.get(before));
        let offer = programme.offer(&held.offer, cycle.began_on)?;
        let granted_on = granting.map_or(cycle.began_on, |renewal| renewal.paid_on);
        let replaced_after = held.replaced_on(on).map(|replaced| replaced.on.plus_days(-1));
        Some(Set { number: u32::try_from(at).ok()?, benefits: &offer.benefits, granted_on, cycle, may_lapse, replaced_after })
    };
    cycles.filter_map(set).collect()
}

impl Set<'_> {
    fn grant(&self, held: &Subscription, benefit: &Benefit, on: Day, is_newest: bool, renewal: Lift) -> Grant {
        let is_meant = |known: &&BenefitUse| {
            let is_of_set = known.set == self.number && known.benefit == benefit.id;
            is_of_set && !known.is_undone && known.on <= on
        };
        let uses: Vec<&BenefitUse> = held.benefit_uses.iter().filter(is_meant).collect();
        let last = self.replaced_after.unwrap_or(Day::MAX);
        let (anniversary, benefits_until) = (self.cycle.anniversary, self.cycle.benefits_until.min(last));
        let first_used_on = uses.first().map(|first| first.on);
        let usable_until = match benefit.usable_until {
            UsableUntil::Benefits(span) => Some(span.after(benefits_until).min(last)),
            UsableUntil::Anniversary(span) => Some(span.after(anniversary).min(last)),
            UsableUntil::Activation(span) => first_used_on.map(|on| span.after(on)),
        };
        let by_rule = match benefit.activate_by {
            Some(ActivateBy::Grant(span)) => span.after(self.granted_on),
            Some(ActivateBy::Anniversary(span)) => span.after(anniversary),
            None => benefits_until,
        };
        let fixed_end = usable_until.filter(|_| !matches!(benefit.usable_until, UsableUntil::Activation(_)));
        let activate_by = by_rule.min(benefits_until).min(fixed_end.unwrap_or(Day::MAX));
        let mut grant = Grant {
            subscription: held.id,
            set: self.number,
            is_newest,
            benefit: benefit.clone(),
            granted_on: self.granted_on,
            anniversary,
            benefits_until,
            activate_by: benefit.is_activated().then_some(activate_by),
            usable_until,
            used: used(benefit, &uses, on),
            first_used_on,
            seats: seats(benefit, &uses),
            keys: uses.iter().filter(|known| known.how == Use::Revealed).map(|known| known.number).collect(),
            status: BenefitStatus::Available,
            reasons: Vec::new(),
            renewal,
            on,
        };
        let has_lapsed = self.may_lapse && self.cycle.lapses_on <= on && self.replaced_after.is_none();
        (grant.status, grant.reasons) = grant.standing(has_lapsed, self.replaced_after, uses.last().copied());
        grant
    }
}

impl Grant {
    /// How it stands, and why.
    fn standing(
        &self,
        has_lapsed: bool,
        replaced_after: Option<Day>,
        last_use: Option<&BenefitUse>,
    ) -> (BenefitStatus, Vec<Reason>) {
        let told = |status, reasons: &[BenefitReason]| (status, reasons.iter().map(|what| self.reason(*what)).collect());
        let waits = self.activate_by.filter(|_| last_use.is_none());
        let last_day = waits.or(self.usable_until).unwrap_or(self.benefits_until);
        if self.on > last_day {
            // What could have been used to the end went with the membership; what was missed before, or has an end of its own, did not.
            let ends_alone = waits.map_or(matches!(self.benefit.usable_until, UsableUntil::Activation(_)), |until| {
                until < self.benefits_until.min(self.usable_until.unwrap_or(Day::MAX))
            });
            return match waits {
                _ if Some(last_day) == replaced_after => {
                    told(BenefitStatus::Withdrawn, &[BenefitReason::Replaced { from: last_day.next() }])
                }
                _ if has_lapsed && !ends_alone => {
                    told(BenefitStatus::Withdrawn, &[BenefitReason::Withdrawn { from: last_day.next() }])
                }
                Some(until) => told(BenefitStatus::Expired, &[BenefitReason::ActivationOver { until }]),
                None => told(BenefitStatus::Expired, &[BenefitReason::Over { until: last_day }]),
            };
        }
        let usable = BenefitReason::Usable { until: last_day };
        if self.benefit.kind.is_counted() && self.left() == 0 {
            return told(BenefitStatus::UsedUp, &[BenefitReason::UsedUp { quantity: self.benefit.quantity }, usable]);
        }
        match (waits, self.benefit.kind, self.first_used_on) {
            (Some(until), ..) => told(BenefitStatus::Available, &[BenefitReason::ActivateBy { until }]),
            (None, _, None) => told(BenefitStatus::Available, &[usable]),
            (None, BenefitKind::DeveloperSubscription, Some(on)) => {
                told(BenefitStatus::Assigned, &[BenefitReason::Assigned { on }, usable])
            }
            (None, BenefitKind::LicenceSeats, Some(on)) => {
                told(BenefitStatus::Redeemed, &[BenefitReason::Redeemed { on }, usable])
            }
            (None, BenefitKind::ProductKey, Some(on)) => {
                told(BenefitStatus::Activated, &[BenefitReason::Revealed { on }, usable])
            }
            (None, _, Some(on)) if self.activate_by.is_some() => {
                told(BenefitStatus::Activated, &[BenefitReason::Activated { on }, usable])
            }
            (None, ..) => told(BenefitStatus::Activated, &[usable]),
        }
    }
}

/// How much of a benefit its uses come to.
fn used(benefit: &Benefit, uses: &[&BenefitUse], on: Day) -> u32 {
    let month = match uses.first() {
        Some(first) if benefit.kind == BenefitKind::MonthlyCredit => month_of(first.on, on),
        _ => Day::MIN,
    };
    let amount = |known: &&BenefitUse| match known.how {
        Use::Activated | Use::Reassigned { .. } => 0,
        Use::Assigned { .. } | Use::Revealed => 1,
        Use::Redeemed => benefit.quantity,
        Use::Counted { amount } => amount,
    };
    uses.iter().filter(|known| month <= known.on).map(amount).fold(0, u32::saturating_add)
}

fn seats(benefit: &Benefit, uses: &[&BenefitUse]) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    let reassign_from = |since: Day| benefit.reassign_after.map_or(since, |span: Span| span.after(since));
    for known in uses {
        let since = known.on;
        match known.how {
            Use::Assigned { user } => {
                seats.push(Seat { number: known.number, user, since, reassign_from: reassign_from(since) });
            }
            Use::Reassigned { seat, user } => {
                if let Some(seat) = seats.iter_mut().find(|known| known.number == seat) {
                    (seat.user, seat.since, seat.reassign_from) = (user, since, reassign_from(since));
                }
            }
            _ => {}
        }
    }
    seats
}

/// The most months of a credit that are looked at: a hundred years.
const MOST_MONTHS: i32 = 1_200;

/// The first day of the month, counted from the activation, in which a day lies.
fn month_of(activated_on: Day, on: Day) -> Day {
    let begins = (1..=MOST_MONTHS).map(|months| activated_on.plus_months(months)).take_while(|begins| *begins <= on);
    begins.last().unwrap_or(activated_on)
}

/// The first day of the month after that one.
fn month_after(activated_on: Day, on: Day) -> Day {
    (1..=MOST_MONTHS).map(|months| activated_on.plus_months(months)).find(|begins| *begins > on).unwrap_or(Day::MAX)
}

/// Why what a subscription's last payment brought is not refunded: a benefit that it granted was used, whose use ends that right.
pub(crate) fn refund_ended(programme: &Programme, member: &Member, held: &Subscription, on: Day) -> Option<Reason> {
    let set = u32::try_from(held.renewals.len()).ok()?;
    let ends = |grant: &Grant| grant.set == set && grant.benefit.ends_refund && grant.first_used_on.is_some();
    let used = grants(programme, member, held.id, on).into_iter().filter(ends);
    let first = used.min_by_key(|grant| grant.first_used_on)?;
    first.first_used_on.map(|on| first.reason(BenefitReason::RefundEnded { on }))
}
