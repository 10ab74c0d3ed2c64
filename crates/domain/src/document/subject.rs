//! What evidence proves.

use crate::{
    access::Permission,
    control::{Campaign, Meeting, Questionnaire},
    id::{
        CommissionMeetingId, ControlAnswerId, ControlQuestionnaireId, Kind, PlanActionId, PlanId, TenantId,
    },
    plan::{Action, Involvement, Plan},
};
use uuid::Uuid;

/// The thing a piece of evidence is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// An improvement plan.
    Plan(PlanId),
    /// An action of one.
    Action(PlanActionId),
    /// An answer of the self-assessment of internal control.
    Answer(ControlAnswerId),
    /// A meeting of the Monitoring Commission, by its signed minutes.
    Meeting(CommissionMeetingId),
}

impl Subject {
    /// Whose it is.
    pub fn tenant(self) -> TenantId {
        match self {
            Self::Plan(id) => id.tenant,
            Self::Action(id) => id.tenant,
            Self::Answer(id) => id.tenant,
            Self::Meeting(id) => id.tenant,
        }
    }

    /// Its row.
    pub fn row(self) -> Uuid {
        match self {
            Self::Plan(id) => id.row,
            Self::Action(id) => id.row,
            Self::Answer(id) => id.row,
            Self::Meeting(id) => id.row,
        }
    }

    /// What kind of thing it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Plan(_) => PlanId::KIND,
            Self::Action(_) => PlanActionId::KIND,
            Self::Answer(_) => ControlAnswerId::KIND,
            Self::Meeting(_) => CommissionMeetingId::KIND,
        }
    }

    /// What a person must be allowed to read to see its evidence.
    pub fn needed(self) -> Permission {
        match self {
            Self::Plan(_) | Self::Action(_) => Permission::PlanRead,
            Self::Answer(_) | Self::Meeting(_) => Permission::ControlRead,
        }
    }
}

/// What the subject lies in: what its links remember, and whose watchers hear of its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// A plan, which guests are held to.
    Plan(PlanId),
    /// A questionnaire, of which nothing is for guests.
    Questionnaire(ControlQuestionnaireId),
    /// A meeting itself, of which nothing is for guests.
    Meeting(CommissionMeetingId),
}

impl Whole {
    /// Its row.
    pub fn row(self) -> Uuid {
        match self {
            Self::Plan(id) => id.row,
            Self::Questionnaire(id) => id.row,
            Self::Meeting(id) => id.row,
        }
    }
}

/// A subject with what decides about its evidence.
#[derive(Debug, Clone)]
pub enum Holder {
    /// A plan.
    Plan(Plan),
    /// An action, with what the person who asks has to do with it.
    Action {
        /// The action.
        action: Box<Action>,
        /// Its plan.
        plan: Plan,
        /// What the person has to do with it.
        involvement: Involvement,
    },
    /// An answer, by the questionnaire it stands in.
    Answer {
        /// The answer.
        id: ControlAnswerId,
        /// Its questionnaire.
        questionnaire: Questionnaire,
        /// The campaign of that.
        campaign: Campaign,
    },
    /// A meeting.
    Meeting(Box<Meeting>),
}

impl Holder {
    /// The subject.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Plan(plan) => Subject::Plan(plan.id),
            Self::Action { action, .. } => Subject::Action(action.id),
            Self::Answer { id, .. } => Subject::Answer(*id),
            Self::Meeting(meeting) => Subject::Meeting(meeting.id),
        }
    }

    /// What it lies in.
    pub fn whole(&self) -> Whole {
        match self {
            Self::Plan(plan) | Self::Action { plan, .. } => Whole::Plan(plan.id),
            Self::Answer { questionnaire, .. } => Whole::Questionnaire(questionnaire.id),
            Self::Meeting(meeting) => Whole::Meeting(meeting.id),
        }
    }
}
