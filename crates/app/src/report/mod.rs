//! Documents that leave the house: what one request may read, put together as plain data, of which `render` makes a file.

mod caf;
mod control;
mod disposal;
mod labels;
mod names;
mod person;
mod plan;
mod programme;
mod risk;
mod sheet;

use crate::{
    ctx::{Ctx, ReadGuard},
    plan as plan_rules,
};
use calitas_domain::{
    Error,
    access::Permission,
    id::{MunicipalityId, PlanId, TenantId},
    identity::Language,
    plan::ConsultationPurpose,
    tenancy as tenancy_rules,
};
use calitas_render::{
    Document,
    document::{Letterhead, Logo, Signature},
    render,
    report::Issue,
};
use calitas_store::{Scope, tenancy};
use chrono::NaiveDate;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

pub use caf::of_caf;
pub use calitas_render::{Format, Rendered, TableFormat};
pub use control::{ControlAnnex, of_control, of_statement};
pub use disposal::of_disposal;
pub use person::of_person;
pub use risk::of_risks;
pub use sheet::{Sheet, of_table};

/// Documents made at once in one server: each takes a core for up to some seconds.
const AT_ONCE: usize = 2;
/// How long a document waits for others.
const PATIENCE: Duration = Duration::from_secs(20);
/// When to ask again.
const RETRY_SECS: u64 = 10;

/// What is said of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanReport {
    /// The plan as it stands, marked as a draft.
    Draft,
    /// An approved version, with its hash.
    Version(i32),
    /// How far the work is today.
    Monitoring,
    /// The development programme of internal control, approved or a draft, with progress as it is.
    Programme,
}

/// A file with the name it is to have.
#[derive(Debug, Clone)]
pub struct Named {
    /// Name with its ending.
    pub name: String,
    /// Content and type.
    pub file: Rendered,
}

/// The turns at making documents of one process.
#[derive(Debug, Clone)]
pub(crate) struct Press(Arc<Semaphore>);

impl Default for Press {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Makes a document of a plan. Who reads it from outside gets how far it is, which goes on record as looking at it.
///
/// # Errors
/// [`Error::NotFound`] for a plan or version the caller does not read; [`Error::RateLimited`] when too many others wait;
/// [`Error::Invalid`] for a plan that is too large for pages, or of another kind than the report.
pub async fn of_plan(
    ctx: &Ctx,
    plan: PlanId,
    report: PlanReport,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    if plan_rules::outside(ctx, plan.tenant)?.is_some() {
        if report != PlanReport::Monitoring {
            return Err(Error::NotFound(PlanId::KIND));
        }
        plan_rules::consult(ctx, plan, ConsultationPurpose::Report).await?;
    }
    let (name, document) = plan::document(ctx, plan, report, language).await?;
    let file = make(ctx, document, format).await?;
    Ok(Named { name: format!("{name}.{}", file.extension), file })
}

async fn make(ctx: &Ctx, document: Document, format: Format) -> Result<Rendered, Error> {
    in_turn(ctx, move || render(&document, format)).await
}

/// Waits for a turn without a connection to the database, and works beside the requests. Who leaves meanwhile gives the
/// turn back once the file is made.
async fn in_turn(
    ctx: &Ctx,
    make: impl FnOnce() -> Result<Rendered, Error> + Send + 'static,
) -> Result<Rendered, Error> {
    ctx.end_read().await;
    let turn = timeout(PATIENCE, ctx.app().press().0.clone().acquire_owned()).await;
    let turn = turn.map_err(|_| Error::RateLimited { retry_after_secs: RETRY_SECS })?;
    let made = spawn_blocking(move || {
        let _turn = turn;
        make()
    });
    made.await.map_err(|error| Error::Internal(Box::new(error)))?
}

/// The caller's read of an institution: as its member, or of what it released to those who oversee it.
async fn way(ctx: &Ctx, tenant: TenantId) -> Result<ReadGuard<'_>, Error> {
    match plan_rules::outside(ctx, tenant)? {
        Some(municipality) => ctx.read_released(municipality).await,
        None => ctx.read(Permission::PlanRead, tenant).await,
    }
}

/// What every document of an institution is issued with, for whoever reads its plans or oversees it.
async fn issue(
    ctx: &Ctx,
    tenant: TenantId,
    language: Language,
    signatures: Vec<Signature>,
) -> Result<Issue, Error> {
    issue_from(ctx, way(ctx, tenant).await?, tenant, language, signatures).await
}

/// The same for whoever may read other things of the institution.
async fn issue_as(
    ctx: &Ctx,
    permission: Permission,
    tenant: TenantId,
    language: Language,
    signatures: Vec<Signature>,
) -> Result<Issue, Error> {
    issue_from(ctx, ctx.read(permission, tenant).await?, tenant, language, signatures).await
}

async fn issue_from(
    ctx: &Ctx,
    mut read: ReadGuard<'_>,
    tenant: TenantId,
    language: Language,
    signatures: Vec<Signature>,
) -> Result<Issue, Error> {
    let found = tenancy::by_ids(&mut read, &[tenant]).await?.pop().ok_or(Error::NotFound(TenantId::KIND))?;
    let municipality = tenancy::municipalities(&mut read, &[found.municipality]).await?.pop();
    let municipality = municipality.ok_or(Error::NotFound(MunicipalityId::KIND))?;
    drop(read);
    // It stands on what was handed over, too, where the caller is no member. One connection at a time.
    ctx.end_read().await;
    let mut read = ctx.app().store().read(&Scope::system(tenant)).await?;
    let head = tenancy::letterhead::of_tenant(&mut read, tenant).await?;
    let head = head.unwrap_or_else(|| tenancy_rules::Letterhead::of(tenant));
    let either = |ro: String, en: String| match language {
        Language::En if !en.is_empty() => en,
        _ => ro,
    };
    let letterhead = Letterhead {
        municipality: either(municipality.name_ro, municipality.name_en),
        institution: either(found.name_ro, found.name_en),
        address: head.lines().map(str::to_owned).collect(),
        logo: head.logo.map(|logo| Logo { bytes: logo.bytes, alt: logo.alt }),
    };
    Ok(Issue { letterhead, language, date: ctx.today(), made_at: ctx.now(), signatures })
}

/// A line to sign on.
fn signature(act: (&str, &str), function: String, date: Option<NaiveDate>, language: Language) -> Signature {
    let act = match language {
        Language::Ro => act.0,
        Language::En => act.1,
    };
    Signature { act: act.to_owned(), function, name: None, date }
}
