//! A live operation in a task of its own. It goes on while its reader waits: an event that has a connection to the
//! database finishes and gives it back, however slowly the last one leaves. At most two answers are ready at a time:
//! one on its way to the reader, one made.

use crate::{http::answer::code_of, transport::closed};
use async_graphql::{Response, ServerError, futures_util::stream::BoxStream};
use futures_util::{FutureExt, StreamExt};
use std::{future::Future, panic::AssertUnwindSafe};
use tokio::{
    sync::mpsc,
    task::{AbortHandle, spawn},
};

/// What an operation says, with the mark it was started with.
#[derive(Debug)]
pub struct Said<M> {
    /// Which operation.
    pub mark: M,
    /// Its next answer; nothing when it is over.
    pub answer: Option<Response>,
}

/// A running operation, broken off when dropped.
#[derive(Debug)]
pub struct Running(AbortHandle);

impl Running {
    /// Starts an operation. It waits with its next answer until the last one was taken.
    pub fn start<M: Copy + Send + 'static>(
        mark: M,
        answers: impl Future<Output = BoxStream<'static, Response>> + Send + 'static,
        listener: mpsc::Sender<Said<M>>,
    ) -> Self {
        let task = spawn(async move {
            let telling = AssertUnwindSafe(tell_all(mark, answers, &listener)).catch_unwind();
            if telling.await.is_err() {
                // The panic itself was reported where it happened. Without a word the reader would wait for ever.
                let _ = listener.send(Said { mark, answer: Some(broken()) }).await;
                let _ = listener.send(Said { mark, answer: None }).await;
            }
        });
        Self(task.abort_handle())
    }
}

async fn tell_all<M: Copy>(
    mark: M,
    answers: impl Future<Output = BoxStream<'static, Response>>,
    listener: &mpsc::Sender<Said<M>>,
) {
    // Kept apart: the task is there for as long as somebody listens, its beginning is not.
    let mut answers = Box::pin(answers).await;
    loop {
        let answer = answers.next().await;
        let is_over = answer.is_none();
        if listener.send(Said { mark, answer }).await.is_err() || is_over {
            return;
        }
    }
}

fn broken() -> Response {
    let mut error = ServerError::new("Something went wrong on our side.", None);
    error.extensions = Some(code_of("INTERNAL"));
    closed(error)
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[tokio::test]
    async fn an_operation_that_panics_says_so_and_ends() {
        let (listener, mut heard) = mpsc::channel(1);
        let answers = stream::once(async { panic!("a fault of ours") }).boxed();
        let _running = Running::start((), std::future::ready(answers), listener);
        let answer = heard.recv().await.unwrap().answer.unwrap();
        assert_eq!(crate::http::answer::error_code(&answer.errors[0]), "INTERNAL");
        assert!(heard.recv().await.unwrap().answer.is_none());
    }

    #[tokio::test]
    async fn a_dropped_operation_stops_where_it_is() {
        let (listener, mut heard) = mpsc::channel(1);
        let running = Running::start((), std::future::ready(stream::pending().boxed()), listener);
        drop(running);
        assert!(heard.recv().await.is_none());
    }
}
