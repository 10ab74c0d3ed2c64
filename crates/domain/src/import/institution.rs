//! A line that is an institution with its first administrator.

use super::{cells::Cells, column::ImportColumn as Column, words};
use crate::{
    error::Error,
    tenancy::{InstitutionInput, TenantKind},
};

/// An institution as a line tells it.
#[derive(Debug, Clone)]
pub struct InstitutionRow {
    /// Abbreviation of the institution it is subordinate to; empty for the city hall.
    pub superior: String,
    /// Address of its first administrator.
    pub email: String,
    /// The administrator's function.
    pub function: String,
    /// Everything else.
    pub input: InstitutionInput,
}

impl InstitutionRow {
    /// Reads a line.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Error> {
        let kind = cells.needed_word(Column::Kind, &words::tenant_kinds());
        let text = |column| cells.text(column).to_owned();
        let input = InstitutionInput {
            slug: text(Column::Slug),
            name_ro: text(Column::NameRo),
            name_en: text(Column::NameEn),
            short_name: text(Column::ShortName),
            kind: kind.unwrap_or(TenantKind::PublicService),
        };
        let superior = text(Column::Superior);
        let (email, function) = (text(Column::AdministratorEmail), text(Column::AdministratorFunction));
        cells.done(input.checked().map(|input| Self { superior, email, function, input }))
    }
}
