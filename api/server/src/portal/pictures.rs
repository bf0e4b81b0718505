//! Pictures of articles over HTTP.

use std::collections::HashMap;

use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::ids::PictureId;
use domain::text::LocalizedText;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use tables::{picture_files, pictures};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::imaging::{self, File};
use super::store;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::json::{Path, Query};
use crate::http::problem::ProblemCode;
use crate::identity::{Administer, Operator};

/// One width of a picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PictureSize {
    pub width: i32,
    pub url: String,
}

/// A picture in all its widths.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Picture {
    pub id: PictureId,
    /// Of the widest one, in pixels.
    pub width: i32,
    pub height: i32,
    /// What it shows, for those who do not see it.
    pub alt: LocalizedText,
    /// Narrowest first.
    pub sizes: Vec<PictureSize>,
}

impl Picture {
    fn new(row: pictures::Model, widths: impl Iterator<Item = i32>) -> Self {
        let id = row.id;
        let size = |width| PictureSize { width, url: format!("/api/v1/pictures/{id}/{width}") };
        let sizes = widths.map(size).collect();
        Self { id, width: row.width, height: row.height, alt: row.alt, sizes }
    }
}

/// Pictures by their identifiers.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    ids: Vec<PictureId>,
) -> Result<HashMap<PictureId, Picture>> {
    let found = store::picture_sizes(conn, ids).await?.into_iter();
    let show = |(row, files): store::PictureSizes| {
        (row.id, Picture::new(row, files.into_iter().map(|(width, _)| width)))
    };
    Ok(found.map(show).collect())
}

/// What a picture shows, in words.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct UploadPicture {
    #[validate(length(min = 1, max = 300))]
    alt_zh: String,
    #[validate(length(min = 1, max = 300))]
    alt_en: String,
}

/// Add a picture.
///
/// The body is the picture itself. It is stored anew in widths of 480, 960 and 1600 pixels, without
/// anything that the camera wrote into it; never wider than it came.
#[utoipa::path(
    tag = "admin",
    operation_id = "upload_picture",
    params(UploadPicture),
    request_body(description = "At most 8 MB and 40 million pixels.", content(
        (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"),
    )),
    responses(
        (status = 201, description = "The picture.", body = Picture),
        (status = 413, description = "More than 8 MB, or more than 40 million pixels"),
        (status = 415, description = "Neither JPEG, PNG nor WebP, or not what it is said to be"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/pictures")]
pub async fn upload_picture(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    words: Query<UploadPicture>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let media_type = request.headers().get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let format = imaging::format_of(media_type.trim()).ok_or_else(|| {
        let detail = "Send a picture as image/jpeg, image/png or image/webp.";
        Error::refused(ProblemCode::UnsupportedMediaType, detail)
    })?;
    let body = body.to_bytes_limited(imaging::LONGEST).await;
    let body = body.map_err(|_| {
        let detail = format!("A picture has at most {} MB.", imaging::LONGEST / 1024 / 1024);
        Error::refused(ProblemCode::PayloadTooLarge, detail)
    })?;
    let unread = |_| Error::refused(ProblemCode::MalformedRequest, "The body could not be read.");
    let body = body.map_err(unread)?;
    let upload_bytes = body.len();
    let files = imaging::make_files(format, body.to_vec()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let words = words.into_inner();
    let alt = LocalizedText::new(words.alt_zh, words.alt_en);
    let (picture, files) = rows(&app, administrator.id, alt, files)?;
    let widths: Vec<i32> = files.iter().map(|file| file.width).collect();
    let tx = app.db.begin().await?;
    store::insert_picture(&tx, picture.clone(), files).await?;
    let detail = json!({ "bytes": upload_bytes, "alt": picture.alt, "widths": widths });
    let target = picture.id.to_string();
    audit::record(&app, &tx, &actor, "picture.uploaded", &target, detail).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(Picture::new(picture, widths.into_iter())))
}

fn rows(
    app: &App,
    created_by: domain::ids::UserId,
    alt: LocalizedText,
    files: Vec<File>,
) -> Result<(pictures::Model, Vec<picture_files::Model>)> {
    let id: PictureId = app.clock.new_id();
    let pixels = |pixels: u32| i32::try_from(pixels).map_err(anyhow::Error::new);
    let mut rows = Vec::with_capacity(files.len());
    for file in files {
        rows.push(picture_files::Model {
            picture_id: id,
            width: pixels(file.width)?,
            height: pixels(file.height)?,
            sha256: hex::encode(Sha256::digest(&file.jpeg)),
            content: file.jpeg,
        });
    }
    let widest = rows.last().ok_or_else(|| anyhow::anyhow!("a picture without a file"))?;
    let picture = pictures::Model {
        id,
        width: widest.width,
        height: widest.height,
        alt,
        created_by,
        created_at: app.clock.now(),
    };
    Ok((picture, rows))
}

/// Whether a client says that it has what this tag names.
pub fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
        Ok(IfNoneMatch::Any) => request.headers().contains_key(IfNoneMatch::name()),
        Err(_) => false,
    }
}

/// Read a picture in one of its widths. It never changes.
#[utoipa::path(
    tag = "portal",
    operation_id = "get_picture",
    params(
        ("id" = PictureId, Path, description = "The picture."),
        ("width" = i32, Path, description = "One of its widths, in pixels."),
    ),
    responses((status = 200, description = "The picture.", body = Vec<u8>,
        content_type = "image/jpeg")),
)]
#[get("/pictures/{id}/{width}")]
pub async fn get_picture(
    app: web::Data<App>,
    request: HttpRequest,
    place: Path<(PictureId, i32)>,
) -> Result<HttpResponse> {
    let (id, width) = place.into_inner();
    let tag = store::picture_tag(&app.db, id, width).await?.ok_or(Error::NotFound("picture"))?;
    let tag = EntityTag::new_strong(tag);
    let is_known = is_known(&request, &tag);
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(header::ETag(tag));
    answer.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if is_known {
        return Ok(answer.finish());
    }
    let file = store::picture_file(&app.db, id, width).await?;
    Ok(answer.content_type("image/jpeg").body(file.content))
}
