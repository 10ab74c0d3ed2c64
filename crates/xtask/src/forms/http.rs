//! The least client that fetches from a server of this machine: HTTP/1.0, one connection a request, nothing else.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
/// A large document takes some seconds, the build for development several times that.
const PATIENCE: Duration = Duration::from_secs(120);

/// Somebody who asks a server.
pub struct Client {
    address: SocketAddr,
    token: Option<String>,
}

impl Client {
    /// Nobody yet.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, token: None }
    }

    /// Signs in; what follows is asked as that person.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Result<()> {
        let input = json!({ "email": email, "password": password });
        let made = self.ask(SIGN_IN, &json!({ "input": input }))?;
        let token = made["signIn"]["accessToken"].as_str();
        self.token = Some(token.with_context(|| format!("{email} cannot sign in"))?.to_owned());
        Ok(())
    }

    /// The data of a GraphQL answer.
    pub fn ask(&self, document: &str, variables: &Value) -> Result<Value> {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let head = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
        let answer: Value =
            serde_json::from_slice(&self.send("POST", "/graphql", &head, body.as_bytes())?)?;
        match answer.get("errors") {
            Some(errors) => bail!("the server refuses: {errors}"),
            None => Ok(answer["data"].clone()),
        }
    }

    /// A file.
    pub fn download(&self, path: &str) -> Result<Vec<u8>> {
        self.send("GET", path, "", &[])
    }

    fn send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Result<Vec<u8>> {
        let mut stream = TcpStream::connect(self.address).context("the server does not answer")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let token = self.token.as_ref().map(|token| format!("Authorization: Bearer {token}\r\n"));
        let (address, token) = (self.address, token.unwrap_or_default());
        let request = format!(
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Connection: close\r\n{token}{head}\r\n"
        );
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).with_context(|| format!("{method} {path}"))?;
        content(answer).with_context(|| format!("{method} {path}"))
    }
}

/// The body of an answer that is 200 and whole.
fn content(mut answer: Vec<u8>) -> Result<Vec<u8>> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").context("an answer without end")?;
    let body = answer.split_off(end + 4);
    let head = String::from_utf8_lossy(&answer).to_ascii_lowercase();
    let status = head.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        bail!("{status}: {}", String::from_utf8_lossy(&body));
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    if length.is_some_and(|length| length.trim().parse() != Ok(body.len())) {
        bail!("the answer was cut off after {} bytes", body.len());
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_answer_is_content() {
        let of = |answer: &str| content(answer.as_bytes().to_vec());
        assert_eq!(of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nda").expect("whole"), b"da");
        assert_eq!(of("HTTP/1.0 200 OK\r\n\r\n").expect("empty"), b"");
        for wrong in
            ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nda", "HTTP/1.1 404 Not Found\r\n\r\n", "da"]
        {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }
}
