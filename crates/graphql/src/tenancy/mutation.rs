//! Changing institutions and units.

use super::{Tenant, Unit, UnitKind};
use crate::{connection::caller, node, scalar::Date};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::tenancy::{self, Retirement};
use calitas_domain::{
    Error,
    id::{TenantId, UnitId},
    tenancy::UnitInput,
};
use uuid::Uuid;

/// Names and note of an institution; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateTenantInput {
    /// The institution.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Romanian name.
    pub name_ro: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Abbreviation.
    pub short_name: Option<String>,
    /// What is to be known about the name.
    pub note: Option<String>,
}

/// The changed institution.
#[derive(Debug, SimpleObject)]
pub struct UpdateTenantPayload {
    /// As it is now.
    pub tenant: Tenant,
}

/// What an institution asks of who signs in.
#[derive(Debug, InputObject)]
pub struct SetSecondFactorPolicyInput {
    /// The institution.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// From which day on nobody comes in without the second step; null when it is left to people.
    pub required_from: Option<Date>,
}

/// The changed institution.
#[derive(Debug, SimpleObject)]
pub struct SetSecondFactorPolicyPayload {
    /// As it is now.
    pub tenant: Tenant,
}

/// A new unit.
#[derive(Debug, InputObject)]
pub struct CreateUnitInput {
    /// The institution.
    pub tenant_id: ID,
    /// The unit it lies under.
    pub parent_id: Option<ID>,
    /// Short code, unique in the institution.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: Option<String>,
    /// What it is.
    pub kind: UnitKind,
    /// Whether its head sits in the Monitoring Commission.
    pub is_first_level: bool,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new unit.
#[derive(Debug, SimpleObject)]
pub struct CreateUnitPayload {
    /// The unit.
    pub unit: Unit,
    /// The institution with its units.
    pub tenant: Tenant,
}

/// Changes of a unit; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateUnitInput {
    /// The unit.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The unit it lies under; null for none.
    pub parent_id: MaybeUndefined<ID>,
    /// Short code, unique in the institution.
    pub code: Option<String>,
    /// Romanian name.
    pub name_ro: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// What it is.
    pub kind: Option<UnitKind>,
    /// Whether its head sits in the Monitoring Commission.
    pub is_first_level: Option<bool>,
    /// Whether it is out of use.
    pub is_retired: Option<bool>,
}

/// The changed unit.
#[derive(Debug, SimpleObject)]
pub struct UpdateUnitPayload {
    /// As it is now.
    pub unit: Unit,
    /// The institution with its units.
    pub tenant: Tenant,
}

/// Changing institutions and units.
#[derive(Debug, Default)]
pub struct TenancyMutation;

#[Object]
impl TenancyMutation {
    /// Changes names and note of an institution.
    async fn update_tenant(
        &self,
        ctx: &Context<'_>,
        input: UpdateTenantInput,
    ) -> Result<UpdateTenantPayload> {
        let id: TenantId = node::subject(&input.id)?;
        let change = |old: calitas_domain::tenancy::Tenant| {
            let name_ro = input.name_ro.unwrap_or_else(|| old.name_ro.clone());
            let name_en = input.name_en.unwrap_or_else(|| old.name_en.clone());
            let short_name = input.short_name.unwrap_or_else(|| old.short_name.clone());
            let note = input.note.unwrap_or_else(|| old.note.clone());
            old.renamed(&name_ro, &name_en, &short_name, &note)
        };
        let tenant = tenancy::update(&caller(ctx), id, input.expected_version, change).await?;
        Ok(UpdateTenantPayload { tenant: tenant.into() })
    }

    /// Decides from which day on an institution asks everybody for the second step of signing in.
    async fn set_second_factor_policy(
        &self,
        ctx: &Context<'_>,
        input: SetSecondFactorPolicyInput,
    ) -> Result<SetSecondFactorPolicyPayload> {
        let id: TenantId = node::subject(&input.id)?;
        let from = input.required_from.map(|day| day.0);
        let tenant =
            tenancy::set_second_factor_policy(&caller(ctx), id, input.expected_version, from).await?;
        Ok(SetSecondFactorPolicyPayload { tenant: tenant.into() })
    }

    /// Adds a unit to an institution.
    async fn create_unit(&self, ctx: &Context<'_>, input: CreateUnitInput) -> Result<CreateUnitPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let unit = UnitInput {
            parent: input.parent_id.map(|id| unit_row("parentId", &id, tenant)).transpose()?,
            code: input.code,
            name_ro: input.name_ro,
            name_en: input.name_en.unwrap_or_default(),
            kind: input.kind.into(),
            is_first_level: input.is_first_level,
        };
        let unit = tenancy::create_unit(&caller(ctx), tenant, unit, input.idempotency_key.as_deref()).await?;
        Ok(CreateUnitPayload { unit: unit.into(), tenant: super::object::tenant(ctx, tenant).await? })
    }

    /// Changes a unit, moves it or takes it out of use.
    async fn update_unit(&self, ctx: &Context<'_>, input: UpdateUnitInput) -> Result<UpdateUnitPayload> {
        let id: UnitId = node::subject(&input.id)?;
        let parent = match &input.parent_id {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Value(parent) => Some(Some(unit_row("parentId", parent, id.tenant)?)),
        };
        let change = |old: UnitInput| UnitInput {
            parent: parent.unwrap_or(old.parent),
            code: input.code.unwrap_or(old.code),
            name_ro: input.name_ro.unwrap_or(old.name_ro),
            name_en: input.name_en.unwrap_or(old.name_en),
            kind: input.kind.map_or(old.kind, Into::into),
            is_first_level: input.is_first_level.unwrap_or(old.is_first_level),
        };
        let retirement = input.is_retired.map(|is_retired| match is_retired {
            true => Retirement::Retired,
            false => Retirement::InUse,
        });
        let unit = tenancy::update_unit(&caller(ctx), id, input.expected_version, change, retirement).await?;
        Ok(UpdateUnitPayload { unit: unit.into(), tenant: super::object::tenant(ctx, id.tenant).await? })
    }
}

fn unit_row(path: &str, id: &ID, tenant: TenantId) -> Result<Uuid, Error> {
    node::reference::<UnitId>(path, id, tenant).map(|unit| unit.row)
}
