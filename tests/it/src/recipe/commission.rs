//! The Monitoring Commission, its meetings and the inventories of internal control.

use super::Recipe;
use calitas_domain::{access::Role, control::Meeting};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    commission().into_iter().chain(inventories()).collect()
}

fn commission() -> Vec<Recipe> {
    vec![
        Recipe::of("saveCommission", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let version = stage.commission().await.version;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "expectedVersion": version,
                    "decisionNumber": stage.words("HCL 112"), "decisionOn": "2026-01-15",
                } })
            })
        }),
        Recipe::of("addCommissionMember", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                stage.commission().await;
                let person = stage.specialist(&format!("seat{}", stage.number())).await;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "memberId": person.membership.global(), "role": "MEMBER",
                    "validFrom": "2026-01-15", "validUntil": "2027-01-14",
                    "idempotencyKey": format!("seat{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCommissionMember", |scene, _| {
            Box::pin(async move {
                let member = scene.stage.commission_member().await;
                json!({ "input": {
                    "id": member.id.global(), "expectedVersion": member.version, "role": "SECRETARY",
                    "validFrom": "2026-01-15", "validUntil": "2027-06-30",
                } })
            })
        }),
        Recipe::of("createCommissionMeeting", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                stage.commission().await;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "heldOn": "2027-02-01", "place": stage.words("Sala"),
                    "agenda": stage.words("1. Raportul anual"),
                    "idempotencyKey": format!("meeting{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCommissionMeeting", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let member = stage.commission_member().await;
                of(
                    &stage.held_meeting().await,
                    json!({
                        "place": stage.words("Altă sală"), "agenda": stage.words("2. Diverse"),
                        "minutes": stage.words("S-a discutat"),
                        "attendance": [{ "memberId": member.id.global(), "status": "ABSENT" }],
                    }),
                )
            })
        }),
        Recipe::of("holdCommissionMeeting", |scene, _| {
            Box::pin(async move { of(&scene.stage.meeting().await, json!({ "heldOn": "2026-01-20" })) })
        }),
        Recipe::of("cancelCommissionMeeting", |scene, _| {
            Box::pin(async move {
                let reason = scene.stage.words("Lipsă cvorum");
                of(&scene.stage.meeting().await, json!({ "reason": reason }))
            })
        }),
        Recipe::of("addCommissionDecision", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let meeting = stage.held_meeting().await;
                json!({ "input": {
                    "meetingId": meeting.id.global(), "text": stage.words("Se aprobă"),
                    "responsibleId": stage.author.membership.global(), "dueOn": "2027-12-31",
                    "idempotencyKey": format!("decision{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateCommissionDecision", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let (_, decision) = stage.decision().await;
                json!({ "input": {
                    "id": decision.id.global(), "expectedVersion": decision.version,
                    "text": stage.words("Se aprobă altfel"), "responsibleId": stage.author.membership.global(),
                    "dueOn": "2027-11-30",
                } })
            })
        }),
    ]
}

fn inventories() -> Vec<Recipe> {
    vec![
        Recipe::of("createSensitiveFunction", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "name": stage.words("Casier"),
                    "unitId": stage.house.legal.global(), "factors": stage.words("Numerar"), "exposure": "HIGH",
                    "holderId": stage.author.membership.global(), "heldSince": "2026-01-15",
                    "measures": stage.words("Inventar inopinat"), "dueOn": "2027-12-31",
                    "idempotencyKey": format!("function{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateSensitiveFunction", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let function = stage.sensitive_function().await;
                json!({ "input": {
                    "id": function.id.global(), "expectedVersion": function.version, "name": stage.words("Gestionar"),
                    "unitId": stage.house.finance.global(), "factors": stage.words("Bunuri"), "exposure": "LOW",
                    "holderId": stage.author.membership.global(), "heldSince": "2026-01-16",
                    "measures": stage.words("Rotație"), "dueOn": "2027-11-30",
                } })
            })
        }),
        Recipe::of("createControlDelegation", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let head = stage.house.people[&Role::HeadOfInstitution].membership;
                let delegate = stage.house.people[&Role::HeadOfUnit].membership;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "powers": stage.words("Semnează comenzi"),
                    "delegatorId": head.global(), "delegateId": delegate.global(), "act": stage.words("Dispoziția"),
                    "validFrom": "2026-01-15", "validUntil": "2027-01-14", "limits": stage.words("Sub 1.000 lei"),
                    "idempotencyKey": format!("delegation{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateControlDelegation", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                let delegation = stage.delegation().await;
                json!({ "input": {
                    "id": delegation.id.global(), "expectedVersion": delegation.version,
                    "powers": stage.words("Semnează tot"), "act": stage.words("Hotărârea"),
                    "validFrom": "2026-02-01", "validUntil": "2027-01-31", "limits": stage.words("Fără plăți"),
                    "isRevoked": true,
                } })
            })
        }),
    ]
}

fn of(meeting: &Meeting, more: Value) -> Value {
    let mut input = json!({ "id": meeting.id.global(), "expectedVersion": meeting.version });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    json!({ "input": input })
}
