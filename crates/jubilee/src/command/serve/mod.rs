//! `jubilee serve`: the portal, the run at the programme's midnight, and the mails.

pub(super) mod cards;
mod demo;
mod duties;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use jubilee_app::{App, Post, StaffRole};
use jubilee_core::{Lang, Programme};
use jubilee_web::Options;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{open, post};
use crate::arguments::Serve;
use crate::output::line;

/// How long requests that are under way may take after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

/// The address of the administrator that a first start appoints, so that somebody can sign in.
const FIRST_ADMINISTRATOR: &str = "administrator@localhost";

pub(crate) async fn run(arguments: Serve) -> anyhow::Result<ExitCode> {
    let listener = TcpListener::bind(arguments.listen)
        .await
        .with_context(|| format!("cannot listen on {}; name another address with --listen", arguments.listen))?;
    let address = listener.local_addr().context("cannot tell the address")?;
    let listening = format!("http://{address}");
    if arguments.demo {
        let base_url = arguments.base_url.clone().unwrap_or(listening);
        let demo = demo::open(&arguments, &base_url).await?;
        line(format_args!("Jubilee's demo is at {base_url} (its store is in {}).", demo.folder().display()));
        line("As a member's admin:");
        line(&demo.member_link);
        line("As a staff administrator:");
        line(&demo.staff_link);
        let (mover, upgrader) = (jubilee_app::demo::MOVER, jubilee_app::demo::UPGRADER);
        line("With the code from the demo's mailbox you can also sign in as");
        line(format_args!("  {mover}, whose account still has to be moved"));
        line(format_args!("  {upgrader}, who can upgrade silver to gold"));
        let practice = cards::practice(&base_url);
        let options = Options {
            demo: Some(demo.people.clone()),
            post: Some(demo.post.clone()),
            practice: Some(practice.clone()),
            is_secure: false,
        };
        return serve(listener, demo.app.clone().with_cards(practice), options, demo.post.clone()).await;
    }
    let stripe = cards::stripe(&arguments.cards)?;
    let mut app = open(&arguments.store).await?;
    if let Some(url) = &arguments.base_url {
        // Kept, so that the mails which other commands cause lead to the same place.
        app.set_base_url(url).await?;
        app = app.reached_at(url);
    } else if !app.has_base_url() {
        app = app.reached_at(&listening);
    }
    let base_url = app.base_url().to_owned();
    let (post, note) = post(&arguments.mailing)?;
    line(format_args!("Serving '{}' at {base_url}", app.programme().id));
    line(format_args!("Note: {note}."));
    if stripe.is_none() && renews_automatically(app.programme()) {
        line(
            "Note: the programme renews automatically, and no card payments are taken (--stripe-key): nothing can be charged.",
        );
    }
    first_administrator(&app).await?;
    if let Some(stripe) = stripe {
        app = app.with_cards(stripe);
        line(format_args!("Orders can be paid by card. Stripe sends its messages to {base_url}/payments/stripe."));
    }
    let options = Options { is_secure: base_url.starts_with("https://"), ..Options::default() };
    serve(listener, app, options, Arc::new(post)).await
}

/// The first start appoints an administrator and prints the way in.
async fn first_administrator(app: &App) -> anyhow::Result<()> {
    if app.has_staff().await? {
        return Ok(());
    }
    app.appoint_staff(FIRST_ADMINISTRATOR, "Administrator", Lang::En, StaffRole::Administrator).await?;
    if let Some(link) = app.first_link(FIRST_ADMINISTRATOR).await? {
        line("There is no staff yet. This link signs the first administrator in, once, within seven days:");
        line(link);
        line("Appoint people by their own addresses with: jubilee staff ADDRESS --name NAME --role administrator");
    }
    Ok(())
}

async fn serve(listener: TcpListener, app: App, options: Options, post: Arc<Post>) -> anyhow::Result<ExitCode> {
    let (stop, stopped) = watch::channel(false);
    let mut duties = tokio::spawn(duties::carry_out(app.clone(), post, stopped.clone()));
    let router = jubilee_web::router(app, options);
    let mut until = stopped;
    let served = axum::serve(listener, router).with_graceful_shutdown(async move {
        // The sender lives as long as the server, so an error means the same as the signal.
        let _ = until.wait_for(|is_stopped| *is_stopped).await;
    });
    let mut served = tokio::spawn(served.into_future());
    // A portal without its daily duties, or duties without a portal, must not look as if all were well: the process ends, and
    // whoever watches over it starts it again.
    tokio::select! {
        () = signal() => {}
        ended = &mut served => {
            ended.context("the portal ended in a panic")?.context("the portal cannot listen any more")?;
            anyhow::bail!("the portal ended by itself");
        }
        ended = &mut duties => {
            ended.context("the daily duties ended in a panic")?;
            anyhow::bail!("the daily duties ended by themselves");
        }
    }
    tracing::info!("stopping: requests that are under way are finished");
    let _ = stop.send(true);
    if tokio::time::timeout(LAST_REQUESTS, served).await.is_err() {
        tracing::warn!(waited.seconds = LAST_REQUESTS.as_secs(), "some requests were still under way and are cut off");
    }
    duties.await.context("the daily duties ended in a panic")?;
    Ok(ExitCode::SUCCESS)
}

/// Waits for Ctrl-C or the service manager's signal to stop.
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).ok();
    let terminated = async {
        match &mut terminate {
            Some(signal) => signal.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// Whether any offer of a programme can be renewed automatically.
fn renews_automatically(programme: &Programme) -> bool {
    let mut offers = programme.versions.iter().flat_map(|version| &version.offers);
    offers.any(|offer| offer.renewal.as_ref().is_some_and(|rules| rules.auto_renewal.is_some()))
}
