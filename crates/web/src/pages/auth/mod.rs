//! Signing in, and choosing a member.

mod choose_member;
mod code;
mod link;
mod sign_in;

pub use choose_member::{ChooseMember, MemberChoice};
pub use code::{CodeProblem, SignInCode};
pub use link::{LinkState, SignInLink};
pub use sign_in::{SignIn, SignInNotice};
