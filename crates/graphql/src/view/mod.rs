//! Saved views of lists.

mod mutation;
mod object;

pub use mutation::ViewMutation;
pub use object::{SavedView, ViewSurface};
