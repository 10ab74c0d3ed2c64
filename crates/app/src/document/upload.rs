//! Files on their way in. Chunks lie in the store of files, so any server takes the next one.

use super::hold::{self, Held, Wanted};
use crate::ctx::Ctx;
use bytes::Bytes;
use calitas_domain::{
    Check, Error, Reason,
    document::{Chunk, MAX_FILES, MAX_OPEN_UPLOADS, Upload, file_name},
    id::{EvidenceId, UploadId},
};
use calitas_store::document::{file, upload as rows};

/// Starts bringing a file to evidence.
///
/// # Errors
/// [`Error::Invalid`] for kind and size; [`Error::Forbidden`]; `NotYourEvidence`; `StorageQuotaReached`.
pub async fn start(
    ctx: &Ctx,
    evidence: EvidenceId,
    name: &str,
    size_bytes: i64,
    idempotency_key: Option<&str>,
) -> Result<Upload, Error> {
    let mut held = Held::open(ctx, evidence, Wanted::Present).await?.may_change()?;
    let id = UploadId::new(evidence.tenant, ctx.new_id());
    let fingerprint = (evidence, name, size_bytes);
    if let Some(made) = ctx.once(&mut held.tx, idempotency_key, &fingerprint, id.row).await? {
        let made = UploadId::new(evidence.tenant, made);
        return rows::find(&mut held.tx, made).await?.ok_or(Error::NotFound(UploadId::KIND));
    }
    let limits = ctx.app().file_limits();
    let mut check = Check::new();
    check.ensure("sizeBytes", size_bytes > 0, Reason::FileEmpty);
    let fits = size_bytes <= limits.file_bytes();
    check.ensure("sizeBytes", fits, Reason::FileTooLarge { mib: limits.file_mib });
    let named = file_name(name).map_err(|reason| check.refuse("name", reason)).ok();
    check.done()?;
    let Some((name, kind)) = named else { return Err(Error::invalid("name", Reason::FileTypeRefused)) };
    if file::of_evidence(&mut held.tx, &[evidence]).await?.len() >= MAX_FILES {
        return Err(Error::conflict(Reason::TooMany { max: MAX_FILES }));
    }
    let me = held.access.membership;
    let (kept, coming) = file::used(&mut held.tx).await?;
    let open = rows::open_count(&mut held.tx, me, ctx.now()).await?;
    if usize::try_from(open).unwrap_or(usize::MAX) >= MAX_OPEN_UPLOADS {
        return Err(Error::conflict(Reason::TooMany { max: MAX_OPEN_UPLOADS }));
    }
    if kept + coming + size_bytes > limits.tenant_bytes() {
        return Err(Error::conflict(Reason::StorageQuotaReached));
    }
    let upload = Upload {
        id,
        evidence,
        name,
        kind,
        size_bytes,
        received_bytes: 0,
        started_by: me,
        expires_at: Upload::expiry(ctx.now()),
        checked_until: None,
    };
    rows::create(&mut held.tx, &upload).await?;
    // Nobody's deed until the file has arrived.
    held.tx.commit_all(Vec::new()).await?;
    Ok(upload)
}

/// An upload of the caller's own.
///
/// # Errors
/// [`Error::NotFound`] for those of others, ended and expired ones.
pub async fn find(ctx: &Ctx, id: UploadId) -> Result<Upload, Error> {
    let me = ctx.access(id.tenant)?.membership;
    let mut read = ctx.read(hold::beginning(ctx, id.tenant)?, id.tenant).await?;
    let found = rows::find(&mut read, id).await?;
    drop(read);
    // The bytes that follow may come slowly; a connection does not wait for them.
    ctx.end_read().await;
    let own = found.filter(|upload| upload.started_by == me && upload.is_open(ctx.now()));
    own.ok_or(Error::NotFound(UploadId::KIND))
}

/// Keeps the next chunk of an upload the caller has found. Says how much is here now; a chunk that is here already
/// changes nothing.
///
/// # Errors
/// [`Reason::OutOfRange`] at `offset` for a chunk that does not fit; `StorageFull`.
pub async fn receive(ctx: &Ctx, upload: &Upload, offset: i64, chunk: Bytes) -> Result<i64, Error> {
    let misplaced = || {
        let next = upload.received_bytes.to_string();
        Error::invalid("offset", Reason::OutOfRange { min: next.clone(), max: next })
    };
    match upload.chunk_at(offset) {
        Chunk::Known => return Ok(upload.received_bytes),
        Chunk::Misplaced => return Err(misplaced()),
        Chunk::Next(size) if i64::try_from(chunk.len()) != Ok(size) => return Err(misplaced()),
        Chunk::Next(_) => {}
    }
    let (id, end) = (upload.id, offset + i64::try_from(chunk.len()).unwrap_or(i64::MAX));
    ctx.app().depot().keep_chunk(id.tenant.0, id.row, offset, chunk).await?;
    let mut tx = hold::begin(ctx, id.tenant).await?;
    let received = rows::advance(&mut tx, id, offset, end).await?;
    tx.commit_all(Vec::new()).await?;
    received.ok_or(Error::NotFound(UploadId::KIND))
}

/// Gives an upload of the caller's own up.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn cancel(ctx: &Ctx, id: UploadId) -> Result<(), Error> {
    let me = ctx.access(id.tenant)?.membership;
    let mut tx = hold::begin(ctx, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.filter(|upload| upload.started_by == me);
    found.ok_or(Error::NotFound(UploadId::KIND))?;
    rows::delete(&mut tx, id).await?;
    tx.commit_all(Vec::new()).await?;
    forget(ctx, id).await;
    Ok(())
}

/// Forgets the chunks of an upload that has ended; what is left behind is swept away later.
pub(super) async fn forget(ctx: &Ctx, id: UploadId) {
    if let Err(error) = ctx.app().depot().forget_upload(id.tenant.0, id.row).await {
        tracing::warn!(error.cause = %error, upload.id = %id.row, "chunks are left for the sweeper");
    }
}
