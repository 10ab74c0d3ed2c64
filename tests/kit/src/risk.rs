//! Risks and alerts, made by the secretariat and the head of the unit `legal`.

use crate::{Stage, world::Person};
use calitas_app::{Ctx, risk};
use calitas_domain::{
    access::Role,
    id::{ControlActivityId, ControlObjectiveId, UnitId},
    plan::{ActionInput, Source, SourceKind},
    risk::{
        Acceptance, Alert, AlertDecision, AlertInput, Rating, ReviewInput, ReviewKind, Risk, RiskInput,
        RiskPatch, SettingPatch, Strategy, Target,
    },
};
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use uuid::Uuid;

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

    /// An activity under a specific objective of the unit `legal`.
    pub async fn activity(&self) -> ControlActivityId {
        let (general, specific, activity) = (self.row(), self.row(), self.row());
        let (tenant, unit) = (self.house.id.0, self.house.legal.row);
        let number = i32::try_from(self.number()).expect("few") + 1;
        let mut admin = self.admin().await;
        let objective = "INSERT INTO control_objective (tenant_id, id, kind, parent_id, unit_id, number, title, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, now())";
        for (id, kind, parent, of, title) in [
            (general, "GENERAL", None, None, "Obiectiv general"),
            (specific, "SPECIFIC", Some(general), Some(unit), "Obiectiv specific"),
        ] {
            sqlx::query(objective)
                .bind(tenant)
                .bind(id)
                .bind(kind)
                .bind(parent)
                .bind(of)
                .bind(number)
                .bind(self.words(title))
                .execute(&mut admin)
                .await
                .expect("an objective");
        }
        sqlx::query(
            "INSERT INTO control_activity (tenant_id, id, objective_id, unit_id, number, title, is_procedural, created_at)
             VALUES ($1, $2, $3, $4, 1, $5, true, now())",
        )
        .bind(tenant)
        .bind(activity)
        .bind(specific)
        .bind(unit)
        .bind(self.words("Activitate"))
        .execute(&mut admin)
        .await
        .expect("an activity");
        ControlActivityId::new(self.house.id, activity)
    }

    /// The objective an activity serves.
    pub async fn objective_of(&self, activity: ControlActivityId) -> ControlObjectiveId {
        let found: Uuid =
            sqlx::query_scalar("SELECT objective_id FROM control_activity WHERE tenant_id = $1 AND id = $2")
                .bind(activity.tenant.0)
                .bind(activity.row)
                .fetch_one(&mut self.admin().await)
                .await
                .expect("an activity");
        ControlObjectiveId::new(activity.tenant, found)
    }

    /// A register with something in every table of it.
    pub(crate) async fn register(&self) {
        let activity = self.activity().await;
        self.measured(activity).await;
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

    /// An indicator of an activity with a measured value.
    async fn measured(&self, activity: ControlActivityId) {
        let (objective, indicator) = (self.objective_of(activity).await, self.row());
        let mut admin = self.admin().await;
        sqlx::query(
            "INSERT INTO control_indicator (tenant_id, id, objective_id, activity_id, name, measured_in, direction, target,
               created_at)
             VALUES ($1, $2, $3, $4, $5, '%', 'UP', 90, now())",
        )
        .bind(activity.tenant.0)
        .bind(indicator)
        .bind(objective.row)
        .bind(activity.row)
        .bind(self.words("Indicator"))
        .execute(&mut admin)
        .await
        .expect("an indicator");
        sqlx::query(
            "INSERT INTO control_measurement (tenant_id, id, indicator_id, measured_on, value, measured_by, created_at)
             VALUES ($1, $2, $3, '2026-10-01', 80, $4, now())",
        )
        .bind(activity.tenant.0)
        .bind(self.row())
        .bind(indicator)
        .bind(self.author.membership.row)
        .execute(&mut admin)
        .await
        .expect("a value");
    }

    fn row(&self) -> Uuid {
        self.world().app.new_id()
    }

    /// Objectives have no use cases yet.
    async fn admin(&self) -> PgConnection {
        PgConnection::connect(&self.world().database.admin_url).await.expect("the superuser")
    }

    async fn keeper(&self) -> Arc<Ctx> {
        self.ctx(&self.house.people[&Role::ControlSecretariat]).await
    }
}
