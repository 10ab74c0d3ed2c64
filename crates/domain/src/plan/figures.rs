//! Sums over the actions of a plan, a unit or an institution. The store counts, the meaning is here.

use super::action_status::ActionStatus;
use crate::id::{PlanId, UnitId};
use rust_decimal::Decimal;

/// A deadline is near when it is at most this many days away.
pub const DUE_SOON_DAYS: u64 = 7;

/// Sums over the actions of one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The plan.
    pub plan: PlanId,
    /// How many actions stand where; statuses without actions are left out.
    pub by_status: Vec<(ActionStatus, i32)>,
    /// Open actions past their due date.
    pub overdue_count: i32,
    /// Open actions due within a week.
    pub due_soon_count: i32,
    /// Sum of progress over the actions that count.
    pub progress_sum: i64,
    /// Money set aside, without rejected and cancelled actions.
    pub budget_total: Decimal,
}

impl Figures {
    /// A plan without actions.
    pub fn none(plan: PlanId) -> Self {
        Self {
            plan,
            by_status: Vec::new(),
            overdue_count: 0,
            due_soon_count: 0,
            progress_sum: 0,
            budget_total: Decimal::new(0, 2),
        }
    }

    /// How many actions stand in one of several statuses.
    pub fn count(&self, statuses: &[ActionStatus]) -> i32 {
        self.by_status.iter().filter(|(status, _)| statuses.contains(status)).map(|(_, count)| count).sum()
    }

    /// Progress of the plan.
    pub fn progress(&self) -> i32 {
        mean_progress(self.progress_sum, self.count(ActionStatus::COUNTED).into())
    }
}

/// Progress of several actions: the mean of those that count (decided, carried out or not), in whole percent, rounded
/// down, so that 100 means that everything is done. 0 when nothing counts.
pub fn mean_progress(sum: i64, count: i64) -> i32 {
    if count <= 0 { 0 } else { i32::try_from((sum / count).clamp(0, 100)).unwrap_or(0) }
}

/// What a unit has on its hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWorkload {
    /// The unit; absent for actions without one.
    pub unit: Option<UnitId>,
    /// Open actions.
    pub open_count: i32,
    /// Open actions past their due date.
    pub overdue_count: i32,
    /// Open actions due within a week.
    pub due_soon_count: i32,
    /// Actions carried out, verified or not.
    pub done_count: i32,
    /// Money set aside, without rejected and cancelled actions.
    pub budget: Decimal,
}

/// The plans of an institution at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Plans in force.
    pub active_plan_count: i32,
    /// Open actions.
    pub open_count: i32,
    /// Open actions past their due date.
    pub overdue_count: i32,
    /// Open actions due within a week.
    pub due_soon_count: i32,
    /// Actions carried out, verified or not.
    pub done_count: i32,
    /// Sum of progress over the actions that count.
    pub progress_sum: i64,
}

impl Summary {
    /// Progress over all plans in force.
    pub fn progress(&self) -> i32 {
        mean_progress(self.progress_sum, i64::from(self.open_count) + i64::from(self.done_count))
    }

    /// With one more plan; `is_active` when it is in force.
    pub fn with(self, figures: &Figures, is_active: bool) -> Self {
        Self {
            active_plan_count: self.active_plan_count + i32::from(is_active),
            open_count: self.open_count + figures.count(ActionStatus::OPEN),
            overdue_count: self.overdue_count + figures.overdue_count,
            due_soon_count: self.due_soon_count + figures.due_soon_count,
            done_count: self.done_count + figures.count(ActionStatus::SETTLED),
            progress_sum: self.progress_sum + figures.progress_sum,
        }
    }

    /// Both together.
    pub fn and(self, other: &Self) -> Self {
        Self {
            active_plan_count: self.active_plan_count + other.active_plan_count,
            open_count: self.open_count + other.open_count,
            overdue_count: self.overdue_count + other.overdue_count,
            due_soon_count: self.due_soon_count + other.due_soon_count,
            done_count: self.done_count + other.done_count,
            progress_sum: self.progress_sum + other.progress_sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn progress_is_the_mean_of_what_counts_rounded_down() {
        for (sum, count, expected) in [(0, 0, 0), (199, 2, 99), (200, 2, 100), (100, 3, 33), (40, 1, 40)] {
            assert_eq!(mean_progress(sum, count), expected, "{sum} / {count}");
        }
    }

    proptest! {
        #[test]
        fn progress_is_a_percentage_and_full_only_when_all_is_done(parts in proptest::collection::vec(0i64..=100, 0..200)) {
            let (sum, count) = (parts.iter().sum(), i64::try_from(parts.len()).expect("few"));
            let progress = mean_progress(sum, count);
            prop_assert!((0..=100).contains(&progress));
            prop_assert_eq!(progress == 100, count > 0 && parts.iter().all(|p| *p == 100));
        }
    }
}
