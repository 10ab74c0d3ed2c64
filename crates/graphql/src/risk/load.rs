//! What hangs on risks, loaded for a whole level at once.

use super::{alert::RiskAlert, object::Risk};
use crate::loader::{Loadable, grouped, loaded};
use calitas_app::{Ctx, plan, risk as app};
use calitas_domain::{
    Error,
    id::{RiskAlertId, RiskId, TenantId},
    plan::{Action, SourceKind},
    risk as domain,
};
use std::collections::HashMap;

loaded! {
    /// What an institution decided about its risks.
    SettingOf(domain::Setting) by TenantId => |ctx, keys| {
        app::settings(ctx, keys).await?.into_iter().map(|one| (one.tenant, Self(one))).collect()
    };
    /// The reviews of a risk, the newest first.
    ReviewsOf(Vec<domain::Review>) by RiskId => |ctx, keys| {
        grouped(app::reviews(ctx, keys).await?.into_iter().map(|one| (one.risk, one)), Self)
    };
    /// The alerts that went into a risk.
    AlertsOf(Vec<domain::Alert>) by RiskId => |ctx, keys| {
        let found = app::alerts_of(ctx, keys).await?;
        grouped(found.into_iter().filter_map(|one| Some((one.risk?, one))), Self)
    };
    /// An objective or activity by its name.
    TargetOf(app::Named) by domain::Target => |ctx, keys| {
        app::targets(ctx, keys).await?.into_iter().map(|one| (one.target, Self(one))).collect()
    };
    /// The risk of a code.
    RiskOfCode(domain::Risk) by (TenantId, String) => |ctx, keys| {
        let found = app::by_codes(ctx, keys).await?;
        found.into_iter().map(|one| ((one.id.tenant, one.code()), Self(one))).collect()
    };
    /// The actions that follow from a risk, by its code.
    MeasuresOf(Vec<Action>) by (TenantId, String) => |ctx, keys| {
        let mut found: HashMap<(TenantId, String), Vec<Action>> = HashMap::new();
        for action in plan::measures(ctx, SourceKind::Risk, keys).await? {
            let code = action.source.reference.clone().unwrap_or_default();
            found.entry((action.id.tenant, code)).or_default().push(action);
        }
        found.into_iter().map(|(key, actions)| (key, Self(actions))).collect()
    };
}

impl Loadable for Risk {
    type Key = RiskId;

    async fn load(ctx: &Ctx, keys: &[RiskId]) -> Result<Vec<(RiskId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for RiskAlert {
    type Key = RiskAlertId;

    async fn load(ctx: &Ctx, keys: &[RiskAlertId]) -> Result<Vec<(RiskAlertId, Self)>, Error> {
        Ok(app::alerts(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}
