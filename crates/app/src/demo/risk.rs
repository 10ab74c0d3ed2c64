//! The register of risks of the demonstration: the same dozen of risks in every institution, each where it belongs there,
//! entered last year, reviewed once since, one closed, with alerts in every state. Told in the order of time, so that the
//! register can be looked at as of any day.

use super::{
    control::{Cast, cast, morning},
    risk_script::{ALERTS, AlertScript, RISKS, RiskScript},
};
use crate::app::App;
use calitas_domain::{
    Error, Event, calendar,
    control::Activity,
    id::{MembershipId, RiskAlertId, RiskId, RiskReviewId, TenantId, UnitId},
    journal::{Actor, EventKind, created, difference},
    risk::{
        Alert, AlertDecision, AlertInput, Rating, ReviewInput, ReviewKind, Risk, RiskInput, RiskPatch, Scale,
        Setting, SettingPatch, Target,
    },
    tenancy::Unit,
};
use calitas_store::{
    Scope, WriteTx,
    control::activity,
    identity::membership::{self, Filter},
    risk::{alert, register, review, setting},
    tenancy,
};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// The exposure institutions of the demonstration tolerate.
const TOLERATED: i32 = 10;

/// The story of one institution.
struct Story<'a> {
    app: &'a App,
    tenant: TenantId,
    tx: WriteTx,
    cast: Cast,
    today: NaiveDate,
    units: Vec<Unit>,
    /// What the units do, each with the objective it serves.
    activities: Vec<Activity>,
    risks: Vec<Risk>,
}

/// Tells the story of an institution, unless it has risks.
pub(super) async fn load(app: &App, tenant: TenantId) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut read = app.store().read(&scope).await?;
    if !register::of_tenant(&mut read, tenant).await?.is_empty() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
    let Some(cast) = cast(&membership::by_ids(&mut read, &places).await?) else { return Ok(()) };
    let mut units = tenancy::units(&mut read, tenant).await?;
    let activities = activity::of_tenant(&mut read, tenant).await?;
    drop(read);
    units.retain(|unit| unit.retired_at.is_none());
    if units.is_empty() {
        return Ok(());
    }
    let tx = app.store().write(&scope, tenant, Actor::System, app.now()).await?;
    let today = calendar::day(app.now());
    let mut story = Story { app, tenant, tx, cast, today, units, activities, risks: Vec::new() };
    story.decide().await?;
    for (number, script) in (1..).zip(RISKS) {
        story.enter(number, script).await?;
    }
    for (at, script) in RISKS.iter().enumerate() {
        story.look(at, script).await?;
    }
    story.shake().await?;
    story.close().await?;
    let [raised, handed_up, accepted] = ALERTS;
    story.alert(1, accepted, AlertDecision::Retain).await?;
    story.alert(2, handed_up, AlertDecision::Escalate).await?;
    story.end(3, raised).await
}

impl Story<'_> {
    fn day(&self, before: u64) -> NaiveDate {
        self.today - Days::new(before)
    }

    /// A moment of a day so many days ago; later ones of a day are later.
    fn at(&self, before: u64, step: usize) -> DateTime<Utc> {
        morning(self.day(before)) + chrono::Duration::minutes(i64::try_from(step).unwrap_or(0))
    }

    /// The unit a risk belongs to: the first of those it names, otherwise one in turn.
    fn unit(&self, wanted: &[&str], turn: usize) -> UnitId {
        let named = wanted.iter().find_map(|code| self.units.iter().find(|unit| unit.code == *code));
        named.unwrap_or(&self.units[turn % self.units.len()]).id
    }

    /// What a risk threatens: an activity of its unit, the objective that the activity serves, or nobody said it.
    fn target(&self, unit: UnitId, turn: usize) -> Option<Target> {
        let found = self.activities.iter().find(|activity| activity.unit == unit)?;
        match turn % 3 {
            0 => Some(Target::Activity(found.id)),
            1 => Some(Target::Objective(found.objective)),
            _ => None,
        }
    }

    fn head(&self, unit: UnitId) -> MembershipId {
        self.cast.heads.get(&unit).copied().unwrap_or(self.cast.secretary)
    }

    async fn tell(&mut self, by: MembershipId, at: DateTime<Utc>, event: Event) -> Result<(), Error> {
        self.tx.as_of(Actor::Member(by), at);
        Ok(self.tx.record(&event.under(self.tenant.0)).await?)
    }

    /// The head approves what is tolerated.
    async fn decide(&mut self) -> Result<(), Error> {
        let (at, on) = (self.at(430, 0), self.day(430));
        let old = setting::lock(&mut self.tx).await?;
        let patch = SettingPatch {
            limit: Some(Some(TOLERATED)),
            approved_by: Some(Some(self.cast.head)),
            approved_on: Some(Some(on)),
            ..SettingPatch::default()
        };
        let new: Setting = old.patched(patch, 0, on)?;
        setting::save(&mut self.tx, &new).await?;
        let event = Event::new(EventKind::RiskSettingUpdated, TenantId::KIND, self.tenant.0);
        self.tell(self.cast.secretary, at, event.with(difference(&old, &new))).await
    }

    async fn enter(&mut self, number: i32, script: &RiskScript) -> Result<(), Error> {
        let turn = self.risks.len();
        let unit = self.unit(script.units, turn);
        let before = 420 - 2 * u64::try_from(turn).unwrap_or(0);
        let (head, at, on) = (self.head(unit), self.at(before, 0), self.day(before));
        let input = RiskInput {
            unit,
            target: self.target(unit, turn),
            title: script.title.to_owned(),
            causes: script.causes.to_owned(),
            consequences: script.consequences.to_owned(),
            owner: Some(head),
            inherent: rating(script.inherent),
            residual_probability: None,
            residual_impact: None,
            residual_reason: None,
            strategy: script.strategy,
            next_review_on: None,
            remarks: script.remarks.map(str::to_owned),
        };
        let id = RiskId::new(self.tenant, self.app.new_id());
        let next = setting::next_risk(&mut self.tx).await?;
        debug_assert_eq!(next, number, "nothing else enters risks meanwhile");
        let new = Risk::enter(id, next, input, Scale::Scale5, at, on)?;
        register::create(&mut self.tx, &new).await?;
        let event = about(EventKind::RiskCreated, &new).with(created(&new));
        self.risks.push(new);
        self.tell(head, at, event).await
    }

    /// The yearly review: what is left after the measures is rated. Some are not looked at in time.
    async fn look(&mut self, at: usize, script: &RiskScript) -> Result<(), Error> {
        let Some(residual) = script.residual else { return Ok(()) };
        let found = self.risks[at].clone();
        let (by, when) = (self.head(found.unit), self.at(330, at));
        let input = ReviewInput {
            residual_probability: Some(residual.0),
            residual_impact: Some(residual.1),
            residual_reason: script.residual_reason.map(str::to_owned),
            ..yearly(self.day(330))
        };
        self.review(at, by, when, input).await
    }

    /// Something happened, and a risk is looked at because of it; another one is described better.
    async fn shake(&mut self) -> Result<(), Error> {
        let at = RISKS.iter().position(|script| script.incident.is_some()).unwrap_or(0);
        let (by, when) = (self.head(self.risks[at].unit), self.at(120, 0));
        let input = ReviewInput {
            kind: ReviewKind::Event,
            cause: RISKS[at].incident.map(str::to_owned),
            inherent_probability: Some(5),
            ..yearly(self.day(120))
        };
        self.review(at, by, when, input).await?;
        let old = self.risks[0].clone();
        let remarks = "Se urmărește lunar numărul cererilor soluționate peste termen.".to_owned();
        let patch = RiskPatch { remarks: Some(Some(remarks)), ..RiskPatch::default() };
        let new = old.clone().patched(patch, self.day(90))?;
        register::save(&mut self.tx, &new).await?;
        let event = about(EventKind::RiskUpdated, &new).with(difference(&old, &new));
        let (by, when) = (self.head(new.unit), self.at(90, 0));
        self.risks[0] = new;
        self.tell(by, when, event).await
    }

    async fn close(&mut self) -> Result<(), Error> {
        let at = RISKS.iter().position(|script| script.closed.is_some()).unwrap_or(0);
        let Some(reason) = RISKS[at].closed else { return Ok(()) };
        let old = self.risks[at].clone();
        let new = old.clone().close(reason)?;
        register::save(&mut self.tx, &new).await?;
        let event = about(EventKind::RiskClosed, &new).with(difference(&old, &new));
        self.tell(self.head(new.unit), self.at(60, 0), event).await
    }

    async fn review(
        &mut self,
        at: usize,
        by: MembershipId,
        when: DateTime<Utc>,
        input: ReviewInput,
    ) -> Result<(), Error> {
        let old = self.risks[at].clone();
        let id = RiskReviewId::new(self.tenant, self.app.new_id());
        let (new, look) = old.clone().reviewed(id, &input, by, when, input.reviewed_on)?;
        register::save(&mut self.tx, &new).await?;
        review::create(&mut self.tx, &look).await?;
        let event = about(EventKind::RiskReviewed, &new).with(difference(&old, &new));
        self.risks[at] = new;
        self.tell(by, when, event).await
    }

    /// An alert that is analysed, and taken into a risk when it is to be retained.
    async fn alert(
        &mut self,
        number: i32,
        script: &AlertScript,
        decision: AlertDecision,
    ) -> Result<(), Error> {
        let (raised, raiser) = self.raise(number, script).await?;
        let event = told(EventKind::RiskAlertRaised, &raised).with(created(&raised));
        self.tell(raiser, raised.raised_at, event).await?;
        let (by, at) = (self.head(raised.unit), self.at(script.before - 3, 0));
        let analysed = raised.clone().analyse(script.analysis, decision, by, at)?;
        alert::save(&mut self.tx, &analysed).await?;
        let event = told(EventKind::RiskAlertAnalysed, &analysed).with(difference(&raised, &analysed));
        self.tell(by, at, event).await?;
        match decision {
            AlertDecision::Retain => {}
            AlertDecision::Escalate | AlertDecision::Irrelevant => return Ok(()),
        }
        let at = self.at(script.before - 4, 0);
        let accepted = analysed.clone().accept(self.risks[script.risk].id, by, at)?;
        alert::save(&mut self.tx, &accepted).await?;
        let event = told(EventKind::RiskAlertAccepted, &accepted).with(difference(&analysed, &accepted));
        self.tell(by, at, event).await
    }

    /// The last alert, which nobody has looked at.
    async fn end(mut self, number: i32, script: &AlertScript) -> Result<(), Error> {
        let (raised, raiser) = self.raise(number, script).await?;
        self.tx.as_of(Actor::Member(raiser), raised.raised_at);
        let event = told(EventKind::RiskAlertRaised, &raised).with(created(&raised));
        Ok(self.tx.commit(event.under(self.tenant.0)).await?)
    }

    async fn raise(&mut self, number: i32, script: &AlertScript) -> Result<(Alert, MembershipId), Error> {
        let unit = self.risks[script.risk].unit;
        let input = AlertInput {
            unit,
            title: script.title.to_owned(),
            description: script.description.to_owned(),
            causes: script.causes.to_owned(),
            consequences: script.consequences.to_owned(),
            rating: rating(script.rating),
        };
        let next = setting::next_alert(&mut self.tx).await?;
        debug_assert_eq!(next, number, "nothing else raises alerts meanwhile");
        let raiser = self.cast.heads.values().copied().find(|head| *head != self.head(unit));
        let raiser = raiser.unwrap_or(self.cast.secretary);
        let (id, at) = (RiskAlertId::new(self.tenant, self.app.new_id()), self.at(script.before, 30));
        let new = Alert::raise(id, next, input, Scale::Scale5, raiser, at)?;
        alert::create(&mut self.tx, &new).await?;
        Ok((new, raiser))
    }
}

fn yearly(on: NaiveDate) -> ReviewInput {
    ReviewInput {
        kind: ReviewKind::Yearly,
        reviewed_on: on,
        cause: None,
        inherent_probability: None,
        inherent_impact: None,
        residual_probability: None,
        residual_impact: None,
        residual_reason: None,
        next_review_on: None,
    }
}

fn rating((probability, impact): (i32, i32)) -> Rating {
    Rating { probability, impact }
}

fn about(kind: EventKind, risk: &Risk) -> Event {
    Event::new(kind, RiskId::KIND, risk.id.row).at_version(risk.version)
}

fn told(kind: EventKind, alert: &Alert) -> Event {
    Event::new(kind, RiskAlertId::KIND, alert.id.row).at_version(alert.version)
}
