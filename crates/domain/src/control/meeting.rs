//! Meetings of the Monitoring Commission: convened with a day and an agenda, held with who was there, what was decided and
//! the minutes, or cancelled with a reason. A cancelled one keeps its number.

use super::commission::CommissionMember;
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CommissionId, CommissionMeetingId, CommissionMemberId, MembershipId},
    identity::Language,
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Longest name of a place.
const PLACE: usize = 300;
/// Length of an agenda.
const AGENDA: std::ops::RangeInclusive<usize> = 3..=6_000;
/// Longest minutes.
const MINUTES: usize = 50_000;
/// Length of the reason of a cancellation.
const WHY: std::ops::RangeInclusive<usize> = 3..=1_000;

coded! {
    /// How far a meeting is.
    MeetingState {
        /// Convened.
        Planned = "PLANNED",
        /// It took place.
        Held = "HELD",
        /// It did not take place.
        Cancelled = "CANCELLED",
    }
}

coded! {
    /// Whether a member was there.
    AttendanceStatus {
        /// In person.
        Present = "PRESENT",
        /// Not at all.
        Absent = "ABSENT",
        /// By somebody sent in their place.
        Represented = "REPRESENTED",
    }
}

/// Whether somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// Who, as a member of the commission.
    pub member: CommissionMemberId,
    /// Who, as a person of the institution.
    pub person: MembershipId,
    /// Whether.
    pub status: AttendanceStatus,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Identity.
    pub id: CommissionMeetingId,
    /// The commission that meets.
    pub commission: CommissionId,
    /// Its place among the meetings, from 1; never given twice.
    pub number: i32,
    /// How far it is.
    pub state: MeetingState,
    /// The day it is convened for, or was held on.
    pub held_on: NaiveDate,
    /// Where.
    pub place: Option<String>,
    /// What about.
    pub agenda: String,
    /// What was said.
    pub minutes: Option<String>,
    /// Why it did not take place.
    pub cancel_reason: Option<String>,
    /// Who was there, as far as it was recorded.
    pub attendance: Vec<Attendance>,
    /// When it was convened.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a meeting is convened with.
#[derive(Debug, Clone)]
pub struct MeetingInput {
    /// The day.
    pub held_on: NaiveDate,
    /// Where.
    pub place: Option<String>,
    /// What about.
    pub agenda: String,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct MeetingPatch {
    /// The day.
    pub held_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<Option<String>>,
    /// What about.
    pub agenda: Option<String>,
    /// What was said.
    pub minutes: Option<Option<String>>,
    /// Who was there; all of it.
    pub attendance: Option<Vec<(CommissionMemberId, AttendanceStatus)>>,
}

impl Meeting {
    /// Convenes a meeting; one that took place already may be entered too.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn convene(
        id: CommissionMeetingId,
        commission: CommissionId,
        number: i32,
        input: MeetingInput,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let new = Self {
            id,
            commission,
            number,
            state: MeetingState::Planned,
            held_on: input.held_on,
            place: input.place,
            agenda: input.agenda,
            minutes: None,
            cancel_reason: None,
            attendance: Vec::new(),
            created_at: at,
            version: 1,
        };
        new.checked(Check::new())
    }

    /// `CM-3`: the third meeting; its decisions are numbered under it.
    pub fn code(&self) -> String {
        format!("CM-{}", self.number)
    }

    /// What it is called among deadlines and news; a cancelled one says so.
    pub fn title(&self, language: Language) -> String {
        let day = self.held_on;
        let name = match language {
            Language::Ro => format!("Ședința Comisiei de monitorizare din {}", day.format("%d.%m.%Y")),
            Language::En => format!("Meeting of the Monitoring Commission on {}", day.format("%d/%m/%Y")),
        };
        match (self.state, language) {
            (MeetingState::Planned | MeetingState::Held, _) => name,
            (MeetingState::Cancelled, Language::Ro) => format!("{name}, anulată"),
            (MeetingState::Cancelled, Language::En) => format!("{name}, cancelled"),
        }
    }

    /// Whether day, place and agenda can change.
    ///
    /// # Errors
    /// [`Reason::MeetingCancelled`].
    pub fn is_open(&self) -> Result<(), Reason> {
        match self.state {
            MeetingState::Planned | MeetingState::Held => Ok(()),
            MeetingState::Cancelled => Err(Reason::MeetingCancelled),
        }
    }

    /// Whether it is still to come about.
    ///
    /// # Errors
    /// [`Reason::MeetingHeld`]; [`Reason::MeetingCancelled`].
    pub fn is_planned(&self) -> Result<(), Reason> {
        match self.state {
            MeetingState::Planned => Ok(()),
            MeetingState::Held => Err(Reason::MeetingHeld),
            MeetingState::Cancelled => Err(Reason::MeetingCancelled),
        }
    }

    /// Whether attendance, decisions and minutes can be recorded.
    ///
    /// # Errors
    /// [`Reason::MeetingNotHeld`]; [`Reason::MeetingCancelled`].
    pub fn is_held(&self) -> Result<(), Reason> {
        match self.state {
            MeetingState::Held => Ok(()),
            MeetingState::Planned => Err(Reason::MeetingNotHeld),
            MeetingState::Cancelled => Err(Reason::MeetingCancelled),
        }
    }

    /// With another day, agenda, minutes or attendance; `members` is everybody who is or was in the commission.
    ///
    /// # Errors
    /// [`Reason::MeetingNotHeld`], [`Reason::MeetingCancelled`]; [`Error::Invalid`] naming each field at fault.
    pub fn patched(
        self,
        patch: MeetingPatch,
        members: &[CommissionMember],
        today: NaiveDate,
    ) -> Result<Self, Error> {
        self.is_open().map_err(Error::conflict)?;
        if patch.minutes.is_some() || patch.attendance.is_some() {
            self.is_held().map_err(Error::conflict)?;
        }
        let mut check = Check::new();
        let held_on = patch.held_on.unwrap_or(self.held_on);
        let has_come = self.state == MeetingState::Planned || held_on <= today;
        check.ensure("heldOn", has_come, Reason::InTheFuture);
        let attendance = match patch.attendance {
            None => self.attendance,
            Some(given) => attendance(&mut check, &given, &self.attendance, members, held_on),
        };
        let new = Self {
            held_on,
            place: patch.place.unwrap_or(self.place),
            agenda: patch.agenda.unwrap_or(self.agenda),
            minutes: patch.minutes.unwrap_or(self.minutes),
            attendance,
            version: self.version + 1,
            ..self
        };
        new.checked(check)
    }

    /// It took place, on the day it was convened for unless another is told.
    ///
    /// # Errors
    /// [`Reason::MeetingHeld`], [`Reason::MeetingCancelled`]; [`Error::Invalid`] for a day to come.
    pub fn held(self, on: Option<NaiveDate>, today: NaiveDate) -> Result<Self, Error> {
        self.is_planned().map_err(Error::conflict)?;
        let held_on = on.unwrap_or(self.held_on);
        if held_on > today {
            return Err(Error::invalid("heldOn", Reason::InTheFuture));
        }
        Ok(Self { state: MeetingState::Held, held_on, version: self.version + 1, ..self })
    }

    /// It will not take place.
    ///
    /// # Errors
    /// [`Reason::MeetingHeld`], [`Reason::MeetingCancelled`]; [`Error::Invalid`] for the reason.
    pub fn cancelled(self, reason: &str) -> Result<Self, Error> {
        self.is_planned().map_err(Error::conflict)?;
        let mut check = Check::new();
        let reason = check.text("reason", reason, WHY);
        check.done()?;
        let state = MeetingState::Cancelled;
        Ok(Self { state, cancel_reason: Some(reason), version: self.version + 1, ..self })
    }

    /// Who belongs to it: everybody in the commission on the day, and whoever was recorded.
    pub fn expected<'a>(
        &self,
        members: &'a [CommissionMember],
    ) -> Vec<(&'a CommissionMember, Option<AttendanceStatus>)> {
        let status = |member: &CommissionMember| {
            self.attendance.iter().find(|one| one.member == member.id).map(|one| one.status)
        };
        let all = members.iter().map(|member| (member, status(member)));
        all.filter(|(member, status)| status.is_some() || member.is_in_force(self.held_on)).collect()
    }

    fn checked(mut self, mut check: Check) -> Result<Self, Error> {
        self.place = check.optional_text("place", self.place.as_deref(), PLACE);
        self.agenda = check.text("agenda", &self.agenda, AGENDA);
        self.minutes = check.optional_text("minutes", self.minutes.as_deref(), MINUTES);
        check.done()?;
        Ok(self)
    }

    fn who(&self, status: AttendanceStatus) -> Value {
        let mut rows: Vec<String> = self
            .attendance
            .iter()
            .filter(|one| one.status == status)
            .map(|one| one.person.row.to_string())
            .collect();
        rows.sort();
        if rows.is_empty() { Value::Null } else { rows.into() }
    }
}

/// Who was there of those who belong to a meeting of a day.
fn attendance(
    check: &mut Check,
    given: &[(CommissionMemberId, AttendanceStatus)],
    old: &[Attendance],
    members: &[CommissionMember],
    day: NaiveDate,
) -> Vec<Attendance> {
    let mut found: Vec<Attendance> = Vec::new();
    for (at, (id, status)) in given.iter().enumerate() {
        let path = format!("attendance.{at}.memberId");
        let was_there = old.iter().any(|one| one.member == *id);
        let known = members.iter().find(|member| member.id == *id);
        let Some(member) = known.filter(|member| was_there || member.is_in_force(day)) else {
            check.refuse(path, Reason::UnknownReference);
            continue;
        };
        if found.iter().any(|one| one.member == *id) {
            check.refuse(path, Reason::Repeated);
            continue;
        }
        found.push(Attendance { member: *id, person: member.person, status: *status });
    }
    found
}

impl Journaled for Meeting {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", self.number.into()),
            ("meetingState", self.state.code().into()),
            ("heldOn", self.held_on.to_string().into()),
            ("place", self.place.as_deref().into()),
            ("agenda", self.agenda.as_str().into()),
            ("minutes", self.minutes.as_deref().into()),
            ("statusReason", self.cancel_reason.as_deref().into()),
            ("presentIds", self.who(AttendanceStatus::Present)),
            ("representedIds", self.who(AttendanceStatus::Represented)),
            ("absentIds", self.who(AttendanceStatus::Absent)),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{
            commission::tests::{commission, day, member, person},
            objective::tests::{faults, tenant},
        },
        *,
    };
    use uuid::Uuid;

    pub(crate) fn meeting() -> Meeting {
        let input = MeetingInput {
            held_on: day("2026-11-20"),
            place: Some(" Sala de consiliu ".to_owned()),
            agenda: "1. Registrul riscurilor".to_owned(),
        };
        let id = CommissionMeetingId::new(tenant(), Uuid::from_u128(50));
        Meeting::convene(id, commission(), 3, input, DateTime::UNIX_EPOCH).expect("a meeting")
    }

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> Reason {
        let Err(Error::Conflict(conflict)) = result else { panic!("must refuse: {result:?}") };
        conflict.reason
    }

    #[test]
    fn a_meeting_is_held_or_cancelled_once() {
        assert_eq!(meeting().place.as_deref(), Some("Sala de consiliu"));
        let early = meeting().held(Some(day("2026-11-24")), today());
        assert_eq!(faults(early), [("heldOn".to_owned(), "IN_THE_FUTURE")]);
        let held = meeting().held(None, today()).expect("held");
        assert_eq!((held.state, held.version), (MeetingState::Held, 2));
        assert_eq!(conflict(held.clone().held(None, today())), Reason::MeetingHeld);
        assert_eq!(conflict(held.cancelled("Lipsă cvorum")), Reason::MeetingHeld);
        assert_eq!(faults(meeting().cancelled(" ")), [("reason".to_owned(), "REQUIRED")]);
        let gone = meeting().cancelled(" Lipsă cvorum ").expect("cancelled");
        assert_eq!(gone.title(Language::Ro), "Ședința Comisiei de monitorizare din 20.11.2026, anulată");
        assert_eq!(gone.code(), "CM-3");
        assert_eq!((gone.number, gone.cancel_reason.as_deref()), (3, Some("Lipsă cvorum")));
        assert_eq!(conflict(gone.clone().held(None, today())), Reason::MeetingCancelled);
        assert_eq!(conflict(gone.patched(MeetingPatch::default(), &[], today())), Reason::MeetingCancelled);
    }

    #[test]
    fn what_was_said_and_who_was_there_is_of_a_held_meeting() {
        let patch = MeetingPatch { minutes: Some(Some("S-a discutat".to_owned())), ..Default::default() };
        assert_eq!(conflict(meeting().patched(patch.clone(), &[], today())), Reason::MeetingNotHeld);
        let held = meeting().held(None, today()).expect("held");
        assert_eq!(
            held.clone().patched(patch, &[], today()).expect("told").minutes.as_deref(),
            Some("S-a discutat")
        );
        let later = MeetingPatch { held_on: Some(day("2026-11-24")), ..Default::default() };
        assert_eq!(
            faults(held.patched(later.clone(), &[], today())),
            [("heldOn".to_owned(), "IN_THE_FUTURE")]
        );
        assert!(meeting().patched(later, &[], today()).is_ok(), "a planned one may be put off");
    }

    #[test]
    fn whoever_was_in_the_commission_on_the_day_was_there_or_not() {
        let members = [
            member(1, "2026-01-01", None),
            member(2, "2026-01-01", Some("2026-11-19")),
            member(3, "2026-11-20", None),
        ];
        let held = meeting().held(None, today()).expect("held");
        let given = |rows: &[usize]| MeetingPatch {
            attendance: Some(rows.iter().map(|at| (members[*at].id, AttendanceStatus::Present)).collect()),
            ..Default::default()
        };
        let wrong = faults(held.clone().patched(given(&[0, 1, 0]), &members, today()));
        let expected =
            [("attendance.1.memberId", "UNKNOWN_REFERENCE"), ("attendance.2.memberId", "REPEATED")];
        assert_eq!(wrong, expected.map(|(path, code)| (path.to_owned(), code)));
        let told = held.patched(given(&[2]), &members, today()).expect("told");
        let seen: Vec<_> =
            told.expected(&members).into_iter().map(|(one, status)| (one.person, status)).collect();
        assert_eq!(seen, [(person(1), None), (person(3), Some(AttendanceStatus::Present))]);
    }
}
