//! What an institution decides about reminders: when deadlines are near, who hears of late ones, whether it mails.

use crate::{access::coded, check::Check, error::Error, id::TenantId, journal::Journaled, reason::Reason};
use serde_json::{Value, json};
use std::collections::BTreeSet;

coded! {
    /// Who hears of a deadline that passed too long ago.
    EscalationRecipient {
        /// Heads the unit where it is carried out, or one above it.
        HeadOfUnit = "HEAD_OF_UNIT",
        /// Heads the institution.
        HeadOfInstitution = "HEAD_OF_INSTITUTION",
    }
}

/// A deadline that passed so many working days ago is told to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Escalation {
    /// Working days after the deadline.
    pub after_days: i32,
    /// To whom.
    pub recipient: EscalationRecipient,
}

/// What an institution decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The institution.
    pub tenant: TenantId,
    /// Working days before a deadline on which people are reminded, the most first; a person may choose others.
    pub due_soon_days: Vec<i32>,
    /// Whether no mail about notifications is sent for the time being.
    pub is_mail_paused: bool,
    /// Who hears of late deadlines, the earliest first.
    pub escalations: Vec<Escalation>,
    /// Counts changes; 0 while nothing was decided.
    pub version: i32,
}

/// What is to change; absent keeps.
#[derive(Debug, Clone, Default)]
pub struct PolicyPatch {
    /// Working days before a deadline.
    pub due_soon_days: Option<Vec<i32>>,
    /// Whether no mail is sent.
    pub is_mail_paused: Option<bool>,
    /// Who hears of late deadlines.
    pub escalations: Option<Vec<Escalation>>,
}

/// More reminders before one deadline nobody reads.
const REMINDERS: usize = 5;
const ESCALATIONS: usize = 6;
/// Working days; more is another quarter.
const DAYS: std::ops::RangeInclusive<i32> = 1..=60;

impl Policy {
    /// What holds while an institution has decided nothing.
    pub fn of(tenant: TenantId) -> Self {
        let due_soon_days = vec![5, 1];
        Self { tenant, due_soon_days, is_mail_paused: false, escalations: Vec::new(), version: 0 }
    }

    /// The policy with other decisions.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: PolicyPatch) -> Result<Self, Error> {
        let mut check = Check::new();
        let due_soon_days = match patch.due_soon_days {
            Some(days) => reminder_days(&mut check, "dueSoonDays", days),
            None => self.due_soon_days,
        };
        let mut escalations = patch.escalations.unwrap_or(self.escalations);
        check.ensure("escalations", escalations.len() <= ESCALATIONS, Reason::TooMany { max: ESCALATIONS });
        let mut seen = BTreeSet::new();
        for (at, escalation) in escalations.iter().enumerate().take(ESCALATIONS) {
            let path = format!("escalations.{at}.afterDays");
            check.number(&path, escalation.after_days, DAYS);
            check.ensure(&path, seen.insert(*escalation), Reason::Repeated);
        }
        check.done()?;
        escalations.sort_unstable();
        let is_mail_paused = patch.is_mail_paused.unwrap_or(self.is_mail_paused);
        Ok(Self { due_soon_days, is_mail_paused, escalations, version: self.version + 1, ..self })
    }
}

/// Days before a deadline in the order they come: the most first.
pub(super) fn reminder_days(check: &mut Check, path: &str, mut days: Vec<i32>) -> Vec<i32> {
    check.ensure(path, days.len() <= REMINDERS, Reason::TooMany { max: REMINDERS });
    // Of a list that is too long no more is said than that.
    for (at, day) in days.iter().enumerate().take(REMINDERS) {
        check.number(&format!("{path}.{at}"), *day, DAYS);
        check.ensure(&format!("{path}.{at}"), !days[..at].contains(day), Reason::Repeated);
    }
    days.sort_unstable_by(|one, other| other.cmp(one));
    days
}

impl Journaled for Policy {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let escalation = |rule: &Escalation| format!("{} {}", rule.after_days, rule.recipient.code());
        vec![
            ("dueSoonDays", json!(self.due_soon_days)),
            ("isMailPaused", self.is_mail_paused.into()),
            ("escalations", self.escalations.iter().map(escalation).collect::<Vec<_>>().into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EscalationRecipient::*;

    fn policy() -> Policy {
        Policy::of(TenantId(uuid::Uuid::nil()))
    }

    #[test]
    fn decisions_are_kept_in_order() {
        let escalations = vec![
            Escalation { after_days: 10, recipient: HeadOfInstitution },
            Escalation { after_days: 3, recipient: HeadOfUnit },
        ];
        let patch = PolicyPatch {
            due_soon_days: Some(vec![1, 10]),
            escalations: Some(escalations),
            ..Default::default()
        };
        let decided = policy().patched(patch).expect("a policy");
        assert_eq!(
            (decided.due_soon_days, decided.escalations[0].after_days, decided.version),
            (vec![10, 1], 3, 1)
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused_field_by_field() {
        let rule = Escalation { after_days: 0, recipient: HeadOfUnit };
        let patch = PolicyPatch {
            due_soon_days: Some(vec![5, 5, 61]),
            escalations: Some(vec![rule]),
            ..Default::default()
        };
        let Err(Error::Invalid(errors)) = policy().patched(patch) else { panic!("must refuse") };
        let paths: Vec<_> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(paths, ["dueSoonDays.1", "dueSoonDays.2", "escalations.0.afterDays"]);
    }
}
