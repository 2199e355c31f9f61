//! Ordering and paying.

use jubilee_core::{
    Actor, AreaId, Bill, Command, Day, Decision, Fact, Item, ItemState, Lift, MemberId, Money, OfferId, Order, OrderId, Reason,
    Refusal, SubscriptionId, decide, replacing,
};
use jubilee_store::orders::{self, OrderRow};
use jubilee_store::{members, payments, subscriptions};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, MOST_ATTEMPTS, MOST_IDENTITY, Request};

/// The longest purchase-order number.
const MOST_PURCHASE_ORDER: usize = 64;

/// An order as it is handed out: what to pay, by when, and with which reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderReceipt {
    /// The order's number.
    pub order: String,
    /// The amount as decimal text.
    pub amount: String,
    /// The currency.
    pub currency: String,
    /// What the amount is made up of; `None` for one fee without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill: Option<Bill>,
    /// What the transfer must say.
    pub reference: String,
    /// The last value date with which the payment has its effect.
    pub pay_by: Day,
    /// The identity.
    #[serde(skip)]
    pub id: OrderId,
    /// Whether the order had been made before.
    #[serde(skip)]
    pub is_repeated: bool,
    /// The order whose money, which was held, has paid it; `None` where it waits for money of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_with: Option<String>,
    /// What is still to be paid, as decimal text, where part of it has come or was held; `None` where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// The subscription whose place it takes with its payment, by its reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// What it pays for, one by one, where that is several subscriptions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ReceiptItem>,
}

/// One of several things that an order pays for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptItem {
    /// The subscription's reference.
    pub subscription: String,
    /// Its part of the amount as decimal text.
    pub amount: String,
    /// The last value date with which the payment has its effect for it.
    pub pay_by: Day,
    /// How it stands.
    #[serde(serialize_with = "item_state")]
    pub state: ItemState,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
fn item_state<S: serde::Serializer>(state: &ItemState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.id())
}

/// An order that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The order.
    pub order: OrderId,
    /// What went back; for a cancelled one, what it came to.
    pub amount: Money,
    /// Why, and what follows.
    pub reasons: Vec<Reason>,
    /// What of it goes back to the card from which it came; for the rest a transfer is made at the bank.
    pub to_card: Option<Money>,
}

/// What a payment did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentReceipt {
    /// The order.
    pub order: OrderId,
    /// The day on which the money counts.
    pub value_on: Day,
    /// What was paid.
    pub amount: Money,
    /// Whether the order's money had its effect; if not, it waits for the rest or is set aside until staff decide.
    pub is_applied: bool,
    /// What has come for the order and is still with it.
    pub received: Money,
    /// What it still lacks.
    pub missing: Money,
    /// The last value date with which the rest has its effect.
    pub pay_by: Day,
    /// What is held for the member: beyond what the order costs, or all where it had no effect.
    pub held: Money,
    /// The subscriptions that it was for.
    pub subscriptions: Vec<SubscriptionId>,
    /// Their references.
    pub references: Vec<String>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Whether the same payment had been recorded before.
    pub is_repeated: bool,
}

impl App {
    /// Orders the renewal of a subscription. Where an order for it waits already, that one is given again (C97).
    pub async fn order_renewal(&self, subscription: SubscriptionId, request: Request<'_>) -> Result<OrderReceipt, AppError> {
        self.order(subscription.member(), &Command::OrderRenewal { subscription }, request).await
    }

    /// Orders for several subscriptions of one member what each of them needs, its renewal or its reactivation, to be paid at once. Where
    /// one order for just these waits already, that one is given again.
    pub async fn order_together(
        &self,
        subscriptions: &[SubscriptionId],
        request: Request<'_>,
    ) -> Result<OrderReceipt, AppError> {
        let first = subscriptions.first().ok_or_else(|| AppError::Usage("name what is to be ordered".to_owned()))?;
        if let Some(other) = subscriptions.iter().find(|other| other.member() != first.member()) {
            let what = format!(
                "subscription '{}' is another member's than '{}'; an order is one member's",
                self.called(*other).await?,
                self.called(*first).await?
            );
            return Err(AppError::Usage(what));
        }
        self.order(first.member(), &Command::OrderTogether { subscriptions: subscriptions.to_vec() }, request).await
    }

    /// What people call a subscription; its number where nobody knows it.
    async fn called(&self, id: SubscriptionId) -> Result<String, AppError> {
        let row = subscriptions::by_id(&self.db, id).await?;
        Ok(row.map_or_else(|| id.number().to_string(), |row| row.reference))
    }

    /// Orders an offer for a member. Where an order for it waits already, that one is given again.
    pub async fn order_purchase(
        &self,
        member: MemberId,
        offer: OfferId,
        areas: Vec<AreaId>,
        request: Request<'_>,
    ) -> Result<OrderReceipt, AppError> {
        self.order(member, &Command::OrderPurchase { offer, areas }, request).await
    }

    /// Orders anew what a subscription held: the same offer with the same areas.
    pub async fn order_anew(&self, subscription: SubscriptionId, request: Request<'_>) -> Result<OrderReceipt, AppError> {
        let held = self.hold(subscription.member()).await?;
        let unknown = || AppError::not_found("subscription", subscription.number());
        let former = held.member.subscription(subscription).ok_or_else(unknown)?;
        self.order_purchase(subscription.member(), former.offer.clone(), former.areas.clone(), request).await
    }

    /// Orders the reactivation of what has lapsed (R15). Where an order for it waits already, that one is given again.
    pub async fn order_reactivation(
        &self,
        subscription: SubscriptionId,
        request: Request<'_>,
    ) -> Result<OrderReceipt, AppError> {
        self.order(subscription.member(), &Command::OrderReactivation { subscription }, request).await
    }

    async fn order(&self, member: MemberId, command: &Command, request: Request<'_>) -> Result<OrderReceipt, AppError> {
        if let Some(number) = request.purchase_order
            && (number.chars().count() > MOST_PURCHASE_ORDER || number.chars().any(char::is_control))
        {
            let what = format!("a purchase-order number has at most {MOST_PURCHASE_ORDER} characters and no line breaks");
            return Err(AppError::Usage(what));
        }
        match self.act(member, command, request).await {
            Ok(done) => {
                let order = done.after.member.orders.last().ok_or_else(|| AppError::not_found("order", member))?;
                let paid_with = done.decision.entries.iter().find_map(|entry| match entry.fact {
                    Fact::PaymentMoved { from, .. } if order.is_applied() => Some(from.to_string()),
                    _ => None,
                });
                let today = self.today().await?;
                Ok(OrderReceipt { paid_with, ..receipt(&done.after, order, today, false) })
            }
            Err(AppError::Refused(refusal)) => match *refusal {
                Refusal { lift: Lift::Pay(open), ref reasons } if matches!(reasons[..], [Reason::OrderOpen { .. }]) => {
                    let held = self.hold(member).await?;
                    let order = held.member.order(open).ok_or_else(|| AppError::not_found("order", open))?;
                    if let Some(number) = request.purchase_order {
                        self.db.commit(orders::set_purchase_order(open, Some(number))).await?;
                    }
                    Ok(receipt(&held, order, self.today().await?, true))
                }
                refusal => Err(refusal.into()),
            },
            Err(error) => Err(error),
        }
    }

    /// Renews what costs nothing.
    pub async fn renew(&self, subscription: SubscriptionId, by: Actor) -> Result<(), AppError> {
        self.act(subscription.member(), &Command::Renew { subscription }, Request::by(by)).await?;
        Ok(())
    }

    /// Reactivates what costs nothing.
    pub async fn reactivate(&self, subscription: SubscriptionId, by: Actor) -> Result<(), AppError> {
        self.act(subscription.member(), &Command::Reactivate { subscription }, Request::by(by)).await?;
        Ok(())
    }

    /// Records money that came for an order, with the day on which it counts: what it still lacks, where no amount is said. Recording the
    /// same payment again changes nothing and says so; with an identity it is the same whatever else is said of it (C93). Other money for an
    /// order that lacks nothing is held, and needs its amount to be said: without it somebody has mistaken the day or the order.
    pub async fn record_payment(
        &self,
        order: OrderId,
        value_on: Day,
        amount: Option<Money>,
        request: Request<'_>,
    ) -> Result<PaymentReceipt, AppError> {
        if let Some(identity) = request.identity {
            is_identity(identity)?;
        }
        let is_unsaid = amount.is_none();
        for _ in 0..MOST_ATTEMPTS {
            if let Some(receipt) = self.recorded_elsewhere(order, request.identity).await? {
                return Ok(receipt);
            }
            let deciding = |held: &Held, today: Day| {
                let known = held.member.order(order).ok_or_else(|| AppError::not_found("order", order))?;
                let (amount, identity) = (amount.unwrap_or_else(|| lacking(known)), request.identity.map(str::to_owned));
                let command = Command::RecordPayment { order, value_on, amount, identity };
                let decision = decide(&self.programme, &held.member, command, today)?;
                let is_new = decision.entries.iter().any(|entry| matches!(entry.fact, Fact::PaymentRecorded { .. }));
                match known.paid_on().filter(|_| is_new && is_unsaid && known.missing().minor == 0) {
                    Some(value_on) => {
                        let reasons = vec![Reason::AlreadyPaid { order, value_on }];
                        Err(Refusal { reasons, lift: Lift::Correct }.into())
                    }
                    None => Ok(decision),
                }
            };
            match self.attempt(order.member(), request, &deciding, &|_, _| Ok(Vec::new())).await {
                Ok(None) => {}
                Ok(Some(done)) => {
                    let came = done.decision.entries.iter().find_map(|entry| match entry.fact {
                        Fact::PaymentRecorded { amount, .. } => Some(amount),
                        _ => None,
                    });
                    let known = done.after.member.order(order).and_then(|order| order.payments.last().cloned());
                    let payment = known.ok_or_else(|| AppError::not_found("order", order))?;
                    let (amount, is_repeated) = (came.or(amount).unwrap_or(payment.amount), came.is_none());
                    return payment_receipt(&done.after, order, (value_on, amount), done.decision.reasons, is_repeated);
                }
                Err(AppError::Refused(refusal)) => {
                    let [Reason::PaymentKnown { order: of, amount, value_on }] = refusal.reasons[..] else {
                        return Err(AppError::Refused(refusal));
                    };
                    if of != order {
                        return Err(AppError::Refused(refusal));
                    }
                    let held = self.hold(order.member()).await?;
                    return payment_receipt(&held, order, (value_on, amount), refusal.reasons, true);
                }
                Err(error) => return Err(error),
            }
        }
        Err(AppError::Busy { member: order.member().number() })
    }

    /// What became of the payment that is called so outside, where it was recorded before. For another order it is refused: money is
    /// in one place.
    async fn recorded_elsewhere(&self, order: OrderId, identity: Option<&str>) -> Result<Option<PaymentReceipt>, AppError> {
        let Some(identity) = identity else { return Ok(None) };
        let Some(known) = payments::by_identity(&self.db, identity).await? else { return Ok(None) };
        let reason = Reason::PaymentKnown { order: known.order, amount: known.amount, value_on: known.value_on };
        if known.order != order {
            return Err(Refusal { reasons: vec![reason], lift: Lift::Done }.into());
        }
        let held = self.hold(order.member()).await?;
        payment_receipt(&held, order, (known.value_on, known.amount), vec![reason], true).map(Some)
    }

    /// Takes back an order that has not been paid. Doing it again changes nothing and is refused with what has happened.
    pub async fn cancel_order(&self, order: OrderId, by: Actor) -> Result<TakenBack, AppError> {
        self.take_back(order, &Command::CancelOrder { order }, by).await
    }

    /// Records that the money of an order goes back to the member; what it had done is undone. What came from a card goes back to it; any
    /// other transfer is made at the bank.
    pub async fn refund(&self, order: OrderId, by: Actor) -> Result<TakenBack, AppError> {
        self.take_back(order, &Command::Refund { order }, by).await
    }

    /// Records that money that is held with an order goes back to the member: so much, or all of it. What the order paid for stays.
    pub async fn refund_held(&self, order: OrderId, amount: Option<Money>, by: Actor) -> Result<TakenBack, AppError> {
        let held = self.hold(order.member()).await?;
        let known = held.member.order(order).ok_or_else(|| AppError::not_found("order", order))?;
        let amount = amount.unwrap_or_else(|| known.held());
        self.take_back(order, &Command::RefundHeld { order, amount }, by).await
    }

    async fn take_back(&self, order: OrderId, command: &Command, by: Actor) -> Result<TakenBack, AppError> {
        let row = orders::by_id(&self.db, order).await?.ok_or_else(|| AppError::not_found("order", order))?;
        let busy = || AppError::Busy { member: order.member().number() };
        for _ in 0..MOST_ATTEMPTS {
            // What goes back to cards is worked out for the member as it is now, and not written down for another.
            let (held, today) = (self.hold(order.member()).await?, self.today().await?);
            let taken = decide(&self.programme, &held.member, command.clone(), today)?;
            let cards = self.back_to_cards(&held.member, &taken, order).await?;
            let deciding = |now: &Held, today: Day| {
                if now.head != held.head {
                    return Err(busy());
                }
                Ok(decide(&self.programme, &now.member, command.clone(), today)?)
            };
            let refunds = |_: &mut Held, _: &Decision| Ok(self.card_refunds(&cards));
            let done = match self.attempt(order.member(), Request::by(by), &deciding, &refunds).await {
                Ok(None) | Err(AppError::Busy { .. }) => continue,
                Ok(Some(done)) => done,
                Err(error) => return Err(error),
            };
            let went_back = done.decision.entries.iter().find_map(|entry| match entry.fact {
                Fact::Refunded { amount, .. } | Fact::HeldRefunded { amount, .. } => Some(amount),
                _ => None,
            });
            let to_card: i64 = cards.iter().map(|back| back.amount.minor).sum();
            return Ok(TakenBack {
                order,
                amount: went_back.unwrap_or(row.amount),
                reasons: done.decision.reasons,
                to_card: (to_card > 0).then_some(Money { minor: to_card, ..row.amount }),
            });
        }
        Err(busy())
    }

    /// An order by its number or its payment reference.
    pub async fn find_order(&self, text: &str) -> Result<OrderRow, AppError> {
        let text = text.trim();
        if let Some(row) = orders::by_number(&self.db, text).await? {
            return Ok(row);
        }
        let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase();
        if let Some(row) = orders::by_reference(&self.db, &compact).await? {
            return Ok(row);
        }
        Err(AppError::not_found("order", text))
    }

    /// A subscription's identity by its reference.
    pub async fn find_subscription(&self, reference: &str) -> Result<SubscriptionId, AppError> {
        if let Some(row) = subscriptions::by_ref(&self.db, reference).await? {
            return Ok(row.id);
        }
        // Who names the member means one of its subscriptions.
        let Some(member) = members::by_ref(&self.db, reference).await? else {
            return Err(AppError::not_found("subscription", reference));
        };
        let held = self.hold(member.id).await?;
        Err(AppError::not_among("subscription", reference, held.subscriptions.iter().map(|row| row.reference.as_str())))
    }

    /// A member's identity by its reference.
    pub async fn find_member(&self, reference: &str) -> Result<MemberId, AppError> {
        let row = members::by_ref(&self.db, reference).await?;
        Ok(row.ok_or_else(|| AppError::not_found("member", reference))?.id)
    }
}

/// What an order still lacks; all of it, where it lacks nothing: who records money without an amount for it means it again.
fn lacking(order: &Order) -> Money {
    let missing = order.missing();
    if missing.minor > 0 { missing } else { order.amount }
}

/// Why a text cannot be what a payment is called outside, if it cannot.
fn is_identity(text: &str) -> Result<(), AppError> {
    if text.trim().is_empty() || text.chars().count() > MOST_IDENTITY || text.chars().any(char::is_control) {
        let what = format!("the identity of a payment has 1 to {MOST_IDENTITY} characters and no line breaks");
        return Err(AppError::Usage(what));
    }
    Ok(())
}

pub(crate) fn payment_receipt(
    held: &Held,
    id: OrderId,
    (value_on, amount): (Day, Money),
    reasons: Vec<Reason>,
    is_repeated: bool,
) -> Result<PaymentReceipt, AppError> {
    let order = held.member.order(id).ok_or_else(|| AppError::not_found("order", id))?;
    let subscriptions: Vec<SubscriptionId> = order.items.iter().map(Item::subscription).collect();
    Ok(PaymentReceipt {
        order: id,
        value_on,
        amount,
        is_applied: order.is_applied(),
        received: order.received(),
        missing: order.missing(),
        pay_by: order.pay_by(),
        held: order.held(),
        references: subscriptions.iter().map(|subscription| held.reference(*subscription)).collect(),
        subscriptions,
        reasons,
        is_repeated,
    })
}

fn receipt(held: &Held, order: &Order, today: Day, is_repeated: bool) -> OrderReceipt {
    let items = order.items.iter().filter(|_| order.items.len() > 1).map(|item| ReceiptItem {
        subscription: held.reference(item.subscription()),
        amount: item.bill.total().decimal(),
        pay_by: item.pay_by,
        state: order.item_state(item, today),
    });
    OrderReceipt {
        replaces: replacing(&held.member, order, today).map(|(replaced, _)| held.reference(replaced.id)),
        items: items.collect(),
        order: order.id.to_string(),
        amount: order.amount.decimal(),
        currency: order.amount.currency.to_string(),
        bill: Some(order.bill.clone()).filter(|bill| *bill != Bill::untaxed(order.amount)),
        reference: order.id.reference(),
        pay_by: order.pay_by(),
        id: order.id,
        is_repeated,
        paid_with: None,
        missing: (order.received().minor > 0 && !order.is_applied()).then(|| order.missing().decimal()),
    }
}
