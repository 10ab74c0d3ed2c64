//! From the journal of an institution to the people it concerns.

use super::{
    control, meeting,
    teller::{Teller, Word},
};
use crate::app::App;
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    id::{CommissionMeetingId, MembershipId, PlanActionId, PlanId, TenantId},
    journal::{Entry, EventKind},
    notification::{CONTROL, NEWS_DAYS, News, NotificationKind, NotificationReason, news_of},
    plan::{Action, ActionStatus},
};
use calitas_store::{
    journal,
    notification::progress::Progress,
    plan::{action, lifecycle, people},
};
use chrono::Duration;
use std::collections::BTreeSet;
use uuid::Uuid;

const BATCH: i64 = 200;

/// Tells what happened in an institution since it was last told. Says whether there may be more.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn project(app: &App, tenant: TenantId) -> Result<bool, Error> {
    let Some((mut teller, progress)) = Teller::open(app, tenant).await? else { return Ok(false) };
    let entries = journal::after(&mut teller.tx, tenant, progress.position, BATCH).await?;
    let Some(last) = entries.last().map(|stored| stored.entry.position) else { return Ok(false) };
    let is_full = entries.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
    for stored in &entries {
        if app.now() - stored.entry.at <= Duration::days(NEWS_DAYS) {
            of_entry(&mut teller, &stored.entry).await?;
        }
    }
    teller.close(Progress { position: last, ..progress }).await?;
    Ok(is_full)
}

async fn of_entry(teller: &mut Teller<'_>, entry: &Entry) -> Result<(), Error> {
    let news = news_of(entry);
    if news.is_empty() {
        return Ok(());
    }
    if news == [News::Deleted] {
        return teller.forget(entry.subject).await;
    }
    if entry.subject_kind == CommissionMeetingId::KIND.0 {
        meeting::tell(teller, entry, &news).await
    } else if CONTROL.iter().any(|kind| kind.0 == entry.subject_kind) {
        control::tell(teller, entry, &news).await
    } else if entry.subject_kind == PlanId::KIND.0 {
        of_plan(teller, entry, &news).await
    } else {
        of_action(teller, entry, &news).await
    }
}

async fn of_plan(teller: &mut Teller<'_>, entry: &Entry, news: &[News]) -> Result<(), Error> {
    let tenant = teller.tx.tenant();
    let id = PlanId::new(tenant, entry.subject);
    let Some(plan) = lifecycle::by_ids(&mut teller.tx, &[id]).await?.pop() else { return Ok(()) };
    if news.contains(&News::PlanSubmitted) {
        let word = word(entry, tenant, NotificationKind::Assigned, NotificationReason::Approver);
        for member in teller.allowed(Permission::PlanApprove).await? {
            teller.tell(member.id, &word).await?;
        }
    }
    if news.contains(&News::PlanReturned) {
        let before =
            journal::of_subject_before(&mut teller.tx, tenant, id.row, Some(entry.position), 20).await?;
        let submitted = before.iter().find(|entry| entry.kind == EventKind::PlanSubmitted.code());
        let author = submitted.and_then(|entry| entry.actor).map(|row| MembershipId::new(tenant, row));
        let word = word(entry, tenant, NotificationKind::Returned, NotificationReason::Owner);
        for person in plan.owner.into_iter().chain(author) {
            teller.tell(person, &word).await?;
        }
    }
    Ok(())
}

async fn of_action(teller: &mut Teller<'_>, entry: &Entry, news: &[News]) -> Result<(), Error> {
    let tenant = teller.tx.tenant();
    let id = PlanActionId::new(tenant, entry.subject);
    let Some(action) = action::by_ids(&mut teller.tx, &[id]).await?.pop() else { return Ok(()) };
    let helpers: Vec<_> =
        people::contributors(&mut teller.tx, &[id]).await?.into_iter().map(|(_, person)| person).collect();
    let is_open = ActionStatus::OPEN.contains(&action.status);
    let mut told = BTreeSet::new();
    for item in news {
        let (kind, hearers) = match item {
            // A proposal is nobody's work; when it is decided everybody is told.
            News::Assigned(rows) if is_open => (NotificationKind::Assigned, workers(&action, &helpers, rows)),
            News::Decided if is_open => (NotificationKind::Assigned, all_workers(&action, &helpers)),
            News::Reopened if is_open => (NotificationKind::Returned, all_workers(&action, &helpers)),
            News::Mentioned(rows) => {
                let mentioned = rows.iter().map(|row| MembershipId::new(tenant, *row));
                let mentioned = mentioned.map(|person| (person, NotificationReason::Mentioned));
                (NotificationKind::Mentioned, mentioned.collect())
            }
            News::Changed => {
                let watchers = people::watchers(&mut teller.tx, &[id]).await?;
                let watchers = watchers.into_iter().map(|(_, person)| (person, NotificationReason::Watcher));
                (NotificationKind::Changed, watchers.collect())
            }
            News::Assigned(_)
            | News::Decided
            | News::Reopened
            | News::PlanReturned
            | News::PlanSubmitted
            | News::Deleted
            | News::Asked(_)
            | News::Postponed
            | News::Delegated(_)
            | News::HandedIn
            | News::GivenBack
            | News::TakenIn
            | News::Convened
            | News::Rescheduled
            | News::CalledOff => continue,
        };
        for (person, reason) in hearers {
            // One entry, one word to a person: the first of the news is the most pressing.
            if told.insert(person) {
                let due_on = if kind == NotificationKind::Assigned { action.due_on } else { None };
                teller.tell(person, &Word { due_on, ..word(entry, tenant, kind, reason) }).await?;
            }
        }
    }
    Ok(())
}

type Hearers = Vec<(MembershipId, NotificationReason)>;

fn all_workers(action: &Action, helpers: &[MembershipId]) -> Hearers {
    let responsible = action.responsible.map(|person| (person, NotificationReason::Responsible));
    let helpers = helpers.iter().map(|person| (*person, NotificationReason::Contributor));
    responsible.into_iter().chain(helpers).collect()
}

fn workers(action: &Action, helpers: &[MembershipId], rows: &[Uuid]) -> Hearers {
    let all = all_workers(action, helpers);
    all.into_iter().filter(|(person, _)| rows.contains(&person.row)).collect()
}

pub(super) fn word(
    entry: &Entry,
    tenant: TenantId,
    kind: NotificationKind,
    reason: NotificationReason,
) -> Word {
    let cause = match kind {
        // A day's changes of one thing are one piece of news.
        NotificationKind::Changed => format!("changed {} {}", entry.subject, calendar::day(entry.at)),
        NotificationKind::Assigned
        | NotificationKind::Mentioned
        | NotificationKind::DueSoon
        | NotificationKind::Overdue
        | NotificationKind::Escalated
        | NotificationKind::Returned => format!("entry {}", entry.position),
    };
    Word {
        kind,
        reason,
        cause,
        subject_kind: calitas_domain::id::Kind::known(&entry.subject_kind),
        subject: entry.subject,
        topic: entry.topic,
        position: Some(entry.position),
        actor: entry.actor.map(|row| MembershipId::new(tenant, row)),
        due_on: None,
        at: entry.at,
    }
}
