//! Evidence and what belongs to it, loaded for a whole level at once.

use super::object::{Evidence, EvidenceFile};
use crate::loader::Loadable;
use calitas_app::{Ctx, document as app};
use calitas_domain::{
    Error,
    document::{self as domain, Subject},
    id::{EvidenceFileId, EvidenceId},
};
use std::collections::HashMap;

impl Loadable for Evidence {
    type Key = EvidenceId;

    async fn load(ctx: &Ctx, keys: &[EvidenceId]) -> Result<Vec<(EvidenceId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for EvidenceFile {
    type Key = EvidenceFileId;

    async fn load(ctx: &Ctx, keys: &[EvidenceFileId]) -> Result<Vec<(EvidenceFileId, Self)>, Error> {
        Ok(app::files_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

/// The files of a piece of evidence.
#[derive(Debug, Clone)]
pub(super) struct FilesOf(pub Vec<domain::EvidenceFile>);

impl Loadable for FilesOf {
    type Key = EvidenceId;

    async fn load(ctx: &Ctx, keys: &[EvidenceId]) -> Result<Vec<(EvidenceId, Self)>, Error> {
        let mut found: HashMap<EvidenceId, Vec<domain::EvidenceFile>> = HashMap::new();
        for file in app::files_of(ctx, keys).await? {
            found.entry(file.evidence).or_default().push(file);
        }
        Ok(found.into_iter().map(|(evidence, files)| (evidence, Self(files))).collect())
    }
}

/// What a piece of evidence proves.
#[derive(Debug, Clone)]
pub(super) struct SubjectsOf(pub Vec<Subject>);

impl Loadable for SubjectsOf {
    type Key = EvidenceId;

    async fn load(ctx: &Ctx, keys: &[EvidenceId]) -> Result<Vec<(EvidenceId, Self)>, Error> {
        let mut found: HashMap<EvidenceId, Vec<Subject>> = HashMap::new();
        for (evidence, subject) in app::subjects_of(ctx, keys).await? {
            found.entry(evidence).or_default().push(subject);
        }
        Ok(found.into_iter().map(|(evidence, subjects)| (evidence, Self(subjects))).collect())
    }
}

/// How much evidence something has.
#[derive(Debug, Clone)]
pub(super) struct CountOf(pub i64);

impl Loadable for CountOf {
    type Key = Subject;

    async fn load(ctx: &Ctx, keys: &[Subject]) -> Result<Vec<(Subject, Self)>, Error> {
        let counts: HashMap<_, _> = app::counts(ctx, keys).await?.into_iter().collect();
        let count = |subject: &Subject| Some((*subject, Self(*counts.get(&subject.row())?)));
        Ok(keys.iter().filter_map(count).collect())
    }
}
