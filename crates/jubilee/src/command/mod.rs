//! One module a command.

mod attain;
mod auto_renewal;
mod backup;
mod bench;
mod benefit;
mod billing;
mod books;
mod check;
mod cover;
mod doctor;
mod erase;
mod exception;
mod explain;
mod export;
mod import;
mod init;
mod invoice;
mod ledger;
mod migrate;
mod order;
mod pause;
mod pay;
mod people;
mod programme;
mod proof;
mod rebuild;
mod reference;
mod refund;
mod relief;
mod renew;
mod run;
mod serve;
mod staff;
mod statement;
mod status;
mod test;
mod timeline;
mod verify;

use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use anyhow::Context;
use jubilee_app::{App, Held, Post, Time};
use jubilee_core::Instant;
use jubilee_delivery::{Folder, Smtp, Transport};

use crate::arguments::{Arguments, Command, Mailing, Store};
use crate::output::line;

/// Carries a command out.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let lang = arguments.lang;
    match arguments.command {
        Command::Init(arguments) => init::run(arguments).await,
        Command::Import(arguments) => import::run(arguments).await,
        Command::Run(arguments) => run::run(arguments).await,
        Command::Pause(arguments) => pause::pause(arguments).await,
        Command::Resume(arguments) => pause::resume(arguments).await,
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Check(arguments) => check::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Status(arguments) => status::run(arguments, lang).await,
        Command::Explain(arguments) => explain::run(arguments, lang).await,
        Command::Programme(arguments) => programme::run(arguments).await,
        Command::Relief(arguments) => relief::run(arguments, lang).await,
        Command::Order(arguments) => order::run(arguments, lang).await,
        Command::Pay(arguments) => pay::run(arguments, lang).await,
        Command::Proof(arguments) => proof::run(arguments.action, lang).await,
        Command::Statement(arguments) => statement::run(arguments.action, lang).await,
        Command::Cancel(arguments) => refund::cancel(arguments, lang).await,
        Command::Refund(arguments) => refund::refund(arguments, lang).await,
        Command::Renew(arguments) => renew::run(arguments, lang).await,
        Command::AutoRenewal(arguments) => auto_renewal::run(arguments.action, lang).await,
        Command::Reactivate(arguments) => renew::again(arguments, lang).await,
        Command::Attain(arguments) => attain::run(arguments, lang).await,
        Command::Cover(arguments) => cover::run(arguments, lang).await,
        Command::Benefit(arguments) => benefit::run(arguments.action, lang).await,
        Command::Exception(arguments) => exception::run(arguments.action, lang).await,
        Command::Migrate(arguments) => migrate::run(arguments, lang).await,
        Command::People(arguments) => people::run(arguments, lang).await,
        Command::ErasePerson(arguments) => erase::run(arguments, lang).await,
        Command::Billing(arguments) => billing::run(arguments, lang).await,
        Command::Ledger(arguments) => ledger::run(arguments, lang).await,
        Command::Books(arguments) => books::run(arguments).await,
        Command::Invoice(arguments) => invoice::run(arguments.action).await,
        Command::Verify(arguments) => verify::run(arguments).await,
        Command::Rebuild(arguments) => rebuild::run(arguments).await,
        Command::Doctor(arguments) => doctor::run(arguments).await,
        Command::Backup(arguments) => backup::backup(arguments).await,
        Command::Restore(arguments) => backup::restore(arguments).await,
        Command::Export(arguments) => export::run(arguments).await,
        Command::Staff(arguments) => staff::run(arguments, lang).await,
        Command::Bench(arguments) => bench::run(arguments).await,
        Command::Reference(_) => Ok(reference::run()),
    }
}

/// The machine's clock: the one place where it is read.
#[expect(clippy::disallowed_methods, reason = "the binary is the one place that reads the machine's clock")]
pub(crate) fn time() -> Time {
    Time::new(|| {
        let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    })
}

/// Opens the installation.
pub(crate) async fn open(store: &Store) -> anyhow::Result<App> {
    let app = App::open(&store.database, time()).await?;
    let (today, held) = app.business_date().await?;
    match held {
        None => {}
        Some(Held::Ahead) => eprintln!(
            "note: the business date stands at {today}, because later days have not been run; check the machine's clock, then \
             `jubilee run --catch-up`"
        ),
        Some(Held::Back) => {
            eprintln!("note: the business date stands at {today}, although the machine's clock says an earlier day");
        }
    }
    Ok(app)
}

/// The way mails leave, and what to tell people about it.
pub(crate) fn post(mailing: &Mailing) -> anyhow::Result<(Post, String)> {
    let sender = mailing.mail_from.parse().with_context(|| format!("cannot send mail from '{}'", mailing.mail_from))?;
    if let Some(url) = &mailing.smtp {
        return Ok((Post { transport: Transport::Smtp(Smtp::new(url)?), sender }, "mails go to the mail server".to_owned()));
    }
    let note = format!("no mail server is configured (--smtp): mails are written to {}", mailing.mail_folder.display());
    Ok((Post { transport: Transport::Folder(Folder::new(&mailing.mail_folder)), sender }, note))
}

/// Says what becomes of mails that a command has queued.
pub(crate) fn note_queued() {
    line("The confirmation mail is queued; the server or the next run sends it.");
}
