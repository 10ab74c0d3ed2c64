//! Reminders: on the right days, once, whoever works and however long nobody did.

use super::{another_worker, at, choose, mails, specialist, told, work};
use crate::plan::Stage;
use calitas_app::notification;
use calitas_domain::access::Role;
use calitas_kit::World;
use serde_json::json;

/// An action of the specialist that is due on a day.
async fn due<'a>(world: &'a World, day: &str) -> (Stage<'a>, String) {
    let (stage, first) = Stage::running(world).await;
    stage.move_to(&stage.manager, &first, "CANCELLED", Some("Nu mai este nevoie")).await.ok();
    let action = stage.add(json!({ "title": "Raport", "dueOn": day })).await;
    stage.move_to(&stage.manager, &action, "APPROVED", None).await.ok();
    work(world).await;
    (stage, action)
}

fn reminders(told: Vec<String>) -> Vec<String> {
    told.into_iter().filter(|line| line.starts_with("DUE") || line.starts_with("OVERDUE")).collect()
}

#[tokio::test]
async fn reminders_come_on_working_days_before_and_after_the_deadline() {
    let world = World::new().await;
    // A Wednesday after a long weekend: 30 November and 1 December are free.
    due(&world, "2026-12-02").await;
    let mut given = Vec::new();
    for day in 22..=30 {
        at(&world, &format!("2026-11-{day}T05:30:00Z"));
        work(&world).await;
        work(&world).await;
        given.push((day, reminders(told(&world, specialist(&world)).await).len()));
    }
    // Working days before 2 December: 27, 26, 25, 24, 23 November.
    assert_eq!(given, [(22, 0), (23, 1), (24, 1), (25, 1), (26, 1), (27, 2), (28, 2), (29, 2), (30, 2)]);
    at(&world, "2026-12-03T04:59:00Z");
    work(&world).await;
    assert_eq!(reminders(told(&world, specialist(&world)).await).len(), 2, "not before 7 in Bucharest");
    at(&world, "2026-12-03T05:00:00Z");
    work(&world).await;
    assert_eq!(reminders(told(&world, specialist(&world)).await)[0], "OVERDUE RESPONSIBLE A-02");
    at(&world, "2026-12-10T12:00:00Z");
    work(&world).await;
    let all = reminders(told(&world, specialist(&world)).await);
    assert_eq!(all.iter().filter(|line| line.starts_with("OVERDUE")).count(), 2, "weekly");
}

#[tokio::test]
async fn workers_that_work_at_once_remind_once() {
    let world = World::new().await;
    let (stage, _) = due(&world, "2026-12-02").await;
    let person = specialist(&world);
    choose(&stage.client(Role::Specialist), "DUE_SOON", "MAIL", 0).await;
    let before = mails(&world, person).await.len();
    let others: Vec<_> = (0..3).map(|_| another_worker(&world)).collect();
    for instant in ["2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z", "2026-11-27T06:00:00Z"] {
        at(&world, instant);
        let rounds = others.iter().chain([&world.app]).map(notification::round);
        for round in futures_util::future::join_all(rounds).await {
            round.expect("workers work");
        }
        // Whoever came too early for another's commit finds the rest now.
        work(&world).await;
    }
    let all = reminders(told(&world, stage.person(Role::Specialist)).await);
    assert_eq!(all, ["DUE_SOON RESPONSIBLE A-02", "DUE_SOON RESPONSIBLE A-02"]);
    let sent = mails(&world, person).await;
    let reminding: Vec<_> =
        sent[before..].iter().filter(|(_, body)| body.contains("Due soon: A-02")).collect();
    assert_eq!(reminding.len(), 2, "{sent:?}");
}

#[tokio::test]
async fn a_stop_over_the_change_of_clocks_is_caught_up_with_one_reminder_of_each_sort() {
    let world = World::new().await;
    due(&world, "2027-03-30").await;
    // Nobody works for four months, until the morning after the night when clocks go forward.
    at(&world, "2027-03-28T03:59:00Z");
    work(&world).await;
    assert_eq!(reminders(told(&world, specialist(&world)).await).len(), 1, "7 in the morning is 4 in summer");
    at(&world, "2027-03-28T04:00:00Z");
    work(&world).await;
    at(&world, "2027-05-20T04:00:00Z");
    work(&world).await;
    let all = reminders(told(&world, specialist(&world)).await);
    assert_eq!(all, ["OVERDUE RESPONSIBLE A-02", "DUE_SOON RESPONSIBLE A-02"], "seven weeks, one reminder");
}

#[tokio::test]
async fn what_was_done_or_moved_is_not_spoken_of() {
    let world = World::new().await;
    let (stage, action) = due(&world, "2026-12-02").await;
    stage.move_to(&stage.client(Role::Specialist), &action, "DONE", None).await.ok();
    at(&world, "2026-12-20T12:00:00Z");
    work(&world).await;
    assert_eq!(reminders(told(&world, stage.person(Role::Specialist)).await), Vec::<String>::new());
}
