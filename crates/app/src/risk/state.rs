//! The register as it stood at the end of an earlier day: what it is now, with everything that happened since taken back.

use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason,
    access::Permission,
    calendar,
    id::{RiskId, TenantId},
    journal::{self, EventKind},
    risk::{RiskState, RiskStatus, Setting, risk_fields, setting_at, setting_fields},
};
use calitas_store::{
    journal::rewind,
    risk::{register, setting},
};
use chrono::{Days, NaiveDate, NaiveTime};
use std::{cmp::Reverse, collections::BTreeMap};

/// The register at the end of a day.
#[derive(Debug, Clone)]
pub struct Past {
    /// The day.
    pub on: NaiveDate,
    /// What the institution had decided.
    pub setting: Setting,
    /// The risks that were open, the largest exposure first.
    pub risks: Vec<(RiskId, RiskState)>,
}

/// The register of an institution as it stood at the end of a day in Romania.
///
/// # Errors
/// [`Reason::InTheFuture`]; [`Error::Forbidden`] without `RISK_READ`.
pub async fn as_of(ctx: &Ctx, tenant: TenantId, day: NaiveDate) -> Result<Past, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    if day > ctx.today() {
        return Err(Error::invalid("asOf", Reason::InTheFuture));
    }
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    let mut decided = Some(setting_fields(&setting::of_tenant(&mut read, tenant).await?));
    let present = register::of_tenant(&mut read, tenant).await?;
    drop(read);
    let mut then: BTreeMap<_, _> = present.iter().map(|risk| (risk.id.row, risk_fields(risk))).collect();
    let next_day = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let since = calendar::instant_in_bucharest(next_day, NaiveTime::MIN);
    // Other things of the institution are filed under it too.
    let kinds = [RiskId::KIND.0.to_owned(), TenantId::KIND.0.to_owned()];
    let mut before = None;
    loop {
        let mut read = ctx.read(Permission::RiskRead, tenant).await?;
        let page = rewind::of_topic_since(&mut read, tenant, tenant.0, &kinds, since, before).await?;
        drop(read);
        let Some(last) = page.last() else { break };
        before = Some(last.position);
        for entry in &page {
            if entry.subject_kind == RiskId::KIND.0 {
                let earlier = journal::undo(then.remove(&entry.subject), entry);
                then.extend(earlier.map(|fields| (entry.subject, fields)));
            } else if entry.kind == EventKind::RiskSettingUpdated.code() {
                decided = journal::undo(decided, entry);
            }
        }
    }
    let unreadable = || Error::Internal("the journal holds no such risk".into());
    let mut risks = Vec::with_capacity(then.len());
    for (row, fields) in then {
        let state = RiskState::read(tenant, &fields).ok_or_else(unreadable)?;
        if state.status == RiskStatus::Open {
            risks.push((RiskId::new(tenant, row), state));
        }
    }
    risks.sort_by_key(|(_, state)| (Reverse(state.exposure()), state.code.len(), state.code.clone()));
    Ok(Past { on: day, setting: setting_at(tenant, &decided.unwrap_or_default()), risks })
}
