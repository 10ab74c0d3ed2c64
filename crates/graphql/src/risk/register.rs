//! The register as it is: a list, a map of ratings, figures of compartments.

use super::{
    enums::{RiskBand, RiskStage, RiskStatus, RiskStrategy},
    object::Risk,
    target,
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    node,
    permitted::Permitted,
    plan::{search_words, verdict},
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, Enum, ID, InputObject, Result, SimpleObject};
use calitas_app::{Ctx, risk as app, tenancy};
use calitas_domain::{
    Error, Reason,
    id::{TenantId, UnitId},
    risk::{self as domain, may},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which risks to list.
#[derive(Debug, Default, InputObject)]
pub struct RiskFilter {
    /// Only risks of these units; of all, the register is the consolidated one.
    pub unit_ids: Option<Vec<ID>>,
    /// Only these statuses.
    pub status: Option<Vec<RiskStatus>>,
    /// Only exposures of these bands.
    pub band: Option<Vec<RiskBand>>,
    /// Only these strategies.
    pub strategy: Option<Vec<RiskStrategy>>,
    /// `true`: only risks above what the institution tolerates.
    pub above_tolerance: Option<bool>,
    /// `true`: only open risks that should have been looked at by now.
    pub review_overdue: Option<bool>,
    /// Only risks in one cell of the map.
    pub cell: Option<RiskCellInput>,
    /// Only risks that threaten this objective or activity.
    pub target_id: Option<ID>,
    /// A text to be found in code, title, causes or consequences; letters with and without diacritics are the same.
    pub text: Option<String>,
}

/// A cell of the map.
#[derive(Debug, InputObject)]
pub struct RiskCellInput {
    /// Before or after the measures.
    pub stage: RiskStage,
    /// Its probability.
    pub probability: i32,
    /// Its impact.
    pub impact: i32,
}

/// What risks are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
pub enum RiskOrder {
    /// The largest exposure first.
    #[default]
    ExposureDesc,
    /// As they were entered.
    CodeAsc,
    /// Those to be looked at first, first.
    NextReviewAsc,
}

connection! {
    /// Risks.
    RiskConnection, RiskEdge, Risk
}

/// How many risks are rated in each way on the scale in use.
#[derive(Debug, SimpleObject)]
pub struct RiskHeatMap {
    /// Without any measure; cells without risks are left out.
    pub inherent: Vec<RiskHeatMapCell>,
    /// With the measures taken; cells without risks are left out.
    pub residual: Vec<RiskHeatMapCell>,
    /// Risks for which nobody rated what is left.
    pub unrated_count: i32,
}

/// A cell of the map.
#[derive(Debug, SimpleObject)]
pub struct RiskHeatMapCell {
    /// Its probability.
    pub probability: i32,
    /// Its impact.
    pub impact: i32,
    /// Probability times impact.
    pub exposure: i32,
    /// The band of the exposure.
    pub band: RiskBand,
    /// How many risks.
    pub count: i32,
}

/// A unit with what it has on the register.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct RiskUnit {
    /// The unit.
    pub unit: Unit,
    /// Open risks.
    pub open_count: i32,
    /// Open risks above what the institution tolerates.
    pub above_tolerance_count: i32,
    /// Open risks that should have been looked at by now.
    pub review_overdue_count: i32,
    #[graphql(skip)]
    id: UnitId,
}

#[ComplexObject]
impl RiskUnit {
    /// Whether the viewer may enter risks there.
    async fn viewer_can_write(&self, ctx: &Context<'_>) -> Permitted {
        verdict(&caller(ctx), self.id.tenant, |access| may::write_in(self.id, access))
    }
}

impl From<RiskOrder> for app::Order {
    fn from(order: RiskOrder) -> Self {
        match order {
            RiskOrder::ExposureDesc => Self::ExposureDesc,
            RiskOrder::CodeAsc => Self::Code,
            RiskOrder::NextReviewAsc => Self::NextReview,
        }
    }
}

impl RiskFilter {
    /// As the use case reads it; ids of other institutions are refused.
    async fn into_rows(self, ctx: &Context<'_>, tenant: TenantId) -> Result<app::Filter, Error> {
        let caller = caller(ctx);
        let all = |codes: Option<Vec<_>>| codes.unwrap_or_default();
        let target =
            self.target_id.map(|id| target::reference("filter.targetId", &id, tenant)).transpose()?;
        let cell = self.cell.map(|cell| {
            let rating = domain::Rating { probability: cell.probability, impact: cell.impact };
            (cell.stage.into(), rating)
        });
        let (scale, above) = match self.above_tolerance {
            Some(true) => limit(&caller, tenant).await?,
            Some(false) | None => (None, None),
        };
        Ok(app::Filter {
            units: unit_rows("filter.unitIds", self.unit_ids, tenant)?,
            statuses: all(self.status.map(|all| all.into_iter().map(domain::RiskStatus::from).collect())),
            bands: self.band.unwrap_or_default().into_iter().map(Into::into).collect(),
            strategies: self.strategy.unwrap_or_default().into_iter().map(Into::into).collect(),
            scale,
            above,
            review_before: self.review_overdue.unwrap_or(false).then(|| caller.today()),
            text: search_words(self.text)?,
            target: target.map(|target| match target {
                domain::Target::Objective(id) => id.row,
                domain::Target::Activity(id) => id.row,
            }),
            cell,
        })
    }
}

/// What is above tolerance: on the scale in use, above the limit; nothing where none is approved.
async fn limit(caller: &Ctx, tenant: TenantId) -> Result<(Option<domain::Scale>, Option<i32>), Error> {
    let setting = app::setting(caller, tenant).await?;
    let limit = setting.tolerance.map_or(i32::MAX, |tolerance| tolerance.limit);
    Ok((Some(setting.scale), Some(limit)))
}

/// Rows of ids of units of one institution, at most a page of them.
pub(super) fn unit_rows(path: &str, ids: Option<Vec<ID>>, tenant: TenantId) -> Result<Vec<Uuid>, Error> {
    let ids = ids.unwrap_or_default();
    if ids.len() > 100 {
        return Err(Error::invalid(path, Reason::TooMany { max: 100 }));
    }
    ids.iter().map(|id| node::reference::<UnitId>(path, id, tenant).map(|id| id.row)).collect()
}

/// A page of the register of an institution.
pub async fn page(
    ctx: &Context<'_>,
    tenant: TenantId,
    filter: RiskFilter,
    order: RiskOrder,
    first: Option<i32>,
    after: Option<String>,
) -> Result<RiskConnection> {
    let filter = filter.into_rows(ctx, tenant).await?;
    let place = place(order, after.as_deref())?;
    let (found, has_next) =
        app::page(&caller(ctx), tenant, &filter, order.into(), place.as_ref(), first).await?;
    let items = found.into_iter().map(|row| (cursor_of(order, &row), Risk::from(row))).collect();
    let counting = count(move |ctx| {
        let filter = filter.clone();
        async move { app::count(&ctx, tenant, &filter).await }
    });
    Ok(RiskConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

/// A risk with its place in the list of largest exposures.
pub(super) fn edge(row: domain::Risk) -> RiskEdge {
    RiskEdge { cursor: cursor_of(RiskOrder::ExposureDesc, &row), node: row.into() }
}

fn cursor_of(order: RiskOrder, row: &domain::Risk) -> String {
    let place = app::Order::from(order).place(row);
    cursor(&[&format!("{order:?}"), &place.key, &place.number.to_string()])
}

fn place(order: RiskOrder, after: Option<&str>) -> Result<Option<app::Place>, Error> {
    let Some([made_for, key, number]) = read_cursor::<3>(after)? else { return Ok(None) };
    if made_for != format!("{order:?}") {
        return Err(Error::invalid("after", Reason::BadCursor));
    }
    Ok(Some(app::Place { key, number: part(&number)? }))
}

/// How many risks are rated in each way.
pub async fn heat_map(ctx: &Context<'_>, tenant: TenantId, filter: RiskFilter) -> Result<RiskHeatMap> {
    let filter = filter.into_rows(ctx, tenant).await?;
    let (setting, cells) = app::cells(&caller(ctx), tenant, filter).await?;
    let mut map = RiskHeatMap { inherent: Vec::new(), residual: Vec::new(), unrated_count: 0 };
    for cell in cells {
        let count = i32::try_from(cell.count).unwrap_or(i32::MAX);
        let Some(rating) = cell.rating else {
            map.unrated_count = count;
            continue;
        };
        let shown = RiskHeatMapCell {
            probability: rating.probability,
            impact: rating.impact,
            exposure: rating.exposure(),
            band: rating.band(setting.scale).into(),
            count,
        };
        match cell.stage {
            domain::Stage::Inherent => map.inherent.push(shown),
            domain::Stage::Residual => map.residual.push(shown),
        }
    }
    Ok(map)
}

/// The units of an institution that are in use, by name, and retired ones that still have open risks.
pub async fn units(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<RiskUnit>> {
    let caller = caller(ctx);
    let figures = app::by_units(&caller, tenant).await?;
    let figures: HashMap<UnitId, app::UnitFigures> = figures.into_iter().map(|one| (one.unit, one)).collect();
    let units = tenancy::units(&caller, tenant).await?;
    let whole = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let shown = units.into_iter().filter_map(|unit| {
        let (id, found) = (unit.id, figures.get(&unit.id));
        (unit.retired_at.is_none() || found.is_some()).then(|| RiskUnit {
            unit: unit.into(),
            open_count: found.map_or(0, |found| whole(found.open)),
            above_tolerance_count: found.map_or(0, |found| whole(found.above)),
            review_overdue_count: found.map_or(0, |found| whole(found.overdue)),
            id,
        })
    });
    Ok(shown.collect())
}

/// Where the stream of changes of the register stands.
pub async fn stream_cursor(ctx: &Context<'_>, tenant: TenantId) -> Result<String> {
    let caller = caller(ctx);
    caller.require(calitas_domain::access::Permission::RiskRead, tenant)?;
    let position = calitas_app::stream::position(&caller, tenant).await?;
    Ok(cursor(&[&position.to_string()]))
}
