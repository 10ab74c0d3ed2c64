//! Taking files off evidence and putting them back.

use super::hold::{self, Held, Wanted};
use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    document::{Evidence, EvidenceFile},
    id::EvidenceFileId,
    journal::EventKind,
};
use calitas_store::document::file;

/// Takes a file off its evidence. It can be put back until it is erased.
///
/// # Errors
/// [`Error::Forbidden`]; `NotYourEvidence`; `ActionSettled` where a verified effect rests on it.
pub async fn remove(ctx: &Ctx, id: EvidenceFileId) -> Result<Evidence, Error> {
    let (held, found) = open(ctx, id, Wanted::Present).await?;
    let mut held = held.may_remove()?;
    file::set_removed(&mut held.tx, id, Some(ctx.now())).await?;
    let evidence = held.evidence.clone();
    held.commit(EventKind::EvidenceFileRemoved, found.named()).await?;
    Ok(evidence)
}

/// Puts a file back that was taken off.
///
/// # Errors
/// As [`remove`]; `FileAlreadyAttached` when the same content came again meanwhile.
pub async fn restore(ctx: &Ctx, id: EvidenceFileId) -> Result<(Evidence, EvidenceFile), Error> {
    let (held, found) = open(ctx, id, Wanted::Removed).await?;
    let mut held = held.may_change()?;
    file::set_removed(&mut held.tx, id, None).await?;
    let evidence = held.evidence.clone();
    held.commit(EventKind::EvidenceFileRestored, found.named()).await?;
    Ok((evidence, EvidenceFile { removed_at: None, ..found }))
}

/// The evidence of a file is found first, then locked; the file is read again behind the lock.
async fn open(ctx: &Ctx, id: EvidenceFileId, wanted: Wanted) -> Result<(Held, EvidenceFile), Error> {
    let absent = || Error::NotFound(EvidenceFileId::KIND);
    let mut tx = hold::begin(ctx, id.tenant).await?;
    let evidence = file::find(&mut tx, id).await?.ok_or_else(absent)?.evidence;
    let mut held = Held::take(ctx, tx, evidence, Wanted::Present).await?;
    let found = file::find(&mut held.tx, id).await?.ok_or_else(absent)?;
    match wanted {
        Wanted::Present if found.removed_at.is_none() => Ok((held, found)),
        Wanted::Removed if found.removed_at.is_some() => Ok((held, found)),
        Wanted::Present | Wanted::Removed => Err(absent()),
    }
}
