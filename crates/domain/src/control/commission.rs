//! The Monitoring Commission (order 600/2018, art. 3 and 4): the act of the head that set it up, and who is in it as what.
//! Internal audit, which judges the system, is not.

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CommissionId, CommissionMemberId, MembershipId, UnitId},
    journal::Journaled,
    reason::Reason,
    tenancy::{Unit, UnitKind},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Length of the number of an act.
const NUMBER: std::ops::RangeInclusive<usize> = 1..=100;

coded! {
    /// As what somebody is in the commission.
    CommissionRole {
        /// Leads it; somebody with a leading post, named by the head.
        Chair = "CHAIR",
        /// Keeps its papers.
        Secretary = "SECRETARY",
        /// Heads a compartment of the first level.
        Member = "MEMBER",
    }
}

/// The commission of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commission {
    /// Identity.
    pub id: CommissionId,
    /// The number of the act that set it up.
    pub decision_number: String,
    /// The day of that act.
    pub decision_on: NaiveDate,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// The act of the head.
#[derive(Debug, Clone)]
pub struct CommissionInput {
    /// Its number.
    pub decision_number: String,
    /// Its day.
    pub decision_on: NaiveDate,
}

/// Somebody in the commission for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionMember {
    /// Identity.
    pub id: CommissionMemberId,
    /// The commission.
    pub commission: CommissionId,
    /// Who.
    pub person: MembershipId,
    /// As what.
    pub role: CommissionRole,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; open without one.
    pub valid_until: Option<NaiveDate>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What somebody comes into the commission with.
#[derive(Debug, Clone)]
pub struct MemberInput {
    /// Who.
    pub person: MembershipId,
    /// As what.
    pub role: CommissionRole,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct MemberPatch {
    /// As what.
    pub role: Option<CommissionRole>,
    /// The first day.
    pub valid_from: Option<NaiveDate>,
    /// The last day.
    pub valid_until: Option<Option<NaiveDate>>,
}

impl Commission {
    /// Records the act that set the commission up.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn set_up(
        id: CommissionId,
        input: CommissionInput,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let CommissionInput { decision_number, decision_on } = input;
        Self { id, decision_number, decision_on, created_at: at, version: 1 }.checked(today)
    }

    /// With the act that stands in its place.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn amended(self, input: CommissionInput, today: NaiveDate) -> Result<Self, Error> {
        let CommissionInput { decision_number, decision_on } = input;
        Self { decision_number, decision_on, version: self.version + 1, ..self }.checked(today)
    }

    fn checked(mut self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        self.decision_number = check.text("decisionNumber", &self.decision_number, NUMBER);
        check.ensure("decisionOn", self.decision_on <= today, Reason::InTheFuture);
        check.done()?;
        Ok(self)
    }
}

impl CommissionMember {
    /// Takes somebody in; `others` is everybody who is or was in the commission.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: CommissionMemberId,
        commission: CommissionId,
        input: MemberInput,
        others: &[Self],
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let MemberInput { person, role, valid_from, valid_until } = input;
        let new = Self { id, commission, person, role, valid_from, valid_until, created_at: at, version: 1 };
        new.checked(others, "memberId")
    }

    /// As something else, or for another time.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: MemberPatch, others: &[Self]) -> Result<Self, Error> {
        let new = Self {
            role: patch.role.unwrap_or(self.role),
            valid_from: patch.valid_from.unwrap_or(self.valid_from),
            valid_until: patch.valid_until.unwrap_or(self.valid_until),
            version: self.version + 1,
            ..self
        };
        new.checked(others, "validFrom")
    }

    /// Leaves on a day, the last one; who only comes in later has one day. Absent when it ends by then anyway.
    pub fn left(self, day: NaiveDate) -> Option<Self> {
        if self.valid_until.is_some_and(|last| last <= day) {
            return None;
        }
        let valid_until = Some(day.max(self.valid_from));
        (valid_until != self.valid_until).then(|| Self { valid_until, version: self.version + 1, ..self })
    }

    /// Whether somebody is in the commission on a day; the first and the last day count.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Whether it gives somebody more than it did before: another task, or days that were not theirs.
    pub fn widens(&self, old: &Self) -> bool {
        let lasts_longer = match (self.valid_until, old.valid_until) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(new), Some(old)) => new > old,
        };
        self.role != old.role || self.valid_from < old.valid_from || lasts_longer
    }

    fn overlaps(&self, other: &Self) -> bool {
        let reaches = |last: Option<NaiveDate>, first: NaiveDate| last.is_none_or(|last| first <= last);
        reaches(self.valid_until, other.valid_from) && reaches(other.valid_until, self.valid_from)
    }

    fn checked(self, others: &[Self], again: &str) -> Result<Self, Error> {
        let mut check = Check::new();
        check.period("validUntil", Some(self.valid_from), self.valid_until);
        let mut beside = others.iter().filter(|other| other.id != self.id && other.overlaps(&self));
        let is_again = beside.clone().any(|other| other.person == self.person);
        check.ensure(again, !is_again, Reason::AlreadyInCommission);
        let has_chair = beside.any(|other| other.role == CommissionRole::Chair);
        check.ensure("role", self.role != CommissionRole::Chair || !has_chair, Reason::CommissionHasChair);
        check.done()?;
        Ok(self)
    }
}

/// Whether a unit, or one above it, is internal audit.
pub fn is_internal_audit(unit: UnitId, units: &[Unit]) -> bool {
    let mut next = Some(unit.row);
    // Units form no circle; counting them makes a broken tree end as well.
    for _ in 0..=units.len() {
        let Some(unit) = next.and_then(|row| units.iter().find(|unit| unit.id.row == row)) else {
            return false;
        };
        if unit.kind == UnitKind::InternalAudit {
            return true;
        }
        next = unit.parent;
    }
    false
}

impl Journaled for Commission {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("decisionNumber", self.decision_number.as_str().into()),
            ("decisionOn", self.decision_on.to_string().into()),
        ]
    }
}

impl Journaled for CommissionMember {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("memberId", self.person.row.to_string().into()),
            ("commissionRole", self.role.code().into()),
            ("validFrom", self.valid_from.to_string().into()),
            ("validUntil", self.valid_until.map(|day| day.to_string()).into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::objective::tests::{faults, tenant, unit},
        *,
    };
    use crate::tenancy::{UnitInput, Verification};
    use uuid::Uuid;

    pub(in super::super) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    pub(in super::super) fn person(row: u128) -> MembershipId {
        MembershipId::new(tenant(), Uuid::from_u128(row))
    }

    pub(in super::super) fn commission() -> CommissionId {
        CommissionId::new(tenant(), Uuid::from_u128(40))
    }

    fn input(who: u128, role: CommissionRole, from: &str, until: Option<&str>) -> MemberInput {
        MemberInput { person: person(who), role, valid_from: day(from), valid_until: until.map(day) }
    }

    pub(in super::super) fn member(row: u128, from: &str, until: Option<&str>) -> CommissionMember {
        enter(row, input(row, CommissionRole::Member, from, until), &[]).expect("a member")
    }

    fn enter(row: u128, input: MemberInput, others: &[CommissionMember]) -> Result<CommissionMember, Error> {
        let id = CommissionMemberId::new(tenant(), Uuid::from_u128(row));
        CommissionMember::enter(id, commission(), input, others, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn an_act_has_a_number_and_a_day_that_has_come() {
        let act = |number: &str, on| CommissionInput { decision_number: number.into(), decision_on: day(on) };
        let set_up = |input| Commission::set_up(commission(), input, DateTime::UNIX_EPOCH, day("2026-11-23"));
        assert_eq!(set_up(act(" 112/2026 ", "2026-11-23")).expect("set up").decision_number, "112/2026");
        let wrong = faults(set_up(act(" ", "2026-11-24")));
        let expected = [("decisionNumber", "REQUIRED"), ("decisionOn", "IN_THE_FUTURE")];
        assert_eq!(wrong, expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn there_is_one_chair_at_a_time_and_nobody_is_in_twice() {
        use CommissionRole::{Chair, Member};
        let first = enter(1, input(1, Chair, "2026-01-01", Some("2026-06-30")), &[]).expect("a chair");
        let second = enter(2, input(2, Member, "2026-01-01", None), &[]).expect("a member");
        let all = [first, second];
        for (who, role, from, until, fault) in [
            (3, Chair, "2026-07-01", None, None),
            (3, Chair, "2026-06-30", None, Some(("role", "COMMISSION_HAS_CHAIR"))),
            (3, Member, "2026-06-30", None, None),
            (1, Member, "2026-07-01", None, None),
            (1, Member, "2026-06-30", None, Some(("memberId", "ALREADY_IN_COMMISSION"))),
            (2, Member, "2030-01-01", None, Some(("memberId", "ALREADY_IN_COMMISSION"))),
            (2, Member, "2025-01-01", Some("2025-12-31"), None),
            (3, Member, "2026-02-01", Some("2026-01-31"), Some(("validUntil", "END_BEFORE_START"))),
        ] {
            let found = enter(9, input(who, role, from, until), &all);
            match fault {
                None => assert!(found.is_ok(), "{who} {role:?} {from}: {found:?}"),
                Some((path, code)) => assert_eq!(faults(found), [(path.to_owned(), code)]),
            }
        }
        let up = MemberPatch { role: Some(Chair), ..MemberPatch::default() };
        let refused = all[1].clone().patched(up.clone(), &all);
        assert_eq!(faults(refused), [("role".to_owned(), "COMMISSION_HAS_CHAIR")]);
        let later = MemberPatch { valid_from: Some(day("2026-07-01")), ..up };
        let chair = all[1].clone().patched(later, &all).expect("the next chair");
        assert_eq!((chair.role, chair.version), (Chair, 2));
    }

    #[test]
    fn only_more_than_before_is_looked_at_again() {
        let old = member(1, "2026-01-01", Some("2026-12-31"));
        let with = |patch: MemberPatch| old.clone().patched(patch, &[]).expect("changed").widens(&old);
        assert!(!with(MemberPatch { valid_until: Some(Some(day("2026-06-30"))), ..Default::default() }));
        assert!(with(MemberPatch { valid_until: Some(None), ..Default::default() }));
        assert!(with(MemberPatch { valid_from: Some(day("2025-12-31")), ..Default::default() }));
        assert!(with(MemberPatch { role: Some(CommissionRole::Secretary), ..Default::default() }));
    }

    #[test]
    fn whatever_lies_under_internal_audit_is_internal_audit() {
        let made = |row: u128, parent: Option<u128>, kind| {
            let input = UnitInput {
                parent: parent.map(Uuid::from_u128),
                code: format!("u{row}"),
                name_ro: "Audit".to_owned(),
                name_en: String::new(),
                kind,
                is_first_level: false,
            };
            Unit::new(unit(row), input, Verification::Declared)
        };
        let units = [
            made(1, None, UnitKind::Directorate),
            made(2, Some(1), UnitKind::InternalAudit),
            made(3, Some(2), UnitKind::Office),
        ];
        let found = [1, 2, 3, 4].map(|row| is_internal_audit(unit(row), &units));
        assert_eq!(found, [false, true, true, false]);
    }
}
