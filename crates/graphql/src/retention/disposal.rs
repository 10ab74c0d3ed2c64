//! Selections and the documents in them.

use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    document::Evidence,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    scalar::Date,
    tenancy::Tenant,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{
    Ctx,
    retention::{self as app, Shelf},
};
use calitas_domain::{
    Error,
    access::Permission,
    document as evidence,
    id::{DisposalId, MembershipId, TenantId},
    retention::{self as domain, may},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where a selection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::DisposalStatus")]
pub enum DisposalStatus {
    /// Being put together.
    Draft,
    /// Given back with remarks.
    Returned,
    /// With the approver.
    Submitted,
    /// Approved; nothing has gone yet.
    Approved,
    /// Documents are marked; their content is being removed.
    InProgress,
    /// Carried out.
    Done,
    /// Given up.
    Cancelled,
}

/// What a selection says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Verdict")]
pub enum DisposalVerdict {
    /// It goes.
    Dispose,
    /// It is kept for good.
    Keep,
}

/// A selection: documents whose term has ended, proposed, decided by the commission, approved and carried out.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Disposal {
    /// Opaque global id.
    pub id: ID,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: DisposalStatus,
    /// Why it was given back.
    pub remark: Option<String>,
    /// When it was approved last.
    pub approved_at: Option<DateTime<Utc>>,
    /// SHA-256 of the list that was approved, in hexadecimal.
    pub hash: Option<String>,
    /// Number of the minutes of the commission of selection.
    pub minutes_number: Option<String>,
    /// Day of the minutes.
    pub minutes_on: Option<Date>,
    /// Number of the confirmation of the National Archives.
    pub confirmation_number: Option<String>,
    /// Day of the confirmation.
    pub confirmation_on: Option<Date>,
    /// When carrying it out began.
    pub started_at: Option<DateTime<Utc>>,
    /// When the content of all its documents was gone.
    pub done_at: Option<DateTime<Utc>>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Disposal>,
}

/// What the viewer may do with a selection.
#[derive(Debug, Clone, SimpleObject)]
pub struct DisposalViewerCan {
    /// Change its title and its list, decide, submit, give it up.
    pub edit: Permitted,
    /// Note the minutes and the confirmation.
    pub note: Permitted,
    /// Approve it.
    pub approve: Permitted,
    /// Give it back with remarks.
    pub send_back: Permitted,
    /// Carry it out.
    pub carry_out: Permitted,
}

connection! {
    /// Selections, the newest first.
    DisposalConnection, DisposalEdge, Disposal
}

connection! {
    /// Documents by the end of their term.
    DocumentConnection, DocumentEdge, Evidence
}

impl From<domain::Disposal> for Disposal {
    fn from(row: domain::Disposal) -> Self {
        let papers = [row.minutes.clone(), row.confirmation.clone()];
        let [(minutes_number, minutes_on), (confirmation_number, confirmation_on)] =
            papers.map(|paper| paper.map(|paper| (paper.number, Date(paper.on))).unzip());
        Self {
            id: row.id.global(),
            title: row.title.clone(),
            status: row.status.into(),
            remark: row.remark.clone(),
            approved_at: row.approved_at,
            hash: row.hash.clone(),
            minutes_number,
            minutes_on,
            confirmation_number,
            confirmation_on,
            started_at: row.started_at,
            done_at: row.done_at,
            created_at: row.created_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl Loadable for Disposal {
    type Key = DisposalId;

    async fn load(ctx: &Ctx, keys: &[DisposalId]) -> Result<Vec<(DisposalId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl Disposal {
    /// The institution whose documents it is about.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// Who began it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.created_by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// Who submitted it, while it is submitted or approved.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.submitted_by?).await.map_err(Into::into).transpose()
    }

    /// Who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.approved_by?).await.map_err(Into::into).transpose()
    }

    /// Its documents, by the end of their term.
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<DocumentConnection> {
        documents(ctx, Shelf::In(self.row.id), first, after).await
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::PlanRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> DisposalViewerCan {
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        DisposalViewerCan {
            edit: verdict(&caller, tenant, |access| may::edit(row, access)),
            note: verdict(&caller, tenant, |access| may::note(row, access)),
            approve: verdict(&caller, tenant, |access| may::approve(row, access)),
            send_back: verdict(&caller, tenant, |access| may::send_back(row, access)),
            carry_out: verdict(&caller, tenant, |access| may::carry_out(row, access)),
        }
    }
}

/// A page of the selections of an institution.
pub async fn page(
    ctx: &Context<'_>,
    tenant: TenantId,
    first: Option<i32>,
    after: Option<String>,
) -> Result<DisposalConnection> {
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[at, id]| Ok::<_, Error>((part(&at)?, part(&id)?))).transpose()?;
    let (found, has_next) = app::page(&caller(ctx), tenant, place, first).await?;
    let item = |row: domain::Disposal| {
        (cursor(&[&row.created_at.to_rfc3339(), &row.id.row.to_string()]), Disposal::from(row))
    };
    let items = found.into_iter().map(item).collect();
    let counting = count(move |ctx| async move { app::count(&ctx, tenant).await });
    Ok(DisposalConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

/// A page of the documents of an institution whose term has ended and that are in no selection.
pub async fn due(
    ctx: &Context<'_>,
    tenant: TenantId,
    first: Option<i32>,
    after: Option<String>,
) -> Result<DocumentConnection> {
    let shelf = app::due(&caller(ctx), tenant);
    documents(ctx, shelf, first, after).await
}

async fn documents(
    ctx: &Context<'_>,
    shelf: Shelf,
    first: Option<i32>,
    after: Option<String>,
) -> Result<DocumentConnection> {
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[day, id]| Ok::<_, Error>((part(&day)?, part(&id)?))).transpose()?;
    let (found, has_next) = app::documents(&caller(ctx), shelf, place, first).await?;
    let item = |row: evidence::Evidence| {
        let until = row.record.kept_until.map(|day| day.to_string()).unwrap_or_default();
        (cursor(&[&until, &row.id.row.to_string()]), Evidence::from(row))
    };
    let items = found.into_iter().map(item).collect();
    let counting = count(move |ctx| async move { app::document_count(&ctx, shelf).await });
    Ok(DocumentConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}
