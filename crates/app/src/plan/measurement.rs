//! Measured values of an action's indicator.

use super::hold::{Held, action_changed};
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error,
    access::Permission,
    id::{PlanActionId, PlanActionMeasurementId},
    journal::{EventKind, difference},
    plan::{Action, Measurement, may},
};
use calitas_store::plan::{action, measurement};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Records a measured value.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`]; an action without an indicator.
pub async fn record(
    ctx: &Ctx,
    id: PlanActionId,
    measured_on: NaiveDate,
    value: Decimal,
    note: Option<String>,
    idempotency_key: Option<&str>,
) -> Result<Action, Error> {
    let mut held = Held::open(ctx, Permission::ActionReport, id).await?;
    let made = PlanActionMeasurementId::new(id.tenant, ctx.new_id());
    let fingerprint = (id, measured_on, value, &note);
    if ctx.once(&mut held.tx, idempotency_key, &fingerprint, made.row).await?.is_some() {
        return Ok(held.action);
    }
    may::measure(&held.action, &held.plan, &held.access, held.involvement()).map_err(Error::refused)?;
    let recorded_by = Some(held.access.membership);
    let measured =
        Measurement { id: made, action: id, measured_on, value, note, recorded_by, recorded_at: ctx.now() };
    let measured = measured.checked(ctx.today())?;
    let new = held.action.clone().measured(measured.value, measured_on, ctx.now());
    measurement::create(&mut held.tx, &held.action, &measured).await?;
    action::save(&mut held.tx, &new).await?;
    let mut changes = difference(&held.action, &new);
    let entered = |field: &str, new: String| Change {
        field: field.into(),
        old: serde_json::Value::Null,
        new: new.into(),
    };
    changes.push(entered("measurement.value", measured.value.to_string()));
    changes.push(entered("measurement.measuredOn", measured_on.to_string()));
    held.tx.commit(action_changed(EventKind::PlanActionMeasured, &new, changes)).await?;
    Ok(new)
}
