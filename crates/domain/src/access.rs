//! Who may do what: roles, permissions and the table between them, as data. The only place where rights are decided.
//!
//! To add a permission: add it to the enum and to the roles that hold it in [`Role::permissions`]; the golden table
//! in `tests/it` shows the change for review.

mod held;
mod set;

use crate::id::MembershipId;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub use held::{CUSTOM, Grant, Held};
pub use set::PermissionSet;

macro_rules! coded {
    ($(#[$type_doc:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $code:literal,)* }) => {
        $(#[$type_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$doc])* $name,)* }

        impl $type {
            /// Every value, in the order people read them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stored code, the same as in the API.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The value of a stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(from)?;
                Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("unknown code"))
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// One thing a person may do.
    Permission {
        /// Read the institution and its units.
        TenantRead = "TENANT_READ",
        /// Change the institution and its units.
        TenantManage = "TENANT_MANAGE",
        /// Read who the members are and what they do.
        MemberRead = "MEMBER_READ",
        /// Invite people, change their functions, units and roles, end memberships.
        MemberManage = "MEMBER_MANAGE",
        /// Read the journal of the whole institution.
        JournalRead = "JOURNAL_READ",
        /// Save views for everybody in the institution.
        ViewShare = "VIEW_SHARE",
        /// Read plans with their actions, comments and history.
        PlanRead = "PLAN_READ",
        /// Create plans, change and submit them, start a revision.
        PlanWrite = "PLAN_WRITE",
        /// Approve or return plans, close and cancel them.
        PlanApprove = "PLAN_APPROVE",
        /// Hand an approved plan over to the municipality.
        PlanRelease = "PLAN_RELEASE",
        /// Propose and change actions.
        ActionWrite = "ACTION_WRITE",
        /// Report on actions one is responsible for or contributes to.
        ActionReport = "ACTION_REPORT",
        /// Decide proposals: approve, reject or cancel actions.
        ActionDecide = "ACTION_DECIDE",
        /// Confirm that a finished action had its effect.
        ActionVerify = "ACTION_VERIFY",
        /// Comment on what one may read.
        CommentWrite = "COMMENT_WRITE",
        /// Keep the nomenclature of documents, classify them and put selections together.
        RetentionManage = "RETENTION_MANAGE",
        /// Approve or return selections of documents that are to go.
        RetentionApprove = "RETENTION_APPROVE",
        /// Read the self-assessment of internal control.
        ControlRead = "CONTROL_READ",
        /// Answer the questionnaire of one's compartment and hand it in, and keep its objectives and their indicators.
        ControlAnswer = "CONTROL_ANSWER",
        /// Open and close campaigns of internal control, give questionnaires back and lock them, keep all objectives.
        ControlManage = "CONTROL_MANAGE",
        /// Read the register of risks and raise alerts.
        RiskRead = "RISK_READ",
        /// Enter, rate and close risks of one's compartment and decide its alerts.
        RiskWrite = "RISK_WRITE",
        /// Decide the scale and the tolerance, and keep the whole register with all alerts.
        RiskManage = "RISK_MANAGE",
        /// Approve the annual report of internal control, hand it over and decide as the chair of the commission.
        ControlApprove = "CONTROL_APPROVE",
        /// Read CAF self-assessments, their group and what it agreed on.
        CafRead = "CAF_READ",
        /// Organise CAF self-assessments.
        CafManage = "CAF_MANAGE",
        /// Approve the report of a CAF self-assessment and hand it over.
        CafApprove = "CAF_APPROVE",
        /// Read what the institutions of the municipality have released.
        OversightRead = "OVERSIGHT_READ",
        /// Add, move and retire the institutions of the municipality. Held in the city hall only.
        MunicipalityManage = "MUNICIPALITY_MANAGE",
    }
}

coded! {
    /// What a person is in an institution. A role may hold for the whole institution or for one unit and those under it.
    Role {
        /// Looks after people, units and settings.
        InstitutionAdmin = "INSTITUTION_ADMIN",
        /// Head of the public entity: approves and releases.
        HeadOfInstitution = "HEAD_OF_INSTITUTION",
        /// Quality manager: runs plans, CAF and ISO audits.
        QualityManager = "QUALITY_MANAGER",
        /// Technical secretariat of the Monitoring Commission.
        ControlSecretariat = "CONTROL_SECRETARIAT",
        /// Head of a unit: proposes, changes and decides in the unit and those under it.
        HeadOfUnit = "HEAD_OF_UNIT",
        /// Carries out what is assigned.
        Specialist = "SPECIALIST",
        /// Reads, changes nothing.
        Reader = "READER",
        /// A person from outside, for single objects and a limited time.
        Guest = "GUEST",
        /// Mayor's office: reads what institutions of the municipality have released. Held in the city hall only.
        Oversight = "OVERSIGHT",
    }
}

impl Role {
    /// The permissions a role holds where it is given.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Self::InstitutionAdmin => &[
                TenantRead,
                TenantManage,
                MemberRead,
                MemberManage,
                JournalRead,
                ViewShare,
                PlanRead,
                CommentWrite,
                RetentionManage,
                ControlRead,
                RiskRead,
                CafRead,
                MunicipalityManage,
            ],
            Self::HeadOfInstitution => &[
                TenantRead,
                MemberRead,
                JournalRead,
                PlanRead,
                PlanApprove,
                PlanRelease,
                ActionReport,
                ActionDecide,
                ActionVerify,
                CommentWrite,
                RetentionApprove,
                ControlRead,
                RiskRead,
                CafRead,
                ControlApprove,
                CafApprove,
            ],
            Self::QualityManager => &[
                TenantRead,
                MemberRead,
                ViewShare,
                PlanRead,
                PlanWrite,
                ActionWrite,
                ActionReport,
                ActionDecide,
                ActionVerify,
                CommentWrite,
                RetentionManage,
                ControlRead,
                RiskRead,
                CafRead,
                CafManage,
            ],
            Self::ControlSecretariat => &[
                TenantRead,
                MemberRead,
                ViewShare,
                PlanRead,
                PlanWrite,
                ActionWrite,
                ActionReport,
                ActionVerify,
                CommentWrite,
                ControlRead,
                ControlManage,
                RiskRead,
                CafRead,
                RiskManage,
            ],
            Self::HeadOfUnit => &[
                TenantRead,
                MemberRead,
                PlanRead,
                ActionWrite,
                ActionReport,
                ActionDecide,
                CommentWrite,
                ControlRead,
                ControlAnswer,
                RiskRead,
                CafRead,
                RiskWrite,
            ],
            Self::Specialist => &[
                TenantRead,
                MemberRead,
                PlanRead,
                ActionReport,
                CommentWrite,
                ControlRead,
                RiskRead,
                CafRead,
            ],
            Self::Reader => &[TenantRead, MemberRead, PlanRead, ControlRead, RiskRead, CafRead],
            Self::Guest => &[PlanRead, CommentWrite, CafRead],
            Self::Oversight => &[TenantRead, OversightRead],
        }
    }

    /// Whether the role only makes sense for the whole institution.
    pub fn is_institution_wide(self) -> bool {
        match self {
            Self::InstitutionAdmin
            | Self::HeadOfInstitution
            | Self::QualityManager
            | Self::ControlSecretariat
            | Self::Guest
            | Self::Oversight => true,
            Self::HeadOfUnit | Self::Specialist | Self::Reader => false,
        }
    }
}

impl Permission {
    /// Whether a role given for one unit grants this for that unit only. What is not bound to a unit holds for the
    /// whole institution also when the role was given for one unit: a head of unit reads every plan.
    pub fn is_bound_to_unit(self) -> bool {
        match self {
            Self::ActionWrite
            | Self::ActionDecide
            | Self::ActionVerify
            | Self::ControlAnswer
            | Self::RiskWrite => true,
            Self::TenantRead
            | Self::TenantManage
            | Self::MemberRead
            | Self::MemberManage
            | Self::JournalRead
            | Self::ViewShare
            | Self::PlanRead
            | Self::PlanWrite
            | Self::PlanApprove
            | Self::PlanRelease
            | Self::ActionReport
            | Self::CommentWrite
            | Self::RetentionManage
            | Self::RetentionApprove
            | Self::ControlRead
            | Self::ControlManage
            | Self::RiskRead
            | Self::RiskManage
            | Self::ControlApprove
            | Self::CafRead
            | Self::CafManage
            | Self::CafApprove
            | Self::OversightRead
            | Self::MunicipalityManage => false,
        }
    }
}

impl Permission {
    /// Whether an institution may put it into a role of its own. What reaches beyond the institution it may not.
    pub fn is_grantable(self) -> bool {
        match self {
            Self::OversightRead | Self::MunicipalityManage => false,
            Self::TenantRead
            | Self::TenantManage
            | Self::MemberRead
            | Self::MemberManage
            | Self::JournalRead
            | Self::ViewShare
            | Self::PlanRead
            | Self::PlanWrite
            | Self::PlanApprove
            | Self::PlanRelease
            | Self::ActionWrite
            | Self::ActionReport
            | Self::ActionDecide
            | Self::ActionVerify
            | Self::CommentWrite
            | Self::RetentionManage
            | Self::RetentionApprove
            | Self::ControlRead
            | Self::ControlAnswer
            | Self::ControlManage
            | Self::RiskRead
            | Self::RiskWrite
            | Self::RiskManage
            | Self::ControlApprove
            | Self::CafRead
            | Self::CafManage
            | Self::CafApprove => true,
        }
    }
}

/// What one person may do in one institution.
#[derive(Debug, Clone)]
pub struct Access {
    /// The person's place there.
    pub membership: MembershipId,
    everywhere: PermissionSet,
    in_units: BTreeMap<Uuid, PermissionSet>,
    on_objects: PermissionSet,
    gives: PermissionSet,
    objects: BTreeSet<Uuid>,
}

impl Access {
    /// Works out what grants amount to. `subtree` gives a unit and all units under it; `objects` are what a guest
    /// was invited to.
    pub fn new(
        membership: MembershipId,
        grants: &[Grant],
        subtree: impl Fn(Uuid) -> Vec<Uuid>,
        objects: BTreeSet<Uuid>,
    ) -> Self {
        let mut access = Self {
            membership,
            everywhere: PermissionSet::default(),
            in_units: BTreeMap::new(),
            on_objects: PermissionSet::default(),
            gives: PermissionSet::default(),
            objects,
        };
        for grant in grants {
            for permission in grant.role.permissions().iter() {
                match grant.unit {
                    _ if grant.role.is(Role::Guest) => access.on_objects.insert(permission),
                    Some(unit) if permission.is_bound_to_unit() => {
                        for unit in subtree(unit.row) {
                            access.in_units.entry(unit).or_default().insert(permission);
                        }
                    }
                    Some(_) | None => access.everywhere.insert(permission),
                }
            }
        }
        let is_administrator = grants.iter().any(|grant| grant.role.is(Role::InstitutionAdmin));
        access.gives =
            if is_administrator { Permission::ALL.iter().copied().collect() } else { access.everywhere };
        access
    }

    /// What is left of it in an institution under a city hall: nothing that reaches beyond the institution.
    #[must_use]
    pub fn beneath(self) -> Self {
        let beyond = [Permission::OversightRead, Permission::MunicipalityManage].into_iter().collect();
        self.keeping(|set| set.without(beyond))
    }

    /// What is left of it in a retired institution.
    #[must_use]
    pub fn reading(self) -> Self {
        use Permission::{JournalRead, MemberRead, PlanRead, TenantRead};
        let reads: PermissionSet = [TenantRead, MemberRead, JournalRead, PlanRead].into_iter().collect();
        self.keeping(|set| set.without(set.without(reads)))
    }

    fn keeping(mut self, keep: impl Fn(PermissionSet) -> PermissionSet) -> Self {
        // What may be handed on stays: a role means nothing beyond the institution it is given in.
        self.everywhere = keep(self.everywhere);
        self.on_objects = keep(self.on_objects);
        self.in_units.values_mut().for_each(|set| *set = keep(*set));
        self
    }

    /// What of some permissions the person may not hand on: an administrator hands on everything, whoever manages
    /// members by another role only what they may do themselves, so that nobody climbs by a friend.
    pub fn cannot_give(&self, permissions: PermissionSet) -> PermissionSet {
        permissions.without(self.gives)
    }

    /// Whether the person may do this in the whole institution.
    pub fn may(&self, permission: Permission) -> bool {
        self.everywhere.contains(permission)
    }

    /// Whether the person may do this in a unit.
    pub fn may_in(&self, permission: Permission, unit: Option<Uuid>) -> bool {
        self.may(permission)
            || unit.is_some_and(|unit| self.in_units.get(&unit).is_some_and(|set| set.contains(permission)))
    }

    /// The units where the person may do this because of a role given there.
    pub fn units_with(&self, permission: Permission) -> Vec<Uuid> {
        let found = self.in_units.iter().filter(|(_, set)| set.contains(permission));
        found.map(|(unit, _)| *unit).collect()
    }

    /// Whether the person may do this with an object; `object` is what guests are invited to (a plan).
    pub fn may_on(&self, permission: Permission, object: Uuid) -> bool {
        self.may(permission) || (self.on_objects.contains(permission) && self.objects.contains(&object))
    }

    /// Whether there is anything in the institution the person may do this with.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.may(permission)
            || self.on_objects.contains(permission)
            || self.in_units.values().any(|set| set.contains(permission))
    }

    /// Whether the person is here only for single objects.
    pub fn is_guest(&self) -> bool {
        self.everywhere == PermissionSet::default()
    }

    /// What a guest was invited to.
    pub fn objects(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.objects.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CustomRoleId, TenantId, UnitId};

    fn access(grants: &[Grant], objects: &[u128]) -> Access {
        let tenant = TenantId(Uuid::from_u128(1));
        let below = |unit: Uuid| {
            if unit == Uuid::from_u128(10) { vec![unit, Uuid::from_u128(11)] } else { vec![unit] }
        };
        let objects = objects.iter().map(|o| Uuid::from_u128(*o)).collect();
        Access::new(MembershipId::new(tenant, Uuid::from_u128(2)), grants, below, objects)
    }

    fn unit(row: u128) -> Option<UnitId> {
        Some(UnitId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(row)))
    }

    #[test]
    fn a_head_of_unit_decides_in_the_unit_and_below_but_reads_everywhere() {
        let head = access(&[Grant { role: Role::HeadOfUnit.into(), unit: unit(10) }], &[]);
        assert!(head.may(Permission::PlanRead));
        assert!(!head.may(Permission::ActionWrite));
        assert!(head.may_in(Permission::ActionWrite, Some(Uuid::from_u128(11))));
        assert!(!head.may_in(Permission::ActionWrite, Some(Uuid::from_u128(12))));
        assert!(!head.may_in(Permission::ActionWrite, None));
        assert!(head.may_somewhere(Permission::ActionWrite));
    }

    #[test]
    fn a_guest_may_only_touch_what_the_invitation_names() {
        let guest = access(&[Grant { role: Role::Guest.into(), unit: None }], &[7]);
        assert!(guest.is_guest());
        assert!(guest.may_on(Permission::PlanRead, Uuid::from_u128(7)));
        assert!(!guest.may_on(Permission::PlanRead, Uuid::from_u128(8)));
        assert!(!guest.may(Permission::PlanRead));
        assert!(!guest.may_on(Permission::ActionWrite, Uuid::from_u128(7)));
    }

    #[test]
    fn a_role_of_the_institution_may_what_it_says_where_it_is_given() {
        let id = CustomRoleId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(3));
        let permissions = [Permission::PlanRead, Permission::ActionDecide, Permission::MemberManage];
        let role = Held::Custom(id, permissions.into_iter().collect());
        let holder = access(&[Grant { role, unit: unit(10) }], &[]);
        assert!(holder.may(Permission::MemberManage));
        assert!(holder.may_in(Permission::ActionDecide, Some(Uuid::from_u128(11))));
        assert!(!holder.may(Permission::ActionDecide) && !holder.may_somewhere(Permission::PlanWrite));
        let wish = [Permission::MemberManage, Permission::PlanApprove].into_iter().collect();
        let missing: Vec<_> = holder.cannot_give(wish).iter().collect();
        assert_eq!(missing, [Permission::PlanApprove]);
        let admin = access(&[Grant { role: Role::InstitutionAdmin.into(), unit: None }], &[]);
        assert!(admin.cannot_give(wish).is_empty());
    }

    #[test]
    fn a_retired_institution_is_read_and_one_under_the_city_hall_reaches_no_further() {
        let admin = || access(&[Grant { role: Role::InstitutionAdmin.into(), unit: None }], &[]);
        assert!(admin().may(Permission::MunicipalityManage));
        assert!(!admin().beneath().may(Permission::MunicipalityManage));
        assert!(admin().beneath().may(Permission::MemberManage));
        let retired = admin().reading();
        assert!(retired.may(Permission::PlanRead) && !retired.may_somewhere(Permission::MemberManage));
    }

    #[test]
    fn every_permission_is_held_by_some_role_and_codes_round_trip() {
        for permission in Permission::ALL {
            assert!(Role::ALL.iter().any(|role| role.permissions().contains(permission)), "{permission:?}");
            assert_eq!(Permission::from_code(permission.code()), Some(*permission));
        }
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(*role));
        }
    }
}
