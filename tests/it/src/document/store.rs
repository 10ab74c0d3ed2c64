//! Where files lie: a folder, a bucket, a place that is full.

use super::{Desk, PDF};
use calitas_app::document::{Depot, Place};
use calitas_graphql::node::GlobalId;
use calitas_kit::{World, world::Files};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result, memory::InMemory, path::Path,
};
use serde_json::json;
use std::{
    fmt,
    io::{self, ErrorKind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// A store whose disk can be full.
#[derive(Debug, Default)]
struct Narrow {
    inner: InMemory,
    full: Arc<AtomicBool>,
}

impl fmt::Display for Narrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a narrow store")
    }
}

#[async_trait::async_trait]
impl ObjectStore for Narrow {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        if self.full.load(Ordering::Relaxed) {
            let source = Box::new(io::Error::from(ErrorKind::StorageFull));
            return Err(object_store::Error::Generic { store: "narrow", source });
        }
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
async fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let store = Narrow::default();
    let full = Arc::clone(&store.full);
    let world = World::with_files(Files { depot: Depot::of(Arc::new(store)), ..Files::default() }).await;
    let desk = Desk::new(&world).await;
    let (id, path) = desk.start("a.pdf", PDF.len()).await;
    full.store(true, Ordering::Relaxed);
    let refused = desk.patch(&path, 0, PDF).await;
    assert_eq!(refused.status, 503);
    assert!(String::from_utf8_lossy(&refused.body).contains("STORAGE_FULL"));
    full.store(false, Ordering::Relaxed);
    assert_eq!(desk.patch(&path, 0, PDF).await.status, 204);
    full.store(true, Ordering::Relaxed);
    let refused = desk.finish(&id).await;
    assert_eq!((refused.code(), refused.reason()), ("UNAVAILABLE", "STORAGE_FULL"));
    assert_eq!(desk.traces().await, (0, 1, 1), "the upload waits, nothing else is there");
    let rest = "query($id: ID!) { planAction(id: $id) { title evidence { totalCount } } }";
    desk.client().run(rest, json!({ "id": desk.action.global() })).await.ok();
    full.store(false, Ordering::Relaxed);
    desk.finish(&id).await.ok();
    assert_eq!(desk.traces().await, (1, 0, 1));
}

#[tokio::test]
async fn a_folder_keeps_files_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let depot = Depot::open(&Place::Folder(folder.path().to_owned())).expect("a folder");
    let world = World::with_files(Files { depot: depot.clone(), ..Files::default() }).await;
    let desk = Desk::new(&world).await;
    let large: Vec<u8> = [PDF, &vec![b' '; 6 * 1024 * 1024]].concat();
    let sent = desk.send("mare.pdf", &large).await.ok();
    let file = sent["finishUpload"]["evidenceFile"]["id"].as_str().expect("an id").to_owned();
    let (path, cookie) = desk.path(&file, "downloadPath").await;
    let fetched = desk.get(&path, &format!("Cookie: {cookie}\r\n")).await;
    assert!(fetched.status == 200 && fetched.body == large);
    let kept: Vec<_> = depot.files().map(|one| one.map(|one| one.key)).try_collect().await.expect("a list");
    assert_eq!(kept.len(), 1);
    // Chunks leave no empty folders behind.
    assert!(std::fs::read_dir(folder.path().join("staging")).map_or(true, |mut left| left.next().is_none()));
}
