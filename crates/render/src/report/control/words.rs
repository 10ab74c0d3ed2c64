//! What the annexes call things, in both languages; the same words as in the application.

use super::super::plan_words::either;
use crate::document::table::{Cell, Mood};
use calitas_domain::{
    control::{
        Answer, Assurance, Conformity, ImplementationStatus, Pending, ProgrammeState, Standard, StatementRow,
    },
    identity::Language,
};

/// Says that the wording of an annex is not confirmed.
pub fn unconfirmed(language: Language) -> &'static str {
    either(
        language,
        "*Text orientativ, neconfirmat în sursa oficială (Ordinul SGG nr. 600/2018).*",
        "*Indicative text, not confirmed in the official source (order SGG 600/2018).*",
    )
}

/// A standard with its number.
pub fn standard(standard: Standard, language: Language) -> String {
    match language {
        Language::Ro => format!("Standardul {} – {}", standard.number(), standard.title_ro()),
        Language::En => format!("Standard {} – {}", standard.number(), standard.title_en()),
    }
}

/// The group of a standard.
pub fn group(standard: Standard, language: Language) -> String {
    let group = standard.group();
    format!("{}. {}", group.code, either(language, group.title_ro, group.title_en))
}

/// What is said of a criterion.
pub fn answer(answer: Option<Answer>, language: Language) -> Cell {
    let (ro, en) = match answer {
        None => return Cell::Empty,
        Some(Answer::Yes) => ("Da", "Yes"),
        Some(Answer::No) => ("Nu", "No"),
        Some(Answer::NotApplicable) => ("Neaplicabil", "Not applicable"),
    };
    either(language, ro, en).into()
}

/// How far a standard is put into practice, as the annexes abbreviate it.
pub fn status(status: Result<ImplementationStatus, Pending>, language: Language) -> Cell {
    let (ro, en, mood) = match status {
        Err(Pending) => ("în lucru", "open", Mood::Neutral),
        Ok(ImplementationStatus::Implemented) => ("I", "I", Mood::Good),
        Ok(ImplementationStatus::PartiallyImplemented) => ("PI", "PI", Mood::Warning),
        Ok(ImplementationStatus::NotImplemented) => ("NI", "NI", Mood::Bad),
        Ok(ImplementationStatus::NotApplicable) => ("neaplicabil", "not applicable", Mood::Neutral),
    };
    Cell::Status(either(language, ro, en).to_owned(), mood)
}

/// A degree of conformity.
pub fn conformity(degree: Conformity, language: Language) -> &'static str {
    let (ro, en) = match degree {
        Conformity::Conform => ("Conform", "Conform"),
        Conformity::PartiallyConform => ("Parțial conform", "Partially conform"),
        Conformity::PartiallyConformLimited => ("Parțial conform limitat", "Partially conform, limited"),
        Conformity::NotConform => ("Neconform", "Not conform"),
    };
    either(language, ro, en)
}

/// The degree of assurance.
pub fn assurance(assurance: Assurance, language: Language) -> &'static str {
    let (ro, en) = match assurance {
        Assurance::Full => ("Da, pe deplin", "Yes, fully"),
        Assurance::Partial => ("Parțial", "In part"),
        Assurance::None => ("Nu", "No"),
    };
    either(language, ro, en)
}

/// How far the programme is carried out.
pub fn programme(state: ProgrammeState, language: Language) -> &'static str {
    let (ro, en) = match state {
        ProgrammeState::Yes => ("Da", "Yes"),
        ProgrammeState::Partly => ("Parțial", "In part"),
        ProgrammeState::No => ("Nu", "No"),
    };
    either(language, ro, en)
}

/// Yes or no.
pub fn yes(is_so: bool, language: Language) -> &'static str {
    if is_so { either(language, "Da", "Yes") } else { either(language, "Nu", "No") }
}

/// What a row of annex 3 counts.
pub fn subject(row: StatementRow, language: Language) -> &'static str {
    let (ro, en) = match row {
        StatementRow::EntitiesTotal => (
            "Entități publice (aparat propriu și subordonate)",
            "Public entities (own apparatus and subordinate)",
        ),
        StatementRow::Commission => (
            "Entități în care s-a constituit Comisia de monitorizare",
            "Entities with a Monitoring Commission",
        ),
        StatementRow::Programme => (
            "Entități în care s-a elaborat și aprobat programul de dezvoltare",
            "Entities with an approved development programme",
        ),
        StatementRow::Objectives => (
            "Entități care și-au stabilit obiectivele generale și specifice",
            "Entities with general and specific objectives set",
        ),
        StatementRow::Inventory => (
            "Entități care și-au inventariat activitățile procedurale",
            "Entities that inventoried procedural activities",
        ),
        StatementRow::Procedures => {
            ("Entități care au elaborat proceduri documentate", "Entities with documented procedures")
        }
        StatementRow::Indicators => {
            ("Entități cu sistem de monitorizare a performanțelor", "Entities with performance monitoring")
        }
        StatementRow::RiskRegister => {
            ("Entități care au elaborat registrul de riscuri", "Entities with a risk register")
        }
    };
    either(language, ro, en)
}
