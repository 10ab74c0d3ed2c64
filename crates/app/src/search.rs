//! Finding things by their code and name, in all institutions of the caller.
//!
//! To let a feature's things be found: their kind, the permission to read them here, and a trigger that keeps their
//! words.

use crate::{
    cache::Actor,
    ctx::{Ctx, page_limit},
};
use calitas_domain::{
    Error,
    access::{Access, Permission},
    id::{MembershipId, PlanActionId, PlanId, TenantId},
    search::{Hit, SearchKind, Words},
};
use calitas_store::{
    Conn,
    identity::membership,
    plan::{action, lifecycle},
    search, tenancy,
};

/// What has the words that somebody typed, the best first; nothing when no word has two letters.
///
/// # Errors
/// [`Error::Invalid`] for the text and the number of things; [`Error::NotFound`] for an institution without a place.
pub async fn find(
    ctx: &Ctx,
    typed: &str,
    tenant: Option<TenantId>,
    first: Option<i32>,
) -> Result<Vec<Hit>, Error> {
    let limit = page_limit(first)?;
    let actor = ctx.actor()?;
    if let Some(tenant) = tenant {
        ctx.access(tenant)?;
    }
    let Some(words) = Words::read(typed)? else { return Ok(Vec::new()) };
    let mut read = ctx.open().await?;
    let places = |kind| places(&actor, tenant, kind);
    let indexed = [SearchKind::Plan, SearchKind::PlanAction, SearchKind::Membership];
    let sought: Vec<_> = indexed
        .into_iter()
        .flat_map(|kind| places(kind).into_iter().map(move |place| (kind, place)))
        .collect();
    let found = search::find(&mut read, &sought, &words, limit).await?;
    let mut hits = plans(&mut read, &found).await?;
    hits.extend(actions(&mut read, &found).await?);
    hits.extend(people(&mut read, &found).await?);
    hits.extend(units(&mut read, &places(SearchKind::Unit), &words).await?);
    hits.extend(institutions(&mut read, &places(SearchKind::Tenant), &words).await?);
    words.sort(&mut hits);
    hits.truncate(usize::try_from(limit).unwrap_or(100));
    Ok(hits)
}

/// The institutions in which the caller finds things of a kind; of plans a guest finds those of the invitation, which
/// row security sees to.
fn places(actor: &Actor, only: Option<TenantId>, kind: SearchKind) -> Vec<TenantId> {
    let may = |access: &Access| match kind {
        SearchKind::Plan | SearchKind::PlanAction => access.may_somewhere(Permission::PlanRead),
        SearchKind::Membership => access.may(Permission::MemberRead),
        SearchKind::Unit | SearchKind::Tenant => access.may(Permission::TenantRead),
    };
    let tenants = actor.memberships.iter().map(|place| place.id.tenant);
    tenants
        .filter(|tenant| only.is_none_or(|only| only == *tenant))
        .filter(|tenant| actor.access(*tenant).is_some_and(|access| may(access)))
        .collect()
}

type Found = (SearchKind, TenantId, uuid::Uuid);

fn of_kind<I>(found: &[Found], kind: SearchKind, id: impl Fn(TenantId, uuid::Uuid) -> I) -> Vec<I> {
    found.iter().filter(|(other, ..)| *other == kind).map(|(_, tenant, row)| id(*tenant, *row)).collect()
}

async fn plans(conn: &mut Conn, found: &[Found]) -> Result<Vec<Hit>, Error> {
    let ids = of_kind(found, SearchKind::Plan, PlanId::new);
    let plans = lifecycle::by_ids(conn, &ids).await?.into_iter();
    let hits = plans.map(|plan| Hit {
        kind: SearchKind::Plan,
        tenant: plan.id.tenant,
        row: plan.id.row,
        code: Some(plan.code),
        title: plan.title,
    });
    Ok(hits.collect())
}

async fn actions(conn: &mut Conn, found: &[Found]) -> Result<Vec<Hit>, Error> {
    let ids = of_kind(found, SearchKind::PlanAction, PlanActionId::new);
    let actions = action::by_ids(conn, &ids).await?.into_iter();
    let hits = actions.map(|action| Hit {
        kind: SearchKind::PlanAction,
        tenant: action.id.tenant,
        row: action.id.row,
        code: Some(action.code()),
        title: action.title,
    });
    Ok(hits.collect())
}

/// Those who are there today.
async fn people(conn: &mut Conn, found: &[Found]) -> Result<Vec<Hit>, Error> {
    let ids = of_kind(found, SearchKind::Membership, MembershipId::new);
    let people = membership::by_ids(conn, &ids).await?.into_iter().filter(|place| place.ended_at.is_none());
    let hits = people.map(|place| Hit {
        kind: SearchKind::Membership,
        tenant: place.id.tenant,
        row: place.id.row,
        code: None,
        title: place.display_name,
    });
    Ok(hits.collect())
}

/// Units are few: they are looked through.
async fn units(conn: &mut Conn, tenants: &[TenantId], words: &Words) -> Result<Vec<Hit>, Error> {
    let units = tenancy::units_of(conn, tenants).await?.into_iter();
    let hits = units
        .filter(|unit| unit.retired_at.is_none())
        .filter(|unit| words.find(&format!("{} {} {}", unit.code, unit.name_ro, unit.name_en)))
        .map(|unit| Hit {
            kind: SearchKind::Unit,
            tenant: unit.id.tenant,
            row: unit.id.row,
            code: Some(unit.code),
            title: unit.name_ro,
        });
    Ok(hits.collect())
}

async fn institutions(conn: &mut Conn, tenants: &[TenantId], words: &Words) -> Result<Vec<Hit>, Error> {
    let tenants = tenancy::by_ids(conn, tenants).await?.into_iter();
    let hits = tenants
        .filter(|tenant| words.find(&format!("{} {} {}", tenant.short_name, tenant.name_ro, tenant.name_en)))
        .map(|tenant| Hit {
            kind: SearchKind::Tenant,
            tenant: tenant.id,
            row: tenant.id.0,
            code: Some(tenant.short_name),
            title: tenant.name_ro,
        });
    Ok(hits.collect())
}
