//! A line that is a unit.

use super::{cells::Cells, column::ImportColumn as Column, words};
use crate::{
    error::Error,
    tenancy::{UnitInput, UnitKind},
};

/// A unit as a line tells it.
#[derive(Debug, Clone)]
pub struct UnitRow {
    /// Code of the unit it lies under; empty for none.
    pub parent_code: String,
    /// Everything else.
    pub input: UnitInput,
}

impl UnitRow {
    /// Reads a line.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Error> {
        let kind = cells.needed_word(Column::Kind, &words::unit_kinds());
        let input = UnitInput {
            parent: None,
            code: cells.text(Column::Code).to_owned(),
            name_ro: cells.text(Column::NameRo).to_owned(),
            name_en: cells.text(Column::NameEn).to_owned(),
            kind: kind.unwrap_or(UnitKind::Compartment),
            is_first_level: cells.yes(Column::IsFirstLevel),
        };
        let parent_code = cells.text(Column::ParentCode).to_owned();
        cells.done(input.checked().map(|input| Self { parent_code, input }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Reason;

    #[test]
    fn every_cell_at_fault_is_told_at_once() {
        let columns = [Column::Code, Column::NameRo, Column::Kind, Column::IsFirstLevel].map(Some);
        let read = |cells: [&str; 4]| {
            let cells = cells.map(str::to_owned);
            UnitRow::read(Cells::new(&columns, &cells))
        };
        let row = read([" SJ ", "Serviciul Juridic", "serviciu", "da"]).expect("good");
        assert_eq!((row.input.code.as_str(), row.input.kind), ("SJ", UnitKind::Service));
        assert!(row.input.is_first_level && row.parent_code.is_empty());
        let Err(Error::Invalid(faults)) = read(["", "x", "secție", "poate"]) else { panic!("must refuse") };
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["kind", "isFirstLevel", "code", "nameRo"]);
        assert!(
            matches!(&faults[0].reason, Reason::NotOnTheList { values } if values.starts_with("Direcție"))
        );
    }
}
