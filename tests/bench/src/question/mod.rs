//! What is asked, of whom, and how each of them is asked the same.

mod ours;
mod peer;
mod raw;

pub use ours::global;

use crate::http::Request;
use crate::target::{Change, Target};
use anyhow::Result;
use calitas_app::Keys;
use clap::ValueEnum;
use std::net::SocketAddr;

/// A question of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Question {
    /// An action by its id.
    Point,
    /// A plan, fifty of its actions, who answers for each with their unit, its unit, who contributes.
    Nested,
    /// Fifty actions of an institution by due date, three quarters down the list.
    Deep,
    /// The sums of a plan.
    Sums,
    /// What a person has to do.
    Todo,
    /// Things by words that most actions have.
    Search,
    /// The scorecard of a municipality: what its institutions have released, at a glance.
    Scorecard,
    /// Reporting progress, with its journal entry.
    Progress,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contender {
    /// Calitas.
    Ours,
    /// PostGraphile 5.
    Peer,
    /// A handler with hand-written SQL.
    Raw,
    /// PostgreSQL alone, driven by pgbench.
    Database,
}

/// The contenders, their addresses and what is needed to ask them.
pub struct Field {
    /// Calitas.
    pub ours: SocketAddr,
    /// PostGraphile 5.
    pub peer: SocketAddr,
    /// The hand-written handler.
    pub raw: SocketAddr,
    /// Tokens for Calitas; the others are told who asks.
    pub keys: Keys,
    /// Whom and what about.
    pub targets: Vec<Target>,
}

impl Question {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Nested => "nested",
            Self::Deep => "deep",
            Self::Sums => "sums",
            Self::Todo => "todo",
            Self::Search => "search",
            Self::Scorecard => "scorecard",
            Self::Progress => "progress",
        }
    }

    /// The hand-written SQL, where there is one. Its parameters are those of [`raw::Asked`].
    pub fn sql(self) -> Option<&'static str> {
        match self {
            Self::Point => Some(include_str!("../../sql/point.sql")),
            Self::Nested => Some(include_str!("../../sql/nested.sql")),
            Self::Deep => Some(include_str!("../../sql/deep.sql")),
            Self::Sums => Some(include_str!("../../sql/sums.sql")),
            Self::Progress => Some(include_str!("../../sql/progress.sql")),
            Self::Scorecard => Some(include_str!("../../sql/scorecard.sql")),
            Self::Todo | Self::Search => None,
        }
    }

    /// Who can be asked this.
    pub fn contenders(self) -> &'static [Contender] {
        match self {
            Self::Point | Self::Nested | Self::Deep | Self::Progress => {
                &[Contender::Ours, Contender::Peer, Contender::Raw, Contender::Database]
            }
            // PostGraphile's aggregates are a plugin of their own, and what a person has to do is no table.
            Self::Sums => &[Contender::Ours, Contender::Raw, Contender::Database],
            // Adding up at once is what kept sums are measured against.
            Self::Scorecard => &[Contender::Ours, Contender::Raw],
            Self::Todo | Self::Search => &[Contender::Ours],
        }
    }
}

impl Contender {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "Calitas",
            Self::Peer => "PostGraphile 5",
            Self::Raw => "raw handler",
            Self::Database => "pgbench",
        }
    }
}

impl Field {
    /// Where a contender listens; pgbench speaks to the database itself.
    pub fn address(&self, contender: Contender) -> Option<SocketAddr> {
        match contender {
            Contender::Ours => Some(self.ours),
            Contender::Peer => Some(self.peer),
            Contender::Raw => Some(self.raw),
            Contender::Database => None,
        }
    }

    /// A question as a contender is asked it, once for each target, or for writes once for each change.
    pub async fn requests(
        &self,
        question: Question,
        contender: Contender,
        changes: &[Change],
    ) -> Result<Vec<Request>> {
        match contender {
            Contender::Ours => ours::requests(self, question, changes),
            Contender::Peer => peer::requests(self, question, changes).await,
            Contender::Raw => Ok(raw::requests(self, question, changes)),
            Contender::Database => Ok(Vec::new()),
        }
    }
}
