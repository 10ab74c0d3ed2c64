//! The annual report on internal control, written by the secretariat and approved by the head. What it says holds no word
//! of the institution: it is handed over.

use crate::{House, Stage};
use calitas_app::{Ctx, control};
use calitas_domain::{
    access::Role,
    control::{AnnualReport, Assurance, Campaign, ProgrammeState, ReportPatch, ReportStatus, Standard},
};
use std::sync::Arc;

impl Stage<'_> {
    /// The report of the campaign that is reported, being written and complete.
    pub async fn report(&self) -> AnnualReport {
        let campaign = self.decided_campaign().await;
        let secretary = self.secretary().await;
        let found = control::reports(&secretary, &[campaign.id]).await.expect("reports").pop();
        let report = match found {
            Some(found) => found,
            None => control::create_report(&secretary, campaign.id, None).await.expect("a report"),
        };
        match report.status {
            ReportStatus::Draft | ReportStatus::Returned => {
                let patch = ReportPatch { measures: Some(Some(self.number().to_string())), ..full() };
                control::update_report(&secretary, report.id, report.version, patch).await.expect("written")
            }
            ReportStatus::Submitted | ReportStatus::Approved => {
                let head = self.head().await;
                let back = control::return_report(&head, report.id, report.version, "Se corectează").await;
                back.expect("given back")
            }
        }
    }

    /// The report, handed in.
    pub async fn submitted_report(&self) -> AnnualReport {
        let report = self.report().await;
        let secretary = self.secretary().await;
        control::submit_report(&secretary, report.id, report.version).await.expect("handed in")
    }

    /// The report, approved and not handed over.
    pub async fn approved_report(&self) -> AnnualReport {
        let report = self.submitted_report().await;
        control::approve_report(&*self.head().await, report.id, report.version).await.expect("approved")
    }

    /// The report, handed to the superior institution.
    pub async fn released_report(&self) -> AnnualReport {
        let report = self.approved_report().await;
        control::release_report(&*self.head().await, report.id, report.version).await.expect("handed over")
    }

    /// The campaign that is reported, closed, with its report in work.
    pub async fn closed_campaign(&self) -> Campaign {
        self.approved_report().await;
        let report = self.report().await;
        let secretary = self.secretary().await;
        let found = control::campaigns(&secretary, &[report.campaign]).await.expect("campaigns");
        found.into_iter().next().expect("a campaign")
    }

    /// An institution under this one, with a report that it has handed over.
    pub async fn subordinate_report(&self) -> (House, AnnualReport) {
        let id = self.house.id.0.simple().to_string();
        let slug = format!("sub{}{}", &id[20..], self.number());
        let house = self.world().add_house(&slug, &slug, Some(&self.house)).await;
        let under = Stage::new(self.world(), &house).await;
        let report = under.released_report().await;
        (house, report)
    }

    /// The campaign that is reported, with the decision of the chair it needs.
    pub async fn decided_campaign(&self) -> Campaign {
        let campaign = self.reported_campaign().await;
        let standard = Standard::from_number(16).expect("the last");
        let secretary = self.secretary().await;
        if control::decisions(&secretary, &[campaign.id]).await.expect("decisions").is_empty() {
            let head = self.head().await;
            let reason = "Auditul intern este al instituției superioare";
            control::decide(&head, campaign.id, standard, reason).await.expect("decided");
        }
        campaign
    }

    async fn head(&self) -> Arc<Ctx> {
        self.ctx(&self.house.people[&Role::HeadOfInstitution]).await
    }
}

fn full() -> ReportPatch {
    ReportPatch {
        assurance: Some(Some(Assurance::Full)),
        basis: Some(Some("Autoevaluare, audit intern".to_owned())),
        has_self_control: Some(Some(true)),
        is_risk_based: Some(Some(true)),
        is_commission_functional: Some(Some(true)),
        programme: Some(Some(ProgrammeState::Partly)),
        is_risk_managed: Some(Some(true)),
        procedural_activity_count: Some(Some(64)),
        procedure_count: Some(Some(41)),
        has_monitoring: Some(Some(true)),
        has_objectives: Some(Some(true)),
        measures: None,
    }
}
