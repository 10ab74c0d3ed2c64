//! The annexes of internal control (order OSGG 600/2018): 4.1 of each compartment, 4.2, 4.3 and 3, and the development
//! programme. Wording of criteria, sections and rows is not confirmed against the published order, and each annex says so.

mod programme;
mod questionnaire;
mod report;
mod statement;
mod synthesis;
mod words;

pub use programme::{Programme, ProgrammeLine};
pub use statement::StatementForm;

use super::{Issue, plan_words::either};
use crate::document::{Block, Document, Section, Standing, Start, rich};
use calitas_domain::control::Dossier;

/// One of the annexes that a dossier gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annex {
    /// 4.1 of the compartment at a place of the dossier.
    Questionnaire(usize),
    /// 4.1 of all compartments, one after the other.
    Questionnaires,
    /// 4.2.
    Synthesis,
    /// 4.3.
    Report,
}

/// An annex, as it is issued.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlForm {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds.
    pub standing: Standing,
    /// Which one it is.
    pub annex: Annex,
    /// What it is made of.
    pub dossier: Dossier,
}

impl ControlForm {
    /// What it says.
    pub fn document(&self) -> Document {
        let (ro, en, number, sections) = match self.annex {
            Annex::Questionnaire(at) => {
                let asked = self.dossier.compartments.get(at);
                let sections = asked.map(|one| questionnaire::section(self, one)).into_iter().collect();
                ("Chestionar de autoevaluare", "Self-assessment questionnaire", "4.1", sections)
            }
            Annex::Questionnaires => {
                let all = self.dossier.compartments.iter();
                let sections =
                    all.map(|one| questionnaire::section(self, one).starting(Start::Page)).collect();
                ("Chestionare de autoevaluare", "Self-assessment questionnaires", "4.1", sections)
            }
            Annex::Synthesis => (
                "Situația sintetică a rezultatelor autoevaluării",
                "Synthesis of self-assessment results",
                "4.2",
                synthesis::sections(self),
            ),
            Annex::Report => (
                "Raport asupra sistemului de control intern managerial",
                "Report on the managerial internal control system",
                "4.3",
                report::sections(self),
            ),
        };
        self.issue.annex((ro, en), number, self.dossier.summary.year, self.standing.clone(), sections)
    }

    fn name(&self, ro: &'static str, en: &'static str) -> &'static str {
        either(self.issue.language, ro, en)
    }

    /// Says that the wording is the product's.
    fn unconfirmed(&self) -> Vec<Block> {
        rich::blocks(words::unconfirmed(self.issue.language))
    }
}

impl Issue {
    /// An annex of a year with its number.
    fn annex(
        &self,
        title: (&'static str, &'static str),
        number: &str,
        year: i32,
        standing: Standing,
        mut sections: Vec<Section>,
    ) -> Document {
        if let Some(last) = sections.last_mut().filter(|_| !self.signatures.is_empty()) {
            last.blocks.push(Block::Signatures(self.signatures.clone()));
        }
        let day = match self.language {
            calitas_domain::identity::Language::Ro => format!("la data de 31 decembrie {year}"),
            calitas_domain::identity::Language::En => format!("as of 31 December {year}"),
        };
        Document {
            letterhead: self.letterhead.clone(),
            language: self.language,
            title: either(self.language, title.0, title.1).to_owned(),
            subtitle: Some(day),
            number: Some(format!("{} {number}", either(self.language, "Anexa", "Annex"))),
            date: self.date,
            made_at: self.made_at,
            standing,
            sections,
        }
    }
}
