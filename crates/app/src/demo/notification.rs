//! What the demonstration's people are told: the last weeks of its plans, rules of escalation, and a few days off.
//! The days are examples: no act decides them.

use crate::{app::App, notification};
use calitas_domain::{
    Error, Event,
    calendar::{self, CalendarDay, DayOff},
    id::TenantId,
    journal::{Actor, EventKind, created, difference},
    notification::{Escalation, EscalationRecipient, PolicyPatch},
};
use calitas_store::{
    Scope,
    identity::membership,
    notification::{
        centre, policy,
        progress::{self, Progress},
    },
};
use chrono::{Days, Duration};

const DAYS: &[(&str, DayOff, &str)] = &[
    ("2026-12-24", DayOff::Free, "Punte, zi de probă"),
    ("2027-01-08", DayOff::Free, "Punte, zi de probă"),
    ("2027-01-16", DayOff::Worked, "Recuperarea zilei de 8 ianuarie, zi de probă"),
];
/// What came longer ago was read.
const READ_AFTER: Duration = Duration::days(4);
/// Days before the loading whose reminders are given with it: on any day of the week somebody is reminded.
const REMINDED: u64 = 14;

/// Lets an institution decide what most decide. Once decided, nothing is changed. Says whether it decided now.
pub(super) async fn decide(app: &App, tenant: TenantId) -> Result<bool, Error> {
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    let old = policy::lock(&mut tx).await?;
    if old.version > 0 {
        return Ok(false);
    }
    let rule = |after_days, recipient| Escalation { after_days, recipient };
    let escalations =
        vec![rule(3, EscalationRecipient::HeadOfUnit), rule(10, EscalationRecipient::HeadOfInstitution)];
    let patch = PolicyPatch { escalations: Some(escalations), ..PolicyPatch::default() };
    let new = old.clone().patched(patch)?;
    policy::save(&mut tx, &new).await?;
    let reminded_on = calendar::day(app.now()) - Days::new(REMINDED);
    progress::take(&mut tx, Progress { position: 0, reminded_on }).await?;
    let about = |kind| Event::new(kind, TenantId::KIND, tenant.0);
    let mut events = vec![about(EventKind::NotificationPolicyUpdated).with(difference(&old, &new))];
    for (day, kind, note) in DAYS {
        let day = day.parse().expect("a day of the demonstration");
        let day = CalendarDay { tenant, day, kind: *kind, note: (*note).to_owned() };
        policy::set_day(&mut tx, &day).await?;
        events.push(about(EventKind::CalendarDaySet).with(created(&day)));
    }
    tx.commit_all(events).await?;
    Ok(true)
}

/// Tells people what happened, and has them read the older part.
pub(super) async fn tell(app: &App, tenants: &[TenantId]) -> Result<(), Error> {
    notification::round(app).await?;
    for tenant in tenants {
        let now = app.now();
        let mut tx = app.store().write(&Scope::system(*tenant), *tenant, Actor::System, now).await?;
        let everybody = membership::Filter::default();
        let people = membership::page(&mut tx, *tenant, &everybody, None, 500).await?;
        let people: Vec<_> = people.into_iter().map(|(_, id)| id).collect();
        for person in membership::by_ids(&mut tx, &people).await? {
            centre::mark_read(&mut tx, person.account, None, now - READ_AFTER).await?;
        }
        tx.commit_unjournaled().await?;
    }
    Ok(())
}
