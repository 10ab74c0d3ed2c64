//! People's places in institutions.

use crate::{Conn, IdentityTx, Result, WriteTx};
use calitas_domain::{
    access::{Grant, Held, Permission, Role},
    id::{AccountId, CustomRoleId, MembershipId, TenantId, UnitId},
    identity::{Colleague, Membership},
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::types::Json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Adds a place with its roles and objects.
///
/// # Errors
/// When the account has one already, a unit is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, membership: &Membership) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "INSERT INTO membership (tenant_id, id, account_id, display_name, email, unit_id, expires_on, ended_at,
           created_at, search_text, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        membership.id.tenant.0,
        membership.id.row,
        membership.account.0,
        membership.display_name,
        membership.email,
        membership.unit.map(|unit| unit.row),
        membership.expires_on,
        membership.ended_at,
        now,
        search_text(membership),
        membership.version,
    )
    .execute(tx.raw())
    .await?;
    save_parts(tx, membership).await
}

/// Stores a changed place with its roles and objects.
///
/// # Errors
/// When a unit is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, membership: &Membership) -> Result<()> {
    sqlx::query!(
        "UPDATE membership SET display_name = $3, unit_id = $4, expires_on = $5, ended_at = $6, search_text = $7,
           version = $8, email = $9
         WHERE tenant_id = $1 AND id = $2",
        membership.id.tenant.0,
        membership.id.row,
        membership.display_name,
        membership.unit.map(|unit| unit.row),
        membership.expires_on,
        membership.ended_at,
        search_text(membership),
        membership.version,
        membership.email,
    )
    .execute(tx.raw())
    .await?;
    save_parts(tx, membership).await
}

async fn save_parts(tx: &mut WriteTx, membership: &Membership) -> Result<()> {
    let (tenant, row) = (membership.id.tenant.0, membership.id.row);
    let roles: Vec<String> = membership.grants.iter().map(|grant| grant.role.code().to_owned()).collect();
    let units: Vec<Option<Uuid>> =
        membership.grants.iter().map(|grant| grant.unit.map(|unit| unit.row)).collect();
    let customs: Vec<Option<Uuid>> =
        membership.grants.iter().map(|grant| grant.role.custom().map(|role| role.row)).collect();
    let objects: Vec<Uuid> = membership.objects.iter().copied().collect();
    sqlx::query!("DELETE FROM membership_role WHERE tenant_id = $1 AND membership_id = $2", tenant, row)
        .execute(tx.raw())
        .await?;
    sqlx::query!(
        "INSERT INTO membership_role (tenant_id, membership_id, role, unit_id, custom_role_id)
         SELECT $1, $2, given.role, given.unit_id, given.custom_role_id
         FROM unnest($3::text[], $4::uuid[], $5::uuid[]) AS given (role, unit_id, custom_role_id)",
        tenant,
        row,
        &roles,
        &units as &[Option<Uuid>],
        &customs as &[Option<Uuid>],
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!("DELETE FROM membership_object WHERE tenant_id = $1 AND membership_id = $2", tenant, row)
        .execute(tx.raw())
        .await?;
    sqlx::query!(
        "INSERT INTO membership_object (tenant_id, membership_id, object_id)
         SELECT $1, $2, object_id FROM unnest($3::uuid[]) AS object_id",
        tenant,
        row,
        &objects,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A place, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: MembershipId) -> Result<Option<Membership>> {
    sqlx::query!(
        "SELECT id FROM membership WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(by_ids(tx, &[id]).await?.pop())
}

/// The place an account has in the institution, ended ones included.
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut WriteTx, account: AccountId) -> Result<Option<Membership>> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        "SELECT id FROM membership WHERE tenant_id = $1 AND account_id = $2 FOR UPDATE",
        tenant.0,
        account.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(by_ids(tx, &[MembershipId::new(tenant, row.id)]).await?.pop())
}

/// How many people other than one administer the institution on a day. Locks their roles.
///
/// # Errors
/// When the database fails.
pub async fn other_administrators(tx: &mut WriteTx, but: MembershipId, today: NaiveDate) -> Result<i64> {
    let rows = sqlx::query!(
        "SELECT membership.id FROM membership JOIN membership_role AS given
           ON given.tenant_id = membership.tenant_id AND given.membership_id = membership.id
         WHERE membership.tenant_id = $1 AND membership.id <> $2 AND given.role = 'INSTITUTION_ADMIN'
           AND membership.ended_at IS NULL AND (membership.expires_on IS NULL OR membership.expires_on >= $3)
         FOR UPDATE OF membership",
        but.tenant.0,
        but.row,
        today,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}

/// The people who hold a role of the institution and are let in on a day.
///
/// # Errors
/// When the database fails.
pub async fn holders(conn: &mut Conn, role: CustomRoleId, today: NaiveDate) -> Result<Vec<Membership>> {
    let rows = sqlx::query_scalar!(
        "SELECT DISTINCT membership.id FROM membership JOIN membership_role AS given
           ON given.tenant_id = membership.tenant_id AND given.membership_id = membership.id
         WHERE membership.tenant_id = $1 AND given.custom_role_id = $2
           AND membership.ended_at IS NULL AND (membership.expires_on IS NULL OR membership.expires_on >= $3)",
        role.tenant.0,
        role.row,
        today,
    )
    .fetch_all(conn.raw())
    .await?;
    let ids: Vec<_> = rows.into_iter().map(|row| MembershipId::new(role.tenant, row)).collect();
    by_ids(conn, &ids).await
}

/// Whether an address belongs to somebody whom the institution lets in on a day.
///
/// # Errors
/// When the database fails.
pub async fn has_address(tx: &mut WriteTx, email: &str, today: NaiveDate) -> Result<bool> {
    let tenant = tx.tenant();
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM membership WHERE tenant_id = $1 AND email = $2 AND ended_at IS NULL
             AND (expires_on IS NULL OR expires_on >= $3)) AS "found!""#,
        tenant.0,
        email,
        today,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(found)
}

/// The addresses of the people whom the institution lets in on a day, with their places.
///
/// # Errors
/// When the database fails.
pub async fn addresses(
    conn: &mut Conn,
    tenant: TenantId,
    today: NaiveDate,
) -> Result<Vec<(String, MembershipId)>> {
    let rows = sqlx::query!(
        "SELECT email, id FROM membership
         WHERE tenant_id = $1 AND ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $2)",
        tenant.0,
        today,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (row.email, MembershipId::new(tenant, row.id))).collect())
}

/// Places by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[MembershipId]) -> Result<Vec<Membership>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT membership.tenant_id, membership.id, account_id, display_name, email, unit_id, expires_on, ended_at,
             version,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'unit', given.unit_id,
                  'custom', given.custom_role_id, 'permissions', custom_role.permissions) ORDER BY role), '[]')
                FROM membership_role AS given
                LEFT JOIN custom_role
                  ON custom_role.tenant_id = given.tenant_id AND custom_role.id = given.custom_role_id
                WHERE given.tenant_id = membership.tenant_id AND given.membership_id = membership.id)
               AS "roles!: Json<Vec<GivenRole>>",
             (SELECT coalesce(array_agg(object_id), '{}') FROM membership_object AS granted
                WHERE granted.tenant_id = membership.tenant_id AND granted.membership_id = membership.id)
               AS "objects!: Vec<Uuid>"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN membership ON membership.tenant_id = wanted.tenant_id AND membership.id = wanted.id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// Places by id, as everybody sees them.
///
/// # Errors
/// When the database fails.
pub async fn colleagues(conn: &mut Conn, ids: &[MembershipId]) -> Result<Vec<Colleague>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        ColleagueRow,
        "SELECT membership.tenant_id, membership.id, account_id, display_name, email, unit_id, expires_on, ended_at,
           version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN membership ON membership.tenant_id = wanted.tenant_id AND membership.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Colleague::from).collect())
}

/// Which places of an institution to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words to be found in function or address, folded.
    pub text: Option<String>,
    /// Only people of this unit.
    pub unit: Option<Uuid>,
    /// Only those that let the person in on this day.
    pub active_on: Option<NaiveDate>,
    /// Only holders of this role, by its code.
    pub role: Option<&'static str>,
}

/// Ids of places by function, after a place in that order.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
    after: Option<(&str, Uuid)>,
    limit: i64,
) -> Result<Vec<(String, MembershipId)>> {
    let rows = sqlx::query!(
        "SELECT membership.id, display_name FROM membership
         WHERE tenant_id = $1
           AND ($2::text IS NULL OR position($2 IN search_text) > 0)
           AND ($3::uuid IS NULL OR unit_id = $3)
           AND ($4::date IS NULL OR (ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $4)))
           AND ($5::text IS NULL OR EXISTS (SELECT FROM membership_role AS given WHERE given.tenant_id = $1
             AND given.membership_id = membership.id AND given.role = $5))
           AND ($6::text IS NULL OR (display_name COLLATE romanian, membership.id) > ($6 COLLATE romanian, $7))
         ORDER BY membership.display_name COLLATE romanian, membership.id LIMIT $8",
        tenant.0,
        filter.text,
        filter.unit,
        filter.active_on,
        filter.role,
        after.map(|(name, _)| name),
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (row.display_name, MembershipId::new(tenant, row.id))).collect())
}

/// How many places a filter finds.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId, filter: &Filter) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM membership
         WHERE tenant_id = $1
           AND ($2::text IS NULL OR position($2 IN search_text) > 0)
           AND ($3::uuid IS NULL OR unit_id = $3)
           AND ($4::date IS NULL OR (ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $4)))
           AND ($5::text IS NULL OR EXISTS (SELECT FROM membership_role AS given WHERE given.tenant_id = $1
             AND given.membership_id = membership.id AND given.role = $5))"#,
        tenant.0,
        filter.text,
        filter.unit,
        filter.active_on,
        filter.role,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// All places of an account that let it in on a day, with the parent of every unit of those institutions.
///
/// # Errors
/// When the database fails.
pub async fn places(
    tx: &mut IdentityTx,
    account: AccountId,
    today: NaiveDate,
) -> Result<(Vec<Membership>, Vec<(TenantId, Uuid, Option<Uuid>)>)> {
    let rows = sqlx::query!(
        "SELECT tenant_id, id FROM membership
         WHERE account_id = $1 AND ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $2)",
        account.0,
        today,
    )
    .fetch_all(tx.raw())
    .await?;
    let ids: Vec<_> = rows.iter().map(|row| MembershipId::new(TenantId(row.tenant_id), row.id)).collect();
    if ids.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let memberships = by_ids(tx, &ids).await?;
    let tenants: Vec<Uuid> = ids.iter().map(|id| id.tenant.0).collect();
    let units = sqlx::query!("SELECT tenant_id, id, parent_id FROM unit WHERE tenant_id = ANY($1)", &tenants)
        .fetch_all(tx.raw())
        .await?;
    let units = units.into_iter().map(|row| (TenantId(row.tenant_id), row.id, row.parent_id)).collect();
    Ok((memberships, units))
}

/// The first line is what the search over everything finds the person by: the address is for administrators.
fn search_text(membership: &Membership) -> String {
    text::fold(&format!("{}\n{}", membership.display_name, membership.email))
}

#[derive(Debug, Clone, Deserialize)]
struct GivenRole {
    role: String,
    unit: Option<Uuid>,
    custom: Option<Uuid>,
    permissions: Option<Vec<String>>,
}

impl GivenRole {
    fn held(&self, tenant: TenantId) -> Held {
        match self.custom {
            Some(custom) => {
                let codes = self.permissions.iter().flatten();
                // A permission that a later release no longer has gives nothing.
                let permissions = codes.filter_map(|code| Permission::from_code(code)).collect();
                Held::Custom(CustomRoleId::new(tenant, custom), permissions)
            }
            None => Role::from_code(&self.role).expect("a CHECK holds the column to the codes").into(),
        }
    }
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    account_id: Uuid,
    display_name: String,
    email: String,
    unit_id: Option<Uuid>,
    expires_on: Option<NaiveDate>,
    ended_at: Option<DateTime<Utc>>,
    version: i32,
    roles: Json<Vec<GivenRole>>,
    objects: Vec<Uuid>,
}

/// A place as everybody sees it.
pub(crate) struct ColleagueRow {
    pub(crate) tenant_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) display_name: String,
    pub(crate) email: String,
    pub(crate) unit_id: Option<Uuid>,
    pub(crate) expires_on: Option<NaiveDate>,
    pub(crate) ended_at: Option<DateTime<Utc>>,
    pub(crate) version: i32,
}

impl From<ColleagueRow> for Colleague {
    fn from(row: ColleagueRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: MembershipId::new(tenant, row.id),
            account: AccountId(row.account_id),
            display_name: row.display_name,
            email: row.email,
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            expires_on: row.expires_on,
            ended_at: row.ended_at,
            version: row.version,
        }
    }
}

impl From<Row> for Membership {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let grant = |given: GivenRole| Grant {
            role: given.held(tenant),
            unit: given.unit.map(|unit| UnitId::new(tenant, unit)),
        };
        Self {
            id: MembershipId::new(tenant, row.id),
            account: AccountId(row.account_id),
            display_name: row.display_name,
            email: row.email,
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            grants: row.roles.0.into_iter().map(grant).collect(),
            objects: row.objects.into_iter().collect::<BTreeSet<_>>(),
            expires_on: row.expires_on,
            ended_at: row.ended_at,
            version: row.version,
        }
    }
}
