//! A certificate authority and a bank, written apart from the adapter so that an error in one is
//! not an error in both.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair as Rsa;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeZone as _, Utc};
use gateways::bank::unionpay::{MerchantKey, UnionPay, UnionPayConfig};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_RSA_SHA256, RsaKeySize, SerialNumber, date_time_ymd,
};
use zeroize::Zeroizing;

pub const BANK_OWNER: &str = "中国银联股份有限公司";
pub const BANK_NAME: &str = "041@8310000000083040@中国银联股份有限公司@00016495";
pub const MERCHANT_NAME: &str = "041@8310000000083041@某影院有限公司@00016496";
pub const MERCHANT_ID: &str = "777290058110048";

pub type Fields = BTreeMap<String, String>;

/// When the tests take place.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 8, 0, 0).unwrap()
}

/// Making an RSA key takes long enough to do it once a process.
static KEYS: LazyLock<[String; 4]> = LazyLock::new(|| {
    std::array::from_fn(|_| {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap().serialize_pem()
    })
});

fn key(at: usize) -> KeyPair {
    KeyPair::from_pem(&KEYS[at]).unwrap()
}

/// A root, a middle and what they certify.
pub struct Authority {
    pub root: String,
    pub middle: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let authority = |name: String| {
            let mut params = CertificateParams::new(Vec::new()).unwrap();
            params.distinguished_name.push(DnType::CommonName, name);
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2040, 1, 1);
            params
        };
        let (root, middle) = (authority(format!("{name} root")), authority(format!("{name} 1")));
        let root_certificate = root.self_signed(&key(0)).unwrap();
        let root_issuer = Issuer::new(root, key(0));
        let middle_certificate = middle.signed_by(&key(1), &root_issuer).unwrap();
        Self {
            root: root_certificate.pem(),
            middle: middle_certificate.pem(),
            issuer: Issuer::new(middle, key(1)),
        }
    }

    fn certify(&self, key: &KeyPair, wish: &Wish) -> String {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        // Under one type the library keeps one name; the number of the type makes room for two.
        let types = [DnType::CommonName, DnType::CustomDnType(vec![2, 5, 4, 3])];
        for (name_type, name) in types.into_iter().zip(wish.names) {
            params.distinguished_name.push(name_type, *name);
        }
        params.not_before = date_time_ymd(wish.years.0, 1, 1);
        params.not_after = date_time_ymd(wish.years.1, 1, 1);
        params.key_usages = vec![wish.usage];
        params.serial_number = Some(SerialNumber::from(0x0123_4567));
        params.signed_by(key, &self.issuer).unwrap().pem()
    }

    /// The bank with a certificate as wished.
    pub fn bank(&self, wish: &Wish) -> Bank {
        let key = key(2);
        Bank {
            certificate: with_crlf(&self.certify(&key, wish)),
            key: Rsa::from_pkcs8(&key.serialize_der()).unwrap(),
        }
    }

    /// The merchant's key and certificate, both PEM.
    pub fn merchant(&self) -> (String, String) {
        let key = key(3);
        let wish = Wish { names: &[MERCHANT_NAME], ..Wish::default() };
        (key.serialize_pem(), self.certify(&key, &wish))
    }

    /// What a merchant of this authority is configured with.
    pub fn config(&self, base_url: &str) -> UnionPayConfig {
        let (key, certificate) = self.merchant();
        UnionPayConfig {
            merchant_id: MERCHANT_ID.into(),
            base_url: base_url.into(),
            browser_url: "https://bank.example/".into(),
            bill_url: None,
            merchant_key: MerchantKey::Pem { key: Zeroizing::new(key), certificate },
            root_certificate: self.root.clone(),
            middle_certificate: self.middle.clone(),
            signer_names: Some(vec![BANK_OWNER.into()]),
            late_grace_s: 600,
            clock: Arc::new(now),
        }
    }

    pub fn adapter(&self, base_url: &str) -> UnionPay {
        UnionPay::new(self.config(base_url)).unwrap()
    }
}

/// What a signing certificate says.
pub struct Wish {
    pub names: &'static [&'static str],
    pub years: (i32, i32),
    pub usage: KeyUsagePurpose,
}

impl Default for Wish {
    fn default() -> Self {
        Self { names: &[BANK_NAME], years: (2025, 2030), usage: KeyUsagePurpose::DigitalSignature }
    }
}

/// Signs messages as the bank does, or not quite.
pub struct Bank {
    /// PEM with CRLF line ends and none at the end, as it travels.
    pub certificate: String,
    key: Rsa,
}

/// How a message is hashed before RSA hashes it again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hashing {
    Double,
    Single,
}

impl Bank {
    /// Adds the common fields and the signature.
    pub fn seal(&self, fields: Fields) -> Fields {
        self.seal_with(fields, Hashing::Double)
    }

    pub fn seal_with(&self, mut fields: Fields, hashing: Hashing) -> Fields {
        for (name, value) in [
            ("version", "5.1.0"),
            ("encoding", "UTF-8"),
            ("signMethod", "01"),
            ("signPubKeyCert", &self.certificate),
        ] {
            fields.entry(name.into()).or_insert_with(|| value.into());
        }
        let text = match hashing {
            Hashing::Double => hashed(&fields),
            Hashing::Single => joined(&fields),
        };
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .unwrap();
        fields.insert("signature".into(), STANDARD.encode(signature));
        fields
    }
}

/// The text of which the digest is taken.
pub fn joined(fields: &Fields) -> String {
    let mut names: Vec<&String> = fields.keys().filter(|name| *name != "signature").collect();
    names.sort_unstable();
    let pairs: Vec<String> =
        names.into_iter().map(|name| format!("{name}={}", fields[name])).collect();
    pairs.join("&")
}

/// The digest in hexadecimal, which is what RSA signs.
pub fn hashed(fields: &Fields) -> String {
    let mut text = String::new();
    for byte in digest(&SHA256, joined(fields).as_bytes()).as_ref() {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

pub fn with_crlf(pem: &str) -> String {
    pem.lines().collect::<Vec<_>>().join("\r\n")
}

pub fn fields<const N: usize>(pairs: [(&str, &str); N]) -> Fields {
    let owned = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Fields::from(owned)
}

/// As notifications travel.
pub fn form(fields: &Fields) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish().into_bytes()
}

/// As answers travel.
pub fn raw(fields: &Fields) -> Vec<u8> {
    let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
    pairs.join("&").into_bytes()
}
