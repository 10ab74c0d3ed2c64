//! A line that is a person to be invited.

use super::{cells::Cells, column::ImportColumn as Column, words};
use crate::{access::Role, error::Error, reason::Reason};
use chrono::NaiveDate;

/// Most roles in a cell.
const MAX_ROLES: usize = 20;

/// A role as a line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleRef {
    /// A role of the product.
    BuiltIn(Role),
    /// Perhaps a role of the institution, by its name.
    Named(String),
}

/// A person as a line tells it.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// Address.
    pub email: String,
    /// Function.
    pub function: String,
    /// Code of the person's unit; empty for none.
    pub unit_code: String,
    /// Roles.
    pub roles: Vec<RoleRef>,
    /// Last day.
    pub expires_on: Option<NaiveDate>,
}

impl PersonRow {
    /// Reads a line. Roles stand one after the other, with a semicolon, comma or line break between them.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Error> {
        let known = words::roles();
        let named = cells.text(Column::Roles).split([';', ',', '\n', '|']);
        let roles: Vec<_> = named
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .take(MAX_ROLES + 1)
            .map(|name| match known.iter().find(|word| word.is(name)) {
                Some(word) => RoleRef::BuiltIn(word.value),
                None => RoleRef::Named(name.to_owned()),
            })
            .collect();
        if roles.is_empty() {
            cells.refuse(Column::Roles, Reason::Required);
        }
        let row = Self {
            email: cells.text(Column::Email).to_owned(),
            function: cells.text(Column::Function).to_owned(),
            unit_code: cells.text(Column::UnitCode).to_owned(),
            roles,
            expires_on: cells.day(Column::ExpiresOn),
        };
        cells.done(Ok(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_by_name_and_guests_are_not_invited_by_sheets() {
        let columns = [Some(Column::Roles), Some(Column::ExpiresOn)];
        let cells = ["Specialist; sef de compartiment\nRoluri proprii, Invitat".to_owned(), String::new()];
        let row = PersonRow::read(Cells::new(&columns, &cells)).expect("good");
        let named = |name: &str| RoleRef::Named(name.to_owned());
        let built_in = RoleRef::BuiltIn;
        let expected = [
            built_in(Role::Specialist),
            built_in(Role::HeadOfUnit),
            named("Roluri proprii"),
            named("Invitat"),
        ];
        assert_eq!(row.roles, expected);
    }
}
