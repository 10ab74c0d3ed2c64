//! The running operations of one socket, by id. Their answers come out one by one; an operation that is ended yields
//! nothing more, even when an answer was ready.

use async_graphql::{Response, futures_util::stream::BoxStream};
use futures_util::{StreamExt, stream, stream::SelectAll};
use std::{collections::HashMap, sync::Arc};
use tokio_util::sync::CancellationToken;

/// Most operations of one socket at a time.
pub const OPERATIONS_PER_SOCKET: usize = 50;

/// What an operation does next.
#[derive(Debug)]
pub enum Step {
    /// It answers.
    Answer(Arc<str>, Box<Response>),
    /// It is over.
    End(Arc<str>),
}

/// Why an operation does not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Its id is in use.
    DuplicateId,
    /// [`OPERATIONS_PER_SOCKET`] run already.
    TooMany,
}

/// The running operations.
#[derive(Default)]
pub struct Operations {
    answers: SelectAll<BoxStream<'static, (Arc<str>, Option<Response>)>>,
    running: HashMap<Arc<str>, CancellationToken>,
}

impl Operations {
    /// Whether the id can be used now.
    pub fn admit(&self, id: &str) -> Result<(), Refused> {
        if self.running.contains_key(id) {
            Err(Refused::DuplicateId)
        } else if self.running.len() >= OPERATIONS_PER_SOCKET {
            Err(Refused::TooMany)
        } else {
            Ok(())
        }
    }

    /// Starts an admitted operation.
    pub fn start(&mut self, id: &str, answers: BoxStream<'static, Response>) {
        let id: Arc<str> = id.into();
        let stop = CancellationToken::new();
        let name = Arc::clone(&id);
        let end = Arc::clone(&id);
        let steps = answers.map(move |answer| (Arc::clone(&name), Some(answer)));
        let steps = steps.chain(stream::once(async move { (end, None) }));
        self.answers.push(steps.take_until(stop.clone().cancelled_owned()).boxed());
        self.running.insert(id, stop);
    }

    /// Ends an operation; unknown ids are nothing new, both sides may end one at once.
    pub fn end(&mut self, id: &str) {
        if let Some(stop) = self.running.remove(id) {
            stop.cancel();
        }
    }

    /// What happens next. Waits for ever when nothing runs.
    pub async fn next(&mut self) -> Step {
        loop {
            match self.answers.next().await {
                Some((id, Some(answer))) if self.running.contains_key(&id) => {
                    return Step::Answer(id, Box::new(answer));
                }
                Some((id, None)) if self.running.contains_key(&id) => {
                    self.end(&id);
                    return Step::End(id);
                }
                Some(_) => {}
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::Value;

    fn answers(count: usize) -> BoxStream<'static, Response> {
        stream::iter((0..count).map(|at| Response::new(Value::from(at)))).boxed()
    }

    #[tokio::test]
    async fn an_operation_answers_and_ends() {
        let mut operations = Operations::default();
        operations.start("a", answers(1));
        assert_eq!(operations.admit("a"), Err(Refused::DuplicateId));
        assert!(matches!(operations.next().await, Step::Answer(id, _) if &*id == "a"));
        assert!(matches!(operations.next().await, Step::End(_)));
        assert_eq!(operations.admit("a"), Ok(()));
    }

    #[tokio::test]
    async fn an_ended_operation_is_silent() {
        let mut operations = Operations::default();
        operations.start("a", answers(3));
        operations.end("a");
        operations.start("b", answers(0));
        assert!(matches!(operations.next().await, Step::End(id) if &*id == "b"));
    }

    #[tokio::test]
    async fn only_so_many_run_at_once() {
        let mut operations = Operations::default();
        for at in 0..OPERATIONS_PER_SOCKET {
            operations.start(&at.to_string(), stream::pending().boxed());
        }
        assert_eq!(operations.admit("more"), Err(Refused::TooMany));
        operations.end("7");
        assert_eq!(operations.admit("more"), Ok(()));
    }
}
