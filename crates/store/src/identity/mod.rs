//! Accounts, sessions and one-time links (as calitas_identity), memberships and invitations (as calitas_app).

pub mod account;
pub mod custom_role;
pub mod erasure;
pub mod invitation;
pub mod mail;
pub mod membership;
pub mod personal;
pub mod second_factor;
pub mod session;
pub mod ticket;
