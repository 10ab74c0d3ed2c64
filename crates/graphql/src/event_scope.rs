//! Gives every event of a subscription a scope of its own: rights, loaders and transaction are opened when the event
//! is delivered and not kept from the moment of subscribing, so a role that is lost shows nothing more.
//!
//! The library hands data per execution only through an extension, and any extension costs a boxed call per field.
//! Therefore only the executor for subscriptions carries it; queries and mutations run without.

use async_graphql::{
    Data, Response, ServerError, async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    futures_util::future::BoxFuture,
};
use std::{fmt, sync::Arc};

/// Opens the data that one event is resolved with. Transports put it into the data of a subscription request.
#[derive(Clone)]
pub struct EventScope(Arc<dyn Fn() -> BoxFuture<'static, Result<Data, ServerError>> + Send + Sync>);

impl EventScope {
    /// A scope from what opens it; an error ends the subscription with its code.
    pub fn new(
        open: impl Fn() -> BoxFuture<'static, Result<Data, ServerError>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(open))
    }

    /// The data for one event.
    pub async fn open(&self) -> Result<Data, ServerError> {
        (self.0)().await
    }
}

impl fmt::Debug for EventScope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EventScope")
    }
}

/// The extension for the schema that serves subscriptions.
#[derive(Debug, Clone, Copy)]
pub struct FreshScope;

impl ExtensionFactory for FreshScope {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for FreshScope {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let Some(scope) = ctx.data_opt::<EventScope>() else { return next.run(ctx, operation_name).await };
        match scope.open().await {
            Ok(data) => next.run_with_data(ctx, operation_name, data).await,
            Err(error) => Response::from_errors(vec![error]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::{
        Context, EmptyMutation, Object, Request, Schema, Subscription, futures_util::*, value,
    };
    use std::sync::atomic::{AtomicU32, Ordering};

    struct Opened(u32);
    struct Query;
    struct Events;
    struct Event;

    #[Object]
    impl Query {
        async fn a(&self) -> u32 {
            1
        }
    }

    #[Object]
    impl Event {
        async fn scope(&self, ctx: &Context<'_>) -> u32 {
            ctx.data_unchecked::<Opened>().0
        }
    }

    #[Subscription]
    impl Events {
        async fn changed(&self) -> impl Stream<Item = Event> {
            stream::iter([Event, Event])
        }
    }

    #[tokio::test]
    async fn each_event_sees_a_scope_of_its_own() {
        let schema = Schema::build(Query, EmptyMutation, Events).extension(FreshScope).finish();
        let count = AtomicU32::new(0);
        let scope = EventScope::new(move || {
            let opened = count.fetch_add(1, Ordering::Relaxed);
            Box::pin(async move {
                let mut data = Data::default();
                data.insert(Opened(opened));
                if opened > 0 { Err(ServerError::new("gone", None)) } else { Ok(data) }
            })
        });
        let request = Request::new("subscription { changed { scope } }").data(scope).data(Opened(99));
        let answers: Vec<_> = schema.execute_stream(request).collect().await;
        assert_eq!(answers[0].data, value!({"changed": {"scope": 0}}));
        assert_eq!(answers[1].errors[0].message, "gone");
    }
}
