//! Improvement plans through the API.

mod action;
mod board;
mod demo;
mod guest;
mod lifecycle;
mod list;
mod merge;
mod oversight;
mod part;
mod rollup;
mod todo;

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, House, World, world::Person};
use serde_json::{Value, json};

/// A plan that a test works on, seen by the quality manager of its institution.
pub struct Stage<'a> {
    pub world: &'a World,
    pub house: &'a House,
    /// Who runs it.
    pub manager: Client<'a>,
    /// Who approves it.
    pub head: Client<'a>,
    pub plan: String,
}

impl<'a> Stage<'a> {
    /// A draft of the city hall.
    pub async fn draft(world: &'a World) -> Self {
        Self::draft_in(world, &world.hall).await
    }

    pub async fn draft_in(world: &'a World, house: &'a House) -> Self {
        let manager = world.client(house, Role::QualityManager);
        let input = json!({ "tenantId": house.id.global(), "kind": "IMPROVEMENT", "title": "Plan de îmbunătățire",
            "periodStart": "2026-01-01", "periodEnd": "2027-12-31" });
        let made = manager.act(
            "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id } } } }",
            input,
        );
        let plan = text(&made.await.ok(), "/createPlan/planEdge/node/id");
        Self { world, house, manager, head: world.client(house, Role::HeadOfInstitution), plan }
    }

    /// An approved plan with one approved action of the specialist; its id too.
    pub async fn running(world: &'a World) -> (Self, String) {
        let stage = Self::draft(world).await;
        let action = stage.add(json!({ "title": "Registru unic al petițiilor" })).await;
        stage.submit().await.ok();
        stage.approve().await.ok();
        (stage, action)
    }

    /// A person of the institution.
    pub fn person(&self, role: Role) -> &'a Person {
        self.house.people.get(&role).expect("a person per role")
    }

    pub fn member(&self, role: Role) -> String {
        self.person(role).membership.global().to_string()
    }

    pub fn client(&self, role: Role) -> Client<'a> {
        self.world.client(self.house, role)
    }

    /// Proposes a complete action with other values.
    pub async fn add(&self, other: Value) -> String {
        let input = json!({ "planId": self.plan, "title": "Acțiune", "responsibleId": self.member(Role::Specialist),
            "unitId": self.house.legal.global(), "startOn": "2026-11-01", "dueOn": "2027-03-31" });
        let made = self.manager.act(CREATE_ACTION, merged(input, other)).await.ok();
        text(&made, "/createPlanAction/planActionEdge/node/id")
    }

    /// What the manager sees of the plan.
    pub async fn see(&self, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ plan(id: $id) {{ {fields} }} }}");
        self.manager.run(&document, json!({ "id": self.plan })).await.ok()["plan"].clone()
    }

    /// What the manager sees of an action.
    pub async fn see_action(&self, id: &str, fields: &str) -> Value {
        action(&self.manager, id, fields).await
    }

    pub async fn version(&self) -> i64 {
        self.see("version").await["version"].as_i64().expect("a version")
    }

    pub async fn action_version(&self, id: &str) -> i64 {
        self.see_action(id, "version").await["version"].as_i64().expect("a version")
    }

    pub async fn submit(&self) -> calitas_kit::Answer {
        self.act_on_plan(&self.manager, "submitPlan", "SubmitPlanInput", json!({})).await
    }

    pub async fn approve(&self) -> calitas_kit::Answer {
        self.act_on_plan(&self.head, "approvePlan", "ApprovePlanInput", json!({})).await
    }

    /// An act on the version of the plan that stands now.
    pub async fn act_on_plan(
        &self,
        client: &Client<'_>,
        name: &str,
        input: &str,
        other: Value,
    ) -> calitas_kit::Answer {
        let document =
            format!("mutation($input: {input}!) {{ {name}(input: $input) {{ plan {{ status number }} }} }}");
        let version = self.version().await;
        client.act(&document, merged(json!({ "id": self.plan, "expectedVersion": version }), other)).await
    }

    /// Moves an action in the version that stands now.
    pub async fn move_to(
        &self,
        client: &Client<'_>,
        id: &str,
        status: &str,
        reason: Option<&str>,
    ) -> calitas_kit::Answer {
        let version = self.action_version(id).await;
        let input = json!({ "id": id, "expectedVersion": version, "status": status, "reason": reason });
        client.act(MOVE, input).await
    }
}

pub const CREATE_ACTION: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
    planActionEdge { cursor node { id code version status progress } } plan { id } } }";
pub const UPDATE: &str = "mutation($input: UpdatePlanActionInput!) { updatePlanAction(input: $input) {
    planAction { version title description budget impact dueOn progress responsible { displayName } unit { code } } } }";
pub const MOVE: &str = "mutation($input: MovePlanActionInput!) { movePlanAction(input: $input) {
    planAction { version status statusReason progress boardRank } plan { progress } } }";

pub async fn action(client: &Client<'_>, id: &str, fields: &str) -> Value {
    let document = format!("query($id: ID!) {{ planAction(id: $id) {{ {fields} }} }}");
    client.run(&document, json!({ "id": id })).await.ok()["planAction"].clone()
}

/// One object with the fields of another on top.
pub fn merged(mut base: Value, other: Value) -> Value {
    if let (Some(base), Value::Object(other)) = (base.as_object_mut(), other) {
        base.extend(other);
    }
    base
}

#[track_caller]
pub fn text(value: &Value, path: &str) -> String {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("{path} in {value}")).to_owned()
}

/// Path and code, as owned texts.
pub fn faults(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}
