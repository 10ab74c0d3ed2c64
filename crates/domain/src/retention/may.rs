//! Who may classify, select and approve. One function a button: the same answer shows the button and guards the use
//! case.

use super::Disposal;
use crate::{
    access::{Access, Permission},
    document::{Evidence, Holder, may as documents},
    reason::Reason,
};

type Answer = Result<(), Reason>;

/// Keep the nomenclature and put selections together.
///
/// # Errors
/// The missing right.
pub fn manage(access: &Access) -> Answer {
    need(access, Permission::RetentionManage)
}

/// Say under which entry a document is kept: first whoever may change it, later those who keep the nomenclature.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn classify(evidence: &Evidence, holders: &[Holder], access: &Access) -> Answer {
    evidence.record.is_open()?;
    match manage(access) {
        Err(_) if evidence.record.class.is_none() => documents::change(evidence, holders, access),
        answer => answer,
    }
}

/// Change the list and the words of a selection, submit it, give it up.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn edit(disposal: &Disposal, access: &Access) -> Answer {
    manage(access)?;
    disposal.may_edit()
}

/// Note the minutes of the commission and the confirmation of the National Archives.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn note(disposal: &Disposal, access: &Access) -> Answer {
    manage(access)?;
    disposal.may_note()
}

/// Approve a selection that somebody else submitted.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn approve(disposal: &Disposal, access: &Access) -> Answer {
    need(access, Permission::RetentionApprove)?;
    let tried = disposal.review().approve(access.membership, disposal.created_at);
    tried.map(|_| ()).map_err(super::disposal::reason_of)
}

/// Give a selection back, also after it was approved.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn send_back(disposal: &Disposal, access: &Access) -> Answer {
    need(access, Permission::RetentionApprove)?;
    let review = disposal.review();
    let tried = review.clone().send_back(String::new()).or_else(|_| review.revise(String::new()));
    tried.map(|_| ()).map_err(|_| Reason::DisposalNotSubmitted)
}

/// Carry out what was approved. Papers are looked at when it is done.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn carry_out(disposal: &Disposal, access: &Access) -> Answer {
    manage(access)?;
    match disposal.status {
        super::DisposalStatus::Approved => Ok(()),
        _ => Err(Reason::DisposalNotApproved),
    }
}

fn need(access: &Access, permission: Permission) -> Answer {
    if access.may(permission) { Ok(()) } else { Err(Reason::MissingPermission(permission)) }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Term, Verdict,
            disposal::tests::{draft, listed, member},
        },
        *,
    };
    use crate::access::{Grant, Role};

    fn access(person: u128, role: Role) -> Access {
        let grant = Grant { role: role.into(), unit: None };
        Access::new(member(person), &[grant], |unit| vec![unit], [].into())
    }

    #[test]
    fn disposal_is_put_together_by_some_and_approved_by_others() {
        let today = "2026-05-01".parse().expect("a day");
        let list = [listed(Term::Years(5), Some(Verdict::Dispose))];
        let submitted = draft().submit(member(1), &list, today).expect("submitted");
        // edits a draft, approves and gives back what was submitted
        for (role, table) in [
            (Role::InstitutionAdmin, "x--"),
            (Role::HeadOfInstitution, "-xx"),
            (Role::QualityManager, "x--"),
            (Role::ControlSecretariat, "---"),
            (Role::HeadOfUnit, "---"),
            (Role::Specialist, "---"),
            (Role::Reader, "---"),
            (Role::Guest, "---"),
        ] {
            let who = access(2, role);
            let answers = [edit(&draft(), &who), approve(&submitted, &who), send_back(&submitted, &who)];
            let found: String = answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect();
            assert_eq!(found, table, "{role:?}");
        }
        assert_eq!(approve(&submitted, &access(1, Role::HeadOfInstitution)), Err(Reason::OwnSubmission));
    }
}
