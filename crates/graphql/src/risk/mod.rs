//! The register of risks, the alerts people raise, and what an institution decides about rating.

mod alert;
mod alert_mutation;
mod enums;
mod load;
mod mutation;
mod object;
mod past;
mod query;
mod register;
mod review;
mod setting;
mod subscription;
mod target;

pub use alert::{RiskAlert, RiskAlertConnection, RiskAlertFilter, page as alerts};
pub use alert_mutation::RiskAlertMutation;
pub use load::{RiskOfCode, TargetOf};
pub use mutation::RiskMutation;
pub use object::Risk;
pub use past::{RiskRegister, RiskState, RiskStateConnection, RiskStateEdge, as_of};
pub use query::RiskQuery;
pub use register::{
    RiskConnection, RiskFilter, RiskHeatMap, RiskOrder, RiskUnit, heat_map, page as risks, stream_cursor,
    units,
};
pub use setting::{RiskSetting, RiskSettingMutation, setting};
pub use subscription::RiskSubscription;
pub use target::{RiskTarget, targets};
