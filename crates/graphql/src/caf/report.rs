//! The self-assessment report.

use super::{
    assessment::{self, CafAssessment},
    load::{ReportOf, ReportVersionsOf},
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{
    access::Permission,
    caf::{self as domain, may},
    id::CafAssessmentId,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where a self-assessment report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ReportStatus")]
pub enum CafReportStatus {
    /// Being written.
    Draft,
    /// Given back with a remark.
    Returned,
    /// With the head of the institution.
    Submitted,
    /// Approved.
    Approved,
}

/// The self-assessment report (step 6). What it says of scores and findings is the assessment's own.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafReport {
    /// Opaque global id.
    pub id: ID,
    /// Where it stands.
    pub status: CafReportStatus,
    /// The institution and why it assessed itself.
    pub context: Option<String>,
    /// How the group worked: training, sources, meetings.
    pub approach: Option<String>,
    /// What follows: main strengths, what to improve first.
    pub conclusions: Option<String>,
    /// Fields that are still to be written, named as here.
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
    row: Arc<domain::CafReport>,
}

/// What the viewer may do with a self-assessment report.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafReportViewerCan {
    /// Write something.
    pub update: Permitted,
    /// Hand it to the head.
    pub submit: Permitted,
    /// Approve it.
    pub approve: Permitted,
    /// Give it back with a remark.
    pub send_back: Permitted,
    /// Hand it to the city hall.
    pub release: Permitted,
}

/// An approved version, as it was signed.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafReportVersion {
    /// 1 for the first approval.
    pub number: i32,
    /// SHA-256 of all the report is made of, hexadecimal.
    pub hash: String,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// When it was handed to the city hall.
    pub released_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    row: domain::ReportVersion,
}

impl From<domain::ReportVersion> for CafReportVersion {
    fn from(row: domain::ReportVersion) -> Self {
        Self {
            number: row.number,
            hash: row.hash.clone(),
            approved_at: row.approved_at,
            released_at: row.released_at,
            row,
        }
    }
}

#[ComplexObject]
impl CafReportVersion {
    /// Who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.approved_by?).await.map_err(Into::into).transpose()
    }
}

impl From<domain::CafReport> for CafReport {
    fn from(row: domain::CafReport) -> Self {
        let (content, review) = (&row.content, &row.review);
        Self {
            id: row.id.global(),
            status: row.status().into(),
            context: content.context.clone(),
            approach: content.approach.clone(),
            conclusions: content.conclusions.clone(),
            missing_fields: content.missing(),
            remark: review.remark.clone(),
            submitted_at: row.submitted_at,
            number: review.number,
            approved_at: review.approved_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl CafReport {
    pub(super) fn row(&self) -> &domain::CafReport {
        &self.row
    }

    async fn all_versions(&self, ctx: &Context<'_>) -> Result<Vec<domain::ReportVersion>> {
        let found = loader::load::<ReportVersionsOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default())
    }
}

#[ComplexObject]
impl CafReport {
    /// The assessment it reports.
    async fn caf_assessment(&self, ctx: &Context<'_>) -> Result<CafAssessment> {
        assessment::one(ctx, self.row.assessment).await
    }

    /// Who handed it in.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.review.submitted_by?).await.map_err(Into::into).transpose()
    }

    /// Who approved it last.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.review.approved_by?).await.map_err(Into::into).transpose()
    }

    /// Its approved versions, the newest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<CafReportVersion>> {
        Ok(self.all_versions(ctx).await?.into_iter().map(Into::into).collect())
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CafReportViewerCan> {
        let newest = self.all_versions(ctx).await?.into_iter().next();
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        let write = verdict(&caller, tenant, |access| may::report(row, assessment.row(), access));
        Ok(CafReportViewerCan {
            update: write.clone(),
            submit: write,
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
        journal::history_with(ctx, Permission::CafRead, tenant, row, first, after).await
    }
}

/// The report of an assessment; absent before it was begun.
pub(super) async fn of_assessment(ctx: &Context<'_>, id: CafAssessmentId) -> Result<Option<CafReport>> {
    let found = loader::load::<ReportOf>(ctx, id).await?;
    Ok(found.map(|found| CafReport::from(found.0)))
}
