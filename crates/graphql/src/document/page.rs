//! Evidence of something, by pages, read together with the same pages of other things.

use super::{load, object::Evidence};
use crate::{
    connection::{PageInfo, cursor, part, read_cursor},
    loader::{self, Loadable},
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use calitas_app::{Ctx, document as app};
use calitas_domain::{
    Error,
    document::{self as domain, Subject},
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Evidence of something, the newest first.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct EvidenceConnection {
    /// The items with their cursors.
    pub edges: Vec<EvidenceEdge>,
    /// Where the page stands in its list.
    pub page_info: PageInfo,
    #[graphql(skip)]
    subject: Subject,
}

/// An item of a connection with its cursor.
#[derive(Debug, Clone, SimpleObject)]
pub struct EvidenceEdge {
    /// Stands for the place of the item in this list and order.
    pub cursor: String,
    /// The item.
    pub node: Evidence,
}

impl From<domain::Evidence> for EvidenceEdge {
    fn from(row: domain::Evidence) -> Self {
        let cursor = cursor(&[&row.created_at.to_rfc3339(), &row.id.row.to_string()]);
        Self { cursor, node: row.into() }
    }
}

#[ComplexObject]
impl EvidenceConnection {
    /// The items without their cursors.
    async fn nodes(&self) -> Vec<Evidence> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// How many items the list has in all, over every page.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = loader::load::<load::CountOf>(ctx, self.subject).await?.map_or(0, |found| found.0);
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// A page of the evidence of something; empty for those who only oversee the institution.
///
/// # Errors
/// For page size and cursor; when the database does not answer.
pub async fn page(
    ctx: &Context<'_>,
    subject: Subject,
    first: Option<i32>,
    after: Option<String>,
) -> Result<EvidenceConnection> {
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[at, id]| Ok::<_, Error>((part(&at)?, part(&id)?))).transpose()?;
    let found = loader::load::<Rows>(ctx, (subject, place, first)).await?;
    let mut found = found.map(|found| found.0).unwrap_or_default();
    let limit = usize::try_from(first.unwrap_or(50)).unwrap_or(50);
    let has_next_page = found.len() > limit;
    found.truncate(limit);
    let edges: Vec<EvidenceEdge> = found.into_iter().map(Into::into).collect();
    let page_info = PageInfo {
        has_next_page,
        has_previous_page: after.is_some(),
        start_cursor: edges.first().map(|edge| edge.cursor.clone()),
        end_cursor: edges.last().map(|edge| edge.cursor.clone()),
    };
    Ok(EvidenceConnection { edges, page_info, subject })
}

type After = Option<(DateTime<Utc>, Uuid)>;

#[derive(Debug, Clone)]
struct Rows(Vec<domain::Evidence>);

impl Loadable for Rows {
    type Key = (Subject, After, Option<i32>);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let mut alike: HashMap<(After, Option<i32>), Vec<Subject>> = HashMap::new();
        for (subject, after, first) in keys {
            alike.entry((*after, *first)).or_default().push(*subject);
        }
        let mut answers = Vec::new();
        for ((after, first), subjects) in alike {
            let mut of_subjects: HashMap<Uuid, Vec<domain::Evidence>> = HashMap::new();
            for (subject, row) in app::page(ctx, &subjects, after, first).await? {
                of_subjects.entry(subject).or_default().push(row);
            }
            for subject in subjects {
                let rows = of_subjects.remove(&subject.row()).unwrap_or_default();
                answers.push(((subject, after, first), Self(rows)));
            }
        }
        Ok(answers)
    }
}
