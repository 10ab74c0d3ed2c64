//! Documents and evidence.

mod load;
pub mod mutation;
mod object;
mod page;
mod query;
mod upload;

pub use mutation::EvidenceMutation;
pub(crate) use object::subjects;
pub use object::{Evidence, EvidenceFile, EvidenceSubject};
pub use page::{EvidenceConnection, EvidenceEdge, page};
pub use query::DocumentQuery;
pub use upload::UploadMutation;
