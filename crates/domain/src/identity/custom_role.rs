//! Roles an institution composes itself from permissions.

use crate::{
    access::{Permission, PermissionSet},
    check::Check,
    error::Error,
    id::CustomRoleId,
    journal::Journaled,
    reason::Reason,
};
use serde_json::Value;

/// A role of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomRole {
    /// Identity.
    pub id: CustomRoleId,
    /// What people call it, once in the institution.
    pub name: String,
    /// Who it is for.
    pub description: String,
    /// What it may do where it is given.
    pub permissions: PermissionSet,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What somebody composes.
#[derive(Debug, Clone)]
pub struct CustomRoleInput {
    /// What people call it.
    pub name: String,
    /// Who it is for.
    pub description: String,
    /// What it may do.
    pub permissions: PermissionSet,
}

impl CustomRoleInput {
    /// Makes the values storable. Whoever holds any role sees the institution, so that is always in.
    ///
    /// # Errors
    /// [`Error::Invalid`]: a name is missing, nothing was chosen, or something that is not an institution's to give.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let name = check.text("name", &self.name, 2..=80);
        let description = check.text("description", &self.description, 0..=500);
        check.ensure("permissions", !self.permissions.is_empty(), Reason::Required);
        let is_ours = self.permissions.iter().all(Permission::is_grantable);
        check.ensure("permissions", is_ours, Reason::UnknownReference);
        check.done()?;
        let permissions = self.permissions.with([Permission::TenantRead].into_iter().collect());
        Ok(Self { name, description, permissions })
    }
}

impl CustomRole {
    /// A new role.
    pub fn new(id: CustomRoleId, input: CustomRoleInput) -> Self {
        let CustomRoleInput { name, description, permissions } = input;
        Self { id, name, description, permissions, version: 1 }
    }

    /// The role composed otherwise.
    pub fn changed(self, input: CustomRoleInput) -> Self {
        let CustomRoleInput { name, description, permissions } = input;
        Self { name, description, permissions, version: self.version + 1, ..self }
    }
}

impl Journaled for CustomRole {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", self.name.as_str().into()),
            ("description", self.description.as_str().into()),
            ("permissions", self.permissions.iter().map(Permission::code).collect()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_a_name_and_only_what_an_institution_may_give() {
        let input = |name: &str, permissions: &[Permission]| CustomRoleInput {
            name: name.into(),
            description: String::new(),
            permissions: permissions.iter().copied().collect(),
        };
        let made = input(" Arhivar ", &[Permission::PlanRead]).checked().expect("allowed");
        assert_eq!(made.name, "Arhivar");
        assert!(made.permissions.contains(Permission::TenantRead));
        let table = [
            (input("", &[Permission::PlanRead]), "name"),
            (input("Arhivar", &[]), "permissions"),
            (input("Arhivar", &[Permission::OversightRead]), "permissions"),
        ];
        for (input, path) in table {
            let Err(Error::Invalid(errors)) = input.checked() else { panic!("must refuse") };
            assert_eq!(errors[0].path, path);
        }
    }
}
