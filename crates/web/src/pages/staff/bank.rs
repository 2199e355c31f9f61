//! Money on bank statements: what waits for staff, importing a statement, and what has become of the others.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::statements::{self, Form as Reading, Mapping, PRESETS, is_xml};
use jubilee_app::{BankLine, BankState, StatementReport};
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::staff::attainments::Choice;
use crate::portal::{Form, Portal, Problem, StaffScope, Upload, page, page_with};
use crate::{route, sample};

/// How many entries that wait are shown.
const MOST_WAITING: u32 = 200;
/// How many settled entries are shown.
const MOST_SETTLED: u32 = 50;
/// How many faults of a file are shown.
const MOST_FAULTS: usize = 20;

/// An entry of a bank statement in a table.
#[derive(Clone, Debug)]
pub struct BankRow {
    /// Its value date.
    pub value_on: Day,
    /// The payer, and the payer's account.
    pub payer: String,
    /// What was written.
    pub text: String,
    /// How much.
    pub amount: Money,
    /// Why it waits, or what became of it, a sentence.
    pub what: String,
    /// The order that it may be for.
    pub proposal: Option<String>,
    /// Its page; `None` where it was only tried.
    pub href: Option<String>,
}

/// What an import did, or would do.
#[derive(Clone, Debug)]
pub struct Imported {
    /// In a sentence.
    pub words: String,
    /// What else there is to say, sentences.
    pub notes: Vec<String>,
    /// What would be recorded or wait, where it was only tried.
    pub rows: Vec<BankRow>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/bank.html")]
pub struct Bank {
    /// The frame.
    pub frame: Frame,
    /// Whether the person may import, or only sees.
    pub may_import: bool,
    /// In which form the file is.
    pub forms: Vec<Choice>,
    /// What is wrong with what was sent, a sentence.
    pub problem: Option<String>,
    /// What is wrong with the file, line by line.
    pub faults: Vec<String>,
    /// What has just been imported or tried.
    pub imported: Option<Imported>,
    /// What waits, the oldest money first.
    pub waiting: Vec<BankRow>,
    /// What is settled, the latest first.
    pub settled: Vec<BankRow>,
}

/// Shows the page.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    page(&shown(&portal, &scope, "camt").await?)
}

/// Imports the file, or says what importing it would do. Importing it again changes nothing, so the answer is the page itself.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    given: Form,
    upload: Upload,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["form", "do"], None)?;
    let (lang, chosen) = (scope.visit.lang(), given.get("form").to_owned());
    let refuse = async |problem: String, faults: Vec<String>| {
        let first = shown(&portal, &scope, &chosen).await?;
        page_with(StatusCode::UNPROCESSABLE_ENTITY, &Bank { problem: Some(problem), faults, ..first })
    };
    if upload.bytes.is_empty() {
        return refuse(t!(lang, "bank-import-no-file"), Vec::new()).await;
    }
    let reading = match chosen.as_str() {
        "camt" if is_xml(&upload.bytes) => Reading::Camt,
        "camt" => return refuse(t!(lang, "bank-import-not-xml"), Vec::new()).await,
        preset => Reading::Csv(Box::new(Mapping::preset(preset).map_err(|_| Problem::Malformed)?)),
    };
    let statement = match statements::read(&upload.bytes, &reading) {
        Ok(statement) => statement,
        Err(refused) => {
            let count = refused.faults.len() + refused.unkept;
            let faults = refused.faults.iter().take(MOST_FAULTS).map(|fault| jubilee_texts::plain(&fault.to_string()));
            return refuse(t!(lang, "bank-import-faults", count = count), faults.collect()).await;
        }
    };
    let is_tried = match given.get("do") {
        "check" => true,
        "import" => false,
        _ => return Err(Problem::Malformed),
    };
    let report = portal.app.import_statement(&statement, &upload.name, is_tried, scope.actor).await?;
    page(&Bank { imported: Some(told(&portal, &report, lang)), ..shown(&portal, &scope, &chosen).await? })
}

/// What waits on bank statements, a sentence for the first page of staff; `None` where nothing does (C89).
pub(crate) async fn waiting_words(portal: &Portal, lang: Lang) -> Result<Option<String>, Problem> {
    let queue = portal.app.bank_queue().await?;
    Ok(queue.oldest.map(|oldest| t!(lang, "bank-waiting-count", count = queue.count, oldest = oldest)))
}

async fn shown(portal: &Portal, scope: &StaffScope, chosen: &str) -> Result<Bank, Problem> {
    let lang = scope.visit.lang();
    let rows = |lines: Vec<BankLine>| lines.iter().map(|line| row(portal, line, lang)).collect();
    Ok(Bank {
        frame: scope.visit.frame(Section::Bank),
        may_import: scope.role.may_act(),
        forms: forms(lang, chosen),
        problem: None,
        faults: Vec::new(),
        imported: None,
        waiting: rows(portal.app.bank_waiting(MOST_WAITING).await?),
        settled: rows(portal.app.bank_settled(None, MOST_SETTLED).await?),
    })
}

fn forms(lang: Lang, chosen: &str) -> Vec<Choice> {
    let name = |id: &str| match id {
        "camt" => t!(lang, "bank-form-camt"),
        "abn-amro" => t!(lang, "bank-form-csv", bank = "ABN AMRO"),
        "ing" => t!(lang, "bank-form-csv", bank = "ING"),
        "rabobank" => t!(lang, "bank-form-csv", bank = "Rabobank"),
        _ => t!(lang, "bank-form-plain"),
    };
    let ids = ["camt"].into_iter().chain(PRESETS.iter().map(|(name, _)| *name));
    ids.map(|id| Choice { id: id.to_owned(), name: name(id), is_chosen: id == chosen }).collect()
}

/// What became of an entry, or why it waits, a sentence.
pub(super) fn what(portal: &Portal, line: &BankLine, lang: Lang) -> String {
    let order = line.order.map_or_else(String::new, |order| order.to_string());
    match line.state {
        BankState::Open => line.doubt.map_or_else(String::new, |doubt| portal.app.doubt(doubt, lang)),
        BankState::Recorded => t!(lang, "bank-state-recorded", order = order),
        BankState::Assigned => t!(lang, "bank-state-assigned", order = order),
        BankState::Dismissed => t!(lang, "bank-state-dismissed", reason = line.reason.clone().unwrap_or_default()),
        BankState::Returned => t!(lang, "bank-state-returned", reason = line.reason.clone().unwrap_or_default()),
    }
}

fn row(portal: &Portal, line: &BankLine, lang: Lang) -> BankRow {
    BankRow {
        value_on: line.value_date,
        payer: line.name.clone().or_else(|| line.counterparty.clone()).unwrap_or_default(),
        text: line.text.clone(),
        amount: line.amount,
        what: what(portal, line, lang),
        proposal: line.proposal.map(|order| order.to_string()),
        href: (line.entry > 0).then(|| route::staff_bank_entry(line.entry)),
    }
}

fn told(portal: &Portal, report: &StatementReport, lang: Lang) -> Imported {
    let (recorded, waiting, repeated) = (report.recorded.len(), report.waiting.len(), report.repeated);
    let words = if report.dry_run {
        t!(lang, "bank-import-tried", recorded = recorded, waiting = waiting, repeated = repeated)
    } else {
        t!(lang, "bank-import-done", recorded = recorded, waiting = waiting, repeated = repeated)
    };
    let mut notes = Vec::new();
    if report.debits + report.pending > 0 {
        notes.push(t!(lang, "bank-import-passed-over", debits = report.debits, pending = report.pending));
    }
    if !report.other_accounts.is_empty() {
        notes.push(t!(lang, "bank-import-other-accounts", accounts = report.other_accounts.join(", ")));
    }
    let tried = report.recorded.iter().chain(&report.waiting).filter(|_| report.dry_run);
    Imported { words, notes, rows: tried.map(|line| row(portal, line, lang)).collect() }
}

impl Sample for Bank {
    fn samples(lang: Lang) -> Vec<(&'static str, Bank)> {
        let row = |day, payer: &str, text: &str, minor, what: String, proposal: Option<&str>| BankRow {
            value_on: sample::day(2020, 9, day),
            payer: payer.to_owned(),
            text: text.to_owned(),
            amount: sample::usd(minor),
            what,
            proposal: proposal.map(str::to_owned),
            href: Some("/staff/bank/17".to_owned()),
        };
        let empty = Bank {
            frame: sample::staff_frame(lang, "/staff/bank", Section::Bank),
            may_import: true,
            forms: forms(lang, "camt"),
            problem: None,
            faults: Vec::new(),
            imported: None,
            waiting: Vec::new(),
            settled: Vec::new(),
        };
        let full = Bank {
            waiting: vec![
                row(
                    17,
                    "Calder Analytics Ltd",
                    "invoice September",
                    47_500,
                    t!(lang, "bank-doubt-no-reference"),
                    Some("4055-2"),
                ),
                row(18, "NL20INGB0001234567", "RF82 1040 0003", 12_500, t!(lang, "bank-doubt-another-amount"), None),
            ],
            settled: vec![
                row(16, "Brightwater Systems", "4127-2", 473_000, t!(lang, "bank-state-recorded", order = "4127-2"), None),
                row(15, "Coffee Shop", "thanks", 900, t!(lang, "bank-state-dismissed", reason = sample::refusal(lang)), None),
            ],
            ..empty.clone()
        };
        let imported = Imported {
            words: t!(lang, "bank-import-tried", recorded = 1, waiting = 1, repeated = 2),
            notes: vec![t!(lang, "bank-import-passed-over", debits = 3, pending = 1)],
            rows: full.waiting.iter().map(|row| BankRow { href: None, ..row.clone() }).collect(),
        };
        let tried = Bank { imported: Some(imported), ..full.clone() };
        let wrong = Bank {
            problem: Some(t!(lang, "bank-import-faults", count = 2)),
            faults: vec![
                "6: '425,00' with the currency 'EUR' is not an amount; write it as 475.00 with Ccy=\"EUR\"".to_owned(),
            ],
            ..full.clone()
        };
        let viewer = Bank { may_import: false, ..full.clone() };
        vec![("full", full), ("tried", tried), ("wrong", wrong), ("viewer", viewer), ("empty", empty)]
    }
}
