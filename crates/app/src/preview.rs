//! What a relief does, before anybody is told of it: every subscription as it would go on with the relief, beside how it would
//! without.

use std::collections::BTreeMap;

use jubilee_core::{
    AreaId, Bill, Day, Due, ExemptBy, Lang, Member, MemberId, Money, Programme, Projection, Relief, ReliefId, Standing, Status,
    Step, Subscription, project, standing,
};
use jubilee_store::{members, replan};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::Held;
use crate::replan::PAGE;
use crate::run::chain;

/// How many rows a preview keeps; machines read all of them from [`App::preview_each`].
const MOST_ROWS: usize = 500;

/// A mail, or a step that sends one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PreviewMail {
    /// The day on which it is due.
    pub on: Day,
    /// `reminder-1`, `reminder-2`, …, `lapse` or `announcement`.
    pub kind: String,
    /// What it says: `usual`, `waived` (requirements waived, fee still due) or `relief` (words of the relief's own).
    pub words: &'static str,
}

/// One subscription for which something differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewRow {
    /// Its reference.
    pub subscription: String,
    /// The member.
    #[serde(skip)]
    pub member_id: MemberId,
    /// The member's reference.
    pub member: String,
    /// The member's name.
    pub member_name: String,
    /// The offer.
    pub offer: String,
    /// The offer's name.
    pub offer_name: String,
    /// The areas that it covers, by name.
    pub areas: Vec<String>,
    /// Whether the account has to be moved out of the legacy system before anything can be done.
    pub must_move: bool,
    /// The status without the relief.
    pub status_before: &'static str,
    /// The status with it.
    pub status_after: &'static str,
    /// The anniversary without the relief.
    pub anniversary_before: Option<Day>,
    /// The anniversary with it.
    pub anniversary_after: Option<Day>,
    /// The first day of the window without the relief.
    pub renew_from_before: Option<Day>,
    /// The first day of the window with it.
    pub renew_from_after: Option<Day>,
    /// The last day of the window without the relief.
    pub renew_until_before: Option<Day>,
    /// The last day of the window with it.
    pub renew_until_after: Option<Day>,
    /// Whether the relief waives requirements that would count without it.
    pub requirements_waived: bool,
    /// For which areas, by name; empty where the offer covers none.
    pub waived_areas: Vec<String>,
    /// The last day on which a payment reactivates it, where the relief allows that.
    pub reactivation_until: Option<Day>,
    /// The anniversary that a reactivation on the day of the comparison gives.
    pub reactivation_anniversary: Option<Day>,
    /// The fee that is due although, or because, the relief covers it, with its tax.
    pub fee: Option<Money>,
    /// How much of it is tax; `None` where none is charged.
    pub fee_tax: Option<Money>,
    /// The first day on which it can be paid.
    pub fee_from: Option<Day>,
    /// The last day on which it can be paid.
    pub fee_until: Option<Day>,
    /// The mails without the relief, from the day of the comparison on.
    pub mails_before: Vec<PreviewMail>,
    /// The mails with it.
    pub mails_after: Vec<PreviewMail>,
}

/// How often things happen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PreviewTotals {
    /// How many members were looked at.
    pub members: u64,
    /// How many subscriptions were looked at.
    pub subscriptions: u64,
    /// Subscriptions for which something differs.
    pub differing: u64,
    /// Subscriptions whose current cycle the relief covers, and that have not lapsed all the same.
    pub covered: u64,
    /// Subscriptions whose anniversary it moves.
    pub moved: u64,
    /// Subscriptions for which it waives requirements.
    pub waived: u64,
    /// Those of them that have been renewed already, so that their current cycle is another: the waiver of the cycle before carries
    /// them through to the next anniversary.
    pub carried: u64,
    /// Subscriptions that have lapsed and that it lets come back.
    pub reactivatable: u64,
    /// Subscriptions that would have lapsed by the day of the comparison and have not with it.
    pub kept: u64,
    /// Subscriptions that differ and whose account has to be moved first.
    pub must_move: u64,
    /// What is due from those that it covers or lets come back, with tax, by currency.
    pub fees: BTreeMap<String, Money>,
    /// How much of that is tax, by currency.
    pub taxes: BTreeMap<String, Money>,
    /// Mails without the relief, by kind.
    pub mails_before: BTreeMap<String, u64>,
    /// Mails with it, by kind.
    pub mails_after: BTreeMap<String, u64>,
    /// Members that are damaged and could not be looked at.
    pub failed: u64,
}

/// What a relief does, without the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewSummary {
    /// The relief.
    pub relief: ReliefId,
    /// Its name.
    pub name: String,
    /// The day for which both are compared: the one that was asked for, or else the day of the next announcement, revision or
    /// withdrawal that is to come, and today where none is.
    pub on: Day,
    /// How often things happen.
    pub totals: PreviewTotals,
}

/// What a relief does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReliefPreview {
    /// The relief, the day and the totals.
    #[serde(flatten)]
    pub summary: PreviewSummary,
    /// A row for each subscription for which something differs, by member; the first ones of many.
    pub rows: Vec<PreviewRow>,
    /// How many rows there are beyond those.
    pub more: u64,
}

impl App {
    /// What a relief does, with its first rows. `draft` is a programme that is not published ([`App::draft`]); without one the
    /// relief is looked for in what is. `on` is the day of the comparison, today or later; without one it is the day of what is to
    /// come next of the relief. `progress` is told how many members have been looked at, and of how many.
    pub async fn preview(
        &self,
        relief: &ReliefId,
        draft: Option<Programme>,
        on: Option<Day>,
        lang: Lang,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<ReliefPreview, AppError> {
        let mut rows = Vec::new();
        let mut more = 0;
        let mut keep = |row| {
            if rows.len() < MOST_ROWS {
                rows.push(row);
            } else {
                more += 1;
            }
        };
        let summary = self.preview_each(relief, draft, on, lang, progress, &mut keep).await?;
        Ok(ReliefPreview { summary, rows, more })
    }

    /// The same in bounded memory, however many members there are: each row is handed over when it is found.
    pub async fn preview_each(
        &self,
        relief: &ReliefId,
        draft: Option<Programme>,
        on: Option<Day>,
        lang: Lang,
        progress: &(dyn Fn(u64, u64) + Sync),
        each: &mut (dyn FnMut(PreviewRow) + Send),
    ) -> Result<PreviewSummary, AppError> {
        let with = draft.as_ref().unwrap_or(&self.programme);
        let known = with.relief(relief).ok_or_else(|| unknown(with, relief))?;
        let on = compared_on(known, on, self.dated().await?)?;
        let without = with.without(relief);
        let comparing = Comparing { relief, with, without: &without, on, lang };
        let mut totals = PreviewTotals::default();
        let total = members::count(&self.db).await?.unsigned_abs();
        let mut cursor: Option<MemberId> = None;
        loop {
            let page = replan::members(&self.db, cursor, PAGE).await?;
            let Some(last) = page.last().copied() else { break };
            cursor = Some(last);
            for (id, held) in self.hold_page(&page).await? {
                totals.members += 1;
                match held {
                    Ok(held) => comparing.member(&held, &mut totals, each),
                    Err(error) => {
                        tracing::error!(member.id = id.number(), reason = chain(&error), "a member could not be looked at");
                        totals.failed += 1;
                    }
                }
            }
            progress(totals.members, total);
        }
        Ok(PreviewSummary { relief: relief.clone(), name: known.name.get(lang).to_owned(), on, totals })
    }
}

fn unknown(programme: &Programme, relief: &ReliefId) -> AppError {
    AppError::not_among("relief", relief, programme.reliefs.iter().map(|known| known.id.as_str()))
}

/// Some of the rows of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRows {
    /// The day for which both are compared.
    pub on: Day,
    /// The rows, by member.
    pub rows: Vec<PreviewRow>,
    /// Whether there are rows of members after those.
    pub has_more: bool,
}

impl App {
    /// The rows of the members after one of them, for who turns pages: at least `most` where there are so many, and all of the last
    /// member's. It looks at no more members than that takes, and counts nothing.
    pub async fn preview_after(
        &self,
        relief: &ReliefId,
        after: MemberId,
        most: usize,
        lang: Lang,
    ) -> Result<PreviewRows, AppError> {
        let known = self.programme.relief(relief).ok_or_else(|| unknown(&self.programme, relief))?;
        let on = compared_on(known, None, self.dated().await?)?;
        let without = self.programme.without(relief);
        let comparing = Comparing { relief, with: &self.programme, without: &without, on, lang };
        let mut rows = Vec::new();
        let mut cursor = after;
        loop {
            let page = replan::members(&self.db, Some(cursor), PAGE).await?;
            let Some(last) = page.last().copied() else { return Ok(PreviewRows { on, rows, has_more: false }) };
            cursor = last;
            // The totals of the first page count the damaged ones.
            for held in self.hold_page(&page).await?.into_iter().filter_map(|(_, held)| held.ok()) {
                let mut found = Vec::new();
                comparing.member(&held, &mut PreviewTotals::default(), &mut |row| found.push(row));
                if rows.len() >= most && !found.is_empty() {
                    return Ok(PreviewRows { on, rows, has_more: true });
                }
                rows.append(&mut found);
            }
        }
    }
}

/// A programme with a relief beside the same without it.
struct Comparing<'a> {
    relief: &'a ReliefId,
    with: &'a Programme,
    without: &'a Programme,
    on: Day,
    lang: Lang,
}

impl Comparing<'_> {
    fn member(&self, held: &Held, totals: &mut PreviewTotals, each: &mut (dyn FnMut(PreviewRow) + Send)) {
        for subscription in &held.member.subscriptions {
            totals.subscriptions += 1;
            let after = project(self.with, &held.member, subscription.id, self.on);
            let before = project(self.without, &held.member, subscription.id, self.on);
            if let (Some(before), Some(after)) = (before, after)
                && before != after
            {
                let row = self.row(held, subscription, &before, &after);
                // A cycle that has lapsed all the same is named, and has nothing of it.
                if row.is_another() {
                    let is_covered = self.covers(&after.standing) && !is_lapsed(&after.standing);
                    totals.take(&row, is_covered, self.is_carried(&after.standing));
                    each(row);
                }
            }
        }
    }

    /// Whether the current cycle is one that the relief names.
    fn covers(&self, standing: &Standing) -> bool {
        standing.reliefs.iter().any(|applied| &applied.relief == self.relief)
    }

    /// Whether the relief carries a cycle through that was renewed already.
    fn is_carried(&self, standing: &Standing) -> bool {
        let mut exemptions = standing.qualifications.iter().filter_map(|found| found.exemption.as_ref());
        exemptions.any(|exemption| exemption.is_carried && self.is_ours(&exemption.by))
    }

    fn is_ours(&self, by: &ExemptBy) -> bool {
        matches!(by, ExemptBy::Relief(relief) if relief == self.relief)
    }

    fn row(&self, held: &Held, subscription: &Subscription, before: &Projection, after: &Projection) -> PreviewRow {
        let (old, new) = (&before.standing, &after.standing);
        let waived_areas: Vec<Option<&AreaId>> = self.waived(old, new);
        let opening = new.reactivation.as_ref().filter(|opening| opening.relief.as_ref() == Some(self.relief));
        let window = if let Some(opening) = opening {
            Some((self.on, opening.until))
        } else {
            new.cycle
                .as_ref()
                .filter(|_| self.covers(new) && !is_lapsed(new))
                .map(|cycle| (cycle.renew_from, cycle.renew_until))
        };
        let fee = new.fee.filter(|_| window.is_some());
        let offer = self.with.offer(&subscription.offer, self.on);
        PreviewRow {
            subscription: held.reference(subscription.id),
            member_id: held.row.id,
            member: held.row.reference.clone(),
            member_name: held.row.name.clone(),
            offer: subscription.offer.to_string(),
            offer_name: offer.map_or_else(|| subscription.offer.to_string(), |offer| offer.name.get(self.lang).to_owned()),
            areas: subscription.areas.iter().map(|area| self.area(area)).collect(),
            must_move: new.must_move,
            status_before: old.status.id(),
            status_after: new.status.id(),
            anniversary_before: old.cycle.as_ref().map(|cycle| cycle.anniversary),
            anniversary_after: new.cycle.as_ref().map(|cycle| cycle.anniversary),
            renew_from_before: old.cycle.as_ref().map(|cycle| cycle.renew_from),
            renew_from_after: new.cycle.as_ref().map(|cycle| cycle.renew_from),
            renew_until_before: old.cycle.as_ref().map(|cycle| cycle.renew_until),
            renew_until_after: new.cycle.as_ref().map(|cycle| cycle.renew_until),
            requirements_waived: !waived_areas.is_empty(),
            waived_areas: waived_areas.into_iter().flatten().map(|area| self.area(area)).collect(),
            reactivation_until: opening.map(|opening| opening.until),
            reactivation_anniversary: opening.map(|opening| opening.next.anniversary),
            fee,
            fee_tax: new.bill.as_ref().filter(|_| fee.is_some()).map(Bill::tax).filter(|tax| tax.minor != 0),
            fee_from: window.filter(|_| fee.is_some()).map(|(from, _)| from),
            fee_until: window.filter(|_| fee.is_some()).map(|(_, until)| until),
            mails_before: mails(self.without, &held.member, before),
            mails_after: mails(self.with, &held.member, after),
        }
    }

    /// The areas that the relief exempts; `None` stands for an offer that covers none. What it exempts when something lapsed is
    /// reactivated is said by the reactivation.
    fn waived<'s>(&self, old: &Standing, new: &'s Standing) -> Vec<Option<&'s AreaId>> {
        let exempt = new.qualifications.iter().filter(|found| found.exemption.as_ref().is_some_and(|by| self.is_ours(&by.by)));
        let was_exempt = |area: Option<&AreaId>| {
            old.qualifications.iter().any(|found| found.area.as_ref() == area && found.exemption.is_some())
        };
        exempt.map(|found| found.area.as_ref()).filter(|area| !was_exempt(*area)).collect()
    }

    fn area(&self, area: &AreaId) -> String {
        self.with.area_name(area, self.lang).map_or_else(|| area.to_string(), str::to_owned)
    }
}

fn is_lapsed(standing: &Standing) -> bool {
    matches!(standing.status, Status::Lapsed | Status::Reactivatable)
}

/// The day of a comparison.
fn compared_on(relief: &Relief, asked: Option<Day>, today: Day) -> Result<Day, AppError> {
    match asked {
        Some(on) if on < today => {
            Err(AppError::Usage(format!("a relief is previewed for today, {today}, or a later day, and {on} has passed")))
        }
        Some(on) => Ok(on),
        None => Ok(relief.events().map(|(_, on)| on).filter(|on| *on > today).min().unwrap_or(today)),
    }
}

/// The mails of a projection: every step sends one, which says what is true on its own day.
fn mails(programme: &Programme, member: &Member, projection: &Projection) -> Vec<PreviewMail> {
    let words = |on: Day| match standing(programme, member, projection.standing.subscription, on) {
        Some(then) if then.reliefs.iter().any(|applied| applied.replaces_reminder) => "relief",
        Some(then) if then.is_waived() => "waived",
        _ => "usual",
    };
    let mail = |due: &Due| match &due.step {
        Step::Reminder(at) => PreviewMail { on: due.on, kind: format!("reminder-{}", at + 1), words: words(due.on) },
        Step::Notice => PreviewMail { on: due.on, kind: "auto-renewal-notice".to_owned(), words: "usual" },
        Step::Charge(_) => PreviewMail { on: due.on, kind: "auto-renewal-charge".to_owned(), words: "usual" },
        Step::Lapse => PreviewMail { on: due.on, kind: "lapse".to_owned(), words: "usual" },
        Step::Announcement(..) => PreviewMail { on: due.on, kind: "announcement".to_owned(), words: "relief" },
    };
    projection.steps.iter().map(mail).collect()
}

impl PreviewRow {
    /// Whether there is anything to be seen of the relief.
    fn is_another(&self) -> bool {
        let before = (self.status_before, self.anniversary_before, self.renew_from_before, self.renew_until_before);
        let after = (self.status_after, self.anniversary_after, self.renew_from_after, self.renew_until_after);
        let is_granted = self.requirements_waived || self.reactivation_until.is_some() || self.fee.is_some();
        before != after || is_granted || self.mails_before != self.mails_after
    }
}

impl PreviewTotals {
    fn take(&mut self, row: &PreviewRow, is_covered: bool, is_carried: bool) {
        let has_lapsed = |status: &str| status == Status::Lapsed.id() || status == Status::Reactivatable.id();
        self.differing += 1;
        self.covered += u64::from(is_covered);
        self.moved += u64::from(row.anniversary_before != row.anniversary_after);
        self.waived += u64::from(row.requirements_waived);
        self.carried += u64::from(row.requirements_waived && is_carried);
        self.reactivatable += u64::from(row.reactivation_until.is_some());
        self.kept += u64::from(has_lapsed(row.status_before) && !has_lapsed(row.status_after));
        self.must_move += u64::from(row.must_move);
        for (amount, sums) in [(row.fee, &mut self.fees), (row.fee_tax, &mut self.taxes)] {
            if let Some(amount) = amount {
                let sum = sums.entry(amount.currency.to_string()).or_insert(Money { minor: 0, ..amount });
                sum.minor = sum.minor.saturating_add(amount.minor);
            }
        }
        for (mails, counts) in [(&row.mails_before, &mut self.mails_before), (&row.mails_after, &mut self.mails_after)] {
            for mail in mails {
                *counts.entry(mail.kind.clone()).or_default() += 1;
            }
        }
    }
}
