//! The group of the meeting: all of them in, each with all scores, consensus open.

use super::ask;
use crate::answers::people::House;
use crate::http::Connection;
use crate::question::global;
use anyhow::{Context, Result};
use calitas_domain::id::{MembershipId, TenantId};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

const CREATE: &str = "mutation($input: CreateCafAssessmentInput!) { createCafAssessment(input: $input) {
  cafAssessment { id version } } }";
const ADD: &str = "mutation($input: AddCafMemberInput!) { addCafMember(input: $input) {
  cafAssessment { id version } } }";
const START: &str = "mutation($input: StartCafScoringInput!) { startCafScoring(input: $input) {
  cafAssessment { id version } } }";
const OPEN: &str = "mutation($input: OpenCafConsensusInput!) { openCafConsensus(input: $input) {
  cafAssessment { id version streamCursor consensus { id version subcriterion { code } } } } }";

/// A group before its meeting.
pub struct Group {
    /// Global id of the assessment.
    pub assessment: String,
    /// Where its stream stands.
    pub cursor: String,
    /// Its subcriteria with id and version.
    pub subcriteria: Vec<Value>,
    /// The panel of each.
    pub panels: Vec<&'static str>,
    tenant: Uuid,
    since: i64,
}

impl Group {
    /// Takes everybody in. What they would write alone is written for them: 28 scores each are not what is measured.
    pub async fn gather(
        admin: &mut PgConnection,
        leader: &mut Connection,
        house: &House,
        token: &str,
    ) -> Result<Self> {
        let tenant = TenantId(house.tenant);
        let rows: Vec<(Uuid,)> = sqlx::query_as(
            "SELECT person.id FROM membership AS person WHERE person.tenant_id = $1 AND person.unit_id IS NOT NULL
             ORDER BY person.account_id = $2 DESC, person.id",
        )
        .bind(house.tenant)
        .bind(house.heads.first().context("a head")?.account)
        .fetch_all(&mut *admin)
        .await?;
        let people: Vec<String> =
            rows.iter().map(|(row,)| global(&MembershipId::new(tenant, *row))).collect();
        let input = json!({ "tenantId": global(&tenant), "year": 2026, "title": "Autoevaluare CAF",
            "method": "CLASSICAL", "disclosure": "ANONYMOUS", "coordinatorId": people[0] });
        let made = ask(leader, CREATE, &input, token).await?["createCafAssessment"]["cafAssessment"].clone();
        for person in &people {
            let input = json!({ "assessmentId": made["id"], "memberId": person, "role": "MEMBER" });
            ask(leader, ADD, &input, token).await?;
        }
        let input = json!({ "id": made["id"], "expectedVersion": made["version"], "dueOn": "2099-12-31" });
        let started = ask(leader, START, &input, token).await?["startCafScoring"]["cafAssessment"].clone();
        for sql in [
            "UPDATE caf_individual_score SET given = ARRAY[40 + abs(hashtext(member_id::text)) % 30],
               strengths = 'Organigrama este la zi', areas = 'Indicatorii lipsesc' WHERE tenant_id = $1",
            "UPDATE caf_member SET submitted_at = now() WHERE tenant_id = $1",
        ] {
            sqlx::query(sql).bind(house.tenant).execute(&mut *admin).await?;
        }
        let input = json!({ "id": started["id"], "expectedVersion": started["version"] });
        let opened = ask(leader, OPEN, &input, token).await?["openCafConsensus"]["cafAssessment"].clone();
        let subcriteria = opened["consensus"].as_array().context("subcriteria")?.clone();
        let panel = |one: &Value| {
            let is_result = one["subcriterion"]["code"].as_str().is_some_and(|code| code >= "6");
            if is_result { "CLASSICAL_RESULTS" } else { "CLASSICAL_ENABLERS" }
        };
        let since = sqlx::query_scalar("SELECT coalesce(max(position), 0) FROM journal WHERE tenant_id = $1")
            .bind(house.tenant)
            .fetch_one(&mut *admin)
            .await?;
        Ok(Self {
            assessment: opened["id"].as_str().context("an id")?.to_owned(),
            cursor: opened["streamCursor"].as_str().context("a cursor")?.to_owned(),
            panels: subcriteria.iter().map(panel).collect(),
            subcriteria,
            tenant: house.tenant,
            since,
        })
    }

    /// How many events each screen must have heard, by their places in the journal.
    pub async fn told(&self, admin: &mut PgConnection) -> Result<Vec<i64>> {
        let all = sqlx::query_scalar(
            "SELECT position FROM journal WHERE tenant_id = $1 AND position > $2 ORDER BY position",
        );
        Ok(all.bind(self.tenant).bind(self.since).fetch_all(admin).await?)
    }
}
