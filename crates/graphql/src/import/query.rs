//! Roots of imports.

use super::object::{ImportForm, ImportKind};
use crate::connection::caller;
use async_graphql::{Context, Object, Result};
use calitas_domain::{Error, Reason, import::MAX_COLUMNS};

/// Imports.
#[derive(Debug, Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// How a sheet of a kind is laid out, and what headings probably mean.
    async fn import_form(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the sheet holds.")] kind: ImportKind,
        #[graphql(desc = "The headings of the sheet, at most 60; none for the template.")] headings: Option<
            Vec<String>,
        >,
    ) -> Result<ImportForm> {
        let caller = caller(ctx);
        caller.actor()?;
        let headings = headings.unwrap_or_default();
        if headings.len() > MAX_COLUMNS {
            return Err(Error::invalid("headings", Reason::TooMany { max: MAX_COLUMNS }).into());
        }
        Ok(ImportForm::of(kind.into(), &headings, caller.language()))
    }
}
