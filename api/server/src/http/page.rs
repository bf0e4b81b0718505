//! Lists: a page of items and an opaque cursor to the next one.
//!
//! A handler's query struct has `#[serde(default)] limit: Limit` and `cursor: Option<String>`; it
//! asks the store for `limit.plus_one()` rows and hands them to [`Page::cut`]. In the API document
//! `Page<Film>` is called `FilmPage` (see `openapi.rs`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::error::{Error, Result};

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Ask with this as `cursor` for the next page; null on the last one.
    pub next_cursor: Option<String>,
}

/// How many items a page has at most: 1 to 100, 20 when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = i64, minimum = 1, maximum = 100, default = 20)]
pub struct Limit(u64);

impl Limit {
    pub const MAX: u64 = 100;

    pub const fn get(self) -> u64 {
        self.0
    }

    /// One more than fits: whether it comes tells whether there is a next page.
    pub const fn plus_one(self) -> u64 {
        self.0 + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let limit = u64::deserialize(deserializer)?;
        if (1..=Self::MAX).contains(&limit) {
            Ok(Self(limit))
        } else {
            Err(D::Error::custom(format!("limit is 1 to {}", Self::MAX)))
        }
    }
}

impl<T> Page<T> {
    /// A list that has only one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// A page of rows that were asked for with [`Limit::plus_one`]. `key` names the place of the
    /// last item that stays.
    pub fn cut<K: Serialize>(mut items: Vec<T>, limit: Limit, key: impl Fn(&T) -> K) -> Self {
        let size = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let has_more = items.len() > size;
        items.truncate(size);
        let next_cursor = items.last().filter(|_| has_more).map(|last| encode_cursor(&key(last)));
        Self { items, next_cursor }
    }

    /// The same page of other things.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}

/// Writes a place in a list as text that clients need not understand.
pub fn encode_cursor<K: Serialize>(key: &K) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

/// Reads the query parameter `cursor`.
///
/// # Errors
/// 422 when it is not one of ours.
pub fn decode_cursor<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .map(Some)
        .ok_or_else(|| Error::invalid("/cursor", "cursor", "This is no cursor of this list."))
}

#[cfg(test)]
mod tests {
    use super::{Limit, Page, decode_cursor};

    #[test]
    fn the_cursor_names_the_last_item_that_stayed() {
        let limit: Limit = serde_json::from_str("2").unwrap_or_default();
        let page = Page::cut(vec![1, 2, 3], limit, |item| *item);
        assert_eq!(page.items, [1, 2]);
        let place: Option<i32> = decode_cursor(page.next_cursor.as_deref()).unwrap_or_default();
        assert_eq!(place, Some(2));
        assert_eq!(Page::cut(vec![1, 2], limit, |item| *item).next_cursor, None);
    }

    #[test]
    fn what_is_no_cursor_or_no_limit_is_refused() {
        assert!(decode_cursor::<i32>(Some("!!")).is_err());
        assert!(decode_cursor::<i32>(Some("e30")).is_err());
        assert!(serde_json::from_str::<Limit>("0").is_err());
        assert!(serde_json::from_str::<Limit>("101").is_err());
    }
}
