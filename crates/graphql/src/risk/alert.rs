//! Risk alerts.

use super::{
    enums::{RiskAlertDecision, RiskAlertStatus, RiskScaleCode},
    object::{Risk, RiskRating},
    register::unit_rows,
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    tenancy::{Tenant, Unit},
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Result, SimpleObject};
use calitas_app::risk as app;
use calitas_domain::{
    Error,
    access::Permission,
    id::{MembershipId, TenantId, UnitId},
    risk::{self as domain, may},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// A risk alert (formular de alertă la risc).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskAlert {
    /// Opaque global id.
    pub id: ID,
    /// Short code, `FAR-1`.
    pub code: String,
    /// What may happen.
    pub title: String,
    /// How it was noticed.
    pub description: String,
    /// What favours it; may be empty.
    pub causes: String,
    /// To what it leads; may be empty.
    pub consequences: String,
    /// The scale it was rated on.
    pub scale: RiskScaleCode,
    /// As who raised it rates it.
    pub rating: RiskRating,
    /// Where it stands.
    pub status: RiskAlertStatus,
    /// What the analysis found.
    pub analysis: Option<String>,
    /// What the analysis proposes.
    pub decision: Option<RiskAlertDecision>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When it was analysed.
    pub analysed_at: Option<DateTime<Utc>>,
    /// When it was accepted or rejected.
    pub decided_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Alert>,
}

/// What the viewer may do with an alert.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskAlertViewerCan {
    /// Say what the analysis found.
    pub analyse: Permitted,
    /// Take it into the register.
    pub accept: Permitted,
    /// Reject it.
    pub reject: Permitted,
}

/// Which alerts to list.
#[derive(Debug, Default, InputObject)]
pub struct RiskAlertFilter {
    /// Only these statuses.
    pub status: Option<Vec<RiskAlertStatus>>,
    /// Only alerts about these units.
    pub unit_ids: Option<Vec<ID>>,
    /// `true`: only those the viewer raised.
    pub mine: Option<bool>,
}

connection! {
    /// Risk alerts.
    RiskAlertConnection, RiskAlertEdge, RiskAlert
}

impl From<domain::Alert> for RiskAlert {
    fn from(row: domain::Alert) -> Self {
        Self {
            id: row.id.global(),
            code: row.code(),
            title: row.title.clone(),
            description: row.description.clone(),
            causes: row.causes.clone(),
            consequences: row.consequences.clone(),
            scale: row.scale.into(),
            rating: RiskRating::on(row.scale, row.rating),
            status: row.status.into(),
            analysis: row.analysis.clone(),
            decision: row.decision.map(Into::into),
            reason: row.reason.clone(),
            raised_at: row.raised_at,
            analysed_at: row.analysed_at,
            decided_at: row.decided_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

#[ComplexObject]
impl RiskAlert {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// The compartment it is about.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.row.unit).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }

    /// Who raised it.
    async fn raised_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.raised_by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// Who analysed it.
    async fn analysed_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.analysed_by?).await.map_err(Into::into).transpose()
    }

    /// Who accepted or rejected it.
    async fn decided_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.decided_by?).await.map_err(Into::into).transpose()
    }

    /// The risk it went into.
    async fn risk(&self, ctx: &Context<'_>) -> Option<Result<Risk>> {
        loader::load::<Risk>(ctx, self.row.risk?).await.map_err(Into::into).transpose()
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::RiskRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> RiskAlertViewerCan {
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        RiskAlertViewerCan {
            analyse: verdict(&caller, tenant, |access| may::analyse(row, access)),
            accept: verdict(&caller, tenant, |access| may::accept(row, access)),
            reject: verdict(&caller, tenant, |access| may::reject(row, access)),
        }
    }
}

/// A page of the alerts of an institution that the viewer may see, the newest first.
pub async fn page(
    ctx: &Context<'_>,
    tenant: TenantId,
    filter: RiskAlertFilter,
    first: Option<i32>,
    after: Option<String>,
) -> Result<RiskAlertConnection> {
    let caller = caller(ctx);
    let raised_by = match filter.mine {
        Some(true) => Some(caller.access(tenant)?.membership.row),
        Some(false) | None => None,
    };
    let filter = app::AlertFilter {
        statuses: filter.status.unwrap_or_default().into_iter().map(Into::into).collect(),
        units: unit_rows("filter.unitIds", filter.unit_ids, tenant)?,
        raised_by,
    };
    let before = read_cursor::<1>(after.as_deref())?.map(|[number]| part(&number)).transpose()?;
    let (found, has_next) = app::alert_page(&caller, tenant, &filter, before, first).await?;
    let items = found.into_iter().map(|row| (cursor_of(&row), RiskAlert::from(row))).collect();
    let counting = count(move |ctx| {
        let filter = filter.clone();
        async move { app::alert_count(&ctx, tenant, &filter).await }
    });
    Ok(RiskAlertConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

/// An alert with its place in the list.
pub(super) fn edge(row: domain::Alert) -> RiskAlertEdge {
    RiskAlertEdge { cursor: cursor_of(&row), node: row.into() }
}

fn cursor_of(row: &domain::Alert) -> String {
    cursor(&[&row.number.to_string()])
}
