//! Reading plans and what hangs on them, for many at once.

use super::rollup;
use crate::{
    ctx::{Ctx, page_limit},
    tenancy,
};
use calitas_domain::{
    Error,
    access::Permission,
    id::{MembershipId, MunicipalityId, PlanActionId, PlanId, TenantId, TenantRow},
    identity::Colleague,
    plan::{Action, ActionFacts, ChecklistItem, Figures, Measurement, Plan, Summary, UnitWorkload},
};
use calitas_store::plan::{
    action, checklist, dependency, figures as sums, lifecycle,
    list::{self, ActionFilter, ActionOrder, Found, Place, PlanFilter, PlanOrder, Scope},
    measurement, people, released,
};
use std::collections::BTreeMap;

/// Asks once for the caller's own institutions and once for each municipality the caller oversees.
macro_rules! along_both_ways {
    ($ctx:expr, $ids:expr, |$conn:ident, $part:ident| $query:expr) => {{
        let (own, overseen) = ways($ctx, $ids)?;
        let mut found = Vec::new();
        if !own.is_empty() {
            let ($conn, $part) = (&mut *$ctx.open().await?, own);
            found.extend($query.await?);
        }
        for (municipality, $part) in overseen {
            let $conn = &mut *$ctx.read_released(municipality).await?;
            found.extend($query.await?);
        }
        found
    }};
}

/// Ids of the caller's own institutions, and of overseen ones by municipality.
type Ways<I> = (Vec<I>, BTreeMap<MunicipalityId, Vec<I>>);

/// Sorts ids by the way they may be read; what is neither the caller's nor overseen falls away.
fn ways<I: TenantRow>(ctx: &Ctx, ids: &[I]) -> Result<Ways<I>, Error> {
    let actor = ctx.actor()?;
    let (mut own, mut overseen): Ways<I> = (Vec::new(), BTreeMap::new());
    for id in ids {
        let tenant = id.tenant();
        if actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead)) {
            own.push(*id);
        } else if let Some(municipality) = overseer(&actor.oversight, tenant) {
            overseen.entry(municipality).or_default().push(*id);
        }
    }
    Ok((own, overseen))
}

/// The municipality through which the caller reads an institution's plans from outside; absent for its members.
pub(crate) fn outside(ctx: &Ctx, tenant: TenantId) -> Result<Option<MunicipalityId>, Error> {
    let actor = ctx.actor()?;
    let is_member = actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead));
    Ok(if is_member { None } else { overseer(&actor.oversight, tenant) })
}

/// The municipality through which the caller oversees an institution, as a member of it or not.
///
/// # Errors
/// Without a signed-in person.
pub fn overseen_through(ctx: &Ctx, tenant: TenantId) -> Result<Option<MunicipalityId>, Error> {
    Ok(overseer(&ctx.actor()?.oversight, tenant))
}

/// The municipality through which an institution is overseen.
pub(super) fn overseer(
    oversight: &BTreeMap<MunicipalityId, Vec<TenantId>>,
    tenant: TenantId,
) -> Option<MunicipalityId> {
    oversight.iter().find(|(_, tenants)| tenants.contains(&tenant)).map(|(municipality, _)| *municipality)
}

/// Plans by id.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[PlanId]) -> Result<Vec<Plan>, Error> {
    Ok(along_both_ways!(ctx, ids, |conn, part| lifecycle::by_ids(conn, &part)))
}

/// Actions by id.
///
/// # Errors
/// When the database does not answer.
pub async fn actions_by_ids(ctx: &Ctx, ids: &[PlanActionId]) -> Result<Vec<Action>, Error> {
    Ok(along_both_ways!(ctx, ids, |conn, part| action::by_ids(conn, &part)))
}

/// Sums of several plans today. Plans without actions are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(ctx: &Ctx, plans: &[PlanId]) -> Result<Vec<Figures>, Error> {
    let (own, overseen) = ways(ctx, plans)?;
    let mut found = Vec::new();
    if !own.is_empty() {
        found.extend(sums::of_plans(&mut *ctx.open().await?, &own, ctx.today()).await?);
    }
    for (municipality, part) in overseen {
        let conn = &mut *ctx.read_released(municipality).await?;
        found.extend(rollup::figures(conn, &part, ctx.today()).await?);
    }
    Ok(found)
}

/// What units have on their hands in several plans today.
///
/// # Errors
/// When the database does not answer.
pub async fn workload(ctx: &Ctx, plans: &[PlanId]) -> Result<Vec<(PlanId, UnitWorkload)>, Error> {
    Ok(along_both_ways!(ctx, plans, |conn, part| sums::workload_of_plans(conn, &part, ctx.today())))
}

/// What the units of an institution have on their hands today.
///
/// # Errors
/// [`Error::Forbidden`] without `PLAN_READ`.
pub async fn workload_of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<UnitWorkload>, Error> {
    let mut read = ctx.read(Permission::PlanRead, tenant).await?;
    Ok(sums::workload_of_tenant(&mut read, tenant, ctx.today()).await?)
}

/// The plans of several institutions at a glance today; of those where the caller may read plans.
///
/// # Errors
/// When the database does not answer.
pub async fn summaries(ctx: &Ctx, tenants: &[TenantId]) -> Result<Vec<(TenantId, Summary)>, Error> {
    let actor = ctx.actor()?;
    let may = |tenant| actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead));
    let own: Vec<_> = tenants.iter().copied().filter(|tenant| may(*tenant)).collect();
    Ok(sums::summaries(&mut *ctx.open().await?, &own, ctx.today()).await?)
}

/// A page of an institution's plans, and whether there are more.
///
/// # Errors
/// [`Error::Forbidden`] without `PLAN_READ`; for page size and cursor.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    filter: &PlanFilter,
    order: PlanOrder,
    after: Option<&Place>,
    first: Option<i32>,
) -> Result<(Vec<Found<Plan>>, bool), Error> {
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::PlanRead, tenant).await?;
    Ok(cut(list::plans(&mut read, tenant, filter, order, after, limit + 1).await?, limit))
}

/// How many plans of an institution a filter finds.
///
/// # Errors
/// [`Error::Forbidden`] without `PLAN_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId, filter: &PlanFilter) -> Result<i64, Error> {
    let mut read = ctx.read(Permission::PlanRead, tenant).await?;
    Ok(list::count_plans(&mut read, tenant, filter).await?)
}

/// A page of what the institutions of a municipality, or the one with a slug, have released, the latest period first.
///
/// # Errors
/// [`Error::NotFound`] for those who do not oversee it; for page size and cursor.
pub async fn released_page(
    ctx: &Ctx,
    municipality: MunicipalityId,
    institution: Option<&str>,
    after: Option<(chrono::NaiveDate, uuid::Uuid)>,
    first: Option<i32>,
) -> Result<(Vec<Found<Plan>>, bool), Error> {
    let limit = page_limit(first)?;
    let tenants = overseen_as(ctx, municipality, institution).await?;
    let mut read = ctx.read_released(municipality).await?;
    Ok(cut(released::page(&mut read, &tenants, after, limit + 1).await?, limit))
}

/// How many plans the institutions of a municipality, or the one with a slug, have released.
///
/// # Errors
/// [`Error::NotFound`] for those who do not oversee it.
pub async fn released_count(
    ctx: &Ctx,
    municipality: MunicipalityId,
    institution: Option<&str>,
) -> Result<i64, Error> {
    let tenants = overseen_as(ctx, municipality, institution).await?;
    Ok(released::count(&mut *ctx.read_released(municipality).await?, &tenants).await?)
}

/// The institutions of a municipality the caller oversees, or the one of them with a slug.
async fn overseen_as(
    ctx: &Ctx,
    municipality: MunicipalityId,
    slug: Option<&str>,
) -> Result<Vec<TenantId>, Error> {
    let Some(slug) = slug else { return overseen(ctx, municipality) };
    let tenants = tenancy::overseen(ctx, municipality).await?;
    Ok(tenants.into_iter().filter(|tenant| tenant.slug == slug).map(|tenant| tenant.id).collect())
}

/// The institutions of a municipality the caller oversees.
pub(super) fn overseen(ctx: &Ctx, municipality: MunicipalityId) -> Result<Vec<TenantId>, Error> {
    ctx.actor()?.oversight.get(&municipality).cloned().ok_or(Error::NotFound(MunicipalityId::KIND))
}

/// Pages of actions: of each of some plans, or of an institution. One more than `first` of each, if there are more.
///
/// # Errors
/// [`Error::Forbidden`] without `PLAN_READ`; for page size and cursor.
pub async fn action_page(
    ctx: &Ctx,
    scope: &Scope,
    filter: &ActionFilter,
    order: ActionOrder,
    after: Option<&Place>,
    first: Option<i32>,
) -> Result<Vec<Found<Action>>, Error> {
    let limit = page_limit(first)? + 1;
    match scope {
        Scope::Tenant(tenant) => {
            let mut read = ctx.read(Permission::PlanRead, *tenant).await?;
            list::actions(&mut read, scope, filter, order, after, limit).await
        }
        Scope::Plans(plans) => {
            let (own, overseen) = ways(ctx, plans)?;
            let mut found = Vec::new();
            if !own.is_empty() {
                let mut read = ctx.open().await?;
                found
                    .extend(list::actions(&mut read, &Scope::Plans(own), filter, order, after, limit).await?);
            }
            for (municipality, part) in overseen.into_iter().filter(|_| !names_insiders(filter)) {
                let mut read = ctx.read_released(municipality).await?;
                // People are not shown to those who oversee, so their order is not either.
                let order = if order == ActionOrder::Responsible { ActionOrder::Number } else { order };
                found.extend(
                    list::actions(&mut read, &Scope::Plans(part), filter, order, after, limit).await?,
                );
            }
            Ok(found)
        }
    }
}

/// How many actions a filter finds, by plan; plans without any are left out.
///
/// # Errors
/// [`Error::Forbidden`] without `PLAN_READ`.
pub async fn count_actions(
    ctx: &Ctx,
    scope: &Scope,
    filter: &ActionFilter,
) -> Result<Vec<(PlanId, i64)>, Error> {
    match scope {
        Scope::Tenant(tenant) => {
            let mut read = ctx.read(Permission::PlanRead, *tenant).await?;
            Ok(list::count_actions(&mut read, scope, filter).await?)
        }
        Scope::Plans(plans) => {
            let plans = if names_insiders(filter) { &ways(ctx, plans)?.0 } else { plans };
            Ok(along_both_ways!(ctx, plans, |conn, part| {
                let scope = Scope::Plans(part);
                async move { list::count_actions(conn, &scope, filter).await }
            }))
        }
    }
}

/// Whether a filter asks for units or people, which are not shown to those who oversee: to them it finds nothing, or
/// they could try out whose an action is.
fn names_insiders(filter: &ActionFilter) -> bool {
    [&filter.units, &filter.responsible, &filter.involved, &filter.watched_by]
        .iter()
        .any(|ids| !ids.is_empty())
}

/// Contributors of several actions.
///
/// # Errors
/// When the database does not answer.
pub async fn contributors(
    ctx: &Ctx,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, MembershipId)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(people::contributors(&mut read, &actions).await?)
}

/// Everybody named beside several actions, in one question: who contributes, with the actions, and who is asked for
/// besides.
///
/// # Errors
/// When the database does not answer.
pub async fn around(
    ctx: &Ctx,
    actions: &[PlanActionId],
    others: &[MembershipId],
) -> Result<Vec<(Colleague, Vec<PlanActionId>)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(people::around(&mut read, &actions, others).await?)
}

/// Watchers of several actions.
///
/// # Errors
/// When the database does not answer.
pub async fn watchers(
    ctx: &Ctx,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, MembershipId)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(people::watchers(&mut read, &actions).await?)
}

/// Checklist items of several actions, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn checklists(ctx: &Ctx, actions: &[PlanActionId]) -> Result<Vec<ChecklistItem>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(checklist::of_actions(&mut read, &actions).await?)
}

/// Measured values of several actions, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn measurements(ctx: &Ctx, actions: &[PlanActionId]) -> Result<Vec<Measurement>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(measurement::of_actions(&mut read, &actions).await?)
}

/// What several actions wait for.
///
/// # Errors
/// When the database does not answer.
pub async fn dependencies(
    ctx: &Ctx,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, PlanActionId)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(dependency::of_actions(&mut read, &actions).await?)
}

/// What waits for several actions.
///
/// # Errors
/// When the database does not answer.
pub async fn dependents(
    ctx: &Ctx,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, PlanActionId)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(dependency::on_actions(&mut read, &actions).await?)
}

/// What the workflow needs to know beside several actions.
///
/// # Errors
/// When the database does not answer.
pub async fn facts(
    ctx: &Ctx,
    actions: &[PlanActionId],
) -> Result<BTreeMap<PlanActionId, ActionFacts>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(dependency::facts(&mut read, &actions).await?)
}

/// Cuts a page to its size and says whether there was more.
fn cut<T>(mut found: Vec<T>, limit: i64) -> (Vec<T>, bool) {
    let limit = usize::try_from(limit).unwrap_or(100);
    let more = found.len() > limit;
    found.truncate(limit);
    (found, more)
}
