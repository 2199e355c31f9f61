//! The portal as a service: what stands around every page. Who visits, in which language, whether a form is the portal's own, what
//! becomes of an error, and which headers go with an answer.

mod answer;
mod cookie;
mod form;
mod header;
mod local;
mod member_or_staff;
mod message;
mod problem;
mod router;
mod scope;
mod upload;
mod visit;

use std::sync::Arc;

use jubilee_app::demo::DemoPeople;
use jubilee_app::{App, Post};
use jubilee_payments::Practice;
use tokio::sync::{Mutex, Semaphore};

pub(crate) use answer::{page, page_with, see_other};
pub(crate) use cookie::{Cookie, Cookies};
pub(crate) use form::Form;
pub(crate) use header::MAIL_POLICY;
pub(crate) use local::local_path;
pub(crate) use member_or_staff::MemberOrStaff;
pub(crate) use problem::Problem;
pub use router::router;
pub(crate) use scope::{MemberScope, NotInScope, SignedIn, StaffScope};
pub(crate) use upload::Upload;
pub(crate) use visit::Visit;

/// How many requests for a sign-in mail are worked on at once; the others wait for their turn.
const SIGN_INS_AT_ONCE: usize = 8;

/// How the portal is served.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whose eyes the visitor of a demo can have; only effective in a sandbox.
    pub demo: Option<DemoPeople>,
    /// The way of the mails that fall due when the demo's clock is moved.
    pub post: Option<Arc<Post>>,
    /// The provider with which card payments are tried out; only effective in a sandbox.
    pub practice: Option<Arc<Practice>>,
    /// Whether browsers reach the portal by https: cookies are then `Secure` and bound to the host.
    pub is_secure: bool,
}

/// What handlers work with.
#[derive(Clone)]
pub(crate) struct Portal {
    pub(crate) app: App,
    pub(crate) options: Arc<Options>,
    pub(crate) sign_ins: Arc<Semaphore>,
    /// Moving the demo's clock, one at a time.
    pub(crate) clock: Arc<Mutex<()>>,
}

impl Portal {
    fn new(app: App, options: Options) -> Portal {
        Portal { app, options: Arc::new(options), sign_ins: Arc::new(Semaphore::new(SIGN_INS_AT_ONCE)), clock: Arc::default() }
    }

    /// Whose eyes the demo's visitor can have; nobody's outside a sandbox.
    pub(crate) async fn demo(&self) -> Result<Option<&DemoPeople>, Problem> {
        match &self.options.demo {
            Some(demo) if self.app.clock().await?.is_sandbox => Ok(Some(demo)),
            _ => Ok(None),
        }
    }
}
