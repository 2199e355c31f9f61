//! Whom invoices are for, what decides about tax, and what a change means for orders that wait.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{BillingDetails, BillingFault, BillingReport, MOST_EXEMPTION_REASON, MemberFile, is_exemption_reason};
use jubilee_core::{Lang, OrderState, Programme, VatFault};
use jubilee_texts::t;

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::pages::people::member_name;
use crate::pages::staff::Choice;
use crate::portal::{Form, MemberOrStaff, MemberScope, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::country_choices;
use crate::{route, sample};

/// The fields of the form as they are, or as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingFields {
    /// The name of the business; empty for the member's own.
    pub business: String,
    /// The lines of the address, one under the other.
    pub address: String,
    /// The code of the country; empty for the member's own.
    pub country: String,
    /// The VAT number.
    pub vat_number: String,
    /// Where invoices go beside the member's people.
    pub email: String,
}

/// What is wrong with what was typed, a sentence for each field.
#[derive(Clone, Debug, Default)]
pub struct BillingProblems {
    /// The name.
    pub business: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The VAT number.
    pub vat_number: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// What staff see of an exemption from tax.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Why the member is exempt; `None` where it is not.
    pub because: Option<String>,
    /// Whether the person may grant it or end it, or only sees.
    pub may_change: bool,
    /// The reason as it was typed.
    pub typed: String,
    /// What is wrong with it, a sentence.
    pub problem: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/billing/show.html")]
pub struct BillingPage {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// The code of the member's own country.
    pub own_country: String,
    /// Where the forms go.
    pub here: String,
    /// The page before: where it is, and its name.
    pub back: (String, String),
    /// What an order that is made today is taxed, and why, a few sentences; `None` where the programme says nothing about tax.
    pub tax: Option<String>,
    /// The orders that wait for their payment: their numbers, and where they are.
    pub open: Vec<(String, String)>,
    /// Whether the details can be changed, and not only seen.
    pub may_change: bool,
    /// The fields.
    pub fields: BillingFields,
    /// What is wrong with them.
    pub problems: BillingProblems,
    /// What staff see of an exemption from tax.
    pub exemption: Option<Exemption>,
    /// What was done, a sentence.
    pub done: Option<String>,
}

impl BillingPage {
    /// The countries to choose from; the first is the member's own, which needs no saying.
    pub fn countries(&self) -> Vec<Choice> {
        let own = self.frame.country(&self.own_country);
        let own = t!(self.frame.lang, "billing-country-own", country = own);
        let own = Choice { id: String::new(), name: own, is_chosen: self.fields.country.is_empty() };
        std::iter::once(own).chain(country_choices(self.frame.lang, &self.fields.country)).collect()
    }
}

/// Shows the details to who keeps them for the member.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::Member(scope)).await
}

/// Shows the details to staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(member): Path<String>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::staff(scope, &member)?).await
}

/// Keeps the details, for the member.
pub(crate) async fn post(State(portal): State<Portal>, scope: MemberScope, given: Form) -> Result<Response, Problem> {
    change(&portal, &MemberOrStaff::Member(scope), &given).await
}

/// Keeps the details, or says that the member is exempt or is not any more, for staff.
pub(crate) async fn post_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(member): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    let who = MemberOrStaff::staff(scope, &member)?;
    match given.get("do") {
        "exempt" | "end-exemption" => exempt(&portal, &who, &given).await,
        _ => change(&portal, &who, &given).await,
    }
}

async fn show(portal: &Portal, who: &MemberOrStaff) -> Result<Response, Problem> {
    who.may_see_billing()?;
    let (file, report) = load(portal, who).await?;
    let lang = who.lang();
    let done = match who.query().get("done") {
        "saved" => Some(t!(lang, "billing-done-saved")),
        "exempt" if report.exempt_because.is_some() => Some(t!(lang, "billing-done-exempt")),
        "not-exempt" if report.exempt_because.is_none() => Some(t!(lang, "billing-done-not-exempt")),
        _ => None,
    };
    page(&BillingPage { done, ..shown(portal, who, &file, &report) })
}

async fn change(portal: &Portal, who: &MemberOrStaff, given: &Form) -> Result<Response, Problem> {
    if !who.may_change_billing() {
        return Err(Problem::Forbidden);
    }
    given.only(&["business", "address", "country", "vat_number", "email"], None)?;
    let (file, report) = load(portal, who).await?;
    let typed = BillingFields {
        business: given.get("business").to_owned(),
        address: given.get("address").replace("\r\n", "\n"),
        country: given.get("country").to_owned(),
        vat_number: given.get("vat_number").to_owned(),
        email: given.get("email").to_owned(),
    };
    let details = typed.details();
    let faults = details.faults(&file.member.country);
    if faults.is_empty() {
        portal.app.set_billing(file.row.id, &details, who.actor()).await?;
        return Ok(see_other(&format!("{}?done=saved", who.billing_page())));
    }
    let problems = problems(&faults, who.lang());
    let wrong = BillingPage { fields: typed, problems, ..shown(portal, who, &file, &report) };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &wrong)
}

/// Says that the member is exempt from tax, with the reason, or that it is not any more.
async fn exempt(portal: &Portal, who: &MemberOrStaff, given: &Form) -> Result<Response, Problem> {
    if !who.may_exempt() {
        return Err(Problem::Forbidden);
    }
    given.only(&["do", "reason"], None)?;
    let (file, report) = load(portal, who).await?;
    let reason = given.get("reason");
    let because = (given.get("do") == "exempt").then_some(reason);
    if because.is_none_or(is_exemption_reason) {
        portal.app.set_exemption(file.row.id, because, who.actor()).await?;
        let done = if because.is_some() { "exempt" } else { "not-exempt" };
        return Ok(see_other(&format!("{}?done={done}", who.billing_page())));
    }
    let mut wrong = shown(portal, who, &file, &report);
    if let Some(exemption) = &mut wrong.exemption {
        reason.clone_into(&mut exemption.typed);
        exemption.problem = Some(t!(who.lang(), "billing-wrong-reason", most = MOST_EXEMPTION_REASON as i64));
    }
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &wrong)
}

async fn load(portal: &Portal, who: &MemberOrStaff) -> Result<(MemberFile, BillingReport), Problem> {
    let file = who.file(portal).await?;
    let report = portal.app.billing(file.row.id).await?;
    Ok((file, report))
}

impl BillingFields {
    /// The fields as they are kept.
    fn kept(report: &BillingReport) -> BillingFields {
        BillingFields {
            business: if report.has_own_business { report.business.clone() } else { String::new() },
            address: report.address.join("\n"),
            country: if report.has_own_country { report.country.clone() } else { String::new() },
            vat_number: report.vat_number.clone().unwrap_or_default(),
            email: report.email.clone().unwrap_or_default(),
        }
    }

    /// The details that they give.
    fn details(&self) -> BillingDetails {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        BillingDetails {
            business: self.business.clone(),
            address: self.address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            country: given(&self.country.to_uppercase()),
            vat_number: given(&self.vat_number),
            email: given(&self.email),
        }
    }
}

fn problems(faults: &[BillingFault], lang: Lang) -> BillingProblems {
    let mut all = BillingProblems::default();
    for fault in faults {
        match fault {
            BillingFault::Business => all.business = Some(t!(lang, "billing-wrong-business")),
            BillingFault::Address => all.address = Some(t!(lang, "billing-wrong-address")),
            BillingFault::Country => all.country = Some(t!(lang, "billing-wrong-country")),
            BillingFault::VatNumber(fault) => {
                all.vat_number = Some(match fault {
                    VatFault::NoCountry => t!(lang, "billing-wrong-vat-prefix"),
                    VatFault::Form => t!(lang, "billing-wrong-vat-form"),
                    VatFault::CheckDigits => t!(lang, "billing-wrong-vat-digits"),
                });
            }
            BillingFault::VatCountry { number, business } => {
                let named = |code: &str| jubilee_texts::country(lang, code);
                let words = t!(lang, "billing-wrong-vat-country", number = named(number), business = named(business));
                all.vat_number = Some(words);
            }
            BillingFault::Email => all.email = Some(t!(lang, "billing-wrong-email")),
        }
    }
    all
}

fn shown(portal: &Portal, who: &MemberOrStaff, file: &MemberFile, report: &BillingReport) -> BillingPage {
    let lang = who.lang();
    let waits = file.member.orders.iter().rev().filter(|order| order.state(file.today) == OrderState::Open);
    let href = |order| if who.is_staff() { route::staff_payment(order) } else { route::order(order) };
    let exemption = who.is_staff().then(|| Exemption {
        because: report.exempt_because.clone(),
        may_change: who.may_exempt(),
        typed: String::new(),
        problem: None,
    });
    let back = if who.is_staff() {
        (route::staff_member(file.row.id), file.row.name.clone())
    } else {
        (route::ORDERS.to_owned(), t!(lang, "portal-orders-title"))
    };
    BillingPage {
        frame: who.frame(Section::Orders, file),
        member: member_name(file),
        own_country: file.member.country.clone(),
        here: who.billing_page(),
        back,
        tax: tax_today(portal.app.programme(), file, report, lang),
        open: waits.map(|order| (order.id.to_string(), href(order.id))).collect(),
        may_change: who.may_change_billing(),
        fields: BillingFields::kept(report),
        problems: BillingProblems::default(),
        exemption,
        done: None,
    }
}

fn tax_today(programme: &Programme, file: &MemberFile, report: &BillingReport, lang: Lang) -> Option<String> {
    let rules = programme.version(file.today).tax.as_ref()?;
    jubilee_texts::tax_words(lang, rules, report.tax.as_ref()?)
}

impl Sample for BillingPage {
    fn samples(lang: Lang) -> Vec<(&'static str, BillingPage)> {
        let filled = BillingFields {
            business: "Brightwater Systems B.V.".to_owned(),
            address: "t.a.v. de crediteurenadministratie\nKade 1\n3011 AA Rotterdam".to_owned(),
            country: "NL".to_owned(),
            vat_number: "NL004495445B01".to_owned(),
            email: "invoices@brightwater.example".to_owned(),
        };
        let full = BillingPage {
            frame: sample::member_frame(lang, "/billing", Section::Orders),
            member: sample::member(),
            own_country: "NL".to_owned(),
            here: "/billing".to_owned(),
            back: ("/orders".to_owned(), t!(lang, "portal-orders-title")),
            tax: Some(sample::untaxed_words(lang)),
            open: vec![("4127-3".to_owned(), "/orders/270499841".to_owned())],
            may_change: true,
            fields: filled.clone(),
            problems: BillingProblems::default(),
            exemption: None,
            done: Some(t!(lang, "billing-done-saved")),
        };
        let empty = BillingPage {
            fields: BillingFields::default(),
            tax: Some(sample::taxed_words(lang)),
            open: Vec::new(),
            done: None,
            ..full.clone()
        };
        let typed = BillingFields {
            country: "Nederland".to_owned(),
            vat_number: "NL004495446B01".to_owned(),
            email: "nowhere".to_owned(),
            ..filled
        };
        let faults = [BillingFault::Country, BillingFault::VatNumber(VatFault::CheckDigits), BillingFault::Email];
        let wrong = BillingPage {
            fields: typed,
            problems: BillingProblems {
                business: Some(t!(lang, "billing-wrong-business")),
                address: Some(t!(lang, "billing-wrong-address")),
                ..problems(&faults, lang)
            },
            done: None,
            ..full.clone()
        };
        let exemption = Exemption { because: None, may_change: true, typed: String::new(), problem: None };
        let staff = BillingPage {
            frame: sample::staff_frame(lang, "/staff/members/4127/billing", Section::Members),
            here: "/staff/members/4127/billing".to_owned(),
            back: ("/staff/members/4127".to_owned(), sample::member().name),
            exemption: Some(Exemption {
                problem: Some(t!(lang, "billing-wrong-reason", most = MOST_EXEMPTION_REASON as i64)),
                ..exemption.clone()
            }),
            done: None,
            ..full.clone()
        };
        let because = Some(sample::words(
            lang,
            "International organisation, letter of 1 March.",
            "Internationale organisatie, brief van 1 maart.",
        ));
        let exempt = BillingPage {
            exemption: Some(Exemption { because: because.clone(), ..exemption.clone() }),
            tax: None,
            ..staff.clone()
        };
        let seen = BillingPage {
            may_change: false,
            exemption: Some(Exemption { because, may_change: false, ..exemption }),
            ..staff.clone()
        };
        vec![("full", full), ("empty", empty), ("wrong", wrong), ("staff", staff), ("exempt", exempt), ("seen", seen)]
    }
}
