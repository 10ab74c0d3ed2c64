//! The register of risks: the institution's decisions, risks with their reviews, alerts, and the register as it stood on
//! an earlier day. What is done about a risk are actions of plans; `plan` reads them by the code of the risk.

mod alert;
mod read;
mod register;
mod setting;
mod state;

pub use alert::{Into, accept, analyse, raise, reject};
pub use calitas_store::risk::{
    alert::Filter as AlertFilter,
    list::{Cell, Filter, Order, Place, UnitFigures},
    target::Named,
};
pub use read::{
    alert_count, alert_page, alerts, alerts_of, by_codes, by_ids, by_units, cells, changes, count,
    of_targets, page, reviews, targets, targets_of_tenant,
};
pub use register::{close, create, reopen, review, update};
pub use setting::{of_tenant as setting, of_tenants as settings, update as update_setting};
pub use state::{Past, as_of};
