//! Carrying an approved selection out. First, in one write, its documents are marked: from then on nobody gets their
//! content. Then the bytes are removed, a few files at a time, and noted as gone; what is left after a crash or while
//! the store of files does not answer is done by the sweeper. Rows stay, with names, hashes and the selection.

use super::disposal::{event, open};
use crate::{App, ctx::Ctx, merge};
use calitas_domain::{
    Change, Error, Event,
    access::Permission,
    document::Evidence,
    id::{DisposalId, EvidenceId, TenantId},
    journal::{Actor, EventKind, difference},
    retention::{Disposal, DisposalStatus, Listed, Verdict, may},
};
use calitas_store::{
    Scope,
    document::{evidence, file},
    retention::{disposal as rows, policy},
};

/// Files removed between two notes of what is gone.
const BATCH: i64 = 50;

/// Carries an approved selection out.
///
/// # Errors
/// [`Error::Forbidden`] without `RETENTION_MANAGE`; `DisposalNotApproved`, `MinutesMissing`, `ConfirmationMissing`;
/// `ChangedMeanwhile` when the list is not the one that was approved; why a document stays.
pub async fn carry_out(ctx: &Ctx, id: DisposalId, expected_version: i32) -> Result<Disposal, Error> {
    let (mut tx, old, access) = open(ctx, Permission::RetentionManage, id).await?;
    may::carry_out(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let needs_confirmation = policy::of_tenant(&mut tx, id.tenant).await?.needs_confirmation;
    let ids: Vec<EvidenceId> =
        rows::list(&mut tx, id).await?.into_iter().map(|(found, _)| found.id).collect();
    let list = rows::lock_documents(&mut tx, &ids).await?;
    let lines: Vec<Listed> = list.iter().map(|(_, one)| one.clone()).collect();
    let new = old.clone().start(&lines, needs_confirmation, ctx.now(), ctx.today())?;
    rows::save(&mut tx, &new).await?;
    let mut events = vec![event(EventKind::DisposalStarted, &new).with(difference(&old, &new))];
    let mut gone = Vec::new();
    for (document, one) in list.into_iter().filter(|(_, one)| one.record.verdict == Some(Verdict::Dispose)) {
        let mut record = document.record.clone();
        record.disposed_at = Some(ctx.now());
        events.push(told(&document, &one));
        gone.push(document.id);
        evidence::save(&mut tx, &Evidence { record, ..document }).await?;
    }
    file::dispose(&mut tx, &gone).await?;
    tx.commit_all(events).await?;
    // It is decided and on record; what cannot be removed now is removed later.
    match remove(ctx.app(), id).await {
        Ok(_) => {}
        Err(error) => {
            tracing::warn!(error.cause = ?error, disposal.id = %id.row, "files are left for the sweeper");
        }
    }
    let mut read = ctx.read(Permission::PlanRead, id.tenant).await?;
    rows::by_ids(&mut read, &[id]).await?.pop().ok_or(Error::NotFound(DisposalId::KIND))
}

/// Goes on with the selections of an institution that are being carried out; says how many files went.
///
/// # Errors
/// When the database or the store of files does not answer.
pub async fn carry_on(app: &App, tenant: TenantId) -> Result<usize, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let waiting = rows::in_progress(&mut read, tenant).await?;
    drop(read);
    let mut removed = 0;
    for id in waiting {
        removed += remove(app, id).await?;
    }
    Ok(removed)
}

/// Removes what is left of the content of a selection, then ends it. Two at once do no harm: bytes that are gone are
/// gone, and only one finds the selection unfinished.
async fn remove(app: &App, id: DisposalId) -> Result<usize, Error> {
    let scope = Scope::system(id.tenant);
    let mut removed = 0;
    loop {
        let mut read = app.store().read(&scope).await?;
        let files = file::to_erase(&mut read, id, BATCH).await?;
        drop(read);
        for (_, key) in &files {
            app.depot().delete(key).await?;
        }
        removed += files.len();
        let mut tx = app.store().write(&scope, id.tenant, Actor::System, app.now()).await?;
        let Some(old) = rows::lock(&mut tx, id).await? else { return Ok(removed) };
        if old.status != DisposalStatus::InProgress {
            return Ok(removed);
        }
        let ids: Vec<_> = files.into_iter().map(|(file, _)| file).collect();
        file::erased(&mut tx, &ids).await?;
        if ids.is_empty() {
            let new = old.clone().finished(app.now());
            rows::save(&mut tx, &new).await?;
            tx.commit(event(EventKind::DisposalDone, &new).with(difference(&old, &new))).await?;
            return Ok(removed);
        }
        // Follows from what is on record already.
        tx.commit_unjournaled().await?;
    }
}

/// What the journal keeps of a document that goes: its name, its entry, its files with their hashes.
fn told(document: &Evidence, one: &Listed) -> Event {
    let change = |field: &str, old: serde_json::Value| Change {
        field: field.to_owned(),
        old,
        new: serde_json::Value::Null,
    };
    let mut changes = vec![change("evidence.title", document.title.as_str().into())];
    changes.extend(one.code.as_deref().map(|code| change("evidence.retentionCode", code.into())));
    for (name, sha256) in &one.files {
        changes.push(change("evidence.file", name.as_str().into()));
        changes.push(change("evidence.sha256", sha256.as_str().into()));
    }
    Event::new(EventKind::EvidenceDisposed, EvidenceId::KIND, document.id.row).with(changes)
}
