//! What time leaves is swept away, also by two at once.

use super::{Desk, PDF, REMOVE};
use calitas_app::document::sweep::{self, Swept};
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use chrono::Duration;
use serde_json::json;
use std::time::Duration as Age;

#[tokio::test]
async fn uploads_nobody_finished_end_once_with_two_workers() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    for number in 0..3 {
        let (_, path) = desk.start(&format!("{number}.pdf"), PDF.len()).await;
        assert_eq!(desk.patch(&path, 0, PDF).await.status, 204);
    }
    assert_eq!(sweep::rows_of_time(&world.app).await.expect("swept"), Swept::default());
    world.app.clock().advance(Duration::hours(25));
    let (one, other) = tokio::join!(sweep::rows_of_time(&world.app), sweep::rows_of_time(&world.app));
    assert_eq!(one.expect("swept").uploads + other.expect("swept").uploads, 3);
    assert_eq!(desk.traces().await, (0, 0, 0));
}

#[tokio::test]
async fn what_was_removed_is_erased_after_a_month_and_its_bytes_with_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    desk.send("a.pdf", PDF).await.ok();
    desk.client().act(REMOVE, json!({ "id": desk.evidence.global() })).await.ok();
    world.app.clock().advance(Duration::days(29));
    assert_eq!(sweep::rows_of_time(&world.app).await.expect("swept").erased, 0);
    world.app.clock().advance(Duration::days(2));
    assert_eq!(sweep::rows_of_time(&world.app).await.expect("swept").erased, 1);
    assert_eq!(desk.traces().await, (0, 0, 1));
    assert_eq!(sweep::bytes_without_row(&world.app, Age::ZERO).await.expect("swept"), 1);
    assert_eq!(desk.traces().await, (0, 0, 0));
}

#[tokio::test]
async fn bytes_without_a_row_go_and_all_others_stay() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    desk.send("a.pdf", PDF).await.ok();
    let (_, path) = desk.start("b.pdf", PDF.len()).await;
    desk.patch(&path, 0, PDF).await;
    let (tenant, nobody) = (world.hall.id.0, world.app.new_id());
    let depot = world.app.depot();
    depot.keep_chunk(tenant, nobody, 0, PDF.into()).await.expect("kept");
    let spool = calitas_app::document::Spool::of(PDF).await.expect("spooled");
    depot.keep(&calitas_app::document::Depot::key(tenant, nobody, nobody), &spool).await.expect("kept");
    assert_eq!(sweep::bytes_without_row(&world.app, sweep::SETTLED).await.expect("swept"), 0, "too young");
    let both = tokio::join!(
        sweep::bytes_without_row(&world.app, Age::ZERO),
        sweep::bytes_without_row(&world.app, Age::ZERO)
    );
    assert!(both.0.is_ok() && both.1.is_ok());
    assert_eq!(desk.traces().await, (1, 1, 2));
}
