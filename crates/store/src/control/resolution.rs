//! What meetings of Monitoring Commissions decided.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Bound, CommissionDecision},
    id::{CommissionDecisionId, CommissionMeetingId, MembershipId, TenantId},
    plan::SourceKind,
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Decisions found by a query that ends in `$tail`.
macro_rules! decision_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            DecisionRow,
            "SELECT decision.tenant_id, decision.id, decision.meeting_id, meeting.number AS meeting_number,
               decision.number, decision.text, decision.responsible_id, decision.due_on, decision.created_at,
               decision.version
             FROM commission_decision AS decision
             JOIN commission_meeting AS meeting
               ON meeting.tenant_id = decision.tenant_id AND meeting.id = decision.meeting_id " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(CommissionDecision::from).collect::<Vec<_>>())
    };
}

/// Records a decision.
///
/// # Errors
/// When the person is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, decision: &CommissionDecision) -> Result<()> {
    sqlx::query!(
        "INSERT INTO commission_decision (tenant_id, id, meeting_id, number, text, responsible_id, due_on, created_at,
           version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        decision.id.tenant.0,
        decision.id.row,
        decision.meeting.row,
        decision.number,
        decision.text,
        decision.responsible.map(|who| who.row),
        decision.due_on,
        decision.created_at,
        decision.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The number of the next decision of a meeting that is locked.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut WriteTx, meeting: CommissionMeetingId) -> Result<i32> {
    let number = sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) + 1 AS "number!" FROM commission_decision
           WHERE tenant_id = $1 AND meeting_id = $2"#,
        meeting.tenant.0,
        meeting.row,
    );
    Ok(number.fetch_one(tx.raw()).await?)
}

/// What several meetings decided, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_meetings(conn: &mut Conn, ids: &[CommissionMeetingId]) -> Result<Vec<CommissionDecision>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(decision_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON decision.tenant_id = wanted.tenant_id AND decision.meeting_id = wanted.id
         ORDER BY decision.meeting_id, decision.number",
        &tenants,
        &rows,
    )?)
}

/// Decisions by their codes; those that are none are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_codes(conn: &mut Conn, codes: &[(TenantId, String)]) -> Result<Vec<CommissionDecision>> {
    let mut wanted: (Vec<Uuid>, Vec<i32>, Vec<i32>) = (Vec::new(), Vec::new(), Vec::new());
    for (tenant, code) in codes {
        if let Some((meeting, number)) = CommissionDecision::numbers_of(code) {
            wanted.0.push(tenant.0);
            wanted.1.push(meeting);
            wanted.2.push(number);
        }
    }
    Ok(decision_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::integer[]), (SELECT $3::integer[]))
             AS wanted (tenant_id, meeting_number, number)
           ON meeting.tenant_id = wanted.tenant_id AND meeting.number = wanted.meeting_number
             AND decision.number = wanted.number",
        &wanted.0,
        &wanted.1,
        &wanted.2,
    )?)
}

/// Decisions by id, and what already rests on them; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn bounds(
    conn: &mut Conn,
    ids: &[CommissionDecisionId],
) -> Result<Vec<(CommissionDecisionId, Bound)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT decision.tenant_id, decision.id,
             EXISTS (SELECT FROM plan_action AS action
               WHERE action.tenant_id = decision.tenant_id AND action.source_kind = $3
                 AND action.source_reference = 'CM-' || meeting.number || '.' || decision.number) AS "has_actions!",
             EXISTS (SELECT FROM evidence_link AS link
               JOIN evidence ON evidence.tenant_id = link.tenant_id AND evidence.id = link.evidence_id
               WHERE link.tenant_id = meeting.tenant_id AND link.subject_id = meeting.id
                 AND evidence.removed_at IS NULL) AS "is_signed!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN commission_decision AS decision
             ON decision.tenant_id = wanted.tenant_id AND decision.id = wanted.id
           JOIN commission_meeting AS meeting
             ON meeting.tenant_id = decision.tenant_id AND meeting.id = decision.meeting_id"#,
        &tenants,
        &rows,
        SourceKind::CommissionDecision.code(),
    )
    .fetch_all(conn.raw())
    .await?;
    let found = rows.into_iter().map(|row| {
        let id = CommissionDecisionId::new(TenantId(row.tenant_id), row.id);
        (id, Bound { has_actions: row.has_actions, is_signed: row.is_signed })
    });
    Ok(found.collect())
}

/// A decision by its row. Lock its meeting before it is changed.
///
/// # Errors
/// When the database fails.
pub async fn by_id(conn: &mut Conn, id: CommissionDecisionId) -> Result<Option<CommissionDecision>> {
    let found =
        decision_rows!(conn, "WHERE decision.tenant_id = $1 AND decision.id = $2", id.tenant.0, id.row)?;
    Ok(found.into_iter().next())
}

/// Stores a corrected decision.
///
/// # Errors
/// When the person is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, decision: &CommissionDecision) -> Result<()> {
    sqlx::query!(
        "UPDATE commission_decision SET text = $3, responsible_id = $4, due_on = $5, version = $6
         WHERE tenant_id = $1 AND id = $2",
        decision.id.tenant.0,
        decision.id.row,
        decision.text,
        decision.responsible.map(|who| who.row),
        decision.due_on,
        decision.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

struct DecisionRow {
    tenant_id: Uuid,
    id: Uuid,
    meeting_id: Uuid,
    meeting_number: i32,
    number: i32,
    text: String,
    responsible_id: Option<Uuid>,
    due_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<DecisionRow> for CommissionDecision {
    fn from(row: DecisionRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CommissionDecisionId::new(tenant, row.id),
            meeting: CommissionMeetingId::new(tenant, row.meeting_id),
            meeting_number: row.meeting_number,
            number: row.number,
            text: row.text,
            responsible: row.responsible_id.map(|who| MembershipId::new(tenant, who)),
            due_on: row.due_on,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
