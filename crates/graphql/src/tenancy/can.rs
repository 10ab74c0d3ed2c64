//! The buttons of an institution.

use crate::{permitted::Permitted, plan};
use async_graphql::SimpleObject;
use calitas_app::{Ctx, caf as app_caf, control};
use calitas_domain::{
    Reason,
    access::{Access, Permission},
    caf::may as may_caf,
    control::may::{chain as may_chain, commission as may_commission},
    id::TenantId,
    risk::may as may_risk,
};

/// What the viewer may do in an institution.
#[derive(Debug, Clone, SimpleObject)]
pub struct TenantViewerCan {
    /// Change names and note.
    pub update: Permitted,
    /// Add and change units.
    pub create_unit: Permitted,
    /// See who the members are.
    pub read_members: Permitted,
    /// Invite people and manage memberships.
    pub invite: Permitted,
    /// Create plans.
    pub create_plan: Permitted,
    /// Read plans.
    pub read_plans: Permitted,
    /// Save views for everybody.
    pub create_shared_view: Permitted,
    /// Read the journal of the whole institution.
    pub read_journal: Permitted,
    /// Keep the nomenclature of documents and put selections together.
    pub manage_retention: Permitted,
    /// Read the self-assessment of internal control.
    pub read_control: Permitted,
    /// Open and close self-assessments of internal control.
    pub manage_control: Permitted,
    /// Set general objectives, and keep the objectives of all compartments.
    pub manage_objectives: Permitted,
    /// Set the Monitoring Commission up, say who is in it, convene its meetings.
    pub manage_commission: Permitted,
    /// Keep the inventory of sensitive functions and the register of delegations.
    pub manage_inventories: Permitted,
    /// Read the register of risks.
    pub read_risks: Permitted,
    /// Enter risks of at least one compartment.
    pub write_risks: Permitted,
    /// Decide the scale and the tolerance, and keep the whole register with all alerts.
    pub manage_risks: Permitted,
    /// Raise a risk alert.
    pub raise_risk_alert: Permitted,
    /// Read CAF self-assessments.
    pub read_caf: Permitted,
    /// Begin CAF self-assessments.
    pub manage_caf: Permitted,
    /// See how far subordinate institutions are and take their reports.
    pub centralise_control: Permitted,
    /// Add, move and retire the institutions of the municipality.
    pub manage_municipality: Permitted,
}

impl TenantViewerCan {
    /// What the caller may do in an institution.
    pub(super) fn of(caller: &Ctx, tenant: TenantId) -> Self {
        let may = |permission| Permitted::by_error(caller, caller.require(permission, tenant));
        let rule = |rule: fn(&Access) -> Result<(), Reason>| plan::verdict(caller, tenant, rule);
        Self {
            update: may(Permission::TenantManage),
            create_unit: may(Permission::TenantManage),
            read_members: may(Permission::MemberRead),
            invite: may(Permission::MemberManage),
            create_plan: may(Permission::PlanWrite),
            read_plans: may(Permission::PlanRead),
            create_shared_view: may(Permission::ViewShare),
            read_journal: may(Permission::JournalRead),
            manage_retention: may(Permission::RetentionManage),
            read_control: may(Permission::ControlRead),
            manage_control: may(Permission::ControlManage),
            manage_objectives: rule(may_chain::add_general),
            manage_commission: rule(may_commission::manage_commission),
            manage_inventories: rule(may_commission::manage_inventories),
            read_risks: may(Permission::RiskRead),
            write_risks: rule(may_risk::write_somewhere),
            manage_risks: rule(may_risk::manage),
            raise_risk_alert: rule(may_risk::raise),
            read_caf: Permitted::by_error(caller, app_caf::reads(caller, tenant)),
            manage_caf: rule(may_caf::manage),
            centralise_control: Permitted::by_error(caller, control::centralise(caller, tenant)),
            manage_municipality: may(Permission::MunicipalityManage),
        }
    }
}
