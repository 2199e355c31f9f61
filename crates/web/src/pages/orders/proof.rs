//! Sending in a proof of payment, and getting its file back.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jubilee_app::{AppError, BadProof, Filing, MOST_STATED, ProofFile};
use jubilee_core::{Command, Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::orders::show::find;
use crate::portal::{Form, MemberScope, Portal, Problem, Upload, page, page_with, see_other};
use crate::present::proof_lines;
use crate::view::{Order, ProofLine};
use crate::{route, sample};

/// What was typed into the form, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct ProofForm {
    /// The value date as typed, `2020-10-01`.
    pub value_on: String,
    /// What is wrong with the value date, a sentence.
    pub value_on_problem: Option<String>,
    /// The account as typed.
    pub account: String,
    /// The reference as typed.
    pub reference: String,
    /// What is wrong with the account or the reference, a sentence.
    pub stated_problem: Option<String>,
    /// What is wrong with the file, a sentence.
    pub file_problem: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/proof.html")]
pub struct SendProof {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub here: String,
    /// The order's page.
    pub back: String,
    /// The order.
    pub order: Order,
    /// The latest value date that can be stated.
    pub latest: Day,
    /// How many characters the account and the reference have at most.
    pub most_stated: usize,
    /// What was sent in before.
    pub proofs: Vec<ProofLine>,
    /// The form.
    pub form: ProofForm,
    /// Why none can be sent in, a sentence.
    pub refusal: Option<String>,
}

/// Shows the form, with the reference that the payment has to name.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let first = first(&portal, &scope, &id).await?;
    let form = ProofForm { reference: first.order.reference.clone(), ..ProofForm::default() };
    page(&SendProof { form, ..first })
}

/// Takes the proof in. What is wrong is said beside its field; a file has to be chosen once more then, as browsers have it.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
    upload: Upload,
) -> Result<Response, Problem> {
    let first = first(&portal, &scope, &id).await?;
    given.only(&["value_on", "account", "reference"], None)?;
    let lang = scope.visit.lang();
    let value_on: Option<Day> = given.get("value_on").parse().ok();
    let filing = Filing {
        file_name: &upload.name,
        bytes: &upload.bytes,
        value_on: value_on.unwrap_or(first.latest),
        account: given.get("account"),
        reference: given.get("reference"),
    };
    let bad = filing.check().err();
    let form = ProofForm {
        value_on: given.get("value_on").to_owned(),
        value_on_problem: value_on.is_none().then(|| t!(lang, "staff-payment-not-a-date")),
        account: filing.account.to_owned(),
        reference: filing.reference.to_owned(),
        stated_problem: (bad == Some(BadProof::BadWords)).then(|| t!(lang, "proof-stated-too-long", most = MOST_STATED)),
        file_problem: match bad {
            Some(BadProof::Empty) => Some(t!(lang, "proof-file-missing")),
            Some(BadProof::TooLarge) => Some(t!(lang, "proof-file-too-large")),
            Some(BadProof::OtherKind) => Some(t!(lang, "proof-file-other-kind")),
            Some(BadProof::BadWords) | None => None,
        },
    };
    let typed = SendProof { form, ..first };
    if value_on.is_none() || bad.is_some() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &typed);
    }
    match portal.app.file_proof(typed.order.id, &filing, scope.actor).await {
        Ok(_) => Ok(see_other(&route::proven_order(typed.order.id))),
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &SendProof { refusal, ..typed })
        }
        Err(error) => Err(error.into()),
    }
}

/// Gives the file of a proof back to its member.
pub(crate) async fn file(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, order) = find(&portal, &scope, &id).await?;
    let number = number.parse().map_err(|_| Problem::NotFound)?;
    Ok(attachment(portal.app.proof_file(order.id, number).await?))
}

/// A file that somebody else made: never shown inside the portal, never run, and of the kind that it is.
pub(crate) fn attachment(file: ProofFile) -> Response {
    let kind = HeaderValue::from_static(file.media_type.as_str());
    // The name is made of digits and of our own words, so it is plain ASCII.
    let name = format!("attachment; filename=\"{}\"", file.name);
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name), (header::CONTENT_SECURITY_POLICY, policy)];
    (headers, Body::from(file.bytes)).into_response()
}

async fn first(portal: &Portal, scope: &MemberScope, id: &str) -> Result<SendProof, Problem> {
    let (file, order) = find(portal, scope, id).await?;
    let takes_days = portal.app.programme().version(order.made_on).transfer.takes_days;
    // What would be refused whatever is typed is said before anything is.
    let command = Command::FileProof { order: order.id, value_on: file.today };
    let refusal = portal.app.decision(&file, command).err().and_then(|refusal| refusal.reasons.into_iter().next());
    Ok(SendProof {
        frame: scope.frame(Section::Orders, &file),
        here: route::proof(order.id),
        back: route::order(order.id),
        latest: file.today.plus_days(takes_days),
        most_stated: MOST_STATED,
        proofs: proof_lines(&portal.app.proofs(order.id).await?, |proof| route::proof_file(order.id, proof.number)),
        form: ProofForm::default(),
        refusal: refusal.map(|reason| portal.app.sentence(&reason, scope.visit.lang())),
        order,
    })
}

impl Sample for SendProof {
    fn samples(lang: Lang) -> Vec<(&'static str, SendProof)> {
        let order = sample::order(lang);
        let form = ProofForm { reference: order.reference.clone(), ..ProofForm::default() };
        let first = SendProof {
            frame: sample::member_frame(lang, "/orders/270499841/proof", Section::Orders),
            here: "/orders/270499841/proof".to_owned(),
            back: "/orders/270499841".to_owned(),
            order,
            latest: sample::today().plus_days(7),
            most_stated: MOST_STATED,
            proofs: Vec::new(),
            form: form.clone(),
            refusal: None,
        };
        let wrong = ProofForm {
            value_on: "1-10-2020".to_owned(),
            value_on_problem: Some(sample::not_a_date(lang)),
            file_problem: Some(t!(lang, "proof-file-other-kind")),
            stated_problem: Some(t!(lang, "proof-stated-too-long", most = MOST_STATED)),
            account: "NL91 ABNA 0417 1643 00".to_owned(),
            ..form
        };
        let proofs = sample::proofs(false);
        vec![
            ("first", first.clone()),
            ("again", SendProof { proofs: proofs.clone(), ..first.clone() }),
            ("wrong", SendProof { form: wrong, ..first.clone() }),
            ("refused", SendProof { refusal: Some(sample::refusal(lang)), proofs, ..first }),
        ]
    }
}
