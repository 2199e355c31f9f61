//! Confirmations: an order, a renewal, a reactivation, a purchase. Each is a mail of its own, at once.

use jubilee_core::{Day, Item, Order, OrderId, Purpose, Standing, SubscriptionId};
use jubilee_delivery::mail::{self, Ordered, OrderedItem, Receipt, Renewed, Without};

use super::Writing;

impl Writing<'_> {
    pub(super) fn ordered(&self, id: OrderId) -> Option<Ordered> {
        let order = self.after.member.order(id)?;
        let items: Vec<OrderedItem> =
            order.items.iter().map(|item| self.ordered_item(order, item)).collect::<Option<Vec<OrderedItem>>>()?;
        let areas = match &items[..] {
            [only] => only.areas.clone(),
            _ => Vec::new(),
        };
        let version = self.app.programme.version(order.created_on);
        let transfer = &version.transfer;
        let names: Vec<String> = items.iter().map(|item| item.offer.clone()).collect();
        let words = jubilee_texts::bill(self.lang, version.tax.as_ref(), &order.bill, &names);
        let (mut rows, untaxed) = words.map_or_else(Default::default, |words| (words.rows, words.note));
        // The total is what the mail begins with.
        rows.pop();
        let bill = rows.into_iter().map(|(label, amount)| (label, jubilee_texts::money(self.lang, amount))).collect();
        let transfer_by = order.pay_by().plus_days(-transfer.takes_days);
        Some(Ordered {
            lang: self.lang,
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.name.to_owned()),
            order_url: format!("{}/orders/{}", self.app.base_url(), id.number()),
            request_url: format!("{}/orders/{}/payment-request", self.app.base_url(), id.number()),
            order: id.to_string(),
            offer: self.order_name(order)?,
            areas,
            partly_missing: order.items.iter().find_map(|item| self.partly_missing(item)),
            purpose: match order.first().purpose {
                Purpose::Renew { .. } => mail::Purpose::Renewal,
                Purpose::Buy { .. } => mail::Purpose::Purchase,
                Purpose::Reactivate { .. } => mail::Purpose::Reactivation,
            },
            replaces: order.replaces().and_then(|old| self.offer_name(old, order.created_on)),
            items: if items.len() > 1 { items } else { Vec::new() },
            amount: order.missing(),
            bill,
            untaxed,
            account_holder: transfer.account_holder.clone(),
            iban: transfer.iban.clone(),
            bic: transfer.bic.clone(),
            reference: id.reference(),
            received: Some(order.received()).filter(|received| received.minor > 0),
            pay_by: order.pay_by(),
            transfer_by: (transfer_by >= self.today).then_some(transfer_by),
            purchase_order: self.purchase_order.map(str::to_owned),
        })
    }

    /// One of the things that an order pays for.
    fn ordered_item(&self, order: &Order, item: &Item) -> Option<OrderedItem> {
        let subscription = self.after.member.subscription(item.subscription())?;
        let standing = self.standing(subscription.id);
        Some(OrderedItem {
            offer: self.offer_name(subscription.id, order.created_on)?,
            areas: match &standing {
                Some(standing) => self.areas(subscription, standing),
                None => subscription.areas.iter().map(|area| self.area(area)).collect(),
            },
            anniversary: item.purpose.anniversary(),
            pay_by: item.pay_by,
        })
    }

    /// What is missing for areas that a renewal would lose, and until when it can be mended.
    fn partly_missing(&self, item: &Item) -> Option<(String, Day)> {
        let standing = self.standing(item.subscription()).filter(|_| matches!(item.purpose, Purpose::Renew { .. }))?;
        let until = standing.cycle.as_ref()?.renew_until;
        Some((self.missing(&standing).filter(|_| !standing.is_at_risk())?, until))
    }

    /// The confirmation of a renewal, or of a purchase where no anniversary came before.
    pub(super) fn renewed(&self, id: SubscriptionId, previous: Option<Day>, order: Option<OrderId>) -> Option<Renewed> {
        let subscription = self.after.member.subscription(id)?;
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref()?;
        let paid = order.and_then(|order| self.after.member.order(order)).and_then(|order| Some((order, order.paid_on()?)));
        Some(Renewed {
            lang: self.lang,
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.name.to_owned()),
            offers_url: self.offers_url(),
            subscription: self.before.reference(id),
            offer: self.offer_name(id, cycle.began_on)?,
            areas: self.areas(subscription, &standing),
            previous_anniversary: previous,
            anniversary: cycle.anniversary,
            term_from: cycle.began_on,
            term_until: cycle.anniversary,
            renew_from: cycle.renew_from,
            renew_until: cycle.renew_until,
            lapses_on: cycle.lapses_on,
            receipt: paid.map(|(order, value_on)| Receipt {
                order: order.id.to_string(),
                amount: order.item(id).map_or(order.amount, |item| item.bill.total()),
                value_on,
                held: Some(order.held()).filter(|held| held.minor > 0),
            }),
            reactivated_on: None,
            without: self.without(&standing),
            replaced: paid.filter(|_| previous.is_none()).and_then(|(order, _)| self.offer_name(order.replaces()?, self.today)),
        })
    }

    /// The confirmation that something came back after it had lapsed.
    pub(super) fn reactivated(&self, id: SubscriptionId, lapsed: Day, order: Option<OrderId>) -> Option<Renewed> {
        let on = self.after.member.subscription(id)?.renewals.last()?.paid_on;
        Some(Renewed { reactivated_on: Some(on), ..self.renewed(id, Some(lapsed), order)? })
    }

    /// The areas that the level was renewed without, and the last day on which that can be mended.
    fn without(&self, standing: &Standing) -> Option<Without> {
        let lost = || standing.qualifications.iter().filter(|found| found.lost_on.is_some_and(|day| self.today < day));
        let lost_on = lost().filter_map(|found| found.lost_on).min()?;
        let areas = lost().filter_map(|found| found.area.as_ref()).map(|area| self.area(area)).collect();
        Some(Without { areas, until: lost_on.plus_days(-1) })
    }
}
