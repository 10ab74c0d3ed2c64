//! Municipalities, institutions and units.

pub mod letterhead;

use crate::{Conn, IdentityTx, Result, WriteTx};
use calitas_domain::{
    id::{MunicipalityId, TenantId, UnitId},
    tenancy::{Municipality, Tenant, TenantKind, Unit, UnitKind, Verification},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Adds a municipality.
///
/// # Errors
/// When the address is taken or the database fails.
pub async fn create_municipality(tx: &mut WriteTx, municipality: &Municipality) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "INSERT INTO municipality (id, slug, name_ro, name_en, county_ro, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        municipality.id.0,
        municipality.slug,
        municipality.name_ro,
        municipality.name_en,
        municipality.county_ro,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Adds an institution.
///
/// # Errors
/// When the address is taken or the database fails.
pub async fn create(tx: &mut WriteTx, tenant: &Tenant) -> Result<()> {
    sqlx::query!(
        "INSERT INTO tenant (id, municipality_id, parent_id, slug, name_ro, name_en, short_name, kind, verification,
           note, second_factor_from, created_at, retired_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        tenant.id.0,
        tenant.municipality.0,
        tenant.parent.map(|parent| parent.0),
        tenant.slug,
        tenant.name_ro,
        tenant.name_en,
        tenant.short_name,
        tenant.kind.code(),
        tenant.verification.code(),
        tenant.note,
        tenant.second_factor_from,
        tenant.created_at,
        tenant.retired_at,
        tenant.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed institution.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, tenant: &Tenant) -> Result<()> {
    sqlx::query!(
        "UPDATE tenant SET name_ro = $2, name_en = $3, short_name = $4, note = $5, second_factor_from = $6, parent_id = $7,
           retired_at = $8, version = $9
         WHERE id = $1",
        tenant.id.0,
        tenant.name_ro,
        tenant.name_en,
        tenant.short_name,
        tenant.note,
        tenant.second_factor_from,
        tenant.parent.map(|parent| parent.0),
        tenant.retired_at,
        tenant.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Institutions by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[TenantId]) -> Result<Vec<Tenant>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        TenantRow,
        "SELECT id, municipality_id, parent_id, slug, name_ro, name_en, short_name, kind, verification, note,
           second_factor_from, created_at, retired_at, version
         FROM tenant WHERE id = ANY($1) ORDER BY name_ro COLLATE romanian",
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Tenant::from).collect())
}

/// An institution, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: TenantId) -> Result<Option<Tenant>> {
    let row = sqlx::query_as!(
        TenantRow,
        "SELECT id, municipality_id, parent_id, slug, name_ro, name_en, short_name, kind, verification, note,
           second_factor_from, created_at, retired_at, version
         FROM tenant WHERE id = $1 FOR UPDATE",
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Tenant::from))
}

/// Municipalities by id; those without an institution in scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn municipalities(conn: &mut Conn, ids: &[MunicipalityId]) -> Result<Vec<Municipality>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT id, slug, name_ro, name_en, county_ro FROM municipality WHERE id = ANY($1)",
        &ids
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Municipality {
            id: MunicipalityId(row.id),
            slug: row.slug,
            name_ro: row.name_ro,
            name_en: row.name_en,
            county_ro: row.county_ro,
        })
        .collect())
}

/// What of an institution decides who comes in.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// From which day on it asks for the second step of signing in.
    pub second_factor_from: Option<NaiveDate>,
    /// Whether it is subordinate to another one.
    pub is_subordinate: bool,
    /// When it was retired.
    pub retired_at: Option<DateTime<Utc>>,
}

/// What of each of some institutions decides who comes in.
///
/// # Errors
/// When the database fails.
pub async fn gates(tx: &mut IdentityTx, tenants: &[TenantId]) -> Result<BTreeMap<TenantId, Gate>> {
    let ids: Vec<Uuid> = tenants.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT id, municipality_id, parent_id, second_factor_from, retired_at FROM tenant WHERE id = ANY($1)",
        &ids,
    )
    .fetch_all(tx.raw())
    .await?;
    let gate = rows.into_iter().map(|row| {
        let gate = Gate {
            municipality: MunicipalityId(row.municipality_id),
            second_factor_from: row.second_factor_from,
            is_subordinate: row.parent_id.is_some(),
            retired_at: row.retired_at,
        };
        (TenantId(row.id), gate)
    });
    Ok(gate.collect())
}

/// All institutions of a municipality.
///
/// # Errors
/// When the database fails.
pub async fn tenants_of(tx: &mut IdentityTx, municipality: MunicipalityId) -> Result<Vec<TenantId>> {
    let rows = sqlx::query!("SELECT id FROM tenant WHERE municipality_id = $1 ORDER BY id", municipality.0)
        .fetch_all(tx.raw())
        .await?;
    Ok(rows.into_iter().map(|row| TenantId(row.id)).collect())
}

/// The tree of a municipality, locked so that two moves cannot make a circle together. What refers to an institution
/// can be written meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn lock_tree(tx: &mut WriteTx, municipality: MunicipalityId) -> Result<Vec<Tenant>> {
    let rows = sqlx::query_as!(
        TenantRow,
        "SELECT id, municipality_id, parent_id, slug, name_ro, name_en, short_name, kind, verification, note,
           second_factor_from, created_at, retired_at, version
         FROM tenant WHERE municipality_id = $1 ORDER BY id FOR NO KEY UPDATE",
        municipality.0,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(Tenant::from).collect())
}

/// All institutions there are; for Calitas' own upkeep.
///
/// # Errors
/// When the database fails.
pub async fn all_tenants(tx: &mut IdentityTx) -> Result<Vec<TenantId>> {
    let rows = sqlx::query!("SELECT id FROM tenant ORDER BY id").fetch_all(tx.raw()).await?;
    Ok(rows.into_iter().map(|row| TenantId(row.id)).collect())
}

/// All institutions but the retired ones; for what Calitas does by itself.
///
/// # Errors
/// When the database fails.
pub async fn tenants_in_use(tx: &mut IdentityTx) -> Result<Vec<TenantId>> {
    let rows = sqlx::query!("SELECT id FROM tenant WHERE retired_at IS NULL ORDER BY id")
        .fetch_all(tx.raw())
        .await?;
    Ok(rows.into_iter().map(|row| TenantId(row.id)).collect())
}

/// Adds a unit.
///
/// # Errors
/// When the code is taken, the parent is not of the institution, or the database fails.
pub async fn create_unit(tx: &mut WriteTx, unit: &Unit) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "INSERT INTO unit (tenant_id, id, parent_id, code, name_ro, name_en, kind, is_first_level, verification,
           created_at, retired_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        unit.id.tenant.0,
        unit.id.row,
        unit.parent,
        unit.code,
        unit.name_ro,
        unit.name_en,
        unit.kind.code(),
        unit.is_first_level,
        unit.verification.code(),
        now,
        unit.retired_at,
        unit.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed unit.
///
/// # Errors
/// When the code is taken, the parent is not of the institution, or the database fails.
pub async fn save_unit(tx: &mut WriteTx, unit: &Unit) -> Result<()> {
    sqlx::query!(
        "UPDATE unit SET parent_id = $3, code = $4, name_ro = $5, name_en = $6, kind = $7, is_first_level = $8,
           retired_at = $9, version = $10
         WHERE tenant_id = $1 AND id = $2",
        unit.id.tenant.0,
        unit.id.row,
        unit.parent,
        unit.code,
        unit.name_ro,
        unit.name_en,
        unit.kind.code(),
        unit.is_first_level,
        unit.retired_at,
        unit.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// All units of an institution, by name. An institution has tens of them, at most some hundreds.
///
/// # Errors
/// When the database fails.
pub async fn units(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Unit>> {
    let rows = sqlx::query_as!(
        UnitRow,
        "SELECT tenant_id, id, parent_id, code, name_ro, name_en, kind, is_first_level, verification, retired_at, version
         FROM unit WHERE tenant_id = $1 ORDER BY unit.name_ro COLLATE romanian, unit.id",
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// All units of some institutions.
///
/// # Errors
/// When the database fails.
pub async fn units_of(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Unit>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query_as!(
        UnitRow,
        "SELECT tenant_id, id, parent_id, code, name_ro, name_en, kind, is_first_level, verification, retired_at, version
         FROM unit WHERE tenant_id = ANY($1)",
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// Units by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn units_by_ids(conn: &mut Conn, ids: &[UnitId]) -> Result<Vec<Unit>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        UnitRow,
        "SELECT unit.tenant_id, unit.id, parent_id, code, name_ro, name_en, kind, is_first_level, verification,
           retired_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN unit ON unit.tenant_id = wanted.tenant_id AND unit.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// The parent of every unit of an institution, locked so that two moves cannot make a cycle together.
///
/// # Errors
/// When the database fails.
pub async fn lock_unit_tree(tx: &mut WriteTx) -> Result<BTreeMap<Uuid, Option<Uuid>>> {
    let tenant = tx.tenant().0;
    let rows =
        sqlx::query!("SELECT id, parent_id FROM unit WHERE tenant_id = $1 ORDER BY id FOR UPDATE", tenant)
            .fetch_all(tx.raw())
            .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.parent_id)).collect())
}

struct TenantRow {
    id: Uuid,
    municipality_id: Uuid,
    parent_id: Option<Uuid>,
    slug: String,
    name_ro: String,
    name_en: String,
    short_name: String,
    kind: String,
    verification: String,
    note: String,
    second_factor_from: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    retired_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<TenantRow> for Tenant {
    fn from(row: TenantRow) -> Self {
        Self {
            id: TenantId(row.id),
            municipality: MunicipalityId(row.municipality_id),
            parent: row.parent_id.map(TenantId),
            slug: row.slug,
            name_ro: row.name_ro,
            name_en: row.name_en,
            short_name: row.short_name,
            kind: TenantKind::from_code(&row.kind).expect("a CHECK holds the column to the codes"),
            verification: Verification::from_code(&row.verification)
                .expect("a CHECK holds the column to the codes"),
            note: row.note,
            second_factor_from: row.second_factor_from,
            created_at: row.created_at,
            retired_at: row.retired_at,
            version: row.version,
        }
    }
}

struct UnitRow {
    tenant_id: Uuid,
    id: Uuid,
    parent_id: Option<Uuid>,
    code: String,
    name_ro: String,
    name_en: String,
    kind: String,
    is_first_level: bool,
    verification: String,
    retired_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            id: UnitId::new(TenantId(row.tenant_id), row.id),
            parent: row.parent_id,
            code: row.code,
            name_ro: row.name_ro,
            name_en: row.name_en,
            kind: UnitKind::from_code(&row.kind).expect("a CHECK holds the column to the codes"),
            is_first_level: row.is_first_level,
            verification: Verification::from_code(&row.verification)
                .expect("a CHECK holds the column to the codes"),
            retired_at: row.retired_at,
            version: row.version,
        }
    }
}
