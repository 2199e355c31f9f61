//! Mails in a folder.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use jubilee_core::{Instant, Lang};
use jubilee_delivery::mail::{Envelope, Mail, SignIn};
use jubilee_delivery::{Folder, Mailbox, Message, Outcome, Transport};
use jubilee_testkit::smtp::mime::Part;

fn message(email: &str, message_id: &str) -> Message {
    let envelope = Envelope {
        recipient: Mailbox::new(email),
        sender: Mailbox::default(),
        message_id: message_id.to_owned(),
        date: Instant(1_566_028_800_000_000),
    };
    Mail::SignIn(SignIn::sample(Lang::En)).message(envelope).unwrap()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn the_same_mail_twice_is_one_file_and_another_mail_another() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("mail");
    let transport = Transport::Folder(Folder::new(&folder));
    for id in ["m1@renew.example", "m1@renew.example", "m2@renew.example"] {
        assert_eq!(transport.send(&message("anna@contoso.example", id)).await, Outcome::Accepted);
    }
    let names = names(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    for name in &names {
        assert!(name.starts_with("2019-08-17-anna@contoso.example-") && name.rsplit('.').next() == Some("eml"), "{name}");
        let read = Part::read(&fs::read(folder.join(name)).unwrap());
        assert!(read.text_of("text/plain").unwrap().contains("402 913"));
    }
}

#[tokio::test]
async fn an_address_names_no_other_folder() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::new(root.path().join("mail"));
    let file = folder.file(&message("../../x/y@contoso.example", "m1@renew.example"));
    assert_eq!(file.parent().unwrap(), folder.path());
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_defers() {
    let root = tempfile::tempdir().unwrap();
    let in_the_way = root.path().join("mail");
    fs::write(&in_the_way, "a file").unwrap();
    let outcome = Transport::Folder(Folder::new(&in_the_way)).send(&message("anna@contoso.example", "m1@renew.example")).await;
    assert!(matches!(&outcome, Outcome::Deferred(reason) if reason.contains("could not be written")), "{outcome:?}");
}
