//! Lines that name each other: what lies above comes first.

use std::collections::{BTreeMap, BTreeSet};

/// Lines in an order in which each comes after the one it lies under.
#[derive(Debug, PartialEq, Eq)]
pub struct Ordered {
    /// Places of the lines in that order.
    pub order: Vec<usize>,
    /// Places of lines that would lie under themselves, and of those below them.
    pub circular: Vec<usize>,
}

/// Orders lines by their own key and the key of what they lie under; a key that no line has is no matter here.
pub fn in_order(lines: &[(String, String)]) -> Ordered {
    let mut by_key = BTreeMap::new();
    for (at, (key, _)) in lines.iter().enumerate() {
        by_key.entry(key.as_str()).or_insert(at);
    }
    let above: Vec<Option<usize>> =
        lines.iter().map(|(_, parent)| by_key.get(parent.as_str()).copied()).collect();
    let mut done = BTreeSet::new();
    let mut order = Vec::new();
    let mut circular = Vec::new();
    for start in 0..lines.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(line) = at.filter(|line| !done.contains(line)) {
            if way.contains(&line) {
                break;
            }
            way.push(line);
            at = above[line];
        }
        let is_circle = at.is_some_and(|line| way.contains(&line) || circular.contains(&line));
        done.extend(way.iter().copied());
        if is_circle { circular.extend(way) } else { order.extend(way.into_iter().rev()) }
    }
    circular.sort_unstable();
    Ordered { order, circular }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(lines: &[(&str, &str)]) -> Ordered {
        let lines: Vec<_> = lines.iter().map(|(key, parent)| ((*key).into(), (*parent).into())).collect();
        in_order(&lines)
    }

    #[test]
    fn what_lies_above_comes_first() {
        let found = ordered(&[("c", "b"), ("a", ""), ("b", "a"), ("d", "known")]);
        assert_eq!(found, Ordered { order: vec![1, 2, 0, 3], circular: vec![] });
    }

    #[test]
    fn circles_and_what_hangs_on_them_are_told() {
        let found = ordered(&[("a", "b"), ("b", "a"), ("c", "a"), ("d", "d"), ("e", "")]);
        assert_eq!(found, Ordered { order: vec![4], circular: vec![0, 1, 2, 3] });
    }
}
