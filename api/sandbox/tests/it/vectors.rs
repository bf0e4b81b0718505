//! The bank's verifier against messages of the real one, and against OpenSSL.

use std::path::PathBuf;
use std::process::Command;

use sandbox::bank::signature::{Certificate, Fields};
use serde_json::Value;

use crate::merchant::canonical;
use crate::world::{World, keys, temporary};

fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("MARQUEE_SHARED").map_or(beside, PathBuf::from);
    let path = path.join("vectors/unionpay");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: no messages of the real gateway at {}", path.display());
    None
}

fn message(path: &PathBuf) -> (Fields, String) {
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let fields = serde_json::from_value(file["fields"].clone()).unwrap();
    (fields, file["signature"].as_str().unwrap().to_owned())
}

#[test]
fn real_messages_verify_and_altered_ones_do_not() {
    let Some(shared) = shared() else { return };
    for name in ["query-reply-pending.json", "back-notification.json"] {
        let (fields, signature) = message(&shared.join(name));
        let certificate = Certificate::from_pem(&fields["signPubKeyCert"]).unwrap();
        assert!(certificate.verifies(&fields, &signature), "{name}");

        let mut altered = fields.clone();
        altered.insert("txnAmt".into(), "2".into());
        assert!(!certificate.verifies(&altered, &signature), "{name}: another amount");
        let mut altered = fields.clone();
        let with_lf = fields["signPubKeyCert"].replace("\r\n", "\n");
        altered.insert("signPubKeyCert".into(), with_lf);
        assert!(!certificate.verifies(&altered, &signature), "{name}: other line ends");
        let mut altered = fields.clone();
        altered.remove("settleAmt");
        assert!(!certificate.verifies(&altered, &signature), "{name}: a field less");
    }
}

#[tokio::test]
async fn openssl_agrees_with_the_bank() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: no openssl to compare with");
        return;
    }
    let world = World::new().await;
    world.pay("OPENSSL00001", "100", "pay").await;
    let reply = world.query("OPENSSL00001").await;
    let (directory, keys) = (temporary(), keys());
    let file = |name: &str| directory.path().join(name);
    let text = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, canonical(&reply).as_bytes());
    std::fs::write(file("text"), hex::encode(text)).unwrap();
    let signature =
        base64::Engine::decode(&base64::prelude::BASE64_STANDARD, &reply["signature"]).unwrap();
    std::fs::write(file("signature"), signature).unwrap();
    std::fs::write(file("bank.cer"), &reply["signPubKeyCert"]).unwrap();
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "openssl {arguments:?}: {text}");
        output.stdout
    };
    let path = |path: PathBuf| path.to_str().unwrap().to_owned();
    let key = openssl(&["x509", "-in", &path(file("bank.cer")), "-noout", "-pubkey"]);
    std::fs::write(file("key"), key).unwrap();
    openssl(&[
        "dgst",
        "-sha256",
        "-verify",
        &path(file("key")),
        "-signature",
        &path(file("signature")),
        &path(file("text")),
    ]);
    for leaf in ["bank.cer", "merchant.cer"] {
        openssl(&[
            "verify",
            "-x509_strict",
            "-CAfile",
            &path(keys.join("acp_root.cer")),
            "-untrusted",
            &path(keys.join("acp_middle.cer")),
            &path(keys.join(leaf)),
        ]);
    }
}
