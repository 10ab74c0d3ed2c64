//! Keeping the nomenclature, classifying, putting selections together.

use super::{
    class::{RetentionClass, RetentionRule},
    disposal::{Disposal, DisposalVerdict},
};
use crate::{
    connection::caller,
    document::{Evidence, EvidenceSubject, subjects},
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::{document, retention as app};
use calitas_domain::{
    Error,
    id::{DisposalId, EvidenceId, RetentionClassId, TenantId},
    retention as domain,
};

/// A new entry of the nomenclature.
#[derive(Debug, InputObject)]
pub struct CreateRetentionClassInput {
    /// The institution.
    pub tenant_id: ID,
    /// Its place in the nomenclature, at most 30 characters without spaces.
    pub code: String,
    /// Which documents, at most 300 characters.
    pub name: String,
    /// What holds for them.
    pub rule: RetentionRule,
    /// How many years, 1 to 150; left out when permanent.
    pub years: Option<i32>,
    /// The unit whose documents they are.
    pub unit_id: Option<ID>,
    /// First day on which documents are classified by it.
    pub in_force_from: Date,
    /// Last day.
    pub in_force_until: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new entry.
#[derive(Debug, SimpleObject)]
pub struct CreateRetentionClassPayload {
    /// The entry.
    pub retention_class: RetentionClass,
    /// The institution with its nomenclature.
    pub tenant: Tenant,
}

/// Changes of an entry; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateRetentionClassInput {
    /// The entry.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Its place in the nomenclature; stays once documents were classified by it.
    pub code: Option<String>,
    /// Which documents.
    pub name: Option<String>,
    /// What holds for them; stays once documents were classified by it.
    pub rule: Option<RetentionRule>,
    /// How many years; stays once documents were classified by it.
    pub years: MaybeUndefined<i32>,
    /// The unit whose documents they are.
    pub unit_id: MaybeUndefined<ID>,
    /// First day on which documents are classified by it.
    pub in_force_from: Option<Date>,
    /// Last day; null opens it again.
    pub in_force_until: MaybeUndefined<Date>,
}

/// The changed entry.
#[derive(Debug, SimpleObject)]
pub struct UpdateRetentionClassPayload {
    /// As it is now.
    pub retention_class: RetentionClass,
}

/// The entry to delete.
#[derive(Debug, InputObject)]
pub struct DeleteRetentionClassInput {
    /// The entry.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The deleted entry.
#[derive(Debug, SimpleObject)]
pub struct DeleteRetentionClassPayload {
    /// Its id.
    pub deleted_retention_class_id: ID,
    /// The institution with its nomenclature.
    pub tenant: Tenant,
}

/// A document and the entry it is kept under.
#[derive(Debug, InputObject)]
pub struct ClassifyEvidenceInput {
    /// The evidence.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The entry; one is changed for another, never taken off.
    pub retention_class_id: ID,
}

/// The classified document.
#[derive(Debug, SimpleObject)]
pub struct ClassifyEvidencePayload {
    /// As it is now.
    pub evidence: Evidence,
    /// What it proves.
    pub subjects: Vec<EvidenceSubject>,
}

/// A new selection.
#[derive(Debug, InputObject)]
pub struct CreateDisposalInput {
    /// The institution.
    pub tenant_id: ID,
    /// What it is called, at most 200 characters.
    pub title: String,
    /// Documents whose term has ended, at most 100 at once.
    pub document_ids: Vec<ID>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new selection.
#[derive(Debug, SimpleObject)]
pub struct CreateDisposalPayload {
    /// The selection.
    pub disposal: Disposal,
    /// The institution with its selections and the documents whose term has ended.
    pub tenant: Tenant,
}

/// Changes of words and papers of a selection; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateDisposalInput {
    /// The selection.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is called; stays once it was submitted.
    pub title: Option<String>,
    /// Number of the minutes of the commission of selection.
    pub minutes_number: MaybeUndefined<String>,
    /// Day of the minutes.
    pub minutes_on: MaybeUndefined<Date>,
    /// Number of the confirmation of the National Archives.
    pub confirmation_number: MaybeUndefined<String>,
    /// Day of the confirmation.
    pub confirmation_on: MaybeUndefined<Date>,
}

/// The changed selection.
#[derive(Debug, SimpleObject)]
pub struct UpdateDisposalPayload {
    /// As it is now.
    pub disposal: Disposal,
}

/// Documents that come into a selection and leave it.
#[derive(Debug, InputObject)]
pub struct SetDisposalDocumentsInput {
    /// The selection.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Documents whose term has ended, at most 100 at once.
    pub add_ids: Vec<ID>,
    /// Documents to take out, at most 100 at once.
    pub remove_ids: Vec<ID>,
}

/// The selection with its list.
#[derive(Debug, SimpleObject)]
pub struct SetDisposalDocumentsPayload {
    /// As it is now.
    pub disposal: Disposal,
    /// The institution with the documents whose term has ended.
    pub tenant: Tenant,
}

/// What the commission decided on documents of a selection.
#[derive(Debug, InputObject)]
pub struct DecideDisposalDocumentsInput {
    /// The selection.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The documents, at most 100 at once.
    pub document_ids: Vec<ID>,
    /// What becomes of them.
    pub verdict: DisposalVerdict,
}

/// The selection with what was decided.
#[derive(Debug, SimpleObject)]
pub struct DecideDisposalDocumentsPayload {
    /// As it is now.
    pub disposal: Disposal,
}

/// The nomenclature.
#[derive(Debug, Default)]
pub struct RetentionMutation;

#[Object]
impl RetentionMutation {
    /// Adds an entry to the nomenclature of an institution.
    async fn create_retention_class(
        &self,
        ctx: &Context<'_>,
        input: CreateRetentionClassInput,
    ) -> Result<CreateRetentionClassPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let unit = input.unit_id.map(|id| node::reference("unitId", &id, tenant)).transpose()?;
        let fields = domain::RetentionClassInput {
            code: input.code,
            name: input.name,
            rule: input.rule.into(),
            years: input.years,
            unit,
            in_force_from: input.in_force_from.0,
            in_force_until: input.in_force_until.map(|day| day.0),
        };
        let key = input.idempotency_key.as_deref();
        let class = app::create_class(&caller(ctx), tenant, fields, key).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateRetentionClassPayload { retention_class: class.into(), tenant })
    }

    /// Changes or ends an entry of the nomenclature.
    async fn update_retention_class(
        &self,
        ctx: &Context<'_>,
        input: UpdateRetentionClassInput,
    ) -> Result<UpdateRetentionClassPayload> {
        let id: RetentionClassId = node::subject(&input.id)?;
        let patch = domain::RetentionClassPatch {
            code: input.code,
            name: input.name,
            rule: input.rule.map(Into::into),
            years: given(input.years),
            unit: node::changed("unitId", input.unit_id, id.tenant)?,
            in_force_from: input.in_force_from.map(|day| day.0),
            in_force_until: given(input.in_force_until).map(|day| day.map(|day| day.0)),
        };
        let class = app::update_class(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateRetentionClassPayload { retention_class: class.into() })
    }

    /// Deletes an entry that nothing was classified by.
    async fn delete_retention_class(
        &self,
        ctx: &Context<'_>,
        input: DeleteRetentionClassInput,
    ) -> Result<DeleteRetentionClassPayload> {
        let id: RetentionClassId = node::subject(&input.id)?;
        app::delete_class(&caller(ctx), id, input.expected_version).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(DeleteRetentionClassPayload { deleted_retention_class_id: input.id, tenant })
    }

    /// Says under which entry of the nomenclature a document is kept.
    async fn classify_evidence(
        &self,
        ctx: &Context<'_>,
        input: ClassifyEvidenceInput,
    ) -> Result<ClassifyEvidencePayload> {
        let id: EvidenceId = node::subject(&input.id)?;
        let class = node::reference("retentionClassId", &input.retention_class_id, id.tenant)?;
        let (evidence, list) = document::classify(&caller(ctx), id, input.expected_version, class).await?;
        Ok(ClassifyEvidencePayload { evidence: evidence.into(), subjects: subjects(ctx, list).await? })
    }
}

/// Selections while they are put together.
#[derive(Debug, Default)]
pub struct DisposalMutation;

#[Object]
impl DisposalMutation {
    /// Begins a selection of documents whose term has ended.
    async fn create_disposal(
        &self,
        ctx: &Context<'_>,
        input: CreateDisposalInput,
    ) -> Result<CreateDisposalPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let documents = read_documents("documentIds", &input.document_ids, tenant)?;
        let key = input.idempotency_key.as_deref();
        let made = app::create(&caller(ctx), tenant, &input.title, &documents, key).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateDisposalPayload { disposal: made.into(), tenant })
    }

    /// Changes the title of a selection, notes the minutes and the confirmation.
    async fn update_disposal(
        &self,
        ctx: &Context<'_>,
        input: UpdateDisposalInput,
    ) -> Result<UpdateDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let day = |day: MaybeUndefined<Date>| given(day).map(|day| day.map(|day| day.0));
        let patch = domain::DisposalPatch {
            title: input.title,
            minutes_number: given(input.minutes_number),
            minutes_on: day(input.minutes_on),
            confirmation_number: given(input.confirmation_number),
            confirmation_on: day(input.confirmation_on),
        };
        let new = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateDisposalPayload { disposal: new.into() })
    }

    /// Puts documents into a selection and takes others out.
    async fn set_disposal_documents(
        &self,
        ctx: &Context<'_>,
        input: SetDisposalDocumentsInput,
    ) -> Result<SetDisposalDocumentsPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let add = read_documents("addIds", &input.add_ids, id.tenant)?;
        let remove = read_documents("removeIds", &input.remove_ids, id.tenant)?;
        let new = app::set_documents(&caller(ctx), id, input.expected_version, &add, &remove).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(SetDisposalDocumentsPayload { disposal: new.into(), tenant })
    }

    /// Notes what the commission of selection decided on documents.
    async fn decide_disposal_documents(
        &self,
        ctx: &Context<'_>,
        input: DecideDisposalDocumentsInput,
    ) -> Result<DecideDisposalDocumentsPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let documents = read_documents("documentIds", &input.document_ids, id.tenant)?;
        let verdict = input.verdict.into();
        let new = app::decide(&caller(ctx), id, input.expected_version, &documents, verdict).await?;
        Ok(DecideDisposalDocumentsPayload { disposal: new.into() })
    }
}

fn read_documents(path: &str, ids: &[ID], tenant: TenantId) -> Result<Vec<EvidenceId>, Error> {
    ids.iter().map(|id| node::reference(path, id, tenant)).collect()
}
