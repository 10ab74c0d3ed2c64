//! The development programme of internal control: the plan of that kind as annex, its measures as they were approved,
//! their progress as it is.

use super::{control, issue, names::Names, plan as of_plan, signature};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason, calendar,
    id::PlanActionId,
    identity::Language,
    plan::{Action, ActionStatus, Plan, PlanKind, Snapshot, SnapshotAction},
};
use calitas_render::{
    Document,
    document::{Signature, Standing},
    report::control::{Programme, ProgrammeLine},
};
use std::collections::HashMap;

const ENDORSED: (&str, &str) = ("Avizat", "Endorsed by");

/// The programme: a draft until the plan is approved, from then on the version in force.
pub async fn document(ctx: &Ctx, plan: &Plan, language: Language) -> Result<Document, Error> {
    if plan.kind != PlanKind::ControlDevelopment {
        return Err(Error::invalid("report", Reason::UnknownReference));
    }
    let living = of_plan::actions(ctx, plan.id, ActionStatus::ALL).await?;
    let (version, content) = match plan.number {
        0 => (None, Snapshot::of(plan, &living)),
        number => {
            let (version, content) = of_plan::approved(ctx, plan.id, number).await?;
            (Some(version), content)
        }
    };
    let approver = version.as_ref().and_then(|version| version.approved_by);
    let people = content.actions.iter().map(|action| action.responsible).chain([approver]);
    let units = content.actions.iter().map(|action| action.unit);
    let names = Names::read(ctx, people, units, language).await?;
    let standing = version.map_or(Standing::Draft, |version| Standing::Approved {
        version: version.number,
        on: calendar::day(version.approved_at),
        hash: version.hash,
    });
    let signatures = signatures(&standing, names.person(approver), language);
    let living: HashMap<PlanActionId, Action> =
        living.into_iter().map(|action| (action.id, action)).collect();
    let programme = Programme {
        issue: issue(ctx, plan.id.tenant, language, signatures).await?,
        standing,
        code: plan.code.clone(),
        title: content.title,
        description: content.description,
        period: (content.period_start, content.period_end),
        measures: content
            .actions
            .into_iter()
            .map(|measure| line(living.get(&measure.action), measure, &names))
            .collect(),
    };
    Ok(programme.document())
}

/// A measure as it was decided, with where it stands now.
fn line(living: Option<&Action>, measure: SnapshotAction, names: &Names) -> ProgrammeLine {
    ProgrammeLine {
        responsible: names.person(measure.responsible),
        unit: names.unit(measure.unit),
        progress: living.map_or(0, |action| action.progress),
        status: living.map_or(measure.status, |action| action.status),
        indicator: of_plan::indicator(&measure),
        title: measure.title,
        description: measure.description,
        source: measure.source.kind,
        source_reference: measure.source.reference,
        due_on: measure.due_on,
    }
}

/// The technical secretariat draws it up, the chair of the Monitoring Commission endorses it, the head approves it.
fn signatures(standing: &Standing, approver: Option<String>, language: Language) -> Vec<Signature> {
    let of = |words: (&str, &str)| language.name(words.0, words.1).to_owned();
    let approved_on = match standing {
        Standing::Approved { on, .. } => Some(*on),
        Standing::Draft | Standing::Statement => None,
    };
    let head = approver.unwrap_or_else(|| of(control::HEAD));
    vec![
        signature(control::PREPARED, of(control::SECRETARIAT), None, language),
        signature(ENDORSED, of(control::CHAIR), None, language),
        signature(control::APPROVED, head, approved_on, language),
    ]
}
