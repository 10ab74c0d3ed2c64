//! Deciding as the chair, the annual report from hand to hand, and what a superior institution does.

use super::{
    campaign::{self, ControlCampaign},
    report::{AnnualControlReport, ControlAssurance, ControlProgrammeState},
    subordinate::{self, SubordinateControl},
};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    Error, Reason,
    control::{CampaignInput, ReportPatch, Standard},
    id::{ControlCampaignId, ControlReportId, TenantId},
};

/// The campaign to open again.
#[derive(Debug, InputObject)]
pub struct ReopenControlCampaignInput {
    /// The campaign.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The campaign that is answered again.
#[derive(Debug, SimpleObject)]
pub struct ReopenControlCampaignPayload {
    /// As it is now.
    pub control_campaign: ControlCampaign,
}

/// A decision of the chair.
#[derive(Debug, InputObject)]
pub struct DecideControlStandardInput {
    /// The campaign.
    pub campaign_id: ID,
    /// The standard that applies nowhere, `S01` to `S16`.
    pub standard: String,
    /// Why, 3 to 2,000 characters.
    pub reason: String,
}

/// The campaign with its synthesis.
#[derive(Debug, SimpleObject)]
pub struct DecideControlStandardPayload {
    /// As it is now.
    pub control_campaign: ControlCampaign,
}

/// The campaign whose report is begun.
#[derive(Debug, InputObject)]
pub struct CreateAnnualControlReportInput {
    /// The campaign.
    pub campaign_id: ID,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The report that was begun.
#[derive(Debug, SimpleObject)]
pub struct CreateAnnualControlReportPayload {
    /// The report.
    pub annual_control_report: AnnualControlReport,
    /// The campaign with its report.
    pub control_campaign: ControlCampaign,
}

/// What is entered; what is left out stays, null clears.
#[derive(Debug, InputObject)]
pub struct UpdateAnnualControlReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Section 1: reasonable assurance.
    pub assurance: MaybeUndefined<ControlAssurance>,
    /// Section 2: what the statement rests on, at most 6,000 characters.
    pub basis: MaybeUndefined<String>,
    /// Section 3: the system has mechanisms of self-control.
    pub has_self_control: MaybeUndefined<bool>,
    /// Section 3: measures rest on the assessment of risks.
    pub is_risk_based: MaybeUndefined<bool>,
    /// Section 4: the Monitoring Commission works.
    pub is_commission_functional: MaybeUndefined<bool>,
    /// Section 5: the development programme.
    pub programme: MaybeUndefined<ControlProgrammeState>,
    /// Section 6: risks are managed and monitored.
    pub is_risk_managed: MaybeUndefined<bool>,
    /// General and specific objectives are set (annex 3).
    pub has_objectives: MaybeUndefined<bool>,
    /// Section 7: procedural activities that were inventoried.
    pub procedural_activity_count: MaybeUndefined<i32>,
    /// Section 7: of these, those with a documented procedure.
    pub procedure_count: MaybeUndefined<i32>,
    /// Section 8: performance is monitored with indicators per objective.
    pub has_monitoring: MaybeUndefined<bool>,
    /// Measures to adopt, at most 6,000 characters.
    pub measures: MaybeUndefined<String>,
}

/// The report as it is now.
#[derive(Debug, SimpleObject)]
pub struct UpdateAnnualControlReportPayload {
    /// The report.
    pub annual_control_report: AnnualControlReport,
}

/// The report to hand in.
#[derive(Debug, InputObject)]
pub struct SubmitAnnualControlReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The report that was handed in.
#[derive(Debug, SimpleObject)]
pub struct SubmitAnnualControlReportPayload {
    /// As it is now.
    pub annual_control_report: AnnualControlReport,
}

/// The report to approve.
#[derive(Debug, InputObject)]
pub struct ApproveAnnualControlReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The report that binds.
#[derive(Debug, SimpleObject)]
pub struct ApproveAnnualControlReportPayload {
    /// As it is now.
    pub annual_control_report: AnnualControlReport,
    /// The campaign, closed now.
    pub control_campaign: ControlCampaign,
}

/// The report to give back.
#[derive(Debug, InputObject)]
pub struct ReturnAnnualControlReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is to be done, 3 to 1,000 characters.
    pub remark: String,
}

/// The report that was given back.
#[derive(Debug, SimpleObject)]
pub struct ReturnAnnualControlReportPayload {
    /// As it is now.
    pub annual_control_report: AnnualControlReport,
}

/// The report to hand over.
#[derive(Debug, InputObject)]
pub struct ReleaseAnnualControlReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The report that was handed over.
#[derive(Debug, SimpleObject)]
pub struct ReleaseAnnualControlReportPayload {
    /// As it is now.
    pub annual_control_report: AnnualControlReport,
}

/// Campaigns for subordinate institutions.
#[derive(Debug, InputObject)]
pub struct OpenSubordinateControlCampaignsInput {
    /// The superior institution.
    pub tenant_id: ID,
    /// The year that is reported.
    pub year: i32,
    /// Until when compartments hand in.
    pub due_on: Date,
    /// The institutions directly under it. Those that have a campaign for the year stay as they are.
    pub institution_ids: Vec<ID>,
}

/// How far those institutions are now.
#[derive(Debug, SimpleObject)]
pub struct OpenSubordinateControlCampaignsPayload {
    /// All institutions directly under it.
    pub subordinates: Vec<SubordinateControl>,
}

/// A report that was handed over, to be given back.
#[derive(Debug, InputObject)]
pub struct ReturnSubordinateControlReportInput {
    /// The superior institution.
    pub tenant_id: ID,
    /// The report.
    pub report_id: ID,
    /// What is to be corrected, 3 to 1,000 characters.
    pub remark: String,
}

/// How far those institutions are now.
#[derive(Debug, SimpleObject)]
pub struct ReturnSubordinateControlReportPayload {
    /// All institutions directly under it.
    pub subordinates: Vec<SubordinateControl>,
}

/// The annual report and what comes before and after it.
#[derive(Debug, Default)]
pub struct ControlReportMutation;

#[Object]
impl ControlReportMutation {
    /// Opens a closed campaign again, so that something can be corrected.
    async fn reopen_control_campaign(
        &self,
        ctx: &Context<'_>,
        input: ReopenControlCampaignInput,
    ) -> Result<ReopenControlCampaignPayload> {
        let new = app::reopen(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ReopenControlCampaignPayload { control_campaign: new.into() })
    }

    /// Records what the chair decides on a standard that applies in no compartment.
    async fn decide_control_standard(
        &self,
        ctx: &Context<'_>,
        input: DecideControlStandardInput,
    ) -> Result<DecideControlStandardPayload> {
        let id: ControlCampaignId = node::subject(&input.campaign_id)?;
        let standard = Standard::from_code(&input.standard)
            .ok_or_else(|| Error::invalid("standard", Reason::UnknownReference))?;
        app::decide(&caller(ctx), id, standard, &input.reason).await?;
        Ok(DecideControlStandardPayload { control_campaign: campaign::one(ctx, id).await? })
    }

    /// Begins the annual report of a campaign.
    async fn create_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: CreateAnnualControlReportInput,
    ) -> Result<CreateAnnualControlReportPayload> {
        let id: ControlCampaignId = node::subject(&input.campaign_id)?;
        let new = app::create_report(&caller(ctx), id, input.idempotency_key.as_deref()).await?;
        let control_campaign = campaign::one(ctx, id).await?;
        Ok(CreateAnnualControlReportPayload { annual_control_report: new.into(), control_campaign })
    }

    /// Enters something into the annual report. Only fields that others changed meanwhile conflict.
    async fn update_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: UpdateAnnualControlReportInput,
    ) -> Result<UpdateAnnualControlReportPayload> {
        let id: ControlReportId = node::subject(&input.id)?;
        let coded = |value: Option<Option<ControlAssurance>>| value.map(|value| value.map(Into::into));
        let patch = ReportPatch {
            assurance: coded(given(input.assurance)),
            basis: given(input.basis),
            has_self_control: given(input.has_self_control),
            is_risk_based: given(input.is_risk_based),
            is_commission_functional: given(input.is_commission_functional),
            programme: given(input.programme).map(|value| value.map(Into::into)),
            is_risk_managed: given(input.is_risk_managed),
            procedural_activity_count: given(input.procedural_activity_count),
            procedure_count: given(input.procedure_count),
            has_monitoring: given(input.has_monitoring),
            has_objectives: given(input.has_objectives),
            measures: given(input.measures),
        };
        let new = app::update_report(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateAnnualControlReportPayload { annual_control_report: new.into() })
    }

    /// Hands the annual report to the head, with every section entered.
    async fn submit_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: SubmitAnnualControlReportInput,
    ) -> Result<SubmitAnnualControlReportPayload> {
        let new = app::submit_report(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(SubmitAnnualControlReportPayload { annual_control_report: new.into() })
    }

    /// Approves the annual report that somebody else handed in: it is frozen with its hash.
    async fn approve_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: ApproveAnnualControlReportInput,
    ) -> Result<ApproveAnnualControlReportPayload> {
        let id: ControlReportId = node::subject(&input.id)?;
        let new = app::approve_report(&caller(ctx), id, input.expected_version).await?;
        let control_campaign = campaign::one(ctx, new.campaign).await?;
        Ok(ApproveAnnualControlReportPayload { annual_control_report: new.into(), control_campaign })
    }

    /// Gives the annual report back with a remark, also after it was approved.
    async fn return_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: ReturnAnnualControlReportInput,
    ) -> Result<ReturnAnnualControlReportPayload> {
        let id = node::subject(&input.id)?;
        let new = app::return_report(&caller(ctx), id, input.expected_version, &input.remark).await?;
        Ok(ReturnAnnualControlReportPayload { annual_control_report: new.into() })
    }

    /// Hands the approved annual report to the superior institution.
    async fn release_annual_control_report(
        &self,
        ctx: &Context<'_>,
        input: ReleaseAnnualControlReportInput,
    ) -> Result<ReleaseAnnualControlReportPayload> {
        let new =
            app::release_report(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ReleaseAnnualControlReportPayload { annual_control_report: new.into() })
    }

    /// Opens the self-assessment of a year in institutions directly under one.
    async fn open_subordinate_control_campaigns(
        &self,
        ctx: &Context<'_>,
        input: OpenSubordinateControlCampaignsInput,
    ) -> Result<OpenSubordinateControlCampaignsPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let unknown = || Error::invalid("institutionIds", Reason::UnknownReference);
        let read = |id: &ID| <TenantId as node::GlobalId>::read(id).ok_or_else(unknown);
        let institutions = input.institution_ids.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let campaign = CampaignInput { year: input.year, due_on: input.due_on.0 };
        let found = app::open_for(&caller(ctx), tenant, &campaign, &institutions).await?;
        Ok(OpenSubordinateControlCampaignsPayload { subordinates: subordinate::list(found) })
    }

    /// Gives the report of a subordinate institution back for correction.
    async fn return_subordinate_control_report(
        &self,
        ctx: &Context<'_>,
        input: ReturnSubordinateControlReportInput,
    ) -> Result<ReturnSubordinateControlReportPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let report: ControlReportId = node::subject(&input.report_id)?;
        let found = app::refuse_report(&caller(ctx), tenant, report, &input.remark).await?;
        Ok(ReturnSubordinateControlReportPayload { subordinates: subordinate::list(found) })
    }
}
