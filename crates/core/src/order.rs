//! An order and the money that came for it: how far it is on a day, what it still lacks, and what is held for the member.

use crate::bill::Bill;
use crate::entry::Purpose;
use crate::{Day, Money, OrderId, SubscriptionId};

/// How many subscriptions one order can pay for.
pub const MOST_ITEMS: usize = 20;

/// How the identity of a card payment begins. Nobody keys such a payment in by hand, so it is never taken for one that was.
pub const CARD: &str = "card-";

/// What is known of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its identity.
    pub id: OrderId,
    /// What it pays for, an item for each subscription; never empty. Only an order of one item buys something new.
    pub items: Vec<Item>,
    /// What is to be paid for all of it.
    pub amount: Money,
    /// What the amount is made up of.
    pub bill: Bill,
    /// The day on which it was made.
    pub created_on: Day,
    /// The last day of its life.
    pub expires_on: Day,
    /// The money that came for it, in the order in which it was recorded.
    pub payments: Vec<Payment>,
    /// What of its money went back to the member so far.
    pub refunded: Money,
    /// How it came to its end other than by its payment or by the days.
    pub closing: Option<Closing>,
}

/// What an order pays for one subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is for.
    pub purpose: Purpose,
    /// The cycle it is for: how many renewals its subscription had when the order was made.
    pub cycle: usize,
    /// Its part of the order's bill.
    pub bill: Bill,
    /// The last value date with which it has its effect.
    pub pay_by: Day,
    /// Whether the money had its effect for it. Money that came too late has none until staff decide; it is never lost.
    pub is_applied: bool,
}

impl Item {
    /// The subscription that it is for.
    pub fn subscription(&self) -> SubscriptionId {
        self.purpose.subscription()
    }
}

/// How one of the things that an order pays for stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemState {
    /// It waits for the money.
    Waiting,
    /// The money that is waited for would come too late for it.
    TooLate,
    /// The money had its effect.
    Done,
    /// The money had no effect on it.
    Without,
    /// The order has ended, and nothing is waited for.
    Over,
}

impl ItemState {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            ItemState::Waiting => "waiting",
            ItemState::TooLate => "too-late",
            ItemState::Done => "done",
            ItemState::Without => "without-effect",
            ItemState::Over => "over",
        }
    }
}

/// How an order was closed. Money that comes for it all the same is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It was taken back on this day, before it was paid.
    Cancelled(Day),
    /// Its money, which was set aside, pays this order.
    Moved(OrderId),
    /// Its money went back to the member on this day.
    Refunded(Day),
}

/// Money that came for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// How much came.
    pub amount: Money,
    /// The day on which the money counts.
    pub value_on: Day,
    /// The day on which we learnt of it.
    pub recorded_on: Day,
    /// The order from which it was moved; `None` where it came from outside.
    pub from: Option<OrderId>,
    /// What it is called outside: an entry of a bank statement, a card payment. No two payments have the same.
    pub identity: Option<String>,
    /// What of it is still with the order, in minor units: the rest has moved to another order or gone back.
    pub kept_minor: i64,
}

/// The state of an order on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderState {
    /// It waits for its payment.
    Open,
    /// Part of its money has come, and the rest can still come in time.
    PartlyPaid,
    /// It was paid and had its effect.
    Paid,
    /// It was paid and had its effect, and money is left that is held for the member: what came beyond its amount, or what was for an item
    /// on which it could have none.
    Overpaid,
    /// Money came that has no effect: too late, too little, or for an order that had ended; it is held, and staff decide.
    SetAside,
    /// It was not paid in its life.
    Expired,
    /// It was taken back before it was paid.
    Cancelled,
    /// Its money had been set aside and pays another order.
    Moved,
    /// Its money went back to the member.
    Refunded,
}

impl OrderState {
    /// All of them.
    pub const ALL: [OrderState; 9] = [
        OrderState::Open,
        OrderState::PartlyPaid,
        OrderState::Paid,
        OrderState::Overpaid,
        OrderState::SetAside,
        OrderState::Expired,
        OrderState::Cancelled,
        OrderState::Moved,
        OrderState::Refunded,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            OrderState::Open => "open",
            OrderState::PartlyPaid => "partly-paid",
            OrderState::Paid => "paid",
            OrderState::Overpaid => "overpaid",
            OrderState::SetAside => "set-aside",
            OrderState::Expired => "expired",
            OrderState::Cancelled => "cancelled",
            OrderState::Moved => "moved",
            OrderState::Refunded => "refunded",
        }
    }

    /// Whether it waits for money.
    pub const fn is_waiting(self) -> bool {
        matches!(self, OrderState::Open | OrderState::PartlyPaid)
    }

    /// Whether its money had its effect.
    pub const fn is_paid(self) -> bool {
        matches!(self, OrderState::Paid | OrderState::Overpaid)
    }
}

impl Order {
    /// Its state on a day.
    pub fn state(&self, on: Day) -> OrderState {
        let received = self.received().minor;
        if self.is_applied() {
            return if self.held().minor > 0 { OrderState::Overpaid } else { OrderState::Paid };
        }
        match self.closing {
            None if received == 0 && on > self.expires_on => OrderState::Expired,
            None if received == 0 => OrderState::Open,
            None if received < self.amount.minor && on <= self.last_pay_by() => OrderState::PartlyPaid,
            Some(Closing::Cancelled(_)) if received == 0 => OrderState::Cancelled,
            Some(Closing::Moved(_)) if received == 0 => OrderState::Moved,
            Some(Closing::Refunded(_)) if received == 0 => OrderState::Refunded,
            _ => OrderState::SetAside,
        }
    }

    /// What came for it and is still with it, whether it had its effect or not.
    pub fn received(&self) -> Money {
        self.sum(self.payments.iter().map(|payment| payment.kept_minor).sum())
    }

    /// Whether its money had its effect, on one of its items at least.
    pub fn is_applied(&self) -> bool {
        self.items.iter().any(|item| item.is_applied)
    }

    /// What it pays for a subscription.
    pub fn item(&self, subscription: SubscriptionId) -> Option<&Item> {
        self.items.iter().find(|item| item.subscription() == subscription)
    }

    /// How one of its items stands on a day.
    pub fn item_state(&self, item: &Item, on: Day) -> ItemState {
        let is_waiting = self.state(on).is_waiting();
        match item.is_applied {
            true => ItemState::Done,
            false if is_waiting && on > item.pay_by => ItemState::TooLate,
            false if is_waiting => ItemState::Waiting,
            false if self.received().minor > 0 => ItemState::Without,
            false => ItemState::Over,
        }
    }

    /// What it names first; all of it where it has one item.
    pub fn first(&self) -> &Item {
        self.items.first().expect("an order pays for something")
    }

    /// The subscription whose place its purchase takes.
    pub fn replaces(&self) -> Option<SubscriptionId> {
        self.first().purpose.replaces()
    }

    /// The last value date with which all of it has its effect: the earliest of its items'.
    pub fn pay_by(&self) -> Day {
        self.items.iter().map(|item| item.pay_by).min().unwrap_or(self.expires_on)
    }

    /// The last value date with which any of it has its effect.
    pub fn last_pay_by(&self) -> Day {
        self.items.iter().map(|item| item.pay_by).max().unwrap_or(self.expires_on)
    }

    /// What it still lacks; nothing once its money had its effect.
    pub fn missing(&self) -> Money {
        let missing = if self.is_applied() { 0 } else { self.amount.minor - self.received().minor };
        self.sum(missing.max(0))
    }

    /// What of its money has had an effect.
    pub fn used(&self) -> Money {
        self.sum(self.items.iter().filter(|item| item.is_applied).map(|item| item.bill.total().minor).sum())
    }

    /// What of its money has done nothing: it is held for the member.
    pub fn held(&self) -> Money {
        self.sum(self.received().minor - self.used().minor)
    }

    /// What is held and can pay another order: the money of an order that still waits for the rest is not.
    pub fn spare(&self, on: Day) -> Money {
        if self.state(on).is_waiting() { self.sum(0) } else { self.held() }
    }

    /// The value date on which the money that came reached the amount: that of the payment that completes it, by value dates.
    pub fn completed_on(&self) -> Option<Day> {
        let mut sum = 0;
        self.by_value().into_iter().find_map(|payment| {
            sum += payment.kept_minor;
            (sum >= self.amount.minor).then_some(payment.value_on)
        })
    }

    /// The latest value date of the money that came; `None` where none did.
    pub fn last_value_on(&self) -> Option<Day> {
        self.payments.iter().map(|payment| payment.value_on).max()
    }

    /// The day on which its payment counts: the completing one's, and where it is not complete the latest one's.
    pub fn paid_on(&self) -> Option<Day> {
        self.completed_on().or_else(|| self.last_value_on())
    }

    /// The first so many minor units of what is held, as amounts by value date. What the order itself used is the money that came first.
    pub fn held_by_value(&self, most_minor: i64) -> Vec<(Day, Money)> {
        let (mut used, mut left) = (self.used().minor, most_minor);
        let mut held: Vec<(Day, Money)> = Vec::new();
        for payment in self.by_value() {
            let free = (payment.kept_minor - used).max(0);
            used = (used - payment.kept_minor).max(0);
            let taken = free.min(left);
            left -= taken;
            match held.last_mut() {
                _ if taken == 0 => {}
                Some((value_on, money)) if *value_on == payment.value_on => money.minor += taken,
                _ => held.push((payment.value_on, self.sum(taken))),
            }
        }
        held
    }

    /// Takes what is held with a value date out of its payments; `None` where there is not so much.
    pub(crate) fn take_held(&mut self, value_on: Day, amount: Money) -> Option<()> {
        let held = self.held_by_value(i64::MAX);
        let free: i64 = held.iter().filter(|(on, _)| *on == value_on).map(|(_, money)| money.minor).sum();
        if amount.currency != self.amount.currency || amount.minor > free {
            return None;
        }
        let mut left = amount.minor;
        for payment in self.payments.iter_mut().rev().filter(|payment| payment.value_on == value_on) {
            let taken = payment.kept_minor.min(left);
            payment.kept_minor -= taken;
            left -= taken;
        }
        Some(())
    }

    fn by_value(&self) -> Vec<&Payment> {
        let mut payments: Vec<&Payment> = self.payments.iter().filter(|payment| payment.kept_minor > 0).collect();
        payments.sort_by_key(|payment| payment.value_on);
        payments
    }

    const fn sum(&self, minor: i64) -> Money {
        Money { minor, currency: self.amount.currency }
    }
}
