//! Roots of plans.

use super::{
    PlanAction,
    enums::{PlanActionOrder, PlanOrder},
    object::{self, Plan, PlanConnection, PlanFilter},
    page::{self, PlanActionConnection, PlanActionFilter},
};
use crate::{
    connection::caller,
    loader,
    node::{self, GlobalId},
};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::id::{PlanActionId, PlanId, TenantId};

/// Plans and actions.
#[derive(Debug, Default)]
pub struct PlanQuery;

#[Object]
impl PlanQuery {
    /// A plan; absent when it is not there or not the viewer's to see.
    async fn plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the plan.")] id: ID,
    ) -> Result<Option<Plan>> {
        caller(ctx).actor()?;
        let Some(id) = PlanId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Plan>(ctx, id).await?)
    }

    /// The plans of an institution.
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the institution.")] tenant_id: ID,
        #[graphql(desc = "Which plans; all unless told.")] filter: Option<PlanFilter>,
        #[graphql(default, desc = "What they are ordered by.")] order_by: PlanOrder,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<PlanConnection> {
        caller(ctx).actor()?;
        let tenant: TenantId = node::subject(&tenant_id)?;
        object::plans(ctx, tenant, filter.unwrap_or_default(), order_by, first, after).await
    }

    /// An action; absent when it is not there or not the viewer's to see.
    async fn plan_action(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the action.")] id: ID,
    ) -> Result<Option<PlanAction>> {
        caller(ctx).actor()?;
        let Some(id) = PlanActionId::read(&id) else { return Ok(None) };
        Ok(loader::load::<PlanAction>(ctx, id).await?)
    }

    /// The actions of an institution, over all its plans or in one.
    async fn plan_actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the institution.")] tenant_id: ID,
        #[graphql(desc = "Which actions; all unless told.")] filter: Option<PlanActionFilter>,
        #[graphql(default, desc = "What they are ordered by.")] order_by: PlanActionOrder,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<PlanActionConnection> {
        let caller = caller(ctx);
        caller.actor()?;
        let tenant: TenantId = node::subject(&tenant_id)?;
        let filter = filter.unwrap_or_default();
        let plan = filter.plan_id.as_ref().map(|id| node::reference::<PlanId>("filter.planId", id, tenant));
        let plan = plan.transpose()?;
        let filter = filter.into_rows(&caller, tenant)?;
        match plan {
            Some(plan) => page::of_plan(ctx, plan, filter, order_by, first, after).await,
            None => page::of_tenant(ctx, tenant, filter, order_by, first, after).await,
        }
    }
}
