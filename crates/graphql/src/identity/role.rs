//! Roles and permissions, and what a role may do.

use async_graphql::{Enum, SimpleObject};
use calitas_app::Ctx;
use calitas_domain::access;

/// What a person is in an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Role {
    /// Looks after people, units and settings.
    InstitutionAdmin,
    /// Head of the public entity: approves and releases.
    HeadOfInstitution,
    /// Quality manager: runs plans, CAF and ISO audits.
    QualityManager,
    /// Technical secretariat of the Monitoring Commission.
    ControlSecretariat,
    /// Head of a unit: proposes, changes and decides in the unit and those under it.
    HeadOfUnit,
    /// Carries out what is assigned.
    Specialist,
    /// Reads, changes nothing.
    Reader,
    /// A person from outside, for single objects and a limited time.
    Guest,
    /// Mayor's office: reads what institutions of the municipality have released.
    Oversight,
    /// A role the institution composed itself; which one stands beside it.
    Custom,
}

impl From<access::Role> for Role {
    fn from(role: access::Role) -> Self {
        match role {
            access::Role::InstitutionAdmin => Self::InstitutionAdmin,
            access::Role::HeadOfInstitution => Self::HeadOfInstitution,
            access::Role::QualityManager => Self::QualityManager,
            access::Role::ControlSecretariat => Self::ControlSecretariat,
            access::Role::HeadOfUnit => Self::HeadOfUnit,
            access::Role::Specialist => Self::Specialist,
            access::Role::Reader => Self::Reader,
            access::Role::Guest => Self::Guest,
            access::Role::Oversight => Self::Oversight,
        }
    }
}

impl From<access::Held> for Role {
    fn from(held: access::Held) -> Self {
        match held {
            access::Held::BuiltIn(role) => role.into(),
            access::Held::Custom(..) => Self::Custom,
        }
    }
}

impl Role {
    /// The role of the product it is; absent for those of institutions.
    pub(super) fn built_in(self) -> Option<access::Role> {
        Some(match self {
            Self::InstitutionAdmin => access::Role::InstitutionAdmin,
            Self::HeadOfInstitution => access::Role::HeadOfInstitution,
            Self::QualityManager => access::Role::QualityManager,
            Self::ControlSecretariat => access::Role::ControlSecretariat,
            Self::HeadOfUnit => access::Role::HeadOfUnit,
            Self::Specialist => access::Role::Specialist,
            Self::Reader => access::Role::Reader,
            Self::Guest => access::Role::Guest,
            Self::Oversight => access::Role::Oversight,
            Self::Custom => return None,
        })
    }

    /// The stored code.
    pub(super) fn code(self) -> &'static str {
        self.built_in().map_or(access::CUSTOM, access::Role::code)
    }
}

/// One thing a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "access::Permission")]
pub enum Permission {
    /// Read the institution and its units.
    TenantRead,
    /// Change the institution and its units.
    TenantManage,
    /// Read who the members are and what they do.
    MemberRead,
    /// Invite people, change their functions, units and roles, end memberships.
    MemberManage,
    /// Read the journal of the whole institution.
    JournalRead,
    /// Save views for everybody in the institution.
    ViewShare,
    /// Read plans with their actions, comments and history.
    PlanRead,
    /// Create plans, change and submit them, start a revision.
    PlanWrite,
    /// Approve or return plans, close and cancel them.
    PlanApprove,
    /// Hand an approved plan over to the municipality.
    PlanRelease,
    /// Propose and change actions.
    ActionWrite,
    /// Report on actions one is responsible for or contributes to.
    ActionReport,
    /// Decide proposals: approve, reject or cancel actions.
    ActionDecide,
    /// Confirm that a finished action had its effect.
    ActionVerify,
    /// Comment on what one may read.
    CommentWrite,
    /// Keep the nomenclature of documents, classify them and put selections together.
    RetentionManage,
    /// Approve or return selections of documents that are to go.
    RetentionApprove,
    /// Read the self-assessment of internal control.
    ControlRead,
    /// Answer the questionnaire of one's compartment and hand it in.
    ControlAnswer,
    /// Open and close campaigns of internal control, give questionnaires back and lock them.
    ControlManage,
    /// Read the register of risks and raise alerts.
    RiskRead,
    /// Enter, rate and close risks of one's compartment and decide its alerts.
    RiskWrite,
    /// Decide the scale and the tolerance, and keep the whole register with all alerts.
    RiskManage,
    /// Approve the annual report of internal control, hand it over and decide as the chair of the commission.
    ControlApprove,
    /// Read CAF self-assessments, their group and what it agreed on.
    CafRead,
    /// Organise CAF self-assessments.
    CafManage,
    /// Approve the report of a CAF self-assessment and hand it over.
    CafApprove,
    /// Read what the institutions of the municipality have released.
    OversightRead,
    /// Add, move and retire the institutions of the municipality. Held in the city hall only.
    MunicipalityManage,
}

/// What a role may do, in words.
#[derive(Debug, Clone, SimpleObject)]
pub struct RoleDescription {
    /// The role.
    pub role: Role,
    /// Whether it is only ever given for a whole institution.
    pub is_institution_wide: bool,
    /// What it may do.
    pub permissions: Vec<PermissionDescription>,
}

/// One permission, in words.
#[derive(Debug, Clone, SimpleObject)]
pub struct PermissionDescription {
    /// The permission.
    pub permission: Permission,
    /// The end of the sentence "may ...", in the caller's language.
    pub sentence: String,
    /// Whether it holds only in the unit when the role was given for a unit.
    pub is_bound_to_unit: bool,
}

impl RoleDescription {
    /// All roles, in the order people read them.
    pub fn all(ctx: &Ctx) -> Vec<Self> {
        let permission = |permission: &access::Permission| PermissionDescription::of(*permission, ctx);
        let role = |role: &access::Role| Self {
            role: (*role).into(),
            is_institution_wide: role.is_institution_wide(),
            permissions: role.permissions().iter().map(permission).collect(),
        };
        access::Role::ALL.iter().map(role).collect()
    }
}

impl PermissionDescription {
    /// A permission in the caller's language.
    pub fn of(permission: access::Permission, ctx: &Ctx) -> Self {
        Self {
            permission: permission.into(),
            sentence: crate::message::of_permission(permission, ctx.language()).to_owned(),
            is_bound_to_unit: permission.is_bound_to_unit(),
        }
    }
}
