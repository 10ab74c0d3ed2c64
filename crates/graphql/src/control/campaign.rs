//! Campaigns: the self-assessment of a year.

use super::{
    load::{QuestionnairesOf, SynthesisOf},
    questionnaire::ControlQuestionnaire,
    report::{self, AnnualControlReport},
    standard::ControlTemplate,
    synthesis::ControlSynthesis,
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    scalar::Date,
    tenancy::Tenant,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    Error, Reason,
    access::Permission,
    control::{self as domain, may},
    id::{ControlCampaignId, ControlTemplateId, TenantId},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::CampaignStatus")]
pub enum ControlCampaignStatus {
    /// Compartments answer.
    Open,
    /// Nothing is answered any more.
    Closed,
}

/// The self-assessment of internal control of an institution for one year.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlCampaign {
    /// Opaque global id.
    pub id: ID,
    /// The year that is reported.
    pub year: i32,
    /// The day its answers speak of, 31 December.
    pub reference_on: Date,
    /// Until when compartments hand in.
    pub due_on: Date,
    /// Where it stands.
    pub status: ControlCampaignStatus,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Campaign>,
}

impl From<domain::Campaign> for ControlCampaign {
    fn from(row: domain::Campaign) -> Self {
        Self {
            id: row.id.global(),
            year: row.year,
            reference_on: Date(row.reference_on()),
            due_on: Date(row.due_on),
            status: row.status.into(),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl ControlCampaign {
    pub(super) fn row(&self) -> &domain::Campaign {
        &self.row
    }
}

#[ComplexObject]
impl ControlCampaign {
    /// The institution it is about.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// Who opened it; absent where the superior institution did.
    async fn opened_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.opened_by?).await.map_err(Into::into).transpose()
    }

    /// The list of criteria it asks.
    async fn template(&self, ctx: &Context<'_>) -> Result<ControlTemplate> {
        let found = loader::load::<ControlTemplate>(ctx, self.row.template).await?;
        Ok(found.ok_or(Error::NotFound(ControlTemplateId::KIND))?)
    }

    /// The questionnaires of its compartments, by name.
    async fn questionnaires(&self, ctx: &Context<'_>) -> Result<Vec<ControlQuestionnaire>> {
        let found = loader::load::<QuestionnairesOf>(ctx, self.row.id).await?;
        let found = found.map(|found| found.0).unwrap_or_default();
        Ok(found.into_iter().map(ControlQuestionnaire::from).collect())
    }

    /// What follows from the answers (Annex 4.2), as they are now.
    async fn synthesis(&self, ctx: &Context<'_>) -> Result<ControlSynthesis> {
        let found = loader::load::<SynthesisOf>(ctx, self.row.id).await?;
        let found = found.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
        Ok(ControlSynthesis::living(&found.0, self.row.id))
    }

    /// Its annual report (annex 4.3); absent before it was begun.
    async fn report(&self, ctx: &Context<'_>) -> Result<Option<AnnualControlReport>> {
        report::of_campaign(ctx, self.row.id).await
    }

    /// Whether the viewer may open it again once it is closed.
    async fn viewer_can_reopen(&self, ctx: &Context<'_>) -> Permitted {
        let row = &*self.row;
        let closed = || row.clone().reopen().map(|_| ()).map_err(|_| Reason::CampaignOpen);
        verdict(&caller(ctx), row.id.tenant, |access| may::manage(access).and_then(|()| closed()))
    }

    /// Whether the viewer may change and close it.
    async fn viewer_can_manage(&self, ctx: &Context<'_>) -> Permitted {
        let row = &*self.row;
        verdict(&caller(ctx), row.id.tenant, |access| may::manage(access).and_then(|()| row.is_open()))
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }
}

/// The campaigns of an institution, the newest year first.
pub async fn campaigns(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<ControlCampaign>> {
    Ok(app::of_tenant(&caller(ctx), tenant).await?.into_iter().map(ControlCampaign::from).collect())
}

/// The campaign of a year of an institution, if there is one.
pub async fn of_year(ctx: &Context<'_>, tenant: TenantId, year: i32) -> Result<Option<ControlCampaign>> {
    Ok(app::of_year(&caller(ctx), tenant, year).await?.map(ControlCampaign::from))
}

/// The campaign of a questionnaire.
pub async fn one(ctx: &Context<'_>, id: ControlCampaignId) -> Result<ControlCampaign> {
    let found = loader::load::<ControlCampaign>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(ControlCampaignId::KIND))?)
}
