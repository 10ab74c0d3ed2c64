//! The chain from objectives to measured values, made by the secretariat for the unit `legal`.

use crate::Stage;
use calitas_app::control;
use calitas_domain::{
    control::{
        Activity, ActivityInput, Indicator, IndicatorDirection, IndicatorInput, Measurement,
        MeasurementInput, Objective, ObjectiveInput, ObjectivePatch,
    },
    id::{ControlActivityId, ControlObjectiveId, UnitId},
};

impl Stage<'_> {
    /// A general objective.
    pub async fn general_objective(&self) -> Objective {
        self.objective_under(None, None).await
    }

    /// A specific objective of the unit `legal`.
    pub async fn specific_objective(&self) -> Objective {
        let general = self.general_objective().await;
        self.objective_under(Some(general.id), Some(self.house.legal)).await
    }

    /// The same out of use.
    pub async fn retired_objective(&self) -> Objective {
        let found = self.specific_objective().await;
        let patch = ObjectivePatch { is_retired: Some(true), ..ObjectivePatch::default() };
        let ctx = self.secretary().await;
        control::update_objective(&ctx, found.id, found.version, patch).await.expect("out of use")
    }

    /// A procedural activity under such an objective, without a procedure.
    pub async fn control_activity(&self) -> Activity {
        let objective = self.specific_objective().await;
        let input = ActivityInput {
            unit: self.house.legal,
            title: self.words("Activitate"),
            is_procedural: true,
            procedure_code: Some(self.words("PO-7")),
            procedure_approved_on: None,
        };
        let ctx = self.secretary().await;
        control::create_activity(&ctx, objective.id, input, None).await.expect("an activity")
    }

    /// Its id.
    pub async fn activity(&self) -> ControlActivityId {
        self.control_activity().await.id
    }

    /// The objective an activity serves.
    pub async fn objective_of(&self, activity: ControlActivityId) -> ControlObjectiveId {
        let found =
            control::activities_by_ids(&*self.secretary().await, &[activity]).await.expect("activities");
        found.first().expect("an activity").objective
    }

    /// An indicator of such an activity, from 60 up to 90.
    pub async fn control_indicator(&self) -> Indicator {
        let activity = self.control_activity().await;
        let input = IndicatorInput {
            activity: Some(activity.id),
            name: self.words("Indicator"),
            measured_in: self.words("%"),
            direction: IndicatorDirection::Up,
            baseline: Some("60".parse().expect("a number")),
            target: "90".parse().expect("a number"),
            due_on: None,
        };
        let ctx = self.secretary().await;
        control::create_indicator(&ctx, activity.objective, input, None).await.expect("an indicator")
    }

    /// A value of such an indicator, measured by the head of the unit.
    pub async fn control_measurement(&self) -> Measurement {
        let indicator = self.control_indicator().await;
        let input = MeasurementInput {
            measured_on: "2026-10-01".parse().expect("a day"),
            value: "80".parse().expect("a number"),
            note: Some(self.words("Din registru")),
        };
        let ctx = self.unit_head().await;
        control::record_measurement(&ctx, indicator.id, input, None).await.expect("a value");
        // What was read before does not know of it.
        let ctx = self.secretary().await;
        control::measurements(&ctx, &[indicator.id]).await.expect("values").remove(0)
    }

    async fn objective_under(&self, parent: Option<ControlObjectiveId>, unit: Option<UnitId>) -> Objective {
        let input = ObjectiveInput {
            parent,
            unit,
            title: self.words("Obiectiv"),
            result: Some(self.words("Rezultat")),
            resources: Some(self.words("Resurse")),
            relevance: Some(self.words("Importanță")),
            due_on: None,
        };
        let ctx = self.secretary().await;
        control::create_objective(&ctx, self.house.id, input, None).await.expect("an objective")
    }
}
