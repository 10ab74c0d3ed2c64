//! Versions of the list of criteria.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Criterion, Standard, Template},
    id::{ControlCriterionId, ControlTemplateId, TenantId},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Adds a version with its criteria.
///
/// # Errors
/// When the number is taken or the database fails.
pub async fn create(tx: &mut WriteTx, template: &Template, criteria: &[Criterion]) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_template (tenant_id, id, number, created_at) VALUES ($1, $2, $3, $4)",
        template.id.tenant.0,
        template.id.row,
        template.number,
        template.created_at,
    )
    .execute(tx.raw())
    .await?;
    let ids: Vec<Uuid> = criteria.iter().map(|criterion| criterion.id.row).collect();
    let standards: Vec<i32> = criteria.iter().map(|criterion| criterion.standard.number()).collect();
    let ordinals: Vec<i32> = criteria.iter().map(|criterion| criterion.ordinal).collect();
    let (ro, en): (Vec<String>, Vec<String>) =
        criteria.iter().map(|criterion| (criterion.label_ro.clone(), criterion.label_en.clone())).unzip();
    let own: Vec<bool> = criteria.iter().map(|criterion| criterion.is_own).collect();
    sqlx::query!(
        "INSERT INTO control_criterion (tenant_id, id, template_id, standard, ordinal, label_ro, label_en, is_own)
         SELECT $1, id, $2, standard, ordinal, label_ro, label_en, is_own
         FROM unnest($3::uuid[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::boolean[])
           AS made (id, standard, ordinal, label_ro, label_en, is_own)",
        template.id.tenant.0,
        template.id.row,
        &ids,
        &standards,
        &ordinals,
        &ro,
        &en,
        &own,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The newest version of an institution.
///
/// # Errors
/// When the database fails.
pub async fn newest(conn: &mut Conn, tenant: TenantId) -> Result<Option<Template>> {
    let row = sqlx::query!(
        "SELECT id, number, created_at FROM control_template WHERE tenant_id = $1 ORDER BY number DESC LIMIT 1",
        tenant.0,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(|row| Template {
        id: ControlTemplateId::new(tenant, row.id),
        number: row.number,
        created_at: row.created_at,
    }))
}

/// The newest version of an institution; nobody else makes the next one until the write ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_newest(tx: &mut WriteTx, tenant: TenantId) -> Result<Option<Template>> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        format!("criteria of {}", tenant.0)
    )
    .execute(tx.raw())
    .await?;
    newest(tx, tenant).await
}

/// The last versions of an institution, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId, limit: i64) -> Result<Vec<Template>> {
    let rows = sqlx::query!(
        "SELECT id, number, created_at FROM control_template WHERE tenant_id = $1 ORDER BY number DESC LIMIT $2",
        tenant.0,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    let template =
        |id, number, created_at| Template { id: ControlTemplateId::new(tenant, id), number, created_at };
    Ok(rows.into_iter().map(|row| template(row.id, row.number, row.created_at)).collect())
}

/// The highest place under each standard that any version of an institution ever had.
///
/// # Errors
/// When the database fails.
pub async fn used(conn: &mut Conn, tenant: TenantId) -> Result<BTreeMap<Standard, i32>> {
    let rows = sqlx::query!(
        r#"SELECT standard, max(ordinal) AS "last!" FROM control_criterion WHERE tenant_id = $1 GROUP BY standard"#,
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((Standard::from_number(row.standard)?, row.last))).collect())
}

/// Versions by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlTemplateId]) -> Result<Vec<Template>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT template.tenant_id, template.id, template.number, template.created_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_template AS template
           ON template.tenant_id = wanted.tenant_id AND template.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let template = |tenant: Uuid, id: Uuid| ControlTemplateId::new(TenantId(tenant), id);
    Ok(rows
        .into_iter()
        .map(|row| Template {
            id: template(row.tenant_id, row.id),
            number: row.number,
            created_at: row.created_at,
        })
        .collect())
}

/// The criteria of several versions, in the order of the questionnaire.
///
/// # Errors
/// When the database fails.
pub async fn criteria(conn: &mut Conn, templates: &[ControlTemplateId]) -> Result<Vec<Criterion>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = templates.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT criterion.tenant_id, criterion.id, criterion.template_id, criterion.standard, criterion.ordinal,
           criterion.label_ro, criterion.label_en, criterion.is_own
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_criterion AS criterion
           ON criterion.tenant_id = wanted.tenant_id AND criterion.template_id = wanted.id
         ORDER BY criterion.template_id, criterion.standard, criterion.ordinal",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().filter_map(Row::criterion).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    template_id: Uuid,
    standard: i32,
    ordinal: i32,
    label_ro: String,
    label_en: String,
    is_own: bool,
}

impl Row {
    /// Nothing for a standard that the check of the table does not let in.
    fn criterion(self) -> Option<Criterion> {
        let tenant = TenantId(self.tenant_id);
        Some(Criterion {
            id: ControlCriterionId::new(tenant, self.id),
            template: ControlTemplateId::new(tenant, self.template_id),
            standard: Standard::from_number(self.standard)?,
            ordinal: self.ordinal,
            label_ro: self.label_ro,
            label_en: self.label_en,
            is_own: self.is_own,
        })
    }
}
