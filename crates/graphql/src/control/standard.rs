//! Standards, and the list of criteria in its versions.

use super::load::CriteriaOf;
use crate::{
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{access::Permission, control as domain, id::ControlTemplateId};
use chrono::{DateTime, Utc};

/// Where a standard usually applies; advice for who fills in, never a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Applicability")]
pub enum ControlApplicability {
    /// In every compartment.
    AllCompartments,
    /// In finance and accounting.
    FinanceAccountingOnly,
    /// In internal audit.
    InternalAuditOnly,
}

/// A standard of internal control (order 600/2018).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlStandard {
    /// `S01` to `S16`.
    pub code: String,
    /// 1 to 16.
    pub number: i32,
    /// Name in Romanian.
    pub title_ro: &'static str,
    /// Name in English.
    pub title_en: &'static str,
    /// What it is about, in Romanian.
    pub hint_ro: &'static str,
    /// What it is about, in English.
    pub hint_en: &'static str,
    /// Where it usually applies.
    pub applicability: ControlApplicability,
    /// Its group.
    pub group: ControlStandardGroup,
    #[graphql(skip)]
    row: domain::Standard,
}

/// A criterion of the catalogue.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlQuestion {
    /// How people name it, such as `1.2`.
    pub code: String,
    /// What is asked, in Romanian.
    pub label_ro: &'static str,
    /// What is asked, in English.
    pub label_en: &'static str,
}

/// One of the five groups of standards.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlStandardGroup {
    /// Roman number.
    pub code: &'static str,
    /// Name in Romanian.
    pub title_ro: &'static str,
    /// Name in English.
    pub title_en: &'static str,
}

/// A version of the list of criteria. Number and wording are not confirmed against the published annex, so an
/// institution may change them; a campaign keeps the version it was opened with.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlTemplate {
    /// Opaque global id.
    pub id: ID,
    /// Which version it is, from 1.
    pub number: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    #[graphql(skip)]
    row: ControlTemplateId,
}

/// A criterion of the list.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlCriterion {
    /// How people name it: `1.2` is the second criterion of the first standard.
    pub code: String,
    /// Its place under the standard, from 1.
    pub ordinal: i32,
    /// What is asked, in Romanian.
    pub label_ro: String,
    /// What is asked, in English.
    pub label_en: String,
    /// Whether the institution added it; the catalogue does not have it.
    pub is_own: bool,
    /// The standard it is about.
    pub standard: ControlStandard,
}

impl From<domain::Standard> for ControlStandard {
    fn from(standard: domain::Standard) -> Self {
        let group = standard.group();
        Self {
            code: standard.code(),
            number: standard.number(),
            title_ro: standard.title_ro(),
            title_en: standard.title_en(),
            hint_ro: standard.hint_ro(),
            hint_en: standard.hint_en(),
            applicability: standard.applicability().into(),
            group: ControlStandardGroup {
                code: group.code,
                title_ro: group.title_ro,
                title_en: group.title_en,
            },
            row: standard,
        }
    }
}

impl From<domain::Question> for ControlQuestion {
    fn from(question: domain::Question) -> Self {
        let domain::Question { code, label_ro, label_en } = question;
        Self { code, label_ro, label_en }
    }
}

impl From<domain::Template> for ControlTemplate {
    fn from(row: domain::Template) -> Self {
        Self { id: row.id.global(), number: row.number, created_at: row.created_at, row: row.id }
    }
}

impl From<domain::Criterion> for ControlCriterion {
    fn from(row: domain::Criterion) -> Self {
        Self {
            code: row.code(),
            ordinal: row.ordinal,
            label_ro: row.label_ro,
            label_en: row.label_en,
            is_own: row.is_own,
            standard: row.standard.into(),
        }
    }
}

#[ComplexObject]
impl ControlStandard {
    /// The criteria the catalogue lists under it: with them an institution without a list begins.
    async fn questions(&self) -> Vec<ControlQuestion> {
        self.row.questions().map(ControlQuestion::from).collect()
    }
}

#[ComplexObject]
impl ControlTemplate {
    /// Its criteria, in the order of the questionnaire.
    async fn criteria(&self, ctx: &Context<'_>) -> Result<Vec<ControlCriterion>> {
        let found = loader::load::<CriteriaOf>(ctx, self.row).await?;
        let criteria = found.map(|found| found.0).unwrap_or_default();
        Ok(criteria.iter().cloned().map(ControlCriterion::from).collect())
    }

    /// How it came about, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.tenant, self.row.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }
}
