//! Units, each after the one it lies under.

use super::run::{Mode, Run};
use crate::{ctx::Ctx, tenancy};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    id::{TenantId, UnitId},
    import::{ImportColumn, Table, UnitRow, in_order},
    tenancy::UnitInput,
    text::fold,
};
use calitas_store::{Conn, tenancy as rows};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The units of an institution by code, as people write it.
pub(super) async fn by_code(conn: &mut Conn, tenant: TenantId) -> Result<BTreeMap<String, Uuid>, Error> {
    let units = rows::units(conn, tenant).await?;
    Ok(units.into_iter().map(|unit| (fold(&unit.code), unit.id.row)).collect())
}

pub(super) async fn run(ctx: &Ctx, tenant: TenantId, table: &Table, mode: Mode<'_>) -> Result<Run, Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    let tx = ctx.write(Permission::TenantManage, tenant).await?;
    let mut run = Run::begin(ctx, tx, table, mode).await?;
    let mut known = by_code(&mut run.tx, tenant).await?;
    let mut read = Vec::new();
    // Who lies under a refused line is looked at without it: one fault is told once.
    let mut refused = BTreeSet::new();
    for line in &table.rows {
        match UnitRow::read(table.cells(line)) {
            Ok(row) => read.push((line.number, row)),
            Err(error) => {
                refused.insert(fold(table.cells(line).text(ImportColumn::Code)));
                run.refuse(line.number, error)?;
            }
        }
    }
    let keys: Vec<_> = read.iter().map(|(_, row)| (fold(&row.input.code), fold(&row.parent_code))).collect();
    let ordered = in_order(&keys);
    for at in &ordered.circular {
        run.refuse(read[*at].0, Error::invalid("parentId", Reason::UnitCycle))?;
    }
    for at in ordered.order {
        if !run.goes_on() {
            break;
        }
        let (line, row) = &read[at];
        let (code, above) = &keys[at];
        run.mark().await?;
        let id = UnitId::new(tenant, ctx.new_id());
        let parent = match known.get(above) {
            _ if above.is_empty() || refused.contains(above) => Ok(None),
            Some(parent) => Ok(Some(*parent)),
            None => Err(Error::invalid("parentId", Reason::NothingCalledSo)),
        };
        let done = match parent {
            Ok(parent) => {
                let input = UnitInput { parent, ..row.input.clone() };
                tenancy::add_unit(&mut run.tx, id, input).await
            }
            Err(error) => Err(error),
        };
        match run.settle(*line, done).await? {
            Some((unit, event)) => {
                known.insert(code.clone(), unit.id.row);
                run.note(event);
            }
            None => {
                refused.insert(code.clone());
            }
        }
    }
    Ok(run)
}
