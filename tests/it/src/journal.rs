//! The journal's chain.

use calitas_app::journal::{Fault, verify};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::json;
use sqlx::{Connection, Executor, PgConnection};

/// Does to the rows of the city hall what only a superuser can.
pub async fn tamper(world: &World, sql: &'static str) {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let done = sqlx::query(sql).bind(world.hall.id.0).execute(&mut admin).await.expect("tampered");
    assert!(done.rows_affected() > 0, "{sql}");
    admin.close().await.expect("closed");
}

#[tokio::test]
async fn an_untouched_journal_verifies() {
    let world = World::new().await;
    let (count, fault) = verify(&world.app, world.hall.id).await.expect("read");
    assert!(count >= 10, "{count}");
    assert_eq!(fault, None);
}

#[tokio::test]
async fn any_edit_deletion_or_reordering_is_found() {
    let changes: [(&[&'static str], Fault); 6] = [
        (
            &[
                "UPDATE journal SET changes = replace(changes, 'hall', 'hell') WHERE tenant_id = $1 AND position = 1",
            ],
            Fault::Changed { position: 1 },
        ),
        (
            &["UPDATE journal SET at = at + interval '1 second' WHERE tenant_id = $1 AND position = 2"],
            Fault::Changed { position: 2 },
        ),
        (
            &["UPDATE journal SET actor_id = gen_random_uuid() WHERE tenant_id = $1 AND position = 5"],
            Fault::Changed { position: 5 },
        ),
        (
            &["DELETE FROM journal WHERE tenant_id = $1 AND position = 4"],
            Fault::Gap { expected: 4, found: Some(5) },
        ),
        (
            // Two entries change places.
            &[
                "UPDATE journal SET position = -position WHERE tenant_id = $1 AND position IN (2, 3)",
                "UPDATE journal SET position = 5 + position WHERE tenant_id = $1 AND position IN (-2, -3)",
            ],
            Fault::Changed { position: 2 },
        ),
        (
            &["DELETE FROM journal
               WHERE tenant_id = $1 AND position = (SELECT max(position) FROM journal WHERE tenant_id = $1)"],
            Fault::Head,
        ),
    ];
    let world = World::new().await;
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    admin.execute("CREATE TABLE untouched AS TABLE journal").await.expect("a copy");
    for (statements, expected) in changes {
        for sql in statements {
            tamper(&world, sql).await;
        }
        let (_, fault) = verify(&world.app, world.hall.id).await.expect("read");
        match expected {
            Fault::Head => {
                assert!(matches!(fault, Some(Fault::Gap { found: None, .. })), "{statements:?}: {fault:?}");
            }
            expected => assert_eq!(fault, Some(expected), "{statements:?}"),
        }
        admin.execute("DELETE FROM journal; INSERT INTO journal TABLE untouched").await.expect("put back");
        let (_, fault) = verify(&world.app, world.hall.id).await.expect("read");
        assert_eq!(fault, None, "as it was");
    }
}

#[tokio::test]
async fn writers_at_the_same_time_make_one_chain() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let mutation = "mutation($input: CreateUnitInput!) { createUnit(input: $input) { unit { id } } }";
    let writes = (0..40).map(|n| {
        let input = json!({ "tenantId": world.hall.id.global(), "code": format!("u{n}"),
            "nameRo": format!("Serviciul {n}"), "kind": "SERVICE", "isFirstLevel": false });
        let admin = admin.clone();
        async move { admin.act(mutation, input).await.ok() }
    });
    let (before, _) = verify(&world.app, world.hall.id).await.expect("read");
    futures_util::future::join_all(writes).await;
    let (after, fault) = verify(&world.app, world.hall.id).await.expect("read");
    assert_eq!((after, fault), (before + 40, None));
}
