//! Asks clamd about a file, by its INSTREAM command.

use crate::{DepotError, Spool};
use calitas_domain::Reason;
use std::{path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

const CONNECT_TIME: Duration = Duration::from_secs(5);
const SCAN_TIME: Duration = Duration::from_secs(60);
const BLOCK_BYTES: usize = 64 * 1024;

/// An antivirus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// None: nothing is scanned.
    None,
    /// clamd on the network, `host:port`.
    Network(String),
    /// clamd on this machine.
    Socket(PathBuf),
}

impl Scanner {
    /// From a setting: `host:port`, the path of a socket, or nothing.
    pub fn from_setting(text: &str) -> Self {
        match text.trim() {
            "" => Self::None,
            path if path.starts_with('/') => Self::Socket(path.into()),
            address => Self::Network(address.trim_start_matches("tcp://").to_owned()),
        }
    }

    /// Lets a file pass or refuses it.
    ///
    /// # Errors
    /// [`Reason::FileInfected`]; [`DepotError::Scanner`] when there is no answer.
    pub async fn scan(&self, spool: &Spool) -> Result<(), DepotError> {
        self.scan_within(spool, SCAN_TIME).await
    }

    /// As [`Scanner::scan`], with a patience of one's own.
    ///
    /// # Errors
    /// As [`Scanner::scan`].
    pub async fn scan_within(&self, spool: &Spool, patience: Duration) -> Result<(), DepotError> {
        let verdict = match self {
            Self::None => return Ok(()),
            Self::Network(address) => {
                let stream = timeout(CONNECT_TIME, TcpStream::connect(address)).await;
                ask(flat(stream)?, spool, patience).await?
            }
            Self::Socket(path) => {
                let stream = timeout(CONNECT_TIME, UnixStream::connect(path)).await;
                ask(flat(stream)?, spool, patience).await?
            }
        };
        let verdict = verdict.trim_end_matches(['\0', '\n']);
        if verdict.ends_with(" OK") {
            Ok(())
        } else if let Some(found) = verdict.strip_suffix(" FOUND") {
            tracing::warn!(files.finding = %found.trim_start_matches("stream:").trim(), "files.infected");
            Err(DepotError::Refused(Reason::FileInfected))
        } else {
            Err(DepotError::Scanner(format!("clamd: {verdict}").into()))
        }
    }
}

fn flat<S>(connected: Result<std::io::Result<S>, tokio::time::error::Elapsed>) -> Result<S, DepotError> {
    match connected {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(DepotError::Scanner(Box::new(error))),
        Err(late) => Err(DepotError::Scanner(Box::new(late))),
    }
}

async fn ask(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    spool: &Spool,
    patience: Duration,
) -> Result<String, DepotError> {
    match timeout(patience, talk(stream, spool)).await {
        Ok(Ok(verdict)) => Ok(verdict),
        Ok(Err(error)) => Err(DepotError::Scanner(Box::new(error))),
        Err(late) => Err(DepotError::Scanner(Box::new(late))),
    }
}

async fn talk(mut stream: impl AsyncRead + AsyncWrite + Unpin, spool: &Spool) -> std::io::Result<String> {
    let mut file = spool.reader().await.map_err(std::io::Error::other)?;
    stream.write_all(b"zINSTREAM\0").await?;
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        let read = file.read(&mut block).await?;
        let length = u32::try_from(read).map_err(std::io::Error::other)?;
        stream.write_all(&length.to_be_bytes()).await?;
        if read == 0 {
            break;
        }
        stream.write_all(&block[..read]).await?;
    }
    stream.flush().await?;
    let mut verdict = String::new();
    stream.take(1024).read_to_string(&mut verdict).await?;
    Ok(verdict)
}
