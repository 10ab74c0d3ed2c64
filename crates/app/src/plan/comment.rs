//! Comments on actions, and reading those that mention one.

use super::hold::{Held, action_event};
use crate::{
    ctx::{Ctx, page_limit},
    merge,
};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    id::{MembershipId, PlanActionCommentId, PlanActionId},
    journal::EventKind,
    plan::{Action, Comment, may},
};
use calitas_store::{identity::membership, plan::comment};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Comments on an action.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`]; [`Reason::UnknownReference`] for mentioned people who may not read it.
pub async fn create(
    ctx: &Ctx,
    action: PlanActionId,
    body: &str,
    mentions: Vec<MembershipId>,
    idempotency_key: Option<&str>,
) -> Result<(Comment, Action), Error> {
    let mut held = Held::open(ctx, Permission::CommentWrite, action).await?;
    let id = PlanActionCommentId::new(action.tenant, ctx.new_id());
    let fingerprint = (action, body, &mentions);
    if let Some(made) = ctx.once(&mut held.tx, idempotency_key, &fingerprint, id.row).await? {
        let made = PlanActionCommentId::new(action.tenant, made);
        let found = comment::by_ids(&mut held.tx, &[made]).await?.pop();
        return Ok((found.ok_or(Error::NotFound(PlanActionCommentId::KIND))?, held.action));
    }
    may::comment(&held.plan, &held.access).map_err(Error::refused)?;
    let written = Comment {
        id,
        action,
        plan: held.plan.id,
        body: body.to_owned(),
        author: held.access.membership,
        created_at: ctx.now(),
        edited_at: None,
        mentions,
        version: 1,
    }
    .checked()?;
    readers(ctx, &mut held, &written.mentions).await?;
    comment::create(&mut held.tx, &written).await?;
    // Who answers has read what was asked.
    comment::mark_read(&mut held.tx, action, held.access.membership).await?;
    let event = action_event(EventKind::PlanActionCommentCreated, &held.action);
    held.tx.commit(event.with(Comment::changes(None, &written))).await?;
    Ok((written, held.action))
}

/// Changes the words of a comment and whom it mentions.
///
/// # Errors
/// As [`create`]; [`Reason::NotYourComment`]; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    id: PlanActionCommentId,
    expected_version: i32,
    body: &str,
    mentions: Vec<MembershipId>,
) -> Result<(Comment, Action), Error> {
    let (mut held, old) = open(ctx, id).await?;
    may::edit_comment(&old, &held.plan, &held.access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().edited(body, mentions, ctx.now())?;
    readers(ctx, &mut held, &new.mentions).await?;
    comment::save(&mut held.tx, &new).await?;
    let event = action_event(EventKind::PlanActionCommentUpdated, &held.action);
    held.tx.commit(event.with(Comment::changes(Some(&old), &new))).await?;
    Ok((new, held.action))
}

/// Deletes a comment.
///
/// # Errors
/// [`Reason::NotYourComment`]; [`Error::NotFound`].
pub async fn delete(ctx: &Ctx, id: PlanActionCommentId) -> Result<Action, Error> {
    let (mut held, old) = open(ctx, id).await?;
    may::delete_comment(&old, &held.plan, &held.access).map_err(Error::refused)?;
    comment::delete(&mut held.tx, id).await?;
    held.tx.commit(action_event(EventKind::PlanActionCommentDeleted, &held.action)).await?;
    Ok(held.action)
}

/// Marks the comments on an action that mention the caller as read.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn mark_read(ctx: &Ctx, action: PlanActionId) -> Result<Action, Error> {
    let mut held = Held::open(ctx, Permission::PlanRead, action).await?;
    if comment::mark_read(&mut held.tx, action, held.access.membership).await? > 0 {
        held.tx.commit(action_event(EventKind::PlanActionCommentsRead, &held.action)).await?;
    }
    Ok(held.action)
}

/// Pages of comments on several actions, the oldest first; one more than `first` of each, if there are more.
///
/// # Errors
/// [`Reason::OutOfRange`] for the page size.
pub async fn comment_page(
    ctx: &Ctx,
    actions: &[PlanActionId],
    after: Option<(DateTime<Utc>, Uuid)>,
    first: Option<i32>,
) -> Result<Vec<Comment>, Error> {
    let limit = page_limit(first)?;
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(comment::page(&mut read, &actions, after, limit + 1).await?)
}

/// How many comments several actions have; those without any are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn comment_counts(ctx: &Ctx, actions: &[PlanActionId]) -> Result<Vec<(PlanActionId, i64)>, Error> {
    let (mut read, actions) = ctx.read_many(Permission::PlanRead, actions).await?;
    Ok(comment::counts(&mut read, &actions).await?)
}

/// Comments by id.
///
/// # Errors
/// When the database does not answer.
pub async fn comments_by_ids(ctx: &Ctx, ids: &[PlanActionCommentId]) -> Result<Vec<Comment>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::PlanRead, ids).await?;
    Ok(comment::by_ids(&mut read, &ids).await?)
}

/// The action of a comment is found first, then locked, then the comment.
async fn open(ctx: &Ctx, id: PlanActionCommentId) -> Result<(Held, Comment), Error> {
    let absent = || Error::NotFound(PlanActionCommentId::KIND);
    let mut tx = ctx.write(Permission::CommentWrite, id.tenant).await?;
    let action = comment::by_ids(&mut tx, &[id]).await?.pop().ok_or_else(absent)?.action;
    let mut held = Held::take(ctx, tx, action).await?;
    let written = comment::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    Ok((held, written))
}

/// Refuses to mention people who may not read the plan.
async fn readers(ctx: &Ctx, held: &mut Held, people: &[MembershipId]) -> Result<(), Error> {
    if people.is_empty() {
        return Ok(());
    }
    let found = membership::by_ids(&mut held.tx, people).await?;
    for (index, person) in people.iter().enumerate() {
        let reads = found.iter().any(|member| {
            member.id == *person
                && member.is_active(ctx.today())
                && member.may_on(Permission::PlanRead, held.plan.id.row)
        });
        if !reads {
            return Err(Error::invalid(format!("mentionIds.{index}"), Reason::UnknownReference));
        }
    }
    Ok(())
}
