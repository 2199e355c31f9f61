//! Orders.

use jubilee_core::{Day, ItemState, Money, OrderId, Replacing};
use jubilee_texts::{BillWords, Id, id};

use crate::route;
use crate::view::Tone;

/// What an order pays for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Renewing an offer that is held.
    Renewal {
        /// The anniversary before the renewal.
        anniversary: Day,
        /// The anniversary after it.
        next_anniversary: Day,
    },
    /// Bringing back what has lapsed.
    Reactivation {
        /// The anniversary that was not renewed.
        anniversary: Day,
        /// The anniversary after it.
        next_anniversary: Day,
    },
    /// Buying an offer.
    Purchase,
}

/// How an order stands.
#[derive(Clone, Debug)]
pub enum OrderState {
    /// It waits for its payment.
    Open,
    /// Part of its money has come.
    PartlyPaid,
    /// It has been paid.
    Paid {
        /// The value date of the payment.
        value_on: Day,
        /// The first day of the term that it bought.
        term_from: Day,
        /// The last day of that term, an anniversary; `None` for what never has to be renewed.
        term_until: Option<Day>,
        /// What is left of the money and held for the member; `None` where nothing is.
        over: Option<Money>,
        /// Whether it could have no effect on some of what the order was for.
        is_in_part: bool,
    },
    /// Money came that does not count: too late, or too little until it was too late; staff decide what becomes of it.
    SetAside {
        /// The value date of the payment.
        value_on: Day,
        /// Whether it would have been enough, had it come in time.
        is_late: bool,
    },
    /// Nobody paid in its life.
    Expired {
        /// The day from which it has expired.
        on: Day,
    },
    /// It was taken back before it was paid.
    Cancelled {
        /// The day.
        on: Day,
    },
    /// Its money pays another order.
    Moved {
        /// That order's number.
        to: String,
        /// That order's page, for the member.
        href: String,
    },
    /// Its money went back to the member.
    Refunded {
        /// The day.
        on: Day,
    },
}

impl OrderState {
    /// The word on the badge.
    pub const fn label(&self) -> Id {
        match self {
            OrderState::Open => id!("portal-order-state-open"),
            OrderState::PartlyPaid => id!("portal-order-state-partly-paid"),
            OrderState::Paid { is_in_part: true, .. } => id!("portal-order-state-in-part"),
            OrderState::Paid { over: Some(_), .. } => id!("portal-order-state-overpaid"),
            OrderState::Paid { .. } => id!("portal-order-state-paid"),
            OrderState::SetAside { .. } => id!("portal-order-state-set-aside"),
            OrderState::Expired { .. } => id!("portal-order-state-expired"),
            OrderState::Cancelled { .. } => id!("portal-order-state-cancelled"),
            OrderState::Moved { .. } => id!("portal-order-state-moved"),
            OrderState::Refunded { .. } => id!("portal-order-state-refunded"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(&self) -> Tone {
        match self {
            OrderState::Open | OrderState::PartlyPaid | OrderState::SetAside { .. } => Tone::Due,
            OrderState::Paid { .. } => Tone::Good,
            OrderState::Expired { .. }
            | OrderState::Cancelled { .. }
            | OrderState::Moved { .. }
            | OrderState::Refunded { .. } => Tone::Quiet,
        }
    }
}

/// One of several things that an order pays for.
#[derive(Clone, Debug)]
pub struct OrderItem {
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// What is paid for.
    pub purpose: Purpose,
    /// The last value date that counts for it.
    pub pay_by: Day,
    /// Its part of the amount.
    pub amount: Money,
    /// How it stands.
    pub state: ItemState,
}

impl OrderItem {
    /// The anniversaries before and after it.
    pub const fn days(&self) -> Option<(Day, Day)> {
        match self.purpose {
            Purpose::Renewal { anniversary, next_anniversary } | Purpose::Reactivation { anniversary, next_anniversary } => {
                Some((anniversary, next_anniversary))
            }
            Purpose::Purchase => None,
        }
    }

    /// The word on the badge.
    pub const fn label(&self) -> Id {
        match self.state {
            ItemState::Waiting => id!("portal-item-waiting"),
            ItemState::TooLate => id!("portal-item-too-late"),
            ItemState::Done => id!("portal-item-done"),
            ItemState::Without => id!("portal-item-without"),
            ItemState::Over => id!("portal-item-over"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(&self) -> Tone {
        match self.state {
            ItemState::Waiting | ItemState::Without => Tone::Due,
            ItemState::TooLate => Tone::Bad,
            ItemState::Done => Tone::Good,
            ItemState::Over => Tone::Quiet,
        }
    }
}

/// What an order takes the place of.
#[derive(Clone, Debug)]
pub struct Replaces {
    /// The replaced offer's name in the programme's words.
    pub offer: String,
    /// How far that is.
    pub how_far: Replacing,
}

/// The account that the money goes to.
#[derive(Clone, Debug)]
pub struct Account {
    /// Whose it is.
    pub holder: String,
    /// The IBAN, without spaces.
    pub iban: String,
    /// The bank's BIC.
    pub bic: String,
}

impl Account {
    /// The IBAN in groups of four, as banks print it.
    pub fn grouped_iban(&self) -> String {
        let signs: Vec<char> = self.iban.chars().collect();
        signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<String>>().join(" ")
    }
}

/// One order, in full.
#[derive(Clone, Debug)]
pub struct Order {
    /// The order.
    pub id: OrderId,
    /// Its number as people write it.
    pub number: String,
    /// How it stands.
    pub state: OrderState,
    /// The day it was made.
    pub made_on: Day,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The names of the areas that it covers; none where it pays for several things.
    pub areas: Vec<String>,
    /// What it pays for, the first of it where that is several things.
    pub purpose: Purpose,
    /// What its purchase takes the place of.
    pub replaces: Option<Replaces>,
    /// What it pays for, one by one, where that is several things.
    pub items: Vec<OrderItem>,
    /// The amount, fixed when the order was made.
    pub amount: Money,
    /// What it is made up of; `None` for one fee without tax.
    pub bill: Option<BillWords>,
    /// What came for it and is still with it.
    pub received: Money,
    /// What is still to be paid.
    pub missing: Money,
    /// What of its money has done nothing, and is held for the member.
    pub held: Money,
    /// What of its money went back.
    pub refunded: Money,
    /// What of its money pays other orders.
    pub moved: Money,
    /// The money that came, by value date.
    pub payments: Vec<(Day, Money)>,
    /// Where the money goes.
    pub account: Account,
    /// What the transfer must say, so that it is found.
    pub reference: String,
    /// The last value date that counts.
    pub pay_by: Day,
    /// The latest day on which ordering the transfer is safe.
    pub safe_until: Day,
    /// The member's own purchase-order number.
    pub purchase_order: Option<String>,
}

impl Order {
    /// The fee alone, before what is taken off or comes on top of it.
    pub fn fee(&self) -> Money {
        self.bill.as_ref().and_then(|bill| bill.rows.first()).map_or(self.amount, |(_, fee)| *fee)
    }

    /// All lines before the total.
    pub fn lines(&self) -> &[(String, Money)] {
        let rows = self.bill.as_ref().map(|bill| bill.rows.as_slice()).unwrap_or_default();
        rows.get(..rows.len().saturating_sub(1)).unwrap_or_default()
    }

    /// The offers for which a payment would come too late.
    pub fn too_late(&self) -> Vec<String> {
        self.items.iter().filter(|item| item.state == ItemState::TooLate).map(|item| item.offer.clone()).collect()
    }

    /// Whether it waits, and a payment would come too late for some of what it is for.
    pub fn is_late_in_part(&self) -> bool {
        self.items.iter().any(|item| item.state == ItemState::TooLate)
    }

    /// The lines between the fee and the total.
    pub fn beside_the_fee(&self) -> &[(String, Money)] {
        let rows = self.bill.as_ref().map(|bill| bill.rows.as_slice()).unwrap_or_default();
        rows.get(1..rows.len().saturating_sub(1)).unwrap_or_default()
    }

    /// Where its page is.
    pub fn href(&self) -> String {
        route::order(self.id)
    }

    /// Where it is cancelled.
    pub fn cancel_href(&self) -> String {
        route::cancel(self.id)
    }

    /// Where staff cancel it, or pay it back.
    pub fn take_back_href(&self) -> String {
        route::staff_take_back(self.id)
    }

    /// Where staff pay back what is held with it.
    pub fn held_href(&self) -> String {
        route::staff_held(self.id)
    }

    /// What a transfer has to be of: what is missing; the amount, where the order does not wait.
    pub fn to_pay(&self) -> Money {
        if self.is_waiting() { self.missing } else { self.amount }
    }

    /// Whether it waits for its money, or for the rest of it.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, OrderState::Open | OrderState::PartlyPaid)
    }

    /// Whether so much is held with it that there is something to say: it has had its effect or cannot have it any more.
    pub fn has_held(&self) -> bool {
        self.held.minor > 0 && !self.is_waiting()
    }

    /// Whether its money has done more than pay it.
    pub fn has_other_money(&self) -> bool {
        self.held.minor + self.refunded.minor + self.moved.minor > 0
    }

    /// Where its payment request is.
    pub fn request_href(&self) -> String {
        route::payment_request(self.id)
    }
}

/// One order, as a row.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// Its number as people write it.
    pub number: String,
    /// The member's name; shown to staff.
    pub member: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// What the transfer must say.
    pub reference: String,
    /// How it stands.
    pub state: OrderState,
    /// The day it was made.
    pub made_on: Day,
    /// The last value date that counts.
    pub pay_by: Day,
    /// The amount.
    pub amount: Money,
    /// Where to see it, or for staff, where to record its payment.
    pub href: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_shown_in_groups_of_four() {
        let account = Account { holder: String::new(), iban: "NL91ABNA0417164300".to_owned(), bic: String::new() };
        assert_eq!(account.grouped_iban(), "NL91 ABNA 0417 1643 00");
    }
}
