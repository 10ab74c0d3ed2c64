//! What members of the Monitoring Commission are told of its meetings: convened, put off, called off.

use super::{
    project::word,
    teller::{Teller, Word},
};
use calitas_domain::{
    Error,
    control::MeetingState,
    id::CommissionMeetingId,
    journal::Entry,
    notification::{News, NotificationKind, NotificationReason},
};
use calitas_store::control::{commission, meeting as rows};

/// Tells what an entry about a meeting means to everybody in the commission on its day.
pub(super) async fn tell(teller: &mut Teller<'_>, entry: &Entry, news: &[News]) -> Result<(), Error> {
    let tenant = teller.tx.tenant();
    let id = CommissionMeetingId::new(tenant, entry.subject);
    let Some(meeting) = rows::by_ids(&mut teller.tx, &[id]).await?.pop() else { return Ok(()) };
    let members = commission::members(&mut teller.tx, &[meeting.commission]).await?;
    for item in news {
        let (kind, state) = match item {
            News::Convened => (NotificationKind::Assigned, MeetingState::Planned),
            News::Rescheduled => (NotificationKind::Changed, MeetingState::Planned),
            News::CalledOff => (NotificationKind::Changed, MeetingState::Cancelled),
            News::Assigned(_)
            | News::Decided
            | News::Mentioned(_)
            | News::Reopened
            | News::PlanReturned
            | News::PlanSubmitted
            | News::Deleted
            | News::Changed
            | News::Asked(_)
            | News::Postponed
            | News::Delegated(_)
            | News::HandedIn
            | News::GivenBack
            | News::TakenIn => continue,
        };
        // Of a day that has gone nobody needs to hear.
        if meeting.state != state || meeting.held_on < teller.today {
            continue;
        }
        // Another day and then another are two pieces of news: each is told.
        let cause = format!("entry {}", entry.position);
        let word = Word { cause, ..word(entry, tenant, kind, NotificationReason::Commission) };
        for member in members.iter().filter(|member| member.is_in_force(meeting.held_on)) {
            teller.tell(member.person, &word).await?;
        }
    }
    Ok(())
}
