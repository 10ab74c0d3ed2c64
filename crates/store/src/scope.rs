//! Whose rows a transaction may touch, as the settings that row-level security reads.

use calitas_domain::id::{AccountId, TenantId};
use std::fmt::Write;
use uuid::Uuid;

/// The rows a request may touch. Made by `app` from memberships, nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Who asks, for rows that are private inside an institution.
    pub account: Option<AccountId>,
    /// Institutions the person belongs to, as a guest too.
    pub tenants: Vec<TenantId>,
    /// Those of them that are open beyond single objects.
    pub full_tenants: Vec<TenantId>,
    /// Single objects (plans) a guest may see.
    pub objects: Vec<Uuid>,
}

impl Scope {
    /// One institution as a whole, for Calitas itself: timers, the stream, invitations being accepted.
    pub fn system(tenant: TenantId) -> Self {
        Self::system_of(vec![tenant])
    }

    /// Several institutions as a whole, for Calitas itself.
    pub fn system_of(tenants: Vec<TenantId>) -> Self {
        Self { account: None, full_tenants: tenants.clone(), tenants, objects: Vec::new() }
    }

    /// The statement that opens a transaction with this scope. Literal `SET LOCAL`: a distributed PostgreSQL hands it
    /// on to its workers, `set_config` it does not. Only ids get in, formatted by their type.
    pub(crate) fn begin(&self, begin: &str) -> String {
        let mut sql = String::from(begin);
        let account = self.account.map(|account| account.0.to_string()).unwrap_or_default();
        let tenants = list(self.tenants.iter().map(|tenant| tenant.0));
        let full_tenants = list(self.full_tenants.iter().map(|tenant| tenant.0));
        let objects = list(self.objects.iter().copied());
        let settings = [
            ("app.account_id", account),
            ("app.tenant_ids", tenants),
            ("app.full_tenant_ids", full_tenants),
            ("app.object_ids", objects),
        ];
        for (name, value) in settings {
            write!(sql, "; SET LOCAL {name} = '{value}'").expect("writing to a string cannot fail");
        }
        sql
    }
}

/// An array literal of PostgreSQL.
fn list(ids: impl Iterator<Item = Uuid>) -> String {
    let ids: Vec<_> = ids.map(|id| id.hyphenated().to_string()).collect();
    format!("{{{}}}", ids.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_sent_with_the_transaction() {
        let tenant = TenantId(Uuid::from_u128(7));
        let sql = Scope::system(tenant).begin("BEGIN READ ONLY");
        assert_eq!(
            sql,
            "BEGIN READ ONLY; SET LOCAL app.account_id = ''; \
             SET LOCAL app.tenant_ids = '{00000000-0000-0000-0000-000000000007}'; \
             SET LOCAL app.full_tenant_ids = '{00000000-0000-0000-0000-000000000007}'; SET LOCAL app.object_ids = '{}'"
        );
    }
}
