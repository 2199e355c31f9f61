//! What members are told: each mail from the standing of the day on which it is sent.

use jubilee_app::{Grant, Move, Request, Role};
use jubilee_core::{Actor, ExceptionKind};
use jubilee_testkit::Engine;

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;
const ANNA: &str = "anna@contoso.example";
const BOB: &str = "bob@contoso.example";

impl Stage {
    async fn deliver(&self) {
        self.app.deliver(&self.post, &|_| {}).await.unwrap();
    }

    /// What the digests to a recipient listed for machines.
    fn notices_to(&self, recipient: &str) -> Vec<String> {
        let mails = self.smtp.mails().into_iter().filter(|mail| mail.to[0] == recipient);
        mails.filter_map(|mail| mail.header("X-Jubilee-Notices")).collect()
    }

    /// The last mail to a recipient.
    fn last_to(&self, recipient: &str) -> String {
        self.texts_to(recipient).pop().unwrap_or_default()
    }

    async fn renew(&self, subscription: &str, on: &str) {
        let id = self.app.find_subscription(subscription).await.unwrap();
        let order = self.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        self.app.record_payment(order.id, day(on), None, Request::by(OPERATOR)).await.unwrap();
    }
}

fn says(text: &str, phrases: &[&str]) {
    for phrase in phrases {
        assert!(text.contains(phrase), "'{phrase}' is not said: {text}");
    }
}

/// A covered gold competency (2020-09-15), one silver that lapsed on 2020-07-02, and an Action Pack.
async fn covered(engine: Engine, system: &str) -> Stage {
    let subscriptions = "S1,M1,gold,2019-09-15,,security\nS2,M1,silver,2019-06-01,,devops\nS3,M1,action-pack,2019-12-01,,\n";
    Stage::before_the_relief(engine, system, subscriptions, "").await
}

on_both_engines! {
    async fn r16_an_announcement_tells_each_admin_what_changes_for_each_subscription_in_one_mail(engine) {
        let stage = covered(engine, "current").await;
        stage.run("2020-08-12").await;
        stage.deliver().await;
        let before = stage.smtp.mails().len();
        let subjects = stage.mails_of("2020-08-13").await;
        assert_eq!(subjects.len(), 2, "one for each admin: {subjects:?}");
        assert!(subjects.iter().all(|subject| subject.contains("COVID-19")), "{subjects:?}");
        let mails = &stage.smtp.mails()[before..];
        for mail in mails {
            assert_eq!(mail.header("X-Jubilee-Notices").unwrap(), "relief S1 2020-09-15, relief S2 2020-06-01");
        }
        says(&stage.last_to(BOB), &[
            "announced on 13 August 2020",
            "exempt from meeting the requirements of your Gold competency until your next renewal date, 15 September 2021",
            "pay it from 16 September 2020 until 15 October 2020",
            "Silver competency has lapsed. You can reactivate it until 31 December 2020",
        ]);
        says(&stage.last_to(ANNA), &["13 augustus 2020", "15 september 2021", "31 december 2020", "opnieuw activeren"]);
    }

    async fn t37_reminders_of_a_covered_cycle_say_what_the_relief_says(engine) {
        let stage = covered(engine, "current").await;
        stage.run("2020-08-30").await;
        stage.deliver().await;
        for day in ["2020-08-31", "2020-10-08"] {
            let subjects = stage.mails_of(day).await;
            assert_eq!(subjects.len(), 2, "{subjects:?}");
            says(&stage.last_to(BOB), &["Your requirements are waived because of COVID-19", "The competency fee is still due"]);
            says(&stage.last_to(ANNA), &["Vanwege COVID-19 hebt u een vrijstelling van de eisen"]);
            assert!(!stage.last_to(BOB).contains("not met"), "{}", stage.last_to(BOB));
        }
    }

    async fn a_reminder_says_what_is_missing_and_after_the_renewal_what_is_not_kept(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let attainments = "M1,people-with-certification,security,3,2019-01-01,\n";
        let subscriptions = "S1,M1,gold,2018-09-05,,security;devops\n";
        let users = "M1,bob@contoso.example,Bob,programme-admin,en\n";
        stage.import_all(["M1,Contoso,NL,nl,current\n", users, subscriptions, attainments, ""]).await.unwrap();
        stage.mails_of("2019-08-21").await;
        let (security, devops) = ("Security: 1 more person with a certification (3 of 4)", "DevOps: 4 more people with a certification (0 of 4)");
        says(&stage.last_to(BOB), &["The requirements are not met yet", security, devops]);
        assert!(!stage.last_to(BOB).contains("You would then lose"), "not before the window: {}", stage.last_to(BOB));
        // One area that qualifies is enough; the reminder says what is lost alone, and the confirmation what the renewal leaves out.
        stage.import_all(["", "", "", "M1,people-with-certification,security,1,2019-02-01,\n", ""]).await.unwrap();
        stage.mails_of("2019-09-28").await;
        assert!(!stage.last_to(BOB).contains("not met yet"), "{}", stage.last_to(BOB));
        says(&stage.last_to(BOB), &["You would then lose: ", "Support incidents and Advisory hours"]);
        says(&stage.last_to(BOB), &[devops, "An area whose requirements are not met by 5 October 2019 is lost, even if you renew."]);
        stage.renew("S1", "2019-09-28").await;
        stage.deliver().await;
        let texts = stage.texts_to(BOB);
        let [.., ordered, renewed, invoice] = texts.as_slice() else { panic!("{texts:?}") };
        says(ordered, &[devops, "An area whose requirements are not met by 5 October 2019 is lost, even when this order is paid."]);
        says(renewed, &["DevOps", "5 October 2019"]);
        says(invoice, &["Your invoice"]);
    }

    async fn t38_who_has_paid_already_is_told_of_the_exemption_and_asked_for_nothing(engine) {
        let attainments = "M1,people-with-exam,devops,2,2020-01-01,\n";
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,silver,2019-07-05,,devops\n", attainments).await;
        stage.run("2020-07-10").await;
        stage.renew("S1", "2020-07-10").await;
        stage.run("2020-08-12").await;
        stage.deliver().await;
        stage.mails_of("2020-08-13").await;
        let told = stage.last_to(BOB);
        says(&told, &["until your next renewal date, 5 July 2021", "You have paid until 5 July 2021", "nothing for you to do"]);
        assert!(!told.contains("still due: pay it"), "{told}");
        // The next reminder is about a cycle that the relief does not cover.
        stage.mails_of("2021-06-20").await;
        assert!(!stage.last_to(BOB).contains("COVID-19"), "{}", stage.last_to(BOB));
    }

    async fn r18_reminders_say_move_first_until_the_move_and_what_is_sent_after_it_does_not(engine) {
        let stage = covered(engine, "legacy").await;
        stage.run("2020-08-30").await;
        stage.mails_of("2020-08-31").await;
        says(&stage.last_to(BOB), &["Partner Membership Center", "Before you can renew, pay or reactivate here"]);
        says(&stage.last_to(ANNA), &["Partner Membership Center", "Voordat u hier kunt verlengen"]);
        // The second reminder is queued, and the account is moved before it is sent.
        stage.run("2020-10-08").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let users = stage.app.member_file(member).await.unwrap().users;
        let account = |email: &str| users.iter().find(|user| user.email == email).unwrap().id;
        let asked = Move { mover: account(ANNA), people: vec![(account(BOB), vec![Role::ProgrammeAdmin])], ..Move::default() };
        stage.app.migrate(member, asked, OPERATOR).await.unwrap();
        stage.deliver().await;
        let texts = stage.texts_to(BOB);
        let [.., reminder, moved] = texts.as_slice() else { panic!("{texts:?}") };
        assert!(!reminder.contains("Partner Membership Center"), "{reminder}");
        says(reminder, &["15 October 2020"]);
        says(moved, &["8 October 2020", "Gold competency", "15 October 2020", "31 December 2020", "Vera"]);
        assert_eq!(stage.notices_to(BOB).pop().unwrap(), "moved M1 2020-10-08");
    }

    async fn what_was_announced_or_allowed_is_not_told_where_it_does_not_hold_any_more(engine) {
        let stage = covered(engine, "current").await;
        stage.run("2020-08-12").await;
        stage.deliver().await;
        // Announced today, and withdrawn before the mails could leave.
        stage.run("2020-08-13").await;
        let text = jubilee_programme::shipped_mpn().replace("announced-on = 2020-08-13", "announced-on = 2020-08-13\nwithdrawn-on = 2020-08-14");
        let source = jubilee_programme::Source::new("programme.toml", text);
        let examined = stage.app.examine(&source, Some(day("2020-08-14"))).await.unwrap();
        stage.app.publish(&examined, OPERATOR, &|_, _| {}).await.unwrap();
        stage.run("2020-08-14").await;
        let before = stage.texts_to(BOB).len();
        let current = stage.app.current().await.unwrap();
        current.deliver(&stage.post, &|_| {}).await.unwrap();
        let told = stage.texts_to(BOB)[before..].join("\n");
        assert!(told.contains("withdrawn") && !told.contains("exempt from meeting"), "{told}");
        // Allowed, and taken back before the mail could leave: only that is told.
        let id = stage.app.find_subscription("S1").await.unwrap();
        stage.run("2020-09-16").await;
        current.deliver(&stage.post, &|_| {}).await.unwrap();
        let before = stage.texts_to(BOB).len();
        let grant = Grant { kind: ExceptionKind::Exemption, until: day("2020-10-10"), reason: "an audit".to_owned() };
        let number = current.grant_exception(id, grant, OPERATOR).await.unwrap();
        current.end_exception(id, number, "a mistake".to_owned(), OPERATOR).await.unwrap();
        let report = current.deliver(&stage.post, &|_| {}).await.unwrap();
        assert!(report.superseded > 0 && report.failed == 0, "{report:?}");
        assert_eq!(stage.texts_to(BOB).len(), before + 1, "{:?}", &stage.texts_to(BOB)[before..]);
    }

    async fn who_has_lost_the_role_by_the_move_gets_no_mails_about_it(engine) {
        let stage = covered(engine, "legacy").await;
        stage.run("2020-09-20").await;
        stage.deliver().await;
        let member = stage.app.find_member("M1").await.unwrap();
        let mover = stage.app.member_file(member).await.unwrap().users[0].id;
        let before = stage.texts_to(BOB).len();
        stage.app.migrate(member, Move { mover, ..Move::default() }, OPERATOR).await.unwrap();
        stage.deliver().await;
        assert_eq!(stage.texts_to(BOB).len(), before);
        says(&stage.last_to(ANNA), &["20 september 2020", "Bob"]);
    }

    async fn a_lapse_says_until_when_it_can_be_reactivated_and_the_confirmation_what_it_gave(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2019-11-30,,security\n", "").await;
        stage.run("2020-12-30").await;
        stage.deliver().await;
        stage.mails_of("2020-12-31").await;
        says(&stage.last_to(BOB), &["lapsed", "31 December 2020", "These benefits ended with it: ", "Support incidents and Advisory hours"]);
        says(&stage.last_to(ANNA), &["opnieuw activeren"]);
        let id = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap();
        stage.app.record_payment(order.id, day("2020-12-31"), None, Request::by(OPERATOR)).await.unwrap();
        stage.deliver().await;
        let texts = stage.texts_to(BOB);
        let [.., ordered, reactivated, invoice] = texts.as_slice() else { panic!("{texts:?}") };
        says(ordered, &["31 December 2020", "reactivat"]);
        says(invoice, &["Your invoice"]);
        says(reactivated, &["active again since 31 December 2020", "30 November 2020", "30 November 2021", "no benefits"]);
    }

    async fn a_lapse_that_can_be_reactivated_no_more_says_so_when_it_is_sent_late(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2019-11-30,,security\n", "").await;
        stage.run("2020-12-30").await;
        stage.deliver().await;
        stage.run("2020-12-31").await;
        // The mail server was away over New Year.
        stage.run("2021-01-02").await;
        stage.deliver().await;
        let told = stage.last_to(BOB);
        says(&told, &["lapsed"]);
        assert!(!told.contains("reactivate"), "{told}");
    }

    async fn an_announcement_that_has_become_untrue_before_it_is_sent_is_not_sent(engine) {
        let stage = covered(engine, "current").await;
        stage.run("2020-08-12").await;
        stage.deliver().await;
        stage.run("2020-08-13").await;
        // What the announcement said of the silver competency has been done by the time it is sent.
        let id = stage.app.find_subscription("S2").await.unwrap();
        let order = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap();
        stage.app.record_payment(order.id, day("2020-08-13"), None, Request::by(OPERATOR)).await.unwrap();
        stage.deliver().await;
        assert!(stage.notices_to(BOB).contains(&"relief S1 2020-09-15".to_owned()), "{:?}", stage.notices_to(BOB));
    }

    async fn an_exception_is_told_without_staffs_reason(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let users = "M1,bob@contoso.example,Bob,programme-admin,en\n";
        stage.import("M1,Contoso,NL,nl,current\n", users, "S1,M1,gold,2018-09-05,,security\n").await.unwrap();
        stage.run("2019-09-10").await;
        stage.deliver().await;
        let id = stage.app.find_subscription("S1").await.unwrap();
        let (kind, until) = (ExceptionKind::Exemption, day("2019-10-05"));
        stage.app.grant_exception(id, Grant { kind, until, reason: "friend of the house".to_owned() }, OPERATOR).await.unwrap();
        stage.deliver().await;
        says(&stage.last_to(BOB), &["Gold competency", "5 October 2019"]);
        stage.app.end_exception(id, 1, "no friend any more".to_owned(), OPERATOR).await.unwrap();
        stage.deliver().await;
        assert_eq!(stage.notices_to(BOB)[1..], ["exception S1 2019-09-05", "exception S1 2019-09-05"]);
        assert!(stage.texts_to(BOB).iter().all(|text| !text.contains("friend")), "{:?}", stage.texts_to(BOB));
    }
}
