//! What risks threaten.

use super::load::TargetOf;
use crate::{
    connection::caller,
    control::{ControlActivity, ControlObjective},
    loader,
    node::{self, GlobalId},
};
use async_graphql::{ComplexObject, Context, Enum, ID, MaybeUndefined, Result, SimpleObject};
use calitas_app::risk as app;
use calitas_domain::{
    Error, Reason,
    id::{ControlActivityId, ControlObjectiveId, TenantId},
    risk::Target,
};

/// What a risk threatens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum RiskTargetKind {
    /// An objective.
    Objective,
    /// An activity.
    Activity,
}

/// An objective or an activity, as a risk shows it.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskTarget {
    /// Opaque global id of the objective or activity.
    pub id: ID,
    /// Which of the two it is.
    pub kind: RiskTargetKind,
    /// Its code, such as `O1`, `O1.2` or `A1.2.3`.
    pub code: String,
    /// What it is.
    pub title: String,
    /// The objective an activity belongs to.
    pub objective_title: Option<String>,
    #[graphql(skip)]
    row: Target,
}

#[ComplexObject]
impl RiskTarget {
    /// The objective, or the one that the activity serves; absent for whoever does not read internal control.
    async fn objective(&self, ctx: &Context<'_>) -> Option<Result<ControlObjective>> {
        match self.row {
            Target::Objective(id) => {
                loader::load::<ControlObjective>(ctx, id).await.map_err(Into::into).transpose()
            }
            Target::Activity(id) => match loader::load::<ControlActivity>(ctx, id).await {
                Ok(activity) => Some(activity?.served(ctx).await),
                Err(error) => Some(Err(error.into())),
            },
        }
    }

    /// The activity, where it is one.
    async fn activity(&self, ctx: &Context<'_>) -> Option<Result<ControlActivity>> {
        match self.row {
            Target::Objective(_) => None,
            Target::Activity(id) => {
                loader::load::<ControlActivity>(ctx, id).await.map_err(Into::into).transpose()
            }
        }
    }
}

impl From<app::Named> for RiskTarget {
    fn from(row: app::Named) -> Self {
        let (id, kind) = match row.target {
            Target::Objective(id) => (id.global(), RiskTargetKind::Objective),
            Target::Activity(id) => (id.global(), RiskTargetKind::Activity),
        };
        Self {
            id,
            kind,
            code: row.code(),
            title: row.title,
            objective_title: row.objective_title,
            row: row.target,
        }
    }
}

/// The objectives and activities of an institution that are in force, by their numbers.
pub async fn targets(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<RiskTarget>> {
    let found = app::targets_of_tenant(&caller(ctx), tenant).await?;
    Ok(found.into_iter().map(RiskTarget::from).collect())
}

/// What a risk threatens, if anything.
pub(super) async fn one(ctx: &Context<'_>, target: Option<Target>) -> Option<Result<RiskTarget>> {
    let found = loader::load::<TargetOf>(ctx, target?).await;
    found.map(|found| found.map(|found| found.0.into())).map_err(Into::into).transpose()
}

/// The objective or activity an input names.
///
/// # Errors
/// [`Reason::UnknownReference`] at `path`.
pub(super) fn reference(path: &str, id: &ID, tenant: TenantId) -> Result<Target, Error> {
    if ControlObjectiveId::read(id).is_some() {
        return Ok(Target::Objective(node::reference(path, id, tenant)?));
    }
    let activity = node::reference::<ControlActivityId>(path, id, tenant);
    activity.map(Target::Activity).map_err(|_| Error::invalid(path, Reason::UnknownReference))
}

/// The same where it may be cleared or left alone.
///
/// # Errors
/// As [`reference`].
pub(super) fn changed(
    path: &str,
    id: MaybeUndefined<ID>,
    tenant: TenantId,
) -> Result<Option<Option<Target>>, Error> {
    match id {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Ok(Some(None)),
        MaybeUndefined::Value(id) => Ok(Some(Some(reference(path, &id, tenant)?))),
    }
}
