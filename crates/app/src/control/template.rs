//! The list of criteria: its versions, and the next one.

use crate::ctx::Ctx;
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::Permission,
    control::{Criterion, CriterionInput, Revision, Template},
    id::{ControlTemplateId, TenantId},
    journal::EventKind,
};
use calitas_store::control::template as rows;

/// More versions than this nobody looks back on.
const VERSIONS: i64 = 50;

/// The last versions of the list of an institution, the newest first.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Template>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(rows::of_tenant(&mut read, tenant, VERSIONS).await?)
}

/// Makes the next version of the list from the newest, or from the catalogue where there is none. Campaigns keep the
/// version they were opened with. The same list makes no version.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; `ChangedMeanwhile` when another version came meanwhile;
/// [`Error::Invalid`] as [`Revision::make`].
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    base_number: i32,
    input: Vec<CriterionInput>,
    idempotency_key: Option<&str>,
) -> Result<Template, Error> {
    ctx.require(Permission::ControlManage, tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    let id = ControlTemplateId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(tenant, base_number, &input), id.row).await? {
        let found = rows::by_ids(&mut tx, &[ControlTemplateId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlTemplateId::KIND));
    }
    let newest = rows::lock_newest(&mut tx, tenant).await?;
    let current = newest.as_ref().map_or(0, |newest| newest.number);
    if base_number != current {
        let (reason, current_version) = (Reason::ChangedMeanwhile, Some(current));
        return Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })));
    }
    let criteria: Vec<Criterion> = match &newest {
        Some(newest) => rows::criteria(&mut tx, &[newest.id]).await?,
        None => Template::of_catalogue(id, ctx.now(), || ctx.new_id()).1,
    };
    let mut used = rows::used(&mut tx, tenant).await?;
    for one in &criteria {
        let last = used.entry(one.standard).or_default();
        *last = one.ordinal.max(*last);
    }
    let revision = Revision { number: current, criteria: &criteria, used: &used };
    let made = revision.make(id, ctx.now(), &input, || ctx.new_id())?;
    let Some((template, criteria, changes)) = made else {
        return newest.ok_or(Error::NotFound(ControlTemplateId::KIND));
    };
    rows::create(&mut tx, &template, &criteria).await?;
    let event = Event::new(EventKind::ControlTemplateUpdated, ControlTemplateId::KIND, id.row);
    tx.commit(event.at_version(template.number).with(changes)).await?;
    Ok(template)
}
