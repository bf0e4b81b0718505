//! Lists as they are received: what of them can be read, and what cannot.
//!
//! The published types are strict, and whoever offers the interface is held to them. Who listens is
//! lenient: one thing in a cinema's programme that cannot be read must not hide all the others, for
//! as long as it stands there.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::http::quote;

/// Unreadable things that are told one by one; of a list that is all rubbish some are enough.
pub const MAX_UNREADABLE: usize = 100;

/// A list of the cinema, with what could not be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received<T> {
    /// The answer; its `items` are those that could be read.
    pub said: T,
    /// At most [`MAX_UNREADABLE`], in the order of the list.
    pub unreadable: Vec<Unreadable>,
    /// How many more could not be read.
    pub unreadable_more: usize,
}

/// A thing in a list that is not of the published shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its place in the list, counted from 0.
    pub place: usize,
    /// Its code, where at least that can be read. Foreign text of any length.
    pub code: Option<String>,
    /// What is wrong with it.
    pub error: String,
}

impl<T> Received<T> {
    /// All of it could be read.
    pub const fn whole(said: T) -> Self {
        Self { said, unreadable: Vec::new(), unreadable_more: 0 }
    }

    /// The same with the list in another place.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Received<U> {
        Received {
            said: change(self.said),
            unreadable: self.unreadable,
            unreadable_more: self.unreadable_more,
        }
    }
}

/// Reads each of `items` by itself. `code` names the member that holds a thing's code.
pub(super) fn read_items<T: DeserializeOwned>(items: &[&RawValue], code: &str) -> Received<Vec<T>> {
    let mut received = Received::whole(Vec::with_capacity(items.len()));
    for (place, item) in items.iter().enumerate() {
        match serde_json::from_str(item.get()) {
            Ok(read) => received.said.push(read),
            Err(_) if received.unreadable.len() >= MAX_UNREADABLE => received.unreadable_more += 1,
            Err(error) => received.unreadable.push(Unreadable {
                place,
                code: code_of(item, code),
                error: quote(&error.to_string()),
            }),
        }
    }
    received
}

/// The code of a thing of which nothing else need be readable.
fn code_of(item: &RawValue, code: &str) -> Option<String> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(item.get()).ok()?;
    serde_json::from_str(members.get(code)?.get()).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::{MAX_UNREADABLE, Received, Unreadable, read_items};
    use crate::cinema::wire::PlaythroughFilm;

    fn read(list: &str) -> Received<Vec<PlaythroughFilm>> {
        let items: Vec<&RawValue> = serde_json::from_str(list).unwrap();
        read_items(&items, "film_code")
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_code_or_its_place() {
        let list = r#"[
            {"film_code": "A", "sequence": 1},
            {"film_code": "B", "sequence": "one"},
            {"film_code": "C", "sequence": 1e400},
            {"film_code": "\ud800", "sequence": 1},
            "D",
            {"film_code": "E", "sequence": 5}
        ]"#;
        let received = read(list);
        let codes: Vec<_> = received.said.iter().map(|film| film.film_code.as_str()).collect();
        assert_eq!(codes, ["A", "E"]);
        let named = |it: &Unreadable| (it.place, it.code.clone());
        let named: Vec<_> = received.unreadable.iter().map(named).collect();
        let wanted = [(1, Some("B")), (2, Some("C")), (3, None), (4, None)];
        assert_eq!(named, wanted.map(|(place, code)| (place, code.map(str::to_owned))));
        assert!(received.unreadable[0].error.contains("expected u32"), "{received:?}");
        assert_eq!(received.unreadable_more, 0);
    }

    #[test]
    fn of_a_list_that_is_all_rubbish_some_are_enough() {
        let list = format!("[{}1]", "1,".repeat(MAX_UNREADABLE + 6));
        let received = read(&list);
        assert_eq!((received.unreadable.len(), received.unreadable_more), (MAX_UNREADABLE, 7));
        assert!(received.said.is_empty());
    }
}
