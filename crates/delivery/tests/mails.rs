//! What the mails say, in both languages, and what is in the messages that carry them.
//!
//! To look at them: `cargo run -p jubilee-delivery --example mails -- FOLDER` writes every sample as HTML and as text.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jubilee_core::{Instant, Lang};
use jubilee_delivery::mail::{Envelope, Mail, MailError, Notice, Notices, Phase};
use jubilee_delivery::{Mailbox, Message};
use jubilee_testkit::smtp::mime::Part;

/// 2019-08-17, 08:00 UTC.
const WRITTEN_AT: Instant = Instant(1_566_028_800_000_000);

fn envelope() -> Envelope {
    Envelope {
        recipient: Mailbox::new("anna@contoso.example").named("Anna de Vries"),
        sender: Mailbox::new("renewals@renew.example").named("Partner renewals"),
        message_id: "n-1042-20190817-nl@renew.example".to_owned(),
        date: WRITTEN_AT,
    }
}

fn message(mail: &Mail) -> Message {
    mail.message(envelope()).unwrap()
}

fn digest(lang: Lang, name: &str) -> Notices {
    Notices::samples(lang).into_iter().find(|(known, _)| *known == name).unwrap().1
}

#[test]
fn every_mail_reads_as_agreed() {
    for lang in Lang::ALL {
        for (name, mail) in Mail::samples(lang) {
            let words = mail.words().unwrap();
            insta::assert_snapshot!(format!("{name}.{lang}.txt"), format!("Subject: {}\n\n{}", words.subject, words.text));
            insta::assert_snapshot!(format!("{name}.{lang}.html"), words.html);
        }
    }
}

#[test]
fn no_mail_has_a_missing_text_or_an_unfilled_place() {
    for lang in Lang::ALL {
        for (name, mail) in Mail::samples(lang) {
            let words = mail.words().unwrap();
            for form in [&words.subject, &words.text, &words.html] {
                assert!(!form.contains("[mail-") && !form.contains("{$") && !form.contains("{ $"), "{name} {lang}: {form}");
            }
            assert!(words.text.lines().all(|line| line.chars().count() <= 76 || line.starts_with("https://")), "{name} {lang}");
            assert!(words.subject.chars().count() <= 110, "{name} {lang}: {}", words.subject);
        }
    }
}

#[test]
fn a_mail_is_kept_as_json_and_comes_back_the_same() {
    for (name, mail) in Lang::ALL.into_iter().flat_map(Mail::samples) {
        let kept = serde_json::to_string(&mail).unwrap();
        assert_eq!(serde_json::from_str::<Mail>(&kept).unwrap(), mail, "{name}: {kept}");
    }
}

#[test]
fn wording_follows_the_day_of_sending() {
    // C46: a reminder that comes late reads as what is true then.
    let sample = digest(Lang::En, "reminder-upcoming");
    let Notice::Reminder(reminder) = &sample.notices[0] else { panic!("a reminder") };
    let phases = [
        (-15, Phase::Upcoming),
        (0, Phase::Upcoming),
        (1, Phase::Open),
        (22, Phase::Open),
        (23, Phase::LastDays),
        (30, Phase::LastDays),
    ];
    for (days, phase) in phases {
        assert_eq!(reminder.phase(reminder.anniversary.plus_days(days)), Some(phase), "{days}");
    }
    assert_eq!(reminder.phase(reminder.anniversary.plus_days(31)), None);
    let subject = |days| {
        let on = reminder.anniversary.plus_days(days);
        Mail::Notices(Notices { on, ..sample.clone() }).words().map(|words| words.subject)
    };
    assert_eq!(subject(-1).unwrap(), "Your Microsoft Action Pack: renew from 2 September 2019 until 1 October 2019");
    assert_eq!(subject(1).unwrap(), "Renew your Microsoft Action Pack by 1 October 2019");
    assert_eq!(subject(29).unwrap(), "1 day left to renew your Microsoft Action Pack: until 1 October 2019");
    assert_eq!(subject(30).unwrap(), "Last day today (1 October 2019): renew your Microsoft Action Pack");
    assert!(matches!(subject(31), Err(MailError::TooLate { .. })));
}

#[test]
fn the_most_urgent_notice_leads() {
    let several = digest(Lang::Nl, "notices-several");
    let mut turned = several.clone();
    turned.notices.reverse();
    let words = Mail::Notices(several).words().unwrap();
    assert_eq!(words, Mail::Notices(turned).words().unwrap());
    assert_eq!(words.subject, "Nog 6 dagen om uw Microsoft Action Pack te verlengen: tot en met 1 oktober 2019 (en nog 2)");
    let places =
        ["* Microsoft Action Pack", "* Gold-competentie", "* Silver-competentie"].map(|at| words.text.find(at).unwrap());
    assert!(places.is_sorted(), "{}", words.text);
}

#[test]
fn a_digest_of_nothing_is_refused() {
    let mut empty = digest(Lang::En, "lapsed");
    empty.notices.clear();
    assert!(matches!(Mail::Notices(empty).words(), Err(MailError::Empty { .. })));
}

#[test]
fn names_are_shown_and_never_run() {
    let mut mail = digest(Lang::En, "reminder-open");
    mail.member = "<b>A & B</b> {{7*7}} { $date }".to_owned();
    let words = Mail::Notices(mail).words().unwrap();
    assert!(words.html.contains("&#60;b&#62;A &#38; B&#60;/b&#62; {{7*7}} { $date }"), "{}", words.html);
    assert!(words.text.replace('\n', " ").contains("<b>A & B</b> {{7*7}} { $date }"), "{}", words.text);
}

#[test]
fn headers_are_those_that_were_asked_for() {
    let message = message(&Mail::Notices(digest(Lang::Nl, "notices-several")));
    let read = Part::read(&message.mime().unwrap());
    let header = |name: &str| read.header(name).unwrap();
    assert_eq!(header("From"), "\"Partner renewals\" <renewals@renew.example>");
    assert_eq!(header("To"), "\"Anna de Vries\" <anna@contoso.example>");
    assert_eq!(header("Subject"), message.subject);
    assert_eq!(header("Message-ID"), "<n-1042-20190817-nl@renew.example>");
    assert_eq!(header("Date"), "Sat, 17 Aug 2019 08:00:00 +0000");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("X-Jubilee-Notices"), "reminder AP-1042 2019-09-01, reminder SIL-77 2019-10-10, lapsed GLD-9 2019-08-25");
    assert_eq!(
        read.header_names(),
        ["From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "X-Jubilee-Notices", "MIME-Version", "Content-Type"]
    );
}

#[test]
fn the_list_for_machines_is_bounded_and_cannot_be_broken() {
    let mut mail = digest(Lang::En, "lapsed");
    let Notice::Lapsed(lapsed) = mail.notices[0].clone() else { panic!("a lapse") };
    let named = |reference: &str| {
        Notice::Lapsed(jubilee_delivery::mail::Lapsed { subscription: reference.to_owned(), ..lapsed.clone() })
    };
    mail.notices = vec![named("a, b\r\nBcc: x@y\u{e9}")];
    let value = |mail: &Notices| {
        let message = message(&Mail::Notices(mail.clone()));
        Part::read(&message.mime().unwrap()).header("X-Jubilee-Notices").unwrap()
    };
    assert_eq!(value(&mail), "lapsed a%2C%20b%0D%0ABcc%3A%20x%40y%C3%A9 2019-08-25");
    mail.notices = (0..1_000).map(|n| named(&format!("SUB-{n}"))).collect();
    let long = value(&mail);
    assert!(long.len() < 900 && long.starts_with("lapsed SUB-0 2019-08-25, lapsed SUB-1 "), "{long}");
    let listed = long.matches("lapsed").count();
    assert!(long.ends_with(&format!(" +{}", 1_000 - listed)), "{long}");
}

#[test]
fn both_forms_and_the_calendar_arrive_as_they_were() {
    for (name, mail) in Lang::ALL.into_iter().flat_map(Mail::samples) {
        let message = message(&mail);
        let wire = message.mime().unwrap();
        assert_eq!(wire, message.mime().unwrap(), "two attempts differ: {name}");
        assert!(wire.is_ascii() && wire.split(|byte| *byte == b'\n').all(|line| line.len() < 999), "{name}");
        let text = String::from_utf8(wire.clone()).unwrap();
        assert_eq!(text.replace("\r\n", "").matches(['\r', '\n']).count(), 0, "bare line ends: {name}");
        let read = Part::read(&wire);
        assert_eq!(read.text_of("text/plain").unwrap().trim_end(), message.text.trim_end(), "{name}");
        assert_eq!(read.text_of("text/html").unwrap().trim_end(), message.html.trim_end(), "{name}");
        let calendar = message.calendar.clone().map(|calendar| calendar.replace("\r\n", "\n"));
        assert_eq!(
            read.text_of("text/calendar").map(|text| text.trim_end().to_owned()),
            calendar.map(|text| text.trim_end().to_owned()),
            "{name}"
        );
    }
}

#[test]
fn reminders_and_renewals_bring_the_window_to_the_calendar() {
    let unfolded = |mail: &Mail| message(mail).calendar.unwrap().replace("\r\n ", "");
    let reminder = unfolded(&Mail::Notices(digest(Lang::En, "reminder-upcoming")));
    assert!(reminder.contains("\r\nUID:renewal-AP-1042-2019-09-01@renew.example\r\n"), "{reminder}");
    // T1, T2: 2019-09-02 to 2019-10-01, and the end is exclusive.
    assert!(reminder.contains("\r\nDTSTART;VALUE=DATE:20190902\r\n") && reminder.contains("\r\nDTEND;VALUE=DATE:20191002\r\n"));
    let (_, renewed) = Mail::samples(Lang::En).into_iter().find(|(name, _)| *name == "renewed").unwrap();
    let renewed = unfolded(&renewed);
    // T3, T4: the next anniversary is 2020-08-31 and its window 2020-09-01 to 2020-09-30.
    assert!(renewed.contains("\r\nUID:renewal-AP-1042-2020-08-31@renew.example\r\n"), "{renewed}");
    assert!(renewed.contains("\r\nDTSTART;VALUE=DATE:20200901\r\n") && renewed.contains("\r\nDTEND;VALUE=DATE:20201001\r\n"));
    assert!(message(&Mail::Notices(digest(Lang::En, "lapsed"))).calendar.is_none());
}

#[test]
fn a_window_that_moved_leaves_the_calendar_under_its_old_name() {
    let calendar = message(&Mail::Notices(digest(Lang::En, "relief-moved"))).calendar.unwrap().replace("\r\n ", "");
    let events: Vec<&str> = calendar.split("BEGIN:VEVENT").skip(1).collect();
    let [before, after] = events.as_slice() else { panic!("{calendar}") };
    assert!(before.contains("UID:renewal-GLD-9-2020-09-15@") && before.contains("STATUS:CANCELLED"), "{before}");
    assert!(after.contains("UID:renewal-GLD-9-2020-12-14@") && after.contains("DTSTART;VALUE=DATE:20201215"), "{after}");
    assert!(events.iter().all(|event| event.contains("SEQUENCE:1")), "{calendar}");
    assert!(message(&Mail::Notices(digest(Lang::En, "relief-announced"))).calendar.is_none(), "no date has moved");
}

#[test]
fn what_was_announced_is_told_once_and_then_what_it_changes_for_each_offer() {
    for (lang, notice, offers) in [
        (Lang::En, "To help you focus on your customers", ["* Gold competency", "* Silver competency"]),
        (Lang::Nl, "Zodat u zich op uw klanten", ["* Gold-competentie", "* Silver-competentie"]),
    ] {
        let words = Mail::Notices(digest(lang, "relief-several")).words().unwrap();
        for form in [words.text.replace('\n', " "), words.html] {
            assert_eq!(form.matches(notice).count(), 1, "{form}");
        }
        let places = [notice, offers[0], offers[1]].map(|at| words.text.find(at).unwrap());
        assert!(places.is_sorted(), "{}", words.text);
    }
}

#[test]
fn the_system_to_move_out_of_has_its_own_name_in_every_mail_and_is_explained_once() {
    for (lang, how) in [(Lang::En, "Sign in, choose Move your account"), (Lang::Nl, "Log in, kies Overstappen")] {
        for (name, mail) in Mail::samples(lang) {
            let text = mail.words().unwrap().text.replace('\n', " ");
            assert!(
                !text.contains("previous system") && !text.contains("oude systeem") && !text.contains("another system"),
                "{name}"
            );
        }
        let mut twice = digest(lang, "reminder-move-first");
        twice.notices.push(twice.notices[0].clone());
        let text = Mail::Notices(twice).words().unwrap().text.replace('\n', " ");
        assert_eq!((text.matches(how).count(), text.matches("Partner Membership Center").count()), (1, 2), "{text}");
        let lapsed = Mail::Notices(digest(lang, "lapsed-move-first")).words().unwrap().text;
        assert!(lapsed.contains("Partner Membership Center") && lapsed.contains("https://renew.example/move"), "{lapsed}");
    }
}

#[test]
fn each_thing_to_know_is_a_paragraph_of_its_own() {
    let text = Mail::Notices(digest(Lang::En, "lapsed")).words().unwrap().text;
    assert!(text.contains("nothing more for you to do.\n\nYou can buy this offer again"), "{text}");
    for (name, mail) in Lang::ALL.into_iter().flat_map(Mail::samples) {
        let text = mail.words().unwrap().text;
        let longest = text.split("\n\n").filter(|part| !part.starts_with(' ')).map(|part| part.lines().count()).max();
        assert!(longest.unwrap() <= 5, "{name}: {text}");
    }
}

#[test]
fn an_amount_stays_on_one_line() {
    let mail = Mail::Ordered(jubilee_delivery::mail::Ordered::sample(Lang::En)).words().unwrap();
    assert!(mail.html.contains("USD\u{a0}475.00") && !mail.html.contains("USD 475.00"), "{}", mail.html);
    assert!(mail.text.contains("USD 475.00") && mail.subject.contains("USD 475.00"), "{}\n{}", mail.subject, mail.text);
}

#[test]
fn a_confirmation_does_not_list_what_it_leaves_out() {
    let (_, reactivated) = Mail::samples(Lang::En).into_iter().find(|(name, _)| *name == "reactivated").unwrap();
    let text = reactivated.words().unwrap().text;
    assert!(text.contains("Covers:        Cloud Platform\n") && text.contains("does not cover DevOps"), "{text}");
}

#[test]
fn who_cannot_renew_yet_is_not_told_to() {
    for name in ["reminder-missing", "reminder-move-first"] {
        let words = Mail::Notices(digest(Lang::En, name)).words().unwrap();
        assert!(
            !words.text.contains("You can renew now") && !words.text.contains("Renew in Membership offers"),
            "{}",
            words.text
        );
        assert!(!words.text.contains("can renew your Microsoft Action Pack now"), "{}", words.text);
    }
    let words = Mail::Notices(digest(Lang::En, "reminder-move-first")).words().unwrap();
    assert_eq!(words.subject, "Move your account first: your Microsoft Action Pack can be renewed until 1 October 2019");
    assert!(words.text.contains("Move your account:\nhttps://renew.example/move\n"), "{}", words.text);
    let open = Mail::Notices(digest(Lang::En, "reminder-open")).words().unwrap();
    assert!(open.text.contains("You can renew now") && open.text.contains("Renew in Membership offers"), "{}", open.text);
}

#[test]
fn words_of_a_relief_hide_nothing_that_is_missing() {
    let text = |waived| {
        let mut mail = digest(Lang::En, "reminder-missing");
        let Notice::Reminder(reminder) = &mut mail.notices[0] else { panic!("a reminder") };
        reminder.relief_text = Some("Your anniversary has moved.".to_owned());
        reminder.requirements_waived = waived;
        Mail::Notices(mail).words().unwrap().text.replace('\n', " ")
    };
    assert!(text(false).contains("Your anniversary has moved.  The requirements are not met yet."), "{}", text(false));
    assert!(text(true).contains("Your anniversary has moved.") && !text(true).contains("not met"), "{}", text(true));
}

#[test]
fn requirements_are_said_to_apply_only_to_what_has_them() {
    for (lang, words, fee) in [(Lang::En, "requirements apply", true), (Lang::Nl, "gelden de eisen", false)] {
        let text = |apply| {
            let mut mail = digest(lang, "lapsed");
            let Notice::Lapsed(lapsed) = &mut mail.notices[0] else { panic!("a lapse") };
            lapsed.fee = lapsed.fee.filter(|_| fee);
            lapsed.requirements_apply = apply;
            Mail::Notices(mail).words().unwrap().text.replace('\n', " ")
        };
        assert!(text(true).contains(words), "{}", text(true));
        assert!(!text(false).contains(words), "{}", text(false));
        assert!(text(false).contains(if fee { "A new year begins on the day" } else { "begint een nieuw jaar" }));
    }
}

#[test]
fn what_a_member_cannot_buy_yet_is_still_sold() {
    // Requirements that are not met, or an account that has not moved, keep a member from buying; the offer itself is on sale.
    let text = |fee| {
        let mut mail = digest(Lang::En, "lapsed");
        let Notice::Lapsed(lapsed) = &mut mail.notices[0] else { panic!("a lapse") };
        (lapsed.on_sale, lapsed.fee) = (false, lapsed.fee.filter(|_| fee));
        Mail::Notices(mail).words().unwrap().text.replace('\n', " ")
    };
    assert!(text(true).contains("cannot buy this offer again yet; its fee is USD") && !text(true).contains("no longer sold"));
    assert!(text(false).contains("no longer sold"), "{}", text(false));
}

#[test]
fn a_reactivation_that_staff_must_approve_is_not_promised_for_the_fee_alone() {
    let text = Mail::Notices(digest(Lang::En, "relief-approval")).words().unwrap().text.replace('\n', " ");
    assert!(text.contains("once the programme’s staff have approved it") && !text.contains("by paying"), "{text}");
}

#[test]
fn mails_that_were_kept_before_there_were_reliefs_are_still_read() {
    let reminder = r#"{"mail":"notices","lang":"en","programme":"P","member":"M","name":null,"on":"2019-09-11",
        "offers_url":"https://renew.example/offers","notices":[{"notice":"reminder","subscription":"AP-1","offer":"Action Pack",
        "areas":[],"anniversary":"2019-09-01","renew_from":"2019-09-02","renew_until":"2019-10-01","benefits_until":"2019-10-01",
        "lapses_on":"2019-10-02","next_anniversary":"2020-08-31","fee":"475.00 USD","requirements_waived":false,
        "move_first":false,"calendar_sequence":0},{"notice":"lapsed","subscription":"AP-2","offer":"Action Pack","areas":[],
        "anniversary":"2019-08-01","renew_until":"2019-08-31","lapsed_on":"2019-09-01","membership_remains":true,"on_sale":true,
        "fee":"475.00 USD"}]}"#;
    let renewed = r#"{"mail":"renewed","lang":"en","programme":"P","member":"M","name":null,
        "offers_url":"https://renew.example/offers","subscription":"AP-1","offer":"Action Pack","areas":["Security"],
        "previous_anniversary":"2019-09-01","anniversary":"2020-08-31","term_from":"2019-09-02","term_until":"2020-08-31",
        "renew_from":"2020-09-01","renew_until":"2020-09-30","lapses_on":"2020-10-01","receipt":null}"#;
    for (kept, says) in [(reminder, "You can renew your Action Pack now"), (renewed, "renewed until 31 August 2020")] {
        let words = serde_json::from_str::<Mail>(kept).unwrap().words().unwrap();
        assert!(words.text.contains(says), "{}", words.text);
    }
}

#[test]
fn line_ends_and_foreign_addresses_are_refused() {
    // S13
    let good = message(&Mail::Notices(digest(Lang::En, "lapsed")));
    assert!(good.mime().is_ok());
    let refused = |change: &dyn Fn(&mut Message)| {
        let mut message = good.clone();
        change(&mut message);
        assert!(message.mime().is_err(), "{message:?}");
    };
    let broken = ["a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\0b", "a\u{2028}b", "a\u{85}b"];
    for text in broken {
        refused(&|message| message.subject = text.to_owned());
        refused(&|message| message.recipient.name = Some(text.to_owned()));
        refused(&|message| message.sender.name = Some(text.to_owned()));
        refused(&|message| message.headers.push(("X-Extra".to_owned(), text.to_owned())));
        refused(&|message| message.headers.push((text.to_owned(), "value".to_owned())));
        refused(&|message| message.recipient.email = format!("{text}@contoso.example"));
        refused(&|message| message.message_id = format!("{text}@renew.example"));
    }
    for address in [
        "",
        "a",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a b@c.example",
        "a@c.example, d@e.example",
        "<a@c.example>",
        "\"a\r\nb\"@c.example",
        "\"a, b\"@c.example",
        "a@c.example\r\nBcc: d@e.example",
        "a@c.example ",
        "é@c.example",
        "a@é.example",
        "a@-.example",
    ] {
        refused(&|message| message.recipient.email = address.to_owned());
        refused(&|message| message.sender.email = address.to_owned());
    }
    refused(&|message| message.recipient.email = format!("{}@c.example", "a".repeat(300)));
    refused(&|message| message.subject = "x".repeat(1_000));
    refused(&|message| message.html = "x".repeat(3 << 20));
    refused(&|message| message.date = Instant(-1));
    refused(&|message| message.message_id = "without-a-host".to_owned());
}

#[test]
fn names_with_letters_of_all_kinds_arrive() {
    let mut message = message(&Mail::Notices(digest(Lang::En, "lapsed")));
    for name in ["Zoë Ångström", "Jansen, \"J.\" <de>", "=?utf-8?q?x?=", "株式会社コントソ", "O'Neil; (x)", &"Anna ".repeat(40)]
    {
        message.recipient.name = Some(name.to_owned());
        message.subject = format!("{name}: {name}");
        let read = Part::read(&message.mime().unwrap());
        assert!(read.header("To").unwrap().ends_with("<anna@contoso.example>"), "{name}");
        assert_eq!(read.header("Subject").unwrap(), message.subject.trim().replace("=?", "= ?"), "{name}");
        assert_eq!(read.header("Bcc"), None);
    }
}

#[test]
fn senders_are_read_from_configuration() {
    let read = |text: &str| text.parse::<Mailbox>();
    assert_eq!(read("renewals@renew.example").unwrap(), Mailbox::new("renewals@renew.example"));
    let named = read("\"Partner renewals\" <renewals@renew.example>").unwrap();
    assert_eq!(named, Mailbox::new("renewals@renew.example").named("Partner renewals"));
    assert_eq!(named.to_string(), "Partner renewals <renewals@renew.example>");
    assert_eq!(Mailbox::default().to_string(), "renewals@localhost");
    for bad in ["", "nobody", "a@b, c@d", "x <a@b> y", "x\r\ny <a@b.example>"] {
        assert!(read(bad).is_err(), "{bad}");
    }
}
