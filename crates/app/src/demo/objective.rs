//! The objectives of the demonstration: three general ones in every institution, a specific one of each compartment with
//! its activities, procedures and indicators, measured three times since.

use super::{
    control::{Cast, cast, morning},
    objective_script::{GENERALS, IndicatorScript, Procedure, SPECIFICS, SpecificScript},
};
use crate::{app::App, control};
use calitas_domain::{
    Error, Event, calendar,
    control::{
        Activity, ActivityInput, Indicator, IndicatorInput, Measurement, MeasurementInput, Objective,
        ObjectiveInput,
    },
    id::{
        ControlActivityId, ControlIndicatorId, ControlMeasurementId, ControlObjectiveId, MembershipId,
        TenantId, UnitId,
    },
    journal::{Actor, EventKind, created},
    tenancy::Unit,
};
use calitas_store::{
    Scope, WriteTx,
    control::{activity, indicator, measurement, objective},
    identity::membership::{self, Filter},
    tenancy,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use rust_decimal::Decimal;

/// When values were measured, in days ago.
const MEASURED: [u64; 3] = [300, 120, 30];
/// When it all was set, in days ago.
const SET: u64 = 450;

/// The story of one institution.
struct Story<'a> {
    app: &'a App,
    tenant: TenantId,
    tx: WriteTx,
    cast: Cast,
    today: NaiveDate,
    procedures: u32,
    /// Told when the next one is: the last one is for the commit.
    waiting: Option<(MembershipId, DateTime<Utc>, Event)>,
    /// What is measured later, by whom.
    measured: Vec<(MembershipId, Indicator, &'static [i64])>,
}

/// Tells the story of an institution, unless it has objectives.
pub(super) async fn load(app: &App, tenant: TenantId) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut read = app.store().read(&scope).await?;
    if !objective::of_tenant(&mut read, tenant, None).await?.is_empty() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
    let Some(cast) = cast(&membership::by_ids(&mut read, &places).await?) else { return Ok(()) };
    let units = tenancy::units(&mut read, tenant).await?;
    drop(read);
    let units: Vec<Unit> = units.into_iter().filter(|unit| unit.retired_at.is_none()).collect();
    let tx = app.store().write(&scope, tenant, Actor::System, app.now()).await?;
    let today = calendar::day(app.now());
    let (waiting, measured) = (None, Vec::new());
    let mut story = Story { app, tenant, tx, cast, today, procedures: 0, waiting, measured };
    let generals = story.generals().await?;
    let mut turns = [0; GENERALS.len()];
    for unit in &units {
        let fits = |script: &&SpecificScript| script.units.contains(&unit.code.as_str());
        let script = SPECIFICS.iter().find(fits).unwrap_or(&SPECIFICS[SPECIFICS.len() - 1]);
        turns[script.general] += 1;
        story.specific(&generals[script.general], turns[script.general], unit.id, script).await?;
    }
    story.measure().await?;
    story.end().await
}

impl Story<'_> {
    fn at(&self, before: u64) -> DateTime<Utc> {
        morning(self.today - Days::new(before))
    }

    fn head(&self, unit: UnitId) -> MembershipId {
        self.cast.heads.get(&unit).copied().unwrap_or(self.cast.secretary)
    }

    async fn tell(&mut self, by: MembershipId, at: DateTime<Utc>, event: Event) -> Result<(), Error> {
        if let Some((by, at, event)) = self.waiting.replace((by, at, event)) {
            self.tx.as_of(Actor::Member(by), at);
            self.tx.record(&event).await?;
        }
        Ok(())
    }

    async fn end(mut self) -> Result<(), Error> {
        let Some((by, at, event)) = self.waiting.take() else { return Ok(()) };
        self.tx.as_of(Actor::Member(by), at);
        Ok(self.tx.commit(event).await?)
    }

    async fn generals(&mut self) -> Result<Vec<Objective>, Error> {
        let mut generals = Vec::new();
        for (number, script) in (1..).zip(&GENERALS) {
            let input = ObjectiveInput {
                parent: None,
                unit: None,
                title: script.title.to_owned(),
                result: Some(script.result.to_owned()),
                resources: None,
                relevance: Some(script.relevance.to_owned()),
                due_on: self.year_end(),
            };
            generals.push(self.set(self.cast.secretary, number, input, None).await?);
        }
        Ok(generals)
    }

    async fn specific(
        &mut self,
        general: &Objective,
        number: i32,
        unit: UnitId,
        script: &'static SpecificScript,
    ) -> Result<(), Error> {
        let (head, at, today) = (self.head(unit), self.at(SET), self.today);
        let input = ObjectiveInput {
            parent: Some(general.id),
            unit: Some(unit),
            title: script.title.to_owned(),
            result: Some(script.result.to_owned()),
            resources: script.resources.map(str::to_owned),
            relevance: Some(GENERALS[script.general].relevance.to_owned()),
            due_on: self.year_end(),
        };
        let made = self.set(head, number, input, Some(general)).await?;
        let mut activities = Vec::new();
        for (number, (title, procedure)) in (1..).zip(script.activities) {
            let (procedure_code, approved) = self.procedure(*procedure);
            let input = ActivityInput {
                unit,
                title: (*title).to_owned(),
                is_procedural: *procedure != Procedure::NotNeeded,
                procedure_code,
                procedure_approved_on: approved.map(|before| today - Days::new(before)),
            };
            let id = ControlActivityId::new(self.tenant, self.app.new_id());
            let new = Activity::enter(id, number, input, &made, at, today)?;
            activity::create(&mut self.tx, &new).await?;
            let event = control::activity_event(EventKind::ControlActivityCreated, &new);
            self.tell(head, at, event.with(created(&new))).await?;
            activities.push(new);
        }
        for script in script.indicators {
            self.indicator(head, &made, script.activity.map(|at| &activities[at]), script).await?;
        }
        Ok(())
    }

    async fn set(
        &mut self,
        by: MembershipId,
        number: i32,
        input: ObjectiveInput,
        general: Option<&Objective>,
    ) -> Result<Objective, Error> {
        let (id, at) = (ControlObjectiveId::new(self.tenant, self.app.new_id()), self.at(SET));
        let new = Objective::set(id, number, input, general, at)?;
        objective::create(&mut self.tx, &new).await?;
        let event = control::objective_event(EventKind::ControlObjectiveCreated, &new);
        self.tell(by, at, event.with(created(&new))).await?;
        Ok(new)
    }

    async fn indicator(
        &mut self,
        head: MembershipId,
        of: &Objective,
        activity: Option<&Activity>,
        script: &'static IndicatorScript,
    ) -> Result<(), Error> {
        let input = IndicatorInput {
            activity: activity.map(|activity| activity.id),
            name: script.name.to_owned(),
            measured_in: script.measured_in.to_owned(),
            direction: script.direction,
            baseline: script.baseline.map(Decimal::from),
            target: Decimal::from(script.target),
            due_on: self.year_end(),
        };
        let (id, at) = (ControlIndicatorId::new(self.tenant, self.app.new_id()), self.at(SET));
        let new = Indicator::enter(id, input, of, activity, at)?;
        indicator::create(&mut self.tx, &new).await?;
        let event = control::indicator_event(EventKind::ControlIndicatorCreated, &new);
        self.tell(head, at, event.with(created(&new))).await?;
        self.measured.push((head, new, script.values));
        Ok(())
    }

    /// What was measured, day by day.
    async fn measure(&mut self) -> Result<(), Error> {
        let measured = std::mem::take(&mut self.measured);
        for (turn, before) in MEASURED.into_iter().enumerate() {
            let (at, on) = (self.at(before), self.today - Days::new(before));
            for (head, indicator, values) in &measured {
                let Some(value) = values.get(turn) else { continue };
                let input = MeasurementInput { measured_on: on, value: Decimal::from(*value), note: None };
                let id = ControlMeasurementId::new(self.tenant, self.app.new_id());
                let new = Measurement::record(id, indicator.id, input, *head, at, on)?;
                measurement::create(&mut self.tx, &new).await?;
                let event = control::measured_event(EventKind::ControlMeasurementRecorded, indicator);
                self.tell(*head, at, event.with(created(&new))).await?;
            }
        }
        Ok(())
    }

    /// The code of a procedure and how many days ago it was approved.
    fn procedure(&mut self, procedure: Procedure) -> (Option<String>, Option<u64>) {
        let approved = match procedure {
            Procedure::NotNeeded | Procedure::Missing => return (None, None),
            Procedure::Drafted => None,
            Procedure::Approved(before) => Some(before),
        };
        self.procedures += 1;
        (Some(format!("PO-{:02}", self.procedures)), approved)
    }

    fn year_end(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.today.year(), 12, 31)
    }
}
