//! The words of the catalogue: what it has no name for cannot be shown to anybody.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::terms;

use crate::error::Result;

/// Words of one kind that the catalogue has names for.
pub(super) async fn known_words(
    conn: &impl ConnectionTrait,
    kind: &str,
) -> Result<BTreeSet<String>> {
    let slugs: Vec<String> = terms::Entity::find()
        .select_only()
        .column(terms::Column::Slug)
        .filter(terms::Column::Kind.eq(kind))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(slugs.into_iter().collect())
}

/// In which words a session may be described.
pub struct SessionWords {
    languages: BTreeSet<String>,
    formats: BTreeSet<String>,
}

/// The words of one session, or those of them that somebody wants to change.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wording<'a> {
    pub language: Option<&'a str>,
    pub subtitles: Option<&'a str>,
    pub format: Option<&'a str>,
}

impl SessionWords {
    /// # Errors
    /// When the database refuses.
    pub async fn read(conn: &impl ConnectionTrait) -> Result<Self> {
        Ok(Self {
            languages: known_words(conn, "language").await?,
            formats: known_words(conn, "format").await?,
        })
    }

    /// The words that the catalogue does not know, each with the member that says it.
    pub fn unknown<'a>(
        &self,
        wording: Wording<'a>,
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let said = [
            ("language", &self.languages, wording.language),
            ("subtitles", &self.languages, wording.subtitles),
            ("format", &self.formats, wording.format),
        ];
        said.into_iter().filter_map(|(member, known, word)| {
            let word = word.filter(|word| !known.contains(*word))?;
            Some((member, word))
        })
    }
}
