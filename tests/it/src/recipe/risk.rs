//! The register of risks and its alerts.

use super::{Recipe, Scene};
use calitas_domain::{
    access::Role,
    risk::{Alert, Risk},
};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("updateRiskSetting", |scene, _| {
            Box::pin(async move {
                let house = &scene.stage.house;
                let version = scene.stage.risk_setting().await;
                json!({ "input": {
                    "tenantId": house.id.global(), "expectedVersion": version, "scale": "SCALE5",
                    "toleranceLimit": scene.number() % 20 + 1,
                    "toleranceApprovedById": house.people[&Role::HeadOfInstitution].membership.global(),
                    "toleranceApprovedOn": "2026-01-15",
                } })
            })
        }),
        Recipe::of("createRisk", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let owner = stage.house.people[&Role::HeadOfUnit].membership;
                json!({ "input": {
                    "unitId": stage.house.legal.global(), "title": stage.words("Întreruperea sistemelor"),
                    "causes": stage.words("Echipamente vechi"), "consequences": stage.words("Servicii blocate"),
                    "targetId": stage.activity().await.global(), "ownerId": owner.global(),
                    "inherentProbability": 4, "inherentImpact": 5, "residualProbability": 5, "residualImpact": 5,
                    "residualReason": stage.words("Risc în creștere"), "strategy": "TREAT",
                    "nextReviewOn": "2027-06-30", "remarks": stage.words("Observații"),
                    "idempotencyKey": format!("risk{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateRisk", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                of(
                    &stage.risk().await,
                    json!({
                        "title": stage.words("Alt titlu"), "causes": stage.words("Alte cauze"),
                        "consequences": stage.words("Alte urmări"), "targetId": stage.activity().await.global(),
                        "ownerId": stage.author.membership.global(), "unitId": stage.house.legal.global(),
                        "inherentProbability": 3, "inherentImpact": 3, "residualProbability": 4, "residualImpact": 4,
                        "residualReason": stage.words("Mai rău"), "strategy": "AVOID", "nextReviewOn": "2027-05-31",
                        "remarks": stage.words("Altele"),
                    }),
                )
            })
        }),
        Recipe::of("reviewRisk", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                of(
                    &stage.risk().await,
                    json!({
                        "kind": "EVENT", "reviewedOn": "2026-01-31", "cause": stage.words("Incident"),
                        "inherentProbability": 3, "inherentImpact": 3, "residualProbability": 4, "residualImpact": 4,
                        "residualReason": stage.words("Mai rău"), "nextReviewOn": "2027-05-31",
                        "idempotencyKey": format!("review{}", stage.number()),
                    }),
                )
            })
        }),
        Recipe::of("closeRisk", |scene, _| {
            Box::pin(async move {
                let reason = scene.stage.words("Nu mai este cazul");
                of(&scene.stage.risk().await, json!({ "reason": reason }))
            })
        }),
        Recipe::of("reopenRisk", |scene, _| {
            Box::pin(async move {
                let reason = scene.stage.words("A revenit");
                of(&scene.stage.closed_risk().await, json!({ "reason": reason }))
            })
        }),
        Recipe::of("raiseRiskAlert", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "unitId": stage.house.legal.global(), "title": stage.words("Acces neautorizat"),
                    "description": stage.words("Ușa nu se mai încuie"), "causes": stage.words("Încuietoare"),
                    "consequences": stage.words("Pierderi"), "probability": 3, "impact": 4,
                    "idempotencyKey": format!("alert{}", stage.number()),
                } })
            })
        }),
        Recipe::of("analyseRiskAlert", |scene, _| {
            Box::pin(async move {
                let analysis = scene.stage.words("Se confirmă");
                about(&scene.stage.alert().await, json!({ "analysis": analysis, "decision": "ESCALATE" }))
            })
        }),
        Recipe::case("acceptRiskAlert", "into a new risk", |scene, _| {
            Box::pin(async move {
                let alert = scene.stage.analysed_alert().await;
                about(&alert, json!({ "risk": accepted(scene).await }))
            })
        }),
        Recipe::case("acceptRiskAlert", "into one that is there", |scene, _| {
            Box::pin(async move {
                let (alert, risk) = (scene.stage.analysed_alert().await, scene.stage.risk().await);
                about(&alert, json!({ "riskId": risk.id.global() }))
            })
        }),
        Recipe::of("rejectRiskAlert", |scene, _| {
            Box::pin(async move {
                let reason = scene.stage.words("Nu privește instituția");
                about(&scene.stage.analysed_alert().await, json!({ "reason": reason }))
            })
        }),
    ]
}

async fn accepted(scene: &Scene<'_>) -> Value {
    let stage = scene.stage;
    json!({
        "title": stage.words("Risc nou"), "causes": stage.words("Cauze"), "consequences": stage.words("Urmări"),
        "inherentProbability": 3, "inherentImpact": 3, "strategy": "MONITOR",
        "ownerId": stage.house.people[&Role::HeadOfUnit].membership.global(),
        "targetId": stage.activity().await.global(), "nextReviewOn": "2027-06-30",
    })
}

fn of(risk: &Risk, more: Value) -> Value {
    input(json!({ "id": risk.id.global(), "expectedVersion": risk.version }), more)
}

fn about(alert: &Alert, more: Value) -> Value {
    input(json!({ "id": alert.id.global(), "expectedVersion": alert.version }), more)
}

fn input(mut input: Value, more: Value) -> Value {
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}
