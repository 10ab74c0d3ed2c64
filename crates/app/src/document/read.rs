//! Reading evidence and its files, for many at once.

use crate::ctx::{Ctx, page_limit};
use calitas_domain::{
    Error,
    access::Permission,
    document::{Evidence, EvidenceFile, Subject},
    id::{EvidenceFileId, EvidenceId, TenantId, TenantRow},
};
use calitas_store::document::{
    evidence::{self, Reader},
    file, link,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Pages of the evidence of several subjects, the newest first; one more than `first` of each, if there is more.
///
/// # Errors
/// For the page size; when the database does not answer.
pub async fn page(
    ctx: &Ctx,
    subjects: &[Subject],
    after: Option<(DateTime<Utc>, Uuid)>,
    first: Option<i32>,
) -> Result<Vec<(Uuid, Evidence)>, Error> {
    let limit = page_limit(first)?;
    let subjects = readable(ctx, subjects)?;
    Ok(evidence::page(&mut *ctx.open().await?, &subjects, after, limit + 1).await?)
}

/// How much evidence several subjects have; those without any are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(ctx: &Ctx, subjects: &[Subject]) -> Result<Vec<(Uuid, i64)>, Error> {
    let subjects = readable(ctx, subjects)?;
    Ok(evidence::counts(&mut *ctx.open().await?, &subjects).await?)
}

/// Evidence by id.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[EvidenceId]) -> Result<Vec<Evidence>, Error> {
    let reader = reader(ctx, ids)?;
    Ok(evidence::by_ids(&mut *ctx.open().await?, ids, &reader).await?)
}

/// Files by id.
///
/// # Errors
/// When the database does not answer.
pub async fn files_by_ids(ctx: &Ctx, ids: &[EvidenceFileId]) -> Result<Vec<EvidenceFile>, Error> {
    let reader = reader(ctx, ids)?;
    Ok(file::by_ids(&mut *ctx.open().await?, ids, &reader).await?)
}

/// Files of several pieces of evidence, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn files_of(ctx: &Ctx, ids: &[EvidenceId]) -> Result<Vec<EvidenceFile>, Error> {
    let ids = of_readers(ctx, ids)?;
    Ok(file::of_evidence(&mut *ctx.open().await?, &ids).await?)
}

/// What several pieces of evidence prove; a guest hears only of the plans of the invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects_of(ctx: &Ctx, ids: &[EvidenceId]) -> Result<Vec<(EvidenceId, Subject)>, Error> {
    let ids = of_readers(ctx, ids)?;
    Ok(link::of_evidence(&mut *ctx.open().await?, &ids).await?)
}

fn readable(ctx: &Ctx, subjects: &[Subject]) -> Result<Vec<Subject>, Error> {
    let actor = ctx.actor()?;
    let may = |subject: &&Subject| {
        actor.access(subject.tenant()).is_some_and(|access| access.may_somewhere(subject.needed()))
    };
    Ok(subjects.iter().filter(may).copied().collect())
}

/// Where the caller reads plans, and where self-assessments, of the institutions of some rows.
fn reader<I: TenantRow>(ctx: &Ctx, ids: &[I]) -> Result<Reader, Error> {
    let actor = ctx.actor()?;
    let mut tenants: Vec<TenantId> = ids.iter().map(TenantRow::tenant).collect();
    tenants.sort_unstable();
    tenants.dedup();
    let with = |permission| -> Vec<TenantId> {
        let may = |tenant: &&TenantId| {
            actor.access(**tenant).is_some_and(|access| access.may_somewhere(permission))
        };
        tenants.iter().filter(may).copied().collect()
    };
    Ok(Reader::new(&with(Permission::PlanRead), &with(Permission::ControlRead)))
}

/// Those of institutions where the caller reads plans or self-assessments.
fn of_readers(ctx: &Ctx, ids: &[EvidenceId]) -> Result<Vec<EvidenceId>, Error> {
    let actor = ctx.actor()?;
    let may = |id: &&EvidenceId| {
        let reads = [Permission::PlanRead, Permission::ControlRead];
        actor
            .access(id.tenant)
            .is_some_and(|access| reads.into_iter().any(|permission| access.may_somewhere(permission)))
    };
    Ok(ids.iter().filter(may).copied().collect())
}
