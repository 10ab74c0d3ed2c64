//! From areas for improvement to actions of a plan.

use super::{assessment::CafAssessment, consensus::CafConsensus, finding::CafFinding};
use crate::{
    connection::caller,
    node,
    plan::{Plan, PlanAction},
    scalar::{Date, given},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    Error,
    caf::AreaGroup,
    id::{CafAssessmentId, CafFindingId, TenantId},
};

/// Weights of an area for improvement; what is left out stays, null clears.
#[derive(Debug, InputObject)]
pub struct RankCafFindingInput {
    /// The area for improvement.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Expected effect, 1 to 5.
    pub impact: MaybeUndefined<i32>,
    /// Needed effort, 1 to 5.
    pub effort: MaybeUndefined<i32>,
}

/// The area for improvement.
#[derive(Debug, SimpleObject)]
pub struct RankCafFindingPayload {
    /// As it is now.
    pub caf_finding: CafFinding,
    /// The subcriterion with all its findings.
    pub caf_consensus: CafConsensus,
}

/// Areas for improvement that become one action.
#[derive(Debug, InputObject)]
pub struct CafAreaGroupInput {
    /// Which; of one subcriterion or of several.
    pub finding_ids: Vec<ID>,
    /// What is to be done, 3 to 200 characters.
    pub title: String,
    /// Where it is carried out.
    pub unit_id: Option<ID>,
    /// Who answers for it.
    pub responsible_id: Option<ID>,
    /// Last day of work.
    pub due_on: Option<Date>,
}

/// Areas for improvement to make actions of.
#[derive(Debug, InputObject)]
pub struct PlanCafAreasInput {
    /// The concluded assessment.
    pub assessment_id: ID,
    /// The plan.
    pub plan_id: ID,
    /// Each becomes one action, 1 to 100.
    pub groups: Vec<CafAreaGroupInput>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The actions that were proposed.
#[derive(Debug, SimpleObject)]
pub struct PlanCafAreasPayload {
    /// The assessment with its areas.
    pub caf_assessment: CafAssessment,
    /// The plan.
    pub plan: Plan,
    /// The actions, in the order of the groups.
    pub plan_actions: Vec<PlanAction>,
}

/// Areas for improvement of CAF.
#[derive(Debug, Default)]
pub struct CafAreaMutation;

#[Object]
impl CafAreaMutation {
    /// Weighs an area for improvement by impact and effort.
    async fn rank_caf_finding(
        &self,
        ctx: &Context<'_>,
        input: RankCafFindingInput,
    ) -> Result<RankCafFindingPayload> {
        let id: CafFindingId = node::subject(&input.id)?;
        let (impact, effort) = (given(input.impact), given(input.effort));
        let (consensus, finding) =
            app::rank_finding(&caller(ctx), id, input.expected_version, impact, effort).await?;
        Ok(RankCafFindingPayload { caf_finding: finding.into(), caf_consensus: consensus.into() })
    }

    /// Makes an action of each group of areas for improvement, all or none.
    async fn plan_caf_areas(
        &self,
        ctx: &Context<'_>,
        input: PlanCafAreasInput,
    ) -> Result<PlanCafAreasPayload> {
        let id: CafAssessmentId = node::subject(&input.assessment_id)?;
        let plan = node::reference("planId", &input.plan_id, id.tenant)?;
        let groups = input.groups.into_iter().enumerate().map(|(place, one)| {
            group(id.tenant, one).map_err(|error| error.under(&format!("groups.{place}")))
        });
        let groups = groups.collect::<Result<Vec<_>, _>>()?;
        let key = input.idempotency_key.as_deref();
        let caller = caller(ctx);
        let (assessment, plan, actions) = app::plan_areas(&caller, id, plan, &groups, key).await?;
        let plan_actions = actions.into_iter().map(|row| PlanAction::at(row, caller.today())).collect();
        Ok(PlanCafAreasPayload { caf_assessment: assessment.into(), plan: plan.into(), plan_actions })
    }
}

fn group(tenant: TenantId, input: CafAreaGroupInput) -> Result<AreaGroup, Error> {
    let finding = |id: &ID| node::reference::<CafFindingId>("findingIds", id, tenant);
    Ok(AreaGroup {
        findings: input.finding_ids.iter().map(finding).collect::<Result<_, _>>()?,
        title: input.title,
        unit: input.unit_id.map(|id| node::reference("unitId", &id, tenant)).transpose()?,
        responsible: input
            .responsible_id
            .map(|id| node::reference("responsibleId", &id, tenant))
            .transpose()?,
        due_on: input.due_on.map(|day| day.0),
    })
}
