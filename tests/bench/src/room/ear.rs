//! The screen of a member: hears the meeting, loses its line and goes on where it stopped.

use crate::sockets::{Socket, enter};
use anyhow::{Context, Result, bail};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio_tungstenite::tungstenite::Message;

const HEAR: &str = "subscription($id: ID!, $after: String) { cafAssessmentChanged(id: $id, after: $after) {
  cursor refetch entry { position kind } cafConsensus { id version state round voteCount
    spread { count lowest { display } median { display } highest { display } shown { value { display } } } } } }";
const PATIENCE: Duration = Duration::from_secs(60);

/// A screen.
pub struct Ear {
    number: usize,
    token: String,
    assessment: String,
    cursor: String,
    socket: Option<Socket>,
    heard: HashSet<i64>,
    repeated: usize,
    refetched: usize,
}

impl Ear {
    /// Opens a screen that hears what comes after a place.
    pub async fn open(
        address: SocketAddr,
        number: usize,
        token: &str,
        assessment: &str,
        cursor: &str,
    ) -> Result<Self> {
        let mut ear = Self {
            number,
            token: token.to_owned(),
            assessment: assessment.to_owned(),
            cursor: cursor.to_owned(),
            socket: None,
            heard: HashSet::new(),
            repeated: 0,
            refetched: 0,
        };
        ear.mend(address).await?;
        Ok(ear)
    }

    /// Loses the line.
    pub fn cut(&mut self) {
        self.socket = None;
    }

    /// Comes back to where it was, if its line was lost.
    pub async fn mend(&mut self, address: SocketAddr) -> Result<()> {
        if self.socket.is_none() {
            let variables = json!({ "id": self.assessment, "after": self.cursor });
            let payload = json!({ "query": HEAR, "variables": variables });
            self.socket = Some(enter(address, self.number, &self.token, &payload).await?);
        }
        Ok(())
    }

    /// Hears until a subcriterion is in a state; when that was.
    pub async fn until(&mut self, id: &str, state: &str) -> Result<Instant> {
        self.hear(|one| one["id"] == id && one["state"] == state).await
    }

    /// Hears until the votes of a round are shown.
    pub async fn until_round(&mut self, id: &str, round: i64) -> Result<Instant> {
        self.hear(|one| one["id"] == id && one["state"] == "REVEALED" && one["round"] == round).await
    }

    async fn hear(&mut self, is_it: impl Fn(&Value) -> bool) -> Result<Instant> {
        loop {
            let socket = self.socket.as_mut().context("a line")?;
            let next = tokio::time::timeout(PATIENCE, socket.next()).await.context("nothing is heard")?;
            let Message::Text(text) = next.context("the line broke")?? else { continue };
            let message: Value = serde_json::from_str(&text)?;
            if message["type"] != "next" {
                continue;
            }
            let at = Instant::now();
            let change = &message["payload"]["data"]["cafAssessmentChanged"];
            let Some(cursor) = change["cursor"].as_str() else { bail!("{message}") };
            cursor.clone_into(&mut self.cursor);
            if change["refetch"] == true {
                self.refetched += 1;
            }
            if let Some(position) = change["entry"]["position"].as_str().and_then(|one| one.parse().ok()) {
                self.repeated += usize::from(!self.heard.insert(position));
            }
            // State and votes are those of the moment of delivery, so a screen that is behind may see more than it waits for.
            if is_it(&change["cafConsensus"]) && change["entry"]["kind"] == "caf_scores_revealed" {
                return Ok(at);
            }
        }
    }

    /// The places of what was heard.
    pub fn heard(&self) -> &HashSet<i64> {
        &self.heard
    }

    /// How much was heard more than once.
    pub fn repeated(&self) -> usize {
        self.repeated
    }

    /// How often it was told to read everything anew.
    pub fn refetched(&self) -> usize {
        self.refetched
    }
}
