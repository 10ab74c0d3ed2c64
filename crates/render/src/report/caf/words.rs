//! Words of the self-assessment report.

use super::super::plan_words::either;
use calitas_domain::{
    caf::{Disclosure, GroupRole, Panel, Plausibility, ScoringMethod},
    identity::Language,
};

pub fn method(method: ScoringMethod, language: Language) -> &'static str {
    match method {
        ScoringMethod::Classical => either(language, "Clasică", "Classical"),
        ScoringMethod::FineTuned => either(language, "Detaliată", "Fine-tuned"),
    }
}

pub fn disclosure(disclosure: Disclosure, language: Language) -> &'static str {
    match disclosure {
        Disclosure::Anonymous => either(language, "Anonime", "Anonymous"),
        Disclosure::Named => either(language, "Cu nume", "With names"),
    }
}

pub fn role(role: GroupRole, language: Language) -> &'static str {
    match role {
        GroupRole::Facilitator => either(language, "Facilitator", "Facilitator"),
        GroupRole::Member => either(language, "Membru", "Member"),
    }
}

pub fn panel(panel: Panel, language: Language) -> &'static str {
    match panel {
        Panel::ClassicalEnablers | Panel::ClassicalResults => either(language, "Notă", "Score"),
        Panel::Plan => either(language, "Planificare", "Plan"),
        Panel::Do => either(language, "Realizare", "Do"),
        Panel::Check => either(language, "Verificare", "Check"),
        Panel::Act => either(language, "Acțiune", "Act"),
        Panel::Trend => either(language, "Tendință", "Trend"),
        Panel::Target => either(language, "Țintă", "Target"),
    }
}

pub fn warning(warning: Plausibility, language: Language) -> &'static str {
    match warning {
        Plausibility::Cap40 => either(
            language,
            "O fază are 20 sau mai puțin, iar nota trece de 40",
            "A phase is 20 or less, and the score is over 40",
        ),
        Plausibility::Cap60 => either(
            language,
            "O fază are sub 30, iar nota trece de 60",
            "A phase is under 30, and the score is over 60",
        ),
    }
}
