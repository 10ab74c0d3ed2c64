//! What stands at the head of the documents of an institution.

use super::Tenant;
use crate::{connection::caller, node, permitted::Permitted};
use async_graphql::{ComplexObject, Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::tenancy::letterhead;
use calitas_domain::{Error, Reason, access::Permission, id::TenantId, tenancy as domain};
use data_encoding::BASE64;

/// The head of an institution's documents: what stands there besides its name and its municipality's.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Letterhead {
    /// Address, telephone, e-mail: a line each, at most six.
    pub contact: String,
    /// The sign of the institution.
    pub logo: Option<Logo>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    tenant: TenantId,
}

/// The sign of an institution.
#[derive(Debug, Clone, SimpleObject)]
pub struct Logo {
    /// The picture, PNG or SVG, in Base64.
    pub content: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// What the viewer may do with a letterhead.
#[derive(Debug, Clone, SimpleObject)]
pub struct LetterheadViewerCan {
    /// Change it.
    pub update: Permitted,
}

impl From<domain::Letterhead> for Letterhead {
    fn from(row: domain::Letterhead) -> Self {
        let logo = |logo: domain::Logo| Logo { content: BASE64.encode(&logo.bytes), alt: logo.alt };
        Self { contact: row.contact, logo: row.logo.map(logo), version: row.version, tenant: row.tenant }
    }
}

#[ComplexObject]
impl Letterhead {
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> LetterheadViewerCan {
        let caller = caller(ctx);
        let verdict = caller.require(Permission::TenantManage, self.tenant);
        LetterheadViewerCan { update: Permitted::by_error(&caller, verdict) }
    }
}

/// The letterhead of an institution.
pub async fn of_tenant(ctx: &Context<'_>, tenant: TenantId) -> Result<Letterhead> {
    Ok(letterhead::of_tenant(&caller(ctx), tenant).await?.into())
}

/// A picture for the head of documents.
#[derive(Debug, InputObject)]
pub struct LogoInput {
    /// The picture, PNG or SVG, at most 512 KiB and 3,000 pixels a side, in Base64.
    pub content: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Changes of a letterhead; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateLetterheadInput {
    /// The institution.
    pub tenant_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Address, telephone, e-mail: a line each, at most six.
    pub contact: Option<String>,
    /// The sign of the institution; null takes it off.
    pub logo: MaybeUndefined<LogoInput>,
}

/// The changed letterhead.
#[derive(Debug, SimpleObject)]
pub struct UpdateLetterheadPayload {
    /// As it is now.
    pub letterhead: Letterhead,
    /// The institution.
    pub tenant: Tenant,
}

/// Changing letterheads.
#[derive(Debug, Default)]
pub struct LetterheadMutation;

#[Object]
impl LetterheadMutation {
    /// Decides what stands at the head of an institution's documents.
    async fn update_letterhead(
        &self,
        ctx: &Context<'_>,
        input: UpdateLetterheadInput,
    ) -> Result<UpdateLetterheadPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let logo = match input.logo {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Value(logo) => Some(Some(picture(logo)?)),
        };
        let patch = domain::LetterheadPatch { contact: input.contact, logo };
        let changed = letterhead::update(&caller(ctx), tenant, input.expected_version, patch).await?;
        Ok(UpdateLetterheadPayload {
            letterhead: changed.into(),
            tenant: super::object::tenant(ctx, tenant).await?,
        })
    }
}

fn picture(logo: LogoInput) -> Result<domain::Logo, Error> {
    let bytes = BASE64.decode(logo.content.as_bytes());
    let bytes = bytes.map_err(|_| Error::invalid("logo.content", Reason::PictureUnusable))?;
    Ok(domain::Logo { bytes, alt: logo.alt })
}
