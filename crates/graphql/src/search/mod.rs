//! Finding things by words.

use crate::{
    connection::caller,
    node::{self, GlobalId},
    schema::Node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Object, Result, SimpleObject};
use calitas_app::search as app;
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    search as domain,
};

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::SearchKind")]
pub enum SearchKind {
    /// A person in an institution.
    Membership,
    /// A plan.
    Plan,
    /// An action of a plan.
    PlanAction,
    /// A unit.
    Unit,
    /// An institution.
    Tenant,
}

/// Something that was found.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SearchHit {
    /// Global id of what was found.
    pub subject_id: ID,
    /// What it is.
    pub kind: SearchKind,
    /// Its short code.
    pub code: Option<String>,
    /// Its name, in the words of its author.
    pub title: String,
    #[graphql(skip)]
    tenant: TenantId,
}

impl From<domain::Hit> for SearchHit {
    fn from(hit: domain::Hit) -> Self {
        let subject_id = match hit.kind {
            domain::SearchKind::Membership => MembershipId::new(hit.tenant, hit.row).global(),
            domain::SearchKind::Plan => PlanId::new(hit.tenant, hit.row).global(),
            domain::SearchKind::PlanAction => PlanActionId::new(hit.tenant, hit.row).global(),
            domain::SearchKind::Unit => UnitId::new(hit.tenant, hit.row).global(),
            domain::SearchKind::Tenant => hit.tenant.global(),
        };
        Self { subject_id, kind: hit.kind.into(), code: hit.code, title: hit.title, tenant: hit.tenant }
    }
}

#[ComplexObject]
impl SearchHit {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        tenancy::tenant(ctx, self.tenant).await
    }

    /// The thing itself; absent when it has gone meanwhile.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        crate::schema::node(ctx, &self.subject_id).await.transpose()
    }
}

/// Search.
#[derive(Debug, Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// What the viewer may read that has all the words in its code or name, the best first. Each word may be the
    /// beginning of one; case and diacritics do not matter. Words of fewer than two letters find nothing by themselves.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words, at most 200 characters.")] text: String,
        #[graphql(desc = "Only in this institution; in all of the viewer's unless told.")] tenant_id: Option<
            ID,
        >,
        #[graphql(desc = "How many, 1 to 100; 50 unless told.")] first: Option<i32>,
    ) -> Result<Vec<SearchHit>> {
        let caller = caller(ctx);
        caller.actor()?;
        let tenant = tenant_id.as_ref().map(node::subject::<TenantId>).transpose()?;
        let hits = app::find(&caller, &text, tenant, first).await?;
        Ok(hits.into_iter().map(SearchHit::from).collect())
    }
}
