//! Approved versions. Written once, never changed.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    plan::{ActionStatus, Snapshot, SnapshotAction, Source, SourceKind, Version},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Freezes a version. Its actions are copied from the living ones, which the caller has just stored, so that nothing
/// but what is in the database can be approved.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, version: &Version, snapshot: &Snapshot) -> Result<()> {
    sqlx::query!(
        "INSERT INTO plan_version (tenant_id, plan_id, number, title, description, period_start, period_end, unit_id,
           owner_id, approved_at, approved_by, note, action_count, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        version.plan.tenant.0,
        version.plan.row,
        version.number,
        snapshot.title,
        snapshot.description,
        snapshot.period_start,
        snapshot.period_end,
        snapshot.unit.map(|unit| unit.row),
        snapshot.owner.map(|owner| owner.row),
        version.approved_at,
        version.approved_by.map(|member| member.row),
        version.note,
        version.action_count,
        version.hash,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO plan_version_action (tenant_id, plan_id, version_number, action_id, number, title, description,
           source_kind, source_reference, source_note, responsible_id, unit_id, impact, effort, budget, start_on,
           due_on, indicator_name, indicator_unit, indicator_baseline, indicator_target, status)
         SELECT tenant_id, plan_id, $3, id, number, title, description, source_kind, source_reference, source_note,
           responsible_id, unit_id, impact, effort, budget, start_on, due_on, indicator_name, indicator_unit,
           indicator_baseline, indicator_target, status
         FROM plan_action
         WHERE tenant_id = $1 AND plan_id = $2 AND status = ANY($4)",
        version.plan.tenant.0,
        version.plan.row,
        version.number,
        &ActionStatus::codes(ActionStatus::IN_PLAN),
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The approved versions of several plans, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_plans(conn: &mut Conn, plans: &[PlanId]) -> Result<Vec<Version>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = plans.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT version.tenant_id, version.plan_id, version.number, version.approved_at, version.approved_by,
           version.note, version.action_count, version.hash
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_version AS version ON version.tenant_id = wanted.tenant_id AND version.plan_id = wanted.id
         ORDER BY version.number DESC",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let tenant = TenantId(row.tenant_id);
            Version {
                plan: PlanId::new(tenant, row.plan_id),
                number: row.number,
                approved_at: row.approved_at,
                approved_by: row.approved_by.map(|member| MembershipId::new(tenant, member)),
                note: row.note,
                action_count: row.action_count,
                hash: row.hash,
            }
        })
        .collect())
}

/// The content of an approved version.
///
/// # Errors
/// When the database fails.
pub async fn snapshot(conn: &mut Conn, plan: PlanId, number: i32) -> Result<Option<Snapshot>> {
    let tenant = plan.tenant;
    let head = sqlx::query!(
        "SELECT title, description, period_start, period_end, unit_id, owner_id FROM plan_version
         WHERE tenant_id = $1 AND plan_id = $2 AND number = $3",
        tenant.0,
        plan.row,
        number,
    )
    .fetch_optional(conn.raw())
    .await?;
    let Some(head) = head else { return Ok(None) };
    let actions = sqlx::query_as!(
        ActionRow,
        "SELECT tenant_id, action_id, number, title, description, source_kind, source_reference, source_note,
           responsible_id, unit_id, impact, effort, budget, start_on, due_on, indicator_name, indicator_unit,
           indicator_baseline, indicator_target, status
         FROM plan_version_action
         WHERE tenant_id = $1 AND plan_id = $2 AND version_number = $3 ORDER BY number",
        tenant.0,
        plan.row,
        number,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(Some(Snapshot {
        title: head.title,
        description: head.description,
        period_start: head.period_start,
        period_end: head.period_end,
        unit: head.unit_id.map(|unit| UnitId::new(tenant, unit)),
        owner: head.owner_id.map(|owner| MembershipId::new(tenant, owner)),
        actions: actions.into_iter().map(SnapshotAction::from).collect(),
    }))
}

struct ActionRow {
    tenant_id: Uuid,
    action_id: Uuid,
    number: i32,
    title: String,
    description: String,
    source_kind: String,
    source_reference: Option<String>,
    source_note: Option<String>,
    responsible_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    impact: Option<i32>,
    effort: Option<i32>,
    budget: Option<Decimal>,
    start_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    indicator_name: Option<String>,
    indicator_unit: Option<String>,
    indicator_baseline: Option<Decimal>,
    indicator_target: Option<Decimal>,
    status: String,
}

impl From<ActionRow> for SnapshotAction {
    fn from(row: ActionRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            action: PlanActionId::new(tenant, row.action_id),
            number: row.number,
            title: row.title,
            description: row.description,
            source: Source {
                kind: SourceKind::from_code(&row.source_kind)
                    .expect("copied from a column held to the codes"),
                reference: row.source_reference,
                note: row.source_note,
            },
            responsible: row.responsible_id.map(|member| MembershipId::new(tenant, member)),
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            impact: row.impact,
            effort: row.effort,
            budget: row.budget,
            start_on: row.start_on,
            due_on: row.due_on,
            indicator_name: row.indicator_name,
            indicator_unit: row.indicator_unit,
            indicator_baseline: row.indicator_baseline,
            indicator_target: row.indicator_target,
            status: ActionStatus::from_code(&row.status).expect("copied from a column held to the codes"),
        }
    }
}
