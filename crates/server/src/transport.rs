//! What HTTP, sockets and event streams share: the gate, the limits of this process and the way one operation runs.

use crate::{
    gate::{Admission, Caller, Gate, Introspection, Session},
    http::{answer, origin::Origins},
    measure,
    seats::Seats,
    socket::Times,
    traces,
    turns::{TooLong, Turns},
};
use async_graphql::{Request, Response, ServerError, Value, parser::types::OperationType};
use calitas_graphql::{
    event_scope::EventScope,
    guard::{Operation, Refusal},
    trusted::DocumentId,
};
use futures_util::{StreamExt, stream, stream::BoxStream};
use ipnet::IpNet;
use std::{sync::Arc, time::Instant};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;
use uuid::Uuid;

/// Everything a transport needs. Cloning is cheap.
#[derive(Clone)]
pub struct Transport<G> {
    /// Who may enter.
    pub gate: G,
    /// Which pages may speak to us.
    pub origins: Arc<Origins>,
    /// Proxies whose word about the caller's address is taken.
    pub proxies: Arc<[IpNet]>,
    /// What sockets live by.
    pub times: Times,
    /// Live connections per account.
    pub seats: Seats,
    /// Whose operation runs next.
    pub turns: Turns,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
    /// Holds the server open until sockets have said goodbye.
    pub sockets: TaskTracker,
}

/// What a client sent to be run, whatever the transport.
#[derive(Debug)]
pub struct Asked {
    /// Query, variables and the rest.
    pub request: Request,
    /// The id of a listed document.
    pub document_id: Option<String>,
}

impl<G: Gate> Transport<G> {
    /// A transport with nobody connected yet.
    pub fn new(gate: G, origins: Origins, proxies: &[IpNet]) -> Self {
        Self {
            gate,
            origins: Arc::new(origins),
            proxies: proxies.into(),
            times: Times::PRODUCT,
            seats: Seats::default(),
            turns: Turns::default(),
            stop: CancellationToken::new(),
            sockets: TaskTracker::new(),
        }
    }

    /// Runs a query or mutation; `Err` when the guard refused it.
    pub async fn answer(
        &self,
        asked: Asked,
        admission: Admission<G::Handle>,
        caller: &Caller,
    ) -> Result<Response, Refusal> {
        let line = admission.line;
        let (request, operation) = self.admit(asked, admission)?;
        Ok(self.settle(request, &operation, line, caller).await)
    }

    /// Runs an operation of any kind as a stream. Refusals are its only item. Each event of a subscription opens a
    /// scope of its own.
    pub fn stream(
        &self,
        asked: Asked,
        admission: Admission<G::Handle>,
        session: Session<G::Handle>,
        caller: &Caller,
    ) -> BoxStream<'static, Response> {
        let line = admission.line;
        let (request, operation) = match self.admit(asked, admission) {
            Ok(admitted) => admitted,
            Err(refusal) => return stream::once(async { refusal.into_response() }).boxed(),
        };
        let caller = caller.clone();
        if operation.kind != OperationType::Subscription {
            let transport = self.clone();
            return stream::once(async move { transport.settle(request, &operation, line, &caller).await })
                .boxed();
        }
        let gate = self.gate.clone();
        let scope = EventScope::new(move || {
            let (gate, caller, session) = (gate.clone(), caller.clone(), session.clone());
            Box::pin(async move { Ok(gate.reenter(&session, &caller).await?.data) })
        });
        let events = self.gate.executor().stream(request.data(scope), operation);
        events.map(whole).inspect(measure::event).boxed()
    }

    /// Runs a query or mutation when its turn has come, and tells logs, figures and traces of it.
    async fn settle(
        &self,
        request: Request,
        operation: &Operation,
        line: Option<Uuid>,
        caller: &Caller,
    ) -> Response {
        let (started, traced) = (Instant::now(), traces::operation(operation));
        let running = async {
            let _turn = match line {
                Some(line) => match self.turns.take(line).await {
                    Ok(turn) => Some(turn),
                    Err(TooLong) => return answer::busy(),
                },
                None => None,
            };
            self.gate.executor().run(request, operation).await
        };
        let response = running.instrument(span(caller, operation)).instrument(traced.clone()).await;
        measure::operation(operation, started.elapsed(), &response);
        traces::settled(&traced, &response);
        response
    }

    fn admit(&self, asked: Asked, admission: Admission<G::Handle>) -> Result<(Request, Operation), Refusal> {
        let mut request = asked.request;
        request.data = admission.data;
        request.data.insert(admission.rule);
        if let Some(id) = asked.document_id {
            request.data.insert(DocumentId(id));
        }
        request = match admission.introspection {
            Introspection::Open => request,
            Introspection::Closed => request.disable_introspection(),
        };
        let operation = self.gate.executor().admit(&mut request).inspect_err(measure::refusal)?;
        Ok((request, operation))
    }
}

/// Whether an answer ends its operation: nothing but errors comes of it, and nothing will after it.
pub fn is_last(response: &Response) -> bool {
    response.data == Value::Null && !response.errors.is_empty()
}

/// Whether the same operation may succeed in a moment. A live operation that fails so is broken off rather than ended:
/// the client comes back with its cursor and misses nothing.
pub fn is_passing(response: &Response) -> bool {
    is_last(response) && response.errors.iter().any(|error| answer::error_code(error) == "UNAVAILABLE")
}

/// An event of which a part cannot be read just now is as good as none: delivered with a gap, its cursor would take the
/// client past what it never saw.
fn whole(event: Response) -> Response {
    let has_gap = event.errors.iter().any(|error| answer::error_code(error) == "UNAVAILABLE");
    if has_gap { Response::from_errors(event.errors) } else { event }
}

/// The answer to a caller who could not enter.
pub fn closed(error: ServerError) -> Response {
    Response::from_errors(vec![error])
}

fn span(caller: &Caller, operation: &Operation) -> tracing::Span {
    let name: &str = operation.name.as_deref().unwrap_or_default();
    let name = name.get(..name.len().min(64)).unwrap_or_default(); // names are ASCII by the grammar
    tracing::info_span!(
        "graphql.operation",
        request.id = %caller.request_id,
        operation.kind = %operation.kind,
        operation.name = %name,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::value;

    fn event(code: &str) -> Response {
        let mut error = ServerError::new("", None);
        error.extensions = Some(answer::code_of(code));
        let mut response = Response::new(value!({ "planChanged": { "cursor": "a", "entry": null } }));
        response.errors.push(error);
        response
    }

    #[test]
    fn an_event_with_a_gap_that_will_pass_is_broken_off_and_a_refused_part_is_not() {
        assert!(is_passing(&whole(event("UNAVAILABLE"))));
        assert!(!is_last(&whole(event("NOT_FOUND"))));
    }
}
