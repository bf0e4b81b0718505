use std::sync::Arc;

use aws_lc_rs::rsa::KeyPair;
use chrono::{DateTime, Utc};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use x509_parser::pem::Pem;
use zeroize::Zeroizing;

use super::certificates::{Trust, der, parse};
use super::signature::Signer;

/// Tells the present instant. Certificates of answers are checked against it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// A merchant's contract with `UnionPay` in one of its environments.
#[derive(Clone)]
pub struct UnionPayConfig {
    /// Fifteen letters and digits, from the contract.
    pub merchant_id: String,
    /// Where the server reaches the gateway: `https://gateway.95516.com`.
    pub base_url: String,
    /// Where the customer's browser reaches it; the same but behind a proxy or in a container.
    pub browser_url: String,
    /// Where bills are fetched. `None` takes the address that goes with `base_url`.
    pub bill_url: Option<String>,
    pub merchant_key: MerchantKey,
    /// PEM of the authority's root certificate.
    pub root_certificate: String,
    /// PEM of the authority's certificate that signs the bank's.
    pub middle_certificate: String,
    /// Owners, the third part of the common name between `@`, whose certificates sign for the
    /// bank; in production `中国银联股份有限公司`. `None` takes any certificate of the chain, which is
    /// right for the test environment only: the authority certifies merchants, too.
    pub signer_names: Option<Vec<String>>,
    /// Seconds after `payable_until` for which 'not found' is not believed; at least 600 with the
    /// real bank.
    pub late_grace_s: u32,
    pub clock: Clock,
}

/// The key with which the merchant signs, and its certificate.
#[derive(Clone)]
pub enum MerchantKey {
    /// An unencrypted PKCS#8 key and the certificate, both PEM.
    Pem { key: Zeroizing<String>, certificate: String },
    /// The file that the authority hands out.
    Pfx { file: Zeroizing<Vec<u8>>, password: Zeroizing<String> },
}

/// What is wrong with a [`UnionPayConfig`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnionPayConfigError {
    #[error("merchant_id must be 15 letters and digits")]
    MerchantId,
    #[error("{0} must be an http or https address without a query")]
    Url(&'static str),
    #[error("the merchant's key is not an unencrypted RSA key of 2048 bits or more in PKCS#8 PEM")]
    Key,
    #[error("the PFX file cannot be opened with this password, or holds no key with a certificate")]
    Pfx,
    #[error("the merchant's certificate is not a certificate in PEM")]
    Certificate,
    #[error("the merchant's certificate belongs to another key")]
    KeyMismatch,
    #[error("the authority's certificates are no chain of two: {0}")]
    Chain(String),
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
}

impl UnionPayConfig {
    pub(super) fn check_merchant_id(&self) -> Result<(), UnionPayConfigError> {
        let id = &self.merchant_id;
        let is_plain = id.len() == 15 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        is_plain.then_some(()).ok_or(UnionPayConfigError::MerchantId)
    }

    pub(super) fn trust(&self) -> Result<Trust, UnionPayConfigError> {
        Trust::new(&self.root_certificate, &self.middle_certificate, self.signer_names.clone())
            .map_err(|why| UnionPayConfigError::Chain(why.to_string()))
    }
}

impl MerchantKey {
    pub(super) fn signer(&self) -> Result<Signer, UnionPayConfigError> {
        let (key, certificate) = match self {
            Self::Pem { key, certificate } => (pem_key(key)?, pem_certificate(certificate)?),
            Self::Pfx { file, password } => open_pfx(file, password)?,
        };
        let certificate = parse(&certificate).map_err(|_| UnionPayConfigError::Certificate)?;
        let key = KeyPair::from_pkcs8(&key).map_err(|_| UnionPayConfigError::Key)?;
        let signer = Signer::new(key, certificate.serial.to_string());
        if certificate.public_key().subject_public_key.data.as_ref() != signer.public_key() {
            return Err(UnionPayConfigError::KeyMismatch);
        }
        Ok(signer)
    }
}

fn pem_key(pem: &str) -> Result<Zeroizing<Vec<u8>>, UnionPayConfigError> {
    match Pem::iter_from_buffer(pem.as_bytes()).next() {
        Some(Ok(block)) if block.label == "PRIVATE KEY" => Ok(Zeroizing::new(block.contents)),
        _ => Err(UnionPayConfigError::Key),
    }
}

fn pem_certificate(pem: &str) -> Result<Vec<u8>, UnionPayConfigError> {
    der(pem).map_err(|_| UnionPayConfigError::Certificate)
}

/// The key (PKCS#8) and its certificate (DER) of a PFX file.
fn open_pfx(
    file: &[u8],
    password: &str,
) -> Result<(Zeroizing<Vec<u8>>, Vec<u8>), UnionPayConfigError> {
    let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Strict)
        .map_err(|_| UnionPayConfigError::Pfx)?;
    let (_, chain) = store.private_key_chain().ok_or(UnionPayConfigError::Pfx)?;
    let certificate = chain.certs().first().ok_or(UnionPayConfigError::Pfx)?;
    let key = Zeroizing::new(chain.key().as_der().to_vec());
    Ok((key, certificate.as_der().to_vec()))
}

/// The address of the bills of a gateway: the bank keeps them on a server of their own.
pub(super) fn bill_url(base_url: &str) -> String {
    let is_the_bank = base_url.ends_with(".95516.com");
    let at = if is_the_bank { base_url.find("//gateway.") } else { None };
    at.map_or_else(
        || base_url.to_owned(),
        |at| format!("{}//filedownload.{}", &base_url[..at], &base_url[at + 10..]),
    )
}

/// `url` without a slash at its end, and its origin.
pub(super) fn split_origin(
    url: &str,
    name: &'static str,
) -> Result<(String, String), UnionPayConfigError> {
    let parsed = reqwest::Url::parse(url).map_err(|_| UnionPayConfigError::Url(name))?;
    let is_plain = parsed.query().is_none() && parsed.fragment().is_none();
    if !matches!(parsed.scheme(), "http" | "https") || !is_plain {
        return Err(UnionPayConfigError::Url(name));
    }
    let origin = parsed.origin().ascii_serialization();
    Ok((url.trim_end_matches('/').to_owned(), origin))
}

#[cfg(test)]
mod tests {
    use super::bill_url;

    #[test]
    fn bills_have_a_server_of_their_own() {
        assert_eq!(bill_url("https://gateway.95516.com"), "https://filedownload.95516.com");
        let test = "https://filedownload.test.95516.com";
        assert_eq!(bill_url("https://gateway.test.95516.com"), test);
        assert_eq!(bill_url("http://127.0.0.1:8081"), "http://127.0.0.1:8081");
    }
}
