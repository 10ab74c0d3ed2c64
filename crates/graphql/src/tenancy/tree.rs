//! The tree of institutions as the city hall runs it.

use super::{Municipality, TenantKind};
use crate::{
    connection::caller,
    loader,
    node::{self, GlobalId},
    permitted::Permitted,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::tenancy::institution;
use calitas_domain::{
    Error,
    id::{MunicipalityId, TenantId},
    tenancy as domain,
};
use chrono::{DateTime, Utc};

/// An institution as who administers the tree of the municipality sees it: where it stands, nothing of its content.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ManagedInstitution {
    /// Opaque global id of the institution.
    pub id: ID,
    /// Address in the application.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// Abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// Global id of the institution it is subordinate to; absent for the city hall.
    pub parent_id: Option<ID>,
    /// When it was retired.
    pub retired_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::Tenant,
}

/// What the viewer may do with an institution of the tree.
#[derive(Debug, Clone, SimpleObject)]
pub struct ManagedInstitutionViewerCan {
    /// Put it under another one, or retire it.
    pub retire: Permitted,
    /// Take it back.
    pub reinstate: Permitted,
}

/// A new institution with its first administrator.
#[derive(Debug, InputObject)]
pub struct AddInstitutionInput {
    /// The institution it is subordinate to.
    pub parent_id: ID,
    /// Address in the application: small letters, digits, dashes.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: Option<String>,
    /// Abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// Address of the person who will administer it.
    pub administrator_email: String,
    /// The person's function.
    pub administrator_function: String,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new institution.
#[derive(Debug, SimpleObject)]
pub struct AddInstitutionPayload {
    /// The institution.
    pub institution: ManagedInstitution,
    /// The municipality with its tree.
    pub municipality: Municipality,
}

/// Another place in the tree.
#[derive(Debug, InputObject)]
pub struct MoveInstitutionInput {
    /// The institution.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The institution it shall be subordinate to.
    pub parent_id: ID,
}

/// The moved institution.
#[derive(Debug, SimpleObject)]
pub struct MoveInstitutionPayload {
    /// As it is now.
    pub institution: ManagedInstitution,
}

/// The institution to retire.
#[derive(Debug, InputObject)]
pub struct RetireInstitutionInput {
    /// The institution.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The retired institution: read by its people for thirty days, then closed.
#[derive(Debug, SimpleObject)]
pub struct RetireInstitutionPayload {
    /// As it is now.
    pub institution: ManagedInstitution,
}

/// The institution to take back.
#[derive(Debug, InputObject)]
pub struct ReinstateInstitutionInput {
    /// The institution.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The institution in use again.
#[derive(Debug, SimpleObject)]
pub struct ReinstateInstitutionPayload {
    /// As it is now.
    pub institution: ManagedInstitution,
}

impl From<domain::Tenant> for ManagedInstitution {
    fn from(row: domain::Tenant) -> Self {
        Self {
            id: row.id.global(),
            slug: row.slug.clone(),
            name_ro: row.name_ro.clone(),
            name_en: row.name_en.clone(),
            short_name: row.short_name.clone(),
            kind: row.kind.into(),
            parent_id: row.parent.map(|parent| parent.global()),
            retired_at: row.retired_at,
            version: row.version,
            row,
        }
    }
}

impl ManagedInstitution {
    /// The tree of a municipality; absent for who does not administer it.
    pub(super) async fn tree(ctx: &Context<'_>, municipality: MunicipalityId) -> Option<Result<Vec<Self>>> {
        match institution::tree(&caller(ctx), municipality).await {
            Ok(tree) => Some(Ok(tree.into_iter().map(Self::from).collect())),
            Err(Error::NotFound(_)) => None,
            Err(error) => Some(Err(error.into())),
        }
    }
}

#[ComplexObject]
impl ManagedInstitution {
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> ManagedInstitutionViewerCan {
        let caller = caller(ctx);
        let now = caller.now();
        let retire = self.row.clone().retired(0, now);
        let reinstate = self.row.clone().reinstated(now);
        ManagedInstitutionViewerCan {
            retire: Permitted::by_error(&caller, retire),
            reinstate: Permitted::by_error(&caller, reinstate),
        }
    }
}

/// The tree of institutions.
#[derive(Debug, Default)]
pub struct InstitutionMutation;

#[Object]
impl InstitutionMutation {
    /// Adds an institution to the municipality and invites its first administrator.
    async fn add_institution(
        &self,
        ctx: &Context<'_>,
        input: AddInstitutionInput,
    ) -> Result<AddInstitutionPayload> {
        let parent: TenantId = node::subject(&input.parent_id)?;
        let wish = domain::InstitutionInput {
            slug: input.slug,
            name_ro: input.name_ro,
            name_en: input.name_en.unwrap_or_default(),
            short_name: input.short_name,
            kind: input.kind.into(),
        };
        let administrator = (input.administrator_email.as_str(), input.administrator_function.as_str());
        let key = input.idempotency_key.as_deref();
        let row = institution::add(&caller(ctx), parent, wish, administrator, key).await?;
        let municipality = loader::load::<Municipality>(ctx, row.municipality).await?;
        let municipality = municipality.ok_or(Error::NotFound(MunicipalityId::KIND))?;
        Ok(AddInstitutionPayload { institution: row.into(), municipality })
    }

    /// Puts an institution under another one of the municipality; oversight follows.
    async fn move_institution(
        &self,
        ctx: &Context<'_>,
        input: MoveInstitutionInput,
    ) -> Result<MoveInstitutionPayload> {
        let (id, parent) = (node::subject(&input.id)?, node::subject(&input.parent_id)?);
        let row = institution::relocate(&caller(ctx), id, input.expected_version, parent).await?;
        Ok(MoveInstitutionPayload { institution: row.into() })
    }

    /// Retires an institution: nobody writes in it any more, its people read for thirty days.
    async fn retire_institution(
        &self,
        ctx: &Context<'_>,
        input: RetireInstitutionInput,
    ) -> Result<RetireInstitutionPayload> {
        let id = node::subject(&input.id)?;
        let row = institution::retire(&caller(ctx), id, input.expected_version).await?;
        Ok(RetireInstitutionPayload { institution: row.into() })
    }

    /// Takes a retired institution back, within thirty days.
    async fn reinstate_institution(
        &self,
        ctx: &Context<'_>,
        input: ReinstateInstitutionInput,
    ) -> Result<ReinstateInstitutionPayload> {
        let id = node::subject(&input.id)?;
        let row = institution::reinstate(&caller(ctx), id, input.expected_version).await?;
        Ok(ReinstateInstitutionPayload { institution: row.into() })
    }
}
