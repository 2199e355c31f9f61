//! Signing in without passwords: a mailed link and a short code, either of which works, once, on any device.

use jubilee_core::{Actor, Instant, Lang, MemberId};
use jubilee_delivery::mail::{Mail, SignIn};
use jubilee_store::outbox::{self, NewOutboxRow};
use jubilee_store::sessions::{self, SessionRow};
use jubilee_store::sign_ins::{self, SignInRow};
use jubilee_store::staff::{self, StaffRow};
use jubilee_store::users::{self, UserRow};
use jubilee_store::{CommitError, Stmt};

use crate::app::App;
use crate::error::AppError;
use crate::mailing::message_id;
use crate::role::{Roles, StaffRole};
use crate::secret::{Secret, hex};

const MINUTE: i64 = 60 * 1_000_000;

/// For how long a link and its code are good.
pub const VALID_MINUTES: u32 = 30;
/// For how long the administrator's first link is good.
const FIRST_LINK_MINUTES: i64 = 7 * 24 * 60;
/// For how long a session lasts.
const SESSION_MINUTES: i64 = 12 * 60;
/// How many mails one address gets in a quarter of an hour; more requests are answered alike and send nothing.
const MOST_MAILS: i64 = 5;
/// How many times a code may be tried.
const MOST_TRIES: u32 = 5;

/// A session that was just begun: the cookie's value is known to the browser only.
#[derive(Debug)]
pub struct NewSession {
    /// What the cookie holds.
    pub token: Secret,
    /// For how many seconds.
    pub seconds: i64,
    /// Where the person wanted to go.
    pub next_path: Option<String>,
}

/// Who is signed in, as of this request: roles are read anew each time, so that taking one away takes effect at once.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The address that signed in.
    pub email: String,
    /// What every form of the session carries.
    pub csrf: String,
    /// The staff role, for staff.
    pub staff: Option<StaffRow>,
    /// The accounts with members in which the person has a role, for everybody else.
    pub users: Vec<UserRow>,
}

impl Visitor {
    /// The person's name.
    pub fn name(&self) -> &str {
        let name = self.staff.as_ref().map(|staff| &staff.name).or_else(|| self.users.first().map(|user| &user.name));
        name.map_or(self.email.as_str(), String::as_str)
    }

    /// The language the person reads.
    pub fn lang(&self) -> Lang {
        let staff = self.staff.as_ref().map(|staff| staff.language);
        staff.or_else(|| self.users.first().map(|user| user.language)).unwrap_or_default()
    }

    /// The staff role, if the visitor is staff.
    pub fn staff_role(&self) -> Option<StaffRole> {
        StaffRole::read(&self.staff.as_ref()?.role)
    }

    /// The account with a member, if there is one.
    pub fn account(&self, member: MemberId) -> Option<&UserRow> {
        self.users.iter().find(|user| user.member == member)
    }

    /// The roles with a member; none where there is no account.
    pub fn roles(&self, member: MemberId) -> Roles {
        self.account(member).and_then(|user| Roles::read(&user.roles).ok()).unwrap_or_default()
    }

    /// Who the ledger names for what the visitor does for a member.
    pub fn actor(&self, member: MemberId) -> Option<Actor> {
        match (&self.staff, self.account(member)) {
            (Some(staff), _) => Some(Actor::Staff(staff.id)),
            (None, Some(user)) => Some(Actor::User(user.id)),
            (None, None) => None,
        }
    }
}

/// Why a link or code does not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSignedIn {
    /// It is unknown, or the code is wrong.
    Wrong,
    /// It was used before.
    Used,
    /// Its time has run out.
    Expired,
    /// The code was tried too often.
    TooManyTries,
}

impl App {
    /// Mails a link and a code to an address, if it belongs to anybody. The answer does not say whether it does.
    pub async fn request_sign_in(&self, email: &str, next_path: Option<&str>) -> Result<(), AppError> {
        let email = email.trim();
        let now = self.now();
        let Some(lang) = self.language_of(email).await? else { return Ok(()) };
        if sign_ins::count_since(&self.db, email, Instant(now.0 - 15 * MINUTE)).await? >= MOST_MAILS {
            tracing::warn!("an address asked for more sign-in mails than it gets");
            return Ok(());
        }
        let (token, code) = (Secret::random(), Secret::code());
        let today = self.today().await?;
        let row = sign_in_row(email, &token, &code, now, i64::from(VALID_MINUTES), next_path);
        let identity = format!("sign-in:{}", hex(&row.token_hash[..16]));
        let mail = Mail::SignIn(SignIn {
            lang,
            programme: self.programme.name.get(lang).to_owned(),
            link: self.sign_in_link(&token),
            code: code.as_str().to_owned(),
            valid_minutes: VALID_MINUTES,
        });
        let mail = NewOutboxRow {
            message_id: message_id(self, &identity),
            identity,
            member: None,
            kind: mail.kind().to_owned(),
            recipient: email.to_owned(),
            language: lang,
            on_day: today,
            payload: serde_json::to_string(&mail).expect("a mail is plain data"),
            send_at: now,
        };
        self.db.commit(vec![sign_ins::delete_expired(now), sign_ins::insert(&row), outbox::insert(&mail)]).await?;
        Ok(())
    }

    /// A link that signs an address in, for the operator to hand on: the administrator's at first start. `None` for an address that
    /// belongs to nobody.
    pub async fn first_link(&self, email: &str) -> Result<Option<String>, AppError> {
        if self.language_of(email).await?.is_none() {
            return Ok(None);
        }
        let (token, code) = (Secret::random(), Secret::code());
        let row = sign_in_row(email, &token, &code, self.now(), FIRST_LINK_MINUTES, None);
        self.db.commit(sign_ins::insert(&row)).await?;
        Ok(Some(self.sign_in_link(&token)))
    }

    /// The address of the page on which a token is used.
    pub fn sign_in_link(&self, token: &Secret) -> String {
        format!("{}/sign-in/link/{}", self.base_url(), token.as_str())
    }

    /// Whether a link can still be used, without using it.
    pub async fn look_at_link(&self, token: &Secret) -> Result<Result<(), NotSignedIn>, AppError> {
        let row = sign_ins::by_token(&self.db, &token.hash()).await?;
        Ok(usable(row.as_ref(), self.now()).map(|_| ()))
    }

    /// Signs in by a link.
    pub async fn sign_in_by_link(&self, token: &Secret) -> Result<Result<NewSession, NotSignedIn>, AppError> {
        let row = sign_ins::by_token(&self.db, &token.hash()).await?;
        match usable(row.as_ref(), self.now()) {
            Ok(row) => self.begin_session(row).await,
            Err(why) => Ok(Err(why)),
        }
    }

    /// Signs in by the code that was mailed to an address.
    pub async fn sign_in_by_code(&self, email: &str, code: &Secret) -> Result<Result<NewSession, NotSignedIn>, AppError> {
        let now = self.now();
        let open = sign_ins::open_by_email(&self.db, email, now, 10).await?;
        let mut tried = false;
        for row in &open {
            match self.db.commit(sign_ins::count_try(&row.token_hash, MOST_TRIES)).await {
                Ok(()) => tried = true,
                Err(CommitError::Conflict { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
            if code.hash_with(&row.token_hash) == row.code_hash {
                return self.begin_session(row).await;
            }
        }
        Ok(Err(if tried || open.is_empty() { NotSignedIn::Wrong } else { NotSignedIn::TooManyTries }))
    }

    /// Begins a session, using the sign-in up in the same transaction, so that two clicks give one session.
    async fn begin_session(&self, row: &SignInRow) -> Result<Result<NewSession, NotSignedIn>, AppError> {
        let (stmt, mut session) = self.session(&row.email_key).await?;
        session.next_path.clone_from(&row.next_path);
        let mut stmts = vec![stmt];
        if !self.is_reusable(row).await? {
            stmts.push(sign_ins::use_up(&row.token_hash, self.now()));
        }
        match self.db.commit(stmts).await {
            Ok(()) => Ok(Ok(session)),
            Err(CommitError::Conflict { .. }) => Ok(Err(NotSignedIn::Used)),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a link is one of those that are printed for a sandbox, where nothing is at stake: they sign in any number of times.
    async fn is_reusable(&self, row: &SignInRow) -> Result<bool, AppError> {
        let minutes = (row.expires_at.0 - row.created_at.0) / MINUTE;
        Ok(minutes == FIRST_LINK_MINUTES && self.clock().await?.is_sandbox)
    }

    /// Begins a session for an address that needs to prove nothing: the visitor of a demo. Refused in a real store.
    pub async fn begin_demo_session(&self, email: &str) -> Result<NewSession, AppError> {
        if !self.clock().await?.is_sandbox {
            return Err(AppError::NotAllowed { needed: "visitor of a sandbox" });
        }
        let (stmt, session) = self.session(email).await?;
        self.db.commit(stmt).await?;
        Ok(session)
    }

    async fn session(&self, email: &str) -> Result<(Stmt, NewSession), AppError> {
        let token = Secret::random();
        let now = self.now();
        let is_staff = staff::by_email(&self.db, email).await?.is_some();
        let row = SessionRow {
            token_hash: token.hash(),
            email_key: users::email_key(email),
            staff: is_staff,
            csrf: Secret::random().as_str().to_owned(),
            created_at: now,
            expires_at: Instant(now.0 + SESSION_MINUTES * MINUTE),
        };
        let session = NewSession { token, seconds: SESSION_MINUTES * 60, next_path: None };
        Ok((sessions::insert(&row), session))
    }

    /// Who a session's token belongs to; nobody when it is unknown, has expired, or its person has lost every role.
    pub async fn visitor(&self, token: &Secret) -> Result<Option<Visitor>, AppError> {
        let Some(session) = sessions::by_token(&self.db, &token.hash(), self.now()).await? else { return Ok(None) };
        let staff = if session.staff { staff::by_email(&self.db, &session.email_key).await? } else { None };
        let users = if staff.is_some() { Vec::new() } else { self.accounts(&session.email_key).await? };
        if staff.is_none() && users.is_empty() {
            return Ok(None);
        }
        Ok(Some(Visitor { email: session.email_key, csrf: session.csrf, staff, users }))
    }

    /// Ends a session everywhere.
    pub async fn sign_out(&self, token: &Secret) -> Result<(), AppError> {
        Ok(self.db.commit(vec![sessions::delete(&token.hash()), sessions::delete_expired(self.now())]).await?)
    }

    /// Adds a member of staff, or changes the name, language and role of one.
    pub async fn appoint_staff(&self, email: &str, name: &str, lang: Lang, role: StaffRole) -> Result<(), AppError> {
        if !crate::import::is_email(email) {
            return Err(AppError::Usage(format!("'{email}' is not an e-mail address")));
        }
        let row =
            StaffRow { id: 0, email: email.to_owned(), name: name.to_owned(), language: lang, role: role.id().to_owned() };
        Ok(self.db.commit(staff::upsert(&row)).await?)
    }

    /// Whether the programme has any staff yet.
    pub async fn has_staff(&self) -> Result<bool, AppError> {
        Ok(!staff::all(&self.db).await?.is_empty())
    }

    async fn language_of(&self, email: &str) -> Result<Option<Lang>, AppError> {
        if let Some(staff) = staff::by_email(&self.db, email).await? {
            return Ok(Some(staff.language));
        }
        Ok(self.accounts(email).await?.first().map(|user| user.language))
    }

    /// The accounts of an address in which it has a role; without one a person is nobody to the member.
    async fn accounts(&self, email: &str) -> Result<Vec<UserRow>, AppError> {
        let mut users = users::by_email(&self.db, email).await?;
        users.retain(|user| Roles::read(&user.roles).is_ok_and(|roles| !roles.is_empty()));
        Ok(users)
    }
}

fn sign_in_row(email: &str, token: &Secret, code: &Secret, now: Instant, minutes: i64, next: Option<&str>) -> SignInRow {
    let token_hash = token.hash();
    SignInRow {
        token_hash,
        email_key: users::email_key(email),
        code_hash: code.hash_with(&token_hash),
        created_at: now,
        expires_at: Instant(now.0 + minutes * MINUTE),
        tries: 0,
        used_at: None,
        next_path: next.map(str::to_owned),
    }
}

fn usable(row: Option<&SignInRow>, now: Instant) -> Result<&SignInRow, NotSignedIn> {
    match row {
        None => Err(NotSignedIn::Wrong),
        Some(row) if row.used_at.is_some() => Err(NotSignedIn::Used),
        Some(row) if row.expires_at <= now => Err(NotSignedIn::Expired),
        Some(row) => Ok(row),
    }
}
