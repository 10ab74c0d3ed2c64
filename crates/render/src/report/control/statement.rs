//! Annex 3: the centralising statement of an institution and those subordinate to it.

use super::super::plan_words::either;
use super::{super::Issue, words};
use crate::document::{
    Block, Document, Fact, Section, Standing, rich,
    table::{Cell, Column, ColumnKind, Table},
};
use calitas_domain::control::Statement;

/// The centralising statement, as it is issued.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementForm {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds.
    pub standing: Standing,
    /// What it says.
    pub statement: Statement,
}

impl StatementForm {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let mut general = vec![Block::Facts(vec![Fact::new(
            name("Instituții fără raport transmis, necuprinse", "Institutions without a report, left out"),
            Cell::Whole(self.statement.missing.into()),
        )])];
        general.extend(rich::blocks(words::unconfirmed(language)));
        general.push(Block::Table(self.general()));
        let sections = vec![
            Section::new(name("Capitolul I. Informații generale", "Chapter I. General information"), general),
            Section::new(
                name(
                    "Capitolul II. Stadiul implementării standardelor, conform autoevaluării",
                    "Chapter II. State of implementation of the standards, per self-assessment",
                ),
                vec![Block::Table(self.standards())],
            ),
        ];
        let title = (
            "Situația centralizatoare privind stadiul implementării și dezvoltării sistemului de control intern managerial",
            "Centralising statement on the state of implementation and development of SCIM",
        );
        self.issue.annex(title, "3", self.statement.year, self.standing.clone(), sections)
    }

    fn general(&self) -> Table {
        let language = self.issue.language;
        let count = |ro, en| Column::new(either(language, ro, en), ColumnKind::Whole).width(14);
        let mut table = Table::new(
            either(language, "Entități publice", "Public entities"),
            vec![
                Column::new(either(language, "Specificații", "Item"), ColumnKind::Text).width(50),
                count("Total", "Total"),
                count("Aparat propriu", "Own apparatus"),
                count("Subordonate", "Subordinate"),
            ],
        );
        for (row, number) in &self.statement.general {
            table.push(vec![
                words::subject(*row, language).into(),
                Cell::Whole(number.total().into()),
                Cell::Whole(number.own.into()),
                Cell::Whole(number.subordinate.into()),
            ]);
        }
        table
    }

    fn standards(&self) -> Table {
        let language = self.issue.language;
        let count = |title| Column::new(title, ColumnKind::Whole).width(10);
        let mut table = Table::new(
            either(language, "Entități pe stadii", "Entities by state"),
            vec![
                Column::new(either(language, "Denumirea standardului", "Standard"), ColumnKind::Text)
                    .width(50),
                count("I"),
                count("PI"),
                count("NI"),
            ],
        );
        for row in &self.statement.standards {
            table.push(vec![
                words::standard(row.standard, language).into(),
                Cell::Whole(row.implemented.into()),
                Cell::Whole(row.partially.into()),
                Cell::Whole(row.not_implemented.into()),
            ]);
        }
        table
    }
}
