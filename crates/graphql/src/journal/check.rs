//! What came of verifying a journal.

use crate::{connection::caller, identity::Membership, loader};
use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};
use calitas_app::journal;
use calitas_domain::id::{MembershipId, TenantId};
use chrono::{DateTime, Utc};

/// What is wrong with a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum JournalFault {
    /// An entry is missing, moved or doubled.
    Gap,
    /// An entry is not what was written.
    Changed,
    /// The journal does not end where it should.
    Head,
    /// Entries are not those a signed head was taken from.
    Rewritten,
    /// A signed head is not what was signed.
    Forged,
}

/// What came of the last verification of a journal.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct JournalCheck {
    /// When.
    pub at: DateTime<Utc>,
    /// The entry up to which the journal is what was written.
    pub position: String,
    /// What is wrong after it; absent when nothing is.
    pub fault: Option<JournalFault>,
    #[graphql(skip)]
    actor: Option<MembershipId>,
}

impl From<journal::Check> for JournalCheck {
    fn from(row: journal::Check) -> Self {
        let fault = |code: String| match code.as_str() {
            "GAP" => JournalFault::Gap,
            "HEAD" => JournalFault::Head,
            "REWRITTEN" => JournalFault::Rewritten,
            "FORGED" => JournalFault::Forged,
            _ => JournalFault::Changed,
        };
        Self { at: row.at, position: row.position.to_string(), fault: row.fault.map(fault), actor: row.actor }
    }
}

#[ComplexObject]
impl JournalCheck {
    /// Who asked for it.
    async fn actor(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.actor?).await.map_err(Into::into).transpose()
    }
}

/// What came of the last verification of an institution's journal.
pub async fn last_check(ctx: &Context<'_>, tenant: TenantId) -> Option<Result<JournalCheck>> {
    let found = journal::last_check(&caller(ctx), tenant).await;
    found.map(|found| found.map(JournalCheck::from)).map_err(Into::into).transpose()
}
