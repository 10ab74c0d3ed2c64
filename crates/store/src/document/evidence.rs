//! Pieces of evidence.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    document::{Evidence, Subject},
    id::{DisposalId, EvidenceId, MembershipId, PlanActionId, RetentionClassId, TenantId},
    retention::{Record, Verdict},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Adds a piece of evidence; it is linked to what it proves next.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, evidence: &Evidence) -> Result<()> {
    sqlx::query!(
        "INSERT INTO evidence (tenant_id, id, title, description, effective_on, author_id, created_at, version,
           retention_class_id, kept_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        evidence.id.tenant.0,
        evidence.id.row,
        evidence.title,
        evidence.description,
        evidence.effective_on,
        evidence.author.row,
        evidence.created_at,
        evidence.version,
        evidence.record.class.map(|class| class.row),
        evidence.record.kept_until,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores changed evidence.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, evidence: &Evidence) -> Result<()> {
    sqlx::query!(
        "UPDATE evidence SET title = $3, description = $4, effective_on = $5, removed_at = $6, version = $7,
           retention_class_id = $8, kept_until = $9, disposal_id = $10, verdict = $11, disposed_at = $12
         WHERE tenant_id = $1 AND id = $2",
        evidence.id.tenant.0,
        evidence.id.row,
        evidence.title,
        evidence.description,
        evidence.effective_on,
        evidence.removed_at,
        evidence.version,
        evidence.record.class.map(|class| class.row),
        evidence.record.kept_until,
        evidence.record.disposal.map(|disposal| disposal.row),
        evidence.record.verdict.map(Verdict::code),
        evidence.record.disposed_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Evidence, locked for changing; removed evidence too.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: EvidenceId) -> Result<Option<Evidence>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, title, description, effective_on, author_id, created_at, removed_at, version,
           retention_class_id, kept_until, disposal_id, verdict, disposed_at
         FROM evidence WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Evidence::from))
}

/// In which institutions somebody reads the evidence of what: of plans and actions, of answers.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    pub(super) plans: Vec<Uuid>,
    pub(super) control: Vec<Uuid>,
}

impl Reader {
    /// Who reads the plans of some institutions and the self-assessments of some.
    pub fn new(plans: &[TenantId], control: &[TenantId]) -> Self {
        let rows = |tenants: &[TenantId]| tenants.iter().map(|tenant| tenant.0).collect();
        Self { plans: rows(plans), control: rows(control) }
    }

    /// Who reads all of an institution's.
    pub fn of_all(tenant: TenantId) -> Self {
        Self::new(&[tenant], &[tenant])
    }
}

/// Evidence by id, for a reader; removed evidence and what is out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[EvidenceId], reader: &Reader) -> Result<Vec<Evidence>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT evidence.tenant_id, evidence.id, evidence.title, evidence.description, evidence.effective_on,
           evidence.author_id, evidence.created_at, evidence.removed_at, evidence.version,
           evidence.retention_class_id, evidence.kept_until, evidence.disposal_id, evidence.verdict,
           evidence.disposed_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN evidence ON evidence.tenant_id = wanted.tenant_id AND evidence.id = wanted.id
         WHERE evidence.removed_at IS NULL
           AND (evidence.tenant_id = ANY($3) AND (NOT evidence.is_of_control OR evidence.plan_ids <> '{}')
             OR evidence.tenant_id = ANY($4) AND evidence.is_of_control)",
        &tenants,
        &rows,
        &reader.plans,
        &reader.control,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Evidence::from).collect())
}

/// Evidence of several subjects, the newest first: up to `limit` of each, after an instant and a piece of evidence.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    subjects: &[Subject],
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<(Uuid, Evidence)>> {
    let (tenants, ids) = keys(subjects);
    let rows = sqlx::query!(
        r#"SELECT found.subject_id, found.tenant_id, found.id, found.title, found.description, found.effective_on,
             found.author_id, found.created_at, found.removed_at, found.version, found.retention_class_id,
             found.kept_until, found.disposal_id, found.verdict, found.disposed_at
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           CROSS JOIN LATERAL (
             SELECT link.subject_id, evidence.tenant_id, evidence.id, evidence.title, evidence.description,
               evidence.effective_on, evidence.author_id, evidence.created_at, evidence.removed_at, evidence.version,
               evidence.retention_class_id, evidence.kept_until, evidence.disposal_id, evidence.verdict,
               evidence.disposed_at
             FROM evidence_link AS link
             JOIN evidence ON evidence.tenant_id = link.tenant_id AND evidence.id = link.evidence_id
             WHERE link.tenant_id = wanted.tenant_id AND link.subject_id = wanted.id AND evidence.removed_at IS NULL
               AND ($4::uuid IS NULL OR (evidence.created_at, evidence.id) < ($3, $4))
             ORDER BY evidence.created_at DESC, evidence.id DESC LIMIT $5
           ) AS found
           ORDER BY found.created_at DESC, found.id DESC"#,
        &tenants,
        &ids,
        after.map(|(at, _)| at),
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|found| {
            let evidence = Evidence::from(Row {
                tenant_id: found.tenant_id,
                id: found.id,
                title: found.title,
                description: found.description,
                effective_on: found.effective_on,
                author_id: found.author_id,
                created_at: found.created_at,
                removed_at: found.removed_at,
                version: found.version,
                retention_class_id: found.retention_class_id,
                kept_until: found.kept_until,
                disposal_id: found.disposal_id,
                verdict: found.verdict,
                disposed_at: found.disposed_at,
            });
            (found.subject_id, evidence)
        })
        .collect())
}

/// How much evidence several subjects have; those without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn counts(conn: &mut Conn, subjects: &[Subject]) -> Result<Vec<(Uuid, i64)>> {
    let (tenants, ids) = keys(subjects);
    let rows = sqlx::query!(
        r#"SELECT link.subject_id, count(*) AS "count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN evidence_link AS link ON link.tenant_id = wanted.tenant_id AND link.subject_id = wanted.id
           JOIN evidence ON evidence.tenant_id = link.tenant_id AND evidence.id = link.evidence_id
           WHERE evidence.removed_at IS NULL
           GROUP BY link.subject_id"#,
        &tenants,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (row.subject_id, row.count)).collect())
}

/// Removes evidence that proves nothing but an action that is about to be deleted.
///
/// # Errors
/// When the database fails.
pub async fn remove_with(tx: &mut WriteTx, action: PlanActionId) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "UPDATE evidence SET removed_at = $3
         WHERE tenant_id = $1 AND removed_at IS NULL
           AND id IN (SELECT evidence_id FROM evidence_link WHERE tenant_id = $1 AND subject_id = $2)
           AND NOT EXISTS (SELECT FROM evidence_link AS other
             WHERE other.tenant_id = $1 AND other.evidence_id = evidence.id AND other.subject_id <> $2)",
        action.tenant.0,
        action.row,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

fn keys(subjects: &[Subject]) -> (Vec<Uuid>, Vec<Uuid>) {
    subjects.iter().map(|subject| (subject.tenant().0, subject.row())).unzip()
}

pub(crate) struct Row {
    pub tenant_id: Uuid,
    pub id: Uuid,
    pub title: String,
    pub description: String,
    pub effective_on: Option<NaiveDate>,
    pub author_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub retention_class_id: Option<Uuid>,
    pub kept_until: Option<NaiveDate>,
    pub disposal_id: Option<Uuid>,
    pub verdict: Option<String>,
    pub disposed_at: Option<DateTime<Utc>>,
}

impl From<Row> for Evidence {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: EvidenceId::new(tenant, row.id),
            title: row.title,
            description: row.description,
            effective_on: row.effective_on,
            author: MembershipId::new(tenant, row.author_id),
            created_at: row.created_at,
            removed_at: row.removed_at,
            record: Record {
                class: row.retention_class_id.map(|class| RetentionClassId::new(tenant, class)),
                kept_until: row.kept_until,
                disposal: row.disposal_id.map(|disposal| DisposalId::new(tenant, disposal)),
                verdict: row.verdict.as_deref().and_then(Verdict::from_code),
                disposed_at: row.disposed_at,
            },
            version: row.version,
        }
    }
}
