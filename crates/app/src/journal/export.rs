//! Taking entries of the journal out as a file: on record, page by page, so that a million of them take no more memory
//! than a thousand.

use super::{
    function::functions_at,
    page::{Filter, Place, told},
};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Event,
    access::Permission,
    concern::ids,
    id::{
        ControlActivityId, ControlObjectiveId, Kind, MembershipId, PlanActionId, PlanId, RiskAlertId, RiskId,
        TenantId, UnitId,
    },
    journal::{Entry, EventKind},
    risk::Target,
};
use calitas_store::{identity::membership, journal::page as rows, plan, risk, tenancy};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// Entries in memory at a time.
const PAGE: i64 = 500;

/// An export under way.
#[derive(Debug)]
pub struct Export {
    ctx: Arc<Ctx>,
    tenant: TenantId,
    filter: Filter,
    after: Option<Place>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Goes,
    Ended,
}

/// An entry with the names that stand for its ids.
#[derive(Debug, Clone)]
pub struct Readable {
    /// What happened.
    pub entry: Entry,
    /// Function of who did it, at that time; absent for Calitas itself.
    pub function: Option<String>,
    /// What the thing is called now; absent when it has gone or has no name.
    pub thing: Option<String>,
    /// Old and new values as people read them, in the order of the entry's changes.
    pub values: Vec<(String, String)>,
}

/// Begins an export and puts it on record.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`.
pub async fn export(ctx: Arc<Ctx>, tenant: TenantId, filter: Filter) -> Result<Export, Error> {
    ctx.require(Permission::JournalRead, tenant)?;
    let tx = ctx.write(Permission::JournalRead, tenant).await?;
    let event = Event::new(EventKind::JournalExported, TenantId::KIND, tenant.0);
    tx.commit(event.with(told(&filter))).await?;
    Ok(Export { ctx, tenant, filter, after: None, state: State::Goes })
}

impl Export {
    /// The next entries; nothing at the end. Each page is a request of its own: rights as they are by then, and no
    /// connection is held while somebody reads slowly.
    ///
    /// # Errors
    /// When the session is over or the right has gone; when the database does not answer.
    pub async fn next(&mut self) -> Result<Option<Vec<Readable>>, Error> {
        if self.state == State::Ended {
            return Ok(None);
        }
        let ctx = self.ctx.renewed().await?;
        ctx.require(Permission::JournalRead, self.tenant)?;
        let mut read = ctx.read(Permission::JournalRead, self.tenant).await?;
        let page = rows::page(&mut read, self.tenant, &self.filter, self.after, PAGE).await?;
        drop(read);
        let Some(last) = page.last() else {
            self.state = State::Ended;
            return Ok(None);
        };
        self.after = Some((last.at, last.position));
        if i64::try_from(page.len()).unwrap_or(i64::MAX) < PAGE {
            self.state = State::Ended;
        }
        Ok(Some(readable(&ctx, self.tenant, page).await?))
    }
}

async fn readable(ctx: &Ctx, tenant: TenantId, page: Vec<Entry>) -> Result<Vec<Readable>, Error> {
    let names = Names::of(ctx, tenant, &page).await?;
    let actor = |entry: &Entry| entry.actor.map(|row| (MembershipId::new(tenant, row), entry.position));
    let actors: Vec<_> = page.iter().filter_map(actor).collect();
    let functions = functions_at(ctx, &actors).await?;
    let item = |entry: Entry| Readable {
        function: actor(&entry).and_then(|actor| functions.get(&actor).cloned()),
        thing: names.0.get(&entry.subject).cloned(),
        values: entry
            .changes
            .iter()
            .map(|change| {
                let kind = change.refers_to();
                (names.value(kind, &change.old), names.value(kind, &change.new))
            })
            .collect(),
        entry,
    };
    Ok(page.into_iter().map(item).collect())
}

/// What the ids of a page are called.
struct Names(BTreeMap<Uuid, String>);

impl Names {
    async fn of(ctx: &Ctx, tenant: TenantId, page: &[Entry]) -> Result<Self, Error> {
        let mut rows: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        for entry in page {
            rows.entry(entry.subject_kind.as_str()).or_default().insert(entry.subject);
            for change in &entry.changes {
                let Some(kind) = change.refers_to() else { continue };
                let found = rows.entry(kind.0).or_default();
                found.extend(ids(&change.old));
                found.extend(ids(&change.new));
            }
        }
        let of = |kind: Kind| rows.get(kind.0).into_iter().flatten().copied();
        let language = ctx.language();
        let mut names = BTreeMap::new();
        let mut read = ctx.open().await?;
        let members: Vec<_> = of(MembershipId::KIND).map(|row| MembershipId::new(tenant, row)).collect();
        let members = membership::by_ids(&mut read, &members).await?;
        names.extend(members.into_iter().map(|member| (member.id.row, member.display_name)));
        let units: Vec<_> = of(UnitId::KIND).map(|row| UnitId::new(tenant, row)).collect();
        let units = tenancy::units_by_ids(&mut read, &units).await?;
        let named = |ro: &str, en: &str| language.name(ro, en).to_owned();
        names.extend(units.into_iter().map(|unit| (unit.id.row, named(&unit.name_ro, &unit.name_en))));
        let tenants: Vec<_> = of(TenantId::KIND).map(TenantId).collect();
        let tenants = tenancy::by_ids(&mut read, &tenants).await?;
        names.extend(tenants.into_iter().map(|one| (one.id.0, named(&one.name_ro, &one.name_en))));
        let plans: Vec<_> = of(PlanId::KIND).map(|row| PlanId::new(tenant, row)).collect();
        let plans = plan::lifecycle::by_ids(&mut read, &plans).await?;
        names.extend(plans.into_iter().map(|plan| (plan.id.row, format!("{} {}", plan.code, plan.title))));
        let actions: Vec<_> = of(PlanActionId::KIND).map(|row| PlanActionId::new(tenant, row)).collect();
        let actions = plan::action::by_ids(&mut read, &actions).await?;
        names.extend(
            actions.into_iter().map(|action| (action.id.row, format!("{} {}", action.code(), action.title))),
        );
        let risks: Vec<_> = of(RiskId::KIND).map(|row| RiskId::new(tenant, row)).collect();
        let risks = risk::register::by_ids(&mut read, &risks).await?;
        names.extend(risks.into_iter().map(|risk| (risk.id.row, format!("{} {}", risk.code(), risk.title))));
        let alerts: Vec<_> = of(RiskAlertId::KIND).map(|row| RiskAlertId::new(tenant, row)).collect();
        let alerts = risk::alert::by_ids(&mut read, &alerts).await?;
        names.extend(
            alerts.into_iter().map(|alert| (alert.id.row, format!("{} {}", alert.code(), alert.title))),
        );
        let objectives = of(ControlObjectiveId::KIND).map(|row| ControlObjectiveId::new(tenant, row));
        let activities = of(ControlActivityId::KIND).map(|row| ControlActivityId::new(tenant, row));
        let targets: Vec<_> =
            objectives.map(Target::Objective).chain(activities.map(Target::Activity)).collect();
        let targets = risk::target::by_ids(&mut read, &targets).await?;
        names.extend(targets.into_iter().map(|one| (one.row(), format!("{} {}", one.code(), one.title))));
        Ok(Self(names))
    }

    /// A value as people read it: names in place of ids.
    fn value(&self, kind: Option<Kind>, value: &Value) -> String {
        if kind.is_some() {
            let named = ids(value).filter_map(|id| self.0.get(&id));
            return named.map(String::as_str).collect::<Vec<_>>().join(", ");
        }
        match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
        }
    }
}
