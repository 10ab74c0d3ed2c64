//! Institutions compared: how far each is, and the numbers they handed over.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{Assessment, InstitutionStanding, Others},
    id::{MunicipalityId, TenantId},
    tenancy::Tenant,
};
use calitas_store::{
    Scope,
    caf::{report, standing as rows},
    tenancy,
};

/// How far the institutions of a municipality are, by name, for those who oversee them. An institution that has never
/// begun an assessment has no standing.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn institutions(
    ctx: &Ctx,
    municipality: MunicipalityId,
) -> Result<Vec<(Tenant, Option<InstitutionStanding>)>, Error> {
    let tenants = crate::tenancy::overseen(ctx, municipality).await?;
    let ids: Vec<TenantId> = tenants.iter().map(|one| one.id).collect();
    let mut read = ctx.read_released(municipality).await?;
    let mut latest = rows::latest(&mut read, &ids).await?;
    for (version, summary) in rows::released(&mut read, &ids).await? {
        let mine = latest.iter_mut().find(|one| one.assessment.tenant == version.id.tenant);
        if let Some(mine) = mine {
            mine.released = Some((version, summary));
        }
    }
    let standing = |tenant: Tenant| {
        let found = latest.iter().find(|one| one.assessment.tenant == tenant.id).cloned();
        (tenant, found)
    };
    Ok(tenants.into_iter().filter(|one| one.retired_at.is_none()).map(standing).collect())
}

/// How other institutions of the municipality scored, without their names: for an institution that handed its own report
/// of this assessment over, where enough others did.
///
/// # Errors
/// When the database does not answer.
pub async fn others(ctx: &Ctx, found: &Assessment) -> Result<Option<Others>, Error> {
    let tenant = found.id.tenant;
    let is_handed_over = {
        let mut read = ctx.read(Permission::CafRead, tenant).await?;
        let known: Vec<_> =
            report::of_assessments(&mut read, &[found.id]).await?.into_iter().map(|one| one.id).collect();
        report::versions(&mut read, &known).await?.iter().any(|version| version.released_at.is_some())
    };
    let Some(municipality) = ctx.actor()?.municipalities.get(&tenant).copied() else { return Ok(None) };
    if !is_handed_over {
        return Ok(None);
    }
    ctx.end_read().await;
    let tenants = tenancy::tenants_of(&mut ctx.app().identity().await?, municipality).await?;
    let tenants: Vec<TenantId> = tenants.into_iter().filter(|one| *one != tenant).collect();
    let scope = Scope { account: Some(ctx.account()?), ..Scope::system_of(tenants.clone()) };
    let mut read = ctx.app().store().read_released(&scope).await?;
    let released = rows::released(&mut read, &tenants).await?;
    let summaries: Vec<_> = released.into_iter().map(|(_, summary)| summary).collect();
    Ok(Others::of(&summaries))
}
