//! Opening a write on evidence: what it proves is held as it is, then the evidence is locked.

use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Event, Reason,
    access::{Access, Permission},
    document::{Evidence, Holder, Subject, may},
    id::{CommissionMeetingId, ControlAnswerId, EvidenceId, PlanActionId, PlanId, TenantId},
    journal::EventKind,
    plan::Involvement,
};
use calitas_store::{
    WriteTx,
    control::{answer, campaign, meeting, questionnaire},
    document::{evidence, link},
    plan::{action, dependency, lifecycle},
};
use std::sync::Arc;

/// Whether evidence that was taken off is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Evidence that is there.
    Present,
    /// Evidence that was taken off.
    Removed,
}

/// Evidence under change, with what it proves.
pub(super) struct Held {
    pub tx: WriteTx,
    pub access: Arc<Access>,
    pub evidence: Evidence,
    pub holders: Vec<Holder>,
}

impl Held {
    /// Opens a write on evidence.
    pub async fn open(ctx: &Ctx, id: EvidenceId, wanted: Wanted) -> Result<Self, Error> {
        let tx = begin(ctx, id.tenant).await?;
        Self::take(ctx, tx, id, wanted).await
    }

    /// As [`Held::open`], in a write that is open.
    pub async fn take(ctx: &Ctx, mut tx: WriteTx, id: EvidenceId, wanted: Wanted) -> Result<Self, Error> {
        let absent = || Error::NotFound(EvidenceId::KIND);
        let access = ctx.access(id.tenant)?;
        let mut subjects: Vec<Subject> =
            link::of_evidence(&mut tx, &[id]).await?.into_iter().map(|(_, subject)| subject).collect();
        // Everybody locks in this order.
        subjects.sort_unstable();
        let mut holders = Vec::new();
        for subject in subjects {
            holders.push(holder(ctx, &mut tx, &access, subject).await?);
        }
        let found = evidence::lock(&mut tx, id).await?.ok_or_else(absent)?;
        let is_wanted = match wanted {
            Wanted::Present => found.removed_at.is_none(),
            Wanted::Removed => found.removed_at.is_some(),
        };
        if !is_wanted || holders.is_empty() {
            return Err(absent());
        }
        Ok(Self { tx, access, evidence: found, holders })
    }

    /// Refuses unless the caller may change the evidence.
    pub fn may_change(self) -> Result<Self, Error> {
        may::change(&self.evidence, &self.holders, &self.access).map_err(Error::refused)?;
        Ok(self)
    }

    /// Refuses unless the caller may take it off.
    pub fn may_remove(self) -> Result<Self, Error> {
        may::remove(&self.evidence, &self.holders, &self.access).map_err(Error::refused)?;
        Ok(self)
    }

    /// What it proves.
    pub fn subjects(&self) -> Vec<Subject> {
        self.holders.iter().map(Holder::subject).collect()
    }

    /// Ends the write: an entry in the history of everything the evidence proves.
    pub async fn commit(self, kind: EventKind, changes: Vec<Change>) -> Result<(), Error> {
        let events = self.holders.iter().map(|holder| event(kind, holder).with(changes.clone())).collect();
        Ok(self.tx.commit_all(events).await?)
    }
}

/// What lets somebody begin to work with evidence of an institution: reporting on actions, or reading the
/// self-assessment, where a delegate answers. What else is needed depends on what the evidence proves.
pub(super) fn beginning(ctx: &Ctx, tenant: TenantId) -> Result<Permission, Error> {
    let access = ctx.access(tenant)?;
    let answers =
        !access.may_somewhere(Permission::ActionReport) && access.may_somewhere(Permission::ControlRead);
    Ok(if answers { Permission::ControlRead } else { Permission::ActionReport })
}

/// Opens a write for somebody who works with evidence.
pub(super) async fn begin(ctx: &Ctx, tenant: TenantId) -> Result<WriteTx, Error> {
    ctx.write(beginning(ctx, tenant)?, tenant).await
}

/// Opens a write on something that may be proved.
pub(super) async fn open(ctx: &Ctx, subject: Subject) -> Result<(WriteTx, Arc<Access>, Holder), Error> {
    let tenant = subject.tenant();
    let mut tx = begin(ctx, tenant).await?;
    let access = ctx.access(tenant)?;
    let holder = holder(ctx, &mut tx, &access, subject).await?;
    Ok((tx, access, holder))
}

/// The thing that is proved, held for the rest of the write.
pub(super) async fn holder(
    ctx: &Ctx,
    tx: &mut WriteTx,
    access: &Access,
    subject: Subject,
) -> Result<Holder, Error> {
    match subject {
        Subject::Plan(id) => {
            let plan = lifecycle::hold(tx, id).await?.ok_or(Error::NotFound(PlanId::KIND))?;
            ctx.require_on(Permission::PlanRead, id.tenant, plan.id.row)?;
            Ok(Holder::Plan(plan))
        }
        Subject::Action(id) => {
            let absent = || Error::NotFound(PlanActionId::KIND);
            let plan = lifecycle::hold_of(tx, id).await?.ok_or_else(absent)?;
            ctx.require_on(Permission::PlanRead, id.tenant, plan.id.row)?;
            let action = action::lock(tx, id).await?.ok_or_else(absent)?;
            let facts = dependency::facts(tx, &[id]).await?.remove(&id).unwrap_or_default();
            let involvement = Involvement::of(&action, &facts.contributors, access);
            Ok(Holder::Action { action: Box::new(action), plan, involvement })
        }
        Subject::Answer(id) => {
            let absent = || Error::NotFound(ControlAnswerId::KIND);
            ctx.require(Permission::ControlRead, id.tenant)?;
            let owner = answer::questionnaire(tx, id).await?.ok_or_else(absent)?;
            let questionnaire = questionnaire::hold(tx, owner).await?.ok_or_else(absent)?;
            let campaign = campaign::hold(tx, questionnaire.campaign).await?.ok_or_else(absent)?;
            Ok(Holder::Answer { id, questionnaire, campaign })
        }
        Subject::Meeting(id) => {
            ctx.require(Permission::ControlRead, id.tenant)?;
            let meeting = meeting::lock(tx, id).await?.ok_or(Error::NotFound(CommissionMeetingId::KIND))?;
            Ok(Holder::Meeting(Box::new(meeting)))
        }
    }
}

/// An event about the evidence of something, for those who watch what it lies in.
pub(super) fn event(kind: EventKind, holder: &Holder) -> Event {
    let subject = holder.subject();
    Event::new(kind, subject.kind(), subject.row()).under(holder.whole().row())
}

/// Refuses a stale version: words of evidence are few, and who changes them sees all of them.
pub(super) fn same(current: i32, expected: i32) -> Result<(), Error> {
    if current == expected { Ok(()) } else { Err(stale(current)) }
}

fn stale(current: i32) -> Error {
    let conflict = calitas_domain::Conflict {
        reason: Reason::ChangedMeanwhile,
        current_version: Some(current),
        fields: Vec::new(),
    };
    Error::Conflict(Box::new(conflict))
}
