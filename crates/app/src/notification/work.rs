//! What workers do, again and again. Several may run at once, in servers or by themselves.

use super::{digest, project, remind};
use crate::{app::App, journal::heads};
use calitas_domain::{Error, calendar, id::TenantId};
use calitas_store::{Scope, journal, notification::progress, stream::Hint, tenancy};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;

/// How often everything is looked at, in case nobody told.
const ROUND: Duration = Duration::from_secs(5);

/// Works until dropped: at once when an institution has news, and by looking every few seconds.
pub async fn run(app: &App) {
    let mut hints = app.store().wake().listen();
    let mut tick = tokio::time::interval(ROUND);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let worked = tokio::select! {
            _ = tick.tick() => round(app).await,
            hint = hints.recv() => match hint {
                Ok(Hint::Entries(tenant)) => told(app, tenant).await,
                Ok(Hint::Signal(_) | Hint::Gap) | Err(RecvError::Lagged(_)) => Ok(()),
                Err(RecvError::Closed) => return,
            },
        };
        if let Err(error) = worked {
            tracing::warn!(error.cause = %error, "notification.round failed; trying again");
        }
    }
}

/// Does everything there is to do now. An institution that fails keeps no other one waiting.
///
/// # Errors
/// When the database does not answer.
pub async fn round(app: &App) -> Result<(), Error> {
    let tenants = tenancy::tenants_in_use(&mut app.identity().await?).await?;
    let mut read = app.store().read(&Scope::system_of(tenants.clone())).await?;
    let untold = progress::untold(&mut read, &tenants).await?;
    let unreminded = progress::unreminded(&mut read, &tenants, remind::last_day(app.now())).await?;
    let unsigned = journal::head::due(&mut read, &tenants, calendar::day(app.now())).await?;
    drop(read);
    for tenant in unsigned {
        note(tenant, heads::take(app, tenant).await);
    }
    for tenant in untold {
        note(tenant, told(app, tenant).await);
    }
    for tenant in unreminded {
        note(tenant, remind::remind(app, tenant).await);
    }
    digest::send_due(app).await
}

async fn told(app: &App, tenant: TenantId) -> Result<(), Error> {
    while project::project(app, tenant).await? {}
    Ok(())
}

fn note(tenant: TenantId, worked: Result<(), Error>) {
    if let Err(error) = worked {
        tracing::warn!(tenant.id = %tenant.0, error.cause = %error, "notification.tenant failed; trying again");
    }
}
