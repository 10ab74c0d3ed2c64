//! The reminders of a day, once per institution and day; of a day that was missed on the next.

use super::{
    control,
    teller::{Teller, Word},
};
use crate::{
    app::App,
    control::{calendar_in_force, missing_papers, unreported},
};
use calitas_domain::{
    Error,
    access::{Permission, Role},
    calendar::{self, instant_in_bucharest},
    control::{DeadlineKind, Duty, Heads as Answerers},
    id::{ControlCampaignId, ControlQuestionnaireId, Kind, MembershipId, PlanActionId, TenantId, TenantRow},
    identity::Membership,
    notification::{
        EscalationRecipient, NotificationKind, NotificationReason, Policy, Span, due_soon, escalates, overdue,
    },
    plan::Action,
};
use calitas_store::{
    control::{campaign, duty},
    notification::{policy, progress::Progress},
    plan::{deadline, people},
    tenancy,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Reminders are given at this hour in Bucharest, before the morning's mail.
const HOUR: u32 = 7;
/// Days after today in which a deadline can lie of which somebody wants to be reminded: 60 working days.
const AHEAD: u64 = 120;
/// Days before today in which a deadline can lie that is still spoken of.
const BEHIND: u64 = 3650;

/// The last day whose reminders are to be given at an instant.
pub(super) fn last_day(now: DateTime<Utc>) -> NaiveDate {
    let today = calendar::day(now);
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).expect("an hour of the day");
    if instant_in_bucharest(today, hour) <= now { today } else { today - Days::new(1) }
}

/// Gives the reminders of an institution that were not given yet.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn remind(app: &App, tenant: TenantId) -> Result<(), Error> {
    let until = last_day(app.now());
    let Some((mut teller, progress)) = Teller::open(app, tenant).await? else { return Ok(()) };
    if progress.reminded_on >= until {
        return Ok(());
    }
    let span = Span { after: progress.reminded_on, until };
    let policy = policy::of_tenants(&mut teller.tx, &[tenant]).await?.pop();
    let policy = policy.unwrap_or_else(|| Policy::of(tenant));
    let (from, to) = (until - Days::new(BEHIND), until + Days::new(AHEAD));
    let actions = deadline::of_tenants(&mut teller.tx, &[tenant], from, to).await?;
    let ids: Vec<PlanActionId> = actions.iter().map(|action| action.id).collect();
    let mut helpers: BTreeMap<PlanActionId, Vec<MembershipId>> = BTreeMap::new();
    for (action, person) in people::contributors(&mut teller.tx, &ids).await? {
        helpers.entry(action).or_default().push(person);
    }
    let heads = Heads::load(&mut teller, tenant, &policy).await?;
    for action in &actions {
        let helpers = helpers.get(&action.id).map(Vec::as_slice).unwrap_or_default();
        if let Some(matter) = of_action(action, helpers, &heads) {
            matter.remind(&mut teller, &policy, span).await?;
        }
    }
    let campaigns: Vec<ControlCampaignId> = campaign::open_between(&mut teller.tx, &[tenant], from, to)
        .await?
        .into_iter()
        .map(|campaign| campaign.id)
        .collect();
    let duties = duty::of_campaigns(&mut teller.tx, &campaigns).await?;
    let answerers = control::heads(&mut teller).await?;
    for duty in duties.iter().filter(|duty| duty.is_open()) {
        of_questionnaire(duty, &answerers, &heads).remind(&mut teller, &policy, span).await?;
    }
    if let Some(campaign) = unreported(&mut teller.tx, tenant).await? {
        let due_on = calendar_in_force(app, tenant).await?.due_on(DeadlineKind::Report, campaign.year);
        let secretariat = teller.allowed(Permission::ControlManage).await?;
        let workers = secretariat.iter().map(|who| (who.id, NotificationReason::Secretariat)).collect();
        of_institution(campaign.id, due_on, workers, &heads).remind(&mut teller, &policy, span).await?;
    }
    if let Some(missing) = missing_papers(app, tenant, until).await? {
        let secretariat = teller.allowed(Permission::ControlManage).await?;
        let secretariat: Vec<MembershipId> = secretariat.into_iter().map(|who| who.id).collect();
        for paper in &missing.papers {
            let workers = missing.producers(paper, &secretariat, &answerers);
            let id = paper.id;
            of_institution(id, paper.due_on, workers, &heads).remind(&mut teller, &policy, span).await?;
        }
    }
    teller.close(Progress { reminded_on: until, ..progress }).await
}

/// Something with a deadline, and the people it concerns.
struct Matter {
    kind: Kind,
    row: Uuid,
    topic: Uuid,
    due_on: NaiveDate,
    /// Who carries it out.
    workers: Hearers,
    /// Who hears of it when it is late, by rule.
    of_unit: Hearers,
    of_institution: Hearers,
}

type Hearers = Vec<(MembershipId, NotificationReason)>;

fn of_action(action: &Action, helpers: &[MembershipId], heads: &Heads) -> Option<Matter> {
    let responsible = action.responsible.map(|person| (person, NotificationReason::Responsible));
    let helping = helpers.iter().map(|person| (*person, NotificationReason::Contributor));
    Some(Matter {
        kind: PlanActionId::KIND,
        row: action.id.row,
        topic: action.plan.row,
        due_on: action.due_on?,
        workers: responsible.into_iter().chain(helping).collect(),
        of_unit: heads.of_unit(action.unit.map(|unit| unit.row)),
        of_institution: heads.of_institution(),
    })
}

/// Of a questionnaire the head of the compartment is who is late: the unit above hears of it.
fn of_questionnaire(duty: &Duty, answerers: &Answerers, heads: &Heads) -> Matter {
    let id = duty.questionnaire.id;
    let above = heads.parents.get(&duty.questionnaire.unit.row).copied().flatten();
    Matter {
        kind: ControlQuestionnaireId::KIND,
        row: id.row,
        topic: id.row,
        due_on: duty.campaign.due_on,
        workers: control::workers(duty, answerers),
        of_unit: heads.of_unit(above),
        of_institution: heads.of_institution(),
    }
}

/// The head of the institution hears that a paper of the whole institution is late.
fn of_institution<T: TenantRow>(id: T, due_on: NaiveDate, workers: Hearers, heads: &Heads) -> Matter {
    Matter {
        kind: T::KIND,
        row: id.row(),
        topic: id.row(),
        due_on,
        workers,
        of_unit: heads.of_institution(),
        of_institution: heads.of_institution(),
    }
}

impl Matter {
    async fn remind(&self, teller: &mut Teller<'_>, policy: &Policy, span: Span) -> Result<(), Error> {
        let (row, due_on, at) = (self.row, self.due_on, teller.tx.now());
        let word = |kind, reason, cause: String| Word {
            kind,
            reason,
            cause,
            subject_kind: self.kind,
            subject: row,
            topic: self.topic,
            position: None,
            actor: None,
            due_on: Some(due_on),
            at,
        };
        let mut words = Vec::new();
        if let Some(week) = overdue(due_on, &teller.calendar, span) {
            let cause = format!("overdue {row} {due_on} {week}");
            let late = |(who, reason): &(MembershipId, NotificationReason)| {
                (*who, word(NotificationKind::Overdue, *reason, cause.clone()))
            };
            words.extend(self.workers.iter().map(late));
        }
        for rule in &policy.escalations {
            if escalates(due_on, rule.after_days, &teller.calendar, span) {
                let cause = format!("escalated {row} {due_on} {}", rule.after_days);
                for (head, reason) in self.hearers(rule.recipient) {
                    // Who answers for it is told that it is late.
                    if self.workers.iter().all(|(worker, _)| worker != head) {
                        words.push((*head, word(NotificationKind::Escalated, *reason, cause.clone())));
                    }
                }
            }
        }
        if due_on >= span.until {
            let people: Vec<_> = self.workers.iter().map(|(person, _)| *person).collect();
            teller.meet(&people).await?;
            for (who, reason) in &self.workers {
                let days = teller.due_soon_days(*who).unwrap_or(&policy.due_soon_days);
                if let Some(days) = due_soon(due_on, days, &teller.calendar, span) {
                    let cause = format!("due soon {row} {due_on} {days}");
                    words.push((*who, word(NotificationKind::DueSoon, *reason, cause)));
                }
            }
        }
        for (who, word) in words {
            teller.tell(who, &word).await?;
        }
        Ok(())
    }

    fn hearers(&self, recipient: EscalationRecipient) -> &Hearers {
        match recipient {
            EscalationRecipient::HeadOfUnit => &self.of_unit,
            EscalationRecipient::HeadOfInstitution => &self.of_institution,
        }
    }
}

/// Who hears of late deadlines.
struct Heads {
    of_units: BTreeMap<Uuid, Vec<MembershipId>>,
    of_institution: Vec<MembershipId>,
    parents: BTreeMap<Uuid, Option<Uuid>>,
}

impl Heads {
    async fn load(teller: &mut Teller<'_>, tenant: TenantId, policy: &Policy) -> Result<Self, Error> {
        let mut heads =
            Self { of_units: BTreeMap::new(), of_institution: Vec::new(), parents: BTreeMap::new() };
        if policy.escalations.is_empty() {
            return Ok(heads);
        }
        let units = tenancy::units(&mut teller.tx, tenant).await?;
        heads.parents = units.into_iter().map(|unit| (unit.id.row, unit.parent)).collect();
        for member in teller.holders(&[Role::HeadOfUnit]).await? {
            for unit in units_headed(&member) {
                heads.of_units.entry(unit).or_default().push(member.id);
            }
        }
        let institution = teller.holders(&[Role::HeadOfInstitution]).await?;
        heads.of_institution = institution.into_iter().map(|member| member.id).collect();
        Ok(heads)
    }

    /// Whom a rule means for a unit. A unit without a head is answered for by the unit above it, and at last by the head
    /// of the institution, so that no word is lost.
    fn of_unit(&self, unit: Option<Uuid>) -> Hearers {
        let mut unit = unit;
        while let Some(at) = unit {
            if let Some(heads) = self.of_units.get(&at) {
                return heads.iter().map(|head| (*head, NotificationReason::HeadOfUnit)).collect();
            }
            unit = self.parents.get(&at).copied().flatten();
        }
        self.of_institution()
    }

    fn of_institution(&self) -> Hearers {
        self.of_institution.iter().map(|head| (*head, NotificationReason::HeadOfInstitution)).collect()
    }
}

fn units_headed(member: &Membership) -> impl Iterator<Item = Uuid> + '_ {
    let headed = member.grants.iter().filter(|grant| grant.role.is(Role::HeadOfUnit));
    headed.filter_map(|grant| grant.unit).map(|unit| unit.row)
}
