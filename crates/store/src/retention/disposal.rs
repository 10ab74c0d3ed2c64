//! Selections and the documents in them. A document knows its selection, so none is in two.

use super::class::term;
use crate::{Conn, Result, WriteTx, document::evidence};
use calitas_domain::{
    document::Evidence,
    id::{DisposalId, EvidenceId, MembershipId, TenantId},
    retention::{Disposal, DisposalStatus, Listed, Paper, Serving},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Adds a selection.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, disposal: &Disposal) -> Result<()> {
    sqlx::query!(
        "INSERT INTO disposal (tenant_id, id, title, status, created_by, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        disposal.id.tenant.0,
        disposal.id.row,
        disposal.title,
        disposal.status.code(),
        disposal.created_by.row,
        disposal.created_at,
        disposal.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed selection.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, disposal: &Disposal) -> Result<()> {
    let (minutes, confirmation) = (disposal.minutes.as_ref(), disposal.confirmation.as_ref());
    sqlx::query!(
        "UPDATE disposal SET title = $3, status = $4, remark = $5, submitted_by = $6, number = $7, approved_at = $8,
           approved_by = $9, hash = $10, minutes_number = $11, minutes_on = $12, confirmation_number = $13,
           confirmation_on = $14, started_at = $15, done_at = $16, version = $17
         WHERE tenant_id = $1 AND id = $2",
        disposal.id.tenant.0,
        disposal.id.row,
        disposal.title,
        disposal.status.code(),
        disposal.remark,
        disposal.submitted_by.map(|by| by.row),
        disposal.number,
        disposal.approved_at,
        disposal.approved_by.map(|by| by.row),
        disposal.hash,
        minutes.map(|paper| paper.number.as_str()),
        minutes.map(|paper| paper.on),
        confirmation.map(|paper| paper.number.as_str()),
        confirmation.map(|paper| paper.on),
        disposal.started_at,
        disposal.done_at,
        disposal.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A selection, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: DisposalId) -> Result<Option<Disposal>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, title, status, remark, submitted_by, number, approved_at, approved_by, hash,
           minutes_number, minutes_on, confirmation_number, confirmation_on, started_at, done_at, created_by,
           created_at, version
         FROM disposal WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Disposal::from))
}

/// Selections by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[DisposalId]) -> Result<Vec<Disposal>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT disposal.tenant_id, disposal.id, title, status, remark, submitted_by, number, approved_at,
           approved_by, hash, minutes_number, minutes_on, confirmation_number, confirmation_on, started_at, done_at,
           created_by, created_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN disposal ON disposal.tenant_id = wanted.tenant_id AND disposal.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Disposal::from).collect())
}

/// Selections of an institution, the newest first: up to `limit` after an instant and a selection.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Disposal>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, title, status, remark, submitted_by, number, approved_at, approved_by, hash,
           minutes_number, minutes_on, confirmation_number, confirmation_on, started_at, done_at, created_by,
           created_at, version
         FROM disposal WHERE tenant_id = $1 AND ($3::uuid IS NULL OR (created_at, id) < ($2, $3))
         ORDER BY disposal.created_at DESC, disposal.id DESC LIMIT $4",
        tenant.0,
        after.map(|(at, _)| at),
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Disposal::from).collect())
}

/// How many selections an institution has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM disposal WHERE tenant_id = $1"#, tenant.0)
            .fetch_one(conn.raw())
            .await?;
    Ok(count)
}

/// Selections whose content is still being removed.
///
/// # Errors
/// When the database fails.
pub async fn in_progress(conn: &mut Conn, tenant: TenantId) -> Result<Vec<DisposalId>> {
    let rows = sqlx::query_scalar!(
        "SELECT id FROM disposal WHERE tenant_id = $1 AND status = 'IN_PROGRESS' ORDER BY id",
        tenant.0
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| DisposalId::new(tenant, row)).collect())
}

/// Where a list of documents of an institution is read: those of a selection, or those whose term ended before a day
/// and that are in none.
#[derive(Debug, Clone, Copy)]
pub enum Shelf {
    /// In a selection.
    In(DisposalId),
    /// Their term ended before the day.
    Due(TenantId, NaiveDate),
}

/// Documents by the end of their term: up to `limit` after a day and a document. Evidence that was taken off is kept
/// and listed like all other.
///
/// # Errors
/// When the database fails.
pub async fn documents(
    conn: &mut Conn,
    shelf: Shelf,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> Result<Vec<Evidence>> {
    let (day, id) = (after.map(|(day, _)| day), after.map(|(_, id)| id));
    let rows = match shelf {
        Shelf::In(disposal) => {
            sqlx::query_as!(
                evidence::Row,
                "SELECT tenant_id, id, title, description, effective_on, author_id, created_at, removed_at, version,
                   retention_class_id, kept_until, disposal_id, verdict, disposed_at
                 FROM evidence WHERE tenant_id = $1 AND disposal_id = $2
                   AND ($4::uuid IS NULL OR (kept_until, id) > ($3, $4))
                 ORDER BY evidence.kept_until, evidence.id LIMIT $5",
                disposal.tenant.0,
                disposal.row,
                day,
                id,
                limit,
            )
            .fetch_all(conn.raw())
            .await?
        }
        Shelf::Due(tenant, before) => {
            sqlx::query_as!(
                evidence::Row,
                "SELECT tenant_id, id, title, description, effective_on, author_id, created_at, removed_at, version,
                   retention_class_id, kept_until, disposal_id, verdict, disposed_at
                 FROM evidence WHERE tenant_id = $1 AND disposal_id IS NULL AND kept_until < $2
                   AND ($4::uuid IS NULL OR (kept_until, id) > ($3, $4))
                 ORDER BY evidence.kept_until, evidence.id LIMIT $5",
                tenant.0,
                before,
                day,
                id,
                limit,
            )
            .fetch_all(conn.raw())
            .await?
        }
    };
    Ok(rows.into_iter().map(Evidence::from).collect())
}

/// How many documents a list has.
///
/// # Errors
/// When the database fails.
pub async fn document_count(conn: &mut Conn, shelf: Shelf) -> Result<i64> {
    let count = match shelf {
        Shelf::In(disposal) => {
            sqlx::query_scalar!(
                r#"SELECT count(*) AS "count!" FROM evidence WHERE tenant_id = $1 AND disposal_id = $2"#,
                disposal.tenant.0,
                disposal.row,
            )
            .fetch_one(conn.raw())
            .await?
        }
        Shelf::Due(tenant, before) => {
            sqlx::query_scalar!(
                r#"SELECT count(*) AS "count!" FROM evidence
                   WHERE tenant_id = $1 AND disposal_id IS NULL AND kept_until < $2"#,
                tenant.0,
                before,
            )
            .fetch_one(conn.raw())
            .await?
        }
    };
    Ok(count)
}

/// Documents, locked in one order, with what decides whether they may go.
///
/// # Errors
/// When the database fails.
pub async fn lock_documents(tx: &mut WriteTx, ids: &[EvidenceId]) -> Result<Vec<(Evidence, Listed)>> {
    let (tenant, rows) = (tx.tenant(), ids.iter().map(|id| id.row).collect::<Vec<_>>());
    let rows = sqlx::query_as!(
        evidence::Row,
        "SELECT tenant_id, id, title, description, effective_on, author_id, created_at, removed_at, version,
           retention_class_id, kept_until, disposal_id, verdict, disposed_at
         FROM evidence WHERE tenant_id = $1 AND id = ANY($2) ORDER BY evidence.id FOR UPDATE",
        tenant.0,
        &rows,
    )
    .fetch_all(tx.raw())
    .await?;
    let found: Vec<Evidence> = rows.into_iter().map(Evidence::from).collect();
    listed(tx, tenant, found).await
}

/// The documents of a selection with what decides whether they may go.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, id: DisposalId) -> Result<Vec<(Evidence, Listed)>> {
    let found = documents(conn, Shelf::In(id), None, i64::MAX).await?;
    listed(conn, id.tenant, found).await
}

async fn listed(conn: &mut Conn, tenant: TenantId, found: Vec<Evidence>) -> Result<Vec<(Evidence, Listed)>> {
    let ids: Vec<Uuid> = found.iter().map(|evidence| evidence.id.row).collect();
    let facts = sqlx::query!(
        r#"SELECT evidence.id, class.code AS "code?", class.rule AS "rule?", class.years AS "years?",
             EXISTS (SELECT FROM evidence_link AS link
               JOIN plan ON plan.tenant_id = link.tenant_id AND plan.id = link.plan_id
               WHERE link.tenant_id = evidence.tenant_id AND link.evidence_id = evidence.id
                 AND plan.status NOT IN ('CLOSED', 'CANCELLED'))
             OR EXISTS (SELECT FROM evidence_link AS link
               JOIN control_questionnaire AS asked
                 ON asked.tenant_id = link.tenant_id AND asked.id = link.questionnaire_id
               JOIN control_campaign AS campaign
                 ON campaign.tenant_id = asked.tenant_id AND campaign.id = asked.campaign_id
               WHERE link.tenant_id = evidence.tenant_id AND link.evidence_id = evidence.id
                 AND campaign.status = 'OPEN') AS "serves!"
           FROM evidence LEFT JOIN retention_class AS class
             ON class.tenant_id = evidence.tenant_id AND class.id = evidence.retention_class_id
           WHERE evidence.tenant_id = $1 AND evidence.id = ANY($2)"#,
        tenant.0,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut facts: HashMap<Uuid, _> = facts.into_iter().map(|row| (row.id, row)).collect();
    let rows = sqlx::query!(
        "SELECT evidence_id, name, sha256 FROM evidence_file WHERE tenant_id = $1 AND evidence_id = ANY($2)
         ORDER BY evidence_file.uploaded_at, evidence_file.id",
        tenant.0,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut files: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
    for row in rows {
        files.entry(row.evidence_id).or_default().push((row.name, row.sha256));
    }
    let list = found.into_iter().map(|evidence| {
        let fact = facts.remove(&evidence.id.row);
        let serves = fact.as_ref().is_none_or(|fact| fact.serves);
        let one = Listed {
            id: evidence.id,
            title: evidence.title.clone(),
            record: evidence.record.clone(),
            code: fact.as_ref().and_then(|fact| fact.code.clone()),
            term: fact.as_ref().and_then(|fact| Some(term(fact.rule.as_deref()?, fact.years))),
            serving: if serves { Serving::Something } else { Serving::Nothing },
            files: files.remove(&evidence.id.row).unwrap_or_default(),
        };
        (evidence, one)
    });
    Ok(list.collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    title: String,
    status: String,
    remark: Option<String>,
    submitted_by: Option<Uuid>,
    number: i32,
    approved_at: Option<DateTime<Utc>>,
    approved_by: Option<Uuid>,
    hash: Option<String>,
    minutes_number: Option<String>,
    minutes_on: Option<NaiveDate>,
    confirmation_number: Option<String>,
    confirmation_on: Option<NaiveDate>,
    started_at: Option<DateTime<Utc>>,
    done_at: Option<DateTime<Utc>>,
    created_by: Uuid,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Disposal {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |id: Option<Uuid>| id.map(|id| MembershipId::new(tenant, id));
        let paper = |number: Option<String>, on| number.zip(on).map(|(number, on)| Paper { number, on });
        Self {
            id: DisposalId::new(tenant, row.id),
            title: row.title,
            status: DisposalStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            remark: row.remark,
            submitted_by: member(row.submitted_by),
            number: row.number,
            approved_at: row.approved_at,
            approved_by: member(row.approved_by),
            hash: row.hash,
            minutes: paper(row.minutes_number, row.minutes_on),
            confirmation: paper(row.confirmation_number, row.confirmation_on),
            started_at: row.started_at,
            done_at: row.done_at,
            created_by: MembershipId::new(tenant, row.created_by),
            created_at: row.created_at,
            version: row.version,
        }
    }
}
