//! Entries of the nomenclature.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{RetentionClassId, TenantId, UnitId},
    retention::{RetentionClass, RetentionRule, Term},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Adds an entry.
///
/// # Errors
/// When the code is taken or the database fails.
pub async fn create(tx: &mut WriteTx, class: &RetentionClass) -> Result<()> {
    sqlx::query!(
        "INSERT INTO retention_class (tenant_id, id, code, name, rule, years, unit_id, in_force_from,
           in_force_until, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        class.id.tenant.0,
        class.id.row,
        class.code,
        class.name,
        class.term.rule().code(),
        class.term.years(),
        class.unit.map(|unit| unit.row),
        class.in_force_from,
        class.in_force_until,
        class.created_at,
        class.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed entry.
///
/// # Errors
/// When the code is taken or the database fails.
pub async fn save(tx: &mut WriteTx, class: &RetentionClass) -> Result<()> {
    sqlx::query!(
        "UPDATE retention_class SET code = $3, name = $4, rule = $5, years = $6, unit_id = $7, in_force_from = $8,
           in_force_until = $9, version = $10
         WHERE tenant_id = $1 AND id = $2",
        class.id.tenant.0,
        class.id.row,
        class.code,
        class.name,
        class.term.rule().code(),
        class.term.years(),
        class.unit.map(|unit| unit.row),
        class.in_force_from,
        class.in_force_until,
        class.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes an entry that nothing was classified by.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: RetentionClassId) -> Result<()> {
    sqlx::query!("DELETE FROM retention_class WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// An entry, locked for changing: nobody classifies by it meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: RetentionClassId) -> Result<Option<RetentionClass>> {
    sqlx::query!(
        "SELECT FROM retention_class WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(by_ids(tx, &[id]).await?.pop())
}

/// An entry that stays as it is until the write ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx, id: RetentionClassId) -> Result<Option<RetentionClass>> {
    sqlx::query!(
        "SELECT FROM retention_class WHERE tenant_id = $1 AND id = $2 FOR SHARE",
        id.tenant.0,
        id.row
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(by_ids(tx, &[id]).await?.pop())
}

/// How many entries an institution has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM retention_class WHERE tenant_id = $1"#,
        tenant.0
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// The nomenclature of an institution, by code.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<RetentionClass>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT class.tenant_id, class.id, class.code, class.name, class.rule, class.years, class.unit_id,
             class.in_force_from, class.in_force_until, class.created_at, class.version,
             (SELECT count(*) FROM evidence WHERE evidence.tenant_id = class.tenant_id
                AND evidence.retention_class_id = class.id) AS "document_count!"
           FROM retention_class AS class WHERE class.tenant_id = $1
           ORDER BY class.code COLLATE romanian, class.in_force_from, class.id"#,
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(RetentionClass::from).collect())
}

/// Entries by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[RetentionClassId]) -> Result<Vec<RetentionClass>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT class.tenant_id, class.id, class.code, class.name, class.rule, class.years, class.unit_id,
             class.in_force_from, class.in_force_until, class.created_at, class.version,
             (SELECT count(*) FROM evidence WHERE evidence.tenant_id = class.tenant_id
                AND evidence.retention_class_id = class.id) AS "document_count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN retention_class AS class ON class.tenant_id = wanted.tenant_id AND class.id = wanted.id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(RetentionClass::from).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    code: String,
    name: String,
    rule: String,
    years: Option<i32>,
    unit_id: Option<Uuid>,
    in_force_from: NaiveDate,
    in_force_until: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i32,
    document_count: i64,
}

/// A term as it is stored.
pub(super) fn term(rule: &str, years: Option<i32>) -> Term {
    match (RetentionRule::from_code(rule), years) {
        (Some(RetentionRule::Years), Some(years)) => Term::Years(years),
        (Some(RetentionRule::Commission), Some(years)) => Term::Commission(years),
        // A CHECK holds the columns to these; what cannot be read is kept.
        _ => Term::Permanent,
    }
}

impl From<Row> for RetentionClass {
    fn from(row: Row) -> Self {
        Self {
            id: RetentionClassId::new(TenantId(row.tenant_id), row.id),
            code: row.code,
            name: row.name,
            term: term(&row.rule, row.years),
            unit: row.unit_id.map(|unit| UnitId::new(TenantId(row.tenant_id), unit)),
            in_force_from: row.in_force_from,
            in_force_until: row.in_force_until,
            created_at: row.created_at,
            document_count: row.document_count,
            version: row.version,
        }
    }
}
