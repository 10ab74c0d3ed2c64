//! Alerts from whoever notices something to whoever decides about it.

use super::{register, setting};
use crate::{ctx::Ctx, merge, referred::unit_in_use};
use calitas_domain::{
    Error, Event, FieldError, Reason,
    access::{Access, Permission},
    id::{RiskAlertId, RiskId, TenantId},
    journal::{EventKind, created, difference},
    risk::{Acceptance, Alert, AlertDecision, AlertInput, Risk, may},
};
use calitas_store::{
    WriteTx,
    risk::{alert as rows, register as risks, setting as settings},
};
use std::sync::Arc;

/// The risk an alert goes into.
#[derive(Debug, Clone)]
pub enum Into {
    /// One that is on the register.
    Existing(RiskId),
    /// A new one.
    New(Box<Acceptance>),
}

/// Raises an alert under the next code.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`; [`Error::Invalid`].
pub async fn raise(
    ctx: &Ctx,
    tenant: TenantId,
    input: AlertInput,
    idempotency_key: Option<&str>,
) -> Result<Alert, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::RiskRead, tenant).await?;
    may::raise(&access).map_err(Error::refused)?;
    let id = RiskAlertId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[RiskAlertId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(RiskAlertId::KIND));
    }
    unit_in_use(&mut tx, "unitId", Some(input.unit)).await?;
    let scale = setting::held(&mut tx).await?.scale;
    let number = settings::next_alert(&mut tx).await?;
    let new = Alert::raise(id, number, input, scale, access.membership, ctx.now())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(event(EventKind::RiskAlertRaised, &new).with(created(&new))).await?;
    Ok(new)
}

/// Says what the analysis of an alert found.
///
/// # Errors
/// [`Error::NotFound`] for an alert the caller does not see; [`Error::Forbidden`]; `RiskAlertDecided`;
/// [`Error::Invalid`]; `ChangedMeanwhile`.
pub async fn analyse(
    ctx: &Ctx,
    id: RiskAlertId,
    expected_version: i32,
    analysis: &str,
    decision: AlertDecision,
) -> Result<Alert, Error> {
    let (tx, old, access) = open(ctx, id).await?;
    may::analyse(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().analyse(analysis, decision, access.membership, ctx.now())?;
    save(tx, EventKind::RiskAlertAnalysed, &old, new).await
}

/// Takes an alert into the register: into a risk that is there, or into a new one.
///
/// # Errors
/// As [`analyse`]; `RiskAlertNotAnalysed`, `RiskAlertEscalated`; the risk is closed or not there.
pub async fn accept(
    ctx: &Ctx,
    id: RiskAlertId,
    expected_version: i32,
    into: Into,
) -> Result<(Alert, Risk), Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    may::accept(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let (risk, entered) = match into {
        Into::Existing(risk) => {
            let found = risks::lock(&mut tx, risk).await?;
            let found = found.ok_or_else(|| Error::invalid("riskId", Reason::UnknownReference))?;
            found.is_open().map_err(|reason| Error::invalid("riskId", reason))?;
            (found, None)
        }
        Into::New(acceptance) => {
            let setting = setting::held(&mut tx).await?;
            let input = old.clone().into_input(*acceptance, setting.scale).map_err(of_risk)?;
            let new = RiskId::new(id.tenant, ctx.new_id());
            let (risk, event) = register::enter(ctx, &mut tx, new, input, &setting).await.map_err(of_risk)?;
            (risk, Some(event))
        }
    };
    let new = old.clone().accept(risk.id, access.membership, ctx.now())?;
    rows::save(&mut tx, &new).await?;
    let accepted = event(EventKind::RiskAlertAccepted, &new).with(difference(&old, &new));
    tx.commit_all(entered.into_iter().chain([accepted]).collect()).await?;
    Ok((new, risk))
}

/// Rejects an alert.
///
/// # Errors
/// As [`accept`]; [`Error::Invalid`] without a reason.
pub async fn reject(ctx: &Ctx, id: RiskAlertId, expected_version: i32, reason: &str) -> Result<Alert, Error> {
    let (tx, old, access) = open(ctx, id).await?;
    may::reject(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().reject(reason, access.membership, ctx.now())?;
    save(tx, EventKind::RiskAlertRejected, &old, new).await
}

/// Opens a write on an alert the caller sees; another one is not there.
async fn open(ctx: &Ctx, id: RiskAlertId) -> Result<(WriteTx, Alert, Arc<Access>), Error> {
    let absent = || Error::NotFound(RiskAlertId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::RiskRead, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or_else(absent)?;
    may::see(&found, &access).map_err(|_| absent())?;
    Ok((tx, found, access))
}

async fn save(mut tx: WriteTx, kind: EventKind, old: &Alert, new: Alert) -> Result<Alert, Error> {
    rows::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

/// Faults of the risk an alert becomes, where the input has them.
fn of_risk(error: Error) -> Error {
    match error {
        Error::Invalid(fields) => {
            let inner = |field: FieldError| FieldError { path: format!("risk.{}", field.path), ..field };
            Error::Invalid(fields.into_iter().map(inner).collect())
        }
        other => other,
    }
}

fn event(kind: EventKind, alert: &Alert) -> Event {
    Event::new(kind, RiskAlertId::KIND, alert.id.row).under(alert.id.tenant.0).at_version(alert.version)
}
