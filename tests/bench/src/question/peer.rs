//! The questions in the words of PostGraphile 5. Who asks is a header: it pays for no token and no lookup of rights.

use super::{Field, Question};
use crate::http::{Connection, Request, post};
use crate::target::{Change, Target};
use anyhow::{Context, Result};
use serde_json::{Value, json};

const POINT: &str = "query($t: UUID!, $a: UUID!) { planActionByTenantIdAndRowId(tenantId: $t, rowId: $a) {
  id title status progress dueOn version } }";
const NESTED: &str =
    "query($t: UUID!, $p: UUID!) { planByTenantIdAndRowId(tenantId: $t, rowId: $p) { id title
  planActionsByTenantIdAndPlanId(first: 50, orderBy: [NUMBER_ASC]) { nodes {
    id title status progress dueOn
    membershipByTenantIdAndResponsibleId { id displayName unitByTenantIdAndUnitId { id nameRo } }
    unitByTenantIdAndUnitId { id nameRo }
    planActionContributorsByTenantIdAndPlanIdAndActionId { nodes {
      membershipByTenantIdAndMembershipId { id displayName } } } } } } }";
const DEEP: &str = "query($t: UUID!, $after: Cursor) {
  allPlanActions(condition: { tenantId: $t }, orderBy: [DUE_ORDER_ASC, ROW_ID_ASC], first: 50, after: $after) {
    nodes { id title status progress dueOn version } } }";
const PLACE: &str = "query($t: UUID!, $skip: Int!) {
  allPlanActions(condition: { tenantId: $t }, orderBy: [DUE_ORDER_ASC, ROW_ID_ASC], first: 1, offset: $skip) {
    edges { cursor node { rowId } } } }";
const PROGRESS: &str = "mutation($input: BenchPeerReportProgressInput!) {
  benchPeerReportProgress(input: $input) { result { id version progress } } }";

/// One request for each target, or each change.
pub async fn requests(field: &Field, question: Question, changes: &[Change]) -> Result<Vec<Request>> {
    let mut requests = Vec::new();
    if question == Question::Progress {
        for change in changes {
            let of = &field.targets[change.target];
            let input = json!({ "tenant": of.tenant, "action": change.action, "progress": change.progress });
            requests.push(request(of, PROGRESS, json!({ "input": input })));
        }
        return Ok(requests);
    }
    for of in &field.targets {
        requests.push(match question {
            Question::Point => request(of, POINT, json!({ "t": of.tenant, "a": of.action })),
            Question::Deep => request(of, DEEP, json!({ "t": of.tenant, "after": place(field, of).await? })),
            _ => request(of, NESTED, json!({ "t": of.tenant, "p": of.plan })),
        });
    }
    Ok(requests)
}

/// The peer's own cursor of the place where the deep page begins.
async fn place(field: &Field, of: &Target) -> Result<Value> {
    let mut connection = Connection::open(field.peer).await?;
    connection.ask(&request(of, PLACE, json!({ "t": of.tenant, "skip": of.deep_place }))).await?;
    let answer: Value = serde_json::from_slice(connection.body())?;
    let edge = &answer["data"]["allPlanActions"]["edges"][0];
    anyhow::ensure!(edge["node"]["rowId"] == json!(of.deep.1), "the peer orders otherwise: {answer}");
    edge.get("cursor").cloned().context("no cursor")
}

fn request(of: &Target, text: &str, variables: Value) -> Request {
    let body = json!({ "query": text, "variables": variables }).to_string();
    post("/graphql", &[("x-bench-scope", &format!("{} {}", of.account, of.tenant))], &body)
}
