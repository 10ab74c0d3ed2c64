//! Playing the plans of the catalogue: what people would have done, day by day, through the rules of the product.
//! Pure: [`rehearse`] works out what is to be written down, and nothing that the rules would refuse gets into it.

use super::{
    deed::{Deed, Row},
    plans::Script,
    timetable::{self, Act},
};
use calitas_domain::{
    Error, Event,
    access::{Access, Grant, Role},
    id::{
        MembershipId, PlanActionCheckId, PlanActionCommentId, PlanActionId, PlanActionMeasurementId, PlanId,
        TenantId, UnitId,
    },
    journal::{Change, EventKind, created, difference},
    plan::{
        Action, ActionFacts, ActionInput, ActionPatch, ActionStatus, ChecklistItem, Comment, Measurement,
        Plan, PlanInput, Readiness, Snapshot, Version,
    },
};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Who plays and when: people of an institution by the first part of their address, and the day of loading.
pub(super) struct Cast {
    tenant: TenantId,
    institution: String,
    people: BTreeMap<String, MembershipId>,
    today: NaiveDate,
}

impl Cast {
    pub(super) fn new(
        tenant: TenantId,
        institution: &str,
        people: BTreeMap<String, MembershipId>,
        today: NaiveDate,
    ) -> Self {
        Self { tenant, institution: institution.to_owned(), people, today }
    }

    fn person(&self, name: &str) -> MembershipId {
        *self.people.get(name).unwrap_or_else(|| panic!("the catalogue names {name} of {}", self.institution))
    }

    fn unit(&self, code: &str) -> UnitId {
        super::unit(&self.institution, code)
    }

    fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        if offset < 0 { self.today - days } else { self.today + days }
    }

    /// Nobody sets a deadline on a weekend: the Friday before it.
    fn workday(&self, offset: i64) -> NaiveDate {
        match self.day(offset) {
            day if day.weekday() == Weekday::Sat => day - Days::new(1),
            day if day.weekday() == Weekday::Sun => day - Days::new(2),
            day => day,
        }
    }

    /// First and last day of a plan: whole months.
    fn period(&self, script: &Script) -> (NaiveDate, NaiveDate) {
        let start = self.day(script.first_day);
        let start = start - Days::new(start.day0().into());
        (start, start + Months::new(script.months) - Days::new(1))
    }

    /// A moment of a day's working hours; later steps of the same day are later.
    fn moment(&self, day: i64, step: usize) -> DateTime<Utc> {
        let minutes = 7 * 60 + 13 + (step * 7) % (9 * 60);
        let start = self.day(day).and_hms_opt(0, 0, 0).expect("midnight exists in UTC").and_utc();
        start + chrono::Duration::minutes(i64::try_from(minutes).unwrap_or(0))
    }
}

/// The series in which the plan is numbered.
pub(super) fn series(script: &Script, cast: &Cast) -> String {
    plan_input(script, cast).series()
}

fn plan_input(script: &Script, cast: &Cast) -> PlanInput {
    let (period_start, period_end) = cast.period(script);
    PlanInput {
        kind: script.kind,
        title: script.title.clone(),
        description: script.description.clone(),
        period_start,
        period_end,
        unit: Some(cast.unit(&script.unit)),
        owner: Some(cast.person(&script.owner)),
    }
}

/// All acts of a plan in the order of time.
///
/// # Errors
/// What a rule refuses: a fault of the catalogue.
pub(super) fn rehearse(script: &Script, cast: &Cast, id: PlanId, place: i32) -> Result<Vec<Deed>, Error> {
    let mut play =
        Play { script, cast, id, place, plan: None, actions: BTreeMap::new(), items: BTreeMap::new() };
    let mut deeds = Vec::new();
    let (mut step, mut last_day) = (0, i64::MIN);
    for (day, act) in timetable::of(script) {
        step = if day == last_day { step + 1 } else { 0 };
        last_day = day;
        play.act(act, cast.moment(day, step), &mut deeds)?;
    }
    Ok(deeds)
}

/// The state of a plan while it is played.
struct Play<'a> {
    script: &'a Script,
    cast: &'a Cast,
    id: PlanId,
    place: i32,
    plan: Option<Plan>,
    actions: BTreeMap<usize, Action>,
    items: BTreeMap<(usize, usize), ChecklistItem>,
}

impl Play<'_> {
    fn row(&self, words: &str) -> Uuid {
        super::id(&format!("{} {words}", self.script.key))
    }

    fn plan(&self) -> Plan {
        self.plan.clone().expect("a plan is created first")
    }

    fn act(&mut self, act: Act, at: DateTime<Utc>, deeds: &mut Vec<Deed>) -> Result<(), Error> {
        let owner = self.cast.person(&self.script.owner);
        let approver = self.cast.person(&self.script.approver);
        match act {
            Act::Create => {
                let plan = Plan::new(self.id, self.place, plan_input(self.script, self.cast), at)?;
                let event = plan_event(EventKind::PlanCreated, &plan, created(&plan));
                deeds.push(Deed { at, by: owner, rows: vec![Row::NewPlan(plan.clone())], event });
                self.plan = Some(plan);
            }
            Act::Submit => {
                let open =
                    self.actions.values().filter(|a| ActionStatus::IN_PLAN.contains(&a.status)).count();
                let ready =
                    Readiness { action_count: i32::try_from(open).unwrap_or(0), incomplete: Vec::new() };
                let plan = self.plan().submit(owner, &ready)?;
                self.lead(EventKind::PlanSubmitted, plan, owner, at, deeds);
            }
            Act::Approve => self.approve(approver, at, deeds)?,
            Act::Release => {
                let waiting = self.actions.values().filter(|action| action.approved_at.is_some()).count();
                let plan = self.plan().release(i32::try_from(waiting).unwrap_or(0), at)?;
                self.lead(EventKind::PlanReleased, plan, approver, at, deeds);
                deeds.last_mut().expect("just told").rows.push(Row::Release(self.id));
            }
            Act::Revise => {
                let reason = self.script.revision.as_ref().map_or("", |revision| revision.reason.as_str());
                let plan = self.plan().revise(reason)?;
                self.lead(EventKind::PlanRevised, plan, owner, at, deeds);
            }
            Act::Propose(index) => self.propose(index, owner, at, deeds)?,
            Act::Watch(index, watcher) => {
                let person = self.cast.person(&self.script.actions[index].watchers[watcher]);
                let action = self.actions[&index].clone();
                let event = action_event(EventKind::PlanActionWatched, &action);
                deeds.push(Deed { at, by: person, rows: vec![Row::Watcher(action, person)], event });
            }
            Act::Reject(index) => self.step(index, ActionStatus::Rejected, approver, at, deeds)?,
            Act::Cancel(index) => self.step(index, ActionStatus::Cancelled, approver, at, deeds)?,
            Act::Begin(index) => {
                self.step(index, ActionStatus::InProgress, self.responsible(index), at, deeds)?
            }
            Act::Finish(index) => self.step(index, ActionStatus::Done, self.responsible(index), at, deeds)?,
            Act::Verify(index) => {
                let secretariat = self.cast.person("secretariat");
                let is_own = self.responsible(index) == secretariat;
                let verifier = if is_own { approver } else { secretariat };
                self.step(index, ActionStatus::VerifiedEffective, verifier, at, deeds)?;
            }
            Act::Report(index) => {
                let progress = Some(self.script.actions[index].progress.unwrap_or(50));
                let old = self.actions[&index].clone();
                let patch = ActionPatch { progress, ..ActionPatch::default() };
                let new = old.clone().patched(patch, &self.plan(), at)?;
                self.change(
                    index,
                    EventKind::PlanActionUpdated,
                    &old,
                    new,
                    self.responsible(index),
                    at,
                    deeds,
                );
            }
            Act::Tick(index, item) => {
                let old = self.items[&(index, item)].clone();
                let new = old.clone().changed(None, Some(true))?;
                let changes = ChecklistItem::changes(Some(&old), Some(&new));
                let event = action_event(EventKind::PlanActionChecked, &self.actions[&index]).with(changes);
                let by = self.responsible(index);
                deeds.push(Deed { at, by, rows: vec![Row::Item(new.clone())], event });
                self.items.insert((index, item), new);
            }
            Act::Measure(index, number) => self.measure(index, number, at, deeds)?,
            Act::Comment(index, number) => self.comment(index, number, at, deeds)?,
        }
        Ok(())
    }

    fn responsible(&self, index: usize) -> MembershipId {
        self.cast.person(&self.script.actions[index].responsible)
    }

    /// Tells a change of the plan itself.
    fn lead(
        &mut self,
        kind: EventKind,
        new: Plan,
        by: MembershipId,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) {
        let event = plan_event(kind, &new, difference(&self.plan(), &new));
        deeds.push(Deed { at, by, rows: vec![Row::Plan(new.clone())], event });
        self.plan = Some(new);
    }

    fn approve(&mut self, by: MembershipId, at: DateTime<Utc>, deeds: &mut Vec<Deed>) -> Result<(), Error> {
        let plan = self.plan().approve(by, at)?;
        self.lead(EventKind::PlanApproved, plan.clone(), by, at, deeds);
        let proposals = self.actions.iter().filter(|(_, action)| action.status == ActionStatus::Proposed);
        let proposals: Vec<usize> = proposals.map(|(index, _)| *index).collect();
        for index in proposals {
            let old = self.actions[&index].clone();
            let new = old.clone().approved_with_plan(at);
            self.change(index, EventKind::PlanActionMoved, &old, new, by, at, deeds);
        }
        let actions: Vec<Action> = self.actions.values().cloned().collect();
        let snapshot = Snapshot::of(&plan, &actions);
        let version = Version {
            plan: self.id,
            number: plan.number,
            approved_at: at,
            approved_by: Some(by),
            note: if plan.number == 1 { self.script.note.clone() } else { String::new() },
            action_count: i32::try_from(snapshot.actions.len()).unwrap_or(0),
            hash: snapshot.hash(),
        };
        // Frozen after the proposals it approves are stored.
        let last = deeds.last_mut().expect("the approval was told");
        last.rows.push(Row::Version(version, snapshot));
        if plan.released_at.is_some() {
            last.rows.push(Row::Release(self.id));
        }
        Ok(())
    }

    fn propose(
        &mut self,
        index: usize,
        by: MembershipId,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) -> Result<(), Error> {
        let (script, plan) = (&self.script.actions[index], self.plan());
        let id = PlanActionId::new(self.cast.tenant, self.row(&format!("action {}", script.key)));
        let number = i32::try_from(self.actions.len() + 1).unwrap_or(i32::MAX);
        let last_rank = self.actions.values().map(|action| action.board_rank.clone()).max();
        let input = ActionInput {
            title: script.title.clone(),
            description: script.description.clone(),
            source: (&script.source).into(),
            responsible: Some(self.cast.person(&script.responsible)),
            unit: Some(self.cast.unit(&script.unit)),
            impact: script.impact,
            effort: script.effort,
            budget: script.budget,
            start_on: Some(self.cast.workday(script.start)),
            due_on: Some(self.cast.workday(script.due)),
            indicator: script.indicator.as_ref().map(Into::into),
        };
        let action = Action::propose(id, &plan, number, last_rank.as_deref(), input, at)?;
        let event = action_event(EventKind::PlanActionCreated, &action).at_version(1).with(created(&action));
        let mut rows = vec![Row::NewAction(action.clone())];
        let helpers: Vec<_> = script.contributors.iter().map(|name| self.cast.person(name)).collect();
        rows.push(Row::Contributors(action.clone(), helpers));
        for (place, item) in script.checklist.iter().enumerate() {
            let existing: Vec<_> =
                (0..place).filter_map(|place| self.items.get(&(index, place)).cloned()).collect();
            let row = self.row(&format!("item {} {place}", script.key));
            let id = PlanActionCheckId::new(self.cast.tenant, row);
            let item = ChecklistItem::new(id, action.id, &item.title, &existing)?;
            rows.push(Row::NewItem(action.clone(), item.clone()));
            self.items.insert((index, place), item);
        }
        self.actions.insert(index, action.clone());
        deeds.push(Deed { at, by, rows, event });
        self.order(deeds);
        Ok(())
    }

    /// Stores the dependencies whose two actions are there by now.
    fn order(&self, deeds: &mut [Deed]) {
        let Some(deed) = deeds.last_mut() else { return };
        for (index, action) in &self.actions {
            for after in &self.script.actions[*index].after {
                let other = self.script.actions.iter().position(|other| other.key == *after);
                if let Some(other) = other.and_then(|other| self.actions.get(&other)) {
                    deed.rows.push(Row::Dependency(action.clone(), other.id));
                }
            }
        }
    }

    fn step(
        &mut self,
        index: usize,
        to: ActionStatus,
        by: MembershipId,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) -> Result<(), Error> {
        let grants = [Role::QualityManager, Role::HeadOfInstitution]
            .map(|role| Grant { role: role.into(), unit: None });
        let access = Access::new(by, &grants, |unit| vec![unit], BTreeSet::new());
        let script = &self.script.actions[index];
        let open_checks =
            (0..script.checklist.len()).filter(|place| !self.items[&(index, *place)].is_done).count();
        let open_dependencies = script.after.iter().filter(|key| {
            let other = self.script.actions.iter().position(|other| other.key == **key);
            let other = other.and_then(|other| self.actions.get(&other));
            other.is_some_and(|other| ActionStatus::UNDECIDED_OR_OPEN.contains(&other.status))
        });
        let facts = ActionFacts {
            contributors: Vec::new(),
            open_check_count: i32::try_from(open_checks).unwrap_or(0),
            open_dependency_count: i32::try_from(open_dependencies.count()).unwrap_or(0),
        };
        let old = self.actions[&index].clone();
        let new = old.clone().moved(to, script.reason.as_deref(), &self.plan(), &access, &facts, at)?;
        self.change(index, EventKind::PlanActionMoved, &old, new, by, at, deeds);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one line of a list of acts")]
    fn change(
        &mut self,
        index: usize,
        kind: EventKind,
        old: &Action,
        new: Action,
        by: MembershipId,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) {
        let event = action_event(kind, &new).at_version(new.version).with(difference(old, &new));
        deeds.push(Deed { at, by, rows: vec![Row::Action(new.clone())], event });
        self.actions.insert(index, new);
    }

    fn measure(
        &mut self,
        index: usize,
        number: usize,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) -> Result<(), Error> {
        let script = &self.script.actions[index];
        let Some(value) = script.indicator.as_ref().and_then(|i| i.measured.get(number)) else {
            return Ok(());
        };
        let by = self.responsible(index);
        let row = self.row(&format!("value {} {number}", script.key));
        let measured = Measurement {
            id: PlanActionMeasurementId::new(self.cast.tenant, row),
            action: self.actions[&index].id,
            measured_on: self.cast.day(value.day),
            value: value.value,
            note: Some(value.note.clone()),
            recorded_by: Some(by),
            recorded_at: at,
        }
        .checked(self.cast.today)?;
        let old = self.actions[&index].clone();
        let new = old.clone().measured(measured.value, measured.measured_on, at);
        self.change(index, EventKind::PlanActionMeasured, &old, new, by, at, deeds);
        deeds.last_mut().expect("just told").rows.push(Row::Measurement(old, measured));
        Ok(())
    }

    fn comment(
        &mut self,
        index: usize,
        number: usize,
        at: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) -> Result<(), Error> {
        let script = &self.script.actions[index];
        let said = &script.comments[number];
        let action = &self.actions[&index];
        let row = self.row(&format!("comment {} {number}", script.key));
        let comment = Comment {
            id: PlanActionCommentId::new(self.cast.tenant, row),
            action: action.id,
            plan: self.id,
            body: said.text.clone(),
            author: self.cast.person(&said.by),
            created_at: at,
            edited_at: None,
            mentions: said.mentions.iter().map(|name| self.cast.person(name)).collect(),
            version: 1,
        }
        .checked()?;
        let event = action_event(EventKind::PlanActionCommentCreated, action);
        let event = event.with(Comment::changes(None, &comment));
        deeds.push(Deed { at, by: comment.author, rows: vec![Row::Comment(comment)], event });
        Ok(())
    }
}

fn plan_event(kind: EventKind, plan: &Plan, changes: Vec<Change>) -> Event {
    Event::new(kind, PlanId::KIND, plan.id.row).at_version(plan.version).with(changes)
}

fn action_event(kind: EventKind, action: &Action) -> Event {
    Event::new(kind, PlanActionId::KIND, action.id.row).under(action.plan.row)
}

#[cfg(test)]
mod tests {
    use super::{super::plans::scripts, *};

    /// Everybody the catalogue names, and the people who are in every institution.
    fn cast(script: &Script, today: &str) -> Cast {
        let tenant = crate::demo::tenant(&script.tenant);
        let mut names: BTreeSet<String> =
            ["secretariat", "calitate", &script.approver].map(str::to_owned).into();
        for action in &script.actions {
            names.insert(action.responsible.clone());
            names.extend(action.contributors.iter().chain(&action.watchers).cloned());
            names.extend(action.comments.iter().map(|c| c.by.clone()));
            names.extend(action.comments.iter().flat_map(|c| c.mentions.clone()));
        }
        let people = names.into_iter().map(|name| {
            let id = MembershipId::new(tenant, crate::demo::id(&name));
            (name, id)
        });
        Cast::new(tenant, &script.tenant, people.collect(), today.parse().expect("a date"))
    }

    #[test]
    fn every_plan_can_be_played_on_any_day_and_ends_as_the_catalogue_says() {
        for today in ["2026-11-21", "2027-01-01", "2027-02-28", "2028-02-29", "2027-08-01"] {
            for script in scripts() {
                let id = PlanId::new(crate::demo::tenant(&script.tenant), Uuid::from_u128(1));
                let cast = cast(&script, today);
                let deeds = rehearse(&script, &cast, id, 1);
                let deeds = deeds.unwrap_or_else(|error| panic!("{} on {today}: {error:?}", script.key));
                assert!(deeds.windows(2).all(|pair| pair[0].at <= pair[1].at), "{}", script.key);
                let now = cast.today.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
                assert!(deeds.iter().all(|deed| deed.at < now), "{}", script.key);
                let mut ends: BTreeMap<Uuid, ActionStatus> = BTreeMap::new();
                let mut plan = None;
                for row in deeds.iter().flat_map(|deed| &deed.rows) {
                    match row {
                        Row::NewAction(action) | Row::Action(action) => {
                            ends.insert(action.id.row, action.status);
                        }
                        Row::NewPlan(state) | Row::Plan(state) => plan = Some(state.status),
                        _ => {}
                    }
                }
                assert_eq!(plan, Some(script.status), "{}", script.key);
                for action in &script.actions {
                    let row = crate::demo::id(&format!("{} action {}", script.key, action.key));
                    assert_eq!(ends.get(&row), Some(&action.status), "{} {}", script.key, action.key);
                }
            }
        }
    }
}
