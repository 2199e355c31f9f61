//! Signing in, and choosing a member.

pub(crate) mod choose_member;
pub(crate) mod code;
pub(crate) mod link;
mod session;
pub(crate) mod sign_in;
pub(crate) mod sign_out;

pub use choose_member::{ChooseMember, MemberChoice};
pub use code::{CodeProblem, SignInCode};
pub use link::{LinkState, SignInLink};
pub use sign_in::{SignIn, SignInNotice};
