//! What the walk tried and what it found, by kind of attempt.

use std::{collections::BTreeMap, fmt};

/// Attempts and faults by kind.
#[derive(Debug, Default)]
pub struct Report {
    kinds: BTreeMap<&'static str, (usize, Vec<String>)>,
    places: BTreeMap<String, bool>,
}

impl Report {
    /// Counts an attempt.
    pub fn tried(&mut self, kind: &'static str) {
        self.tried_many(kind, 1);
    }

    /// Counts attempts.
    pub fn tried_many(&mut self, kind: &'static str, count: usize) {
        self.kinds.entry(kind).or_default().0 += count;
    }

    /// Notes what must not be.
    pub fn fault(&mut self, kind: &'static str, fault: String) {
        self.kinds.entry(kind).or_default().1.push(fault);
    }

    /// Notes whether a place for words or cursors took what was put there.
    pub fn asked(&mut self, place: &str, is_answered: bool) {
        *self.places.entry(place.to_owned()).or_default() |= is_answered;
    }

    /// Fails when a place refused everybody everything: then nothing was searched there.
    ///
    /// # Panics
    /// When there is such a place, or none at all.
    pub fn searched(&self) {
        let refusing: Vec<_> = self.places.iter().filter(|(_, answered)| !**answered).collect();
        assert!(!self.places.is_empty() && refusing.is_empty(), "never answered: {refusing:?}");
        println!("searched: {}", self.places.keys().cloned().collect::<Vec<_>>().join(", "));
    }

    /// Prints the counts and fails when anything was found.
    ///
    /// # Panics
    /// When there are faults, or when a kind of attempt was never made.
    pub fn settle(&self, expected: &[&str]) {
        println!("{self}");
        let untried: Vec<_> =
            expected.iter().filter(|kind| self.kinds.get(*kind).is_none_or(|row| row.0 == 0)).collect();
        assert!(untried.is_empty(), "never tried: {untried:?}");
        let faults: usize = self.kinds.values().map(|(_, faults)| faults.len()).sum();
        assert!(faults == 0, "{faults} faults\n{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, (tried, faults)) in &self.kinds {
            writeln!(f, "{kind:10} {tried:6} tried, {} faults", faults.len())?;
            for fault in faults.iter().take(12) {
                writeln!(f, "    {}", fault.chars().take(1_200).collect::<String>())?;
            }
        }
        Ok(())
    }
}
