//! What people are given.

use super::{PermissionSet, Role};
use crate::id::{CustomRoleId, UnitId};

/// What a person may be given: a role of the product or one the institution composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A role of the product.
    BuiltIn(Role),
    /// A role of the institution, with what it may do now.
    Custom(CustomRoleId, PermissionSet),
}

impl From<Role> for Held {
    fn from(role: Role) -> Self {
        Self::BuiltIn(role)
    }
}

impl Held {
    /// Whether it is this role of the product.
    pub fn is(self, role: Role) -> bool {
        self == Self::BuiltIn(role)
    }

    /// What it may do where it is given.
    pub fn permissions(self) -> PermissionSet {
        match self {
            Self::BuiltIn(role) => role.permissions().iter().copied().collect(),
            Self::Custom(_, permissions) => permissions,
        }
    }

    /// Whether it only makes sense for the whole institution.
    pub fn is_institution_wide(self) -> bool {
        match self {
            Self::BuiltIn(role) => role.is_institution_wide(),
            Self::Custom(..) => false,
        }
    }

    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::BuiltIn(role) => role.code(),
            Self::Custom(..) => CUSTOM,
        }
    }

    /// The role of the institution it is.
    pub fn custom(self) -> Option<CustomRoleId> {
        match self {
            Self::BuiltIn(_) => None,
            Self::Custom(id, _) => Some(id),
        }
    }
}

/// The stored code of every role an institution composed.
pub const CUSTOM: &str = "CUSTOM";

/// A role as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What the person is.
    pub role: Held,
    /// Where; absent for the whole institution.
    pub unit: Option<UnitId>,
}
