//! The rows themselves, looked at as the superuser: what there is of an institution, whether it changed, and whether
//! another one's rows name it.

use super::needle::ids_in;
use calitas_domain::id::TenantId;
use calitas_kit::World;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Sees past every policy.
pub struct Ground {
    admin: PgConnection,
    tables: Vec<String>,
}

impl Ground {
    /// Of a world.
    pub async fn of(world: &World) -> Self {
        let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
        let tables = sqlx::query_scalar(
            "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'tenant_id'
               AND a.attnotnull ORDER BY 1",
        )
        .fetch_all(&mut admin)
        .await
        .expect("the catalogue");
        Self { admin, tables }
    }

    /// How many tables rows of institutions lie in.
    pub fn table_count(&self) -> usize {
        self.tables.len()
    }

    /// The rows of an institution by table, as JSON, its own row among them.
    pub async fn rows(&mut self, tenant: TenantId) -> BTreeMap<String, Vec<Value>> {
        let mut rows = BTreeMap::new();
        let keys = self.tables.iter().map(|table| (table.clone(), "tenant_id"));
        for (table, key) in keys.chain([("tenant".to_owned(), "id")]) {
            let all =
                format!("SELECT to_jsonb(t) FROM {table} t WHERE {key} = $1 ORDER BY to_jsonb(t)::text");
            let found =
                sqlx::query_scalar(AssertSqlSafe(all)).bind(tenant.0).fetch_all(&mut self.admin).await;
            rows.insert(table, found.expect("rows"));
        }
        rows
    }

    /// Names of rows of an institution and of the accounts in it.
    pub async fn ids(&mut self, tenant: TenantId) -> BTreeSet<Uuid> {
        let mut ids = BTreeSet::new();
        for (table, rows) in self.rows(tenant).await {
            for column in ["id", "account_id", "tenant_id"] {
                let values = rows.iter().filter_map(|row| row[column].as_str()?.parse::<Uuid>().ok());
                // Who asks twice is remembered under the account, which is no row of the institution.
                ids.extend(values.filter(|_| table != "idempotency"));
            }
        }
        ids
    }
}

/// The rows that name one of some ids.
pub fn naming(rows: &BTreeMap<String, Vec<Value>>, ids: &BTreeSet<Uuid>) -> Vec<String> {
    let named = |row: &&Value| ids_in(&row.to_string()).iter().any(|id| ids.contains(id));
    let rows = rows
        .iter()
        .flat_map(|(table, rows)| rows.iter().filter(named).map(move |row| format!("{table}: {row}")));
    rows.collect()
}

/// The rows that are in one state and not in the other.
pub fn changed(before: &BTreeMap<String, Vec<Value>>, after: &BTreeMap<String, Vec<Value>>) -> Vec<String> {
    let mut changed = Vec::new();
    for (table, rows) in after {
        let was: BTreeSet<String> = before[table].iter().map(Value::to_string).collect();
        let is: BTreeSet<String> = rows.iter().map(Value::to_string).collect();
        changed.extend(was.symmetric_difference(&is).map(|row| format!("{table}: {row}")));
    }
    changed
}
