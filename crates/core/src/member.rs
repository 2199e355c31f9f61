//! The member, the aggregate: what is known of one organisation, replayed from its ledger (invariants 3 and 4).

use crate::entry::{Entry, Fact, Purpose, Recorded, System};
use crate::{AreaId, Day, MemberId, Money, OfferId, OrderId, SubscriptionId};

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
    /// Its subscriptions in the order in which they were made, ended ones included.
    pub subscriptions: Vec<Subscription>,
    /// Its orders in the order in which they were made.
    pub orders: Vec<Order>,
}

/// What is known of one subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its identity.
    pub id: SubscriptionId,
    /// The offer it holds.
    pub offer: OfferId,
    /// The areas it covers.
    pub areas: Vec<AreaId>,
    /// How it came to be.
    pub origin: Origin,
    /// The renewals, oldest first.
    pub renewals: Vec<Renewal>,
    /// The steps that have happened in the current, unrenewed cycle.
    pub closed_steps: Vec<Step>,
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

/// A renewal of one cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The anniversary that was renewed.
    pub anniversary: Day,
    /// The value date of its payment.
    pub paid_on: Day,
}

/// A step of a cycle that the daily run makes happen, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The n-th reminder, from 0.
    Reminder(u8),
    /// The lapse.
    Lapse,
}

/// What is known of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its identity.
    pub id: OrderId,
    /// What it is for.
    pub purpose: Purpose,
    /// What it costs.
    pub amount: Money,
    /// The day on which it was made.
    pub created_on: Day,
    /// The last value date with which it has its effect.
    pub pay_by: Day,
    /// The last day of its life.
    pub expires_on: Day,
    /// Its payment.
    pub payment: Option<Payment>,
}

/// A payment of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day on which the money counts.
    pub value_on: Day,
    /// The day on which we learnt of it.
    pub recorded_on: Day,
    /// Whether it had its effect. Money that came too late has none until staff decide; it is never lost.
    pub is_applied: bool,
}

/// The state of an order on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// It waits for its payment.
    Open,
    /// It was paid and had its effect.
    Paid,
    /// It was paid too late to have its effect; staff decide.
    SetAside,
    /// It was not paid in its life.
    Expired,
}

impl OrderState {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            OrderState::Open => "open",
            OrderState::Paid => "paid",
            OrderState::SetAside => "set-aside",
            OrderState::Expired => "expired",
        }
    }
}

impl Order {
    /// Its state on a day.
    pub fn state(&self, on: Day) -> OrderState {
        match self.payment {
            Some(payment) if payment.is_applied => OrderState::Paid,
            Some(_) => OrderState::SetAside,
            None if on > self.expires_on => OrderState::Expired,
            None => OrderState::Open,
        }
    }
}

impl Subscription {
    /// The purchase date; `None` while the first payment has not come.
    pub fn purchased_on(&self) -> Option<Day> {
        match self.origin {
            Origin::Ordered(_) => None,
            Origin::Purchased(on) | Origin::CarriedOver { purchased_on: on, .. } => Some(on),
        }
    }

    /// The renewal of a cycle, if it was renewed.
    pub fn renewal(&self, anniversary: Day) -> Option<&Renewal> {
        self.renewals.iter().find(|renewal| renewal.anniversary == anniversary)
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

    /// A subscription by its identity.
    pub fn subscription(&self, id: SubscriptionId) -> Option<&Subscription> {
        self.subscriptions.iter().find(|subscription| subscription.id == id)
    }

    /// An order by its identity.
    pub fn order(&self, id: OrderId) -> Option<&Order> {
        self.orders.iter().find(|order| order.id == id)
    }

    /// The order whose payment on this day would renew the current cycle of a subscription, or be its first payment.
    pub fn open_order(&self, subscription: SubscriptionId, on: Day) -> Option<&Order> {
        let is_payable = |order: &&Order| order.state(on) == OrderState::Open && on <= order.pay_by;
        let open = |order: &&Order| is_payable(order) && order.purpose.subscription() == subscription;
        let current = |order: &&Order| match order.purpose {
            Purpose::Buy { .. } => true,
            Purpose::Renew { subscription, anniversary } => {
                self.subscription(subscription).is_some_and(|held| held.renewal(anniversary).is_none())
            }
        };
        self.orders.iter().rev().filter(open).find(current)
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
            Fact::Ordered { order, purpose, amount, pay_by, expires_on } => {
                if let Purpose::Buy { subscription, offer, areas } = purpose {
                    self.add(*subscription, offer, areas, Origin::Ordered(*order))?;
                }
                self.orders.push(Order {
                    id: *order,
                    purpose: purpose.clone(),
                    amount: *amount,
                    created_on: entry.effective_on,
                    pay_by: *pay_by,
                    expires_on: *expires_on,
                    payment: None,
                });
            }
            Fact::PaymentRecorded { order, .. } => {
                let payment = Payment { value_on: entry.effective_on, recorded_on: entry.recorded_on, is_applied: false };
                self.order_mut(*order)?.payment = Some(payment);
            }
            Fact::Purchased { order } => {
                let bought = self.applied(*order)?;
                self.subscription_mut(bought)?.origin = Origin::Purchased(entry.effective_on);
            }
            Fact::Renewed { subscription, anniversary, order } => {
                if let Some(order) = order {
                    self.applied(*order)?;
                }
                let subscription = self.subscription_mut(*subscription)?;
                subscription.renewals.push(Renewal { anniversary: *anniversary, paid_on: entry.effective_on });
                subscription.closed_steps.clear();
            }
            Fact::Reminded { subscription, reminder, .. }
            | Fact::ReminderSuperseded { subscription, reminder, .. }
            | Fact::ReminderMissed { subscription, reminder, .. } => {
                self.subscription_mut(*subscription)?.closed_steps.push(Step::Reminder(*reminder));
            }
            Fact::Lapsed { subscription, .. } => self.subscription_mut(*subscription)?.closed_steps.push(Step::Lapse),
            Fact::LapseReversed { subscription, .. } => {
                self.subscription_mut(*subscription)?.closed_steps.retain(|step| *step != Step::Lapse);
            }
        }
        Some(())
    }

    fn add(&mut self, id: SubscriptionId, offer: &OfferId, areas: &[AreaId], origin: Origin) -> Option<()> {
        if self.subscription(id).is_some() {
            return None;
        }
        self.subscriptions.push(Subscription {
            id,
            offer: offer.clone(),
            areas: areas.to_vec(),
            origin,
            renewals: Vec::new(),
            closed_steps: Vec::new(),
        });
        Some(())
    }

    /// Marks an order's payment as having had its effect, and names the subscription that it was for.
    fn applied(&mut self, order: OrderId) -> Option<SubscriptionId> {
        let order = self.order_mut(order)?;
        order.payment.as_mut()?.is_applied = true;
        Some(order.purpose.subscription())
    }

    fn subscription_mut(&mut self, id: SubscriptionId) -> Option<&mut Subscription> {
        self.subscriptions.iter_mut().find(|subscription| subscription.id == id)
    }

    fn order_mut(&mut self, id: OrderId) -> Option<&mut Order> {
        self.orders.iter_mut().find(|order| order.id == id)
    }
}
