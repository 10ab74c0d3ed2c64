//! How long documents are kept and how they leave: the nomenclature of an institution, the term of each document, and
//! the selections by which documents go once their term has ended (Law 16/1996 of the National Archives, republished
//! 2014, and Law 135/2007 on archiving in electronic form).
//!
//! The one rule of what may go is [`may_dispose`]; what has a class goes in no other way. A document without a class is
//! a working paper. The database holds the same rule in triggers (`migrations/*_retention.sql`).

mod class;
mod disposal;
pub mod may;
mod policy;
mod record;
mod term;

pub use class::{RetentionClass, RetentionClassInput, RetentionClassPatch};
pub use disposal::{Disposal, DisposalPatch, DisposalStatus, Listed, MAX_DOCUMENTS, Paper, hash};
pub use policy::{RetentionPolicy, RetentionPolicyPatch};
pub use record::{Record, Serving, Verdict, may_dispose};
pub use term::{RetentionRule, Term};
