//! What the model knows of a member on the day to which it has walked.

use crate::calendar::On;
use crate::plan::{Base, Exception, Offer};

#[derive(Debug)]
pub(crate) struct Attained {
    pub(crate) measure: &'static str,
    pub(crate) area: &'static str,
    pub(crate) amount: u32,
    pub(crate) from: On,
    pub(crate) until: Option<On>,
    pub(crate) ended_on: Option<On>,
}

impl Attained {
    pub(crate) fn counts(&self, on: On) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until) && self.ended_on.is_none_or(|ended| on < ended)
    }
}

/// A relief that counts for a cycle.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) relief: usize,
    pub(crate) announcement: usize,
    /// Whether it was announced when the cycle had been renewed, which nothing moves any more.
    pub(crate) is_late: bool,
}

/// One anniversary of a subscription, as it stands today.
#[derive(Clone, Debug)]
pub(crate) struct Cycle {
    pub(crate) began: On,
    /// The anniversary that the rules gave.
    pub(crate) ruled: On,
    /// The anniversary as reliefs have moved it.
    pub(crate) anniversary: On,
    /// Which version's rules it runs by.
    pub(crate) version: usize,
    /// In the order in which they came to count.
    pub(crate) counted: Vec<Counted>,
    pub(crate) is_renewed: bool,
}

/// A cycle that was renewed.
#[derive(Clone, Debug)]
pub(crate) struct Closed {
    pub(crate) cycle: Cycle,
    pub(crate) ordered_on: On,
    /// The last day of its window; of what came back after it, that day.
    pub(crate) closes: On,
    /// Whether it was reactivated.
    pub(crate) came_back: bool,
    /// The steps that had happened in it.
    pub(crate) happened: Vec<(On, Step)>,
    /// The areas that were exempt when it was ordered, or have been since inside the window. "" stands for the offer itself.
    pub(crate) exempt: Vec<&'static str>,
    /// What a relief has waived since: the notice says so, and what was lost is not brought back.
    pub(crate) waived_since: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Granted {
    pub(crate) exception: Exception,
    /// The cycle it was granted for: how many were closed before.
    pub(crate) cycle: usize,
    pub(crate) from: On,
    pub(crate) until: On,
    pub(crate) ended_on: Option<On>,
}

impl Granted {
    pub(crate) fn last_day(&self) -> On {
        match self.ended_on {
            Some(ended) => self.until.min(ended.plus(-1)),
            None => self.until,
        }
    }

    pub(crate) fn counts(&self, on: On) -> bool {
        self.from <= on && on <= self.last_day()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Reminder(usize),
    /// The member is told what will be charged.
    Notice,
    /// The card is charged, or it is given up.
    Charge(usize),
    Lapse,
}

#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) offer: Offer,
    /// Each with the cycle in which it was added.
    pub(crate) areas: Vec<(&'static str, usize)>,
    /// The order that has to be paid for it to begin.
    pub(crate) order: Option<usize>,
    /// `None` before it begins.
    pub(crate) current: Option<Cycle>,
    pub(crate) closed: Vec<Closed>,
    pub(crate) exceptions: Vec<Granted>,
    /// The steps of the current cycle that have happened, with the anniversary they were for.
    pub(crate) happened: Vec<(On, Step)>,
    /// Its automatic renewal.
    pub(crate) auto: Automatic,
    /// What took its place.
    pub(crate) replaced_by: Option<usize>,
}

/// The automatic renewal of a subscription.
#[derive(Debug, Default)]
pub(crate) struct Automatic {
    /// The last day of the card, while it is switched on.
    pub(crate) card: Option<On>,
    /// Since when it is.
    pub(crate) since: Option<On>,
    /// The day of the last notice, with the anniversary that it was about.
    pub(crate) told: Option<(On, On)>,
    pub(crate) tries: Vec<Tried>,
}

/// A charge that was tried, or given up before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tried {
    pub(crate) cycle: usize,
    pub(crate) anniversary: On,
    pub(crate) order: Option<usize>,
    pub(crate) on: On,
    /// Whether the bank said no, and whether for good.
    pub(crate) failed: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    Buy,
    Renew,
    Reactivate(Base),
}

/// How an order was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Cancelled,
    /// Its money pays another.
    Moved,
    Refunded,
}

/// What was shown of money on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    pub(crate) on: On,
    pub(crate) value: On,
    /// Whether it has come to nothing, or the money has come.
    pub(crate) is_over: bool,
    /// Whether the card provider says so, and not a proof.
    pub(crate) is_card: bool,
    /// How many cycles had been closed of what the order is to replace.
    pub(crate) closed_of_replaced: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Order {
    /// What it pays for.
    pub(crate) items: Vec<Item>,
    pub(crate) created: On,
    pub(crate) expires: On,
    /// The money that came for it from outside: value dates and amounts.
    pub(crate) came: Vec<(On, i64)>,
    /// The money that is with it now, the earliest value date first.
    pub(crate) money: Vec<(On, i64)>,
    /// How it was taken back.
    pub(crate) end: Option<End>,
    /// What was shown of money on its way.
    pub(crate) shown: Vec<Shown>,
}

/// What an order pays for one subscription.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) held: usize,
    pub(crate) what: For,
    /// How many cycles had been closed when it was ordered.
    pub(crate) cycle: usize,
    pub(crate) pay_by: On,
    /// What was exempt when it was ordered.
    pub(crate) exempt: Vec<&'static str>,
    /// The value date with which the money had its effect, if it had.
    pub(crate) applied: Option<On>,
    pub(crate) fee: i64,
    /// What it takes the place of.
    pub(crate) replaces: Option<usize>,
}

impl Order {
    /// What it costs.
    pub(crate) fn cost(&self) -> i64 {
        self.items.iter().map(|item| item.fee).sum()
    }

    /// Whether the money had its effect, on one of its items at least.
    pub(crate) fn is_applied(&self) -> bool {
        self.items.iter().any(|item| item.applied.is_some())
    }

    /// The item for a subscription.
    pub(crate) fn item(&self, at: usize) -> Option<&Item> {
        self.items.iter().find(|item| item.held == at)
    }

    /// What its money has paid for.
    pub(crate) fn used(&self) -> i64 {
        self.items.iter().filter(|item| item.applied.is_some()).map(|item| item.fee).sum()
    }

    /// Whether nothing more is waited for: what it costs has come, and was there once for what had its effect.
    pub(crate) fn lacks_nothing(&self) -> bool {
        self.is_applied() || self.completed().is_some()
    }

    /// How much is with it.
    pub(crate) fn sum(&self) -> i64 {
        self.money.iter().map(|(_, amount)| amount).sum()
    }

    /// The value date on which what it costs was there.
    pub(crate) fn completed(&self) -> Option<On> {
        let mut sum = 0;
        for (value, amount) in &self.money {
            sum += amount;
            if sum >= self.cost() {
                return Some(*value);
            }
        }
        None
    }

    /// Adds money, which lies by its value dates.
    pub(crate) fn add(&mut self, value: On, amount: i64) {
        self.money.push((value, amount));
        self.money.sort_by_key(|(value, _)| *value);
    }

    /// Whether it waits for its money, or for the rest of it.
    pub(crate) fn is_waiting(&self, today: On) -> bool {
        let pay_by = self.items.iter().map(|item| item.pay_by).max().unwrap();
        let last = if self.sum() == 0 { self.expires } else { pay_by.min(self.expires) };
        self.end.is_none() && !self.is_applied() && self.sum() < self.cost() && today <= last
    }

    /// Takes away what has done nothing and can pay another order, at most so much of it, the earliest value date first.
    pub(crate) fn take_spare(&mut self, today: On, most: i64) -> Vec<(On, i64)> {
        if self.is_waiting(today) {
            return Vec::new();
        }
        let mut used = self.used();
        let mut left = most;
        let mut taken = Vec::new();
        for (value, amount) in &mut self.money {
            let kept = used.min(*amount);
            used -= kept;
            let part = (*amount - kept).min(left);
            left -= part;
            *amount -= part;
            taken.push((*value, part));
        }
        taken.retain(|(_, part)| *part > 0);
        self.money.retain(|(_, amount)| *amount > 0);
        taken
    }
}
