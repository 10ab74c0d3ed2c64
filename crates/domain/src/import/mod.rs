//! Taking over what stands in a sheet: institutions, units, people, actions. Here a cell becomes a value; whether the
//! value is allowed, the use cases say that enter single things.
//!
//! To import another kind of thing: its columns in [`column`], its row in a file of its own, its case in `app`.

mod action;
mod cells;
mod column;
mod institution;
mod order;
mod person;
mod unit;
mod words;

pub use action::ActionRow;
pub use cells::Cells;
pub use column::{ImportColumn, ImportKind, Need, suggest};
pub use institution::InstitutionRow;
pub use order::{Ordered, in_order};
pub use person::{PersonRow, RoleRef};
pub use unit::UnitRow;
pub use words::Word;

use crate::{
    check::Check,
    error::{Error, FieldError},
    reason::Reason,
};

/// Largest file.
pub const MAX_FILE_MIB: u32 = 5;
/// Most rows below the headings.
pub const MAX_ROWS: usize = 1_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 60;
/// Most bytes of text in all cells: what a request may bring.
pub const MAX_TEXT_BYTES: usize = 700_000;
/// Most problems that are told at once.
pub const MAX_PROBLEMS: usize = 200;

/// What stands in a sheet, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The first line that is not empty.
    pub headings: Vec<String>,
    /// The lines below it that are not empty.
    pub rows: Vec<Line>,
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number as people see it in the sheet, from 1.
    pub number: u32,
    /// Its cells, in the order of the headings; what is missing at the end is empty.
    pub cells: Vec<String>,
}

/// What keeps a line from being taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The number of the line.
    pub line: u32,
    /// The column at fault; absent when it is the line as a whole.
    pub column: Option<ImportColumn>,
    /// What is wrong.
    pub reason: Reason,
}

/// Lines with what their columns mean.
#[derive(Debug, Clone)]
pub struct Table {
    /// What is taken over.
    pub kind: ImportKind,
    /// The meaning of each column; those without one are left out.
    pub columns: Vec<Option<ImportColumn>>,
    /// The lines.
    pub rows: Vec<Line>,
}

impl Table {
    /// Refuses what cannot be read as lines of its kind.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `columns` and `rows`.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let known = self.kind.columns();
        let given: Vec<_> = self.columns.iter().flatten().collect();
        let is_known = given.iter().all(|one| known.iter().any(|(column, _)| column == *one));
        check.ensure("columns", is_known, Reason::UnknownReference);
        let twice = given.iter().enumerate().any(|(at, one)| given[..at].contains(one));
        check.ensure("columns", !twice, Reason::Repeated);
        check.ensure("columns", self.columns.len() <= MAX_COLUMNS, Reason::TooMany { max: MAX_COLUMNS });
        let needed = known.iter().filter(|(_, need)| *need == Need::Required);
        let is_complete = needed.clone().all(|(column, _)| given.contains(&column));
        check.ensure("columns", is_complete, Reason::Required);
        check.ensure("rows", !self.rows.is_empty(), Reason::FileEmpty);
        check.ensure("rows", self.rows.len() <= MAX_ROWS, Reason::TooMany { max: MAX_ROWS });
        let widest = self.rows.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        check.ensure("rows", widest <= MAX_COLUMNS, Reason::TooMany { max: MAX_COLUMNS });
        check.done()?;
        Ok(self)
    }

    /// The cells of a line.
    pub fn cells<'a>(&'a self, line: &'a Line) -> Cells<'a> {
        Cells::new(&self.columns, &line.cells)
    }
}

/// What an error of a use case means for the line it was about. Faults of ours stay errors.
///
/// # Errors
/// The error itself, when it says nothing about the line.
pub fn problems(kind: ImportKind, line: u32, error: Error) -> Result<Vec<Problem>, Error> {
    let whole = |reason| Ok(vec![Problem { line, column: None, reason }]);
    match error {
        Error::Invalid(fields) => {
            let told = |FieldError { path, reason }: FieldError| Problem {
                line,
                column: kind.column_of(&path),
                reason,
            };
            Ok(fields.into_iter().map(told).collect())
        }
        Error::Conflict(conflict) => whole(conflict.reason),
        Error::Forbidden(permission) => whole(Reason::MissingPermission(permission)),
        Error::NotFound(_) => whole(Reason::UnknownReference),
        Error::Unauthenticated
        | Error::RateLimited { .. }
        | Error::Unavailable(_)
        | Error::OutOfService(_)
        | Error::Internal(_) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[ImportColumn]) -> Table {
        let rows = vec![Line { number: 2, cells: vec!["x".into()] }];
        Table { kind: ImportKind::Units, columns: columns.iter().copied().map(Some).collect(), rows }
    }

    #[test]
    fn columns_are_those_of_the_kind_each_once_and_the_needed_ones_are_there() {
        use ImportColumn::{Code, Email, Kind, NameRo};
        let refused = |columns: &[ImportColumn]| match table(columns).checked() {
            Err(Error::Invalid(errors)) => errors[0].reason.code(),
            _ => "",
        };
        assert_eq!(refused(&[Code, NameRo, Kind]), "");
        assert_eq!(refused(&[Code, NameRo]), "REQUIRED");
        assert_eq!(refused(&[Code, NameRo, Kind, Code]), "REPEATED");
        assert_eq!(refused(&[Code, NameRo, Kind, Email]), "UNKNOWN_REFERENCE");
    }

    #[test]
    fn a_refusal_is_told_at_its_column() {
        let error = Error::invalid("roles.0.unitId", Reason::UnknownReference);
        let told = problems(ImportKind::People, 7, error).expect("about the line");
        let expected =
            Problem { line: 7, column: Some(ImportColumn::Roles), reason: Reason::UnknownReference };
        assert_eq!(told, [expected]);
        assert!(problems(ImportKind::People, 7, Error::Unauthenticated).is_err());
    }
}
