//! A line that is an action of a plan.

use super::{cells::Cells, column::ImportColumn as Column, words};
use crate::{
    error::Error,
    plan::{ActionInput, IndicatorInput, Source, SourceKind},
};

/// An action as a line tells it.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// Address of the person who answers for it; empty for nobody.
    pub responsible_email: String,
    /// Code of the unit that carries it out; empty for none.
    pub unit_code: String,
    /// Everything else.
    pub input: ActionInput,
}

impl ActionRow {
    /// Reads a line.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Error> {
        let kind = cells.word(Column::Source, &words::source_kinds());
        let (baseline, target) =
            (cells.decimal(Column::IndicatorBaseline), cells.decimal(Column::IndicatorTarget));
        let measured = [Column::IndicatorName, Column::IndicatorUnit];
        let has_indicator = measured.iter().any(|column| cells.given(*column).is_some())
            || baseline.is_some()
            || target.is_some();
        let indicator = has_indicator.then(|| IndicatorInput {
            name: cells.text(Column::IndicatorName).to_owned(),
            unit: cells.text(Column::IndicatorUnit).to_owned(),
            baseline,
            target,
        });
        let row = Self {
            responsible_email: cells.text(Column::ResponsibleEmail).to_owned(),
            unit_code: cells.text(Column::UnitCode).to_owned(),
            input: ActionInput {
                title: cells.text(Column::Title).to_owned(),
                description: cells.text(Column::Description).to_owned(),
                source: Source {
                    kind: kind.unwrap_or(SourceKind::Manual),
                    reference: cells.given(Column::SourceReference).map(str::to_owned),
                    note: None,
                },
                responsible: None,
                unit: None,
                impact: cells.number(Column::Impact),
                effort: cells.number(Column::Effort),
                budget: cells.decimal(Column::Budget),
                start_on: cells.day(Column::StartOn),
                due_on: cells.day(Column::DueOn),
                indicator,
            },
        };
        cells.done(Ok(row))
    }
}
