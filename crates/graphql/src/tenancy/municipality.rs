//! Municipalities, and their institutions as the mayor's office sees them.

use super::{Tenant, TenantKind, Verification, tree::ManagedInstitution};
use crate::{
    caf::{self, CafInstitution},
    connection::caller,
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
    plan::{self, PlanConnection, PlanSummary},
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::{Ctx, tenancy};
use calitas_domain::{
    Error,
    access::Permission,
    id::{MunicipalityId, TenantId},
    tenancy as domain,
};

/// A customer: the municipality whose institutions share an installation.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Municipality {
    /// Opaque global id.
    pub id: ID,
    /// Address in the application.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// County, Romanian.
    pub county_ro: String,
    #[graphql(skip)]
    pub(crate) key: MunicipalityId,
}

/// What the viewer may do with a municipality.
#[derive(Debug, Clone, SimpleObject)]
pub struct MunicipalityViewerCan {
    /// Read what its institutions have released.
    pub read_released: Permitted,
}

/// An institution as the mayor's office sees it: its name and what it has released.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Institution {
    /// Address in the application.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// Abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// How certain its name is.
    pub verification: Verification,
    /// Address of the institution it is subordinate to.
    pub parent_slug: Option<String>,
    #[graphql(skip)]
    key: TenantId,
}

#[ComplexObject]
impl Institution {
    /// The plans it has released at a glance; absent before it has released one, and for who does not oversee it.
    async fn released_plan_summary(&self, ctx: &Context<'_>) -> Result<Option<PlanSummary>> {
        plan::released_summary(ctx, self.key).await
    }
}

impl From<domain::Municipality> for Municipality {
    fn from(row: domain::Municipality) -> Self {
        Self {
            id: row.id.global(),
            slug: row.slug,
            name_ro: row.name_ro,
            name_en: row.name_en,
            county_ro: row.county_ro,
            key: row.id,
        }
    }
}

impl Loadable for Municipality {
    type Key = MunicipalityId;

    async fn load(ctx: &Ctx, keys: &[MunicipalityId]) -> Result<Vec<(MunicipalityId, Self)>, Error> {
        Ok(tenancy::municipalities(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl Municipality {
    /// Its institutions the viewer belongs to, by name.
    async fn tenants(&self, ctx: &Context<'_>) -> Result<Vec<Tenant>> {
        let caller = caller(ctx);
        let actor = caller.actor()?;
        let own = actor.municipalities.iter().filter(|(_, municipality)| **municipality == self.key);
        let own: Vec<_> = own.map(|(tenant, _)| *tenant).collect();
        Ok(tenancy::by_ids(&caller, &own).await?.into_iter().map(Tenant::from).collect())
    }

    /// All its institutions, by name, for those who oversee them; absent for everybody else.
    async fn institutions(&self, ctx: &Context<'_>) -> Option<Result<Vec<Institution>>> {
        match tenancy::overseen(&caller(ctx), self.key).await {
            Ok(tenants) => Some(Ok(Institution::list(tenants))),
            Err(Error::NotFound(_)) => None,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// All its institutions with where they stand, by name, for who administers the tree; absent for everybody else.
    async fn managed_institutions(&self, ctx: &Context<'_>) -> Option<Result<Vec<ManagedInstitution>>> {
        ManagedInstitution::tree(ctx, self.key).await
    }

    /// How far its institutions are with CAF and the scores they handed over, by name, for those who oversee them; absent
    /// for everybody else.
    async fn caf_institutions(&self, ctx: &Context<'_>) -> Option<Result<Vec<CafInstitution>>> {
        caf::institutions(ctx, self.key).await
    }

    /// What its institutions have released, the latest period first; for those who oversee them.
    async fn released_plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the only institution to be listed.")] institution: Option<String>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<PlanConnection> {
        plan::released(ctx, self.key, institution, first, after).await
    }

    /// What its institutions have released, all together; absent for those who do not oversee it.
    async fn released_plan_summary(&self, ctx: &Context<'_>) -> Result<Option<PlanSummary>> {
        plan::released_total(ctx, self.key).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<MunicipalityViewerCan> {
        let caller = caller(ctx);
        let missing = Error::Forbidden(Permission::OversightRead);
        let oversees = caller.actor()?.oversight.contains_key(&self.key);
        let verdict = if oversees { Ok(()) } else { Err(missing) };
        Ok(MunicipalityViewerCan { read_released: Permitted::by_error(&caller, verdict) })
    }
}

impl Institution {
    fn list(tenants: Vec<domain::Tenant>) -> Vec<Self> {
        let slugs: std::collections::BTreeMap<_, _> =
            tenants.iter().map(|t| (t.id, t.slug.clone())).collect();
        let institution = |tenant: domain::Tenant| Self {
            parent_slug: tenant.parent.and_then(|parent| slugs.get(&parent).cloned()),
            key: tenant.id,
            slug: tenant.slug,
            name_ro: tenant.name_ro,
            name_en: tenant.name_en,
            short_name: tenant.short_name,
            kind: tenant.kind.into(),
            verification: tenant.verification.into(),
        };
        tenants.into_iter().map(institution).collect()
    }
}

/// An institution by name, of those the viewer belongs to or oversees.
#[derive(Debug, Clone)]
struct Named(Institution);

impl Loadable for Named {
    type Key = TenantId;

    async fn load(ctx: &Ctx, keys: &[TenantId]) -> Result<Vec<(TenantId, Self)>, Error> {
        let actor = ctx.actor()?;
        let mut found = tenancy::by_ids(ctx, keys).await?;
        for (municipality, tenants) in &actor.oversight {
            if keys.iter().any(|key| tenants.contains(key)) {
                found.extend(tenancy::overseen(ctx, *municipality).await?);
            }
        }
        let ids: Vec<_> = found.iter().map(|tenant| tenant.id).collect();
        Ok(ids.into_iter().zip(Institution::list(found).into_iter().map(Self)).collect())
    }
}

/// An institution by name that must be there.
pub(crate) async fn institution(ctx: &Context<'_>, id: TenantId) -> Result<Institution> {
    let found = loader::load::<Named>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(TenantId::KIND))?.0)
}
