//! Looking at lines, and taking them over.

use super::object::{ImportColumnInput, ImportKind, ImportLineInput, ImportProblem, layout, lines};
use crate::{
    connection::caller,
    loader, node,
    plan::Plan,
    tenancy::{Tenant, tenant},
};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::import::{self, Target};
use calitas_domain::{
    Error, Reason,
    id::{PlanId, TenantId},
    import::ImportKind as Kind,
};

/// Lines to be looked at.
#[derive(Debug, InputObject)]
pub struct CheckImportInput {
    /// The institution they go to; for institutions, the city hall.
    pub tenant_id: ID,
    /// What they are.
    pub kind: ImportKind,
    /// The plan that actions go to; for nothing else.
    pub plan_id: Option<ID>,
    /// What their columns mean.
    pub columns: Vec<ImportColumnInput>,
    /// The lines, at most 1000.
    pub rows: Vec<ImportLineInput>,
}

/// What would come of it. Nothing was changed.
#[derive(Debug, SimpleObject)]
pub struct CheckImportPayload {
    /// How many lines there are.
    pub row_count: i32,
    /// What keeps lines from being taken over, by line; at most 200.
    pub problems: Vec<ImportProblem>,
}

/// Lines to be taken over.
#[derive(Debug, InputObject)]
pub struct ApplyImportInput {
    /// The institution they go to; for institutions, the city hall.
    pub tenant_id: ID,
    /// What they are.
    pub kind: ImportKind,
    /// The plan that actions go to; for nothing else.
    pub plan_id: Option<ID>,
    /// What their columns mean.
    pub columns: Vec<ImportColumnInput>,
    /// The lines, at most 1000.
    pub rows: Vec<ImportLineInput>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// What was taken over.
#[derive(Debug, SimpleObject)]
pub struct ApplyImportPayload {
    /// How many lines.
    pub imported_count: i32,
    /// The institution they went to.
    pub tenant: Tenant,
    /// The plan that actions went to.
    pub plan: Option<Plan>,
}

/// Imports.
#[derive(Debug, Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Looks at lines as if they were taken over; changes nothing.
    async fn check_import(&self, ctx: &Context<'_>, input: CheckImportInput) -> Result<CheckImportPayload> {
        let caller = caller(ctx);
        let target = target(&input.tenant_id, input.kind, input.plan_id.as_ref())?;
        let found = import::check(&caller, target, layout(&input.columns)?, lines(input.rows)).await?;
        let told = |problem| ImportProblem::of(problem, caller.language());
        Ok(CheckImportPayload {
            row_count: count(found.row_count),
            problems: found.problems.iter().map(told).collect(),
        })
    }

    /// Takes lines over, all or none, each as if it were entered by hand.
    async fn apply_import(&self, ctx: &Context<'_>, input: ApplyImportInput) -> Result<ApplyImportPayload> {
        let target = target(&input.tenant_id, input.kind, input.plan_id.as_ref())?;
        let (columns, rows, key) =
            (layout(&input.columns)?, lines(input.rows), input.idempotency_key.as_deref());
        let imported = import::apply(&caller(ctx), target, columns, rows, key).await?;
        let plan = match target {
            Target::Actions(plan) => loader::load::<Plan>(ctx, plan).await?,
            Target::Institutions(_) | Target::Units(_) | Target::People(_) => None,
        };
        let tenant = tenant(ctx, target.tenant()).await?;
        Ok(ApplyImportPayload { imported_count: count(imported), tenant, plan })
    }
}

fn target(tenant: &ID, kind: ImportKind, plan: Option<&ID>) -> Result<Target, Error> {
    let tenant: TenantId = node::subject(tenant)?;
    if kind != ImportKind::Actions && plan.is_some() {
        return Err(Error::invalid("planId", Reason::UnknownReference));
    }
    Ok(match Kind::from(kind) {
        Kind::Institutions => Target::Institutions(tenant),
        Kind::Units => Target::Units(tenant),
        Kind::People => Target::People(tenant),
        Kind::Actions => {
            let plan = plan.ok_or_else(|| Error::invalid("planId", Reason::Required))?;
            Target::Actions(node::reference::<PlanId>("planId", plan, tenant)?)
        }
    })
}

fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
