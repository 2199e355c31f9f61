//! Orders: how they stand, what they pay for, and where the money goes.

use jubilee_app::{App, MemberFile};
use jubilee_core::{
    Bill, Closing, Cycle, Day, Item as CoreItem, Lang, Money, Order as CoreOrder, OrderState as CoreState,
    Purpose as CorePurpose, Subscription, TransferRules, current_cycle, replacing, standing, term_paid,
};

use jubilee_texts::BillWords;

use crate::present::area_name;
use crate::route;
use crate::view::{Account, CycleDays, Order, OrderItem, OrderLine, OrderState, Purpose, Replaces};

/// The days of a cycle.
pub(crate) fn cycle_days(cycle: &Cycle) -> CycleDays {
    CycleDays {
        since: cycle.began_on,
        anniversary: cycle.anniversary,
        renew_from: cycle.renew_from,
        renew_until: cycle.renew_until,
        benefits_until: cycle.benefits_until,
        lapses_on: cycle.lapses_on,
        reminders: cycle.reminders.clone(),
        next_anniversary: cycle.next_anniversary,
        moved_from: None,
        reactivate_until: None,
    }
}

/// What something costs, line by line, by the rules of tax of a day; `None` for one fee without tax.
/// `names` says for what its parts are, where it has several.
pub(crate) fn bill_words(app: &App, lang: Lang, bill: &Bill, on: Day, names: &[String]) -> Option<BillWords> {
    jubilee_texts::bill(lang, app.programme().version(on).tax.as_ref(), bill, names)
}

/// Where the money goes.
fn account(transfer: &TransferRules) -> Account {
    Account { holder: transfer.account_holder.clone(), iban: transfer.iban.clone(), bic: transfer.bic.clone() }
}

/// The latest day on which ordering a transfer is safe.
pub(crate) fn safe_until(transfer: &TransferRules, pay_by: Day) -> Day {
    pay_by.plus_days(-transfer.takes_days)
}

/// The cycle in which a subscription was after so many of its renewals.
fn cycle_after(app: &App, held: &Subscription, renewals: usize, on: Day) -> Option<Cycle> {
    let then = Subscription { renewals: held.renewals.iter().take(renewals).cloned().collect(), ..held.clone() };
    current_cycle(app.programme(), &then, on)
}

/// How an order stands on the business date.
fn order_state(app: &App, file: &MemberFile, order: &CoreOrder) -> OrderState {
    let value_on = order.paid_on().unwrap_or(order.created_on);
    match order.state(file.today) {
        CoreState::Open => OrderState::Open,
        CoreState::PartlyPaid => OrderState::PartlyPaid,
        CoreState::Expired => OrderState::Expired { on: order.expires_on.next() },
        CoreState::Cancelled | CoreState::Moved | CoreState::Refunded => match order.closing {
            Some(Closing::Moved(to)) => OrderState::Moved { to: to.to_string(), href: route::order(to) },
            Some(Closing::Refunded(on)) => OrderState::Refunded { on },
            Some(Closing::Cancelled(on)) => OrderState::Cancelled { on },
            None => OrderState::Cancelled { on: order.created_on },
        },
        CoreState::SetAside => {
            let is_late = order.missing().minor == 0 && order.closing.is_none() && value_on > order.pay_by();
            OrderState::SetAside { value_on, is_late }
        }
        CoreState::Paid | CoreState::Overpaid => {
            let paid = order.items.iter().find(|item| item.is_applied).unwrap_or_else(|| order.first());
            let (term_from, term_until) = term_paid(app.programme(), &file.member, order, paid).unwrap_or((value_on, None));
            let over = Some(order.held()).filter(|held| held.minor > 0);
            let is_in_part = order.items.iter().any(|item| !item.is_applied);
            OrderState::Paid { value_on, term_from, term_until, over, is_in_part }
        }
    }
}

fn purpose(app: &App, file: &MemberFile, order: &CoreOrder, item: &CoreItem) -> Purpose {
    let (anniversary, is_reactivation) = match &item.purpose {
        CorePurpose::Renew { anniversary, .. } => (*anniversary, false),
        CorePurpose::Reactivate { anniversary, .. } => (*anniversary, true),
        CorePurpose::Buy { .. } => return Purpose::Purchase,
    };
    let held = file.member.subscription(item.subscription());
    let is_applied = item.is_applied;
    let next_anniversary = held.and_then(|held| {
        if is_applied {
            let given = held.renewals.get(item.cycle).and_then(|renewal| renewal.next_anniversary);
            return given.or_else(|| Some(cycle_after(app, held, item.cycle + 1, file.today)?.anniversary));
        }
        let opening = || standing(app.programme(), &file.member, held.id, file.today)?.reactivation;
        match is_reactivation.then(opening).flatten() {
            Some(opening) => Some(opening.next.anniversary),
            None => Some(cycle_after(app, held, item.cycle, order.created_on)?.next_anniversary),
        }
    });
    let next_anniversary = next_anniversary.unwrap_or(anniversary);
    if is_reactivation {
        Purpose::Reactivation { anniversary, next_anniversary }
    } else {
        Purpose::Renewal { anniversary, next_anniversary }
    }
}

fn areas(app: &App, file: &MemberFile, item: &CoreItem, lang: Lang) -> Vec<String> {
    let areas = file.member.subscription(item.subscription()).map(|held| held.areas.as_slice());
    areas.unwrap_or_default().iter().map(|area| area_name(app, area, lang)).collect()
}

fn items(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang) -> Vec<OrderItem> {
    if order.items.len() < 2 {
        return Vec::new();
    }
    let item = |(item, offer): (&CoreItem, String)| OrderItem {
        offer,
        areas: areas(app, file, item, lang),
        purpose: purpose(app, file, order, item),
        pay_by: item.pay_by,
        amount: item.bill.total(),
        state: order.item_state(item, file.today),
    };
    order.items.iter().zip(file.order_names(app, order.id, lang)).map(item).collect()
}

/// What an order takes the place of.
fn replaces(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang) -> Option<Replaces> {
    let (held, how_far) = replacing(&file.member, order, file.today)?;
    let offer = app.programme().offer(&held.offer, order.created_on)?.name.get(lang).to_owned();
    Some(Replaces { offer, how_far })
}

/// An order in full.
pub(crate) fn order(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang) -> Order {
    let transfer = &app.programme().version(order.created_on).transfer;
    let row = file.orders.iter().find(|row| row.id == order.id);
    let names = file.order_names(app, order.id, lang);
    let is_one = order.items.len() == 1;
    let came: i64 = order.payments.iter().map(|payment| payment.amount.minor).sum();
    Order {
        id: order.id,
        number: order.id.to_string(),
        state: order_state(app, file, order),
        made_on: order.created_on,
        offer: jubilee_texts::list(lang, &names),
        areas: if is_one { areas(app, file, order.first(), lang) } else { Vec::new() },
        purpose: purpose(app, file, order, order.first()),
        replaces: replaces(app, file, order, lang),
        items: items(app, file, order, lang),
        amount: order.amount,
        bill: bill_words(app, lang, &order.bill, order.created_on, &names),
        received: order.received(),
        missing: order.missing(),
        held: order.held(),
        refunded: order.refunded,
        moved: Money { minor: came - order.received().minor - order.refunded.minor, ..order.amount },
        payments: order.payments.iter().map(|payment| (payment.value_on, payment.amount)).collect(),
        account: account(transfer),
        reference: order.id.reference(),
        pay_by: order.pay_by(),
        safe_until: safe_until(transfer, order.pay_by()),
        purchase_order: row.and_then(|row| row.purchase_order.clone()),
    }
}

/// An order as a row, leading to `href`.
pub(crate) fn order_line(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang, href: String) -> OrderLine {
    OrderLine {
        number: order.id.to_string(),
        member: file.row.name.clone(),
        offer: jubilee_texts::list(lang, &file.order_names(app, order.id, lang)),
        reference: order.id.reference(),
        state: order_state(app, file, order),
        made_on: order.created_on,
        pay_by: order.pay_by(),
        amount: order.amount,
        href,
    }
}
