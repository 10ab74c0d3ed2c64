//! Selections from the first list to the approval. Nothing goes here; that is [`super::carry_out`].

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Change, Error, Event, Reason,
    access::{Access, Permission},
    document::Evidence,
    id::{DisposalId, EvidenceId, TenantId},
    journal::{EventKind, created, difference},
    retention::{Disposal, DisposalPatch, Listed, MAX_DOCUMENTS, Verdict, may},
};
use calitas_store::{
    WriteTx,
    document::evidence,
    retention::disposal::{self as rows, Shelf},
};
use std::sync::Arc;

/// Documents named in one request, at most.
const AT_ONCE: usize = 100;

/// Begins a selection.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `RETENTION_MANAGE`; why a document stays.
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    title: &str,
    documents: &[EvidenceId],
    idempotency_key: Option<&str>,
) -> Result<Disposal, Error> {
    let access = ctx.require(Permission::RetentionManage, tenant)?;
    let mut tx = ctx.write(Permission::RetentionManage, tenant).await?;
    let id = DisposalId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(title, documents), id.row).await? {
        let found = rows::by_ids(&mut tx, &[DisposalId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(DisposalId::KIND));
    }
    let new = Disposal::new(id, title, access.membership, ctx.now())?;
    rows::create(&mut tx, &new).await?;
    put(ctx, &mut tx, id, documents).await?;
    let mut changes = created(&new);
    changes.extend(listed("documentIds", documents));
    tx.commit(event(EventKind::DisposalCreated, &new).with(changes)).await?;
    Ok(new)
}

/// Changes words and papers.
///
/// # Errors
/// As [`create`]; `DisposalNotInWork`, `DisposalOver`; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: DisposalId,
    expected_version: i32,
    patch: DisposalPatch,
) -> Result<Disposal, Error> {
    let (tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::note(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().patched(patch, ctx.today())?;
    if difference(&old, &new).is_empty() {
        return Ok(old);
    }
    save(tx, EventKind::DisposalUpdated, &old, new).await
}

/// Puts documents into a selection and takes others out.
///
/// # Errors
/// As [`create`]; `DisposalNotInWork`; `ChangedMeanwhile`; [`Reason::TooMany`].
pub async fn set_documents(
    ctx: &Ctx,
    id: DisposalId,
    expected_version: i32,
    add: &[EvidenceId],
    remove: &[EvidenceId],
) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::edit(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    if remove.len() > AT_ONCE {
        return Err(Error::invalid("removeIds", Reason::TooMany { max: AT_ONCE }));
    }
    let leaving = rows::lock_documents(&mut tx, remove).await?;
    let mine = |(found, _): &(Evidence, Listed)| found.record.disposal == Some(id);
    if leaving.len() < remove.len() || !leaving.iter().all(mine) {
        return Err(Error::invalid("removeIds", Reason::UnknownReference));
    }
    for (document, _) in leaving {
        let record = document.record.clone().withdrawn();
        evidence::save(&mut tx, &Evidence { record, ..document }).await?;
    }
    put(ctx, &mut tx, id, add).await?;
    let new = Disposal { version: old.version + 1, ..old };
    rows::save(&mut tx, &new).await?;
    let changes = listed("documentIds", add).into_iter().chain(unlisted("documentIds", remove)).collect();
    tx.commit(event(EventKind::DisposalUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Notes what the commission decided on documents of a selection.
///
/// # Errors
/// As [`set_documents`].
pub async fn decide(
    ctx: &Ctx,
    id: DisposalId,
    expected_version: i32,
    documents: &[EvidenceId],
    verdict: Verdict,
) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::edit(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    at_once("documentIds", documents)?;
    let found = rows::lock_documents(&mut tx, documents).await?;
    let mine = |(found, _): &(Evidence, Listed)| found.record.disposal == Some(id);
    if found.len() < documents.len() || !found.iter().all(mine) {
        return Err(Error::invalid("documentIds", Reason::UnknownReference));
    }
    for (document, _) in found {
        let mut record = document.record.clone();
        record.verdict = Some(verdict);
        evidence::save(&mut tx, &Evidence { record, ..document }).await?;
    }
    let new = Disposal { version: old.version + 1, ..old };
    rows::save(&mut tx, &new).await?;
    let mut changes = listed("documentIds", documents);
    changes.push(Change {
        field: "verdict".to_owned(),
        old: serde_json::Value::Null,
        new: verdict.code().into(),
    });
    tx.commit(event(EventKind::DisposalUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Sends a selection for approval.
///
/// # Errors
/// As [`create`]; `DisposalEmpty`, `CommissionUndecided`, `DisposalNotInWork`; `ChangedMeanwhile`.
pub async fn submit(ctx: &Ctx, id: DisposalId, expected_version: i32) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::edit(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let list = list(&mut tx, id).await?;
    let new = old.clone().submit(access.membership, &list, ctx.today())?;
    save(tx, EventKind::DisposalSubmitted, &old, new).await
}

/// Approves what somebody else submitted.
///
/// # Errors
/// [`Error::Forbidden`] without `RETENTION_APPROVE`; `OwnSubmission`, `DisposalNotSubmitted`; `ChangedMeanwhile`.
pub async fn approve(ctx: &Ctx, id: DisposalId, expected_version: i32) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionApprove, id).await?;
    may::approve(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let list = list(&mut tx, id).await?;
    let new = old.clone().approve(access.membership, ctx.now(), &list)?;
    save(tx, EventKind::DisposalApproved, &old, new).await
}

/// Gives a selection back, also after it was approved, as long as nothing has gone.
///
/// # Errors
/// [`Error::Forbidden`] without `RETENTION_APPROVE`; `DisposalNotSubmitted`; [`Error::Invalid`] without a remark.
pub async fn send_back(
    ctx: &Ctx,
    id: DisposalId,
    expected_version: i32,
    remark: &str,
) -> Result<Disposal, Error> {
    let (tx, old, access) = open(ctx, Permission::RetentionApprove, id).await?;
    may::send_back(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().send_back(remark)?;
    save(tx, EventKind::DisposalReturned, &old, new).await
}

/// Gives a selection up; its documents stay and may be proposed again.
///
/// # Errors
/// As [`create`]; `DisposalNotInWork`; `ChangedMeanwhile`.
pub async fn cancel(ctx: &Ctx, id: DisposalId, expected_version: i32) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::edit(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().cancel()?;
    for (document, _) in rows::list(&mut tx, id).await? {
        let record = document.record.clone().withdrawn();
        evidence::save(&mut tx, &Evidence { record, ..document }).await?;
    }
    save(tx, EventKind::DisposalCancelled, &old, new).await
}

/// Puts documents whose term has ended into a selection.
async fn put(ctx: &Ctx, tx: &mut WriteTx, id: DisposalId, documents: &[EvidenceId]) -> Result<(), Error> {
    at_once("documentIds", documents)?;
    let room = rows::document_count(tx, Shelf::In(id)).await?;
    let room = MAX_DOCUMENTS.saturating_sub(usize::try_from(room).unwrap_or(usize::MAX));
    if documents.len() > room {
        return Err(Error::conflict(Reason::TooMany { max: MAX_DOCUMENTS }));
    }
    let found = rows::lock_documents(tx, documents).await?;
    if found.len() < documents.len() {
        return Err(Error::invalid("documentIds", Reason::UnknownReference));
    }
    for (document, one) in found {
        one.may_propose(ctx.today())?;
        let Some(term) = one.term else { return Err(Error::conflict(Reason::NotClassified)) };
        let record = document.record.clone().proposed(id, term);
        evidence::save(tx, &Evidence { record, ..document }).await?;
    }
    Ok(())
}

fn at_once(path: &str, documents: &[EvidenceId]) -> Result<(), Error> {
    if documents.len() > AT_ONCE {
        return Err(Error::invalid(path, Reason::TooMany { max: AT_ONCE }));
    }
    let mut rows: Vec<_> = documents.iter().map(|id| id.row).collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.len() < documents.len() { Err(Error::invalid(path, Reason::Repeated)) } else { Ok(()) }
}

async fn list(tx: &mut WriteTx, id: DisposalId) -> Result<Vec<Listed>, Error> {
    Ok(rows::list(tx, id).await?.into_iter().map(|(_, one)| one).collect())
}

pub(super) async fn open(
    ctx: &Ctx,
    permission: Permission,
    id: DisposalId,
) -> Result<(WriteTx, Disposal, Arc<Access>), Error> {
    let access = ctx.require(permission, id.tenant)?;
    let mut tx = ctx.write(permission, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(DisposalId::KIND))?;
    Ok((tx, found, access))
}

async fn save(mut tx: WriteTx, kind: EventKind, old: &Disposal, new: Disposal) -> Result<Disposal, Error> {
    rows::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

pub(super) fn event(kind: EventKind, disposal: &Disposal) -> Event {
    Event::new(kind, DisposalId::KIND, disposal.id.row).at_version(disposal.version)
}

/// Documents that came, as one change.
fn listed(field: &str, documents: &[EvidenceId]) -> Vec<Change> {
    of_list(field, documents, |ids| (serde_json::Value::Null, ids))
}

/// Documents that left, as one change.
fn unlisted(field: &str, documents: &[EvidenceId]) -> Vec<Change> {
    of_list(field, documents, |ids| (ids, serde_json::Value::Null))
}

fn of_list(
    field: &str,
    documents: &[EvidenceId],
    sides: impl FnOnce(serde_json::Value) -> (serde_json::Value, serde_json::Value),
) -> Vec<Change> {
    if documents.is_empty() {
        return Vec::new();
    }
    let (old, new) = sides(documents.iter().map(|id| id.row.to_string()).collect());
    vec![Change { field: field.to_owned(), old, new }]
}
