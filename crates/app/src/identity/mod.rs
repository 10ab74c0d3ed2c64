//! People: the door (signing in and out), their accounts, their places in institutions, invitations.

pub mod account;
pub mod custom_role;
pub mod door;
pub mod erasure;
pub mod invitation;
pub mod member;
pub(crate) mod password;
pub mod second_factor;
pub(crate) mod throttle;

pub use door::SignedIn;
