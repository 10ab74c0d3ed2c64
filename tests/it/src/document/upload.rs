//! Bringing files: in chunks, cut and resumed, finished once.

use super::{CANCEL, Desk, FINISH, PDF, START, reply};
use calitas_domain::{
    access::Role,
    document::{CHUNK_BYTES, MAX_OPEN_UPLOADS, Subject},
    id::EvidenceId,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use futures_util::future::join_all;
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream};

/// Two chunks and a bit.
fn long_text() -> Vec<u8> {
    b"Proces-verbal al sedintei. "
        .iter()
        .copied()
        .cycle()
        .take(usize::try_from(CHUNK_BYTES).expect("small") * 2 + 99)
        .collect()
}

#[tokio::test]
async fn a_file_arrives_in_chunks_with_its_hash_and_leaves_nothing_behind() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let sent = desk.send("Ședință.txt", &long_text()).await.ok();
    let file = &sent["finishUpload"]["evidenceFile"];
    assert_eq!(
        json!([file["name"], file["kind"], file["mediaType"], file["preview"], file["sizeBytes"]]),
        json!(["Ședință.txt", "TEXT", "text/plain", "NONE", long_text().len()])
    );
    assert_eq!(sent["finishUpload"]["evidence"]["files"], json!([{ "id": file["id"] }]));
    let (path, cookie) = desk.path(file["id"].as_str().unwrap(), "downloadPath").await;
    let fetched = desk.get(&path, &format!("Cookie: {cookie}\r\n")).await;
    assert_eq!((fetched.status, fetched.body == long_text()), (200, true));
    assert_eq!(fetched.header("etag"), format!("\"{}\"", file["sha256"].as_str().unwrap()));
    assert_eq!(desk.traces().await, (1, 0, 1), "a row and its bytes, no upload, no chunk");
}

#[tokio::test]
async fn a_cut_upload_goes_on_where_it_was_cut() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (text, step) = (long_text(), usize::try_from(CHUNK_BYTES).unwrap());
    let (id, path) = desk.start("lung.txt", text.len()).await;
    assert_eq!(desk.patch(&path, 0, &text[..step]).await.header("upload-offset"), step.to_string());
    // The line is cut in the middle of a chunk.
    let mut stream = TcpStream::connect(desk.address).await.unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nHost: x\r\n{}Content-Type: application/octet-stream\r\nUpload-Offset: {step}\r\n\
         Content-Length: {step}\r\n\r\n",
        desk.bearer(&desk.stage.author)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&text[step..step + 5000]).await.unwrap();
    drop(stream);
    assert_eq!(desk.finish(&id).await.reason(), "UPLOAD_INCOMPLETE");
    let told = desk.ask("HEAD", &path, &desk.bearer(&desk.stage.author), b"").await;
    assert_eq!((told.status, told.header("upload-offset")), (200, step.to_string().as_str()));
    // A chunk that is here already changes nothing; what is misplaced is refused with the place to go on from.
    for (offset, chunk, status) in [
        (0, &text[..step], 204),
        (2 * step, &text[2 * step..], 409),
        (7, &text[7..step], 409),
        (step, &text[step..step + 10], 400),
        (step, &text[step..2 * step], 204),
        (2 * step, &text[2 * step..], 204),
    ] {
        assert_eq!(desk.patch(&path, offset, chunk).await.status, status, "{offset}");
    }
    let file = desk.finish(&id).await.ok()["finishUpload"]["evidenceFile"].clone();
    assert_eq!(file["sizeBytes"], json!(text.len()));
}

#[tokio::test]
async fn finishing_twice_or_twice_at_once_makes_one_file() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (id, path) = desk.start("a.pdf", PDF.len()).await;
    assert_eq!(desk.patch(&path, 0, PDF).await.status, 204);
    let client = desk.client();
    let (one, other) = tokio::join!(
        client.act(FINISH, json!({ "uploadId": id })),
        client.act(FINISH, json!({ "uploadId": id }))
    );
    let outcomes = [one, other];
    assert!(outcomes.iter().any(|answer| answer.errors.is_empty()));
    for answer in &outcomes {
        let fine = answer.errors.is_empty() || answer.reason() == "UPLOAD_BEING_CHECKED";
        assert!(fine, "{:?}", answer.errors);
    }
    let again = desk.finish(&id).await.ok();
    assert_eq!(again["finishUpload"]["evidence"]["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(desk.traces().await, (1, 0, 1));
    let same = desk.send("b.pdf", PDF).await;
    assert_eq!(same.reason(), "FILE_ALREADY_ATTACHED");
    assert_eq!(desk.traces().await, (1, 0, 1), "nothing of the second is left");
}

#[tokio::test]
async fn what_is_not_taken_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    for (name, size, path, code) in [
        ("pagina.html", 10, "name", "FILE_TYPE_REFUSED"),
        ("desen.svg", 10, "name", "FILE_TYPE_REFUSED"),
        ("program.exe", 10, "name", "FILE_TYPE_REFUSED"),
        ("arhiva.zip", 10, "name", "FILE_TYPE_REFUSED"),
        ("a\u{202E}fdp.exe", 10, "name", "FORBIDDEN_CHARACTER"),
        ("gol.pdf", 0, "sizeBytes", "FILE_EMPTY"),
        ("mare.pdf", 51 * 1024 * 1024, "sizeBytes", "FILE_TOO_LARGE"),
    ] {
        let refused = desk.try_start(name, size).await;
        assert_eq!(refused.fields(), [(path.to_owned(), code.to_owned())], "{name}");
    }
    for _ in 0..10 {
        desk.start("a.pdf", 10).await;
    }
    assert_eq!(desk.try_start("a.pdf", 10).await.reason(), "TOO_MANY");
}

#[tokio::test]
async fn of_many_uploads_started_at_once_no_more_are_taken_than_one_after_the_other() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    // Each to evidence of its own, so that no row of theirs makes them wait for each other.
    let mut evidence = Vec::new();
    for _ in 0..16 {
        evidence.push(desk.stage.evidence(&desk.stage.author, Subject::Action(desk.action)).await);
    }
    let client = desk.client();
    let start = |id: &EvidenceId| {
        client.act(START, json!({ "evidenceId": id.global(), "name": "a.pdf", "sizeBytes": 9 }))
    };
    let answers = join_all(evidence.iter().map(start)).await;
    assert_eq!(answers.iter().filter(|answer| answer.errors.is_empty()).count(), MAX_OPEN_UPLOADS);
    assert_eq!(desk.traces().await, (0, MAX_OPEN_UPLOADS, 0));
}

#[tokio::test]
async fn an_upload_is_of_the_person_who_started_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (id, path) = desk.start("a.pdf", PDF.len()).await;
    let others = [
        (desk.stage.approver.clone(), 404, "NOT_FOUND"),
        (world.hall.people[&Role::Reader].clone(), 404, "NOT_FOUND"),
        (world.foreign.people[&Role::QualityManager].clone(), 404, "NOT_FOUND"),
    ];
    for (person, status, code) in &others {
        assert_eq!(desk.patch_as(person, &path, 0, PDF).await.status, *status);
        assert_eq!(desk.ask("HEAD", &path, &desk.bearer(person), b"").await.status, *status);
        let client = world.client_of(person);
        assert_eq!(client.act(FINISH, json!({ "uploadId": id })).await.code(), *code);
    }
    let headers = "Content-Type: application/octet-stream\r\nUpload-Offset: 0\r\n";
    assert_eq!(desk.ask("PATCH", &path, headers, PDF).await.status, 401);
    let form = format!("{}Content-Type: text/plain\r\nUpload-Offset: 0\r\n", desk.bearer(&desk.stage.author));
    assert_eq!(desk.ask("PATCH", &path, &form, PDF).await.status, 415);
    assert_eq!(desk.patch("/uploads/upload_x", 0, PDF).await.status, 404);
    assert_eq!(desk.traces().await, (0, 1, 0));
    desk.client().act(CANCEL, json!({ "uploadId": id })).await.ok();
    assert_eq!(desk.patch(&path, 0, PDF).await.status, 404);
    assert_eq!(desk.traces().await, (0, 0, 0));
}

#[tokio::test]
async fn a_body_that_is_longer_than_its_chunk_is_refused_early() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (_, path) = desk.start("a.pdf", 100).await;
    let mut stream = TcpStream::connect(desk.address).await.unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nHost: x\r\n{}Content-Type: application/octet-stream\r\nUpload-Offset: 0\r\n\
         Content-Length: 100000000\r\n\r\n",
        desk.bearer(&desk.stage.author)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&[b'a'; 4096]).await.unwrap();
    assert_eq!(reply(stream).await.status, 400);
}
