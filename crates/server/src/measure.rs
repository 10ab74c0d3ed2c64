//! What Prometheus is told. Labels are codes, kinds and names from fixed lists, never ids, addresses or what a caller
//! made up.
//!
//! To add a figure: describe it in [`install`], write a function that records it, call that where it happens.

use crate::http::answer;
use async_graphql::Response;
use calitas_app::{App, mail};
use calitas_graphql::guard::{Operation, Refusal};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;

const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Starts to collect; the handle renders what `/metrics` shows.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(SECONDS)?.install_recorder()?;
    describe_counter!("calitas_http_requests_total", "Answered HTTP requests by route and status.");
    describe_histogram!("calitas_http_request_seconds", "Time to the first byte of an answer by route.");
    describe_counter!("calitas_operations_total", "GraphQL operations by kind, name and outcome code.");
    describe_histogram!(
        "calitas_operation_seconds",
        "Time of GraphQL queries and mutations by kind and name."
    );
    describe_counter!("calitas_refusals_total", "Documents refused by the guard, by code.");
    describe_counter!("calitas_events_total", "Events delivered to subscriptions, by outcome code.");
    describe_counter!("calitas_socket_closes_total", "Sockets closed by the server, by close code.");
    describe_gauge!("calitas_live_connections", "Open sockets and event streams.");
    describe_gauge!("calitas_database_connections", "Connections to the database by pool and state.");
    describe_gauge!("calitas_database_connections_limit", "Most connections a pool may open.");
    describe_gauge!("calitas_mails", "Mails in the outbox, waiting or given up.");
    describe_gauge!("calitas_mail_wait_seconds", "How long the oldest waiting mail has waited.");
    Ok(handle)
}

/// One answered HTTP request.
pub fn http(route: &str, status: u16, took: Duration) {
    counter!("calitas_http_requests_total", "route" => route.to_owned(), "status" => status.to_string())
        .increment(1);
    histogram!("calitas_http_request_seconds", "route" => route.to_owned()).record(took);
}

/// One finished query or mutation.
pub fn operation(operation: &Operation, took: Duration, response: &Response) {
    let labels = [("kind", operation.kind.to_string()), ("operation", name(operation).to_owned())];
    histogram!("calitas_operation_seconds", &labels).record(took);
    let [kind, name] = labels;
    counter!("calitas_operations_total", &[kind, name, ("code", code(response).to_owned())]).increment(1);
}

/// How the database and the outbox stand.
pub async fn stores(app: &App) {
    for pool in app.store().pools() {
        let used_count = pool.open_count.saturating_sub(pool.idle_count);
        for (state, count) in [("idle", pool.idle_count), ("used", used_count)] {
            gauge!("calitas_database_connections", "pool" => pool.name, "state" => state).set(count);
        }
        gauge!("calitas_database_connections_limit", "pool" => pool.name).set(pool.limit);
    }
    let Ok(backlog) = mail::backlog(app).await else { return };
    let states = [("waiting", backlog.waiting_count), ("given_up", backlog.given_up_count)];
    for (state, count) in states {
        gauge!("calitas_mails", "state" => state).set(count as f64);
    }
    let waited = backlog.oldest_at.map_or(0.0, |oldest| (app.now() - oldest).as_seconds_f64());
    gauge!("calitas_mail_wait_seconds").set(waited.max(0.0));
}

/// One event of a subscription.
pub fn event(response: &Response) {
    counter!("calitas_events_total", "code" => code(response).to_owned()).increment(1);
}

/// One refused document.
pub fn refusal(refusal: &Refusal) {
    counter!("calitas_refusals_total", "code" => refusal.reason.code()).increment(1);
}

/// One socket closed by us.
pub fn close(code: u16) {
    counter!("calitas_socket_closes_total", "code" => code.to_string()).increment(1);
}

/// Counts a live connection as long as it is held.
#[derive(Debug)]
pub struct Live(());

impl Live {
    /// One more.
    pub fn begin() -> Self {
        gauge!("calitas_live_connections").increment(1);
        Self(())
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        gauge!("calitas_live_connections").decrement(1);
    }
}

/// The name of a listed operation; what people write themselves has names without end.
pub fn name(operation: &Operation) -> &str {
    operation.name.as_deref().filter(|_| operation.is_listed).unwrap_or("other")
}

/// OK, or the code of the first error; our codes are a fixed list.
pub fn code(response: &Response) -> &str {
    response.errors.first().map_or("OK", answer::error_code)
}
