//! What the self-assessment asks of people: to complete questionnaires and to check what was handed in.

use super::{Campaign, Questionnaire, QuestionnaireStatus};
use crate::{
    id::{ControlQuestionnaireId, MembershipId},
    identity::Language,
    journal::{Entry, EventKind},
    todo::{Todo, TodoReason, TodoVerb, Trace},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A questionnaire with all that is needed to speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Its campaign.
    pub campaign: Campaign,
    /// Romanian name of the compartment.
    pub unit_ro: String,
    /// English name of it; may be empty.
    pub unit_en: String,
    /// Criteria that are answered, explained and confirmed.
    pub complete: i32,
    /// Criteria that are asked.
    pub asked: i32,
}

impl Duty {
    /// Whether somebody has to complete it.
    pub fn is_open(&self) -> bool {
        self.campaign.is_open().is_ok() && self.questionnaire.is_in_work().is_ok()
    }

    /// What it is called.
    pub fn title(&self, language: Language) -> String {
        match language {
            Language::En if !self.unit_en.is_empty() => {
                format!("Self-assessment questionnaire, {}", self.unit_en)
            }
            Language::En => format!("Self-assessment questionnaire, {}", self.unit_ro),
            Language::Ro => format!("Chestionar de autoevaluare, {}", self.unit_ro),
        }
    }

    /// It waits to be completed by whoever answers for the compartment or was let.
    pub fn complete(&self, reason: TodoReason, language: Language) -> Todo {
        Todo {
            due_on: Some(self.campaign.due_on),
            progress: Some(100 * self.complete / self.asked.max(1)),
            ..self.todo(TodoVerb::Complete, reason, self.campaign.opened_at, language)
        }
    }

    /// It was handed in and waits to be checked.
    pub fn verify(&self, language: Language) -> Todo {
        let since = self.questionnaire.submitted_at.unwrap_or(self.campaign.opened_at);
        // The day was for the compartment, which has done its part and waits.
        Todo { waiting_count: 1, ..self.todo(TodoVerb::Verify, TodoReason::Secretariat, since, language) }
    }

    /// It left somebody's list.
    pub fn trace(&self, verb: TodoVerb, at: DateTime<Utc>, language: Language) -> Trace {
        let id = self.questionnaire.id;
        Trace {
            verb,
            title: self.title(language),
            code: self.campaign.code(),
            at,
            tenant: id.tenant,
            subject_kind: ControlQuestionnaireId::KIND,
            subject: id.row,
        }
    }

    fn todo(&self, verb: TodoVerb, reason: TodoReason, since: DateTime<Utc>, language: Language) -> Todo {
        let id = self.questionnaire.id;
        Todo {
            verb,
            reason,
            title: self.title(language),
            code: Some(self.campaign.code()),
            due_on: None,
            progress: None,
            waiting_count: 0,
            since,
            tenant: id.tenant,
            subject_kind: ControlQuestionnaireId::KIND,
            subject: id.row,
        }
    }
}

impl Campaign {
    /// Short code of the self-assessment of a year.
    pub fn code(&self) -> String {
        format!("SCIM-{}", self.year)
    }

    /// What it is called.
    pub fn title(&self, language: Language) -> String {
        match language {
            Language::Ro => format!("Autoevaluarea controlului intern pentru {}", self.year),
            Language::En => format!("Self-assessment of internal control for {}", self.year),
        }
    }
}

/// The kinds of entries that may finish a duty.
pub const RESOLVING: [EventKind; 3] = [
    EventKind::ControlQuestionnaireSubmitted,
    EventKind::ControlQuestionnaireLocked,
    EventKind::ControlQuestionnaireReturned,
];

/// Which duty its author finished with an entry; none for entries that finish nothing.
pub fn resolved(entry: &Entry) -> Option<TodoVerb> {
    let is = |kind: EventKind| entry.kind == kind.code();
    if is(EventKind::ControlQuestionnaireSubmitted) {
        return Some(TodoVerb::Complete);
    }
    let has_left = is(EventKind::ControlQuestionnaireLocked) || is(EventKind::ControlQuestionnaireReturned);
    if !has_left {
        return None;
    }
    // What is given back after it was locked was on nobody's list.
    let before = entry.changes.iter().find(|change| change.field == "status")?.old.as_str()?;
    (before == QuestionnaireStatus::Submitted.code()).then_some(TodoVerb::Verify)
}

/// Who answers for compartments: by the right to answer that was given for the very compartment, where nobody has it
/// for one above, at last for the whole institution.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    of_units: BTreeMap<Uuid, Vec<MembershipId>>,
    everywhere: Vec<MembershipId>,
    parents: BTreeMap<Uuid, Option<Uuid>>,
}

impl Heads {
    /// From the units of one institution with what they lie under, and the people with the unit the right was given for.
    pub fn new(
        parents: impl IntoIterator<Item = (Uuid, Option<Uuid>)>,
        given: impl IntoIterator<Item = (Option<Uuid>, MembershipId)>,
    ) -> Self {
        let mut heads = Self { parents: parents.into_iter().collect(), ..Self::default() };
        for (unit, person) in given {
            match unit {
                Some(unit) => heads.of_units.entry(unit).or_default().push(person),
                None => heads.everywhere.push(person),
            }
        }
        heads
    }

    /// Who answers for a compartment.
    pub fn of(&self, unit: Uuid) -> &[MembershipId] {
        self.from(Some(unit))
    }

    /// Who answers for what the compartment lies under.
    pub fn above(&self, unit: Uuid) -> &[MembershipId] {
        self.from(self.parents.get(&unit).copied().flatten())
    }

    fn from(&self, start: Option<Uuid>) -> &[MembershipId] {
        let mut unit = start;
        while let Some(at) = unit {
            if let Some(heads) = self.of_units.get(&at) {
                return heads;
            }
            unit = self.parents.get(&at).copied().flatten();
        }
        &self.everywhere
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Answer,
            answer::tests::said,
            campaign::tests::campaign,
            questionnaire::tests::{member, questionnaire},
        },
        *,
    };
    use crate::journal::Change;
    use serde_json::json;

    fn duty(questionnaire: Questionnaire) -> Duty {
        let (unit_ro, unit_en) = ("Direcția Juridică".to_owned(), String::new());
        Duty { questionnaire, campaign: campaign(), unit_ro, unit_en, complete: 27, asked: 45 }
    }

    #[test]
    fn an_open_questionnaire_waits_with_its_day_and_how_far_it_is() {
        let duty = duty(questionnaire(7));
        let todo = duty.complete(TodoReason::HeadOfUnit, Language::Ro);
        assert_eq!(
            (todo.verb, todo.progress, todo.due_on),
            (TodoVerb::Complete, Some(60), Some(campaign().due_on))
        );
        assert_eq!(todo.code.as_deref(), Some("SCIM-2026"));
        assert_eq!(todo.title, "Chestionar de autoevaluare, Direcția Juridică");
        assert_eq!(duty.title(Language::En), "Self-assessment questionnaire, Direcția Juridică");
        let closed =
            Duty { campaign: campaign().close(DateTime::UNIX_EPOCH).expect("closed"), ..duty.clone() };
        assert!(duty.is_open() && !closed.is_open());
        let handed = questionnaire(7).submit(member(1), DateTime::UNIX_EPOCH, &[said(1, Answer::Yes, "Da")]);
        let handed = Duty { questionnaire: handed.expect("handed in"), ..duty };
        let todo = handed.verify(Language::Ro);
        assert!(!handed.is_open());
        assert_eq!((todo.verb, todo.due_on, todo.since), (TodoVerb::Verify, None, DateTime::UNIX_EPOCH));
    }

    #[test]
    fn what_is_given_back_after_it_was_locked_was_on_nobodys_list() {
        let entry = |kind: EventKind, old: &str| Entry {
            position: 1,
            at: DateTime::UNIX_EPOCH,
            kind: kind.code().to_owned(),
            subject_kind: ControlQuestionnaireId::KIND.0.to_owned(),
            subject: Uuid::nil(),
            subject_version: None,
            topic: Uuid::nil(),
            actor: None,
            changes: vec![Change { field: "status".into(), old: json!(old), new: json!("") }],
        };
        use EventKind::*;
        for (kind, before, verb) in [
            (ControlQuestionnaireSubmitted, "OPEN", Some(TodoVerb::Complete)),
            (ControlQuestionnaireLocked, "SUBMITTED", Some(TodoVerb::Verify)),
            (ControlQuestionnaireReturned, "SUBMITTED", Some(TodoVerb::Verify)),
            (ControlQuestionnaireReturned, "LOCKED", None),
            (ControlQuestionnaireDelegated, "OPEN", None),
        ] {
            assert_eq!(resolved(&entry(kind, before)), verb, "{kind:?} {before}");
        }
    }

    #[test]
    fn a_compartment_without_a_head_is_answered_for_by_the_one_above() {
        let unit = Uuid::from_u128;
        let parents = [(unit(1), None), (unit(2), Some(unit(1))), (unit(3), Some(unit(2))), (unit(4), None)];
        let given = [(Some(unit(1)), member(1)), (Some(unit(3)), member(3)), (None, member(9))];
        let heads = Heads::new(parents, given);
        for (of, who, above) in [(1, 1, 9), (2, 1, 1), (3, 3, 1), (4, 9, 9)] {
            assert_eq!(
                (heads.of(unit(of)), heads.above(unit(of))),
                (&[member(who)][..], &[member(above)][..]),
                "{of}"
            );
        }
    }
}
