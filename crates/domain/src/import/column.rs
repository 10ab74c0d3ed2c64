//! Which columns a sheet of a kind has, what they are called, and which field of the use case they fill.

use crate::{access::coded, text::fold};

coded! {
    /// What a sheet holds.
    ImportKind {
        /// Institutions of a municipality, each with its first administrator.
        Institutions = "INSTITUTIONS",
        /// Units of an institution.
        Units = "UNITS",
        /// People to be invited to an institution.
        People = "PEOPLE",
        /// Actions of a plan.
        Actions = "ACTIONS",
    }
}

coded! {
    /// What a column of a sheet means.
    ImportColumn {
        /// Short code of a unit.
        Code = "CODE",
        /// Romanian name.
        NameRo = "NAME_RO",
        /// English name.
        NameEn = "NAME_EN",
        /// What the institution or unit is.
        Kind = "KIND",
        /// Code of the unit it lies under.
        ParentCode = "PARENT_CODE",
        /// Whether its head sits in the Monitoring Commission.
        IsFirstLevel = "IS_FIRST_LEVEL",
        /// Address of an institution in the application.
        Slug = "SLUG",
        /// Abbreviation of an institution.
        ShortName = "SHORT_NAME",
        /// Abbreviation of the institution it is subordinate to.
        Superior = "SUPERIOR",
        /// Address of the first administrator.
        AdministratorEmail = "ADMINISTRATOR_EMAIL",
        /// Function of the first administrator.
        AdministratorFunction = "ADMINISTRATOR_FUNCTION",
        /// Address of a person.
        Email = "EMAIL",
        /// Function of a person.
        Function = "FUNCTION",
        /// Code of a unit.
        UnitCode = "UNIT_CODE",
        /// Roles, one after the other.
        Roles = "ROLES",
        /// Last day of a place.
        ExpiresOn = "EXPIRES_ON",
        /// What is to be done.
        Title = "TITLE",
        /// How and why.
        Description = "DESCRIPTION",
        /// What an action follows from.
        Source = "SOURCE",
        /// Its code there.
        SourceReference = "SOURCE_REFERENCE",
        /// Address of the person who answers for it.
        ResponsibleEmail = "RESPONSIBLE_EMAIL",
        /// Expected effect, 1 to 5.
        Impact = "IMPACT",
        /// Needed effort, 1 to 5.
        Effort = "EFFORT",
        /// Money set aside, in lei.
        Budget = "BUDGET",
        /// First day of work.
        StartOn = "START_ON",
        /// Last day of work.
        DueOn = "DUE_ON",
        /// What is measured.
        IndicatorName = "INDICATOR_NAME",
        /// In what it is measured.
        IndicatorUnit = "INDICATOR_UNIT",
        /// The value before.
        IndicatorBaseline = "INDICATOR_BASELINE",
        /// The value to reach.
        IndicatorTarget = "INDICATOR_TARGET",
    }
}

/// Whether a column has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing can be taken over without it.
    Required,
    /// It may be left out.
    Optional,
}

use ImportColumn as Column;

impl ImportKind {
    /// The columns of a sheet, in the order of the template.
    pub fn columns(self) -> &'static [(ImportColumn, Need)] {
        use Need::{Optional, Required};
        match self {
            Self::Institutions => &[
                (Column::ShortName, Required),
                (Column::NameRo, Required),
                (Column::NameEn, Optional),
                (Column::Kind, Required),
                (Column::Slug, Required),
                (Column::Superior, Optional),
                (Column::AdministratorEmail, Required),
                (Column::AdministratorFunction, Required),
            ],
            Self::Units => &[
                (Column::Code, Required),
                (Column::NameRo, Required),
                (Column::NameEn, Optional),
                (Column::Kind, Required),
                (Column::ParentCode, Optional),
                (Column::IsFirstLevel, Optional),
            ],
            Self::People => &[
                (Column::Email, Required),
                (Column::Function, Required),
                (Column::UnitCode, Optional),
                (Column::Roles, Required),
                (Column::ExpiresOn, Optional),
            ],
            Self::Actions => &[
                (Column::Title, Required),
                (Column::Description, Optional),
                (Column::Source, Optional),
                (Column::SourceReference, Optional),
                (Column::UnitCode, Optional),
                (Column::ResponsibleEmail, Optional),
                (Column::StartOn, Optional),
                (Column::DueOn, Optional),
                (Column::Budget, Optional),
                (Column::Impact, Optional),
                (Column::Effort, Optional),
                (Column::IndicatorName, Optional),
                (Column::IndicatorUnit, Optional),
                (Column::IndicatorBaseline, Optional),
                (Column::IndicatorTarget, Optional),
            ],
        }
    }

    /// The column that fills a field of the use case, or the field it is part of.
    pub fn column_of(self, path: &str) -> Option<ImportColumn> {
        let fills = |column: ImportColumn| {
            let rest = path.strip_prefix(column.path());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.columns().iter().map(|(column, _)| *column).find(|column| fills(*column))
    }
}

impl ImportColumn {
    /// What people call it, in Romanian and in English; the heading of the template.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Self::Code => ["Cod", "Code"],
            Self::NameRo => ["Denumire", "Name"],
            Self::NameEn => ["Denumire în engleză", "Name in English"],
            Self::Kind => ["Tip", "Type"],
            Self::ParentCode => ["Cod compartiment superior", "Code of the unit above"],
            Self::IsFirstLevel => ["În Comisia de monitorizare", "In the Monitoring Commission"],
            Self::Slug => ["Adresă în aplicație", "Address in the application"],
            Self::ShortName => ["Denumire scurtă", "Short name"],
            Self::Superior => ["Instituția superioară", "Superior institution"],
            Self::AdministratorEmail => ["E-mail administrator", "Administrator e-mail"],
            Self::AdministratorFunction => ["Funcție administrator", "Administrator function"],
            Self::Email => ["E-mail", "E-mail address"],
            Self::Function => ["Funcție", "Function"],
            Self::UnitCode => ["Cod compartiment", "Unit code"],
            Self::Roles => ["Roluri", "Roles"],
            Self::ExpiresOn => ["Acces până la", "Access until"],
            Self::Title => ["Acțiune", "Action"],
            Self::Description => ["Descriere", "Description"],
            Self::Source => ["Sursă", "Source"],
            Self::SourceReference => ["Referință sursă", "Source reference"],
            Self::ResponsibleEmail => ["E-mail responsabil", "Responsible e-mail"],
            Self::Impact => ["Impact", "Expected impact"],
            Self::Effort => ["Efort", "Effort"],
            Self::Budget => ["Buget (lei)", "Budget (lei)"],
            Self::StartOn => ["Începere", "Start"],
            Self::DueOn => ["Termen", "Due date"],
            Self::IndicatorName => ["Indicator", "Indicator name"],
            Self::IndicatorUnit => ["Unitate de măsură", "Unit of measure"],
            Self::IndicatorBaseline => ["Valoare inițială", "Baseline"],
            Self::IndicatorTarget => ["Țintă", "Target"],
        }
    }

    /// The field of the use case it fills.
    pub fn path(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::NameRo => "nameRo",
            Self::NameEn => "nameEn",
            Self::Kind => "kind",
            Self::ParentCode | Self::Superior => "parentId",
            Self::IsFirstLevel => "isFirstLevel",
            Self::Slug => "slug",
            Self::ShortName => "shortName",
            Self::AdministratorEmail => "administratorEmail",
            Self::AdministratorFunction => "administratorFunction",
            Self::Email => "email",
            Self::Function => "displayName",
            Self::UnitCode => "unitId",
            Self::Roles => "roles",
            Self::ExpiresOn => "expiresOn",
            Self::Title => "title",
            Self::Description => "description",
            Self::Source => "source.kind",
            Self::SourceReference => "source.reference",
            Self::ResponsibleEmail => "responsibleId",
            Self::Impact => "impact",
            Self::Effort => "effort",
            Self::Budget => "budget",
            Self::StartOn => "startOn",
            Self::DueOn => "dueOn",
            Self::IndicatorName => "indicator.name",
            Self::IndicatorUnit => "indicator.unit",
            Self::IndicatorBaseline => "indicator.baseline",
            Self::IndicatorTarget => "indicator.target",
        }
    }
}

/// What columns with such headings probably mean; each meaning is given once.
pub fn suggest(kind: ImportKind, headings: &[String]) -> Vec<Option<ImportColumn>> {
    let mut free: Vec<_> = kind.columns().iter().map(|(column, _)| *column).collect();
    let meaning = |heading: &String| {
        let heading = plain(heading);
        let is_called = |column: &ImportColumn| {
            column.names().into_iter().chain([column.code()]).any(|name| plain(name) == heading)
        };
        let at = free.iter().position(is_called)?;
        Some(free.swap_remove(at))
    };
    headings.iter().map(meaning).collect()
}

/// A name without what people write now like this, now like that.
pub(super) fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn headings_are_known_in_both_languages_however_they_are_written() {
        let headings = ["COD", "denumire ", "Type", "Observații", "E_MAIL", "cod compartiment superior"];
        let headings: Vec<String> = headings.iter().map(|one| (*one).to_owned()).collect();
        let found = suggest(ImportKind::Units, &headings);
        let expected = [
            Some(Column::Code),
            Some(Column::NameRo),
            Some(Column::Kind),
            None,
            None,
            Some(Column::ParentCode),
        ];
        assert_eq!(found, expected);
        let twice = suggest(ImportKind::Units, &["Cod".into(), "Code".into()]);
        assert_eq!(twice, [Some(Column::Code), None]);
    }

    #[test]
    fn no_two_columns_of_a_kind_are_called_the_same_or_fill_the_same() {
        for kind in ImportKind::ALL {
            let columns: Vec<_> = kind.columns().iter().map(|(column, _)| *column).collect();
            let names: Vec<_> = columns.iter().flat_map(|column| column.names()).map(plain).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{kind:?}");
            let paths: BTreeSet<_> = columns.iter().map(|column| column.path()).collect();
            assert_eq!(paths.len(), columns.len(), "{kind:?}");
        }
    }
}
