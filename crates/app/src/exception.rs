//! What staff allow for one subscription: always with a reason and an end. The reasons are words about people, so they are kept
//! beside the ledger; that an exception was granted, by whom and until when, is in it.

use std::collections::BTreeMap;

use jubilee_core::{Actor, Command, Day, ExceptionKind, Fact, Member, MemberId, Recorded, SubscriptionId};
use jubilee_store::exceptions::{self, ExceptionRow};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::Request;

/// The longest reason, in characters.
pub const MOST_REASON: usize = 2_000;

/// What staff want to allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What is allowed.
    pub kind: ExceptionKind,
    /// The last day on which it counts.
    pub until: Day,
    /// Why; for staff, never for the member.
    pub reason: String,
}

/// An exception with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExceptionNote {
    /// The subscription it is for.
    #[serde(skip)]
    pub subscription: SubscriptionId,
    /// Which of the subscription's, from 1.
    pub number: u16,
    /// What is allowed.
    pub kind: ExceptionKind,
    /// The day on which it was granted.
    pub granted_on: Day,
    /// The last day on which it counts, unless it was taken back.
    pub until: Day,
    /// The first day on which it did not count any more, where it was taken back.
    pub ended_on: Option<Day>,
    /// Why it was granted; empty where the words were erased.
    pub reason: String,
    /// Why it was taken back.
    pub end_reason: Option<String>,
    /// Who granted it.
    pub by: Actor,
}

impl App {
    /// Allows something for one subscription and its current cycle, and gives the number of the exception among the subscription's
    /// own, from 1. Accepting a late payment gives effect to money that is set aside for the cycle, in the same transaction.
    pub async fn grant_exception(&self, subscription: SubscriptionId, grant: Grant, by: Actor) -> Result<u16, AppError> {
        let reason = checked(&grant.reason)?;
        let command = Command::GrantException { subscription, kind: grant.kind, until: grant.until };
        let number = |decision: &jubilee_core::Decision| {
            decision.entries.iter().find_map(|entry| match &entry.fact {
                Fact::ExceptionGranted { exception, .. } => Some(*exception),
                _ => None,
            })
        };
        let done = self
            .act_with(subscription.member(), &command, Request::by(by), &|_, decision| {
                Ok(number(decision).map(|number| exceptions::insert(subscription, number, reason)).into_iter().collect())
            })
            .await?;
        number(&done.decision).ok_or_else(|| AppError::not_found("exception", subscription.number()))
    }

    /// Takes an exception back, from the business date on.
    pub async fn end_exception(
        &self,
        subscription: SubscriptionId,
        number: u16,
        reason: String,
        by: Actor,
    ) -> Result<(), AppError> {
        let reason = checked(&reason)?;
        let command = Command::EndException { subscription, exception: number };
        let beside = |_: &mut _, _: &_| Ok(vec![exceptions::end(subscription, number, reason)]);
        self.act_with(subscription.member(), &command, Request::by(by), &beside).await?;
        Ok(())
    }

    /// The exceptions of a member's subscriptions, in the order of the subscriptions, each with its reasons.
    pub async fn exceptions_of(&self, member: MemberId) -> Result<Vec<ExceptionNote>, AppError> {
        let held = self.hold(member).await?;
        self.exception_notes(&held.member).await
    }

    pub(crate) async fn exception_notes(&self, member: &Member) -> Result<Vec<ExceptionNote>, AppError> {
        if member.subscriptions.iter().all(|held| held.exceptions.is_empty()) {
            return Ok(Vec::new());
        }
        let words = exceptions::by_member(&self.db, member.id).await?;
        let ledger = self.ledger_of(member.id).await?;
        Ok(notes(member, &words, ledger.iter().map(|(_, recorded)| recorded)))
    }
}

fn notes<'a>(member: &Member, words: &[ExceptionRow], ledger: impl Iterator<Item = &'a Recorded>) -> Vec<ExceptionNote> {
    let granted: BTreeMap<(SubscriptionId, u16), Actor> = ledger
        .filter_map(|recorded| match &recorded.entry.fact {
            Fact::ExceptionGranted { subscription, exception, .. } => Some(((*subscription, *exception), recorded.by)),
            _ => None,
        })
        .collect();
    let all = member.subscriptions.iter().flat_map(|held| held.exceptions.iter().map(move |exception| (held.id, exception)));
    all.map(|(subscription, exception)| {
        let said = words.iter().find(|row| row.subscription == subscription && row.number == exception.number);
        ExceptionNote {
            subscription,
            number: exception.number,
            kind: exception.kind,
            granted_on: exception.granted_on,
            until: exception.until,
            ended_on: exception.ended_on,
            reason: said.map(|row| row.reason.clone()).unwrap_or_default(),
            end_reason: said.and_then(|row| row.end_reason.clone()),
            by: granted.get(&(subscription, exception.number)).copied().unwrap_or(Actor::Operator),
        }
    })
    .collect()
}

/// A reason that says something, or what is wrong with it.
pub(crate) fn checked(reason: &str) -> Result<&str, AppError> {
    let reason = reason.trim();
    let is_fine = |letter: char| !letter.is_control() || letter == '\n' || letter == '\r';
    if reason.is_empty() {
        return Err(AppError::Usage("a reason is missing; say why, for those who read it later".to_owned()));
    }
    if reason.chars().count() > MOST_REASON || !reason.chars().all(is_fine) {
        let what = format!("a reason has at most {MOST_REASON} characters, and no control characters");
        return Err(AppError::Usage(what));
    }
    Ok(reason)
}
