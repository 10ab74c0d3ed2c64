//! A plan.

use super::{
    difference::{PlanDifference, PlanVersion},
    enums::{PlanKind, PlanOrder, PlanStatus},
    figures::{self, StatusCount, UnitWorkload},
    load,
    page::{self, PlanActionConnection, PlanActionFilter},
    state::PlanState,
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    document::EvidenceConnection,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::enums::PlanActionOrder,
    scalar::{Date, Decimal},
    tenancy::{Institution, Tenant, Unit, institution},
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error, Reason,
    access::{Access, Permission},
    document::{self, Holder, Subject},
    id::{MunicipalityId, TenantId},
    plan::{self as domain, ActionStatus, may},
    text,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// An improvement plan: a living object, frozen as a numbered version at each approval.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Plan {
    /// Opaque global id.
    pub id: ID,
    /// Short code, unique in the institution.
    pub code: String,
    /// What it is for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wants to reach; may be empty.
    pub description: String,
    /// First day.
    pub period_start: Date,
    /// Last day.
    pub period_end: Date,
    /// Where it stands.
    pub status: PlanStatus,
    /// Why it was returned, is being revised or was cancelled.
    pub status_reason: Option<String>,
    /// The last approved version; 0 before the first approval.
    pub number: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it was handed over to the municipality.
    pub released_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    pub(super) row: Arc<domain::Plan>,
}

/// What the viewer may do with a plan.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanViewerCan {
    /// Change what it says about itself.
    pub update: Permitted,
    /// Send it for approval.
    pub submit: Permitted,
    /// Approve it as the next version.
    pub approve: Permitted,
    /// Give it back to its authors, or take back one's own submission.
    pub return_to_draft: Permitted,
    /// Start a revision.
    pub revise: Permitted,
    /// Hand it over to the municipality.
    pub release: Permitted,
    /// Close it.
    pub close: Permitted,
    /// Give it up.
    pub cancel: Permitted,
    /// Propose actions.
    pub add_action: Permitted,
    /// Comment on its actions.
    pub comment: Permitted,
    /// Attach evidence to it.
    pub attach_evidence: Permitted,
    /// Look at it from outside, which `consultPlan` records.
    pub consult: Permitted,
}

connection! {
    /// Plans.
    PlanConnection, PlanEdge, Plan
}

/// Which plans to list.
#[derive(Debug, Default, InputObject)]
pub struct PlanFilter {
    /// Only these statuses.
    pub status: Option<Vec<PlanStatus>>,
    /// Only these kinds.
    pub kind: Option<Vec<PlanKind>>,
    /// A text to be found in code, title or description; letters with and without diacritics are the same.
    pub text: Option<String>,
    /// Only plans whose period touches this year.
    pub year: Option<i32>,
}

impl PlanFilter {
    /// As the use case reads it.
    ///
    /// # Errors
    /// For a year nobody plans in.
    fn into_rows(self) -> Result<app::PlanFilter, Error> {
        if self.year.is_some_and(|year| !(1900..=2200).contains(&year)) {
            let (min, max) = ("1900".to_owned(), "2200".to_owned());
            return Err(Error::invalid("filter.year", Reason::OutOfRange { min, max }));
        }
        Ok(app::PlanFilter {
            statuses: self.status.unwrap_or_default().into_iter().map(Into::into).collect(),
            kinds: self.kind.unwrap_or_default().into_iter().map(Into::into).collect(),
            text: search_words(self.text)?,
            year: self.year,
        })
    }
}

/// The words a filter searches for, folded.
pub(crate) fn search_words(text: Option<String>) -> Result<Option<String>, Error> {
    let words = text.map(|text| text::search_words(&text)).transpose();
    words.map(Option::flatten).map_err(|reason| Error::invalid("filter.text", reason))
}

impl From<domain::Plan> for Plan {
    fn from(row: domain::Plan) -> Self {
        Self {
            id: row.id.global(),
            code: row.code.clone(),
            kind: row.kind.into(),
            title: row.title.clone(),
            description: row.description.clone(),
            period_start: row.period_start.into(),
            period_end: row.period_end.into(),
            status: row.status.into(),
            status_reason: row.status_reason.clone(),
            number: row.number,
            created_at: row.created_at,
            approved_at: row.approved_at,
            released_at: row.released_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl Plan {
    /// The plan as something that evidence may prove.
    pub(crate) fn holder(&self) -> Holder {
        Holder::Plan(domain::Plan::clone(&self.row))
    }

    async fn figures(&self, ctx: &Context<'_>) -> Result<domain::Figures> {
        let found = loader::load::<load::FiguresOf>(ctx, self.row.id).await?;
        Ok(found.map_or_else(|| domain::Figures::none(self.row.id), |found| found.0))
    }
}

/// Asks a rule about somebody who may have no place in the institution at all.
pub(crate) fn verdict(
    caller: &Ctx,
    tenant: TenantId,
    rule: impl FnOnce(&Access) -> Result<(), Reason>,
) -> Permitted {
    let outsider = Err(Reason::MissingPermission(Permission::PlanWrite));
    Permitted::by(caller, caller.access(tenant).map_or(outsider, |access| rule(&access)))
}

#[ComplexObject]
impl Plan {
    /// The unit that coordinates it.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit?).await.map_err(Into::into).transpose()
    }

    /// The person who runs it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.owner?).await.map_err(Into::into).transpose()
    }

    /// Who sent it for approval.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.submitted_by?).await.map_err(Into::into).transpose()
    }

    /// Who last approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.approved_by?).await.map_err(Into::into).transpose()
    }

    /// The institution, if the viewer belongs to it.
    async fn tenant(&self, ctx: &Context<'_>) -> Option<Result<Tenant>> {
        loader::load::<Tenant>(ctx, self.row.id.tenant).await.map_err(Into::into).transpose()
    }

    /// The institution by name, also for those who oversee it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Institution> {
        institution(ctx, self.row.id.tenant).await
    }

    /// Mean progress of the actions that count (approved and further), in whole percent, rounded down.
    async fn progress(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.figures(ctx).await?.progress())
    }

    /// How many actions stand where, along the workflow; statuses without actions are left out.
    async fn status_counts(&self, ctx: &Context<'_>) -> Result<Vec<StatusCount>> {
        let counts = self.figures(ctx).await?.by_status;
        Ok(counts.into_iter().map(|(status, count)| StatusCount { status: status.into(), count }).collect())
    }

    /// How many actions it has, without rejected and cancelled ones.
    async fn action_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.figures(ctx).await?.count(ActionStatus::IN_PLAN))
    }

    /// Open actions past their due date.
    async fn overdue_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.figures(ctx).await?.overdue_count)
    }

    /// Open actions due within a week.
    async fn due_soon_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.figures(ctx).await?.due_soon_count)
    }

    /// Money set aside for its actions, without rejected and cancelled ones, in lei.
    async fn budget_total(&self, ctx: &Context<'_>) -> Result<Decimal> {
        Ok(self.figures(ctx).await?.budget_total.into())
    }

    /// What units have on their hands in it, the most late ones first.
    async fn workload(&self, ctx: &Context<'_>) -> Result<Vec<UnitWorkload>> {
        figures::workload(ctx, self.row.id.tenant, Some(self.row.id)).await
    }

    /// Its approved versions, the newest first; the first one is the baseline.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<PlanVersion>> {
        let found = loader::load::<load::VersionsOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default().into_iter().map(PlanVersion::from).collect())
    }

    /// What differs from an approved version to a later one.
    async fn difference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the earlier version.")] from: i32,
        #[graphql(desc = "Number of the later version; left out for the plan as it is now.")] to: Option<i32>,
    ) -> Option<Result<PlanDifference>> {
        Some(PlanDifference::load(ctx, &self.row, from, to).await)
    }

    /// Its actions.
    async fn actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which actions; all unless told.")] filter: Option<PlanActionFilter>,
        #[graphql(default, desc = "What they are ordered by.")] order_by: PlanActionOrder,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<PlanActionConnection> {
        let filter = filter.unwrap_or_default().into_rows(&caller(ctx), self.row.id.tenant)?;
        page::of_plan(ctx, self.row.id, filter, order_by, first, after).await
    }

    /// Evidence attached to the plan itself, the newest first; its actions have their own.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<EvidenceConnection> {
        crate::document::page(ctx, Subject::Plan(self.row.id), first, after).await
    }

    /// What happened to the plan itself, the newest first; its actions have histories of their own.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        history(ctx, self.row.id.tenant, self.row.id.row, first, after).await
    }

    /// The plan as it stood at the end of a day in Romania; absent before it was begun, and for those who oversee.
    async fn as_of(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today or earlier.")] date: Date,
    ) -> Option<Result<PlanState>> {
        PlanState::load(ctx, self.row.id, date).await.transpose()
    }

    /// Where the stream of changes stands; pass it as `after` to `planChanged`. Absent for those who oversee.
    async fn stream_cursor(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        match calitas_app::stream::position(&caller(ctx), self.row.id.tenant).await {
            Ok(position) => Some(Ok(cursor(&[&position.to_string()]))),
            Err(Error::NotFound(_)) => None,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PlanViewerCan> {
        let caller = caller(ctx);
        let may = |rule: fn(&domain::Plan, &Access) -> Result<(), Reason>| {
            verdict(&caller, self.row.id.tenant, |access| rule(&self.row, access))
        };
        let mut close = may(may::close);
        if close.allowed {
            let open_count = self.figures(ctx).await?.count(ActionStatus::UNDECIDED_OR_OPEN);
            close = Permitted::by_error(&caller, domain::Plan::clone(&self.row).close(open_count));
        }
        Ok(PlanViewerCan {
            update: may(may::update),
            submit: may(may::submit),
            approve: may(may::approve),
            return_to_draft: may(may::send_back),
            revise: may(may::revise),
            release: may(may::release),
            close,
            cancel: may(may::cancel),
            add_action: may(may::add_action),
            comment: may(may::comment),
            attach_evidence: verdict(&caller, self.row.id.tenant, |access| {
                document::may::attach(&self.holder(), access)
            }),
            consult: Permitted::by_error(&caller, app::may_consult(&caller, self.row.id.tenant)),
        })
    }
}

/// A page of the history of a plan or an action; empty for those who oversee the institution from outside.
pub(super) async fn history(
    ctx: &Context<'_>,
    tenant: TenantId,
    subject: Uuid,
    first: Option<i32>,
    after: Option<String>,
) -> Result<JournalEntryConnection> {
    if caller(ctx).access(tenant).is_err() {
        let nothing = Page { items: Vec::new(), has_next: false, has_previous: false };
        return Ok(JournalEntryConnection::new(nothing, count(|_| async { Ok(0) })));
    }
    journal::history(ctx, tenant, subject, first, after).await
}

/// A page of an institution's plans.
///
/// # Errors
/// Without `PLAN_READ`; for page size and cursor.
pub(super) async fn plans(
    ctx: &Context<'_>,
    tenant: TenantId,
    filter: PlanFilter,
    order: PlanOrder,
    first: Option<i32>,
    after: Option<String>,
) -> Result<PlanConnection> {
    let caller = caller(ctx);
    let filter = filter.into_rows()?;
    let place = page::place(&order, after.as_deref())?;
    let (found, has_next) = app::page(&caller, tenant, &filter, order.into(), place.as_ref(), first).await?;
    let items = found.into_iter().map(|row| (page::cursor_of(&order, &row.place), row.item.into())).collect();
    let counting = count(move |ctx| {
        let filter = filter.clone();
        async move { app::count(&ctx, tenant, &filter).await }
    });
    Ok(PlanConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

/// A page of what the institutions of a municipality have released, the latest period first.
///
/// # Errors
/// For those who do not oversee it; for page size and cursor.
pub async fn released(
    ctx: &Context<'_>,
    municipality: MunicipalityId,
    institution: Option<String>,
    first: Option<i32>,
    after: Option<String>,
) -> Result<PlanConnection> {
    let caller = caller(ctx);
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[start, id]| Ok::<_, Error>((part(&start)?, part(&id)?))).transpose()?;
    let (found, has_next) =
        app::released_page(&caller, municipality, institution.as_deref(), place, first).await?;
    let item = |row: app::Found<domain::Plan>| {
        (cursor(&[&row.place.key, &row.place.id.to_string()]), Plan::from(row.item))
    };
    let items = found.into_iter().map(item).collect();
    let counting = count(move |ctx| {
        let institution = institution.clone();
        async move { app::released_count(&ctx, municipality, institution.as_deref()).await }
    });
    Ok(PlanConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

/// A plan with its place in the list of the newest.
pub(super) fn newest_edge(row: domain::Plan) -> PlanEdge {
    let place = app::Place { key: row.created_at.to_rfc3339(), id: row.id.row };
    PlanEdge { cursor: page::cursor_of(&PlanOrder::CreatedDesc, &place), node: row.into() }
}
