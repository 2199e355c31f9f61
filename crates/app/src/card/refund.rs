//! Money that goes back to a card. It is decided and written down in one transaction; the provider is asked afterwards, and where its
//! answer is lost, it is looked up before it is asked again (C94).

use std::collections::BTreeMap;

use jubilee_core::{CARD, Command, Day, Decision, Member, Money, OrderId, decide};
use jubilee_payments::{Fault, Object, Refund, RefundState, Seen};
use jubilee_store::card_payments::{self, CardRow, CardTaken, CardTrouble};
use jubilee_store::card_refunds::{self, CardRefundRow, CardRefundState};
use jubilee_store::{CommitError, Stmt};

use crate::app::App;
use crate::error::{AppError, Damage};

/// How many tasks are shown.
const MOST_TASKS: u32 = 200;

/// Something about card payments that staff have to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardTask {
    /// The attempt.
    pub attempt: String,
    /// The order.
    pub order: OrderId,
    /// The amount.
    pub amount: Money,
    /// What is the matter; `None`: money did not go back to the card.
    pub trouble: Option<CardTrouble>,
}

/// Money that goes back to a card.
pub(crate) struct CardBack {
    /// The attempt with which it came.
    row: CardRow,
    /// How much goes back.
    pub(crate) amount: Money,
    /// How many refunds of it there are already.
    before: usize,
}

/// The refund of an attempt's money, to be sent.
fn to_send(app: &App, back: &CardBack) -> Option<Stmt> {
    let CardBack { row, amount, before } = back;
    Some(card_refunds::insert(&CardRefundRow {
        refund: match before {
            0 => format!("refund-{}", row.attempt),
            before => format!("refund-{}-{}", row.attempt, before + 1),
        },
        attempt: row.attempt.clone(),
        payment: row.payment.clone()?,
        amount: *amount,
        state: CardRefundState::ToSend,
        provider_refund: None,
        trouble: None,
        made_at: app.now(),
        tried_at: app.now(),
    }))
}

/// How much of the money of an order came with which card payments: of what is with it, or, where it is a source, of so much with a value
/// date as it has given away.
fn trace(member: &Member, order: OrderId, given: Option<(Day, i64)>, found: &mut BTreeMap<String, i64>) {
    let Some(order) = member.order(order) else { return };
    let mut left = given.map_or(i64::MAX, |(_, minor)| minor);
    for payment in &order.payments {
        let there = match given {
            None => payment.kept_minor,
            Some((value_on, _)) if value_on == payment.value_on => payment.amount.minor - payment.kept_minor,
            Some(_) => 0,
        };
        let minor = there.min(left);
        if minor <= 0 {
            continue;
        }
        left -= minor;
        match (&payment.identity, payment.from) {
            (Some(identity), _) if identity.starts_with(CARD) => *found.entry(identity.clone()).or_default() += minor,
            // Money only ever moves to an order that is made at that moment, so this comes to an end.
            (_, Some(from)) => trace(member, from, Some((payment.value_on, minor)), found),
            _ => {}
        }
    }
}

fn by_card(member: &Member, order: OrderId) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    trace(member, order, None, &mut found);
    found
}

/// Brings a refund up to what was seen of it.
fn join(row: &mut CardRefundRow, seen: &Seen) {
    let Some((id, state)) = seen.known.refunds.iter().next() else { return };
    row.provider_refund = Some(id.clone());
    row.state = match state {
        RefundState::Pending => CardRefundState::Pending,
        RefundState::Succeeded => CardRefundState::Done,
        RefundState::Failed => CardRefundState::Failed,
    };
}

impl App {
    /// What of the money that a decision gives back came by card and goes back to it.
    pub(crate) async fn back_to_cards(
        &self,
        member: &Member,
        decision: &Decision,
        order: OrderId,
    ) -> Result<Vec<CardBack>, AppError> {
        let (came, mut after) = (by_card(member, order), member.clone());
        for entry in &decision.entries {
            let number = member.id.number();
            let misfit = |error| AppError::Ledger { member: number, source: Damage::Misfit(error) };
            after.apply(entry).map_err(misfit)?;
        }
        let stays = by_card(&after, order);
        let mut backs = Vec::new();
        for (attempt, minor) in came {
            let minor = minor - stays.get(&attempt).copied().unwrap_or_default();
            let row = card_payments::by_attempt(&self.db, &attempt).await?;
            let Some(row) = row.filter(|row| row.taken == Some(CardTaken::Recorded) && row.payment.is_some()) else { continue };
            let refunds = card_refunds::by_attempt(&self.db, &attempt).await?;
            let went: i64 = refunds.iter().map(|refund| refund.amount.minor).sum();
            let amount = Money { minor: minor.min(row.amount.minor - went), ..row.amount };
            if amount.minor > 0 {
                backs.push(CardBack { row, amount, before: refunds.len() });
            }
        }
        Ok(backs)
    }

    /// What of the money of an order would go back to cards by a refund of the order, or of what is held with it.
    pub async fn refund_to_cards(&self, order: OrderId, refund: Command) -> Result<Option<Money>, AppError> {
        let (held, today) = (self.hold(order.member()).await?, self.today().await?);
        let Ok(decision) = decide(&self.programme, &held.member, refund, today) else { return Ok(None) };
        let backs = self.back_to_cards(&held.member, &decision, order).await?;
        let sum: i64 = backs.iter().map(|back| back.amount.minor).sum();
        Ok(backs.first().map(|back| Money { minor: sum, ..back.amount }))
    }

    /// What is stored beside the decision to give money back.
    pub(crate) fn card_refunds(&self, backs: &[CardBack]) -> Vec<Stmt> {
        backs.iter().filter_map(|back| to_send(self, back)).collect()
    }

    /// What staff have to see to: money that no order needs, disputes, refunds that failed.
    pub async fn card_tasks(&self) -> Result<Vec<CardTask>, AppError> {
        let task = |row: CardRow, trouble| CardTask { attempt: row.attempt, order: row.order, amount: row.amount, trouble };
        let mut tasks = Vec::new();
        for row in card_payments::troubled(&self.db, MOST_TASKS).await? {
            let trouble = row.trouble;
            tasks.push(task(row, trouble));
        }
        for refund in card_refunds::failed(&self.db, MOST_TASKS).await? {
            let row = card_payments::by_attempt(&self.db, &refund.attempt).await?;
            tasks.extend(row.map(|row| task(row, None)));
        }
        Ok(tasks)
    }

    /// Sees to a task: money that no order needs goes back to its card; of a dispute, or a refund made elsewhere, staff have taken
    /// note. Done again, it changes nothing.
    pub async fn see_to_card_task(&self, attempt: &str) -> Result<(), AppError> {
        let row = card_payments::by_attempt(&self.db, attempt).await?;
        let row = row.ok_or_else(|| AppError::not_found("card payment", attempt))?;
        let stmts = match row.trouble {
            None => return Ok(()),
            Some(CardTrouble::Surplus) => {
                let mut stmts = vec![card_payments::give_back(attempt)];
                let amount = row.amount;
                stmts.extend(to_send(self, &CardBack { row, amount, before: 0 }));
                stmts
            }
            Some(CardTrouble::Disputed | CardTrouble::DisputeLost | CardTrouble::RefundedOutside) => {
                vec![card_payments::calm(attempt)]
            }
        };
        match self.db.commit(stmts).await {
            Ok(()) | Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes one step with a refund.
    pub(super) async fn advance(&self, mut row: CardRefundRow) -> Result<CardRefundRow, AppError> {
        let provider = self.card_provider()?;
        let refund = Refund { refund: row.refund.clone(), payment: row.payment.clone(), amount: row.amount };
        row.tried_at = self.now();
        let seen = match (row.state, &row.provider_refund) {
            (CardRefundState::Pending, Some(id)) => provider.look_up(&Object::Refund(id.clone())).await?,
            (CardRefundState::Unclear, _) => match provider.find_refund(&refund).await? {
                Some(seen) => seen,
                None => return self.written(CardRefundRow { state: CardRefundState::ToSend, ..row }).await,
            },
            _ => {
                // A process that ends in the middle leaves a refund that has to be looked up.
                row.state = CardRefundState::Unclear;
                row = self.written(row).await?;
                match provider.refund(&refund).await {
                    Ok(seen) => seen,
                    Err(fault) => {
                        row.trouble = Some(fault.to_string());
                        row.state = match fault {
                            Fault::Unclear { .. } => CardRefundState::Unclear,
                            Fault::Unavailable { .. } => CardRefundState::ToSend,
                            Fault::Refused { .. } | Fault::Missing { .. } | Fault::NotByCard { .. } => CardRefundState::Failed,
                        };
                        return self.written(row).await;
                    }
                }
            }
        };
        row.trouble = None;
        join(&mut row, &seen);
        self.written(row).await
    }

    async fn written(&self, row: CardRefundRow) -> Result<CardRefundRow, AppError> {
        self.db.commit(card_refunds::update(&row)).await?;
        Ok(row)
    }

    /// Brings our refund up to what a message led to.
    pub(super) async fn refund_seen(&self, seen: &Seen) -> Result<(), AppError> {
        let Some(refund) = &seen.refund else { return Ok(()) };
        let Some(mut row) = card_refunds::by_refund(&self.db, refund).await? else { return Ok(()) };
        // What has failed stays so: an answer from before may come in later.
        if row.state != CardRefundState::Failed {
            join(&mut row, seen);
            self.written(row).await?;
        }
        Ok(())
    }
}
