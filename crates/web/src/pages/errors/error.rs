//! The error page.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{Id, id, t, t_of};

use crate::frame::Frame;
use crate::pages::Sample;
use crate::sample;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 401: nobody is signed in.
    NotSignedIn,
    /// 400: a form that says something the portal does not ask, or an address that cannot be read.
    Malformed,
    /// 403: it is not for who is signed in, or the form came from elsewhere.
    Forbidden,
    /// 404: there is no such page.
    NotFound,
    /// 409: somebody else changed it meanwhile.
    Conflict,
    /// 422: something in the form does not fit.
    Unfit,
    /// 413: more was sent than is taken.
    TooLarge,
    /// 500: a fault of ours; the incident number finds it in the log.
    Fault {
        /// The incident number.
        incident: String,
    },
    /// 503: the store cannot be reached at the moment.
    Unavailable,
}

impl ErrorKind {
    /// The status code of the answer.
    pub const fn status(&self) -> u16 {
        match self {
            ErrorKind::NotSignedIn => 401,
            ErrorKind::Malformed => 400,
            ErrorKind::Forbidden => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::Conflict => 409,
            ErrorKind::Unfit => 422,
            ErrorKind::TooLarge => 413,
            ErrorKind::Fault { .. } => 500,
            ErrorKind::Unavailable => 503,
        }
    }

    const fn title(&self) -> Id {
        match self {
            ErrorKind::NotSignedIn => id!("portal-error-not-signed-in-title"),
            ErrorKind::Malformed => id!("portal-error-malformed-title"),
            ErrorKind::Forbidden => id!("portal-error-forbidden-title"),
            ErrorKind::NotFound => id!("portal-error-not-found-title"),
            ErrorKind::Conflict => id!("portal-error-conflict-title"),
            ErrorKind::Unfit => id!("portal-error-unfit-title"),
            ErrorKind::TooLarge => id!("portal-error-too-large-title"),
            ErrorKind::Fault { .. } => id!("portal-error-fault-title"),
            ErrorKind::Unavailable => id!("portal-error-unavailable-title"),
        }
    }

    const fn advice(&self) -> Id {
        match self {
            ErrorKind::NotSignedIn => id!("portal-error-not-signed-in-advice"),
            ErrorKind::Malformed => id!("portal-error-malformed-advice"),
            ErrorKind::Forbidden => id!("portal-error-forbidden-advice"),
            ErrorKind::NotFound => id!("portal-error-not-found-advice"),
            ErrorKind::Conflict => id!("portal-error-conflict-advice"),
            ErrorKind::Unfit => id!("portal-error-unfit-advice"),
            ErrorKind::TooLarge => id!("portal-error-too-large-advice"),
            ErrorKind::Fault { .. } => id!("portal-error-fault-advice"),
            ErrorKind::Unavailable => id!("portal-error-unavailable-advice"),
        }
    }
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/errors/error.html")]
pub struct ErrorPage {
    /// The frame.
    pub frame: Frame,
    /// What went wrong.
    pub kind: ErrorKind,
}

impl ErrorPage {
    /// The incident number of a fault.
    pub fn incident(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::Fault { incident } => Some(incident),
            _ => None,
        }
    }
}

impl Sample for ErrorPage {
    fn samples(lang: Lang) -> Vec<(&'static str, ErrorPage)> {
        let signed_in = sample::member_frame(lang, "/orders/1", crate::frame::Section::None);
        let with = |kind| ErrorPage { frame: signed_in.clone(), kind };
        vec![
            ("401", ErrorPage { frame: sample::nobody(lang, "/offers"), kind: ErrorKind::NotSignedIn }),
            ("400", with(ErrorKind::Malformed)),
            ("403", with(ErrorKind::Forbidden)),
            ("404", with(ErrorKind::NotFound)),
            ("409", with(ErrorKind::Conflict)),
            ("422", with(ErrorKind::Unfit)),
            ("413", with(ErrorKind::TooLarge)),
            ("500", with(ErrorKind::Fault { incident: "7QK4-M2ZD".to_owned() })),
            ("503", with(ErrorKind::Unavailable)),
        ]
    }
}
