//! Works that are shown.

use domain::catalogue::{People, StringList};
use domain::ids::{CinemaId, FilmId};
use domain::text::LocalizedText;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "films")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FilmId,
    /// 12 characters; the fourth names the format.
    pub film_code: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalizedText,
    /// Titles and people in lower case, Chinese and English and pinyin.
    pub search_text: String,
    pub year: i32,
    pub runtime_min: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub genres: StringList,
    #[sea_orm(column_type = "JsonBinary")]
    pub formats: StringList,
    pub original_language: String,
    pub country: String,
    /// First day in this city's programme.
    pub released_on: Date,
    #[sea_orm(column_type = "JsonBinary")]
    pub directors: People,
    #[sea_orm(column_type = "JsonBinary")]
    pub actors: People,
    #[sea_orm(column_type = "JsonBinary")]
    pub synopsis: LocalizedText,
    /// The cinema that it came from; none for the city's own catalogue, which no cinema changes.
    pub source_cinema_id: Option<CinemaId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
