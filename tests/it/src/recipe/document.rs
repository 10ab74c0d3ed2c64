//! Evidence, its files, and files on their way.

use super::{Persona, Recipe, Scene};
use calitas_app::document;
use calitas_domain::{
    document::{Subject, Upload},
    id::{EvidenceFileId, EvidenceId, PlanActionId},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::world::Person;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::case("createEvidence", "of a plan", |scene, persona| {
            Box::pin(async move { created(scene, scene.active(persona).await.0.global().to_string()) })
        }),
        Recipe::case("createEvidence", "of an action", |scene, persona| {
            Box::pin(async move { created(scene, scene.active(persona).await.1.global().to_string()) })
        }),
        Recipe::case("createEvidence", "of an answer", |scene, _| {
            Box::pin(async move {
                let questionnaire = scene.stage.questionnaire().await;
                let answer = scene.stage.answers(questionnaire.id).await.remove(0);
                created(scene, answer.id.global().to_string())
            })
        }),
        Recipe::case("updateEvidence", "of an answer", |scene, _| {
            Box::pin(async move { updated(scene.stage.proved_answer().await.1) })
        }),
        Recipe::case("updateEvidence", "own", |scene, persona| {
            Box::pin(async move { updated(own(scene, persona).await.1) })
        })
        .personal(),
        Recipe::case("updateEvidence", "of another person", |scene, persona| {
            Box::pin(async move { updated(evidence(scene, persona).await.1) })
        }),
        Recipe::case("removeEvidence", "own", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": own(scene, persona).await.1.global() } }) })
        })
        .personal(),
        Recipe::case("removeEvidence", "of another person", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": evidence(scene, persona).await.1.global() } }) })
        }),
        Recipe::of("restoreEvidence", |scene, persona| {
            Box::pin(async move {
                let (_, evidence) = evidence(scene, persona).await;
                let ctx = scene.stage.ctx(&scene.stage.author).await;
                document::remove(&ctx, evidence).await.expect("removed");
                json!({ "input": { "id": evidence.global() } })
            })
        }),
        Recipe::of("linkEvidence", |scene, persona| {
            Box::pin(async move {
                let (_, evidence) = evidence(scene, persona).await;
                let (_, other) = scene.active(persona).await;
                json!({ "input": { "id": evidence.global(), "subjectId": other.global() } })
            })
        }),
        Recipe::of("unlinkEvidence", |scene, persona| {
            Box::pin(async move {
                let (action, evidence) = evidence(scene, persona).await;
                let (plan, _) = scene.active(persona).await;
                let ctx = scene.stage.ctx(&scene.stage.author).await;
                document::link(&ctx, evidence, Subject::Plan(plan)).await.expect("linked");
                json!({ "input": { "id": evidence.global(), "subjectId": action.global() } })
            })
        }),
        Recipe::of("removeEvidenceFile", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": file(scene, persona).await.global() } }) })
        }),
        Recipe::of("restoreEvidenceFile", |scene, persona| {
            Box::pin(async move {
                let file = file(scene, persona).await;
                let ctx = scene.stage.ctx(&scene.stage.author).await;
                document::remove_file(&ctx, file).await.expect("removed");
                json!({ "input": { "id": file.global() } })
            })
        }),
        Recipe::of("startUpload", |scene, persona| {
            Box::pin(async move {
                let (_, evidence) = own(scene, persona).await;
                make_room(scene, attacher(scene, persona)).await;
                json!({ "input": {
                    "evidenceId": evidence.global(), "name": "Hotărâre.pdf", "sizeBytes": 1000,
                    "idempotencyKey": format!("upload{}", scene.number()),
                } })
            })
        })
        .personal(),
        Recipe::case("finishUpload", "own", |scene, persona| {
            Box::pin(
                async move { json!({ "input": { "uploadId": coming(scene, persona).await.id.global() } }) },
            )
        })
        .personal(),
        Recipe::case("finishUpload", "of another person", |scene, persona| {
            Box::pin(
                async move { json!({ "input": { "uploadId": anothers(scene, persona).await.id.global() } }) },
            )
        }),
        Recipe::case("cancelUpload", "own", |scene, persona| {
            Box::pin(
                async move { json!({ "input": { "uploadId": coming(scene, persona).await.id.global() } }) },
            )
        })
        .personal(),
        Recipe::case("cancelUpload", "of another person", |scene, persona| {
            Box::pin(
                async move { json!({ "input": { "uploadId": anothers(scene, persona).await.id.global() } }) },
            )
        }),
    ]
}

fn created(scene: &Scene<'_>, subject: String) -> Value {
    json!({ "input": {
        "subjectId": subject, "title": "Hotărâre", "description": "Aprobă măsura", "effectiveOn": "2026-10-01",
        "idempotencyKey": format!("evidence{}", scene.number()),
    } })
}

fn updated(evidence: EvidenceId) -> Value {
    json!({ "input": { "id": evidence.global(), "expectedVersion": 1, "title": "Altfel", "effectiveOn": null } })
}

/// Who attaches evidence where the persona may not.
fn attacher<'a>(scene: &'a Scene<'_>, persona: &'a Persona) -> &'a Person {
    match persona.name {
        "head" | "quality" | "secretary" | "unithead" | "assignee" => scene.member_or_author(persona),
        _ => &scene.stage.author,
    }
}

/// Evidence of the author on an action.
pub async fn evidence(scene: &Scene<'_>, persona: &Persona) -> (PlanActionId, EvidenceId) {
    let (_, action) = scene.active(persona).await;
    (action, scene.stage.evidence(&scene.stage.author, Subject::Action(action)).await)
}

/// A file of it.
pub async fn file(scene: &Scene<'_>, persona: &Persona) -> EvidenceFileId {
    let (_, evidence) = evidence(scene, persona).await;
    scene.stage.file(&scene.stage.author, evidence).await
}

async fn own(scene: &Scene<'_>, persona: &Persona) -> (PlanActionId, EvidenceId) {
    let (_, action) = scene.active(persona).await;
    (action, scene.stage.evidence(attacher(scene, persona), Subject::Action(action)).await)
}

async fn coming(scene: &Scene<'_>, persona: &Persona) -> Upload {
    let (_, evidence) = own(scene, persona).await;
    let attacher = attacher(scene, persona);
    make_room(scene, attacher).await;
    scene.stage.upload(attacher, evidence).await
}

async fn anothers(scene: &Scene<'_>, persona: &Persona) -> Upload {
    let (_, evidence) = evidence(scene, persona).await;
    make_room(scene, &scene.stage.author).await;
    scene.stage.upload(&scene.stage.author, evidence).await
}

/// A person has few uploads open at a time: all but the first ones, which others may still look for, are given up.
async fn make_room(scene: &Scene<'_>, person: &Person) {
    let mut admin =
        PgConnection::connect(&scene.stage.world().database.admin_url).await.expect("the superuser");
    let given_up = "DELETE FROM upload WHERE id IN
        (SELECT id FROM upload WHERE started_by = $1 ORDER BY id OFFSET 5)";
    sqlx::query(given_up).bind(person.membership.row).execute(&mut admin).await.expect("room");
}
