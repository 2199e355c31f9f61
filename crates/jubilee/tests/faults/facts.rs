//! What a store holds, as lines of text, without what differs between two stores that had the same fate: instants and random names.

use std::error::Error;
use std::path::Path;

use jubilee_app::{App, Time};
use jubilee_core::{Instant, Recorded};
use jubilee_store::{Db, invoices, ledger, members, orders, outbox, payments, replan, subscriptions, users};

/// Noon of a day long after all that happens here: every store that is looked at is a sandbox, with a date of its own.
const NOW: Instant = Instant(1_900_000_000_000_000);

/// More than any store here holds.
const ALL: u32 = 100_000;

/// What a look at a store found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Facts, rows and mails, in a fixed order.
    pub(crate) lines: Vec<String>,
    /// What its verification complained of.
    pub(crate) complaints: Vec<String>,
}

/// What the store in a file holds; `None` where there is none that can be used yet.
pub(crate) async fn look(file: &Path) -> Option<Facts> {
    look_at(&format!("sqlite:{}", file.display())).await
}

/// What the store at an address holds.
pub(crate) async fn look_at(url: &str) -> Option<Facts> {
    let app = App::open(url, Time::still(NOW)).await.ok()?;
    let db = Db::open(url).await.ok()?;
    let (lines, mut complaints) = match lines(&app, &db).await {
        Ok(lines) => (lines, Vec::new()),
        Err(error) => (Vec::new(), vec![format!("{error:?}")]),
    };
    match app.verify(true, &|_, _| {}).await {
        Ok(found) => complaints.extend(found.findings.into_iter().map(|found| format!("{found:?}"))),
        Err(error) => complaints.push(format!("{error:?}")),
    }
    Some(Facts { lines, complaints })
}

async fn lines(app: &App, db: &Db) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = vec![format!("run up to {:?}", app.clock().await?.completed_on)];
    for id in replan::members(db, None, ALL).await? {
        let row = members::by_id(db, id).await?.ok_or("a member is gone")?;
        lines.push(format!("member {} {} {} {}", row.reference, row.name, row.country, row.version));
        for entry in ledger::of_member(db, id).await? {
            let recorded = Recorded::decode(&entry.body)?;
            lines.push(format!("entry {} {:?} {:?}", entry.seq, recorded.by, recorded.entry));
        }
        for user in users::by_member(db, id).await? {
            lines.push(format!("user {} {}", user.email, user.roles));
        }
        lines.extend(debug(&subscriptions::by_member(db, id).await?));
        lines.extend(debug(&orders::by_member(db, id).await?));
        lines.extend(debug(&payments::by_range(db, id, id).await?));
    }
    let queued = outbox::page(db, None, ALL).await?;
    let mut mails: Vec<String> =
        queued.iter().map(|mail| format!("mail {} {} {}", mail.identity, mail.recipient, mail.on_day)).collect();
    mails.sort();
    lines.extend(mails);
    lines.extend(debug(&invoices::due(db, None, ALL).await?));
    Ok(lines)
}

fn debug<T: std::fmt::Debug>(rows: &[T]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}
