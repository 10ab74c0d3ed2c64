//! What plans and the self-assessment ask of the caller, in all their institutions.

use crate::{control::duty, ctx::Ctx};
use calitas_domain::{
    Error,
    access::Permission,
    id::{MembershipId, PlanActionId, TenantId},
    plan::{Involvement, may, todo},
    todo::Todo,
};
use calitas_store::plan::{people, todo as rows};

/// Everything that waits for the caller, in the order people see.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn all(ctx: &Ctx) -> Result<Vec<Todo>, Error> {
    let actor = ctx.actor()?;
    let readers = actor.memberships.iter().filter(|place| {
        actor.access(place.id.tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead))
    });
    let places: Vec<MembershipId> = readers.map(|place| place.id).collect();
    let with = |permission| -> Vec<TenantId> {
        let may = |place: &&MembershipId| {
            actor.access(place.tenant).is_some_and(|access| access.may_somewhere(permission))
        };
        places.iter().filter(may).map(|place| place.tenant).collect()
    };
    let mut read = ctx.open().await?;
    let mut todos = Vec::new();

    let own = rows::to_carry_out(&mut read, &places).await?;
    let own_ids: Vec<PlanActionId> = own.iter().map(|action| action.id).collect();
    let waiting = rows::waiting_counts(&mut read, &own_ids).await?;
    for action in &own {
        let who = places.iter().find(|place| place.tenant == action.id.tenant);
        let count = waiting.get(&action.id).copied().unwrap_or(0);
        todos.extend(who.map(|who| todo::carry_out(action, *who, count)));
    }

    for (plan, since) in rows::to_approve(&mut read, &with(Permission::PlanApprove)).await? {
        let may_approve =
            actor.access(plan.id.tenant).is_some_and(|access| may::approve(&plan, access).is_ok());
        if may_approve {
            todos.push(todo::approve(&plan, since));
        }
    }

    let done = rows::to_verify(&mut read, &with(Permission::ActionVerify)).await?;
    let done_ids: Vec<PlanActionId> = done.iter().map(|action| action.id).collect();
    let contributors = people::contributors(&mut read, &done_ids).await?;
    for action in &done {
        let helpers: Vec<_> =
            contributors.iter().filter(|(id, _)| *id == action.id).map(|(_, person)| *person).collect();
        let may_verify = actor.access(action.id.tenant).is_some_and(|access| {
            may::verify(action, access, Involvement::of(action, &helpers, access)).is_ok()
        });
        if may_verify {
            todos.push(todo::verify(action));
        }
    }

    todos.extend(
        rows::to_complete(&mut read, &places).await?.iter().map(|(plan, since)| todo::complete(plan, *since)),
    );
    for (action, count, since) in rows::to_answer(&mut read, &places).await? {
        todos.push(todo::answer(&action, since, i32::try_from(count).unwrap_or(i32::MAX)));
    }
    drop(read);
    todos.extend(duty::todos(ctx).await?);
    calitas_domain::todo::sort(&mut todos, ctx.today());
    Ok(todos)
}
