//! Fetching files: by whom, in parts, and what browsers are told about them.

use super::{Desk, PDF};
use calitas_app::identity::member;
use calitas_domain::access::Role;
use calitas_kit::World;
use chrono::Duration;
use serde_json::json;

async fn pdf(desk: &Desk<'_>) -> String {
    let sent = desk.send("Hotărâre \"12\".pdf", PDF).await.ok();
    sent["finishUpload"]["evidenceFile"]["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_link_is_worth_nothing_to_another_person_or_session() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = pdf(&desk).await;
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    let own = format!("Cookie: {cookie}\r\n");
    assert_eq!(desk.get(&path, &own).await.status, 200);
    assert_eq!(
        desk.get(&path, &desk.bearer(&desk.stage.author)).await.status,
        200,
        "a program has its token"
    );
    // Mailed to a colleague with the same rights, to somebody else's municipality, to nobody.
    for person in [&desk.stage.approver, &world.foreign.people[&Role::QualityManager]] {
        let (_, theirs) = desk.path_for(&world.client_of(person), &file, "downloadPath").await;
        assert_eq!(desk.get(&path, &format!("Cookie: {theirs}\r\n")).await.status, 404);
        assert_eq!(desk.get(&path, &desk.bearer(person)).await.status, 404);
    }
    assert_eq!(desk.get(&path, "").await.status, 404);
    assert_eq!(desk.get(&path, "Cookie: calitas_files=x\r\n").await.status, 404);
    // The cookie in place of the pass, a pass that was changed, a pass that is over.
    let value = cookie.split_once('=').expect("a cookie").1;
    assert_eq!(desk.get(&format!("/files/{value}/x"), &own).await.status, 404);
    let mut forged = path.clone().into_bytes();
    forged[20] = if forged[20] == b'A' { b'B' } else { b'A' };
    assert_eq!(desk.get(&String::from_utf8(forged).expect("ASCII"), &own).await.status, 404);
    world.app.clock().advance(Duration::seconds(61));
    assert_eq!(desk.get(&path, &own).await.status, 404, "after a minute");
}

#[tokio::test]
async fn rights_are_asked_when_the_file_is_fetched() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = pdf(&desk).await;
    let reader = world.add_holder(&world.hall, "passing", &[Role::Reader]).await;
    let (path, cookie) = desk.path_for(&world.client_of(&reader), &file, "downloadPath").await;
    let own = format!("Cookie: {cookie}\r\n");
    assert_eq!(desk.get(&path, &own).await.status, 200);
    let admin = desk.stage.ctx(&desk.stage.author).await;
    member::end(&admin, reader.membership, 1).await.expect("ended");
    assert_eq!(desk.get(&path, &own).await.status, 404);
    // Taken off, it is not there for its author either.
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    let remove = "mutation($input: RemoveEvidenceFileInput!) { removeEvidenceFile(input: $input) { removedEvidenceFileId } }";
    desk.client().act(remove, json!({ "id": file })).await.ok();
    assert_eq!(desk.get(&path, &format!("Cookie: {cookie}\r\n")).await.status, 404);
    assert_eq!(desk.path(&file, "downloadPath").await.0, "");
}

#[tokio::test]
async fn a_guest_fetches_files_of_the_plan_of_the_invitation_only() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = pdf(&desk).await;
    let plan = desk.stage.stored_action(desk.action).await.plan;
    let guest = desk.stage.guest("expert", &[plan]).await;
    let (path, cookie) = desk.path_for(&world.client_of(&guest), &file, "downloadPath").await;
    assert_eq!(desk.get(&path, &format!("Cookie: {cookie}\r\n")).await.status, 200);
    let (other, _) = desk.stage.active().await;
    let stranger = desk.stage.guest("other", &[other]).await;
    assert_eq!(desk.path_for(&world.client_of(&stranger), &file, "downloadPath").await.0, "");
}

#[tokio::test]
async fn browsers_are_told_to_save_and_to_run_nothing() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = pdf(&desk).await;
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    let saved = desk.get(&path, &format!("Cookie: {cookie}\r\n")).await;
    assert_eq!(saved.header("content-type"), "application/pdf");
    assert_eq!(saved.header("x-content-type-options"), "nosniff");
    assert_eq!(saved.header("x-frame-options"), "DENY");
    assert!(saved.header("content-security-policy").contains("sandbox"));
    assert_eq!(saved.header("cache-control"), "no-store");
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"Hot_r_re _12_.pdf\"; filename*=UTF-8''Hot%C4%83r%C3%A2re%20%2212%22.pdf"
    );
    let (path, cookie) = desk.path(&file, "previewPath").await;
    let shown = desk.get(&path, &format!("Cookie: {cookie}\r\n")).await;
    assert!(shown.header("content-disposition").starts_with("inline"));
    assert_eq!(shown.header("x-frame-options"), "SAMEORIGIN");
    assert!(shown.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert!(!shown.header("content-security-policy").contains("script"));
}

#[tokio::test]
async fn parts_of_a_file_are_fetched_as_the_standard_says() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let file = pdf(&desk).await;
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    let own = format!("Cookie: {cookie}\r\n");
    let whole = desk.get(&path, &own).await;
    let tag = whole.header("etag").to_owned();
    let part = desk.get(&path, &format!("{own}Range: bytes=5-8\r\n")).await;
    assert_eq!((part.status, part.body.as_slice()), (206, &PDF[5..9]));
    assert_eq!(part.header("content-range"), format!("bytes 5-8/{}", PDF.len()));
    let beyond = desk.get(&path, &format!("{own}Range: bytes=99999-\r\n")).await;
    assert_eq!(beyond.status, 416);
    let known = desk.get(&path, &format!("{own}If-None-Match: {tag}\r\n")).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
    let head = desk.ask("HEAD", &path, &own, b"").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), PDF.len().to_string());
}
