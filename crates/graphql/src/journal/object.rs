//! Journal entries with field-level differences, and the history of one thing.

use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    document::Evidence,
    identity::Membership,
    loader::{self, Loadable},
    message, node,
    plan::PlanAction,
    retention::RetentionClass,
    risk::{Risk, TargetOf},
    schema::{self, Node},
    tenancy::{Tenant, Unit},
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::{Ctx, journal};
use calitas_domain::{
    Error,
    access::Permission,
    id::{
        ControlActivityId, ControlObjectiveId, EvidenceId, Kind, MembershipId, PlanActionId,
        RetentionClassId, RiskId, TenantId, UnitId,
    },
    journal as domain,
    risk::Target,
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
    /// Kind of the thing it happened to, as a code.
    pub subject_kind: String,
    /// Id of the thing it happened to; it may have gone.
    pub subject_id: ID,
    /// Field by field.
    pub changes: Vec<FieldChange>,
    #[graphql(skip)]
    actor: Option<MembershipId>,
    #[graphql(skip)]
    place: i64,
}

/// One field that changed.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct FieldChange {
    /// The field, named as in the API.
    pub field: String,
    #[graphql(skip)]
    tenant: TenantId,
    #[graphql(skip)]
    change: domain::Change,
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
            subject_kind: entry.subject_kind.clone(),
            subject_id: node::of_code(&entry.subject_kind, tenant, entry.subject),
            changes: FieldChange::list(tenant, entry.changes.clone()),
            actor: entry.actor.map(|row| MembershipId::new(tenant, row)),
            place: entry.position,
        }
    }
}

impl FieldChange {
    /// Changes of something of an institution.
    pub fn list(tenant: TenantId, changes: Vec<domain::Change>) -> Vec<Self> {
        changes.into_iter().map(|change| Self { field: change.field.clone(), tenant, change }).collect()
    }

    /// A value as people read it: names in place of ids, words in place of codes only we know.
    async fn readable(&self, ctx: &Context<'_>, value: &Value) -> Result<Option<String>> {
        if let Some(words) = message::of_value(&self.field, value, caller(ctx).language()) {
            return Ok(Some(words));
        }
        let Some(kind) = self.change.refers_to() else { return Ok(as_text(value)) };
        let ids: Vec<Uuid> = match value {
            Value::String(id) => id.parse().into_iter().collect(),
            Value::Array(ids) => ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return Ok(as_text(value)),
        };
        let mut names = Vec::new();
        for id in ids {
            names.extend(self.name(ctx, kind, id).await?);
        }
        Ok((!names.is_empty()).then(|| names.join(", ")))
    }

    /// What a person, unit, institution or action is called; nothing when it has gone or is not the viewer's to see.
    async fn name(&self, ctx: &Context<'_>, kind: Kind, id: Uuid) -> Result<Option<String>> {
        let language = caller(ctx).language();
        Ok(if kind == MembershipId::KIND {
            let found = loader::load::<Membership>(ctx, MembershipId::new(self.tenant, id)).await?;
            found.map(|person| person.display_name)
        } else if kind == UnitId::KIND {
            let found = loader::load::<Unit>(ctx, UnitId::new(self.tenant, id)).await?;
            found.map(|unit| unit.name_in(language))
        } else if kind == TenantId::KIND {
            let found = loader::load::<Tenant>(ctx, TenantId(id)).await?;
            found.map(|tenant| language.name(&tenant.name_ro, &tenant.name_en).to_owned())
        } else if kind == PlanActionId::KIND {
            let found = loader::load::<PlanAction>(ctx, PlanActionId::new(self.tenant, id)).await?;
            found.map(|action| action.code)
        } else if kind == RetentionClassId::KIND {
            let found = loader::load::<RetentionClass>(ctx, RetentionClassId::new(self.tenant, id)).await?;
            found.map(|class| format!("{} {}", class.code, class.name))
        } else if kind == EvidenceId::KIND {
            let found = loader::load::<Evidence>(ctx, EvidenceId::new(self.tenant, id)).await?;
            found.map(|evidence| evidence.title)
        } else if kind == RiskId::KIND {
            let found = loader::load::<Risk>(ctx, RiskId::new(self.tenant, id)).await?;
            found.map(|risk| format!("{} {}", risk.code, risk.title))
        } else if kind == ControlObjectiveId::KIND {
            self.target(ctx, Target::Objective(ControlObjectiveId::new(self.tenant, id))).await?
        } else if kind == ControlActivityId::KIND {
            self.target(ctx, Target::Activity(ControlActivityId::new(self.tenant, id))).await?
        } else {
            None
        })
    }
}

impl FieldChange {
    async fn target(&self, ctx: &Context<'_>, target: Target) -> Result<Option<String>> {
        let found = loader::load::<TargetOf>(ctx, target).await?;
        Ok(found.map(|found| format!("{} {}", found.0.code(), found.0.title)))
    }
}

#[ComplexObject]
impl FieldChange {
    /// The value before, as text: enum code, date, decimal, words, or the names of people and units; absent when
    /// there was none.
    async fn old(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        self.readable(ctx, &self.change.old).await.transpose()
    }

    /// The value after, as text; absent when it was removed.
    async fn new(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        self.readable(ctx, &self.change.new).await.transpose()
    }
}

#[ComplexObject]
impl JournalEntry {
    /// Who did it; absent for Calitas itself.
    async fn actor(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.actor?).await.map_err(Into::into).transpose()
    }

    /// The function of who did it at that time; absent for Calitas itself.
    async fn actor_function(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let found = loader::load::<FunctionAt>(ctx, (self.actor?, self.place)).await;
        found.map(|found| found.map(|found| found.0)).map_err(Into::into).transpose()
    }

    /// What happened, as a sentence in the viewer's language.
    async fn summary(&self, ctx: &Context<'_>) -> &'static str {
        message::of_event(&self.kind, caller(ctx).language())
    }

    /// The thing it happened to, as it is now; absent when it has gone or is not the viewer's to see.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        schema::node(ctx, &self.subject_id).await.transpose()
    }
}

/// What somebody's function was when they did something.
#[derive(Debug, Clone)]
struct FunctionAt(String);

impl Loadable for FunctionAt {
    type Key = (MembershipId, i64);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let found = journal::functions_at(ctx, keys).await?;
        Ok(found.into_iter().map(|(key, function)| (key, Self(function))).collect())
    }
}

/// A page of the history of something of an institution that is read with a permission.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; as [`history`].
pub async fn history_with(
    ctx: &Context<'_>,
    permission: Permission,
    tenant: TenantId,
    subject: Uuid,
    first: Option<i32>,
    after: Option<String>,
) -> Result<JournalEntryConnection> {
    caller(ctx).require(permission, tenant)?;
    history(ctx, tenant, subject, first, after).await
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
    // Kept apart from the field: every field of an object has room for the largest of them.
    let reading = Box::pin(journal::history(&caller, tenant, subject, before, first));
    let (entries, has_next) = reading.await?;
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
