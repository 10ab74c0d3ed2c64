//! Traces for a collector that understands OTLP, when one is set: a span for each request, each operation, and each
//! transaction it opens. Off by default, and then these spans are never made.
//!
//! A span says codes, routes, ids of requests and names from fixed lists. Nothing that a caller wrote gets in: no
//! path, no address, no name of an operation that is not listed, no event of the log, no text of an error.

mod export;

use crate::{measure, settings};
use async_graphql::Response;
use axum::http::{HeaderMap, Method, StatusCode};
use calitas_graphql::guard::Operation;
use calitas_store::trace::{TARGET, TRANSACTION};
use opentelemetry::{propagation::TextMapPropagator, trace::TracerProvider};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracerProvider},
};
use std::time::Duration;
use tracing::{Level, Span, Subscriber, field, info_span, subscriber::Interest};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::{Layer, filter::dynamic_filter_fn, registry::LookupSpan};

/// How long the last spans may take to leave.
const FAREWELL: Duration = Duration::from_secs(3);

/// Why traces cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// A setting that cannot work.
    #[error(transparent)]
    Setting(#[from] settings::SettingsError),
    /// The exporter refuses it.
    #[error("traces.endpoint: {0}")]
    Exporter(#[from] ExporterBuildError),
    /// The way to the collector cannot be made.
    #[error("traces.endpoint: {0}")]
    Client(#[from] reqwest::Error),
}

/// The way to the collector; a way to nowhere when none is set.
#[derive(Debug, Clone, Default)]
pub struct Traces(Option<SdkTracerProvider>);

impl Traces {
    /// Prepares it; nothing is sent yet. Must be called inside the runtime that will carry what is sent.
    pub fn open(settings: &settings::Traces) -> Result<Self, TraceError> {
        let Some(endpoint) = settings.endpoint()? else { return Ok(Self(None)) };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(export::Client::new()?)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(endpoint)
            .build()?;
        let resource = Resource::builder()
            .with_service_name("calitas")
            .with_attribute(opentelemetry::KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
        let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.ratio)));
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_sampler(sampler)
            .with_resource(resource.build());
        Ok(Self(Some(provider.build())))
    }

    /// What collects the spans.
    pub fn layer<S>(&self) -> Option<impl Layer<S> + Send + Sync + use<S>>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        let tracer = self.0.as_ref()?.tracer("calitas");
        let layer = tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_context_activation(false)
            .with_tracked_inactivity(false)
            .with_threads(false)
            .with_location(false)
            .with_target(false);
        // A poll that nobody asked for would be a trace of its own every second.
        let wanted = dynamic_filter_fn(|meta, context| {
            meta.target() == TARGET && (meta.name() != TRANSACTION || context.lookup_current().is_some())
        });
        let ours = wanted.with_max_level_hint(Level::INFO).with_callsite_filter(|meta| {
            if meta.is_span() && meta.target() == TARGET { Interest::sometimes() } else { Interest::never() }
        });
        Some(layer.with_filter(ours))
    }

    /// Sends what is left.
    pub async fn finish(self) {
        let Some(provider) = self.0 else { return };
        let ended = tokio::task::spawn_blocking(move || provider.shutdown_with_timeout(FAREWELL)).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!("traces.finish: the last spans did not reach the collector");
        }
    }
}

/// The span of a request. `headers` are those of a proxy that is believed: it may already have begun the trace.
pub fn request(id: &str, method: &Method, route: &str, headers: Option<&HeaderMap>) -> Span {
    let method = known(method);
    let span = info_span!(
        target: TARGET,
        "http.request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        otel.status_code = field::Empty,
        request.id = id,
        http.request.method = method,
        http.route = route,
        http.response.status_code = field::Empty,
    );
    if let (Some(headers), false) = (headers, span.is_disabled()) {
        let begun = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
        // Not sampled, or switched off meanwhile: there is nothing to join then.
        let _joined = span.set_parent(begun);
    }
    span
}

/// How the request ended.
pub fn answered(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
}

/// The span of an operation.
pub fn operation(operation: &Operation) -> Span {
    info_span!(
        target: TARGET,
        "graphql.operation",
        otel.name = format!("{} {}", operation.kind, measure::name(operation)),
        otel.status_code = field::Empty,
        "graphql.operation.type" = %operation.kind,
        graphql.operation.name = measure::name(operation),
        graphql.nodes = i64::try_from(operation.nodes).unwrap_or(i64::MAX),
        calitas.code = field::Empty,
    )
}

/// How the operation ended.
pub fn settled(span: &Span, response: &Response) {
    if span.is_disabled() {
        return;
    }
    let code = measure::code(response);
    span.record("calitas.code", code);
    if matches!(code, "INTERNAL" | "UNAVAILABLE") {
        span.record("otel.status_code", "ERROR");
    }
}

/// Methods have names that a caller can make up.
fn known(method: &Method) -> &'static str {
    let all = [
        Method::GET,
        Method::POST,
        Method::PATCH,
        Method::PUT,
        Method::DELETE,
        Method::HEAD,
        Method::OPTIONS,
    ];
    let names = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"];
    all.iter().position(|one| one == method).map_or("_OTHER", |place| names[place])
}
