//! Changing the list of criteria.

use super::standard::ControlTemplate;
use crate::{connection::caller, node, tenancy::Tenant};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{control as domain, id::TenantId};

/// The next version of the list of criteria, as a whole.
#[derive(Debug, InputObject)]
pub struct UpdateControlTemplateInput {
    /// The institution.
    pub tenant_id: ID,
    /// Number of the version it was made from, the newest; 0 where there is none, for the catalogue.
    pub base_number: i32,
    /// All criteria, at most 200; what is left out is retired. Every standard keeps at least one.
    pub criteria: Vec<ControlCriterionInput>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// A criterion of the next version.
#[derive(Debug, InputObject)]
pub struct ControlCriterionInput {
    /// Its code in the version that is changed; left out for an own criterion, which gets the next number of its standard.
    pub code: Option<String>,
    /// The standard of an own criterion, `S01` to `S16`; others keep theirs.
    pub standard: Option<String>,
    /// What is asked, in Romanian; 3 to 500 characters.
    pub label_ro: String,
    /// What is asked, in English; as in Romanian when left out.
    pub label_en: Option<String>,
}

/// The list of criteria that is asked from now on.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlTemplatePayload {
    /// The newest version.
    pub control_template: ControlTemplate,
    /// The institution with its versions.
    pub tenant: Tenant,
}

impl From<ControlCriterionInput> for domain::CriterionInput {
    fn from(input: ControlCriterionInput) -> Self {
        let ControlCriterionInput { code, standard, label_ro, label_en } = input;
        Self { code, standard, label_ro, label_en }
    }
}

/// The list of criteria.
#[derive(Debug, Default)]
pub struct ControlTemplateMutation;

#[Object]
impl ControlTemplateMutation {
    /// Makes the next version of the list of criteria. Campaigns keep the version they were opened with; the same list
    /// makes no version.
    async fn update_control_template(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlTemplateInput,
    ) -> Result<UpdateControlTemplatePayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let criteria = input.criteria.into_iter().map(Into::into).collect();
        let key = input.idempotency_key.as_deref();
        let new = app::update_template(&caller(ctx), tenant, input.base_number, criteria, key).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(UpdateControlTemplatePayload { control_template: new.into(), tenant })
    }
}

/// The versions of the list of an institution, the newest first.
pub async fn templates(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<ControlTemplate>> {
    Ok(app::templates_of(&caller(ctx), tenant).await?.into_iter().map(ControlTemplate::from).collect())
}
