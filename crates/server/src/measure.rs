//! What Prometheus is told. Labels are codes and kinds from fixed lists, never names, ids or addresses.
//!
//! To add a figure: describe it in [`install`], write a function that records it, call that where it happens.

use crate::http::answer;
use async_graphql::{Response, parser::types::OperationType};
use calitas_graphql::guard::Refusal;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;

const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Starts to collect; the handle renders what `/metrics` shows.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(SECONDS)?.install_recorder()?;
    describe_counter!("calitas_http_requests_total", "Answered HTTP requests by route and status.");
    describe_histogram!("calitas_http_request_seconds", "Time to the first byte of an answer by route.");
    describe_counter!("calitas_operations_total", "GraphQL operations by kind and outcome code.");
    describe_histogram!("calitas_operation_seconds", "Time of GraphQL queries and mutations by kind.");
    describe_counter!("calitas_refusals_total", "Documents refused by the guard, by code.");
    describe_counter!("calitas_events_total", "Events delivered to subscriptions, by outcome code.");
    describe_counter!("calitas_socket_closes_total", "Sockets closed by the server, by close code.");
    describe_gauge!("calitas_live_connections", "Open sockets and event streams.");
    Ok(handle)
}

/// One answered HTTP request.
pub fn http(route: &str, status: u16, took: Duration) {
    counter!("calitas_http_requests_total", "route" => route.to_owned(), "status" => status.to_string())
        .increment(1);
    histogram!("calitas_http_request_seconds", "route" => route.to_owned()).record(took);
}

/// One finished query or mutation.
pub fn operation(kind: OperationType, took: Duration, response: &Response) {
    counter!("calitas_operations_total", "kind" => kind.to_string(), "code" => code(response)).increment(1);
    histogram!("calitas_operation_seconds", "kind" => kind.to_string()).record(took);
}

/// One event of a subscription.
pub fn event(response: &Response) {
    counter!("calitas_events_total", "code" => code(response)).increment(1);
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

/// OK, or the code of the first error; our codes are a fixed list.
fn code(response: &Response) -> String {
    response.errors.first().map_or("OK", answer::error_code).to_owned()
}
