//! The bank's keys, and the merchant's: made once, kept in a directory.
//!
//! | file | what | who needs it |
//! | --- | --- | --- |
//! | `acp_root.cer`, `acp_middle.cer` | the certificate authority, PEM | merchant |
//! | `merchant.key.pem` | the merchant's signing key, PKCS#8 PEM | merchant |
//! | `merchant.cer` | its certificate; its serial number in decimal is `certId` | both |
//! | `bank.key.pem`, `bank.cer` | what the bank signs with | bank |

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, SerialNumber, date_time_ymd,
};

use super::signature::{Certificate, SigningKey};

const FILES: [&str; 6] = [
    "acp_root.cer",
    "acp_middle.cer",
    "bank.cer",
    "bank.key.pem",
    "merchant.cer",
    "merchant.key.pem",
];

/// The third `@` part of the common name is what merchants check in the certificate of a message.
const BANK_NAME: &str = "041@SANDBOX000000001@中国银联股份有限公司@00000001";
const MERCHANT_NAME: &str = "041@SANDBOX000000002@SANDBOX MERCHANT@00000002";

/// What the bank itself uses.
pub(crate) struct Keys {
    pub(crate) bank: SigningKey,
    /// The bank's certificate as it travels in every message: PEM with CRLF line ends.
    pub(crate) bank_certificate: String,
    pub(crate) bank_certificate_id: String,
    pub(crate) merchant: Certificate,
}

/// Reads the keys in `directory`, and makes them first when it is empty or absent.
///
/// # Errors
/// The directory cannot be written, or holds some of the files but not all.
pub(crate) fn open(directory: &Path) -> anyhow::Result<Keys> {
    make(directory)?;
    let read = |name: &str| {
        let path = directory.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let bank_pem = read("bank.cer")?;
    let bank = Certificate::from_pem(&bank_pem).context("bank.cer")?;
    Ok(Keys {
        bank: SigningKey::from_pem(&read("bank.key.pem")?).context("bank.key.pem")?,
        bank_certificate: bank_pem.lines().collect::<Vec<_>>().join("\r\n"),
        bank_certificate_id: bank.id,
        merchant: Certificate::from_pem(&read("merchant.cer")?).context("merchant.cer")?,
    })
}

/// Makes all keys and certificates unless they exist.
///
/// # Errors
/// The directory cannot be written, or holds some of the files but not all.
pub fn make(directory: &Path) -> anyhow::Result<()> {
    let present = FILES.iter().filter(|name| directory.join(name).exists()).count();
    if present == FILES.len() {
        return Ok(());
    }
    if present > 0 {
        bail!("{} holds only some of the keys: remove it", directory.display());
    }
    // All files appear together: a process killed half-way leaves nothing that looks finished.
    let parent = directory.parent().context("the key directory needs a parent")?;
    fs::create_dir_all(parent)?;
    let fresh = parent.join(format!(".keys-{}", uuid::Uuid::now_v7()));
    fs::create_dir(&fresh)?;
    write_all(&fresh)?;
    let Err(error) = fs::rename(&fresh, directory) else {
        return Ok(());
    };
    fs::remove_dir_all(&fresh)?;
    if FILES.iter().all(|name| directory.join(name).exists()) {
        // Another process was quicker; its keys are as good.
        return Ok(());
    }
    Err(error).with_context(|| format!("{} is not an empty directory", directory.display()))
}

fn write_all(directory: &Path) -> anyhow::Result<()> {
    let root_key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let root = authority("SANDBOX ROOT CA", 1)?;
    let root_certificate = root.self_signed(&root_key)?;
    let root = Issuer::new(root, root_key);

    let middle_key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let middle = authority("SANDBOX OCA1", 0)?;
    let middle_certificate = middle.signed_by(&middle_key, &root)?;
    let middle = Issuer::new(middle, middle_key);

    put(directory, "acp_root.cer", &root_certificate.pem(), 0o644)?;
    put(directory, "acp_middle.cer", &middle_certificate.pem(), 0o644)?;
    for (name, common_name) in [("bank", BANK_NAME), ("merchant", MERCHANT_NAME)] {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
        let certificate = signer(common_name)?.signed_by(&key, &middle)?;
        put(directory, &format!("{name}.key.pem"), &key.serialize_pem(), 0o600)?;
        put(directory, &format!("{name}.cer"), &certificate.pem(), 0o644)?;
    }
    Ok(())
}

fn put(directory: &Path, name: &str, text: &str, mode: u32) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let path = directory.join(name);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(text.as_bytes())
}

fn authority(common_name: &str, below: u8) -> anyhow::Result<CertificateParams> {
    let mut params = signer(common_name)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(below));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn signer(common_name: &str) -> anyhow::Result<CertificateParams> {
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "CN");
    name.push(DnType::OrganizationName, "Sandbox");
    name.push(DnType::CommonName, common_name);
    params.distinguished_name = name;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2049, 12, 31);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.serial_number = Some(serial()?);
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// Eight random bytes that make a positive number without leading zeros.
fn serial() -> anyhow::Result<SerialNumber> {
    let mut bytes = [0_u8; 8];
    SystemRandom::new().fill(&mut bytes).context("no random numbers")?;
    bytes[0] = bytes[0] & 0x3f | 0x40;
    Ok(SerialNumber::from_slice(&bytes))
}
