//! `calitas work`: the background work by itself, for installations whose servers only answer.

use super::{application, serve};
use crate::settings::Settings;
use anyhow::{Result, bail};
use tokio::{task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;

/// Works until SIGTERM or Ctrl-C. Stopped at any moment it leaves nothing half done.
pub(super) async fn run(settings: &Settings) -> Result<()> {
    let app = application(settings)?;
    match timeout(serve::CHECK_TIME, serve::check(app.store())).await {
        Ok(checked) => checked?,
        Err(_) => bail!("the database does not answer"),
    }
    let listen = Settings::required("database.app_url", &settings.database.app_url)?.to_owned();
    let (stop, mut tasks) = (CancellationToken::new(), JoinSet::new());
    serve::work(&mut tasks, &app, serve::postman(settings)?);
    let hearing = app.clone();
    tasks.spawn(async move { hearing.run(listen).await });
    tasks.spawn(serve::stop_when_told(stop.clone()));
    tracing::info!("working");
    stop.cancelled().await;
    tasks.shutdown().await;
    app.store().close().await;
    tracing::info!("stopped");
    Ok(())
}
