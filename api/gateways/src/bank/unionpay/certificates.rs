//! Whose certificate signed a message: a fixed chain of root, middle and signer.
//!
//! The bank's authority (CFCA) is no part of the web's, and its older links are signed with SHA-1,
//! which web verifiers refuse. The chain has a fixed shape, so each link is checked by itself. The
//! same authority certifies every merchant as well: what makes a certificate the bank's is the
//! third part of its common name, `041@<number>@<owner>@<number>`.

use chrono::{DateTime, Utc};
use x509_parser::certificate::X509Certificate;
use x509_parser::pem::Pem;
use x509_parser::prelude::FromDer as _;
use x509_parser::time::ASN1Time;

/// Why a message is not taken as the bank's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Untrusted {
    #[error("not ACP 5.1.0 with an RSA signature")]
    Method,
    #[error("it carries no signature or no certificate")]
    Unsigned,
    #[error("its certificate is unreadable")]
    Unreadable,
    #[error("its certificate is not of the bank's authority")]
    Chain,
    #[error("a certificate of its chain is not valid now")]
    Validity,
    #[error("its certificate may not sign")]
    Usage,
    #[error("its certificate belongs to somebody else")]
    Owner,
    #[error("the signature does not fit")]
    Signature,
}

/// The authority that certifies the bank's signing key, and who the bank is.
pub(super) struct Trust {
    root: Vec<u8>,
    middle: Vec<u8>,
    /// Owners that may sign; `None` lets any certificate of the chain sign.
    signer_names: Option<Vec<String>>,
}

impl Trust {
    /// A chain of `root` and `middle` (PEM).
    pub(super) fn new(
        root: &str,
        middle: &str,
        signer_names: Option<Vec<String>>,
    ) -> Result<Self, Untrusted> {
        let trust = Self { root: der(root)?, middle: der(middle)?, signer_names };
        let (root, middle) = (parse(&trust.root)?, parse(&trust.middle)?);
        if !root.is_ca() || !middle.is_ca() {
            return Err(Untrusted::Usage);
        }
        check_link(&root, &root)?;
        check_link(&middle, &root)?;
        Ok(trust)
    }

    /// The public key (PKCS#1) in `certificate` (PEM), if it may sign for the bank at `now`.
    pub(super) fn signer_key(
        &self,
        certificate: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<u8>, Untrusted> {
        let signer = der(certificate)?;
        let (root, middle, signer) = (parse(&self.root)?, parse(&self.middle)?, parse(&signer)?);
        check_link(&signer, &middle)?;
        let now = ASN1Time::from_timestamp(now.timestamp()).map_err(|_| Untrusted::Validity)?;
        let chain = [&root, &middle, &signer];
        if !chain.iter().all(|link| link.validity().is_valid_at(now)) {
            return Err(Untrusted::Validity);
        }
        match signer.key_usage() {
            Ok(None) => {}
            Ok(Some(usage)) if usage.value.digital_signature() => {}
            _ => return Err(Untrusted::Usage),
        }
        if let Some(names) = &self.signer_names {
            let owner = owner(&signer).ok_or(Untrusted::Owner)?;
            if !names.contains(&owner) {
                return Err(Untrusted::Owner);
            }
        }
        Ok(signer.public_key().subject_public_key.data.to_vec())
    }
}

/// Whether `issuer` issued and signed `certificate`.
fn check_link(certificate: &X509Certificate, issuer: &X509Certificate) -> Result<(), Untrusted> {
    let is_named = certificate.issuer().as_raw() == issuer.subject().as_raw();
    let is_signed = is_named && certificate.verify_signature(Some(issuer.public_key())).is_ok();
    is_signed.then_some(()).ok_or(Untrusted::Chain)
}

/// The third part of the common name. A certificate with several common names has no owner.
fn owner(certificate: &X509Certificate) -> Option<String> {
    let mut names = certificate.subject().iter_common_name();
    let (name, None) = (names.next()?, names.next()) else {
        return None;
    };
    // The authority writes UTF-8 even where the type says Teletex.
    let name = std::str::from_utf8(name.as_slice()).ok()?;
    name.split('@').nth(2).map(str::to_owned)
}

/// The bytes of the one certificate in `pem`.
pub(super) fn der(pem: &str) -> Result<Vec<u8>, Untrusted> {
    let mut blocks = Pem::iter_from_buffer(pem.as_bytes());
    match blocks.next() {
        Some(Ok(block)) if block.label == "CERTIFICATE" => Ok(block.contents),
        _ => Err(Untrusted::Unreadable),
    }
}

pub(super) fn parse(der: &[u8]) -> Result<X509Certificate<'_>, Untrusted> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        _ => Err(Untrusted::Unreadable),
    }
}
