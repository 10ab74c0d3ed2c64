//! The store of objects: chunks of uploads under `staging/`, finished files under `files/`.

use crate::{DepotError, Place, Spool};
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    ClientOptions, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig, WriteMultipart,
    aws::AmazonS3Builder, local::LocalFileSystem, memory::InMemory, path::Path,
};
use std::{
    ops::Range,
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

const STAGING: &str = "staging";
const FILES: &str = "files";
/// Files are written in parts of this size; S3 takes no smaller ones.
const PART_BYTES: usize = 5 * 1024 * 1024;

/// Bytes as they come.
pub type Bytestream = BoxStream<'static, Result<Bytes, DepotError>>;

/// Where the bytes of files lie. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Depot(Arc<dyn ObjectStore>);

/// Something that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// How long ago it was written.
    pub age: Duration,
}

impl Depot {
    /// Opens a place. A folder is made when it is not there; a bucket has to be.
    ///
    /// # Errors
    /// When the place cannot be used.
    pub fn open(place: &Place) -> Result<Self, DepotError> {
        Ok(Self(match place {
            Place::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                let folder = LocalFileSystem::new_with_prefix(folder)?;
                Arc::new(folder.with_fsync(true).with_automatic_cleanup(true))
            }
            Place::Bucket { endpoint, bucket, region, access_key, secret_key } => {
                let retries = RetryConfig {
                    max_retries: 3,
                    retry_timeout: Duration::from_secs(20),
                    ..RetryConfig::default()
                };
                let client = ClientOptions::new()
                    .with_connect_timeout(Duration::from_secs(5))
                    .with_timeout(Duration::from_secs(60))
                    .with_allow_http(endpoint.as_deref().is_some_and(|url| url.starts_with("http://")));
                let mut builder = AmazonS3Builder::new()
                    .with_bucket_name(bucket)
                    .with_region(region)
                    .with_access_key_id(access_key)
                    .with_secret_access_key(secret_key)
                    .with_client_options(client)
                    .with_retry(retries);
                if let Some(endpoint) = endpoint {
                    builder = builder.with_endpoint(endpoint);
                }
                Arc::new(builder.build()?)
            }
            Place::Memory => Arc::new(InMemory::new()),
        }))
    }

    /// Over any store of objects, as tests make them.
    pub fn of(objects: Arc<dyn ObjectStore>) -> Self {
        Self(objects)
    }

    /// Whether the place answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), DepotError> {
        self.0.list(Some(&Path::from("ping"))).next().await.transpose()?;
        Ok(())
    }

    /// Where a finished file of an institution lies. Every try to keep it has a key of its own.
    pub fn key(tenant: Uuid, file: Uuid, attempt: Uuid) -> String {
        format!("{FILES}/{tenant}/{file}-{}", attempt.simple())
    }

    /// Where the chunks of an upload lie.
    fn staging(tenant: Uuid, upload: Uuid) -> String {
        format!("{STAGING}/{tenant}/{upload}")
    }

    /// Keeps a chunk of an upload, whole or not at all.
    ///
    /// # Errors
    /// When there is no room, or the place does not answer.
    pub async fn keep_chunk(
        &self,
        tenant: Uuid,
        upload: Uuid,
        offset: i64,
        chunk: Bytes,
    ) -> Result<(), DepotError> {
        let path = Path::from(format!("{}/{offset:015}", Self::staging(tenant, upload)));
        self.0.put(&path, chunk.into()).await?;
        Ok(())
    }

    /// Puts the chunks of an upload together, on this machine.
    ///
    /// # Errors
    /// When a chunk is missing, there is no room, or the place does not answer.
    pub async fn assemble(
        &self,
        tenant: Uuid,
        upload: Uuid,
        size: i64,
        chunk: i64,
    ) -> Result<Spool, DepotError> {
        let mut spool = Spool::new()?;
        let mut offset = 0;
        while offset < size {
            let path = Path::from(format!("{}/{offset:015}", Self::staging(tenant, upload)));
            spool.append(&self.0.get(&path).await?.bytes().await?).await?;
            offset += chunk;
        }
        spool.finish().await
    }

    /// Forgets the chunks of an upload.
    ///
    /// # Errors
    /// When the place does not answer.
    pub async fn forget_upload(&self, tenant: Uuid, upload: Uuid) -> Result<(), DepotError> {
        let prefix = Path::from(Self::staging(tenant, upload));
        let chunks = self.0.list(Some(&prefix)).map_ok(|chunk| chunk.location).boxed();
        let mut gone = self.0.delete_stream(chunks);
        while let Some(one) = gone.next().await {
            match one {
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Keeps a finished file, whole or not at all.
    ///
    /// # Errors
    /// When there is no room, or the place does not answer; then nothing is kept.
    pub async fn keep(&self, key: &str, spool: &Spool) -> Result<(), DepotError> {
        let path = Path::from(key);
        let mut file = spool.reader().await?;
        let size = usize::try_from(spool.size()).unwrap_or(usize::MAX);
        if size <= PART_BYTES {
            let mut bytes = Vec::with_capacity(size);
            file.read_to_end(&mut bytes).await?;
            self.0.put(&path, bytes.into()).await?;
            return Ok(());
        }
        let upload = self.0.put_multipart(&path).await?;
        let mut parts = WriteMultipart::new_with_chunk_size(upload, PART_BYTES);
        let mut buffer = vec![0; 256 * 1024];
        loop {
            let read = match file.read(&mut buffer).await {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => {
                    let _nothing_was_kept = parts.abort().await;
                    return Err(error.into());
                }
            };
            if let Err(error) = parts.wait_for_capacity(2).await {
                let _nothing_was_kept = parts.abort().await;
                return Err(error.into());
            }
            parts.write(&buffer[..read]);
        }
        parts.finish().await?;
        Ok(())
    }

    /// A part of a file, as it is sent.
    ///
    /// # Errors
    /// [`DepotError::Missing`]; when the place does not answer.
    pub async fn read(&self, key: &str, range: Range<u64>) -> Result<Bytestream, DepotError> {
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = self.0.get_opts(&Path::from(key), options).await?;
        Ok(found.into_stream().map_err(DepotError::from).boxed())
    }

    /// Deletes something; what is gone already is no error.
    ///
    /// # Errors
    /// When the place does not answer.
    pub async fn delete(&self, key: &str) -> Result<(), DepotError> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every finished file.
    pub fn files(&self) -> BoxStream<'static, Result<Kept, DepotError>> {
        self.listed(FILES)
    }

    /// Every chunk of an upload.
    pub fn chunks(&self) -> BoxStream<'static, Result<Kept, DepotError>> {
        self.listed(STAGING)
    }

    fn listed(&self, folder: &str) -> BoxStream<'static, Result<Kept, DepotError>> {
        let now = SystemTime::now();
        let kept = move |meta: object_store::ObjectMeta| Kept {
            key: meta.location.to_string(),
            age: now.duration_since(meta.last_modified.into()).unwrap_or_default(),
        };
        self.0.list(Some(&Path::from(folder))).map_ok(kept).map_err(DepotError::from).boxed()
    }
}

impl Kept {
    /// The institution and the row that the key names.
    pub fn owner(&self) -> Option<(Uuid, Uuid)> {
        let mut parts = self.key.split('/').skip(1);
        let (tenant, row) = (parts.next()?, parts.next()?);
        Some((tenant.parse().ok()?, row.get(..36)?.parse().ok()?))
    }
}
