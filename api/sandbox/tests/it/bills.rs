//! Bills of a clearing day, read by a merchant who knows only where columns stand.

use std::io::{Cursor, Read as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;

use crate::merchant::{Fields, MER_ID};
use crate::world::{TIME, World};

async fn ask(world: &World, month_day: &str) -> Fields {
    let fields = world.signer.sign(&[
        ("version", "5.1.0"),
        ("encoding", "UTF-8"),
        ("txnType", "76"),
        ("txnSubType", "01"),
        ("bizType", "000000"),
        ("accessType", "0"),
        ("fileType", "00"),
        ("merId", MER_ID),
        ("settleDate", month_day),
        ("txnTime", TIME),
    ]);
    world.ask("/", &fields).await
}

/// The archive in an answer.
fn archive(reply: &Fields) -> Vec<u8> {
    assert_eq!(reply["respCode"], "00");
    let packed = STANDARD.decode(&reply["fileContent"]).unwrap();
    let mut zip = Vec::new();
    ZlibDecoder::new(packed.as_slice()).read_to_end(&mut zip).unwrap();
    zip
}

/// The lines of the file of transactions.
fn lines(reply: &Fields) -> Vec<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive(reply))).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let mut disputes = zip.by_name("INN26112288ZME_777290058110048").unwrap();
    assert_eq!(disputes.read_to_end(&mut Vec::new()).unwrap(), 0);
    drop(disputes);
    let mut text = Vec::new();
    zip.by_name("INN26112288ZM_777290058110048").unwrap().read_to_end(&mut text).unwrap();
    let lines: Vec<_> = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).collect();
    lines.into_iter().filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
}

/// What stands at a place of a line.
fn at(line: &[u8], from: usize, length: usize) -> String {
    let bytes = &line[from..(from + length).min(line.len())];
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

/// Order, kind, amount, fee and net amount of each line, by where they stand.
fn brief(reply: &Fields) -> Vec<[String; 5]> {
    let lines = lines(reply);
    let brief = lines.iter().map(|line| {
        [
            at(line, 112, 32),
            at(line, 215, 2),
            at(line, 66, 12),
            at(line, 166, 13),
            at(line, 374, 13),
        ]
    });
    brief.collect()
}

async fn fault(world: &World, faults: &str) {
    let body = format!("{{\"faults\":[{faults}]}}");
    let answer = world.client.put(world.url("/bill-faults")).body(body).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
}

/// A payment of 96.00 and its refund of 45.00.
async fn trade(world: &World) {
    world.pay("SALE00000001", "9600", "pay").await;
    let original = world.query("SALE00000001").await["queryId"].clone();
    world.advance(1);
    world.reverse("04", "REFUND000001", &original, "4500").await;
}

fn five(texts: [&str; 5]) -> [String; 5] {
    texts.map(str::to_owned)
}

fn sold() -> [String; 5] {
    five(["SALE00000001", "01", "000000009600", "D000000000058", "C000000009542"])
}

fn returned() -> [String; 5] {
    five(["REFUND000001", "04", "000000004500", "C000000000027", "D000000004473"])
}

#[tokio::test]
async fn a_bill_holds_what_was_taken_and_given_back_that_day() {
    let mut world = World::new().await;
    trade(&world).await;
    world.pay("OPEN00000001", "100", "decline").await;
    let reply = ask(&world, "1122").await;
    assert_eq!(reply["fileName"], "777290058110048_20261122.zip");
    assert_eq!(reply["settleDate"], "1122");
    assert_eq!(brief(&reply), [sold(), returned()]);
    let lines = lines(&reply);
    assert_eq!(at(&lines[0], 35, 10), "1122140000");
    let original = world.query("SALE00000001").await["queryId"].clone();
    assert_eq!([at(&lines[0], 87, 21), at(&lines[1], 271, 21)], [original.clone(), original]);
    assert_eq!(at(&lines[1], 476, 32), "SALE00000001");
    assert_eq!(ask(&world, "1122").await["fileContent"], reply["fileContent"]);
    world.reopen().await;
    assert_eq!(ask(&world, "1122").await["fileContent"], reply["fileContent"]);
}

#[tokio::test]
async fn a_clearing_day_turns_at_eleven_in_the_evening() {
    let world = World::new().await;
    // From 14:00 to 23:00 of the same day.
    world.advance(9 * 3_600);
    world.pay("NEXTDAY00001", "100", "pay").await;
    let reply = ask(&world, "1122").await;
    assert!(lines(&reply).is_empty());
    let next = ask(&world, "1123").await;
    assert_eq!(next["respCode"], "00");
    assert_ne!(next["fileContent"], reply["fileContent"]);
    let later = ask(&world, "1124").await;
    assert_eq!((later["respCode"].as_str(), later.get("fileContent")), ("98", None));
    assert_eq!(ask(&world, "1332").await["respCode"], "10");
}

#[tokio::test]
async fn a_bill_can_be_made_wrong_in_every_way() {
    let world = World::new().await;
    trade(&world).await;
    fault(&world, r#"{"kind": "not_ready"}"#).await;
    assert_eq!(ask(&world, "1122").await["respCode"], "98");
    fault(&world, r#"{"kind": "missing_line", "order_id": "REFUND000001"}"#).await;
    assert_eq!(brief(&ask(&world, "1122").await), [sold()]);
    fault(&world, r#"{"kind": "duplicate_line"}"#).await;
    assert_eq!(brief(&ask(&world, "1122").await), [sold(), sold(), returned()]);
    fault(&world, r#"{"kind": "extra_line"}"#).await;
    let bill = brief(&ask(&world, "1122").await);
    let extra = ["NOBODYSPAYMENT48", "01", "000000009700", "D000000000058", "C000000009642"];
    assert_eq!(bill, [sold(), returned(), five(extra)]);
    fault(&world, r#"{"kind": "wrong_amount", "amount_delta": -50}"#).await;
    let wrong = ["SALE00000001", "01", "000000009550", "D000000000058", "C000000009492"];
    assert_eq!(brief(&ask(&world, "1122").await)[0], five(wrong));
    fault(&world, r#"{"kind": "wrong_fee", "amount_delta": 2}"#).await;
    let wrong = ["SALE00000001", "01", "000000009600", "D000000000060", "C000000009540"];
    assert_eq!(brief(&ask(&world, "1122").await)[0], five(wrong));
    fault(&world, r#"{"kind": "wrong_summary"}"#).await;
    assert_eq!(brief(&ask(&world, "1122").await)[0][4], "C000000009543");
    for kind in ["truncated", "garbage"] {
        fault(&world, &format!(r#"{{"kind": "{kind}"}}"#)).await;
        let broken = archive(&ask(&world, "1122").await);
        assert!(zip::ZipArchive::new(Cursor::new(broken)).is_err(), "{kind}");
    }
    fault(&world, r#"{"kind": "garbage", "settle_date": "2026-11-21"}"#).await;
    assert_eq!(brief(&ask(&world, "1122").await), [sold(), returned()]);
    world.client.delete(world.url("/bill-faults")).send().await.unwrap();
    let shown = world.client.get(world.url("/bill-faults")).send().await.unwrap();
    assert_eq!(shown.text().await.unwrap(), r#"{"faults":[]}"#);
}
