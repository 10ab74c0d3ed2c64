//! Comments on an action. What people write stays out of the journal, so that deleting a comment deletes its words.

use crate::{
    check::Check,
    error::Error,
    id::{MembershipId, PlanActionCommentId, PlanActionId, PlanId},
    journal::Change,
    reason::Reason,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// At most this many people mentioned in one comment.
pub const MAX_MENTIONS: usize = 20;

/// A comment on an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Identity.
    pub id: PlanActionCommentId,
    /// The action it is about.
    pub action: PlanActionId,
    /// The plan of the action.
    pub plan: PlanId,
    /// What it says.
    pub body: String,
    /// Who wrote it.
    pub author: MembershipId,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When its words last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Who is mentioned.
    pub mentions: Vec<MembershipId>,
    /// Counts changes, from 1.
    pub version: i32,
}

impl Comment {
    /// The comment with valid words and every mentioned person once.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1..=5_000);
        let mentions: BTreeSet<MembershipId> = self.mentions.into_iter().collect();
        check.ensure("mentionIds", mentions.len() <= MAX_MENTIONS, Reason::TooMany { max: MAX_MENTIONS });
        check.done()?;
        Ok(Self { body, mentions: mentions.into_iter().collect(), ..self })
    }

    /// The comment with other words.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn edited(self, body: &str, mentions: Vec<MembershipId>, at: DateTime<Utc>) -> Result<Self, Error> {
        let version = self.version + 1;
        Self { body: body.to_owned(), mentions, edited_at: Some(at), version, ..self }.checked()
    }

    /// What the journal keeps of a comment: whom it mentions.
    pub fn changes(before: Option<&Self>, after: &Self) -> Vec<Change> {
        let people = |comment: &Self| -> Value {
            comment.mentions.iter().map(|person| person.row.to_string()).collect::<Vec<_>>().into()
        };
        let (old, new) = (before.map_or_else(|| Value::Array(Vec::new()), people), people(after));
        if old == new { Vec::new() } else { vec![Change { field: "mentionIds".to_owned(), old, new }] }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lifecycle::tests::member, *};
    use crate::id::{TenantId, TenantRow};
    use uuid::Uuid;

    fn comment(body: &str, mentions: Vec<MembershipId>) -> Comment {
        fn id<T: TenantRow>(row: u128) -> T {
            T::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
        }
        Comment {
            id: id(1),
            action: id(2),
            plan: id(3),
            body: body.into(),
            author: member(1),
            created_at: DateTime::UNIX_EPOCH,
            edited_at: None,
            mentions,
            version: 1,
        }
    }

    #[test]
    fn mentions_a_person_once_and_needs_words() {
        let written = comment(" Da ", vec![member(2), member(2)]).checked().expect("valid");
        assert_eq!((written.body.as_str(), written.mentions.len()), ("Da", 1));
        assert!(comment("  ", Vec::new()).checked().is_err());
        assert!(comment("a", (0..21).map(member).collect()).checked().is_err());
    }
}
