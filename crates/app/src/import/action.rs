//! Actions of a plan, proposed as if one by one.

use super::{
    run::{Mode, Run},
    unit::by_code,
};
use crate::{
    ctx::Ctx,
    plan::action::{self, Series},
};
use calitas_domain::{
    Check, Error, Reason,
    access::Permission,
    id::{PlanActionId, PlanId, UnitId},
    identity,
    import::{ActionRow, Table},
    plan::{ActionInput, may},
    text::fold,
};
use calitas_store::{identity::membership, plan::lifecycle};
use std::collections::BTreeMap;

pub(super) async fn run(ctx: &Ctx, plan_id: PlanId, table: &Table, mode: Mode<'_>) -> Result<Run, Error> {
    let tenant = plan_id.tenant;
    let tx = ctx.write(Permission::ActionWrite, tenant).await?;
    let access = ctx.access(tenant)?;
    let mut run = Run::begin(ctx, tx, table, mode).await?;
    let plan = lifecycle::lock(&mut run.tx, plan_id).await?.ok_or(Error::NotFound(PlanId::KIND))?;
    // What holds for every line is told once.
    may::add_action(&plan, &access).map_err(Error::refused)?;
    let units = by_code(&mut run.tx, tenant).await?;
    let people: BTreeMap<_, _> =
        membership::addresses(&mut run.tx, tenant, ctx.today()).await?.into_iter().collect();
    let resolve = |row: ActionRow| {
        let mut check = Check::new();
        let unit = units.get(&fold(&row.unit_code)).map(|unit| UnitId::new(tenant, *unit));
        check.ensure("unitId", row.unit_code.is_empty() || unit.is_some(), Reason::NothingCalledSo);
        let address = identity::email(&row.responsible_email).ok();
        let responsible = address.and_then(|address| people.get(&address).copied());
        let is_known = row.responsible_email.is_empty() || responsible.is_some();
        check.ensure("responsibleId", is_known, Reason::NothingCalledSo);
        check.done()?;
        Ok::<_, Error>(ActionInput { unit, responsible, ..row.input })
    };
    let count = i32::try_from(table.rows.len()).unwrap_or(i32::MAX);
    if !run.goes_on() {
        return Ok(run);
    }
    let mut series = Series::begin(&mut run.tx, &plan, count).await?;
    for line in &table.rows {
        if !run.goes_on() {
            break;
        }
        run.mark().await?;
        let done = match ActionRow::read(table.cells(line)).and_then(resolve) {
            Ok(input) => {
                let id = PlanActionId::new(tenant, ctx.new_id());
                action::propose(ctx, &mut run.tx, &access, &plan, id, input, &mut series).await
            }
            Err(error) => Err(error),
        };
        if let Some((_, event)) = run.settle(line.number, done).await? {
            run.note(event);
        }
    }
    Ok(run)
}
