//! Moving an action along the workflow and on the board.

use super::hold::{Held, action_changed};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    id::PlanActionId,
    journal::{EventKind, difference},
    plan::{Action, ActionStatus, Plan, may},
};
use calitas_store::plan::action;

/// Where on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Wherever it is; on top when it comes into another column.
    Any,
    /// First of its column.
    Top,
    /// Right after another card of the column.
    After(PlanActionId),
}

/// A wished move.
#[derive(Debug, Clone)]
pub struct Move {
    /// The action.
    pub id: PlanActionId,
    /// The version the caller had read.
    pub expected_version: i32,
    /// The status to be in.
    pub status: ActionStatus,
    /// Where on the board.
    pub spot: Spot,
    /// Why, where the workflow asks for it.
    pub reason: Option<String>,
}

/// Moves an action to a status, to a place on the board, or both.
///
/// # Errors
/// [`Reason::TransitionNotAllowed`] and the other rules of the workflow; [`Error::Invalid`] for a missing reason or a
/// card of another column; [`Reason::ChangedMeanwhile`] when somebody else moved it meanwhile.
pub async fn move_action(ctx: &Ctx, wish: Move) -> Result<(Action, Plan), Error> {
    let mut held = Held::open(ctx, Permission::ActionReport, wish.id).await?;
    let old = held.action.clone();
    let spot = match wish.spot {
        Spot::Any if wish.status == old.status => return Ok((old, held.plan)),
        Spot::Any => Spot::Top,
        spot => spot,
    };
    let involvement = held.involvement();
    let new = if wish.status == old.status {
        may::place(&old, &held.plan, &held.access, involvement).map_err(Error::refused)?;
        old.clone()
    } else {
        let versions =
            Versions { subject: wish.id.row, current: old.version, expected: wish.expected_version };
        let mut wished = old.clone();
        wished.status = wish.status;
        merge::check(ctx, &mut held.tx, versions, &difference(&old, &wished)).await?;
        let (facts, reason) = (held.facts().await?, wish.reason.as_deref());
        old.clone().moved(wish.status, reason, &held.plan, &held.access, &facts, ctx.now())?
    };
    let (before, after) = neighbours(&mut held, &new, spot).await?;
    let placed = new.placed(before.as_deref(), after.as_deref(), ctx.now());
    // Status and place are one change for others.
    let new = Action { version: old.version + 1, ..placed };
    action::save(&mut held.tx, &new).await?;
    held.tx.commit(action_changed(EventKind::PlanActionMoved, &new, difference(&old, &new))).await?;
    Ok((new, held.plan))
}

/// The places between which a spot of a column lies.
async fn neighbours(
    held: &mut Held,
    moving: &Action,
    spot: Spot,
) -> Result<(Option<String>, Option<String>), Error> {
    match spot {
        Spot::Any | Spot::Top => {
            let (first, _) = action::board_ends(&mut held.tx, held.plan.id, Some(moving.status)).await?;
            Ok((None, first))
        }
        Spot::After(other) => {
            let found = action::by_ids(&mut held.tx, &[other]).await?.pop();
            let other = found.filter(|other| {
                other.plan == moving.plan && other.status == moving.status && other.id != moving.id
            });
            let unknown = || Error::invalid("boardAfterId", Reason::UnknownReference);
            let rank = other.ok_or_else(unknown)?.board_rank;
            let next =
                action::board_next(&mut held.tx, held.plan.id, moving.status, &rank, moving.id).await?;
            Ok((Some(rank), next))
        }
    }
}
