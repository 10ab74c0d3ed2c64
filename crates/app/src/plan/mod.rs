//! Improvement plans: one file a big act, reads by feature part, and what plans ask of people.
//!
//! Plans are read along two ways: as a member of the institution, or, what was released, as somebody who oversees
//! the municipality. Both ways give the same objects; what hangs on them (comments, checklists, versions, history)
//! is for members only.

pub(crate) mod action;
mod bulk;
mod checklist;
mod comment;
mod consultation;
mod dependency;
mod hold;
mod lifecycle;
mod measurement;
mod movement;
mod people;
mod read;
pub mod rollup;
mod source;
mod state;
pub mod todo;
pub mod trace;
mod version;
mod watch;

pub use action::{create as create_action, delete as delete_action, update as update_action};
pub use bulk::{Outcome, Refused, move_all, update_all};
pub use calitas_store::plan::list::{ActionFilter, ActionOrder, Found, Place, PlanFilter, PlanOrder, Scope};
pub use checklist::{add as add_check, delete as delete_check, update as update_check};
pub use comment::{
    comment_counts, comment_page, comments_by_ids, create as create_comment, delete as delete_comment,
    mark_read, update as update_comment,
};
pub use consultation::{consult, may_consult};
pub use dependency::{add as add_dependency, remove as remove_dependency};
pub use lifecycle::{approve, cancel, close, create, release, revise, send_back, submit, update};
pub use measurement::record;
pub use movement::{Move, Spot, move_action};
pub use people::{set_contributors, unwatch, watch};
pub(crate) use read::outside;
pub use read::{
    action_page, actions_by_ids, around, by_ids, checklists, contributors, count, count_actions,
    dependencies, dependents, facts, figures, measurements, overseen_through, page, released_count,
    released_page, summaries, watchers, workload, workload_of_tenant,
};
pub use source::{measures, programmes};
pub use state::{Past, PastAction, as_of};
pub use version::{difference, snapshot, versions};
pub use watch::{action_heard, changes, plan_heard, sit};
