//! Entering, changing, reviewing and closing risks.

use super::setting;
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::{unit_in_use, workers},
};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission},
    id::{RiskId, RiskReviewId, TenantId},
    journal::{EventKind, created, difference},
    risk::{Review, ReviewInput, Risk, RiskInput, RiskPatch, Setting, Target, may},
};
use calitas_store::{
    WriteTx,
    risk::{register as rows, review as reviews, setting as settings, target as targets},
};
use std::sync::Arc;

/// Enters a risk under the next code.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not keep the register of the compartment; [`Error::Invalid`].
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: RiskInput,
    idempotency_key: Option<&str>,
) -> Result<Risk, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::RiskRead, tenant).await?;
    may::write_in(input.unit, &access).map_err(Error::refused)?;
    let id = RiskId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[RiskId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(RiskId::KIND));
    }
    let setting = setting::held(&mut tx).await?;
    let (new, event) = enter(ctx, &mut tx, id, input, &setting).await?;
    tx.commit(event).await?;
    Ok(new)
}

/// Stores a new risk inside a write that has locked the institution's decisions, with what is to be journaled of it.
pub(super) async fn enter(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: RiskId,
    input: RiskInput,
    setting: &Setting,
) -> Result<(Risk, Event), Error> {
    unit_in_use(tx, "unitId", Some(input.unit)).await?;
    workers(ctx, tx, "ownerId", input.owner.as_slice()).await?;
    in_force(tx, input.target).await?;
    let number = settings::next_risk(tx).await?;
    let new = Risk::enter(id, number, input, setting.scale, ctx.now(), ctx.today())?;
    rows::create(tx, &new).await?;
    let event = event(EventKind::RiskCreated, &new).with(created(&new));
    Ok((new, event))
}

/// Changes a risk. Only fields that others changed meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `RiskClosed`; [`Error::Invalid`]; `ChangedMeanwhile` with both values of each field.
pub async fn update(ctx: &Ctx, id: RiskId, expected_version: i32, patch: RiskPatch) -> Result<Risk, Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    may::edit(&old, &access).map_err(Error::refused)?;
    let new = old.clone().patched(patch, ctx.today())?;
    if new.unit != old.unit {
        // Nobody hands a risk over to a unit whose register they do not keep.
        may::write_in(new.unit, &access).map_err(Error::refused)?;
        unit_in_use(&mut tx, "unitId", Some(new.unit)).await?;
    }
    if new.owner != old.owner {
        workers(ctx, &mut tx, "ownerId", new.owner.as_slice()).await?;
    }
    if new.target != old.target {
        in_force(&mut tx, new.target).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(event(EventKind::RiskUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Puts a look at a risk on record: what it was rated before and is rated from now on.
///
/// # Errors
/// As [`update`]; whoever looks has seen the version that is looked at.
pub async fn review(
    ctx: &Ctx,
    id: RiskId,
    expected_version: i32,
    input: ReviewInput,
    idempotency_key: Option<&str>,
) -> Result<(Risk, Review), Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    let review_id = RiskReviewId::new(id.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(id, &input), review_id.row).await? {
        let found = reviews::by_id(&mut tx, RiskReviewId::new(id.tenant, made)).await?;
        return Ok((old, found.ok_or(Error::NotFound(RiskReviewId::KIND))?));
    }
    may::review(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let (new, review) = old.clone().reviewed(review_id, &input, access.membership, ctx.now(), ctx.today())?;
    rows::save(&mut tx, &new).await?;
    reviews::create(&mut tx, &review).await?;
    tx.commit(event(EventKind::RiskReviewed, &new).with(difference(&old, &new))).await?;
    Ok((new, review))
}

/// Takes a risk off the register.
///
/// # Errors
/// [`Error::Forbidden`]; `RiskClosed`; [`Error::Invalid`] without a reason; `ChangedMeanwhile`.
pub async fn close(ctx: &Ctx, id: RiskId, expected_version: i32, reason: &str) -> Result<Risk, Error> {
    let (tx, old, access) = open(ctx, id).await?;
    may::close(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().close(reason)?;
    save(tx, EventKind::RiskClosed, &old, new).await
}

/// Puts a risk back on the register.
///
/// # Errors
/// [`Error::Forbidden`]; `RiskOpen`, `RiskOnOtherScale`; [`Error::Invalid`] without a reason; `ChangedMeanwhile`.
pub async fn reopen(ctx: &Ctx, id: RiskId, expected_version: i32, reason: &str) -> Result<Risk, Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    may::reopen(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let setting = setting::held(&mut tx).await?;
    let new = old.clone().reopen(reason, &setting)?;
    save(tx, EventKind::RiskReopened, &old, new).await
}

/// Opens a write on a risk of an institution whose register the caller reads; what else is needed is asked of `domain`.
async fn open(ctx: &Ctx, id: RiskId) -> Result<(WriteTx, Risk, Arc<Access>), Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::RiskRead, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(RiskId::KIND))?;
    Ok((tx, found, access))
}

async fn save(mut tx: WriteTx, kind: EventKind, old: &Risk, new: Risk) -> Result<Risk, Error> {
    rows::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

/// Refuses what is not of the institution or not in force any more.
async fn in_force(tx: &mut WriteTx, target: Option<Target>) -> Result<(), Error> {
    let Some(target) = target else { return Ok(()) };
    let found = targets::by_ids(tx, &[target]).await?.pop();
    match found.is_some_and(|found| found.is_in_force) {
        true => Ok(()),
        false => Err(Error::invalid("targetId", Reason::UnknownReference)),
    }
}

/// An event about a risk, for those who watch the register of its institution.
pub(super) fn event(kind: EventKind, risk: &Risk) -> Event {
    Event::new(kind, RiskId::KIND, risk.id.row).under(risk.id.tenant.0).at_version(risk.version)
}
