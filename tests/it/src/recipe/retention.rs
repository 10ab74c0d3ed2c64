//! The nomenclature, what an institution decides about keeping documents, and selections.

use super::{Recipe, Scene, document};
use calitas_app::retention;
use calitas_domain::{
    document::Subject,
    id::{DisposalId, EvidenceId},
    retention::{Disposal, Term},
};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

/// A day whose terms have ended.
const OLD: &str = "2019-03-01";

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("createRetentionClass", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "code": format!("I.A.{}", scene.number()),
                    "name": "Planuri", "rule": "COMMISSION", "years": 10,
                    "unitId": scene.stage.house.legal.global(), "inForceFrom": "2020-01-01",
                    "inForceUntil": "2030-12-31", "idempotencyKey": format!("class{}", scene.number()),
                } })
            })
        }),
        Recipe::of("updateRetentionClass", |scene, _| {
            Box::pin(async move {
                let class = scene.stage.class(Term::Years(5)).await;
                json!({ "input": { "id": class.global(), "expectedVersion": 1, "name": "Altele", "unitId": null } })
            })
        }),
        Recipe::of("deleteRetentionClass", |scene, _| {
            Box::pin(async move {
                let class = scene.stage.class(Term::Years(5)).await;
                json!({ "input": { "id": class.global(), "expectedVersion": 1 } })
            })
        }),
        Recipe::of("updateRetentionPolicy", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let policy = retention::policy(&*stage.ctx(&stage.author).await, stage.house.id).await;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "expectedVersion": policy.expect("a policy").version,
                    "needsConfirmation": scene.number() % 2 == 0, "defaultClassId": null,
                } })
            })
        }),
        Recipe::case("classifyEvidence", "a working paper", |scene, persona| {
            Box::pin(async move {
                let (_, evidence) = document::evidence(scene, persona).await;
                classified(scene, evidence).await
            })
        }),
        Recipe::case("classifyEvidence", "a document", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.active(persona).await;
                let class = scene.stage.class(Term::Years(5)).await;
                let (evidence, _) = scene.stage.kept(Subject::Plan(plan), "2026-03-01", class).await;
                classified(scene, evidence).await
            })
        }),
        Recipe::of("createDisposal", |scene, _| {
            Box::pin(async move {
                let document = old(scene).await;
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "title": "Selecționare",
                    "documentIds": [document.global()], "idempotencyKey": format!("disposal{}", scene.number()),
                } })
            })
        }),
        Recipe::of("updateDisposal", |scene, _| {
            Box::pin(async move {
                let (disposal, _) = draft(scene).await;
                with(scene, disposal, json!({ "minutesNumber": "12", "minutesOn": "2026-11-01" })).await
            })
        }),
        Recipe::of("setDisposalDocuments", |scene, _| {
            Box::pin(async move {
                let (disposal, document) = draft(scene).await;
                let other = old(scene).await;
                let lists = json!({ "addIds": [other.global()], "removeIds": [document.global()] });
                with(scene, disposal, lists).await
            })
        }),
        Recipe::of("decideDisposalDocuments", |scene, _| {
            Box::pin(async move {
                let (disposal, document) = draft(scene).await;
                let decision = json!({ "documentIds": [document.global()], "verdict": "KEEP" });
                with(scene, disposal, decision).await
            })
        }),
        Recipe::of("submitDisposal", |scene, _| {
            Box::pin(async move {
                let (disposal, _) = draft(scene).await;
                with(scene, disposal, json!({})).await
            })
        }),
        Recipe::of("approveDisposal", |scene, _| {
            Box::pin(async move {
                let disposal = submitted(scene).await;
                with(scene, disposal, json!({})).await
            })
        }),
        Recipe::of("returnDisposal", |scene, _| {
            Box::pin(async move {
                let disposal = submitted(scene).await;
                with(scene, disposal, json!({ "remark": "Refaceți lista" })).await
            })
        }),
        Recipe::of("carryOutDisposal", |scene, _| {
            Box::pin(async move {
                let disposal = submitted(scene).await;
                scene.stage.approve_disposal(disposal).await;
                with(scene, disposal, json!({})).await
            })
        }),
        Recipe::of("cancelDisposal", |scene, _| {
            Box::pin(async move {
                let (disposal, _) = draft(scene).await;
                with(scene, disposal, json!({})).await
            })
        }),
    ]
}

/// A selection that is being put together, with a document of it.
pub async fn draft(scene: &Scene<'_>) -> (DisposalId, EvidenceId) {
    let document = old(scene).await;
    (scene.stage.disposal(&[document]).await, document)
}

async fn submitted(scene: &Scene<'_>) -> DisposalId {
    let (disposal, _) = draft(scene).await;
    scene.stage.submit_disposal(disposal).await;
    disposal
}

async fn old(scene: &Scene<'_>) -> EvidenceId {
    let class = scene.stage.class(Term::Years(2)).await;
    scene.stage.document(OLD, class).await.0
}

async fn classified(scene: &Scene<'_>, evidence: EvidenceId) -> Value {
    let class = scene.stage.class(Term::Permanent).await;
    json!({ "input": { "id": evidence.global(), "expectedVersion": 1, "retentionClassId": class.global() } })
}

async fn with(scene: &Scene<'_>, id: DisposalId, more: Value) -> Value {
    let Disposal { version, .. } = scene.stage.stored_disposal(id).await;
    let mut input = json!({ "id": id.global(), "expectedVersion": version });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}
