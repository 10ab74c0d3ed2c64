//! The register as a list, as a map of ratings and by compartment.

use super::register::risk_rows;
use crate::{Conn, Result};
use calitas_domain::{
    Error, Reason,
    id::{TenantId, UnitId},
    risk::{Band, Rating, Risk, RiskStatus, Scale, Stage, Strategy},
};
use chrono::NaiveDate;
use sqlx::{query, query_scalar};
use uuid::Uuid;

/// Which risks to list. Empty lists do not filter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only risks of these units.
    pub units: Vec<Uuid>,
    /// Only these statuses.
    pub statuses: Vec<RiskStatus>,
    /// Only exposures of these bands.
    pub bands: Vec<Band>,
    /// Only these strategies.
    pub strategies: Vec<Strategy>,
    /// Only risks rated on this scale.
    pub scale: Option<Scale>,
    /// Only exposures above this.
    pub above: Option<i32>,
    /// Only open risks that were to be looked at before this day.
    pub review_before: Option<NaiveDate>,
    /// A text to be found, folded.
    pub text: Option<String>,
    /// Only risks that threaten this objective or activity.
    pub target: Option<Uuid>,
    /// Only risks rated so.
    pub cell: Option<(Stage, Rating)>,
}

/// In which order to list risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The largest exposure first.
    #[default]
    ExposureDesc,
    /// As they were entered.
    Code,
    /// Those to be looked at first, first.
    NextReview,
}

/// A place in a list: the value it is sorted by as text, and the number of the risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The value.
    pub key: String,
    /// The number.
    pub number: i32,
}

impl Order {
    /// The place of a risk in a list of this order.
    pub fn place(self, risk: &Risk) -> Place {
        let key = match self {
            Self::ExposureDesc => (-risk.exposure()).to_string(),
            Self::Code => risk.number.to_string(),
            Self::NextReview => risk.next_review_on.to_string(),
        };
        Place { key, number: risk.number }
    }
}

/// How many risks are rated in a way; without levels those whose stage is not rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Inherent or residual.
    pub stage: Stage,
    /// The levels.
    pub rating: Option<Rating>,
    /// How many.
    pub count: i64,
}

/// What a unit has on the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFigures {
    /// The unit.
    pub unit: UnitId,
    /// Open risks.
    pub open: i64,
    /// Those above what is tolerated.
    pub above: i64,
    /// Those that were to be looked at.
    pub overdue: i64,
}

/// What a filter says to the database.
struct Bound {
    units: Option<Vec<Uuid>>,
    statuses: Option<Vec<String>>,
    bands: Option<Vec<String>>,
    strategies: Option<Vec<String>>,
    inherent: Option<Rating>,
    residual: Option<Rating>,
}

impl Bound {
    fn of(filter: &Filter) -> Self {
        let of = |wanted: Stage| filter.cell.filter(|(stage, _)| *stage == wanted).map(|(_, rating)| rating);
        Self {
            units: (!filter.units.is_empty()).then(|| filter.units.clone()),
            statuses: codes(&filter.statuses, |status| status.code()),
            bands: codes(&filter.bands, |band| band.code()),
            strategies: codes(&filter.strategies, |strategy| strategy.code()),
            inherent: of(Stage::Inherent),
            residual: of(Stage::Residual),
        }
    }
}

fn codes<T: Copy>(values: &[T], code: fn(T) -> &'static str) -> Option<Vec<String>> {
    (!values.is_empty()).then(|| values.iter().map(|value| code(*value).to_owned()).collect())
}

/// Runs a query over the risks a filter finds; what is said after it begins at `$15`.
macro_rules! found {
    ($run:ident[$($first:tt)*] $head:tt, $tenant:expr, $filter:expr, [$($tail:tt)+] $(, $value:expr)* ; $($fetch:tt)*) => {{
        let bound = Bound::of($filter);
        $run!(
            $($first)*
            $head
                + "WHERE risk.tenant_id = $1 AND ($2::uuid[] IS NULL OR unit_id = ANY($2))
             AND ($3::text[] IS NULL OR status = ANY($3)) AND ($4::text[] IS NULL OR band = ANY($4))
             AND ($5::text[] IS NULL OR strategy = ANY($5)) AND ($6::text IS NULL OR scale = $6)
             AND ($7::integer IS NULL OR exposure > $7)
             AND ($8::date IS NULL OR (status = 'OPEN' AND next_review_on < $8))
             AND ($9::text IS NULL OR position($9 IN search_text) > 0)
             AND ($10::uuid IS NULL OR objective_id = $10 OR activity_id = $10)
             AND ($11::integer IS NULL OR (inherent_probability = $11 AND inherent_impact = $12))
             AND ($13::integer IS NULL OR (residual_probability = $13 AND residual_impact = $14)) "
                + $($tail)+,
            $tenant.0,
            bound.units.as_deref(),
            bound.statuses.as_deref(),
            bound.bands.as_deref(),
            bound.strategies.as_deref(),
            $filter.scale.map(Scale::code),
            $filter.above,
            $filter.review_before,
            $filter.text,
            $filter.target,
            bound.inherent.map(|rating| rating.probability),
            bound.inherent.map(|rating| rating.impact),
            bound.residual.map(|rating| rating.probability),
            bound.residual.map(|rating| rating.impact)
            $(, $value)*
        )
        $($fetch)*
    }};
}

/// A page of the risks of an institution: the first `limit` after a place.
///
/// # Errors
/// [`Reason::BadCursor`]; when the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
    order: Order,
    after: Option<&Place>,
    limit: i64,
) -> std::result::Result<Vec<Risk>, Error> {
    macro_rules! page {
        ($sort:tt, $type:ty) => {{
            let key: Option<$type> = key_of(after)?;
            found!(
                risk_rows[conn,] "",
                tenant,
                filter,
                ["AND ($16::integer IS NULL OR (" + $sort + ", risk.number) > ($15, $16)) ORDER BY " + $sort
                    + ", risk.number LIMIT $17"],
                key,
                after.map(|place| place.number),
                limit;
            )
        }};
    }
    let found = match order {
        Order::ExposureDesc => page!("-risk.exposure", i32),
        Order::Code => page!("risk.number", i32),
        Order::NextReview => page!("risk.next_review_on", NaiveDate),
    };
    Ok(found.map_err(crate::StoreError::from)?)
}

/// How many risks of an institution a filter finds.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId, filter: &Filter) -> Result<i64> {
    let count = found!(
        query_scalar[] r#"SELECT count(*) AS "count!" FROM risk "#,
        tenant,
        filter,
        [""];
        .fetch_one(conn.raw()).await
    );
    Ok(count?)
}

/// How many of the risks a filter finds are rated in each way, before and after the measures.
///
/// # Errors
/// When the database fails.
pub async fn cells(conn: &mut Conn, tenant: TenantId, filter: &Filter) -> Result<Vec<Cell>> {
    let rows = found!(
        query[] r#"SELECT rated.stage AS "stage!", rated.probability, rated.impact, count(*) AS "count!"
             FROM risk
             CROSS JOIN LATERAL (VALUES
               ('INHERENT', inherent_probability, inherent_impact),
               ('RESIDUAL', residual_probability, residual_impact)) AS rated (stage, probability, impact) "#,
        tenant,
        filter,
        ["GROUP BY rated.stage, rated.probability, rated.impact
          ORDER BY rated.stage, rated.probability, rated.impact"];
        .fetch_all(conn.raw()).await
    )?;
    let cell = |stage: &str, rating, count| Some(Cell { stage: Stage::from_code(stage)?, rating, count });
    let cells = rows
        .into_iter()
        .filter_map(|row| cell(&row.stage, super::register::rating(row.probability, row.impact), row.count));
    Ok(cells.collect())
}

/// What each unit has on the register: open risks, those above a limit on a scale, those to be looked at before a day.
///
/// # Errors
/// When the database fails.
pub async fn by_units(
    conn: &mut Conn,
    tenant: TenantId,
    limit: Option<(Scale, i32)>,
    today: NaiveDate,
) -> Result<Vec<UnitFigures>> {
    let rows = sqlx::query!(
        r#"SELECT unit_id, count(*) AS "open!", count(*) FILTER (WHERE scale = $2 AND exposure > $3) AS "above!",
             count(*) FILTER (WHERE next_review_on < $4) AS "overdue!"
           FROM risk WHERE tenant_id = $1 AND status = 'OPEN' GROUP BY unit_id"#,
        tenant.0,
        limit.map(|(scale, _)| scale.code()),
        limit.map(|(_, limit)| limit),
        today,
    )
    .fetch_all(conn.raw())
    .await?;
    let figures =
        |unit, open, above, overdue| UnitFigures { unit: UnitId::new(tenant, unit), open, above, overdue };
    Ok(rows.into_iter().map(|row| figures(row.unit_id, row.open, row.above, row.overdue)).collect())
}

fn key_of<T: std::str::FromStr>(after: Option<&Place>) -> std::result::Result<Option<T>, Error> {
    let bad = |_| Error::invalid("after", Reason::BadCursor);
    after.map(|place| place.key.parse().map_err(bad)).transpose()
}
