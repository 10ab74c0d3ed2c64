//! Files on their way. Their bytes go by HTTP, see `deploy/README.md`; here they start and end.

use super::object::{Evidence, EvidenceFile};
use crate::{
    connection::caller,
    node::{self, GlobalId},
};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::document as app;
use calitas_domain::document::{self as domain, CHUNK_BYTES};
use chrono::{DateTime, Utc};

/// A file on its way.
#[derive(Debug, Clone, SimpleObject)]
pub struct Upload {
    /// Opaque id.
    pub id: ID,
    /// Where its chunks go, by PATCH with the header `Upload-Offset`; HEAD tells how much is there.
    pub path: String,
    /// Size of every chunk but the last, in bytes.
    pub chunk_bytes: i32,
    /// How much of it is here, in bytes.
    pub received_bytes: i32,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
}

/// A file to be brought to evidence.
#[derive(Debug, InputObject)]
pub struct StartUploadInput {
    /// The evidence.
    pub evidence_id: ID,
    /// Its name; the ending says what it is, and the content has to agree.
    pub name: String,
    /// How large it is, in bytes.
    pub size_bytes: i32,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The upload that was started.
#[derive(Debug, SimpleObject)]
pub struct StartUploadPayload {
    /// The upload.
    pub upload: Upload,
}

/// The upload whose chunks have all been sent.
#[derive(Debug, InputObject)]
pub struct FinishUploadInput {
    /// The upload.
    pub upload_id: ID,
}

/// The file that has arrived.
#[derive(Debug, SimpleObject)]
pub struct FinishUploadPayload {
    /// The file.
    pub evidence_file: EvidenceFile,
    /// The evidence with its files.
    pub evidence: Evidence,
}

/// The upload to give up.
#[derive(Debug, InputObject)]
pub struct CancelUploadInput {
    /// The upload.
    pub upload_id: ID,
}

/// The upload that was given up.
#[derive(Debug, SimpleObject)]
pub struct CancelUploadPayload {
    /// Its id.
    pub cancelled_upload_id: ID,
}

impl From<domain::Upload> for Upload {
    fn from(row: domain::Upload) -> Self {
        let id = row.id.global();
        Self {
            path: format!("/uploads/{}", *id),
            id,
            chunk_bytes: i32::try_from(CHUNK_BYTES).unwrap_or(i32::MAX),
            received_bytes: i32::try_from(row.received_bytes).unwrap_or(i32::MAX),
            expires_at: row.expires_at,
        }
    }
}

/// Uploads.
#[derive(Debug, Default)]
pub struct UploadMutation;

#[Object]
impl UploadMutation {
    /// Starts bringing a file to evidence.
    async fn start_upload(&self, ctx: &Context<'_>, input: StartUploadInput) -> Result<StartUploadPayload> {
        let id = node::subject(&input.evidence_id)?;
        let (name, size, key) = (&input.name, input.size_bytes.into(), input.idempotency_key.as_deref());
        Ok(StartUploadPayload { upload: app::start(&caller(ctx), id, name, size, key).await?.into() })
    }

    /// Finishes an upload: its content is examined and kept. Asked again, it gives the same file.
    async fn finish_upload(
        &self,
        ctx: &Context<'_>,
        input: FinishUploadInput,
    ) -> Result<FinishUploadPayload> {
        let (evidence, file) = app::finish(&caller(ctx), node::subject(&input.upload_id)?).await?;
        Ok(FinishUploadPayload { evidence_file: file.into(), evidence: evidence.into() })
    }

    /// Gives an upload up.
    async fn cancel_upload(
        &self,
        ctx: &Context<'_>,
        input: CancelUploadInput,
    ) -> Result<CancelUploadPayload> {
        app::cancel(&caller(ctx), node::subject(&input.upload_id)?).await?;
        Ok(CancelUploadPayload { cancelled_upload_id: input.upload_id })
    }
}
