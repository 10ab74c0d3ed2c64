//! Approved versions and what differs between them.

use super::enums::PlanActionStatus;
use crate::{
    connection::caller,
    identity::Membership,
    journal::FieldChange,
    loader,
    node::GlobalId,
    scalar::{Date, Decimal},
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::{
    id::{MembershipId, PlanId, UnitId},
    plan as domain,
};
use chrono::{DateTime, Utc};

/// An approved version of a plan.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanVersion {
    /// Its number, from 1; 1 is the baseline.
    pub number: i32,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// How many actions it holds.
    pub action_count: i32,
    /// SHA-256 over its content, hexadecimal.
    pub hash: String,
    /// What the approver noted; may be empty.
    pub note: String,
    #[graphql(skip)]
    approved_by: Option<MembershipId>,
    #[graphql(skip)]
    plan: PlanId,
}

/// What differs between two states of a plan.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanDifference {
    /// Number of the earlier version.
    pub from: i32,
    /// Number of the later version; absent for the plan as it is now.
    pub to: Option<i32>,
    /// What changed in the plan itself.
    pub plan_changes: Vec<FieldChange>,
    /// Actions only in the later state.
    pub added: Vec<PlanActionSnapshot>,
    /// Actions only in the earlier state; those rejected or cancelled since are among them.
    pub removed: Vec<PlanActionSnapshot>,
    /// Actions in both, with other values.
    pub changed: Vec<PlanActionDifference>,
}

/// An action at one moment.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionSnapshot {
    /// Id of the action.
    pub action_id: ID,
    /// Short code inside its plan.
    pub code: String,
    /// What was to be done.
    pub title: String,
    /// First day of work.
    pub start_on: Option<Date>,
    /// Last day of work.
    pub due_on: Option<Date>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// Where it stood.
    pub status: PlanActionStatus,
    #[graphql(skip)]
    responsible: Option<MembershipId>,
    #[graphql(skip)]
    unit: Option<UnitId>,
}

/// What differs in one action.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionDifference {
    /// Id of the action.
    pub action_id: ID,
    /// Short code inside its plan.
    pub code: String,
    /// What is to be done, in the later state.
    pub title: String,
    /// Field by field.
    pub changes: Vec<FieldChange>,
}

impl From<domain::Version> for PlanVersion {
    fn from(row: domain::Version) -> Self {
        Self {
            number: row.number,
            approved_at: row.approved_at,
            action_count: row.action_count,
            hash: row.hash,
            note: row.note,
            approved_by: row.approved_by,
            plan: row.plan,
        }
    }
}

impl From<domain::SnapshotAction> for PlanActionSnapshot {
    fn from(row: domain::SnapshotAction) -> Self {
        Self {
            action_id: row.action.global(),
            code: row.code(),
            title: row.title,
            start_on: row.start_on.map(Date),
            due_on: row.due_on.map(Date),
            budget: row.budget.map(Decimal),
            status: row.status.into(),
            responsible: row.responsible,
            unit: row.unit,
        }
    }
}

impl PlanDifference {
    /// Reads what differs from an approved version to a later one or to the living plan.
    ///
    /// # Errors
    /// For a version there is none of; without `PLAN_READ`.
    pub(super) async fn load(
        ctx: &Context<'_>,
        plan: &domain::Plan,
        from: i32,
        to: Option<i32>,
    ) -> Result<Self> {
        let tenant = plan.id.tenant;
        let found = calitas_app::plan::difference(&caller(ctx), plan, from, to).await?;
        let changed = found.changed.into_iter().map(|row| PlanActionDifference {
            action_id: row.action.action.global(),
            code: row.action.code(),
            title: row.action.title,
            changes: FieldChange::list(tenant, row.changes),
        });
        Ok(Self {
            from,
            to,
            plan_changes: FieldChange::list(tenant, found.plan),
            added: found.added.into_iter().map(Into::into).collect(),
            removed: found.removed.into_iter().map(Into::into).collect(),
            changed: changed.collect(),
        })
    }
}

#[ComplexObject]
impl PlanVersion {
    /// Who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.approved_by?).await.map_err(Into::into).transpose()
    }

    /// Its actions as they were approved, by code.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<PlanActionSnapshot>> {
        let found = calitas_app::plan::snapshot(&caller(ctx), self.plan, self.number).await?;
        Ok(found.map(|found| found.actions).unwrap_or_default().into_iter().map(Into::into).collect())
    }
}

#[ComplexObject]
impl PlanActionSnapshot {
    /// Function of the person who answered for it.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let found = loader::load::<Membership>(ctx, self.responsible?).await;
        found.map(|found| found.map(|person| person.display_name)).map_err(Into::into).transpose()
    }

    /// Name of the unit where it was carried out, in the viewer's language.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let found = loader::load::<Unit>(ctx, self.unit?).await;
        let language = caller(ctx).language();
        found.map(|found| found.map(|unit| unit.name_in(language))).map_err(Into::into).transpose()
    }
}
