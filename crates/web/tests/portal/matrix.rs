//! T-MATRIX: every address, every method, every kind of visitor. The addresses and their methods come from `route.rs` itself, so one
//! that has no row here fails the test.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use jubilee_app::{NewPerson, Request};
use jubilee_core::{Actor, Lang, Role};

use crate::stage::{Browser, HOST, Stage, encoded};

/// The visitors, in the order of the columns: nobody; of the member whose things are asked for its global admin, account admin,
/// billing admin and viewer, and somebody who has lost every role there; another member's administrator; staff who only see, staff
/// who act, staff who manage.
const VISITORS: [&str; 10] = [
    "",
    "anna@contoso.example",
    "ada@contoso.example",
    "bill@contoso.example",
    "vera@contoso.example",
    GONE,
    "frank@fabrikam.example",
    "vic@programme.example",
    "tom@programme.example",
    "mia@programme.example",
];

/// Who is signed in and has no role any more.
const GONE: &str = "nils@contoso.example";

/// The constant's name, the method, the fields of its form, and the status for each visitor. Forms are such that whoever may send
/// them is told what is wrong with them: nothing changes while the table is gone through.
type Line = (&'static str, &'static str, &'static [(&'static str, &'static str)], [u16; 10]);

const TABLE: &[Line] = &[
    ("HOME", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 303, 303, 303]),
    ("HEALTH", "GET", &[], [200; 10]),
    ("ASSET", "GET", &[], [200; 10]),
    ("SIGN_IN", "GET", &[], [200, 303, 303, 303, 303, 200, 303, 303, 303, 303]),
    ("SIGN_IN", "POST", &[("email", "nobody")], [422; 10]),
    ("SIGN_IN_CODE", "GET", &[], [303; 10]),
    ("SIGN_IN_CODE", "POST", &[("code", "1")], [303; 10]),
    ("SIGN_IN_LINK", "GET", &[], [404; 10]),
    ("SIGN_IN_LINK", "POST", &[], [404; 10]),
    ("SIGN_OUT", "POST", &[("unknown", "1")], [401, 400, 400, 400, 400, 401, 400, 400, 400, 400]),
    ("MEMBERS", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("MEMBERS", "POST", &[("member", "M1")], [401, 303, 303, 303, 303, 401, 404, 403, 403, 403]),
    ("OFFERS", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("AUTO_RENEWAL", "GET", &[], [303, 200, 403, 403, 403, 303, 404, 403, 403, 403]),
    ("AUTO_RENEWAL", "POST", &[("unknown", "1")], [401, 400, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("GIVE_CARD", "POST", &[("unknown", "1")], [401, 400, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("LEFT_CARD", "GET", &[], [303, 404, 403, 403, 403, 303, 404, 403, 403, 403]),
    ("RENEW", "GET", &[], [303, 200, 403, 403, 403, 303, 404, 403, 403, 403]),
    ("TOGETHER", "GET", &[], [303, 303, 403, 403, 403, 303, 303, 403, 403, 403]),
    ("TOGETHER", "POST", &[("unknown", "1")], [401, 400, 403, 403, 403, 401, 400, 403, 403, 403]),
    ("RENEW", "POST", &[("purchase_order", TOO_LONG)], [401, 422, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("REACTIVATE", "GET", &[], [303, 303, 403, 403, 403, 303, 404, 403, 403, 403]),
    ("REACTIVATE", "POST", &[("purchase_order", TOO_LONG)], [401, 303, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("QUALIFICATIONS", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("QUALIFICATION", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("QUALIFICATION", "POST", &[("subscription", "none")], [401, 400, 403, 403, 403, 401, 400, 403, 403, 403]),
    ("QUALIFICATION_OF", "GET", &[], [303, 404, 404, 404, 404, 303, 404, 403, 403, 403]),
    ("WHY", "GET", &[], [303, 200, 200, 200, 200, 303, 404, 403, 403, 403]),
    ("MIGRATION", "GET", &[], [303, 303, 303, 303, 303, 303, 303, 403, 403, 403]),
    ("MIGRATION", "POST", &[("company", "yes")], [401, 303, 403, 403, 403, 401, 303, 403, 403, 403]),
    ("MIGRATION_DONE", "GET", &[], [303, 303, 303, 303, 303, 303, 303, 403, 403, 403]),
    ("BUY", "GET", &[], [303, 200, 403, 403, 403, 303, 200, 403, 403, 403]),
    ("BUY", "POST", &[], [401, 422, 403, 403, 403, 401, 422, 403, 403, 403]),
    ("BENEFITS", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("BENEFIT", "GET", &[], [303, 200, 200, 200, 200, 303, 404, 403, 403, 403]),
    ("BENEFIT", "POST", &[("do", "none")], [401, 400, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("PEOPLE", "GET", &[], [303, 200, 200, 200, 200, 303, 200, 403, 403, 403]),
    ("PEOPLE", "POST", &[("name", ""), ("language", "en")], [401, 422, 422, 403, 403, 401, 422, 403, 403, 403]),
    ("PERSON", "GET", &[], [303, 200, 200, 403, 403, 303, 404, 403, 403, 403]),
    ("PERSON", "POST", &[("do", "none")], [401, 400, 400, 403, 403, 401, 404, 403, 403, 403]),
    ("ORDERS", "GET", &[], [303, 200, 403, 200, 403, 303, 200, 403, 403, 403]),
    ("ORDER", "GET", &[], [303, 200, 403, 200, 403, 303, 404, 403, 403, 403]),
    ("CANCEL", "GET", &[], [303, 200, 403, 403, 403, 303, 404, 403, 403, 403]),
    ("CANCEL", "POST", &[("unknown", "1")], [401, 400, 403, 403, 403, 401, 404, 403, 403, 403]),
    ("PAYMENT_REQUEST", "GET", &[], [303, 200, 403, 200, 403, 303, 404, 403, 403, 403]),
    ("CARD", "POST", &[("unknown", "1")], [401, 400, 403, 400, 403, 401, 404, 403, 403, 403]),
    ("CARD_PAYMENT", "GET", &[], [303, 404, 403, 404, 403, 303, 404, 403, 403, 403]),
    ("PROOF", "GET", &[], [303, 200, 403, 200, 403, 303, 404, 403, 403, 403]),
    ("PROOF", "POST", &[("value_on", "soon")], [401, 422, 403, 422, 403, 401, 404, 403, 403, 403]),
    ("PROOF_FILE", "GET", &[], [303, 404, 403, 404, 403, 303, 404, 403, 403, 403]),
    ("BILLING", "GET", &[], [303, 200, 200, 200, 403, 303, 200, 403, 403, 403]),
    ("BILLING", "POST", &[("country", "XX")], [401, 422, 422, 422, 403, 401, 422, 403, 403, 403]),
    ("INVOICE", "GET", &[], [303, 404, 403, 404, 403, 303, 404, 403, 403, 403]),
    ("STAFF_INVOICE", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 404, 404, 404]),
    ("STAFF_MEMBERS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_MEMBER", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_ATTAINMENTS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_ATTAINMENTS", "POST", &[("do", "attain"), ("amount", "x")], [401, 403, 403, 403, 403, 401, 403, 403, 422, 422]),
    ("STAFF_BILLING", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_BILLING", "POST", &[("do", "exempt"), ("reason", "")], [401, 403, 403, 403, 403, 401, 403, 403, 403, 422]),
    ("STAFF_EXCEPTIONS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_EXCEPTIONS", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 403, 400]),
    ("STAFF_AUTO_RENEWAL", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_AUTO_RENEWAL", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_REACTIVATE", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 303, 303, 303]),
    ("STAFF_REACTIVATE", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_BENEFITS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_BENEFIT", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_BENEFIT", "POST", &[("do", "use"), ("amount", "x")], [401, 403, 403, 403, 403, 401, 403, 403, 422, 422]),
    ("STAFF_PEOPLE", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_PEOPLE", "POST", &[("name", ""), ("language", "en")], [401, 403, 403, 403, 403, 401, 403, 403, 422, 422]),
    ("STAFF_PERSON", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 403, 200, 200]),
    ("STAFF_PERSON", "POST", &[("do", "none")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_MIGRATION", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 303, 303, 303]),
    ("STAFF_MIGRATION", "POST", &[("mover", "nobody")], [401, 403, 403, 403, 403, 401, 403, 403, 422, 422]),
    ("STAFF_WHY", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_PAYMENTS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_TAKE_BACK", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 403, 200, 200]),
    ("STAFF_TAKE_BACK", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_HELD", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 403, 403, 200]),
    ("STAFF_HELD", "POST", &[("amount", "x")], [401, 403, 403, 403, 403, 401, 403, 403, 403, 422]),
    ("STAFF_PROOF", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 404, 404, 404]),
    ("STAFF_PROOF", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_PROOF_FILE", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 404, 404, 404]),
    ("STAFF_PAYMENT", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_PAYMENT", "POST", &[("value_on", "soon"), ("amount", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 422, 422]),
    ("STAFF_BANK", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_BANK", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_BANK_ENTRY", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 404, 404, 404]),
    ("STAFF_BANK_ENTRY", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 400, 400]),
    ("STAFF_CARD", "POST", &[("unknown", "1")], [401, 403, 403, 403, 403, 401, 403, 403, 403, 400]),
    ("STAFF_MAIL", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_RUNS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_RUNS", "POST", &[("do", "resume")], [401, 403, 403, 403, 403, 401, 403, 403, 403, 409]),
    ("STAFF_RELIEFS", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STAFF_RELIEF", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 403, 403, 200]),
    ("STAFF_PROGRAMME", "GET", &[], [303, 403, 403, 403, 403, 303, 403, 200, 200, 200]),
    ("STRIPE", "POST", &[], [404; 10]),
    ("DEMO_CARD", "GET", &[], [303, 404, 404, 404, 404, 303, 404, 404, 404, 404]),
    ("DEMO_CARD", "POST", &[("unknown", "1")], [401, 400, 400, 400, 400, 401, 400, 400, 400, 400]),
    ("DEMO_CLOCK", "POST", &[("step", "never")], [401, 400, 400, 400, 400, 401, 400, 400, 400, 400]),
    ("DEMO_VIEW", "POST", &[("as", "nobody")], [400; 10]),
    ("DEMO_MAILBOX", "GET", &[], [200; 10]),
    ("DEMO_MAIL", "GET", &[], [200; 10]),
    ("DEMO_MAIL_BODY", "GET", &[], [200; 10]),
];

const TOO_LONG: &str = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";

/// The constants of `route.rs` with their addresses and methods, as they are written there.
fn routes() -> BTreeMap<String, (String, Vec<String>)> {
    let source = include_str!("../../src/route.rs");
    let mut all = BTreeMap::new();
    let mut docs = String::new();
    for line in source.lines() {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push_str(doc);
        } else if let Some(rest) = line.strip_prefix("pub const ") {
            let (name, rest) = rest.split_once(": &str = \"").unwrap();
            let address = rest.trim_end_matches("\";").to_owned();
            let methods: Vec<String> =
                ["GET", "POST"].into_iter().filter(|method| docs.contains(method)).map(str::to_owned).collect();
            assert!(!methods.is_empty(), "{name} does not say by which methods it is reached");
            all.insert(name.to_owned(), (address, methods));
            docs.clear();
        } else {
            docs.clear();
        }
    }
    all
}

/// The things that the addresses name: Contoso's and no one else's.
async fn filled_in(stage: &Stage, address: &str) -> String {
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.open_orders(1).await.unwrap().first().map_or(0, |desk| desk.order.number());
    let mail = stage.app.mails(None, 1).await.unwrap()[0].id;
    let ada = stage.app.find_person(subscription.member(), "ada@contoso.example").await.unwrap();
    let asset = jubilee_web::assets::stylesheet();
    address
        .replace("{name}", asset.strip_prefix("/assets/").unwrap())
        .replace("{token}", "abcdefghijkmnpqrstuvwxyz23456789")
        .replace("{subscription}", &subscription.number().to_string())
        .replace("{set}", "0")
        .replace("{benefit}", "support-incidents")
        .replace("{offer}", "silver")
        .replace("{area}", "devops")
        .replace("{relief}", "covid-19")
        .replace("{person}", &ada.to_string())
        .replace("{number}", "2020-999999")
        .replace("{order}", &order.to_string())
        .replace("{member}", &subscription.member().to_string())
        .replace("{entry}", "1")
        .replace("{attempt}", "card-1-1-abc")
        .replace("{checkout}", "cs_1")
        .replace("{mail}", &mail.to_string())
}

/// A stage with an order of Contoso's for its gold competency, so that its Action Pack can still be renewed.
async fn stage(engine: jubilee_testkit::Engine) -> Stage {
    let stage = Stage::new(engine).await;
    let gold = stage.app.find_subscription("S2").await.unwrap();
    stage.app.order_renewal(gold, Request::by(Actor::Operator)).await.unwrap();
    for (email, roles) in [("ada@contoso.example", &[Role::AccountAdmin][..]), (GONE, &[Role::GlobalAdmin])] {
        let person = NewPerson { name: email.to_owned(), email: email.to_owned(), language: Lang::En, roles: roles.to_vec() };
        stage.app.add_person(gold.member(), &person, Actor::Operator).await.unwrap();
    }
    stage
}

/// The browser of a visitor. Who is gone signed in as a global admin and lost the role afterwards.
async fn visiting(stage: &Stage, visitor: &str) -> Browser {
    if visitor.is_empty() {
        return stage.browser();
    }
    if visitor != GONE {
        return stage.signed_in(visitor).await;
    }
    let member = stage.app.find_member("M1").await.unwrap();
    let person = stage.app.find_person(member, GONE).await.unwrap();
    stage.app.change_roles(member, person, &[Role::GlobalAdmin], Actor::Operator).await.unwrap();
    let browser = stage.signed_in(GONE).await;
    stage.app.change_roles(member, person, &[], Actor::Operator).await.unwrap();
    browser
}

#[test]
fn every_address_and_method_has_its_row() {
    let rows: BTreeSet<(String, String)> =
        TABLE.iter().map(|(name, method, ..)| ((*name).to_owned(), (*method).to_owned())).collect();
    let routes = routes();
    let expected: BTreeSet<(String, String)> = routes
        .iter()
        .flat_map(|(name, (_, methods))| methods.iter().map(move |method| (name.clone(), method.clone())))
        .collect();
    assert!(routes.len() > 20, "route.rs is read wrongly");
    assert_eq!(rows, expected);
    assert_eq!(rows.len(), TABLE.len(), "a row stands twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_visitor_is_let_in_or_kept_out_as_the_table_says() {
    let stage = stage(jubilee_testkit::Engine::Sqlite).await;
    let routes = routes();
    let mut wrong = Vec::new();
    for (name, method, fields, expected) in TABLE {
        let path = filled_in(&stage, &routes[*name].0).await;
        for (visitor, expected) in VISITORS.iter().zip(expected) {
            let mut browser = visiting(&stage, visitor).await;
            let answer = if *method == "GET" { browser.get(&path).await } else { browser.post(&path, fields).await };
            if answer.status != *expected {
                wrong.push(format!("{method} {path} as '{visitor}': {} and not {expected}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(stage.app.open_orders(10).await.unwrap().len(), 1, "nothing was changed on the way");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_is_taken_from_elsewhere_or_without_its_token() {
    let stage = stage(jubilee_testkit::Engine::Sqlite).await;
    let routes = routes();
    let own = format!("https://{HOST}");
    let mut posts = 0;
    // The card provider's messages are no forms: their signature lets them in (`cards.rs`).
    for (name, _, fields, expected) in TABLE.iter().filter(|(name, method, ..)| *method == "POST" && *name != "STRIPE") {
        let path = filled_in(&stage, &routes[*name].0).await;
        posts += 1;
        // Whoever gets furthest with this form.
        let at = expected.iter().position(|status| ![401, 403, 404].contains(status)).unwrap_or(0).max(1);
        let is_before_session = path.starts_with("/sign-in");
        let whole = |browser: &Browser| {
            let token = browser.csrf.clone();
            let all: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", token.as_str())]).collect();
            encoded(&all)
        };
        for lines in [
            vec![("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
            vec![("origin", "https://evil.example")],
            vec![("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
            vec![("origin", own.as_str()), ("sec-fetch-site", "same-site")],
            vec![("origin", "null")],
            vec![],
        ] {
            let mut browser = stage.signed_in(VISITORS[at]).await;
            let body = whole(&browser);
            let answer = browser.send(Method::POST, &path, body, &lines).await;
            assert_eq!(answer.status, 403, "{path} {lines:?}");
        }
        for token in ["", "guessed"] {
            let mut browser = stage.signed_in(VISITORS[at]).await;
            browser.csrf = token.to_owned();
            let answer = browser.post(&path, fields).await;
            let refused = answer.status == 403;
            assert_eq!(refused, !is_before_session, "{path} with the token '{token}': {}", answer.status);
        }
        let mut other = stage.signed_in(VISITORS[at]).await;
        other.csrf = stage.signed_in(VISITORS[at]).await.csrf;
        let answer = other.post(&path, fields).await;
        assert_eq!(answer.status == 403, !is_before_session, "{path} with the token of another session");
    }
    assert!(posts >= 10);
}
