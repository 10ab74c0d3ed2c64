//! The limit: axum, sqlx and one hand-written statement for each question, on the same roles and policies. No token, no
//! rights, no GraphQL. And the bare WebSocket loop that the delivery of changes is compared with.

use anyhow::Result;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::postgres::{PgPoolOptions, PgRow};
use sqlx::{AssertSqlSafe, PgPool, Postgres, Row, Transaction};
use std::net::SocketAddr;
use tokio::sync::broadcast;
use uuid::Uuid;

#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where to listen
    #[arg(long)]
    listen: SocketAddr,
    /// The database as calitas_app
    #[arg(long, env = "BENCH_APP_URL", hide_env_values = true)]
    app_url: String,
    /// Connections to the database, as many as every contender has
    #[arg(long, env = "BENCH_CONNECTIONS")]
    connections: u32,
}

/// What every question may need to know; each takes its part.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Asked {
    /// The institution.
    pub tenant: Uuid,
    /// A plan.
    pub plan: Uuid,
    /// An action.
    pub action: Uuid,
    /// Due date of the last action of the page before.
    pub day: NaiveDate,
    /// That action.
    pub row: Uuid,
    /// What is late is late today.
    pub today: NaiveDate,
    /// The progress to report.
    pub progress: i32,
}

#[derive(Clone)]
struct Shared {
    pool: PgPool,
    said: broadcast::Sender<String>,
}

/// Serves until killed.
pub async fn serve(options: &Options) -> Result<()> {
    let pool = PgPoolOptions::new()
        .max_connections(options.connections)
        .test_before_acquire(false)
        .connect(&options.app_url)
        .await?;
    let (said, _) = broadcast::channel(64);
    let router = Router::new()
        .route("/socket", get(socket))
        .route("/tell", post(tell))
        .route("/{question}", post(answer))
        .with_state(Shared { pool, said });
    let listener = tokio::net::TcpListener::bind(options.listen).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn answer(
    State(shared): State<Shared>,
    Path(question): Path<String>,
    headers: HeaderMap,
    Json(asked): Json<Asked>,
) -> Result<Json<Value>, StatusCode> {
    let scope = headers.get("x-bench-scope").and_then(|value| value.to_str().ok());
    let (account, tenant) = scope.and_then(|scope| scope.split_once(' ')).ok_or(StatusCode::BAD_REQUEST)?;
    let id = |text: &str| text.parse::<Uuid>().map_err(|_| StatusCode::BAD_REQUEST);
    let tenants = tenant.split(',').map(id).collect::<Result<Vec<_>, _>>()?;
    let scope = begin(id(account)?, &tenants);
    let found = match question.as_str() {
        "point" => point(&shared.pool, scope, asked).await,
        "nested" => nested(&shared.pool, scope, asked).await,
        "deep" => deep(&shared.pool, scope, asked).await,
        "sums" => sums(&shared.pool, scope, asked).await,
        "scorecard" => scorecard(&shared.pool, scope, asked, &tenants).await,
        "progress" => progress(&shared.pool, scope, asked).await,
        _ => return Err(StatusCode::NOT_FOUND),
    };
    found.map(Json).map_err(|error| {
        eprintln!("{question}: {error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

/// The transaction with the scope that row-level security reads, in one message, as the product opens it.
pub fn begin(account: Uuid, tenants: &[Uuid]) -> String {
    let tenant = tenants.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    format!(
        "BEGIN; SET LOCAL app.account_id = '{account}'; SET LOCAL app.tenant_ids = '{{{tenant}}}'; \
         SET LOCAL app.full_tenant_ids = '{{{tenant}}}'; SET LOCAL app.object_ids = '{{}}'"
    )
}

async fn open(pool: &PgPool, scope: String) -> sqlx::Result<Transaction<'static, Postgres>> {
    // Only ids get in, formatted by their type.
    pool.begin_with(AssertSqlSafe(scope)).await
}

fn action(row: &PgRow) -> sqlx::Result<Value> {
    Ok(json!({
        "id": row.try_get::<Uuid, _>("id")?,
        "title": row.try_get::<&str, _>("title")?,
        "status": row.try_get::<&str, _>("status")?,
        "progress": row.try_get::<i32, _>("progress")?,
        "dueOn": row.try_get::<Option<NaiveDate>, _>("due_on")?,
    }))
}

fn versioned(row: &PgRow) -> sqlx::Result<Value> {
    let mut found = action(row)?;
    found["version"] = row.try_get::<i32, _>("version")?.into();
    Ok(found)
}

async fn point(pool: &PgPool, scope: String, asked: Asked) -> sqlx::Result<Value> {
    let mut tx = open(pool, scope).await?;
    let query = sqlx::query(include_str!("../sql/point.sql")).bind(asked.tenant).bind(asked.action);
    versioned(&query.fetch_one(&mut *tx).await?)
}

async fn nested(pool: &PgPool, scope: String, asked: Asked) -> sqlx::Result<Value> {
    let mut tx = open(pool, scope).await?;
    let query = sqlx::query(include_str!("../sql/nested.sql")).bind(asked.tenant).bind(asked.plan);
    let rows = query.fetch_all(&mut *tx).await?;
    let title: Option<&str> = rows.first().map(|row| row.try_get("plan_title")).transpose()?;
    let one = |row: &PgRow| -> sqlx::Result<Value> {
        let mut found = action(row)?;
        for name in ["responsible", "responsible_unit", "unit"] {
            found[name] = row.try_get::<Option<&str>, _>(name)?.into();
        }
        found["contributors"] = row.try_get::<Vec<String>, _>("contributors")?.into();
        Ok(found)
    };
    let nodes: Vec<Value> = rows.iter().map(one).collect::<sqlx::Result<_>>()?;
    Ok(json!({ "title": title, "nodes": nodes }))
}

async fn deep(pool: &PgPool, scope: String, asked: Asked) -> sqlx::Result<Value> {
    let mut tx = open(pool, scope).await?;
    let query =
        sqlx::query(include_str!("../sql/deep.sql")).bind(asked.tenant).bind(asked.day).bind(asked.row);
    let rows = query.fetch_all(&mut *tx).await?;
    let nodes: Vec<Value> = rows.iter().map(versioned).collect::<sqlx::Result<_>>()?;
    Ok(json!({ "nodes": nodes }))
}

async fn sums(pool: &PgPool, scope: String, asked: Asked) -> sqlx::Result<Value> {
    const STATUSES: [&str; 7] =
        ["PROPOSED", "APPROVED", "IN_PROGRESS", "DONE", "VERIFIED_EFFECTIVE", "REJECTED", "CANCELLED"];
    let mut tx = open(pool, scope).await?;
    let query =
        sqlx::query(include_str!("../sql/sums.sql")).bind(asked.tenant).bind(asked.plan).bind(asked.today);
    let rows = query.fetch_all(&mut *tx).await?;
    let mut counts = Vec::new();
    let (mut all, mut overdue, mut soon, mut counted, mut progress) = (0, 0, 0, 0, 0);
    let mut budget = Decimal::new(0, 2);
    for row in &rows {
        let status: String = row.try_get("status")?;
        let place = STATUSES.iter().position(|known| *known == status).unwrap_or_default();
        let count: i64 = row.try_get("count")?;
        if place == 1 || place == 2 {
            overdue += row.try_get::<i64, _>("overdue")?;
            soon += row.try_get::<i64, _>("due_soon")?;
        }
        if (1..=4).contains(&place) {
            counted += count;
            progress += row.try_get::<i64, _>("progress")?;
        }
        if place <= 4 {
            all += count;
            budget += row.try_get::<Decimal, _>("budget")?;
        }
        counts.push((place, json!({ "status": status, "count": count })));
    }
    counts.sort_unstable_by_key(|(place, _)| *place);
    let counts: Vec<Value> = counts.into_iter().map(|(_, count)| count).collect();
    let progress = if counted == 0 { 0 } else { progress / counted };
    Ok(json!({ "actionCount": all, "overdueCount": overdue, "dueSoonCount": soon, "progress": progress,
        "budgetTotal": budget.to_string(), "statusCounts": counts }))
}

async fn scorecard(pool: &PgPool, scope: String, asked: Asked, tenants: &[Uuid]) -> sqlx::Result<Value> {
    let mut tx = open(pool, scope).await?;
    let query = sqlx::query(include_str!("../sql/scorecard.sql")).bind(tenants).bind(asked.today);
    let one = |row: &PgRow| -> sqlx::Result<Value> {
        let slug: &str = row.try_get("slug")?;
        let count = |name: &str| row.try_get::<Option<i64>, _>(name);
        let Some(active) = count("active")? else { return Ok(json!({ "slug": slug })) };
        let (open, done) = (count("open")?.unwrap_or_default(), count("done")?.unwrap_or_default());
        let progress = count("progress")?.unwrap_or_default();
        Ok(
            json!({ "slug": slug, "activePlanCount": active, "openCount": open, "overdueCount": count("overdue")?,
            "dueSoonCount": count("due_soon")?, "doneCount": done,
            "progress": (open + done > 0).then(|| progress / (open + done)) }),
        )
    };
    let rows = query.fetch_all(&mut *tx).await?;
    Ok(json!({ "institutions": rows.iter().map(one).collect::<sqlx::Result<Vec<_>>>()? }))
}

async fn progress(pool: &PgPool, scope: String, asked: Asked) -> sqlx::Result<Value> {
    let mut tx = open(pool, scope).await?;
    let query = sqlx::query(include_str!("../sql/progress.sql"))
        .bind(asked.tenant)
        .bind(asked.action)
        .bind(asked.progress);
    let version: i32 = query.fetch_one(&mut *tx).await?.try_get("version")?;
    tx.commit().await?;
    Ok(json!({ "id": asked.action, "version": version, "progress": asked.progress }))
}

async fn socket(State(shared): State<Shared>, upgrade: WebSocketUpgrade) -> Response {
    let heard = shared.said.subscribe();
    upgrade.read_buffer_size(2048).write_buffer_size(2048).on_upgrade(|socket| echo(socket, heard))
}

async fn echo(mut socket: WebSocket, mut heard: broadcast::Receiver<String>) {
    loop {
        tokio::select! {
            said = heard.recv() => match said {
                Ok(text) => if socket.send(Message::Text(text.into())).await.is_err() { return },
                Err(_) => return,
            },
            message = socket.recv() => if message.is_none_or(|message| message.is_err()) { return },
        }
    }
}

async fn tell(State(shared): State<Shared>, text: String) -> Json<Value> {
    Json(json!({ "hearers": shared.said.send(text).unwrap_or_default() }))
}
