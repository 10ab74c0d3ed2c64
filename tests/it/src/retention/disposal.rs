//! Selections: two people, the commission, the papers; then the content goes, and what is known of it stays.

use async_graphql::ID;
use calitas_app::{
    document::{Depot, sweep},
    report::{self, Format},
};
use calitas_domain::{
    Error,
    access::Role,
    document::Subject,
    id::{DisposalId, EvidenceFileId, EvidenceId},
    identity::Language,
    retention::{DisposalStatus, Term},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, Stage, World, world::Files};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result, memory::InMemory, path::Path,
};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// An act on a selection, by the name of its mutation.
fn act(name: &str) -> String {
    let input = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {input}Input!) {{ {name}(input: $input) {{ disposal {{ id status version hash }} }} }}"
    )
}

/// A selection under way, seen through the API.
struct Selection<'a> {
    client: Client<'a>,
    id: Value,
    version: Value,
}

impl<'a> Selection<'a> {
    async fn begin(world: &'a World, stage: &Stage<'a>, documents: &[EvidenceId]) -> Self {
        let client = world.client_of(&stage.author);
        let ids: Vec<_> = documents.iter().map(GlobalId::global).collect();
        let input =
            json!({ "tenantId": stage.house.id.global(), "title": "Selecționarea 2026", "documentIds": ids });
        let made = client.act(&act("createDisposal"), input).await.ok();
        let disposal = &made["createDisposal"]["disposal"];
        Self { client, id: disposal["id"].clone(), version: disposal["version"].clone() }
    }

    async fn try_as(&self, client: &Client<'_>, name: &str, more: Value) -> Answer {
        let mut input = json!({ "id": self.id, "expectedVersion": self.version });
        for (field, value) in more.as_object().into_iter().flatten() {
            input[field] = value.clone();
        }
        client.act(&act(name), input).await
    }

    async fn attempt(&self, name: &str, more: Value) -> Answer {
        self.try_as(&self.client, name, more).await
    }

    /// Does it and goes on with the version after it; says where the selection stands.
    async fn go_as(&mut self, client: &Client<'_>, name: &str, more: Value) -> Value {
        let done = self.try_as(client, name, more).await.ok();
        self.version = done[name]["disposal"]["version"].clone();
        done[name]["disposal"].clone()
    }

    async fn go(&mut self, name: &str, more: Value) -> Value {
        let client = self.client.clone();
        self.go_as(&client, name, more).await
    }
}

async fn kept(world: &World) -> usize {
    world.app.depot().files().try_collect::<Vec<_>>().await.expect("a list").len()
}

/// Name, hash and what became of a file, as the superuser sees it.
async fn file(world: &World, id: EvidenceFileId) -> (String, String, bool, bool) {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    sqlx::query_as(
        "SELECT name, sha256, disposed_at IS NOT NULL, erased_at IS NOT NULL FROM evidence_file WHERE id = $1",
    )
    .bind(id.row)
    .fetch_one(&mut admin)
    .await
    .expect("the row stays")
}

#[tokio::test]
async fn disposal_takes_two_people_the_commission_and_its_papers() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (years, commission) = (stage.class(Term::Years(2)).await, stage.class(Term::Commission(3)).await);
    let (gone, gone_file) = stage.document("2020-02-29", years).await;
    let (saved, saved_file) = stage.document("2019-06-01", commission).await;
    let before = file(&world, gone_file).await;
    assert_eq!(kept(&world).await, 2);
    let due = "query($id: ID!) { tenant(id: $id) { dueDocuments { totalCount nodes { keptUntil } } } }";
    let author = world.client_of(&stage.author);
    let listed = author.run(due, json!({ "id": world.hall.id.global() })).await.ok();
    let days = json!([{ "keptUntil": "2022-12-31" }, { "keptUntil": "2022-12-31" }]);
    assert_eq!(listed["tenant"]["dueDocuments"], json!({ "totalCount": 2, "nodes": days }));
    let mut selection = Selection::begin(&world, &stage, &[gone, saved]).await;
    let head = world.client_of(&stage.approver);
    assert_eq!(selection.attempt("submitDisposal", json!({})).await.reason(), "COMMISSION_UNDECIDED");
    let keep = json!({ "documentIds": [saved.global()], "verdict": "KEEP" });
    selection.go("decideDisposalDocuments", keep).await;
    selection.go("submitDisposal", json!({})).await;
    assert_eq!(selection.attempt("approveDisposal", json!({})).await.reason(), "OWN_SUBMISSION");
    assert_eq!(selection.attempt("carryOutDisposal", json!({})).await.reason(), "DISPOSAL_NOT_APPROVED");
    let back =
        selection.go_as(&head, "returnDisposal", json!({ "remark": "Verificați a doua poziție" })).await;
    assert_eq!(back["status"], "RETURNED");
    selection.go("submitDisposal", json!({})).await;
    let approved = selection.go_as(&head, "approveDisposal", json!({})).await;
    assert_eq!(approved["hash"].as_str().map(str::len), Some(64));
    // What is selected is fixed.
    let touch =
        "mutation($input: UpdateEvidenceInput!) { updateEvidence(input: $input) { evidence { id } } }";
    let touched =
        author.act(touch, json!({ "id": gone.global(), "expectedVersion": 1, "title": "Altul" })).await;
    assert_eq!(touched.reason(), "IN_DISPOSAL");
    assert_eq!(selection.attempt("carryOutDisposal", json!({})).await.reason(), "MINUTES_MISSING");
    selection.go("updateDisposal", json!({ "minutesNumber": "12", "minutesOn": "2026-11-01" })).await;
    assert_eq!(selection.attempt("carryOutDisposal", json!({})).await.reason(), "CONFIRMATION_MISSING");
    let half = selection.attempt("updateDisposal", json!({ "confirmationNumber": "AN 5" })).await;
    assert_eq!(half.fields(), [("confirmationOn".to_owned(), "REQUIRED".to_owned())]);
    let paper = json!({ "confirmationNumber": "AN 5", "confirmationOn": "2026-11-10" });
    selection.go("updateDisposal", paper).await;
    assert_eq!(kept(&world).await, 2, "nothing has gone before it is carried out");
    assert_eq!(selection.go("carryOutDisposal", json!({})).await["status"], "DONE");
    assert_eq!(kept(&world).await, 1);
    assert_eq!(file(&world, gone_file).await, (before.0, before.1, true, true));
    assert!(!file(&world, saved_file).await.2);
    assert_eq!(selection.attempt("carryOutDisposal", json!({})).await.reason(), "DISPOSAL_NOT_APPROVED");
    after(&world, &stage, &selection, (gone, gone_file)).await;
}

/// What is left of a document that went, and what is on record.
async fn after(
    world: &World,
    stage: &Stage<'_>,
    selection: &Selection<'_>,
    (gone, gone_file): (EvidenceId, EvidenceFileId),
) {
    let author = world.client_of(&stage.author);
    let see = "query($id: ID!, $file: ID!) { evidence(id: $id) { title disposedAt disposalVerdict disposal { status }
        retentionClass { code } files { name sha256 disposedAt previewPath } viewerCan { update { allowed } classify { allowed } } }
      node(id: $file) { ... on EvidenceFile { name } } }";
    let seen = author.run(see, json!({ "id": gone.global(), "file": gone_file.global() })).await.ok();
    let evidence = &seen["evidence"];
    assert!(evidence["disposedAt"].is_string() && evidence["files"][0]["sha256"].is_string(), "{evidence}");
    assert_eq!(evidence["disposal"]["status"], "DONE");
    let can = json!({ "update": { "allowed": false }, "classify": { "allowed": false } });
    assert_eq!(evidence["viewerCan"], can);
    let fetch = "query($id: ID!) { node(id: $id) { ... on EvidenceFile { downloadPath } } }";
    let fetched = author.run(fetch, json!({ "id": gone_file.global() })).await.ok();
    assert_eq!(fetched["node"]["downloadPath"], Value::Null);
    let told =
        "query($id: ID!) { disposal(id: $id) { history { nodes { kind } } documents { totalCount } } }";
    let told = author.run(told, json!({ "id": selection.id })).await.ok();
    let kinds: Vec<&str> = told["disposal"]["history"]["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|entry| entry["kind"].as_str())
        .collect();
    let expected = [
        "disposal_done",
        "disposal_started",
        "disposal_updated",
        "disposal_updated",
        "disposal_approved",
        "disposal_submitted",
        "disposal_returned",
        "disposal_submitted",
        "disposal_updated",
        "disposal_created",
    ];
    assert_eq!(kinds, expected);
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let hashes: String = sqlx::query_scalar(
        "SELECT changes::text FROM journal WHERE kind = 'evidence_disposed' AND subject_id = $1",
    )
    .bind(gone.row)
    .fetch_one(&mut admin)
    .await
    .expect("it is on record");
    assert!(hashes.contains(&file(world, gone_file).await.1), "{hashes}");
    record(world, stage, selection, (gone, gone_file)).await;
    let administrator = stage.ctx(&stage.author).await;
    let verified = calitas_app::journal::check(&administrator, stage.house.id).await;
    verified.expect("the chain holds");
    let left = "query($id: ID!) { tenant(id: $id) { dueDocuments { totalCount } disposals { totalCount } } }";
    let left = author.run(left, json!({ "id": stage.house.id.global() })).await.ok();
    assert_eq!(
        left["tenant"],
        json!({ "dueDocuments": { "totalCount": 0 }, "disposals": { "totalCount": 1 } })
    );
}

/// The record that is signed and kept: in every format, for members only.
async fn record(
    world: &World,
    stage: &Stage<'_>,
    selection: &Selection<'_>,
    (gone, gone_file): (EvidenceId, EvidenceFileId),
) {
    let id = DisposalId::read(&ID(selection.id.as_str().expect("an id").to_owned())).expect("a selection");
    let ctx = stage.ctx(&stage.author).await;
    let made = |format| report::of_disposal(&ctx, id, format, Language::Ro);
    let (name, hash, ..) = file(world, gone_file).await;
    let page = made(Format::Html).await.expect("a record").file.bytes;
    let page = String::from_utf8(page).expect("text");
    let hash_of_list = stage.stored_disposal(id).await.hash.expect("a hash");
    let title =
        calitas_app::document::by_ids(&ctx, &[gone]).await.expect("a list").pop().expect("it stays").title;
    for said in ["12 / 01.11.2026", "AN 5 / 10.11.2026", "se păstrează permanent", "eliminat"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    for said in [&name, &hash, &hash_of_list, &title] {
        assert!(page.contains(said.as_str()), "{said} in {page}");
    }
    for (format, first) in [(Format::Pdf, b"%PDF".as_slice()), (Format::Docx, b"PK"), (Format::Xlsx, b"PK")] {
        assert!(made(format).await.expect("a record").file.bytes.starts_with(first));
    }
    let foreign = Stage::new(world, &world.police).await;
    let outside = foreign.ctx(&foreign.author).await;
    let refused = report::of_disposal(&outside, id, Format::Html, Language::Ro).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
}

#[tokio::test]
async fn disposal_takes_in_what_has_ended_once_and_nothing_else() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (years, long, ever) = (
        stage.class(Term::Years(2)).await,
        stage.class(Term::Years(90)).await,
        stage.class(Term::Permanent).await,
    );
    let author = world.client_of(&stage.author);
    let (plan, action) = stage.active().await;
    let paper = stage.evidence(&stage.author, Subject::Action(action)).await;
    let create = act("createDisposal");
    let with = |document: EvidenceId| json!({ "tenantId": world.hall.id.global(), "title": "Selecționare", "documentIds": [document.global()] });
    let (serving, _) = stage.kept(Subject::Plan(plan), "2019-03-01", years).await;
    for (document, reason) in [
        (paper, "NOT_CLASSIFIED"),
        (serving, "STILL_SERVES"),
        (stage.document("2019-03-01", long).await.0, "KEPT_UNTIL"),
        (stage.document("1919-03-01", ever).await.0, "KEPT_FOREVER"),
    ] {
        assert_eq!(author.act(&create, with(document)).await.reason(), reason);
    }
    let (old, _) = stage.document("2019-03-01", years).await;
    let mut selection = Selection::begin(&world, &stage, &[old]).await;
    assert_eq!(author.act(&create, with(old)).await.reason(), "IN_DISPOSAL");
    assert_eq!(selection.go("cancelDisposal", json!({})).await["status"], "CANCELLED");
    let mut again = Selection::begin(&world, &stage, &[old]).await;
    let out = json!({ "addIds": [], "removeIds": [old.global()] });
    again.go("setDisposalDocuments", out).await;
    assert_eq!(again.attempt("submitDisposal", json!({})).await.reason(), "DISPOSAL_EMPTY");
    let foreign = world.client(&world.foreign, Role::InstitutionAdmin);
    assert_eq!(again.try_as(&foreign, "cancelDisposal", json!({})).await.code(), "NOT_FOUND");
    let specialist = world.client(&world.hall, Role::Specialist);
    assert_eq!(again.try_as(&specialist, "cancelDisposal", json!({})).await.code(), "FORBIDDEN");
}

/// A store that keeps what it is told to remove, while it is stubborn.
#[derive(Debug, Default)]
struct Stubborn {
    inner: InMemory,
    keeps: Arc<AtomicBool>,
}

impl fmt::Display for Stubborn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stubborn store")
    }
}

#[async_trait::async_trait]
impl ObjectStore for Stubborn {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        self.inner.put_opts(location, payload, opts).await
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        opts: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.inner.put_multipart_opts(location, opts).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        if self.keeps.load(Ordering::Relaxed) {
            let refused = || object_store::Error::Generic { store: "stubborn", source: "not now".into() };
            return locations.map(move |_| Err(refused())).boxed();
        }
        self.inner.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

#[tokio::test]
async fn disposal_that_is_cut_short_goes_on_and_is_never_half_a_record() {
    let store = Stubborn::default();
    let keeps = Arc::clone(&store.keeps);
    let world = World::with_files(Files { depot: Depot::of(Arc::new(store)), ..Files::default() }).await;
    let stage = Stage::new(&world, &world.hall).await;
    let class = stage.class(Term::Years(2)).await;
    let (first, first_file) = stage.document("2019-03-01", class).await;
    let (second, second_file) = stage.document("2018-03-01", class).await;
    let id = stage.disposal(&[first, second]).await;
    stage.submit_disposal(id).await;
    stage.approve_disposal(id).await;
    keeps.store(true, Ordering::Relaxed);
    let version = stage.stored_disposal(id).await.version;
    let ctx = stage.ctx(&stage.author).await;
    let begun = calitas_app::retention::carry_out(&ctx, id, version).await.expect("it is on record");
    assert_eq!(begun.status, DisposalStatus::InProgress);
    for one in [first_file, second_file] {
        let (.., disposed, erased) = file(&world, one).await;
        assert!(disposed && !erased, "nobody gets it any more, and it is not said to be gone");
    }
    assert!(sweep::rows_of_time(&world.app).await.is_err(), "the store still refuses");
    keeps.store(false, Ordering::Relaxed);
    let (one, other) = tokio::join!(sweep::rows_of_time(&world.app), sweep::rows_of_time(&world.app));
    assert!(one.expect("swept").disposed + other.expect("swept").disposed >= 2);
    assert_eq!(stage.stored_disposal(id).await.status, DisposalStatus::Done);
    assert!(file(&world, first_file).await.3 && file(&world, second_file).await.3);
    assert_eq!(kept(&world).await, 0);
    assert_eq!(sweep::rows_of_time(&world.app).await.expect("swept").disposed, 0);
}
