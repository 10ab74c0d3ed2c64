//! Plans of the demonstration, as the catalogue has them. Days are counted from the day of loading, so that the
//! demonstration is always in the middle of its work.

use super::{
    deed,
    play::{self, Cast},
};
use crate::app::App;
use calitas_domain::{
    Error, calendar,
    id::{MembershipId, PlanId},
    journal::Actor,
    plan::{ActionStatus, IndicatorInput, PlanKind, PlanStatus, Source, SourceKind},
};
use calitas_store::{
    Scope,
    identity::membership::{self, Filter},
    plan::lifecycle,
};
use rust_decimal::Decimal;
use serde::Deserialize;

/// A plan of the catalogue.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Script {
    pub key: String,
    pub tenant: String,
    #[serde(deserialize_with = "code::kind")]
    pub kind: PlanKind,
    pub title: String,
    pub description: String,
    pub first_day: i64,
    pub months: u32,
    pub unit: String,
    pub owner: String,
    pub approver: String,
    #[serde(deserialize_with = "code::plan_status")]
    pub status: PlanStatus,
    pub note: String,
    /// The project of `seed-results.json` whose budget its actions add up to.
    #[cfg_attr(not(test), expect(dead_code, reason = "compared with the seeds by the tests"))]
    pub project: Option<String>,
    pub revision: Option<Revision>,
    /// The day it was handed over to the municipality.
    pub released: Option<i64>,
    pub actions: Vec<ActionScript>,
}

/// A revision of a plan.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Revision {
    pub day: i64,
    pub reason: String,
}

/// An action of the catalogue.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ActionScript {
    pub key: String,
    pub title: String,
    pub description: String,
    pub unit: String,
    pub responsible: String,
    pub contributors: Vec<String>,
    pub start: i64,
    pub due: i64,
    #[serde(deserialize_with = "code::action_status")]
    pub status: ActionStatus,
    pub progress: Option<i32>,
    pub impact: Option<i32>,
    pub effort: Option<i32>,
    pub source: SourceScript,
    /// The line of the project's budget that pays for it.
    #[cfg_attr(not(test), expect(dead_code, reason = "compared with the seeds by the tests"))]
    pub line: Option<String>,
    pub budget: Option<Decimal>,
    pub indicator: Option<IndicatorScript>,
    pub checklist: Vec<CheckScript>,
    pub after: Vec<String>,
    pub reason: Option<String>,
    /// The version it joined with, when not with the first.
    pub joined: Option<i32>,
    pub watchers: Vec<String>,
    pub comments: Vec<CommentScript>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceScript {
    #[serde(deserialize_with = "code::source")]
    kind: SourceKind,
    reference: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct IndicatorScript {
    name: String,
    unit: String,
    baseline: Option<Decimal>,
    target: Option<Decimal>,
    pub measured: Vec<ValueScript>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct ValueScript {
    pub day: i64,
    pub value: Decimal,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct CheckScript {
    pub title: String,
    pub done: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct CommentScript {
    pub by: String,
    pub day: i64,
    pub text: String,
    pub mentions: Vec<String>,
}

impl From<&SourceScript> for Source {
    fn from(script: &SourceScript) -> Self {
        Self { kind: script.kind, reference: script.reference.clone(), note: script.note.clone() }
    }
}

impl From<&IndicatorScript> for IndicatorInput {
    fn from(script: &IndicatorScript) -> Self {
        let (name, unit) = (script.name.clone(), script.unit.clone());
        Self { name, unit, baseline: script.baseline, target: script.target }
    }
}

/// The plans of the catalogue.
pub(super) fn scripts() -> Vec<Script> {
    #[derive(Deserialize)]
    struct Catalogue {
        plans: Vec<Script>,
    }
    let text = include_str!("../../../domain/catalogues/demo-plans.json");
    serde_json::from_str::<Catalogue>(text).expect("the shipped catalogue has this form").plans
}

/// Plays every plan that is not there yet, each in one transaction.
pub(super) async fn load(app: &App) -> Result<(), Error> {
    for script in scripts() {
        let tenant = super::tenant(&script.tenant);
        let scope = Scope::system(tenant);
        let id = PlanId::new(tenant, super::id(&format!("plan {}", script.key)));
        let mut read = app.store().read(&scope).await?;
        if !lifecycle::by_ids(&mut read, &[id]).await?.is_empty() {
            continue;
        }
        let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
        let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
        let places = membership::by_ids(&mut read, &places).await?;
        drop(read);
        let name = |email: &str| email.split('@').next().unwrap_or_default().to_owned();
        let people = places.iter().map(|place| (name(&place.email), place.id)).collect();
        let cast = Cast::new(tenant, &script.tenant, people, calendar::day(app.now()));
        let mut tx = app.store().write(&scope, tenant, Actor::System, app.now()).await?;
        let place = lifecycle::next_place(&mut tx, &play::series(&script, &cast)).await?;
        let deeds = play::rehearse(&script, &cast, id, place)?;
        deed::perform(tx, deeds).await?;
    }
    Ok(())
}

/// Codes of the catalogue, read into our enums.
mod code {
    use super::{ActionStatus, PlanKind, PlanStatus, SourceKind};
    use serde::{Deserialize, Deserializer, de::Error};

    macro_rules! readers {
        ($($name:ident: $type:ty),*) => {$(
            pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let text = String::deserialize(deserializer)?;
                <$type>::from_code(&text).ok_or_else(|| D::Error::custom(format!("no such code: {text}")))
            }
        )*};
    }
    readers!(kind: PlanKind, plan_status: PlanStatus, action_status: ActionStatus, source: SourceKind);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn seeds() -> serde_json::Value {
        serde_json::from_str(include_str!("../../../domain/catalogues/seed-results.json")).expect("JSON")
    }

    #[test]
    fn each_city_hall_has_about_sixty_actions_in_varied_states() {
        for tenant in ["ps6", "pmbc"] {
            let scripts = scripts();
            let actions: Vec<_> =
                scripts.iter().filter(|s| s.tenant == tenant).flat_map(|s| &s.actions).collect();
            assert!((58..=64).contains(&actions.len()), "{tenant}: {}", actions.len());
            for status in ActionStatus::ALL {
                let is_rare = matches!(status, ActionStatus::Cancelled);
                assert!(is_rare || actions.iter().any(|a| a.status == *status), "{tenant} {status:?}");
            }
        }
    }

    #[test]
    fn budgets_add_up_to_the_lines_of_the_seeds() {
        let seeds = seeds();
        for script in scripts() {
            let Some(project) = &script.project else { continue };
            let seed =
                seeds["projects"].as_array().into_iter().flatten().find(|p| p["code"] == project.as_str());
            let lines = seed.expect("a project")["budget"]["lines"].as_array().cloned().unwrap_or_default();
            let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
            for action in &script.actions {
                assert_eq!(action.line.is_some(), action.budget.is_some(), "{}", action.key);
                if let (Some(line), Some(budget)) = (&action.line, action.budget) {
                    *sums.entry(line).or_default() += budget;
                }
            }
            for (line, sum) in sums {
                let stated = lines.iter().find(|l| l["code"] == line).expect("a line of the seeds");
                assert_eq!(stated["amount"], sum.to_string(), "{project} {line}");
            }
        }
    }

    #[test]
    fn values_are_measured_only_where_the_seeds_state_what_was_achieved() {
        let seeds = seeds();
        let achieved: Vec<(String, String)> = seeds["indicators"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|i| !i["achieved"].is_null())
            .map(|i| (i["project"].as_str().unwrap_or_default().to_owned(), i["achieved"].to_string()))
            .collect();
        for script in scripts().iter().filter(|script| script.project.is_some()) {
            let project = script.project.clone().unwrap_or_default();
            let values = script.actions.iter().filter_map(|a| a.indicator.as_ref()).flat_map(|i| &i.measured);
            let mut found: Vec<_> = values.map(|v| (project.clone(), v.value.to_string())).collect();
            let mut expected: Vec<_> = achieved.iter().filter(|(p, _)| *p == project).cloned().collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn every_target_of_the_seeds_has_an_action() {
        let text = include_str!("../../../domain/catalogues/demo-plans.json");
        for indicator in seeds()["indicators"].as_array().into_iter().flatten() {
            let code = format!("Rezultatul {}", indicator["indicator_code"].as_str().unwrap_or_default());
            assert!(text.contains(&code), "{code}");
        }
    }
}
