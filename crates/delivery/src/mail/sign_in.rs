//! The way in.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::t;
use serde::{Deserialize, Serialize};

use super::layout::{self, Frame};
use super::{MailError, Words};

/// A link and a code, either of which signs in. Says nothing about who has an account and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The language of the mail.
    pub lang: Lang,
    /// The programme's name.
    pub programme: String,
    /// The page whose button signs in.
    pub link: String,
    /// The code, for another device.
    pub code: String,
    /// For how long both are good.
    pub valid_minutes: u32,
}

#[derive(Template)]
#[template(path = "mail/sign_in.html")]
struct Html<'a> {
    frame: &'a Frame,
    mail: &'a SignIn,
    view: &'a View,
}

#[derive(Template)]
#[template(path = "mail/sign_in.txt")]
struct Text<'a> {
    frame: &'a Frame,
    mail: &'a SignIn,
    view: &'a View,
}

struct View {
    lead: String,
    button: String,
    or_code: String,
    validity: String,
    ignore: String,
}

impl SignIn {
    pub(super) fn words(&self) -> Result<Words, MailError> {
        let lang = self.lang;
        let validity = t!(lang, "mail-signin-validity", minutes = self.valid_minutes);
        let frame = Frame {
            lang,
            programme: self.programme.clone(),
            subject: t!(lang, "mail-signin-subject", programme = self.programme),
            preheader: validity.clone(),
            heading: t!(lang, "mail-signin-heading"),
            greeting: Frame::greeting(lang, None),
            footer: t!(lang, "mail-signin-footer", programme = self.programme),
        };
        let view = View {
            lead: t!(lang, "mail-signin-lead", programme = self.programme),
            button: t!(lang, "mail-signin-button"),
            or_code: t!(lang, "mail-signin-or-code"),
            validity,
            ignore: t!(lang, "mail-signin-ignore"),
        };
        let html = Html { frame: &frame, mail: self, view: &view };
        let text = Text { frame: &frame, mail: self, view: &view };
        layout::words("sign-in", &frame.subject, &html, &text)
    }

    /// A sign-in.
    pub fn sample(lang: Lang) -> SignIn {
        SignIn {
            lang,
            programme: "Microsoft Partner Network".to_owned(),
            link: "https://renew.example/sign-in/6Jq0mZpV2xH4c8nR1tYwKg".to_owned(),
            code: "402 913".to_owned(),
            valid_minutes: 30,
        }
    }
}
