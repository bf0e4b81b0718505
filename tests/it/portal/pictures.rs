//! Pictures: what comes in, and what is shown of it.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Rgb, RgbImage};
use reqwest::Method;
use serde_json::Value;

use crate::support::{Answer, TestApp};

/// Left half red, right half blue.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    let pick = |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    RgbImage::from_fn(width, height, pick).into()
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn upload(app: &TestApp, media_type: &str, bytes: Vec<u8>) -> Answer {
    let path = "/admin/pictures?alt_zh=%E5%A4%A7%E5%8E%85&alt_en=The%20foyer";
    let request = app.administrator().request(Method::POST, path).await;
    let request = request.header("content-type", media_type).body(bytes);
    app.send("upload", request).await
}

/// A picture of 700 by 350 pixels.
pub async fn a_picture(app: &TestApp) -> Value {
    let bytes = written(&two_halves(700, 350), ImageFormat::Png);
    upload(app, "image/png", bytes).await.expect(201)
}

async fn file(app: &TestApp, url: &str) -> reqwest::Response {
    app.browser.get(format!("{}{url}", app.url)).send().await.unwrap()
}

/// A JPEG whose camera was turned and knew where it was.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08".to_vec();
    // Two entries: orientation 6 (turn clockwise), and words that stand behind them.
    exif.extend(b"\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26\0\0\0\0");
    exif.extend(b"30.57N 104.06E\0\0");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

#[tokio::test]
async fn a_picture_is_upright_stripped_and_kept_in_widths() {
    let app = TestApp::start().await;
    let jpeg = with_exif(&written(&two_halves(1200, 2400), ImageFormat::Jpeg));
    assert!(jpeg.windows(6).any(|part| part == b"104.06"));
    let picture = upload(&app, "image/jpeg", jpeg).await.expect(201);
    // Turned by a quarter: 2400 wide.
    assert_eq!((&picture["width"], &picture["height"]), (&1600.into(), &800.into()));
    assert_eq!(picture["alt"]["en"], "The foyer");
    let sizes = picture["sizes"].as_array().unwrap();
    let widths: Vec<u64> = sizes.iter().map(|size| size["width"].as_u64().unwrap()).collect();
    assert_eq!(widths, [480, 960, 1600]);

    for size in sizes {
        let answer = file(&app, size["url"].as_str().unwrap()).await;
        assert_eq!(answer.status(), 200);
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
        let tag = header("etag");
        let request = app.browser.get(answer.url().clone()).header("if-none-match", tag);
        assert_eq!(request.send().await.unwrap().status(), 304);
        let bytes = answer.bytes().await.unwrap();
        for trace in [&b"Exif"[..], b"104.06"] {
            assert!(!bytes.windows(trace.len()).any(|part| part == trace));
        }
        let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().unwrap();
        let shown = reader.decode().unwrap().to_rgb8();
        assert_eq!(u64::from(shown.width()), size["width"].as_u64().unwrap());
        // What was on the left is above.
        assert!(shown.get_pixel(shown.width() / 2, 5).0[0] > 180);
        assert!(shown.get_pixel(shown.width() / 2, shown.height() - 5).0[2] > 180);
    }
    assert_eq!(file(&app, "/api/v1/pictures/none/480").await.status(), 404);
    let id = picture["id"].as_str().unwrap();
    assert_eq!(file(&app, &format!("/api/v1/pictures/{id}/481")).await.status(), 404);
    app.done().await;
}

/// CRC-32 as PNG has it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

#[tokio::test]
async fn bombs_lies_and_rubbish_are_refused() {
    let app = TestApp::start().await;
    let png = written(&two_halves(8, 8), ImageFormat::Png);

    // It says of itself that it unfolds into 3.6 thousand million pixels.
    let mut bomb = png.clone();
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let crc = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    upload(&app, "image/png", bomb).await.refused(413, "payload_too_large");

    let long = vec![0xff; 8 * 1024 * 1024 + 1];
    upload(&app, "image/jpeg", long).await.refused(413, "payload_too_large");
    upload(&app, "image/jpeg", png.clone()).await.refused(415, "unsupported_media_type");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    upload(&app, "image/svg+xml", svg.clone()).await.refused(415, "unsupported_media_type");
    upload(&app, "image/png", svg).await.refused(415, "unsupported_media_type");
    upload(&app, "text/html", png.clone()).await.refused(415, "unsupported_media_type");
    upload(&app, "image/png", png[..60].to_vec()).await.refused(422, "validation_failed");
    upload(&app, "image/png", Vec::new()).await.refused(415, "unsupported_media_type");

    // A picture without words is none for those who do not see it.
    let silent = app.administrator().request(Method::POST, "/admin/pictures?alt_zh=x").await;
    let silent = silent.header("content-type", "image/png").body(png);
    app.send("upload", silent).await.refused(422, "validation_failed");
    app.done().await;
}
