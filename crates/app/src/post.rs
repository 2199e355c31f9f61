//! Sending what the outbox holds: claim, check that it is still true, send, record what became of it.

use jubilee_core::Instant;
use jubilee_delivery::mail::{Envelope, Mail, SignIn};
use jubilee_delivery::{MAX_ATTEMPTS, Mailbox, Outcome, Transport, retry_after};
use jubilee_store::outbox::{self, OutboxRow};
use jubilee_store::{CommitError, Stmt, billing, users};

use crate::app::App;
use crate::error::AppError;
use crate::mailing;
use crate::role::Roles;
use crate::run::chain;
use crate::secret::Secret;

/// The kind of the mails that go out while staff have paused.
const SIGN_IN: &str = "sign-in";

/// How many mails are claimed at once, and for how long.
const BATCH: u32 = 50;
const CLAIM_MICROS: i64 = 10 * 60 * 1_000_000;

/// How long, and how often, a process waits for another one that is sending.
const WAIT: std::time::Duration = std::time::Duration::from_millis(100);
const MOST_WAITS: u32 = 300;

/// How often a mail whose acceptance is unclear is sent again under the same Message-ID: once. A reminder that comes twice does
/// less harm than one that does not come.
const MOST_UNCLEAR: i64 = 1;

/// What a round of sending did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct PostReport {
    /// Mails that the next server took.
    pub sent: u64,
    /// Mails that will be tried again.
    pub deferred: u64,
    /// Mails that were refused for good.
    pub failed: u64,
    /// Mails that had become untrue before they were sent.
    pub superseded: u64,
}

/// Who mails come from, and the way they go.
#[derive(Debug)]
pub struct Post {
    /// The way.
    pub transport: Transport,
    /// The sender.
    pub sender: Mailbox,
}

impl App {
    /// Sends everything whose time has come; while staff have paused, only the mails with which one signs in. `progress` is told how many have been dealt with.
    pub async fn deliver(&self, post: &Post, progress: &(dyn Fn(u64) + Sync)) -> Result<PostReport, AppError> {
        let mut report = PostReport::default();
        let mut count = 0;
        // What was paid since the last round gets its invoice first, whose mail goes out in this one. No mail waits for it.
        if let Err(error) = self.make_invoices().await {
            tracing::error!(reason = chain(&error), "the invoices could not be made");
        }
        // One process sends at a time: whoever has the turn knows that a mail still claimed belongs to a process that is gone.
        let Some(_turn) = self.turn_at_sending().await? else { return Ok(report) };
        self.db.commit(outbox::release(self.now())).await?;
        loop {
            let now = self.now();
            let token = Secret::random().as_str().to_owned();
            // While staff have paused, nobody is locked out: one can still sign in. A pause that begins meanwhile counts from here on.
            let kind = self.paused().await?.map(|_| SIGN_IN);
            let rows = outbox::claim(&self.db, &token, now, Instant(now.0 + CLAIM_MICROS), kind, BATCH).await?;
            if rows.is_empty() {
                post.transport.finish().await;
                return Ok(report);
            }
            for row in rows {
                let stmts = self.send(post, &row, &token, &mut report).await?;
                match self.db.commit(stmts).await {
                    // The claim ran out meanwhile and somebody else has the mail now; what became of it is theirs to record.
                    Ok(()) | Err(CommitError::Conflict { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
                count += 1;
                progress(count);
            }
        }
    }

    /// Waits for the turn at sending; nothing when somebody else has it for long and is sending what there is.
    async fn turn_at_sending(&self) -> Result<Option<jubilee_store::Turn>, AppError> {
        for _ in 0..MOST_WAITS {
            if let Some(turn) = self.db.turn("post").await? {
                return Ok(Some(turn));
            }
            tokio::time::sleep(WAIT).await;
        }
        Ok(None)
    }

    /// Sends one mail, and says what to record about it.
    async fn send(&self, post: &Post, row: &OutboxRow, token: &str, report: &mut PostReport) -> Result<Vec<Stmt>, AppError> {
        let mail = match serde_json::from_str::<Mail>(&row.payload) {
            Ok(mail) => mail,
            Err(error) => return Ok(vec![fail(report, row, token, &format!("the mail cannot be read: {error}"))]),
        };
        let mail = match self.still_true(row, mail).await {
            Ok(Some(mail)) => mail,
            Ok(None) => {
                report.superseded += 1;
                return Ok(vec![outbox::obsolete(row.id, token, "no longer true when it could be sent")]);
            }
            // One member whose ledger cannot be read stops nobody else's mails (C67).
            Err(error @ AppError::Ledger { .. }) => return Ok(vec![fail(report, row, token, &chain(&error))]),
            Err(error) => return Err(error),
        };
        let failed_before = report.failed;
        // A sandbox shows its mails in a mailbox of its own, where they are how one signs in.
        let is_sandbox = self.clock().await?.is_sandbox;
        let redacted = redacted(&mail).filter(|_| !is_sandbox).map(|payload| outbox::redact(row.id, &payload));
        let envelope = Envelope {
            recipient: Mailbox::new(row.recipient.clone()),
            sender: post.sender.clone(),
            message_id: row.message_id.clone(),
            date: self.written_at(row).await?,
        };
        let message = match mail.message(envelope) {
            Ok(message) => message,
            Err(error) => return Ok(vec![fail(report, row, token, &chain(&error))]),
        };
        match self.db.commit(outbox::start(row.id, token)).await {
            Ok(()) => {}
            Err(CommitError::Conflict { .. }) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let stmt = match post.transport.send(&message).await {
            Outcome::Accepted => {
                report.sent += 1;
                return Ok([Some(outbox::sent(row.id, token, self.now())), redacted].into_iter().flatten().collect());
            }
            Outcome::Refused(reason) => fail(report, row, token, &reason),
            Outcome::Unclear(reason) if row.unclear >= MOST_UNCLEAR => {
                fail(report, row, token, &format!("it may have been accepted, twice: {reason}"))
            }
            Outcome::Unclear(reason) => self.later(report, row, token, &reason, true),
            Outcome::Deferred(reason) if row.attempts + 1 >= i64::from(MAX_ATTEMPTS) => {
                fail(report, row, token, &format!("given up after {} attempts: {reason}", row.attempts + 1))
            }
            Outcome::Deferred(reason) => self.later(report, row, token, &reason, false),
        };
        let is_given_up = report.failed > failed_before;
        Ok(std::iter::once(stmt).chain(redacted.filter(|_| is_given_up)).collect())
    }

    /// When a mail says it was written: now; in a sandbox, at this time of the day that it belongs to there.
    async fn written_at(&self, row: &OutboxRow) -> Result<Instant, AppError> {
        const DAY_MICROS: i64 = 86_400 * 1_000_000;
        let now = self.now();
        let is_sandbox = self.clock().await?.is_sandbox;
        Ok(if is_sandbox { Instant(i64::from(row.on_day.number()) * DAY_MICROS + now.0.rem_euclid(DAY_MICROS)) } else { now })
    }

    fn later(&self, report: &mut PostReport, row: &OutboxRow, token: &str, reason: &str, unclear: bool) -> Stmt {
        report.deferred += 1;
        let attempt = u32::try_from(row.attempts + 1).unwrap_or(MAX_ATTEMPTS);
        let seconds = i64::try_from(retry_after(attempt, &row.message_id)).unwrap_or(3_600);
        outbox::retry(row.id, token, Instant(self.now().0 + seconds * 1_000_000), reason, unclear)
    }

    /// The mail without what has become untrue since it was queued, or nothing. Nor is anything told to who has lost the role for which
    /// it was queued.
    async fn still_true(&self, row: &OutboxRow, mail: Mail) -> Result<Option<Mail>, AppError> {
        let Some(member) = row.member else { return Ok(Some(mail)) };
        let held = self.hold(member).await?;
        let recipient = users::email_key(&row.recipient);
        let is_invoice = matches!(mail, Mail::Invoice(_));
        let is_told = |roles: Roles| if is_invoice { roles.may_see_orders() } else { roles.gets_mails() };
        let is_addressed =
            |user: &users::UserRow| users::email_key(&user.email) == recipient && Roles::read(&user.roles).is_ok_and(is_told);
        let is_for_invoices = is_invoice && {
            let billing = billing::by_member(&self.db, member).await?;
            billing.and_then(|billing| billing.email).is_some_and(|email| users::email_key(&email) == recipient)
        };
        if !is_for_invoices && !held.users.iter().any(is_addressed) {
            return Ok(None);
        }
        let Mail::Notices(mut digest) = mail else { return Ok(Some(mail)) };
        let today = self.today().await?;
        let notices = std::mem::take(&mut digest.notices);
        let lang = digest.lang;
        digest.notices.extend(notices.into_iter().filter_map(|notice| mailing::still_true(self, &held, notice, lang, today)));
        // What is said is true on the day it is sent, which may be later than the day it was queued.
        digest.on = digest.on.max(today);
        Ok((!digest.notices.is_empty()).then_some(Mail::Notices(digest)))
    }
}

/// What is kept of a sign-in mail once it has left or been given up: that there was one, and not what it signs in with. While it may have to be sent
/// again, it must be kept whole.
fn redacted(mail: &Mail) -> Option<String> {
    let Mail::SignIn(mail) = mail else { return None };
    let kept = SignIn { link: "…".to_owned(), code: "••••••".to_owned(), ..mail.clone() };
    Some(serde_json::to_string(&Mail::SignIn(kept)).expect("a mail is plain data"))
}

fn fail(report: &mut PostReport, row: &OutboxRow, token: &str, reason: &str) -> Stmt {
    report.failed += 1;
    outbox::failed(row.id, token, reason)
}
