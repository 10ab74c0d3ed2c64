//! An institution with something in every table: what isolation is tried on.
//!
//! A new table: make a row of it here; the catalogue test names tables without one.

use crate::{House, World, stage::Stage, world::Person};
use calitas_app::{
    identity::{erasure, invitation, member},
    journal, notification,
    plan::rollup,
    retention,
    tenancy::{self, letterhead},
    view::{self, Sharing},
};
use calitas_domain::{
    access::Role,
    calendar::DayOff,
    document::Subject,
    id::{ControlReportId, PlanActionId, PlanId},
    notification::{Escalation, EscalationRecipient, PolicyPatch, SettingsPatch},
    plan::ActionStatus,
    retention::{RetentionPolicyPatch, Term},
    tenancy::{LetterheadPatch, Logo},
    view::Surface,
};

/// The smallest sign.
const SIGN: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>"#;

/// A filled institution. Every text holds its word, except what it has released.
pub struct Filled<'a> {
    /// What makes more of it.
    pub stage: Stage<'a>,
    /// Invited to `active` only.
    pub guest: Person,
    /// A draft with actions, checklists, comments and dependencies.
    pub draft: PlanId,
    /// An action of the draft.
    pub draft_action: PlanActionId,
    /// An approved plan that is carried out.
    pub active: PlanId,
    /// A plan the municipality may read.
    pub released: PlanId,
    /// An action of it.
    pub released_action: PlanActionId,
    /// The annual report on internal control that the institution above has got.
    pub released_report: ControlReportId,
}

impl<'a> Filled<'a> {
    /// Adds an institution and fills it. `open` is the word in what it releases.
    ///
    /// # Panics
    /// When a use case refuses.
    pub async fn new(world: &'a World, slug: &str, word: &str, open: &str, parent: Option<&House>) -> Self {
        let house = world.add_house(slug, word, parent).await;
        let stage = Stage::new(world, &house).await;
        let note = stage.words("Notă");
        let ctx = stage.ctx(&stage.author).await;
        let rename = |old: calitas_domain::tenancy::Tenant| {
            old.clone().renamed(&old.name_ro, &old.name_en, &old.short_name, &note)
        };
        tenancy::update(&ctx, house.id, 1, rename).await.expect("a note");
        stage.unit().await;
        stage.repeatable().await;
        stage.custom_role().await;
        stage.invitation().await;
        let withdrawn = stage.invitation().await;
        invitation::revoke(&ctx, withdrawn).await.expect("withdrawn");
        for person in [&stage.author, &house.people[&Role::QualityManager]] {
            stage.saved_view(person, Sharing::Own).await;
            stage.saved_view(person, Sharing::Shared).await;
        }
        let (draft, draft_action) = stage.draft().await;
        stage.furnish(draft, draft_action).await;
        let (active, action) = stage.active().await;
        stage.furnish(active, action).await;
        stage.put(action, ActionStatus::InProgress).await;
        stage.measurement(action).await;
        stage.revise(active).await;
        stage.action(active, house.people[&Role::Specialist].membership).await;
        let released = stage.empty_plan(open).await;
        let released_action = stage.action_of(released, stage.author.membership, open).await;
        stage.submit(released).await;
        stage.approve(released).await;
        stage.release(released).await;
        stage.furnish(released, released_action).await;
        stage.measurement(released_action).await;
        let guest = stage.guest("guest", &[active]).await;
        stage.archive(released).await;
        stage.handed_in().await;
        let (_, proof) = stage.proved_answer().await;
        stage.file(&house.people[&Role::HeadOfUnit], proof).await;
        stage.own_criterion().await;
        stage.control_days().await;
        stage.register().await;
        stage.council().await;
        stage.assessed().await;
        let released_report = stage.released_report().await.id;
        stage.subordinate_report().await;
        stage.decide().await;
        stage.erase().await;
        let administrator = stage.ctx(&house.people[&Role::InstitutionAdmin]).await;
        journal::check(&administrator, house.id).await.expect("verified");
        notification::round(&world.app).await.expect("workers work");
        rollup::round(&world.app).await.expect("sums of what is released");
        stage.read().await;
        Self { stage, guest, draft, draft_action, active, released, released_action, released_report }
    }

    /// The institution.
    pub fn house(&self) -> &House {
        &self.stage.house
    }
}

impl Stage<'_> {
    /// Decisions about reminders, a day off and the head of documents.
    async fn decide(&self) {
        let (ctx, tenant) = (self.ctx(&self.author).await, self.house.id);
        let escalation = Escalation { after_days: 3, recipient: EscalationRecipient::HeadOfUnit };
        let patch = PolicyPatch {
            due_soon_days: Some(vec![4]),
            escalations: Some(vec![escalation]),
            ..PolicyPatch::default()
        };
        notification::update_policy(&ctx, tenant, 0, patch).await.expect("a policy");
        let (day, note) = ("2027-01-08".parse().expect("a day"), self.words("Punte"));
        notification::set_day(&ctx, tenant, day, DayOff::Free, &note).await.expect("a day off");
        let logo = Logo { bytes: SIGN.to_vec(), alt: self.words("Stema") };
        let patch = LetterheadPatch { contact: Some(self.words("Str. Lungă")), logo: Some(Some(logo)) };
        letterhead::update(&ctx, tenant, 0, patch).await.expect("a letterhead");
    }

    /// A nomenclature by which documents of a plan are kept, a document whose term has ended, and selections of others.
    async fn archive(&self, plan: PlanId) {
        let class = self.class(Term::Years(2)).await;
        self.kept(Subject::Plan(plan), "2026-03-01", class).await;
        let patch = RetentionPolicyPatch { needs_confirmation: Some(true), default_class: Some(Some(class)) };
        let ctx = self.ctx(&self.author).await;
        retention::update_policy(&ctx, self.house.id, 0, patch).await.expect("decided");
        let none = RetentionPolicyPatch { default_class: Some(None), ..RetentionPolicyPatch::default() };
        retention::update_policy(&ctx, self.house.id, 1, none).await.expect("decided");
        self.document("2019-02-01", class).await;
        let (old, _) = self.document("2019-03-01", class).await;
        self.disposal(&[old]).await;
        let (gone, _) = self.document("2018-03-01", class).await;
        let id = self.disposal(&[gone]).await;
        self.submit_disposal(id).await;
        self.approve_disposal(id).await;
        let version = self.stored_disposal(id).await.version;
        retention::carry_out(&ctx, id, version).await.expect("carried out");
    }

    /// Somebody who left and was erased.
    async fn erase(&self) {
        let (ctx, place) = (self.ctx(&self.author).await, self.member().await);
        member::end(&ctx, place, 1).await.expect("ended");
        erasure::erase(&ctx, place, 2, &self.words("Cererea 1"), false).await.expect("erased");
    }

    /// How the author wants to be told, something that was read, and calendars for other programs.
    async fn read(&self) {
        let (ctx, tenant) = (self.ctx(&self.author).await, self.house.id);
        let patch = SettingsPatch { due_soon_days: Some(Some(vec![3])), ..SettingsPatch::default() };
        notification::update_settings(&ctx, 0, patch).await.expect("settings");
        let everything = notification::Filter::default();
        let (told, _) = notification::page(&ctx, &everything, None, Some(1)).await.expect("notifications");
        let ids: Vec<_> = told.iter().map(|one| one.id).collect();
        notification::mark_read(&ctx, &ids).await.expect("read");
        for owner in [None, Some(tenant)] {
            notification::renew_feed(&ctx, owner).await.expect("an address");
        }
    }

    /// Something made under an idempotency key.
    async fn repeatable(&self) {
        let (ctx, tenant) = (self.ctx(&self.author).await, self.house.id);
        let (name, key) = (self.words("Vedere"), self.words("cheie"));
        let made = view::create(&ctx, tenant, Surface::Plans, &name, "", Sharing::Own, Some(&key)).await;
        made.expect("a saved view");
    }

    /// Hangs everything on an action that can hang on one.
    async fn furnish(&self, plan: PlanId, action: PlanActionId) {
        let specialist = self.house.people[&Role::Specialist].membership;
        self.check(action).await;
        self.comment(&self.author, action, specialist).await;
        self.comment(&self.house.people[&Role::Specialist], action, self.author.membership).await;
        self.watch(action).await;
        for subject in [Subject::Plan(plan), Subject::Action(action)] {
            let evidence = self.evidence(&self.author, subject).await;
            self.file(&self.author, evidence).await;
            self.upload(&self.author, evidence).await;
        }
        if self.plan(plan).await.number == 0 {
            self.contribute(action, specialist).await;
            let other = self.action(plan, specialist).await;
            self.depend(other, action).await;
        }
    }
}
