//! Connections to the database that are all taken: whoever comes is told so in time, and the program lives.

use crate::program::{Program, ask};
use calitas_graphql::node::GlobalId;
use calitas_kit::{World, hard};
use futures_util::future::join_all;
use serde_json::json;
use sqlx::{Connection, Executor, PgConnection};
use std::time::{Duration, Instant};

const PLANS: &str = "query($id: ID!) { plans(tenantId: $id) { nodes { title } } }";
const MEMBERS: &str = "query($id: ID!) { tenant(id: $id) { members { nodes { displayName } } } }";
/// More than the program has connections.
const CROWD: usize = 12;

#[tokio::test]
async fn a_pool_that_is_used_up_is_told_of_in_time_and_passes() {
    let world = World::new().await;
    let settings = [("CALITAS_DATABASE__CONNECTIONS", "3".to_owned())];
    let server = Program::start_with(&world.database, &settings).await;
    let token = super::sign_in(&world, &server).await;
    let variables = json!({ "id": world.hall.id.global() });
    let seen = ask(&server.address, Some(&token), PLANS, &variables).await.expect("an answer");
    assert_eq!(seen.status, 200, "{seen:?}");

    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    admin.execute("BEGIN; LOCK TABLE plan IN ACCESS EXCLUSIVE MODE").await.expect("locked");
    // They hold the connections for as long as a lock is waited for, one after the other.
    let holding = (0..CROWD).map(|_| async {
        let reply = ask(&server.address, Some(&token), PLANS, &variables).await.expect("an answer");
        assert_eq!((reply.status, reply.code()), (503, "UNAVAILABLE"), "{reply:?}");
    });
    let waiting = (0..CROWD).map(|_| async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        let asked = Instant::now();
        let reply = ask(&server.address, Some(&token), MEMBERS, &variables).await.expect("an answer");
        assert_eq!((reply.status, reply.code()), (503, "UNAVAILABLE"), "{reply:?}");
        asked.elapsed()
    });
    let looking = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let began = Instant::now();
        assert!(server.get("/health/live").await.starts_with("HTTP/1.1 200"));
        assert!(began.elapsed() < Duration::from_millis(500), "alive without the database");
        let ready = server.get("/health/ready").await;
        assert!(ready.starts_with("HTTP/1.1 503"), "sent no more work: {ready}");
    };
    let (_, waited, ()) = tokio::join!(join_all(holding), join_all(waiting), looking);
    let longest = waited.into_iter().max().unwrap_or_default().as_secs_f32();
    hard::figure(format_args!(
        "{CROWD} refused without a connection; longest wait for a refusal {longest:.1} s"
    ));
    assert!(longest < 5.0, "{longest} s");
    admin.execute("ROLLBACK").await.expect("unlocked");
    let back = Instant::now();
    loop {
        let reply = ask(&server.address, Some(&token), PLANS, &variables).await.expect("an answer");
        if reply.status == 200 && server.get("/health/ready").await.starts_with("HTTP/1.1 200") {
            break;
        }
        assert!(back.elapsed() < Duration::from_secs(10), "{reply:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    server.kill().await;
}
