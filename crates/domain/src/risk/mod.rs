//! Risks (order OSGG 600/2018, standard 8): the scale and tolerance of an institution, the register with its ratings and
//! reviews, and the alerts people raise.

mod alert;
mod catalogue;
mod content;
mod life;
pub mod may;
mod rating;
mod review;
mod scale;
mod setting;
mod state;

pub use alert::{Acceptance, Alert, AlertDecision, AlertInput, AlertStatus, alert_code};
pub use catalogue::{Labelled, register_columns};
pub use content::{Risk, RiskInput, RiskPatch, RiskStatus, Strategy, Target, code_of, number_of};
pub use rating::{Rating, Stage};
pub use review::{Review, ReviewInput, ReviewKind};
pub use scale::{Band, BandRange, Level, Scale};
pub use setting::{Setting, SettingPatch, Tolerance};
pub use state::{RiskState, risk_fields, setting_at, setting_fields};
