//! Paying by card: an attempt is written down, the provider is asked for its page, and what the provider then says is learnt, whoever
//! brings it: the payer who comes back, a message, or the look that is taken every minute at what is under way.
//!
//! Nothing is asked of the provider inside a transaction. What it says is joined with what was known, and the money is recorded for its
//! order in the transaction that marks it as recorded, so that it is recorded once (C93, C97).

mod attempt;
mod charge;
mod flight;
mod keep;
mod leave;
mod message;
mod refund;
mod tend;

use std::sync::Arc;

use jubilee_core::{
    Actor, CARD, Closing, Command, Day, Decision, Flight, Lang, Lift, Money, Order, OrderId, Reason, Refusal, ShownBy, decide,
};
use jubilee_payments::{CardProvider, Checkout, Fault, Known, Object, Seen, Stage};
use jubilee_store::CommitError;
use jubilee_store::card_payments::{self, CardRow, CardState, CardTaken, CardTrouble};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
pub use keep::AutoTerms;
pub use leave::{CardLeaving, LeftCard, LeftProgress};
pub use message::{MessageRefused, MessageTaken};
pub use refund::CardTask;
pub use tend::Tended;

/// How often something is done anew when others change the same attempt meanwhile.
const MOST_ATTEMPTS: usize = 20;

/// How long an attempt may be without the provider's answer before it is given up: longer than the provider is waited for.
const BEGINNING_MICROS: i64 = 2 * 60 * 1_000_000;

/// What a payer wants to pay.
#[derive(Clone, Copy, Debug)]
pub struct CardCheckout<'a> {
    /// The order.
    pub order: OrderId,
    /// What is paid for, in the payer's language.
    pub description: &'a str,
    /// The path under which the attempts for this order have their pages here: `/orders/1/card`.
    pub place: &'a str,
    /// The payer's address.
    pub mail: Option<&'a str>,
    /// The payer's language.
    pub lang: Lang,
    /// Whether the payer agrees that the card is kept and renewals are charged to it.
    pub is_kept: bool,
}

/// A card payment, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPayment {
    /// Our identity of the attempt.
    pub attempt: String,
    /// The order.
    pub order: OrderId,
    /// The amount.
    pub amount: Money,
    /// How far it is.
    pub progress: CardProgress,
}

/// How far a card payment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardProgress {
    /// The payer can pay.
    Open {
        /// On this page of the provider.
        address: String,
        /// Whether a card was declined already.
        is_declined: bool,
    },
    /// Nothing is to be done but to wait: the provider works on it, or does not say.
    InProgress,
    /// It is paid and recorded for its order.
    Paid,
    /// It is paid, and its order needed no money any more; it goes back.
    Surplus,
    /// It is over, and nothing was paid.
    Ended,
}

impl App {
    /// The provider, or an error where orders cannot be paid by card.
    fn card_provider(&self) -> Result<Arc<dyn CardProvider>, AppError> {
        self.cards.clone().ok_or_else(|| AppError::not_found("provider of card payments", "any"))
    }

    /// Begins to pay an order by card. Where that is under way already, the same attempt is given again, so that nobody pays twice
    /// (C97). An order for which money would do nothing is refused.
    pub async fn pay_by_card(&self, wanted: CardCheckout<'_>) -> Result<CardPayment, AppError> {
        let provider = self.card_provider()?;
        for _ in 0..MOST_ATTEMPTS {
            if let Some(under_way) = self.card_under_way(wanted.order).await? {
                let payment = self.follow(under_way).await?;
                if payment.progress == CardProgress::Ended {
                    continue;
                }
                return Ok(payment);
            }
            let amount = self.payable(wanted.order).await?;
            let row = CardRow { keeps: wanted.is_kept, ..attempt::new(self, &*provider, wanted.order, amount) };
            match self.db.commit(card_payments::insert(&row)).await {
                // Another tab was quicker.
                Err(CommitError::Duplicate { .. }) => continue,
                outcome => outcome?,
            }
            return self.begin_page(&*provider, row, wanted).await;
        }
        Err(AppError::Busy { member: wanted.order.member().number() })
    }

    /// What a card payment has come to, with the provider's newest answer.
    pub async fn card_payment(&self, order: OrderId, attempt: &str) -> Result<CardPayment, AppError> {
        let row = card_payments::by_attempt(&self.db, attempt).await?.filter(|row| row.order == order);
        self.follow(row.ok_or_else(|| AppError::not_found("card payment", attempt))?).await
    }

    /// The attempt to pay an order by card that is under way, as it was last known.
    pub async fn begun_card(&self, order: OrderId) -> Result<Option<CardPayment>, AppError> {
        self.card_under_way(order).await?.map(|row| attempt::payment(&row)).transpose()
    }

    /// The card payment of an order that is under way.
    async fn card_under_way(&self, order: OrderId) -> Result<Option<CardRow>, AppError> {
        let rows = card_payments::by_order(&self.db, order).await?;
        Ok(rows.into_iter().find(|row| matches!(row.state, CardState::Begun | CardState::Open | CardState::InFlight)))
    }

    /// What an order still lacks, if money that came today would have its effect.
    async fn payable(&self, id: OrderId) -> Result<Money, AppError> {
        let file = self.member_file(id.member()).await?;
        let order = file.member.order(id).ok_or_else(|| AppError::not_found("order", id))?;
        if let Some(refusal) = needless(order) {
            return Err(refusal.into());
        }
        // A card payment is none that anybody has keyed in.
        let (amount, identity) = (order.missing(), Some(CARD.to_owned()));
        let command = Command::RecordPayment { order: id, value_on: file.today, amount, identity };
        let decision = self.decision(&file, command)?;
        let mut after = file.member.clone();
        let is_whole = decision.entries.iter().all(|entry| after.apply(entry).is_ok());
        // Of several things none may come too late: nobody pays by card for what has no effect.
        if is_whole && after.order(id).is_some_and(|order| order.items.iter().all(|item| item.is_applied)) {
            return Ok(amount);
        }
        let mut reasons = decision.reasons;
        reasons.sort_by_key(|reason| !matches!(reason, Reason::OfItem { reason, .. } if is_without_effect(reason)));
        Err(Refusal { reasons, lift: Lift::AskStaff }.into())
    }

    /// Asks the provider for its page. Until it has answered, nobody has the page's address, so nobody can pay on it: an attempt whose
    /// answer is lost is over.
    async fn begin_page(
        &self,
        provider: &dyn CardProvider,
        row: CardRow,
        wanted: CardCheckout<'_>,
    ) -> Result<CardPayment, AppError> {
        let place = format!("{}{}/{}", self.base_url(), wanted.place, row.attempt);
        let checkout = Checkout {
            attempt: row.attempt.clone(),
            order: row.order.to_string(),
            description: wanted.description.to_owned(),
            amount: row.amount,
            return_to: place.clone(),
            cancel_to: place,
            mail: wanted.mail.map(str::to_owned),
            language: wanted.lang.code().to_owned(),
            is_kept: wanted.is_kept,
        };
        let begun = provider.begin(&checkout).await;
        let row = self
            .change(row, &|row| match &begun {
                Ok(begun) => {
                    row.checkout = Some(begun.checkout.clone());
                    row.address = Some(begun.address.clone());
                    if row.state == CardState::Begun {
                        row.state = CardState::Open;
                    }
                }
                Err(_) if row.state == CardState::Begun => row.state = CardState::Ended,
                Err(_) => {}
            })
            .await?;
        begun?;
        attempt::payment(&row)
    }

    /// Learns what the provider says of an attempt, and sees to its money. Without an answer the attempt is as it was.
    async fn follow(&self, row: CardRow) -> Result<CardPayment, AppError> {
        let attempt = row.attempt.clone();
        let row = match self.look(row.clone()).await {
            Err(AppError::Cards(fault)) => {
                tracing::warn!(card.attempt = attempt, error = %fault, "a card payment cannot be looked up");
                return Ok(CardPayment { progress: CardProgress::InProgress, ..attempt::payment(&row)? });
            }
            outcome => outcome?,
        };
        attempt::payment(&self.see_to(row).await?)
    }

    /// Asks the provider about an attempt that is under way.
    async fn look(&self, row: CardRow) -> Result<CardRow, AppError> {
        if matches!(row.state, CardState::Paid | CardState::Ended) {
            return Ok(row);
        }
        if row.is_charge {
            return self.look_at_charge(row).await;
        }
        let provider = self.card_provider()?;
        let Some(checkout) = row.checkout.clone() else {
            let is_given_up = row.made_at.0 + BEGINNING_MICROS < self.now().0;
            return if is_given_up { self.end(row).await } else { Ok(row) };
        };
        match provider.look_up(&Object::Checkout(checkout)).await {
            Ok(seen) => self.learn(row, &seen).await,
            // The provider for trying out forgets when its process ends.
            Err(Fault::Missing { .. }) => self.end(row).await,
            Err(fault) => Err(fault.into()),
        }
    }

    async fn end(&self, row: CardRow) -> Result<CardRow, AppError> {
        self.change(row, &|row| {
            if row.state != CardState::Paid {
                row.state = CardState::Ended;
            }
        })
        .await
    }

    /// Joins what was seen with what is known of an attempt.
    async fn learn(&self, row: CardRow, seen: &Seen) -> Result<CardRow, AppError> {
        self.change(row, &|row| attempt::join(row, seen)).await
    }

    /// Changes an attempt; anew where somebody else has changed it meanwhile.
    async fn change(&self, mut row: CardRow, how: &(dyn Fn(&mut CardRow) + Sync)) -> Result<CardRow, AppError> {
        for _ in 0..MOST_ATTEMPTS {
            let mut changed = row.clone();
            changed.looked_at = self.now();
            how(&mut changed);
            match self.db.commit(card_payments::update(&changed)).await {
                Ok(()) => return Ok(CardRow { version: changed.version + 1, ..changed }),
                Err(CommitError::Conflict { .. }) => row = self.again(&row).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Busy { member: row.order.member().number() })
    }

    async fn again(&self, row: &CardRow) -> Result<CardRow, AppError> {
        let found = card_payments::by_attempt(&self.db, &row.attempt).await?;
        found.ok_or_else(|| AppError::not_found("card payment", &row.attempt))
    }

    /// Records the money of an attempt for its order, once. Where the order needs no money any more, staff are told: it is never lost.
    async fn see_to(&self, row: CardRow) -> Result<CardRow, AppError> {
        self.note_flight(&row).await?;
        let paid = attempt::known(&row)?.paid.filter(|_| row.state == CardState::Paid && row.taken.is_none());
        let Some(paid) = paid else { return Ok(row) };
        let (clock, today) = (self.clock().await?, self.today().await?);
        let file = self.member_file(row.order.member()).await?;
        let ordered_on = file.member.order(row.order).map_or(today, |order| order.created_on);
        // In a sandbox the days are its own. Elsewhere the provider's instant counts, as long as it makes sense.
        let value_on = if clock.is_sandbox { today } else { self.day_of(paid.at()).max(ordered_on).min(today) };
        // Who paid has done so when the provider began to work on it.
        let is_of_row = |flight: &&Flight| matches!(&flight.shown_by, ShownBy::Card(attempt) if *attempt == row.attempt);
        let begun_on = file.member.flights(row.order).filter(is_of_row).map(|flight| flight.value_on).min();
        let value_on = begun_on.map_or(value_on, |begun_on| value_on.min(begun_on));
        let amount = Money { minor: paid.minor, ..row.amount };
        let identity = Some(row.attempt.clone());
        let command = Command::RecordPayment { order: row.order, value_on, amount, identity };
        let deciding = |held: &Held, today: Day| {
            let order = held.member.order(row.order).ok_or_else(|| AppError::not_found("order", row.order))?;
            if let Some(refusal) = needless(order) {
                return Err(refusal.into());
            }
            let decision = decide(&self.programme, &held.member, command.clone(), today)?;
            Ok(self.with_card_kept(held, &row, &paid, decision, today))
        };
        let request = Request { method: "card", ..Request::by(Actor::CardProvider) };
        let taken = |_: &mut Held, decision: &Decision| {
            let mut stmts = vec![card_payments::take(&row.attempt, CardTaken::Recorded, None)];
            stmts.extend(self.kept_rows(&row, &paid, decision));
            Ok(stmts)
        };
        match self.act_as(row.order.member(), request, &deciding, &taken).await {
            Ok(_) | Err(AppError::Busy { .. }) => self.again(&row).await,
            Err(AppError::Refused(refusal)) => {
                let row = self.again(&row).await?;
                if row.taken.is_some() {
                    return Ok(row);
                }
                let rule = refusal.reasons.first().map_or("none", |reason| reason.rule().id());
                tracing::warn!(
                    card.attempt = row.attempt,
                    card.rule = rule,
                    "a card payment came for an order that needs none"
                );
                let surplus = card_payments::take(&row.attempt, CardTaken::Surplus, Some(CardTrouble::Surplus));
                match self.db.commit(surplus).await {
                    Ok(()) | Err(CommitError::Conflict { .. }) => self.again(&row).await,
                    Err(error) => Err(error.into()),
                }
            }
            Err(error) => Err(error),
        }
    }
}

/// Why an order needs no money of a card any more, if it does not: what came by card can go back to it, and need not be held.
fn needless(order: &Order) -> Option<Refusal> {
    let had_money = matches!(order.closing, Some(Closing::Moved(_) | Closing::Refunded(_)));
    let value_on = order.paid_on().filter(|_| had_money || order.missing().minor == 0)?;
    Some(Refusal { reasons: vec![Reason::AlreadyPaid { order: order.id, value_on }], lift: Lift::Done })
}

/// Whether the last try was declined.
fn is_declined(known: &Known) -> bool {
    known.latest.stage == Stage::Declined
}

/// Whether a reason says that money had no effect.
const fn is_without_effect(reason: &Reason) -> bool {
    matches!(reason, Reason::PaidTooLate { .. } | Reason::AlreadyRenewed { .. } | Reason::MostPerMember { .. })
}
