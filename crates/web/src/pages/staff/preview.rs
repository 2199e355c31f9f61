//! What a relief changes: totals, and each subscription as it goes on with the relief beside how it would without.

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::view::Status;
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::{PreviewMail, PreviewRow, PreviewRows, PreviewTotals, StaffRole};
use jubilee_core::{Day, Lang, MemberId, Money, ReliefId};
use jubilee_texts::{t, t_of};

/// One line of the totals.
#[derive(Clone, Debug)]
pub struct Total {
    /// What is counted.
    pub label: String,
    /// How many, or how much.
    pub value: String,
}

/// A mail that is another one, or is no more.
#[derive(Clone, Debug)]
pub struct MailChange {
    /// The day on which it is due.
    pub on: Day,
    /// Which mail, and what becomes of it, in words.
    pub words: String,
    /// Whether it is no longer sent.
    pub is_gone: bool,
}

/// A subscription for which something differs.
#[derive(Clone, Debug)]
pub struct Row {
    /// The member's name.
    pub member: String,
    /// The member's page.
    pub href: String,
    /// The offer's name and the areas, in words.
    pub offer: String,
    /// The subscription's reference.
    pub reference: String,
    /// The status without the relief, and with it.
    pub status: (Status, Status),
    /// The anniversary without the relief, and with it.
    pub anniversary: (Option<Day>, Option<Day>),
    /// The window with the relief, in words.
    pub window: Option<String>,
    /// The window without it, in words, where that is another one.
    pub window_before: Option<String>,
    /// What it grants, a sentence each.
    pub granted: Vec<String>,
    /// The fee that is due.
    pub fee: Option<Money>,
    /// From when to when it can be paid, in words, where that is not the window.
    pub fee_when: Option<String>,
    /// The mails that differ.
    pub mails: Vec<MailChange>,
}

impl Row {
    /// Whether the status is another one.
    pub fn has_another_status(&self) -> bool {
        self.status.0 != self.status.1
    }

    /// Whether the anniversary is another one.
    pub fn has_moved(&self) -> bool {
        self.anniversary.0 != self.anniversary.1
    }
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/preview.html")]
pub struct Preview {
    /// The frame.
    pub frame: Frame,
    /// The relief's name in the file.
    pub id: String,
    /// The relief's name.
    pub name: String,
    /// The day for which both are compared; nothing where there are too many members for a page.
    pub on: Option<Day>,
    /// How often things happen; on the first page only.
    pub totals: Vec<Total>,
    /// The mails by kind: which, without the relief, with it.
    pub mails: Vec<(String, i64, i64)>,
    /// The subscriptions of this page.
    pub rows: Vec<Row>,
    /// The first page, where this is another one.
    pub back: Option<String>,
    /// The next page, where there is one.
    pub next: Option<String>,
}

/// How many subscriptions a page shows, and the others of the last one's member.
const MOST: usize = 50;
/// For how many members the page works it out; beyond, the command line does, and says how far it is.
const MOST_MEMBERS: i64 = 20_000;

/// Shows what the relief changes: to managers, because it is what a policy is weighed by.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    let (lang, id) = (scope.visit.lang(), ReliefId::from(id.as_str()));
    let relief = portal.app.programme().relief(&id).ok_or(Problem::NotFound)?;
    let after = scope.visit.query().get("after").parse().ok().and_then(MemberId::from_number);
    let empty = Preview {
        frame: scope.visit.frame(Section::Reliefs),
        id: id.to_string(),
        name: relief.name.get(lang).to_owned(),
        on: None,
        totals: Vec::new(),
        mails: Vec::new(),
        rows: Vec::new(),
        back: None,
        next: None,
    };
    if portal.app.member_count().await? > MOST_MEMBERS {
        return page(&empty);
    }
    let here = route::staff_relief(&id);
    let shown = |found: PreviewRows| {
        let next = found.rows.last().filter(|_| found.has_more).map(|row| format!("{here}?after={}", row.member_id));
        let line = |row: PreviewRow| {
            let href = route::staff_member(row.member_id);
            line(row, href, lang)
        };
        (next, found.rows.into_iter().map(line).collect::<Vec<_>>())
    };
    if let Some(after) = after {
        let found = portal.app.preview_after(&id, after, MOST, lang).await?;
        let on = Some(found.on);
        let (next, rows) = shown(found);
        return page(&Preview { on, rows, back: Some(here.clone()), next, ..empty });
    }
    let (mut rows, mut has_more): (Vec<PreviewRow>, bool) = (Vec::new(), false);
    let mut keep = |row: PreviewRow| {
        let is_full = rows.len() >= MOST && rows.last().is_some_and(|last| last.member_id != row.member_id);
        has_more |= is_full;
        if !has_more {
            rows.push(row);
        }
    };
    let summary = portal.app.preview_each(&id, None, None, lang, &|_, _| {}, &mut keep).await?;
    let (next, rows) = shown(PreviewRows { on: summary.on, rows, has_more });
    page(&Preview {
        on: Some(summary.on),
        totals: totals(&summary.totals, lang),
        mails: mails(&summary.totals, lang),
        rows,
        next,
        ..empty
    })
}

fn totals(totals: &PreviewTotals, lang: Lang) -> Vec<Total> {
    let number = |of: u64| jubilee_texts::number(lang, i64::try_from(of).unwrap_or(i64::MAX));
    let mut all = vec![
        (t!(lang, "relief-total-differing"), number(totals.differing)),
        (t!(lang, "relief-total-covered"), number(totals.covered)),
        (t!(lang, "relief-total-waived"), number(totals.waived)),
        (t!(lang, "relief-total-carried"), number(totals.carried)),
        (t!(lang, "relief-total-moved"), number(totals.moved)),
        (t!(lang, "relief-total-reactivatable"), number(totals.reactivatable)),
        (t!(lang, "relief-total-kept"), number(totals.kept)),
        (t!(lang, "relief-total-must-move"), number(totals.must_move)),
        (t!(lang, "relief-total-subscriptions"), number(totals.subscriptions)),
        (t!(lang, "relief-total-members"), number(totals.members)),
    ];
    let fees: Vec<String> = totals.fees.values().map(|fee| jubilee_texts::money(lang, *fee)).collect();
    if !fees.is_empty() {
        all.push((t!(lang, "relief-total-fees"), jubilee_texts::list(lang, &fees)));
    }
    let taxes: Vec<String> = totals.taxes.values().map(|tax| jubilee_texts::money(lang, *tax)).collect();
    if !taxes.is_empty() {
        all.push((t!(lang, "relief-total-taxes"), jubilee_texts::list(lang, &taxes)));
    }
    if totals.failed > 0 {
        all.push((t!(lang, "relief-total-failed"), number(totals.failed)));
    }
    all.into_iter().map(|(label, value)| Total { label, value }).collect()
}

fn mails(totals: &PreviewTotals, lang: Lang) -> Vec<(String, i64, i64)> {
    let mut kinds: Vec<&String> = totals.mails_before.keys().chain(totals.mails_after.keys()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let count = |of: Option<&u64>| of.map_or(0, |count| i64::try_from(*count).unwrap_or(i64::MAX));
    let line =
        |kind: &String| (kind_words(kind, lang), count(totals.mails_before.get(kind)), count(totals.mails_after.get(kind)));
    kinds.into_iter().map(line).collect()
}

/// The name of a kind of mail.
fn kind_words(kind: &str, lang: Lang) -> String {
    match kind.strip_prefix("reminder-").and_then(|number| number.parse::<i64>().ok()) {
        Some(number) => t!(lang, "relief-mail-reminder", number = number),
        None if kind == "lapse" => t!(lang, "relief-mail-lapse"),
        None => t!(lang, "relief-mail-announcement"),
    }
}

fn line(row: PreviewRow, href: String, lang: Lang) -> Row {
    let status = |code: &str| Status::from_code(code).unwrap_or(Status::Ended);
    let range = |from: Option<Day>, until: Option<Day>| match (from, until) {
        (Some(from), Some(until)) => {
            let (from, until) = (jubilee_texts::date_short(lang, from), jubilee_texts::date_short(lang, until));
            Some(t!(lang, "relief-row-range", from = from, until = until))
        }
        _ => None,
    };
    let window = range(row.renew_from_after, row.renew_until_after);
    let before = range(row.renew_from_before, row.renew_until_before);
    let mut granted = Vec::new();
    if row.requirements_waived && row.waived_areas.is_empty() {
        granted.push(t!(lang, "relief-row-waived"));
    } else if row.requirements_waived {
        granted.push(t!(lang, "relief-row-waived-for", areas = jubilee_texts::list(lang, &row.waived_areas)));
    }
    if let (Some(until), Some(next)) = (row.reactivation_until, row.reactivation_anniversary) {
        granted.push(t!(lang, "relief-row-reactivation", until = until, next = next));
    }
    if row.must_move {
        granted.push(t!(lang, "relief-row-must-move"));
    }
    Row {
        member: row.member_name,
        href,
        offer: if row.areas.is_empty() {
            row.offer_name
        } else {
            format!("{}: {}", row.offer_name, jubilee_texts::list(lang, &row.areas))
        },
        reference: row.subscription,
        status: (status(row.status_before), status(row.status_after)),
        anniversary: (row.anniversary_before, row.anniversary_after),
        window_before: before.filter(|before| Some(before) != window.as_ref()),
        granted,
        fee: row.fee,
        fee_when: range(row.fee_from, row.fee_until).filter(|when| Some(when) != window.as_ref()),
        mails: mail_changes(&row.mails_before, &row.mails_after, lang),
        window,
    }
}

/// The mails that come in addition, say something else, or come no more; by day.
fn mail_changes(before: &[PreviewMail], after: &[PreviewMail], lang: Lang) -> Vec<MailChange> {
    let same = |one: &PreviewMail, other: &PreviewMail| one.on == other.on && one.kind == other.kind;
    let gone = before.iter().filter(|old| !after.iter().any(|new| same(old, new)));
    let gone = gone.map(|old| MailChange {
        on: old.on,
        words: t!(lang, "relief-mail-gone", mail = kind_words(&old.kind, lang)),
        is_gone: true,
    });
    let changed = after.iter().filter(|new| !before.contains(new)).map(|new| {
        let mail = kind_words(&new.kind, lang);
        let is_new = !before.iter().any(|old| same(old, new));
        let words = match (new.kind.as_str(), new.words) {
            ("announcement", _) => mail,
            (_, "waived") => t!(lang, "relief-mail-waived", mail = mail),
            (_, "relief") => t!(lang, "relief-mail-own-words", mail = mail),
            _ if is_new => t!(lang, "relief-mail-new", mail = mail),
            _ => t!(lang, "relief-mail-usual", mail = mail),
        };
        MailChange { on: new.on, words, is_gone: false }
    });
    let mut all: Vec<MailChange> = gone.chain(changed).collect();
    all.sort_by_key(|change| change.on);
    all
}

impl Sample for Preview {
    fn samples(lang: Lang) -> Vec<(&'static str, Preview)> {
        let mail = |kind: &str, on: Day, words| PreviewMail { on, kind: kind.to_owned(), words };
        let (ad, moved) = (sample::day(2020, 9, 15), sample::day(2020, 12, 14));
        let covered = PreviewRow {
            subscription: "4127-1".to_owned(),
            member_id: MemberId::from_number(7).expect("a member's number is positive"),
            member: "4127".to_owned(),
            member_name: "Brightwater Systems".to_owned(),
            offer: "gold".to_owned(),
            offer_name: sample::gold(lang),
            areas: vec!["Cloud Platform".to_owned(), "Security".to_owned()],
            must_move: true,
            status_before: "renewal-open",
            status_after: "active",
            anniversary_before: Some(ad),
            anniversary_after: Some(moved),
            renew_from_before: Some(ad.next()),
            renew_from_after: Some(moved.next()),
            renew_until_before: Some(ad.plus_days(30)),
            renew_until_after: Some(moved.plus_days(30)),
            requirements_waived: true,
            waived_areas: vec!["Security".to_owned()],
            reactivation_until: None,
            reactivation_anniversary: None,
            fee: Some(sample::usd(473_000)),
            fee_tax: None,
            fee_from: Some(moved.next()),
            fee_until: Some(moved.plus_days(30)),
            mails_before: vec![mail("reminder-2", ad.plus_days(23), "usual")],
            mails_after: vec![mail("announcement", ad, "relief"), mail("reminder-2", moved.plus_days(23), "relief")],
        };
        let lapsed = PreviewRow {
            status_before: "lapsed",
            status_after: "reactivatable",
            anniversary_after: Some(ad),
            renew_from_after: Some(ad.next()),
            renew_until_after: Some(ad.plus_days(30)),
            must_move: false,
            waived_areas: Vec::new(),
            reactivation_until: Some(sample::day(2020, 12, 31)),
            reactivation_anniversary: Some(sample::day(2021, 9, 15)),
            mails_before: Vec::new(),
            mails_after: Vec::new(),
            ..covered.clone()
        };
        let counted = PreviewTotals {
            members: 204,
            subscriptions: 388,
            differing: 112,
            covered: 97,
            moved: 3,
            waived: 88,
            carried: 1,
            reactivatable: 15,
            kept: 2,
            must_move: 26,
            fees: [("USD".to_owned(), sample::usd(47_300_000))].into(),
            taxes: [("USD".to_owned(), sample::usd(4_120_000))].into(),
            mails_before: [("reminder-1".to_owned(), 97), ("lapse".to_owned(), 97)].into(),
            mails_after: [("reminder-1".to_owned(), 97), ("announcement".to_owned(), 112)].into(),
            failed: 1,
        };
        let href = "/staff/members/4127".to_owned();
        let full = Preview {
            frame: sample::staff_frame(lang, "/staff/reliefs/covid-19", Section::Reliefs),
            id: "covid-19".to_owned(),
            name: sample::words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19"),
            on: Some(sample::today()),
            totals: totals(&counted, lang),
            mails: mails(&counted, lang),
            rows: vec![line(covered, href.clone(), lang), line(lapsed, href, lang)],
            back: Some("/staff/reliefs/covid-19?page=1".to_owned()),
            next: Some("/staff/reliefs/covid-19?page=3".to_owned()),
        };
        let nobody = Preview {
            totals: totals(&PreviewTotals::default(), lang),
            mails: Vec::new(),
            rows: Vec::new(),
            back: None,
            next: None,
            ..full.clone()
        };
        let beyond = Preview { back: full.back.clone(), ..nobody.clone() };
        let too_many = Preview { on: None, totals: Vec::new(), ..nobody.clone() };
        vec![("full", full), ("nobody", nobody), ("beyond", beyond), ("too-many", too_many)]
    }
}
