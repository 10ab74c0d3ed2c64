//! Things of one institution, made through the use cases by two people who may do everything there: the second
//! approves what the first submits.

use crate::{
    House, World,
    world::{Person, meta},
};
use calitas_app::{
    Ctx, document,
    identity::{custom_role, invitation},
    plan, retention, tenancy, view,
};
use calitas_domain::{
    Error,
    access::{Grant, Permission, Role},
    document::{CHUNK_BYTES, EvidenceInput, Subject, Upload},
    id::{
        CustomRoleId, DisposalId, EvidenceFileId, EvidenceId, InvitationId, MembershipId, PlanActionCheckId,
        PlanActionCommentId, PlanActionId, PlanActionMeasurementId, PlanId, RetentionClassId, SavedViewId,
        UnitId,
    },
    identity::{CustomRoleInput, Placement},
    plan::{
        Action, ActionInput, ActionStatus, IndicatorInput, Plan, PlanInput, PlanKind, Source, SourceKind,
    },
    retention::{Disposal, RetentionClassInput, Term},
    tenancy::{UnitInput, UnitKind},
    view::Surface,
};
use chrono::NaiveDate;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

/// Makes things in one institution.
pub struct Stage<'a> {
    world: &'a World,
    /// The institution.
    pub house: House,
    /// Makes what is made.
    pub author: Person,
    /// Approves what the author submits.
    pub approver: Person,
    count: AtomicU32,
}

/// A day inside every plan made here.
pub const DUE: &str = "2027-06-30";

impl<'a> Stage<'a> {
    /// In an institution of a world.
    ///
    /// # Panics
    /// As everything here: when a use case refuses.
    pub async fn new(world: &'a World, house: &House) -> Self {
        let all = [Role::InstitutionAdmin, Role::HeadOfInstitution, Role::QualityManager];
        let author = world.add_holder(house, "author", &all).await;
        let approver = world.add_holder(house, "approver", &all).await;
        Self { world, house: house.clone(), author, approver, count: AtomicU32::new(0) }
    }

    /// Of a world.
    pub fn world(&self) -> &'a World {
        self.world
    }

    /// A text with the word of the institution in it, never the same twice.
    pub fn words(&self, text: &str) -> String {
        format!("{text} {} {}", self.house.word, self.number())
    }

    /// A number that was not given before.
    pub fn number(&self) -> u32 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    /// A request of a person.
    pub async fn ctx(&self, person: &Person) -> Arc<Ctx> {
        let token = self.world.token(person);
        self.world.app.authenticate(Some(&token), meta()).await.expect("a person of the stage is signed in")
    }

    async fn author(&self) -> Arc<Ctx> {
        self.ctx(&self.author).await
    }

    /// A unit that nothing hangs on.
    pub async fn unit(&self) -> UnitId {
        let input = UnitInput {
            parent: None,
            code: format!("u{}", self.number()),
            name_ro: self.words("Biroul"),
            name_en: self.words("Office"),
            kind: UnitKind::Office,
            is_first_level: false,
        };
        tenancy::create_unit(&*self.author().await, self.house.id, input, None).await.expect("a unit").id
    }

    /// A person of an institution-wide role whose place can be changed and ended.
    pub async fn member(&self) -> MembershipId {
        let name = format!("member{}", self.number());
        self.world.add_holder(&self.house, &name, &[Role::ControlSecretariat]).await.membership
    }

    /// A person who carries out things in the unit `legal`.
    pub async fn specialist(&self, name: &str) -> Person {
        let unit = Some(self.house.legal);
        let placement = Placement {
            display_name: self.words(name),
            unit,
            grants: vec![Grant { role: Role::Specialist.into(), unit }],
            objects: [].into(),
            expires_on: None,
        };
        self.world.add_person(&self.house, name, placement).await
    }

    /// A guest of plans.
    pub async fn guest(&self, name: &str, plans: &[PlanId]) -> Person {
        self.world.add_person(&self.house, name, self.guest_place(plans)).await
    }

    /// Invites a guest to other plans instead.
    pub async fn move_guest(&self, guest: &Person, plans: &[PlanId]) {
        let place = self.guest_place(plans);
        calitas_app::identity::member::establish(&self.world.app, self.house.id, guest.account, place)
            .await
            .expect("a guest's place");
    }

    fn guest_place(&self, plans: &[PlanId]) -> Placement {
        Placement {
            display_name: format!("guest {}", self.house.word),
            unit: None,
            grants: vec![Grant { role: Role::Guest.into(), unit: None }],
            objects: plans.iter().map(|plan| plan.row).collect(),
            expires_on: Some(day("2027-12-31")),
        }
    }

    /// An open invitation.
    pub async fn invitation(&self) -> InvitationId {
        let unit = Some(self.house.legal);
        let placement = Placement {
            display_name: self.words("Consilier"),
            unit,
            grants: vec![Grant { role: Role::Specialist.into(), unit }],
            objects: [].into(),
            expires_on: None,
        };
        let email = format!("invited{}@{}.test", self.number(), self.house.word);
        let made = invitation::invite(&*self.author().await, self.house.id, &email, placement, None).await;
        made.expect("an invitation").id
    }

    /// A role the institution composed, which nobody holds.
    pub async fn custom_role(&self) -> CustomRoleId {
        let input = CustomRoleInput {
            name: self.words("Rol"),
            description: self.words("Cui i se dă"),
            permissions: [Permission::PlanRead].into_iter().collect(),
        };
        let made = custom_role::create(&*self.author().await, self.house.id, input, None).await;
        made.expect("a role").id
    }

    /// A saved view of a person.
    pub async fn saved_view(&self, owner: &Person, sharing: view::Sharing) -> SavedViewId {
        let (name, query) = (self.words("Vedere"), format!("text={}", self.house.word));
        let ctx = self.ctx(owner).await;
        let made =
            view::create(&ctx, self.house.id, Surface::PlanActions, &name, &query, sharing, None).await;
        made.expect("a saved view").id
    }

    /// A draft without actions. `words` goes into its texts.
    pub async fn empty_plan(&self, words: &str) -> PlanId {
        let input = PlanInput {
            kind: PlanKind::Improvement,
            title: format!("Plan {words} {}", self.number()),
            description: format!("De ce: {words}"),
            period_start: day("2027-01-01"),
            period_end: day("2027-12-31"),
            unit: Some(self.house.legal),
            owner: Some(self.author.membership),
        };
        plan::create(&*self.author().await, self.house.id, input, None).await.expect("a plan").id
    }

    /// A draft with one complete action.
    pub async fn draft(&self) -> (PlanId, PlanActionId) {
        let plan = self.empty_plan(&self.house.word).await;
        (plan, self.action(plan, self.author.membership).await)
    }

    /// A plan that waits for approval.
    pub async fn submitted(&self) -> (PlanId, PlanActionId) {
        let (plan, action) = self.draft().await;
        self.submit(plan).await;
        (plan, action)
    }

    /// A plan that is carried out.
    pub async fn active(&self) -> (PlanId, PlanActionId) {
        let (plan, action) = self.submitted().await;
        self.approve(plan).await;
        (plan, action)
    }

    /// Sends a plan for approval.
    pub async fn submit(&self, id: PlanId) {
        let version = self.plan(id).await.version;
        plan::submit(&*self.author().await, id, version).await.expect("submitted");
    }

    /// Approves a plan.
    pub async fn approve(&self, id: PlanId) {
        let version = self.plan(id).await.version;
        let note = self.words("Aprobat");
        plan::approve(&*self.ctx(&self.approver).await, id, version, &note).await.expect("approved");
    }

    /// Hands a plan over to the municipality.
    pub async fn release(&self, id: PlanId) {
        let version = self.plan(id).await.version;
        plan::release(&*self.ctx(&self.approver).await, id, version).await.expect("released");
    }

    /// Starts a revision of a plan.
    pub async fn revise(&self, id: PlanId) {
        let version = self.plan(id).await.version;
        plan::revise(&*self.author().await, id, version, &self.words("Revizuire")).await.expect("revised");
    }

    /// An action with everything a form can say, in the unit `legal`.
    pub async fn action(&self, plan: PlanId, responsible: MembershipId) -> PlanActionId {
        self.action_of(plan, responsible, &self.house.word).await
    }

    /// The same with other words in its texts.
    pub async fn action_of(&self, plan: PlanId, responsible: MembershipId, words: &str) -> PlanActionId {
        let input = ActionInput {
            title: format!("Acțiunea {words} {}", self.number()),
            description: format!("Cum: {words}"),
            source: Source {
                kind: SourceKind::ManagementReview,
                reference: Some(format!("AM {words}")),
                note: Some(format!("Sursa {words}")),
            },
            responsible: Some(responsible),
            unit: Some(self.house.legal),
            impact: Some(4),
            effort: Some(2),
            budget: Some(1250.into()),
            start_on: Some(day("2027-02-01")),
            due_on: Some(day(DUE)),
            indicator: Some(IndicatorInput {
                name: format!("Rata {words}"),
                unit: "%".to_owned(),
                baseline: Some(10.into()),
                target: Some(80.into()),
            }),
        };
        plan::create_action(&*self.author().await, plan, input, None).await.expect("an action").0.id
    }

    /// Puts an action into another status.
    pub async fn put(&self, id: PlanActionId, status: ActionStatus) {
        let expected_version = self.stored_action(id).await.version;
        let reason = Some(self.words("Motiv"));
        let wish = plan::Move { id, expected_version, status, spot: plan::Spot::Any, reason };
        plan::move_action(&*self.author().await, wish).await.expect("moved");
    }

    /// A checklist item of an action.
    pub async fn check(&self, action: PlanActionId) -> PlanActionCheckId {
        let ctx = self.author().await;
        plan::add_check(&ctx, action, &self.words("Pas")).await.expect("a checklist item");
        let items = plan::checklists(&ctx, &[action]).await.expect("the checklist");
        items.iter().map(|item| item.id).max_by_key(|id| id.row).expect("an item")
    }

    /// A comment of a person that mentions somebody.
    pub async fn comment(
        &self,
        author: &Person,
        action: PlanActionId,
        mentions: MembershipId,
    ) -> PlanActionCommentId {
        let ctx = self.ctx(author).await;
        let made = plan::create_comment(&ctx, action, &self.words("Notă"), vec![mentions], None).await;
        made.expect("a comment").0.id
    }

    /// A measured value of an action that was decided.
    pub async fn measurement(&self, action: PlanActionId) -> PlanActionMeasurementId {
        let ctx = self.author().await;
        let note = Some(self.words("Măsurat"));
        plan::record(&ctx, action, ctx.today(), 40.into(), note, None).await.expect("a measured value");
        let measured = plan::measurements(&ctx, &[action]).await.expect("the measured values");
        measured.iter().map(|value| value.id).max_by_key(|id| id.row).expect("a value")
    }

    /// Makes a person contribute to an action.
    pub async fn contribute(&self, action: PlanActionId, person: MembershipId) {
        let version = self.stored_action(action).await.version;
        let ctx = self.author().await;
        plan::set_contributors(&ctx, action, version, &[person]).await.expect("contributors");
    }

    /// Makes an action wait for another.
    pub async fn depend(&self, action: PlanActionId, after: PlanActionId) {
        plan::add_dependency(&*self.author().await, action, after).await.expect("a dependency");
    }

    /// Makes the author watch an action.
    pub async fn watch(&self, action: PlanActionId) {
        plan::watch(&*self.author().await, action).await.expect("watching");
    }

    /// Evidence without files, attached by a person.
    pub async fn evidence(&self, author: &Person, subject: Subject) -> EvidenceId {
        let input = EvidenceInput {
            title: self.words("Dovada"),
            description: self.words("Ce arată"),
            effective_on: Some(day("2026-11-01")),
        };
        let made = document::create(&*self.ctx(author).await, subject, input, None, None).await;
        made.expect("evidence").0.id
    }

    /// An entry of the nomenclature.
    pub async fn class(&self, term: Term) -> RetentionClassId {
        let input = RetentionClassInput {
            code: format!("IV.{}", self.number()),
            name: self.words("Documente"),
            rule: term.rule(),
            years: term.years(),
            unit: Some(self.house.legal),
            in_force_from: day("2000-01-01"),
            in_force_until: None,
        };
        let made = retention::create_class(&*self.author().await, self.house.id, input, None).await;
        made.expect("an entry of the nomenclature").id
    }

    /// A document of a day with a file, kept under an entry, of a plan that is closed.
    pub async fn document(&self, of: &str, class: RetentionClassId) -> (EvidenceId, EvidenceFileId) {
        let (plan, _) = self.active().await;
        let made = self.kept(Subject::Plan(plan), of, class).await;
        self.end(plan).await;
        made
    }

    /// A document of a day with a file, kept under an entry.
    pub async fn kept(
        &self,
        subject: Subject,
        of: &str,
        class: RetentionClassId,
    ) -> (EvidenceId, EvidenceFileId) {
        let input = EvidenceInput {
            title: self.words("Dovada"),
            description: self.words("Ce arată"),
            effective_on: Some(day(of)),
        };
        let ctx = self.author().await;
        let made = document::create(&ctx, subject, input, Some(class), None).await.expect("evidence").0.id;
        (made, self.file(&self.author, made).await)
    }

    /// Gives a plan up, so that nothing rests on its evidence any more.
    pub async fn end(&self, id: PlanId) {
        let version = self.plan(id).await.version;
        plan::cancel(&*self.author().await, id, version, &self.words("Renunțat")).await.expect("given up");
    }

    /// A selection of documents whose term has ended.
    pub async fn disposal(&self, documents: &[EvidenceId]) -> DisposalId {
        let title = self.words("Selecționare");
        let made = retention::create(&*self.author().await, self.house.id, &title, documents, None).await;
        made.expect("a selection").id
    }

    /// A selection as it is now.
    pub async fn stored_disposal(&self, id: DisposalId) -> Disposal {
        one(retention::by_ids(&*self.author().await, &[id]).await)
    }

    /// Sends a selection for approval.
    pub async fn submit_disposal(&self, id: DisposalId) {
        let version = self.stored_disposal(id).await.version;
        retention::submit(&*self.author().await, id, version).await.expect("submitted");
    }

    /// Approves a selection and notes the papers it needs.
    pub async fn approve_disposal(&self, id: DisposalId) {
        let version = self.stored_disposal(id).await.version;
        let approved = retention::approve(&*self.ctx(&self.approver).await, id, version).await;
        let version = approved.expect("approved").version;
        let paper = |number: &str| (Some(Some(number.to_owned())), Some(Some(day("2026-11-01"))));
        let (minutes_number, minutes_on) = paper("12");
        let (confirmation_number, confirmation_on) = paper("AN 34");
        let patch = calitas_domain::retention::DisposalPatch {
            title: None,
            minutes_number,
            minutes_on,
            confirmation_number,
            confirmation_on,
        };
        retention::update(&*self.author().await, id, version, patch).await.expect("papers");
    }

    /// A text on its way, with all of its chunks.
    pub async fn upload(&self, author: &Person, evidence: EvidenceId) -> Upload {
        let content = self.words("Proces-verbal");
        let ctx = self.ctx(author).await;
        let name = format!("{}.txt", self.words("Proces-verbal"));
        let size = i64::try_from(content.len()).expect("short");
        let upload = document::start(&ctx, evidence, &name, size, None).await.expect("an upload");
        assert!(size <= CHUNK_BYTES, "one chunk");
        document::receive(&ctx, &upload, 0, content.into_bytes().into()).await.expect("received");
        upload
    }

    /// A text that has arrived.
    pub async fn file(&self, author: &Person, evidence: EvidenceId) -> EvidenceFileId {
        let upload = self.upload(author, evidence).await;
        document::finish(&*self.ctx(author).await, upload.id).await.expect("a file").1.id
    }

    /// A plan as it is now.
    pub async fn plan(&self, id: PlanId) -> Plan {
        one(plan::by_ids(&*self.author().await, &[id]).await)
    }

    /// An action as it is now.
    pub async fn stored_action(&self, id: PlanActionId) -> Action {
        one(plan::actions_by_ids(&*self.author().await, &[id]).await)
    }
}

fn one<T>(found: Result<Vec<T>, Error>) -> T {
    found.expect("the database answers").pop().expect("what the stage made is there")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
