//! The self-assessment report from hand to hand.

use super::{assessment::CafAssessment, report::CafReport};
use crate::{connection::caller, node, scalar::given};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    caf as domain,
    id::{CafAssessmentId, CafReportId},
};

/// Defines payloads that hold a report with its assessment.
macro_rules! report_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// A self-assessment report.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_report: CafReport,
            /// The assessment with its steps.
            pub caf_assessment: CafAssessment,
        }

        impl From<(domain::Assessment, domain::CafReport)> for $name {
            fn from((assessment, report): (domain::Assessment, domain::CafReport)) -> Self {
                Self { caf_report: report.into(), caf_assessment: assessment.into() }
            }
        }
    )*};
}
report_payloads!(
    CreateCafReportPayload,
    UpdateCafReportPayload,
    SubmitCafReportPayload,
    ApproveCafReportPayload,
    ReturnCafReportPayload,
    ReleaseCafReportPayload,
);

/// Defines inputs that name a report and its version.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            /// The report.
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
        }
    )*};
}
named! {
    /// The report to hand in.
    SubmitCafReportInput,
    /// The report to approve.
    ApproveCafReportInput,
    /// The report to hand over.
    ReleaseCafReportInput,
}

/// The assessment whose report is begun.
#[derive(Debug, InputObject)]
pub struct CreateCafReportInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// What is written; what is left out stays, null clears.
#[derive(Debug, InputObject)]
pub struct UpdateCafReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The institution and why it assessed itself, at most 8,000 characters.
    pub context: MaybeUndefined<String>,
    /// How the group worked, at most 8,000 characters.
    pub approach: MaybeUndefined<String>,
    /// What follows, at most 8,000 characters.
    pub conclusions: MaybeUndefined<String>,
}

/// The report to give back.
#[derive(Debug, InputObject)]
pub struct ReturnCafReportInput {
    /// The report.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is to be done, 3 to 1,000 characters.
    pub remark: String,
}

/// The self-assessment report.
#[derive(Debug, Default)]
pub struct CafReportMutation;

#[Object]
impl CafReportMutation {
    /// Begins the report of an assessment, from the consensus on.
    async fn create_caf_report(
        &self,
        ctx: &Context<'_>,
        input: CreateCafReportInput,
    ) -> Result<CreateCafReportPayload> {
        let id: CafAssessmentId = node::subject(&input.assessment_id)?;
        Ok(app::create_report(&caller(ctx), id, input.idempotency_key.as_deref()).await?.into())
    }

    /// Writes something into a report. Only fields that others changed meanwhile conflict.
    async fn update_caf_report(
        &self,
        ctx: &Context<'_>,
        input: UpdateCafReportInput,
    ) -> Result<UpdateCafReportPayload> {
        let id: CafReportId = node::subject(&input.id)?;
        let patch = domain::ReportPatch {
            context: given(input.context),
            approach: given(input.approach),
            conclusions: given(input.conclusions),
        };
        Ok(app::update_report(&caller(ctx), id, input.expected_version, patch).await?.into())
    }

    /// Hands a report to the head, with every part written and the group's work concluded.
    async fn submit_caf_report(
        &self,
        ctx: &Context<'_>,
        input: SubmitCafReportInput,
    ) -> Result<SubmitCafReportPayload> {
        let id = node::subject(&input.id)?;
        Ok(app::submit_report(&caller(ctx), id, input.expected_version).await?.into())
    }

    /// Approves a report that somebody else handed in: it is frozen with its hash.
    async fn approve_caf_report(
        &self,
        ctx: &Context<'_>,
        input: ApproveCafReportInput,
    ) -> Result<ApproveCafReportPayload> {
        let id = node::subject(&input.id)?;
        Ok(app::approve_report(&caller(ctx), id, input.expected_version).await?.into())
    }

    /// Gives a report back with a remark, also after it was approved.
    async fn return_caf_report(
        &self,
        ctx: &Context<'_>,
        input: ReturnCafReportInput,
    ) -> Result<ReturnCafReportPayload> {
        let id = node::subject(&input.id)?;
        Ok(app::return_report(&caller(ctx), id, input.expected_version, &input.remark).await?.into())
    }

    /// Hands the approved report to the city hall: its agreed scores, no text.
    async fn release_caf_report(
        &self,
        ctx: &Context<'_>,
        input: ReleaseCafReportInput,
    ) -> Result<ReleaseCafReportPayload> {
        let id = node::subject(&input.id)?;
        Ok(app::release_report(&caller(ctx), id, input.expected_version).await?.into())
    }
}
