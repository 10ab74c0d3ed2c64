//! Stands before the library on every transport: refuses hostile documents before they are parsed, dear ones before
//! they run, and speaks one error vocabulary afterwards. It decides nothing about who may read what.
//!
//! To refuse one more thing: add a [`Reason`], find it in `lexical` (over bytes) or `expansion` (over the parsed
//! document), and add the document to the hostile set of the transport tests.

mod expansion;
mod lexical;
mod parsed;
mod plain;
mod refusal;

pub use refusal::{Reason, Refusal};

use crate::{
    cost::CostTable,
    limits,
    trusted::{DocumentId, DocumentRule, TrustedDocuments},
};
use async_graphql::{
    Data, Executor, Request, Response, Value, Variables,
    futures_util::{StreamExt, stream, stream::BoxStream},
    parser::types::{ExecutableDocument, OperationDefinition, OperationType},
    value,
};
use expansion::Origin;
use parsed::Parsed;
use std::{
    any::{Any, TypeId},
    sync::Arc,
};

/// An executor that only ever sees documents within the limits. One for HTTP, sockets and event streams.
///
/// Everything a resolver needs stands in the data of the request; the session data of the library is not used for
/// queries and mutations, because it would outlive them.
#[derive(Debug)]
pub struct Guarded<E>(Arc<Inner<E>>);

#[derive(Debug)]
struct Inner<E> {
    requests: E,
    streams: E,
    cost: CostTable,
    documents: TrustedDocuments,
    parsed: Parsed,
}

/// What a transport may know and log about an admitted operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Query, mutation or subscription.
    pub kind: OperationType,
    /// The name its author gave it.
    pub name: Option<String>,
    /// Whether it is one of the listed documents, whose names are few and known.
    pub is_listed: bool,
    /// The most objects it could return.
    pub nodes: u64,
}

impl<E> Clone for Guarded<E> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Judges a document for the trusted list: the same rules, with more room for selections.
pub(crate) fn judge_listed(document: &ExecutableDocument) -> Result<(), Refusal> {
    expansion::only_operation(document, Origin::Listed).map(|_| ())
}

impl<E: Executor> Guarded<E> {
    /// Guards two executors of the same schema: `requests` for queries and mutations, `streams` for subscriptions
    /// (the one with [`crate::event_scope::FreshScope`]). Fails when `sdl` is not valid.
    pub fn new(
        requests: E,
        streams: E,
        sdl: &str,
        documents: TrustedDocuments,
    ) -> Result<Self, async_graphql::parser::Error> {
        let (cost, parsed) = (CostTable::new(sdl)?, Parsed::default());
        Ok(Self(Arc::new(Inner { requests, streams, cost, documents, parsed })))
    }

    /// Decides whether the request may run. Afterwards it carries its parsed document.
    pub fn admit(&self, request: &mut Request) -> Result<Operation, Refusal> {
        let (document, origin) = self.document(request)?;
        if !request.variables.values().all(is_storable) {
            return Err(Reason::ForbiddenCharacter.anywhere());
        }
        let operation = expansion::only_operation(&document, origin)?;
        has_required(operation, &request.variables)?;
        let nodes = self.0.cost.of(&document, operation, &request.variables)?;
        let kind = operation.ty;
        let name = document.operations.iter().next().and_then(|(name, _)| name).map(ToString::to_string);
        request.set_parsed_query(document);
        Ok(Operation { kind, name, is_listed: origin == Origin::Listed, nodes })
    }

    /// Runs an admitted query or mutation and tells its cost.
    pub async fn run(&self, request: Request, operation: &Operation) -> Response {
        let response =
            match tokio::time::timeout(limits::OPERATION_TIME, self.0.requests.execute(request)).await {
                Ok(response) => response,
                Err(_) => plain::too_slow(),
            };
        finish(response, operation)
    }

    /// Runs an admitted operation of any kind as a stream of answers.
    pub fn stream(&self, request: Request, operation: Operation) -> BoxStream<'static, Response> {
        let guarded = self.clone();
        match operation.kind {
            OperationType::Subscription => guarded
                .0
                .streams
                .execute_stream(request, None)
                .map(move |event| finish(event, &operation))
                .boxed(),
            OperationType::Query | OperationType::Mutation => {
                stream::once(async move { guarded.run(request, &operation).await }).boxed()
            }
        }
    }

    fn document(&self, request: &Request) -> Result<(ExecutableDocument, Origin), Refusal> {
        if let Some(DocumentId(id)) = data(&request.data) {
            let listed = self.0.documents.find(id).ok_or(Reason::UnknownDocument.anywhere())?;
            return Ok((listed.clone(), Origin::Listed));
        }
        if request.query.is_empty() {
            return Err(Reason::NoDocument.anywhere());
        }
        match data(&request.data).copied().unwrap_or_default() {
            DocumentRule::Listed => return Err(Reason::UntrustedDocument.anywhere()),
            DocumentRule::Any => {}
        }
        Ok((self.0.parsed.read(&request.query)?, Origin::Caller))
    }
}

impl<E: Executor> Executor for Guarded<E> {
    async fn execute(&self, mut request: Request) -> Response {
        match self.admit(&mut request) {
            Ok(operation) => self.run(request, &operation).await,
            Err(refusal) => refusal.into_response(),
        }
    }

    fn execute_stream(&self, mut request: Request, _: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        match self.admit(&mut request) {
            Ok(operation) => self.stream(request, operation),
            Err(refusal) => stream::once(async { refusal.into_response() }).boxed(),
        }
    }
}

fn finish(response: Response, operation: &Operation) -> Response {
    let cost = value!({ "nodes": operation.nodes, "allowed": limits::NODES });
    plain::speak(response).extension("cost", cost)
}

fn data<D: Any + Send + Sync>(data: &Data) -> Option<&D> {
    data.get(&TypeId::of::<D>())?.downcast_ref()
}

/// Refuses absent variables that must be given: the library would run with null.
fn has_required(operation: &OperationDefinition, variables: &Variables) -> Result<(), Refusal> {
    let missing = operation.variable_definitions.iter().find(|known| {
        let definition = &known.node;
        !definition.var_type.node.nullable
            && match variables.get(&definition.name.node) {
                None => definition.default_value.is_none(),
                Some(value) => *value == Value::Null,
            }
    });
    missing.map_or(Ok(()), |missing| Err(Reason::MissingVariable.at(missing.pos)))
}

/// Whether no text in the value holds NUL, which PostgreSQL cannot keep.
fn is_storable(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains('\0'),
        Value::List(items) => items.iter().all(is_storable),
        Value::Object(fields) => fields.values().all(is_storable),
        Value::Null | Value::Number(_) | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) => true,
    }
}

#[cfg(test)]
mod tests;
