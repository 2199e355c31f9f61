//! Reading the files into what is to be stored, with every fault that can be seen without the store.

use std::collections::HashMap;
use std::path::Path;

use jubilee_core::{AreaId, Day, Lang, MeasureId, OfferId, Programme, System};

use super::row::{Row, RowFault, Table, clip};
use crate::attain::Attained;
use crate::billing::{BillingDetails, BillingFault, MOST_EXEMPTION_REASON, is_exemption_reason};
use crate::location::{MOST_NAME, NewLocation};
use crate::role::Roles;

/// How many rows are read between two reports of progress.
const PROGRESS_ROWS: usize = 1_000;

/// The most faults that are kept; a file of another kind would otherwise give one for every line.
const MOST_FAULTS: usize = 100_000;

/// Which files to import; each may be left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// `member,name,country,language,system`
    pub members: Option<&'a Path>,
    /// `member,email,name,roles,language`
    pub users: Option<&'a Path>,
    /// `subscription,member,offer,purchased_on,anniversary_on,areas`
    pub subscriptions: Option<&'a Path>,
    /// `member,measure,area,amount,attained_on,expires_on`
    pub attainments: Option<&'a Path>,
    /// `member,name,country`: the locations beside the headquarters
    pub locations: Option<&'a Path>,
    /// `member,business,address,country,vat_number,email,exempt_because`
    pub billing: Option<&'a Path>,
}

impl<'a> Files<'a> {
    /// Those that are named.
    pub fn named(&self) -> impl Iterator<Item = &'a Path> {
        [self.members, self.users, self.subscriptions, self.attainments, self.locations, self.billing].into_iter().flatten()
    }
}

/// A row of `members.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MemberRow {
    pub(crate) reference: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) lang: Lang,
    pub(crate) system: System,
}

/// A row of `users.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserRow {
    pub(crate) line: u64,
    pub(crate) member: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) roles: Roles,
    /// Empty in the file: the member's.
    pub(crate) lang: Option<Lang>,
}

/// A row of `subscriptions.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubscriptionRow {
    pub(crate) line: u64,
    pub(crate) reference: String,
    pub(crate) member: String,
    pub(crate) offer: OfferId,
    pub(crate) purchased_on: Day,
    pub(crate) anniversary_on: Option<Day>,
    pub(crate) areas: Vec<AreaId>,
}

/// A row of `attainments.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AttainmentRow {
    pub(crate) line: u64,
    pub(crate) member: String,
    pub(crate) attained: Attained,
}

/// A row of `locations.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocationRow {
    pub(crate) line: u64,
    pub(crate) member: String,
    pub(crate) location: NewLocation,
}

/// A row of `billing.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BillingRow {
    pub(crate) line: u64,
    pub(crate) member: String,
    pub(crate) details: BillingDetails,
    /// Empty in the file: as it was.
    pub(crate) exempt_because: Option<String>,
}

/// What the files say.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) members: Vec<MemberRow>,
    pub(crate) users: Vec<UserRow>,
    pub(crate) subscriptions: Vec<SubscriptionRow>,
    pub(crate) attainments: Vec<AttainmentRow>,
    pub(crate) locations: Vec<LocationRow>,
    pub(crate) billing: Vec<BillingRow>,
    pub(crate) faults: Vec<RowFault>,
    /// How many faults there were beyond those that are kept.
    pub(crate) unkept_faults: usize,
}

impl Plan {
    /// Reads the files on the business date. `progress` is told how many rows have been read so far.
    pub(crate) fn read(files: Files<'_>, programme: &Programme, today: Day, progress: &dyn Fn(usize)) -> Plan {
        let mut plan = Plan::default();
        let mut seen_rows = 0;
        let mut count = || {
            seen_rows += 1;
            if seen_rows % PROGRESS_ROWS == 0 {
                progress(seen_rows);
            }
        };
        if let Some(file) = files.members {
            let mut seen = Seen::default();
            let columns = &["member", "name", "country", "language", "system"];
            plan.each(file, columns, &mut count, |plan, row| {
                let read = member(row);
                seen.once(row, "member", &read.reference);
                plan.members.push(read);
            });
        }
        if let Some(file) = files.users {
            let mut seen = Seen::default();
            plan.each(file, &["member", "email", "name", "roles", "language"], &mut count, |plan, row| {
                let read = user(row);
                seen.once(row, "email", &format!("{} {}", read.member, read.email));
                plan.users.push(read);
            });
        }
        if let Some(file) = files.subscriptions {
            let mut seen = Seen::default();
            let columns = &["subscription", "member", "offer", "purchased_on", "anniversary_on", "areas"];
            plan.each(file, columns, &mut count, |plan, row| {
                if let Some(read) = subscription(row, programme) {
                    seen.once(row, "subscription", &read.reference);
                    plan.subscriptions.push(read);
                }
            });
        }
        if let Some(file) = files.attainments {
            let mut seen = Seen::default();
            let columns = &["member", "measure", "area", "amount", "attained_on", "expires_on"];
            plan.each(file, columns, &mut count, |plan, row| {
                if let Some(read) = attainment(row, programme, today) {
                    let Attained { measure, area, amount, attained_on, expires_on } = &read.attained;
                    // Importing again must add nothing, so what is the same cannot be told from what is repeated.
                    let key = format!("{} {measure} {area:?} {amount} {attained_on} {expires_on:?}", read.member);
                    if let Some(line) = seen.first_of(row, &key) {
                        let what = format!("the same stands on line {line} already; where both are meant, write the sum once");
                        row.fault("measure", what);
                    }
                    plan.attainments.push(read);
                }
            });
        }
        if let Some(file) = files.locations {
            let mut seen = Seen::default();
            plan.each(file, &["member", "name", "country"], &mut count, |plan, row| {
                let read = location(row);
                seen.once(row, "name", &format!("{} {}", read.member, read.location.name.to_lowercase()));
                plan.locations.push(read);
            });
        }
        if let Some(file) = files.billing {
            let mut seen = Seen::default();
            let columns = &["member", "business", "address", "country", "vat_number", "email", "exempt_because"];
            plan.each(file, columns, &mut count, |plan, row| {
                let read = billing(row);
                seen.once(row, "member", &read.member);
                plan.billing.push(read);
            });
        }
        progress(seen_rows);
        plan
    }

    /// Keeps a fault, or counts it when there are too many.
    pub(crate) fn fault(&mut self, fault: RowFault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.unkept_faults += 1;
        }
    }

    fn each(
        &mut self,
        file: &Path,
        columns: &'static [&'static str],
        count: &mut dyn FnMut(),
        mut read: impl FnMut(&mut Plan, &mut Row<'_>),
    ) {
        let mut table = match Table::open(file, columns) {
            Ok(table) => table,
            Err(fault) => return self.fault(fault),
        };
        while let Some(row) = table.next() {
            count();
            match row {
                Err(fault) => self.fault(fault),
                Ok(mut row) => {
                    read(self, &mut row);
                    for fault in row.finish() {
                        self.fault(fault);
                    }
                }
            }
        }
    }
}

/// Which keys a file has had, and on which line first.
#[derive(Default)]
struct Seen(HashMap<String, u64>);

impl Seen {
    fn once(&mut self, row: &mut Row<'_>, column: &'static str, key: &str) {
        if key.is_empty() {
            return;
        }
        if let Some(line) = self.first_of(row, key) {
            row.fault(column, format!("'{}' stands on line {line} already", clip(key)));
        }
    }

    /// The line on which a key stood before, if it did; this one's is remembered otherwise.
    fn first_of(&mut self, row: &Row<'_>, key: &str) -> Option<u64> {
        let line = self.0.get(key).copied();
        if line.is_none() {
            self.0.insert(key.to_owned(), row.line);
        }
        line
    }
}

fn member(row: &mut Row<'_>) -> MemberRow {
    let reference = row.reference("member");
    let name = name(row);
    let country = country(row);
    let lang = lang(row).unwrap_or_default();
    let system = match row.text("system").as_str() {
        "" | "current" => System::Current,
        "legacy" => System::Legacy,
        other => {
            row.fault("system", format!("'{}' is not a system; write current or legacy", clip(other)));
            System::Current
        }
    };
    MemberRow { reference, name, country, lang, system }
}

/// The name of a member or of a location: a member's own name is that of its headquarters.
fn name(row: &mut Row<'_>) -> String {
    let name = row.required("name");
    let characters = name.chars().count();
    if characters > MOST_NAME {
        row.fault("name", format!("the name has {characters} characters, at most {MOST_NAME} are allowed"));
    }
    name
}

fn country(row: &mut Row<'_>) -> String {
    let country = row.required("country").to_uppercase();
    if !country.is_empty() && !jubilee_core::is_country(&country) {
        let what = format!("'{}' is not a country; write its code of two letters (ISO 3166), for example NL", clip(&country));
        row.fault("country", what);
    }
    country
}

fn location(row: &mut Row<'_>) -> LocationRow {
    let line = row.line;
    let member = row.reference("member");
    let name = name(row);
    LocationRow { line, member, location: NewLocation { name, country: country(row) } }
}

/// The column that a fault of billing details is about.
pub(super) const fn billing_column(fault: &BillingFault) -> &'static str {
    match fault {
        BillingFault::Business => "business",
        BillingFault::Address => "address",
        BillingFault::Country => "country",
        BillingFault::VatNumber(_) | BillingFault::VatCountry { .. } => "vat_number",
        BillingFault::Email => "email",
    }
}

fn billing(row: &mut Row<'_>) -> BillingRow {
    let line = row.line;
    let member = row.reference("member");
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let address = row.text("address");
    let lines = address.split(';').map(str::trim).filter(|line| !line.is_empty());
    let details = BillingDetails {
        business: row.text("business"),
        address: lines.map(str::to_owned).collect(),
        country: given(row.text("country").to_uppercase()),
        vat_number: given(row.text("vat_number")),
        email: given(row.text("email")),
    };
    // Where the row names no country it is the member's, with which the number is compared when that is known.
    let number = details.vat_number.as_deref().and_then(|number| jubilee_core::vat_number(number).ok());
    let own = number.map(|known| known.country).unwrap_or_default();
    for fault in details.faults(&own) {
        row.fault(billing_column(&fault), fault.to_string());
    }
    let exempt_because = given(row.text("exempt_because"));
    if exempt_because.as_deref().is_some_and(|reason| !is_exemption_reason(reason)) {
        row.fault("exempt_because", format!("a reason has at most {MOST_EXEMPTION_REASON} characters"));
    }
    BillingRow { line, member, details, exempt_because }
}

fn attainment(row: &mut Row<'_>, programme: &Programme, today: Day) -> Option<AttainmentRow> {
    let line = row.line;
    let member = row.reference("member");
    let measure = row.required("measure");
    let area = row.text("area");
    let area = (!area.is_empty()).then(|| named_area(programme, &area));
    let amount = row.required("amount");
    let amount = match amount.parse::<u32>() {
        Ok(amount) if amount > 0 => Some(amount),
        _ if amount.is_empty() => None,
        _ => {
            row.fault("amount", format!("'{}' is not a whole number of at least 1", clip(&amount)));
            None
        }
    };
    let is_dated = !row.required("attained_on").is_empty();
    let attained_on = if is_dated { row.day("attained_on") } else { None };
    let expires_on = row.day("expires_on");
    if let Some(day) = attained_on.filter(|day| *day > today) {
        row.fault(
            "attained_on",
            format!("{day} lies after the business date, {today}; what is to come cannot be attained yet"),
        );
    }
    if let (Some(attained), Some(expires)) = (attained_on, expires_on)
        && expires < attained
    {
        row.fault("expires_on", format!("{expires} is before {attained}, the day from which it counts"));
    }
    if measure.is_empty() {
        return None;
    }
    let measure = MeasureId::new(measure);
    check_measure(row, programme, &measure, area.as_ref());
    let (amount, attained_on) = (amount?, attained_on?);
    Some(AttainmentRow { line, member, attained: Attained { measure, area, amount, attained_on, expires_on } })
}

fn check_measure(row: &mut Row<'_>, programme: &Programme, measure: &MeasureId, area: Option<&AreaId>) {
    let Some(known) = programme.measure(measure) else {
        let measures = programme.versions.last().into_iter().flat_map(|version| &version.measures);
        let names: Vec<&str> = measures.map(|measure| measure.id.as_str()).collect();
        let has = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let what = format!("'{}' is not a measure of this programme; it has {has}", clip(measure.as_str()));
        return row.fault("measure", what);
    };
    match (known.is_per_area, area) {
        (true, None) => row.fault("area", format!("'{measure}' is attained for one area at a time; name the area")),
        (false, Some(_)) => row.fault("area", format!("'{measure}' counts for all areas; leave the area empty")),
        (true, Some(area)) if programme.area_name(area, Lang::En).is_none() => {
            row.fault("area", format!("'{}' is not an area of this programme", clip(area.as_str())));
        }
        _ => {}
    }
}

fn lang(row: &mut Row<'_>) -> Option<Lang> {
    let text = row.text("language");
    if text.is_empty() {
        return None;
    }
    // Spreadsheets export region tags; the region changes no text of ours.
    let language = text.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let lang = language.parse().ok();
    if lang.is_none() {
        row.fault("language", format!("'{}' is not a language that is supported; write en or nl", clip(&text)));
    }
    lang
}

fn user(row: &mut Row<'_>) -> UserRow {
    let line = row.line;
    let member = row.reference("member");
    let email = row.required("email").to_lowercase();
    if !email.is_empty() && !is_email(&email) {
        row.fault("email", format!("'{}' is not an e-mail address", clip(&email)));
    }
    let name = row.required("name");
    let listed = row.required("roles");
    let roles = Roles::read(&listed).unwrap_or_else(|unknown| {
        let known = jubilee_core::Role::ALL.map(jubilee_core::Role::id).join(", ");
        row.fault("roles", format!("'{}' is not a role; write one or more of {known}, separated by ;", clip(&unknown)));
        Roles::default()
    });
    UserRow { line, member, email, name, roles, lang: lang(row) }
}

/// Whether a text has the shape of an address that mail can be sent to: one `@`, a dot in the domain or `localhost`, no spaces,
/// no characters that change the meaning of a header.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\\\"[]@".contains(c))
    };
    let is_whole = domain == "localhost" || domain.contains('.');
    let labels = domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    text.len() <= 254 && text.is_ascii() && local.len() <= 64 && plain(local) && plain(domain) && is_whole && labels
}

fn subscription(row: &mut Row<'_>, programme: &Programme) -> Option<SubscriptionRow> {
    let line = row.line;
    let reference = row.reference("subscription");
    let member = row.reference("member");
    let offer = row.required("offer");
    let before = row.text("purchased_on");
    let purchased_on = row.day("purchased_on");
    if before.is_empty() {
        row.fault("purchased_on", "must not be empty");
    }
    let anniversary_on = row.day("anniversary_on");
    let areas: Vec<AreaId> = row
        .text("areas")
        .split(';')
        .map(str::trim)
        .filter(|area| !area.is_empty())
        .map(|area| named_area(programme, area))
        .collect();
    if offer.is_empty() {
        return None;
    }
    let offer = OfferId::new(offer);
    check_offer(row, programme, &offer, &areas, purchased_on, anniversary_on);
    Some(SubscriptionRow { line, reference, member, offer, purchased_on: purchased_on?, anniversary_on, areas })
}

/// An area by its id or by its name in any of the programme's languages; what is neither is kept as it stands, and refused later.
pub(crate) fn named_area(programme: &Programme, text: &str) -> AreaId {
    let is_meant = |area: &&jubilee_core::Area| {
        area.id.as_str() == text || Lang::ALL.iter().any(|lang| area.name.get(*lang).eq_ignore_ascii_case(text))
    };
    let known = programme.versions.iter().rev().flat_map(|version| &version.areas).find(is_meant);
    known.map_or_else(|| AreaId::from(text), |area| area.id.clone())
}

fn check_offer(
    row: &mut Row<'_>,
    programme: &Programme,
    offer: &OfferId,
    areas: &[AreaId],
    purchased_on: Option<Day>,
    anniversary_on: Option<Day>,
) {
    let Some(known) = programme.offer(offer, purchased_on.unwrap_or(Day::MAX)) else {
        let offers = programme.versions.iter().flat_map(|version| &version.offers).filter(|offer| !offer.included);
        let names: Vec<&str> = offers.map(|offer| offer.id.as_str()).collect();
        row.fault(
            "offer",
            format!("'{}' is not an offer of this programme; it has {}", clip(offer.as_str()), names.join(", ")),
        );
        return;
    };
    if known.included {
        row.fault("offer", format!("every member has '{offer}' without a subscription; leave the row out"));
    }
    if let Some(unknown) = areas.iter().find(|area| !known.areas.contains(area)) {
        row.fault("areas", format!("'{offer}' does not cover an area '{}'", clip(unknown.as_str())));
    }
    match (&known.renewal, purchased_on, anniversary_on) {
        (None, _, Some(_)) => row.fault("anniversary_on", format!("'{offer}' never renews, so it has no anniversary")),
        (Some(_), Some(purchased), Some(anniversary)) if anniversary <= purchased => {
            row.fault("anniversary_on", format!("{anniversary} is not after the purchase on {purchased}"));
        }
        _ => {}
    }
}
