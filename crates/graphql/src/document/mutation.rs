//! Attaching evidence, changing it, taking it off.

use super::object::{Evidence, EvidenceFile, EvidenceSubject, subjects};
use crate::{
    connection::caller,
    node::{self, GlobalId},
    scalar::Date,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::document as app;
use calitas_domain::{
    Error,
    document::{EvidenceInput, EvidencePatch, Subject},
    id::{CommissionMeetingId, ControlAnswerId, PlanActionId, PlanId},
};

/// Defines payloads that hold evidence and what it proves.
macro_rules! payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The evidence.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub evidence: Evidence,
            /// What it proves or has proved until now, with its lists of evidence.
            pub subjects: Vec<EvidenceSubject>,
        }
    )*};
}

payloads! {
    CreateEvidencePayload, UpdateEvidencePayload, RestoreEvidencePayload, LinkEvidencePayload, UnlinkEvidencePayload,
}

/// New evidence.
#[derive(Debug, InputObject)]
pub struct CreateEvidenceInput {
    /// What it proves: a plan, an action, or an answer of the self-assessment.
    pub subject_id: ID,
    /// What it is, at most 200 characters.
    pub title: String,
    /// What is to be known about it, at most 2000 characters.
    pub description: Option<String>,
    /// The day it stands for, which is not the day it is uploaded.
    pub effective_on: Option<Date>,
    /// The entry of the nomenclature it is kept under; the one the institution decided on when left out.
    pub retention_class_id: Option<ID>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Changes of evidence; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateEvidenceInput {
    /// The evidence.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is, at most 200 characters.
    pub title: Option<String>,
    /// What is to be known about it, at most 2000 characters.
    pub description: Option<String>,
    /// The day it stands for; null clears it.
    pub effective_on: MaybeUndefined<Date>,
}

/// The evidence to take off.
#[derive(Debug, InputObject)]
pub struct RemoveEvidenceInput {
    /// The evidence.
    pub id: ID,
}

/// The evidence that was taken off.
#[derive(Debug, SimpleObject)]
pub struct RemoveEvidencePayload {
    /// Its id; `restoreEvidence` puts it back for thirty days.
    pub removed_evidence_id: ID,
    /// What it proved until now.
    pub subjects: Vec<EvidenceSubject>,
}

/// The evidence to put back.
#[derive(Debug, InputObject)]
pub struct RestoreEvidenceInput {
    /// The evidence.
    pub id: ID,
}

/// Evidence that proves one thing more.
#[derive(Debug, InputObject)]
pub struct LinkEvidenceInput {
    /// The evidence.
    pub id: ID,
    /// A plan or an action of the same institution.
    pub subject_id: ID,
}

/// Evidence that proves one thing less.
#[derive(Debug, InputObject)]
pub struct UnlinkEvidenceInput {
    /// The evidence.
    pub id: ID,
    /// The plan or action it is linked to.
    pub subject_id: ID,
}

/// The file to take off.
#[derive(Debug, InputObject)]
pub struct RemoveEvidenceFileInput {
    /// The file.
    pub id: ID,
}

/// The file that was taken off.
#[derive(Debug, SimpleObject)]
pub struct RemoveEvidenceFilePayload {
    /// Its id; `restoreEvidenceFile` puts it back for thirty days.
    pub removed_evidence_file_id: ID,
    /// The evidence it belonged to.
    pub evidence: Evidence,
}

/// The file to put back.
#[derive(Debug, InputObject)]
pub struct RestoreEvidenceFileInput {
    /// The file.
    pub id: ID,
}

/// The file that was put back.
#[derive(Debug, SimpleObject)]
pub struct RestoreEvidenceFilePayload {
    /// The file.
    pub evidence_file: EvidenceFile,
    /// The evidence it belongs to.
    pub evidence: Evidence,
}

/// Evidence.
#[derive(Debug, Default)]
pub struct EvidenceMutation;

#[Object]
impl EvidenceMutation {
    /// Attaches evidence to a plan, an action or an answer; its files follow by `startUpload`.
    async fn create_evidence(
        &self,
        ctx: &Context<'_>,
        input: CreateEvidenceInput,
    ) -> Result<CreateEvidencePayload> {
        let subject = read_subject(&input.subject_id)?;
        let fields = EvidenceInput {
            title: input.title,
            description: input.description.unwrap_or_default(),
            effective_on: input.effective_on.map(|day| day.0),
        };
        let class = input.retention_class_id;
        let class = class.map(|id| node::reference("retentionClassId", &id, subject.tenant())).transpose()?;
        let key = input.idempotency_key.as_deref();
        let (evidence, list) = app::create(&caller(ctx), subject, fields, class, key).await?;
        Ok(CreateEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }

    /// Changes what evidence says about itself.
    async fn update_evidence(
        &self,
        ctx: &Context<'_>,
        input: UpdateEvidenceInput,
    ) -> Result<UpdateEvidencePayload> {
        let patch = EvidencePatch {
            title: input.title,
            description: input.description,
            effective_on: match input.effective_on {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(day) => Some(Some(day.0)),
            },
        };
        let id = node::subject(&input.id)?;
        let (evidence, list) = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }

    /// Takes evidence off everything it proves; it can be put back for thirty days.
    async fn remove_evidence(
        &self,
        ctx: &Context<'_>,
        input: RemoveEvidenceInput,
    ) -> Result<RemoveEvidencePayload> {
        let list = app::remove(&caller(ctx), node::subject(&input.id)?).await?;
        Ok(RemoveEvidencePayload { removed_evidence_id: input.id, subjects: subjects(ctx, list).await? })
    }

    /// Puts evidence back that was taken off.
    async fn restore_evidence(
        &self,
        ctx: &Context<'_>,
        input: RestoreEvidenceInput,
    ) -> Result<RestoreEvidencePayload> {
        let (evidence, list) = app::restore(&caller(ctx), node::subject(&input.id)?).await?;
        Ok(RestoreEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }

    /// Links evidence to one more thing it proves.
    async fn link_evidence(
        &self,
        ctx: &Context<'_>,
        input: LinkEvidenceInput,
    ) -> Result<LinkEvidencePayload> {
        let subject = read_subject(&input.subject_id)?;
        let (evidence, list) = app::link(&caller(ctx), node::subject(&input.id)?, subject).await?;
        Ok(LinkEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }

    /// Takes evidence off one of the things it proves.
    async fn unlink_evidence(
        &self,
        ctx: &Context<'_>,
        input: UnlinkEvidenceInput,
    ) -> Result<UnlinkEvidencePayload> {
        let subject = read_subject(&input.subject_id)?;
        let (evidence, mut list) = app::unlink(&caller(ctx), node::subject(&input.id)?, subject).await?;
        list.push(subject);
        Ok(UnlinkEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }

    /// Takes a file off its evidence; it can be put back for thirty days.
    async fn remove_evidence_file(
        &self,
        ctx: &Context<'_>,
        input: RemoveEvidenceFileInput,
    ) -> Result<RemoveEvidenceFilePayload> {
        let evidence = app::remove_file(&caller(ctx), node::subject(&input.id)?).await?;
        Ok(RemoveEvidenceFilePayload { removed_evidence_file_id: input.id, evidence: evidence.into() })
    }

    /// Puts a file back that was taken off.
    async fn restore_evidence_file(
        &self,
        ctx: &Context<'_>,
        input: RestoreEvidenceFileInput,
    ) -> Result<RestoreEvidenceFilePayload> {
        let (evidence, file) = app::restore_file(&caller(ctx), node::subject(&input.id)?).await?;
        Ok(RestoreEvidenceFilePayload { evidence_file: file.into(), evidence: evidence.into() })
    }
}

/// What an input names as proved. An id of anything else names nothing.
fn read_subject(id: &ID) -> Result<Subject, Error> {
    let plan = PlanId::read(id).map(Subject::Plan);
    let named = plan.or_else(|| PlanActionId::read(id).map(Subject::Action));
    let named = named.or_else(|| ControlAnswerId::read(id).map(Subject::Answer));
    let named = named.or_else(|| CommissionMeetingId::read(id).map(Subject::Meeting));
    named.ok_or(Error::NotFound(PlanActionId::KIND))
}
