//! The worker that tells people what happened, killed again and again while many write: everybody is told of each act
//! once, and of nothing that was refused.

use crate::program::calitas;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World, hard};
use serde_json::json;
use sqlx::{Connection, PgConnection};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};
use tokio::time::sleep;

const WRITERS: usize = 16;
const KILLS: u32 = 20;
const COMMENT: &str = "mutation($input: AddPlanActionCommentInput!) {
  addPlanActionComment(input: $input) { planAction { id } } }";

#[tokio::test]
async fn a_relay_that_is_killed_again_and_again_tells_of_each_act_once() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (_, action) = stage.active().await;
    let listener = stage.specialist("listener").await;
    let is_over = AtomicBool::new(false);
    let writers = (0..WRITERS).map(|writer| {
        let (client, is_over, action, listener) =
            (world.client_of(&stage.author), &is_over, &action, &listener);
        async move {
            let (mut kept, mut refused) = (0_i64, 0);
            while !is_over.load(Ordering::Relaxed) {
                // Each third one is refused after its row was written: the mentioned person does not exist.
                let is_good = (kept + refused) % 3 != 2;
                let mention =
                    if is_good { json!(listener.membership.global()) } else { json!(action.global()) };
                let body = format!("Nota {writer}-{kept}-{refused}");
                let input = json!({ "actionId": action.global(), "body": body, "mentionIds": [mention] });
                let answer = client.act(COMMENT, input).await;
                assert_eq!(answer.errors.is_empty(), is_good, "{answer:?}");
                if is_good {
                    kept += 1
                } else {
                    refused += 1
                }
                sleep(Duration::from_millis(u64::try_from(writer).expect("below 16") * 13 % 90)).await;
            }
            (kept, refused)
        }
    });
    let killing = async {
        for kill in 0..KILLS {
            let mut worker = calitas(&world.database, &["work"]).spawn().expect("the binary is built");
            sleep(Duration::from_millis(u64::from(150 + kill * 37 % 450))).await;
            worker.kill().await.expect("killed");
        }
        is_over.store(true, Ordering::Relaxed);
    };
    let (counts, ()) = tokio::join!(futures_util::future::join_all(writers), killing);
    let kept: i64 = counts.iter().map(|(kept, _)| kept).sum();
    let refused: i64 = counts.iter().map(|(_, refused)| refused).sum();

    let mut worker = calitas(&world.database, &["work"]).spawn().expect("the binary is built");
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let start = Instant::now();
    let is_told = "SELECT position = (SELECT position FROM stream_head WHERE tenant_id = $1)
      FROM notification_progress WHERE tenant_id = $1";
    while !sqlx::query_scalar::<_, bool>(is_told)
        .bind(world.hall.id.0)
        .fetch_optional(&mut admin)
        .await
        .expect("a look")
        .unwrap_or_default()
    {
        assert!(start.elapsed() < Duration::from_secs(60), "the relay goes on");
        sleep(Duration::from_millis(100)).await;
    }
    worker.kill().await.expect("killed");
    let count = "SELECT count(*) FROM notification WHERE kind = 'MENTIONED' AND membership_id = $1";
    let told: i64 =
        sqlx::query_scalar(count).bind(listener.membership.row).fetch_one(&mut admin).await.expect("a count");
    let (lost, ghosts) = ((kept - told).max(0), (told - kept).max(0));
    hard::figure(format_args!(
        "{kept} acts; {refused} refused; {KILLS} kills of the relay; {lost} lost; {ghosts} ghosts"
    ));
    assert_eq!(told, kept, "told once of each");
    assert!(kept > 100, "{kept} acts");
}
