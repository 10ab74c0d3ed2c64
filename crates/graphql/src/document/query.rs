//! Roots of documents.

use super::object::Evidence;
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use calitas_domain::{
    document::{CHUNK_BYTES, FileKind, MAX_FILES},
    id::EvidenceId,
};

/// Which files are taken.
#[derive(Debug, Clone, SimpleObject)]
pub struct FileRules {
    /// Largest file, in bytes.
    pub max_bytes: i32,
    /// Most files in one piece of evidence.
    pub max_per_evidence: i32,
    /// Size of every chunk of an upload but the last, in bytes.
    pub chunk_bytes: i32,
    /// Endings of names that are taken, without the dot.
    pub endings: Vec<String>,
}

/// Evidence.
#[derive(Debug, Default)]
pub struct DocumentQuery;

#[Object]
impl DocumentQuery {
    /// A piece of evidence; absent when it is not there or not the viewer's to see.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the evidence.")] id: ID,
    ) -> Result<Option<Evidence>> {
        caller(ctx).actor()?;
        let Some(id) = EvidenceId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Evidence>(ctx, id).await?)
    }

    /// Which files this installation takes.
    async fn file_rules(&self, ctx: &Context<'_>) -> Result<FileRules> {
        let caller = caller(ctx);
        caller.actor()?;
        let max = i64::from(caller.app().file_limits().file_mib) * 1024 * 1024;
        let endings = FileKind::ALL.iter().flat_map(|kind| kind.endings());
        Ok(FileRules {
            max_bytes: i32::try_from(max).unwrap_or(i32::MAX),
            max_per_evidence: i32::try_from(MAX_FILES).unwrap_or(i32::MAX),
            chunk_bytes: i32::try_from(CHUNK_BYTES).unwrap_or(i32::MAX),
            endings: endings.map(|ending| (*ending).to_owned()).collect(),
        })
    }
}
