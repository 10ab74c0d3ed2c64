//! Risks and alerts, made by the secretariat and the head of the unit `legal`.

use crate::{Stage, world::Person};
use calitas_app::{Ctx, risk};
use calitas_domain::{
    access::Role,
    id::UnitId,
    plan::{ActionInput, Source, SourceKind},
    risk::{
        Acceptance, Alert, AlertDecision, AlertInput, Rating, ReviewInput, ReviewKind, Risk, RiskInput,
        RiskPatch, SettingPatch, Strategy, Target,
    },
};
use std::sync::Arc;

impl Stage<'_> {
    /// A risk of the unit `legal`, rated 4 x 3 without any measure.
    pub async fn risk(&self) -> Risk {
        self.risk_of(self.house.legal, None).await
    }

    /// A risk of a unit.
    pub async fn risk_of(&self, unit: UnitId, target: Option<Target>) -> Risk {
        let input = RiskInput {
            unit,
            target,
            title: self.words("Depășirea termenelor"),
            causes: self.words("Personal insuficient"),
            consequences: self.words("Sancțiuni"),
            owner: Some(self.house.people[&Role::HeadOfUnit].membership),
            inherent: Rating { probability: 4, impact: 3 },
            residual_probability: None,
            residual_impact: None,
            residual_reason: None,
            strategy: Strategy::Treat,
            next_review_on: None,
            remarks: Some(self.words("De urmărit")),
        };
        let ctx = self.keeper().await;
        risk::create(&ctx, self.house.id, input, None).await.expect("a risk")
    }

    /// The same after it was closed.
    pub async fn closed_risk(&self) -> Risk {
        let open = self.risk().await;
        let (ctx, reason) = (self.keeper().await, self.words("Nu mai este cazul"));
        risk::close(&ctx, open.id, open.version, &reason).await.expect("closed")
    }

    /// The same after it was looked at.
    pub async fn reviewed_risk(&self) -> Risk {
        let open = self.risk().await;
        let ctx = self.keeper().await;
        let input = ReviewInput {
            kind: ReviewKind::Event,
            reviewed_on: ctx.today(),
            cause: Some(self.words("Incident")),
            inherent_probability: None,
            inherent_impact: None,
            residual_probability: Some(2),
            residual_impact: Some(3),
            residual_reason: None,
            next_review_on: None,
        };
        risk::review(&ctx, open.id, open.version, input, None).await.expect("looked at").0
    }

    /// An alert about the unit `legal` that somebody raised.
    pub async fn alert_by(&self, person: &Person) -> Alert {
        let input = AlertInput {
            unit: self.house.legal,
            title: self.words("Acces neautorizat"),
            description: self.words("Ușa arhivei nu se mai încuie"),
            causes: self.words("Încuietoare defectă"),
            consequences: self.words("Pierderea dosarelor"),
            rating: Rating { probability: 3, impact: 4 },
        };
        let ctx = self.ctx(person).await;
        risk::raise(&ctx, self.house.id, input, None).await.expect("an alert")
    }

    /// An alert that the author raised.
    pub async fn alert(&self) -> Alert {
        self.alert_by(&self.author).await
    }

    /// The same after its analysis, which proposes to keep it on the register.
    pub async fn analysed_alert(&self) -> Alert {
        let raised = self.alert().await;
        let (ctx, words) = (self.keeper().await, self.words("Se confirmă"));
        let done = risk::analyse(&ctx, raised.id, raised.version, &words, AlertDecision::Retain).await;
        done.expect("analysed")
    }

    /// What somebody may decide about the scale, with the version it is decided on.
    pub async fn risk_setting(&self) -> i32 {
        risk::setting(&*self.keeper().await, self.house.id).await.expect("a setting").version
    }

    /// A register with something in every table of it.
    pub(crate) async fn register(&self) {
        let activity = self.activity().await;
        self.control_measurement().await;
        self.risk_of(self.house.legal, Some(Target::Activity(activity))).await;
        let risk = self.reviewed_risk().await;
        self.measure(&risk).await;
        self.closed_risk().await;
        self.alert().await;
        self.reject().await;
        let analysed = self.analysed_alert().await;
        let into = risk::Into::New(Box::new(Acceptance {
            title: None,
            causes: None,
            consequences: None,
            inherent_probability: None,
            inherent_impact: None,
            strategy: Strategy::Monitor,
            owner: None,
            target: None,
            next_review_on: None,
        }));
        let ctx = self.keeper().await;
        risk::accept(&ctx, analysed.id, analysed.version, into).await.expect("accepted");
        let patch = SettingPatch {
            limit: Some(Some(9)),
            approved_by: Some(Some(self.house.people[&Role::HeadOfInstitution].membership)),
            approved_on: Some(Some(ctx.today())),
            ..SettingPatch::default()
        };
        risk::update_setting(&ctx, self.house.id, 0, patch).await.expect("decided");
    }

    /// A measure against a risk that became graver all the same.
    async fn measure(&self, risk: &Risk) {
        let (plan, _) = self.draft().await;
        let ctx = self.ctx(&self.author).await;
        let input = ActionInput {
            title: self.words("Program de înlocuire"),
            description: self.words("Cum"),
            source: Source {
                kind: SourceKind::Risk,
                reference: Some(risk.code()),
                note: Some(self.words("Din registru")),
            },
            responsible: None,
            unit: Some(self.house.legal),
            impact: None,
            effort: None,
            budget: None,
            start_on: None,
            due_on: None,
            indicator: None,
        };
        calitas_app::plan::create_action(&ctx, plan, input, None).await.expect("a measure");
        let patch = RiskPatch {
            residual_probability: Some(Some(5)),
            residual_impact: Some(Some(5)),
            residual_reason: Some(Some(self.words("Lege nouă"))),
            ..RiskPatch::default()
        };
        risk::update(&*self.keeper().await, risk.id, risk.version, patch).await.expect("graver");
    }

    async fn reject(&self) {
        let analysed = self.analysed_alert().await;
        let (ctx, reason) = (self.keeper().await, self.words("Nu privește instituția"));
        risk::reject(&ctx, analysed.id, analysed.version, &reason).await.expect("rejected");
    }

    async fn keeper(&self) -> Arc<Ctx> {
        self.ctx(&self.house.people[&Role::ControlSecretariat]).await
    }
}
