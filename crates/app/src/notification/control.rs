//! What people are told of the self-assessment: whoever answers for a compartment is told of its questionnaire, the
//! secretariat of what was handed in.

use super::{
    project::word,
    teller::{Teller, Word},
};
use crate::control::duty;
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    control::{Duty, Heads},
    id::{ControlCampaignId, ControlQuestionnaireId, MembershipId},
    journal::Entry,
    notification::{News, NotificationKind, NotificationReason},
};
use calitas_store::control::duty as rows;

type Hearers = Vec<(MembershipId, NotificationReason)>;

/// Tells what an entry about a campaign or a questionnaire means.
pub(super) async fn tell(teller: &mut Teller<'_>, entry: &Entry, news: &[News]) -> Result<(), Error> {
    let tenant = teller.tx.tenant();
    let found = if entry.subject_kind == ControlCampaignId::KIND.0 {
        let id = ControlCampaignId::new(tenant, entry.subject);
        rows::of_campaigns(&mut teller.tx, &[id]).await?
    } else {
        let id = ControlQuestionnaireId::new(tenant, entry.subject);
        rows::by_ids(&mut teller.tx, &[id]).await?
    };
    let heads = heads(teller).await?;
    for item in news {
        match item {
            News::Asked(units) => {
                let is_asked = |duty: &&Duty| {
                    let unit = duty.questionnaire.unit.row;
                    duty.is_open() && units.as_ref().is_none_or(|units| units.contains(&unit))
                };
                for duty in found.iter().filter(is_asked) {
                    let hearers = of_heads(duty, &heads);
                    say(teller, entry, item, duty, hearers).await?;
                }
            }
            News::Postponed => {
                for duty in found.iter().filter(|duty| duty.is_open()) {
                    let hearers = workers(duty, &heads);
                    say(teller, entry, item, duty, hearers).await?;
                }
            }
            News::Delegated(people) => {
                for duty in &found {
                    let is_delegate = |who: &MembershipId| people.contains(&who.row);
                    let delegate = duty.questionnaire.delegate.filter(is_delegate);
                    let hearers = delegate.map(|who| (who, NotificationReason::Delegate));
                    let hearers = hearers.into_iter().collect();
                    say(teller, entry, item, duty, hearers).await?;
                }
            }
            News::HandedIn => {
                let secretariat = teller.allowed(Permission::ControlManage).await?;
                for duty in &found {
                    let hearers = secretariat.iter().map(|who| (who.id, NotificationReason::Secretariat));
                    say(teller, entry, item, duty, hearers.collect()).await?;
                }
            }
            News::GivenBack => {
                for duty in &found {
                    let hearers = workers(duty, &heads);
                    say(teller, entry, item, duty, hearers).await?;
                }
            }
            News::TakenIn => {
                for duty in &found {
                    let hearers = of_heads(duty, &heads);
                    say(teller, entry, item, duty, hearers).await?;
                }
            }
            News::Assigned(_)
            | News::Decided
            | News::Mentioned(_)
            | News::Reopened
            | News::PlanReturned
            | News::PlanSubmitted
            | News::Deleted
            | News::Changed
            | News::Convened
            | News::Rescheduled
            | News::CalledOff => {}
        }
    }
    Ok(())
}

/// Who answers for the compartments of the institution.
pub(super) async fn heads(teller: &mut Teller<'_>) -> Result<Heads, Error> {
    let (tenant, today) = (teller.tx.tenant(), teller.today);
    Ok(duty::heads(&mut teller.tx, &[tenant], today).await?.remove(&tenant).unwrap_or_default())
}

/// Whoever answers for the compartment, and whoever was let.
pub(super) fn workers(duty: &Duty, heads: &Heads) -> Hearers {
    let mut all = of_heads(duty, heads);
    let delegate = duty.questionnaire.delegate.filter(|who| all.iter().all(|(head, _)| head != who));
    all.extend(delegate.map(|who| (who, NotificationReason::Delegate)));
    all
}

fn of_heads(duty: &Duty, heads: &Heads) -> Hearers {
    let unit = duty.questionnaire.unit.row;
    heads.of(unit).iter().map(|head| (*head, NotificationReason::HeadOfUnit)).collect()
}

/// One entry can ask many compartments of one head: each questionnaire is a word of its own.
async fn say(
    teller: &mut Teller<'_>,
    entry: &Entry,
    item: &News,
    duty: &Duty,
    hearers: Hearers,
) -> Result<(), Error> {
    let id = duty.questionnaire.id;
    let row = id.row;
    let single = format!("entry {} {row}", entry.position);
    let (kind, cause) = match item {
        // The entry that opened a campaign asks those too that a later entry added meanwhile.
        News::Asked(_) => (NotificationKind::Assigned, format!("asked {row}")),
        News::Delegated(_) | News::HandedIn => (NotificationKind::Assigned, single),
        News::GivenBack => (NotificationKind::Returned, single),
        News::Postponed => (NotificationKind::Changed, format!("changed {row} {}", calendar::day(entry.at))),
        _ => (NotificationKind::Changed, single),
    };
    // The day that is told is that of those who complete it, not of whoever takes it in.
    let due_on = |reason| {
        let completes = matches!(reason, NotificationReason::HeadOfUnit | NotificationReason::Delegate);
        (completes && duty.is_open()).then_some(duty.campaign.due_on)
    };
    for (who, reason) in hearers {
        let word = Word {
            cause: cause.clone(),
            subject_kind: ControlQuestionnaireId::KIND,
            subject: id.row,
            topic: id.row,
            due_on: due_on(reason),
            ..word(entry, id.tenant, kind, reason)
        };
        teller.tell(who, &word).await?;
    }
    Ok(())
}
