//! Self-assessment groups.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{GroupMember, GroupRole},
    id::{CafAssessmentId, CafMemberId, MembershipId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Members found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT member.tenant_id, member.id, member.assessment_id, member.person_id, member.role,
               member.submitted_at, member.opened_at, member.removed_at, member.hand_raised_at,
               member.created_at, member.version
             FROM caf_member AS member " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(GroupMember::from).collect::<Vec<_>>())
    };
}

/// Takes somebody in.
///
/// # Errors
/// When the person is in the group or not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, member: &GroupMember) -> Result<()> {
    sqlx::query!(
        "INSERT INTO caf_member (tenant_id, id, assessment_id, person_id, role, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        member.id.tenant.0,
        member.id.row,
        member.assessment.row,
        member.person.row,
        member.role.code(),
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
pub async fn save(tx: &mut WriteTx, member: &GroupMember) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_member SET role = $3, submitted_at = $4, opened_at = $5, removed_at = $6, version = $7,
           hand_raised_at = $8
         WHERE tenant_id = $1 AND id = $2",
        member.id.tenant.0,
        member.id.row,
        member.role.code(),
        member.submitted_at,
        member.opened_at,
        member.removed_at,
        member.version,
        member.hand_raised_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A member, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafMemberId) -> Result<Option<GroupMember>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(tx, "WHERE member.tenant_id = $1 AND member.id = $2 FOR UPDATE", tenant, row)?.pop())
}

/// Everybody who is or was in a group, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(tx: &mut WriteTx, assessment: CafAssessmentId) -> Result<Vec<GroupMember>> {
    let (tenant, row) = (assessment.tenant.0, assessment.row);
    Ok(rows!(
        tx,
        "WHERE member.tenant_id = $1 AND member.assessment_id = $2 ORDER BY member.id FOR UPDATE",
        tenant,
        row,
    )?)
}

/// Members by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafMemberId]) -> Result<Vec<GroupMember>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON member.tenant_id = wanted.tenant_id AND member.id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// The groups of several assessments, facilitators first, then in the order in which people came in.
///
/// # Errors
/// When the database fails.
pub async fn of_assessments(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<GroupMember>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON member.tenant_id = wanted.tenant_id AND member.assessment_id = wanted.id
         WHERE member.removed_at IS NULL
         ORDER BY member.assessment_id, member.role, member.created_at, member.id",
        &tenants,
        &ids,
    )?)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    assessment_id: Uuid,
    person_id: Uuid,
    role: String,
    submitted_at: Option<DateTime<Utc>>,
    opened_at: Option<DateTime<Utc>>,
    removed_at: Option<DateTime<Utc>>,
    hand_raised_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for GroupMember {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CafMemberId::new(tenant, row.id),
            assessment: CafAssessmentId::new(tenant, row.assessment_id),
            person: MembershipId::new(tenant, row.person_id),
            role: GroupRole::from_code(&row.role).unwrap_or(GroupRole::Member),
            submitted_at: row.submitted_at,
            opened_at: row.opened_at,
            removed_at: row.removed_at,
            hand_raised_at: row.hand_raised_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
