//! One pass over the lines of a sheet, in one write.

use super::{Report, Target};
use crate::{ctx::Ctx, identity::invitation};
use calitas_domain::{
    Change, Error, Event,
    id::{PlanId, TenantId},
    identity::Invitation,
    import::{ImportKind, MAX_PROBLEMS, Table, problems},
    journal::EventKind,
    tenancy::Tenant,
};
use calitas_store::WriteTx;
use serde_json::Value;

/// What the pass is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode<'a> {
    /// To see what would come of it.
    Look,
    /// To take the lines over.
    Take { key: Option<&'a str> },
}

/// A pass.
#[derive(Debug)]
pub(super) struct Run {
    pub tx: WriteTx,
    pub report: Report,
    /// Whether the same request was carried out before.
    pub is_repeated: bool,
    kind: ImportKind,
    events: Vec<Event>,
    elsewhere: Vec<(TenantId, Event)>,
    invitations: Vec<(Tenant, Invitation)>,
}

impl Run {
    /// Begins in a write that is open.
    pub async fn begin(ctx: &Ctx, mut tx: WriteTx, table: &Table, mode: Mode<'_>) -> Result<Self, Error> {
        let is_repeated = match mode {
            Mode::Look => false,
            Mode::Take { key } => ctx.once(&mut tx, key, table, ctx.new_id()).await?.is_some(),
        };
        Ok(Self {
            tx,
            report: Report { row_count: table.rows.len(), problems: Vec::new() },
            is_repeated,
            kind: table.kind,
            events: Vec::new(),
            elsewhere: Vec::new(),
            invitations: Vec::new(),
        })
    }

    /// Whether it goes on to another line.
    pub fn goes_on(&self) -> bool {
        !self.is_repeated && self.report.problems.len() < MAX_PROBLEMS
    }

    /// Begins a line.
    pub async fn mark(&mut self) -> Result<(), Error> {
        Ok(self.tx.mark().await?)
    }

    /// Ends a line: keeps what it did, or undoes it and tells why.
    pub async fn settle<T>(&mut self, line: u32, done: Result<T, Error>) -> Result<Option<T>, Error> {
        match done {
            Ok(done) => {
                self.tx.keep().await?;
                Ok(Some(done))
            }
            Err(error) => {
                self.refuse(line, error)?;
                self.tx.undo().await?;
                Ok(None)
            }
        }
    }

    /// Tells why a line cannot be taken over.
    pub fn refuse(&mut self, line: u32, error: Error) -> Result<(), Error> {
        let found = problems(self.kind, line, error)?;
        let room = MAX_PROBLEMS.saturating_sub(self.report.problems.len());
        self.report.problems.extend(found.into_iter().take(room));
        Ok(())
    }

    /// Notes what is to be journaled.
    pub fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Notes what is to be journaled in another institution.
    pub fn note_in(&mut self, tenant: TenantId, event: Event) {
        self.elsewhere.push((tenant, event));
    }

    /// Notes whom a link is to be sent to.
    pub fn invite(&mut self, tenant: &Tenant, invitation: Invitation) {
        self.invitations.push((tenant.clone(), invitation));
    }

    /// Ends the write: links, then one entry for each line and one for the whole.
    pub async fn commit(mut self, ctx: &Ctx, target: Target) -> Result<(), Error> {
        if !self.invitations.is_empty() {
            let invited: Vec<_> =
                self.invitations.iter().map(|(tenant, invitation)| (tenant, invitation)).collect();
            invitation::send_all(ctx, &mut self.tx, &invited).await?;
        }
        for (tenant, event) in &self.elsewhere {
            self.tx.record_in(*tenant, event).await?;
        }
        let whole = match target {
            Target::Actions(plan) => Event::new(EventKind::ImportApplied, PlanId::KIND, plan.row),
            Target::Institutions(tenant) | Target::Units(tenant) | Target::People(tenant) => {
                Event::new(EventKind::ImportApplied, TenantId::KIND, tenant.0)
            }
        };
        let said = |field: &str, new: Value| Change { field: field.to_owned(), old: Value::Null, new };
        let changes =
            vec![said("imported", self.kind.code().into()), said("rowCount", self.report.row_count.into())];
        self.events.push(whole.with(changes));
        Ok(self.tx.commit_all(self.events).await?)
    }
}
