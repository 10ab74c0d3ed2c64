//! People: the viewer, the door, memberships, invitations, roles.

mod cookie;
mod custom_role;
mod door;
pub mod erasure;
mod member;
mod object;
mod query;
mod role;
mod second_factor;
mod subscription;
mod viewer;

pub use cookie::REFRESH_COOKIE;
pub use custom_role::{CustomRole, CustomRoleMutation};
pub use door::DoorMutation;
pub use erasure::{Erasure, ErasureMutation};
pub use member::MemberMutation;
pub use object::{Invitation, InvitationConnection, Membership, MembershipConnection, MembershipFilter};
pub use query::IdentityQuery;
pub use role::{Permission, PermissionDescription, Role};
pub use second_factor::SecondFactorMutation;
pub use subscription::ViewerSubscription;
pub use viewer::{Account, Viewer};
