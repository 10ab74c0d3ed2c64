//! Under which entry of the nomenclature a document is kept. An entry is changed for another and never taken off: that
//! would make a working paper of a document.

use super::{
    Proving,
    hold::{self, Held, Wanted, same},
};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason,
    access::Permission,
    document::Evidence,
    id::{EvidenceId, RetentionClassId},
    journal::{EventKind, difference},
    retention::{RetentionClass, may},
};
use calitas_store::{WriteTx, document::evidence as rows, retention::class};

/// Classifies a document.
///
/// # Errors
/// [`Error::Forbidden`]; `InDisposal`, `DocumentDisposed`; `ClassNotInForce` at `retentionClassId`; `ChangedMeanwhile`.
pub async fn classify(
    ctx: &Ctx,
    id: EvidenceId,
    expected_version: i32,
    class: RetentionClassId,
) -> Result<Proving, Error> {
    let keeps = ctx.access(id.tenant)?.may(Permission::RetentionManage);
    let tx = if keeps {
        ctx.write(Permission::RetentionManage, id.tenant).await?
    } else {
        hold::begin(ctx, id.tenant).await?
    };
    let mut held = Held::take(ctx, tx, id, Wanted::Present).await?;
    may::classify(&held.evidence, &held.holders, &held.access).map_err(Error::refused)?;
    same(held.evidence.version, expected_version)?;
    let (old, subjects) = (held.evidence.clone(), held.subjects());
    let new = classified(ctx, &mut held.tx, old.clone(), class).await?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok((old, subjects));
    }
    let new = Evidence { version: old.version + 1, ..new };
    rows::save(&mut held.tx, &new).await?;
    held.commit(EventKind::EvidenceClassified, changes).await?;
    Ok((new, subjects))
}

/// A document under an entry that takes it.
pub(super) async fn classified(
    ctx: &Ctx,
    tx: &mut WriteTx,
    evidence: Evidence,
    id: RetentionClassId,
) -> Result<Evidence, Error> {
    let path = "retentionClassId";
    let found = class::hold(tx, id).await?.ok_or_else(|| Error::invalid(path, Reason::UnknownReference))?;
    let day = evidence.archive_day();
    if !found.takes(day, ctx.today()) {
        return Err(Error::invalid(path, Reason::ClassNotInForce));
    }
    Ok(Evidence { record: evidence.record.clone().classified(&found, day), ..evidence })
}

/// The entry of a document.
pub(super) async fn class_of(tx: &mut WriteTx, evidence: &Evidence) -> Result<Option<RetentionClass>, Error> {
    match evidence.record.class {
        Some(id) => Ok(class::hold(tx, id).await?),
        None => Ok(None),
    }
}
