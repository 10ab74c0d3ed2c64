//! What sheets are made of, and what keeps their lines from being taken over.

use crate::message;
use async_graphql::{Enum, InputObject, SimpleObject};
use calitas_domain::{
    Error, Reason,
    identity::Language,
    import::{self as domain, MAX_COLUMNS, Need},
};

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ImportKind")]
pub enum ImportKind {
    /// Institutions of a municipality, each with its first administrator.
    Institutions,
    /// Units of an institution.
    Units,
    /// People to be invited to an institution.
    People,
    /// Actions of a plan.
    Actions,
}

/// What a column of a sheet means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ImportColumn")]
pub enum ImportColumn {
    /// Short code of a unit.
    Code,
    /// Romanian name.
    NameRo,
    /// English name.
    NameEn,
    /// What the institution or unit is.
    Kind,
    /// Code of the unit it lies under.
    ParentCode,
    /// Whether its head sits in the Monitoring Commission.
    IsFirstLevel,
    /// Address of an institution in the application.
    Slug,
    /// Abbreviation of an institution.
    ShortName,
    /// Abbreviation of the institution it is subordinate to.
    Superior,
    /// Address of the first administrator.
    AdministratorEmail,
    /// Function of the first administrator.
    AdministratorFunction,
    /// Address of a person.
    Email,
    /// Function of a person.
    Function,
    /// Code of a unit.
    UnitCode,
    /// Roles, one after the other.
    Roles,
    /// Last day of a place.
    ExpiresOn,
    /// What is to be done.
    Title,
    /// How and why.
    Description,
    /// What an action follows from.
    Source,
    /// Its code there.
    SourceReference,
    /// Address of the person who answers for it.
    ResponsibleEmail,
    /// Expected effect, 1 to 5.
    Impact,
    /// Needed effort, 1 to 5.
    Effort,
    /// Money set aside, in lei.
    Budget,
    /// First day of work.
    StartOn,
    /// Last day of work.
    DueOn,
    /// What is measured.
    IndicatorName,
    /// In what it is measured.
    IndicatorUnit,
    /// The value before.
    IndicatorBaseline,
    /// The value to reach.
    IndicatorTarget,
}

/// How a sheet of a kind is laid out.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportForm {
    /// Its columns, in the order of the template.
    pub columns: Vec<ImportColumnRule>,
    /// What the given headings probably mean.
    pub matches: Vec<ImportMatch>,
}

/// A column of a sheet.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportColumnRule {
    /// What it means.
    pub column: ImportColumn,
    /// Its heading in the caller's language.
    pub label: String,
    /// Whether nothing can be taken over without it.
    pub is_required: bool,
}

/// A heading and what it probably means.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportMatch {
    /// Place of the heading, from 0.
    pub index: i32,
    /// Its meaning.
    pub column: ImportColumn,
}

/// What keeps a line from being taken over.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportProblem {
    /// Number of the line in the sheet.
    pub line: i32,
    /// The column at fault; absent when it is the line as a whole.
    pub column: Option<ImportColumn>,
    /// What is wrong, as a code.
    pub code: String,
    /// What is wrong, as a sentence in the caller's language.
    pub message: String,
}

/// The meaning of a column.
#[derive(Debug, InputObject)]
pub struct ImportColumnInput {
    /// Place of the column, from 0.
    pub index: i32,
    /// Its meaning; columns that are not named are left out.
    pub column: ImportColumn,
}

/// A line of a sheet, as text.
#[derive(Debug, InputObject)]
pub struct ImportLineInput {
    /// Its number in the sheet, from 1.
    pub number: i32,
    /// Its cells; what is missing at the end is empty.
    pub cells: Vec<String>,
}

impl ImportForm {
    /// Of a kind, for somebody who reads a language.
    pub fn of(kind: domain::ImportKind, headings: &[String], language: Language) -> Self {
        let rule = |(column, need): &(domain::ImportColumn, Need)| {
            let [ro, en] = column.names();
            let label = match language {
                Language::Ro => ro,
                Language::En => en,
            };
            let is_required = *need == Need::Required;
            ImportColumnRule { column: (*column).into(), label: label.to_owned(), is_required }
        };
        let found = domain::suggest(kind, headings).into_iter().enumerate();
        let matches = found.filter_map(|(at, column)| {
            Some(ImportMatch { index: i32::try_from(at).ok()?, column: column?.into() })
        });
        Self { columns: kind.columns().iter().map(rule).collect(), matches: matches.collect() }
    }
}

impl ImportProblem {
    /// In the words of a language.
    pub fn of(problem: &domain::Problem, language: Language) -> Self {
        Self {
            line: i32::try_from(problem.line).unwrap_or(i32::MAX),
            column: problem.column.map(Into::into),
            code: problem.reason.code().to_owned(),
            message: message::of_reason(&problem.reason, language),
        }
    }
}

/// The meaning of each column by its place.
///
/// # Errors
/// [`Reason::OutOfRange`] and [`Reason::Repeated`] at `columns`.
pub fn layout(columns: &[ImportColumnInput]) -> Result<Vec<Option<domain::ImportColumn>>, Error> {
    let mut layout = Vec::new();
    for ImportColumnInput { index, column } in columns {
        let at = usize::try_from(*index).ok().filter(|at| *at < MAX_COLUMNS);
        let range = Reason::OutOfRange { min: "0".to_owned(), max: (MAX_COLUMNS - 1).to_string() };
        let at = at.ok_or_else(|| Error::invalid("columns", range))?;
        if layout.len() <= at {
            layout.resize(at + 1, None);
        }
        if layout[at].replace((*column).into()).is_some() {
            return Err(Error::invalid("columns", Reason::Repeated));
        }
    }
    Ok(layout)
}

/// Lines as the rules read them; a number that is none becomes 0.
pub fn lines(rows: Vec<ImportLineInput>) -> Vec<domain::Line> {
    let line = |ImportLineInput { number, cells }| domain::Line {
        number: u32::try_from(number).unwrap_or(0),
        cells,
    };
    rows.into_iter().map(line).collect()
}
