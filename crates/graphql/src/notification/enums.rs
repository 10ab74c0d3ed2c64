//! Codes of notifications and calendars.

use async_graphql::Enum;
use calitas_domain::{calendar, notification as domain};

/// What a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::NotificationKind")]
pub enum NotificationKind {
    /// Something was given to the person to do or to decide.
    Assigned,
    /// Somebody mentioned the person.
    Mentioned,
    /// A deadline is near.
    DueSoon,
    /// A deadline has passed.
    Overdue,
    /// Somebody else's deadline passed so long ago that the person is told.
    Escalated,
    /// Something the person watches changed.
    Changed,
    /// Something came back to the person with remarks.
    Returned,
}

/// Why a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::NotificationReason")]
pub enum NotificationReason {
    /// Answers for it.
    Responsible,
    /// Helps to carry it out.
    Contributor,
    /// Runs the plan.
    Owner,
    /// Approves in the institution.
    Approver,
    /// Was mentioned.
    Mentioned,
    /// Watches it.
    Watcher,
    /// Heads the unit where it is carried out.
    HeadOfUnit,
    /// Heads the institution.
    HeadOfInstitution,
    /// Was let do it by whoever answers for it.
    Delegate,
    /// Keeps the papers of the Monitoring Commission.
    Secretariat,
    /// Is in the Monitoring Commission.
    Commission,
}

/// Where a person is told of one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Channel")]
pub enum NotificationChannel {
    /// Nowhere.
    Off,
    /// In the application only.
    InApp,
    /// In the application, and in the next gathered mail.
    Digest,
    /// In the application, and by mail at once.
    Mail,
}

/// How often mails are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Rhythm")]
pub enum DigestRhythm {
    /// Every working day at 8.
    Daily,
    /// On the first working day of a week at 8.
    Weekly,
}

/// Who hears of a deadline that passed too long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::EscalationRecipient")]
pub enum EscalationRecipient {
    /// Heads the unit where it is carried out, or one above it.
    HeadOfUnit,
    /// Heads the institution.
    HeadOfInstitution,
}

/// What an institution decided about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "calendar::DayOff")]
pub enum CalendarDayKind {
    /// Free though it is a weekday.
    Free,
    /// Worked though it is a weekend or a holiday.
    Worked,
}

/// A legal holiday of Romania (Labour Code, article 139).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "calendar::holiday::Holiday")]
pub enum Holiday {
    /// New Year, 1 and 2 January.
    NewYear,
    /// Epiphany, 6 January.
    Epiphany,
    /// Saint John the Baptist, 7 January.
    SaintJohn,
    /// Union of the Romanian Principalities, 24 January.
    UnionOfThePrincipalities,
    /// Orthodox Good Friday.
    GoodFriday,
    /// Orthodox Easter Sunday and Monday.
    Easter,
    /// Labour Day, 1 May.
    LabourDay,
    /// Children's Day, 1 June.
    ChildrensDay,
    /// Orthodox Whit Sunday and Monday.
    Pentecost,
    /// Dormition of the Mother of God, 15 August.
    Dormition,
    /// Saint Andrew, 30 November.
    SaintAndrew,
    /// National Day, 1 December.
    NationalDay,
    /// Christmas, 25 and 26 December.
    Christmas,
}
