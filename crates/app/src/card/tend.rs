//! The look that is taken at everything under way: what a lost message would have said, pages of orders that need no money any more,
//! refunds that are to be sent.

use jubilee_core::Instant;
use jubilee_store::card_payments::{self, CardRow, CardState};
use jubilee_store::card_refunds::{self, CardRefundState};
use jubilee_store::left_cards::{LeftCardRow, LeftCardState};
use jubilee_store::{kept_cards, left_cards};

use crate::app::App;
use crate::error::AppError;
use crate::run::chain;

/// How many of a kind are looked at in one round.
const BATCH: u32 = 100;

/// What is under way is asked about once a minute.
const PAUSE_MICROS: i64 = 60 * 1_000_000;

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tended {
    /// Card payments that were found to be paid.
    pub paid: u64,
    /// Card payments that are over without money.
    pub ended: u64,
    /// Cards that were left without a payment, and are kept now.
    pub kept: u64,
    /// Refunds that reached their end.
    pub refunded: u64,
    /// What could not be looked at, and is looked at again.
    pub failed: u64,
}

impl App {
    /// Looks at every card payment and refund that is under way and whose time has come.
    pub async fn tend_cards(&self) -> Result<Tended, AppError> {
        let mut report = Tended::default();
        if self.cards.is_none() {
            return Ok(report);
        }
        let before = Instant(self.now().0 - PAUSE_MICROS);
        for row in card_payments::untaken(&self.db, BATCH).await? {
            report.count(&self.see_to(row).await);
        }
        for row in card_payments::open(&self.db, before, BATCH).await? {
            report.count(&self.tend(row).await);
        }
        for row in left_cards::untaken(&self.db, BATCH).await? {
            report.count_left(&self.see_to_left(row).await);
        }
        for row in left_cards::open(&self.db, before, BATCH).await? {
            report.count_left(&self.tend_left(row).await);
        }
        for card in kept_cards::to_forget(&self.db, before, BATCH).await? {
            if let Err(error) = self.forget_card(card).await {
                report.fail(&error);
            }
        }
        for row in card_refunds::open(&self.db, self.now(), BATCH).await? {
            // What was asked already is asked about once a minute.
            if row.state != CardRefundState::ToSend && row.tried_at > before {
                continue;
            }
            match self.advance(row).await {
                Ok(row) if matches!(row.state, CardRefundState::Done | CardRefundState::Failed) => report.refunded += 1,
                Ok(_) => {}
                Err(error) => report.fail(&error),
            }
        }
        Ok(report)
    }

    /// Looks at one card payment; closes its page when its order needs no money any more, or another amount.
    async fn tend(&self, row: CardRow) -> Result<CardRow, AppError> {
        let is_wanted = match self.payable(row.order).await {
            Ok(lacking) => lacking == row.amount,
            Err(AppError::Refused(_)) => false,
            Err(error) => return Err(error),
        };
        let row = match (&row.checkout, row.state) {
            (Some(checkout), CardState::Open) if !is_wanted => {
                let seen = self.card_provider()?.close(checkout).await?;
                self.learn(row, &seen).await?
            }
            _ => self.look(row).await?,
        };
        self.see_to(row).await
    }
}

impl Tended {
    fn count(&mut self, outcome: &Result<CardRow, AppError>) {
        match outcome {
            Ok(row) if row.state == CardState::Paid => self.paid += 1,
            Ok(row) if row.state == CardState::Ended => self.ended += 1,
            Ok(_) => {}
            Err(error) => self.fail(error),
        }
    }

    fn count_left(&mut self, outcome: &Result<LeftCardRow, AppError>) {
        match outcome {
            Ok(row) if row.state == LeftCardState::Kept => self.kept += 1,
            Ok(_) => {}
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: &AppError) {
        self.failed += 1;
        tracing::warn!(error = %chain(error), "a card payment could not be looked at");
    }
}
