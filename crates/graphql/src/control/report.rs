//! The annual report of annex 4.3.

use super::{
    campaign::{self, ControlCampaign},
    chain::{self, CountedProcedures},
    load::{ReportOf, SynthesisOf, VersionsOf},
    synthesis::ControlConformity,
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    scalar::Decimal,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, may},
    id::ControlCampaignId,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ReportStatus")]
pub enum AnnualControlReportStatus {
    /// Being written.
    Draft,
    /// Given back with a remark.
    Returned,
    /// With the head of the institution.
    Submitted,
    /// Approved.
    Approved,
}

/// Whether public funds were reasonably assured to be used lawfully, regularly, effectively, efficiently and
/// economically.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Assurance")]
pub enum ControlAssurance {
    /// Yes.
    Full,
    /// In part.
    Partial,
    /// No.
    None,
}

/// How far the development programme is carried out and kept up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ProgrammeState")]
pub enum ControlProgrammeState {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
}

/// The annual report on internal control (annex 4.3). Wording of its sections is not confirmed against the published
/// annex.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AnnualControlReport {
    /// Opaque global id.
    pub id: ID,
    /// Where it stands.
    pub status: AnnualControlReportStatus,
    /// Section 1: reasonable assurance.
    pub assurance: Option<ControlAssurance>,
    /// Section 2: what the statement rests on.
    pub basis: Option<String>,
    /// Section 3: the system has mechanisms of self-control.
    pub has_self_control: Option<bool>,
    /// Section 3: measures rest on the assessment of risks.
    pub is_risk_based: Option<bool>,
    /// Section 4: the Monitoring Commission works.
    pub is_commission_functional: Option<bool>,
    /// Section 5: the development programme.
    pub programme: Option<ControlProgrammeState>,
    /// Section 6: risks are managed and monitored.
    pub is_risk_managed: Option<bool>,
    /// General and specific objectives are set (annex 3).
    pub has_objectives: Option<bool>,
    /// Section 7: procedural activities that were inventoried.
    pub procedural_activity_count: Option<i32>,
    /// Section 7: of these, those with a documented procedure.
    pub procedure_count: Option<i32>,
    /// Section 7: the share of these in percent, one decimal; absent where nothing was inventoried.
    pub procedure_percent: Option<Decimal>,
    /// Section 8: performance is monitored with indicators per objective.
    pub has_monitoring: Option<bool>,
    /// Measures to adopt (foot of annex 4.2).
    pub measures: Option<String>,
    /// Fields that are still to be entered, named as here.
    pub missing_fields: Vec<&'static str>,
    /// Why it was given back.
    pub remark: Option<String>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// How often it was approved.
    pub number: i32,
    /// When it was approved last.
    pub approved_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::AnnualReport>,
}

/// What the viewer may do with a report.
#[derive(Debug, Clone, SimpleObject)]
pub struct AnnualControlReportViewerCan {
    /// Enter something.
    pub update: Permitted,
    /// Hand it to the head.
    pub submit: Permitted,
    /// Approve it.
    pub approve: Permitted,
    /// Give it back with a remark.
    pub send_back: Permitted,
    /// Hand it to the superior institution.
    pub release: Permitted,
}

/// What keeps a report from being handed in beside its own fields.
#[derive(Debug, Clone, SimpleObject)]
pub struct AnnualControlReportReadiness {
    /// Questionnaires that are not taken in.
    pub open_questionnaire_count: i32,
    /// Standards that apply nowhere and have no decision of the chair.
    pub undecided_standard_count: i32,
}

/// Subordinate institutions of a degree of conformity.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlConformityCount {
    /// The degree.
    pub conformity: ControlConformity,
    /// How many institutions.
    pub count: i32,
}

/// An approved version, as it was signed.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AnnualControlReportVersion {
    /// 1 for the first approval.
    pub number: i32,
    /// SHA-256 of all the annexes are made of, hexadecimal.
    pub hash: String,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// When it was handed to the superior institution.
    pub released_at: Option<DateTime<Utc>>,
    /// When the superior institution gave it back.
    pub returned_at: Option<DateTime<Utc>>,
    /// Why.
    pub remark: Option<String>,
    #[graphql(skip)]
    row: domain::ReportVersion,
}

impl From<domain::ReportVersion> for AnnualControlReportVersion {
    fn from(row: domain::ReportVersion) -> Self {
        Self {
            number: row.number,
            hash: row.hash.clone(),
            approved_at: row.approved_at,
            released_at: row.released_at,
            returned_at: row.returned_at,
            remark: row.remark.clone(),
            row,
        }
    }
}

#[ComplexObject]
impl AnnualControlReportVersion {
    /// Who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.approved_by?).await.map_err(Into::into).transpose()
    }
}

impl From<domain::AnnualReport> for AnnualControlReport {
    fn from(row: domain::AnnualReport) -> Self {
        let content = &row.content;
        Self {
            id: row.id.global(),
            status: row.status.into(),
            assurance: content.assurance.map(Into::into),
            basis: content.basis.clone(),
            has_self_control: content.has_self_control,
            is_risk_based: content.is_risk_based,
            is_commission_functional: content.is_commission_functional,
            programme: content.programme.map(Into::into),
            is_risk_managed: content.is_risk_managed,
            has_objectives: content.has_objectives,
            procedural_activity_count: content.procedural_activity_count,
            procedure_count: content.procedure_count,
            procedure_percent: content.procedure_percent().map(Decimal),
            has_monitoring: content.has_monitoring,
            measures: content.measures.clone(),
            missing_fields: content.missing(),
            remark: row.remark.clone(),
            submitted_at: row.submitted_at,
            number: row.number,
            approved_at: row.approved_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl AnnualControlReport {
    async fn all_versions(&self, ctx: &Context<'_>) -> Result<Vec<domain::ReportVersion>> {
        let found = loader::load::<VersionsOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default())
    }
}

#[ComplexObject]
impl AnnualControlReport {
    /// The campaign it reports.
    async fn campaign(&self, ctx: &Context<'_>) -> Result<ControlCampaign> {
        campaign::one(ctx, self.row.campaign).await
    }

    /// Section 9: the degree of conformity on what is answered now.
    async fn conformity(&self, ctx: &Context<'_>) -> Result<ControlConformity> {
        let found = loader::load::<SynthesisOf>(ctx, self.row.campaign).await?;
        let found = found.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
        Ok(found.0.conformity().into())
    }

    /// Section 10: institutions directly under this one by degree of conformity, from the reports they handed over.
    async fn subordinates(&self, ctx: &Context<'_>) -> Result<Vec<ControlConformityCount>> {
        let found = app::conformities(&caller(ctx), self.row.campaign).await?;
        let count = |(conformity, count): (domain::Conformity, i32)| ControlConformityCount {
            conformity: conformity.into(),
            count,
        };
        Ok(found.into_iter().map(count).collect())
    }

    /// What the inventory of activities counts now for section 7; taken over by hand, as the report says what was at the
    /// end of its year.
    async fn counted_procedures(&self, ctx: &Context<'_>) -> Result<CountedProcedures> {
        chain::counted(ctx, self.row.id.tenant).await
    }

    /// What of the campaign is open before it can be handed in.
    async fn readiness(&self, ctx: &Context<'_>) -> Result<AnnualControlReportReadiness> {
        let found = app::readiness(&caller(ctx), self.row.campaign).await?;
        Ok(AnnualControlReportReadiness {
            open_questionnaire_count: found.unlocked,
            undecided_standard_count: found.undecided,
        })
    }

    /// Who handed it in.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.submitted_by?).await.map_err(Into::into).transpose()
    }

    /// Who approved it last.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.approved_by?).await.map_err(Into::into).transpose()
    }

    /// Its approved versions, the newest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<AnnualControlReportVersion>> {
        Ok(self.all_versions(ctx).await?.into_iter().map(Into::into).collect())
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<AnnualControlReportViewerCan> {
        let newest = self.all_versions(ctx).await?.into_iter().next();
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        Ok(AnnualControlReportViewerCan {
            update: verdict(&caller, tenant, |access| may::report(row, access)),
            submit: verdict(&caller, tenant, |access| may::report(row, access)),
            approve: verdict(&caller, tenant, |access| may::approve(row, access)),
            send_back: verdict(&caller, tenant, |access| may::return_report(row, access)),
            release: verdict(&caller, tenant, |access| may::release(row, newest.as_ref(), access)),
        })
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }
}

/// The report of a campaign; absent before it was begun.
pub async fn of_campaign(ctx: &Context<'_>, id: ControlCampaignId) -> Result<Option<AnnualControlReport>> {
    let found = loader::load::<ReportOf>(ctx, id).await?;
    Ok(found.and_then(|found| found.0.into_iter().next()).map(AnnualControlReport::from))
}
