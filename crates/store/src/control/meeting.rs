//! Meetings of Monitoring Commissions and who was there.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Attendance, AttendanceStatus, Meeting, MeetingState},
    id::{CommissionId, CommissionMeetingId, CommissionMemberId, MembershipId, TenantId},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// A place in the list of meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The day.
    pub held_on: NaiveDate,
    /// The number.
    pub number: i32,
}

/// Meetings found by a query that ends in `$tail`, with who was there.
macro_rules! meeting_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {{
        let rows = sqlx::query_as!(
            MeetingRow,
            "SELECT meeting.tenant_id, meeting.id, meeting.commission_id, meeting.number, meeting.state, meeting.held_on,
               meeting.place, meeting.agenda, meeting.minutes, meeting.cancel_reason, meeting.created_at, meeting.version
             FROM commission_meeting AS meeting " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await?;
        attended($conn, rows).await
    }};
}

/// Convenes a meeting.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, meeting: &Meeting) -> Result<()> {
    sqlx::query!(
        "INSERT INTO commission_meeting (tenant_id, id, commission_id, number, state, held_on, place, agenda, minutes,
           cancel_reason, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        meeting.id.tenant.0,
        meeting.id.row,
        meeting.commission.row,
        meeting.number,
        meeting.state.code(),
        meeting.held_on,
        meeting.place,
        meeting.agenda,
        meeting.minutes,
        meeting.cancel_reason,
        meeting.created_at,
        meeting.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed meeting with who was there.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, meeting: &Meeting) -> Result<()> {
    sqlx::query!(
        "UPDATE commission_meeting SET state = $3, held_on = $4, place = $5, agenda = $6, minutes = $7,
           cancel_reason = $8, version = $9
         WHERE tenant_id = $1 AND id = $2",
        meeting.id.tenant.0,
        meeting.id.row,
        meeting.state.code(),
        meeting.held_on,
        meeting.place,
        meeting.agenda,
        meeting.minutes,
        meeting.cancel_reason,
        meeting.version,
    )
    .execute(tx.raw())
    .await?;
    let members: Vec<Uuid> = meeting.attendance.iter().map(|one| one.member.row).collect();
    let statuses: Vec<String> = meeting.attendance.iter().map(|one| one.status.code().to_owned()).collect();
    sqlx::query!(
        "DELETE FROM commission_attendance
         WHERE tenant_id = $1 AND meeting_id = $2 AND NOT member_id = ANY($3::uuid[])",
        meeting.id.tenant.0,
        meeting.id.row,
        &members,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO commission_attendance (tenant_id, meeting_id, member_id, status)
         SELECT $1, $2, given.member_id, given.status
         FROM unnest($3::uuid[], $4::text[]) AS given (member_id, status)
         ON CONFLICT (tenant_id, meeting_id, member_id) DO UPDATE SET status = excluded.status",
        meeting.id.tenant.0,
        meeting.id.row,
        &members,
        &statuses,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A meeting, locked for changing and for what it decides.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CommissionMeetingId) -> Result<Option<Meeting>> {
    let found: Result<Vec<Meeting>> = meeting_rows!(
        tx,
        "WHERE meeting.tenant_id = $1 AND meeting.id = $2 FOR UPDATE OF meeting",
        id.tenant.0,
        id.row,
    );
    Ok(found?.pop())
}

/// Meetings by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CommissionMeetingId]) -> Result<Vec<Meeting>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    meeting_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON meeting.tenant_id = wanted.tenant_id AND meeting.id = wanted.id",
        &tenants,
        &rows,
    )
}

/// A page of the meetings of an institution, the latest first: the first `limit` after a place.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Meeting>> {
    meeting_rows!(
        conn,
        "WHERE meeting.tenant_id = $1 AND ($2::date IS NULL OR (meeting.held_on, meeting.number) < ($2, $3))
         ORDER BY meeting.held_on DESC, meeting.number DESC LIMIT $4",
        tenant.0,
        after.map(|place| place.held_on),
        after.map(|place| place.number),
        limit,
    )
}

/// The meetings of several institutions that are convened for between two days.
///
/// # Errors
/// When the database fails.
pub async fn planned_between(
    conn: &mut Conn,
    tenants: &[TenantId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Meeting>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    meeting_rows!(
        conn,
        "WHERE meeting.tenant_id = ANY($1) AND meeting.state = 'PLANNED' AND meeting.held_on BETWEEN $2 AND $3
         ORDER BY meeting.held_on, meeting.number",
        &tenants,
        from,
        to,
    )
}

/// How many meetings an institution has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM commission_meeting WHERE tenant_id = $1"#,
        tenant.0
    );
    Ok(count.fetch_one(conn.raw()).await?)
}

/// The number of the next meeting of a commission that is locked.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut WriteTx, commission: CommissionId) -> Result<i32> {
    let number = sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) + 1 AS "number!" FROM commission_meeting
           WHERE tenant_id = $1 AND commission_id = $2"#,
        commission.tenant.0,
        commission.row,
    );
    Ok(number.fetch_one(tx.raw()).await?)
}

/// Meetings with who was there.
async fn attended(conn: &mut Conn, rows: Vec<MeetingRow>) -> Result<Vec<Meeting>> {
    let (tenants, meetings): (Vec<Uuid>, Vec<Uuid>) = rows.iter().map(|row| (row.tenant_id, row.id)).unzip();
    let found = sqlx::query!(
        "SELECT attended.tenant_id, attended.meeting_id, attended.member_id, member.person_id, attended.status
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN commission_attendance AS attended
           ON attended.tenant_id = wanted.tenant_id AND attended.meeting_id = wanted.id
         JOIN commission_member AS member
           ON member.tenant_id = attended.tenant_id AND member.id = attended.member_id
         ORDER BY attended.member_id",
        &tenants,
        &meetings,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut by_meeting: HashMap<Uuid, Vec<Attendance>> = HashMap::new();
    for row in found {
        let tenant = TenantId(row.tenant_id);
        by_meeting.entry(row.meeting_id).or_default().push(Attendance {
            member: CommissionMemberId::new(tenant, row.member_id),
            person: MembershipId::new(tenant, row.person_id),
            status: AttendanceStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
        });
    }
    let meeting = |row: MeetingRow| {
        let attendance = by_meeting.remove(&row.id).unwrap_or_default();
        row.meeting(attendance)
    };
    Ok(rows.into_iter().map(meeting).collect())
}

struct MeetingRow {
    tenant_id: Uuid,
    id: Uuid,
    commission_id: Uuid,
    number: i32,
    state: String,
    held_on: NaiveDate,
    place: Option<String>,
    agenda: String,
    minutes: Option<String>,
    cancel_reason: Option<String>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl MeetingRow {
    fn meeting(self, attendance: Vec<Attendance>) -> Meeting {
        let tenant = TenantId(self.tenant_id);
        Meeting {
            id: CommissionMeetingId::new(tenant, self.id),
            commission: CommissionId::new(tenant, self.commission_id),
            number: self.number,
            state: MeetingState::from_code(&self.state).expect("a CHECK holds the column to the codes"),
            held_on: self.held_on,
            place: self.place,
            agenda: self.agenda,
            minutes: self.minutes,
            cancel_reason: self.cancel_reason,
            attendance,
            created_at: self.created_at,
            version: self.version,
        }
    }
}
