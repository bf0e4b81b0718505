//! From an uploaded picture to the files that are shown: decoded within limits, turned upright,
//! stripped of everything but its pixels, and written anew in a few widths.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// The longest upload, in bytes.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// The most pixels. A small file may unfold into many; 40 million need 160 MB.
const MOST_PIXELS: u64 = 40_000_000;

/// What decoding may allocate, in bytes.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;

/// Widths that are kept, in pixels; a picture is never made larger than it came.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Of JPEG, out of 100.
const QUALITY: u8 = 82;

/// How long an upload waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// One picture is decoded at a time: two of them would need twice the memory.
static TURN: Semaphore = Semaphore::const_new(1);

/// A picture in one width.
pub struct File {
    pub width: u32,
    pub height: u32,
    pub jpeg: Vec<u8>,
}

/// The format that a media type names, if pictures may have it.
pub fn format_of(media_type: &str) -> Option<ImageFormat> {
    match media_type {
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/png" => Some(ImageFormat::Png),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Makes the files of a picture, narrowest first, on a thread of its own.
///
/// # Errors
/// It is not a picture of that format, or too large, or too many others are being made.
pub async fn make_files(format: ImageFormat, bytes: Vec<u8>) -> Result<Vec<File>> {
    let turn = tokio::time::timeout(PATIENCE, TURN.acquire()).await;
    let turn = turn.map_err(|_| Error::Overloaded)?.map_err(|_| Error::Overloaded)?;
    let work = tokio::task::spawn_blocking(move || {
        // Kept until the work is done, even if nobody waits for it any more.
        let _turn = turn;
        make(format, &bytes)
    });
    work.await.map_err(anyhow::Error::new)?
}

fn make(format: ImageFormat, bytes: &[u8]) -> Result<Vec<File>> {
    let mut shown = on_white(decode(format, bytes)?);
    let widest = WIDTHS[WIDTHS.len() - 1].min(shown.width());
    let narrower = WIDTHS.into_iter().rev().filter(|width| *width < widest);
    let mut files = Vec::with_capacity(WIDTHS.len());
    for width in std::iter::once(widest).chain(narrower) {
        // Each one is made from the next wider one, which is much less work than from the whole.
        shown = shrink(shown, width);
        files.push(write(&shown)?);
    }
    files.reverse();
    Ok(files)
}

fn unreadable() -> Error {
    Error::invalid("", "picture", "The picture cannot be read.")
}

fn decode(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.map_err(|_| unreadable())?;
    if reader.format() != Some(format) {
        let detail = "The picture is not what its media type says.";
        return Err(Error::refused(ProblemCode::UnsupportedMediaType, detail));
    }
    let mut reader = reader;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| unreadable())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let detail = "A picture has at most 40 million pixels.";
        return Err(Error::refused(ProblemCode::PayloadTooLarge, detail));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    // A camera that was turned says so in what is about to be stripped.
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// JPEG knows no transparency: what can be seen through shows white.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8().into();
    }
    let seen = picture.into_rgba8();
    let (width, height) = seen.dimensions();
    let mut pixels = Vec::with_capacity(seen.as_raw().len() / 4 * 3);
    for pixel in seen.as_raw().chunks_exact(4) {
        let alpha = u16::from(pixel[3]);
        for channel in &pixel[..3] {
            let mixed = (u16::from(*channel) * alpha + 255 * (255 - alpha) + 127) / 255;
            pixels.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    RgbImage::from_raw(width, height, pixels).unwrap_or_default().into()
}

/// The methods of `DynamicImage` are compiled, and optimised, with their own crate: a demo's build
/// would take many seconds for the same with functions that are generic over the picture.
fn shrink(picture: DynamicImage, width: u32) -> DynamicImage {
    if width == picture.width() {
        return picture;
    }
    let (full_width, full_height) = (u64::from(picture.width()), u64::from(picture.height()));
    let height = (full_height * u64::from(width) + full_width / 2) / full_width.max(1);
    let height = u32::try_from(height.max(1)).unwrap_or(u32::MAX);
    picture.resize_exact(width, height, FilterType::Triangle)
}

fn write(picture: &DynamicImage) -> Result<File> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    picture.write_with_encoder(encoder).map_err(anyhow::Error::new)?;
    Ok(File { width: picture.width(), height: picture.height(), jpeg })
}

#[cfg(test)]
mod tests {
    use super::{format_of, make};
    use crate::error::Error;
    use crate::http::problem::ProblemCode;
    use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
    use std::io::Cursor;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 0, 0, 128]));
        let mut bytes = Cursor::new(Vec::new());
        let written = DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Png);
        assert!(written.is_ok());
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_kept_in_widths_up_to_its_own() {
        let sizes = |width, height| {
            let files = make(ImageFormat::Png, &png(width, height)).unwrap_or_default();
            files.iter().map(|file| (file.width, file.height)).collect::<Vec<_>>()
        };
        assert_eq!(sizes(2000, 1000), [(480, 240), (960, 480), (1600, 800)]);
        assert_eq!(sizes(700, 1), [(480, 1), (700, 1)]);
        assert_eq!(sizes(3, 9), [(3, 9)]);
    }

    #[test]
    fn what_can_be_seen_through_is_white_behind() {
        let files = make(ImageFormat::Png, &png(8, 8)).unwrap_or_default();
        let read = image::load_from_memory(&files[0].jpeg).unwrap_or_default().to_rgb8();
        let [red, green, blue] = read.get_pixel(4, 4).0;
        assert!(red > 215 && (115..140).contains(&green) && (115..140).contains(&blue));
    }

    #[test]
    fn a_lie_about_the_format_is_refused() {
        let refused = make(ImageFormat::Jpeg, &png(2, 2)).err();
        let code = match refused {
            Some(Error::Refused(refusal)) => Some(refusal.code),
            _ => None,
        };
        assert_eq!(code, Some(ProblemCode::UnsupportedMediaType));
        assert!(make(ImageFormat::Png, b"\x89PNG\r\n\x1a\nand nothing more").is_err());
        assert_eq!(format_of("image/svg+xml"), None);
    }
}
