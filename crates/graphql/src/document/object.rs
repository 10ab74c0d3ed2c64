//! Evidence and its files.

use super::load;
use crate::{
    connection::caller,
    control::{CommissionMeeting, CriterionAnswer},
    identity::Membership,
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::{Plan, PlanAction, verdict},
    retention::{Disposal, DisposalVerdict, RetentionClass},
    scalar::Date,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject, Union};
use calitas_app::document::{self as app, Purpose};
use calitas_domain::{
    Error,
    document::{self as domain, Holder, Subject, may},
    id::{EvidenceId, MembershipId},
    retention::may as retention,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Something that proves: a decision, minutes, a list of those present; with its files.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Evidence {
    /// Opaque global id.
    pub id: ID,
    /// What it is.
    pub title: String,
    /// What is to be known about it; may be empty.
    pub description: String,
    /// The day it stands for, which is not the day it was uploaded.
    pub effective_on: Option<Date>,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
    /// The last day of its term; absent without an entry of the nomenclature and when it is kept for ever.
    pub kept_until: Option<Date>,
    /// What the selection it is or was in says of it.
    pub disposal_verdict: Option<DisposalVerdict>,
    /// When its content was disposed of; what is known of it stays.
    pub disposed_at: Option<DateTime<Utc>>,
    /// When it was taken off what it proves; classified evidence is kept all the same.
    pub removed_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Evidence>,
}

/// A file of a piece of evidence.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct EvidenceFile {
    /// Opaque global id.
    pub id: ID,
    /// Its name.
    pub name: String,
    /// What it is, by its content.
    pub kind: EvidenceFileKind,
    /// The media type it is handed out with.
    pub media_type: String,
    /// How large it is, in bytes.
    pub size_bytes: i32,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// When it was uploaded.
    pub uploaded_at: DateTime<Utc>,
    /// How it can be looked at without saving it.
    pub preview: EvidenceFilePreview,
    /// When it was disposed of with its document; then there is no content to fetch.
    pub disposed_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    row: Arc<domain::EvidenceFile>,
}

/// Kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "calitas_domain::document::FileKind")]
pub enum EvidenceFileKind {
    /// PDF.
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// WebP picture.
    Webp,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// PowerPoint presentation.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// Plain text.
    Text,
    /// Table as text.
    Csv,
}

/// How a file can be looked at without saving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "calitas_domain::document::Preview")]
pub enum EvidenceFilePreview {
    /// As a picture.
    Picture,
    /// In the browser's viewer for PDF.
    Pdf,
    /// Not at all.
    None,
}

/// What evidence proves.
#[derive(Debug, Clone, Union)]
pub enum EvidenceSubject {
    /// A plan.
    Plan(Plan),
    /// An action.
    PlanAction(Box<PlanAction>),
    /// An answer of the self-assessment of internal control.
    CriterionAnswer(Box<CriterionAnswer>),
    /// A meeting of the Monitoring Commission.
    CommissionMeeting(Box<CommissionMeeting>),
}

/// What the viewer may do with a piece of evidence.
#[derive(Debug, Clone, SimpleObject)]
pub struct EvidenceViewerCan {
    /// Change what it says about itself and add files.
    pub update: Permitted,
    /// Take it or files of it off.
    pub remove: Permitted,
    /// Say under which entry of the nomenclature it is kept.
    pub classify: Permitted,
}

impl From<domain::Evidence> for Evidence {
    fn from(row: domain::Evidence) -> Self {
        Self {
            id: row.id.global(),
            title: row.title.clone(),
            description: row.description.clone(),
            effective_on: row.effective_on.map(Date),
            created_at: row.created_at,
            kept_until: row.record.kept_until.map(Date),
            disposal_verdict: row.record.verdict.map(Into::into),
            disposed_at: row.record.disposed_at,
            removed_at: row.removed_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl From<domain::EvidenceFile> for EvidenceFile {
    fn from(row: domain::EvidenceFile) -> Self {
        Self {
            id: row.id.global(),
            name: row.name.clone(),
            kind: row.kind.into(),
            media_type: row.kind.media_type().to_owned(),
            size_bytes: i32::try_from(row.size_bytes).unwrap_or(i32::MAX),
            sha256: row.sha256.clone(),
            uploaded_at: row.uploaded_at,
            preview: row.kind.preview().into(),
            disposed_at: row.disposed_at,
            row: Arc::new(row),
        }
    }
}

/// The things of a list that the viewer may see.
pub(crate) async fn subjects(ctx: &Context<'_>, list: Vec<Subject>) -> Result<Vec<EvidenceSubject>> {
    let mut found = Vec::new();
    for subject in list {
        found.extend(match subject {
            Subject::Plan(id) => loader::load::<Plan>(ctx, id).await?.map(EvidenceSubject::Plan),
            Subject::Action(id) => loader::load::<PlanAction>(ctx, id)
                .await?
                .map(|action| EvidenceSubject::PlanAction(Box::new(action))),
            Subject::Answer(id) => loader::load::<CriterionAnswer>(ctx, id)
                .await?
                .map(|answer| EvidenceSubject::CriterionAnswer(Box::new(answer))),
            Subject::Meeting(id) => loader::load::<CommissionMeeting>(ctx, id)
                .await?
                .map(|meeting| EvidenceSubject::CommissionMeeting(Box::new(meeting))),
        });
    }
    Ok(found)
}

impl Evidence {
    async fn proved(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceSubject>> {
        let found = loader::load::<load::SubjectsOf>(ctx, self.row.id).await?;
        subjects(ctx, found.map(|found| found.0).unwrap_or_default()).await
    }
}

#[ComplexObject]
impl Evidence {
    /// Who attached it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.author).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// Its files, the oldest first.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let found = loader::load::<load::FilesOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default().into_iter().map(Into::into).collect())
    }

    /// The entry of the nomenclature it is kept under, for members; absent for working papers.
    async fn retention_class(&self, ctx: &Context<'_>) -> Option<Result<RetentionClass>> {
        let class = self.row.record.class?;
        loader::load::<RetentionClass>(ctx, class).await.map_err(Into::into).transpose()
    }

    /// The selection it is or was in, for members.
    async fn disposal(&self, ctx: &Context<'_>) -> Option<Result<Disposal>> {
        let disposal = self.row.record.disposal?;
        loader::load::<Disposal>(ctx, disposal).await.map_err(Into::into).transpose()
    }

    /// What it proves.
    async fn subjects(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceSubject>> {
        self.proved(ctx).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<EvidenceViewerCan> {
        let mut holders: Vec<Holder> = Vec::new();
        for subject in self.proved(ctx).await? {
            holders.push(match subject {
                EvidenceSubject::Plan(plan) => plan.holder(),
                EvidenceSubject::PlanAction(action) => action.holder(ctx).await?,
                EvidenceSubject::CriterionAnswer(answer) => answer.holder(ctx).await?,
                EvidenceSubject::CommissionMeeting(meeting) => meeting.holder(),
            });
        }
        let caller = caller(ctx);
        let tenant = self.row.id.tenant;
        Ok(EvidenceViewerCan {
            update: verdict(&caller, tenant, |access| may::change(&self.row, &holders, access)),
            remove: verdict(&caller, tenant, |access| may::remove(&self.row, &holders, access)),
            classify: verdict(&caller, tenant, |access| retention::classify(&self.row, &holders, access)),
        })
    }
}

#[ComplexObject]
impl EvidenceFile {
    /// Who uploaded it.
    async fn uploaded_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.uploaded_by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// The evidence it belongs to.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Evidence> {
        let found = loader::load::<Evidence>(ctx, self.row.evidence).await?;
        Ok(found.ok_or(Error::NotFound(EvidenceId::KIND))?)
    }

    /// Where it can be saved from: a path of this server that holds for a minute, for the viewer's session only; absent
    /// once it was disposed of.
    async fn download_path(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        self.disposed_at.is_none().then(|| self.path(ctx, Purpose::Save))
    }

    /// Where it can be looked at: a path like `downloadPath`; absent where there is nothing to look at.
    async fn preview_path(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let is_there = self.disposed_at.is_none();
        (is_there && self.preview != EvidenceFilePreview::None).then(|| self.path(ctx, Purpose::Look))
    }
}

impl EvidenceFile {
    /// The path, and the cookie without which it is worth nothing.
    fn path(&self, ctx: &Context<'_>, purpose: Purpose) -> Result<String> {
        let caller = caller(ctx);
        let address = app::address(&caller, &self.row, purpose)?;
        // Only a development server on this machine is reached without TLS.
        let secure = if caller.app().public_url().starts_with("http://") { "" } else { "; Secure" };
        let (name, value, age) = (app::COOKIE, address.cookie, address.cookie_secs);
        let cookie = format!("{name}={value}; Max-Age={age}; Path=/files; HttpOnly; SameSite=Strict{secure}");
        ctx.append_http_header("set-cookie", cookie);
        Ok(format!("/files/{}/{}", address.pass, escaped(&self.row.name)))
    }
}

/// A name as part of a path: everything but letters, digits and a few signs by its bytes.
fn escaped(name: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    name.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
