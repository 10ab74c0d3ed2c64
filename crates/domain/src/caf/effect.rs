//! From areas for improvement to actions of a plan, and whether these moved what they were meant for.

use super::{
    assessment::Assessment,
    catalogue::Subcriterion,
    finding::{Finding, FindingKind},
    refusal::CafRefusal,
    score::Exact,
};
use crate::{
    check::Check,
    error::Error,
    id::{CafFindingId, MembershipId, PlanActionId, UnitId},
    plan::{ActionInput, Source, SourceKind},
    reason::Reason,
};
use chrono::NaiveDate;

/// Actions made in one step.
const GROUPS: usize = 100;

/// Areas for improvement that become one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaGroup {
    /// Which.
    pub findings: Vec<CafFindingId>,
    /// What is to be done.
    pub title: String,
    /// Where it is carried out.
    pub unit: Option<UnitId>,
    /// Who answers for it.
    pub responsible: Option<MembershipId>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
}

/// What became of a subcriterion that an action served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The action.
    pub action: PlanActionId,
    /// The subcriterion.
    pub subcriterion: Subcriterion,
    /// Where the area was found.
    pub assessment: Assessment,
    /// The score it had.
    pub before: Exact,
    /// The next assessment of the same units that was concluded.
    pub later: Option<Assessment>,
    /// The score it has there.
    pub after: Option<Exact>,
}

impl Effect {
    /// By how much it moved; unknown until there is a later assessment.
    pub fn change(&self) -> Option<Exact> {
        self.after.map(|after| after - self.before)
    }
}

impl AreaGroup {
    /// Whether these groups can become actions together: each has areas, none of them twice.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each group at fault.
    pub fn check_all(groups: &[Self]) -> Result<(), Error> {
        let mut check = Check::new();
        check.ensure("groups", !groups.is_empty(), Reason::Required);
        check.ensure("groups", groups.len() <= GROUPS, Reason::TooMany { max: GROUPS });
        let mut seen = Vec::new();
        for (place, group) in groups.iter().enumerate() {
            let path = format!("groups.{place}.findingIds");
            check.ensure(&path, !group.findings.is_empty(), Reason::Required);
            let is_new = group.findings.iter().all(|id| !seen.contains(id));
            check.ensure(&path, is_new, Reason::Repeated);
            seen.extend(group.findings.iter().copied());
        }
        check.done()
    }
}

/// The proposal that a group of areas becomes: their words are its description, the highest of their weights its own.
///
/// # Errors
/// [`CafRefusal::NotAnArea`], [`CafRefusal::AreaPlanned`] at the areas.
pub fn action_input(group: &AreaGroup, areas: &[Finding], year: i32) -> Result<ActionInput, Error> {
    let mut check = Check::new();
    let is_area = areas.iter().all(|one| one.kind == FindingKind::Area);
    check.ensure("findingIds", is_area, CafRefusal::NotAnArea);
    check.ensure("findingIds", areas.iter().all(|one| one.action.is_none()), CafRefusal::AreaPlanned);
    check.done()?;
    let mut codes: Vec<&str> = areas.iter().map(|one| one.subcriterion.code()).collect();
    codes.dedup();
    let lines: Vec<String> =
        areas.iter().map(|one| format!("{}: {}", one.subcriterion.code(), one.text)).collect();
    Ok(ActionInput {
        title: group.title.clone(),
        description: lines.join("\n"),
        source: Source {
            kind: SourceKind::CafArea,
            reference: Some(codes.join(", ")),
            note: Some(format!("CAF {year}")),
        },
        responsible: group.responsible,
        unit: group.unit,
        impact: areas.iter().filter_map(|one| one.impact).max(),
        effort: areas.iter().filter_map(|one| one.effort).max(),
        budget: None,
        start_on: None,
        due_on: group.due_on,
        indicator: None,
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{assessment::tests::assessment, consensus::Consensus, score::ScoringMethod},
        *,
    };
    use crate::{
        id::{CafConsensusId, TenantId},
        plan::Priority,
    };
    use uuid::Uuid;

    fn area(row: u128, code: &str, kind: FindingKind) -> Finding {
        let tenant = TenantId(Uuid::nil());
        let subcriterion = Subcriterion::from_code(code).expect("a subcriterion");
        let consensus = CafConsensusId::new(tenant, Uuid::from_u128(row));
        let before = Consensus::hidden(consensus, assessment().id, subcriterion, ScoringMethod::Classical);
        Finding::write(CafFindingId::new(tenant, Uuid::from_u128(row)), &before, kind, "Sondaj anual")
            .expect("a finding")
    }

    fn group(findings: Vec<CafFindingId>) -> AreaGroup {
        AreaGroup { findings, title: "Sondaj".into(), unit: None, responsible: None, due_on: None }
    }

    #[test]
    fn areas_of_several_subcriteria_become_one_proposal() {
        let low = area(1, "3.1", FindingKind::Area).ranked(Some(Some(2)), Some(Some(3))).expect("ranked");
        let high = area(2, "4.2", FindingKind::Area).ranked(Some(Some(5)), Some(Some(1))).expect("ranked");
        assert_eq!(high.priority(), Some(Priority::QuickWin));
        let areas = [low, high];
        let input = action_input(&group(Vec::new()), &areas, 2026).expect("a proposal");
        assert_eq!((input.impact, input.effort), (Some(5), Some(3)));
        assert_eq!(input.source.reference.as_deref(), Some("3.1, 4.2"));
        assert_eq!(input.description, "3.1: Sondaj anual\n4.2: Sondaj anual");
    }

    #[test]
    fn only_areas_that_are_in_no_action_are_planned() {
        let code = |areas: &[Finding]| match action_input(&group(Vec::new()), areas, 2026) {
            Err(Error::Invalid(faults)) => faults[0].reason.code(),
            _ => "",
        };
        assert_eq!(code(&[area(1, "3.1", FindingKind::Strength)]), "NOT_AN_AREA");
        let action = PlanActionId::new(TenantId(Uuid::nil()), Uuid::nil());
        assert_eq!(code(&[area(1, "3.1", FindingKind::Area).planned(action)]), "AREA_PLANNED");
        assert!(area(1, "3.1", FindingKind::Strength).ranked(Some(Some(1)), None).is_err());
        assert!(area(1, "3.1", FindingKind::Area).ranked(Some(Some(6)), None).is_err());
    }

    #[test]
    fn groups_are_not_empty_and_share_nothing() {
        let id = area(1, "3.1", FindingKind::Area).id;
        let faults = |groups: &[AreaGroup]| match AreaGroup::check_all(groups) {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|one| (one.path, one.reason)).collect(),
            _ => Vec::new(),
        };
        assert_eq!(faults(&[]), [("groups".to_owned(), Reason::Required)]);
        let twice = [group(vec![id]), group(vec![id]), group(Vec::new())];
        let expected = [
            ("groups.1.findingIds".to_owned(), Reason::Repeated),
            ("groups.2.findingIds".to_owned(), Reason::Required),
        ];
        assert_eq!(faults(&twice), expected);
    }
}
