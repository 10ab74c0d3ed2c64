//! Who may enter, rate and close risks, decide the scale and the tolerance, and what is done with alerts. One function a
//! button: the same answer shows the button and guards the use case.

use super::{Alert, AlertDecision, Risk, RiskStatus};
use crate::{
    access::{Access, Permission},
    id::UnitId,
    reason::Reason,
};

type Decision = Result<(), Reason>;

/// Decide the scale and the tolerance.
///
/// # Errors
/// The missing right.
pub fn manage(access: &Access) -> Decision {
    need(access.may(Permission::RiskManage), Permission::RiskManage)
}

/// Enter risks of a compartment, and take risks to it.
///
/// # Errors
/// The missing right.
pub fn write_in(unit: UnitId, access: &Access) -> Decision {
    let may = access.may(Permission::RiskManage) || access.may_in(Permission::RiskWrite, Some(unit.row));
    need(may, Permission::RiskWrite)
}

/// Enter risks of at least one compartment.
///
/// # Errors
/// The missing right.
pub fn write_somewhere(access: &Access) -> Decision {
    let may = access.may(Permission::RiskManage) || access.may_somewhere(Permission::RiskWrite);
    need(may, Permission::RiskWrite)
}

/// Change a risk.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn edit(risk: &Risk, access: &Access) -> Decision {
    write_in(risk.unit, access)?;
    risk.is_open()
}

/// Look at it again.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn review(risk: &Risk, access: &Access) -> Decision {
    edit(risk, access)
}

/// Take it off the register.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn close(risk: &Risk, access: &Access) -> Decision {
    edit(risk, access)
}

/// Put it back on the register.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn reopen(risk: &Risk, access: &Access) -> Decision {
    write_in(risk.unit, access)?;
    match risk.status {
        RiskStatus::Open => Err(Reason::RiskOpen),
        RiskStatus::Closed => Ok(()),
    }
}

/// Raise an alert: whoever reads the register.
///
/// # Errors
/// The missing right.
pub fn raise(access: &Access) -> Decision {
    need(access.may(Permission::RiskRead), Permission::RiskRead)
}

/// See an alert: who raised it, and whoever answers for risks of its compartment.
///
/// # Errors
/// The missing right.
pub fn see(alert: &Alert, access: &Access) -> Decision {
    if alert.raised_by == access.membership { raise(access) } else { write_in(alert.unit, access) }
}

/// Analyse an alert.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn analyse(alert: &Alert, access: &Access) -> Decision {
    write_in(alert.unit, access)?;
    alert.is_undecided()
}

/// Take an alert into the register. What was handed up is decided by the secretariat.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn accept(alert: &Alert, access: &Access) -> Decision {
    write_in(alert.unit, access)?;
    alert.is_analysed()?;
    match alert.decision {
        Some(AlertDecision::Escalate) if !access.may(Permission::RiskManage) => {
            Err(Reason::RiskAlertEscalated)
        }
        Some(AlertDecision::Escalate | AlertDecision::Irrelevant | AlertDecision::Retain) | None => Ok(()),
    }
}

/// Reject an alert.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn reject(alert: &Alert, access: &Access) -> Decision {
    accept(alert, access)
}

fn need(may: bool, permission: Permission) -> Decision {
    if may { Ok(()) } else { Err(Reason::MissingPermission(permission)) }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            alert::tests::{alert, analysed, member},
            life::tests::risk,
        },
        *,
    };
    use crate::access::{Grant, Role};
    use uuid::Uuid;

    fn access(person: u128, role: Role, unit: Option<u128>) -> Access {
        let unit = unit.map(|unit| UnitId::new(member(person).tenant, Uuid::from_u128(unit)));
        let grant = Grant { role: role.into(), unit };
        Access::new(member(person), &[grant], |unit| vec![unit], [].into())
    }

    fn table(answers: &[Decision]) -> String {
        answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect()
    }

    const PEOPLE: [(Role, Option<u128>, &str, &str); 9] = [
        (Role::ControlSecretariat, None, "xxx", "xxxxx"),
        (Role::HeadOfInstitution, None, "---", "x----"),
        (Role::QualityManager, None, "---", "x----"),
        (Role::InstitutionAdmin, None, "---", "x----"),
        (Role::HeadOfUnit, Some(7), "-xx", "xxxx-"),
        (Role::HeadOfUnit, Some(8), "---", "x----"),
        (Role::Specialist, Some(7), "---", "x----"),
        (Role::Reader, None, "---", "x----"),
        (Role::Guest, None, "---", "-----"),
    ];

    #[test]
    fn heads_keep_the_register_of_their_compartment_and_the_secretariat_all_of_it() {
        let open = risk(7);
        let closed = open.clone().close("Nu mai este cazul").expect("closed");
        let (here, handed_up) =
            (analysed(alert(7), AlertDecision::Retain), analysed(alert(7), AlertDecision::Escalate));
        for (role, unit, of_risks, of_alerts) in PEOPLE {
            let who = access(5, role, unit);
            // decides the scale, changes and reviews and closes, takes up again
            let all = [edit(&open, &who), review(&open, &who), close(&open, &who)];
            assert!(all.iter().all(|one| one.is_ok() == all[0].is_ok()));
            let answers = [manage(&who), edit(&open, &who), reopen(&closed, &who)];
            assert_eq!(table(&answers), of_risks, "{role:?} {unit:?}");
            // raises one, sees and analyses others', decides, decides what was handed up
            let answers = [
                raise(&who),
                see(&here, &who),
                analyse(&here, &who),
                accept(&here, &who).and_then(|()| reject(&here, &who)),
                accept(&handed_up, &who).and_then(|()| reject(&handed_up, &who)),
            ];
            assert_eq!(table(&answers), of_alerts, "{role:?} {unit:?}");
        }
    }

    #[test]
    fn who_raised_an_alert_sees_it_and_decides_nothing() {
        let (raiser, alert) = (access(1, Role::Specialist, Some(9)), alert(7));
        assert_eq!(see(&alert, &raiser), Ok(()));
        assert!(analyse(&alert, &raiser).is_err());
        assert!(see(&alert, &access(4, Role::Specialist, Some(7))).is_err());
    }

    #[test]
    fn states_forbid_what_rights_allow() {
        let secretary = access(5, Role::ControlSecretariat, None);
        let closed = risk(7).close("Nu mai este cazul").expect("closed");
        assert_eq!(edit(&closed, &secretary), Err(Reason::RiskClosed));
        assert_eq!(reopen(&risk(7), &secretary), Err(Reason::RiskOpen));
        assert_eq!(accept(&alert(7), &secretary), Err(Reason::RiskAlertNotAnalysed));
        let head = access(5, Role::HeadOfUnit, Some(7));
        let handed_up = analysed(alert(7), AlertDecision::Escalate);
        assert_eq!(accept(&handed_up, &head), Err(Reason::RiskAlertEscalated));
    }
}
