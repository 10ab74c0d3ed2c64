//! Institutions, each after the one it is subordinate to, with their first administrators.

use super::run::{Mode, Run};
use crate::{
    ctx::Ctx,
    tenancy::institution::{self, Added},
};
use calitas_domain::{
    Error, Reason,
    id::TenantId,
    import::{ImportColumn, InstitutionRow, Table, in_order},
    text::fold,
};
use calitas_store::tenancy as rows;
use std::collections::{BTreeMap, BTreeSet};

pub(super) async fn run(ctx: &Ctx, hall: TenantId, table: &Table, mode: Mode<'_>) -> Result<Run, Error> {
    let (municipality, head) = institution::managed(ctx, hall).await?;
    if hall != head {
        return Err(Error::NotFound(TenantId::KIND));
    }
    // A write opens the institutions it is about, also those it will make.
    let ids: Vec<TenantId> = table.rows.iter().map(|_| TenantId(ctx.new_id())).collect();
    let tx = institution::across(ctx, municipality, head, &ids).await?;
    let mut run = Run::begin(ctx, tx, table, mode).await?;
    let mut tree = rows::lock_tree(&mut run.tx, municipality).await?;
    let mut known: BTreeMap<String, TenantId> =
        tree.iter().map(|tenant| (fold(&tenant.short_name), tenant.id)).collect();
    known.insert(String::new(), head);
    let mut read = Vec::new();
    let mut refused = BTreeSet::new();
    for (line, id) in table.rows.iter().zip(ids) {
        match InstitutionRow::read(table.cells(line)) {
            Ok(row) => read.push((line.number, id, row)),
            Err(error) => {
                refused.insert(fold(table.cells(line).text(ImportColumn::ShortName)));
                run.refuse(line.number, error)?;
            }
        }
    }
    let keys: Vec<_> =
        read.iter().map(|(_, _, row)| (fold(&row.input.short_name), fold(&row.superior))).collect();
    let ordered = in_order(&keys);
    for at in &ordered.circular {
        run.refuse(read[*at].0, Error::invalid("parentId", Reason::InstitutionCycle))?;
    }
    for at in ordered.order {
        if !run.goes_on() {
            break;
        }
        let (line, id, row) = &read[at];
        let (name, above) = &keys[at];
        run.mark().await?;
        let parent = if refused.contains(above) { Some(&head) } else { known.get(above) };
        let done = match parent.copied() {
            Some(parent) => {
                let administrator = (row.email.as_str(), row.function.as_str());
                let input = row.input.clone();
                institution::enter(ctx, &mut run.tx, &tree, *id, parent, input, administrator).await
            }
            None => Err(Error::invalid("parentId", Reason::NothingCalledSo)),
        };
        match run.settle(*line, done).await? {
            Some(Added { tenant, event, invited }) => {
                known.insert(name.clone(), tenant.id);
                run.note_in(tenant.id, event.clone());
                run.note_in(tenant.id, invited.event);
                run.invite(&tenant, invited.invitation);
                run.note(event);
                tree.push(tenant);
            }
            None => {
                refused.insert(name.clone());
            }
        }
    }
    Ok(run)
}
