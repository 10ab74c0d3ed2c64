//! A server on a free port, and a client that can misbehave.

use crate::double::TestGate;
use axum::http::Uri;
use calitas_graphql::trusted::DocumentRule;
use calitas_server::{
    http::{
        self, Site,
        files::{Explorer, Files},
        origin::{Loopback, Origins},
        protect::{Protection, TransportSecurity},
    },
    listener,
    transport::Transport,
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{net::SocketAddr, path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::broadcast,
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use tokio_util::sync::CancellationToken;

pub struct Server {
    pub address: SocketAddr,
    pub gate: TestGate,
    pub changes: broadcast::Sender<u32>,
    pub stop: CancellationToken,
    pub ended: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Self {
        Self::with(DocumentRule::Any, None, Explorer::Served).await
    }

    pub async fn with(rule: DocumentRule, folder: Option<PathBuf>, explorer: Explorer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (changes, _) = broadcast::channel(64);
        let gate = TestGate::new(rule, changes.clone());
        let public_url = Uri::try_from(format!("http://{address}")).unwrap();
        let transport = Transport::new(gate.clone(), Origins::new(&public_url, Loopback::Refused), &[]);
        let (stop, sockets) = (transport.stop.clone(), transport.sockets.clone());
        let site = Site {
            sdl: gate.sdl().into(),
            pages: axum::Router::new(),
            files: folder.map(|folder| Files::new(folder, explorer)),
            protection: Protection {
                socket_origin: format!("ws://{address}"),
                transport: TransportSecurity::Strict,
            },
        };
        let router = http::router(transport, site);
        let ended = tokio::spawn({
            let stop = stop.clone();
            async move {
                listener::serve(listener, router, 1_000, stop).await;
                sockets.close();
                sockets.wait().await;
            }
        });
        Self { address, gate, changes, stop, ended }
    }

    /// One POST to the API with these headers.
    pub async fn post(&self, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut head = format!("POST /graphql HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", body.len());
        self.send((head + body).as_bytes()).await
    }

    /// One well-formed request of an anonymous visitor.
    pub async fn ask(&self, body: &Value) -> Answer {
        self.post(&[JSON, STRICT], &body.to_string()).await
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        self.send((head + "\r\n").as_bytes()).await
    }

    /// Bytes as they are; everything that comes back until the server closes.
    pub async fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may close before a body that it refuses is out.
        let _ = stream.write_all(bytes).await;
        let mut raw = Vec::new();
        let _ =
            timeout(Duration::from_secs(30), stream.read_to_end(&mut raw)).await.expect("the server answers");
        Answer { raw: String::from_utf8_lossy(&raw).into_owned() }
    }

    pub async fn is_alive(&self) -> bool {
        self.get("/health/live", &[]).await.status() == 200
    }

    /// A socket that has not said anything yet.
    pub async fn socket(&self) -> Socket {
        self.socket_with(Some("graphql-transport-ws"), &[]).await.expect("the handshake succeeds")
    }

    pub async fn socket_with(
        &self,
        protocol: Option<&str>,
        headers: &[(&'static str, &str)],
    ) -> Option<Socket> {
        let mut request = format!("ws://{}/graphql", self.address).into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        Some(Socket(connect_async(request).await.ok()?.0))
    }

    /// A socket with an open session.
    pub async fn signed_in(&self, name: &str) -> Socket {
        let mut socket = self.socket().await;
        socket
            .say(json!({"type": "connection_init", "payload": {"authorization": format!("Bearer {name}")}}))
            .await;
        assert_eq!(socket.hear().await, Heard::Message(json!({"type": "connection_ack"})));
        socket
    }
}

pub const JSON: (&str, &str) = ("Content-Type", "application/json");
pub const STRICT: (&str, &str) = ("Accept", "application/graphql-response+json");

/// What came back over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub raw: String,
}

impl Answer {
    pub fn status(&self) -> u16 {
        self.raw.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    pub fn head(&self) -> &str {
        self.raw.split("\r\n\r\n").next().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head().lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn text(&self) -> &str {
        self.raw.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_default()
    }

    pub fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A socket seen from the client.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What a client hears.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Message(Value),
    Closed(u16),
    /// Cut without a word.
    Cut,
}

impl Socket {
    pub async fn say(&mut self, message: Value) {
        self.say_raw(Message::text(message.to_string())).await;
    }

    pub async fn say_raw(&mut self, message: Message) {
        let _ = self.0.send(message).await;
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({"type": "subscribe", "id": id, "payload": {"query": query}})).await;
    }

    /// The next message, without the pings of the protocol.
    pub async fn hear(&mut self) -> Heard {
        self.hear_within(Duration::from_secs(20)).await.expect("something is heard")
    }

    pub async fn hear_within(&mut self, time: Duration) -> Option<Heard> {
        timeout(time, async {
            loop {
                return match self.0.next().await {
                    Some(Ok(Message::Text(text))) => Heard::Message(serde_json::from_str(&text).unwrap()),
                    Some(Ok(Message::Close(frame))) => {
                        Heard::Closed(frame.map_or(1005, |frame| frame.code.into()))
                    }
                    Some(Ok(_)) => continue,
                    Some(Err(_)) | None => Heard::Cut,
                };
            }
        })
        .await
        .ok()
    }

    /// The stream under the socket, for clients that stop to read.
    pub fn into_inner(self) -> WebSocketStream<MaybeTlsStream<TcpStream>> {
        self.0
    }
}
