//! CAF self-assessments, coordinated by the author.

use crate::{Stage, world::Person};
use calitas_app::{Ctx, caf};
use calitas_domain::{
    caf::{
        Agreement, AreaGroup, Assessment, AssessmentInput, AssessmentPatch, AssessmentStep, Consensus,
        Disclosure, Finding, GroupMember, GroupRole, IndividualScore, IndividualScorePatch, PanelScore,
        ScoringMethod, StepPatch,
    },
    id::{CafAssessmentId, PlanActionId},
};
use std::sync::Arc;

impl Stage<'_> {
    /// An assessment that is being prepared, of the author.
    pub async fn assessment(&self) -> Assessment {
        let ctx = self.ctx(&self.author).await;
        let input = AssessmentInput {
            year: 2026,
            title: self.words("Autoevaluare CAF"),
            note: Some(self.words("Proiectul")),
            units: vec![self.house.legal],
            method: ScoringMethod::Classical,
            disclosure: Disclosure::Anonymous,
            coordinator: self.author.membership,
            due_on: None,
        };
        caf::create(&ctx, self.house.id, input, None).await.expect("an assessment")
    }

    /// Takes somebody into its group.
    pub async fn caf_member(&self, assessment: &Assessment, person: &Person, role: GroupRole) -> GroupMember {
        let ctx = self.ctx(&self.author).await;
        let added = caf::add_member(&ctx, assessment.id, person.membership, role, None).await;
        added.expect("a member").1
    }

    /// An assessment that these people score, the first of them as the facilitator.
    pub async fn scoring(&self, people: &[&Person]) -> (Assessment, Vec<GroupMember>) {
        let assessment = self.assessment().await;
        for (place, person) in people.iter().enumerate() {
            let role = if place == 0 { GroupRole::Facilitator } else { GroupRole::Member };
            self.caf_member(&assessment, person, role).await;
        }
        let ctx = self.ctx(&self.author).await;
        let due = ctx.today() + chrono::Days::new(30);
        let started =
            caf::start_scoring(&ctx, assessment.id, assessment.version, due).await.expect("scoring");
        let ctx = self.ctx(&self.author).await;
        let all = caf::members(&ctx, &[started.id]).await.expect("members");
        let of = |person: &&Person| all.iter().find(|one| one.person == person.membership).cloned();
        let members = people.iter().filter_map(of).collect();
        (started, members)
    }

    /// What a member says, as the member sees it.
    pub async fn own_scores(&self, person: &Person, member: &GroupMember) -> Vec<IndividualScore> {
        caf::scores(&*self.ctx(person).await, &[member.id]).await.expect("scores")
    }

    /// Scores everything the same.
    pub async fn score_all(&self, person: &Person, member: &GroupMember, points: i32) {
        for one in self.own_scores(person, member).await {
            let given = |one: PanelScore| PanelScore { points: Some(points), ..one };
            let patch = IndividualScorePatch {
                scores: one.score.by_panel().map(given).collect(),
                strengths: Some(Some(self.words("Organigrama"))),
                areas: Some(Some(self.words("Indicatori"))),
                proof: Some(Some(self.words("ROF"))),
            };
            caf::score(&*self.ctx(person).await, one.id, one.version, patch).await.expect("scored");
        }
    }

    /// Hands the scores of a member in.
    pub async fn submit_scores(&self, person: &Person, member: &GroupMember) -> GroupMember {
        let submitted = caf::submit(&*self.ctx(person).await, member.id, member.version).await;
        submitted.expect("submitted").1
    }

    /// An assessment whose consensus is opened; each of these people gave another score.
    pub async fn opened(&self, people: &[&Person]) -> (Assessment, Vec<GroupMember>) {
        let (assessment, members) = self.scoring(people).await;
        for ((person, member), points) in people.iter().zip(&members).zip((40..).step_by(10)) {
            self.score_all(person, member, points).await;
            self.submit_scores(person, member).await;
        }
        (self.open_consensus(assessment.id).await, members)
    }

    /// Opens the consensus of an assessment, for a reason.
    pub async fn open_consensus(&self, id: CafAssessmentId) -> Assessment {
        let (ctx, stored) = (self.ctx(&self.author).await, self.stored_assessment(id).await);
        let reason = self.words("În concediu");
        caf::open_consensus(&ctx, id, stored.version, Some(&reason)).await.expect("opened")
    }

    /// An assessment as it is stored.
    pub async fn stored_assessment(&self, id: CafAssessmentId) -> Assessment {
        caf::by_ids(&*self.ctx(&self.author).await, &[id]).await.expect("assessments").remove(0)
    }

    /// The subcriteria before its group.
    pub async fn before_group(&self, id: CafAssessmentId) -> Vec<Consensus> {
        caf::consensus(&*self.ctx(&self.author).await, &[id]).await.expect("subcriteria")
    }

    /// Shows the scores of a subcriterion.
    pub async fn revealed(&self, one: &Consensus) -> Consensus {
        caf::reveal(&*self.ctx(&self.author).await, one.id, one.version).await.expect("shown").1
    }

    /// Asks for one more vote on a subcriterion whose scores are shown.
    pub async fn revoting(&self, one: &Consensus) -> Consensus {
        caf::revote(&*self.ctx(&self.author).await, one.id, one.version).await.expect("a vote").1
    }

    /// Lets the group talk about a subcriterion whose scores are shown.
    pub async fn discussed(&self, one: &Consensus) -> Consensus {
        caf::discuss(&*self.ctx(&self.author).await, one.id, one.version, 5).await.expect("a talk").1
    }

    /// The vote of a member in the running round.
    pub async fn vote(&self, person: &Person, one: &Consensus, points: i32) -> Consensus {
        let given = |one: PanelScore| PanelScore { points: Some(points), ..one };
        let scores: Vec<_> = one.score.by_panel().map(given).collect();
        caf::cast_vote(&*self.ctx(person).await, one.id, one.round, &scores).await.expect("voted").0
    }

    /// What the group found about a subcriterion.
    pub async fn findings(&self, one: &Consensus) -> Vec<Finding> {
        caf::findings(&*self.ctx(&self.author).await, &[one.id]).await.expect("findings")
    }

    /// The areas for improvement of an assessment.
    pub async fn areas(&self, id: CafAssessmentId) -> Vec<Finding> {
        caf::areas(&*self.ctx(&self.author).await, &[id]).await.expect("areas")
    }

    /// Lets the meeting see who gave which score.
    pub async fn with_names(&self, id: CafAssessmentId) -> Assessment {
        let (ctx, stored) = (self.ctx(&self.author).await, self.stored_assessment(id).await);
        let patch = AssessmentPatch { disclosure: Some(Disclosure::Named), ..AssessmentPatch::default() };
        caf::update(&ctx, id, stored.version, patch).await.expect("with names")
    }

    /// Agrees on a subcriterion whose scores are shown.
    pub async fn agreed(&self, one: &Consensus, points: i32) -> Consensus {
        let given = |one: PanelScore| PanelScore { points: Some(points), ..one };
        let scores = one.score.by_panel().map(given).collect();
        let agreement = Agreement { scores, reason: self.words("Dovezile") };
        let ctx: Arc<Ctx> = self.ctx(&self.author).await;
        caf::agree(&ctx, one.id, one.version, &agreement).await.expect("agreed").1
    }

    /// Agrees on everything.
    pub async fn agree_all(&self, id: CafAssessmentId, points: i32) {
        for one in self.before_group(id).await {
            let shown = self.revealed(&one).await;
            self.agreed(&shown, points).await;
        }
    }

    /// Concludes an assessment whose subcriteria are all agreed on.
    pub async fn concluded(&self, id: CafAssessmentId) -> Assessment {
        let (ctx, stored) = (self.ctx(&self.author).await, self.stored_assessment(id).await);
        caf::conclude(&ctx, id, stored.version).await.expect("concluded")
    }

    /// A step of an assessment.
    pub async fn caf_step(&self, assessment: &Assessment, ordinal: usize) -> AssessmentStep {
        let found = caf::steps(&*self.ctx(&self.author).await, &[assessment.id]).await;
        found.expect("steps").remove(ordinal - 1)
    }

    /// A meeting in full swing: votes were shown, one talk has its time and another's stands still, somebody asks for the word.
    async fn met(&self, id: CafAssessmentId, hand: &GroupMember) {
        let mut all = self.before_group(id).await;
        let (voted, timed, paused) = (all.remove(1), all.remove(1), all.remove(1));
        let voting = self.revoting(&self.revealed(&voted).await).await;
        self.vote(&self.author, &voting, 50).await;
        self.revealed(&voting).await;
        self.discussed(&self.revealed(&timed).await).await;
        let talk = self.discussed(&self.revealed(&paused).await).await;
        let ctx = self.ctx(&self.author).await;
        caf::pause(&ctx, talk.id, talk.version).await.expect("paused");
        caf::move_to(&ctx, id, voted.score.subcriterion).await.expect("moved");
        caf::raise_hand(&*self.ctx(&self.approver).await, hand.id).await.expect("raised");
    }

    /// A concluded assessment one of whose areas became an action.
    pub async fn planned(&self) -> (Assessment, PlanActionId) {
        let (assessment, _) = self.opened(&[&self.author]).await;
        self.agree_all(assessment.id, 50).await;
        let concluded = self.concluded(assessment.id).await;
        let area = self.areas(assessment.id).await.remove(0);
        let ctx = self.ctx(&self.author).await;
        caf::rank_finding(&ctx, area.id, area.version, Some(Some(5)), Some(Some(2))).await.expect("ranked");
        let plan = self.empty_plan("Plan din CAF").await;
        let group = AreaGroup {
            findings: vec![area.id],
            title: self.words("Sondaj"),
            unit: Some(self.house.legal),
            responsible: Some(self.author.membership),
            due_on: None,
        };
        let ctx = self.ctx(&self.author).await;
        let (_, _, actions) =
            caf::plan_areas(&ctx, concluded.id, plan, &[group], None).await.expect("planned");
        (self.stored_assessment(concluded.id).await, actions[0].id)
    }

    /// Something in every table of it.
    pub(crate) async fn assessed(&self) {
        let (first, _) = self.planned().await;
        let people = [&self.author, &self.approver];
        let (assessment, members) = self.scoring(&people).await;
        for ((person, member), points) in people.into_iter().zip(&members).zip([40, 50]) {
            self.score_all(person, member, points).await;
            self.submit_scores(person, member).await;
        }
        self.with_names(assessment.id).await;
        self.open_consensus(assessment.id).await;
        self.met(assessment.id, &members[1]).await;
        let one = self.before_group(assessment.id).await.remove(0);
        let shown = self.revealed(&one).await;
        self.agreed(&shown, 45).await;
        let step = self.caf_step(&assessment, 1).await;
        let ctx = self.ctx(&self.author).await;
        let patch = StepPatch {
            responsible: Some(Some(self.author.membership)),
            done_on: Some(Some(ctx.today())),
            note: Some(Some(self.words("Dispoziția"))),
            ..StepPatch::default()
        };
        caf::update_step(&ctx, step.id, step.version, patch).await.expect("a step");
        self.reports(first.id, assessment.id).await;
    }
}
