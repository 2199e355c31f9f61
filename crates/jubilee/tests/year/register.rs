//! Who is in the sandbox: members, their users, what they bought and what they attained, drawn from a seed, and written as CSV files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::calendar::{first_anniversary, plus};
use crate::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lang {
    En,
    Nl,
}

impl Lang {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }

    fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Nl,
            Lang::Nl => Lang::En,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) email: String,
    pub(crate) roles: Vec<&'static str>,
    /// None: the column is empty, and the member's language holds.
    pub(crate) language: Option<Lang>,
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) reference: String,
    pub(crate) country: &'static str,
    /// Whether it has a VAT number there.
    pub(crate) has_vat_number: bool,
    pub(crate) language: Lang,
    pub(crate) is_legacy: bool,
    /// The move out of the legacy system, for those who make it.
    pub(crate) moving: Option<Moving>,
    pub(crate) users: Vec<User>,
}

/// A move out of the legacy system (R18).
#[derive(Clone, Debug)]
pub(crate) struct Moving {
    pub(crate) on: Date,
    /// The place of the user who makes it.
    pub(crate) mover: usize,
    /// The role that each user is given anew; the mover's stay.
    pub(crate) roles: Vec<Option<&'static str>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Subscription {
    pub(crate) reference: String,
    /// The member's place in the register.
    pub(crate) member: usize,
    pub(crate) offer: &'static str,
    pub(crate) purchased_on: Date,
    /// None: the column is empty, and the anniversary is the first.
    pub(crate) anniversary_on: Option<Date>,
    pub(crate) areas: Vec<&'static str>,
    pub(crate) attained: Vec<Attained>,
}

/// A row of what was attained for a subscription's area.
#[derive(Clone, Debug)]
pub(crate) struct Attained {
    pub(crate) area: &'static str,
    pub(crate) amount: u32,
    pub(crate) on: Date,
    /// The last day on which it counts.
    pub(crate) until: Option<Date>,
}

impl Subscription {
    /// Whether it is to a level, which has requirements and is what the relief is for.
    pub(crate) fn is_level(&self) -> bool {
        self.offer != "action-pack"
    }

    /// What each of its areas needs, by the programme's file.
    pub(crate) fn need(&self) -> Option<(&'static str, u32)> {
        match self.offer {
            "silver" => Some(("people-with-exam", 2)),
            "gold" => Some(("people-with-certification", 4)),
            _ => None,
        }
    }

    /// How much of that counts on a day.
    pub(crate) fn have(&self, area: &str, on: Date) -> u32 {
        let valid = self.attained.iter().filter(|row| row.area == area && row.until.is_none_or(|until| on <= until));
        valid.map(|row| row.amount).sum()
    }

    pub(crate) fn is_met(&self, area: &str, on: Date) -> bool {
        self.need().is_none_or(|(_, need)| self.have(area, on) >= need)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Register {
    pub(crate) members: Vec<Member>,
    pub(crate) subscriptions: Vec<Subscription>,
}

/// The files.
pub(crate) struct Files {
    pub(crate) members: PathBuf,
    pub(crate) users: PathBuf,
    pub(crate) subscriptions: PathBuf,
    pub(crate) attainments: PathBuf,
    pub(crate) billing: PathBuf,
}

const COUNTRIES: [&str; 8] = ["NL", "NL", "BE", "DE", "FR", "GB", "US", "JP"];
const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];
const AREAS: [&str; 4] = ["security", "devops;cloud-platform", "data-analytics", "messaging;security;windows-and-devices"];
const WRITTEN: &str = "writing to a string succeeds";
/// People who are administrators of several members: what is due for one member never mixes with another's.
const CONSULTANTS: [(&str, Lang); 3] =
    [("ana@agency.example", Lang::En), ("bas@agency.example", Lang::Nl), ("cleo@agency.example", Lang::En)];

impl Register {
    /// Draws `members` members for a sandbox that goes live on `first` and runs for `days` days.
    pub(crate) fn draw(seed: u64, members: usize, first: Date, days: i64) -> Register {
        let mut register = Register { members: Vec::with_capacity(members), subscriptions: Vec::new() };
        for index in 0..members {
            let mut random = Random::of(seed, 1, index as u64);
            register.members.push(member(index, &mut random, first, days));
            let count = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3][random.below(10) as usize];
            let start = random.below(3) as usize;
            for offer in OFFERS.iter().cycle().skip(start).take(count) {
                let (purchased_on, anniversary_on) = dates(&mut random, first, days);
                let areas: Vec<&'static str> = match *offer {
                    "action-pack" => Vec::new(),
                    _ => random.pick(&AREAS).split(';').collect(),
                };
                let mut subscription = Subscription {
                    reference: format!("S-{}", 100_000 + register.subscriptions.len()),
                    member: index,
                    offer,
                    purchased_on,
                    anniversary_on,
                    areas,
                    attained: Vec::new(),
                };
                attain(&mut subscription, &mut random, first, days);
                register.subscriptions.push(subscription);
            }
        }
        register
    }

    /// Writes the CSV files into a folder.
    pub(crate) fn write(&self, folder: &Path) -> Files {
        let mut members = String::from("member,name,country,language,system\n");
        let mut billing = String::from("member,business,address,country,vat_number,email,exempt_because\n");
        let mut users = String::from("member,email,name,roles,language\n");
        for member in &self.members {
            let Member { reference, country, language, is_legacy, .. } = member;
            let system = if *is_legacy { "legacy" } else { "current" };
            // A comma and a letter beyond ASCII in every name: quoting and encoding are part of the way.
            writeln!(members, "{reference},\"Café {reference}, Ltd\",{country},{},{system}", language.code()).expect(WRITTEN);
            if let Some(number) = vat_number(country).filter(|_| member.has_vat_number) {
                writeln!(billing, "{reference},,Rue Renée 1;Étage 2,,{number},,").expect(WRITTEN);
            }
            for user in &member.users {
                let language = user.language.map_or("", Lang::code);
                writeln!(users, "{reference},{},Renée,{},{language}", user.email, user.roles.join(";")).expect(WRITTEN);
            }
        }
        let mut subscriptions = String::from("subscription,member,offer,purchased_on,anniversary_on,areas\n");
        let mut attainments = String::from("member,measure,area,amount,attained_on,expires_on\n");
        for subscription in &self.subscriptions {
            let Subscription { reference, member, offer, purchased_on, anniversary_on, areas, attained } = subscription;
            let areas = areas.join(";");
            let member = &self.members[*member].reference;
            let anniversary = anniversary_on.map(|day| day.to_string()).unwrap_or_default();
            writeln!(subscriptions, "{reference},{member},{offer},{purchased_on},{anniversary},{areas}").expect(WRITTEN);
            for Attained { area, amount, on, until } in attained {
                let (measure, _) = subscription.need().expect("only levels have requirements");
                let until = until.map(|day| day.to_string()).unwrap_or_default();
                writeln!(attainments, "{member},{measure},{area},{amount},{on},{until}").expect(WRITTEN);
            }
        }
        let file = |name: &str, text: String| {
            let path = folder.join(name);
            std::fs::write(&path, text).expect("a file can be written into our own folder");
            path
        };
        Files {
            members: file("members.csv", members),
            users: file("users.csv", users),
            subscriptions: file("subscriptions.csv", subscriptions),
            attainments: file("attainments.csv", attainments),
            billing: file("billing.csv", billing),
        }
    }
}

/// A VAT number of a country that has them.
fn vat_number(country: &str) -> Option<&'static str> {
    match country {
        "NL" => Some("NL800012343B01"),
        "BE" => Some("BE0765432146"),
        "DE" => Some("DE300012348"),
        "FR" => Some("FR12300012345"),
        "GB" => Some("GB300012345"),
        _ => None,
    }
}

fn member(index: usize, random: &mut Random, first: Date, days: i64) -> Member {
    let country = random.pick(&COUNTRIES);
    let language = if matches!(country, "NL" | "BE") && random.chance(80) { Lang::Nl } else { Lang::En };
    let mut users = Vec::new();
    // One in thirty has nobody who receives mail: its only user looks on.
    let has_admin = !random.chance(3);
    for number in 0..=random.below(3) {
        let roles = match (number, random.below(6)) {
            (0, _) if !has_admin => vec!["viewer"],
            (0, roll) if roll < 4 => vec!["global-admin"],
            (0, _) => vec!["programme-admin", "billing-admin"],
            (_, 0 | 1) => vec!["viewer"],
            (_, 2) => vec!["billing-admin"],
            (_, 3) => vec!["account-admin", "viewer"],
            (..) if has_admin => vec!["programme-admin"],
            (..) => vec!["billing-admin"],
        };
        let language = match random.below(10) {
            0 | 1 => None,
            2 | 3 => Some(language.other()),
            _ => Some(language),
        };
        users.push(User { email: format!("u{number}@m{index}.example"), roles, language });
    }
    if has_admin && random.chance(5) {
        let (email, language) = random.pick(&CONSULTANTS);
        users.push(User { email: email.to_owned(), roles: vec!["programme-admin"], language: Some(language) });
    }
    let is_legacy = random.chance(14);
    let moving = if is_legacy && random.chance(65) { moving(&users, random, first, days) } else { None };
    // Half of those that could have a number have one; drawn apart, so that nothing else depends on it.
    let has_vat_number = vat_number(country).is_some() && Random::of(index as u64, 4, 0).chance(50);
    Member { reference: format!("M-{}", 1000 + index), country, has_vat_number, language, is_legacy, moving, users }
}

/// A move on some day; none where nobody is a global admin, who alone can make it.
fn moving(users: &[User], random: &mut Random, first: Date, days: i64) -> Option<Moving> {
    let mover = users.iter().position(|user| user.roles.contains(&"global-admin"))?;
    let on = plus(first, random.between(3, days - 3));
    let roles = users.iter().enumerate().map(|(at, user)| {
        let is_given = at != mover && random.chance(60);
        is_given.then_some(user.roles[0])
    });
    Some(Moving { on, mover, roles: roles.collect() })
}

/// What was attained for each area: enough for good, enough until a day, in two rows of which one ends, too little, or nothing.
fn attain(subscription: &mut Subscription, random: &mut Random, first: Date, days: i64) {
    let Some((_, need)) = subscription.need() else { return };
    for area in subscription.areas.clone() {
        let ends = plus(first, random.between(-30, days));
        let row = |amount, month, until| Attained { area, amount, on: date(2018, month, 1), until };
        subscription.attained.extend(match random.below(100) {
            0..58 => vec![row(need, 3, None)],
            58..70 => vec![row(need - 1, 3, None), row(1, 4, Some(ends))],
            70..80 => vec![row(need, 5, Some(ends))],
            80..90 => vec![row(need - 1, 6, None)],
            _ => Vec::new(),
        });
    }
}

/// A purchase date, and the anniversary where the CSV is to name it.
fn dates(random: &mut Random, first: Date, days: i64) -> (Date, Option<Date>) {
    let mut anniversary = plus(first, random.between(-45, days + 10));
    match random.below(100) {
        // Its window closed before the sandbox went live: nothing of it happens any more.
        0..7 => return (plus(first, -365 - random.between(32, 900)), None),
        // Its year ends long after the sandbox does.
        7..10 => {
            let later = plus(first, days + random.between(20, 200));
            return (later.checked_sub(2.years()).expect("in range"), Some(later));
        }
        // A leap day: bought on it, or an anniversary that falls on it.
        10..14 => {
            return match random.below(3) {
                0 => (date(2016, 2, 29), Some(date(2020, 2, 29))),
                1 if first > date(2020, 2, 29) => (date(2020, 2, 29), None),
                _ => (date(2018, 3, 1), Some(date(2020, 2, 29))),
            };
        }
        14..26 => anniversary = anniversary.last_of_month(),
        _ => {}
    }
    let bought = anniversary.checked_sub(1.year()).expect("in range");
    // What is bought for the first time was bought before the import; everything else names its current cycle.
    if bought < first && first_anniversary(bought) == anniversary && random.chance(60) {
        return (bought, None);
    }
    let years = random.between(2, 6);
    let bought = anniversary.checked_sub(years.years()).expect("in range");
    (bought, Some(anniversary))
}
