//! One mail for all that is due for a person, in all their institutions, with what they may read when it is written.

use super::{
    letter::{Letter, Line, Part},
    settings,
};
use crate::{
    app::App,
    cache::{self, Actor},
    control::missing_papers,
    link, mail as post,
};
use calitas_domain::{
    Error, calendar,
    control::{AnnualReport, Campaign, DeadlineKind, Duty, Meeting, MeetingState, Paper},
    id::{
        AccountId, CommissionMeetingId, ControlCampaignId, ControlDeadlineId, ControlQuestionnaireId,
        NotificationId, PlanActionId, PlanId, TenantId,
    },
    identity::Language,
    notification::{Notification, NotificationKind, needed},
    plan::{Action, ActionStatus, Plan},
    tenancy::Tenant,
};
use calitas_store::{
    control::{campaign, duty, meeting, report},
    identity::{account, mail as outbox},
    notification::{centre, mail, policy},
    plan::{action, lifecycle},
    tenancy,
};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the mails that are due. Notifications leave the queue in the transaction that puts the mail into the outbox:
/// two workers write one mail, and a worker that dies writes none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn send_due(app: &App) -> Result<(), Error> {
    loop {
        let mut tx = app.identity().await?;
        let Some((account, ids)) = mail::take(&mut tx, app.now()).await? else { return Ok(()) };
        let email = account::find(&mut tx, account).await?.map(|known| known.account.email);
        if let (Some(email), Some(letter)) = (email, compose(app, account, &ids).await?) {
            let token = settings::refusal(app, account, &letter.kinds());
            let one_click = format!("{}/unsubscribe/{token}", app.public_url());
            let off = |kind: NotificationKind| {
                format!("{}/unsubscribe/{}", app.public_url(), settings::refusal(app, account, &[kind]))
            };
            let choices = format!("{}/me?part=notifications", app.public_url());
            let (subject, body) = letter.text(&off, &choices);
            outbox::enqueue(&mut tx, &post::written(app, &email, subject, body, Some(one_click))).await?;
        }
        mail::remove(&mut tx, &ids).await?;
        tx.commit().await?;
    }
}

/// What is there to say; nothing when all was read meanwhile, settled, or is not the person's to read any more.
async fn compose(app: &App, account: AccountId, ids: &[NotificationId]) -> Result<Option<Letter>, Error> {
    let Some(actor) = cache::without_session(app, account).await? else { return Ok(None) };
    let mut read = app.store().read(actor.scope()).await?;
    let mut told = centre::by_ids(&mut read, ids).await?;
    told.retain(|one| one.read_at.is_none() && may_read(&actor, one));
    let of_kind = |kind| told.iter().filter(move |one| one.subject_kind == kind);
    let actions: Vec<_> =
        of_kind(PlanActionId::KIND).map(|one| PlanActionId::new(one.id.tenant, one.subject)).collect();
    let plans: Vec<_> = of_kind(PlanId::KIND).map(|one| PlanId::new(one.id.tenant, one.subject)).collect();
    let actions: BTreeMap<PlanActionId, Action> =
        action::by_ids(&mut read, &actions).await?.into_iter().map(|row| (row.id, row)).collect();
    let plans: BTreeMap<PlanId, Plan> =
        lifecycle::by_ids(&mut read, &plans).await?.into_iter().map(|row| (row.id, row)).collect();
    let asked: Vec<_> = of_kind(ControlQuestionnaireId::KIND)
        .map(|one| ControlQuestionnaireId::new(one.id.tenant, one.subject))
        .collect();
    let duties: BTreeMap<ControlQuestionnaireId, Duty> = duty::by_ids(&mut read, &asked)
        .await?
        .into_iter()
        .map(|duty| (duty.questionnaire.id, duty))
        .collect();
    let campaigns: Vec<_> = of_kind(ControlCampaignId::KIND)
        .map(|one| ControlCampaignId::new(one.id.tenant, one.subject))
        .collect();
    let reported: BTreeSet<ControlCampaignId> = report::of_campaigns(&mut read, &campaigns)
        .await?
        .into_iter()
        .filter(AnnualReport::is_in_force)
        .map(|report| report.campaign)
        .collect();
    let campaigns: BTreeMap<ControlCampaignId, Campaign> =
        campaign::by_ids(&mut read, &campaigns).await?.into_iter().map(|row| (row.id, row)).collect();
    let meetings: Vec<_> = of_kind(CommissionMeetingId::KIND)
        .map(|one| CommissionMeetingId::new(one.id.tenant, one.subject))
        .collect();
    let meetings: BTreeMap<CommissionMeetingId, Meeting> =
        meeting::by_ids(&mut read, &meetings).await?.into_iter().map(|row| (row.id, row)).collect();
    let due: BTreeSet<TenantId> = of_kind(ControlDeadlineId::KIND).map(|one| one.id.tenant).collect();
    let tenants: Vec<TenantId> =
        told.iter().map(|one| one.id.tenant).collect::<BTreeSet<_>>().into_iter().collect();
    let policies = policy::of_tenants(&mut read, &tenants).await?;
    let is_paused = |tenant| policies.iter().any(|policy| policy.tenant == tenant && policy.is_mail_paused);
    let tenants = tenancy::by_ids(&mut read, &tenants).await?;
    drop(read);
    let mut papers = BTreeMap::new();
    for tenant in due {
        let missing = missing_papers(app, tenant, calendar::day(app.now())).await?;
        papers.extend(missing.into_iter().flat_map(|found| found.papers).map(|paper| (paper.id, paper)));
    }
    let language = actor.language;
    let things = Things { actions, plans, duties, campaigns, reported, meetings, papers, language };
    let mut parts = Vec::new();
    for tenant in tenants.into_iter().filter(|tenant| !is_paused(tenant.id)) {
        let own = told.iter().filter(|one| one.id.tenant == tenant.id);
        let lines: Vec<Line> = own.filter_map(|one| things.line(app, &tenant, one)).collect();
        if !lines.is_empty() {
            parts.push(Part { tenant, lines });
        }
    }
    Ok((!parts.is_empty()).then_some(Letter { language: actor.language, parts }))
}

fn may_read(actor: &Actor, told: &Notification) -> bool {
    actor.access(told.id.tenant).is_some_and(|access| access.may_on(needed(told.subject_kind), told.topic))
}

/// What notifications speak of, as it is now.
struct Things {
    actions: BTreeMap<PlanActionId, Action>,
    plans: BTreeMap<PlanId, Plan>,
    duties: BTreeMap<ControlQuestionnaireId, Duty>,
    campaigns: BTreeMap<ControlCampaignId, Campaign>,
    /// Campaigns whose report is approved.
    reported: BTreeSet<ControlCampaignId>,
    meetings: BTreeMap<CommissionMeetingId, Meeting>,
    /// What is due and not there.
    papers: BTreeMap<ControlDeadlineId, Paper>,
    language: Language,
}

impl Things {
    fn line(&self, app: &App, tenant: &Tenant, told: &Notification) -> Option<Line> {
        if let Some(meeting) = self.meetings.get(&CommissionMeetingId::new(told.id.tenant, told.subject)) {
            let is_over = told.kind == NotificationKind::Assigned && meeting.state != MeetingState::Planned;
            let line = || written(app, tenant, told, meeting.code(), meeting.title(self.language), None);
            return (!is_over).then(line);
        }
        if told.subject_kind == ControlDeadlineId::KIND {
            let paper = self.papers.get(&ControlDeadlineId::new(told.id.tenant, told.subject));
            // Nobody is reminded of what is there by now, or has another day.
            let paper = paper.filter(|paper| Some(paper.due_on) == told.due_on)?;
            let title = paper.title(self.language).to_owned();
            return Some(written(app, tenant, told, paper.code(), title, Some(paper.year)));
        }
        let action = self.actions.get(&PlanActionId::new(told.id.tenant, told.subject));
        let plan = self.plans.get(&PlanId::new(told.id.tenant, told.subject));
        let duty = self.duties.get(&ControlQuestionnaireId::new(told.id.tenant, told.subject));
        let campaign = self.campaigns.get(&ControlCampaignId::new(told.id.tenant, told.subject));
        let (code, title) = match (action, plan, duty, campaign) {
            (Some(action), ..) => (action.code(), action.title.clone()),
            (None, Some(plan), ..) => (plan.code.clone(), plan.title.clone()),
            (None, None, Some(duty), _) => (duty.campaign.code(), duty.title(self.language)),
            // Of a campaign people are told that its report is due.
            (None, None, None, Some(campaign)) => {
                (campaign.code(), DeadlineKind::Report.title(self.language).to_owned())
            }
            (None, None, None, None) => return None,
        };
        let is_reminder = matches!(
            told.kind,
            NotificationKind::DueSoon | NotificationKind::Overdue | NotificationKind::Escalated
        );
        // Nobody is reminded of what was done, or put off, since.
        let is_done = action.is_some_and(|action| {
            !ActionStatus::OPEN.contains(&action.status) || action.due_on != told.due_on
        });
        let is_handed_in =
            duty.is_some_and(|duty| !duty.is_open() || Some(duty.campaign.due_on) != told.due_on);
        let is_reported = campaign.is_some_and(|campaign| self.reported.contains(&campaign.id));
        if is_reminder && (is_done || is_handed_in || is_reported) {
            return None;
        }
        let year = duty.map(|duty| duty.campaign.year).or(campaign.map(|campaign| campaign.year));
        Some(written(app, tenant, told, code, title, year))
    }
}

fn written(
    app: &App,
    tenant: &Tenant,
    told: &Notification,
    code: String,
    title: String,
    year: Option<i32>,
) -> Line {
    let page = link::page(app, tenant, told.subject_kind, told.subject, year);
    Line { kind: told.kind, reason: told.reason, code, title, due_on: told.due_on, page }
}
