//! The running operations of one socket, by id. Their answers come out one by one; an operation that is ended yields
//! nothing more, even when an answer was ready.

use crate::running::{Running, Said};
use async_graphql::{Response, futures_util::stream::BoxStream};
use std::{collections::HashMap, future::Future, sync::Arc};
use tokio::sync::mpsc;

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

/// The running operations. Made with the first one: most of what a silent socket weighs is not here.
#[derive(Default)]
pub struct Operations {
    answers: Option<Answers>,
    running: HashMap<u64, (Arc<str>, Running)>,
    started: u64,
}

struct Answers {
    heard: mpsc::Receiver<Said<u64>>,
    said: mpsc::Sender<Said<u64>>,
}

impl Operations {
    /// Whether the id can be used now.
    pub fn admit(&self, id: &str) -> Result<(), Refused> {
        if self.running.values().any(|(known, _)| **known == *id) {
            Err(Refused::DuplicateId)
        } else if self.running.len() >= OPERATIONS_PER_SOCKET {
            Err(Refused::TooMany)
        } else {
            Ok(())
        }
    }

    /// Starts an admitted operation.
    pub fn start(
        &mut self,
        id: &str,
        answers: impl Future<Output = BoxStream<'static, Response>> + Send + 'static,
    ) {
        let channel = self.answers.get_or_insert_with(|| {
            let (said, heard) = mpsc::channel(1);
            Answers { heard, said }
        });
        self.started += 1;
        let running = Running::start(self.started, answers, channel.said.clone());
        self.running.insert(self.started, (id.into(), running));
    }

    /// Ends an operation; unknown ids are nothing new, both sides may end one at once.
    pub fn end(&mut self, id: &str) {
        self.running.retain(|_, (known, _)| **known != *id);
    }

    /// What happens next. Waits for ever when nothing runs.
    pub async fn next(&mut self) -> Step {
        let Some(answers) = &mut self.answers else { return std::future::pending().await };
        while let Some(said) = answers.heard.recv().await {
            // What an ended operation had ready is thrown away: its mark is never used again.
            let Some((id, _)) = self.running.get(&said.mark) else { continue };
            let id = Arc::clone(id);
            match said.answer {
                Some(answer) => return Step::Answer(id, Box::new(answer)),
                None => {
                    self.running.remove(&said.mark);
                    return Step::End(id);
                }
            }
        }
        std::future::pending().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::Value;
    use futures_util::{StreamExt, future::ready, stream};

    fn answers(count: usize) -> impl Future<Output = BoxStream<'static, Response>> + Send {
        ready(stream::iter((0..count).map(|at| Response::new(Value::from(at)))).boxed())
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
    async fn an_ended_operation_is_silent_also_when_its_id_is_used_again() {
        let mut operations = Operations::default();
        operations.start("a", answers(3));
        assert!(matches!(operations.next().await, Step::Answer(..)));
        operations.end("a");
        operations.start("a", answers(0));
        assert!(matches!(operations.next().await, Step::End(id) if &*id == "a"));
    }

    #[tokio::test]
    async fn only_so_many_run_at_once() {
        let mut operations = Operations::default();
        for at in 0..OPERATIONS_PER_SOCKET {
            operations.start(&at.to_string(), ready(stream::pending().boxed()));
        }
        assert_eq!(operations.admit("more"), Err(Refused::TooMany));
        operations.end("7");
        assert_eq!(operations.admit("more"), Ok(()));
    }

    #[tokio::test]
    async fn an_operation_goes_on_while_nobody_listens() {
        let (done, finished) = tokio::sync::oneshot::channel();
        let mut operations = Operations::default();
        operations.start("a", async {
            tokio::task::yield_now().await;
            let _ = done.send(());
            stream::pending().boxed()
        });
        finished.await.unwrap();
        drop(operations);
    }
}
