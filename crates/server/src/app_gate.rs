//! The gate over the application: tokens become callers, callers become the data of one request.

use crate::{
    gate::{Admission, Caller, Gate, Introspection, Session},
    settings::Environment,
};
use async_graphql::ServerError;
use calitas_app::{App, Ctx, RequestMeta};
use calitas_domain::{Error, identity::Language};
use calitas_graphql::{
    Guarded,
    error::{Localised, server_error},
    schema::{CalitasSchema, request_data},
    trusted::DocumentRule,
};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// The gate of the product.
#[derive(Clone)]
pub struct AppGate {
    app: App,
    executor: Guarded<Localised<CalitasSchema>>,
    environment: Environment,
}

impl AppGate {
    /// A gate to an application with its schema.
    pub fn new(app: App, executor: Guarded<Localised<CalitasSchema>>, environment: Environment) -> Self {
        Self { app, executor, environment }
    }

    fn admission(&self, ctx: Arc<Ctx>) -> Admission<Arc<Ctx>> {
        let session = ctx.session().map(|session| {
            let left = session.token.expires_at - ctx.now();
            Session {
                account_id: session.token.account.0,
                ends_in: left.to_std().unwrap_or(Duration::ZERO),
                handle: Arc::clone(&ctx),
            }
        });
        let rule = match self.environment {
            Environment::Development => DocumentRule::Any,
            Environment::Production => DocumentRule::Listed,
        };
        let introspection = match (self.environment, &session) {
            (Environment::Development, Some(_)) => Introspection::Open,
            (Environment::Development, None) | (Environment::Production, _) => Introspection::Closed,
        };
        let line = ctx.actor().ok().map(|actor| actor.line());
        Admission { data: request_data(ctx), session, rule, introspection, line }
    }
}

impl Gate for AppGate {
    type Executor = Localised<CalitasSchema>;
    /// The caller as they entered. Only asked who it is: rows are read by the callers renewed from it.
    type Handle = Arc<Ctx>;

    fn executor(&self) -> &Guarded<Self::Executor> {
        &self.executor
    }

    async fn enter(&self, caller: &Caller) -> Result<Admission<Arc<Ctx>>, ServerError> {
        let meta = meta(caller);
        let language = meta.language;
        let entered = self.app.authenticate(caller.bearer.as_deref(), meta).await;
        entered.map(|ctx| self.admission(ctx)).map_err(|error| server_error(&error, language))
    }

    async fn reenter(
        &self,
        session: &Session<Arc<Ctx>>,
        _: &Caller,
    ) -> Result<Admission<Arc<Ctx>>, ServerError> {
        let renewed = session.handle.renewed().await;
        renewed
            .map(|ctx| self.admission(ctx))
            .map_err(|error| server_error(&error, session.handle.language()))
    }

    async fn is_live(&self, session: &Session<Arc<Ctx>>) -> bool {
        let Some(handle) = session.handle.session() else { return false };
        // A database that does not answer ends no session: nothing can be read without it either.
        !matches!(self.app.live(&handle).await, Err(Error::Unauthenticated))
    }

    async fn readiness(&self) -> Result<(), &'static str> {
        let store = self.app.store();
        store.ping().await.map_err(|_| "database")?;
        match store.missing_migrations().await {
            Ok(missing) if missing.is_empty() => Ok(()),
            Ok(_) => Err("migrations"),
            Err(_) => Err("database"),
        }
    }

    fn public_keys(&self) -> Value {
        let keys = self.app.keys().public().into_iter();
        let keys = keys.map(|(id, key)| {
            json!({"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": id, "x": key})
        });
        json!({ "keys": keys.collect::<Vec<_>>() })
    }
}

/// What is known of a request besides its document.
pub(crate) fn meta(caller: &Caller) -> RequestMeta {
    RequestMeta {
        request_id: caller.request_id.clone(),
        address: caller.address,
        device: caller.user_agent.clone().unwrap_or_default(),
        refresh_token: caller.refresh_cookie.clone(),
        language: language(caller.accept_language.as_deref().unwrap_or_default()),
    }
}

/// The first language of the list that we speak; Romanian when there is none.
fn language(accept: &str) -> Language {
    let mut wanted: Vec<(&str, f32)> = accept
        .split(',')
        .filter_map(|range| {
            let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
            Some((tag.trim().split('-').next()?, weight.trim().parse().ok()?))
        })
        .collect();
    wanted.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let spoken = wanted.into_iter().find_map(|(tag, _)| Language::from_code(&tag.to_ascii_uppercase()));
    spoken.unwrap_or(Language::Ro)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dearest_language_we_speak_wins() {
        for (accept, spoken) in [
            ("", Language::Ro),
            ("en-GB,en;q=0.9,ro;q=0.8", Language::En),
            ("de, ro;q=0.5, en;q=0.7", Language::En),
            ("hu", Language::Ro),
            ("ro-RO", Language::Ro),
            ("en;q=x", Language::Ro),
        ] {
            assert_eq!(language(accept), spoken, "{accept}");
        }
    }
}
