//! The words by which things are found. They are kept by triggers on the tables of the things.

use crate::{Conn, Result};
use calitas_domain::{
    id::TenantId,
    search::{SearchKind, Words},
};
use uuid::Uuid;

/// How many things with the longest word are looked at for the others, of each kind in each institution. A word that
/// more have is one by which nobody finds anything.
const LOOKED_AT: i64 = 5_000;

/// Things of some kinds in some institutions that have every word, at most `limit` of each kind in each institution;
/// those where the longest word stands whole first.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &mut Conn,
    places: &[(SearchKind, TenantId)],
    words: &Words,
    limit: i64,
) -> Result<Vec<(SearchKind, TenantId, Uuid)>> {
    let (kinds, tenants): (Vec<String>, Vec<Uuid>) =
        places.iter().map(|(kind, tenant)| (kind.code().to_owned(), tenant.0)).unzip();
    let starts = words.all();
    let ends: Vec<String> = starts.iter().map(|word| format!("{word}{}", char::MAX)).collect();
    let rows = sqlx::query!(
        r#"SELECT DISTINCT place.kind AS "kind!", place.tenant_id AS "tenant_id!", found.thing_id
           FROM unnest($1::text[], $2::uuid[]) AS place (kind, tenant_id)
           CROSS JOIN LATERAL (
             SELECT looked_at.thing_id
             FROM (SELECT one.term, one.thing_id FROM search_term AS one
                   WHERE one.tenant_id = place.tenant_id AND one.kind = place.kind
                     AND one.term >= $3 AND one.term < $4
                   ORDER BY one.term, one.thing_id LIMIT $7) AS looked_at
             WHERE NOT EXISTS (
               SELECT FROM unnest($5::text[], $6::text[]) AS other (start, finish)
               WHERE NOT EXISTS (
                 SELECT FROM search_term AS also
                 WHERE also.tenant_id = place.tenant_id AND also.thing_id = looked_at.thing_id
                   AND also.term >= other.start AND also.term < other.finish))
             ORDER BY looked_at.term, looked_at.thing_id LIMIT $8) AS found"#,
        &kinds,
        &tenants,
        starts.first(),
        ends.first(),
        starts.get(1..).unwrap_or_default(),
        ends.get(1..).unwrap_or_default(),
        LOOKED_AT,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    let found = rows
        .into_iter()
        .filter_map(|row| Some((SearchKind::from_code(&row.kind)?, TenantId(row.tenant_id), row.thing_id)));
    Ok(found.collect())
}
