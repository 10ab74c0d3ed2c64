//! The generated database is one that the product could have written.

use calitas_app::journal;
use calitas_kit::World;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

const SETUP: &str = include_str!("../generate/setup.sql");
const INSTITUTION: &str = include_str!("../generate/institution.sql");

/// Two small institutions, with every foreign key watching (the volume is generated without that).
async fn generated() -> (World, PgConnection) {
    let world = World::new().await;
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("a superuser");
    for part in [SETUP, INSTITUTION] {
        admin.execute(AssertSqlSafe(part)).await.expect("the generator is SQL");
    }
    let make = "SELECT bench.municipalities(); SELECT bench.institution(0, 2, 300); SELECT bench.institution(1, 2, 60)";
    admin.execute(make).await.expect("two institutions");
    (world, admin)
}

#[tokio::test]
async fn generated_journals_are_intact() {
    let (world, mut admin) = generated().await;
    let entries: i64 = sqlx::query_scalar("SELECT count(*) FROM journal JOIN bench.target USING (tenant_id)")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    let mut verified = 0;
    let institutions = journal::institutions(&world.app).await.unwrap();
    for tenant in institutions.iter().filter(|tenant| tenant.slug.starts_with("bench-")) {
        let (count, fault) = journal::verify(&world.app, tenant.id).await.unwrap();
        assert_eq!(fault, None, "{}", tenant.slug);
        verified += count;
    }
    assert_eq!(verified, entries);
    assert!(entries > 360 * 2, "{entries}");
}

#[tokio::test]
async fn versions_of_actions_are_those_the_journal_tells() {
    let (_world, mut admin) = generated().await;
    let wrong: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM plan_action AS action JOIN bench.target USING (tenant_id)
         WHERE action.version <> (SELECT max(subject_version) FROM journal AS entry
           WHERE entry.tenant_id = action.tenant_id AND entry.subject_id = action.id)",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(wrong, 0);
}
