//! What plans are called in both languages; the same words as in the application.

use crate::document::table::{Cell, Mood};
use calitas_domain::{
    identity::Language,
    markup,
    plan::{ActionStatus, PlanKind, PlanStatus, Priority, SourceKind},
};

/// One of two texts.
pub fn either(language: Language, ro: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ro => ro,
        Language::En => en,
    }
}

/// What a plan of a kind is called.
pub fn kind(kind: PlanKind, language: Language) -> &'static str {
    let (ro, en) = match kind {
        PlanKind::Improvement => ("Plan de îmbunătățire", "Improvement plan"),
        PlanKind::CafImprovement => ("Plan de îmbunătățire CAF", "CAF improvement plan"),
        PlanKind::ControlDevelopment => (
            "Program de dezvoltare a sistemului de control intern managerial",
            "Development programme of managerial internal control",
        ),
        PlanKind::AuditCorrection => ("Plan de corecții după audit ISO", "ISO audit corrections plan"),
        PlanKind::Project => ("Plan de proiect", "Project plan"),
    };
    either(language, ro, en)
}

/// Where a plan stands.
pub fn plan_status(status: PlanStatus, language: Language) -> Cell {
    let (ro, en, mood) = match status {
        PlanStatus::Draft => ("Ciornă", "Draft", Mood::Neutral),
        PlanStatus::InApproval => ("La aprobare", "With approver", Mood::Info),
        PlanStatus::Active => ("Activ", "Active", Mood::Info),
        PlanStatus::UnderRevision => ("În revizie", "Under revision", Mood::Info),
        PlanStatus::Closed => ("Închis", "Closed", Mood::Neutral),
        PlanStatus::Cancelled => ("Anulat", "Cancelled", Mood::Neutral),
    };
    Cell::Status(either(language, ro, en).to_owned(), mood)
}

/// Where an action stands, in words.
pub fn status_word(status: ActionStatus, language: Language) -> &'static str {
    let (ro, en) = match status {
        ActionStatus::Proposed => ("Propusă", "Proposed"),
        ActionStatus::Approved => ("Aprobată", "Approved"),
        ActionStatus::InProgress => ("În lucru", "In progress"),
        ActionStatus::Done => ("Realizată", "Done"),
        ActionStatus::VerifiedEffective => ("Verificată – eficace", "Verified effective"),
        ActionStatus::Rejected => ("Respinsă", "Rejected"),
        ActionStatus::Cancelled => ("Anulată", "Cancelled"),
    };
    either(language, ro, en)
}

/// Where an action stands.
pub fn status(status: ActionStatus, language: Language) -> Cell {
    let mood = match status {
        ActionStatus::Proposed | ActionStatus::Cancelled => Mood::Neutral,
        ActionStatus::InProgress => Mood::Info,
        ActionStatus::Approved | ActionStatus::Done | ActionStatus::VerifiedEffective => Mood::Good,
        ActionStatus::Rejected => Mood::Bad,
    };
    Cell::Status(status_word(status, language).to_owned(), mood)
}

/// What an action follows from.
pub fn source(kind: SourceKind, language: Language) -> &'static str {
    let (ro, en) = match kind {
        SourceKind::Manual => ("Introdusă direct", "Entered directly"),
        SourceKind::CafArea => ("Autoevaluare CAF", "CAF self-assessment"),
        SourceKind::AuditFinding => ("Constatare de audit ISO", "ISO audit finding"),
        SourceKind::ControlGap => {
            ("Standard de control intern neîndeplinit", "Internal control standard not met")
        }
        SourceKind::Risk => ("Risc", "Risk"),
        SourceKind::ManagementReview => ("Analiza de management", "Management review"),
        SourceKind::CommissionDecision => {
            ("Decizia Comisiei de monitorizare", "Decision of the Monitoring Commission")
        }
        SourceKind::ProjectActivity => ("Activitate de proiect", "Project activity"),
    };
    either(language, ro, en)
}

/// The quadrant of impact and effort.
pub fn priority(priority: Priority, language: Language) -> &'static str {
    let (ro, en) = match priority {
        Priority::QuickWin => ("Câștig rapid", "Quick win"),
        Priority::MajorProject => ("Proiect major", "Major project"),
        Priority::FillIn => ("De completat", "Fill-in"),
        Priority::Reconsider => ("De reconsiderat", "Reconsider"),
    };
    either(language, ro, en)
}

/// What is to be done, with how and why under it.
pub fn with_description(title: &str, description: &str) -> String {
    let description = markup::plain(description);
    if description.is_empty() { title.to_owned() } else { format!("{title}\n{description}") }
}

/// `1 acțiune`, `2 acțiuni`, `20 de acțiuni`.
pub fn actions(count: usize, language: Language) -> String {
    match language {
        Language::Ro => match (count, count % 100) {
            (1, _) => "1 acțiune".to_owned(),
            (0, _) | (_, 1..=19) => format!("{count} acțiuni"),
            _ => format!("{count} de acțiuni"),
        },
        Language::En if count == 1 => "1 action".to_owned(),
        Language::En => format!("{count} actions"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanian_counts_as_people_do() {
        for (count, said) in [
            (0, "0 acțiuni"),
            (1, "1 acțiune"),
            (2, "2 acțiuni"),
            (19, "19 acțiuni"),
            (20, "20 de acțiuni"),
            (100, "100 de acțiuni"),
            (101, "101 acțiuni"),
            (120, "120 de acțiuni"),
        ] {
            assert_eq!(actions(count, Language::Ro), said);
        }
    }
}
