//! What people are told: of what happened to things that concern them, and of deadlines. Who hears what is decided
//! here; where the people are found, and who may read what by then, is the use cases' part.

mod news;
mod policy;
mod reminder;
mod setting;

pub use news::{News, of as news_of};
pub use policy::{Escalation, EscalationRecipient, Policy, PolicyPatch};
pub use reminder::{Span, due_soon, escalates, overdue};
pub use setting::{Channel, Rhythm, Settings, SettingsPatch};

use crate::{
    access::{Permission, coded},
    id::{
        AccountId, CommissionMeetingId, ControlCampaignId, ControlDeadlineId, ControlQuestionnaireId, Kind,
        MembershipId, NotificationId,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

coded! {
    /// What a person is told.
    NotificationKind {
        /// Something was given to the person to do or to decide.
        Assigned = "ASSIGNED",
        /// Somebody mentioned the person.
        Mentioned = "MENTIONED",
        /// A deadline is near.
        DueSoon = "DUE_SOON",
        /// A deadline has passed.
        Overdue = "OVERDUE",
        /// Somebody else's deadline passed so long ago that the person is told.
        Escalated = "ESCALATED",
        /// Something the person watches changed.
        Changed = "CHANGED",
        /// Something came back to the person with remarks.
        Returned = "RETURNED",
    }
}

coded! {
    /// Why a person is told.
    NotificationReason {
        /// Answers for it.
        Responsible = "RESPONSIBLE",
        /// Helps to carry it out.
        Contributor = "CONTRIBUTOR",
        /// Runs the plan.
        Owner = "OWNER",
        /// Approves in the institution.
        Approver = "APPROVER",
        /// Was mentioned.
        Mentioned = "MENTIONED",
        /// Watches it.
        Watcher = "WATCHER",
        /// Heads the unit where it is carried out.
        HeadOfUnit = "HEAD_OF_UNIT",
        /// Heads the institution.
        HeadOfInstitution = "HEAD_OF_INSTITUTION",
        /// Was let do it by whoever answers for it.
        Delegate = "DELEGATE",
        /// Keeps the papers of the Monitoring Commission.
        Secretariat = "SECRETARIAT",
        /// Is in the Monitoring Commission.
        Commission = "COMMISSION",
    }
}

/// Objects of internal control that people are told of.
pub const CONTROL: [Kind; 4] = [
    ControlCampaignId::KIND,
    ControlQuestionnaireId::KIND,
    ControlDeadlineId::KIND,
    CommissionMeetingId::KIND,
];

/// What a person must be allowed to read to be told of an object.
pub fn needed(kind: Kind) -> Permission {
    if CONTROL.contains(&kind) { Permission::ControlRead } else { Permission::PlanRead }
}

/// Something a person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Identity.
    pub id: NotificationId,
    /// Whose place it concerns.
    pub membership: MembershipId,
    /// Who is told.
    pub account: AccountId,
    /// What.
    pub kind: NotificationKind,
    /// Why this person.
    pub reason: NotificationReason,
    /// Names what brought it about; nobody is told twice of the same cause.
    pub cause: String,
    /// What the object is.
    pub subject_kind: Kind,
    /// The object.
    pub subject: Uuid,
    /// What guests are invited to: the plan of an action, or the object itself.
    pub topic: Uuid,
    /// The journal entry that told of it; absent for reminders.
    pub position: Option<i64>,
    /// Who did it; absent for Calitas itself.
    pub actor: Option<MembershipId>,
    /// The deadline it speaks of.
    pub due_on: Option<NaiveDate>,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When the person read it.
    pub read_at: Option<DateTime<Utc>>,
}

/// What happened longer ago is no news to anybody: an institution that is taken over brings years of journal.
pub const NEWS_DAYS: i64 = 30;
/// What happened longer ago is not mailed any more, though the centre shows it.
pub const MAIL_DAYS: i64 = 7;
