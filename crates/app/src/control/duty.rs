//! What the self-assessment asks of the caller, in all their institutions: what waits for them, what they passed on,
//! what they dealt with.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    control::{Duty, Heads, may},
    id::{ControlQuestionnaireId, MembershipId, TenantId},
    journal::Entry,
    todo::{Todo, TodoReason, TodoVerb, Trace},
};
use calitas_store::{Conn, control::duty as rows, tenancy};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Everything that waits for the caller, in no order.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn todos(ctx: &Ctx) -> Result<Vec<Todo>, Error> {
    let (own, handed_in) = (own(ctx).await?, to_verify(ctx).await?);
    let language = ctx.language();
    let own = own.iter().map(|(duty, reason)| duty.complete(*reason, language));
    Ok(own.chain(handed_in.iter().map(|duty| duty.verify(language))).collect())
}

/// The questionnaires the caller has to complete, and why they.
///
/// # Errors
/// As [`todos`].
pub async fn own(ctx: &Ctx) -> Result<Vec<(Duty, TodoReason)>, Error> {
    let actor = ctx.actor()?;
    let mut places: Vec<(TenantId, Option<Uuid>)> = Vec::new();
    let mut readers: Vec<MembershipId> = Vec::new();
    for place in &actor.memberships {
        let tenant = place.id.tenant;
        let Some(access) = actor.access(tenant) else { continue };
        if access.may(Permission::ControlAnswer) {
            places.push((tenant, None));
        }
        let units = access.units_with(Permission::ControlAnswer);
        places.extend(units.into_iter().map(|unit| (tenant, Some(unit))));
        if access.may_somewhere(Permission::ControlRead) {
            readers.push(place.id);
        }
    }
    let mut read = ctx.open().await?;
    let mut found = Vec::new();
    if !places.is_empty() {
        let asked = rows::to_complete(&mut read, &places).await?;
        let given: BTreeSet<(TenantId, Uuid)> = actor
            .memberships
            .iter()
            .flat_map(|place| place.grants.iter().map(|grant| (place.id.tenant, grant)))
            .filter(|(_, grant)| grant.role.permissions().contains(Permission::ControlAnswer))
            .filter_map(|(tenant, grant)| Some((tenant, grant.unit?.row)))
            .collect();
        let is_given = |duty: &Duty| {
            let asked = &duty.questionnaire;
            given.contains(&(asked.id.tenant, asked.unit.row))
        };
        // Whoever heads a unit above is asked only where nobody heads the compartment.
        let (mine, others): (Vec<Duty>, Vec<Duty>) = asked.into_iter().partition(is_given);
        let tenants: BTreeSet<TenantId> = others.iter().map(|duty| duty.questionnaire.id.tenant).collect();
        let heads = heads(&mut read, &tenants.into_iter().collect::<Vec<_>>(), ctx.today()).await?;
        let answers_for = |duty: &Duty| {
            let asked = &duty.questionnaire;
            let of_unit = heads.get(&asked.id.tenant).map(|heads| heads.of(asked.unit.row));
            of_unit.is_some_and(|heads| heads.iter().any(|head| readers.contains(head)))
        };
        found.extend(mine);
        found.extend(others.into_iter().filter(answers_for));
    }
    let delegated = rows::delegated(&mut read, &readers).await?;
    let mut seen: BTreeSet<ControlQuestionnaireId> = found.iter().map(|duty| duty.questionnaire.id).collect();
    let mut found: Vec<_> = found.into_iter().map(|duty| (duty, TodoReason::HeadOfUnit)).collect();
    for duty in delegated {
        if seen.insert(duty.questionnaire.id) {
            found.push((duty, TodoReason::Delegate));
        }
    }
    Ok(found)
}

/// Who answers for the compartments of several institutions.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn heads(
    conn: &mut Conn,
    tenants: &[TenantId],
    today: NaiveDate,
) -> Result<BTreeMap<TenantId, Heads>, Error> {
    if tenants.is_empty() {
        return Ok(BTreeMap::new());
    }
    let units = tenancy::units_of(conn, tenants).await?;
    let given = rows::answerers(conn, tenants, today).await?;
    let of = |tenant: TenantId| {
        let parents = units.iter().filter(|unit| unit.id.tenant == tenant);
        let given = given.iter().filter(|(other, ..)| *other == tenant);
        let parents = parents.map(|unit| (unit.id.row, unit.parent));
        (tenant, Heads::new(parents, given.map(|(_, unit, person)| (*unit, *person))))
    };
    Ok(tenants.iter().copied().map(of).collect())
}

/// What was handed in and the caller may take in.
async fn to_verify(ctx: &Ctx) -> Result<Vec<Duty>, Error> {
    let actor = ctx.actor()?;
    let tenants: Vec<TenantId> = actor
        .memberships
        .iter()
        .map(|place| place.id.tenant)
        .filter(|tenant| actor.access(*tenant).is_some_and(|access| may::manage(access).is_ok()))
        .collect();
    if tenants.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = rows::to_verify(&mut *ctx.open().await?, &tenants).await?;
    found.retain(|duty| {
        let access = actor.access(duty.questionnaire.id.tenant);
        access.is_some_and(|access| may::lock(&duty.questionnaire, &duty.campaign, access).is_ok())
    });
    Ok(found)
}

/// What the caller handed in and others have to take in now.
///
/// # Errors
/// As [`todos`].
pub async fn passed_on(ctx: &Ctx) -> Result<Vec<Trace>, Error> {
    let places = readers(ctx)?;
    let found = rows::handed_in(&mut *ctx.open().await?, &places).await?;
    let trace = |duty: &Duty| {
        let at = duty.questionnaire.submitted_at.unwrap_or(duty.campaign.opened_at);
        duty.trace(TodoVerb::Verify, at, ctx.language())
    };
    Ok(found.iter().map(trace).collect())
}

/// The duties that entries of the journal finished, of institutions where the caller reads the self-assessment.
///
/// # Errors
/// As [`todos`].
pub async fn resolved(
    ctx: &Ctx,
    finished: &[(TenantId, &Entry, TodoVerb)],
) -> Result<BTreeMap<Uuid, Duty>, Error> {
    let ids: Vec<ControlQuestionnaireId> = finished
        .iter()
        .filter(|(_, entry, _)| entry.subject_kind == ControlQuestionnaireId::KIND.0)
        .map(|(tenant, entry, _)| ControlQuestionnaireId::new(*tenant, entry.subject))
        .collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = rows::by_ids(&mut *ctx.open().await?, &ids).await?;
    Ok(found.into_iter().map(|duty| (duty.questionnaire.id.row, duty)).collect())
}

/// The caller's places where they may read the self-assessment.
pub(crate) fn readers(ctx: &Ctx) -> Result<Vec<MembershipId>, Error> {
    let actor = ctx.actor()?;
    let reads =
        |tenant| actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::ControlRead));
    Ok(actor.memberships.iter().map(|place| place.id).filter(|place| reads(place.tenant)).collect())
}
