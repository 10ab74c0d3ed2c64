//! Questionnaires, one a compartment of a campaign.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{
        Answer, ImplementationStatus, Pending, Questionnaire, QuestionnaireStatus, Standard, status_of,
    },
    id::{ControlCampaignId, ControlQuestionnaireId, MembershipId, TenantId, UnitId},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a compartment says of each standard so far.
pub type Statuses = [std::result::Result<ImplementationStatus, Pending>; Standard::COUNT as usize];

/// Adds questionnaires, each with an empty place for every criterion of the version. `places` makes the identities of
/// the places: as many for each questionnaire as there are criteria.
///
/// # Errors
/// When the database fails.
pub async fn create(
    tx: &mut WriteTx,
    questionnaires: &[Questionnaire],
    criteria: &[Uuid],
    places: &[Uuid],
) -> Result<()> {
    let Some(first) = questionnaires.first() else { return Ok(()) };
    let (ids, units): (Vec<Uuid>, Vec<Uuid>) =
        questionnaires.iter().map(|one| (one.id.row, one.unit.row)).unzip();
    sqlx::query!(
        "INSERT INTO control_questionnaire (tenant_id, id, campaign_id, unit_id, status)
         SELECT $1, id, $2, unit_id, 'OPEN' FROM unnest($3::uuid[], $4::uuid[]) AS made (id, unit_id)",
        first.id.tenant.0,
        first.campaign.row,
        &ids,
        &units,
    )
    .execute(tx.raw())
    .await?;
    let (owners, asked): (Vec<Uuid>, Vec<Uuid>) =
        ids.iter().flat_map(|id| criteria.iter().map(|criterion| (*id, *criterion))).unzip();
    sqlx::query!(
        "INSERT INTO control_answer (tenant_id, id, questionnaire_id, criterion_id)
         SELECT $1, id, questionnaire_id, criterion_id
         FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS made (id, questionnaire_id, criterion_id)",
        first.id.tenant.0,
        places,
        &owners,
        &asked,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed questionnaire.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, questionnaire: &Questionnaire) -> Result<()> {
    sqlx::query!(
        "UPDATE control_questionnaire SET delegate_id = $3, status = $4, remark = $5, submitted_by = $6,
           submitted_at = $7, number = $8, locked_by = $9, locked_at = $10, version = $11
         WHERE tenant_id = $1 AND id = $2",
        questionnaire.id.tenant.0,
        questionnaire.id.row,
        questionnaire.delegate.map(|delegate| delegate.row),
        questionnaire.status.code(),
        questionnaire.remark,
        questionnaire.submitted_by.map(|by| by.row),
        questionnaire.submitted_at,
        questionnaire.number,
        questionnaire.locked_by.map(|by| by.row),
        questionnaire.locked_at,
        questionnaire.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A questionnaire, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlQuestionnaireId) -> Result<Option<Questionnaire>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, campaign_id, unit_id, delegate_id, status, remark, submitted_by, submitted_at, number,
           locked_by, locked_at, version
         FROM control_questionnaire WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Questionnaire::from))
}

/// A questionnaire that stays as it is until the write ends, while others hold it too: two people answer at once.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx, id: ControlQuestionnaireId) -> Result<Option<Questionnaire>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, campaign_id, unit_id, delegate_id, status, remark, submitted_by, submitted_at, number,
           locked_by, locked_at, version
         FROM control_questionnaire WHERE tenant_id = $1 AND id = $2 FOR SHARE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Questionnaire::from))
}

/// Questionnaires by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlQuestionnaireId]) -> Result<Vec<Questionnaire>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT asked.tenant_id, asked.id, campaign_id, unit_id, delegate_id, status, remark, submitted_by,
           submitted_at, number, locked_by, locked_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_questionnaire AS asked
           ON asked.tenant_id = wanted.tenant_id AND asked.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Questionnaire::from).collect())
}

/// The questionnaires of several campaigns, by the name of the compartment. An institution has some dozens.
///
/// # Errors
/// When the database fails.
pub async fn of_campaigns(conn: &mut Conn, campaigns: &[ControlCampaignId]) -> Result<Vec<Questionnaire>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = campaigns.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT asked.tenant_id, asked.id, campaign_id, unit_id, delegate_id, status, remark, submitted_by,
           submitted_at, number, locked_by, locked_at, asked.version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_questionnaire AS asked
           ON asked.tenant_id = wanted.tenant_id AND asked.campaign_id = wanted.id
         JOIN unit ON unit.tenant_id = asked.tenant_id AND unit.id = asked.unit_id
         ORDER BY unit.name_ro, asked.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Questionnaire::from).collect())
}

/// The questionnaire of the same compartment in the campaign of an earlier year, the last before.
///
/// # Errors
/// When the database fails.
pub async fn before(
    conn: &mut Conn,
    questionnaire: &Questionnaire,
    year: i32,
) -> Result<Option<Questionnaire>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT asked.tenant_id, asked.id, campaign_id, unit_id, delegate_id, asked.status, remark, submitted_by,
           submitted_at, number, locked_by, locked_at, asked.version
         FROM control_campaign AS campaign
         JOIN control_questionnaire AS asked
           ON asked.tenant_id = campaign.tenant_id AND asked.campaign_id = campaign.id
         WHERE campaign.tenant_id = $1 AND campaign.year < $2 AND asked.unit_id = $3
         ORDER BY campaign.year DESC LIMIT 1",
        questionnaire.id.tenant.0,
        year,
        questionnaire.unit.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Questionnaire::from))
}

/// What the compartments of several campaigns say of each standard, by questionnaire.
///
/// # Errors
/// When the database fails.
pub async fn statuses(
    conn: &mut Conn,
    campaigns: &[ControlCampaignId],
) -> Result<BTreeMap<(ControlCampaignId, ControlQuestionnaireId), Statuses>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = campaigns.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT asked.tenant_id, asked.campaign_id, asked.id, criterion.standard,
             array_agg(answer.answer) AS "answers!: Vec<Option<String>>"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_questionnaire AS asked
             ON asked.tenant_id = wanted.tenant_id AND asked.campaign_id = wanted.id
           JOIN control_answer AS answer
             ON answer.tenant_id = asked.tenant_id AND answer.questionnaire_id = asked.id
           JOIN control_criterion AS criterion
             ON criterion.tenant_id = answer.tenant_id AND criterion.id = answer.criterion_id
           GROUP BY asked.tenant_id, asked.campaign_id, asked.id, criterion.standard"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut found: BTreeMap<_, Statuses> = BTreeMap::new();
    for row in rows {
        let tenant = TenantId(row.tenant_id);
        let key =
            (ControlCampaignId::new(tenant, row.campaign_id), ControlQuestionnaireId::new(tenant, row.id));
        // A standard without a criterion in the version applies nowhere.
        let nothing = [Ok(ImplementationStatus::NotApplicable); Standard::COUNT as usize];
        let statuses = found.entry(key).or_insert(nothing);
        let answers = row.answers.into_iter().map(|answer| answer.as_deref().and_then(Answer::from_code));
        let place = usize::try_from(row.standard - 1).unwrap_or_default();
        if let Some(status) = statuses.get_mut(place) {
            *status = status_of(answers);
        }
    }
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
}

impl From<Row> for Questionnaire {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |row: Option<Uuid>| row.map(|row| MembershipId::new(tenant, row));
        Self {
            id: ControlQuestionnaireId::new(tenant, row.id),
            campaign: ControlCampaignId::new(tenant, row.campaign_id),
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
        }
    }
}
