//! Keeping documents: the nomenclature of an institution, what it decides, and the selections by which documents go
//! once their term has ended. Classifying a document stands with documents ([`crate::document::classify`]).

mod carry_out;
mod class;
mod disposal;
mod policy;
mod read;

pub use carry_out::{carry_on, carry_out};
pub use class::update as update_class;
pub use class::{
    by_ids as classes_by_ids, create as create_class, delete as delete_class, establish, of_tenant,
};
pub use disposal::{approve, cancel, create, decide, send_back, set_documents, submit, update};
pub use policy::{of_tenant as policy, update as update_policy};
pub use read::{Shelf, by_ids, count, document_count, documents, due, page};
