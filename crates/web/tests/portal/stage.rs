//! A sandbox with its members and four people of staff, and browsers that visit its portal.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use jubilee_app::demo::DemoPeople;
use jubilee_app::{App, Files, Post, Secret, Setup, StaffRole, Time};
use jubilee_core::{Day, Instant, Lang};
use jubilee_delivery::{Folder, Transport};
use jubilee_testkit::{Database, Engine, database};
use jubilee_web::{Options, router};
use tower::ServiceExt;

/// 2026-01-01T12:00:00Z: the real clock of these tests, which nothing in a sandbox depends on.
const NOON: Instant = Instant(1_767_268_800_000_000);

/// The host at which the portal is reached.
pub(crate) const HOST: &str = "renewals.example";

/// What must never come out of a page as it went in.
pub(crate) const MARKER: &str = "<script>alert(1)</script>";

pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) router: Router,
    _database: Database,
    _folder: tempfile::TempDir,
}

/// Who is there, what they hold and attained, and where the clock stands: the rows of the files that are imported.
pub(crate) struct Scene {
    pub(crate) live_from: &'static str,
    pub(crate) today: &'static str,
    pub(crate) members: String,
    pub(crate) users: String,
    pub(crate) subscriptions: &'static str,
    pub(crate) attainments: &'static str,
    pub(crate) billing: &'static str,
    /// The programme file.
    pub(crate) source: String,
}

impl Scene {
    /// Contoso holds an Action Pack (window 2 September to 1 October 2019) and a gold competency (6 September to 5 October),
    /// Fabrikam a gold competency since March. Both meet what they hold; Contoso qualifies for silver too. The clock stands at
    /// 10 September 2019. Contoso has a VAT number, so that what it pays is the fee.
    pub(crate) fn usual() -> Scene {
        Scene {
            live_from: "2019-08-01",
            today: "2019-09-10",
            members: format!("M1,Contoso {MARKER},NL,nl,current\nM2,Fabrikam,US,en,current\n"),
            users: format!(
                "M1,anna@contoso.example,Anna {MARKER},global-admin,en\nM1,vera@contoso.example,Vera,viewer,en\n\
                M1,bill@contoso.example,Bill,billing-admin,nl\nM1,max@both.example,Max,programme-admin,en\n\
                M2,max@both.example,Max,programme-admin,en\nM2,frank@fabrikam.example,Frank,global-admin,en\n"
            ),
            subscriptions: "S1,M1,action-pack,2018-09-01,,\nS2,M1,gold,2018-09-05,,security\nS3,M2,gold,2019-03-01,,devops\n",
            attainments: "M1,people-with-certification,security,4,2018-08-01,\nM1,people-with-exam,security,2,2018-08-01,\n\
                M1,people-with-exam,devops,2,2018-08-01,\nM2,people-with-certification,devops,4,2018-08-01,\n\
                M2,people-with-exam,devops,2,2018-08-01,\n",
            billing: "M1,,,,NL004495445B01,,\n",
            source: jubilee_programme::shipped_mpn().to_owned(),
        }
    }

    /// The programme's relief of 2020, on 20 September of that year. Contoso's gold competency is in its window (16 September to
    /// 15 October) with nothing attained; Fabrikam's lapsed on 5 August, before the relief was announced; Legata's is like Contoso's,
    /// with an account in the legacy system; Northwind's silver competency, which runs until April, covers an area whose requirements
    /// are met and one whose are not, and it qualifies for a third.
    pub(crate) fn relief() -> Scene {
        Scene {
            live_from: "2020-06-01",
            today: "2020-09-20",
            members:
                "M1,Contoso,NL,nl,current\nM2,Fabrikam,US,en,current\nM3,Legata,NL,en,legacy\nM4,Northwind,US,en,current\n"
                    .to_owned(),
            users: "M1,anna@contoso.example,Anna,global-admin,en\nM1,vera@contoso.example,Vera,viewer,en\n\
                M2,frank@fabrikam.example,Frank,global-admin,en\nM3,lena@legata.example,Lena,global-admin,en\n\
                M3,piet@legata.example,Piet,programme-admin,nl\nM4,nora@northwind.example,Nora,global-admin,en\n\
                M4,nico@northwind.example,Nico,viewer,en\n"
                .to_owned(),
            subscriptions: "S1,M1,gold,2018-09-15,2020-09-15,cloud-platform;security\nS2,M1,action-pack,2019-03-05,2021-03-05,\n\
                S3,M2,gold,2018-07-05,2020-07-05,devops\nS4,M3,gold,2018-09-15,2020-09-15,security\n\
                S5,M4,silver,2019-04-01,2021-04-01,devops;security\n",
            attainments: "M4,people-with-exam,devops,2,2019-03-01,\nM4,people-with-exam,security,1,2019-03-01,\n\
                M4,people-with-exam,security,1,2019-03-01,2020-08-31\nM4,people-with-exam,cloud-platform,2,2019-03-01,\n",
            billing: "M1,,,,NL004495445B01,,\nM3,,,,NL123456789B13,,\n",
            source: jubilee_programme::shipped_mpn().to_owned(),
        }
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Stage {
    /// The stage of most tests: [`Scene::usual`].
    pub(crate) async fn new(engine: Engine) -> Stage {
        Stage::of(engine, &Scene::usual()).await
    }

    /// A stage with a scene of its own.
    pub(crate) async fn of(engine: Engine, scene: &Scene) -> Stage {
        let database = database(engine);
        let folder = tempfile::tempdir().unwrap();
        let setup = Setup {
            source: &scene.source,
            source_name: "programme.toml",
            live_from: Some(day(scene.live_from)),
            is_sandbox: true,
            base_url: Some("https://renewals.example"),
        };
        let app = App::init(database.url(), &setup, Time::still(NOON)).await.unwrap();
        let file = |name: &str, text: String| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let members = file("members.csv", format!("member,name,country,language,system\n{}", scene.members));
        let users = file("users.csv", format!("member,email,name,roles,language\n{}", scene.users));
        let header = "subscription,member,offer,purchased_on,anniversary_on,areas";
        let subscriptions = file("subscriptions.csv", format!("{header}\n{}", scene.subscriptions));
        let header = "member,measure,area,amount,attained_on,expires_on";
        let attainments = file("attainments.csv", format!("{header}\n{}", scene.attainments));
        let header = "member,business,address,country,vat_number,email,exempt_because";
        let billing = file("billing.csv", format!("{header}\n{}", scene.billing));
        let files = Files {
            members: Some(&members),
            users: Some(&users),
            subscriptions: Some(&subscriptions),
            attainments: Some(&attainments),
            billing: Some(&billing),
            ..Files::default()
        };
        app.import(files, false, &|_| {}).await.unwrap();
        for (email, name, role) in [
            ("sofie@programme.example", "Sofie", StaffRole::Administrator),
            ("tom@programme.example", "Tom", StaffRole::Agent),
            ("vic@programme.example", "Vic", StaffRole::Viewer),
            ("mia@programme.example", "Mia", StaffRole::Manager),
        ] {
            app.appoint_staff(email, name, Lang::En, role).await.unwrap();
        }
        let sender = "renewals@programme.example".parse().unwrap();
        let post = Post { transport: Transport::Folder(Folder::new(folder.path().join("mail"))), sender };
        app.run(Some(day(scene.today)), true, &|_, _| {}).await.unwrap();
        app.deliver(&post, &|_| {}).await.unwrap();
        let people = DemoPeople { member: "anna@contoso.example".to_owned(), staff: "sofie@programme.example".to_owned() };
        let options = Options { demo: Some(people), post: Some(Arc::new(post)), ..Options::default() };
        let router = router(app.clone(), options);
        Stage { app, router, _database: database, _folder: folder }
    }

    /// A real store without members, served with a demo's options, and the machine's clock to move.
    pub(crate) async fn real() -> (Stage, Arc<AtomicI64>) {
        let database = database(Engine::Sqlite);
        let folder = tempfile::tempdir().unwrap();
        let setup = Setup {
            source: jubilee_programme::shipped_mpn(),
            source_name: "programme.toml",
            live_from: None,
            is_sandbox: false,
            base_url: Some("https://renewals.example"),
        };
        let time = Arc::new(AtomicI64::new(NOON.0));
        let shared = time.clone();
        let app = App::init(database.url(), &setup, Time::new(move || Instant(shared.load(Ordering::SeqCst)))).await.unwrap();
        app.appoint_staff("sofie@programme.example", "Sofie", Lang::En, StaffRole::Administrator).await.unwrap();
        app.run(None, false, &|_, _| {}).await.unwrap();
        let options = Options { demo: Some(DemoPeople::default()), ..Options::default() };
        let router = router(app.clone(), options);
        (Stage { app, router, _database: database, _folder: folder }, time)
    }

    /// The same installation, served with other options.
    pub(crate) fn served_with(self, options: Options) -> Stage {
        Stage { router: router(self.app.clone(), options), ..self }
    }

    /// A browser that nobody has signed in with.
    pub(crate) fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// A browser in which somebody is signed in.
    pub(crate) async fn signed_in(&self, email: &str) -> Browser {
        let session = self.app.begin_demo_session(email).await.unwrap();
        let mut browser = self.browser();
        browser.csrf = self.app.visitor(&session.token).await.unwrap().unwrap().csrf;
        browser.cookies.insert("session".to_owned(), session.token.as_str().to_owned());
        browser
    }

    /// The path of the subscription's renewal.
    pub(crate) async fn renew_path(&self, reference: &str) -> String {
        format!("/offers/{}/renew", self.app.find_subscription(reference).await.unwrap().number())
    }

    /// The code and the link's path of the latest mail to an address; waits until it is queued, because that happens after the
    /// answer.
    pub(crate) async fn mailed(&self, email: &str) -> (String, String) {
        for _ in 0..10_000 {
            let mails = self.app.mails(None, 5).await.unwrap();
            let found = mails.iter().find(|mail| mail.recipient == email && mail.member.is_none());
            if let Some(mail) = found {
                let text = mail.mail.as_ref().unwrap().words().unwrap().text;
                let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
                let code = text.split_whitespace().find(is_code).unwrap().to_owned();
                let link = text.split_whitespace().find(|word| word.contains("/sign-in/link/")).unwrap();
                return (code, link.strip_prefix("https://renewals.example").unwrap().to_owned());
            }
            tokio::task::yield_now().await;
        }
        panic!("no mail to {email} was queued");
    }

    /// Whether a session's token is still good.
    pub(crate) async fn is_signed_in(&self, token: &str) -> bool {
        self.app.visitor(&Secret::given(token)).await.unwrap().is_some()
    }
}

/// A browser: keeps cookies, and the token of the forms of the page it shows.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) csrf: String,
}

/// What the portal answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// The page's text with each run of white space as one space, no tags, and the common entities resolved.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for letter in self.body.chars() {
            match letter {
                '<' => in_tag = true,
                '>' => {
                    in_tag = false;
                    text.push(' ');
                }
                _ if in_tag => {}
                letter => text.push(letter),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace("&#39;", "'").replace("&#38;", "&")
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }
}

/// A form as a browser sends it.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

impl Browser {
    pub(crate) async fn send(&mut self, method: Method, path: &str, body: String, lines: &[(&str, &str)]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, HOST).header(header::COOKIE, cookies.join("; "));
        if !lines.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        // Pages are text; of a file that is not, the tests look at its beginning.
        let body = String::from_utf8_lossy(&to_bytes(body, 1 << 24).await.unwrap()).into_owned();
        if let Some((_, rest)) = body.split_once("name=\"csrf\" value=\"") {
            rest.split('"').next().unwrap().clone_into(&mut self.csrf);
        }
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new(), &[]).await
    }

    /// Sends a form of the page that the browser shows.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.csrf.clone();
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", token.as_str())]).collect();
        let origin = format!("https://{HOST}");
        self.send(Method::POST, path, encoded(&all), &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a form of the page that the browser shows, with a file.
    pub(crate) async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str)) -> Answer {
        let token = self.csrf.clone();
        let part = |named: &str, value: &str| format!("--edge\r\nContent-Disposition: form-data; {named}\r\n\r\n{value}\r\n");
        let fields = [("csrf", token.as_str())].into_iter().chain(fields.iter().copied());
        let fields: String = fields.map(|(name, value)| part(&format!("name=\"{name}\""), value)).collect();
        let file = part(&format!("name=\"file\"; filename=\"{}\"", file.0), file.1);
        let body = format!("{fields}{file}--edge--\r\n");
        let origin = format!("https://{HOST}");
        let lines = [("origin", origin.as_str()), ("content-type", "multipart/form-data; boundary=edge")];
        self.send(Method::POST, path, body, &lines).await
    }

    /// Follows a redirect.
    pub(crate) async fn follow(&mut self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let place = answer.location().to_owned();
        self.get(&place).await
    }
}

/// Runs a test on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($(async fn $name:ident($engine:ident) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                async fn body($engine: jubilee_testkit::Engine) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    body(jubilee_testkit::Engine::Sqlite).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn postgres() {
                    body(jubilee_testkit::Engine::Postgres).await;
                }
            }
        )*
    };
}
pub(crate) use on_both_engines;
