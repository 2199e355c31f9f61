//! The demo: a sandbox with 200 invented members, lived through day by day, so that every mail, entry and standing in it came about
//! as it does in a real store.

mod cast;
mod life;
mod names;

use std::fmt::Write as _;
use std::path::Path;

use jubilee_core::{Day, Lang};

use crate::app::App;
use crate::error::AppError;
use crate::import::{Files, ImportError};
use crate::post::Post;
use crate::role::StaffRole;
use life::{Fate, Holding};
use names::{FIRST, LAST, PLACES, STEMS, TRADES};

/// The day from which Jubilee runs the demo's programme: for the member whose eyes the visitor has, so that it has a past.
pub const LIVE_FROM: (i32, u32, u32) = (2018, 8, 1);
/// The day on which all others are taken over, and from which every day is lived.
const OTHERS_JOIN: (i32, u32, u32) = (2020, 6, 1);
/// The day at which the demo's clock stands when somebody opens it.
pub const STANDS_AT: (i32, u32, u32) = (2020, 9, 20);
/// The global admin of a member that is still in the legacy system, who can try the move.
pub const MOVER: &str = "noor@oostwal.example";

/// The global admin of a member that can upgrade silver to gold.
pub const UPGRADER: &str = "iris@vuurtoren.example";

/// How many members there are beside those that were written by hand.
const INVENTED: u32 = 200 - cast::CAST.len() as u32;

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

/// Fills a new sandbox: imports the member with a past and lives the days on which it renewed; then imports the others, and lives every day
/// from then to the one at which the clock stands. `folder` takes the CSV files; `progress` is told how many of how many days have passed.
pub async fn furnish(
    app: &App,
    post: &Post,
    folder: &Path,
    progress: &(dyn Fn(u32, u32) + Sync),
) -> Result<DemoPeople, AppError> {
    let people = DemoPeople::default();
    let (first, last) = (date(OTHERS_JOIN), date(STANDS_AT));
    let mut holdings = OwnersFiles::of_the_past().import(app, folder).await?;
    app.appoint_staff(&people.staff, "Sofie Jansen", Lang::En, StaffRole::Administrator).await?;
    app.appoint_staff("tom@programme.example", "Tom Bakker", Lang::Nl, StaffRole::Agent).await?;
    for (on, deed) in cast::PAST {
        let day = on.parse().expect("the cast's days are dates");
        app.run(Some(day), true, &|_, _| {}).await?;
        life::act(app, *deed, day).await?;
        app.deliver(post, &|_| {}).await?;
    }
    app.run(Some(first.plus_days(-1)), true, &|_, _| {}).await?;
    holdings.extend(OwnersFiles::of_the_others().import(app, folder).await?);
    let days = u32::try_from(last.days_since(first)).unwrap_or_default();
    let mut day = first;
    while day <= last {
        app.run(Some(day), true, &|_, _| {}).await?;
        for holding in &holdings {
            life::live_through(app, holding, day).await?;
        }
        let named = day.to_string();
        for (_, deed) in cast::DEEDS.iter().filter(|(on, _)| *on == named) {
            life::act(app, *deed, day).await?;
        }
        app.deliver(post, &|_| {}).await?;
        progress(u32::try_from(day.days_since(first)).unwrap_or_default(), days);
        day = day.next();
    }
    Ok(people)
}

fn date((year, month, day): (i32, u32, u32)) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

/// The files as a programme's owner would have them, and what becomes of the subscriptions in them.
struct OwnersFiles {
    members: String,
    users: String,
    subscriptions: String,
    attainments: String,
    locations: String,
    billing: String,
    holdings: Vec<Holding>,
}

impl OwnersFiles {
    /// The member with a past alone, with what it had attained by then.
    fn of_the_past() -> OwnersFiles {
        let mut files = OwnersFiles::empty();
        files.cast(&cast::CAST[..1]);
        let live = date(LIVE_FROM).to_string();
        files.attainments(|(member, _, _, _, on, _)| *member == cast::CAST[0].reference && *on <= live.as_str());
        files.subscriptions();
        files
    }

    /// All others, and what the first has besides.
    fn of_the_others() -> OwnersFiles {
        let mut files = OwnersFiles::empty();
        files.locations.push_str("4000100,Zonneveld Antwerpen,BE\n4000091,Oostwal Groningen,NL\n");
        files.billing.push_str(cast::BILLING);
        files.cast(&cast::CAST[1..]);
        let live = date(LIVE_FROM).to_string();
        files.attainments(|(member, _, _, _, on, _)| *member != cast::CAST[0].reference || *on > live.as_str());
        for n in 0..INVENTED {
            files.member(n);
        }
        files.subscriptions();
        files
    }

    fn empty() -> OwnersFiles {
        OwnersFiles {
            members: String::from("member,name,country,language,system\n"),
            users: String::from("member,email,name,roles,language\n"),
            subscriptions: String::from("subscription,member,offer,purchased_on,anniversary_on,areas\n"),
            attainments: String::from("member,measure,area,amount,attained_on,expires_on\n"),
            locations: String::from("member,name,country\n"),
            billing: String::from("member,business,address,country,vat_number,email,exempt_because\n"),
            holdings: Vec::new(),
        }
    }

    fn subscriptions(&mut self) {
        for at in 0..self.holdings.len() {
            let Holding { reference, member, offer, areas, anniversary, .. } = &self.holdings[at];
            let bought = anniversary.plus_years(-1 - (anniversary.number() % 4));
            row(&mut self.subscriptions, &[reference, member, offer, &bought.to_string(), &anniversary.to_string(), areas]);
        }
    }

    fn attainments(&mut self, is_wanted: impl Fn(&&cast::CastAttainment) -> bool) {
        for (member, measure, area, amount, on, until) in cast::ATTAINMENTS.iter().filter(is_wanted) {
            row(&mut self.attainments, &[member, measure, area, &amount.to_string(), on, until]);
        }
    }

    fn cast(&mut self, members: &[cast::CastMember]) {
        for member in members {
            let reference = member.reference;
            row(&mut self.members, &[reference, member.name, member.country, member.lang, member.system]);
            for (email, name, roles, lang) in member.people {
                row(&mut self.users, &[reference, email, name, roles, lang]);
            }
            self.holdings.extend(member.holdings.iter().map(|held| Holding {
                reference: held.reference.to_owned(),
                member: reference.to_owned(),
                offer: held.offer,
                areas: held.areas,
                anniversary: held.anniversary.parse().expect("the cast's anniversaries are dates"),
                fate: held.fate,
            }));
        }
    }

    fn member(&mut self, n: u32) {
        let reference = (4_000_101 + n * 7).to_string();
        let stem = STEMS[n as usize % STEMS.len()];
        let trade = TRADES[(n / STEMS.len() as u32) as usize % TRADES.len()];
        let (country, form, lang) = PLACES[n as usize * 5 % PLACES.len()];
        let system = if n % 9 == 4 { "legacy" } else { "current" };
        row(&mut self.members, &[&reference, &format!("{stem} {trade} {form}"), country, lang, system]);
        let host = format!("{}-{}.example", stem.to_lowercase().replace(' ', "-"), trade.to_lowercase());
        for (at, roles) in ["global-admin", "programme-admin", "viewer"].iter().enumerate().take(1 + n as usize % 3) {
            let first = FIRST[(n as usize * 3 + at * 11) % FIRST.len()];
            let last = LAST[(n as usize * 7 + at * 3) % LAST.len()];
            let email = format!("{}@{host}", first.to_lowercase());
            row(&mut self.users, &[&reference, &email, &format!("{first} {last}"), roles, lang]);
        }
        for holding in invented(n, &reference) {
            self.attained(n, &holding);
            self.holdings.push(holding);
        }
    }

    /// What a member attained for an offer: of five, three meet all of it, one a part, and one did once.
    fn attained(&mut self, n: u32, holding: &Holding) {
        for area in holding.areas.split(';').filter(|area| !area.is_empty()) {
            for (measure, amount) in needed(holding.offer, area) {
                let (amount, until) = match n % 5 {
                    3 => ((*amount / 2).max(1), ""),
                    4 => (*amount, "2020-05-31"),
                    _ => (*amount, ""),
                };
                row(&mut self.attainments, &[&holding.member, measure, area, &amount.to_string(), "2018-11-01", until]);
            }
        }
    }

    async fn import(self, app: &App, folder: &Path) -> Result<Vec<Holding>, AppError> {
        let file = |name: &str, text: &str| -> Result<std::path::PathBuf, AppError> {
            let path = folder.join(name);
            let failed = |error: std::io::Error| AppError::Usage(format!("cannot write {}: {error}", path.display()));
            std::fs::write(&path, text).map_err(failed)?;
            Ok(path)
        };
        let (members, users) = (file("members.csv", &self.members)?, file("users.csv", &self.users)?);
        let subscriptions = file("subscriptions.csv", &self.subscriptions)?;
        let (attainments, locations) = (file("attainments.csv", &self.attainments)?, file("locations.csv", &self.locations)?);
        let billing = file("billing.csv", &self.billing)?;
        let files = Files {
            members: Some(&members),
            users: Some(&users),
            subscriptions: Some(&subscriptions),
            attainments: Some(&attainments),
            locations: Some(&locations),
            billing: Some(&billing),
        };
        match app.import(files, false, &|_| {}).await {
            Ok(_) => Ok(self.holdings),
            Err(ImportError::App(error)) => Err(error),
            Err(ImportError::Rows { faults, .. }) => {
                let first = faults.first().map(ToString::to_string).unwrap_or_default();
                Err(AppError::Usage(format!("the demo's own files are wrong: {first}")))
            }
        }
    }
}

/// Adds a line of fields that contain no comma.
fn row(file: &mut String, fields: &[&str]) {
    writeln!(file, "{}", fields.join(",")).expect("writing to a string succeeds");
}

/// What an offer needs for an area.
fn needed(offer: &str, area: &str) -> &'static [(&'static str, u32)] {
    match (offer, area) {
        ("silver", "cloud-productivity") => &[("active-users", 2_000), ("people-with-two-exams", 1)],
        ("silver", _) => &[("people-with-exam", 2)],
        ("gold", "cloud-productivity") => &[("active-users", 4_000), ("people-with-two-exams", 2)],
        ("gold", _) => &[("people-with-certification", 4)],
        _ => &[],
    }
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
