//! A bucket of a real S3 server in this process: signatures, parts, ranges and lists as they go over the wire.

use calitas_depot::{Depot, DepotError, Place, Spool};
use calitas_domain::document::FileKind;
use futures_util::TryStreamExt;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use uuid::Uuid;

const BUCKET: &str = "calitas";

/// Serves a folder as an S3 store; gives its address.
async fn store(folder: &std::path::Path) -> String {
    std::fs::create_dir(folder.join(BUCKET)).expect("a folder");
    let mut builder = S3ServiceBuilder::new(FileSystem::new(folder).expect("a folder"));
    builder.set_auth(SimpleAuth::from_single("name", "secret"));
    let service = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
            tokio::spawn(connection);
        }
    });
    format!("http://{address}")
}

fn place(endpoint: &str, secret: &str) -> Place {
    Place::Bucket {
        endpoint: Some(endpoint.to_owned()),
        bucket: BUCKET.to_owned(),
        region: "eu-central-1".to_owned(),
        access_key: "name".to_owned(),
        secret_key: secret.to_owned(),
    }
}

#[tokio::test]
async fn a_bucket_keeps_chunks_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = store(folder.path()).await;
    let depot = Depot::open(&place(&endpoint, "secret")).unwrap();
    let [tenant, upload, attempt] = [1, 2, 3].map(Uuid::from_u128);
    // Larger than one part of an S3 upload.
    let chunk = 4 * 1024 * 1024;
    let content: Vec<u8> = b"%PDF-1.7 ".iter().copied().cycle().take(2 * chunk + 1000).collect();
    for (number, part) in content.chunks(chunk).enumerate() {
        let offset = i64::try_from(number * chunk).unwrap();
        depot.keep_chunk(tenant, upload, offset, part.to_vec().into()).await.unwrap();
    }
    let (size, chunk) = (i64::try_from(content.len()).unwrap(), i64::try_from(chunk).unwrap());
    let spool = depot.assemble(tenant, upload, size, chunk).await.unwrap();
    let spool = spool.examined(FileKind::Pdf).await.unwrap();
    let key = Depot::key(tenant, upload, attempt);
    depot.keep(&key, &spool).await.unwrap();
    depot.forget_upload(tenant, upload).await.unwrap();
    assert!(depot.chunks().try_collect::<Vec<_>>().await.unwrap().is_empty());
    let kept: Vec<_> = depot.files().try_collect().await.unwrap();
    assert_eq!(
        kept.iter().map(|one| (&one.key, one.owner())).collect::<Vec<_>>(),
        [(&key, Some((tenant, upload)))]
    );
    for range in [0..content.len(), 5..100, chunk as usize - 10..chunk as usize + 10] {
        let asked = range.start as u64..range.end as u64;
        let read: Vec<_> = depot.read(&key, asked).await.unwrap().try_collect().await.unwrap();
        assert!(read.concat() == content[range]);
    }
    depot.delete(&key).await.unwrap();
    depot.delete(&key).await.unwrap();
    assert!(matches!(depot.read(&key, 0..1).await, Err(DepotError::Missing)));
}

#[tokio::test]
async fn a_wrong_key_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = store(folder.path()).await;
    let depot = Depot::open(&place(&endpoint, "another")).unwrap();
    let spool = Spool::of(b"text").await.unwrap();
    let refused = depot.keep(&Depot::key(Uuid::nil(), Uuid::nil(), Uuid::nil()), &spool).await;
    assert!(matches!(refused, Err(DepotError::Silent(_))), "{refused:?}");
}
