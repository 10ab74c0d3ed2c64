//! Taking over sheets. Each line goes through the use case that enters a single thing, in one write: what a line may
//! say and who may enter it is decided there and nowhere else. Looking first is the same write, given up at the end.

mod action;
mod institution;
mod person;
mod run;
mod unit;

use crate::ctx::Ctx;
use calitas_depot::sheet::{self, TemplateColumn};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    id::{PlanId, TenantId},
    identity::Language,
    import::{ImportColumn, ImportKind, Line, Need, Problem, Sheet, Table},
};
use run::{Mode, Run};
use std::collections::BTreeSet;

/// Where lines are taken over to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Institutions, to the municipality of this city hall.
    Institutions(TenantId),
    /// Units, to this institution.
    Units(TenantId),
    /// People, to be invited to this institution.
    People(TenantId),
    /// Actions, to this plan.
    Actions(PlanId),
}

/// What came of the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many lines there are.
    pub row_count: usize,
    /// What keeps lines from being taken over, by line.
    pub problems: Vec<Problem>,
}

impl Target {
    /// What is taken over.
    pub fn kind(self) -> ImportKind {
        match self {
            Self::Institutions(_) => ImportKind::Institutions,
            Self::Units(_) => ImportKind::Units,
            Self::People(_) => ImportKind::People,
            Self::Actions(_) => ImportKind::Actions,
        }
    }

    /// The institution in whose journal it stands.
    pub fn tenant(self) -> TenantId {
        match self {
            Self::Institutions(tenant) | Self::Units(tenant) | Self::People(tenant) => tenant,
            Self::Actions(plan) => plan.tenant,
        }
    }
}

/// What the caller may take over in an institution; of actions, whether there may be a plan to take them over to.
pub fn kinds(ctx: &Ctx, tenant: TenantId) -> Vec<ImportKind> {
    let Ok(access) = ctx.access(tenant) else { return Vec::new() };
    let may = |kind: &ImportKind| match kind {
        ImportKind::Institutions => access.may(Permission::MunicipalityManage),
        ImportKind::Units => access.may(Permission::TenantManage),
        ImportKind::People => access.may(Permission::MemberManage),
        ImportKind::Actions => access.may_somewhere(Permission::ActionWrite),
    };
    ImportKind::ALL.iter().copied().filter(may).collect()
}

/// Reads a file as a sheet. Nothing of it is kept.
///
/// # Errors
/// [`Error::Invalid`] at `file`; [`Error::Forbidden`] for who may take over nothing anywhere.
pub async fn read(ctx: &Ctx, content: Vec<u8>) -> Result<Sheet, Error> {
    let actor = ctx.actor()?;
    let may_somewhere = actor.scope().tenants.iter().any(|tenant| !kinds(ctx, *tenant).is_empty());
    if !may_somewhere {
        return Err(Error::Forbidden(Permission::TenantManage));
    }
    let _turn = ctx.app().turns().work().await?;
    let read = tokio::task::spawn_blocking(move || sheet::read(&content)).await;
    let read = read.map_err(|error| Error::Internal(Box::new(error)))?;
    read.map_err(|reason| Error::invalid("file", reason))
}

/// An empty sheet of a kind as XLSX, in the language of the caller.
///
/// # Errors
/// [`Error::Unauthenticated`]; when it cannot be written.
pub fn template(ctx: &Ctx, kind: ImportKind) -> Result<Vec<u8>, Error> {
    ctx.actor()?;
    let word = |[ro, en]: [&'static str; 2]| match ctx.language() {
        Language::Ro => ro,
        Language::En => en,
    };
    let column = |(column, need): &(ImportColumn, Need)| TemplateColumn {
        heading: word(column.names()).to_owned(),
        is_required: *need == Need::Required,
        choices: kind.choices(*column).into_iter().map(|names| word(names).to_owned()).collect(),
    };
    let columns: Vec<_> = kind.columns().iter().map(column).collect();
    sheet::template(word(kind.names()), &columns)
}

/// What would come of taking lines over; changes nothing.
///
/// # Errors
/// [`Error::Invalid`] at `columns` and `rows`; the refusals of the place they go to.
pub async fn check(
    ctx: &Ctx,
    target: Target,
    columns: Vec<Option<ImportColumn>>,
    rows: Vec<Line>,
) -> Result<Report, Error> {
    let table = Table { kind: target.kind(), columns, rows }.checked()?;
    Ok(run(ctx, target, &table, Mode::Look).await?.report)
}

/// Takes lines over, all or none. Says how many.
///
/// # Errors
/// As [`check`]; [`Reason::RowsRefused`] when something keeps any of them from being taken over.
pub async fn apply(
    ctx: &Ctx,
    target: Target,
    columns: Vec<Option<ImportColumn>>,
    rows: Vec<Line>,
    idempotency_key: Option<&str>,
) -> Result<usize, Error> {
    let table = Table { kind: target.kind(), columns, rows }.checked()?;
    let run = run(ctx, target, &table, Mode::Take { key: idempotency_key }).await?;
    let count = run.report.row_count;
    if run.is_repeated {
        return Ok(count);
    }
    if !run.report.problems.is_empty() {
        let lines: BTreeSet<_> = run.report.problems.iter().map(|one| one.line).collect();
        let count = i32::try_from(lines.len()).unwrap_or(i32::MAX);
        return Err(Error::conflict(Reason::RowsRefused { count }));
    }
    run.commit(ctx, target).await?;
    Ok(count)
}

async fn run(ctx: &Ctx, target: Target, table: &Table, mode: Mode<'_>) -> Result<Run, Error> {
    let mut run = match target {
        Target::Institutions(hall) => institution::run(ctx, hall, table, mode).await,
        Target::Units(tenant) => unit::run(ctx, tenant, table, mode).await,
        Target::People(tenant) => person::run(ctx, tenant, table, mode).await,
        Target::Actions(plan) => action::run(ctx, plan, table, mode).await,
    }?;
    run.report.problems.sort_by_key(|problem| problem.line);
    Ok(run)
}
