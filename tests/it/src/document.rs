//! Evidence and its files: through the API, and their bytes over HTTP.

mod download;
mod examined;
mod standing;
mod store;
mod sweep;
mod upload;

use crate::transport;
use calitas_domain::{
    access::Role,
    document::{CHUNK_BYTES, Subject},
    id::{EvidenceId, PlanActionId},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, House, Stage, World, world::Person};
use calitas_server::settings::Environment;
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const CREATE: &str = "mutation($input: CreateEvidenceInput!) { createEvidence(input: $input) {
  evidence { id version } subjects { __typename ... on PlanAction { evidence { totalCount } } } } }";
const UPDATE: &str = "mutation($input: UpdateEvidenceInput!) { updateEvidence(input: $input) {
  evidence { title description effectiveOn version } } }";
const REMOVE: &str = "mutation($input: RemoveEvidenceInput!) { removeEvidence(input: $input) {
  removedEvidenceId subjects { ... on PlanAction { evidence { totalCount } } } } }";
const RESTORE: &str = "mutation($input: RestoreEvidenceInput!) { restoreEvidence(input: $input) {
  subjects { ... on PlanAction { evidence { totalCount } } } } }";
const START: &str = "mutation($input: StartUploadInput!) { startUpload(input: $input) {
  upload { id path chunkBytes receivedBytes } } }";
const FINISH: &str = "mutation($input: FinishUploadInput!) { finishUpload(input: $input) {
  evidenceFile { id name kind mediaType sizeBytes sha256 preview } evidence { files { id } } } }";
const CANCEL: &str =
    "mutation($input: CancelUploadInput!) { cancelUpload(input: $input) { cancelledUploadId } }";

/// A real PDF, small.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// An action with evidence of its author, served over HTTP.
struct Desk<'a> {
    world: &'a World,
    stage: Stage<'a>,
    action: PlanActionId,
    evidence: EvidenceId,
    address: SocketAddr,
}

/// What came back over HTTP.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> &str {
        let line = self
            .head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name)));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
    }
}

impl<'a> Desk<'a> {
    async fn new(world: &'a World) -> Self {
        Self::of(world, &world.hall).await
    }

    async fn of(world: &'a World, house: &House) -> Self {
        let stage = Stage::new(world, house).await;
        let (_, action) = stage.active().await;
        let evidence = stage.evidence(&stage.author, Subject::Action(action)).await;
        let address = transport::serve(world, Environment::Development).await;
        Self { world, stage, action, evidence, address }
    }

    fn client(&self) -> Client<'a> {
        self.world.client_of(&self.stage.author)
    }

    /// Starts an upload: its id and path.
    async fn start(&self, name: &str, size: usize) -> (String, String) {
        let started = self.try_start(name, size).await.ok();
        let text = |field: &str| started["startUpload"]["upload"][field].as_str().expect("a text").to_owned();
        (text("id"), text("path"))
    }

    async fn try_start(&self, name: &str, size: usize) -> Answer {
        let input = json!({ "evidenceId": self.evidence.global(), "name": name, "sizeBytes": size });
        self.client().act(START, input).await
    }

    async fn finish(&self, upload: &str) -> Answer {
        self.client().act(FINISH, json!({ "uploadId": upload })).await
    }

    /// Sends a chunk as the author.
    async fn patch(&self, path: &str, offset: usize, chunk: &[u8]) -> Reply {
        self.patch_as(&self.stage.author, path, offset, chunk).await
    }

    async fn patch_as(&self, person: &Person, path: &str, offset: usize, chunk: &[u8]) -> Reply {
        let headers = format!(
            "{}Content-Type: application/octet-stream\r\nUpload-Offset: {offset}\r\n",
            self.bearer(person)
        );
        self.ask("PATCH", path, &headers, chunk).await
    }

    fn bearer(&self, person: &Person) -> String {
        format!("Authorization: Bearer {}\r\n", self.world.token(person))
    }

    /// Sends a whole content and finishes.
    async fn send(&self, name: &str, content: &[u8]) -> Answer {
        let (id, path) = self.start(name, content.len()).await;
        let step = usize::try_from(CHUNK_BYTES).expect("small");
        for (number, chunk) in content.chunks(step).enumerate() {
            let reply = self.patch(&path, number * step, chunk).await;
            assert_eq!(reply.status, 204, "{}", reply.head);
        }
        self.finish(&id).await
    }

    /// Where the author may fetch a file, and the cookie that goes with it.
    async fn path(&self, file: &str, field: &str) -> (String, String) {
        self.path_for(&self.client(), file, field).await
    }

    async fn path_for(&self, client: &Client<'_>, file: &str, field: &str) -> (String, String) {
        let document =
            format!("query($id: ID!) {{ node(id: $id) {{ ... on EvidenceFile {{ path: {field} }} }} }}");
        let answer = client.run(&document, json!({ "id": file })).await;
        let cookie = answer.cookies.first().cloned().unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let path = answer.ok()["node"]["path"].as_str().unwrap_or_default().to_owned();
        (path, cookie)
    }

    async fn get(&self, path: &str, headers: &str) -> Reply {
        self.ask("GET", path, headers, b"").await
    }

    async fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).await.expect("a connection");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        // A refusal may come before the body was read.
        let _refused_early = stream.write_all(body).await;
        reply(stream).await
    }

    /// The rows and bytes of the whole installation that have to do with files: rows, uploads, objects.
    async fn traces(&self) -> (usize, usize, usize) {
        use futures_util::TryStreamExt;
        let mut read =
            sqlx::PgConnection::connect(&self.world.database.admin_url).await.expect("the superuser");
        let count = |table: &'static str| sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let files: i64 =
            sqlx::query_scalar(count("evidence_file")).fetch_one(&mut read).await.expect("a count");
        let uploads: i64 = sqlx::query_scalar(count("upload")).fetch_one(&mut read).await.expect("a count");
        let depot = self.world.app.depot();
        let kept: Vec<_> = depot.files().try_collect().await.expect("a list");
        let chunks: Vec<_> = depot.chunks().try_collect().await.expect("a list");
        let number = |count: i64| usize::try_from(count).expect("few");
        (number(files), number(uploads), kept.len() + chunks.len())
    }
}

use sqlx::Connection;

async fn reply(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _cut = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Reply { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
}

fn total(subjects: &Value) -> i64 {
    subjects[0]["evidence"]["totalCount"].as_i64().expect("a count")
}

#[tokio::test]
async fn evidence_is_attached_changed_taken_off_and_put_back() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let client = desk.client();
    let key = json!({ "subjectId": desk.action.global(), "title": " Hotărâre ", "effectiveOn": "2026-05-01",
        "idempotencyKey": "once" });
    let made = client.act(CREATE, key.clone()).await.ok();
    let id = made["createEvidence"]["evidence"]["id"].clone();
    assert_eq!(total(&made["createEvidence"]["subjects"]), 2);
    assert_eq!(client.act(CREATE, key).await.ok()["createEvidence"]["evidence"]["id"], id);
    let change = json!({ "id": id, "expectedVersion": 1, "title": "Hotărârea 12", "effectiveOn": null });
    let changed = client.act(UPDATE, change.clone()).await.ok();
    assert_eq!(
        changed["updateEvidence"]["evidence"],
        json!({ "title": "Hotărârea 12", "description": "", "effectiveOn": null, "version": 2 })
    );
    let stale = json!({ "id": id, "expectedVersion": 1, "title": "Altceva" });
    assert_eq!(client.act(UPDATE, stale).await.reason(), "CHANGED_MEANWHILE");
    let removed = client.act(REMOVE, json!({ "id": id })).await.ok();
    assert_eq!(total(&removed["removeEvidence"]["subjects"]), 1);
    assert_eq!(client.act(REMOVE, json!({ "id": id })).await.code(), "NOT_FOUND");
    let back = client.act(RESTORE, json!({ "id": id })).await.ok();
    assert_eq!(total(&back["restoreEvidence"]["subjects"]), 2);
    let history =
        "query($id: ID!) { planAction(id: $id) { history { nodes { kind changes { field new } } } } }";
    let history = client.run(history, json!({ "id": desk.action.global() })).await.ok();
    let nodes = history["planAction"]["history"]["nodes"].as_array().expect("a list");
    let kinds: Vec<_> =
        nodes.iter().take(4).map(|entry| entry["kind"].as_str().unwrap_or_default()).collect();
    assert_eq!(kinds, ["evidence_restored", "evidence_removed", "evidence_updated", "evidence_created"]);
    assert_eq!(nodes[0]["changes"], json!([{ "field": "evidence.title", "new": "Hotărârea 12" }]));
}

#[tokio::test]
async fn evidence_may_prove_several_things_and_is_shown_with_each() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (other_plan, other) = desk.stage.active().await;
    let link =
        "mutation($input: LinkEvidenceInput!) { linkEvidence(input: $input) { subjects { __typename } } }";
    let unlink = "mutation($input: UnlinkEvidenceInput!) { unlinkEvidence(input: $input) { evidence { subjects { __typename } } } }";
    let both = |subject: String| json!({ "id": desk.evidence.global(), "subjectId": subject });
    let linked = desk.client().act(link, both(other.global().to_string())).await.ok();
    assert_eq!(linked["linkEvidence"]["subjects"].as_array().map(Vec::len), Some(2));
    desk.client().act(link, both(other_plan.global().to_string())).await.ok();
    // A guest of the other plan sees it there, and nothing of the first.
    let guest = desk.stage.guest("expert", &[other_plan]).await;
    let see = "query($id: ID!) { planAction(id: $id) { evidence { nodes { id subjects { __typename } viewerCan { update { allowed } } } } } }";
    let seen = world.client_of(&guest).run(see, json!({ "id": other.global() })).await.ok();
    let node = &seen["planAction"]["evidence"]["nodes"][0];
    assert_eq!(node["id"], json!(desk.evidence.global()));
    assert_eq!(node["subjects"].as_array().map(Vec::len), Some(2), "{node}");
    assert_eq!(node["viewerCan"]["update"]["allowed"], json!(false));
    for subject in [other.global().to_string(), other_plan.global().to_string()] {
        desk.client().act(unlink, both(subject)).await.ok();
    }
    let seen = world.client_of(&guest).run(see, json!({ "id": other.global() })).await.ok();
    assert_eq!(seen["planAction"]["evidence"]["nodes"], json!([]));
    let refused = desk.client().act(unlink, both(desk.action.global().to_string())).await;
    assert_eq!(refused.reason(), "LAST_LINK");
    let foreign = world.foreign.people[&Role::QualityManager].clone();
    let refused = world.client_of(&foreign).act(link, both(other.global().to_string())).await;
    assert_eq!(refused.code(), "NOT_FOUND");
}
