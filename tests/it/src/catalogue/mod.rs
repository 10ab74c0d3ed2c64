//! The database itself holds the walls: its catalogue read, and its rows reached for, as the roles of the product.
//! A superuser passes every policy, so nothing here is asked as one except what the required policy looks like.

mod form;
mod rows;

use calitas_kit::database::TestDatabase;
use sqlx::{Connection, PgConnection};

/// Tables that belong to no institution. Everything else must have `tenant_id`.
const GLOBAL: &[&str] = &[
    // Which migrations ran.
    "_sqlx_migrations",
    // People and their way in, reached as calitas_identity only.
    "account",
    "calendar_feed",
    "identity_journal",
    "notification_setting",
    "recovery_code",
    "second_factor",
    "session",
    "throttle",
    "ticket",
    // The outbox, and what is to get into it: institutions may only put something in.
    "mail",
    "notification_mail",
    // The tree of institutions; `tenant` is policed by its own id.
    "municipality",
    "tenant",
];

/// Roles of the product.
const ROLES: &[&str] = &["calitas_app", "calitas_identity", "calitas_oversight"];

/// A connection as a role of the product.
async fn connect(database: &TestDatabase, role: &str) -> PgConnection {
    let url = match role {
        "calitas_app" => &database.app_url,
        "calitas_identity" => &database.identity_url,
        "calitas_oversight" => &database.oversight_url,
        role => panic!("no role {role}"),
    };
    PgConnection::connect(url).await.expect("the role can log in")
}

/// Tables with rows of institutions.
async fn tenant_tables(connection: &mut PgConnection) -> Vec<String> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname",
    )
    .fetch_all(connection)
    .await
    .expect("the catalogue");
    names.into_iter().filter(|name| !GLOBAL.contains(&name.as_str())).collect()
}

/// Fails naming every fault.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}\n", faults.len(), faults.join("\n"));
}
