//! `calitas serve`: everything put together, and taken apart in order when told to stop.

use super::application;
use crate::{
    app_gate::AppGate,
    http::{
        self, Site, calendar, downloads, exports,
        files::{Explorer, Files},
        imports, journal, mailbox,
        origin::{Loopback, Origins},
        protect::{Protection, TransportSecurity},
        unsubscribe, uploads,
    },
    listener, measure,
    postman::Postman,
    settings::{Environment, MailMode, Settings},
    transport::Transport,
};
use anyhow::{Context, Result, bail};
use axum::Router;
use calitas_app::{App, document, identity::second_factor, notification, plan};
use calitas_graphql::{schema, trusted::TrustedDocuments};
use calitas_store::Store;
use std::{path::Path, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    task::JoinSet,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// How long the database may take to show that it is the right one.
pub(super) const CHECK_TIME: Duration = Duration::from_secs(4);
/// Connections to the operator's listener.
const OPERATORS: usize = 16;

/// Serves until SIGTERM or Ctrl-C.
pub(super) async fn run(settings: &Settings) -> Result<()> {
    let metrics = measure::install().context("metrics cannot start")?;
    let app = application(settings)?;
    match timeout(CHECK_TIME, check(app.store())).await {
        Ok(checked) => checked?,
        Err(_) => bail!("the database does not answer"),
    }
    let postman = postman(settings)?;
    let transport = transport(settings, &app)?;
    let (stop, sockets) = (transport.stop.clone(), transport.sockets.clone());
    let router = http::router(transport.clone(), site(settings, &app, &transport));
    drop(transport);
    let listener = bind(settings.listen).await?;
    let operator = bind(settings.operator_listen).await?;
    tracing::info!(
        listen = %listener.local_addr()?,
        operator.listen = %operator.local_addr()?,
        public_url = %app.public_url(),
        "serving"
    );
    let mut background = background(settings, &app, postman)?;
    background.spawn(keep_metrics(metrics.clone(), app.clone()));
    background.spawn(stop_when_told(stop.clone()));
    tokio::join!(
        listener::serve(listener, router, settings.connections, stop.clone()),
        listener::serve(operator, http::operator_router(metrics), OPERATORS, stop.clone()),
    );
    sockets.close();
    if timeout(listener::GRACE, sockets.wait()).await.is_err() {
        tracing::warn!(sockets = sockets.len(), "sockets did not close in time");
    }
    background.shutdown().await;
    app.store().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Refuses a database that row-level security does not hold, or that is older than this program.
pub(super) async fn check(store: &Store) -> Result<()> {
    let unsafe_roles = store.unsafe_roles().await.context("the database does not answer")?;
    if !unsafe_roles.is_empty() {
        bail!("refusing to serve: row-level security would not hold for {}", unsafe_roles.join(", "));
    }
    let missing = store.missing_migrations().await.context("the database is not migrated")?;
    if !missing.is_empty() {
        bail!("the database lacks {} migrations: run `calitas migrate` first", missing.len());
    }
    Ok(())
}

fn transport(settings: &Settings, app: &App) -> Result<Transport<AppGate>> {
    let documents = documents(settings)?;
    tracing::info!(trusted.documents = documents.count(), "documents");
    let guarded = schema::guarded(documents).context("the schema's own text is not valid")?;
    let loopback = match settings.environment {
        Environment::Development => Loopback::Allowed,
        Environment::Production => Loopback::Refused,
    };
    let origins = Origins::new(&app.public_url().parse().context("public_url")?, loopback);
    let gate = AppGate::new(app.clone(), guarded, settings.environment);
    Ok(Transport::new(gate, origins, &settings.trusted_proxies))
}

fn site(settings: &Settings, app: &App, transport: &Transport<AppGate>) -> Site {
    let explorer = match settings.environment {
        Environment::Development => Explorer::Served,
        Environment::Production => Explorer::Hidden,
    };
    let own = transport.origins.own();
    Site {
        sdl: schema::sdl().into(),
        files: settings.web_dir.clone().map(|folder| Files::new(folder, explorer)),
        pages: journal::router(app.clone())
            .merge(calendar::router(app.clone()))
            .merge(unsubscribe::router(app.clone()))
            .merge(match settings.mail.mode {
                MailMode::Mailbox => mailbox::router(app.clone()),
                MailMode::Smtp => Router::new(),
            })
            .merge(imports::router(app.clone()))
            .merge(exports::router(app.clone()))
            .merge(uploads::router(app.clone()))
            .merge(downloads::router(app.clone())),
        protection: Protection {
            socket_origin: own.replacen("http", "ws", 1),
            transport: if own.starts_with("https") {
                TransportSecurity::Strict
            } else {
                TransportSecurity::Plain
            },
        },
    }
}

/// The documents built with the pages. In production no browser could do anything without them.
fn documents(settings: &Settings) -> Result<TrustedDocuments> {
    let Some(folder) = &settings.web_dir else { return Ok(TrustedDocuments::default()) };
    let list: &Path = &folder.join("trusted-documents.json");
    match (settings.environment, list.exists()) {
        (Environment::Production, _) | (Environment::Development, true) => {
            TrustedDocuments::open(list).with_context(|| list.display().to_string())
        }
        (Environment::Development, false) => Ok(TrustedDocuments::default()),
    }
}

/// Who takes mail away; nobody where it is read at the mailbox.
pub(super) fn postman(settings: &Settings) -> Result<Option<Postman>> {
    match (settings.mail.mode, settings.environment) {
        (MailMode::Mailbox, Environment::Development) => Ok(None),
        (MailMode::Mailbox, Environment::Production) => {
            bail!("the mailbox shows every link: set mail.mode to smtp")
        }
        (MailMode::Smtp, _) => Ok(Some(Postman::new(&settings.mail)?)),
    }
}

/// What runs beside the requests.
fn background(settings: &Settings, app: &App, postman: Option<Postman>) -> Result<JoinSet<()>> {
    let mut tasks = JoinSet::new();
    let listen = Settings::required("database.app_url", &settings.database.app_url)?.to_owned();
    let running = app.clone();
    tasks.spawn(async move { running.run(listen).await });
    let resealing = app.clone();
    tasks.spawn(async move {
        if let Err(error) = second_factor::reseal(&resealing).await {
            tracing::error!(%error, "identity.reseal failed: keep the earlier secret");
        }
    });
    if settings.workers {
        work(&mut tasks, app, postman);
    }
    Ok(tasks)
}

/// What workers do: telling people, taking mail away, adding up, sweeping up after files.
pub(super) fn work(tasks: &mut JoinSet<()>, app: &App, postman: Option<Postman>) {
    let working = app.clone();
    tasks.spawn(async move { notification::run(&working).await });
    let adding_up = app.clone();
    tasks.spawn(async move { plan::rollup::run(&adding_up).await });
    let sweeping = app.clone();
    tasks.spawn(async move { document::sweep::run(&sweeping).await });
    if let Some(postman) = postman {
        let app = app.clone();
        tasks.spawn(async move { postman.run(&app).await });
    }
}

async fn bind(address: std::net::SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// Looks at what does not tell by itself. The collector keeps single measurements until somebody asks for them;
/// nobody may for days.
async fn keep_metrics(metrics: metrics_exporter_prometheus::PrometheusHandle, app: App) {
    loop {
        measure::stores(&app).await;
        metrics.run_upkeep();
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

/// The first signal stops in order, a second one at once.
pub(super) async fn stop_when_told(stop: CancellationToken) {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals cannot be heard");
        return;
    };
    for _ in 0..2 {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        if stop.is_cancelled() {
            std::process::exit(1);
        }
        tracing::info!("stopping");
        stop.cancel();
    }
}
