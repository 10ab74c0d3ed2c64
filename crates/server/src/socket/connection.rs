//! The loop of one socket. Operations run beside it; it only waits for what may happen next. It ends with a close code
//! or, when the other side is gone, in silence.

use super::{
    PROTOCOL, Times,
    close::Close,
    message::{Incoming, Outgoing},
    operations::{Operations, Refused, Step},
};
use crate::{
    gate::{Caller, Credentials, Gate, Session},
    http::{
        answer::{code_of, error_code},
        caller::bearer_token,
    },
    measure::{self, Live},
    seats::Seat,
    transport::{Asked, Transport, closed, is_passing},
};
use async_graphql::{Response, ServerError};
use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

/// Most messages of a client in [`WINDOW`].
const MESSAGES_PER_WINDOW: u32 = 500;
const WINDOW: Duration = Duration::from_secs(10);
/// How long we wait for the other side to close after us.
pub(super) const FAREWELL: Duration = Duration::from_secs(1);

/// How the loop ends.
enum End {
    /// We close, with a reason.
    Close(Close),
    /// The other side closed, broke off or takes nothing any more.
    Gone,
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

/// Serves a socket until it ends.
pub(super) async fn run<G: Gate>(mut socket: WebSocket, transport: Transport<G>, caller: Caller) {
    let (_live, times) = (Live::begin(), transport.times);
    let end = if socket.protocol().is_some_and(|protocol| protocol == PROTOCOL) {
        let mut connection = Connection::new(transport, caller);
        connection.serve(&mut socket).await
    } else {
        Close::Subprotocol.into()
    };
    match end {
        End::Gone => {}
        End::Close(close) => {
            measure::close(close.code());
            let _ = timeout(times.send, socket.send(Message::Close(Some(close.into())))).await;
            // Unread messages would turn the close into a reset that hides the code from the client.
            let _ = timeout(FAREWELL, async { while let Some(Ok(_)) = socket.recv().await {} }).await;
        }
    }
}

struct Connection<G: Gate> {
    transport: Transport<G>,
    caller: Caller,
    times: Times,
    operations: Operations,
    /// Who sits here, once the session is open.
    seated: Option<Seated<G::Handle>>,
    /// Until when the next step of the session must have happened.
    deadline: Instant,
    heard: Instant,
    next_ping: Instant,
    next_watch: Instant,
    window: (Instant, u32),
}

struct Seated<H> {
    session: Session<H>,
    _seat: Seat,
}

impl<G: Gate> Connection<G> {
    fn new(transport: Transport<G>, caller: Caller) -> Self {
        let (now, times) = (Instant::now(), transport.times);
        Self {
            transport,
            caller,
            times,
            operations: Operations::default(),
            seated: None,
            deadline: now + times.init,
            heard: now,
            next_ping: now + times.ping,
            next_watch: now + times.watch,
            window: (now, 0),
        }
    }

    async fn serve(&mut self, socket: &mut WebSocket) -> End {
        let stop = self.transport.stop.clone();
        loop {
            let next_time = self.deadline.min(self.next_ping).min(self.next_watch);
            let step = tokio::select! { biased;
                () = stop.cancelled() => Err(Close::GoingAway.into()),
                () = sleep_until(next_time) => self.tick().await,
                message = socket.recv() => self.hear(message).await,
                step = self.operations.next() => self.tell(step).await,
            };
            let message = match step {
                Ok(Some(message)) => message,
                Ok(None) => continue,
                Err(end) => return end,
            };
            match timeout(self.times.send, socket.send(message)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return End::Gone,
            }
        }
    }

    /// Time has come for the deadline, a look at the session or a ping.
    async fn tick(&mut self) -> Result<Option<Message>, End> {
        let now = Instant::now();
        if now >= self.deadline {
            let close = if self.seated.is_some() { Close::Forbidden } else { Close::InitTimeout };
            return Err(close.into());
        }
        if now >= self.next_watch {
            self.next_watch = now + self.times.watch;
            self.watch().await?;
        }
        if now < self.next_ping {
            return Ok(None);
        }
        if now - self.heard > self.times.idle {
            return Err(Close::Idle.into());
        }
        self.next_ping = now + self.times.ping;
        Ok(Some(Message::Ping(Bytes::new())))
    }

    /// Ends the socket of a session that is over.
    async fn watch(&mut self) -> Result<(), End> {
        match &self.seated {
            Some(seated) if !Box::pin(self.transport.gate.is_live(&seated.session)).await => {
                Err(Close::Forbidden.into())
            }
            Some(_) | None => Ok(()),
        }
    }

    async fn hear(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<Option<Message>, End> {
        self.heard = Instant::now();
        self.count()?;
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(None),
            Some(Ok(Message::Binary(_))) => return Err(Close::BadMessage.into()),
            Some(Err(error)) => return Err(broken(&error)),
            Some(Ok(Message::Close(_))) | None => return Err(End::Gone),
        };
        match Incoming::parse(&text).ok_or(Close::BadMessage)? {
            Incoming::Ping => Ok(Some(Message::Text(Outgoing::Pong.text()))),
            Incoming::Pong => Ok(None),
            // Kept apart, as everything that happens seldom: a silent socket would hold room for it.
            Incoming::Init(details) => Box::pin(self.init(&details)).await.map(Some),
            Incoming::Subscribe(id, asked) => self.subscribe(&id, *asked),
            Incoming::Complete(id) => {
                self.operations.end(&id);
                Ok(None)
            }
        }
    }

    fn count(&mut self) -> Result<(), Close> {
        let (began, count) = &mut self.window;
        if self.heard - *began > WINDOW {
            (*began, *count) = (self.heard, 0);
        }
        *count += 1;
        if *count > MESSAGES_PER_WINDOW { Err(Close::TooMany) } else { Ok(()) }
    }

    async fn init(&mut self, details: &Map<String, Value>) -> Result<Message, End> {
        if self.seated.is_some() {
            return Err(Close::TwiceInit.into());
        }
        if let Some(bearer) = token(details) {
            self.caller = Credentials { bearer: Some(bearer), ..(*self.caller).clone() }.into();
        }
        let admission = match timeout_at(self.deadline, self.transport.gate.enter(&self.caller)).await {
            Ok(Ok(admission)) => admission,
            Ok(Err(error)) if error_code(&error) != "UNAVAILABLE" => return Err(Close::Forbidden.into()),
            // Nobody knows yet who it is, so nobody is refused.
            Ok(Err(_)) | Err(_) => return Err(Close::TryAgain.into()),
        };
        let session = admission.session.ok_or(Close::Forbidden)?;
        let seat = self.transport.seats.take(session.account_id).ok_or(Close::TooMany)?;
        self.deadline = Instant::now() + session.ends_in;
        self.seated = Some(Seated { session, _seat: seat });
        Ok(Message::Text(Outgoing::ConnectionAck.text()))
    }

    fn subscribe(&mut self, id: &str, asked: Asked) -> Result<Option<Message>, End> {
        let session = self.seated.as_ref().ok_or(Close::Unauthorized)?.session.clone();
        match self.operations.admit(id) {
            Ok(()) => {}
            Err(Refused::DuplicateId) => return Err(Close::DuplicateId.into()),
            Err(Refused::TooMany) => {
                let mut error = ServerError::new("Too many operations at once.", None);
                error.extensions = Some(code_of("RATE_LIMITED"));
                return Ok(Some(text(Outgoing::Error { id, payload: &[error] }.text())));
            }
        }
        let (transport, caller) = (self.transport.clone(), self.caller.clone());
        let answers = async move {
            match transport.gate.reenter(&session, &caller).await {
                Ok(admission) => transport.stream(asked, admission, session, &caller),
                Err(error) => stream::once(async { closed(error) }).boxed(),
            }
        };
        self.operations.start(id, answers);
        Ok(None)
    }

    async fn tell(&mut self, step: Step) -> Result<Option<Message>, End> {
        match step {
            Step::End(id) => Ok(Some(text(Outgoing::Complete { id: &id }.text()))),
            Step::Answer(_, answer) if is_passing(&answer) => Err(Close::TryAgain.into()),
            Step::Answer(id, answer) => {
                self.watch().await?;
                Ok(Some(text(self.answer(&id, &answer))))
            }
        }
    }

    fn answer(&mut self, id: &str, answer: &Response) -> Utf8Bytes {
        let message = Outgoing::answer(id, answer);
        if matches!(message, Outgoing::Error { .. }) {
            self.operations.end(id);
        }
        message.text()
    }
}

fn text(text: Utf8Bytes) -> Message {
    Message::Text(text)
}

/// The token a browser sends in `connection_init`, because it cannot send headers: `{"authorization": "Bearer …"}`.
fn token(details: &Map<String, Value>) -> Option<String> {
    let (_, value) = details.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    bearer_token(value.as_str()?).map(str::to_owned)
}

/// The library tells its errors apart only by their texts.
fn broken(error: &axum::Error) -> End {
    let text = error.to_string();
    if text.starts_with("Space limit") {
        Close::TooBig.into()
    } else if text.starts_with("UTF-8") {
        Close::NotText.into()
    } else if text.starts_with("IO error") || text.contains("Connection") {
        End::Gone
    } else {
        Close::Protocol.into()
    }
}
