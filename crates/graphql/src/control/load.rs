//! What hangs on campaigns and questionnaires, loaded for a whole level at once.

use super::{
    answer::CriterionAnswer, campaign::ControlCampaign, questionnaire::ControlQuestionnaire,
    report::AnnualControlReport, standard::ControlTemplate,
};
use crate::loader::{Loadable, grouped, loaded};
use calitas_app::{Ctx, control as app, plan};
use calitas_domain::{
    Error,
    control::{self as domain, Standard},
    id::{
        ControlAnswerId, ControlCampaignId, ControlQuestionnaireId, ControlReportId, ControlTemplateId,
        TenantId,
    },
    plan::{Action, Plan, SourceKind},
};
use std::sync::Arc;

loaded! {
    /// The questionnaires of a campaign.
    QuestionnairesOf(Vec<domain::Questionnaire>) by ControlCampaignId => |ctx, keys| {
        grouped(app::questionnaires(ctx, keys).await?.into_iter().map(|one| (one.campaign, one)), Self)
    };
    /// The synthesis of a campaign.
    SynthesisOf(Arc<domain::Synthesis>) by ControlCampaignId => |ctx, keys| {
        app::syntheses(ctx, keys).await?.into_iter().map(|(id, one)| (id, Self(Arc::new(one)))).collect()
    };
    /// What the chair decided in a campaign.
    DecisionsOf(Arc<Vec<domain::StandardDecision>>) by ControlCampaignId => |ctx, keys| {
        let found = app::decisions(ctx, keys).await?.into_iter().map(|one| (one.campaign, one));
        grouped(found, |decisions| Self(Arc::new(decisions)))
    };
    /// The actions that follow from gaps in a standard, the oldest first.
    GapsOf(Vec<Action>) by (TenantId, Standard) => |ctx, keys| {
        let codes: Vec<_> = keys.iter().map(|(tenant, standard)| (*tenant, standard.code())).collect();
        let found = plan::measures(ctx, SourceKind::ControlGap, &codes).await?.into_iter();
        let keyed = found.filter_map(|action| {
            let standard = Standard::from_code(action.source.reference.as_deref()?)?;
            Some(((action.id.tenant, standard), action))
        });
        grouped(keyed, Self)
    };
    /// The development programme of an institution.
    ProgrammeOf(Plan) by TenantId => |ctx, keys| {
        plan::programmes(ctx, keys).await?.into_iter().map(|one| (one.id.tenant, Self(one))).collect()
    };
    /// The report of a campaign; one at most.
    ReportOf(Vec<domain::AnnualReport>) by ControlCampaignId => |ctx, keys| {
        grouped(app::reports(ctx, keys).await?.into_iter().map(|one| (one.campaign, one)), Self)
    };
    /// The approved versions of a report, the newest first.
    VersionsOf(Vec<domain::ReportVersion>) by ControlReportId => |ctx, keys| {
        grouped(app::versions(ctx, keys).await?.into_iter().map(|one| (one.report, one)), Self)
    };
    /// The answers of a questionnaire.
    AnswersOf(Vec<domain::CriterionAnswer>) by ControlQuestionnaireId => |ctx, keys| {
        grouped(app::answers(ctx, keys).await?.into_iter().map(|one| (one.questionnaire, one)), Self)
    };
    /// How many criteria of a questionnaire are complete, and how many there are.
    ProgressOf((i32, i32)) by ControlQuestionnaireId => |ctx, keys| {
        app::progress(ctx, keys).await?.into_iter().map(|(id, done, all)| (id, Self((done, all)))).collect()
    };
    /// The criteria of a version of the list.
    CriteriaOf(Arc<Vec<domain::Criterion>>) by ControlTemplateId => |ctx, keys| {
        let found = app::criteria(ctx, keys).await?.into_iter().map(|one| (one.template, one));
        grouped(found, |criteria| Self(Arc::new(criteria)))
    };
}

impl Loadable for ControlCampaign {
    type Key = ControlCampaignId;

    async fn load(ctx: &Ctx, keys: &[ControlCampaignId]) -> Result<Vec<(ControlCampaignId, Self)>, Error> {
        Ok(app::campaigns(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for ControlQuestionnaire {
    type Key = ControlQuestionnaireId;

    async fn load(
        ctx: &Ctx,
        keys: &[ControlQuestionnaireId],
    ) -> Result<Vec<(ControlQuestionnaireId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CriterionAnswer {
    type Key = ControlAnswerId;

    async fn load(ctx: &Ctx, keys: &[ControlAnswerId]) -> Result<Vec<(ControlAnswerId, Self)>, Error> {
        Ok(app::answers_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for AnnualControlReport {
    type Key = ControlReportId;

    async fn load(ctx: &Ctx, keys: &[ControlReportId]) -> Result<Vec<(ControlReportId, Self)>, Error> {
        Ok(app::reports_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for ControlTemplate {
    type Key = ControlTemplateId;

    async fn load(ctx: &Ctx, keys: &[ControlTemplateId]) -> Result<Vec<(ControlTemplateId, Self)>, Error> {
        Ok(app::templates(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}
