//! People, invited as if one by one.

use super::{
    run::{Mode, Run},
    unit::by_code,
};
use crate::{
    ctx::Ctx,
    identity::invitation::{self, Invited},
};
use calitas_domain::{
    Check, Error, Reason,
    access::{Grant, Held, Permission},
    id::{InvitationId, TenantId, UnitId},
    identity::{CustomRole, Placement},
    import::{PersonRow, RoleRef, Table},
    text::fold,
};
use calitas_store::{identity::custom_role, tenancy};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(super) async fn run(ctx: &Ctx, tenant: TenantId, table: &Table, mode: Mode<'_>) -> Result<Run, Error> {
    let access = ctx.require(Permission::MemberManage, tenant)?;
    let tx = ctx.write(Permission::MemberManage, tenant).await?;
    let mut run = Run::begin(ctx, tx, table, mode).await?;
    let names = Names {
        units: by_code(&mut run.tx, tenant).await?,
        roles: custom_role::of_tenant(&mut run.tx, tenant).await?,
        tenant,
    };
    let found = tenancy::by_ids(&mut run.tx, &[tenant]).await?.pop();
    let institution = found.ok_or(Error::NotFound(TenantId::KIND))?;
    for line in &table.rows {
        if !run.goes_on() {
            break;
        }
        run.mark().await?;
        let row = PersonRow::read(table.cells(line)).and_then(|row| Ok((names.placement(&row)?, row)));
        let done = match row {
            Ok((placement, row)) => {
                let id = InvitationId::new(tenant, ctx.new_id());
                let email = row.email.as_str();
                invitation::prepare(ctx, &mut run.tx, &access, &institution, id, email, placement).await
            }
            Err(error) => Err(error),
        };
        if let Some(Invited { invitation, event }) = run.settle(line.number, done).await? {
            run.note(event);
            run.invite(&institution, invitation);
        }
    }
    Ok(run)
}

/// What lines name.
struct Names {
    tenant: TenantId,
    units: BTreeMap<String, Uuid>,
    roles: Vec<CustomRole>,
}

impl Names {
    /// The place a line means. A role that can be given for a unit is given for the person's.
    fn placement(&self, row: &PersonRow) -> Result<Placement, Error> {
        let mut check = Check::new();
        let unit = self.units.get(&fold(&row.unit_code)).map(|unit| UnitId::new(self.tenant, *unit));
        check.ensure("unitId", row.unit_code.is_empty() || unit.is_some(), Reason::NothingCalledSo);
        let mut grants = Vec::new();
        for role in &row.roles {
            match self.held(role) {
                Some(role) => {
                    grants.push(Grant { role, unit: unit.filter(|_| !role.is_institution_wide()) });
                }
                None => check.refuse("roles", Reason::NothingCalledSo),
            }
        }
        check.done()?;
        Ok(Placement {
            display_name: row.function.clone(),
            unit,
            grants,
            objects: BTreeSet::new(),
            expires_on: row.expires_on,
        })
    }

    fn held(&self, role: &RoleRef) -> Option<Held> {
        match role {
            RoleRef::BuiltIn(role) => Some((*role).into()),
            RoleRef::Named(name) => {
                let found = self.roles.iter().find(|role| fold(&role.name) == fold(name))?;
                Some(Held::Custom(found.id, found.permissions))
            }
        }
    }
}
