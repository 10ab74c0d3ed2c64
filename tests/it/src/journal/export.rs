//! The journal as a file, over HTTP.

use calitas_domain::{access::Role, id::TenantId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use calitas_server::{
    app_gate::AppGate,
    http::{
        self, Site, journal,
        origin::{Loopback, Origins},
        protect::{Protection, TransportSecurity},
    },
    listener,
    settings::Environment,
    transport::Transport,
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Asks for a file; status and body.
async fn fetch(world: &World, token: Option<&str>, query: &str) -> (u16, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let public_url = format!("http://{address}").parse().expect("an address");
    let gate = AppGate::new(world.app.clone(), world.schema.clone(), Environment::Production);
    let transport = Transport::new(gate, Origins::new(&public_url, Loopback::Refused), &[]);
    let stop = transport.stop.clone();
    let protection = Protection { socket_origin: String::new(), transport: TransportSecurity::Plain };
    let site = Site { sdl: "".into(), files: None, pages: journal::router(world.app.clone()), protection };
    let serving = tokio::spawn(listener::serve(listener, http::router(transport, site), 100, stop));
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let request = format!(
        "GET /exports/journal.csv?{query} HTTP/1.0\r\nHost: {address}\r\nConnection: close\r\n{token}\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    serving.abort();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
    (status, body)
}

fn of(tenant: TenantId) -> String {
    format!("tenant={}", tenant.global().as_str())
}

#[tokio::test]
async fn the_file_holds_what_is_filtered_and_its_making_is_on_record() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.draft().await;
    let manager = world.client_of(&stage.author);
    let update = "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { id } } }";
    let version = stage.plan(plan).await.version;
    let input =
        json!({ "id": plan.global(), "expectedVersion": version, "title": "=HYPERLINK(\"http://x\")" });
    manager.act(update, input).await.ok();
    let token = world.token(&world.hall.people[&Role::InstitutionAdmin]);
    let query = format!("{}&kinds=plan_created,plan_updated", of(world.hall.id));
    let (status, body) = fetch(&world, Some(&token), &query).await;
    assert_eq!(status, 200, "{body}");
    let lines: Vec<&str> = body.lines().collect();
    assert!(lines[0].starts_with('\u{FEFF}') && lines[0].contains("Position"), "{body}");
    assert!(lines[1].contains("The plan was changed,plan_updated,plan,"), "{body}");
    assert!(
        lines[1].ends_with(",\"'=HYPERLINK(\"\"http://x\"\")\"") || lines[1].contains("'=HYPERLINK"),
        "{body}"
    );
    assert!(!body.contains(",=") && !body.contains("plan_action"), "{body}");
    let page = "query($id: ID!) { tenant(id: $id) { journal(filter: { kinds: [\"journal_exported\"] }) {
      nodes { actor { displayName } changes { field new } } } } }";
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let seen = admin.run(page, json!({ "id": world.hall.id.global() })).await.ok();
    let recorded = json!([{ "field": "filter.kinds", "new": "The plan was begun; The plan was changed" }]);
    assert_eq!(seen["tenant"]["journal"]["nodes"][0]["changes"], recorded);
}

#[tokio::test]
async fn every_entry_is_in_the_file_once() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.draft().await;
    let action = stage.action(plan, stage.author.membership).await;
    // More than a page of the export.
    for _ in 0..260 {
        stage.watch(action).await;
        let ctx = stage.ctx(&stage.author).await;
        calitas_app::plan::unwatch(&ctx, action).await.expect("unwatched");
    }
    let token = world.token(&world.hall.people[&Role::HeadOfInstitution]);
    let query = format!("{}&kinds=plan_action_watched,plan_action_unwatched", of(world.hall.id));
    let (status, body) = fetch(&world, Some(&token), &query).await;
    let mut positions: Vec<&str> = body.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!((status, positions.len()), (200, 520));
    positions.sort_unstable();
    positions.dedup();
    assert_eq!(positions.len(), 520);
}

#[tokio::test]
async fn nobody_else_gets_the_file() {
    let world = World::new().await;
    let query = of(world.hall.id);
    let reader = world.token(&world.hall.people[&Role::Reader]);
    let outsider = world.token(&world.police.people[&Role::InstitutionAdmin]);
    let admin = world.token(&world.hall.people[&Role::InstitutionAdmin]);
    let cases = [
        (None, query.clone(), 401),
        (Some("x"), query.clone(), 401),
        (Some(reader.as_str()), query.clone(), 403),
        (Some(outsider.as_str()), query.clone(), 404),
        (Some(outsider.as_str()), format!("{query}&kinds=Nothing"), 404),
        (Some(admin.as_str()), "tenant=tenant_x".to_owned(), 404),
        (Some(admin.as_str()), format!("{query}&kinds=Nothing"), 400),
        (Some(admin.as_str()), format!("{query}&other=1"), 400),
        (Some(admin.as_str()), String::new(), 400),
    ];
    for (token, query, expected) in cases {
        let (status, body) = fetch(&world, token, &query).await;
        assert_eq!(status, expected, "{query}: {body}");
        assert!(!body.contains("Position"), "{body}");
    }
}
