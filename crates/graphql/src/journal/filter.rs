//! Which entries of a journal.

use crate::{node, scalar::Date};
use async_graphql::{ID, InputObject};
use calitas_app::journal::{self, Filter};
use calitas_domain::{
    Error, Reason,
    id::{MembershipId, TenantId},
};

/// Codes in one filter.
const MOST_CODES: usize = 100;

/// Which entries of an institution's journal; all unless told.
#[derive(Debug, Default, InputObject)]
pub struct JournalFilter {
    /// From this day on.
    pub from: Option<Date>,
    /// Until the end of this day.
    pub to: Option<Date>,
    /// Done by this person.
    pub actor_id: Option<ID>,
    /// Codes of these kinds of events.
    pub kinds: Option<Vec<String>>,
    /// Codes of these kinds of things.
    pub subject_kinds: Option<Vec<String>>,
    /// About this thing, or about what belongs to it; it may have gone.
    pub thing_id: Option<ID>,
}

impl JournalFilter {
    /// As the use case reads it.
    ///
    /// # Errors
    /// For things and people of another institution, what is no code, and a period that ends before it begins.
    pub fn into_rows(self, tenant: TenantId) -> Result<Filter, Error> {
        let unknown = |path: &str| Error::invalid(path, Reason::UnknownReference);
        let actor = self.actor_id.map(|id| node::reference::<MembershipId>("filter.actorId", &id, tenant));
        let thing = self.thing_id.map(|id| {
            let found = node::row_of(&id).filter(|(of, _)| *of == tenant);
            found.map(|(_, row)| row).ok_or_else(|| unknown("filter.thingId"))
        });
        let (kinds, subject_kinds) = (self.kinds.unwrap_or_default(), self.subject_kinds.unwrap_or_default());
        for (path, given) in [("filter.kinds", &kinds), ("filter.subjectKinds", &subject_kinds)] {
            if given.len() > MOST_CODES || !given.iter().all(|code| is_code(code)) {
                return Err(unknown(path));
            }
        }
        let filter = Filter {
            actor: actor.transpose()?.map(|actor| actor.row),
            kinds,
            subject_kinds,
            thing: thing.transpose()?,
            ..Filter::default()
        };
        journal::within(filter, self.from.map(|day| day.0), self.to.map(|day| day.0))
    }
}

/// Whether a text has the form of a code. A newer program may have written ones that are not known here.
fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
