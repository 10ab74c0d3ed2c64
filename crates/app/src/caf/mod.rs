//! CAF self-assessments: organising them, scoring alone, agreeing together.

mod assessment;
mod consensus;
mod dossier;
mod finding;
mod individual;
mod member;
mod plan;
mod read;
mod report;
mod room;
mod shown;
mod standing;
mod step;
mod vote;

pub use assessment::{cancel, conclude, create, open_consensus, reopen, start_scoring, update};
pub use consensus::{agree, discuss, pause, reopen_score, resume, reveal, revote};
pub(crate) use dossier::{Source, dossier, living};
pub use finding::{
    add as add_finding, by_ids as findings_by_ids, merge as merge_findings, of_consensus as findings,
    remove as remove_finding, update as update_finding,
};
pub use individual::{score, submit, take_back};
pub use member::{add as add_member, remove as remove_member, update as update_member};
pub use plan::{areas, effects, plan_areas, rank as rank_finding};
pub use read::{
    before, by_ids, changes, consensus, consensus_by_ids, members, members_by_ids, of_tenant, reads, scores,
    scores_by_ids, sit, steps,
};
pub use report::{
    approve as approve_report, by_ids as reports_by_ids, create as create_report, of_assessments as reports,
    release as release_report, send_back as return_report, submit as submit_report, update as update_report,
    versions as report_versions,
};
pub use room::{lower_hand, move_to, of_assessments as rooms, raise_hand};
pub use shown::{shown, votes};
pub use standing::{institutions, others};
pub use step::update as update_step;
pub use vote::cast as cast_vote;

use crate::ctx::Ctx;
use calitas_domain::{
    Error, Event,
    access::{Access, Permission},
    caf::{Assessment, GroupMember},
    id::{CafAssessmentId, Kind},
    journal::EventKind,
};
use calitas_store::{WriteTx, caf::assessment as rows};
use std::sync::Arc;
use uuid::Uuid;

/// An assessment under change.
struct Held {
    tx: WriteTx,
    assessment: Assessment,
    access: Arc<Access>,
}

/// Opens a write on an assessment the caller reads, which nobody else changes meanwhile. What else is needed is asked of
/// `domain`.
async fn open(ctx: &Ctx, id: CafAssessmentId) -> Result<Held, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::CafRead, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?;
    let assessment = found.ok_or(Error::NotFound(CafAssessmentId::KIND))?;
    Ok(Held { tx, assessment, access })
}

/// The caller's place in a group.
fn own<'a>(members: &'a [GroupMember], access: &Access) -> Option<&'a GroupMember> {
    members.iter().find(|member| member.is_in() && member.person == access.membership)
}

/// Something that happened to an assessment itself.
fn event(kind: EventKind, assessment: &Assessment) -> Event {
    Event::new(kind, CafAssessmentId::KIND, assessment.id.row).at_version(assessment.version)
}

/// Something that happened to a part of an assessment.
fn part(kind: EventKind, subject: (Kind, Uuid), version: i32, assessment: CafAssessmentId) -> Event {
    Event::new(kind, subject.0, subject.1).at_version(version).under(assessment.row)
}
