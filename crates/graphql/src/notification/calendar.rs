//! Deadlines and free days between two dates.

use super::enums::{CalendarDayKind, Holiday};
use crate::{
    node,
    scalar::Date,
    schema::Node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use calitas_app::notification::{Deadline, Mark, MarkKind};
use chrono::NaiveDate;

/// More deadlines than this nobody reads in a calendar.
const DEADLINES: usize = 500;

/// Deadlines and special days between two dates.
#[derive(Debug, Clone, SimpleObject)]
pub struct Calendar {
    /// Deadlines in their order, the first 500.
    pub deadlines: Vec<CalendarDeadline>,
    /// How many deadlines there are in all.
    pub deadline_count: i32,
    /// Legal holidays, and the days on which institutions work otherwise.
    pub marks: Vec<CalendarMark>,
}

/// A deadline.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CalendarDeadline {
    /// The day it ends with.
    pub due_on: Date,
    /// Short code of the object.
    pub object_code: String,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Whether the viewer answers for it or helps.
    pub is_own: bool,
    /// Whether it has passed.
    pub is_overdue: bool,
    #[graphql(skip)]
    row: Deadline,
}

/// What is special about a day.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CalendarMark {
    /// The day.
    pub day: Date,
    /// The legal holiday, if it is one.
    pub holiday: Option<Holiday>,
    /// What an institution decided about it, if it did.
    pub kind: Option<CalendarDayKind>,
    /// By which decision; may be empty.
    pub note: String,
    #[graphql(skip)]
    row: Mark,
}

#[ComplexObject]
impl CalendarDeadline {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        tenancy::tenant(ctx, self.row.tenant).await
    }

    /// The object; absent when it has gone meanwhile.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        let id = node::of_row(self.row.subject_kind, self.row.tenant, self.row.subject);
        crate::schema::node(ctx, &id).await.transpose()
    }
}

#[ComplexObject]
impl CalendarMark {
    /// The institution that decided it; absent for legal holidays.
    async fn tenant(&self, ctx: &Context<'_>) -> Option<Result<Tenant>> {
        Some(tenancy::tenant(ctx, self.row.tenant?).await)
    }
}

impl Calendar {
    pub(super) fn new(deadlines: Vec<Deadline>, marks: Vec<Mark>, today: NaiveDate) -> Self {
        let deadline = |row: Deadline| CalendarDeadline {
            due_on: Date(row.due_on),
            object_code: row.code.clone(),
            title: row.title.clone(),
            is_own: row.is_own,
            is_overdue: row.due_on < today,
            row,
        };
        let mark = |row: Mark| {
            let (holiday, kind) = match row.kind {
                MarkKind::Holiday(holiday) => (Some(holiday.into()), None),
                MarkKind::Institution(kind) => (None, Some(kind.into())),
            };
            CalendarMark { day: Date(row.day), holiday, kind, note: row.note.clone(), row }
        };
        Self {
            deadline_count: i32::try_from(deadlines.len()).unwrap_or(i32::MAX),
            deadlines: deadlines.into_iter().take(DEADLINES).map(deadline).collect(),
            marks: marks.into_iter().map(mark).collect(),
        }
    }
}
