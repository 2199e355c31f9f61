//! One entry of a bank statement: whose money it is, in two steps, or that it is nobody's.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, BankLine, BankState, DeskOrder, Dismissal, MOST_REASON};
use jubilee_core::{Command, Day, Lang, Money};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};

/// How an entry was settled.
#[derive(Clone, Debug)]
pub struct Settled {
    /// On which day.
    pub on: Option<Day>,
    /// By whom; `None` for an import and at the command line.
    pub by: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/bank_entry.html")]
pub struct BankEntry {
    /// The frame.
    pub frame: Frame,
    /// Its own address.
    pub here: String,
    /// The value date.
    pub value_on: Day,
    /// How much.
    pub amount: Money,
    /// The payer.
    pub name: Option<String>,
    /// The payer's account.
    pub counterparty: Option<String>,
    /// What was written.
    pub text: String,
    /// Our account.
    pub account: String,
    /// The file that it came in.
    pub file: String,
    /// Why it waits, or what became of it, a sentence.
    pub what: String,
    /// How it was settled; `None` while it waits.
    pub settled: Option<Settled>,
    /// Whether the person may say what it is.
    pub may_settle: bool,
    /// Whether it can pay an order at all.
    pub is_payable: bool,
    /// The order that it may be for.
    pub proposal: Option<String>,
    /// The order as it was typed.
    pub order: String,
    /// What is wrong with the order, a sentence.
    pub order_problem: Option<String>,
    /// What recording it for the order would do, sentences; not empty on the second step.
    pub effects: Vec<String>,
    /// The member of that order.
    pub member: String,
    /// Whether the money went back, as it was chosen.
    pub is_returned: bool,
    /// The reason as it was typed.
    pub reason: String,
    /// What is wrong with the reason, a sentence.
    pub reason_problem: Option<String>,
}

impl BankEntry {
    /// What helps to find the order.
    pub fn order_hint(&self) -> String {
        match &self.proposal {
            Some(order) => t!(self.frame.lang, "bank-row-proposal", order = order.as_str()),
            None => t!(self.frame.lang, "bank-entry-order-hint"),
        }
    }
}

/// Shows the entry.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    page(&shown(&portal, &scope, &find(&portal, &id).await?).await?)
}

/// Says what recording the money for an order would do and, once that is confirmed, records it; or takes it off the queue.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["do", "order", "confirmed", "what", "reason"], None)?;
    let line = find(&portal, &id).await?;
    let first = shown(&portal, &scope, &line).await?;
    // Somebody else was quicker: the page says what has become of it.
    if line.state != BankState::Open {
        return page_with(StatusCode::CONFLICT, &first);
    }
    match given.get("do") {
        "assign" => assign(&portal, &scope, &line, first, &given).await,
        "dismiss" => dismiss(&portal, &scope, &line, first, &given).await,
        _ => Err(Problem::Malformed),
    }
}

async fn assign(
    portal: &Portal,
    scope: &StaffScope,
    line: &BankLine,
    first: BankEntry,
    given: &Form,
) -> Result<Response, Problem> {
    let lang = scope.visit.lang();
    let first = BankEntry { order: given.get("order").to_owned(), ..first };
    let refuse = |status, problem: String| page_with(status, &BankEntry { order_problem: Some(problem), ..first.clone() });
    if !first.is_payable {
        return Err(Problem::Malformed);
    }
    let DeskOrder { order, file } = match portal.app.desk_order(&first.order).await {
        Ok(found) => found,
        Err(AppError::NotFound { .. }) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, t!(lang, "bank-entry-no-order")),
        Err(error) => return Err(error.into()),
    };
    let wanted = file.member.order(order).map(|order| order.amount.currency).ok_or(Problem::NotFound)?;
    if wanted != line.amount.currency {
        let words = t!(lang, "bank-entry-currency", currency = wanted.code());
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, words);
    }
    let refused = |refusal: &jubilee_core::Refusal| {
        let reason = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
        refuse(StatusCode::CONFLICT, reason.unwrap_or_default())
    };
    if given.get("confirmed") == "yes" {
        return match portal.app.assign_entry(line.entry, order, scope.actor).await {
            Ok(_) => Ok(see_other(route::STAFF_BANK)),
            Err(AppError::Refused(refusal)) => refused(&refusal),
            Err(error) => Err(error.into()),
        };
    }
    let identity = Some(line.identity.clone());
    let command = Command::RecordPayment { order, value_on: line.value_date, amount: line.amount, identity };
    match portal.app.decision(&file, command) {
        Ok(decision) => {
            let effects = decision.reasons.iter().map(|reason| portal.app.sentence(reason, lang)).collect();
            page(&BankEntry { effects, member: file.row.name, ..first })
        }
        Err(refusal) => refused(&refusal),
    }
}

async fn dismiss(
    portal: &Portal,
    scope: &StaffScope,
    line: &BankLine,
    first: BankEntry,
    given: &Form,
) -> Result<Response, Problem> {
    let (lang, reason) = (scope.visit.lang(), given.get("reason").to_owned());
    let dismissal = match given.get("what") {
        "not-ours" => Dismissal::NotOurs,
        "returned" => Dismissal::Returned,
        _ => return Err(Problem::Malformed),
    };
    let problem = if reason.is_empty() {
        Some(t!(lang, "bank-entry-reason-missing"))
    } else if reason.chars().count() > MOST_REASON || reason.chars().any(char::is_control) {
        Some(t!(lang, "bank-entry-reason-unfit", most = MOST_REASON))
    } else {
        None
    };
    if problem.is_some() {
        let is_returned = dismissal == Dismissal::Returned;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &BankEntry { reason_problem: problem, reason, is_returned, ..first },
        );
    }
    portal.app.dismiss_entry(line.entry, dismissal, &reason, scope.actor).await?;
    Ok(see_other(route::STAFF_BANK))
}

async fn find(portal: &Portal, id: &str) -> Result<BankLine, Problem> {
    Ok(portal.app.bank_entry(id.parse().map_err(|_| Problem::NotFound)?).await?)
}

async fn shown(portal: &Portal, scope: &StaffScope, line: &BankLine) -> Result<BankEntry, Problem> {
    let staff = portal.app.staff_names().await?;
    let by = line.settled_by.and_then(|number| staff.get(&number).cloned());
    let proposal = line.proposal.map(|order| order.to_string());
    Ok(BankEntry {
        frame: scope.visit.frame(Section::Bank),
        here: route::staff_bank_entry(line.entry),
        value_on: line.value_date,
        amount: line.amount,
        name: line.name.clone(),
        counterparty: line.counterparty.clone(),
        text: line.text.clone(),
        account: line.account.clone(),
        file: line.file.clone(),
        what: super::bank::what(portal, line, scope.visit.lang()),
        settled: (line.state != BankState::Open).then_some(Settled { on: line.settled_on, by }),
        may_settle: scope.role.may_act(),
        is_payable: line.doubt.is_none_or(jubilee_core::Doubt::is_payable),
        order: proposal.clone().unwrap_or_default(),
        proposal,
        order_problem: None,
        effects: Vec::new(),
        member: String::new(),
        is_returned: false,
        reason: String::new(),
        reason_problem: None,
    })
}

impl Sample for BankEntry {
    fn samples(lang: Lang) -> Vec<(&'static str, BankEntry)> {
        let waiting = BankEntry {
            frame: sample::staff_frame(lang, "/staff/bank/17", Section::Bank),
            here: "/staff/bank/17".to_owned(),
            value_on: sample::day(2020, 9, 17),
            amount: sample::usd(47_500),
            name: Some("Calder Analytics Ltd".to_owned()),
            counterparty: Some("NL20INGB0001234567".to_owned()),
            text: "invoice September".to_owned(),
            account: "NL91ABNA0417164300".to_owned(),
            file: "september.xml".to_owned(),
            what: t!(lang, "bank-doubt-no-reference"),
            settled: None,
            may_settle: true,
            is_payable: true,
            proposal: Some("4055-2".to_owned()),
            order: "4055-2".to_owned(),
            order_problem: None,
            effects: Vec::new(),
            member: String::new(),
            is_returned: false,
            reason: String::new(),
            reason_problem: None,
        };
        let confirm = BankEntry { effects: sample::effects(lang), member: "Calder Analytics".to_owned(), ..waiting.clone() };
        let wrong = BankEntry {
            order_problem: Some(t!(lang, "bank-entry-no-order")),
            reason_problem: Some(t!(lang, "bank-entry-reason-missing")),
            ..waiting.clone()
        };
        let reversed =
            BankEntry { is_payable: false, proposal: None, what: t!(lang, "bank-doubt-credit-reversed"), ..waiting.clone() };
        let settled = Settled { on: Some(sample::day(2020, 9, 19)), by: Some("Marit Verbeek".to_owned()) };
        let done = BankEntry {
            settled: Some(settled),
            what: t!(lang, "bank-state-assigned", order = "4055-2"),
            name: None,
            ..waiting.clone()
        };
        let viewer = BankEntry { may_settle: false, ..waiting.clone() };
        vec![
            ("waiting", waiting),
            ("confirm", confirm),
            ("wrong", wrong),
            ("reversed", reversed),
            ("done", done),
            ("viewer", viewer),
        ]
    }
}
