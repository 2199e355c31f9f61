//! Every page with every sample, rendered: for the tests, and for the eye (`cargo run -p jubilee-web --example gallery -- FOLDER`).

use askama::Template;
use jubilee_core::Lang;

use crate::pages::{
    Sample, auth, benefits, billing, dashboard, demo, errors, migration, offers, orders, people, qualifications, staff, why,
};

/// A rendered page.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The page and its state, for example `offers-list-open`.
    pub name: String,
    /// The language.
    pub lang: Lang,
    /// The HTML, or what went wrong.
    pub html: Result<String, String>,
}

/// All pages in `lang`.
pub fn all(lang: Lang) -> Vec<Picture> {
    let mut out = Vec::new();
    add::<auth::SignIn>(&mut out, lang, "auth-sign-in");
    add::<auth::SignInCode>(&mut out, lang, "auth-code");
    add::<auth::SignInLink>(&mut out, lang, "auth-link");
    add::<auth::ChooseMember>(&mut out, lang, "auth-choose-member");
    add::<dashboard::Dashboard>(&mut out, lang, "dashboard");
    add::<offers::Offers>(&mut out, lang, "offers-list");
    add::<offers::AutoRenewal>(&mut out, lang, "offers-auto-renewal");
    add::<offers::LeftCardPage>(&mut out, lang, "offers-left-card");
    add::<offers::Renew>(&mut out, lang, "offers-renew");
    add::<offers::Together>(&mut out, lang, "offers-together");
    add::<offers::Reactivate>(&mut out, lang, "offers-reactivate");
    add::<offers::Buy>(&mut out, lang, "offers-buy");
    add::<qualifications::Qualifications>(&mut out, lang, "qualifications-list");
    add::<qualifications::QualificationPage>(&mut out, lang, "qualifications-show");
    add::<why::Why>(&mut out, lang, "why-page-story");
    add::<migration::Migration>(&mut out, lang, "migration-start");
    add::<migration::Moved>(&mut out, lang, "migration-done");
    add::<benefits::Benefits>(&mut out, lang, "benefits-list");
    add::<benefits::BenefitPage>(&mut out, lang, "benefits-show");
    add::<orders::Orders>(&mut out, lang, "orders-list");
    add::<orders::ShowOrder>(&mut out, lang, "orders-show");
    add::<orders::TakeBack>(&mut out, lang, "orders-take-back");
    add::<orders::CardPage>(&mut out, lang, "orders-card");
    add::<orders::SendProof>(&mut out, lang, "orders-proof");
    add::<orders::PaymentRequest>(&mut out, lang, "orders-payment-request");
    add::<billing::BillingPage>(&mut out, lang, "billing-show");
    add::<people::People>(&mut out, lang, "people-list");
    add::<people::PersonPage>(&mut out, lang, "people-show");
    add::<staff::Members>(&mut out, lang, "staff-members");
    add::<staff::MemberPage>(&mut out, lang, "staff-member");
    add::<staff::Attainments>(&mut out, lang, "staff-attainments");
    add::<staff::Exceptions>(&mut out, lang, "staff-exceptions");
    add::<staff::ReactivateFor>(&mut out, lang, "staff-reactivate");
    add::<staff::AutoRenewalOf>(&mut out, lang, "staff-auto-renewal");
    add::<staff::MoveMember>(&mut out, lang, "staff-migration");
    add::<staff::Payments>(&mut out, lang, "staff-payments");
    add::<staff::RecordPayment>(&mut out, lang, "staff-payment");
    add::<staff::AnswerProof>(&mut out, lang, "staff-proof");
    add::<staff::HeldBack>(&mut out, lang, "staff-held");
    add::<staff::Bank>(&mut out, lang, "staff-bank");
    add::<staff::BankEntry>(&mut out, lang, "staff-bank-entry");
    add::<staff::MailPage>(&mut out, lang, "staff-mail");
    add::<staff::Reliefs>(&mut out, lang, "staff-reliefs");
    add::<staff::Preview>(&mut out, lang, "staff-preview");
    add::<staff::Programme>(&mut out, lang, "staff-programme");
    add::<staff::Runs>(&mut out, lang, "staff-runs");
    add::<demo::Mailbox>(&mut out, lang, "demo-mailbox");
    add::<demo::DemoMail>(&mut out, lang, "demo-mail");
    add::<demo::DemoCard>(&mut out, lang, "demo-card");
    add::<errors::ErrorPage>(&mut out, lang, "errors-error");
    out
}

fn add<P: Sample + Template>(out: &mut Vec<Picture>, lang: Lang, page: &str) {
    out.extend(P::samples(lang).into_iter().map(|(state, sample)| Picture {
        name: format!("{page}-{state}"),
        lang,
        html: sample.render().map_err(|problem| problem.to_string()),
    }));
}
