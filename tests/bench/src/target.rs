//! Whom the benchmark asks as and about what, read from the generated database.

use anyhow::{Context, Result};
use calitas_app::Keys;
use calitas_domain::id::{AccountId, SessionId};
use chrono::{NaiveDate, Utc};
use sqlx::{Connection, PgConnection, Row};
use std::net::SocketAddr;
use std::path::PathBuf;
use uuid::Uuid;

/// Most institutions that are asked about in turns; pgbench takes at most 128 scripts.
const TARGETS: i64 = 64;

/// The measured server and its database.
#[derive(Debug, clap::Args)]
pub struct Calitas {
    /// Where Calitas listens
    #[arg(long = "ours")]
    pub address: SocketAddr,
    /// What Calitas writes into its tokens as their issuer
    #[arg(long)]
    issuer: String,
    /// Its secrets
    #[arg(long)]
    secrets: PathBuf,
    /// The database as a superuser
    #[arg(long, env = "BENCH_ADMIN_URL", hide_env_values = true)]
    admin_url: String,
}

impl Calitas {
    /// The database, beyond row-level security.
    pub async fn database(&self) -> Result<PgConnection> {
        PgConnection::connect(&self.admin_url).await.context("cannot reach the database")
    }

    /// The keys of the measured server: tokens are made here, as signing in hundreds of times would measure Argon2.
    pub fn keys(&self) -> Result<Keys> {
        let mut files: Vec<_> =
            std::fs::read_dir(&self.secrets)?.flatten().map(|entry| entry.path()).collect();
        files.sort_unstable_by(|one, other| other.cmp(one));
        let secrets = files.iter().map(|file| Ok(std::fs::read_to_string(file)?.trim().to_owned()));
        let secrets = secrets.collect::<Result<Vec<_>>>()?;
        Keys::new(&self.issuer, &secrets).map_err(|error| anyhow::anyhow!("{error:?}"))
    }
}

/// The quality manager of an institution and one of its plans.
#[derive(Debug, Clone)]
pub struct Target {
    /// The institution.
    pub tenant: Uuid,
    /// The person.
    pub account: Uuid,
    /// Signed in with.
    pub session: Uuid,
    /// A plan in force.
    pub plan: Uuid,
    /// An action of it.
    pub action: Uuid,
    /// The municipality.
    pub municipality: Uuid,
    /// Account and session of somebody who oversees the municipality.
    pub overseer: (Uuid, Uuid),
    /// The institutions of the municipality.
    pub overseen: Vec<Uuid>,
    /// How many actions of the institution stand before the deep page.
    pub deep_place: i32,
    /// Where a deep page of the institution's actions begins, by due date and id.
    pub deep: (NaiveDate, Uuid),
}

/// An action whose progress can be reported once.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// Whose, as a place in the list of targets.
    pub target: usize,
    /// The action.
    pub action: Uuid,
    /// Its version.
    pub version: i32,
    /// The progress to report.
    pub progress: i32,
}

/// Reads the targets and freshens their sessions, which may have aged in a kept database.
pub async fn read(admin: &mut PgConnection) -> Result<Vec<Target>> {
    sqlx::query("UPDATE session SET created_at = now(), last_seen_at = now() WHERE device = 'bench'")
        .execute(&mut *admin)
        .await?;
    let rows = sqlx::query(
        "SELECT target.tenant_id, target.account_id, target.session_id, target.plan_id, one.id AS action_id,
           target.municipality_id,
           ARRAY(SELECT id FROM tenant WHERE tenant.municipality_id = target.municipality_id) AS overseen, overseer.account_id AS overseer_account, overseer.session_id AS overseer_session,
           deep.place AS deep_place, deep.due_order, deep.id AS deep_id
         FROM (SELECT *, row_number() OVER (ORDER BY hashtextextended(tenant_id::text, 1)) AS place
           FROM bench.target) AS target
         JOIN LATERAL (SELECT id FROM plan_action AS action WHERE action.tenant_id = target.tenant_id
           AND action.plan_id = target.plan_id AND action.number = 1 + target.n % 200) AS one ON true
         JOIN LATERAL (SELECT due_order, id, row_number() OVER (ORDER BY due_order, id)::integer - 1 AS place,
             count(*) OVER () AS whole
           FROM plan_action AS action WHERE action.tenant_id = target.tenant_id) AS deep
           ON deep.place = deep.whole * 3 / 4
         JOIN LATERAL (SELECT person.account_id, session.id AS session_id FROM membership_role AS given
           JOIN tenant ON tenant.id = given.tenant_id AND tenant.municipality_id = target.municipality_id
           JOIN membership AS person ON person.tenant_id = given.tenant_id AND person.id = given.membership_id
           JOIN session ON session.account_id = person.account_id
           WHERE given.role = 'OVERSIGHT' LIMIT 1) AS overseer ON true
         WHERE target.place <= $1 ORDER BY target.place",
    )
    .bind(TARGETS)
    .fetch_all(admin)
    .await
    .context("the database was not generated")?;
    rows.iter()
        .map(|row| {
            Ok(Target {
                tenant: row.try_get("tenant_id")?,
                account: row.try_get("account_id")?,
                session: row.try_get("session_id")?,
                plan: row.try_get("plan_id")?,
                action: row.try_get("action_id")?,
                municipality: row.try_get("municipality_id")?,
                overseer: (row.try_get("overseer_account")?, row.try_get("overseer_session")?),
                overseen: row.try_get("overseen")?,
                deep_place: row.try_get("deep_place")?,
                deep: (row.try_get("due_order")?, row.try_get("deep_id")?),
            })
        })
        .collect()
}

/// Actions in progress of the targets, well mixed, as they are now.
pub async fn changes(admin: &mut PgConnection, targets: &[Target], count: i64) -> Result<Vec<Change>> {
    let tenants: Vec<Uuid> = targets.iter().map(|target| target.tenant).collect();
    let rows = sqlx::query(
        "SELECT action.tenant_id, action.id, action.version, action.progress FROM plan_action AS action
         JOIN plan ON plan.tenant_id = action.tenant_id AND plan.id = action.plan_id AND plan.status = 'ACTIVE'
         WHERE action.tenant_id = ANY($1) AND action.status = 'IN_PROGRESS'
         ORDER BY hashtextextended(action.id::text, action.version) LIMIT $2",
    )
    .bind(&tenants)
    .bind(count)
    .fetch_all(admin)
    .await?;
    rows.iter()
        .map(|row| {
            let tenant: Uuid = row.try_get("tenant_id")?;
            let progress: i32 = row.try_get("progress")?;
            Ok(Change {
                target: tenants.iter().position(|known| *known == tenant).context("asked for")?,
                action: row.try_get("id")?,
                version: row.try_get("version")?,
                progress: (progress + 1) % 100,
            })
        })
        .collect()
}

/// An access token of a session, good for ten minutes.
pub fn token(keys: &Keys, account: Uuid, session: Uuid) -> Result<String> {
    let made = keys.access_token(AccountId(account), SessionId(session), Utc::now());
    Ok(made.map_err(|error| anyhow::anyhow!("{error:?}"))?.0)
}
