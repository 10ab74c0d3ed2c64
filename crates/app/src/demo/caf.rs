//! CAF self-assessments of the demonstration: the city hall with two cycles behind it and what changed between them, one
//! institution whose members score, one whose group is agreeing.

use super::{
    caf_report,
    caf_script::{End, NOTES, SEEN, Script, opinion, scripts, weights},
    control::morning,
};
use crate::app::App;
use calitas_domain::{
    Error, Event,
    access::Role,
    caf::{
        Agreement, Assessment, AssessmentInput, AssessmentStep, Consensus, Finding, FindingKind, GroupMember,
        GroupRole, IndividualScore, IndividualScorePatch, PanelScore, Progress, Room, Score, ScoringMethod,
        StepPatch, Subcriterion, gather, mean, steps,
    },
    calendar,
    id::{
        CafAssessmentId, CafConsensusId, CafFindingId, CafIndividualScoreId, CafMemberId, CafStepId, Kind,
        PlanId, TenantId,
    },
    identity::Membership,
    journal::{Actor, EventKind, created, difference},
    plan::{ActionStatus, SourceKind},
};
use calitas_store::{
    Scope, WriteTx,
    caf::{assessment, consensus, finding, individual, member, room, step},
    identity::membership::{self, Filter},
    plan::action,
};
use chrono::{DateTime, Days, Utc};
use uuid::Uuid;

/// The plan the last concluded assessment led to.
const PLAN: &str = "plan s6-caf";

/// Plays what an institution of the first tree has behind it, unless it has assessments.
pub(super) async fn load(app: &App, tenant: TenantId, place: usize) -> Result<(), Error> {
    let today = calendar::day(app.now());
    let scripts = scripts(place, today);
    if scripts.is_empty() {
        return Ok(());
    }
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    if !assessment::of_tenant(&mut read, tenant).await?.is_empty() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<_> = found.into_iter().map(|(_, place)| place).collect();
    let people = membership::by_ids(&mut read, &places).await?;
    drop(read);
    let is_head = |one: &&Membership| one.grants.iter().any(|grant| grant.role.is(Role::HeadOfInstitution));
    let head = people.iter().find(is_head).cloned();
    let Some(group) = group(people) else { return Ok(()) };
    let mut concluded = Vec::new();
    for script in &scripts {
        let story = Story { app, tenant, group: &group, script };
        let Some(ended) = story.play().await? else { continue };
        if let Some(head) = &head {
            caf_report::write(app, &ended, &group[0], head, story.at(50)).await?;
        }
        concluded.push(ended);
    }
    match (&concluded[..], scripts.last()) {
        ([before, last], Some(script)) => {
            Story { app, tenant, group: &group, script }.plan(before, last.clone()).await
        }
        _ => Ok(()),
    }
}

/// The quality manager first, who coordinates and facilitates, then five others who work there.
fn group(people: Vec<Membership>) -> Option<Vec<Membership>> {
    let holds = |one: &Membership, role: Role| one.grants.iter().any(|grant| grant.role.is(role));
    let works = |one: &Membership| {
        [Role::HeadOfUnit, Role::Specialist, Role::ControlSecretariat].iter().any(|role| holds(one, *role))
    };
    let (mut group, rest): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|one| holds(one, Role::QualityManager));
    group.truncate(1);
    let seen: Vec<_> = group.iter().map(|one| one.account).collect();
    group.extend(rest.into_iter().filter(|one| works(one) && !seen.contains(&one.account)).take(5));
    (group.len() > 2).then_some(group)
}

struct Story<'a> {
    app: &'a App,
    tenant: TenantId,
    group: &'a [Membership],
    script: &'a Script,
}

impl Story<'_> {
    fn at(&self, days: u64) -> DateTime<Utc> {
        morning(self.script.begun_on + Days::new(days))
    }

    /// A write as one of the group: what a member writes alone is written by the member's own account.
    async fn write(&self, who: &Membership, days: u64) -> Result<WriteTx, Error> {
        let scope = Scope { account: Some(who.account), ..Scope::system(self.tenant) };
        Ok(self.app.store().write(&scope, self.tenant, Actor::Member(who.id), self.at(days)).await?)
    }

    /// Plays it to its end; the assessment, where it was concluded.
    async fn play(&self) -> Result<Option<Assessment>, Error> {
        let (assessment, members) = self.begin().await?;
        let submitted = match self.script.end {
            End::Scoring(count) => count,
            End::Concluded | End::Consensus(_) => members.len(),
        };
        let mut handed = Vec::new();
        for (turn, (who, member)) in self.group.iter().zip(&members).enumerate().take(submitted + 1) {
            handed.push(self.score(turn, who, member, turn < submitted).await?);
        }
        let agreed = match self.script.end {
            End::Scoring(_) => return Ok(None),
            End::Consensus(count) => count,
            End::Concluded => Subcriterion::COUNT,
        };
        let opened = self.agree(assessment, handed, agreed).await?;
        if self.script.end != End::Concluded {
            return Ok(None);
        }
        let mut tx = self.write(&self.group[0], 45).await?;
        let new = opened.clone().conclude(0, self.at(45))?;
        assessment::save(&mut tx, &new).await?;
        self.tick(&mut tx, &new, 6..=10, 60).await?;
        tx.commit(about(EventKind::CafAssessmentConcluded, &new).with(difference(&opened, &new))).await?;
        Ok(Some(new))
    }

    /// Begins with its steps and its group, and lets it score.
    async fn begin(&self) -> Result<(Assessment, Vec<GroupMember>), Error> {
        let Script { year, method, disclosure, begun_on, .. } = *self.script;
        let leader = &self.group[0];
        let mut tx = self.write(leader, 0).await?;
        let id = CafAssessmentId::new(self.tenant, self.app.new_id());
        let input = AssessmentInput {
            year,
            title: format!("Autoevaluare CAF {year}"),
            note: Some("Acoperă întreaga instituție și pregătește planul de îmbunătățire.".to_owned()),
            units: Vec::new(),
            method,
            disclosure,
            coordinator: leader.id,
            due_on: None,
        };
        let new = Assessment::begin(id, input, self.at(0))?;
        assessment::create(&mut tx, &new).await?;
        tx.record(&about(EventKind::CafAssessmentCreated, &new).with(created(&new))).await?;
        let laid =
            |ordinal| AssessmentStep::empty(CafStepId::new(self.tenant, self.app.new_id()), id, ordinal);
        let laid: Vec<_> = steps().iter().map(|one| laid(one.ordinal)).collect();
        step::create(&mut tx, id, &laid).await?;
        self.tick(&mut tx, &new, 1..=4, 2).await?;
        let mut members: Vec<GroupMember> = Vec::new();
        for (turn, who) in self.group.iter().enumerate() {
            let role = if turn == 0 { GroupRole::Facilitator } else { GroupRole::Member };
            let row = CafMemberId::new(self.tenant, self.app.new_id());
            let entered = GroupMember::enter(row, &new, who.id, role, &members, self.at(5))?;
            member::create(&mut tx, &entered).await?;
            let event = part(EventKind::CafMemberAdded, (CafMemberId::KIND, row.row), 1, id);
            tx.record(&event.with(created(&entered))).await?;
            members.push(entered);
        }
        let on = begun_on + Days::new(10);
        let started = new.clone().start_scoring(members.len(), on + Days::new(40), self.at(10), on)?;
        assessment::save(&mut tx, &started).await?;
        for (who, one) in self.group.iter().zip(&members) {
            let place = |subcriterion| IndividualScore {
                id: CafIndividualScoreId::new(self.tenant, self.app.new_id()),
                member: one.id,
                score: Score::empty(subcriterion, method),
                strengths: None,
                areas: None,
                proof: None,
                version: 1,
            };
            let places: Vec<_> = Subcriterion::all().map(place).collect();
            individual::lay_out(&mut tx, id, one.id, who.account, &places).await?;
        }
        tx.commit(about(EventKind::CafScoringStarted, &started).with(difference(&new, &started))).await?;
        Ok((started, members))
    }

    /// Notes what was done in some steps, one after the other.
    async fn tick(
        &self,
        tx: &mut WriteTx,
        of: &Assessment,
        ordinals: std::ops::RangeInclusive<i32>,
        days: u64,
    ) -> Result<(), Error> {
        let all = step::of_assessments(tx, &[of.id]).await?;
        let progress = Progress::of(of, None);
        let is_ticked = |one: &AssessmentStep| ordinals.contains(&one.ordinal) && !one.is_derived(progress);
        let noted = all.into_iter().filter(is_ticked);
        for (days, one) in (days..).step_by(2).zip(noted) {
            let done = self.script.begun_on + Days::new(days);
            let note = NOTES.iter().find(|(ordinal, _)| *ordinal == one.ordinal);
            let patch = StepPatch {
                responsible: Some(Some(self.group[0].id)),
                done_on: Some(Some(done)),
                note: note.map(|(_, note)| Some((*note).to_owned())),
                ..StepPatch::default()
            };
            let new = one.clone().patched(patch, progress, done)?;
            step::save(tx, &new).await?;
            let event = part(EventKind::CafStepUpdated, (CafStepId::KIND, new.id.row), new.version, of.id);
            tx.record(&event.with(difference(&one, &new))).await?;
        }
        Ok(())
    }

    /// What a member writes alone: everything and handed in, or half of it.
    async fn score(
        &self,
        turn: usize,
        who: &Membership,
        member: &GroupMember,
        is_whole: bool,
    ) -> Result<GroupMember, Error> {
        let days = 12 + u64::try_from(turn).unwrap_or_default() * 2;
        let mut tx = self.write(who, days).await?;
        let places = individual::of_members(&mut tx, &[member.id]).await?;
        let count = if is_whole { places.len() } else { places.len() / 2 };
        let mut said = Vec::new();
        for (at, place) in places.into_iter().take(count).enumerate() {
            let points = opinion(self.script.scores[at], turn, at);
            let given = |(shift, one): (i32, PanelScore)| PanelScore {
                points: Some((points + 12 - shift * 8).clamp(0, 100)),
                ..one
            };
            let only = |one: PanelScore| PanelScore { points: Some(points), ..one };
            let scores = match self.script.method {
                ScoringMethod::Classical => place.score.by_panel().map(only).collect(),
                ScoringMethod::FineTuned => (0..).zip(place.score.by_panel()).map(given).collect(),
            };
            let (strength, area) = SEEN[at];
            let patch = IndividualScorePatch {
                scores,
                strengths: (at % 2 == turn % 2).then(|| Some(strength.to_owned())),
                areas: (at % 3 == turn % 3).then(|| Some(area.to_owned())),
                proof: None,
            };
            let new = place.patched(patch)?;
            individual::save(&mut tx, &new).await?;
            let event = Event::new(EventKind::CafIndividualScored, CafIndividualScoreId::KIND, new.id.row);
            tx.record(&event.under(member.id.row).at_version(new.version)).await?;
            said.push(new);
        }
        if !is_whole {
            tx.commit_all(Vec::new()).await?;
            return Ok(member.clone());
        }
        let new = member.clone().submit(&said, self.at(days))?;
        member::save(&mut tx, &new).await?;
        let row = (CafMemberId::KIND, new.id.row);
        let event = part(EventKind::CafScoresSubmitted, row, new.version, member.assessment);
        tx.commit(event.with(difference(member, &new))).await?;
        Ok(new)
    }

    /// The group opens its scores, agrees on some subcriteria and talks about the next one.
    async fn agree(
        &self,
        old: Assessment,
        members: Vec<GroupMember>,
        count: usize,
    ) -> Result<Assessment, Error> {
        let leader = &self.group[0];
        let mut tx = self.write(leader, 30).await?;
        let opened = old.clone().open_consensus(members.len(), 0, None, self.at(30))?;
        for one in members {
            member::save(&mut tx, &one.opened(self.at(30))).await?;
        }
        assessment::save(&mut tx, &opened).await?;
        let hidden = |subcriterion| {
            let row = CafConsensusId::new(self.tenant, self.app.new_id());
            Consensus::hidden(row, old.id, subcriterion, self.script.method)
        };
        let all: Vec<_> = Subcriterion::all().map(hidden).collect();
        consensus::create(&mut tx, old.id, &all).await?;
        let wanted: Vec<_> = all.iter().map(|one| (old.id, one.score.subcriterion)).collect();
        let said: Vec<_> =
            individual::opened(&mut tx, &wanted).await?.into_iter().map(|(_, one)| one).collect();
        let written = |line: calitas_domain::caf::Gathered| {
            let before = all.iter().find(|one| one.score.subcriterion == line.0)?;
            let row = CafFindingId::new(self.tenant, self.app.new_id());
            Some(Finding::gathered(row, before, line))
        };
        let found: Vec<_> = gather(&said).into_iter().filter_map(written).collect();
        finding::create(&mut tx, &found).await?;
        tx.record(&about(EventKind::CafConsensusOpened, &opened).with(difference(&old, &opened))).await?;
        let mut last = None;
        for (at, one) in all.into_iter().enumerate().take(count + 1) {
            if let Some(event) = last.take() {
                tx.record(&event).await?;
            }
            let (row, subcriterion) = ((CafConsensusId::KIND, one.id.row), one.score.subcriterion);
            let shown = one.clone().reveal()?;
            consensus::save(&mut tx, &shown).await?;
            let event = part(EventKind::CafScoresRevealed, row, shown.version, old.id);
            if at == count {
                room::save(&mut tx, &Room { assessment: old.id, current: subcriterion }).await?;
                last = Some(event.with(difference(&one, &shown)));
                continue;
            }
            tx.record(&event.with(difference(&one, &shown))).await?;
            let mine = said.iter().filter(|one| one.score.subcriterion == subcriterion);
            let average = mean(mine.filter_map(|one| one.score.exact()));
            let points = Some(self.script.scores[at]);
            let scores = shown.score.by_panel().map(|one| PanelScore { points, ..one }).collect();
            let reason = "Dovezile prezentate susțin nivelul ales; diferențele au fost discutate.".to_owned();
            let new = shown.clone().agree(&Agreement { scores, reason }, average, leader.id, self.at(35))?;
            consensus::save(&mut tx, &new).await?;
            let event = part(EventKind::CafScoreAgreed, row, new.version, old.id);
            last = Some(event.with(difference(&shown, &new)));
        }
        tx.commit_all(last.into_iter().collect()).await?;
        Ok(opened)
    }

    /// Weighs the areas of both cycles. Those of the first went into what is done meanwhile, those of the last into the rest
    /// of the plan.
    async fn plan(&self, before: &Assessment, last: Assessment) -> Result<(), Error> {
        let mut tx = self.write(&self.group[0], 70).await?;
        let plan = PlanId::new(self.tenant, super::id(PLAN));
        let actions = action::of_plan(&mut tx, plan, ActionStatus::ALL).await?;
        let mut events = Vec::new();
        for (assessment, is_done) in [(before.id, true), (last.id, false)] {
            let areas = finding::areas(&mut tx, &[assessment]).await?;
            for (at, old) in areas.into_iter().enumerate().filter(|(_, one)| one.kind == FindingKind::Area) {
                let (impact, effort) = weights(at);
                let ranked = old.clone().ranked(Some(Some(impact)), Some(Some(effort)))?;
                let served = actions.iter().find(|one| {
                    let reference = one.source.reference.as_deref();
                    one.source.kind == SourceKind::CafArea
                        && reference == Some(old.subcriterion.code())
                        && (one.status == ActionStatus::Done) == is_done
                });
                let new = served.map_or(ranked.clone(), |action| ranked.planned(action.id));
                finding::save(&mut tx, &new).await?;
                let row = (CafFindingId::KIND, new.id.row);
                let kind =
                    if served.is_some() { EventKind::CafAreaPlanned } else { EventKind::CafAreaRanked };
                events.push(part(kind, row, new.version, assessment).with(difference(&old, &new)));
            }
        }
        if !actions.is_empty() {
            let new = last.clone().led_to(plan);
            assessment::save(&mut tx, &new).await?;
            events.push(about(EventKind::CafAreasPlanned, &new).with(difference(&last, &new)));
        }
        Ok(tx.commit_all(events).await?)
    }
}

fn about(kind: EventKind, assessment: &Assessment) -> Event {
    Event::new(kind, CafAssessmentId::KIND, assessment.id.row).at_version(assessment.version)
}

fn part(kind: EventKind, row: (Kind, Uuid), version: i32, assessment: CafAssessmentId) -> Event {
    Event::new(kind, row.0, row.1).at_version(version).under(assessment.row)
}
