//! The questions in the words of Calitas, with a token for each person.

use super::{Field, Question};
use crate::http::{Request, post};
use crate::target::{self, Change, Target};
use anyhow::Result;
use calitas_domain::id::{Identity, MunicipalityId, PlanActionId, PlanId, TenantId};
use data_encoding::{BASE32_DNSSEC, BASE64URL_NOPAD};
use serde_json::{Value, json};
use uuid::Uuid;

const POINT: &str = "query($id: ID!) { planAction(id: $id) { id title status progress dueOn version } }";
const NESTED: &str =
    "query($id: ID!) { plan(id: $id) { id title actions(first: 50, orderBy: NUMBER_ASC) { nodes {
  id title status progress dueOn responsible { id displayName unit { id nameRo } } unit { id nameRo }
  contributors { id displayName } } } } }";
const DEEP: &str = "query($id: ID!, $after: String) {
  planActions(tenantId: $id, orderBy: DUE_ASC, first: 50, after: $after) {
    nodes { id title status progress dueOn version } } }";
const SUMS: &str =
    "query($id: ID!) { plan(id: $id) { id actionCount overdueCount dueSoonCount progress budgetTotal
  statusCounts { status count } } }";
const TODO: &str =
    "{ viewer { todoCount todos(first: 50) { nodes { id title verb dueOn group waitingCount } } } }";
const SEARCH: &str = "query($text: String!) { search(text: $text, first: 20) { subjectId kind code title } }";
const SCORECARD: &str = "query($id: ID!) { municipality(id: $id) { institutions { slug
  releasedPlanSummary { activePlanCount openCount overdueCount dueSoonCount doneCount progress } } } }";
const PROGRESS: &str = "mutation($input: UpdatePlanActionInput!) {
  updatePlanAction(input: $input) { planAction { id version progress } } }";

/// One request for each target, or each change.
pub fn requests(field: &Field, question: Question, changes: &[Change]) -> Result<Vec<Request>> {
    let tokens = field.targets.iter().map(|one| {
        let (account, session) = one.asking(question);
        target::token(&field.keys, account, session)
    });
    let tokens = tokens.collect::<Result<Vec<_>>>()?;
    if question == Question::Progress {
        let ask = |change: &Change| {
            let of = &field.targets[change.target];
            let id = global(&PlanActionId::new(TenantId(of.tenant), change.action));
            let (version, progress) = (change.version, change.progress);
            let input = json!({ "id": id, "expectedVersion": version, "progress": progress });
            request(PROGRESS, json!({ "input": input }), &tokens[change.target])
        };
        return Ok(changes.iter().map(ask).collect());
    }
    let ask = |(of, token): (&Target, &String)| {
        let (text, variables) = words(question, of);
        request(text, variables, token)
    };
    Ok(field.targets.iter().zip(&tokens).map(ask).collect())
}

/// Document and variables of a read.
fn words(question: Question, of: &Target) -> (&'static str, Value) {
    let tenant = TenantId(of.tenant);
    let plan = global(&PlanId::new(tenant, of.plan));
    match question {
        Question::Point => (POINT, json!({ "id": global(&PlanActionId::new(tenant, of.action)) })),
        Question::Nested => (NESTED, json!({ "id": plan })),
        Question::Deep => {
            let (day, row) = of.deep;
            let after = ["DueAsc", &day.to_string(), &row.to_string()].join("\u{1f}");
            let after = BASE64URL_NOPAD.encode(after.as_bytes());
            (DEEP, json!({ "id": global(&tenant), "after": after }))
        }
        Question::Sums => (SUMS, json!({ "id": plan })),
        Question::Todo => (TODO, json!({})),
        Question::Search => (SEARCH, json!({ "text": "instruirea personalului etapa 17" })),
        Question::Scorecard => (SCORECARD, json!({ "id": global(&MunicipalityId(of.municipality)) })),
        Question::Progress => (PROGRESS, json!({})),
    }
}

fn request(text: &str, variables: Value, token: &str) -> Request {
    let body = json!({ "query": text, "variables": variables }).to_string();
    post("/graphql", &[("authorization", &format!("Bearer {token}"))], &body)
}

/// The opaque form of an id.
pub fn global<T: Identity>(id: &T) -> String {
    format!("{}_{}", T::KIND.0, BASE32_DNSSEC.encode(&id.bytes()))
}

impl Target {
    /// Who asks a question: the scorecard is the city hall's, everything else the institution's own.
    fn asking(&self, question: Question) -> (Uuid, Uuid) {
        if question == Question::Scorecard { self.overseer } else { (self.account, self.session) }
    }
}
