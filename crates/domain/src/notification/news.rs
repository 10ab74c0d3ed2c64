//! What a journal entry means to people.

use crate::{
    calendar,
    journal::{Change, Entry, EventKind},
    plan::ActionStatus,
};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What an entry means to people. An entry can mean several things, each to other people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// These members were put to work on it.
    Assigned(Vec<Uuid>),
    /// It was decided to do it: whoever carries it out has work.
    Decided,
    /// These members were mentioned.
    Mentioned(Vec<Uuid>),
    /// It came back to those who carry it out.
    Reopened,
    /// A plan came back to those who wrote it.
    PlanReturned,
    /// A plan waits for those who approve.
    PlanSubmitted,
    /// It is gone, and with it what was told of it.
    Deleted,
    /// Whoever watches it wants to know.
    Changed,
    /// Compartments were asked to assess themselves: these units, or all that the campaign asks.
    Asked(Option<Vec<Uuid>>),
    /// Compartments have another day to hand in.
    Postponed,
    /// These members were let answer.
    Delegated(Vec<Uuid>),
    /// A questionnaire waits to be taken in.
    HandedIn,
    /// A questionnaire came back to those who answer it.
    GivenBack,
    /// A questionnaire was taken in.
    TakenIn,
    /// A meeting to come was convened.
    Convened,
    /// A meeting has another day or another place.
    Rescheduled,
    /// A meeting to come will not take place.
    CalledOff,
}

/// What an entry means. Kinds that are not named mean nothing to anybody but those who look at the object itself.
pub fn of(entry: &Entry) -> Vec<News> {
    let is = |kind: EventKind| entry.kind == kind.code();
    if is(EventKind::PlanSubmitted) {
        return vec![News::PlanSubmitted];
    }
    if is(EventKind::PlanReturned) {
        return vec![News::PlanReturned];
    }
    if is(EventKind::PlanActionDeleted) {
        return vec![News::Deleted];
    }
    if is(EventKind::PlanActionMoved) {
        return moved(entry);
    }
    if is(EventKind::PlanActionCommentCreated) || is(EventKind::PlanActionCommentUpdated) {
        let mentioned = News::Mentioned(added(entry, "mentionIds"));
        return if is(EventKind::PlanActionCommentCreated) {
            vec![mentioned, News::Changed]
        } else {
            vec![mentioned]
        };
    }
    if is(EventKind::PlanActionUpdated) {
        let mut people = added(entry, "responsibleId");
        people.extend(added(entry, "contributorIds"));
        return vec![News::Assigned(people), News::Changed];
    }
    if is(EventKind::PlanActionChecked) || is(EventKind::PlanActionMeasured) {
        return vec![News::Changed];
    }
    of_control(entry)
}

/// What an entry about the self-assessment means.
fn of_control(entry: &Entry) -> Vec<News> {
    match EventKind::from_code(&entry.kind) {
        Some(EventKind::ControlCampaignOpened) => vec![News::Asked(None)],
        Some(EventKind::ControlCampaignUpdated) => {
            let asked = find(entry, "unitIds").map(|_| News::Asked(Some(added(entry, "unitIds"))));
            asked.into_iter().chain(find(entry, "dueOn").map(|_| News::Postponed)).collect()
        }
        Some(EventKind::ControlQuestionnaireDelegated) => vec![News::Delegated(added(entry, "delegateId"))],
        Some(EventKind::ControlQuestionnaireSubmitted) => vec![News::HandedIn],
        Some(EventKind::ControlQuestionnaireReturned) => vec![News::GivenBack],
        Some(EventKind::ControlQuestionnaireLocked) => vec![News::TakenIn],
        Some(EventKind::CommissionMeetingConvened) => {
            let day = find(entry, "heldOn").and_then(|change| change.new.as_str()?.parse::<NaiveDate>().ok());
            // Meetings that took place long ago are entered too.
            let is_to_come = day.is_some_and(|day| day >= calendar::day(entry.at));
            is_to_come.then_some(News::Convened).into_iter().collect()
        }
        Some(EventKind::CommissionMeetingUpdated) => {
            let is_moved = find(entry, "heldOn").is_some() || find(entry, "place").is_some();
            is_moved.then_some(News::Rescheduled).into_iter().collect()
        }
        Some(EventKind::CommissionMeetingCancelled) => vec![News::CalledOff],
        Some(_) | None => Vec::new(),
    }
}

/// A place on the board is nobody's news, another status is.
fn moved(entry: &Entry) -> Vec<News> {
    let status = |value: &Value| value.as_str().and_then(ActionStatus::from_code);
    let Some(change) = find(entry, "status") else { return Vec::new() };
    let settled = |value: &Value| status(value).is_some_and(|status| ActionStatus::SETTLED.contains(&status));
    let open = |value: &Value| status(value).is_some_and(|status| ActionStatus::OPEN.contains(&status));
    if settled(&change.old) && open(&change.new) {
        vec![News::Reopened, News::Changed]
    } else if status(&change.new) == Some(ActionStatus::Approved) && !open(&change.old) {
        vec![News::Decided, News::Changed]
    } else {
        vec![News::Changed]
    }
}

/// Members who stand in a field now and did not before.
fn added(entry: &Entry, field: &str) -> Vec<Uuid> {
    let Some(change) = find(entry, field) else { return Vec::new() };
    let before: BTreeSet<Uuid> = ids(&change.old).collect();
    ids(&change.new).filter(|id| !before.contains(id)).collect()
}

fn find<'a>(entry: &'a Entry, field: &str) -> Option<&'a Change> {
    entry.changes.iter().find(|change| change.field == field)
}

/// One id, or a list of them.
fn ids(value: &Value) -> impl Iterator<Item = Uuid> + '_ {
    let many = value.as_array().into_iter().flatten();
    many.chain(value.is_string().then_some(value)).filter_map(Value::as_str).filter_map(|id| id.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entry(kind: EventKind, changes: &[(&str, Value, Value)]) -> Entry {
        let change = |(field, old, new): &(&str, Value, Value)| Change {
            field: (*field).to_owned(),
            old: old.clone(),
            new: new.clone(),
        };
        Entry {
            position: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            kind: kind.code().to_owned(),
            subject_kind: "plan_action".to_owned(),
            subject: Uuid::nil(),
            subject_version: None,
            topic: Uuid::nil(),
            actor: None,
            changes: changes.iter().map(change).collect(),
        }
    }

    #[test]
    fn only_new_people_are_told_of_their_work() {
        let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let changes =
            [("contributorIds", json!([old.to_string()]), json!([old.to_string(), new.to_string()]))];
        let news = of(&entry(EventKind::PlanActionUpdated, &changes));
        assert_eq!(news, [News::Assigned(vec![new]), News::Changed]);
        let taken_away = [("responsibleId", json!(old.to_string()), Value::Null)];
        assert_eq!(of(&entry(EventKind::PlanActionUpdated, &taken_away))[0], News::Assigned(vec![]));
    }

    #[test]
    fn a_status_says_who_has_work_and_a_place_on_the_board_says_nothing() {
        let to = |old: &str, new: &str| {
            of(&entry(EventKind::PlanActionMoved, &[("status", json!(old), json!(new))]))
        };
        assert_eq!(to("PROPOSED", "APPROVED")[0], News::Decided);
        assert_eq!(to("DONE", "IN_PROGRESS")[0], News::Reopened);
        assert_eq!(to("IN_PROGRESS", "DONE"), [News::Changed]);
        let placed = [("boardRank", json!("a"), json!("b"))];
        assert_eq!(of(&entry(EventKind::PlanActionMoved, &placed)), []);
    }

    #[test]
    fn a_campaign_tells_those_it_asks_and_what_it_changes() {
        let (unit, person) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let opened = entry(EventKind::ControlCampaignOpened, &[("year", Value::Null, json!(2026))]);
        assert_eq!(of(&opened), [News::Asked(None)]);
        let asked = [("unitIds", Value::Null, json!([unit.to_string()]))];
        assert_eq!(of(&entry(EventKind::ControlCampaignUpdated, &asked)), [News::Asked(Some(vec![unit]))]);
        let due = [("dueOn", json!("2027-01-15"), json!("2027-01-31"))];
        assert_eq!(of(&entry(EventKind::ControlCampaignUpdated, &due)), [News::Postponed]);
        let delegated = [("delegateId", Value::Null, json!(person.to_string()))];
        let delegated = entry(EventKind::ControlQuestionnaireDelegated, &delegated);
        assert_eq!(of(&delegated), [News::Delegated(vec![person])]);
        assert_eq!(of(&entry(EventKind::ControlQuestionnaireSubmitted, &[])), [News::HandedIn]);
        assert_eq!(of(&entry(EventKind::ControlAnswerGiven, &[])), []);
    }

    #[test]
    fn a_meeting_to_come_is_news_and_again_when_day_or_place_change() {
        let on = |day: &str| [("heldOn", Value::Null, json!(day))];
        let convened = |day| of(&entry(EventKind::CommissionMeetingConvened, &on(day)));
        assert_eq!(convened("1970-01-01"), [News::Convened]);
        assert_eq!(convened("1969-12-31"), [], "entered afterwards");
        let updated =
            |field| of(&entry(EventKind::CommissionMeetingUpdated, &[(field, json!("a"), json!("b"))]));
        assert_eq!(updated("heldOn"), [News::Rescheduled]);
        assert_eq!(updated("place"), [News::Rescheduled]);
        assert_eq!(updated("minutes"), []);
        assert_eq!(of(&entry(EventKind::CommissionMeetingCancelled, &[])), [News::CalledOff]);
    }

    #[test]
    fn what_concerns_nobody_is_no_news() {
        for kind in [EventKind::PlanActionWatched, EventKind::PlanUpdated, EventKind::UnitCreated] {
            assert_eq!(of(&entry(kind, &[])), []);
        }
    }
}
