//! Calendars for other programs.

use super::specialist;
use crate::plan::Stage;
use calitas_app::notification::{Document, read_feed};
use calitas_domain::{Error, access::Role};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, World};
use serde_json::{Value, json};

const RENEW: &str = "mutation($input: RenewCalendarFeedInput!) { renewCalendarFeed(input: $input) {
  address viewer { calendarFeed { createdAt } } tenant { calendarFeed { createdAt } } } }";
const REVOKE: &str = "mutation($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) {
  viewer { calendarFeed { createdAt } } } }";

async fn renew(client: &Client<'_>, tenant: Value) -> String {
    let renewed = client.act(RENEW, json!({ "tenantId": tenant })).await.ok();
    let address = renewed["renewCalendarFeed"]["address"].as_str().expect("an address").to_owned();
    let secret = address.strip_prefix("http://calitas.test/calendar/").expect("our address");
    secret.strip_suffix(".ics").expect("a calendar").to_owned()
}

async fn read(world: &World, secret: &str) -> Result<Document, Error> {
    read_feed(&world.app, secret, None).await
}

#[tokio::test]
async fn a_calendar_holds_what_the_person_may_read_until_its_address_is_withdrawn() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let client = stage.client(Role::Specialist);
    let secret = renew(&client, Value::Null).await;
    let text = read(&world, &secret).await.expect("a calendar").text;
    for line in [
        "BEGIN:VCALENDAR\r\n",
        "VERSION:2.0\r\n",
        "DTSTART;VALUE=DATE:20270331\r\n",
        "SUMMARY:A-01 Registru unic al petițiilor (HALL)\r\n",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(text.lines().all(|line| line.len() <= 76), "lines are folded");
    assert_eq!(text.matches("UID:").count(), 1);
    let again = read(&world, &secret).await.expect("a calendar");
    world.app.clock().advance(chrono::Duration::minutes(5));
    assert_eq!(
        again.fingerprint,
        read(&world, &secret).await.expect("a calendar").fingerprint,
        "nothing changed"
    );
    let newer = renew(&client, Value::Null).await;
    assert!(matches!(read(&world, &secret).await, Err(Error::NotFound(_))), "the old address");
    // The place ends: nothing of the institution is shown any more.
    let end =
        "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
    let input = json!({ "id": specialist(&world).membership.global(), "expectedVersion": 1 });
    stage.client(Role::InstitutionAdmin).act(end, input).await.ok();
    assert!(!read(&world, &newer).await.expect("a calendar").text.contains("VEVENT"));
    client.act(REVOKE, json!({ "tenantId": null })).await.ok();
    assert!(matches!(read(&world, &newer).await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn an_institution_has_a_calendar_that_its_administrators_give_out() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let (admin, tenant) = (stage.client(Role::InstitutionAdmin), json!(world.hall.id.global()));
    let secret = renew(&admin, tenant.clone()).await;
    let text = read(&world, &secret).await.expect("a calendar").text;
    assert!(text.contains("A-01") && !text.contains("specialist"), "deadlines without people");
    assert_eq!(stage.manager.act(RENEW, json!({ "tenantId": tenant })).await.code(), "FORBIDDEN");
    let foreign = world.client(&world.foreign, Role::InstitutionAdmin);
    assert_eq!(foreign.act(RENEW, json!({ "tenantId": tenant })).await.code(), "NOT_FOUND");
    admin.act(REVOKE, json!({ "tenantId": tenant })).await.ok();
    assert!(matches!(read(&world, &secret).await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn readings_are_bounded_also_of_addresses_that_are_not_there() {
    let world = World::new().await;
    for secret in [renew(&world.manager(), Value::Null).await, "guessed".to_owned()] {
        let mut outcomes = Vec::new();
        for _ in 0..31 {
            outcomes.push(read(&world, &secret).await.map(|_| ()).map_err(|error| error.code()));
        }
        assert_eq!(outcomes.last(), Some(&Err("RATE_LIMITED")));
        assert!(outcomes[..30].iter().all(|outcome| *outcome != Err("RATE_LIMITED")));
        world.app.clock().advance(chrono::Duration::minutes(6));
        assert_ne!(
            read(&world, &secret).await.map(|_| ()).map_err(|error| error.code()),
            Err("RATE_LIMITED")
        );
    }
}
