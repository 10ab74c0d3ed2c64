//! Comments on actions.

use super::{action::shown, part::people};
use crate::{
    connection::caller,
    node,
    plan::{
        PlanAction,
        comment::{PlanActionComment, PlanActionCommentEdge},
    },
};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::plan as app;
use calitas_domain::id::{PlanActionCommentId, PlanActionId};

/// A new comment.
#[derive(Debug, InputObject)]
pub struct AddPlanActionCommentInput {
    /// The action.
    pub action_id: ID,
    /// What it says, at most 5000 characters.
    pub body: String,
    /// Who is mentioned, at most 20; only people who may read the plan.
    #[graphql(default)]
    pub mention_ids: Vec<ID>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new comment.
#[derive(Debug, SimpleObject)]
pub struct AddPlanActionCommentPayload {
    /// The comment, for the end of the list.
    pub comment_edge: PlanActionCommentEdge,
    /// The action, with its number of comments.
    pub plan_action: PlanAction,
}

/// Other words for a comment.
#[derive(Debug, InputObject)]
pub struct UpdatePlanActionCommentInput {
    /// The comment.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What it says, at most 5000 characters.
    pub body: String,
    /// Who is mentioned, at most 20; only people who may read the plan.
    #[graphql(default)]
    pub mention_ids: Vec<ID>,
}

/// The changed comment.
#[derive(Debug, SimpleObject)]
pub struct UpdatePlanActionCommentPayload {
    /// As it is now.
    pub comment: PlanActionComment,
    /// The action.
    pub plan_action: PlanAction,
}

/// The comment to delete.
#[derive(Debug, InputObject)]
pub struct DeletePlanActionCommentInput {
    /// The comment.
    pub id: ID,
}

/// The deleted comment.
#[derive(Debug, SimpleObject)]
pub struct DeletePlanActionCommentPayload {
    /// Its id.
    pub deleted_comment_id: ID,
    /// The action, with its number of comments.
    pub plan_action: PlanAction,
}

/// The action whose comments were read.
#[derive(Debug, InputObject)]
pub struct ReadPlanActionCommentsInput {
    /// The action.
    pub action_id: ID,
}

/// The action whose comments were read.
#[derive(Debug, SimpleObject)]
pub struct ReadPlanActionCommentsPayload {
    /// The action.
    pub plan_action: PlanAction,
}

/// Comments.
#[derive(Debug, Default)]
pub struct PlanCommentMutation;

#[Object]
impl PlanCommentMutation {
    /// Comments on an action.
    async fn add_plan_action_comment(
        &self,
        ctx: &Context<'_>,
        input: AddPlanActionCommentInput,
    ) -> Result<AddPlanActionCommentPayload> {
        let id: PlanActionId = node::subject(&input.action_id)?;
        let mentions = people("mentionIds", &input.mention_ids, id.tenant)?;
        let (caller, key) = (caller(ctx), input.idempotency_key.as_deref());
        let (comment, action) = app::create_comment(&caller, id, &input.body, mentions, key).await?;
        Ok(AddPlanActionCommentPayload { comment_edge: comment.into(), plan_action: shown(&caller, action) })
    }

    /// Changes the words of one's own comment and whom it mentions.
    async fn update_plan_action_comment(
        &self,
        ctx: &Context<'_>,
        input: UpdatePlanActionCommentInput,
    ) -> Result<UpdatePlanActionCommentPayload> {
        let id: PlanActionCommentId = node::subject(&input.id)?;
        let mentions = people("mentionIds", &input.mention_ids, id.tenant)?;
        let caller = caller(ctx);
        let (comment, action) =
            app::update_comment(&caller, id, input.expected_version, &input.body, mentions).await?;
        Ok(UpdatePlanActionCommentPayload { comment: comment.into(), plan_action: shown(&caller, action) })
    }

    /// Deletes a comment, for its author and for those who run plans.
    async fn delete_plan_action_comment(
        &self,
        ctx: &Context<'_>,
        input: DeletePlanActionCommentInput,
    ) -> Result<DeletePlanActionCommentPayload> {
        let caller = caller(ctx);
        let action = app::delete_comment(&caller, node::subject(&input.id)?).await?;
        Ok(DeletePlanActionCommentPayload {
            deleted_comment_id: input.id,
            plan_action: shown(&caller, action),
        })
    }

    /// Notes that the viewer has read the comments on an action that mention them.
    async fn read_plan_action_comments(
        &self,
        ctx: &Context<'_>,
        input: ReadPlanActionCommentsInput,
    ) -> Result<ReadPlanActionCommentsPayload> {
        let caller = caller(ctx);
        let action = app::mark_read(&caller, node::subject(&input.action_id)?).await?;
        Ok(ReadPlanActionCommentsPayload { plan_action: shown(&caller, action) })
    }
}
