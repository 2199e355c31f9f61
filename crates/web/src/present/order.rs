//! Orders: how they stand, what they pay for, and where the money goes.

use jubilee_app::{App, MemberFile};
use jubilee_core::{
    Cycle, Day, Lang, Order as CoreOrder, OrderState as CoreState, Purpose as CorePurpose, Renewal, Subscription,
    TransferRules, current_cycle,
};

use crate::view::{Account, CycleDays, Order, OrderLine, OrderState, Purpose};

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
    }
}

/// Where the money goes.
fn account(transfer: &TransferRules) -> Account {
    Account { holder: transfer.account_holder.clone(), iban: transfer.iban.clone(), bic: transfer.bic.clone() }
}

/// The latest day on which ordering a transfer is safe.
pub(crate) fn safe_until(transfer: &TransferRules, pay_by: Day) -> Day {
    pay_by.plus_days(-transfer.takes_days)
}

/// The cycle in which a subscription was after the renewals of all anniversaries before `anniversary`, and of that one too when
/// `renewed` gives its payment's value date.
fn cycle_at(app: &App, held: &Subscription, anniversary: Option<Day>, renewed: Option<Day>) -> Option<Cycle> {
    let earlier = |renewal: &&Renewal| anniversary.is_some_and(|anniversary| renewal.anniversary < anniversary);
    let mut then = Subscription { renewals: held.renewals.iter().filter(earlier).copied().collect(), ..held.clone() };
    if let (Some(anniversary), Some(paid_on)) = (anniversary, renewed) {
        then.renewals.push(Renewal { anniversary, paid_on });
    }
    current_cycle(app.programme(), &then)
}

/// How an order stands on the business date.
fn order_state(app: &App, file: &MemberFile, order: &CoreOrder) -> OrderState {
    let value_on = order.payment.map_or(order.created_on, |payment| payment.value_on);
    match order.state(file.today) {
        CoreState::Open => OrderState::Open,
        CoreState::Expired => OrderState::Expired { on: order.expires_on.next() },
        CoreState::SetAside => OrderState::SetAside { value_on },
        CoreState::Paid => {
            let held = file.member.subscription(order.purpose.subscription());
            let cycle = held.and_then(|held| match &order.purpose {
                CorePurpose::Renew { anniversary, .. } => cycle_at(app, held, Some(*anniversary), Some(value_on)),
                CorePurpose::Buy { .. } => cycle_at(app, held, None, None),
            });
            let term_from = cycle.as_ref().map_or(value_on, |cycle| cycle.began_on);
            OrderState::Paid { value_on, term_from, term_until: cycle.map(|cycle| cycle.anniversary) }
        }
    }
}

fn purpose(app: &App, file: &MemberFile, order: &CoreOrder) -> Purpose {
    let CorePurpose::Renew { subscription, anniversary } = order.purpose else { return Purpose::Purchase };
    let held = file.member.subscription(subscription);
    let paid_on = order.payment.filter(|payment| payment.is_applied).map(|payment| payment.value_on);
    let then = held.and_then(|held| cycle_at(app, held, Some(anniversary), paid_on));
    let next_anniversary = match paid_on {
        Some(_) => then.map(|cycle| cycle.anniversary),
        None => then.map(|cycle| cycle.next_anniversary),
    };
    Purpose::Renewal { anniversary, next_anniversary: next_anniversary.unwrap_or(anniversary) }
}

fn offer_name(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang) -> String {
    let held = file.member.subscription(order.purpose.subscription());
    let offer = held.and_then(|held| app.programme().offer(&held.offer, order.created_on));
    offer.map_or_else(String::new, |offer| offer.name.get(lang).to_owned())
}

/// An order in full.
pub(crate) fn order(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang) -> Order {
    let transfer = &app.programme().version(order.created_on).transfer;
    let row = file.orders.iter().find(|row| row.id == order.id);
    let areas = file.member.subscription(order.purpose.subscription()).map(|held| held.areas.as_slice());
    let area = |area| app.programme().area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
    Order {
        id: order.id,
        number: order.id.to_string(),
        state: order_state(app, file, order),
        made_on: order.created_on,
        offer: offer_name(app, file, order, lang),
        areas: areas.unwrap_or_default().iter().map(area).collect(),
        purpose: purpose(app, file, order),
        amount: order.amount,
        account: account(transfer),
        reference: order.id.reference(),
        pay_by: order.pay_by,
        safe_until: safe_until(transfer, order.pay_by),
        purchase_order: row.and_then(|row| row.purchase_order.clone()),
    }
}

/// An order as a row, leading to `href`.
pub(crate) fn order_line(app: &App, file: &MemberFile, order: &CoreOrder, lang: Lang, href: String) -> OrderLine {
    OrderLine {
        number: order.id.to_string(),
        member: file.row.name.clone(),
        offer: offer_name(app, file, order, lang),
        reference: order.id.reference(),
        state: order_state(app, file, order),
        made_on: order.created_on,
        pay_by: order.pay_by,
        amount: order.amount,
        href,
    }
}
