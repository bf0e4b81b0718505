//! A merchant with its own idea of ACP 5.1.0.

use std::collections::BTreeMap;
use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use x509_parser::pem::{Pem, parse_x509_pem};

pub type Fields = BTreeMap<String, String>;

pub const MER_ID: &str = "777290058110048";

pub struct Signer {
    key: RsaKeyPair,
    cert_id: String,
    middle: Pem,
    root: Pem,
}

fn pem(directory: &Path, name: &str) -> Pem {
    let bytes = std::fs::read(directory.join(name)).unwrap();
    Pem::iter_from_buffer(&bytes).next().unwrap().unwrap()
}

/// What both sides hash, before the first of the two hashes.
pub fn canonical(fields: &Fields) -> String {
    fields
        .iter()
        .filter(|(name, value)| *name != "signature" && !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&")
}

impl Signer {
    /// Reads what the bank put into the merchant's hands.
    pub fn open(keys: &Path) -> Self {
        let certificate = pem(keys, "merchant.cer");
        Self {
            key: RsaKeyPair::from_pkcs8(&pem(keys, "merchant.key.pem").contents).unwrap(),
            cert_id: certificate.parse_x509().unwrap().serial.to_string(),
            middle: pem(keys, "acp_middle.cer"),
            root: pem(keys, "acp_root.cer"),
        }
    }

    pub fn sign_text(&self, text: &str) -> String {
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .unwrap();
        STANDARD.encode(signature)
    }

    /// The request with `certId` and its signature.
    pub fn sign(&self, fields: &[(&str, &str)]) -> Fields {
        let mut fields: Fields =
            fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        fields.insert("certId".into(), self.cert_id.clone());
        fields.insert("signMethod".into(), "01".into());
        let hashed = hex::encode(digest(&SHA256, canonical(&fields).as_bytes()));
        fields.insert("signature".into(), self.sign_text(&hashed));
        fields
    }

    /// Whether a message is the bank's: certificate chain, name and signature.
    pub fn accepts(&self, fields: &Fields) -> bool {
        let (Some(text), Some(signature)) = (fields.get("signPubKeyCert"), fields.get("signature"))
        else {
            return false;
        };
        assert!(text.contains("\r\n") && !text.replace("\r\n", "").contains('\n'), "CRLF");
        let (_, block) = parse_x509_pem(text.as_bytes()).unwrap();
        let certificate = block.parse_x509().unwrap();
        let (middle, root) = (self.middle.parse_x509().unwrap(), self.root.parse_x509().unwrap());
        certificate.verify_signature(Some(middle.public_key())).unwrap();
        middle.verify_signature(Some(root.public_key())).unwrap();
        root.verify_signature(None).unwrap();
        let name = certificate.subject().iter_common_name().next().unwrap().as_str().unwrap();
        assert_eq!(name.split('@').nth(2), Some("中国银联股份有限公司"));
        let key = &certificate.public_key().subject_public_key.data;
        let hashed = hex::encode(digest(&SHA256, canonical(fields).as_bytes()));
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
            .verify(hashed.as_bytes(), &STANDARD.decode(signature).unwrap())
            .is_ok()
    }
}

/// Splits a raw answer. Values hold `=` and line ends, but no `&`.
pub fn split(raw: &str) -> Fields {
    raw.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A front payment, as a list of fields that a test can change.
pub fn payment<'a>(
    order: &'a str,
    time: &'a str,
    amount: &'a str,
    front: &'a str,
    back: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", "5.1.0"),
        ("encoding", "UTF-8"),
        ("txnType", "01"),
        ("txnSubType", "01"),
        ("bizType", "000201"),
        ("channelType", "07"),
        ("accessType", "0"),
        ("merId", MER_ID),
        ("orderId", order),
        ("txnTime", time),
        ("txnAmt", amount),
        ("currencyCode", "156"),
        ("frontUrl", front),
        ("backUrl", back),
    ]
}
