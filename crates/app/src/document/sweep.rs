//! Sweeping away what time leaves: uploads nobody finished, working papers removed a month ago, bytes without a row,
//! and what a selection that was cut short has left to do. Documents with an entry of the nomenclature are not swept.
//! Safe with several servers at once: rows are skipped while another has them, and deleting bytes twice is deleting
//! once.

use crate::{App, retention};
use calitas_depot::Kept;
use calitas_domain::{
    Change, Error, Event,
    id::TenantId,
    journal::{Actor, EventKind},
};
use calitas_store::{Scope, document::sweep as rows};
use futures_util::TryStreamExt;
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// How often rows are looked at.
const ROUND: Duration = Duration::from_secs(10 * 60);
/// Bytes are looked at once in so many rounds.
const ROUNDS_PER_SEARCH: u32 = 36;
/// Bytes younger than this may still get their row.
pub const SETTLED: Duration = Duration::from_secs(48 * 3600);
/// How long removed evidence can be put back.
pub const REMOVED_DAYS: i64 = 30;
/// Rows of one institution in one round, and keys asked for at once.
const BATCH: usize = 200;

/// What was swept away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads that had expired.
    pub uploads: usize,
    /// Files and evidence removed long ago.
    pub erased: u64,
    /// Files that a selection had left to remove.
    pub disposed: usize,
    /// Files and chunks without a row.
    pub orphans: usize,
}

/// Sweeps again and again, until dropped.
pub async fn run(app: &App) {
    for round in 1_u32.. {
        tokio::time::sleep(ROUND).await;
        let mut swept = rows_of_time(app).await;
        if round % ROUNDS_PER_SEARCH == 0 {
            let orphans = bytes_without_row(app, SETTLED).await;
            swept = swept.and_then(|swept| Ok(Swept { orphans: orphans?, ..swept }));
        }
        match swept {
            Ok(swept) if swept == Swept::default() => {}
            Ok(swept) => tracing::info!(files.swept = ?swept, "swept"),
            Err(error) => tracing::warn!(error.cause = ?error, "sweeping failed; trying again later"),
        }
    }
}

/// Ends expired uploads and erases what was removed long ago.
///
/// # Errors
/// When the database or the store of files does not answer.
pub async fn rows_of_time(app: &App) -> Result<Swept, Error> {
    let mut identity = app.identity().await?;
    let tenants = rows::tenants(&mut identity).await?;
    drop(identity);
    let mut swept = Swept::default();
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    for tenant in tenants {
        let now = app.now();
        let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, now).await?;
        let ended = rows::end_expired(&mut tx, limit).await?;
        let before = now - chrono::Duration::days(REMOVED_DAYS);
        let erased = rows::erase_removed(&mut tx, before, limit).await?;
        let event = Event::new(EventKind::EvidenceErased, TenantId::KIND, tenant.0).with(vec![Change {
            field: "erasedCount".to_owned(),
            old: serde_json::Value::Null,
            new: erased.into(),
        }]);
        tx.commit_all(if erased > 0 { vec![event] } else { Vec::new() }).await?;
        for upload in &ended {
            app.depot().forget_upload(tenant.0, *upload).await?;
        }
        swept.disposed += retention::carry_on(app, tenant).await?;
        swept.uploads += ended.len();
        swept.erased += erased;
    }
    Ok(swept)
}

/// Deletes files and chunks that no row knows and that are older than `settled`; says how many.
///
/// # Errors
/// When the database or the store of files does not answer.
pub async fn bytes_without_row(app: &App, settled: Duration) -> Result<usize, Error> {
    let mut orphans = 0;
    let mut batches = app.depot().files().try_chunks(BATCH);
    while let Some(batch) = batches.try_next().await.map_err(|error| error.1)? {
        for (tenant, kept) in by_tenant(batch, settled) {
            let keys: Vec<String> = kept.into_iter().map(|(_, key)| key).collect();
            let mut read = app.store().read(&Scope::system(tenant)).await?;
            let known = rows::known_keys(&mut read, tenant, &keys).await?;
            drop(read);
            for key in keys.iter().filter(|key| !known.contains(key)) {
                app.depot().delete(key).await?;
                orphans += 1;
            }
        }
    }
    let mut batches = app.depot().chunks().try_chunks(BATCH);
    while let Some(batch) = batches.try_next().await.map_err(|error| error.1)? {
        for (tenant, kept) in by_tenant(batch, settled) {
            let uploads: Vec<Uuid> = kept.iter().map(|(upload, _)| *upload).collect();
            let mut read = app.store().read(&Scope::system(tenant)).await?;
            let known = rows::known_uploads(&mut read, tenant, &uploads).await?;
            drop(read);
            for (_, key) in kept.iter().filter(|(upload, _)| !known.contains(upload)) {
                app.depot().delete(key).await?;
                orphans += 1;
            }
        }
    }
    Ok(orphans)
}

/// Settled keys by institution, each with the row it names. What is named otherwise is not ours.
fn by_tenant(batch: Vec<Kept>, settled: Duration) -> BTreeMap<TenantId, Vec<(Uuid, String)>> {
    let mut found: BTreeMap<TenantId, Vec<(Uuid, String)>> = BTreeMap::new();
    for kept in batch.into_iter().filter(|kept| kept.age >= settled) {
        if let Some((tenant, row)) = kept.owner() {
            found.entry(TenantId(tenant)).or_default().push((row, kept.key));
        }
    }
    found
}
