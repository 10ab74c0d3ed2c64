//! The nomenclature of the demonstration: a plausible extract for a city hall's quality and control work. Each
//! institution has its own approved one; codes and terms here are examples.

use crate::{app::App, retention};
use RetentionRule::{Commission, Permanent, Years};
use calitas_domain::{
    Error,
    id::{RetentionClassId, TenantId},
    retention::{RetentionClassInput, RetentionRule},
};

/// The entry that evidence of actions is kept under.
const EVIDENCE: &str = "III.A.4";

/// Code, name, rule, years.
const ENTRIES: &[(&str, &str, RetentionRule, Option<i32>)] = &[
    ("I.A.1", "Hotărâri ale consiliului local și dispoziții ale primarului", Permanent, None),
    ("I.A.2", "Regulamente de organizare și funcționare, organigrame, state de funcții", Permanent, None),
    ("I.B.1", "Corespondență curentă cu alte instituții", Years, Some(3)),
    ("II.A.1", "Registre de riscuri, formulare de alertă la risc și anexele lor", Commission, Some(10)),
    ("II.A.2", "Proceduri de sistem și operaționale, edițiile ieșite din vigoare", Years, Some(5)),
    ("II.B.1", "Raportul anual asupra sistemului de control intern managerial", Permanent, None),
    ("II.B.2", "Chestionare de autoevaluare și situații sintetice SCIM", Years, Some(5)),
    ("II.B.3", "Procese-verbale și minute ale Comisiei de monitorizare", Commission, Some(10)),
    ("III.A.1", "Rapoarte de autoevaluare CAF și planuri de îmbunătățire aprobate", Permanent, None),
    ("III.A.2", "Fișe individuale de evaluare CAF și documente de lucru ale grupului", Years, Some(3)),
    ("III.A.3", "Programe și rapoarte de audit intern al calității", Commission, Some(10)),
    (EVIDENCE, "Dovezi ale realizării acțiunilor din planuri", Years, Some(5)),
    ("III.B.1", "Liste de prezență și evaluări ale instruirilor", Years, Some(5)),
    ("III.B.2", "Sondaje de satisfacție, chestionare completate", Years, Some(2)),
];

/// Gives an institution its nomenclature, unless it has one.
pub(super) async fn decide(app: &App, tenant: TenantId) -> Result<(), Error> {
    let entries = ENTRIES.iter().map(|(code, name, rule, years)| {
        let input = RetentionClassInput {
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            rule: *rule,
            years: *years,
            unit: None,
            in_force_from: "2024-01-01".parse().expect("a day"),
            in_force_until: None,
        };
        (entry(tenant, code).row, input)
    });
    retention::establish(app, tenant, &entries.collect::<Vec<_>>()).await
}

/// The entry that evidence of actions is kept under.
pub(super) fn of_evidence(tenant: TenantId) -> RetentionClassId {
    entry(tenant, EVIDENCE)
}

fn entry(tenant: TenantId, code: &str) -> RetentionClassId {
    RetentionClassId::new(tenant, super::id(&format!("retention {} {code}", tenant.0)))
}
