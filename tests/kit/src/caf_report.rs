//! The self-assessment report, written by the author and approved by the approver.

use crate::Stage;
use calitas_app::caf;
use calitas_domain::{
    caf::{Assessment, AssessmentPatch, CafReport, ReportPatch, ReportStatus},
    id::CafAssessmentId,
};

impl Stage<'_> {
    /// An assessment that one person scored and that is concluded.
    pub async fn assessed_alone(&self, year: i32, points: i32) -> Assessment {
        let (assessment, _) = self.opened(&[&self.author]).await;
        let ctx = self.ctx(&self.author).await;
        let patch = AssessmentPatch { year: Some(year), ..AssessmentPatch::default() };
        caf::update(&ctx, assessment.id, assessment.version, patch).await.expect("of the year");
        self.agree_all(assessment.id, points).await;
        self.concluded(assessment.id).await
    }

    /// The report of an assessment, being written and complete. One that was handed in or approved is given back.
    pub async fn written_report(&self, id: CafAssessmentId) -> CafReport {
        let ctx = self.ctx(&self.author).await;
        let report = match caf::reports(&ctx, &[id]).await.expect("reports").pop() {
            Some(found) => found,
            None => caf::create_report(&ctx, id, None).await.expect("a report").1,
        };
        let report = match report.status() {
            ReportStatus::Draft | ReportStatus::Returned => report,
            ReportStatus::Submitted | ReportStatus::Approved => {
                let remark = self.words("Se corectează");
                let head = self.ctx(&self.approver).await;
                caf::return_report(&head, report.id, report.version, &remark).await.expect("given back").1
            }
        };
        let patch = ReportPatch {
            context: Some(Some(self.words("Context"))),
            approach: Some(Some(self.words("Metodă"))),
            conclusions: Some(Some(format!("{} {}", self.words("Concluzii"), self.number()))),
        };
        let ctx = self.ctx(&self.author).await;
        caf::update_report(&ctx, report.id, report.version, patch).await.expect("written").1
    }

    /// The report, handed in.
    pub async fn handed_report(&self, id: CafAssessmentId) -> CafReport {
        let report = self.written_report(id).await;
        let ctx = self.ctx(&self.author).await;
        caf::submit_report(&ctx, report.id, report.version).await.expect("handed in").1
    }

    /// The report, approved and not handed over.
    pub async fn bound_report(&self, id: CafAssessmentId) -> CafReport {
        let report = self.handed_report(id).await;
        let head = self.ctx(&self.approver).await;
        caf::approve_report(&head, report.id, report.version).await.expect("approved").1
    }

    /// The report, handed to the city hall.
    pub async fn known_report(&self, id: CafAssessmentId) -> CafReport {
        let report = self.bound_report(id).await;
        let head = self.ctx(&self.approver).await;
        caf::release_report(&head, report.id, report.version).await.expect("handed over").1
    }

    /// The assessment whose report changes hands again and again.
    pub async fn reported(&self) -> CafAssessmentId {
        let ctx = self.ctx(&self.author).await;
        let all = caf::of_tenant(&ctx, self.house.id).await.expect("assessments");
        let ids: Vec<_> = all.iter().filter(|one| one.concluded_at.is_some()).map(|one| one.id).collect();
        match caf::reports(&ctx, &ids).await.expect("reports").pop() {
            Some(found) => found.assessment,
            None => self.assessed_alone(2026, 50).await.id,
        }
    }

    /// Reports in every state: one given back, one handed over after it, one just begun.
    pub(crate) async fn reports(&self, first: CafAssessmentId, begun: CafAssessmentId) {
        self.known_report(first).await;
        let next = self.assessed_alone(2027, 60).await;
        self.known_report(next.id).await;
        self.written_report(first).await;
        let ctx = self.ctx(&self.author).await;
        caf::create_report(&ctx, begun, None).await.expect("begun");
    }
}
