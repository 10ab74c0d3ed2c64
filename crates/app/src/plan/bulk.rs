//! The same change on many actions. Each is a change of its own: what one refuses does not hold up the others.

use super::{
    action,
    movement::{Move, move_action},
};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason,
    id::{PlanActionId, PlanId},
    plan::{Action, ActionPatch, Plan},
};
use std::collections::BTreeMap;

/// At most this many actions at once.
const MAX: usize = 100;

/// An action that did not change, and why.
#[derive(Debug)]
pub struct Refused {
    /// The action.
    pub id: PlanActionId,
    /// Why.
    pub error: Error,
}

/// What became of a change of many.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The changed actions, in the order they were named.
    pub actions: Vec<Action>,
    /// Their plans.
    pub plans: BTreeMap<PlanId, Plan>,
    /// What did not change.
    pub refused: Vec<Refused>,
}

impl Outcome {
    fn note(&mut self, id: PlanActionId, result: Result<(Action, Plan), Error>) {
        match result {
            Ok((action, plan)) => {
                self.actions.push(action);
                self.plans.insert(plan.id, plan);
            }
            Err(error) => self.refused.push(Refused { id, error }),
        }
    }
}

/// Changes many actions alike.
///
/// # Errors
/// [`Reason::TooMany`]; what a single action refuses stands in the outcome.
pub async fn update_all(
    ctx: &Ctx,
    changes: &[(PlanActionId, i32)],
    patch: &ActionPatch,
) -> Result<Outcome, Error> {
    few("changes", changes.len())?;
    let mut outcome = Outcome::default();
    for (id, expected_version) in changes {
        outcome.note(*id, action::update(ctx, *id, *expected_version, patch.clone()).await);
    }
    Ok(outcome)
}

/// Moves many actions.
///
/// # Errors
/// [`Reason::TooMany`]; what a single action refuses stands in the outcome.
pub async fn move_all(ctx: &Ctx, moves: Vec<Move>) -> Result<Outcome, Error> {
    few("changes", moves.len())?;
    let mut outcome = Outcome::default();
    for wish in moves {
        outcome.note(wish.id, move_action(ctx, wish).await);
    }
    Ok(outcome)
}

fn few(path: &str, count: usize) -> Result<(), Error> {
    if count <= MAX { Ok(()) } else { Err(Error::invalid(path, Reason::TooMany { max: MAX })) }
}
