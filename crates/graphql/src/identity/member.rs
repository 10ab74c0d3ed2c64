//! Inviting people and managing their places.

use super::{
    object::{Invitation, Membership},
    role::Role,
};
use crate::{connection::caller, node, scalar::Date};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::identity::{invitation, member};
use calitas_domain::{
    Error, Reason,
    access::{Grant, Held, PermissionSet},
    id::{CafAssessmentId, InvitationId, MembershipId, PlanId, TenantId, UnitId},
    identity::Placement,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A role to give.
#[derive(Debug, InputObject)]
pub struct RoleInput {
    /// What the person shall be; `CUSTOM` names one of the institution beside it.
    pub role: Role,
    /// The role of the institution, with `CUSTOM` only.
    pub custom_role_id: Option<ID>,
    /// Where; left out for the whole institution.
    pub unit_id: Option<ID>,
}

/// A person to invite.
#[derive(Debug, InputObject)]
pub struct InviteMemberInput {
    /// The institution.
    pub tenant_id: ID,
    /// Address the link goes to.
    pub email: String,
    /// The function the person will have.
    pub display_name: String,
    /// The unit the person will work in.
    pub unit_id: Option<ID>,
    /// The roles the person will have.
    pub roles: Vec<RoleInput>,
    /// Last day of the place; guests need one.
    pub expires_on: Option<Date>,
    /// What a guest may see: ids of plans and of CAF self-assessments.
    #[graphql(default)]
    pub object_ids: Vec<ID>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new invitation.
#[derive(Debug, SimpleObject)]
pub struct InviteMemberPayload {
    /// The invitation.
    pub invitation: Invitation,
}

/// The invitation an act is about.
#[derive(Debug, InputObject)]
pub struct InvitationInput {
    /// The invitation.
    pub id: ID,
}

/// The changed invitation.
#[derive(Debug, SimpleObject)]
pub struct InvitationPayload {
    /// As it is now.
    pub invitation: Invitation,
}

/// Changes of a membership; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateMembershipInput {
    /// The membership.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Function.
    pub display_name: Option<String>,
    /// Unit; null for none.
    pub unit_id: MaybeUndefined<ID>,
    /// All roles.
    pub roles: Option<Vec<RoleInput>>,
    /// Last day; null for no end.
    pub expires_on: MaybeUndefined<Date>,
    /// What a guest may see: ids of plans and of CAF self-assessments.
    pub object_ids: Option<Vec<ID>>,
}

/// The membership to end.
#[derive(Debug, InputObject)]
pub struct EndMembershipInput {
    /// The membership.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The changed membership.
#[derive(Debug, SimpleObject)]
pub struct MembershipPayload {
    /// As it is now.
    pub membership: Membership,
}

/// People's places.
#[derive(Debug, Default)]
pub struct MemberMutation;

#[Object]
impl MemberMutation {
    /// Invites a person to an institution by a link.
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        input: InviteMemberInput,
    ) -> Result<InviteMemberPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let placement = Placement {
            display_name: input.display_name,
            unit: unit(input.unit_id.as_ref(), "unitId", tenant)?,
            grants: grants(&input.roles, tenant)?,
            objects: objects(&input.object_ids, tenant)?,
            expires_on: input.expires_on.map(|day| day.0),
        };
        let caller = caller(ctx);
        let key = input.idempotency_key.as_deref();
        let row = invitation::invite(&caller, tenant, &input.email, placement, key).await?;
        Ok(InviteMemberPayload { invitation: Invitation::at(row, caller.now()) })
    }

    /// Sends an invitation again; the earlier link stops working.
    async fn resend_invitation(
        &self,
        ctx: &Context<'_>,
        input: InvitationInput,
    ) -> Result<InvitationPayload> {
        let id: InvitationId = node::subject(&input.id)?;
        let caller = caller(ctx);
        let row = invitation::resend(&caller, id).await?;
        Ok(InvitationPayload { invitation: Invitation::at(row, caller.now()) })
    }

    /// Withdraws an invitation.
    async fn revoke_invitation(
        &self,
        ctx: &Context<'_>,
        input: InvitationInput,
    ) -> Result<InvitationPayload> {
        let id: InvitationId = node::subject(&input.id)?;
        let caller = caller(ctx);
        let row = invitation::revoke(&caller, id).await?;
        Ok(InvitationPayload { invitation: Invitation::at(row, caller.now()) })
    }

    /// Changes function, unit, roles, end date or objects of a membership.
    async fn update_membership(
        &self,
        ctx: &Context<'_>,
        input: UpdateMembershipInput,
    ) -> Result<MembershipPayload> {
        let id: MembershipId = node::subject(&input.id)?;
        let given = input.roles.as_deref().map(|roles| grants(roles, id.tenant)).transpose()?;
        let granted = input.object_ids.as_deref().map(|ids| objects(ids, id.tenant)).transpose()?;
        let unit_id = match &input.unit_id {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Value(unit_id) => Some(unit(Some(unit_id), "unitId", id.tenant)?),
        };
        let change = |old: Placement| Placement {
            display_name: input.display_name.unwrap_or(old.display_name),
            unit: unit_id.unwrap_or(old.unit),
            grants: given.unwrap_or(old.grants),
            objects: granted.unwrap_or(old.objects),
            expires_on: match input.expires_on {
                MaybeUndefined::Undefined => old.expires_on,
                MaybeUndefined::Null => None,
                MaybeUndefined::Value(day) => Some(day.0),
            },
        };
        let caller = caller(ctx);
        let row = member::update(&caller, id, input.expected_version, change).await?;
        Ok(MembershipPayload { membership: Membership::at(row, caller.today()) })
    }

    /// Ends a membership; what the person did stays.
    async fn end_membership(
        &self,
        ctx: &Context<'_>,
        input: EndMembershipInput,
    ) -> Result<MembershipPayload> {
        let id: MembershipId = node::subject(&input.id)?;
        let caller = caller(ctx);
        let row = member::end(&caller, id, input.expected_version).await?;
        Ok(MembershipPayload { membership: Membership::at(row, caller.today()) })
    }
}

fn unit(id: Option<&ID>, path: &str, tenant: TenantId) -> Result<Option<UnitId>, Error> {
    id.map(|id| node::reference(path, id, tenant)).transpose()
}

fn grants(roles: &[RoleInput], tenant: TenantId) -> Result<Vec<Grant>, Error> {
    let grant = |(at, given): (usize, &RoleInput)| {
        let unit = unit(given.unit_id.as_ref(), &format!("roles.{at}.unitId"), tenant)?;
        let path = format!("roles.{at}.customRoleId");
        let role = match (given.role.built_in(), &given.custom_role_id) {
            (Some(role), None) => role.into(),
            // What it may do is looked up where the grant is used.
            (None, Some(id)) => Held::Custom(node::reference(&path, id, tenant)?, PermissionSet::default()),
            (Some(_), Some(_)) | (None, None) => return Err(Error::invalid(path, Reason::UnknownReference)),
        };
        Ok(Grant { role, unit })
    };
    roles.iter().enumerate().map(grant).collect()
}

fn objects(ids: &[ID], tenant: TenantId) -> Result<BTreeSet<Uuid>, Error> {
    let object = |(at, id): (usize, &ID)| {
        let path = format!("objectIds.{at}");
        let plan = node::reference::<PlanId>(&path, id, tenant).map(|plan| plan.row);
        plan.or_else(|_| node::reference::<CafAssessmentId>(&path, id, tenant).map(|one| one.row))
    };
    ids.iter().enumerate().map(object).collect()
}
