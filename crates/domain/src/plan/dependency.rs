//! Which action waits for which. An order without cycles; that it holds does not stop work, but finishing an action
//! before what it waits for needs a reason (see [`super::transition`]).

use crate::{error::Error, reason::Reason};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// One action of a plan waits for another one of the same plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dependency {
    /// The action that waits.
    pub action: Uuid,
    /// The action it waits for.
    pub after: Uuid,
}

/// Refuses an order that would run in a circle. `existing` holds all dependencies of the plan.
///
/// # Errors
/// [`Reason::DependencyCycle`], at `afterId`.
pub fn refuse_cycle(existing: &[Dependency], new: Dependency) -> Result<(), Error> {
    let mut waits_for: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for edge in existing {
        waits_for.entry(edge.action).or_default().push(edge.after);
    }
    let mut seen = BTreeSet::new();
    let mut open = vec![new.after];
    while let Some(action) = open.pop() {
        if action == new.action {
            return Err(Error::invalid("afterId", Reason::DependencyCycle));
        }
        if seen.insert(action) {
            open.extend(waits_for.get(&action).into_iter().flatten());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(action: u128, after: u128) -> Dependency {
        Dependency { action: Uuid::from_u128(action), after: Uuid::from_u128(after) }
    }

    #[test]
    fn refuses_an_action_that_waits_for_itself_directly_or_through_others() {
        let chain = [edge(2, 1), edge(3, 2), edge(4, 3)];
        assert!(refuse_cycle(&[], edge(1, 1)).is_err());
        assert!(refuse_cycle(&chain, edge(1, 2)).is_err());
        assert!(refuse_cycle(&chain, edge(1, 4)).is_err());
        assert!(refuse_cycle(&chain, edge(4, 1)).is_ok());
        assert!(refuse_cycle(&chain, edge(5, 4)).is_ok());
    }

    /// Whether the actions can be put in an order where each comes after what it waits for.
    fn can_be_ordered(edges: &[Dependency]) -> bool {
        let mut left: Vec<Dependency> = edges.to_vec();
        loop {
            let waiting: BTreeSet<Uuid> = left.iter().map(|e| e.action).collect();
            let before = left.len();
            left.retain(|e| waiting.contains(&e.after));
            if left.len() == before {
                return left.is_empty();
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_has_no_cycle(wishes in proptest::collection::vec((0u128..12, 0u128..12), 0..80)) {
            let mut edges = Vec::new();
            for (action, after) in wishes {
                let wish = edge(action, after);
                let accepted = refuse_cycle(&edges, wish).is_ok();
                let tried: Vec<_> = edges.iter().copied().chain([wish]).collect();
                prop_assert_eq!(accepted, can_be_ordered(&tried));
                if accepted {
                    edges = tried;
                }
            }
        }
    }
}
