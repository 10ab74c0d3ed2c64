//! What hangs on plans and actions, loaded for a whole level at once.

use super::{PlanAction, PlanActionComment, object::Plan};
use crate::loader::{Loadable, grouped, loaded};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error,
    id::{MembershipId, MunicipalityId, PlanActionCommentId, PlanActionId, PlanId, TenantId},
    plan as domain,
};
use std::{collections::BTreeMap, sync::Arc};

loaded! {
    /// Sums of a plan.
    FiguresOf(domain::Figures) by PlanId => |ctx, keys| {
        app::figures(ctx, keys).await?.into_iter().map(|figures| (figures.plan, Self(figures))).collect()
    };
    /// What units have on their hands in a plan.
    WorkloadOf(Vec<domain::UnitWorkload>) by PlanId => |ctx, keys| grouped(app::workload(ctx, keys).await?, Self);
    /// Approved versions of a plan, the newest first.
    VersionsOf(Vec<domain::Version>) by PlanId => |ctx, keys| {
        grouped(app::versions(ctx, keys).await?.into_iter().map(|version| (version.plan, version)), Self)
    };
    /// The plans of an institution at a glance.
    SummaryOf(domain::Summary) by TenantId => |ctx, keys| {
        app::summaries(ctx, keys).await?.into_iter().map(|(tenant, summary)| (tenant, Self(summary))).collect()
    };
    /// What the institutions of a municipality have released, at a glance.
    ReleasedOf(Arc<BTreeMap<TenantId, domain::Summary>>) by MunicipalityId => |ctx, keys| {
        let mut found = Vec::new();
        for municipality in keys {
            let summaries = app::rollup::released_summaries(ctx, *municipality).await?;
            found.push((*municipality, Self(Arc::new(summaries.into_iter().collect()))));
        }
        found
    };
    /// Contributors of an action.
    ContributorsOf(Vec<MembershipId>) by PlanActionId => |ctx, keys| {
        grouped(app::contributors(ctx, keys).await?, Self)
    };
    /// Watchers of an action.
    WatchersOf(Vec<MembershipId>) by PlanActionId => |ctx, keys| grouped(app::watchers(ctx, keys).await?, Self);
    /// Checklist of an action.
    ChecklistOf(Vec<domain::ChecklistItem>) by PlanActionId => |ctx, keys| {
        grouped(app::checklists(ctx, keys).await?.into_iter().map(|item| (item.action, item)), Self)
    };
    /// Measured values of an action.
    MeasurementsOf(Vec<domain::Measurement>) by PlanActionId => |ctx, keys| {
        grouped(app::measurements(ctx, keys).await?.into_iter().map(|value| (value.action, value)), Self)
    };
    /// What an action waits for.
    DependenciesOf(Vec<PlanActionId>) by PlanActionId => |ctx, keys| {
        grouped(app::dependencies(ctx, keys).await?, Self)
    };
    /// What waits for an action.
    DependentsOf(Vec<PlanActionId>) by PlanActionId => |ctx, keys| {
        grouped(app::dependents(ctx, keys).await?, Self)
    };
    /// What the workflow needs to know beside an action.
    FactsOf(domain::ActionFacts) by PlanActionId => |ctx, keys| {
        app::facts(ctx, keys).await?.into_iter().map(|(action, facts)| (action, Self(facts))).collect()
    };
    /// How many comments an action has.
    CommentCountOf(i64) by PlanActionId => |ctx, keys| {
        app::comment_counts(ctx, keys).await?.into_iter().map(|(action, count)| (action, Self(count))).collect()
    };
}

impl Loadable for Plan {
    type Key = PlanId;

    async fn load(ctx: &Ctx, keys: &[PlanId]) -> Result<Vec<(PlanId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for PlanAction {
    type Key = PlanActionId;

    async fn load(ctx: &Ctx, keys: &[PlanActionId]) -> Result<Vec<(PlanActionId, Self)>, Error> {
        let today = ctx.today();
        let found = app::actions_by_ids(ctx, keys).await?;
        Ok(found.into_iter().map(|row| (row.id, Self::at(row, today))).collect())
    }
}

impl Loadable for PlanActionComment {
    type Key = PlanActionCommentId;

    async fn load(
        ctx: &Ctx,
        keys: &[PlanActionCommentId],
    ) -> Result<Vec<(PlanActionCommentId, Self)>, Error> {
        Ok(app::comments_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}
