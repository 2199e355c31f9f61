//! A card that is left on the provider's page without paying, so that renewals are charged to it: written down before the provider is
//! asked, learnt of like a payment, and kept in the transaction that switches automatic renewal on.

use jubilee_core::{Actor, Command, Day, Decision, Lang, Lift, Reason, Refusal, SubscriptionId, decide};
use jubilee_payments::{CardProvider, Fault, Known, Leaving, Left, Object, Seen};
use jubilee_store::left_cards::{self, LeftCardRow, LeftCardState};
use jubilee_store::{CommitError, kept_cards};

use super::keep::label;
use super::{BEGINNING_MICROS, MOST_ATTEMPTS, attempt};
use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::secret::Secret;

/// Who wants to leave a card, and for what.
#[derive(Clone, Copy, Debug)]
pub struct CardLeaving<'a> {
    /// The subscription whose renewals are to be charged to it.
    pub subscription: SubscriptionId,
    /// What it will be charged for, in its holder's language.
    pub description: &'a str,
    /// The path under which the attempts for this subscription have their pages here: `/offers/1/auto-renewal/card`.
    pub place: &'a str,
    /// The holder's address.
    pub mail: Option<&'a str>,
    /// The holder's language.
    pub lang: Lang,
}

/// A card that is being left, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftCard {
    /// Our identity of the attempt.
    pub attempt: String,
    /// How far it is.
    pub progress: LeftProgress,
}

/// How far a card is that is being left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftProgress {
    /// It can be left, on this page of the provider.
    Open(String),
    /// Nothing is to be done but to wait.
    InProgress,
    /// Renewals are charged to it.
    Kept,
    /// It was left, and renewals could not be charged to it any more; the provider forgets it.
    Refused,
    /// It is over, and no card was left.
    Ended,
}

fn known(row: &LeftCardRow) -> Result<Known, AppError> {
    let unread = |error| AppError::Usage(format!("what is known of the left card {} cannot be read: {error}", row.attempt));
    serde_json::from_str(&row.known).map_err(unread)
}

/// Joins what was seen into a row. A row that cannot be read stays as it is; reading it says so.
fn join(row: &mut LeftCardRow, seen: &Seen) {
    let Ok(before) = known(row) else { return };
    let next = before.join(&seen.known);
    row.known = attempt::write(&next);
    row.checkout = row.checkout.clone().or(seen.checkout.clone());
    row.state = match row.state {
        state @ (LeftCardState::Kept | LeftCardState::Refused) => state,
        _ if next.left.is_some() => LeftCardState::Left,
        _ if next.has_ended => LeftCardState::Ended,
        state => state,
    };
}

fn progress(row: &LeftCardRow) -> LeftCard {
    let progress = match (row.state, &row.address) {
        (LeftCardState::Kept, _) => LeftProgress::Kept,
        (LeftCardState::Refused, _) => LeftProgress::Refused,
        (LeftCardState::Ended, _) => LeftProgress::Ended,
        (LeftCardState::Open, Some(address)) if row.is_wanted => LeftProgress::Open(address.clone()),
        (LeftCardState::Begun | LeftCardState::Open | LeftCardState::Left, _) => LeftProgress::InProgress,
    };
    LeftCard { attempt: row.attempt.clone(), progress }
}

impl App {
    /// Begins to have a card left for a subscription. Where that is under way already, the same page is given again. Where automatic
    /// renewal could not be switched on with it, that is refused before anybody types a card's number.
    pub async fn leave_card(&self, wanted: CardLeaving<'_>) -> Result<LeftCard, AppError> {
        let provider = self.card_provider()?;
        for _ in 0..MOST_ATTEMPTS {
            if let Some(row) = left_cards::under_way(&self.db, wanted.subscription).await? {
                let row = if row.is_wanted { row } else { self.close_left(row).await? };
                let left = self.follow_left(row).await?;
                if matches!(left.progress, LeftProgress::Ended | LeftProgress::Refused) {
                    continue;
                }
                return Ok(left);
            }
            let file = self.member_file(wanted.subscription.member()).await?;
            self.keeping_terms(&file, wanted.subscription)?;
            let row = LeftCardRow {
                attempt: format!("left-{}-{}", wanted.subscription.number(), &Secret::random().as_str()[..12]),
                subscription: wanted.subscription,
                provider: provider.name().to_owned(),
                version: 0,
                state: LeftCardState::Begun,
                checkout: None,
                address: None,
                known: attempt::write(&Known::default()),
                is_wanted: true,
                made_at: self.now(),
                looked_at: self.now(),
            };
            match self.db.commit(left_cards::insert(&row)).await {
                // Another tab was quicker.
                Err(CommitError::Duplicate { .. }) => continue,
                outcome => outcome?,
            }
            return self.begin_leaving(&*provider, row, wanted).await;
        }
        Err(AppError::Busy { member: wanted.subscription.member().number() })
    }

    /// What has become of a card that is being left, with the provider's newest answer.
    pub async fn left_card(&self, subscription: SubscriptionId, attempt: &str) -> Result<LeftCard, AppError> {
        let row = left_cards::by_attempt(&self.db, attempt).await?.filter(|row| row.subscription == subscription);
        self.follow_left(row.ok_or_else(|| AppError::not_found("left card", attempt))?).await
    }

    /// Asks the provider for its page. Until it has answered nobody has the page's address: an attempt whose answer is lost is over.
    async fn begin_leaving(
        &self,
        provider: &dyn CardProvider,
        row: LeftCardRow,
        wanted: CardLeaving<'_>,
    ) -> Result<LeftCard, AppError> {
        let place = format!("{}{}/{}", self.base_url(), wanted.place, row.attempt);
        let leaving = Leaving {
            attempt: row.attempt.clone(),
            description: wanted.description.to_owned(),
            return_to: place.clone(),
            cancel_to: place,
            mail: wanted.mail.map(str::to_owned),
            language: wanted.lang.code().to_owned(),
        };
        let begun = provider.leave(&leaving).await;
        let how = |row: &mut LeftCardRow| match &begun {
            Ok(begun) => {
                row.checkout = Some(begun.checkout.clone());
                row.address = Some(begun.address.clone());
                if row.state == LeftCardState::Begun {
                    row.state = LeftCardState::Open;
                }
            }
            Err(_) if row.state == LeftCardState::Begun => row.state = LeftCardState::Ended,
            Err(_) => {}
        };
        let row = self.change_left(row, &how).await?;
        begun?;
        Ok(progress(&row))
    }

    /// Learns what the provider says, and sees to the card. Without an answer the attempt is as it was.
    async fn follow_left(&self, row: LeftCardRow) -> Result<LeftCard, AppError> {
        let row = match self.look_at_left(row.clone()).await {
            Err(AppError::Cards(fault)) => {
                tracing::warn!(card.attempt = row.attempt, error = %fault, "a card that is being left cannot be looked up");
                return Ok(LeftCard { progress: LeftProgress::InProgress, ..progress(&row) });
            }
            outcome => outcome?,
        };
        Ok(progress(&self.see_to_left(row).await?))
    }

    async fn look_at_left(&self, row: LeftCardRow) -> Result<LeftCardRow, AppError> {
        if !matches!(row.state, LeftCardState::Begun | LeftCardState::Open) {
            return Ok(row);
        }
        let provider = self.card_provider()?;
        let Some(checkout) = row.checkout.clone() else {
            let is_given_up = row.made_at.0 + BEGINNING_MICROS < self.now().0;
            return if is_given_up { self.end_left(row).await } else { Ok(row) };
        };
        match provider.look_up(&Object::Checkout(checkout)).await {
            Ok(seen) => self.learn_of_left(row, &seen).await,
            // The provider for trying out forgets when its process ends.
            Err(Fault::Missing { .. }) => self.end_left(row).await,
            Err(fault) => Err(fault.into()),
        }
    }

    async fn end_left(&self, row: LeftCardRow) -> Result<LeftCardRow, AppError> {
        let how = |row: &mut LeftCardRow| {
            if matches!(row.state, LeftCardState::Begun | LeftCardState::Open) {
                row.state = LeftCardState::Ended;
            }
        };
        self.change_left(row, &how).await
    }

    /// Joins what was seen with what is known of a card that is being left.
    pub(super) async fn learn_of_left(&self, row: LeftCardRow, seen: &Seen) -> Result<LeftCardRow, AppError> {
        self.change_left(row, &|row| join(row, seen)).await
    }

    async fn change_left(
        &self,
        mut row: LeftCardRow,
        how: &(dyn Fn(&mut LeftCardRow) + Sync),
    ) -> Result<LeftCardRow, AppError> {
        for _ in 0..MOST_ATTEMPTS {
            let mut changed = LeftCardRow { looked_at: self.now(), ..row.clone() };
            how(&mut changed);
            match self.db.commit(left_cards::update(&changed)).await {
                Ok(()) => return Ok(LeftCardRow { version: changed.version + 1, ..changed }),
                Err(CommitError::Conflict { .. }) => row = self.left_again(&row).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Busy { member: row.subscription.member().number() })
    }

    async fn left_again(&self, row: &LeftCardRow) -> Result<LeftCardRow, AppError> {
        let found = left_cards::by_attempt(&self.db, &row.attempt).await?;
        found.ok_or_else(|| AppError::not_found("left card", &row.attempt))
    }

    /// Closes the page of a card that is not wanted any more. It may be that the card was left meanwhile.
    async fn close_left(&self, row: LeftCardRow) -> Result<LeftCardRow, AppError> {
        match (&row.checkout, row.state) {
            (Some(checkout), LeftCardState::Open) => {
                let seen = self.card_provider()?.close(checkout).await?;
                self.learn_of_left(row, &seen).await
            }
            _ => self.look_at_left(row).await,
        }
    }

    /// Switches automatic renewal on with a card that was left, once. Where that cannot be, the provider is to forget the card.
    pub(super) async fn see_to_left(&self, row: LeftCardRow) -> Result<LeftCardRow, AppError> {
        let left = known(&row)?.left.filter(|_| row.state == LeftCardState::Left);
        let Some(Left { card, saved }) = left else { return Ok(row) };
        let (label, subscription) = (label(&card), row.subscription);
        let row_of = |state| self.kept(&row.attempt, subscription, &row.provider, &saved, label.clone(), state);
        let deciding = |held: &Held, today: Day| {
            if !row.is_wanted {
                return Err(Refusal { reasons: vec![Reason::AutoRenewalIsOff], lift: Lift::Done }.into());
            }
            let command = Command::SwitchOn { subscription, card: label.clone() };
            Ok(decide(&self.programme, &held.member, command, today)?)
        };
        let beside = |_: &mut Held, _: &Decision| {
            let kept = kept_cards::insert(&row_of(kept_cards::KeptCardState::Kept));
            Ok(vec![left_cards::keep(&row.attempt), kept_cards::drop_card(subscription), kept])
        };
        let request = Request { method: "card", ..Request::by(Actor::CardProvider) };
        match self.act_as(subscription.member(), request, &deciding, &beside).await {
            Ok(_) | Err(AppError::Busy { .. }) => self.left_again(&row).await,
            Err(AppError::Refused(refusal)) => {
                let rule = refusal.reasons.first().map_or("none", |reason| reason.rule().id());
                tracing::warn!(card.attempt = row.attempt, card.rule = rule, "a card was left that cannot be kept");
                let dropped = kept_cards::insert(&row_of(kept_cards::KeptCardState::ToForget));
                match self.db.commit(vec![left_cards::refuse(&row.attempt), dropped]).await {
                    Ok(()) | Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => self.left_again(&row).await,
                    Err(error) => Err(error.into()),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Looks at one card that is being left; closes its page when nothing could be charged to it.
    pub(super) async fn tend_left(&self, row: LeftCardRow) -> Result<LeftCardRow, AppError> {
        let file = self.member_file(row.subscription.member()).await?;
        let is_wanted = match self.keeping_terms(&file, row.subscription) {
            Ok(_) => row.is_wanted,
            Err(AppError::Refused(_)) => false,
            Err(error) => return Err(error),
        };
        let row = if is_wanted { self.look_at_left(row).await? } else { self.close_left(row).await? };
        self.see_to_left(row).await
    }

    /// The attempt that an object of the provider's belongs to, where it is about a card that is left.
    pub(super) async fn left_of(&self, object: &Object, seen: &Seen) -> Result<Option<LeftCardRow>, AppError> {
        if let Some(attempt) = &seen.attempt
            && let Some(row) = left_cards::by_attempt(&self.db, attempt).await?
        {
            return Ok(Some(row));
        }
        Ok(match object {
            Object::Checkout(checkout) => left_cards::by_checkout(&self.db, checkout).await?,
            _ => None,
        })
    }
}
