//! The journal: its chain, its page and its file, histories, and earlier states.

mod as_of;
mod export;
mod page;

use calitas_app::{
    journal::{Fault, Trusted, heads, verify, verify_against},
    notification,
};
use calitas_domain::{
    access::Role,
    journal::{SignedHead, chain},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use calitas_store::{Scope, journal as rows};
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
    let changes: [(&[&'static str], Fault); 8] = [
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
            Fault::Gap { expected: 0, found: None },
        ),
        (
            // An entry that never happened, in the middle and at the end.
            &[
                "UPDATE journal SET position = -1 - position WHERE tenant_id = $1 AND position >= 3",
                "UPDATE journal SET position = -position WHERE tenant_id = $1 AND position < 0",
                "INSERT INTO journal SELECT tenant_id, 3, at, kind, subject_kind, subject_id, subject_version, topic_id,
                   actor_id, changes, hash FROM journal WHERE tenant_id = $1 AND position = 2",
            ],
            Fault::Changed { position: 3 },
        ),
        (
            &["INSERT INTO journal SELECT tenant_id, position + 1, at, kind, subject_kind, subject_id, subject_version,
                 topic_id, actor_id, changes, hash FROM journal
               WHERE tenant_id = $1 AND position = (SELECT max(position) FROM journal WHERE tenant_id = $1)"],
            Fault::Changed { position: 0 },
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
            // At the end, wherever that is.
            Fault::Gap { expected: 0, .. } => {
                assert!(matches!(fault, Some(Fault::Gap { found: None, .. })), "{statements:?}: {fault:?}");
            }
            Fault::Changed { position: 0 } => {
                assert!(matches!(fault, Some(Fault::Changed { .. })), "{statements:?}: {fault:?}");
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

/// Makes the journal of the city hall another one that is consistent in itself, as only the database's administrator
/// can: what `change` makes of the text of its entries, and no entry after `end`.
async fn rewrite(world: &World, end: i64, change: fn(&str) -> String) {
    let tenant = world.hall.id;
    let mut read = world.app.store().read(&Scope::system(tenant)).await.expect("a read");
    let stored = rows::after(&mut read, tenant, 0, 10_000).await.expect("entries");
    drop(read);
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let delete = "DELETE FROM journal WHERE tenant_id = $1 AND position > $2";
    sqlx::query(delete).bind(tenant.0).bind(end).execute(&mut admin).await.expect("cut");
    let mut hash = vec![0; 32];
    for mut entry in stored.into_iter().map(|stored| stored.entry).filter(|entry| entry.position <= end) {
        let changes = change(&serde_json::to_string(&entry.changes).expect("text"));
        entry.changes = serde_json::from_str(&changes).expect("changes");
        hash = chain(&hash, entry.position, &entry.payload());
        sqlx::query("UPDATE journal SET changes = $3, hash = $4 WHERE tenant_id = $1 AND position = $2")
            .bind(tenant.0)
            .bind(entry.position)
            .bind(changes)
            .bind(&hash)
            .execute(&mut admin)
            .await
            .expect("rewritten");
    }
    let head = "UPDATE stream_head SET position = $2, hash = $3 WHERE tenant_id = $1";
    sqlx::query(head).bind(tenant.0).bind(end).bind(hash).execute(&mut admin).await.expect("rewritten");
}

#[tokio::test]
async fn workers_sign_one_head_a_day() {
    let world = World::new().await;
    notification::round(&world.app).await.expect("work");
    let first = heads::all(&world.app, world.hall.id).await.expect("heads");
    assert_eq!(first.len(), 1);
    // Two workers at once, and later on the same day: the first head stays.
    let (one, other) =
        tokio::join!(heads::take(&world.app, world.hall.id), heads::take(&world.app, world.hall.id));
    one.and(other).expect("taken once");
    world.app.clock().advance(chrono::Duration::minutes(5));
    notification::round(&world.app).await.expect("work");
    assert_eq!(heads::all(&world.app, world.hall.id).await.expect("heads"), first);
    world.app.clock().advance(chrono::Duration::days(1));
    notification::round(&world.app).await.expect("work");
    let heads = heads::all(&world.app, world.hall.id).await.expect("heads");
    assert_eq!(heads.len(), 2);
    assert!(heads[0].head.day < heads[1].head.day);
    let (_, fault) =
        verify_against(&world.app, world.hall.id, &heads, &Trusted::default()).await.expect("read");
    assert_eq!(fault, None);
}

#[tokio::test]
async fn only_signed_heads_find_a_chain_that_was_rewritten_as_a_whole() {
    let world = World::new().await;
    let tenant = world.hall.id;
    notification::round(&world.app).await.expect("work");
    let kept = heads::all(&world.app, tenant).await.expect("heads");
    let end = kept[0].head.position;
    rewrite(&world, end, |changes| changes.replace("hall", "hell")).await;
    let rewritten = Fault::Rewritten { day: kept[0].head.day, position: end };
    assert_eq!(verify(&world.app, tenant).await.expect("read").1, Some(rewritten.clone()));
    // Who can rewrite the chain can take away the heads beside it, but not the copies.
    tamper(&world, "DELETE FROM journal_head WHERE tenant_id = $1").await;
    assert_eq!(verify(&world.app, tenant).await.expect("read").1, None);
    let against = async |heads: &[SignedHead], trusted: &Trusted| {
        verify_against(&world.app, tenant, heads, trusted).await.expect("read").1
    };
    let nobody = Trusted::default();
    assert_eq!(against(&kept, &nobody).await, Some(rewritten.clone()));
    rewrite(&world, end, |changes| changes.replace("hell", "hall")).await;
    assert_eq!(against(&kept, &nobody).await, None, "as it was");
    // A cut end that the stream knows nothing of.
    rewrite(&world, end - 2, str::to_owned).await;
    assert_eq!(verify(&world.app, tenant).await.expect("read").1, None);
    assert_eq!(against(&kept, &nobody).await, Some(rewritten));
    // A copy that was changed, and one signed by somebody else.
    let day = kept[0].head.day;
    let mut forged = kept.clone();
    forged[0].head.position = end - 2;
    assert_eq!(against(&forged, &nobody).await, Some(Fault::Forged { day }));
    forged[0].public_key = vec![7; 32];
    let stranger = Fault::Stranger { day, public_key: "07".repeat(32) };
    assert_eq!(against(&forged, &nobody).await, Some(stranger));
    let trusted = Trusted { keys: vec![vec![7; 32]] };
    assert_eq!(against(&forged, &trusted).await, Some(Fault::Forged { day }));
}

#[tokio::test]
async fn heads_are_only_added_to() {
    let world = World::new().await;
    notification::round(&world.app).await.expect("work");
    let mut app = PgConnection::connect(&world.database.app_url).await.expect("the application's role");
    for sql in ["UPDATE journal_head SET position = 0", "DELETE FROM journal_head", "DELETE FROM journal"] {
        let refused = app.execute(sql).await.expect_err(sql);
        let code = refused.as_database_error().and_then(sqlx::error::DatabaseError::code);
        assert_eq!(code.as_deref(), Some("42501"), "{sql}");
    }
}
