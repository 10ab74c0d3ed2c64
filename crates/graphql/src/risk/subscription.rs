//! The register as it changes.

use super::{alert::RiskAlert, object::Risk};
use crate::{
    connection::{caller, cursor, part, read_cursor},
    journal::JournalEntry,
    loader, node,
    tenancy::Tenant,
};
use async_graphql::{
    ComplexObject, Context, ID, Result, SimpleObject, Subscription,
    futures_util::{Stream, StreamExt},
};
use calitas_app::{
    risk as app,
    stream::{Heard, Signal},
};
use calitas_domain::{
    access::Permission,
    id::{RiskAlertId, RiskId, TenantId},
};
use std::sync::Arc;

/// Something that happened to the register of an institution. What it shows is read when it is delivered, with the
/// rights of that moment.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct RiskChange {
    /// Stands for this place in the stream; pass it as `after` to go on from here.
    pub cursor: String,
    /// Whether too much happened to be told one by one: read everything again.
    pub refetch: bool,
    #[graphql(skip)]
    tenant: TenantId,
    #[graphql(skip)]
    heard: Option<Arc<Heard>>,
}

#[ComplexObject]
impl RiskChange {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.tenant).await
    }

    /// What happened; absent when everything is to be read again, and for an alert the viewer may not see.
    async fn entry(&self, ctx: &Context<'_>) -> Option<Result<JournalEntry>> {
        let entry = &self.heard.as_ref()?.entry;
        if let Err(error) = caller(ctx).require(Permission::RiskRead, self.tenant) {
            return Some(Err(error.into()));
        }
        if entry.subject_kind == RiskAlertId::KIND.0
            && let Err(error) = self.alert(ctx).await?
        {
            return Some(Err(error));
        }
        Some(Ok(JournalEntry::new(self.tenant, entry)))
    }

    /// The risk it happened to, as it is now.
    async fn risk(&self, ctx: &Context<'_>) -> Option<Result<Risk>> {
        let entry = &self.heard.as_ref()?.entry;
        if entry.subject_kind != RiskId::KIND.0 {
            return None;
        }
        let id = RiskId::new(self.tenant, entry.subject);
        loader::load::<Risk>(ctx, id).await.map_err(Into::into).transpose()
    }

    /// The alert it happened to, as it is now; absent when the viewer may not see it.
    async fn risk_alert(&self, ctx: &Context<'_>) -> Option<Result<RiskAlert>> {
        self.alert(ctx).await
    }
}

impl RiskChange {
    async fn alert(&self, ctx: &Context<'_>) -> Option<Result<RiskAlert>> {
        let entry = &self.heard.as_ref()?.entry;
        if entry.subject_kind != RiskAlertId::KIND.0 {
            return None;
        }
        let id = RiskAlertId::new(self.tenant, entry.subject);
        loader::load::<RiskAlert>(ctx, id).await.map_err(Into::into).transpose()
    }

    fn new(tenant: TenantId, signal: Signal) -> Self {
        match signal {
            Signal::Entry(heard) => Self {
                cursor: cursor(&[&heard.entry.position.to_string()]),
                refetch: false,
                tenant,
                heard: Some(heard),
            },
            Signal::Refetch(position) => {
                Self { cursor: cursor(&[&position.to_string()]), refetch: true, tenant, heard: None }
            }
        }
    }
}

/// The register as it changes.
#[derive(Debug, Default)]
pub struct RiskSubscription;

#[Subscription]
impl RiskSubscription {
    /// What happens to the risks and alerts of an institution: each change once and in order, after a cursor or from
    /// now on.
    async fn risks_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the institution.")] tenant_id: ID,
        #[graphql(
            desc = "`riskStreamCursor` of an institution or `cursor` of the last change that was seen."
        )]
        after: Option<String>,
    ) -> Result<impl Stream<Item = RiskChange> + use<>> {
        let tenant: TenantId = node::subject(&tenant_id)?;
        let after = read_cursor::<1>(after.as_deref())?.map(|[position]| part(&position)).transpose()?;
        // The request ends with the opening; the stream lives as long as somebody listens.
        let signals =
            Box::pin(async { app::changes(&*caller(ctx).renewed().await?, tenant, after).await }).await?;
        Ok(signals.map(move |signal| RiskChange::new(tenant, signal)))
    }
}
