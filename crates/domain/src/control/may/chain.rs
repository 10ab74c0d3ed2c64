//! Who keeps the chain from objectives to measured values: whoever manages internal control all of it, the head of a
//! compartment what belongs to the compartment. One function a button: the same answer shows the button and guards the use
//! case.

use super::need;
use crate::{
    access::{Access, Permission},
    control::{Activity, Indicator, Kin, Objective, ObjectiveKind},
    id::UnitId,
    reason::Reason,
};

type Decision = Result<(), Reason>;

/// Set general objectives.
///
/// # Errors
/// The missing right.
pub fn add_general(access: &Access) -> Decision {
    need(access, Permission::ControlManage)
}

/// Set specific objectives under a general one: of a compartment, or of any whose head somebody is.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn add_specific(general: &Objective, unit: Option<UnitId>, access: &Access) -> Decision {
    match unit {
        Some(unit) => write_in(Some(unit), access)?,
        None if access.may_somewhere(Permission::ControlAnswer) => {}
        None => need(access, Permission::ControlManage)?,
    }
    match general.kind() {
        ObjectiveKind::General => general.standing().in_force(),
        ObjectiveKind::Specific => Err(Reason::NotAGeneralObjective),
    }
}

/// Enter activities under an objective.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn add_activity(objective: &Objective, access: &Access) -> Decision {
    write_in(objective.unit(), access)?;
    match objective.kind() {
        ObjectiveKind::General => Err(Reason::NotASpecificObjective),
        ObjectiveKind::Specific => objective.standing().in_force(),
    }
}

/// Enter indicators of an objective.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn add_indicator(objective: &Objective, access: &Access) -> Decision {
    update_objective(objective, access)
}

/// Enter indicators of an activity.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn add_indicator_of(activity: &Activity, access: &Access) -> Decision {
    update_activity(activity, access)
}

/// Change an objective.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update_objective(objective: &Objective, access: &Access) -> Decision {
    write_in(objective.unit(), access)?;
    objective.standing().in_force()
}

/// Take an objective out of use, or back.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn retire_objective(objective: &Objective, kin: Kin, access: &Access) -> Decision {
    write_in(objective.unit(), access)?;
    objective.standing().turned(kin)
}

/// Change an activity.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update_activity(activity: &Activity, access: &Access) -> Decision {
    write_in(Some(activity.unit), access)?;
    activity.standing().in_force()
}

/// Take an activity out of use, or back.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn retire_activity(activity: &Activity, kin: Kin, access: &Access) -> Decision {
    write_in(Some(activity.unit), access)?;
    activity.standing().turned(kin)
}

/// Change an indicator.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update_indicator(indicator: &Indicator, access: &Access) -> Decision {
    write_in(indicator.unit, access)?;
    indicator.standing().in_force()
}

/// Take an indicator out of use, or back.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn retire_indicator(indicator: &Indicator, kin: Kin, access: &Access) -> Decision {
    write_in(indicator.unit, access)?;
    indicator.standing().turned(kin)
}

/// Record what was measured, and take a wrong value out.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn measure(indicator: &Indicator, access: &Access) -> Decision {
    update_indicator(indicator, access)
}

/// Keep what belongs to a compartment, or, without one, to the institution.
///
/// # Errors
/// The missing right.
pub fn write_in(unit: Option<UnitId>, access: &Access) -> Decision {
    match unit {
        Some(unit) if access.may_in(Permission::ControlAnswer, Some(unit.row)) => Ok(()),
        Some(_) | None => need(access, Permission::ControlManage),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::{
            ObjectivePatch, Standing,
            activity::tests::activity,
            indicator::tests::indicator,
            objective::tests::{general, specific, tenant, unit},
        },
        *,
    };
    use crate::{
        access::{Grant, Role},
        id::MembershipId,
    };
    use chrono::DateTime;
    use uuid::Uuid;

    fn access(role: Role, of: Option<u128>) -> Access {
        let grant = Grant { role: role.into(), unit: of.map(unit) };
        let member = MembershipId::new(tenant(), Uuid::from_u128(2));
        Access::new(member, &[grant], |unit| vec![unit], [].into())
    }

    const FREE: Kin = Kin { above: Some(Standing::InForce), living_count: 0 };

    #[test]
    fn heads_keep_what_belongs_to_their_compartment_and_the_secretariat_all_of_it() {
        // sets general ones; specific ones of 7; changes a general one; one of 7; its activities; measures
        for (role, of, table) in [
            (Role::ControlSecretariat, None, "xxxxxx"),
            (Role::HeadOfInstitution, None, "------"),
            (Role::QualityManager, None, "------"),
            (Role::InstitutionAdmin, None, "------"),
            (Role::HeadOfUnit, Some(7), "-x-xxx"),
            (Role::HeadOfUnit, Some(8), "------"),
            (Role::Specialist, Some(7), "------"),
            (Role::Reader, None, "------"),
            (Role::Guest, None, "------"),
        ] {
            let who = access(role, of);
            let answers = [
                add_general(&who),
                add_specific(&general(), Some(unit(7)), &who),
                update_objective(&general(), &who),
                update_objective(&specific(7), &who)
                    .and_then(|()| retire_objective(&specific(7), FREE, &who)),
                update_activity(&activity(7), &who).and_then(|()| add_activity(&specific(7), &who)),
                measure(&indicator(7), &who).and_then(|()| retire_indicator(&indicator(7), FREE, &who)),
            ];
            let found: String = answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect();
            assert_eq!(found, table, "{role:?} {of:?}");
        }
        assert_eq!(add_specific(&general(), None, &access(Role::HeadOfUnit, Some(8))), Ok(()));
    }

    #[test]
    fn what_hangs_where_it_does_not_belong_is_refused() {
        let who = access(Role::ControlSecretariat, None);
        assert_eq!(add_specific(&specific(7), None, &who), Err(Reason::NotAGeneralObjective));
        assert_eq!(add_activity(&general(), &who), Err(Reason::NotASpecificObjective));
        let patch = ObjectivePatch { is_retired: Some(true), ..ObjectivePatch::default() };
        let gone = specific(7).patched(patch, DateTime::UNIX_EPOCH).expect("gone");
        assert_eq!(add_activity(&gone, &who), Err(Reason::ControlRetired));
        assert_eq!(add_indicator(&gone, &who), Err(Reason::ControlRetired));
        assert_eq!(update_objective(&gone, &who), Err(Reason::ControlRetired));
        assert_eq!(retire_objective(&gone, FREE, &who), Ok(()));
        let crowded = Kin { living_count: 3, ..FREE };
        assert_eq!(
            retire_objective(&specific(7), crowded, &who),
            Err(Reason::ControlHasChildren { count: 3 })
        );
    }
}
