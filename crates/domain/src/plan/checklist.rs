//! The checklist of an action: small steps that are ticked off.

use crate::{
    check::Check,
    error::Error,
    id::{PlanActionCheckId, PlanActionId},
    journal::Change,
    reason::Reason,
};
use serde_json::Value;

/// At most this many items on one action.
pub const MAX_ITEMS: usize = 50;

/// One item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Identity.
    pub id: PlanActionCheckId,
    /// The action it belongs to.
    pub action: PlanActionId,
    /// What is to be done.
    pub title: String,
    /// Whether it is done.
    pub is_done: bool,
    /// Its place, from 1.
    pub position: i32,
}

impl ChecklistItem {
    /// A new item behind `existing` others.
    ///
    /// # Errors
    /// When the title is missing or too long, or the list is full.
    pub fn new(
        id: PlanActionCheckId,
        action: PlanActionId,
        title: &str,
        existing: &[Self],
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let title = check.text("title", title, 1..=300);
        check.ensure("title", existing.len() < MAX_ITEMS, Reason::TooMany { max: MAX_ITEMS });
        check.done()?;
        let position = existing.iter().map(|item| item.position).max().unwrap_or(0) + 1;
        Ok(Self { id, action, title, is_done: false, position })
    }

    /// The item with another title or tick; absent keeps.
    ///
    /// # Errors
    /// When the title is missing or too long.
    pub fn changed(self, title: Option<&str>, is_done: Option<bool>) -> Result<Self, Error> {
        let mut check = Check::new();
        let title = title.map_or(self.title, |title| check.text("title", title, 1..=300));
        check.done()?;
        Ok(Self { title, is_done: is_done.unwrap_or(self.is_done), ..self })
    }

    /// What the history of the action says. It names the item also when only its tick changed.
    pub fn changes(before: Option<&Self>, after: Option<&Self>) -> Vec<Change> {
        let title = |item: Option<&Self>| -> Value { item.map(|item| item.title.as_str()).into() };
        let tick = |item: Option<&Self>| -> Value { item.map(|item| item.is_done).into() };
        let mut changes =
            vec![Change { field: "checklist.title".into(), old: title(before), new: title(after) }];
        if tick(before) != tick(after) {
            changes.push(Change { field: "checklist.isDone".into(), old: tick(before), new: tick(after) });
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{TenantId, TenantRow};
    use uuid::Uuid;

    fn id<T: TenantRow>(row: u128) -> T {
        T::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    #[test]
    fn items_line_up_and_the_list_has_an_end() {
        let mut items = Vec::new();
        for row in 0..MAX_ITEMS {
            items.push(ChecklistItem::new(id(row as u128), id(1), "Pas", &items).expect("room"));
        }
        assert_eq!(items.last().map(|item| item.position), Some(50));
        assert!(ChecklistItem::new(id(99), id(1), "Pas", &items).is_err());
    }

    #[test]
    fn a_tick_names_its_item_in_the_history() {
        let item = ChecklistItem::new(id(2), id(1), "Pas", &[]).expect("valid");
        let ticked = item.clone().changed(None, Some(true)).expect("valid");
        let fields: Vec<_> =
            ChecklistItem::changes(Some(&item), Some(&ticked)).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, ["checklist.title", "checklist.isDone"]);
    }
}
