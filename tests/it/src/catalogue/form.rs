//! What the catalogue says: keys, policies, grants, and nothing that goes around them.

use super::{GLOBAL, ROLES, connect, none, tenant_tables};
use calitas_kit::{database::TestDatabase, golden};
use sqlx::{Connection, PgConnection};
use std::{collections::BTreeMap, fmt::Write};

/// The only form a member policy may have for writes. For reads [`unestimated`].
const MEMBER: &str = "tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[])";

/// What a policy demands of reads, so that the planner does not count it a second time beside the statement's own
/// condition; `migrations/README.md` tells why.
fn unestimated(condition: &str) -> String {
    format!("nullif({condition}, false) IS NOT NULL")
}

/// Tables whose rows are named by columns that may be empty, which a primary key does not allow.
/// `membership_role`: a role holds for a unit or, without one, for the whole institution.
const WITHOUT_PRIMARY_KEY: &[&str] = &["membership_role"];

struct Policy {
    table: String,
    name: String,
    is_permissive: bool,
    roles: Vec<String>,
    command: String,
    reads: Option<String>,
    writes: Option<String>,
}

async fn app() -> (TestDatabase, PgConnection) {
    let database = TestDatabase::create().await.expect("a test database");
    let app = connect(&database, "calitas_app").await;
    (database, app)
}

async fn policies(connection: &mut PgConnection) -> Vec<Policy> {
    type Row = (String, String, bool, Vec<String>, String, Option<String>, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT tablename::text, policyname::text, permissive = 'PERMISSIVE', roles::text[], cmd, qual, with_check
         FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname",
    )
    .fetch_all(connection)
    .await
    .expect("policies");
    let policy = |(table, name, is_permissive, roles, command, reads, writes)| Policy {
        table,
        name,
        is_permissive,
        roles,
        command,
        reads,
        writes,
    };
    rows.into_iter().map(policy).collect()
}

/// How this PostgreSQL writes an expression of a policy down.
async fn as_stored(database: &TestDatabase, expression: &str) -> String {
    let mut admin = PgConnection::connect(&database.admin_url).await.expect("the superuser");
    let make = format!(
        "DROP TABLE IF EXISTS pg_temp.model;
         CREATE TEMPORARY TABLE model (tenant_id uuid, released_at timestamptz);
         CREATE POLICY model ON model USING ({expression})"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(make)).execute(&mut admin).await.expect("a policy");
    sqlx::query_scalar("SELECT qual FROM pg_policies WHERE policyname = 'model'")
        .fetch_one(&mut admin)
        .await
        .expect("the policy")
}

#[tokio::test]
async fn every_table_of_an_institution_is_walled_for_members() {
    let (database, mut app) = app().await;
    let reads = as_stored(&database, &unestimated(MEMBER)).await;
    let writes = as_stored(&database, MEMBER).await;
    let policies = policies(&mut app).await;
    let mut faults = Vec::new();
    for table in tenant_tables(&mut app).await {
        let (walled, forced, keyed): (bool, bool, bool) = sqlx::query_as(
            "SELECT relrowsecurity, relforcerowsecurity, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
               AND a.attname = 'tenant_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)
             FROM pg_class c WHERE c.oid = to_regclass($1)",
        )
        .bind(&table)
        .fetch_one(&mut app)
        .await
        .expect("the table");
        let requirements = [
            (walled, "row-level security is not enabled"),
            (forced, "row-level security is not forced"),
            (keyed, "there is no `tenant_id uuid NOT NULL`; global tables are listed in catalogue/mod.rs"),
        ];
        let missing = requirements.iter().filter(|(held, _)| !held);
        faults.extend(missing.map(|(_, fault)| format!("{table}: {fault}")));
        let mine =
            |policy: &&Policy| policy.table == table && policy.roles.contains(&"calitas_app".to_owned());
        let permissive: Vec<_> = policies.iter().filter(mine).filter(|policy| policy.is_permissive).collect();
        let exact = |policy: &&Policy| {
            policy.command == "ALL"
                && policy.reads.as_deref() == Some(reads.as_str())
                && policy.writes.as_deref() == Some(writes.as_str())
        };
        match permissive.as_slice() {
            [policy] if exact(policy) => {}
            [policy] => faults.push(format!("{table}: the policy {} is not the required one", policy.name)),
            other => faults.push(format!("{table}: {} permissive policies for calitas_app", other.len())),
        }
    }
    none(&faults);
}

/// Tables of which the municipality counts rows that are not released, and the columns that say how far an institution
/// is. No column with words may be among them.
const COUNTED: &[(&str, &[&str])] = &[
    ("control_campaign", &["due_on", "id", "status", "tenant_id", "year"]),
    ("control_questionnaire", &["campaign_id", "id", "status", "tenant_id"]),
    ("control_answer", &["is_complete", "questionnaire_id", "tenant_id"]),
    ("caf_assessment", &["created_at", "due_on", "id", "plan_id", "status", "tenant_id", "year"]),
    ("caf_step", &["assessment_id", "done_on", "due_on", "ordinal", "tenant_id"]),
];

#[tokio::test]
async fn other_roles_only_read_and_oversight_only_what_was_released() {
    let (database, mut app) = app().await;
    let released = as_stored(&database, &format!("released_at IS NOT NULL AND {MEMBER}")).await;
    let member = as_stored(&database, MEMBER).await;
    let tables = tenant_tables(&mut app).await;
    let mut faults = Vec::new();
    for policy in policies(&mut app).await {
        let name = format!("{}: policy {}", policy.table, policy.name);
        let unknown = policy.roles.iter().filter(|role| !ROLES.contains(&role.as_str()));
        faults.extend(unknown.map(|role| format!("{name} is for {role}")));
        if !tables.contains(&policy.table) || policy.roles == ["calitas_app"] {
            continue;
        }
        if policy.command != "SELECT" || policy.writes.is_some() {
            faults.push(format!("{name} lets {} write", policy.roles.join(", ")));
        }
        let is_counted = COUNTED.iter().any(|(table, _)| *table == policy.table);
        let expected = if is_counted { &*member } else { &*released };
        if policy.roles.contains(&"calitas_oversight".to_owned()) && policy.reads.as_deref() != Some(expected)
        {
            faults.push(format!("{name} does not demand that the row was released"));
        }
    }
    for (table, expected) in COUNTED {
        let columns: Vec<String> = sqlx::query_scalar(
            "SELECT attname::text FROM pg_attribute
             WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
               AND has_column_privilege('calitas_oversight', attrelid, attnum, 'SELECT')
             ORDER BY attname",
        )
        .bind(table)
        .fetch_all(&mut app)
        .await
        .expect("the catalogue");
        if columns != *expected {
            faults.push(format!("{table}: the municipality reads {}", columns.join(", ")));
        }
    }
    none(&faults);
}

#[tokio::test]
async fn every_key_of_an_institutions_table_begins_with_the_institution() {
    let (_database, mut app) = app().await;
    let tables = tenant_tables(&mut app).await;
    let mut faults = Vec::new();
    type Index = (String, String, bool, bool, Vec<String>);
    let indexes: Vec<Index> = sqlx::query_as(
        "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indisprimary, i.indnullsnotdistinct,
           ARRAY(SELECT coalesce(a.attname::text, '(expression)') FROM unnest(i.indkey) WITH ORDINALITY k(num, at)
             LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num ORDER BY k.at)
         FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
         WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut app)
    .await
    .expect("indexes");
    for table in &tables {
        let own: Vec<_> = indexes.iter().filter(|(of, ..)| of == table).collect();
        let wrong =
            own.iter().filter(|(.., columns)| columns.first().is_none_or(|first| first != "tenant_id"));
        faults.extend(
            wrong.map(|(_, name, ..)| format!("{table}: unique {name} does not begin with tenant_id")),
        );
        let has_primary = own.iter().any(|(_, _, is_primary, ..)| *is_primary);
        let has_exact = own.iter().any(|(_, _, _, is_exact, _)| *is_exact);
        let excepted = WITHOUT_PRIMARY_KEY.contains(&table.as_str());
        if !(has_primary || excepted && has_exact) {
            faults.push(format!("{table}: no primary key"));
        }
        if has_primary && excepted {
            faults.push(format!("{table}: has a primary key, take it off the list of exceptions"));
        }
    }
    type Foreign = (String, String, String, Vec<String>, Vec<String>);
    let foreign: Vec<Foreign> = sqlx::query_as(
        "SELECT f.conrelid::regclass::text, f.conname::text, f.confrelid::regclass::text,
           ARRAY(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY k(num, at)
             JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num ORDER BY k.at),
           ARRAY(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY k(num, at)
             JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num ORDER BY k.at)
         FROM pg_constraint f WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut app)
    .await
    .expect("foreign keys");
    for (table, name, target, columns, targets) in foreign {
        let stays_inside = columns.first().is_some_and(|first| first == "tenant_id")
            && targets.first().is_some_and(|first| first == "tenant_id");
        let to_its_institution = target == "tenant" && columns == ["tenant_id"];
        let to_an_account = target == "account" && columns == ["account_id"];
        if tables.contains(&table) && !(stays_inside || to_its_institution || to_an_account) {
            faults.push(format!("{table}: {name} to {target} does not begin with tenant_id"));
        }
    }
    none(&faults);
}

#[tokio::test]
async fn nothing_in_the_schema_goes_around_the_walls() {
    let (_database, mut app) = app().await;
    let faults: Vec<String> = sqlx::query_scalar(
        "SELECT 'view without security_invoker: ' || c.relname FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
             AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)
         UNION ALL SELECT 'materialised view: ' || c.relname FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'm'
         UNION ALL SELECT 'foreign table: ' || c.relname FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'f'
         UNION ALL SELECT 'sequence, which tells how much others write: ' || c.relname FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
         UNION ALL SELECT 'SECURITY DEFINER: ' || p.proname FROM pg_proc p
           WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         UNION ALL SELECT 'rewrite rule: ' || r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
           WHERE c.relnamespace = 'public'::regnamespace AND r.rulename <> '_RETURN'
         UNION ALL SELECT 'trigger: ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
           WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
             AND t.tgfoid <> ALL (ARRAY['keep_search_terms'::regproc, 'guard_kept_evidence'::regproc,
               'guard_kept_files'::regproc, 'guard_used_classes'::regproc])
         UNION ALL SELECT 'enum, which cannot be compared behind a wall by index: ' || t.typname FROM pg_type t
           WHERE t.typtype = 'e' AND t.typnamespace = 'public'::regnamespace
         UNION ALL SELECT 'other schema: ' || n.nspname FROM pg_namespace n
           WHERE n.nspname <> 'public' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
         UNION ALL SELECT 'everybody may use ' || c.relname FROM pg_class c, aclexplode(c.relacl) acl
           WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee = 0",
    )
    .fetch_all(&mut app)
    .await
    .expect("the catalogue");
    none(&faults);
}

#[tokio::test]
async fn the_roles_of_the_product_own_nothing_and_are_members_of_nothing() {
    let (database, _) = app().await;
    let mut faults = Vec::new();
    for role in ROLES {
        let mut connection = connect(&database, role).await;
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT fault FROM pg_roles r, LATERAL (VALUES
               (r.rolsuper, 'is a superuser'), (r.rolbypassrls, 'bypasses row-level security'),
               (r.rolcreaterole, 'makes roles'), (r.rolcreatedb, 'makes databases'), (r.rolreplication, 'replicates'),
               (EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid), 'is a member of a role'),
               (EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = r.oid), 'has members'),
               (EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid), 'owns a relation'),
               (EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid), 'owns a function'),
               (EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid), 'owns a schema'),
               (EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid), 'owns a database'),
               (has_schema_privilege(r.oid, 'public', 'CREATE'), 'makes things in the schema'),
               (has_database_privilege(r.oid, current_database(), 'CREATE'), 'makes schemas'),
               (has_database_privilege(r.oid, current_database(), 'TEMPORARY'), 'makes temporary tables')
             ) AS checks (is_so, fault) WHERE r.rolname = current_user AND checks.is_so",
        )
        .fetch_all(&mut connection)
        .await
        .expect("the catalogue");
        faults.extend(found.into_iter().map(|fault| format!("{role} {fault}")));
    }
    none(&faults);
}

#[tokio::test]
async fn each_role_has_the_rights_and_policies_the_table_says() {
    let (_database, mut app) = app().await;
    let policies = policies(&mut app).await;
    type Grant = (String, String, Vec<String>);
    let grants: Vec<Grant> = sqlx::query_as(
        "SELECT c.relname::text, acl.grantee::regrole::text, array_agg(DISTINCT acl.privilege_type ORDER BY acl.privilege_type)
         FROM pg_class c, aclexplode(c.relacl) acl
         WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee <> c.relowner AND acl.grantee <> 0
         GROUP BY c.relname, acl.grantee
         UNION ALL SELECT c.relname || '.' || a.attname, acl.grantee::regrole::text, array_agg(acl.privilege_type)
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) acl
         WHERE c.relnamespace = 'public'::regnamespace GROUP BY c.relname, a.attname, acl.grantee",
    )
    .fetch_all(&mut app)
    .await
    .expect("grants");
    let mut rows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for table in tenant_tables(&mut app).await.into_iter().chain(GLOBAL.iter().map(|name| (*name).to_owned()))
    {
        rows.entry(table).or_default();
    }
    for (table, role, rights) in grants {
        let known = [("SELECT", 's'), ("INSERT", 'i'), ("UPDATE", 'u'), ("DELETE", 'd')];
        let around = rights.iter().filter(|right| known.iter().all(|(name, _)| name != right));
        none(&around.map(|right| format!("{role} has {right} on {table}")).collect::<Vec<_>>());
        let held = known.iter().filter(|(name, _)| rights.iter().any(|right| right == name));
        let held = held.map(|(_, letter)| letter).collect();
        rows.entry(table).or_default().insert(role, held);
    }
    for policy in policies {
        let row = rows.entry(policy.table).or_default();
        for role in policy.roles {
            let sign = if policy.is_permissive { '+' } else { '&' };
            write!(row.entry(role).or_default(), " {sign}{}", policy.name).expect("text");
        }
    }
    let mut text = String::from(
        "Rights (s select, i insert, u update, d delete) and policies (+ lets rows in, & keeps rows out) of each role.\n\
         Tables above the line belong to institutions.\n\n",
    );
    let mut line = |name: &str, cells: [&str; 3]| {
        let [app, identity, oversight] = cells;
        let line = format!("{name:26}{app:24}{identity:18}{oversight}");
        writeln!(text, "{}", line.trim_end()).expect("text");
    };
    line("table", ROLES.try_into().expect("three roles"));
    let (own, global): (Vec<_>, Vec<_>) =
        rows.iter().partition(|(table, _)| !GLOBAL.contains(&table.split('.').next().unwrap_or_default()));
    for (at, (table, row)) in own.iter().chain(&global).enumerate() {
        if at == own.len() {
            line("------", ["", "", ""]);
        }
        let cell = |role: &&str| row.get(*role).map_or("-", String::as_str);
        line(table, [cell(&ROLES[0]), cell(&ROLES[1]), cell(&ROLES[2])]);
    }
    golden("catalogue.txt", &text);
}
