//! The Monitoring Commission: who is in it, its meetings and what becomes of their decisions.

use calitas_domain::{
    access::{Grant, Role},
    identity::Placement,
    tenancy::{UnitInput, UnitKind},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, House, Stage, World};
use serde_json::{Value, json};

const SAVE: &str = "mutation($input: SaveCommissionInput!) { saveCommission(input: $input) {
  commission { id version decisionNumber } tenant { monitoringCommission { id } } } }";
const ADD: &str = "mutation($input: AddCommissionMemberInput!) { addCommissionMember(input: $input) {
  commission { members { id version role validFrom validUntil member { id } } } } }";
const CHANGE: &str =
    "mutation($input: UpdateCommissionMemberInput!) { updateCommissionMember(input: $input) {
  commission { members { id version role validUntil } } } }";
const CONVENE: &str =
    "mutation($input: CreateCommissionMeetingInput!) { createCommissionMeeting(input: $input) {
  commissionMeetingEdge { cursor node { id number state version } } } }";
const UPDATE: &str =
    "mutation($input: UpdateCommissionMeetingInput!) { updateCommissionMeeting(input: $input) {
  commissionMeeting { version minutes attendance { status member { id } } } } }";
const HOLD: &str = "mutation($input: HoldCommissionMeetingInput!) { holdCommissionMeeting(input: $input) {
  commissionMeeting { state heldOn version } } }";
const CANCEL: &str =
    "mutation($input: CancelCommissionMeetingInput!) { cancelCommissionMeeting(input: $input) {
  commissionMeeting { state number cancelReason version } } }";
const DECIDE: &str = "mutation($input: AddCommissionDecisionInput!) { addCommissionDecision(input: $input) {
  commissionMeeting { decisions { id code text dueOn responsible { displayName } } } } }";
const CORRECT: &str =
    "mutation($input: UpdateCommissionDecisionInput!) { updateCommissionDecision(input: $input) {
  commissionMeeting { decisions { id code text dueOn version responsible { id } viewerCan { update { allowed reason } } }
    history { nodes { kind } } } } }";
const SEATS: &str =
    "query($id: ID!) { tenant(id: $id) { monitoringCommission { members { id validUntil } } } }";
const MEETING: &str = "query($id: ID!) { commissionMeeting(id: $id) { version state
  attendance { status member { id member { displayName } } }
  decisions { code actions { code } }
  evidence { totalCount nodes { subjects { ... on CommissionMeeting { number } } } }
  history { nodes { kind subjectKind } }
  viewerCan { update { allowed } hold { allowed reason } record { allowed } attachEvidence { allowed } } } }";
const LIST: &str = "query($id: ID!, $first: Int, $after: String) { tenant(id: $id) {
  viewerCan { manageCommission { allowed } }
  monitoringCommission { version members { role } history { nodes { kind } } }
  commissionMeetings(first: $first, after: $after) { totalCount nodes { number state }
    pageInfo { hasNextPage endCursor } } } }";
const ACTION: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
  planActionEdge { node { id source { commissionDecision { code meeting { number } } } } } } }";
const ATTACH: &str =
    "mutation($input: CreateEvidenceInput!) { createEvidence(input: $input) { evidence { id } } }";

fn set_up(house: &House, number: &str) -> Value {
    json!({ "tenantId": house.id.global(), "decisionNumber": number, "decisionOn": "2026-01-15" })
}

fn seat(house: &House, role: Role, wanted: &str, more: Value) -> Value {
    let person = house.people[&role].membership.global();
    let base = json!({ "tenantId": house.id.global(), "memberId": person, "role": wanted, "validFrom": "2026-01-15" });
    with(base, more)
}

fn with(mut base: Value, more: Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        base[field] = value.clone();
    }
    base
}

fn fault(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

async fn convene(client: &Client<'_>, house: &House, day: &str) -> Value {
    let input = json!({ "tenantId": house.id.global(), "heldOn": day, "agenda": "1. Riscuri" });
    let made = client.act(CONVENE, input).await.ok();
    made["createCommissionMeeting"]["commissionMeetingEdge"]["node"].clone()
}

async fn see(client: &Client<'_>, id: &Value) -> Value {
    client.run(MEETING, json!({ "id": id })).await.ok()["commissionMeeting"].clone()
}

async fn list(client: &Client<'_>, house: &House, first: i32, after: Value) -> Answer {
    client.run(LIST, json!({ "id": house.id.global(), "first": first, "after": after })).await
}

#[tokio::test]
async fn control_commission_is_set_up_once_and_amended_by_who_read_it() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    assert_eq!(
        list(&secretary, house, 1, Value::Null).await.ok()["tenant"]["monitoringCommission"],
        Value::Null
    );
    let early = json!({ "tenantId": house.id.global(), "heldOn": "2026-11-20", "agenda": "1. Riscuri" });
    let refused = secretary.act(CONVENE, early).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "NO_COMMISSION"));
    assert_eq!(world.client(house, Role::HeadOfUnit).act(SAVE, set_up(house, "1")).await.code(), "FORBIDDEN");
    let wrong = secretary.act(SAVE, with(set_up(house, " "), json!({ "decisionOn": "2030-01-01" }))).await;
    let faults = [("decisionNumber", "REQUIRED"), ("decisionOn", "IN_THE_FUTURE")];
    assert_eq!(wrong.fields(), faults.map(|(path, code)| (path.to_owned(), code.to_owned())));
    let made = secretary.act(SAVE, set_up(house, "112")).await.ok();
    assert_eq!(made["saveCommission"]["commission"]["version"], 1);
    assert_eq!(
        made["saveCommission"]["tenant"]["monitoringCommission"]["id"],
        made["saveCommission"]["commission"]["id"]
    );
    let again = secretary.act(SAVE, set_up(house, "113")).await;
    assert_eq!((again.code(), again.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    let amended = secretary.act(SAVE, with(set_up(house, "113"), json!({ "expectedVersion": 1 }))).await.ok();
    assert_eq!(amended["saveCommission"]["commission"]["decisionNumber"], "113");
}

#[tokio::test]
async fn control_commission_has_one_chair_nobody_twice_and_nobody_of_internal_audit() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    secretary.act(SAVE, set_up(house, "112")).await.ok();
    let head = seat(house, Role::HeadOfInstitution, "CHAIR", json!({ "idempotencyKey": "chair" }));
    let made = secretary.act(ADD, head.clone()).await.ok();
    let chair = made["addCommissionMember"]["commission"]["members"][0].clone();
    let again = secretary.act(ADD, head).await.ok();
    let members = &again["addCommissionMember"]["commission"]["members"];
    assert_eq!(members.as_array().map(Vec::len), Some(1), "a repeated request has one effect");
    let twice = secretary.act(ADD, seat(house, Role::HeadOfInstitution, "MEMBER", json!({}))).await;
    assert_eq!(twice.fields(), fault("memberId", "ALREADY_IN_COMMISSION"));
    let second = secretary.act(ADD, seat(house, Role::HeadOfUnit, "CHAIR", json!({}))).await;
    assert_eq!(second.fields(), fault("role", "COMMISSION_HAS_CHAIR"));
    let end = json!({ "id": chair["id"], "expectedVersion": chair["version"], "validUntil": "2026-06-30" });
    secretary.act(CHANGE, end).await.ok();
    let next = seat(house, Role::HeadOfUnit, "CHAIR", json!({ "validFrom": "2026-07-01" }));
    secretary.act(ADD, next).await.ok();
    let back = json!({ "id": chair["id"], "expectedVersion": 2, "validUntil": null });
    assert_eq!(secretary.act(CHANGE, back).await.fields(), fault("role", "COMMISSION_HAS_CHAIR"));
    // Whoever works in internal audit, or under it, is refused.
    let stage = Stage::new(&world, house).await;
    let input = UnitInput {
        parent: None,
        code: "audit".to_owned(),
        name_ro: "Audit public intern".to_owned(),
        name_en: String::new(),
        kind: UnitKind::InternalAudit,
        is_first_level: true,
    };
    let ctx = stage.ctx(&stage.author).await;
    let audit = calitas_app::tenancy::create_unit(&ctx, house.id, input, None).await.expect("a unit").id;
    let placement = Placement {
        display_name: "Auditor".to_owned(),
        unit: Some(audit),
        grants: vec![Grant { role: Role::Specialist.into(), unit: Some(audit) }],
        objects: [].into(),
        expires_on: None,
    };
    let auditor = world.add_person(house, "auditor", placement).await;
    let input = json!({ "tenantId": house.id.global(), "memberId": auditor.membership.global(), "role": "MEMBER",
        "validFrom": "2026-01-15" });
    assert_eq!(secretary.act(ADD, input).await.fields(), fault("memberId", "INTERNAL_AUDIT_EXCLUDED"));
    let foreign = world.foreign.people[&Role::HeadOfUnit].membership.global();
    let input = json!({ "tenantId": house.id.global(), "memberId": foreign, "role": "MEMBER", "validFrom": "2026-01-15" });
    assert_eq!(secretary.act(ADD, input).await.fields(), fault("memberId", "UNKNOWN_REFERENCE"));
}

#[tokio::test]
async fn control_commission_meetings_are_held_or_cancelled_and_recorded_only_when_held() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    secretary.act(SAVE, set_up(house, "112")).await.ok();
    let made = secretary.act(ADD, seat(house, Role::HeadOfInstitution, "CHAIR", json!({}))).await.ok();
    let chair = made["addCommissionMember"]["commission"]["members"][0]["id"].clone();
    let first = convene(&secretary, house, "2026-11-20").await;
    assert_eq!((&first["number"], &first["state"]), (&json!(1), &json!("PLANNED")));
    let on = |version: i32, more: Value| with(json!({ "id": first["id"], "expectedVersion": version }), more);
    let early = secretary.act(UPDATE, on(1, json!({ "minutes": "S-a discutat" }))).await;
    assert_eq!((early.code(), early.reason()), ("CONFLICT", "MEETING_NOT_HELD"));
    let decision = json!({ "meetingId": first["id"], "text": "Se aprobă planul" });
    assert_eq!(secretary.act(DECIDE, decision.clone()).await.reason(), "MEETING_NOT_HELD");
    let attach = json!({ "subjectId": first["id"], "title": "Proces-verbal semnat" });
    assert_eq!(secretary.act(ATTACH, attach.clone()).await.reason(), "MEETING_NOT_HELD");
    let late = secretary.act(HOLD, on(1, json!({ "heldOn": "2030-01-01" }))).await;
    assert_eq!(late.fields(), fault("heldOn", "IN_THE_FUTURE"));
    let held = secretary.act(HOLD, on(1, json!({}))).await.ok();
    assert_eq!(held["holdCommissionMeeting"]["commissionMeeting"]["state"], "HELD");
    let there = json!([{ "memberId": chair, "status": "REPRESENTED" }]);
    let told =
        secretary.act(UPDATE, on(2, json!({ "minutes": "S-a discutat", "attendance": there }))).await.ok();
    let told = &told["updateCommissionMeeting"]["commissionMeeting"];
    assert_eq!(
        (&told["minutes"], &told["attendance"][0]["status"]),
        (&json!("S-a discutat"), &json!("REPRESENTED"))
    );
    let wrong = secretary
        .act(
            UPDATE,
            on(
                3,
                json!({ "attendance": [
        { "memberId": house.people[&Role::HeadOfUnit].membership.global(), "status": "ABSENT" }] }),
            ),
        )
        .await;
    assert_eq!(wrong.fields(), fault("attendance.0.memberId", "UNKNOWN_REFERENCE"));
    let responsible = house.people[&Role::HeadOfUnit].membership.global();
    let decision =
        with(decision, json!({ "responsibleId": responsible, "dueOn": "2026-12-31", "idempotencyKey": "d" }));
    let decided = secretary.act(DECIDE, decision.clone()).await.ok();
    let decided = &decided["addCommissionDecision"]["commissionMeeting"]["decisions"];
    assert_eq!((&decided[0]["code"], &decided[0]["dueOn"]), (&json!("CM-1.1"), &json!("2026-12-31")));
    let again = secretary.act(DECIDE, decision).await.ok();
    let again = again["addCommissionDecision"]["commissionMeeting"]["decisions"].as_array().map(Vec::len);
    assert_eq!(again, Some(1), "a repeated request has one effect");
    secretary.act(ATTACH, attach).await.ok();
    let reader = world.client(house, Role::Reader);
    let seen = see(&reader, &first["id"]).await;
    assert_eq!(
        (&seen["evidence"]["totalCount"], &seen["evidence"]["nodes"][0]["subjects"][0]["number"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(seen["viewerCan"]["record"]["allowed"], false);
    assert_eq!(seen["history"]["nodes"].as_array().map(Vec::len), Some(5), "{}", seen["history"]);
    let second = convene(&secretary, house, "2027-01-20").await;
    let gone = json!({ "id": second["id"], "expectedVersion": 1, "reason": "Lipsă cvorum" });
    let gone = secretary.act(CANCEL, gone).await.ok();
    let gone = &gone["cancelCommissionMeeting"]["commissionMeeting"];
    assert_eq!((&gone["state"], &gone["number"]), (&json!("CANCELLED"), &json!(2)));
    let refused = secretary.act(HOLD, json!({ "id": second["id"], "expectedVersion": 2 })).await;
    assert_eq!(refused.reason(), "MEETING_CANCELLED");
    assert_eq!(convene(&secretary, house, "2026-11-21").await["number"], 3);
    let page = list(&reader, house, 2, Value::Null).await.ok()["tenant"]["commissionMeetings"].clone();
    let numbers = |page: &Value| {
        page["nodes"].as_array().expect("nodes").iter().map(|one| one["number"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((&page["totalCount"], numbers(&page)), (&json!(3), vec![json!(2), json!(3)]));
    let rest = list(&reader, house, 2, page["pageInfo"]["endCursor"].clone()).await.ok();
    assert_eq!(numbers(&rest["tenant"]["commissionMeetings"]), [json!(1)]);
}

#[tokio::test]
async fn control_commission_decisions_become_actions_that_lead_back_to_the_meeting() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (meeting, decision) = stage.decision().await;
    let (plan, _) = stage.draft().await;
    let action = |reference: &str| {
        let source = json!({ "kind": "COMMISSION_DECISION", "reference": reference });
        json!({ "planId": plan.global(), "title": "Revizuirea procedurilor", "source": source })
    };
    let manager = world.client(&world.hall, Role::QualityManager);
    let unknown = manager.act(ACTION, action("CM-99.1")).await;
    assert_eq!(unknown.fields(), fault("source.reference", "UNKNOWN_REFERENCE"));
    let made = manager.act(ACTION, action(&decision.code())).await.ok();
    let node = &made["createPlanAction"]["planActionEdge"]["node"];
    assert_eq!(node["source"]["commissionDecision"]["code"], decision.code());
    assert_eq!(node["source"]["commissionDecision"]["meeting"]["number"], meeting.number);
    let seen = see(&manager, &json!(meeting.id.global())).await;
    assert_eq!(seen["decisions"][0]["actions"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn control_commission_of_another_institution_is_not_there() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (meeting, evidence) = stage.signed_meeting().await;
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    assert_eq!(see(&foreign, &json!(meeting.global())).await, Value::Null);
    let held = foreign.act(HOLD, json!({ "id": meeting.global(), "expectedVersion": 1 })).await;
    assert_eq!(held.code(), "NOT_FOUND");
    let seen =
        foreign.run("query($id: ID!) { evidence(id: $id) { id } }", json!({ "id": evidence.global() })).await;
    assert_eq!(seen.ok()["evidence"], Value::Null);
}

#[tokio::test]
async fn control_decision_is_corrected_until_an_action_follows_or_the_minutes_are_signed() {
    let world = World::new().await;
    let house = &world.hall;
    let stage = Stage::new(&world, house).await;
    let secretary = world.client(house, Role::ControlSecretariat);
    let (_, decision) = stage.decision().await;
    let on = |version: i32, more: Value| {
        with(json!({ "id": decision.id.global(), "expectedVersion": version }), more)
    };
    let early = secretary.act(CORRECT, on(1, json!({ "text": " ", "dueOn": "2000-01-01" }))).await;
    assert_eq!(early.fields().len(), 2, "{:?}", early.fields());
    let head = house.people[&Role::HeadOfUnit].membership.global();
    let wish = json!({ "text": "Se aprobă altfel", "responsibleId": head, "dueOn": null });
    let made = secretary.act(CORRECT, on(1, wish.clone())).await.ok();
    let meeting = &made["updateCommissionDecision"]["commissionMeeting"];
    let found = &meeting["decisions"][0];
    assert_eq!(
        (&found["text"], &found["dueOn"], &found["version"]),
        (&json!("Se aprobă altfel"), &Value::Null, &json!(2))
    );
    assert_eq!(
        (&found["responsible"]["id"], &found["viewerCan"]["update"]["allowed"]),
        (&json!(head), &json!(true))
    );
    assert_eq!(meeting["history"]["nodes"][0]["kind"], "commission_decision_updated");
    let stale = secretary.act(CORRECT, on(1, json!({ "text": "Altceva" }))).await;
    assert_eq!((stale.code(), stale.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    let again = secretary.act(CORRECT, on(2, wish)).await.ok();
    let again = &again["updateCommissionDecision"]["commissionMeeting"];
    assert_eq!(again["decisions"][0]["version"], 2, "nothing changed");
    for role in [Role::Reader, Role::HeadOfUnit, Role::HeadOfInstitution] {
        let refused = world.client(house, role).act(CORRECT, on(2, json!({ "text": "Altceva" }))).await;
        assert_eq!(refused.code(), "FORBIDDEN", "{role:?}");
    }
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    assert_eq!(foreign.act(CORRECT, on(2, json!({ "text": "Altceva" }))).await.code(), "NOT_FOUND");
    // Signed minutes hold what was decided; taken off again they do not.
    let (other, _) = stage.decision().await;
    secretary
        .act(ATTACH, json!({ "subjectId": other.id.global(), "title": "Proces-verbal semnat" }))
        .await
        .ok();
    let seen = world.client(house, Role::ControlSecretariat);
    let signed = "query($id: ID!) { commissionMeeting(id: $id) {
      decisions { id version viewerCan { update { allowed reason } } } } }";
    let seen = seen.run(signed, json!({ "id": other.id.global() })).await.ok();
    let held = &seen["commissionMeeting"]["decisions"][0];
    assert_eq!(held["viewerCan"]["update"]["allowed"], false);
    let late = json!({ "id": held["id"], "expectedVersion": held["version"], "text": "Altceva" });
    assert_eq!(secretary.act(CORRECT, late).await.reason(), "MINUTES_SIGNED");
    // An action follows from the first.
    let (plan, _) = stage.draft().await;
    let source = json!({ "kind": "COMMISSION_DECISION", "reference": decision.code() });
    let action = json!({ "planId": plan.global(), "title": "Se duce la îndeplinire", "source": source });
    world.client(house, Role::QualityManager).act(ACTION, action).await.ok();
    let carried = secretary.act(CORRECT, on(2, json!({ "text": "Altceva" }))).await;
    assert_eq!((carried.code(), carried.reason()), ("CONFLICT", "DECISION_CARRIED_OUT"));
}

#[tokio::test]
async fn control_commission_is_left_by_who_comes_to_internal_audit() {
    let world = World::new().await;
    let house = &world.hall;
    let stage = Stage::new(&world, house).await;
    let secretary = world.client(house, Role::ControlSecretariat);
    let (first, second) = (stage.commission_member().await, stage.commission_member().await);
    let ctx = stage.ctx(&stage.author).await;
    let unit = async |code: &str, kind: UnitKind| {
        let input = UnitInput {
            parent: None,
            code: code.to_owned(),
            name_ro: "Audit public intern".to_owned(),
            name_en: String::new(),
            kind,
            is_first_level: true,
        };
        calitas_app::tenancy::create_unit(&ctx, house.id, input, None).await.expect("a unit")
    };
    let audit = unit("audit", UnitKind::InternalAudit).await;
    let office = unit("birou", UnitKind::Office).await;
    let until = async |id: &str| {
        let seen = secretary.run(SEATS, json!({ "id": house.id.global() })).await.ok();
        let members = seen["tenant"]["monitoringCommission"]["members"].as_array().cloned().expect("members");
        members.into_iter().find(|one| one["id"] == id).expect("a seat")["validUntil"].clone()
    };
    let (one, two) = (first.id.global().to_string(), second.id.global().to_string());
    assert_eq!((until(&one).await, until(&two).await), (Value::Null, Value::Null));
    // One is moved into the unit of internal audit.
    let move_to = async |person: calitas_domain::id::MembershipId, unit| {
        let ctx = stage.ctx(&stage.author).await;
        let version =
            calitas_app::identity::member::by_ids(&ctx, &[person]).await.expect("places")[0].version;
        let place = |old: Placement| Placement { unit: Some(unit), ..old };
        calitas_app::identity::member::update(&ctx, person, version, place).await.expect("moved");
    };
    move_to(first.person, audit.id).await;
    let today = json!(world.app.now().date_naive().to_string());
    assert_eq!((until(&one).await, until(&two).await), (today.clone(), Value::Null));
    // The unit of the other becomes internal audit.
    move_to(second.person, office.id).await;
    assert_eq!(until(&two).await, Value::Null);
    let ctx = stage.ctx(&stage.author).await;
    let audit = |old: UnitInput| UnitInput { kind: UnitKind::InternalAudit, ..old };
    calitas_app::tenancy::update_unit(&ctx, office.id, office.version, audit, None).await.expect("changed");
    assert_eq!(until(&two).await, today);
    let seen = list(&secretary, house, 1, Value::Null).await.ok();
    let kinds = &seen["tenant"]["monitoringCommission"]["history"]["nodes"];
    assert_eq!(kinds[0]["kind"], "commission_member_updated");
}
