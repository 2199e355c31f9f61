//! Gold takes the place of silver: the price, the rows, the invoice and the mails; and silver is there again when gold is given back.

use jubilee_app::{AppError, Request};
use jubilee_core::{Actor, Lang, Reason};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

async fn is_sound(stage: &Stage) {
    let found = stage.app.verify(true, &|_, _| {}).await.unwrap();
    assert!(found.sound, "{found:?}");
}

/// Contoso's silver competency, to be renewed from 2019-09-11 until 2019-10-10; it meets the requirements of gold.
async fn with_silver(engine: jubilee_testkit::Engine) -> Stage {
    let stage = Stage::sandbox(engine, "2019-08-01").await;
    let users = "M1,anna@contoso.example,Anna,global-admin,nl\nM1,bob@contoso.example,Bob,programme-admin,en\n";
    let attainments = "M1,people-with-exam,security,2,2018-08-01,\nM1,people-with-certification,security,4,2018-08-01,\n";
    let rows = ["M1,Contoso B.V.,NL,nl,current\n", users, "S1,M1,silver,2018-09-10,,security\n", attainments, ""];
    stage.import_all(rows).await.unwrap();
    stage
}

on_both_engines! {
    async fn gold_takes_the_place_of_silver_and_gives_it_back(engine) {
        let stage = with_silver(engine).await;
        stage.run("2019-08-20").await;
        let silver = stage.app.find_subscription("S1").await.unwrap();
        let areas = vec!["security".into()];
        let order = stage.app.order_purchase(silver.member(), "gold".into(), areas, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(order.amount, "3829.65", "EUR 4,220.00 less a quarter, and 21 % on what is left");
        assert_eq!(order.replaces.as_deref(), Some("S1"));
        is_sound(&stage).await;
        let refused = stage.app.order_renewal(silver, Request::by(OPERATOR)).await.unwrap_err();
        let AppError::Refused(refusal) = refused else { panic!("{refused:?}") };
        assert!(refusal.reasons.iter().any(|reason| matches!(reason, Reason::UpgradeOrdered { .. })), "{refusal:?}");

        let receipt = stage.app.record_payment(order.id, day("2019-08-20"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(receipt.is_applied);
        assert_eq!(stage.status("S1").await, "replaced");
        is_sound(&stage).await;
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let notes = stage.app.invoices_of(silver.member()).await.unwrap();
        let lines: Vec<(&str, String)> =
            notes[0].invoice.lines.iter().map(|line| (line.title.get(Lang::En), line.net.decimal())).collect();
        assert_eq!(lines[1], ("Discount for the upgrade", "-1055.00".to_owned()), "{lines:?}");
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bob@contoso.example");
        let says = |words: &str| texts.iter().any(|text| text.contains(words));
        assert!(says("Upgrade discount (25%)"), "{texts:#?}");
        assert!(says("Gold competency takes the place of your Silver competency on the day"), "{texts:#?}");
        assert!(says("Gold competency took the place of your Silver competency on 20 August 2019."), "{texts:#?}");
        let in_dutch = stage.texts_to("anna@contoso.example");
        assert!(in_dutch.iter().any(|text| text.contains("is op 20 augustus 2019 in de plaats gekomen van uw")), "{in_dutch:#?}");

        // Neither the reminder of 26 August nor the window of September: nothing is due for silver any more.
        let report = stage.run("2019-09-15").await;
        assert_eq!(report.due, 0, "{report:?}");
        stage.app.refund(order.id, OPERATOR).await.unwrap();
        assert_eq!(stage.status("S1").await, "renewal-open");
        is_sound(&stage).await;
        let report = stage.run("2019-09-16").await;
        assert_eq!((report.due, report.failed), (1, 0), "its reminder comes late: {report:?}");
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bob@contoso.example");
        let again = "Your Silver competency, whose place Gold competency had taken, is there again";
        assert!(texts.iter().any(|text| text.contains(again)), "{texts:#?}");
    }

    async fn money_in_time_that_is_known_after_the_lapse_replaces_silver(engine) {
        let stage = with_silver(engine).await;
        stage.run("2019-10-01").await;
        let silver = stage.app.find_subscription("S1").await.unwrap();
        let areas = vec!["security".into()];
        let order = stage.app.order_purchase(silver.member(), "gold".into(), areas, Request::by(OPERATOR)).await.unwrap();
        stage.run("2019-10-11").await;
        assert_eq!(stage.status("S1").await, "lapsed");
        is_sound(&stage).await;
        // What came in time is known now: silver was over before it could lapse.
        stage.app.record_payment(order.id, day("2019-10-09"), None, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(stage.status("S1").await, "replaced");
        is_sound(&stage).await;
    }
}
