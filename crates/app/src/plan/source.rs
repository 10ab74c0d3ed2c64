//! Actions by what they follow from, and the programme where those of internal control are gathered.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    id::TenantId,
    plan::{Action, Plan, PlanKind, SourceKind},
};
use calitas_store::plan::source;
use std::collections::BTreeSet;

/// Measures that follow from things of one kind, by the codes of these; of institutions whose plans the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn measures(
    ctx: &Ctx,
    kind: SourceKind,
    codes: &[(TenantId, String)],
) -> Result<Vec<Action>, Error> {
    let actor = ctx.actor()?;
    let reads = |tenant: TenantId| {
        actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead))
    };
    let codes: Vec<_> = codes.iter().filter(|(tenant, _)| reads(*tenant)).cloned().collect();
    Ok(source::of_sources(&mut *ctx.open().await?, kind, &codes).await?)
}

/// The development programme of several institutions: of the plans of that kind that have not ended, the one begun latest.
///
/// # Errors
/// When the database does not answer.
pub async fn programmes(ctx: &Ctx, tenants: &[TenantId]) -> Result<Vec<Plan>, Error> {
    let actor = ctx.actor()?;
    let reads = |tenant: &&TenantId| {
        actor.access(**tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead))
    };
    let tenants: Vec<TenantId> = tenants.iter().filter(reads).copied().collect();
    let mut found =
        source::not_ended(&mut *ctx.open().await?, &tenants, PlanKind::ControlDevelopment).await?;
    let mut seen = BTreeSet::new();
    found.retain(|plan| seen.insert(plan.id.tenant));
    Ok(found)
}
