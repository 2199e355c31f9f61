//! Ordering and paying.

use jubilee_core::{
    Actor, AreaId, Bill, Command, Day, Decision, Fact, Lift, MemberId, Money, OfferId, Order, OrderId, Reason, Refusal,
    SubscriptionId,
};
use jubilee_store::orders::{self, OrderRow};
use jubilee_store::{members, subscriptions};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::Request;

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
    /// The order whose money, which had been set aside, has paid it; `None` where it waits for money of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_with: Option<String>,
}

/// An order that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The order.
    pub order: OrderId,
    /// What it came to.
    pub amount: Money,
    /// Why, and what follows.
    pub reasons: Vec<Reason>,
    /// Whether its money goes back to the card from which it came; otherwise the transfer is made at the bank.
    pub is_to_card: bool,
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
    /// Whether it had its effect; if not, the money is set aside until staff decide.
    pub is_applied: bool,
    /// The subscription that it was for.
    pub subscription: SubscriptionId,
    /// That subscription's reference.
    pub reference: String,
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
                    Fact::PaymentMoved { from, .. } => Some(from.to_string()),
                    _ => None,
                });
                Ok(OrderReceipt { paid_with, ..receipt(order, false) })
            }
            Err(AppError::Refused(refusal)) => match *refusal {
                Refusal { lift: Lift::Pay(open), ref reasons } if matches!(reasons[..], [Reason::OrderOpen { .. }]) => {
                    let held = self.hold(member).await?;
                    let order = held.member.order(open).ok_or_else(|| AppError::not_found("order", open))?;
                    if let Some(number) = request.purchase_order {
                        self.db.commit(orders::set_purchase_order(open, Some(number))).await?;
                    }
                    Ok(receipt(order, true))
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

    /// Records that an order was paid, with the day on which the money counts. Recording the same payment again changes nothing and
    /// says so.
    pub async fn record_payment(
        &self,
        order: OrderId,
        value_on: Day,
        amount: Option<Money>,
        request: Request<'_>,
    ) -> Result<PaymentReceipt, AppError> {
        let row = orders::by_id(&self.db, order).await?.ok_or_else(|| AppError::not_found("order", order))?;
        let amount = amount.unwrap_or(row.amount);
        let command = Command::RecordPayment { order, value_on, amount };
        let (held, reasons, is_repeated) = match self.act(order.member(), &command, request).await {
            Ok(done) => (done.after, done.decision.reasons, false),
            Err(AppError::Refused(refusal)) => {
                let same = |reason: &Reason| *reason == Reason::AlreadyPaid { order, value_on };
                if amount != row.amount || !refusal.reasons.iter().any(same) {
                    return Err(AppError::Refused(refusal));
                }
                (self.hold(order.member()).await?, refusal.reasons, true)
            }
            Err(error) => return Err(error),
        };
        let paid = held.member.order(order).ok_or_else(|| AppError::not_found("order", order))?;
        let subscription = paid.purpose.subscription();
        Ok(PaymentReceipt {
            order,
            value_on,
            amount,
            is_applied: paid.payment.is_some_and(|payment| payment.is_applied),
            subscription,
            reference: held.reference(subscription),
            reasons,
            is_repeated,
        })
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

    async fn take_back(&self, order: OrderId, command: &Command, by: Actor) -> Result<TakenBack, AppError> {
        let row = orders::by_id(&self.db, order).await?.ok_or_else(|| AppError::not_found("order", order))?;
        let held = self.hold(order.member()).await?;
        let card = self.card_of(&held.member, order).await?;
        let refund = |_: &mut _, decision: &Decision| {
            let is_refunded = decision.entries.iter().any(|entry| matches!(entry.fact, Fact::Refunded { .. }));
            Ok(if is_refunded { self.card_refund(card.as_ref()) } else { Vec::new() })
        };
        let done = self.act_with(order.member(), command, Request::by(by), &refund).await?;
        let is_to_card = card.is_some() && matches!(command, Command::Refund { .. });
        Ok(TakenBack { order, amount: row.amount, reasons: done.decision.reasons, is_to_card })
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
        let row = subscriptions::by_ref(&self.db, reference).await?;
        Ok(row.ok_or_else(|| AppError::not_found("subscription", reference))?.id)
    }

    /// A member's identity by its reference.
    pub async fn find_member(&self, reference: &str) -> Result<MemberId, AppError> {
        let row = members::by_ref(&self.db, reference).await?;
        Ok(row.ok_or_else(|| AppError::not_found("member", reference))?.id)
    }
}

fn receipt(order: &Order, is_repeated: bool) -> OrderReceipt {
    OrderReceipt {
        order: order.id.to_string(),
        amount: order.amount.decimal(),
        currency: order.amount.currency.to_string(),
        bill: Some(order.bill.clone()).filter(|bill| *bill != Bill::untaxed(order.amount)),
        reference: order.id.reference(),
        pay_by: order.pay_by,
        id: order.id,
        is_repeated,
        paid_with: None,
    }
}
