//! Charging a kept card, without its holder being there. What is to be charged was written down with the decision; here the provider is asked,
//! once, and where its answer is lost the charge is looked for before it is asked for again, under the same identity (C94).

use jubilee_core::{Actor, CARD, ChargeFault, Command, Entry, Fact, Instant, Lift, Member, OrderId, Refusal};
use jubilee_payments::{Charge, Fault, Known, Object, Saved, Seen, Stage, charge_fault};
use jubilee_store::card_payments::{self, CardRow, CardState};
use jubilee_store::kept_cards::{self, KeptCardRow};
use jubilee_store::{CommitError, Stmt};

use super::attempt;
use crate::app::App;
use crate::error::AppError;
use crate::held::Request;

/// So long after the provider was asked, its answer is taken to be lost: longer than it is waited for.
const ANSWER_MICROS: i64 = 2 * 60 * 1_000_000;

/// The identity of a charge: the same for the same try of the same order, whoever makes it.
fn name(order: OrderId, number: u8) -> String {
    format!("{CARD}{order}-auto-{}", u32::from(number) + 1)
}

impl App {
    /// The charges that entries put down, as rows for the same transaction.
    pub(crate) fn charges_to_come(&self, after: &Member, entries: &[Entry]) -> Vec<Stmt> {
        let row = |entry: &Entry| {
            let Fact::ChargeTried { order, number, .. } = entry.fact else { return None };
            let provider = self.cards.as_ref().map_or("", |provider| provider.name()).to_owned();
            Some(card_payments::insert(&CardRow {
                attempt: name(order, number),
                order,
                provider,
                amount: after.order(order)?.missing(),
                version: 0,
                state: CardState::Begun,
                checkout: None,
                address: None,
                payment: None,
                known: attempt::write(&Known::default()),
                taken: None,
                trouble: None,
                made_at: self.now(),
                // So that it is asked for at once.
                looked_at: Instant(0),
                keeps: false,
                is_charge: true,
                kept_card: None,
                asked_at: None,
            }))
        };
        entries.iter().filter_map(row).collect()
    }

    /// Takes the next step with a charge.
    pub(super) async fn look_at_charge(&self, row: CardRow) -> Result<CardRow, AppError> {
        let provider = self.card_provider()?;
        if let Some(payment) = row.payment.clone() {
            let seen = provider.look_up(&Object::Payment(payment)).await?;
            return self.charged(row, &seen).await;
        }
        let (Some(asked_at), Some(card)) = (row.asked_at, row.kept_card.clone()) else {
            return self.ask_to_charge(row, None).await;
        };
        if self.now().0 < asked_at.0 + ANSWER_MICROS {
            return Ok(row);
        }
        let Some(kept) = kept_cards::by_card(&self.db, &card).await?.filter(|kept| !kept.method.is_empty()) else {
            // What it was charged to was forgotten meanwhile, which nobody does while an answer is waited for.
            return self.give_charge_up(row, ChargeFault::CardGone).await;
        };
        match provider.find_charge(&self.charge(&row, &kept), asked_at).await? {
            Some(seen) => self.charged(row, &seen).await,
            None => self.ask_to_charge(row, Some(kept)).await,
        }
    }

    /// Asks the provider, if the charge is still wanted. `kept`: the card of an earlier question whose answer was lost.
    async fn ask_to_charge(&self, row: CardRow, kept: Option<KeptCardRow>) -> Result<CardRow, AppError> {
        let provider = self.card_provider()?;
        if let Some(fault) = self.unwanted(&row).await? {
            return self.give_charge_up(row, fault).await;
        }
        if self.paused().await?.is_some() {
            // Staff hold what happens by itself; it is asked for once they have ended that.
            return self.change(row, &|_| {}).await;
        }
        let is_page = |other: &CardRow| {
            !other.is_charge && matches!(other.state, CardState::Begun | CardState::Open | CardState::InFlight)
        };
        if card_payments::by_order(&self.db, row.order).await?.iter().any(is_page) {
            // Somebody may be paying the order right now: that comes first.
            return self.change(row, &|_| {}).await;
        }
        let file = self.member_file(row.order.member()).await?;
        let subscription = file.member.order(row.order).map(|order| order.first().subscription());
        let kept = match (kept, subscription) {
            (Some(kept), _) => Some(kept),
            (None, Some(id)) => kept_cards::of_subscription(&self.db, id).await?,
            (None, None) => None,
        };
        let Some(kept) = kept.filter(|kept| kept.provider == provider.name() && !kept.method.is_empty()) else {
            return self.give_charge_up(row, ChargeFault::CardGone).await;
        };
        let mut asked = CardRow { kept_card: Some(kept.card.clone()), asked_at: Some(self.now()), ..row };
        asked.looked_at = self.now();
        match self.db.commit(card_payments::update(&asked)).await {
            Ok(()) => asked.version += 1,
            // Another node has been quicker, and asks.
            Err(CommitError::Conflict { .. }) => return self.again(&asked).await,
            Err(error) => return Err(error.into()),
        }
        match provider.charge(&self.charge(&asked, &kept)).await {
            Ok(seen) => self.charged(asked, &seen).await,
            // It is looked for later.
            Err(Fault::Unclear { .. }) => Ok(asked),
            Err(Fault::Unavailable { .. }) => self.change(asked, &|row| row.asked_at = None).await,
            Err(fault @ (Fault::Refused { .. } | Fault::Missing { .. })) => {
                tracing::warn!(card.attempt = asked.attempt, error = %fault, "a kept card could not be charged");
                self.give_charge_up(asked, ChargeFault::CardGone).await
            }
            Err(fault @ Fault::NotByCard { .. }) => {
                tracing::warn!(card.attempt = asked.attempt, error = %fault, "a kept card could not be charged");
                self.give_charge_up(asked, ChargeFault::CardBlocked).await
            }
        }
    }

    fn charge(&self, row: &CardRow, kept: &KeptCardRow) -> Charge {
        Charge {
            attempt: row.attempt.clone(),
            order: row.order.to_string(),
            description: format!("{} {}", self.programme.name.get(self.programme.languages[0]), row.order),
            amount: row.amount,
            card: Saved { customer: kept.customer.clone(), method: kept.method.clone() },
        }
    }

    /// Why a charge is not wanted any more, if it is not.
    async fn unwanted(&self, row: &CardRow) -> Result<Option<ChargeFault>, AppError> {
        let file = self.member_file(row.order.member()).await?;
        let order = file.member.order(row.order);
        let held = order.and_then(|order| file.member.subscription(order.first().subscription()));
        let is_tried = held
            .is_some_and(|held| held.charges.iter().any(|charge| charge.order == Some(row.order) && charge.failure.is_none()));
        if held.is_none_or(|held| held.auto_renewal.is_none()) {
            return Ok(Some(ChargeFault::SwitchedOff));
        }
        match self.payable(row.order).await {
            Ok(amount) if amount == row.amount && is_tried => Ok(None),
            Ok(_) | Err(AppError::Refused(_)) => Ok(Some(ChargeFault::OrderOver)),
            Err(error) => Err(error),
        }
    }

    /// Takes in what the provider says of a charge. Nobody can pay on it later: what did not succeed and is not worked on has failed.
    async fn charged(&self, row: CardRow, seen: &Seen) -> Result<CardRow, AppError> {
        let row = self.learn(row, seen).await?;
        let known = attempt::known(&row)?;
        if known.paid.is_some() {
            return Ok(row);
        }
        match known.latest.stage {
            _ if known.has_ended => self.give_charge_up(row, ChargeFault::Declined).await,
            Stage::Declined => self.give_charge_up(row, charge_fault(&known.latest.code)).await,
            Stage::Confirming => self.give_charge_up(row, ChargeFault::ConfirmationNeeded).await,
            Stage::Open | Stage::Processing => Ok(row),
        }
    }

    /// Says in the ledger why a charge brought no money, and ends the attempt. The ledger first: what ends in between is said again.
    async fn give_charge_up(&self, row: CardRow, fault: ChargeFault) -> Result<CardRow, AppError> {
        let number = row.attempt.rsplit('-').next().and_then(|number| number.parse::<u8>().ok()).unwrap_or(1) - 1;
        let command = Command::FailCharge { order: row.order, number, fault };
        match self.act(row.order.member(), &command, Request::by(Actor::CardProvider)).await {
            Ok(_) => {}
            Err(AppError::Refused(refusal)) if matches!(*refusal, Refusal { lift: Lift::Done, .. }) => {}
            Err(error) => return Err(error),
        }
        self.end(row).await
    }
}
