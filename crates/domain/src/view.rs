//! Saved views: a list's filters, order and columns under a name, for oneself or for the institution.

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{MembershipId, SavedViewId},
    journal::Journaled,
};
use serde_json::Value;

coded! {
    /// The lists whose views can be saved.
    Surface {
        /// Actions of plans.
        PlanActions = "PLAN_ACTIONS",
        /// Plans.
        Plans = "PLANS",
        /// Members of an institution.
        Members = "MEMBERS",
    }
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Identity.
    pub id: SavedViewId,
    /// Who saved it.
    pub owner: MembershipId,
    /// The list it is of.
    pub surface: Surface,
    /// What people call it.
    pub name: String,
    /// The page's query string; the server does not read it.
    pub query: String,
    /// Whether everybody in the institution sees it.
    pub is_shared: bool,
    /// Counts changes, from 1.
    pub version: i32,
}

impl SavedView {
    /// The view with storable values.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let name = check.text("name", &self.name, 1..=80);
        let query = check.text("query", &self.query, 0..=2000);
        check.done()?;
        Ok(Self { name, query, ..self })
    }
}

impl Journaled for SavedView {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", self.name.as_str().into()),
            ("query", self.query.as_str().into()),
            ("isShared", self.is_shared.into()),
        ]
    }
}
