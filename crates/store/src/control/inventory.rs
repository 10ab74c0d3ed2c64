//! Inventories of internal control: sensitive functions and delegations.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Delegation, ExposureLevel, SensitiveFunction},
    id::{ControlDelegationId, MembershipId, SensitiveFunctionId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Functions found by a query that ends in `$tail`.
macro_rules! function_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            FunctionRow,
            "SELECT found.tenant_id, found.id, found.name, found.unit_id, found.factors, found.exposure, found.holder_id,
               found.held_since, found.measures, found.due_on, found.retired_at, found.created_at, found.version
             FROM sensitive_function AS found " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(SensitiveFunction::from).collect::<Vec<_>>())
    };
}

/// Delegations found by a query that ends in `$tail`.
macro_rules! delegation_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            DelegationRow,
            "SELECT found.tenant_id, found.id, found.number, found.powers, found.delegator_id, found.delegate_id,
               found.act, found.valid_from, found.valid_until, found.limits, found.revoked_at, found.created_at,
               found.version
             FROM control_delegation AS found " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Delegation::from).collect::<Vec<_>>())
    };
}

/// Enters a sensitive function.
///
/// # Errors
/// When unit or holder are not of the institution, or the database fails.
pub async fn create_function(tx: &mut WriteTx, function: &SensitiveFunction) -> Result<()> {
    sqlx::query!(
        "INSERT INTO sensitive_function (tenant_id, id, name, unit_id, factors, exposure, holder_id, held_since, measures,
           due_on, retired_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        function.id.tenant.0,
        function.id.row,
        function.name,
        function.unit.row,
        function.factors,
        function.exposure.code(),
        function.holder.map(|who| who.row),
        function.held_since,
        function.measures,
        function.due_on,
        function.retired_at,
        function.created_at,
        function.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed sensitive function.
///
/// # Errors
/// When unit or holder are not of the institution, or the database fails.
pub async fn save_function(tx: &mut WriteTx, function: &SensitiveFunction) -> Result<()> {
    sqlx::query!(
        "UPDATE sensitive_function SET name = $3, unit_id = $4, factors = $5, exposure = $6, holder_id = $7,
           held_since = $8, measures = $9, due_on = $10, retired_at = $11, version = $12
         WHERE tenant_id = $1 AND id = $2",
        function.id.tenant.0,
        function.id.row,
        function.name,
        function.unit.row,
        function.factors,
        function.exposure.code(),
        function.holder.map(|who| who.row),
        function.held_since,
        function.measures,
        function.due_on,
        function.retired_at,
        function.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A sensitive function, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_function(tx: &mut WriteTx, id: SensitiveFunctionId) -> Result<Option<SensitiveFunction>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(function_rows!(tx, "WHERE found.tenant_id = $1 AND found.id = $2 FOR UPDATE", tenant, row)?.pop())
}

/// The inventory of an institution, by name.
///
/// # Errors
/// When the database fails.
pub async fn functions(conn: &mut Conn, tenant: TenantId) -> Result<Vec<SensitiveFunction>> {
    Ok(function_rows!(conn, "WHERE found.tenant_id = $1 ORDER BY found.name, found.id", tenant.0)?)
}

/// Sensitive functions by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn functions_by_ids(
    conn: &mut Conn,
    ids: &[SensitiveFunctionId],
) -> Result<Vec<SensitiveFunction>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(function_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON found.tenant_id = wanted.tenant_id AND found.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// Enters a delegation.
///
/// # Errors
/// When the people are not of the institution, or the database fails.
pub async fn create_delegation(tx: &mut WriteTx, delegation: &Delegation) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_delegation (tenant_id, id, number, powers, delegator_id, delegate_id, act, valid_from,
           valid_until, limits, revoked_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        delegation.id.tenant.0,
        delegation.id.row,
        delegation.number,
        delegation.powers,
        delegation.delegator.row,
        delegation.delegate.row,
        delegation.act,
        delegation.valid_from,
        delegation.valid_until,
        delegation.limits,
        delegation.revoked_at,
        delegation.created_at,
        delegation.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed delegation.
///
/// # Errors
/// When the database fails.
pub async fn save_delegation(tx: &mut WriteTx, delegation: &Delegation) -> Result<()> {
    sqlx::query!(
        "UPDATE control_delegation SET powers = $3, act = $4, valid_from = $5, valid_until = $6, limits = $7,
           revoked_at = $8, version = $9
         WHERE tenant_id = $1 AND id = $2",
        delegation.id.tenant.0,
        delegation.id.row,
        delegation.powers,
        delegation.act,
        delegation.valid_from,
        delegation.valid_until,
        delegation.limits,
        delegation.revoked_at,
        delegation.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A delegation, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_delegation(tx: &mut WriteTx, id: ControlDelegationId) -> Result<Option<Delegation>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(delegation_rows!(tx, "WHERE found.tenant_id = $1 AND found.id = $2 FOR UPDATE", tenant, row)?.pop())
}

/// The register of an institution, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn delegations(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Delegation>> {
    Ok(delegation_rows!(conn, "WHERE found.tenant_id = $1 ORDER BY found.number DESC", tenant.0)?)
}

/// Delegations by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn delegations_by_ids(conn: &mut Conn, ids: &[ControlDelegationId]) -> Result<Vec<Delegation>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(delegation_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON found.tenant_id = wanted.tenant_id AND found.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// The number of the next delegation; who enters another one waits until the write ends.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut WriteTx) -> Result<i32> {
    let tenant = tx.tenant().0;
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", format!("delegations of {tenant}"))
        .execute(tx.raw())
        .await?;
    let number = sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) + 1 AS "number!" FROM control_delegation WHERE tenant_id = $1"#,
        tenant,
    );
    Ok(number.fetch_one(tx.raw()).await?)
}

struct FunctionRow {
    tenant_id: Uuid,
    id: Uuid,
    name: String,
    unit_id: Uuid,
    factors: String,
    exposure: String,
    holder_id: Option<Uuid>,
    held_since: Option<NaiveDate>,
    measures: String,
    due_on: Option<NaiveDate>,
    retired_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

struct DelegationRow {
    tenant_id: Uuid,
    id: Uuid,
    number: i32,
    powers: String,
    delegator_id: Uuid,
    delegate_id: Uuid,
    act: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    limits: Option<String>,
    revoked_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<FunctionRow> for SensitiveFunction {
    fn from(row: FunctionRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: SensitiveFunctionId::new(tenant, row.id),
            name: row.name,
            unit: UnitId::new(tenant, row.unit_id),
            factors: row.factors,
            exposure: ExposureLevel::from_code(&row.exposure).expect("a CHECK holds the column to the codes"),
            holder: row.holder_id.map(|who| MembershipId::new(tenant, who)),
            held_since: row.held_since,
            measures: row.measures,
            due_on: row.due_on,
            retired_at: row.retired_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

impl From<DelegationRow> for Delegation {
    fn from(row: DelegationRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlDelegationId::new(tenant, row.id),
            number: row.number,
            powers: row.powers,
            delegator: MembershipId::new(tenant, row.delegator_id),
            delegate: MembershipId::new(tenant, row.delegate_id),
            act: row.act,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            limits: row.limits,
            revoked_at: row.revoked_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
