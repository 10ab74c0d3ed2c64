//! Questionnaires that somebody has to do with, with all that is needed to speak of them.

use crate::{Conn, Result};
use calitas_domain::{
    control::{Campaign, CampaignStatus, Duty, Questionnaire, QuestionnaireStatus},
    id::{ControlCampaignId, ControlQuestionnaireId, ControlTemplateId, MembershipId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// More than this of one kind nobody works off from a list; the pages of the feature show the rest.
const LIMIT: i64 = 200;

/// Reads questionnaires with campaign, compartment and progress: how `asked` is joined and filtered stands in the tail.
macro_rules! duties {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT asked.tenant_id, asked.id, asked.campaign_id, asked.unit_id, asked.delegate_id, asked.status,
                 asked.remark, asked.submitted_by, asked.submitted_at, asked.number, asked.locked_by, asked.locked_at,
                 asked.version, campaign.year, campaign.template_id, campaign.due_on,
                 campaign.status AS campaign_status, campaign.opened_by, campaign.opened_at, campaign.closed_at,
                 campaign.version AS campaign_version, unit.name_ro, unit.name_en, progress.complete AS "complete!",
                 progress.asked AS "criteria!"
               FROM control_questionnaire AS asked
               JOIN control_campaign AS campaign
                 ON campaign.tenant_id = asked.tenant_id AND campaign.id = asked.campaign_id
               JOIN unit ON unit.tenant_id = asked.tenant_id AND unit.id = asked.unit_id
               CROSS JOIN LATERAL (
                 SELECT (count(*) FILTER (WHERE answer.is_complete))::integer AS complete, count(*)::integer AS asked
                 FROM control_answer AS answer
                 WHERE answer.tenant_id = asked.tenant_id AND answer.questionnaire_id = asked.id
               ) AS progress "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Duty::from).collect::<Vec<_>>())
    };
}

/// Questionnaires that are being answered, of the compartments given: a unit, or none for all of an institution.
///
/// # Errors
/// When the database fails.
pub async fn to_complete(conn: &mut Conn, places: &[(TenantId, Option<Uuid>)]) -> Result<Vec<Duty>> {
    let (tenants, units): (Vec<Uuid>, Vec<Option<Uuid>>) =
        places.iter().map(|(tenant, unit)| (tenant.0, *unit)).unzip();
    Ok(duties!(
        conn,
        "WHERE campaign.tenant_id = ANY($1) AND campaign.status = 'OPEN' AND asked.status IN ('OPEN', 'RETURNED')
           AND EXISTS (SELECT FROM unnest($1::uuid[], $2::uuid[]) AS mine (tenant_id, unit_id)
             WHERE mine.tenant_id = asked.tenant_id AND (mine.unit_id IS NULL OR mine.unit_id = asked.unit_id))
         ORDER BY campaign.due_on, asked.id LIMIT $3",
        &tenants,
        &units as &[Option<Uuid>],
        LIMIT,
    )?)
}

/// Questionnaires that are being answered and that one of some people (the places of one person) was let answer.
///
/// # Errors
/// When the database fails.
pub async fn delegated(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<Duty>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(duties!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           ON asked.tenant_id = person.tenant_id AND asked.delegate_id = person.id
         WHERE campaign.status = 'OPEN' AND asked.status IN ('OPEN', 'RETURNED')
         ORDER BY campaign.due_on, asked.id LIMIT $3",
        &tenants,
        &rows,
        LIMIT,
    )?)
}

/// Questionnaires of some institutions that were handed in and wait to be taken in, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn to_verify(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Duty>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    Ok(duties!(
        conn,
        "WHERE campaign.tenant_id = ANY($1) AND campaign.status = 'OPEN' AND asked.status = 'SUBMITTED'
         ORDER BY asked.submitted_at, asked.id LIMIT $2",
        &tenants,
        LIMIT,
    )?)
}

/// Questionnaires that one of some people handed in and that wait to be taken in, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn handed_in(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<Duty>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(duties!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           ON asked.tenant_id = person.tenant_id AND asked.submitted_by = person.id
         WHERE campaign.status = 'OPEN' AND asked.status = 'SUBMITTED'
         ORDER BY asked.submitted_at, asked.id LIMIT $3",
        &tenants,
        &rows,
        LIMIT,
    )?)
}

/// Questionnaires by id.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlQuestionnaireId]) -> Result<Vec<Duty>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(duties!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON asked.tenant_id = wanted.tenant_id AND asked.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// All questionnaires of several campaigns, by compartment.
///
/// # Errors
/// When the database fails.
pub async fn of_campaigns(conn: &mut Conn, campaigns: &[ControlCampaignId]) -> Result<Vec<Duty>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = campaigns.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(duties!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON asked.tenant_id = wanted.tenant_id AND asked.campaign_id = wanted.id
         ORDER BY unit.name_ro, asked.id",
        &tenants,
        &rows,
    )?)
}

/// The people who may answer in some institutions on a day, with the unit the right was given for.
///
/// # Errors
/// When the database fails.
pub async fn answerers(
    conn: &mut Conn,
    tenants: &[TenantId],
    today: NaiveDate,
) -> Result<Vec<(TenantId, Option<Uuid>, MembershipId)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT given.tenant_id, given.unit_id, given.membership_id
         FROM membership_role AS given
         JOIN membership ON membership.tenant_id = given.tenant_id AND membership.id = given.membership_id
         LEFT JOIN custom_role AS own ON own.tenant_id = given.tenant_id AND own.id = given.custom_role_id
         WHERE given.tenant_id = ANY($1) AND (given.role = 'HEAD_OF_UNIT' OR 'CONTROL_ANSWER' = ANY(own.permissions))
           AND membership.ended_at IS NULL AND (membership.expires_on IS NULL OR membership.expires_on >= $2)",
        &tenants,
        today,
    )
    .fetch_all(conn.raw())
    .await?;
    let found = rows.into_iter().map(|row| {
        let tenant = TenantId(row.tenant_id);
        (tenant, row.unit_id, MembershipId::new(tenant, row.membership_id))
    });
    Ok(found.collect())
}

/// Everybody who was let answer the questionnaire, or any of the campaign, that something happened to.
///
/// # Errors
/// When the database fails.
pub async fn involved(conn: &mut Conn, tenant: TenantId, subject: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"SELECT delegate_id AS "id!" FROM control_questionnaire
           WHERE tenant_id = $1 AND id = $2 AND delegate_id IS NOT NULL
         UNION SELECT submitted_by FROM control_questionnaire
           WHERE tenant_id = $1 AND id = $2 AND submitted_by IS NOT NULL
         UNION SELECT delegate_id FROM control_questionnaire
           WHERE tenant_id = $1 AND campaign_id = $2 AND delegate_id IS NOT NULL"#,
        tenant.0,
        subject,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(found)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    campaign_id: Uuid,
    unit_id: Uuid,
    delegate_id: Option<Uuid>,
    status: String,
    remark: Option<String>,
    submitted_by: Option<Uuid>,
    submitted_at: Option<DateTime<Utc>>,
    number: i32,
    locked_by: Option<Uuid>,
    locked_at: Option<DateTime<Utc>>,
    version: i32,
    year: i32,
    template_id: Uuid,
    due_on: NaiveDate,
    campaign_status: String,
    opened_by: Option<Uuid>,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    campaign_version: i32,
    name_ro: String,
    name_en: String,
    complete: i32,
    criteria: i32,
}

impl From<Row> for Duty {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |row: Option<Uuid>| row.map(|row| MembershipId::new(tenant, row));
        let campaign = Campaign {
            id: ControlCampaignId::new(tenant, row.campaign_id),
            year: row.year,
            template: ControlTemplateId::new(tenant, row.template_id),
            due_on: row.due_on,
            status: CampaignStatus::from_code(&row.campaign_status).unwrap_or(CampaignStatus::Closed),
            opened_by: member(row.opened_by),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.campaign_version,
        };
        let questionnaire = Questionnaire {
            id: ControlQuestionnaireId::new(tenant, row.id),
            campaign: campaign.id,
            unit: UnitId::new(tenant, row.unit_id),
            delegate: member(row.delegate_id),
            status: QuestionnaireStatus::from_code(&row.status).unwrap_or(QuestionnaireStatus::Locked),
            remark: row.remark,
            submitted_by: member(row.submitted_by),
            submitted_at: row.submitted_at,
            number: row.number,
            locked_by: member(row.locked_by),
            locked_at: row.locked_at,
            version: row.version,
        };
        let (unit_ro, unit_en) = (row.name_ro, row.name_en);
        Self { questionnaire, campaign, unit_ro, unit_en, complete: row.complete, asked: row.criteria }
    }
}
