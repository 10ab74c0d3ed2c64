//! Attaching evidence, changing what it says, what it proves, and whether it counts.

use super::{
    Proving,
    classify::{class_of, classified},
    hold::{self, Held, Wanted, event, same},
};
use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    document::{Evidence, EvidenceInput, EvidencePatch, Subject, may},
    id::{EvidenceId, RetentionClassId},
    journal::{EventKind, created, difference},
};
use calitas_store::{
    document::{evidence as rows, link as links},
    retention::policy,
};

/// Attaches evidence to something; its files follow.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`]; the states of what is proved.
pub async fn create(
    ctx: &Ctx,
    subject: Subject,
    input: EvidenceInput,
    class: Option<RetentionClassId>,
    idempotency_key: Option<&str>,
) -> Result<Proving, Error> {
    let (mut tx, access, holder) = hold::open(ctx, subject).await?;
    let id = EvidenceId::new(subject.tenant(), ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(subject, &input, class), id.row).await? {
        let made = EvidenceId::new(subject.tenant(), made);
        let all = rows::Reader::of_all(made.tenant);
        let found =
            rows::by_ids(&mut tx, &[made], &all).await?.pop().ok_or(Error::NotFound(EvidenceId::KIND))?;
        return Ok((found, vec![subject]));
    }
    may::attach(&holder, &access).map_err(Error::refused)?;
    let evidence = Evidence::new(id, access.membership, input, ctx.now())?;
    // What nobody classified is classified as the institution decided.
    let class = match class {
        Some(class) => Some(class),
        None => policy::of_tenant(&mut tx, subject.tenant()).await?.default_class,
    };
    let evidence = match class {
        Some(class) => classified(ctx, &mut tx, evidence, class).await?,
        None => evidence,
    };
    rows::create(&mut tx, &evidence).await?;
    links::add(&mut tx, id, subject, holder.whole()).await?;
    tx.commit(event(EventKind::EvidenceCreated, &holder).with(created(&evidence))).await?;
    Ok((evidence, vec![subject]))
}

/// Changes what evidence says about itself.
///
/// # Errors
/// As [`create`]; `NotYourEvidence`; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: EvidenceId,
    expected_version: i32,
    patch: EvidencePatch,
) -> Result<Proving, Error> {
    let mut held = Held::open(ctx, id, Wanted::Present).await?.may_change()?;
    let new = held.evidence.clone().patched(patch)?;
    let term = class_of(&mut held.tx, &new).await?.map(|class| class.term);
    let new = Evidence { record: new.record.clone().dated(term, new.archive_day()), ..new };
    let changes = difference(&held.evidence, &new);
    let subjects = held.subjects();
    if changes.is_empty() {
        return Ok((held.evidence, subjects));
    }
    same(held.evidence.version, expected_version)?;
    rows::save(&mut held.tx, &new).await?;
    held.commit(EventKind::EvidenceUpdated, changes).await?;
    Ok((new, subjects))
}

/// Takes evidence off everything it proves. It can be put back until it is erased.
///
/// # Errors
/// As [`update`]; `ActionSettled` where a verified effect rests on it.
pub async fn remove(ctx: &Ctx, id: EvidenceId) -> Result<Vec<Subject>, Error> {
    let mut held = Held::open(ctx, id, Wanted::Present).await?.may_remove()?;
    let gone = Evidence { removed_at: Some(ctx.now()), ..held.evidence.clone() };
    rows::save(&mut held.tx, &gone).await?;
    let subjects = held.subjects();
    held.commit(EventKind::EvidenceRemoved, gone.named()).await?;
    Ok(subjects)
}

/// Puts evidence back that was taken off.
///
/// # Errors
/// As [`update`]; [`Error::NotFound`] when it was erased.
pub async fn restore(ctx: &Ctx, id: EvidenceId) -> Result<Proving, Error> {
    let mut held = Held::open(ctx, id, Wanted::Removed).await?.may_change()?;
    let back = Evidence { removed_at: None, ..held.evidence.clone() };
    rows::save(&mut held.tx, &back).await?;
    let subjects = held.subjects();
    held.commit(EventKind::EvidenceRestored, back.named()).await?;
    Ok((back, subjects))
}

/// Links evidence to one more thing it proves.
///
/// # Errors
/// As [`create`], for the new thing; [`Error::NotFound`].
pub async fn link(ctx: &Ctx, id: EvidenceId, subject: Subject) -> Result<Proving, Error> {
    let mut held = Held::open(ctx, id, Wanted::Present).await?;
    held.evidence.record.is_open().map_err(Error::conflict)?;
    let holder = hold::holder(ctx, &mut held.tx, &held.access, subject).await?;
    may::attach(&holder, &held.access).map_err(Error::refused)?;
    let (evidence, mut subjects) = (held.evidence.clone(), held.subjects());
    if links::add(&mut held.tx, id, subject, holder.whole()).await? {
        subjects.push(subject);
        held.tx.commit(event(EventKind::EvidenceLinked, &holder).with(evidence.named())).await?;
    }
    Ok((evidence, subjects))
}

/// Takes evidence off one of the things it proves.
///
/// # Errors
/// As [`remove`]; `LastLink`; [`Error::NotFound`] when it is not linked.
pub async fn unlink(ctx: &Ctx, id: EvidenceId, subject: Subject) -> Result<Proving, Error> {
    let mut held = Held::open(ctx, id, Wanted::Present).await?;
    let holder = held.holders.iter().find(|holder| holder.subject() == subject).cloned();
    let holder = holder.ok_or(Error::NotFound(subject.kind()))?;
    may::unlink(&held.evidence, &holder, &held.holders, &held.access).map_err(Error::refused)?;
    links::remove(&mut held.tx, id, subject).await?;
    let subjects = held.subjects().into_iter().filter(|left| *left != subject).collect();
    let evidence = held.evidence.clone();
    held.tx.commit(event(EventKind::EvidenceUnlinked, &holder).with(evidence.named())).await?;
    Ok((evidence, subjects))
}
