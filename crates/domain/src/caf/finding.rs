//! Strengths and areas for improvement: gathered from what members wrote alone, then merged and reworded together.

use super::{
    catalogue::Subcriterion, consensus::Consensus, individual::IndividualScore, refusal::CafRefusal,
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CafAssessmentId, CafConsensusId, CafFindingId, PlanActionId},
    journal::Journaled,
    plan::Priority,
    reason::Reason,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeMap;

/// Length of a text. What a member wrote alone, at most 4,000 characters, always fits.
const TEXT: std::ops::RangeInclusive<usize> = 2..=4_000;
/// Weights of an area, as those of an action.
const WEIGHTS: std::ops::RangeInclusive<i32> = 1..=5;
/// Findings that become one at once.
const MERGED: usize = 100;
/// What a line of a list may begin with.
const BULLETS: [char; 6] = ['-', '–', '—', '•', '*', '·'];

coded! {
    /// What a finding says.
    FindingKind {
        /// Punct tare.
        Strength = "STRENGTH",
        /// Zonă de îmbunătățit.
        Area = "AREA",
    }
}

/// What a group finds about a subcriterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Identity.
    pub id: CafFindingId,
    /// The subcriterion before the group.
    pub consensus: CafConsensusId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// What it is about.
    pub subcriterion: Subcriterion,
    /// Strength or area.
    pub kind: FindingKind,
    /// In words.
    pub text: String,
    /// How many lines of members' notes it was gathered from; 0 was written in the meeting.
    pub mentions: i32,
    /// Expected effect of working on an area, 1 to 5.
    pub impact: Option<i32>,
    /// Effort it needs, 1 to 5.
    pub effort: Option<i32>,
    /// The action an area went into.
    pub action: Option<PlanActionId>,
    /// When it was taken out, or went into another one.
    pub removed_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// A line that members wrote about a subcriterion, and how often.
pub type Gathered = (Subcriterion, FindingKind, String, i32);

/// What members wrote, line by line in the order of the subcriteria: the same line of several members once, as the first
/// of them wrote it. Nothing tells whose it was.
pub fn gather(notes: &[IndividualScore]) -> Vec<Gathered> {
    let mut places: BTreeMap<(Subcriterion, &str, String), usize> = BTreeMap::new();
    let mut found: Vec<Gathered> = Vec::new();
    for note in notes {
        let subcriterion = note.score.subcriterion;
        for (kind, text) in [(FindingKind::Strength, &note.strengths), (FindingKind::Area, &note.areas)] {
            for line in text.iter().flat_map(|text| text.lines()) {
                let line =
                    line.trim_start_matches(|sign: char| BULLETS.contains(&sign) || sign.is_whitespace());
                let line = line.trim_end();
                if line.chars().count() < *TEXT.start() {
                    continue;
                }
                let folded = line.to_lowercase().trim_end_matches(['.', ';', ',']).to_owned();
                let place = *places.entry((subcriterion, kind.code(), folded)).or_insert(found.len());
                match found.get_mut(place) {
                    Some((.., mentions)) => *mentions += 1,
                    None => found.push((subcriterion, kind, line.to_owned(), 1)),
                }
            }
        }
    }
    found.sort_by_key(|(subcriterion, ..)| *subcriterion);
    found
}

impl Finding {
    /// One that was gathered.
    pub fn gathered(id: CafFindingId, consensus: &Consensus, (_, kind, text, mentions): Gathered) -> Self {
        Self {
            id,
            consensus: consensus.id,
            assessment: consensus.assessment,
            subcriterion: consensus.score.subcriterion,
            kind,
            text,
            mentions,
            impact: None,
            effort: None,
            action: None,
            removed_at: None,
            version: 1,
        }
    }

    /// One that the group writes.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that is empty or too long.
    pub fn write(
        id: CafFindingId,
        consensus: &Consensus,
        kind: FindingKind,
        text: &str,
    ) -> Result<Self, Error> {
        let gathered = (consensus.score.subcriterion, kind, checked(text)?, 0);
        Ok(Self::gathered(id, consensus, gathered))
    }

    /// In other words.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that is empty or too long.
    pub fn reworded(self, text: &str) -> Result<Self, Error> {
        Ok(Self { text: checked(text)?, version: self.version + 1, ..self })
    }

    /// With other weights; what is absent stays, `Some(None)` clears.
    ///
    /// # Errors
    /// [`CafRefusal::NotAnArea`] for a strength; [`Error::Invalid`] for a number outside 1 to 5.
    pub fn ranked(self, impact: Option<Option<i32>>, effort: Option<Option<i32>>) -> Result<Self, Error> {
        if self.kind != FindingKind::Area {
            return Err(Error::conflict(CafRefusal::NotAnArea));
        }
        let mut check = Check::new();
        let mut weight = |path: &str, new: Option<Option<i32>>, old: Option<i32>| match new {
            Some(new) => new.map(|new| check.number(path, new, WEIGHTS)),
            None => old,
        };
        let (impact, effort) = (weight("impact", impact, self.impact), weight("effort", effort, self.effort));
        check.done()?;
        Ok(Self { impact, effort, version: self.version + 1, ..self })
    }

    /// Where an area lies in the matrix of impact and effort.
    pub fn priority(&self) -> Option<Priority> {
        Priority::of(self.impact, self.effort)
    }

    /// Gone into an action.
    #[must_use]
    pub fn planned(self, action: PlanActionId) -> Self {
        Self { action: Some(action), version: self.version + 1, ..self }
    }

    /// Takes it out; the journal keeps it.
    #[must_use]
    pub fn removed(self, at: DateTime<Utc>) -> Self {
        Self { removed_at: Some(at), version: self.version + 1, ..self }
    }

    /// Whether so many can become one.
    ///
    /// # Errors
    /// [`CafRefusal::FindingsDiffer`] at `ids` for less than two; [`Reason::TooMany`].
    pub fn may_merge(count: usize) -> Result<(), Error> {
        match count {
            0 | 1 => Err(Error::invalid("ids", CafRefusal::FindingsDiffer)),
            2..=MERGED => Ok(()),
            _ => Err(Error::invalid("ids", Reason::TooMany { max: MERGED })),
        }
    }

    /// Puts several into one: the first of them keeps its place, the others are taken out.
    ///
    /// # Errors
    /// [`CafRefusal::FindingsDiffer`] at `ids` for less than two, or for those of different subcriteria or kinds;
    /// [`Error::Invalid`] for a text that is empty or too long.
    pub fn merged(all: Vec<Self>, text: &str, at: DateTime<Utc>) -> Result<Vec<Self>, Error> {
        let differ = || Error::invalid("ids", CafRefusal::FindingsDiffer);
        let first = all.first().cloned().ok_or_else(differ)?;
        let is_alike = |one: &Self| one.consensus == first.consensus && one.kind == first.kind;
        Self::may_merge(all.len())?;
        if !all.iter().all(is_alike) {
            return Err(differ());
        }
        let mentions = all.iter().map(|one| one.mentions).sum();
        let kept = Self { mentions, ..first.reworded(text)? };
        let gone = all.into_iter().skip(1).map(|one| one.removed(at));
        Ok(std::iter::once(kept).chain(gone).collect())
    }
}

fn checked(text: &str) -> Result<String, Error> {
    let mut check = Check::new();
    let text = check.text("text", text, TEXT);
    check.done()?;
    Ok(text)
}

impl Journaled for Finding {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("subcriterion", self.subcriterion.code().into()),
            ("kind", self.kind.code().into()),
            ("text", self.text.as_str().into()),
            ("impact", self.impact.into()),
            ("effort", self.effort.into()),
            ("actionId", self.action.map(|action| action.row.to_string()).into()),
            ("isRemoved", self.removed_at.is_some().into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            assessment::tests::assessment,
            group::tests::member,
            score::{ScoringMethod, tests::score},
        },
        *,
    };
    use crate::id::{CafIndividualScoreId, TenantId};
    use uuid::Uuid;

    fn note(code: &str, strengths: &str, areas: &str) -> IndividualScore {
        IndividualScore {
            id: CafIndividualScoreId::new(TenantId(Uuid::nil()), Uuid::from_u128(1)),
            member: member(1).id,
            score: score(code, ScoringMethod::Classical, &[50]),
            strengths: Some(strengths.into()),
            areas: Some(areas.into()),
            proof: None,
            version: 1,
        }
    }

    fn finding(row: u128, kind: FindingKind, text: &str) -> Finding {
        let subcriterion = Subcriterion::from_code("1.2").expect("a subcriterion");
        let id = CafConsensusId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        let before = Consensus::hidden(id, assessment().id, subcriterion, ScoringMethod::Classical);
        let row = CafFindingId::new(TenantId(Uuid::nil()), Uuid::from_u128(row));
        Finding::write(row, &before, kind, text).expect("a finding")
    }

    #[test]
    fn lines_of_several_members_are_gathered_once() {
        let notes = [
            note("1.2", "- Organigramă actualizată\n\n• Fișe de post.", "Indicatori"),
            note("1.1", "Misiune", ""),
            note("1.2", "organigramă ACTUALIZATĂ;", "-"),
        ];
        let found = gather(&notes);
        let seen: Vec<_> =
            found.iter().map(|(at, kind, text, times)| (at.code(), kind.code(), &**text, *times)).collect();
        assert_eq!(
            seen,
            [
                ("1.1", "STRENGTH", "Misiune", 1),
                ("1.2", "STRENGTH", "Organigramă actualizată", 2),
                ("1.2", "STRENGTH", "Fișe de post.", 1),
                ("1.2", "AREA", "Indicatori", 1),
            ]
        );
    }

    #[test]
    fn those_of_one_kind_become_one() {
        let at = DateTime::UNIX_EPOCH;
        let of = |row, kind| finding(row, kind, "Sondaj anual");
        let all = vec![of(1, FindingKind::Area), of(2, FindingKind::Area), of(3, FindingKind::Area)];
        let merged = Finding::merged(all, "Sondajul anual nu se publică", at).expect("merged");
        assert_eq!(merged[0].text, "Sondajul anual nu se publică");
        assert!(merged[0].removed_at.is_none() && merged[1..].iter().all(|one| one.removed_at.is_some()));
        let mixed = vec![of(1, FindingKind::Area), of(2, FindingKind::Strength)];
        assert!(matches!(Finding::merged(mixed, "text", at), Err(Error::Invalid(_))));
        assert!(matches!(
            Finding::merged(vec![of(1, FindingKind::Area)], "text", at),
            Err(Error::Invalid(_))
        ));
        assert!(matches!(of(1, FindingKind::Area).reworded(" "), Err(Error::Invalid(_))));
    }
}
