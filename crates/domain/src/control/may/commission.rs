//! Who keeps the Monitoring Commission and the inventories: whoever manages internal control. One function a button: the
//! same answer shows the button and guards the use case.

use super::manage;
use crate::{
    access::Access,
    control::{Bound, Delegation, Meeting},
    reason::Reason,
};

type Decision = Result<(), Reason>;

/// Set the commission up, say who is in it, convene meetings.
///
/// # Errors
/// The missing right.
pub fn manage_commission(access: &Access) -> Decision {
    manage(access)
}

/// Enter sensitive functions and delegations.
///
/// # Errors
/// The missing right.
pub fn manage_inventories(access: &Access) -> Decision {
    manage(access)
}

/// Change day, place and agenda of a meeting.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update(meeting: &Meeting, access: &Access) -> Decision {
    manage(access)?;
    meeting.is_open()
}

/// Say that a meeting took place, or that it will not.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn settle(meeting: &Meeting, access: &Access) -> Decision {
    manage(access)?;
    meeting.is_planned()
}

/// Record who was at a meeting, what was decided and what was said.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn record(meeting: &Meeting, access: &Access) -> Decision {
    manage(access)?;
    meeting.is_held()
}

/// Correct what a meeting decided, while nothing rests on it.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn correct(meeting: &Meeting, bound: Bound, access: &Access) -> Decision {
    record(meeting, access)?;
    bound.is_free()
}

/// Change a delegation or revoke it.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update_delegation(delegation: &Delegation, access: &Access) -> Decision {
    manage(access)?;
    delegation.is_in_force()
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::{inventory::tests::delegation, meeting::tests::meeting, objective::tests::tenant},
        *,
    };
    use crate::{
        access::{Grant, Role},
        id::MembershipId,
    };
    use uuid::Uuid;

    fn access(role: Role) -> Access {
        let grant = Grant { role: role.into(), unit: None };
        let member = MembershipId::new(tenant(), Uuid::from_u128(2));
        Access::new(member, &[grant], |unit| vec![unit], [].into())
    }

    #[test]
    fn the_secretariat_keeps_commission_and_inventories_and_nobody_else() {
        for role in Role::ALL {
            let who = access(*role);
            let answers = [
                manage_commission(&who),
                manage_inventories(&who),
                update(&meeting(), &who),
                settle(&meeting(), &who),
                update_delegation(&delegation(), &who),
            ];
            let may = *role == Role::ControlSecretariat;
            assert!(answers.iter().all(|one| one.is_ok() == may), "{role:?} {answers:?}");
        }
    }

    #[test]
    fn a_meeting_is_recorded_when_it_took_place() {
        let who = access(Role::ControlSecretariat);
        assert_eq!(record(&meeting(), &who), Err(Reason::MeetingNotHeld));
        let day = meeting().held_on;
        let held = meeting().held(None, day).expect("held");
        assert_eq!((record(&held, &who), settle(&held, &who)), (Ok(()), Err(Reason::MeetingHeld)));
        let signed = Bound { is_signed: true, ..Bound::default() };
        assert_eq!(correct(&held, Bound::default(), &who), Ok(()));
        assert_eq!(correct(&held, signed, &who), Err(Reason::MinutesSigned));
        let gone = meeting().cancelled("Lipsă cvorum").expect("cancelled");
        let refused = Err(Reason::MeetingCancelled);
        assert_eq!(
            (record(&gone, &who), update(&gone, &who), settle(&gone, &who)),
            (refused.clone(), refused.clone(), refused)
        );
    }
}
