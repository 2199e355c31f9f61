use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jubilee_app::{NotSignedIn, Secret, StaffRole, Time};
use jubilee_core::{Instant, Lang};

use crate::stage::{NOON, Stage, on_both_engines};

const MINUTE: i64 = 60 * 1_000_000;

/// A real store with one member and a clock that the test moves.
async fn stage(engine: jubilee_testkit::Engine) -> (Stage, Arc<AtomicI64>) {
    let time = Arc::new(AtomicI64::new(NOON.0));
    let shared = time.clone();
    let stage = Stage::set_up(engine, None, false, Time::new(move || Instant(shared.load(Ordering::SeqCst)))).await;
    stage.import("M1,C,NL,nl,current\n", "M1,Anna@C.example,Anna,global-admin,nl\n", "").await.unwrap();
    (stage, time)
}

/// The link's token and the code of the latest sign-in mail.
async fn mailed(stage: &Stage) -> (Secret, Secret) {
    stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
    let text = stage.smtp.mails().last().unwrap().text();
    let link = text.split_whitespace().find(|word| word.contains("/sign-in/link/")).unwrap();
    let code = text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).unwrap();
    (Secret::given(link.rsplit('/').next().unwrap()), Secret::given(code))
}

on_both_engines! {
    async fn a_link_signs_in_once_and_looking_at_it_uses_nothing(engine) {
        let (stage, _) = stage(engine).await;
        stage.app.request_sign_in("anna@c.EXAMPLE ", Some("/orders")).await.unwrap();
        let (token, code) = mailed(&stage).await;
        for _ in 0..3 {
            assert_eq!(stage.app.look_at_link(&token).await.unwrap(), Ok(()), "a scanner looks and uses nothing");
        }
        let session = stage.app.sign_in_by_link(&token).await.unwrap().unwrap();
        assert_eq!(session.next_path.as_deref(), Some("/orders"));
        assert_eq!(stage.app.sign_in_by_link(&token).await.unwrap().unwrap_err(), NotSignedIn::Used);
        assert_eq!(stage.app.sign_in_by_code("anna@c.example", &code).await.unwrap().unwrap_err(), NotSignedIn::Wrong);
        let visitor = stage.app.visitor(&session.token).await.unwrap().unwrap();
        assert_eq!((visitor.name(), visitor.lang(), visitor.users.len()), ("Anna", Lang::Nl, 1));
        stage.app.sign_out(&session.token).await.unwrap();
        assert!(stage.app.visitor(&session.token).await.unwrap().is_none());
    }

    async fn s14_what_a_mail_signs_in_with_is_not_kept_once_it_was_sent(engine) {
        let (stage, _) = stage(engine).await;
        stage.app.request_sign_in("anna@c.example", None).await.unwrap();
        let (token, code) = mailed(&stage).await;
        let row = stage.app.mails(None, 10).await.unwrap()[0].id;
        let kept = format!("{:?}", stage.app.mail(row).await.unwrap());
        assert!(kept.contains("inloglink") || kept.contains("SignIn"), "{kept}");
        assert!(!kept.contains(token.as_str()) && !kept.contains(code.as_str()), "{kept}");
    }

    async fn two_clicks_at_once_give_one_session(engine) {
        let (stage, _) = stage(engine).await;
        stage.app.request_sign_in("anna@c.example", None).await.unwrap();
        let (token, _) = mailed(&stage).await;
        let both = tokio::join!(stage.app.sign_in_by_link(&token), stage.app.sign_in_by_link(&token));
        let signed_in = [both.0.unwrap().is_ok(), both.1.unwrap().is_ok()];
        assert_eq!(signed_in.iter().filter(|is_in| **is_in).count(), 1);
    }

    async fn s11_a_code_is_tried_five_times_and_links_run_out(engine) {
        let (stage, time) = stage(engine).await;
        stage.app.request_sign_in("anna@c.example", None).await.unwrap();
        let (token, code) = mailed(&stage).await;
        let wrong = if code.as_str() == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            let tried = stage.app.sign_in_by_code("anna@c.example", &Secret::given(wrong)).await.unwrap();
            assert_eq!(tried.unwrap_err(), NotSignedIn::Wrong);
        }
        let right = stage.app.sign_in_by_code("anna@c.example", &code).await.unwrap();
        assert_eq!(right.unwrap_err(), NotSignedIn::TooManyTries);
        time.fetch_add(31 * MINUTE, Ordering::SeqCst);
        assert_eq!(stage.app.sign_in_by_link(&token).await.unwrap().unwrap_err(), NotSignedIn::Expired);
    }

    async fn an_address_gets_five_mails_in_a_quarter_and_a_stranger_none(engine) {
        let (stage, time) = stage(engine).await;
        for _ in 0..8 {
            stage.app.request_sign_in("anna@c.example", None).await.unwrap();
            stage.app.request_sign_in("stranger@c.example", None).await.unwrap();
        }
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!(stage.smtp.mails().len(), 5);
        assert!(stage.smtp.mails().iter().all(|mail| mail.to == ["anna@c.example"]));
        time.fetch_add(16 * MINUTE, Ordering::SeqCst);
        stage.app.request_sign_in("anna@c.example", None).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!(stage.smtp.mails().len(), 6);
    }

    async fn a_session_ends_and_a_person_without_roles_is_nobody(engine) {
        let (stage, time) = stage(engine).await;
        stage.app.appoint_staff("boss@p.example", "Boss", Lang::En, StaffRole::Administrator).await.unwrap();
        let link = stage.app.first_link("boss@p.example").await.unwrap().unwrap();
        assert!(stage.app.first_link("nobody@p.example").await.unwrap().is_none());
        let token = Secret::given(link.rsplit('/').next().unwrap());
        let session = stage.app.sign_in_by_link(&token).await.unwrap().unwrap();
        assert_eq!(stage.app.sign_in_by_link(&token).await.unwrap().unwrap_err(), NotSignedIn::Used, "once, in a real store");
        let visitor = stage.app.visitor(&session.token).await.unwrap().unwrap();
        assert_eq!(visitor.staff_role(), Some(StaffRole::Administrator));
        assert!(stage.app.begin_demo_session("boss@p.example").await.is_err(), "not in a real store");
        time.fetch_add(12 * 60 * MINUTE, Ordering::SeqCst);
        assert!(stage.app.visitor(&session.token).await.unwrap().is_none());
    }
}
