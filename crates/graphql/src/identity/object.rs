//! Memberships and invitations.

use super::{custom_role::CustomRole, role::Role, second_factor::HasSecondFactor};
use crate::{
    connection::caller,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable},
    node::{self, GlobalId},
    permitted::Permitted,
    plan::search_words,
    scalar::Date,
    tenancy::{Tenant, Unit},
};
use async_graphql::{ComplexObject, Context, Enum, ID, InputObject, Result, SimpleObject};
use calitas_app::{Ctx, identity};
use calitas_domain::{
    Error,
    access::Permission,
    id::{CafAssessmentId, InvitationId, MembershipId, PlanId, TenantId, UnitId},
    identity as domain,
};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::try_join_all;
use std::sync::Arc;

/// An account's place in an institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Membership {
    /// Opaque global id.
    pub id: ID,
    /// The person's function there.
    pub display_name: String,
    /// Last day of the place; absent when it has no end.
    pub expires_on: Option<Date>,
    /// Whether it lets the person in today.
    pub is_active: bool,
    /// Whether name and address of the person were erased.
    pub is_erased: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Colleague>,
    /// With what the person may do there, where that was read too.
    #[graphql(skip)]
    whole: Option<Arc<domain::Membership>>,
}

/// A place with what its person may do there.
#[derive(Debug, Clone)]
struct Whole(Arc<domain::Membership>);

loader::loaded! {
    /// An object of a guest that is a self-assessment; all others are plans.
    IsAssessment(()) by CafAssessmentId => |ctx, keys| {
        let found = identity::member::assessments_among(ctx, keys).await?;
        found.into_iter().map(|id| (id, IsAssessment(()))).collect()
    };
}

/// A role as it was given.
#[derive(Debug, Clone, SimpleObject)]
pub struct MembershipRole {
    /// What the person is.
    pub role: Role,
    /// The role of the institution, with `CUSTOM`.
    pub custom_role: Option<CustomRole>,
    /// Where; absent for the whole institution.
    pub unit: Option<Unit>,
}

/// What the viewer may do with a membership.
#[derive(Debug, Clone, SimpleObject)]
pub struct MembershipViewerCan {
    /// Change function, unit, roles and end date.
    pub update: Permitted,
    /// End it.
    pub end: Permitted,
    /// Erase name and address of the person.
    pub erase: Permitted,
}

/// State of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::InvitationStatus")]
pub enum InvitationStatus {
    /// Waits for an answer.
    Pending,
    /// The person is a member.
    Accepted,
    /// Withdrawn by an administrator.
    Revoked,
    /// The link is out of date.
    Expired,
}

/// An invitation to an institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Invitation {
    /// Opaque global id.
    pub id: ID,
    /// Who is invited.
    pub email: String,
    /// The function the person will have.
    pub display_name: String,
    /// State now.
    pub status: InvitationStatus,
    /// Last day of the place, if it will have an end.
    pub expires_on: Option<Date>,
    /// When the link in use was made.
    pub created_at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// Counts changes.
    pub version: i32,
    #[graphql(skip)]
    row: domain::Invitation,
}

/// What the viewer may do with an invitation.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvitationViewerCan {
    /// Withdraw it.
    pub revoke: Permitted,
    /// Send it again with a new link.
    pub resend: Permitted,
}

connection! {
    /// Members of an institution.
    MembershipConnection, MembershipEdge, Membership
}

connection! {
    /// Invitations of an institution.
    InvitationConnection, InvitationEdge, Invitation
}

/// Which members to list.
#[derive(Debug, Default, InputObject)]
pub struct MembershipFilter {
    /// Words to be found in function or address; letters with and without diacritics are the same.
    pub text: Option<String>,
    /// Only people of this unit.
    pub unit_id: Option<ID>,
    /// Only holders of this role.
    pub role: Option<Role>,
    /// Also those whose place has ended.
    #[graphql(default = false)]
    pub include_ended: bool,
}

impl MembershipFilter {
    /// As the store reads it.
    ///
    /// # Errors
    /// For a unit of another institution.
    pub(crate) fn into_rows(
        self,
        tenant: TenantId,
        today: NaiveDate,
    ) -> Result<identity::member::Filter, Error> {
        let unit =
            self.unit_id.map(|id| node::reference::<UnitId>("filter.unitId", &id, tenant)).transpose()?;
        Ok(identity::member::Filter {
            text: search_words(self.text)?,
            unit: unit.map(|unit| unit.row),
            active_on: (!self.include_ended).then_some(today),
            role: self.role.map(Role::code),
        })
    }
}

impl Membership {
    /// The place as it is on a day.
    pub fn at(row: domain::Membership, today: NaiveDate) -> Self {
        let place = Self::of((&row).into(), today);
        Self { whole: Some(Arc::new(row)), ..place }
    }

    /// The place as it is on a day; what the person may do there is read when it is asked for.
    pub fn of(row: domain::Colleague, today: NaiveDate) -> Self {
        Self {
            id: row.id.global(),
            display_name: row.display_name.clone(),
            expires_on: row.expires_on.map(Date),
            is_active: row.is_active(today),
            is_erased: row.is_erased(),
            version: row.version,
            row: Arc::new(row),
            whole: None,
        }
    }

    async fn whole(&self, ctx: &Context<'_>) -> Result<Arc<domain::Membership>> {
        if let Some(whole) = &self.whole {
            return Ok(Arc::clone(whole));
        }
        let found = loader::load::<Whole>(ctx, self.row.id).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?.0)
    }
}

impl Invitation {
    /// The invitation as it is at an instant.
    pub fn at(row: domain::Invitation, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id.global(),
            email: row.email.clone(),
            display_name: row.placement.display_name.clone(),
            status: row.status_at(now).into(),
            expires_on: row.placement.expires_on.map(Date),
            created_at: row.created_at,
            expires_at: row.expires_at,
            version: row.version,
            row,
        }
    }
}

impl Loadable for Membership {
    type Key = MembershipId;

    async fn load(ctx: &Ctx, keys: &[MembershipId]) -> Result<Vec<(MembershipId, Self)>, Error> {
        let found = identity::member::colleagues(ctx, keys).await?;
        Ok(found.into_iter().map(|row| (row.id, Self::of(row, ctx.today()))).collect())
    }
}

impl Loadable for Whole {
    type Key = MembershipId;

    async fn load(ctx: &Ctx, keys: &[MembershipId]) -> Result<Vec<(MembershipId, Self)>, Error> {
        let found = identity::member::by_ids(ctx, keys).await?;
        Ok(found.into_iter().map(|row| (row.id, Self(Arc::new(row)))).collect())
    }
}

impl Loadable for Invitation {
    type Key = InvitationId;

    async fn load(ctx: &Ctx, keys: &[InvitationId]) -> Result<Vec<(InvitationId, Self)>, Error> {
        let found = identity::invitation::by_ids(ctx, keys).await?;
        Ok(found.into_iter().map(|row| (row.id, Self::at(row, ctx.now()))).collect())
    }
}

#[ComplexObject]
impl Membership {
    /// Address, for those who manage members and for the person.
    async fn email(&self, ctx: &Context<'_>) -> Option<String> {
        let caller = caller(ctx);
        let access = caller.access(self.row.id.tenant).ok()?;
        let may = access.may(Permission::MemberManage) || access.membership == self.row.id;
        may.then(|| self.row.email.clone())
    }

    /// Whether signing in asks the person for a second step; for those who manage members.
    async fn has_second_factor(&self, ctx: &Context<'_>) -> Option<Result<bool>> {
        let found = loader::load::<HasSecondFactor>(ctx, self.row.id).await;
        found.map(|found| found.map(|HasSecondFactor(has)| has)).map_err(Into::into).transpose()
    }

    /// The unit the person works in.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit?).await.map_err(Into::into).transpose()
    }

    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        let found = loader::load::<Tenant>(ctx, self.row.id.tenant).await?;
        Ok(found.ok_or(Error::NotFound(TenantId::KIND))?)
    }

    /// Roles given.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<MembershipRole>> {
        let mut roles = Vec::new();
        for grant in &self.whole(ctx).await?.grants {
            let unit = match grant.unit {
                Some(unit) => loader::load::<Unit>(ctx, unit).await?,
                None => None,
            };
            let custom_role = match grant.role.custom() {
                Some(id) => loader::load::<CustomRole>(ctx, id).await?,
                None => None,
            };
            roles.push(MembershipRole { role: grant.role.into(), custom_role, unit });
        }
        Ok(roles)
    }

    /// Ids of the objects a guest was invited to.
    async fn granted_object_ids(&self, ctx: &Context<'_>) -> Result<Vec<ID>> {
        let whole = self.whole(ctx).await?;
        let ids = whole.objects.iter().map(async |row| {
            let assessment = CafAssessmentId::new(whole.id.tenant, *row);
            let found = loader::load::<IsAssessment>(ctx, assessment).await?;
            Ok(found.map_or_else(|| PlanId::new(whole.id.tenant, *row).global(), |_| assessment.global()))
        });
        try_join_all(ids).await
    }

    /// What happened to it, the newest first; for those who see who the members are.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        journal::history_with(ctx, Permission::MemberRead, self.row.id.tenant, self.row.id.row, first, after)
            .await
    }

    /// Whether it is the viewer's own.
    async fn is_viewer(&self, ctx: &Context<'_>) -> bool {
        caller(ctx).access(self.row.id.tenant).is_ok_and(|access| access.membership == self.row.id)
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<MembershipViewerCan> {
        let (caller, whole) = (caller(ctx), self.whole(ctx).await?);
        let may = || Permitted::by(&caller, identity::member::may_update(&caller, &whole));
        let erase = Permitted::by(&caller, identity::erasure::may_erase(&caller, &whole));
        Ok(MembershipViewerCan { update: may(), end: may(), erase })
    }
}

#[ComplexObject]
impl Invitation {
    /// The unit the person will work in.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.placement.unit?).await.map_err(Into::into).transpose()
    }

    /// The roles the person will have.
    async fn roles(&self) -> Vec<Role> {
        self.row.placement.grants.iter().map(|grant| grant.role.into()).collect()
    }

    /// Those of the roles that the institution composed itself.
    async fn custom_roles(&self, ctx: &Context<'_>) -> Result<Vec<CustomRole>> {
        let mut roles = Vec::new();
        for id in self.row.placement.grants.iter().filter_map(|grant| grant.role.custom()) {
            roles.extend(loader::load::<CustomRole>(ctx, id).await?);
        }
        Ok(roles)
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> InvitationViewerCan {
        let caller = caller(ctx);
        let open = || caller.require(Permission::MemberManage, self.row.id.tenant).map(|_| ());
        let revoke = open().and_then(|()| self.row.clone().revoked().map(|_| ()));
        let resend = open().and_then(|()| self.row.clone().renewed(caller.now()).map(|_| ()));
        InvitationViewerCan {
            revoke: Permitted::by_error(&caller, revoke),
            resend: Permitted::by_error(&caller, resend),
        }
    }
}
