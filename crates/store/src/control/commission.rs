//! The Monitoring Commission and who is in it.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Commission, CommissionMember, CommissionRole},
    id::{CommissionId, CommissionMemberId, MembershipId, TenantId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Commissions found by a query that ends in `$tail`.
macro_rules! commission_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            CommissionRow,
            "SELECT commission.tenant_id, commission.id, commission.decision_number, commission.decision_on,
               commission.created_at, commission.version
             FROM commission " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Commission::from).collect::<Vec<_>>())
    };
}

/// Members found by a query that ends in `$tail`.
macro_rules! member_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            MemberRow,
            "SELECT member.tenant_id, member.id, member.commission_id, member.person_id, member.role, member.valid_from,
               member.valid_until, member.created_at, member.version
             FROM commission_member AS member " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(CommissionMember::from).collect::<Vec<_>>())
    };
}

/// Records a commission.
///
/// # Errors
/// When the institution has one, or the database fails.
pub async fn create(tx: &mut WriteTx, commission: &Commission) -> Result<()> {
    sqlx::query!(
        "INSERT INTO commission (tenant_id, id, decision_number, decision_on, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6)",
        commission.id.tenant.0,
        commission.id.row,
        commission.decision_number,
        commission.decision_on,
        commission.created_at,
        commission.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed commission.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, commission: &Commission) -> Result<()> {
    sqlx::query!(
        "UPDATE commission SET decision_number = $3, decision_on = $4, version = $5 WHERE tenant_id = $1 AND id = $2",
        commission.id.tenant.0,
        commission.id.row,
        commission.decision_number,
        commission.decision_on,
        commission.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The commission of the institution that is written to, locked: who is in it and the numbers of its meetings stay until
/// the write ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<Option<Commission>> {
    let tenant = tx.tenant().0;
    Ok(commission_rows!(tx, "WHERE commission.tenant_id = $1 FOR UPDATE", tenant)?.pop())
}

/// The commissions of several institutions.
///
/// # Errors
/// When the database fails.
pub async fn of_tenants(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Commission>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    Ok(commission_rows!(conn, "WHERE commission.tenant_id = ANY((SELECT $1::uuid[])::uuid[])", &tenants)?)
}

/// Commissions by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CommissionId]) -> Result<Vec<Commission>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(commission_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON commission.tenant_id = wanted.tenant_id AND commission.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// Takes somebody in.
///
/// # Errors
/// When the person is not of the institution, or the database fails.
pub async fn add_member(tx: &mut WriteTx, member: &CommissionMember) -> Result<()> {
    sqlx::query!(
        "INSERT INTO commission_member (tenant_id, id, commission_id, person_id, role, valid_from, valid_until,
           created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        member.id.tenant.0,
        member.id.row,
        member.commission.row,
        member.person.row,
        member.role.code(),
        member.valid_from,
        member.valid_until,
        member.created_at,
        member.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed member.
///
/// # Errors
/// When the database fails.
pub async fn save_member(tx: &mut WriteTx, member: &CommissionMember) -> Result<()> {
    sqlx::query!(
        "UPDATE commission_member SET role = $3, valid_from = $4, valid_until = $5, version = $6
         WHERE tenant_id = $1 AND id = $2",
        member.id.tenant.0,
        member.id.row,
        member.role.code(),
        member.valid_from,
        member.valid_until,
        member.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Everybody who is or was in several commissions, as they came in.
///
/// # Errors
/// When the database fails.
pub async fn members(conn: &mut Conn, ids: &[CommissionId]) -> Result<Vec<CommissionMember>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(member_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON member.tenant_id = wanted.tenant_id AND member.commission_id = wanted.id
         ORDER BY member.valid_from, member.created_at, member.id",
        &tenants,
        &rows,
    )?)
}

struct CommissionRow {
    tenant_id: Uuid,
    id: Uuid,
    decision_number: String,
    decision_on: NaiveDate,
    created_at: DateTime<Utc>,
    version: i32,
}

struct MemberRow {
    tenant_id: Uuid,
    id: Uuid,
    commission_id: Uuid,
    person_id: Uuid,
    role: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<CommissionRow> for Commission {
    fn from(row: CommissionRow) -> Self {
        Self {
            id: CommissionId::new(TenantId(row.tenant_id), row.id),
            decision_number: row.decision_number,
            decision_on: row.decision_on,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

impl From<MemberRow> for CommissionMember {
    fn from(row: MemberRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CommissionMemberId::new(tenant, row.id),
            commission: CommissionId::new(tenant, row.commission_id),
            person: MembershipId::new(tenant, row.person_id),
            role: CommissionRole::from_code(&row.role).expect("a CHECK holds the column to the codes"),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
