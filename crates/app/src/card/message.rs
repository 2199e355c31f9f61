//! Messages of the provider: hints at what to look at.

use jubilee_payments::{Object, Seen, Unread};
use jubilee_store::card_payments::{self, CardRow};
use jubilee_store::{card_messages, card_refunds};

use crate::app::App;
use crate::error::AppError;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageTaken {
    /// It was looked into.
    New,
    /// It had been looked into before.
    Known,
    /// It is about nothing of ours.
    Unrelated,
}

/// Why a message was not taken in. The provider sends it again where it is not the message's fault.
#[derive(Debug, thiserror::Error)]
pub enum MessageRefused {
    /// It is not a message of the provider's.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// It could not be looked into now.
    #[error(transparent)]
    App(#[from] AppError),
}

impl App {
    /// Takes in a message of the card provider. It is noted once everything that follows from it is stored.
    pub async fn take_card_message(&self, signature: Option<&str>, body: &[u8]) -> Result<MessageTaken, MessageRefused> {
        let provider = self.card_provider()?;
        let event = provider.read(signature, body, self.now())?;
        let Some(object) = event.object else { return Ok(MessageTaken::Unrelated) };
        if card_messages::is_known(&self.db, provider.name(), &event.id).await.map_err(AppError::from)? {
            return Ok(MessageTaken::Known);
        }
        let seen = provider.look_up(&object).await.map_err(AppError::from)?;
        let taken = match self.attempt_of(&object, &seen).await? {
            Some(row) => {
                let row = self.learn(row, &seen).await?;
                self.see_to(row).await?;
                self.refund_seen(&seen).await?;
                MessageTaken::New
            }
            None => match self.left_of(&object, &seen).await? {
                Some(row) => {
                    let row = self.learn_of_left(row, &seen).await?;
                    self.see_to_left(row).await?;
                    MessageTaken::New
                }
                None => MessageTaken::Unrelated,
            },
        };
        let noted = card_messages::insert(provider.name(), &event.id, &event.kind, self.now());
        self.db.commit(noted).await.map_err(AppError::from)?;
        Ok(taken)
    }

    /// The attempt that an object belongs to: by our own identity, where the object carries it, because the provider may know of it
    /// before we do.
    async fn attempt_of(&self, object: &Object, seen: &Seen) -> Result<Option<CardRow>, AppError> {
        if let Some(attempt) = &seen.attempt
            && let Some(row) = card_payments::by_attempt(&self.db, attempt).await?
        {
            return Ok(Some(row));
        }
        if let Some(refund) = &seen.refund
            && let Some(refund) = card_refunds::by_refund(&self.db, refund).await?
        {
            return Ok(card_payments::by_attempt(&self.db, &refund.attempt).await?);
        }
        match (object, &seen.payment) {
            (Object::Checkout(checkout), _) => Ok(card_payments::by_checkout(&self.db, checkout).await?),
            (_, Some(payment)) => Ok(card_payments::by_payment(&self.db, payment).await?),
            (_, None) => Ok(None),
        }
    }
}
