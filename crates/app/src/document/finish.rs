//! The end of an upload: put together, examined, scanned, kept, and only then written down.
//!
//! It may take longer than a request, so it goes on without its caller. One server at a time works on an upload; who
//! asks again is told that it is being checked, and afterwards gets the file.

use super::{
    hold::{self, Held, Wanted},
    upload::forget,
};
use crate::ctx::Ctx;
use calitas_depot::{Depot, DepotError, Spool};
use calitas_domain::{
    Error, Reason,
    document::{CHUNK_BYTES, Evidence, EvidenceFile, Upload},
    id::{EvidenceFileId, EvidenceId, UploadId},
    journal::EventKind,
};
use calitas_store::document::{evidence, file, upload as rows};
use chrono::Duration;

/// How long one server may take.
const LEASE: Duration = Duration::minutes(3);

/// A file that has arrived, with the evidence it belongs to.
pub type Finished = (Evidence, EvidenceFile);

enum Claim {
    /// It is for us to check.
    Ours(Upload),
    /// It was finished before.
    Done(EvidenceFile),
}

/// Finishes an upload whose chunks are all here. Asked twice, it gives the same file.
///
/// # Errors
/// `UploadIncomplete`; `UploadBeingChecked`; [`Error::RateLimited`] while another file of the same person is being
/// checked; [`Error::Invalid`] at `uploadId` for a content that is refused, which
/// ends the upload; `StorageFull` and `ScannerSilent`, which do not.
pub async fn finish(ctx: &Ctx, id: UploadId) -> Result<Finished, Error> {
    let own = ctx.renewed().await?;
    let checking = tokio::spawn(async move { check(&own, id).await });
    checking.await.map_err(|error| Error::Internal(Box::new(error)))?
}

async fn check(ctx: &Ctx, id: UploadId) -> Result<Finished, Error> {
    let _turn = ctx.app().turns().take(ctx.account()?, id).await?;
    let upload = match claim(ctx, id).await? {
        Claim::Ours(upload) => upload,
        Claim::Done(found) => {
            let mut read = ctx.read(hold::beginning(ctx, id.tenant)?, id.tenant).await?;
            // The caller's own upload, so the caller's to see.
            let all = evidence::Reader::of_all(id.tenant);
            let evidence = evidence::by_ids(&mut read, &[found.evidence], &all).await?.pop();
            return Ok((evidence.ok_or(Error::NotFound(EvidenceId::KIND))?, found));
        }
    };
    let kept = examine(ctx, &upload).await;
    match &kept {
        Ok(_) => forget(ctx, id).await,
        // The same upload may succeed later.
        Err(error) if is_passing(error) => {
            let mut tx = hold::begin(ctx, id.tenant).await?;
            rows::set_checked_until(&mut tx, id, None).await?;
            tx.commit_all(Vec::new()).await?;
        }
        Err(_) => {
            let mut tx = hold::begin(ctx, id.tenant).await?;
            rows::delete(&mut tx, id).await?;
            tx.commit_all(Vec::new()).await?;
            forget(ctx, id).await;
        }
    }
    kept
}

async fn claim(ctx: &Ctx, id: UploadId) -> Result<Claim, Error> {
    let me = ctx.access(id.tenant)?.membership;
    let mut tx = hold::begin(ctx, id.tenant).await?;
    let Some(upload) = rows::lock(&mut tx, id).await?.filter(|upload| upload.started_by == me) else {
        let found = file::find(&mut tx, EvidenceFileId::new(id.tenant, id.row)).await?;
        let own = found.filter(|file| file.uploaded_by == me && file.removed_at.is_none());
        return own.map(Claim::Done).ok_or(Error::NotFound(UploadId::KIND));
    };
    if !upload.is_complete() {
        return Err(Error::conflict(Reason::UploadIncomplete));
    }
    if upload.checked_until.is_some_and(|until| until > ctx.app().now()) {
        return Err(Error::conflict(Reason::UploadBeingChecked));
    }
    rows::set_checked_until(&mut tx, id, Some(ctx.app().now() + LEASE)).await?;
    tx.commit_all(Vec::new()).await?;
    Ok(Claim::Ours(upload))
}

async fn examine(ctx: &Ctx, upload: &Upload) -> Result<Finished, Error> {
    let app = ctx.app();
    let tenant = upload.id.tenant.0;
    let at_work = app.turns().work().await?;
    let spool = app.depot().assemble(tenant, upload.id.row, upload.size_bytes, CHUNK_BYTES).await?;
    let spool = spool.examined(upload.kind).await.map_err(refusal)?;
    drop(at_work);
    app.scanner().scan(&spool).await.map_err(refusal)?;
    let key = Depot::key(tenant, upload.id.row, ctx.new_id());
    app.depot().keep(&key, &spool).await?;
    let written = write_down(ctx, upload, &spool, &key).await;
    // Without a word of the database about the commit, the row may be there: then the sweeper decides.
    let is_refused = written.as_ref().is_err_and(|error| !is_passing(error));
    if is_refused && let Err(error) = app.depot().delete(&key).await {
        tracing::warn!(error.cause = %error, upload.id = %upload.id.row, "a file is left for the sweeper");
    }
    written
}

/// Whether the fault is ours and may pass.
fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Unavailable(_) | Error::OutOfService(_) | Error::Internal(_))
}

fn refusal(error: DepotError) -> Error {
    match error {
        DepotError::Refused(reason) => Error::invalid("uploadId", reason),
        other => other.into(),
    }
}

async fn write_down(ctx: &Ctx, upload: &Upload, spool: &Spool, key: &str) -> Result<Finished, Error> {
    let mut held = Held::open(ctx, upload.evidence, Wanted::Present).await?.may_change()?;
    if !rows::delete(&mut held.tx, upload.id).await? {
        // Given up, or swept away, while it was being checked.
        return Err(Error::NotFound(UploadId::KIND));
    }
    let size_bytes = i64::try_from(spool.size()).unwrap_or(i64::MAX);
    let (used, _) = file::used(&mut held.tx).await?;
    if used + size_bytes > ctx.app().file_limits().tenant_bytes() {
        return Err(Error::conflict(Reason::StorageQuotaReached));
    }
    let arrived = EvidenceFile {
        id: EvidenceFileId::new(upload.id.tenant, upload.id.row),
        evidence: upload.evidence,
        name: upload.name.clone(),
        kind: upload.kind,
        size_bytes,
        sha256: spool.sha256(),
        storage_key: key.to_owned(),
        uploaded_by: held.access.membership,
        uploaded_at: ctx.now(),
        removed_at: None,
        disposed_at: None,
    };
    file::create(&mut held.tx, &arrived).await?;
    let evidence = held.evidence.clone();
    held.commit(EventKind::EvidenceFileAdded, arrived.named()).await?;
    Ok((evidence, arrived))
}
