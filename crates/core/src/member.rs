//! The member, the aggregate: what is known of one organisation, replayed from its ledger (invariants 3 and 4).

use crate::auto_renewal::{AutoRenewal, ChargeFailure, ChargeFault, ChargeTry};
use crate::benefit::Use;
use crate::bill::Bill;
use crate::entry::{Entry, Fact, Purpose, Recorded, System};
use crate::exception::Exception;
use crate::flight::{Flight, ShownBy};
use crate::order::{Closing, Item, Order, Payment};
use crate::tax::Buyer;
use crate::{AreaId, BenefitId, Day, MeasureId, MemberId, Money, OfferId, OrderId, ReliefId, SubscriptionId};

/// What is known of one member. It holds facts only; what follows from them on a day is its [`crate::Standing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its identity.
    pub id: MemberId,
    /// How many entries its ledger has: the version under which all of it changes together.
    pub version: u32,
    /// Since when it is enrolled; `None` for one that does not exist yet.
    pub enrolled_on: Option<Day>,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Where its account is.
    pub system: System,
    /// What decides about its tax.
    pub billing: Billing,
    /// The day on which its account was moved out of the legacy system.
    pub migrated_on: Option<Day>,
    /// What it attained, in the order in which it was recorded.
    pub attainments: Vec<Attainment>,
    /// Its subscriptions in the order in which they were made, ended ones included.
    pub subscriptions: Vec<Subscription>,
    /// Its orders in the order in which they were made.
    pub orders: Vec<Order>,
}

/// What decides about a member's tax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Billing {
    /// ISO 3166 code of the country of its business; `None` for the member's own.
    pub country: Option<String>,
    /// The country whose VAT number it has; `None` for none.
    pub vat_country: Option<String>,
    /// Whether staff established that it is exempt from tax.
    pub is_exempt: bool,
}

/// What is known of one subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its identity.
    pub id: SubscriptionId,
    /// The offer it holds.
    pub offer: OfferId,
    /// The areas that it was bought for or that were added since. Which of them still hold on a day says [`crate::areas_held`].
    pub areas: Vec<AreaId>,
    /// For each area, the cycle in which it was added: how many renewals there were before.
    pub added_in: Vec<usize>,
    /// How it came to be.
    pub origin: Origin,
    /// The renewals and reactivations, oldest first.
    pub renewals: Vec<Renewal>,
    /// The steps that have happened in the current, unrenewed cycle (announcements: ever), each with the anniversary that the cycle had then: when a relief
    /// moves it, the moved one has steps of its own.
    pub closed_steps: Vec<(Day, Step)>,
    /// What staff allowed, in the order in which they did.
    pub exceptions: Vec<Exception>,
    /// What was done with the benefits that it grants, in the order in which it was.
    pub benefit_uses: Vec<BenefitUse>,
    /// What was shown of money on its way for its orders, in the order in which it was.
    pub flights: Vec<Flight>,
    /// Its automatic renewal, while that is switched on.
    pub auto_renewal: Option<AutoRenewal>,
    /// The charges of kept cards that were tried or given up, in the order in which they were.
    pub charges: Vec<ChargeTry>,
    /// What took its place, where an upgrade did.
    pub replaced: Option<Replacement>,
}

/// What took the place of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The subscription that did.
    pub by: SubscriptionId,
    /// The first day on which the other is over: that of the purchase.
    pub on: Day,
}

/// Something that was done with a benefit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenefitUse {
    /// Which of the subscription's, from 1.
    pub number: u32,
    /// Which of its sets: how many renewals there were before.
    pub set: u32,
    /// The benefit.
    pub benefit: BenefitId,
    /// What was done.
    pub how: Use,
    /// When.
    pub on: Day,
    /// Whether the set was taken back since, by a refund.
    pub is_undone: bool,
}

/// Something that a member attained, and that counts for requirements while it is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attainment {
    /// Which of the member's, from 1.
    pub number: u32,
    /// What is measured.
    pub measure: MeasureId,
    /// The area it is for; `None` where it counts for all.
    pub area: Option<AreaId>,
    /// How much.
    pub amount: u32,
    /// The first day on which it counts.
    pub attained_on: Day,
    /// The last day on which it counts; `None` for good.
    pub expires_on: Option<Day>,
    /// The first day without it, where it was ended before.
    pub ended_on: Option<Day>,
}

impl Attainment {
    /// Whether it counts on a day.
    pub fn is_valid(&self, on: Day) -> bool {
        let has_ended = self.ended_on.is_some_and(|ended_on| ended_on <= on);
        self.attained_on <= on && self.expires_on.is_none_or(|expires_on| on <= expires_on) && !has_ended
    }
}

/// How a subscription came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Ordered; it begins when the order is paid.
    Ordered(OrderId),
    /// Bought on this day.
    Purchased(Day),
    /// Taken over from earlier records: bought on a day, and in the cycle of this anniversary then.
    CarriedOver {
        /// The purchase date in those records.
        purchased_on: Day,
        /// The anniversary of the cycle it was in; `None` for its first.
        anniversary: Option<Day>,
    },
}

/// A renewal of one cycle, or its reactivation after it had lapsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The anniversary that was renewed.
    pub anniversary: Day,
    /// The day on which it was ordered, or renewed where nothing was to be paid: the moment at which its requirements were met.
    pub ordered_on: Day,
    /// The value date of its payment.
    pub paid_on: Day,
    /// The business date on which it was recorded.
    pub recorded_on: Day,
    /// The anniversary that it gave; `None` where the entry does not say and the rules do.
    pub next_anniversary: Option<Day>,
    /// What allowed a reactivation; `None` for a renewal.
    pub reactivation: Option<ReactivatedBy>,
    /// The steps of the renewed cycle that had happened by then: a refund makes it the current one again.
    pub closed_steps: Vec<(Day, Step)>,
}

/// What allowed a reactivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReactivatedBy {
    /// A relief.
    Relief(ReliefId),
    /// An exception by staff.
    Staff,
}

/// A step of a cycle that the daily run makes happen, once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The member is told what the n-th announcement of a relief, from 0, changes.
    Announcement(ReliefId, u8),
    /// The n-th reminder, from 0.
    Reminder(u8),
    /// The member is told what will be charged for the renewal, and when.
    Notice,
    /// The kept card is charged, the n-th time, from 0.
    Charge(u8),
    /// The lapse.
    Lapse,
}

impl Subscription {
    /// The purchase date; `None` while the first payment has not come.
    pub fn purchased_on(&self) -> Option<Day> {
        match self.origin {
            Origin::Ordered(_) => None,
            Origin::Purchased(on) | Origin::CarriedOver { purchased_on: on, .. } => Some(on),
        }
    }

    /// What had taken its place by a day.
    pub fn replaced_on(&self, on: Day) -> Option<Replacement> {
        self.replaced.filter(|replaced| replaced.on <= on)
    }

    /// The exceptions for its current cycle that count on a day.
    pub fn exceptions_on(&self, on: Day) -> impl Iterator<Item = &Exception> {
        let cycle = self.renewals.len();
        self.exceptions.iter().filter(move |exception| exception.cycle == cycle && exception.is_valid(on))
    }

    /// Whether a step of an anniversary has happened in the current cycle; an announcement is told once, whatever moved since.
    pub fn has_happened(&self, anniversary: Day, step: &Step) -> bool {
        let is_told_once = matches!(step, Step::Announcement(..));
        self.closed_steps.iter().any(|(of, closed)| closed == step && (is_told_once || *of == anniversary))
    }
}

/// An entry that does not fit the facts before it: the ledger is damaged, or an entry was made that `decide` would refuse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {version} of member {member} does not fit the entries before it")]
pub struct Misfit {
    /// Whose ledger.
    pub member: MemberId,
    /// Which entry, from 1.
    pub version: u32,
}

impl Member {
    /// A member of which nothing is known.
    pub fn new(id: MemberId) -> Member {
        Member {
            id,
            version: 0,
            enrolled_on: None,
            country: String::new(),
            system: System::default(),
            billing: Billing::default(),
            migrated_on: None,
            attainments: Vec::new(),
            subscriptions: Vec::new(),
            orders: Vec::new(),
        }
    }

    /// Replays a ledger: all of it, or, given a day, what was known on that day. What was taken over from earlier records was
    /// known to the programme since its purchase.
    pub fn replay<'a>(
        id: MemberId,
        ledger: impl IntoIterator<Item = &'a Recorded>,
        known_on: Option<Day>,
    ) -> Result<Member, Misfit> {
        let mut member = Member::new(id);
        for recorded in ledger {
            let entry = &recorded.entry;
            let is_known = match (&entry.fact, known_on) {
                (_, None) | (Fact::Enrolled { .. }, _) => true,
                (Fact::CarriedOver { .. }, Some(day)) => entry.effective_on.min(entry.recorded_on) <= day,
                (_, Some(day)) => entry.recorded_on <= day,
            };
            if is_known {
                member.apply(entry)?;
            } else {
                member.version += 1;
            }
        }
        Ok(member)
    }

    /// What decides about its tax, with the country that counts where none was given for its business.
    pub fn buyer(&self) -> Buyer<'_> {
        let Billing { country, vat_country, is_exempt } = &self.billing;
        let country = country.as_deref().unwrap_or(&self.country);
        Buyer { country, vat_country: vat_country.as_deref(), is_exempt: *is_exempt }
    }

    /// A subscription by its identity.
    pub fn subscription(&self, id: SubscriptionId) -> Option<&Subscription> {
        self.subscriptions.iter().find(|subscription| subscription.id == id)
    }

    /// An order by its identity.
    pub fn order(&self, id: OrderId) -> Option<&Order> {
        self.orders.iter().find(|order| order.id == id)
    }

    /// What was shown of money on its way for an order.
    pub fn flights(&self, order: OrderId) -> impl Iterator<Item = &Flight> {
        // Each of its subscriptions knows of it; told is it once.
        let first = self.order(order).map(|order| order.first().subscription());
        let of = self.subscriptions.iter().filter(move |held| Some(held.id) == first);
        of.flat_map(|held| &held.flights).filter(move |flight| flight.order == order)
    }

    /// The order whose payment on this day would renew the current cycle of a subscription, or be its first payment.
    pub fn open_order(&self, subscription: SubscriptionId, on: Day) -> Option<&Order> {
        let is_current = |item: &Item| match item.purpose {
            Purpose::Buy { .. } => true,
            Purpose::Renew { .. } | Purpose::Reactivate { .. } => {
                self.subscription(subscription).is_some_and(|held| held.renewals.len() == item.cycle)
            }
        };
        let is_open = |order: &&Order| {
            let item = order.item(subscription).filter(|item| on <= item.pay_by);
            order.state(on).is_waiting() && item.is_some_and(is_current)
        };
        self.orders.iter().rev().find(is_open)
    }

    /// The order that waits for its payment and will then take the place of a subscription.
    pub fn open_upgrade(&self, subscription: SubscriptionId, on: Day) -> Option<&Order> {
        let is_open = |order: &&Order| {
            order.replaces() == Some(subscription) && order.state(on).is_waiting() && on <= order.last_pay_by()
        };
        self.orders.iter().rev().find(is_open)
    }

    /// Takes an entry in. Entries come from [`crate::decide`] or from the ledger; one that does not fit changes nothing.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), Misfit> {
        let misfit = Misfit { member: self.id, version: self.version + 1 };
        self.take(entry).ok_or(misfit)?;
        self.version += 1;
        Ok(())
    }

    fn take(&mut self, entry: &Entry) -> Option<()> {
        match &entry.fact {
            Fact::Enrolled { country, system } => {
                self.enrolled_on = Some(entry.effective_on);
                self.country.clone_from(country);
                self.system = *system;
            }
            Fact::CountryChanged { country } => self.country.clone_from(country),
            Fact::CarriedOver { subscription, offer, areas, anniversary } => {
                let origin = Origin::CarriedOver { purchased_on: entry.effective_on, anniversary: *anniversary };
                self.add(*subscription, offer, areas, origin)?;
            }
            Fact::Ordered { order, purpose, amount, pay_by, expires_on, bill, further } => {
                let bill = bill.clone().unwrap_or_else(|| Bill::untaxed(*amount));
                if !bill.is_of(*amount) {
                    return None;
                }
                if purpose.replaces().is_some_and(|replaced| self.subscription(replaced).is_none()) {
                    return None;
                }
                if let Purpose::Buy { subscription, offer, areas, .. } = purpose {
                    self.add(*subscription, offer, areas, Origin::Ordered(*order))?;
                }
                let wanted = std::iter::once((purpose, *pay_by));
                let further = further.iter().flatten().map(|further| (&further.purpose, further.pay_by));
                self.orders.push(Order {
                    id: *order,
                    items: self.items(wanted.chain(further).collect(), &bill)?,
                    amount: *amount,
                    bill,
                    created_on: entry.effective_on,
                    expires_on: *expires_on,
                    payments: Vec::new(),
                    refunded: Money::zero(amount.currency),
                    closing: None,
                });
            }
            Fact::PaymentRecorded { order, amount, identity } => {
                self.receive(entry, *order, *amount, None, identity.clone())?;
            }
            Fact::PaymentIdentified { order, payment, identity } => {
                let known = self.order_mut(*order)?.payments.get_mut((*payment as usize).checked_sub(1)?)?;
                known.identity = Some(identity.clone());
            }
            Fact::OrderCancelled { order } => {
                self.order_mut(*order)?.closing = Some(Closing::Cancelled(entry.effective_on));
            }
            Fact::PaymentMoved { order, from, amount } => {
                let source = self.order_mut(*from)?;
                source.take_held(entry.effective_on, *amount)?;
                if !source.is_applied() {
                    source.closing = Some(Closing::Moved(*order));
                }
                self.receive(entry, *order, *amount, Some(*from), None)?;
            }
            Fact::Refunded { order, amount } => self.refund(*order, *amount, entry.effective_on)?,
            Fact::HeldRefunded { order, amount } => {
                let is_held = |order: &&mut Order| {
                    let held = order.held();
                    held.currency == amount.currency && (1..=held.minor).contains(&amount.minor)
                };
                let order = self.order_mut(*order).filter(is_held)?;
                for (value_on, part) in order.held_by_value(amount.minor) {
                    order.take_held(value_on, part)?;
                    order.refunded.minor += part.minor;
                }
            }
            Fact::Purchased { order } => {
                let bought = self.order(*order)?.first().subscription();
                self.applied(*order, bought)?;
                self.subscription_mut(bought)?.origin = Origin::Purchased(entry.effective_on);
            }
            Fact::Replaced { subscription, by } => self.replace(*subscription, *by, entry.effective_on)?,
            Fact::Renewed { subscription, anniversary, order, next_anniversary } => {
                self.renew(entry, *subscription, *anniversary, *order, *next_anniversary, None)?;
            }
            Fact::Reactivated { subscription, anniversary, order, next_anniversary, relief } => {
                let by = relief.clone().map_or(ReactivatedBy::Staff, ReactivatedBy::Relief);
                self.renew(entry, *subscription, *anniversary, *order, Some(*next_anniversary), Some(by))?;
            }
            Fact::Reminded { subscription, anniversary, reminder }
            | Fact::ReminderSuperseded { subscription, anniversary, reminder }
            | Fact::ReminderMissed { subscription, anniversary, reminder } => {
                self.close(*subscription, *anniversary, Step::Reminder(*reminder))?;
            }
            Fact::Announced { subscription, anniversary, relief, announcement }
            | Fact::AnnouncementSuperseded { subscription, anniversary, relief, announcement } => {
                self.close(*subscription, *anniversary, Step::Announcement(relief.clone(), *announcement))?;
            }
            Fact::Lapsed { subscription, anniversary } => self.close(*subscription, *anniversary, Step::Lapse)?,
            Fact::LapseReversed { subscription, .. } => {
                self.subscription_mut(*subscription)?.closed_steps.retain(|(_, step)| *step != Step::Lapse);
            }
            Fact::BillingChanged { country, vat_country, is_exempt } => {
                let (country, vat_country) = (country.clone(), vat_country.clone());
                self.billing = Billing { country, vat_country, is_exempt: *is_exempt };
            }
            // Who may do what stands beside the ledger, with the people; no rule about a subscription asks for it.
            Fact::RolesChanged { .. } | Fact::PersonRemoved { .. } => {}
            Fact::Migrated => {
                self.system = System::Current;
                self.migrated_on = Some(entry.effective_on);
            }
            Fact::Attained { attainment, measure, area, amount, expires_on } => self.attainments.push(Attainment {
                number: *attainment,
                measure: measure.clone(),
                area: area.clone(),
                amount: *amount,
                attained_on: entry.effective_on,
                expires_on: *expires_on,
                ended_on: None,
            }),
            Fact::AttainmentEnded { attainment } => {
                let ended = self.attainments.iter_mut().find(|known| known.number == *attainment)?;
                ended.ended_on = Some(entry.effective_on);
            }
            Fact::AreaCovered { subscription, area } => {
                let subscription = self.subscription_mut(*subscription)?;
                let cycle = subscription.renewals.len();
                if let Some(at) = subscription.areas.iter().position(|known| known == area) {
                    subscription.added_in[at] = cycle;
                } else {
                    subscription.areas.push(area.clone());
                    subscription.added_in.push(cycle);
                }
            }
            Fact::ExceptionGranted { subscription, exception, kind, until } => {
                let subscription = self.subscription_mut(*subscription)?;
                subscription.exceptions.push(Exception {
                    number: *exception,
                    kind: *kind,
                    cycle: subscription.renewals.len(),
                    granted_on: entry.effective_on,
                    until: *until,
                    ended_on: None,
                });
            }
            Fact::ExceptionEnded { subscription, exception } => {
                let subscription = self.subscription_mut(*subscription)?;
                let ended = subscription.exceptions.iter_mut().find(|known| known.number == *exception)?;
                ended.ended_on = Some(entry.effective_on);
            }
            Fact::BenefitUsed { subscription, number, set, benefit, how } => {
                let uses = &mut self.subscription_mut(*subscription)?.benefit_uses;
                uses.push(BenefitUse {
                    number: *number,
                    set: *set,
                    benefit: benefit.clone(),
                    how: *how,
                    on: entry.effective_on,
                    is_undone: false,
                });
            }
            Fact::ProofFiled { order, proof, value_on } => {
                self.show(*order, &ShownBy::Proof(*proof), entry.effective_on, *value_on)?;
            }
            Fact::ProofAnswered { order, proof, is_accepted } => {
                self.land(*order, &ShownBy::Proof(*proof), entry.effective_on, Some(*is_accepted))?;
            }
            Fact::CardFollowed { order, payment, is_in_flight: true } => {
                self.show(*order, &ShownBy::Card(payment.clone()), entry.effective_on, entry.effective_on)?;
            }
            Fact::CardFollowed { order, payment, is_in_flight: false } => {
                self.land(*order, &ShownBy::Card(payment.clone()), entry.effective_on, None)?;
            }
            Fact::AutoRenewalSwitchedOn { subscription, card } => {
                let on = entry.effective_on;
                let auto = &mut self.subscription_mut(*subscription)?.auto_renewal;
                let (since, told) = auto.as_ref().map_or((on, None), |auto| (auto.since, auto.told));
                *auto = Some(AutoRenewal { card: card.clone(), since, told });
            }
            Fact::AutoRenewalSwitchedOff { subscription } => {
                self.subscription_mut(*subscription)?.auto_renewal = None;
            }
            Fact::AutoRenewalAnnounced { subscription, anniversary } => {
                let told = Some((*anniversary, entry.recorded_on));
                self.subscription_mut(*subscription)?.auto_renewal.as_mut()?.told = told;
                self.close(*subscription, *anniversary, Step::Notice)?;
            }
            Fact::ChargeTried { subscription, anniversary, order, number } => {
                self.order(*order)?;
                self.try_charge(*subscription, *anniversary, Some(*order), *number, entry.effective_on)?;
            }
            Fact::ChargeFailed { subscription, anniversary, number, fault, is_last } => {
                self.fail_charge(*subscription, *anniversary, *number, *fault, *is_last, entry.effective_on)?;
            }
        }
        self.land_what_is_needless(entry);
        self.charge_no_more(entry);
        Some(())
    }

    /// What an order pays for: no two things for one subscription, and something new only alone.
    fn items(&self, wanted: Vec<(&Purpose, Day)>, bill: &Bill) -> Option<Vec<Item>> {
        let is_one = wanted.len() == 1;
        if usize::from(bill.parts()) != wanted.len() {
            return None;
        }
        let mut items: Vec<Item> = Vec::new();
        for (number, (purpose, pay_by)) in wanted.into_iter().enumerate() {
            let id = purpose.subscription();
            let is_new = matches!(purpose, Purpose::Buy { .. });
            if items.iter().any(|item| item.subscription() == id) || (is_new && !is_one) {
                return None;
            }
            let bill = if is_one { bill.clone() } else { bill.part(u16::try_from(number).ok()?)? };
            let cycle = self.subscription(id)?.renewals.len();
            items.push(Item { purpose: purpose.clone(), cycle, bill, pay_by, is_applied: false });
        }
        Some(items)
    }

    /// Money is on its way for each of an order's subscriptions.
    fn show(&mut self, order: OrderId, shown_by: &ShownBy, shown_on: Day, value_on: Day) -> Option<()> {
        let paid = self.order(order)?;
        let mut items: Vec<(SubscriptionId, usize)> = paid.items.iter().map(|item| (item.subscription(), item.cycle)).collect();
        // What it is to replace has not lapsed either while the money is on its way.
        let replaced = paid.replaces().and_then(|id| self.subscription(id));
        items.extend(replaced.map(|held| (held.id, held.renewals.len())));
        for (id, cycle) in items {
            let shown_by = shown_by.clone();
            let flights = &mut self.subscription_mut(id)?.flights;
            flights.push(Flight { order, cycle, shown_by, shown_on, value_on, ended_on: None, is_accepted: None });
        }
        Some(())
    }

    /// Ends the last flight of that name, if it has not ended, for each of the order's subscriptions.
    fn land(&mut self, order: OrderId, shown_by: &ShownBy, on: Day, is_accepted: Option<bool>) -> Option<()> {
        let is_meant = |flight: &&mut Flight| flight.order == order && flight.shown_by == *shown_by;
        let flights = self.subscriptions.iter_mut().filter_map(|held| held.flights.iter_mut().filter(is_meant).last());
        let mut landed = None;
        for flight in flights {
            flight.ended_on = flight.ended_on.or(Some(on));
            flight.is_accepted = is_accepted.or(flight.is_accepted);
            landed = Some(());
        }
        landed
    }

    fn try_charge(
        &mut self,
        id: SubscriptionId,
        anniversary: Day,
        order: Option<OrderId>,
        number: u8,
        tried_on: Day,
    ) -> Option<&mut ChargeTry> {
        let subscription = self.subscription_mut(id)?;
        let cycle = subscription.renewals.len();
        subscription.charges.push(ChargeTry { cycle, anniversary, order, number, tried_on, failure: None });
        subscription.charges.last_mut()
    }

    /// Notes why a try brought no money; where nothing was tried, that it was given up.
    fn fail_charge(
        &mut self,
        id: SubscriptionId,
        anniversary: Day,
        number: u8,
        fault: ChargeFault,
        is_last: bool,
        on: Day,
    ) -> Option<()> {
        let is_meant =
            |charge: &ChargeTry| charge.anniversary == anniversary && charge.number == number && charge.failure.is_none();
        let known = self.subscription(id)?.charges.iter().rposition(is_meant);
        let charge = match known {
            Some(at) => self.subscription_mut(id)?.charges.get_mut(at)?,
            None => self.try_charge(id, anniversary, None, number, on)?,
        };
        charge.failure = Some(ChargeFailure { fault, on, is_last });
        Some(())
    }

    /// Money that has come is on its way no more, and for what was taken back nobody waits.
    fn land_what_is_needless(&mut self, entry: &Entry) {
        let of = match &entry.fact {
            Fact::PaymentRecorded { order, .. } | Fact::OrderCancelled { order } | Fact::Refunded { order, .. } => [*order; 2],
            Fact::PaymentMoved { order, from, .. } => [*order, *from],
            _ => return,
        };
        let is_needless = |order: &Order| order.missing().minor == 0 || order.closing.is_some();
        let landed = of.map(|id| self.order(id).is_some_and(is_needless).then_some(id));
        let flights = self.subscriptions.iter_mut().flat_map(|held| &mut held.flights);
        for flight in flights.filter(|flight| landed.contains(&Some(flight.order)) && flight.ended_on.is_none()) {
            flight.ended_on = Some(entry.recorded_on);
        }
    }

    /// For an order that was closed nothing is charged any more.
    fn charge_no_more(&mut self, entry: &Entry) {
        let (Fact::PaymentMoved { from: order, .. } | Fact::OrderCancelled { order } | Fact::Refunded { order, .. }) =
            &entry.fact
        else {
            return;
        };
        if self.order(*order).is_none_or(|order| order.closing.is_none()) {
            return;
        }
        let charges = self.subscriptions.iter_mut().flat_map(|held| &mut held.charges);
        for charge in charges.filter(|charge| charge.order == Some(*order) && charge.failure.is_none()) {
            charge.failure = Some(ChargeFailure { fault: ChargeFault::OrderOver, on: entry.recorded_on, is_last: true });
        }
    }

    fn add(&mut self, id: SubscriptionId, offer: &OfferId, areas: &[AreaId], origin: Origin) -> Option<()> {
        if self.subscription(id).is_some() {
            return None;
        }
        self.subscriptions.push(Subscription {
            id,
            offer: offer.clone(),
            areas: areas.to_vec(),
            added_in: vec![0; areas.len()],
            origin,
            renewals: Vec::new(),
            closed_steps: Vec::new(),
            exceptions: Vec::new(),
            benefit_uses: Vec::new(),
            flights: Vec::new(),
            auto_renewal: None,
            charges: Vec::new(),
            replaced: None,
        });
        Some(())
    }

    /// What was held is over, and nothing is charged for it any more.
    fn replace(&mut self, id: SubscriptionId, by: SubscriptionId, on: Day) -> Option<()> {
        self.subscription(by)?.purchased_on()?;
        let subscription = self.subscription_mut(id).filter(|held| held.id != by && held.replaced.is_none())?;
        subscription.purchased_on()?;
        subscription.replaced = Some(Replacement { by, on });
        subscription.auto_renewal = None;
        Some(())
    }

    fn renew(
        &mut self,
        entry: &Entry,
        id: SubscriptionId,
        anniversary: Day,
        order: Option<OrderId>,
        next_anniversary: Option<Day>,
        reactivation: Option<ReactivatedBy>,
    ) -> Option<()> {
        let paid_on = entry.effective_on;
        let mut ordered_on = paid_on;
        if let Some(order) = order {
            self.applied(order, id)?;
            ordered_on = self.order(order)?.created_on.min(paid_on);
        }
        let subscription = self.subscription_mut(id)?;
        let (kept, closed_steps) = std::mem::take(&mut subscription.closed_steps)
            .into_iter()
            .partition(|(_, step)| matches!(step, Step::Announcement(..)));
        subscription.closed_steps = kept;
        let recorded_on = entry.recorded_on;
        subscription.renewals.push(Renewal {
            anniversary,
            ordered_on,
            paid_on,
            recorded_on,
            next_anniversary,
            reactivation,
            closed_steps,
        });
        Some(())
    }

    /// Adds money to an order.
    fn receive(
        &mut self,
        entry: &Entry,
        id: OrderId,
        amount: Money,
        from: Option<OrderId>,
        identity: Option<String>,
    ) -> Option<()> {
        let order = self.order_mut(id).filter(|order| order.amount.currency == amount.currency)?;
        let (value_on, recorded_on) = (entry.effective_on, entry.recorded_on);
        order.payments.push(Payment { amount, value_on, recorded_on, from, identity, kept_minor: amount.minor });
        Some(())
    }

    /// Closes an order whose money went back, and undoes what the money had done.
    fn refund(&mut self, id: OrderId, amount: Money, on: Day) -> Option<()> {
        let order = self.order_mut(id).filter(|order| order.received() == amount)?;
        order.closing = Some(Closing::Refunded(on));
        order.refunded.minor += amount.minor;
        for payment in &mut order.payments {
            payment.kept_minor = 0;
        }
        let undone: Vec<(Purpose, usize)> = order
            .items
            .iter_mut()
            .filter_map(|item| std::mem::take(&mut item.is_applied).then(|| (item.purpose.clone(), item.cycle)))
            .collect();
        undone.into_iter().try_for_each(|(purpose, cycle)| self.undo(id, &purpose, cycle, on))
    }

    /// Undoes what the money of an order had done for one subscription.
    fn undo(&mut self, id: OrderId, purpose: &Purpose, cycle: usize, on: Day) -> Option<()> {
        let subscription = self.subscription_mut(purpose.subscription())?;
        let set = if matches!(purpose, Purpose::Buy { .. }) { 0 } else { u32::try_from(cycle + 1).ok()? };
        for known in subscription.benefit_uses.iter_mut().filter(|known| known.set == set) {
            known.is_undone = true;
        }
        if matches!(purpose, Purpose::Buy { .. }) {
            subscription.origin = Origin::Ordered(id);
            subscription.auto_renewal = None;
            // What it had taken the place of is there again, with the dates that it has.
            let by = subscription.id;
            for held in self.subscriptions.iter_mut().filter(|held| held.replaced.is_some_and(|one| one.by == by)) {
                held.replaced = None;
            }
            return Some(());
        }
        let undone = subscription.renewals.pop().filter(|_| subscription.renewals.len() == cycle)?;
        subscription.closed_steps.extend(undone.closed_steps);
        for added_in in &mut subscription.added_in {
            *added_in = cycle.min(*added_in);
        }
        // What staff allowed for the year that is undone is no exception for any other.
        for exception in subscription.exceptions.iter_mut().filter(|exception| exception.cycle > cycle) {
            exception.ended_on = Some(exception.ended_on.map_or(on, |ended_on| ended_on.min(on)));
        }
        Some(())
    }

    fn close(&mut self, id: SubscriptionId, anniversary: Day, step: Step) -> Option<()> {
        self.subscription_mut(id)?.closed_steps.push((anniversary, step));
        Some(())
    }

    /// Marks an order's money as having had its effect for one of its subscriptions.
    fn applied(&mut self, order: OrderId, subscription: SubscriptionId) -> Option<()> {
        let order = self.order_mut(order).filter(|order| order.missing().minor == 0)?;
        let left = order.held().minor;
        let is_meant = |item: &&mut Item| item.subscription() == subscription && !item.is_applied;
        let item = order.items.iter_mut().find(is_meant).filter(|item| item.bill.total().minor <= left)?;
        item.is_applied = true;
        Some(())
    }

    fn subscription_mut(&mut self, id: SubscriptionId) -> Option<&mut Subscription> {
        self.subscriptions.iter_mut().find(|subscription| subscription.id == id)
    }

    fn order_mut(&mut self, id: OrderId) -> Option<&mut Order> {
        self.orders.iter_mut().find(|order| order.id == id)
    }
}
