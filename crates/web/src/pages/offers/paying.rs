//! How what is about to be ordered is paid: what renewing, buying, reactivating and ordering together show alike.

use jubilee_app::App;
use jubilee_core::{Day, Money};
use jubilee_texts::BillWords;

use crate::present::safe_until;
use crate::view::HeldMoney;

/// How an order that is about to be made is paid.
#[derive(Clone, Debug)]
pub struct Paying {
    /// What the fee is made up of; `None` for one fee without tax.
    pub bill: Option<BillWords>,
    /// The last value date that counts; of several things the earliest.
    pub pay_by: Day,
    /// The latest day on which ordering the transfer is safe; already past when `is_tight`.
    pub safe_until: Day,
    /// Whether the latest safe day is past.
    pub is_tight: bool,
    /// Whether the order can be paid by card.
    pub takes_cards: bool,
    /// Money that was paid before and had no effect.
    pub held_money: Option<HeldMoney>,
    /// The purchase-order number as it was typed.
    pub purchase_order: String,
    /// What is wrong with the purchase-order number, a sentence.
    pub problem: Option<String>,
}

impl Paying {
    /// Whether money that is there already pays the order.
    pub fn is_already(&self) -> bool {
        self.held_money.as_ref().is_some_and(|money| money.pays)
    }

    /// Until when a fee has to be paid, and how it can be; without a fee there is nothing to be late with, and no card to be asked for.
    pub(super) fn until(app: &App, today: Day, pay_by: Day, fee: Option<Money>) -> Paying {
        let safe_until = safe_until(&app.programme().version(today).transfer, pay_by);
        Paying {
            bill: None,
            pay_by,
            safe_until,
            is_tight: fee.is_some() && safe_until < today,
            takes_cards: fee.is_some() && app.takes_cards(),
            held_money: None,
            purchase_order: String::new(),
            problem: None,
        }
    }

    /// A transfer that has to be there by a day.
    pub(super) fn sample(pay_by: Day) -> Paying {
        Paying {
            bill: None,
            pay_by,
            safe_until: pay_by.plus_days(-7),
            is_tight: false,
            takes_cards: false,
            held_money: None,
            purchase_order: String::new(),
            problem: None,
        }
    }
}
