//! The least HTTP/1.1 client that can load a server: requests are bytes made beforehand, answers are read by their
//! length. A full client would cost the machine it shares with the contenders.

use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request as it goes over the wire.
pub type Request = Vec<u8>;

/// Makes a POST of JSON.
pub fn post(path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut text = format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    text += "\r\n";
    text += body;
    text.into_bytes()
}

/// One kept connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    body: Vec<u8>,
    status: String,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream =
            TcpStream::connect(address).await.with_context(|| format!("{address} does not answer"))?;
        stream.set_nodelay(true)?;
        let room = || Vec::with_capacity(64 * 1024);
        Ok(Self { stream, buffer: room(), body: room(), status: String::new() })
    }

    /// As [`Connection::send`]; anything but 200 is an error.
    pub async fn ask(&mut self, request: &[u8]) -> Result<()> {
        match self.send(request).await? {
            200 => Ok(()),
            _ => bail!("{}: {}", self.status, String::from_utf8_lossy(&self.body)),
        }
    }

    /// Sends a request and reads the whole answer: its status. Its body is in [`Connection::body`].
    pub async fn send(&mut self, request: &[u8]) -> Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        self.body.clear();
        let head = loop {
            self.fill().await?;
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        if let Some(length) = header(&text, "content-length") {
            let end = head + length.parse::<usize>().context("a length that is no number")?;
            while self.buffer.len() < end {
                self.fill().await?;
            }
            self.body.extend_from_slice(&self.buffer[head..end]);
        } else if header(&text, "transfer-encoding").is_some_and(|how| how.contains("chunked")) {
            self.chunks(head).await?;
        } else {
            bail!("an answer without length");
        }
        text.lines().next().unwrap_or_default().clone_into(&mut self.status);
        let status = self.status.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.context("an answer without a status")
    }

    /// The body of the last answer.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    async fn chunks(&mut self, mut at: usize) -> Result<()> {
        loop {
            let line = loop {
                match find(&self.buffer[at..], b"\r\n") {
                    Some(end) => break at + end,
                    None => self.fill().await?,
                }
            };
            let size = usize::from_str_radix(std::str::from_utf8(&self.buffer[at..line])?.trim(), 16)?;
            while self.buffer.len() < line + 2 + size + 2 {
                self.fill().await?;
            }
            self.body.extend_from_slice(&self.buffer[line + 2..line + 2 + size]);
            at = line + 2 + size + 2;
            if size == 0 {
                return Ok(());
            }
        }
    }

    async fn fill(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the connection was closed");
        }
        Ok(())
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    async fn answered(answer: &'static str) -> Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut connection = Connection::open(listener.local_addr()?).await?;
        let (mut server, _) = listener.accept().await?;
        server.write_all(answer.as_bytes()).await?;
        connection.ask(&post("/graphql", &[("x", "y")], "{}")).await?;
        Ok(String::from_utf8_lossy(connection.body()).into_owned())
    }

    #[tokio::test]
    async fn reads_answers_of_both_forms_and_refuses_failures() {
        let long = answered("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").await.unwrap();
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
        assert_eq!((long.as_str(), answered(chunked).await.unwrap().as_str()), ("hello", "hello"));
        let refused = answered("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno").await.unwrap_err();
        assert_eq!(refused.to_string(), "http/1.1 503 busy: no");
    }
}
