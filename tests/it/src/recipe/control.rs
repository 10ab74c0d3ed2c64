//! The self-assessment of internal control.

use super::{Recipe, Scene};
use calitas_domain::control::{Campaign, Questionnaire};
use calitas_graphql::node::GlobalId;
use calitas_kit::House;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("openControlCampaign", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "year": scene.stage.free_year().await,
                    "dueOn": "2027-01-15", "unitIds": [scene.stage.house.legal.global()],
                    "idempotencyKey": format!("campaign{}", scene.number()),
                } })
            })
        }),
        Recipe::of("updateControlCampaign", |scene, _| {
            Box::pin(async move {
                let due_on = format!("2027-02-{:02}", scene.number() % 28 + 1);
                of(&scene.stage.campaign().await, json!({ "dueOn": due_on }))
            })
        }),
        Recipe::of("askControlCompartments", |scene, _| {
            Box::pin(async move {
                let unit = scene.stage.unit().await;
                of(&scene.stage.campaign().await, json!({ "unitIds": [unit.global()] }))
            })
        }),
        Recipe::of("closeControlCampaign", |scene, _| {
            Box::pin(async move { of(&scene.stage.spare_campaign().await, json!({})) })
        }),
        Recipe::of("updateControlCalendar", |scene, _| {
            Box::pin(async move {
                let day = scene.number() % 28 + 1;
                // Only the institution at the head of the municipality decides.
                let world = scene.stage.world();
                let is_head_of = |head: &&House| head.municipality == scene.stage.house.municipality;
                let head = [&world.hall, &world.foreign].into_iter().find(is_head_of).expect("a head");
                json!({ "input": {
                    "tenantId": head.id.global(),
                    "expectedVersion": scene.stage.control_calendar().await,
                    "deadlines": [{ "kind": "REPORT", "month": 3, "day": day }],
                } })
            })
        }),
        Recipe::case("answerCriterion", "of one's unit", |scene, _| {
            Box::pin(async move { answer(scene, &scene.stage.questionnaire().await).await })
        }),
        Recipe::case("answerCriterion", "as a delegate", |scene, persona| {
            Box::pin(async move {
                let delegate = scene.member_or_author(persona).membership;
                let questionnaire = scene.stage.questionnaire().await;
                answer(scene, &scene.stage.delegate(&questionnaire, delegate).await).await
            })
        }),
        Recipe::of("delegateControlQuestionnaire", |scene, _| {
            Box::pin(async move {
                let delegate = scene.stage.author.membership.global();
                with(&scene.stage.questionnaire().await, json!({ "delegateId": delegate }))
            })
        }),
        Recipe::of("takeOverControlAnswers", |scene, _| {
            Box::pin(async move {
                let questionnaire = scene.stage.with_earlier_answers().await;
                json!({ "input": { "id": questionnaire.id.global() } })
            })
        }),
        Recipe::of("submitControlQuestionnaire", |scene, _| {
            Box::pin(async move {
                let questionnaire = scene.stage.questionnaire().await;
                scene.stage.answer_all(questionnaire.id).await;
                with(&questionnaire, json!({}))
            })
        }),
        Recipe::of("returnControlQuestionnaire", |scene, _| {
            Box::pin(async move {
                let remark = scene.stage.words("Completați dovezile");
                with(&scene.stage.handed_in().await, json!({ "remark": remark }))
            })
        }),
        Recipe::of("updateControlTemplate", |scene, _| {
            Box::pin(async move {
                let (number, criteria) = scene.stage.criteria().await;
                let kept = criteria.iter().map(
                    |one| json!({ "code": one.code(), "labelRo": one.label_ro, "labelEn": one.label_en }),
                );
                let own = json!({ "standard": "S09", "labelRo": scene.stage.words("Criteriul") });
                let all: Vec<Value> = kept.chain([own]).collect();
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "baseNumber": number, "criteria": all,
                    "idempotencyKey": format!("criteria{}", scene.number()),
                } })
            })
        }),
        Recipe::of("lockControlQuestionnaire", |scene, _| {
            Box::pin(async move { with(&scene.stage.handed_in().await, json!({})) })
        }),
    ]
}

async fn answer(scene: &Scene<'_>, questionnaire: &Questionnaire) -> Value {
    let place = scene.stage.answers(questionnaire.id).await.remove(0);
    json!({ "input": {
        "id": place.id.global(), "expectedVersion": place.version, "answer": "NO",
        "explanation": scene.stage.words("Lipsește"),
    } })
}

fn of(campaign: &Campaign, more: Value) -> Value {
    input(json!({ "id": campaign.id.global(), "expectedVersion": campaign.version }), more)
}

fn with(questionnaire: &Questionnaire, more: Value) -> Value {
    input(json!({ "id": questionnaire.id.global(), "expectedVersion": questionnaire.version }), more)
}

fn input(mut input: Value, more: Value) -> Value {
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}
