//! Money that goes back to a card. It is decided and written down in one transaction; the provider is asked afterwards, and where its
//! answer is lost, it is looked up before it is asked again (C94).

use jubilee_core::{Member, Money, OrderId};
use jubilee_payments::{Fault, Object, Refund, RefundState, Seen};
use jubilee_store::card_payments::{self, CardRow, CardTaken, CardTrouble};
use jubilee_store::card_refunds::{self, CardRefundRow, CardRefundState};
use jubilee_store::{CommitError, Stmt};

use crate::app::App;
use crate::error::AppError;

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

/// The refund of an attempt's money, to be sent.
fn to_send(app: &App, row: &CardRow) -> Option<Stmt> {
    Some(card_refunds::insert(&CardRefundRow {
        // One for an attempt: all of it goes back, once.
        refund: format!("refund-{}", row.attempt),
        attempt: row.attempt.clone(),
        payment: row.payment.clone()?,
        amount: row.amount,
        state: CardRefundState::ToSend,
        provider_refund: None,
        trouble: None,
        made_at: app.now(),
        tried_at: app.now(),
    }))
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
    /// The card payment whose money pays an order: its own, or that of the order whose money was used for it.
    pub(crate) async fn card_of(&self, member: &Member, order: OrderId) -> Result<Option<CardRow>, AppError> {
        let mut id = order;
        loop {
            let rows = card_payments::by_order(&self.db, id).await?;
            if let Some(row) = rows.into_iter().find(|row| row.taken == Some(CardTaken::Recorded)) {
                return Ok(Some(row));
            }
            let moved = jubilee_core::Closing::Moved(id);
            let Some(source) = member.orders.iter().find(|order| order.closing == Some(moved)) else { return Ok(None) };
            id = source.id;
        }
    }

    /// Whether the money of an order came from a card, to which it goes back.
    pub async fn is_paid_by_card(&self, order: OrderId) -> Result<bool, AppError> {
        let held = self.hold(order.member()).await?;
        Ok(self.card_of(&held.member, order).await?.is_some())
    }

    /// What is stored beside the decision to refund an order: that its money goes back to the card from which it came.
    pub(crate) fn card_refund(&self, row: Option<&CardRow>) -> Vec<Stmt> {
        row.and_then(|row| to_send(self, row)).into_iter().collect()
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
                stmts.extend(to_send(self, &row));
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
