//! Journal entries with field-level differences.

use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    identity::Membership,
    loader,
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use calitas_app::journal;
use calitas_domain::{
    id::{MembershipId, TenantId},
    journal as domain,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

/// Something that happened.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct JournalEntry {
    /// Place in the institution's journal.
    pub position: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What, as a code of the catalogue of events.
    pub kind: String,
    /// Field by field.
    pub changes: Vec<FieldChange>,
    #[graphql(skip)]
    actor: Option<MembershipId>,
}

/// One field that changed.
#[derive(Debug, Clone, SimpleObject)]
pub struct FieldChange {
    /// The field, named as in the API.
    pub field: String,
    /// The value before, as text: enum code, date, decimal, or words; absent when there was none.
    pub old: Option<String>,
    /// The value after, as text; absent when it was removed.
    pub new: Option<String>,
}

connection! {
    /// History of one thing, the newest first.
    JournalEntryConnection, JournalEntryEdge, JournalEntry
}

impl JournalEntry {
    /// An entry of an institution's journal.
    pub fn new(tenant: TenantId, entry: &domain::Entry) -> Self {
        Self {
            position: entry.position.to_string(),
            at: entry.at,
            kind: entry.kind.clone(),
            changes: entry.changes.iter().map(FieldChange::from).collect(),
            actor: entry.actor.map(|row| MembershipId::new(tenant, row)),
        }
    }
}

impl From<&domain::Change> for FieldChange {
    fn from(change: &domain::Change) -> Self {
        Self { field: change.field.clone(), old: as_text(&change.old), new: as_text(&change.new) }
    }
}

#[ComplexObject]
impl JournalEntry {
    /// Who did it; absent for Calitas itself.
    async fn actor(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.actor?).await.map_err(Into::into).transpose()
    }
}

/// A page of the history of one thing the caller has read.
///
/// # Errors
/// For the page size or a foreign cursor; when the database does not answer.
pub async fn history(
    ctx: &Context<'_>,
    tenant: TenantId,
    subject: Uuid,
    first: Option<i32>,
    after: Option<String>,
) -> Result<JournalEntryConnection> {
    let caller = caller(ctx);
    let before = read_cursor::<1>(after.as_deref())?.map(|[position]| part(&position)).transpose()?;
    let (entries, has_next) = journal::history(&caller, tenant, subject, before, first).await?;
    let item =
        |entry: domain::Entry| (cursor(&[&entry.position.to_string()]), JournalEntry::new(tenant, &entry));
    let items = entries.into_iter().map(item).collect();
    let counting = count(move |ctx| async move { journal::history_count(&ctx, tenant, subject).await });
    Ok(JournalEntryConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}
