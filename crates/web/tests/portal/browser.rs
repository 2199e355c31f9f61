//! The portal in a real browser: the whole way with nothing but a keyboard, and every page held against the rules of accessibility.
//!
//! Needs Chromium and its driver (Debian: `chromium` and `chromium-driver`; `cargo xtask test` installs them).

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use jubilee_app::Request;
use jubilee_core::Actor;
use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, Key, WebDriver};

use crate::stage::{Scene, Stage};

const INSTALL: &str = "the browser test needs Chromium and its driver; install them with\n    \
    sudo apt-get update && sudo apt-get install --yes chromium chromium-driver\nor run `cargo xtask test`, which does";

/// The rules that pages are held against.
const AXE: &str = include_str!("../vendor/axe-core/axe.min.js");

/// Runs axe for WCAG 2.2 A and AA, and gives what it found wrong.
const RUN_AXE: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
    .then((found) => done(found.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ') + ' ' \
    + node.failureSummary).join('; '))), (error) => done(['axe failed: ' + error]));";

/// The most presses of the tab key from the top of a page to anything on it.
const MOST_TABS: usize = 60;

/// A running driver; it ends with this.
struct Driver {
    child: Child,
    port: u16,
    said: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Driver {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("cannot start chromedriver ({error}): {INSTALL}"));
        let said = BufReader::new(child.stdout.take().unwrap());
        // From here on the driver ends with this, whatever happens.
        let mut driver = Driver { child, port: 0, said };
        let mut all = String::new();
        while driver.port == 0 {
            let mut line = String::new();
            assert!(driver.said.read_line(&mut line).unwrap() > 0, "chromedriver has ended: {all}\n{INSTALL}");
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                driver.port = port.trim().trim_end_matches('.').parse().unwrap();
            }
            all.push_str(&line);
        }
        driver
    }

    /// A browser: on a desk in light colours, or a phone of 360 pixels in dark ones.
    async fn browser(&self, is_phone: bool) -> WebDriver {
        // The client that talks to the driver wants one to be chosen, although it speaks no TLS here; a second choice changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut wanted = DesiredCapabilities::chrome();
        // Without a sandbox of its own, so that it also runs as root, as it does in containers.
        let mut arguments = vec!["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
        arguments.extend(["--no-first-run", "--disable-background-networking", "--disable-component-update"]);
        if is_phone {
            arguments.push("--blink-settings=preferredColorScheme=0");
            let metrics = json!({"deviceMetrics": {"width": 360, "height": 780, "pixelRatio": 1.0, "touch": true}});
            wanted.add_experimental_option("mobileEmulation", metrics).unwrap();
        } else {
            arguments.extend(["--blink-settings=preferredColorScheme=1", "--window-size=1280,1000"]);
        }
        for argument in arguments {
            wanted.add_arg(argument).unwrap();
        }
        let browser = WebDriver::new(format!("http://127.0.0.1:{}", self.port), wanted).await;
        browser.unwrap_or_else(|error| panic!("the browser does not start ({error}): {INSTALL}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about it then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the stage, and gives the address.
async fn serve(stage: &Stage) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = stage.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn evaluate(browser: &WebDriver, script: &str) -> Value {
    browser.execute(script, Vec::new()).await.unwrap().json().clone()
}

async fn press(browser: &WebDriver, keys: impl Into<thirtyfour::TypingData>) {
    browser.action_chain().send_keys(keys).perform().await.unwrap();
}

/// Goes to an element with the tab key, and checks that one sees where one is.
async fn tab_to(browser: &WebDriver, selector: &str) {
    let is_there = format!("return document.activeElement.matches({})", json!(selector));
    for _ in 0..MOST_TABS {
        press(browser, Key::Tab).await;
        if evaluate(browser, &is_there).await == json!(true) {
            let outline = "const look = getComputedStyle(document.activeElement); \
                return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2";
            assert_eq!(evaluate(browser, outline).await, json!(true), "the focus on {selector} is seen");
            return;
        }
    }
    panic!("the tab key does not reach {selector} on {}", browser.current_url().await.unwrap());
}

/// Presses a key that leads to another page, and waits until that page is there.
async fn go(browser: &WebDriver, key: Key, path: &str) {
    evaluate(browser, "window.wasHere = true").await;
    press(browser, key).await;
    for _ in 0..2_000 {
        let now = evaluate(browser, "return [!window.wasHere && document.readyState === 'complete', location.pathname]").await;
        if now[0] == json!(true) {
            let is_there = now[1].as_str().is_some_and(|now| now.starts_with(path));
            assert!(is_there, "{path} was expected and not {}", now[1]);
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("{path} did not come; the browser is at {}", browser.current_url().await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_signs_in_and_renews_with_the_keyboard_alone() {
    let stage = Stage::new(jubilee_testkit::Engine::Sqlite).await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let browser = driver.browser(false).await;
    browser.goto(format!("{base}/offers")).await.unwrap();
    press(&browser, Key::Tab).await;
    let first = evaluate(&browser, "return document.activeElement.className").await;
    assert_eq!(first, json!("skip"), "the first stop skips to the content");
    tab_to(&browser, "#email").await;
    press(&browser, "anna@contoso.example").await;
    go(&browser, Key::Enter, "/sign-in/code").await;
    let (code, _) = stage.mailed("anna@contoso.example").await;
    tab_to(&browser, "#code").await;
    press(&browser, code).await;
    go(&browser, Key::Enter, "/offers").await;
    tab_to(&browser, "#offer-1 details summary").await;
    press(&browser, Key::Enter).await;
    assert_eq!(evaluate(&browser, "return document.querySelector('#offer-1 details').open").await, json!(true));
    browser.goto(format!("{base}/offers")).await.unwrap();
    tab_to(&browser, "#offer-1 a.button").await;
    go(&browser, Key::Enter, "/offers/").await;
    tab_to(&browser, "#purchase_order").await;
    press(&browser, "PO-9").await;
    tab_to(&browser, "main form button[type=submit]").await;
    go(&browser, Key::Enter, "/orders/").await;
    let said = evaluate(&browser, "return document.querySelector('main').innerText").await;
    assert!(said.as_str().unwrap().contains("Your order has been placed."), "{said}");
    let refused =
        evaluate(&browser, "return performance.getEntriesByType('resource').filter((one) => one.responseStatus >= 400).length");
    assert_eq!(refused.await, json!(0), "everything that the page loads is there");
    browser.quit().await.unwrap();
}

/// The pages about requirements and reliefs, of members in every state of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_required_and_granted_is_accessible_and_fits_a_phone() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene::relief()).await;
    let reactivate = stage.renew_path("S3").await.replace("/renew", "/reactivate");
    let renew = stage.renew_path("S1").await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let mut faults = Vec::new();
    let mut looked_at = 0;
    let common = ["/", "/offers", "/qualifications", "/qualifications?show=all"];
    let visits = [
        ("anna@contoso.example", vec![renew.as_str(), "/qualifications/areas/cloud-platform"]),
        ("frank@fabrikam.example", vec![reactivate.as_str(), "/qualifications/areas/devops"]),
        ("lena@legata.example", vec!["/qualifications/areas/security"]),
        ("nora@northwind.example", vec!["/qualifications/areas/security", "/qualifications/areas/cloud-platform"]),
    ];
    for is_phone in [false, true] {
        let browser = driver.browser(is_phone).await;
        for (visitor, pages) in &visits {
            browser.goto(format!("{base}/healthz")).await.unwrap();
            browser.delete_all_cookies().await.unwrap();
            let session = stage.app.begin_demo_session(visitor).await.unwrap();
            browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
            for lang in ["en", "nl"] {
                for page in common.iter().chain(pages) {
                    let mark = if page.contains('?') { '&' } else { '?' };
                    browser.goto(format!("{base}{page}{mark}lang={lang}")).await.unwrap();
                    let place = format!("{page} of {visitor} in {lang}{}", if is_phone { " on a phone" } else { "" });
                    faults.extend(look(&browser, is_phone).await.into_iter().map(|fault| format!("{place}: {fault}")));
                    looked_at += 1;
                }
            }
        }
        browser.quit().await.unwrap();
    }
    assert_eq!(looked_at, 92);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What staff see and do about requirements, exceptions, reliefs and moves; and the way of a member that has to move.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_staff_do_and_the_move_is_accessible_and_fits_a_phone() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene::relief()).await;
    let id = async |reference: &str| stage.app.find_subscription(reference).await.unwrap();
    let (gold, lapsed, legacy, silver) = (id("S1").await, id("S3").await, id("S4").await, id("S5").await);
    let base = serve(&stage).await;
    let driver = Driver::start();
    let mut faults = Vec::new();
    let mut looked_at = 0;
    let of_staff = vec![
        "/staff/members?show=at-risk".to_owned(),
        format!("/staff/members/{}", lapsed.member()),
        format!("/staff/members/{}/attainments", silver.member()),
        format!("/staff/members/{}/exceptions", gold.member()),
        format!("/staff/members/{}/move", legacy.member()),
        format!("/staff/subscriptions/{}/reactivate", lapsed.number()),
        format!("/staff/subscriptions/{}/why", gold.number()),
        "/staff/reliefs".to_owned(),
        "/staff/reliefs/covid-19".to_owned(),
        "/staff/programme".to_owned(),
    ];
    let of_legacy = vec!["/move".to_owned(), format!("/offers/{}/why", legacy.number()), "/orders".to_owned()];
    for is_phone in [false, true] {
        let browser = driver.browser(is_phone).await;
        for (visitor, pages) in [("mia@programme.example", &of_staff), ("lena@legata.example", &of_legacy)] {
            browser.goto(format!("{base}/healthz")).await.unwrap();
            browser.delete_all_cookies().await.unwrap();
            let session = stage.app.begin_demo_session(visitor).await.unwrap();
            browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
            for lang in ["en", "nl"] {
                for page in pages {
                    let mark = if page.contains('?') { '&' } else { '?' };
                    browser.goto(format!("{base}{page}{mark}lang={lang}")).await.unwrap();
                    evaluate(&browser, "document.querySelectorAll('details').forEach((one) => { one.open = true })").await;
                    let place = format!("{page} of {visitor} in {lang}{}", if is_phone { " on a phone" } else { "" });
                    faults.extend(look(&browser, is_phone).await.into_iter().map(|fault| format!("{place}: {fault}")));
                    looked_at += 1;
                }
            }
        }
        browser.quit().await.unwrap();
    }
    assert_eq!(looked_at, 52);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A member moves its account with nothing but a keyboard.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_moved_with_the_keyboard_alone() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene::relief()).await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let browser = driver.browser(false).await;
    browser.goto(format!("{base}/healthz")).await.unwrap();
    let session = stage.app.begin_demo_session("lena@legata.example").await.unwrap();
    browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
    browser.goto(format!("{base}/orders")).await.unwrap();
    tab_to(&browser, ".gate a.button").await;
    go(&browser, Key::Enter, "/move").await;
    tab_to(&browser, "input[name=company]").await;
    press(&browser, " ").await;
    tab_to(&browser, "main form button[type=submit]").await;
    go(&browser, Key::Enter, "/move/done").await;
    let said = evaluate(&browser, "return document.querySelector('main').innerText").await;
    assert!(said.as_str().unwrap().contains("Your account has been moved"), "{said}");
    browser.quit().await.unwrap();
}

/// From the orders to the billing details with nothing but a keyboard: a wrong VAT number first, and then the right one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn billing_details_are_kept_with_the_keyboard_alone() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene { billing: "", ..Scene::usual() }).await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let browser = driver.browser(false).await;
    browser.goto(format!("{base}/healthz")).await.unwrap();
    let session = stage.app.begin_demo_session("bill@contoso.example").await.unwrap();
    browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
    browser.goto(format!("{base}/orders")).await.unwrap();
    tab_to(&browser, "main a[href='/billing']").await;
    go(&browser, Key::Enter, "/billing").await;
    tab_to(&browser, "#vat_number").await;
    press(&browser, "NL004495446B01").await;
    go(&browser, Key::Enter, "/billing").await;
    let is_wrong = evaluate(&browser, "return document.querySelector('#vat_number').getAttribute('aria-invalid')").await;
    assert_eq!(is_wrong, json!("true"), "the check digits do not fit");
    tab_to(&browser, "#vat_number").await;
    press(&browser, "NL004495445B01").await;
    tab_to(&browser, "main form button[type=submit]").await;
    go(&browser, Key::Enter, "/billing").await;
    let said = evaluate(&browser, "return document.querySelector('main').innerText").await;
    assert!(said.as_str().unwrap().contains("Opgeslagen."), "{said}");
    browser.quit().await.unwrap();
}

/// With nothing but a keyboard: from the first screen to the order, and an area added.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lapsed_is_brought_back_with_the_keyboard_alone() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene::relief()).await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let browser = driver.browser(false).await;
    browser.goto(format!("{base}/healthz")).await.unwrap();
    let session = stage.app.begin_demo_session("frank@fabrikam.example").await.unwrap();
    browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
    browser.goto(format!("{base}/")).await.unwrap();
    tab_to(&browser, ".attend a.button").await;
    go(&browser, Key::Enter, "/offers/").await;
    tab_to(&browser, "main form button[type=submit]").await;
    go(&browser, Key::Enter, "/orders/").await;
    let said = evaluate(&browser, "return document.querySelector('main').innerText").await;
    assert!(said.as_str().unwrap().contains("Reactivation of Gold competency"), "{said}");
    browser.delete_all_cookies().await.unwrap();
    let session = stage.app.begin_demo_session("nora@northwind.example").await.unwrap();
    browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
    browser.goto(format!("{base}/qualifications/areas/cloud-platform")).await.unwrap();
    tab_to(&browser, ".level button[type=submit]").await;
    go(&browser, Key::Enter, "/qualifications/areas/").await;
    let said = evaluate(&browser, "return document.querySelector('main').innerText").await;
    assert!(said.as_str().unwrap().contains("Silver competency now covers Cloud Platform."), "{said}");
    browser.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_on_a_desk_and_on_a_phone_in_both_languages() {
    let stage = Stage::new(jubilee_testkit::Engine::Sqlite).await;
    let gold = stage.app.find_subscription("S2").await.unwrap();
    let order = stage.app.order_renewal(gold, Request::by(Actor::Operator)).await.unwrap().id.number();
    let mail = stage.app.mails(None, 1).await.unwrap()[0].id;
    let renew = stage.renew_path("S1").await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let mut faults = Vec::new();
    let of_nobody = vec!["/sign-in".to_owned(), "/sign-in?signed-out=1".to_owned(), "/nowhere".to_owned()];
    let of_members = vec![
        "/offers".to_owned(),
        renew,
        "/offers/buy/silver".to_owned(),
        "/orders".to_owned(),
        format!("/orders/{order}"),
        format!("/orders/{order}/payment-request"),
        "/staff/members".to_owned(),
    ];
    let of_several = vec!["/members".to_owned()];
    let of_staff = vec![
        "/staff/members".to_owned(),
        format!("/staff/members/{}", gold.member()),
        "/staff/payments".to_owned(),
        format!("/staff/payments/{order}"),
        "/staff/mail".to_owned(),
        "/staff/runs".to_owned(),
        "/demo/mailbox".to_owned(),
        format!("/demo/mailbox/{mail}"),
    ];
    let mut looked_at = 0;
    for is_phone in [false, true] {
        let browser = driver.browser(is_phone).await;
        for (visitor, pages) in [
            ("", &of_nobody),
            ("anna@contoso.example", &of_members),
            ("max@both.example", &of_several),
            ("tom@programme.example", &of_staff),
        ] {
            browser.goto(format!("{base}/healthz")).await.unwrap();
            browser.delete_all_cookies().await.unwrap();
            if !visitor.is_empty() {
                let session = stage.app.begin_demo_session(visitor).await.unwrap();
                browser.add_cookie(thirtyfour::Cookie::new("session", session.token.as_str())).await.unwrap();
            }
            for lang in ["en", "nl"] {
                for page in pages {
                    let mark = if page.contains('?') { '&' } else { '?' };
                    browser.goto(format!("{base}{page}{mark}lang={lang}")).await.unwrap();
                    let found = look(&browser, is_phone).await;
                    let place = format!("{page} in {lang} {}", if is_phone { "on a phone in the dark" } else { "on a desk" });
                    faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
                    looked_at += 1;
                }
            }
        }
        browser.quit().await.unwrap();
    }
    assert_eq!(looked_at, 76);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What is wrong with the page that the browser shows.
async fn look(browser: &WebDriver, is_phone: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let is_dark = evaluate(browser, "return matchMedia('(prefers-color-scheme: dark)').matches").await;
    assert_eq!(is_dark, json!(is_phone), "the colours are those that are to be looked at");
    let wide = evaluate(browser, "return [document.documentElement.scrollWidth, innerWidth]").await;
    if wide[0].as_i64() > wide[1].as_i64() {
        faults.push(format!("it is {} pixels wide on a screen of {}", wide[0], wide[1]));
    }
    browser.execute(AXE, Vec::new()).await.unwrap();
    let found = browser.execute_async(RUN_AXE, Vec::new()).await.unwrap().json().clone();
    faults.extend(found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()));
    faults
}

/// The twin: a page with a fault has to be found, or the rules above would say nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_with_faults_is_found() {
    let stage = Stage::new(jubilee_testkit::Engine::Sqlite).await;
    let base = serve(&stage).await;
    let driver = Driver::start();
    let browser = driver.browser(false).await;
    browser.goto(format!("{base}/sign-in")).await.unwrap();
    assert_eq!(look(&browser, false).await, [""; 0]);
    evaluate(&browser, "document.querySelector('label').remove(); document.body.append(document.createElement('img'))").await;
    let faults = look(&browser, false).await;
    assert!(
        faults.iter().any(|fault| fault.starts_with("label:")) && faults.iter().any(|fault| fault.starts_with("image-alt:"))
    );
    browser.quit().await.unwrap();
}
