//! What the roles of the product reach when they write their own SQL: rows of the institutions in their scope, and
//! without a scope nothing. Generated over the catalogue, so that a new table is tried too.

use super::{ROLES, connect, none, tenant_tables};
use calitas_domain::id::TenantId;
use calitas_kit::{Filled, House, World, database::TestDatabase};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, postgres::PgRow};

/// SQLSTATE of a missing right and of a row that a policy refuses.
const REFUSED: &str = "42501";

/// Tables the identity role reads to work out where a person belongs.
const READ_AT_THE_DOOR: &[&str] =
    &["custom_role", "invitation", "membership", "membership_object", "membership_role", "unit"];

/// Every table and the column that says whose its rows are.
async fn keyed_tables(connection: &mut PgConnection) -> Vec<(String, &'static str)> {
    let tables = tenant_tables(connection).await.into_iter().map(|table| (table, "tenant_id"));
    tables.chain([("tenant".to_owned(), "id")]).collect()
}

/// Begins a transaction in the scope of institutions.
async fn begin(connection: &mut PgConnection, tenants: &[TenantId]) {
    let tenants: Vec<String> = tenants.iter().map(|tenant| tenant.0.to_string()).collect();
    let tenants = tenants.join(",");
    let begin = format!(
        "BEGIN; SET LOCAL app.account_id = ''; SET LOCAL app.tenant_ids = '{{{tenants}}}';
         SET LOCAL app.full_tenant_ids = '{{{tenants}}}'; SET LOCAL app.object_ids = '{{}}'"
    );
    sqlx::raw_sql(AssertSqlSafe(begin)).execute(connection).await.expect("a scope");
}

/// Tries a statement in a scope and takes it back: rows reached, or the SQLSTATE.
async fn attempt(
    connection: &mut PgConnection,
    tenants: &[TenantId],
    statement: &str,
) -> Result<u64, String> {
    begin(connection, tenants).await;
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *connection).await;
    sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await.expect("taken back");
    match done {
        Ok(done) => Ok(done.rows_affected()),
        Err(error) => Err(code(&error)),
    }
}

fn code(error: &sqlx::Error) -> String {
    let error = error.as_database_error().unwrap_or_else(|| panic!("{error}"));
    error.code().unwrap_or_default().into_owned()
}

async fn ask(connection: &mut PgConnection, question: String) -> Result<Vec<PgRow>, String> {
    sqlx::query(AssertSqlSafe(question)).fetch_all(connection).await.map_err(|error| code(&error))
}

async fn may(connection: &mut PgConnection, table: &str, right: &str) -> bool {
    sqlx::query_scalar("SELECT has_table_privilege($1, $2)")
        .bind(table)
        .bind(right)
        .fetch_one(connection)
        .await
        .expect("the catalogue")
}

/// The columns of a table that can be written.
async fn columns(connection: &mut PgConnection, table: &str) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT attname::text FROM pg_attribute
         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
    )
    .bind(table)
    .fetch_all(connection)
    .await
    .expect("the catalogue")
}

async fn filled(world: &World) -> (House, House) {
    let own = Filled::new(world, "muzeu", "zimbru", "deschis", Some(&world.hall)).await;
    let other = Filled::new(world, "teatru", "cocor", "public", Some(&world.hall)).await;
    (own.house().clone(), other.house().clone())
}

async fn superuser(database: &TestDatabase) -> PgConnection {
    PgConnection::connect(&database.admin_url).await.expect("the superuser")
}

#[tokio::test]
async fn without_a_scope_no_row_is_reached() {
    let world = World::new().await;
    filled(&world).await;
    let mut faults = Vec::new();
    for role in ["calitas_app", "calitas_oversight"] {
        // Never set, and as it reads after a transaction that had set it.
        for left in ["never set", "left behind by a transaction"] {
            let mut connection = connect(&world.database, role).await;
            if left != "never set" {
                attempt(&mut connection, &[world.hall.id], "SELECT 1").await.expect("a statement");
            }
            for (table, _) in keyed_tables(&mut connection).await {
                match ask(&mut connection, format!("SELECT count(*) FROM {table}")).await {
                    Err(_) => {}
                    Ok(rows) if rows[0].get::<i64, _>(0) == 0 => {}
                    Ok(rows) => {
                        faults.push(format!("{role}, {left}: {} rows of {table}", rows[0].get::<i64, _>(0)))
                    }
                }
            }
            for table in ["municipality", "tenant"] {
                if ask(&mut connection, format!("SELECT FROM {table}")).await.is_ok() {
                    faults.push(format!("{role}, {left}: {table} answers"));
                }
            }
        }
    }
    none(&faults);
}

#[tokio::test]
async fn in_one_institutions_scope_rows_of_another_are_neither_read_nor_written() {
    let world = World::new().await;
    let (own, other) = filled(&world).await;
    let mut admin = superuser(&world.database).await;
    let mut app = connect(&world.database, "calitas_app").await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    for (table, key) in keyed_tables(&mut app).await {
        let theirs = format!("WHERE {key} = '{}'", other.id.0);
        for house in [&own, &other] {
            let count = format!("SELECT FROM {table} WHERE {key} = '{}' LIMIT 1", house.id.0);
            if ask(&mut admin, count).await.expect("the superuser reads").is_empty() {
                faults.push(format!(
                    "{table} has no row of {}: make one in tests/kit/src/filled.rs",
                    house.slug
                ));
            }
        }
        let columns = columns(&mut app, &table).await;
        let copied: Vec<String> = columns
            .iter()
            .map(|name| if name == key { format!("'{}'", other.id.0) } else { name.clone() })
            .collect();
        let (columns, copied) = (columns.join(", "), copied.join(", "));
        let statements = [
            (Ok(0), format!("SELECT * FROM {table} {theirs}")),
            (Ok(0), format!("UPDATE {table} SET {key} = {key} {theirs}")),
            (Ok(0), format!("UPDATE {table} SET {key} = '{}' {theirs}", own.id.0)),
            (Ok(0), format!("DELETE FROM {table} {theirs}")),
            (Err(()), format!("UPDATE {table} SET {key} = '{}' WHERE {key} = '{}'", other.id.0, own.id.0)),
            (Err(()), format!("INSERT INTO {table} ({key}) VALUES ('{}')", other.id.0)),
            (Err(()), format!("INSERT INTO {table} ({columns}) SELECT {copied} FROM {table} LIMIT 1")),
        ];
        for (wanted, statement) in statements {
            tried += 1;
            match (attempt(&mut app, &[own.id], &statement).await, wanted) {
                (Err(state), _) if state == REFUSED => {}
                (Ok(0), Ok(0)) => {}
                (outcome, _) => faults.push(format!("{outcome:?}: {statement}")),
            }
        }
        if may(&mut app, &table, "SELECT").await
            && attempt(&mut app, &[own.id], &format!("SELECT FROM {table}")).await == Ok(0)
        {
            faults.push(format!("{table}: own rows are not seen either, so nothing was tried"));
        }
    }
    println!("{tried} statements tried");
    none(&faults);
}

#[tokio::test]
async fn oversight_reads_what_was_released_and_writes_nothing() {
    let world = World::new().await;
    let (own, other) = filled(&world).await;
    let mut oversight = connect(&world.database, "calitas_oversight").await;
    let (mut faults, mut released) = (Vec::new(), 0);
    for (table, key) in keyed_tables(&mut oversight).await {
        for statement in [
            format!("INSERT INTO {table} ({key}) VALUES ('{}')", own.id.0),
            format!("UPDATE {table} SET {key} = {key}"),
            format!("DELETE FROM {table}"),
        ] {
            let outcome = attempt(&mut oversight, &[own.id], &statement).await;
            if outcome != Err(REFUSED.to_owned()) {
                faults.push(format!("{outcome:?}: {statement}"));
            }
        }
        if !may(&mut oversight, &table, "SELECT").await || table == "tenant" {
            continue;
        }
        let drafts = if columns(&mut oversight, &table).await.contains(&"released_at".to_owned()) {
            let own_rows = format!("SELECT FROM {table}");
            released += attempt(&mut oversight, &[own.id], &own_rows).await.expect("released rows");
            format!("SELECT FROM {table} WHERE released_at IS NULL OR {key} = '{}'", other.id.0)
        } else {
            format!("SELECT FROM {table}")
        };
        let outcome = attempt(&mut oversight, &[own.id], &drafts).await;
        if outcome != Ok(0) {
            faults.push(format!("{outcome:?}: {drafts}"));
        }
    }
    none(&faults);
    assert!(released >= 2, "a released plan and its action are read: {released}");
}

#[tokio::test]
async fn the_identity_role_reads_where_people_belong_and_nothing_else() {
    let world = World::new().await;
    let (own, _) = filled(&world).await;
    let mut identity = connect(&world.database, "calitas_identity").await;
    let mut faults = Vec::new();
    for (table, key) in keyed_tables(&mut identity).await {
        let mut statements = vec![
            format!("INSERT INTO {table} ({key}) VALUES ('{}')", own.id.0),
            format!("UPDATE {table} SET {key} = {key}"),
            format!("DELETE FROM {table}"),
        ];
        if table != "tenant" && !READ_AT_THE_DOOR.contains(&table.as_str()) {
            statements.push(format!("SELECT FROM {table}"));
        }
        for statement in statements {
            let outcome = attempt(&mut identity, &[own.id], &statement).await;
            if outcome != Err(REFUSED.to_owned()) {
                faults.push(format!("{outcome:?}: {statement}"));
            }
        }
    }
    none(&faults);
}

#[tokio::test]
async fn accounts_sessions_and_links_are_reached_at_the_door_only() {
    let world = World::new().await;
    let mut faults = Vec::new();
    for role in ROLES.iter().filter(|role| **role != "calitas_identity") {
        let mut connection = connect(&world.database, role).await;
        for table in [
            "account",
            "session",
            "second_factor",
            "recovery_code",
            "ticket",
            "throttle",
            "identity_journal",
            "mail",
        ] {
            for statement in [format!("SELECT FROM {table}"), format!("DELETE FROM {table}")] {
                let outcome = attempt(&mut connection, &[world.hall.id], &statement).await;
                if outcome != Err(REFUSED.to_owned()) {
                    faults.push(format!("{role}: {outcome:?}: {statement}"));
                }
            }
        }
        let journal = attempt(&mut connection, &[world.hall.id], "UPDATE journal SET changes = ''").await;
        let gone = attempt(&mut connection, &[world.hall.id], "DELETE FROM journal").await;
        if [&journal, &gone].iter().any(|outcome| **outcome != Err(REFUSED.to_owned())) {
            faults.push(format!("{role}: the journal can be changed: {journal:?}, {gone:?}"));
        }
    }
    none(&faults);
}
