//! Connections: pages with cursors. `totalCount` is computed only when selected.

use async_graphql::{Context, SimpleObject};
use calitas_domain::{Error, Reason};
use data_encoding::BASE64URL_NOPAD;
use std::{future::Future, sync::Arc};

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
pub struct PageInfo {
    /// Whether there is more after this page.
    pub has_next_page: bool,
    /// Whether the page was asked for after a cursor.
    pub has_previous_page: bool,
    /// Cursor of the first item.
    pub start_cursor: Option<String>,
    /// Cursor of the last item; pass it as `after` for the next page.
    pub end_cursor: Option<String>,
}

/// A page that was read: items with their cursors.
#[derive(Debug)]
pub struct Page<T> {
    /// Cursor and item.
    pub items: Vec<(String, T)>,
    /// Whether there is more.
    pub has_next: bool,
    /// Whether it was asked for after a cursor.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// Where the page stands.
    pub fn info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: self.items.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: self.items.last().map(|(cursor, _)| cursor.clone()),
        }
    }
}

/// Defines a connection, its edge and how it is counted.
///
/// `connection!(/// Docs. UnitConnection, UnitEdge, Unit)` makes the two types; `count` is an async closure boxed by
/// [`count`], run only when `totalCount` is selected.
#[macro_export]
macro_rules! connection {
    ($(#[$doc:meta])* $connection:ident, $edge:ident, $node:ty) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        #[graphql(complex)]
        pub struct $connection {
            /// The items with their cursors.
            pub edges: Vec<$edge>,
            /// Where the page stands in its list.
            pub page_info: $crate::connection::PageInfo,
            #[graphql(skip)]
            count: $crate::connection::Count,
        }

        /// An item of a connection with its cursor.
        #[derive(Clone, async_graphql::SimpleObject)]
        pub struct $edge {
            /// Stands for the place of the item in this list and order.
            pub cursor: String,
            /// The item.
            pub node: $node,
        }

        #[async_graphql::ComplexObject]
        impl $connection {
            /// The items without their cursors.
            async fn nodes(&self) -> Vec<$node> {
                self.edges.iter().map(|edge| edge.node.clone()).collect()
            }

            /// How many items the list has in all, over every page.
            async fn total_count(&self, ctx: &async_graphql::Context<'_>) -> async_graphql::Result<i32> {
                Ok((self.count)($crate::connection::caller(ctx)).await?)
            }
        }

        impl $connection {
            /// A connection from a page and what counts the whole list.
            pub fn new(page: $crate::connection::Page<$node>, count: $crate::connection::Count) -> Self {
                let page_info = page.info();
                let edges = page.items.into_iter().map(|(cursor, node)| $edge { cursor, node }).collect();
                Self { edges, page_info, count }
            }
        }
    };
}

/// Counts a whole list when asked to.
pub type Count = Box<
    dyn Fn(Arc<calitas_app::Ctx>) -> futures_util::future::BoxFuture<'static, Result<i32, Error>>
        + Send
        + Sync,
>;

/// Makes a [`Count`] from an async function of the caller.
pub fn count<F, R>(counting: F) -> Count
where
    F: Fn(Arc<calitas_app::Ctx>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<i64, Error>> + Send + 'static,
{
    Box::new(move |ctx| {
        let counted = counting(ctx);
        Box::pin(async move { Ok(i32::try_from(counted.await?).unwrap_or(i32::MAX)) })
    })
}

/// The caller of a request.
pub fn caller(ctx: &Context<'_>) -> Arc<calitas_app::Ctx> {
    Arc::clone(ctx.data_unchecked::<Arc<calitas_app::Ctx>>())
}

/// Writes a cursor from the values that order the list.
pub fn cursor(parts: &[&str]) -> String {
    BASE64URL_NOPAD.encode(parts.join("\u{1f}").as_bytes())
}

/// Reads a cursor of a list ordered by `N` values.
///
/// # Errors
/// [`Reason::BadCursor`] for a cursor that was not given out for such a list.
pub fn read_cursor<const N: usize>(after: Option<&str>) -> Result<Option<[String; N]>, Error> {
    let bad = || Error::invalid("after", Reason::BadCursor);
    let Some(after) = after else { return Ok(None) };
    let bytes = BASE64URL_NOPAD.decode(after.as_bytes()).map_err(|_| bad())?;
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    if text.contains('\0') {
        return Err(bad());
    }
    let parts: Vec<String> = text.split('\u{1f}').map(str::to_owned).collect();
    Ok(Some(parts.try_into().map_err(|_| bad())?))
}

/// Reads one value of a cursor.
///
/// # Errors
/// [`Reason::BadCursor`].
pub fn part<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::invalid("after", Reason::BadCursor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_round_trip_and_foreign_ones_are_refused() {
        let text = cursor(&["Șef serviciu", "id"]);
        assert_eq!(
            read_cursor::<2>(Some(&text)).expect("own"),
            Some(["Șef serviciu".to_owned(), "id".to_owned()])
        );
        assert!(read_cursor::<3>(Some(&text)).is_err());
        assert!(read_cursor::<1>(Some("%%%")).is_err());
        assert_eq!(read_cursor::<1>(None).expect("none"), None);
    }
}
