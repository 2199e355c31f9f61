//! What the server does beside answering: the run when a day begins, and sending what the outbox holds.

use std::sync::Arc;
use std::time::Duration;

use jubilee_app::{App, AppError, Post, PostReport, Tended};
use tokio::sync::watch;

/// How often the outbox is looked at.
const MAIL_PAUSE: Duration = Duration::from_secs(2);
/// How often refunds to cards are looked for; what was asked of the provider already is asked about once a minute.
const CARD_PAUSE: Duration = Duration::from_secs(10);
/// How often, at most, the date is looked at: a machine that slept through midnight is found within a minute.
const DAY_PAUSE: Duration = Duration::from_mins(1);
/// After a failure, the next try waits so long.
const FAILURE_PAUSE: Duration = Duration::from_mins(1);

/// Carries the duties out until the server stops.
pub(super) async fn carry_out(app: App, post: Arc<Post>, stopped: watch::Receiver<bool>) {
    tokio::join!(days(&app, stopped.clone()), cards(&app, stopped.clone()), mails(&app, &post, stopped));
}

/// Runs each day when it begins in the programme's zone; at the start, what was missed. A sandbox's days are run by hand.
async fn days(app: &App, mut stopped: watch::Receiver<bool>) {
    loop {
        let pause = match day(app).await {
            Ok(()) => {
                let midnight = Duration::from_micros(u64::try_from(app.until_midnight()).unwrap_or_default());
                midnight.min(DAY_PAUSE) + Duration::from_millis(50)
            }
            Err(error) => {
                tracing::error!(%error, "the daily run did not take place");
                FAILURE_PAUSE
            }
        };
        if is_over(&mut stopped, pause).await {
            return;
        }
    }
}

async fn day(app: &App) -> Result<(), AppError> {
    if app.clock().await?.is_sandbox {
        return Ok(());
    }
    // A day that is complete is looked at again: what was imported since, or failed before, may be due.
    let report = app.run(None, false, &|_, _| {}).await?;
    if let Some(pause) = &report.paused {
        tracing::warn!(run.until = %report.until, pause.reason, "the daily run is held: staff have paused");
    }
    if report.due == 0 || report.paused.is_some() {
        return Ok(());
    }
    tracing::info!(
        run.until = %report.until,
        run.due = report.due,
        run.done = report.done,
        run.superseded = report.superseded,
        run.missed = report.missed,
        run.failed = report.failed,
        "the daily run is complete"
    );
    Ok(())
}

/// Sends what waits, as far as it is still true by the programme as it was published last.
async fn deliver(app: &App, post: &Post) -> Result<PostReport, AppError> {
    app.current().await?.deliver(post, &|_| {}).await
}

/// Keeps sending.
async fn mails(app: &App, post: &Post, mut stopped: watch::Receiver<bool>) {
    loop {
        let pause = match deliver(app, post).await {
            Ok(report) => {
                if report.failed > 0 || report.deferred > 0 {
                    tracing::warn!(
                        mail.deferred = report.deferred,
                        mail.failed = report.failed,
                        "some mails were not accepted"
                    );
                }
                MAIL_PAUSE
            }
            Err(error) => {
                tracing::error!(%error, "the outbox could not be sent");
                FAILURE_PAUSE
            }
        };
        if is_over(&mut stopped, pause).await {
            return;
        }
    }
}

/// Keeps looking at the card payments and refunds that are under way.
async fn cards(app: &App, mut stopped: watch::Receiver<bool>) {
    loop {
        let pause = match tend(app).await {
            Ok(report) => {
                if report != Tended::default() {
                    tracing::info!(
                        cards.paid = report.paid,
                        cards.ended = report.ended,
                        cards.refunded = report.refunded,
                        cards.failed = report.failed,
                        "card payments were looked at"
                    );
                }
                CARD_PAUSE
            }
            Err(error) => {
                tracing::error!(%error, "card payments could not be looked at");
                FAILURE_PAUSE
            }
        };
        if is_over(&mut stopped, pause).await {
            return;
        }
    }
}

async fn tend(app: &App) -> Result<Tended, AppError> {
    app.current().await?.tend_cards().await
}

/// Waits, and says whether the server has been stopped meanwhile.
async fn is_over(stopped: &mut watch::Receiver<bool>, pause: Duration) -> bool {
    tokio::select! {
        _ = stopped.wait_for(|is_stopped| *is_stopped) => true,
        () = tokio::time::sleep(pause) => false,
    }
}
