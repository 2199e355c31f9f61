//! The demo: a sandbox with about 200 invented members, lived through day by day, so that every mail, entry and standing in it came
//! about as it does in a real store.

mod names;

use std::fmt::Write as _;
use std::path::Path;

use jubilee_core::{Actor, Day, Lang, SubscriptionId};

use crate::app::App;
use crate::error::AppError;
use crate::held::Request;
use crate::import::{Files, ImportError};
use crate::post::Post;
use crate::role::StaffRole;
use names::{FIRST, LAST, PLACES, STEMS, TRADES};

/// The day from which Jubilee runs the demo's programme.
pub const LIVE_FROM: (i32, u32, u32) = (2020, 6, 1);
/// The day at which the demo's clock stands when somebody opens it.
pub const STANDS_AT: (i32, u32, u32) = (2020, 9, 20);

/// How many members there are beside the one whose eyes the visitor has.
const MEMBERS: u32 = 199;

/// Whose eyes the visitor of a demo can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPeople {
    /// A member's global admin.
    pub member: String,
    /// A staff administrator.
    pub staff: String,
}

impl Default for DemoPeople {
    fn default() -> DemoPeople {
        DemoPeople { member: "anna@zonneveld.example".to_owned(), staff: "sofie@programme.example".to_owned() }
    }
}

/// What becomes of a subscription's current cycle.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// Ordered and paid so many days after the anniversary.
    Renewed(i32),
    /// Ordered so many days after the anniversary; the money does not come.
    Ordered(i32),
    /// Ordered so many days after the anniversary, and paid after the window had closed.
    PaidLate(i32),
    /// Nobody does anything.
    Forgotten,
}

/// A subscription to be made.
struct Holding {
    reference: String,
    member: String,
    offer: &'static str,
    areas: &'static str,
    anniversary: Day,
    fate: Fate,
}

/// Fills a new sandbox: imports the members, and lives every day from the first to the one at which the clock stands. `folder` takes
/// the CSV files; `progress` is told how many of how many days have passed.
pub async fn furnish(
    app: &App,
    post: &Post,
    folder: &Path,
    progress: &(dyn Fn(u32, u32) + Sync),
) -> Result<DemoPeople, AppError> {
    let people = DemoPeople::default();
    let (live, last) = (date(LIVE_FROM), date(STANDS_AT));
    let holdings = import(app, folder).await?;
    app.appoint_staff(&people.staff, "Sofie Jansen", Lang::En, StaffRole::Administrator).await?;
    app.appoint_staff("tom@programme.example", "Tom Bakker", Lang::Nl, StaffRole::Agent).await?;
    let days = u32::try_from(last.days_since(live)).unwrap_or_default();
    let mut day = live;
    while day <= last {
        app.run(Some(day), true, &|_, _| {}).await?;
        for holding in &holdings {
            live_through(app, holding, day).await?;
        }
        app.deliver(post, &|_| {}).await?;
        progress(u32::try_from(day.days_since(live)).unwrap_or_default(), days);
        day = day.next();
    }
    Ok(people)
}

fn date((year, month, day): (i32, u32, u32)) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

/// What the member does about a subscription on a day.
async fn live_through(app: &App, holding: &Holding, day: Day) -> Result<(), AppError> {
    let after = day.days_since(holding.anniversary);
    let (ordered, paid) = match holding.fate {
        Fate::Renewed(on) => (on, Some((on + 3, on + 2))),
        Fate::Ordered(on) => (on, None),
        Fate::PaidLate(on) => (on, Some((36, 33))),
        Fate::Forgotten => return Ok(()),
    };
    if after == ordered {
        let subscription = app.find_subscription(&holding.reference).await?;
        app.order_renewal(subscription, Request::by(Actor::Operator)).await?;
    }
    if let Some((recorded, value)) = paid.filter(|(recorded, _)| *recorded == after) {
        let value_on = day.plus_days(value - recorded);
        let subscription = app.find_subscription(&holding.reference).await?;
        if let Some(order) = open_order(app, subscription).await? {
            app.record_payment(order, value_on, None, Request::by(Actor::Operator)).await?;
        }
    }
    Ok(())
}

async fn open_order(app: &App, subscription: SubscriptionId) -> Result<Option<jubilee_core::OrderId>, AppError> {
    let file = app.member_file(subscription.member()).await?;
    let unpaid =
        file.member.orders.iter().find(|order| order.payment.is_none() && order.purpose.subscription() == subscription);
    Ok(unpaid.map(|order| order.id))
}

/// Writes the three files as a programme's owner would have them, and imports them.
async fn import(app: &App, folder: &Path) -> Result<Vec<Holding>, AppError> {
    let mut members = String::from("member,name,country,language,system\n");
    let mut users = String::from("member,email,name,roles,language\n");
    let mut holdings = showcase();
    let written = |error: std::fmt::Error| AppError::Usage(format!("cannot write the demo's files: {error}"));
    writeln!(members, "4000100,Zonneveld Automatisering B.V.,NL,nl,current").map_err(written)?;
    for (email, name, roles, lang) in [
        ("anna@zonneveld.example", "Anna de Vries", "global-admin;programme-admin", "en"),
        ("bram@zonneveld.example", "Bram Bakker", "billing-admin", "nl"),
        ("carla@zonneveld.example", "Carla Smit", "viewer", "nl"),
    ] {
        writeln!(users, "4000100,{email},{name},{roles},{lang}").map_err(written)?;
    }
    for n in 0..MEMBERS {
        let reference = (4_000_101 + n * 7).to_string();
        let stem = STEMS[n as usize % STEMS.len()];
        let trade = TRADES[(n / STEMS.len() as u32) as usize % TRADES.len()];
        let (country, form, lang) = PLACES[n as usize * 5 % PLACES.len()];
        let system = if n % 9 == 4 { "legacy" } else { "current" };
        writeln!(members, "{reference},{stem} {trade} {form},{country},{lang},{system}").map_err(written)?;
        let host = format!("{}-{}.example", stem.to_lowercase().replace(' ', "-"), trade.to_lowercase());
        for (at, roles) in ["global-admin", "programme-admin", "viewer"].iter().enumerate().take(1 + n as usize % 3) {
            let first = FIRST[(n as usize * 3 + at * 11) % FIRST.len()];
            let last = LAST[(n as usize * 7 + at * 3) % LAST.len()];
            writeln!(users, "{reference},{}@{host},{first} {last},{roles},{lang}", first.to_lowercase()).map_err(written)?;
        }
        holdings.extend(invented(n, &reference));
    }
    let mut subscriptions = String::from("subscription,member,offer,purchased_on,anniversary_on,areas\n");
    for holding in &holdings {
        let Holding { reference, member, offer, areas, anniversary, .. } = holding;
        let bought = anniversary.plus_years(-1 - (anniversary.number() % 4));
        writeln!(subscriptions, "{reference},{member},{offer},{bought},{anniversary},{areas}").map_err(written)?;
    }
    let file = |name: &str, text: &str| -> Result<std::path::PathBuf, AppError> {
        let path = folder.join(name);
        let failed = |error: std::io::Error| AppError::Usage(format!("cannot write {}: {error}", path.display()));
        std::fs::write(&path, text).map_err(failed)?;
        Ok(path)
    };
    let (members, users) = (file("members.csv", &members)?, file("users.csv", &users)?);
    let subscriptions = file("subscriptions.csv", &subscriptions)?;
    let files = Files { members: Some(&members), users: Some(&users), subscriptions: Some(&subscriptions) };
    match app.import(files, false, &|_| {}).await {
        Ok(_) => Ok(holdings),
        Err(ImportError::App(error)) => Err(error),
        Err(ImportError::Rows { faults, .. }) => {
            let first = faults.first().map(ToString::to_string).unwrap_or_default();
            Err(AppError::Usage(format!("the demo's own files are wrong: {first}")))
        }
    }
}

/// The member whose eyes the visitor has: one offer to renew now, one that waits, one with an order, one that was lost.
fn showcase() -> Vec<Holding> {
    let holding = |reference: &str, offer, areas, anniversary, fate| Holding {
        reference: reference.to_owned(),
        member: "4000100".to_owned(),
        offer,
        areas,
        anniversary: date(anniversary),
        fate,
    };
    vec![
        holding("AP-4000100", "action-pack", "", (2020, 9, 5), Fate::Forgotten),
        holding("GC-4000100", "gold", "cloud-platform;data-analytics;security", (2021, 2, 10), Fate::Forgotten),
        holding("SC-4000100", "silver", "messaging", (2020, 7, 12), Fate::Forgotten),
    ]
}

/// One or two subscriptions of an invented member; their anniversaries fall all over the year, and their fates differ.
fn invented(n: u32, reference: &str) -> Vec<Holding> {
    const AREAS: [&str; 6] = [
        "application-development",
        "cloud-productivity",
        "data-platform;data-analytics",
        "devops",
        "security",
        "cloud-platform",
    ];
    const OFFERS: [(&str, &str); 3] = [("action-pack", "AP"), ("silver", "SC"), ("gold", "GC")];
    let first = date((2020, 4, 20));
    let count = 1 + u32::from(n % 5 < 2);
    (0..count)
        .map(|at| {
            let (offer, short) = OFFERS[(n + at) as usize % OFFERS.len()];
            let number = n * 2 + at;
            let fate = match (n * 7 + at * 3) % 10 {
                0..=5 => Fate::Renewed(1 + i32::try_from(number * 7 % 26).unwrap_or_default()),
                6 => Fate::Ordered(2 + i32::try_from(number % 12).unwrap_or_default()),
                7 => Fate::PaidLate(20),
                _ => Fate::Forgotten,
            };
            Holding {
                reference: format!("{short}-{reference}"),
                member: reference.to_owned(),
                offer,
                areas: if offer == "action-pack" { "" } else { AREAS[number as usize % AREAS.len()] },
                anniversary: first.plus_days(i32::try_from(number * 37 % 330).unwrap_or_default()),
                fate,
            }
        })
        .collect()
}

/// A link that signs a person of the demo in, any number of times.
pub async fn link(app: &App, email: &str) -> Result<String, AppError> {
    app.first_link(email).await?.ok_or_else(|| AppError::not_found("person", email))
}
