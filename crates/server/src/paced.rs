//! A connection that cuts readers who are too slow: whoever takes less than [`FLOOR_BYTES`] in [`WINDOW`] while an
//! answer waits holds memory that others need.

use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// What must have been taken in one window.
const FLOOR_BYTES: usize = 16 * 1024;
/// How long a reader may stand still.
const WINDOW: Duration = Duration::from_secs(20);

/// A connection with patience that ends.
#[derive(Debug)]
pub struct Paced<S> {
    inner: S,
    /// Runs while the reader lags.
    stall: Option<Pin<Box<Sleep>>>,
    taken: usize,
}

impl<S> Paced<S> {
    /// Watches over a connection.
    pub fn new(inner: S) -> Self {
        Self { inner, stall: None, taken: 0 }
    }

    /// The outcome of a write: `Pending` becomes an error when the window is over and too little was taken.
    fn judge(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(count)) => {
                self.taken += count;
                if self.taken >= FLOOR_BYTES {
                    (self.stall, self.taken) = (None, 0);
                }
                Poll::Ready(Ok(count))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let stall = self.stall.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + WINDOW)));
                ready!(stall.as_mut().poll(cx));
                Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the reader is too slow")))
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.inner).poll_write(cx, bytes);
        this.judge(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.inner).poll_write_vectored(cx, parts);
        this.judge(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    /// Everything written before is with the system: the reader has caught up.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        (this.stall, this.taken) = (None, 0);
        Pin::new(&mut this.inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_stands_still_is_cut() {
        let (ours, theirs) = duplex(1024);
        let error = Paced::new(ours).write_all(&[0; 4096]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drop(theirs);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_drips_is_cut() {
        let (ours, mut theirs) = duplex(1024);
        let drip = tokio::spawn(async move {
            while theirs.read_u8().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        let error = Paced::new(ours).write_all(&[0; 64 * 1024]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drip.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn a_steady_reader_and_a_pause_between_answers_are_fine() {
        let (ours, mut theirs) = duplex(1024);
        let reader = tokio::spawn(async move {
            let mut buffer = [0; 1024];
            while theirs.read(&mut buffer).await.is_ok_and(|count| count > 0) {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        });
        let mut paced = Paced::new(ours);
        for _ in 0..2 {
            paced.write_all(&[0; 64 * 1024]).await.unwrap();
            paced.flush().await.unwrap();
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        drop(paced);
        reader.await.unwrap();
    }
}
