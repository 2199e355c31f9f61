//! Delivery to a real SMTP server that fails where it is told to: every position of the conversation and every class of reply.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use jubilee_core::{Instant, Lang};
use jubilee_delivery::mail::{Envelope, Mail, SignIn};
use jubilee_delivery::{Deadlines, Mailbox, Message, Outcome, Smtp, Transport};
use jubilee_testkit::smtp::{Act, Position, SmtpServer};

/// Long enough that a busy machine keeps it, short enough to wait for.
const SHORT: Duration = Duration::from_millis(700);

const WRITTEN_AT: Instant = Instant(1_566_028_800_000_000);

fn message(number: usize) -> Message {
    let envelope = Envelope {
        recipient: Mailbox::new(format!("admin{number}@contoso.example")),
        sender: Mailbox::new("renewals@renew.example"),
        message_id: format!("m{number}@renew.example"),
        date: WRITTEN_AT,
    };
    Mail::SignIn(SignIn::sample(Lang::Nl)).message(envelope).unwrap()
}

fn transport(url: &str) -> Transport {
    Transport::Smtp(Smtp::new(url).unwrap())
}

fn hasty(url: &str) -> Transport {
    let deadlines = Deadlines { connect: SHORT, reply: SHORT, accept: SHORT };
    Transport::Smtp(Smtp::new(url).unwrap().with_deadlines(deadlines))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Class {
    Accepted,
    Deferred,
    Refused,
    Unclear,
}

fn class(outcome: &Outcome) -> Class {
    match outcome {
        Outcome::Accepted => Class::Accepted,
        Outcome::Deferred(_) => Class::Deferred,
        Outcome::Refused(_) => Class::Refused,
        Outcome::Unclear(_) => Class::Unclear,
    }
}

#[tokio::test]
async fn a_message_arrives_as_it_was_written() {
    let server = SmtpServer::start().await;
    let mut message = message(1);
    message.text = "First\n.\n..dots\n.leading\nlast \u{20ac}\n".to_owned();
    assert_eq!(transport(&server.url()).send(&message).await, Outcome::Accepted);
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].from.as_str(), mails[0].to.as_slice()),
        ("renewals@renew.example", &["admin1@contoso.example".to_owned()][..])
    );
    assert_eq!(mails[0].text().trim_end(), message.text.trim_end());
    assert_eq!(mails[0].text_of("text/html").unwrap().trim_end(), message.html.trim_end());
    assert_eq!(mails[0].header("Message-ID").unwrap(), "<m1@renew.example>");
}

#[tokio::test]
async fn every_position_with_every_class_of_reply() {
    // F16: what the server does, what comes of it, and whether the server has the message after all.
    use Class::{Accepted, Deferred, Refused, Unclear};
    let positions = [
        Position::Greeting,
        Position::Hello,
        Position::Authentication,
        Position::Sender,
        Position::Recipient,
        Position::Data,
        Position::Content,
        Position::Dot,
    ];
    for position in positions {
        // Before the server knows whom the mail is for, its refusal is about us: to be put right, not the end of this mail.
        let about_us = matches!(position, Position::Greeting | Position::Hello | Position::Authentication);
        let permanent = if about_us { Deferred } else { Refused };
        // Once the message has begun to flow, silence can mean anything.
        let broken = if matches!(position, Position::Content | Position::Dot) { Unclear } else { Deferred };
        let mut cases =
            vec![(Act::Pass, Accepted), (Act::Drop, broken), (Act::Silence, broken), (Act::Slow(SHORT / 7), Accepted)];
        if position != Position::Content {
            cases.extend([
                (Act::Reply(450, "try later"), Deferred),
                (Act::Reply(421, "closing"), Deferred),
                (Act::Reply(451, "greylisted"), Deferred),
                (Act::Reply(550, "no such mailbox"), permanent),
                (Act::Reply(552, "mailbox full"), permanent),
                (Act::Reply(554, "no"), permanent),
                (Act::Say("what?"), broken),
                (Act::Say("999 what?"), broken),
            ]);
        }
        for (act, wanted) in cases {
            let server = SmtpServer::start().await;
            server.require("renewals", "secret");
            server.script(position, [act]);
            let url = server.url().replace("smtp://", "smtp://renewals:secret@");
            let transport = hasty(&url);
            let outcome = transport.send(&message(1)).await;
            assert_eq!(class(&outcome), wanted, "{position:?} {act:?}: {outcome:?}");
            assert!(!format!("{outcome:?}").contains("secret"), "{outcome:?}");
            assert_eq!(server.mails().len(), usize::from(wanted == Accepted), "{position:?} {act:?}");
            // Whatever happened, the next message goes through.
            assert_eq!(transport.send(&message(2)).await, Outcome::Accepted, "after {position:?} {act:?}");
            assert_eq!(server.mails().last().unwrap().to, ["admin2@contoso.example"]);
        }
    }
}

#[tokio::test]
async fn a_break_after_the_final_dot_is_unclear_either_way() {
    for (act, kept) in [(Act::DropAccepted, 1), (Act::Drop, 0)] {
        let server = SmtpServer::start().await;
        server.script(Position::Dot, [act]);
        let outcome = hasty(&server.url()).send(&message(1)).await;
        assert_eq!(class(&outcome), Class::Unclear, "{outcome:?}");
        assert_eq!(server.mails().len(), kept, "{act:?}");
    }
}

#[tokio::test]
async fn the_server_says_why() {
    let server = SmtpServer::start().await;
    server.script(Position::Recipient, [Act::Say("550-no such\r\n550 mailbox")]);
    server.script(Position::Dot, [Act::Reply(452, "disk full")]);
    let transport = transport(&server.url());
    let Outcome::Refused(reason) = transport.send(&message(1)).await else { panic!("not refused") };
    assert!(reason.starts_with("the recipient: 550 no such") && reason.contains("mailbox"), "{reason}");
    assert_eq!(transport.send(&message(1)).await, Outcome::Deferred("the message: 452 disk full".to_owned()));
    server.script(Position::Sender, [Act::Say(Box::leak(format!("550 {}", "x".repeat(450)).into_boxed_str()))]);
    let Outcome::Refused(reason) = transport.send(&message(1)).await else { panic!("not refused") };
    assert!(reason.chars().count() < 350, "{reason}");
}

#[tokio::test]
async fn one_connection_carries_a_batch_even_past_refusals() {
    use Class::{Accepted, Deferred, Refused};
    let server = SmtpServer::start().await;
    server.script(Position::Recipient, [Act::Pass, Act::Reply(550, "unknown"), Act::Reply(450, "later")]);
    let transport = transport(&server.url());
    let mut outcomes = Vec::new();
    for number in 1..=5 {
        outcomes.push(class(&transport.send(&message(number)).await));
    }
    assert_eq!(outcomes, [Accepted, Refused, Deferred, Accepted, Accepted]);
    assert_eq!(server.connections(), 1);
    transport.finish().await;
    assert_eq!(transport.send(&message(6)).await, Outcome::Accepted);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_server_that_closes_every_second_mail_loses_and_doubles_none() {
    let server = SmtpServer::start().await;
    server.close_after(2);
    let transport = transport(&server.url());
    for number in 0..20 {
        assert_eq!(transport.send(&message(number)).await, Outcome::Accepted, "{number}");
    }
    let recipients: Vec<String> = server.mails().iter().flat_map(|mail| mail.to.clone()).collect();
    assert_eq!(recipients, (0..20).map(|number| format!("admin{number}@contoso.example")).collect::<Vec<_>>());
    assert_eq!(server.connections(), 10);
}

#[tokio::test]
async fn a_goodbye_to_an_idle_connection_is_not_a_failure() {
    let server = SmtpServer::start().await;
    let transport = transport(&server.url());
    assert_eq!(transport.send(&message(1)).await, Outcome::Accepted);
    server.script(Position::Sender, [Act::Reply(421, "idle too long")]);
    assert_eq!(transport.send(&message(2)).await, Outcome::Accepted);
    assert_eq!((server.mails().len(), server.connections()), (2, 2));
}

#[tokio::test]
async fn signing_in_is_needed_and_its_failure_ends_no_mail() {
    let server = SmtpServer::start().await;
    server.require("renewals", "secret");
    let with = |sign_in: &str| transport(&server.url().replace("smtp://", &format!("smtp://{sign_in}")));
    assert_eq!(class(&with("").send(&message(1)).await), Class::Deferred);
    assert_eq!(class(&with("renewals:wrong@").send(&message(1)).await), Class::Deferred);
    assert!(server.mails().is_empty());
    assert_eq!(with("renewals:secret@").send(&message(1)).await, Outcome::Accepted);
}

#[tokio::test]
async fn tls_that_is_asked_for_is_never_left_out() {
    let server = SmtpServer::start().await;
    let outcome = hasty(&server.url().replace("smtp://", "smtp+starttls://")).send(&message(1)).await;
    assert_eq!(class(&outcome), Class::Deferred, "{outcome:?}");
    let outcome = hasty(&server.url().replace("smtp://", "smtps://")).send(&message(1)).await;
    assert_eq!(class(&outcome), Class::Deferred, "{outcome:?}");
    assert!(server.mails().is_empty());
}

#[tokio::test]
async fn no_server_is_a_reason_to_wait() {
    let gone = {
        let server = SmtpServer::start().await;
        server.address()
    };
    let outcome = hasty(&format!("smtp://{gone}")).send(&message(1)).await;
    assert_eq!(class(&outcome), Class::Deferred, "{outcome:?}");
    let outcome = hasty("smtp://no-such-host.invalid").send(&message(1)).await;
    assert_eq!(class(&outcome), Class::Deferred, "{outcome:?}");
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_is_refused_before_anything_is_said() {
    let server = SmtpServer::start().await;
    let mut message = message(1);
    message.recipient.email = "a@b.example>\r\nRCPT TO:<c@d.example".to_owned();
    assert_eq!(class(&transport(&server.url()).send(&message).await), Class::Refused);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_delivery_given_up_half_way_does_not_mix_with_the_next() {
    let server = SmtpServer::start().await;
    let transport = transport(&server.url());
    assert_eq!(transport.send(&message(1)).await, Outcome::Accepted);
    server.script(Position::Data, [Act::Silence]);
    let second = message(2);
    assert!(tokio::time::timeout(SHORT, transport.send(&second)).await.is_err());
    assert_eq!(transport.send(&message(3)).await, Outcome::Accepted);
    let recipients: Vec<String> = server.mails().iter().flat_map(|mail| mail.to.clone()).collect();
    assert_eq!(recipients, ["admin1@contoso.example", "admin3@contoso.example"]);
}
