//! The improvement plan and its monitoring report, from what the caller may read.

use super::{PlanReport, issue, names::Names, programme, signature, way};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, calendar,
    id::{MembershipId, PlanId},
    identity::Language,
    plan::{Action, ActionStatus, Plan, Snapshot, SnapshotAction, Version},
};
use calitas_render::{
    Document,
    document::{Signature, Standing},
    report::{
        monitoring::{MonitoringLine, MonitoringReport},
        plan::{IndicatorLine, PlanDocument, PlanLine},
    },
};
use calitas_store::plan::{action, lifecycle, version};
use chrono::NaiveDate;

const DRAWN_UP: (&str, &str) = ("Întocmit", "Drawn up by");
const APPROVED: (&str, &str) = ("Aprobat", "Approved by");
/// Who approves when nobody has yet.
const HEAD: (&str, &str) = ("Conducătorul entității publice", "Head of the public entity");

/// The document and the name of its file, without the ending.
pub async fn document(
    ctx: &Ctx,
    id: PlanId,
    report: PlanReport,
    language: Language,
) -> Result<(String, Document), Error> {
    let plan = {
        let mut read = way(ctx, id.tenant).await?;
        lifecycle::by_ids(&mut read, &[id]).await?.pop().ok_or(Error::NotFound(PlanId::KIND))?
    };
    match report {
        PlanReport::Draft => {
            let actions = actions(ctx, id, ActionStatus::IN_PLAN).await?;
            let content = Snapshot::of(&plan, &actions);
            let document = of_content(ctx, &plan, content, None, language).await?;
            let draft = match language {
                Language::Ro => "proiect",
                Language::En => "draft",
            };
            Ok((format!("{} {draft}", plan.code), document))
        }
        PlanReport::Version(number) => {
            let (version, content) = approved(ctx, id, number).await?;
            let document = of_content(ctx, &plan, content, Some(version), language).await?;
            Ok((format!("{} v{number}", plan.code), document))
        }
        PlanReport::Monitoring => {
            let actions = actions(ctx, id, ActionStatus::ALL).await?;
            let document = monitoring(ctx, &plan, actions, language).await?;
            let report = match language {
                Language::Ro => "monitorizare",
                Language::En => "monitoring",
            };
            Ok((format!("{} {report} {}", plan.code, ctx.today()), document))
        }
        PlanReport::Programme => {
            let document = programme::document(ctx, &plan, language).await?;
            Ok((format!("{} {}", document.title, plan.code), document))
        }
    }
}

pub(super) async fn actions(ctx: &Ctx, id: PlanId, statuses: &[ActionStatus]) -> Result<Vec<Action>, Error> {
    Ok(action::of_plan(&mut *way(ctx, id.tenant).await?, id, statuses).await?)
}

pub(super) async fn approved(ctx: &Ctx, id: PlanId, number: i32) -> Result<(Version, Snapshot), Error> {
    let mut read = ctx.open().await?;
    let versions = version::of_plans(&mut read, &[id]).await?;
    let version = versions.into_iter().find(|version| version.number == number);
    let content = version::snapshot(&mut read, id, number).await?;
    version.zip(content).ok_or(Error::NotFound(PlanId::KIND))
}

async fn of_content(
    ctx: &Ctx,
    plan: &Plan,
    content: Snapshot,
    version: Option<Version>,
    language: Language,
) -> Result<Document, Error> {
    let approver = version.as_ref().and_then(|version| version.approved_by);
    let people = content.actions.iter().map(|action| action.responsible).chain([content.owner, approver]);
    let units = content.actions.iter().map(|action| action.unit).chain([content.unit]);
    let names = Names::read(ctx, people, units, language).await?;
    let approved_on = version.as_ref().map(|version| calendar::day(version.approved_at));
    let signatures = signatures(&names, content.owner, approver, approved_on, language);
    let standing = version.map_or(Standing::Draft, |version| Standing::Approved {
        version: version.number,
        on: calendar::day(version.approved_at),
        hash: version.hash,
    });
    let document = PlanDocument {
        issue: issue(ctx, plan.id.tenant, language, signatures).await?,
        standing,
        code: plan.code.clone(),
        kind: plan.kind,
        period: (content.period_start, content.period_end),
        unit: names.unit(content.unit),
        owner: names.person(content.owner),
        title: content.title,
        description: content.description,
        actions: content.actions.into_iter().map(|action| line(action, &names)).collect(),
    };
    Ok(document.document())
}

fn line(action: SnapshotAction, names: &Names) -> PlanLine {
    PlanLine {
        code: action.code(),
        responsible: names.person(action.responsible),
        unit: names.unit(action.unit),
        indicator: indicator(&action),
        title: action.title,
        description: action.description,
        source: action.source.kind,
        source_reference: action.source.reference,
        impact: action.impact,
        effort: action.effort,
        budget: action.budget,
        start_on: action.start_on,
        due_on: action.due_on,
        status: action.status,
    }
}

/// What shows the effect of an action that was approved.
pub(super) fn indicator(action: &SnapshotAction) -> Option<IndicatorLine> {
    let named = action.indicator_name.clone().zip(action.indicator_unit.clone());
    named.map(|(name, unit)| IndicatorLine {
        name,
        unit,
        baseline: action.indicator_baseline,
        target: action.indicator_target,
    })
}

async fn monitoring(
    ctx: &Ctx,
    plan: &Plan,
    actions: Vec<Action>,
    language: Language,
) -> Result<Document, Error> {
    let people = actions.iter().map(|action| action.responsible).chain([plan.owner]);
    let units = actions.iter().map(|action| action.unit);
    let names = Names::read(ctx, people, units, language).await?;
    let signatures = signatures(&names, plan.owner, None, None, language);
    let report = MonitoringReport {
        issue: issue(ctx, plan.id.tenant, language, signatures).await?,
        code: plan.code.clone(),
        kind: plan.kind,
        title: plan.title.clone(),
        status: plan.status,
        version: plan.number,
        period: (plan.period_start, plan.period_end),
        remarks: String::new(),
        actions: actions.into_iter().map(|action| progress(action, &names)).collect(),
    };
    Ok(report.document())
}

fn progress(action: Action, names: &Names) -> MonitoringLine {
    let latest = action.indicator.as_ref().and_then(|indicator| indicator.latest.zip(indicator.latest_on));
    MonitoringLine {
        code: action.code(),
        responsible: names.person(action.responsible),
        unit: names.unit(action.unit),
        title: action.title,
        due_on: action.due_on,
        done_on: action.done_at.map(calendar::day),
        progress: action.progress,
        budget: action.budget,
        status: action.status,
        status_reason: action.status_reason,
        indicator: action.indicator.map(|indicator| IndicatorLine {
            name: indicator.name,
            unit: indicator.unit,
            baseline: indicator.baseline,
            target: indicator.target,
        }),
        latest,
    }
}

/// Who runs the plan draws it up, the head of the institution approves it; names are written by hand.
fn signatures(
    names: &Names,
    owner: Option<MembershipId>,
    approver: Option<MembershipId>,
    approved_on: Option<NaiveDate>,
    language: Language,
) -> Vec<Signature> {
    let head = match language {
        Language::Ro => HEAD.0,
        Language::En => HEAD.1,
    };
    let drawn_up =
        names.person(owner).map(|function| signature(DRAWN_UP, function, None, language)).into_iter();
    let approver = names.person(approver).unwrap_or_else(|| head.to_owned());
    drawn_up.chain([signature(APPROVED, approver, approved_on, language)]).collect()
}
