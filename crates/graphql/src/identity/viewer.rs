//! The signed-in person.

use super::{object::Membership, second_factor::SecondFactor};
use crate::{
    connection::caller,
    node::GlobalId,
    notification::ViewerNotifications,
    plan::{ViewerTodos, ViewerTraces},
    tenancy::Municipality,
};
use async_graphql::{Context, Enum, ID, MergedObject, Object, Result, SimpleObject};
use calitas_app::{identity, tenancy};
use calitas_domain::identity as domain;
use chrono::{DateTime, Utc};

/// Languages of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Language")]
pub enum Language {
    /// Romanian.
    Ro,
    /// English.
    En,
}

/// A person's login.
#[derive(Debug, Clone, SimpleObject)]
pub struct Account {
    /// Opaque global id.
    pub id: ID,
    /// Address the person signs in with.
    pub email: String,
    /// How the person is addressed in Calitas.
    pub display_name: String,
    /// Language of screens and mails.
    pub language: Language,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
}

/// A signed-in device.
#[derive(Debug, Clone, SimpleObject)]
pub struct Session {
    /// Opaque global id.
    pub id: ID,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// Last sign of life.
    pub last_seen_at: DateTime<Utc>,
    /// Browser and system, as the browser says.
    pub device: String,
    /// Whether it is this one.
    pub is_current: bool,
}

/// The signed-in person: account, places, sessions, what waits for them and what they are told.
#[derive(MergedObject, Default)]
pub struct Viewer(ViewerIdentity, ViewerTodos, ViewerTraces, ViewerNotifications);

/// Account, places and sessions of the viewer.
#[derive(Debug, Default)]
pub struct ViewerIdentity;

impl From<domain::Account> for Account {
    fn from(row: domain::Account) -> Self {
        Self {
            id: row.id.global(),
            email: row.email,
            display_name: row.display_name,
            language: row.language.into(),
            version: row.version,
        }
    }
}

#[Object]
impl ViewerIdentity {
    /// The account.
    async fn account(&self, ctx: &Context<'_>) -> Result<Account> {
        Ok(identity::account::own(&caller(ctx)).await?.into())
    }

    /// How the account stands with the second step of signing in.
    async fn second_factor(&self, ctx: &Context<'_>) -> Result<SecondFactor> {
        Ok(identity::second_factor::state(&caller(ctx)).await?.into())
    }

    /// The person's places in institutions.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let caller = caller(ctx);
        let today = caller.today();
        let memberships = caller.actor()?.memberships.clone();
        Ok(memberships.into_iter().map(|row| Membership::at(row, today)).collect())
    }

    /// The municipalities of those institutions.
    async fn municipalities(&self, ctx: &Context<'_>) -> Result<Vec<Municipality>> {
        let caller = caller(ctx);
        let mut ids: Vec<_> = caller.actor()?.municipalities.values().copied().collect();
        ids.sort();
        ids.dedup();
        Ok(tenancy::municipalities(&caller, &ids).await?.into_iter().map(Municipality::from).collect())
    }

    /// The devices the person is signed in on, the last used first.
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let caller = caller(ctx);
        let current = caller.actor()?.session;
        let session = |row: domain::Session| Session {
            id: row.id.global(),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            device: row.device,
            is_current: row.id == current,
        };
        Ok(identity::account::sessions(&caller).await?.into_iter().map(session).collect())
    }
}
