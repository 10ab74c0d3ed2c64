//! Roots of risks.

use super::{alert::RiskAlert, object::Risk};
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::id::{RiskAlertId, RiskId};

/// Risks and alerts.
#[derive(Debug, Default)]
pub struct RiskQuery;

#[Object]
impl RiskQuery {
    /// A risk; absent when it is not there or not the viewer's to see.
    async fn risk(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the risk.")] id: ID,
    ) -> Result<Option<Risk>> {
        caller(ctx).actor()?;
        let Some(id) = RiskId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Risk>(ctx, id).await?)
    }

    /// A risk alert; absent when it is not there or not the viewer's to see.
    async fn risk_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the alert.")] id: ID,
    ) -> Result<Option<RiskAlert>> {
        caller(ctx).actor()?;
        let Some(id) = RiskAlertId::read(&id) else { return Ok(None) };
        Ok(loader::load::<RiskAlert>(ctx, id).await?)
    }
}
