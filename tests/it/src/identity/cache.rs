//! What is remembered of people who are busy follows what is written, also past the product's own hints.

use calitas_domain::access::Role;
use calitas_kit::World;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::time::Duration;

/// Longer than anything may be remembered unseen.
const STALE: Duration = Duration::from_millis(2_500);

#[tokio::test]
async fn whatever_decides_on_a_busy_session_is_noticed_without_a_hint() {
    let world = World::new().await;
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("a superuser");
    let document = "{ viewer { memberships { displayName } } }";
    for (role, change) in [
        (Role::Specialist, "UPDATE membership SET ended_at = now() WHERE id = $"),
        (Role::Reader, "DELETE FROM membership_role WHERE membership_id = $"),
        (
            Role::QualityManager,
            "UPDATE session SET revoked_at = now() WHERE account_id = (SELECT account_id FROM membership WHERE id = $)",
        ),
        (
            Role::HeadOfUnit,
            "UPDATE account SET disabled_at = now() WHERE id = (SELECT account_id FROM membership WHERE id = $)",
        ),
    ] {
        let person = &world.hall.people[&role];
        let client = world.client_of(person);
        let plans = "query($id: ID!) { plans(tenantId: $id) { totalCount } }";
        let id = serde_json::json!({ "id": calitas_graphql::node::GlobalId::global(&world.hall.id) });
        client.run(plans, id.clone()).await.ok();
        client.ask(document).await.ok();
        let change = change.replace('$', &format!("'{}'", person.membership.row));
        admin.execute(AssertSqlSafe(change)).await.expect("written behind the product's back");
        let mut refused = false;
        for _ in 0..10 {
            // Busy all the time: nothing grows stale for want of being used.
            tokio::time::sleep(STALE / 10).await;
            refused = !client.run(plans, id.clone()).await.errors.is_empty();
        }
        assert!(refused, "{role:?} goes on");
    }
}
