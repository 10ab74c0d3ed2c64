//! Files when the standing of a person or of an institution changes: composed roles, the second step of signing in,
//! institutions that are retired.

use super::{CREATE, Desk, PDF, START};
use calitas_app::{document::sweep, identity::custom_role};
use calitas_domain::{
    access::{Grant, Held, Permission, Role},
    identity::{CustomRoleInput, Placement},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{World, world::Person};
use chrono::Duration;
use serde_json::json;

const RETIRE: &str = "mutation($input: RetireInstitutionInput!) { retireInstitution(input: $input) {
  institution { retiredAt } } }";
const POLICY: &str = "mutation($input: SetSecondFactorPolicyInput!) { setSecondFactorPolicy(input: $input) {
  tenant { secondFactorFrom } } }";

async fn kept(desk: &Desk<'_>) -> String {
    let sent = desk.send("a.pdf", PDF).await.ok();
    sent["finishUpload"]["evidenceFile"]["id"].as_str().expect("an id").to_owned()
}

/// Somebody with a role composed of these permissions, in the institution of the desk.
async fn composed(desk: &Desk<'_>, name: &str, permissions: &[Permission]) -> Person {
    let input = CustomRoleInput {
        name: format!("Rol de {name}"),
        description: "Compus aici".to_owned(),
        permissions: permissions.iter().copied().collect(),
    };
    let admin = desk.stage.ctx(&desk.stage.author).await;
    let role = custom_role::create(&admin, desk.stage.house.id, input, None).await.expect("a role");
    let placement = Placement {
        display_name: name.to_owned(),
        unit: None,
        grants: vec![Grant { role: Held::Custom(role.id, role.permissions), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    desk.world.add_person(&desk.stage.house, name, placement).await
}

#[tokio::test]
async fn a_retired_institution_keeps_its_files_and_takes_no_more() {
    let world = World::new().await;
    let desk = Desk::of(&world, &world.police).await;
    let file = kept(&desk).await;
    let (waiting, path) = desk.start("b.pdf", PDF.len()).await;
    let (whole, whole_path) = desk.start("c.pdf", PDF.len()).await;
    assert_eq!(desk.patch(&whole_path, 0, PDF).await.status, 204);
    let retire = json!({ "id": world.police.id.global(), "expectedVersion": 1 });
    world.client(&world.hall, Role::InstitutionAdmin).act(RETIRE, retire).await.ok();
    let another = json!({ "subjectId": desk.action.global(), "title": "Prea târziu" });
    assert_eq!(desk.client().act(CREATE, another).await.code(), "FORBIDDEN");
    assert_eq!(desk.try_start("d.pdf", PDF.len()).await.code(), "FORBIDDEN");
    assert_eq!(desk.patch(&path, 0, PDF).await.status, 403);
    for upload in [&waiting, &whole] {
        assert_eq!(desk.finish(upload).await.code(), "FORBIDDEN");
    }
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    assert_eq!(desk.get(&path, &format!("Cookie: {cookie}\r\n")).await.status, 200, "it is still read");
    world.app.clock().advance(Duration::days(31));
    let late = world.renewed(&desk.stage.author).await;
    assert_eq!(desk.path_for(&late, &file, "downloadPath").await.0, "", "and then closed");
    // What was on its way is nobody's to finish: it ends by itself.
    assert_eq!(sweep::rows_of_time(&world.app).await.expect("swept").uploads, 2);
    assert_eq!(desk.traces().await, (1, 0, 1));
}

#[tokio::test]
async fn an_institution_that_asks_for_the_second_step_gives_and_takes_no_files_without_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = kept(&desk).await;
    let (upload, path) = desk.start("b.pdf", PDF.len()).await;
    let policy = json!({ "id": world.hall.id.global(), "expectedVersion": 1, "requiredFrom": "2026-11-22" });
    world.client(&world.hall, Role::InstitutionAdmin).act(POLICY, policy).await.ok();
    // It holds from tomorrow; the upload still lives then, and nobody was looked up since the policy was set.
    world.app.clock().advance(Duration::hours(20));
    assert_eq!(desk.patch(&path, 0, PDF).await.status, 404);
    assert_eq!(desk.finish(&upload).await.code(), "NOT_FOUND");
    assert_eq!(desk.path(&file, "downloadPath").await.0, "");
}

#[tokio::test]
async fn a_composed_role_is_held_to_what_it_is_composed_of() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = kept(&desk).await;
    let start = |title: &str| json!({ "evidenceId": desk.evidence.global(), "name": title, "sizeBytes": 9 });
    let archivist = composed(&desk, "arhivar", &[Permission::PlanRead]).await;
    let client = world.client_of(&archivist);
    let (path, cookie) = desk.path_for(&client, &file, "downloadPath").await;
    assert_eq!(desk.get(&path, &format!("Cookie: {cookie}\r\n")).await.status, 200);
    assert_eq!(client.act(START, start("a.txt")).await.code(), "FORBIDDEN");
    let blind = composed(&desk, "contabil", &[Permission::TenantRead]).await;
    assert_eq!(desk.path_for(&world.client_of(&blind), &file, "downloadPath").await.0, "");
    let writes = [Permission::PlanRead, Permission::ActionReport, Permission::ActionWrite];
    let keeper = composed(&desk, "dosar", &writes).await;
    world.client_of(&keeper).act(START, start("b.txt")).await.ok();
}
