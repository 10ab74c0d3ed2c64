//! CAF self-assessments.

use super::{Persona, Recipe, Scene};
use calitas_domain::{
    caf::{Assessment, Consensus, FindingKind, GroupMember, GroupRole},
    id::CafAssessmentId,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::world::Person;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    organising()
        .into_iter()
        .chain(group())
        .chain(scores())
        .chain(meeting())
        .chain(findings())
        .chain(areas())
        .collect()
}

fn organising() -> Vec<Recipe> {
    vec![
        Recipe::of("createCafAssessment", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "year": 2026, "title": stage.words("Autoevaluare"),
                    "note": stage.words("Context"), "unitIds": [stage.house.legal.global()], "method": "FINE_TUNED",
                    "disclosure": "NAMED", "coordinatorId": stage.author.membership.global(), "dueOn": "2027-03-01",
                    "idempotencyKey": format!("caf{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCafAssessment", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                with(
                    &stage.assessment().await,
                    json!({
                        "year": 2025, "title": stage.words("Altă autoevaluare"), "note": stage.words("Alt context"),
                        "unitIds": [stage.house.finance.global()], "method": "FINE_TUNED", "disclosure": "NAMED",
                        "coordinatorId": stage.approver.membership.global(), "dueOn": "2027-03-02",
                    }),
                )
            })
        }),
        Recipe::of("updateCafStep", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let step = stage.caf_step(&stage.assessment().await, 1).await;
                json!({ "input": {
                    "id": step.id.global(), "expectedVersion": step.version, "dueOn": "2027-03-01",
                    "responsibleId": stage.author.membership.global(), "doneOn": "2026-01-20",
                    "note": stage.words("Dispoziția 12"),
                } })
            })
        }),
        Recipe::of("startCafScoring", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let assessment = stage.assessment().await;
                stage.caf_member(&assessment, &stage.approver, GroupRole::Member).await;
                with(&assessment, json!({ "dueOn": "2027-03-01" }))
            })
        }),
        Recipe::of("openCafConsensus", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (assessment, members) = stage.scoring(&[&stage.author, &stage.approver]).await;
                stage.score_all(&stage.author, &members[0], 50).await;
                stage.submit_scores(&stage.author, &members[0]).await;
                let reason = stage.words("Concediu");
                with(&stage.stored_assessment(assessment.id).await, json!({ "reason": reason }))
            })
        }),
        Recipe::of("concludeCafAssessment", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (assessment, _) = stage.opened(&[&stage.author]).await;
                stage.agree_all(assessment.id, 50).await;
                with(&stage.stored_assessment(assessment.id).await, json!({}))
            })
        }),
        Recipe::of("reopenCafAssessment", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (assessment, _) = stage.opened(&[&stage.author]).await;
                stage.agree_all(assessment.id, 50).await;
                with(&stage.concluded(assessment.id).await, json!({}))
            })
        }),
        Recipe::of("cancelCafAssessment", |scene, _| {
            Box::pin(async move {
                let reason = scene.stage.words("Se amână");
                with(&scene.stage.assessment().await, json!({ "reason": reason }))
            })
        }),
    ]
}

fn group() -> Vec<Recipe> {
    vec![
        Recipe::of("addCafMember", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let assessment = stage.assessment().await;
                json!({ "input": {
                    "assessmentId": assessment.id.global(), "memberId": stage.author.membership.global(),
                    "role": "MEMBER", "idempotencyKey": format!("gae{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCafMember", |scene, _| {
            Box::pin(async move {
                let (_, mut members) = scene.stage.scoring(&[&scene.stage.author]).await;
                of(&members.remove(0), json!({ "role": "MEMBER" }))
            })
        }),
        Recipe::of("removeCafMember", |scene, _| {
            Box::pin(async move {
                let (_, mut members) = scene.stage.scoring(&[&scene.stage.author]).await;
                of(&members.remove(0), json!({}))
            })
        }),
        Recipe::of("submitCafScores", |scene, persona| {
            Box::pin(async move {
                let (person, member) = own(scene, persona).await;
                scene.stage.score_all(&person, &member, 50).await;
                of(&member, json!({}))
            })
        })
        .personal(),
        Recipe::of("takeBackCafScores", |scene, persona| {
            Box::pin(async move {
                let (person, member) = own(scene, persona).await;
                scene.stage.score_all(&person, &member, 50).await;
                of(&scene.stage.submit_scores(&person, &member).await, json!({}))
            })
        })
        .personal(),
    ]
}

fn scores() -> Vec<Recipe> {
    vec![
        Recipe::case("scoreCafSubcriterion", "classical", |scene, persona| {
            Box::pin(async move {
                let (person, member) = own(scene, persona).await;
                let score = scene.stage.own_scores(&person, &member).await.remove(0);
                json!({ "input": {
                    "id": score.id.global(), "expectedVersion": score.version, "classicalEnablers": 64,
                    "strengths": scene.stage.words("Tare"), "areas": scene.stage.words("Slab"),
                    "proof": scene.stage.words("Dovada"),
                } })
            })
        })
        .personal(),
        Recipe::of("revealCafScores", |scene, _| {
            Box::pin(async move { before(&first(scene).await, json!({})) })
        }),
        Recipe::of("agreeCafScore", |scene, _| {
            Box::pin(async move {
                let shown = scene.stage.revealed(&first(scene).await).await;
                let scores = json!([{ "panel": "CLASSICAL_ENABLERS", "points": 52 }]);
                before(&shown, json!({ "scores": scores, "reason": scene.stage.words("Dovezi") }))
            })
        }),
        Recipe::of("reopenCafScore", |scene, _| {
            Box::pin(async move {
                let shown = scene.stage.revealed(&first(scene).await).await;
                before(&scene.stage.agreed(&shown, 52).await, json!({}))
            })
        }),
    ]
}

fn meeting() -> Vec<Recipe> {
    vec![
        Recipe::of("moveCafRoom", |scene, _| {
            Box::pin(async move {
                let (assessment, _) = scene.stage.opened(&[&scene.stage.author]).await;
                json!({ "input": { "assessmentId": assessment.id.global(), "subcriterion": "4.3" } })
            })
        }),
        Recipe::of("discussCafSubcriterion", |scene, _| {
            Box::pin(async move {
                let shown = scene.stage.revealed(&first(scene).await).await;
                before(&shown, json!({ "minutes": 5 }))
            })
        }),
        Recipe::of("pauseCafDiscussion", |scene, _| {
            Box::pin(async move { before(&talk(scene).await, json!({})) })
        }),
        Recipe::of("resumeCafDiscussion", |scene, _| {
            Box::pin(async move {
                let (stage, talk) = (scene.stage, talk(scene).await);
                let ctx = stage.ctx(&stage.author).await;
                let paused = calitas_app::caf::pause(&ctx, talk.id, talk.version).await.expect("paused").1;
                before(&paused, json!({}))
            })
        }),
        Recipe::of("revoteCafSubcriterion", |scene, _| {
            Box::pin(async move {
                let shown = scene.stage.revealed(&first(scene).await).await;
                before(&shown, json!({}))
            })
        }),
        Recipe::of("castCafVote", |scene, persona| {
            Box::pin(async move {
                let person = scene.member_or_author(persona).clone();
                let (assessment, _) = scene.stage.opened(&[&person]).await;
                let one = scene.stage.before_group(assessment.id).await.remove(0);
                let voting = scene.stage.revoting(&scene.stage.revealed(&one).await).await;
                let scores = json!([{ "panel": "CLASSICAL_ENABLERS", "points": 47 }]);
                json!({ "input": { "id": voting.id.global(), "round": voting.round, "scores": scores } })
            })
        })
        .personal(),
        Recipe::of("raiseCafHand", |scene, persona| {
            Box::pin(async move {
                let person = scene.member_or_author(persona).clone();
                let (_, members) = scene.stage.opened(&[&person]).await;
                json!({ "input": { "id": members[0].id.global() } })
            })
        })
        .personal(),
        Recipe::of("lowerCafHand", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (_, members) = stage.opened(&[&stage.author]).await;
                let ctx = stage.ctx(&stage.author).await;
                calitas_app::caf::raise_hand(&ctx, members[0].id).await.expect("raised");
                json!({ "input": { "id": members[0].id.global() } })
            })
        }),
    ]
}

fn findings() -> Vec<Recipe> {
    vec![
        Recipe::of("addCafFinding", |scene, _| {
            Box::pin(async move {
                let (stage, one) = (scene.stage, first(scene).await);
                json!({ "input": {
                    "consensusId": one.id.global(), "kind": "AREA", "text": stage.words("Zonă"),
                    "idempotencyKey": format!("finding{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCafFinding", |scene, _| {
            Box::pin(async move {
                let found = scene.stage.findings(&first(scene).await).await.remove(0);
                let text = scene.stage.words("Altfel");
                json!({ "input": { "id": found.id.global(), "expectedVersion": found.version, "text": text } })
            })
        }),
        Recipe::of("removeCafFinding", |scene, _| {
            Box::pin(async move {
                let found = scene.stage.findings(&first(scene).await).await.remove(0);
                json!({ "input": { "id": found.id.global(), "expectedVersion": found.version } })
            })
        }),
        Recipe::of("mergeCafFindings", |scene, _| {
            Box::pin(async move {
                let (stage, one) = (scene.stage, first(scene).await);
                let ctx = stage.ctx(&stage.author).await;
                let text = stage.words("Alt punct tare");
                let added =
                    calitas_app::caf::add_finding(&ctx, one.id, FindingKind::Strength, &text, None).await;
                let (known, added) = (stage.findings(&one).await.remove(0), added.expect("added").1);
                let ids = [known.id.global(), added.id.global()];
                json!({ "input": { "ids": ids, "text": stage.words("Împreună") } })
            })
        }),
    ]
}

fn areas() -> Vec<Recipe> {
    vec![
        Recipe::of("rankCafFinding", |scene, _| {
            Box::pin(async move {
                let area = scene.stage.areas(first(scene).await.assessment).await.remove(0);
                json!({ "input": {
                    "id": area.id.global(), "expectedVersion": area.version, "impact": 5, "effort": 2,
                } })
            })
        }),
        Recipe::of("planCafAreas", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (assessment, _) = stage.opened(&[&stage.author]).await;
                stage.agree_all(assessment.id, 50).await;
                stage.concluded(assessment.id).await;
                let area = stage.areas(assessment.id).await.remove(0);
                json!({ "input": {
                    "assessmentId": assessment.id.global(), "planId": stage.empty_plan("Plan CAF").await.global(),
                    "groups": [{
                        "findingIds": [area.id.global()], "title": stage.words("Acțiune"),
                        "unitId": stage.house.legal.global(), "responsibleId": stage.author.membership.global(),
                        "dueOn": "2027-03-01",
                    }],
                    "idempotencyKey": format!("areas{}", stage.number()),
                } })
            })
        }),
    ]
}

/// The first subcriterion while the group talks about it.
async fn talk(scene: &Scene<'_>) -> Consensus {
    let shown = scene.stage.revealed(&first(scene).await).await;
    scene.stage.discussed(&shown).await
}

/// An assessment that is scored by the persona where that is a member of the institution, else by the author.
async fn own(scene: &Scene<'_>, persona: &Persona) -> (Person, GroupMember) {
    let person = scene.member_or_author(persona).clone();
    let (_, mut members) = scene.stage.scoring(&[&person]).await;
    (person, members.remove(0))
}

/// The first subcriterion of an assessment whose consensus is opened.
async fn first(scene: &Scene<'_>) -> Consensus {
    let (assessment, _) = scene.stage.opened(&[&scene.stage.author]).await;
    scene.stage.before_group(assessment.id).await.remove(0)
}

/// An assessment with its stream from the beginning.
pub async fn stream(scene: &Scene<'_>) -> CafAssessmentId {
    scene.stage.opened(&[&scene.stage.author]).await.0.id
}

fn with(assessment: &Assessment, more: Value) -> Value {
    input(json!({ "id": assessment.id.global(), "expectedVersion": assessment.version }), more)
}

fn of(member: &GroupMember, more: Value) -> Value {
    input(json!({ "id": member.id.global(), "expectedVersion": member.version }), more)
}

fn before(one: &Consensus, more: Value) -> Value {
    input(json!({ "id": one.id.global(), "expectedVersion": one.version }), more)
}

fn input(mut input: Value, more: Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    json!({ "input": input })
}
