//! What the demonstration writes down: rows and what the journal says of them.

use calitas_domain::{
    Error, Event,
    id::{MembershipId, PlanActionId, PlanId},
    journal::Actor,
    plan::{Action, ChecklistItem, Comment, Measurement, Plan, Snapshot, Version},
};
use calitas_store::{WriteTx, plan as rows};
use chrono::{DateTime, Utc};

/// One act: when, by whom, what is stored and what the journal says.
#[derive(Debug)]
pub(super) struct Deed {
    pub at: DateTime<Utc>,
    pub by: MembershipId,
    pub rows: Vec<Row>,
    pub event: Event,
}

/// Something to store.
#[derive(Debug)]
pub(super) enum Row {
    NewPlan(Plan),
    Plan(Plan),
    NewAction(Action),
    Action(Action),
    Contributors(Action, Vec<MembershipId>),
    Dependency(Action, PlanActionId),
    NewItem(Action, ChecklistItem),
    Item(ChecklistItem),
    Measurement(Action, Measurement),
    Comment(Comment),
    Watcher(Action, MembershipId),
    Version(Version, Snapshot),
    Release(PlanId),
}

/// Writes the acts of a plan down, all or none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn perform(mut tx: WriteTx, mut deeds: Vec<Deed>) -> Result<(), Error> {
    let last = deeds.pop();
    for deed in deeds {
        tx.as_of(Actor::Member(deed.by), deed.at);
        for row in deed.rows {
            store(&mut tx, row).await?;
        }
        tx.record(&deed.event).await?;
    }
    let Some(deed) = last else { return Ok(()) };
    tx.as_of(Actor::Member(deed.by), deed.at);
    for row in deed.rows {
        store(&mut tx, row).await?;
    }
    Ok(tx.commit(deed.event).await?)
}

async fn store(tx: &mut WriteTx, row: Row) -> Result<(), Error> {
    match row {
        Row::NewPlan(plan) => rows::lifecycle::create(tx, &plan).await?,
        Row::Plan(plan) => rows::lifecycle::save(tx, &plan).await?,
        Row::NewAction(action) => {
            rows::lifecycle::next_action_numbers(tx, action.plan, 1).await?;
            rows::action::create(tx, &action).await?;
        }
        Row::Action(action) => rows::action::save(tx, &action).await?,
        Row::Contributors(action, people) => rows::people::set_contributors(tx, &action, &people).await?,
        Row::Dependency(action, after) => {
            rows::dependency::add(tx, &action, after).await?;
        }
        Row::NewItem(action, item) => rows::checklist::create(tx, &action, &item).await?,
        Row::Item(item) => rows::checklist::save(tx, &item).await?,
        Row::Measurement(action, value) => rows::measurement::create(tx, &action, &value).await?,
        Row::Comment(comment) => rows::comment::create(tx, &comment).await?,
        Row::Watcher(action, person) => {
            rows::people::watch(tx, &action, person).await?;
        }
        Row::Version(version, snapshot) => rows::version::create(tx, &version, &snapshot).await?,
        Row::Release(plan) => {
            rows::action::release(tx, plan).await?;
        }
    }
    Ok(())
}
