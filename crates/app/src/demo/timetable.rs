//! On which day what happens to a plan of the demonstration.

use super::plans::{ActionScript, Script};
use calitas_domain::plan::{ActionStatus, PlanStatus};

/// What happens on a day. The order of the variants is the order inside a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    Create,
    Propose(usize),
    Submit,
    Approve,
    Release,
    Revise,
    Watch(usize, usize),
    Reject(usize),
    Cancel(usize),
    Begin(usize),
    Tick(usize, usize),
    Report(usize),
    Finish(usize),
    Measure(usize, usize),
    Verify(usize),
    Comment(usize, usize),
}

/// Days between a plan's first word and its approval.
const WRITING: i64 = 15;

/// Everything that happens to a plan, in order.
pub(super) fn of(script: &Script) -> Vec<(i64, Act)> {
    let begun = script.first_day.min(0) - 18;
    let approved = begun + WRITING;
    let was_approved =
        matches!(script.status, PlanStatus::Active | PlanStatus::UnderRevision | PlanStatus::Closed);
    let mut calendar = vec![(begun, Act::Create)];
    if script.status != PlanStatus::Draft {
        calendar.push((approved - 3, Act::Submit));
    }
    if was_approved {
        calendar.push((approved, Act::Approve));
        calendar.extend(script.released.map(|day| (day, Act::Release)));
    }
    if let Some(revision) = &script.revision {
        calendar.push((revision.day, Act::Revise));
        if script.status != PlanStatus::UnderRevision {
            calendar.extend([(revision.day + 4, Act::Submit), (revision.day + 6, Act::Approve)]);
        }
    }
    let late = script.revision.as_ref().map_or(-8, |revision| revision.day);
    for (index, action) in script.actions.iter().enumerate() {
        let is_proposal = matches!(action.status, ActionStatus::Proposed | ActionStatus::Rejected);
        let spread = i64::try_from(index).unwrap_or(0);
        let proposed = match action.joined {
            Some(_) => late + 1,
            None if was_approved && is_proposal => -7 + spread % 3,
            None => begun + 1 + spread % 9,
        };
        calendar.push((proposed, Act::Propose(index)));
        work(&mut calendar, index, action, approved);
    }
    calendar.sort();
    calendar
}

/// The days on which an action is worked on.
fn work(calendar: &mut Vec<(i64, Act)>, index: usize, action: &ActionScript, approved: i64) {
    use ActionStatus::{Approved, Cancelled, Done, InProgress, Proposed, Rejected, VerifiedEffective};
    let end = action.due.min(-2);
    let begun = action.start.max(approved + 1).min(end - 3);
    calendar.extend((0..action.watchers.len()).map(|watcher| (approved + 2, Act::Watch(index, watcher))));
    for (number, comment) in action.comments.iter().enumerate() {
        calendar.push((comment.day, Act::Comment(index, number)));
    }
    match action.status {
        Proposed | Approved => {}
        Rejected => calendar.push((-2, Act::Reject(index))),
        Cancelled => calendar.push((end - 6, Act::Cancel(index))),
        InProgress | Done | VerifiedEffective => {
            calendar.push((begun, Act::Begin(index)));
            calendar.push((i64::midpoint(begun, end), Act::Report(index)));
            let ticked = action.checklist.iter().enumerate().filter(|(_, item)| item.done);
            for (place, (item, _)) in ticked.enumerate() {
                let day = (begun + 1 + 2 * i64::try_from(place).unwrap_or(0)).min(end - 1);
                calendar.push((day, Act::Tick(index, item)));
            }
            if action.status != InProgress {
                calendar.push((end - 1, Act::Finish(index)));
            }
            if let Some(indicator) = &action.indicator {
                let values = indicator.measured.iter().enumerate();
                calendar.extend(values.map(|(number, value)| (value.day, Act::Measure(index, number))));
            }
            if action.status == VerifiedEffective {
                calendar.push(((end + 7).min(-1), Act::Verify(index)));
            }
        }
    }
}
