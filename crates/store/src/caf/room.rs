//! Where consensus meetings are.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{Room, Subcriterion},
    id::{CafAssessmentId, TenantId},
};
use uuid::Uuid;

/// Stores where a meeting is.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, room: &Room) -> Result<()> {
    sqlx::query!(
        "INSERT INTO caf_room (tenant_id, assessment_id, subcriterion) VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id, assessment_id) DO UPDATE SET subcriterion = excluded.subcriterion",
        room.assessment.tenant.0,
        room.assessment.row,
        room.current.code(),
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Where the meetings of several assessments are; those that stand at their beginning are left out.
///
/// # Errors
/// When the database fails.
pub async fn of_assessments(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<Room>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let found = sqlx::query!(
        "SELECT room.tenant_id, room.assessment_id, room.subcriterion FROM caf_room AS room
         JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON room.tenant_id = wanted.tenant_id AND room.assessment_id = wanted.id",
        &tenants,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    let room = |tenant, row, code: &str| {
        let assessment = CafAssessmentId::new(TenantId(tenant), row);
        Some(Room { assessment, current: Subcriterion::from_code(code)? })
    };
    Ok(found
        .into_iter()
        .filter_map(|row| room(row.tenant_id, row.assessment_id, &row.subcriterion))
        .collect())
}
