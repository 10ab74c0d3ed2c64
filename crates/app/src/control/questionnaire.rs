//! Questionnaires: delegating, taking over last year's answers, handing in, giving back, locking.

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission, Role},
    control::{Campaign, CriterionAnswer, Questionnaire, may},
    id::{ControlAnswerId, ControlCriterionId, ControlQuestionnaireId, MembershipId},
    journal::{EventKind, difference},
};
use calitas_store::{
    WriteTx,
    control::{answer, campaign, questionnaire as rows, template},
    identity::membership,
};
use std::{collections::BTreeMap, sync::Arc};

/// A questionnaire under change.
struct Held {
    tx: WriteTx,
    questionnaire: Questionnaire,
    campaign: Campaign,
    access: Arc<Access>,
}

/// Lets a colleague answer, or nobody any more.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not head the compartment; [`Error::Invalid`] for somebody who cannot take it
/// on; `QuestionnaireNotInWork`, `CampaignClosed`; `ChangedMeanwhile`.
pub async fn delegate(
    ctx: &Ctx,
    id: ControlQuestionnaireId,
    expected_version: i32,
    delegate: Option<MembershipId>,
) -> Result<Questionnaire, Error> {
    let mut held = open(ctx, id).await?;
    may::delegate(&held.questionnaire, &held.campaign, &held.access).map_err(Error::refused)?;
    merge::same(held.questionnaire.version, expected_version)?;
    if let Some(delegate) = delegate {
        let found = membership::by_ids(&mut held.tx, &[delegate]).await?.pop();
        let works = found.is_some_and(|member| {
            let is_guest = member.grants.iter().all(|grant| grant.role.is(Role::Guest));
            member.is_active(ctx.today()) && !is_guest
        });
        if !works {
            return Err(Error::invalid("delegateId", Reason::UnknownReference));
        }
    }
    if held.questionnaire.delegate == delegate {
        return Ok(held.questionnaire);
    }
    let new = held.questionnaire.clone().delegated(delegate)?;
    save(held, EventKind::ControlQuestionnaireDelegated, new).await
}

/// Takes the answers of the year before over into places that are still empty, each to be confirmed. A criterion of
/// another version of the list is the same when it stands under the same standard with the same words.
///
/// # Errors
/// As for answering; `NothingToTakeOver`.
pub async fn take_over(ctx: &Ctx, id: ControlQuestionnaireId) -> Result<Questionnaire, Error> {
    let mut held = open(ctx, id).await?;
    may::answer(&held.questionnaire, &held.campaign, &held.access).map_err(Error::refused)?;
    let earlier = rows::before(&mut held.tx, &held.questionnaire, held.campaign.year).await?;
    let earlier = earlier.ok_or_else(|| Error::conflict(Reason::NothingToTakeOver))?;
    let earlier_campaign = campaign::by_ids(&mut held.tx, &[earlier.campaign]).await?.pop();
    let lists = [Some(held.campaign.template), earlier_campaign.map(|campaign| campaign.template)];
    let lists: Vec<_> = lists.into_iter().flatten().collect();
    let said: BTreeMap<ControlCriterionId, _> = template::criteria(&mut held.tx, &lists)
        .await?
        .into_iter()
        .map(|criterion| (criterion.id, (criterion.standard, criterion.label_ro)))
        .collect();
    let before: BTreeMap<_, CriterionAnswer> = answer::of_questionnaires(&mut held.tx, &[earlier.id])
        .await?
        .into_iter()
        .filter(|one| one.answer.is_some())
        .filter_map(|one| Some((said.get(&one.criterion)?.clone(), one)))
        .collect();
    let mut events = Vec::new();
    for old in answer::lock_all(&mut held.tx, id).await? {
        let earlier = said.get(&old.criterion).and_then(|words| before.get(words));
        let (None, None, Some(earlier)) = (old.answer, &old.explanation, earlier) else { continue };
        let new = old.clone().taken_over(earlier);
        answer::save(&mut held.tx, &new).await?;
        let event = Event::new(EventKind::ControlAnswerGiven, ControlAnswerId::KIND, new.id.row);
        events.push(event.under(id.row).at_version(new.version).with(difference(&old, &new)));
    }
    if events.is_empty() {
        return Err(Error::conflict(Reason::NothingToTakeOver));
    }
    let new = Questionnaire { version: held.questionnaire.version + 1, ..held.questionnaire };
    rows::save(&mut held.tx, &new).await?;
    events.push(event(EventKind::ControlQuestionnaireFilled, &new));
    held.tx.commit_all(events).await?;
    Ok(new)
}

/// Hands a questionnaire in.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not head the compartment; `QuestionnaireIncomplete`, `QuestionnaireNotInWork`,
/// `CampaignClosed`; `ChangedMeanwhile`.
pub async fn submit(
    ctx: &Ctx,
    id: ControlQuestionnaireId,
    expected_version: i32,
) -> Result<Questionnaire, Error> {
    let mut held = open(ctx, id).await?;
    may::submit(&held.questionnaire, &held.campaign, &held.access).map_err(Error::refused)?;
    merge::same(held.questionnaire.version, expected_version)?;
    let answers = answer::of_questionnaires(&mut held.tx, &[id]).await?;
    let new = held.questionnaire.clone().submit(held.access.membership, ctx.now(), &answers)?;
    save(held, EventKind::ControlQuestionnaireSubmitted, new).await
}

/// Gives a questionnaire back with a remark.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; `QuestionnaireNotSubmitted`, `CampaignClosed`; [`Error::Invalid`]
/// without a remark; `ChangedMeanwhile`.
pub async fn send_back(
    ctx: &Ctx,
    id: ControlQuestionnaireId,
    expected_version: i32,
    remark: &str,
) -> Result<Questionnaire, Error> {
    let held = open(ctx, id).await?;
    may::send_back(&held.questionnaire, &held.campaign, &held.access).map_err(Error::refused)?;
    merge::same(held.questionnaire.version, expected_version)?;
    let new = held.questionnaire.clone().send_back(remark)?;
    save(held, EventKind::ControlQuestionnaireReturned, new).await
}

/// Takes a questionnaire in.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; `QuestionnaireNotSubmitted`, `OwnSubmission`, `CampaignClosed`;
/// `ChangedMeanwhile`.
pub async fn lock(
    ctx: &Ctx,
    id: ControlQuestionnaireId,
    expected_version: i32,
) -> Result<Questionnaire, Error> {
    let held = open(ctx, id).await?;
    may::lock(&held.questionnaire, &held.campaign, &held.access).map_err(Error::refused)?;
    merge::same(held.questionnaire.version, expected_version)?;
    let new = held.questionnaire.clone().lock(held.access.membership, ctx.now())?;
    save(held, EventKind::ControlQuestionnaireLocked, new).await
}

/// Opens a write on a questionnaire of an institution whose self-assessment the caller reads; what else is needed is
/// asked of `domain`.
async fn open(ctx: &Ctx, id: ControlQuestionnaireId) -> Result<Held, Error> {
    let absent = || Error::NotFound(ControlQuestionnaireId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let questionnaire = rows::lock(&mut tx, id).await?.ok_or_else(absent)?;
    let campaign = campaign::hold(&mut tx, questionnaire.campaign).await?.ok_or_else(absent)?;
    Ok(Held { tx, questionnaire, campaign, access })
}

async fn save(mut held: Held, kind: EventKind, new: Questionnaire) -> Result<Questionnaire, Error> {
    rows::save(&mut held.tx, &new).await?;
    let changes = difference(&held.questionnaire, &new);
    held.tx.commit(event(kind, &new).with(changes)).await?;
    Ok(new)
}

fn event(kind: EventKind, questionnaire: &Questionnaire) -> Event {
    Event::new(kind, ControlQuestionnaireId::KIND, questionnaire.id.row).at_version(questionnaire.version)
}
