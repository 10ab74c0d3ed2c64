//! Things of the self-assessment of internal control, made by the secretariat and the head of the unit `legal`.

use crate::Stage;
use calitas_app::{Ctx, control, tenancy};
use calitas_domain::{
    access::Role,
    control::{
        Answer, AnswerPatch, Campaign, CampaignInput, Criterion, CriterionAnswer, CriterionInput,
        Questionnaire, Template,
    },
    document::Subject,
    id::{ControlAnswerId, ControlQuestionnaireId, EvidenceId, MembershipId},
    tenancy::{UnitInput, UnitKind},
};
use chrono::Datelike;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;

/// The year whose annual report the stage writes.
const REPORTED: i32 = 2020;

impl Stage<'_> {
    /// The campaign of this year, open.
    pub async fn campaign(&self) -> Campaign {
        let ctx = self.secretary().await;
        let found = control::of_tenant(&ctx, self.house.id).await.expect("campaigns");
        match found.into_iter().find(|one| one.year == ctx.today().year()) {
            Some(found) => found,
            None => self.open_campaign(ctx.today().year()).await,
        }
    }

    /// A campaign of an earlier year, open, that nothing else of the stage uses.
    pub async fn spare_campaign(&self) -> Campaign {
        let ctx = self.secretary().await;
        let found = control::of_tenant(&ctx, self.house.id).await.expect("campaigns");
        let year = ctx.today().year();
        let is_spare = |one: &Campaign| one.year < year && one.year != REPORTED && one.is_open().is_ok();
        match found.into_iter().find(is_spare) {
            Some(found) => found,
            None => self.open_campaign(self.free_year().await).await,
        }
    }

    /// A year without a campaign, while there is one.
    pub async fn free_year(&self) -> i32 {
        let ctx = self.secretary().await;
        let found = control::of_tenant(&ctx, self.house.id).await.expect("campaigns");
        let is_free = |year: &i32| *year != REPORTED && found.iter().all(|one| one.year != *year);
        (2018..ctx.today().year()).find(is_free).unwrap_or(2018)
    }

    /// The questionnaire of a new unit under `legal` in the campaign of this year.
    pub async fn questionnaire(&self) -> Questionnaire {
        let input = UnitInput {
            parent: Some(self.house.legal.row),
            code: format!("q{}", self.number()),
            name_ro: self.words("Compartimentul"),
            name_en: self.words("Compartment"),
            kind: UnitKind::Office,
            is_first_level: false,
        };
        let made = tenancy::create_unit(&*self.ctx(&self.author).await, self.house.id, input, None).await;
        let (unit, campaign) = (made.expect("a unit").id, self.campaign().await);
        let ctx = self.secretary().await;
        control::ask(&ctx, campaign.id, campaign.version, vec![unit]).await.expect("asked");
        let found = control::questionnaires(&ctx, &[campaign.id]).await.expect("questionnaires");
        found.into_iter().find(|one| one.unit == unit).expect("a questionnaire")
    }

    /// The same of a unit that answered in an earlier year.
    pub async fn with_earlier_answers(&self) -> Questionnaire {
        let questionnaire = self.questionnaire().await;
        let (earlier, ctx) = (self.spare_campaign().await, self.secretary().await);
        let units = vec![questionnaire.unit];
        control::ask(&ctx, earlier.id, earlier.version, units).await.expect("asked");
        let asked = control::questionnaires(&ctx, &[earlier.id]).await.expect("questionnaires");
        let before = asked.iter().find(|one| one.unit == questionnaire.unit).expect("a questionnaire");
        self.answer_all(before.id).await;
        questionnaire
    }

    /// A questionnaire that was handed in.
    pub async fn handed_in(&self) -> Questionnaire {
        let open = self.questionnaire().await;
        self.answer_all(open.id).await;
        control::submit(&*self.unit_head().await, open.id, open.version).await.expect("handed in")
    }

    /// The answers of a questionnaire.
    pub async fn answers(&self, id: ControlQuestionnaireId) -> Vec<CriterionAnswer> {
        control::answers(&*self.secretary().await, &[id]).await.expect("answers")
    }

    /// Answers every criterion of a questionnaire with yes.
    pub async fn answer_all(&self, id: ControlQuestionnaireId) {
        let head = self.unit_head().await;
        for place in self.answers(id).await {
            let patch = AnswerPatch {
                answer: Some(Some(Answer::Yes)),
                explanation: Some(Some(self.words("Dovada"))),
                proof: Some(Some(self.words("PO-12"))),
            };
            control::answer(&head, place.id, place.version, patch).await.expect("answered");
        }
    }

    /// Lets a person answer a questionnaire.
    pub async fn delegate(&self, questionnaire: &Questionnaire, delegate: MembershipId) -> Questionnaire {
        let (head, version) = (self.unit_head().await, questionnaire.version);
        control::delegate(&head, questionnaire.id, version, Some(delegate)).await.expect("delegated")
    }

    /// How often the deadlines that hold here were decided.
    pub async fn control_calendar(&self) -> i32 {
        let ctx = self.secretary().await;
        control::calendar(&ctx, self.house.id, ctx.today().year()).await.expect("a calendar").version
    }

    /// Deadlines decided here; an institution under another one never decides them itself, so its row is written past
    /// the use case.
    pub async fn control_days(&self) {
        let mut base =
            PgConnection::connect(&self.world().database.admin_url).await.expect("the test database");
        sqlx::query(
            r#"INSERT INTO control_calendar (tenant_id, days, version) VALUES ($1, '{"RISKS": [1, 14]}', 1)"#,
        )
        .bind(self.house.id.0)
        .execute(&mut base)
        .await
        .expect("a calendar");
    }

    /// The newest list of criteria and its number; what makes the list is a campaign.
    pub async fn criteria(&self) -> (i32, Vec<Criterion>) {
        self.campaign().await;
        let ctx = self.secretary().await;
        let newest = control::templates_of(&ctx, self.house.id).await.expect("versions").remove(0);
        (newest.number, control::criteria(&ctx, &[newest.id]).await.expect("criteria"))
    }

    /// Adds an own criterion: a new version of the list.
    pub async fn own_criterion(&self) -> Template {
        let (number, criteria) = self.criteria().await;
        let kept = |one: &Criterion| CriterionInput {
            code: Some(one.code()),
            standard: None,
            label_ro: one.label_ro.clone(),
            label_en: Some(one.label_en.clone()),
        };
        let mut input: Vec<CriterionInput> = criteria.iter().map(kept).collect();
        let (label_ro, label_en) = (self.words("Criteriul"), Some(self.words("Criterion")));
        input.push(CriterionInput { code: None, standard: Some("S01".to_owned()), label_ro, label_en });
        let ctx = self.secretary().await;
        control::update_template(&ctx, self.house.id, number, input, None).await.expect("a version")
    }

    /// An answer that can be changed, with evidence of the head of `legal`.
    pub async fn proved_answer(&self) -> (ControlAnswerId, EvidenceId) {
        let questionnaire = self.questionnaire().await;
        let answer = self.answers(questionnaire.id).await.remove(0).id;
        let head = self.house.people[&Role::HeadOfUnit].clone();
        (answer, self.evidence(&head, Subject::Answer(answer)).await)
    }

    /// The campaign whose annual report the stage writes: answered and taken in, with a standard that applies nowhere.
    pub async fn reported_campaign(&self) -> Campaign {
        let ctx = self.secretary().await;
        let found = control::of_tenant(&ctx, self.house.id).await.expect("campaigns");
        if let Some(found) = found.into_iter().find(|one| one.year == REPORTED) {
            return found;
        }
        let campaign = self.open_campaign(REPORTED).await;
        // What was read before does not know of it.
        let ctx = self.secretary().await;
        let asked = control::questionnaires(&ctx, &[campaign.id]).await.expect("questionnaires").remove(0);
        self.answer_all(asked.id).await;
        let head = self.unit_head().await;
        let criteria = control::criteria(&ctx, &[campaign.template]).await.expect("criteria");
        for place in self.answers(asked.id).await {
            let criterion = criteria.iter().find(|one| one.id == place.criterion).expect("a criterion");
            if criterion.standard.number() == 16 {
                let answer = Some(Some(Answer::NotApplicable));
                let patch = AnswerPatch { answer, ..AnswerPatch::default() };
                control::answer(&head, place.id, place.version, patch).await.expect("answered");
            }
        }
        let handed = control::submit(&head, asked.id, asked.version).await.expect("handed in");
        control::lock(&ctx, handed.id, handed.version).await.expect("taken in");
        campaign
    }

    /// Opens the campaign of a year, with the unit `legal`.
    async fn open_campaign(&self, year: i32) -> Campaign {
        let campaign = CampaignInput { year, due_on: "2027-01-15".parse().expect("a day") };
        let opening = control::Opening { campaign, units: Some(vec![self.house.legal]) };
        control::open(&*self.secretary().await, self.house.id, opening, None).await.expect("a campaign")
    }

    pub(crate) async fn secretary(&self) -> Arc<Ctx> {
        self.ctx(&self.house.people[&Role::ControlSecretariat]).await
    }

    pub(crate) async fn unit_head(&self) -> Arc<Ctx> {
        self.ctx(&self.house.people[&Role::HeadOfUnit]).await
    }
}
