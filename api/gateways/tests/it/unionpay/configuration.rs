//! Keys, certificates and addresses that an operator gives.

use domain::payments::BankCode;
use gateways::BankRegistry;
use gateways::bank::BankGateway as _;
use gateways::bank::unionpay::{MerchantKey, UnionPay, UnionPayConfig, UnionPayConfigError};
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};
use zeroize::Zeroizing;

use super::{WORLD, payment_request};
use crate::authority::MERCHANT_ID;

fn refused(change: impl FnOnce(&mut UnionPayConfig)) -> Option<UnionPayConfigError> {
    let mut config = WORLD.authority.config("https://bank.example");
    change(&mut config);
    UnionPay::new(config).err()
}

#[test]
fn a_wrong_configuration_is_refused_at_the_start() {
    use UnionPayConfigError::{Certificate, Chain, Key, KeyMismatch, MerchantId, Pfx, Url};

    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|config| config.merchant_id = "77729005811004".into()), Some(MerchantId));
    assert_eq!(refused(|config| config.base_url = "bank".into()), Some(Url("base_url")));
    let browser = refused(|config| config.browser_url = "javascript:1".into());
    assert_eq!(browser, Some(Url("browser_url")));
    let pem = |key: &str, certificate: &str| {
        let (key, certificate) = (Zeroizing::new(key.to_owned()), certificate.to_owned());
        refused(|config| config.merchant_key = MerchantKey::Pem { key, certificate })
    };
    let (key, certificate) = WORLD.authority.merchant();
    assert_eq!(pem("", &certificate), Some(Key));
    assert_eq!(pem(&certificate, &certificate), Some(Key));
    assert_eq!(pem(&key, &key), Some(Certificate));
    assert_eq!(pem(&key, &WORLD.bank.certificate), Some(KeyMismatch));
    let (file, password) = (Zeroizing::new(vec![1, 2, 3]), Zeroizing::new(String::new()));
    let pfx = refused(|config| config.merchant_key = MerchantKey::Pfx { file, password });
    assert_eq!(pfx, Some(Pfx));
    let swapped = refused(|config| {
        std::mem::swap(&mut config.root_certificate, &mut config.middle_certificate);
    });
    assert!(matches!(swapped, Some(Chain(_))), "{swapped:?}");
    let no_authority = refused(|config| config.middle_certificate = certificate.clone());
    assert!(matches!(no_authority, Some(Chain(_))), "{no_authority:?}");
}

#[tokio::test]
async fn the_key_may_come_in_a_pfx_file() {
    let (key, certificate) = WORLD.authority.merchant();
    let der = |pem: &str| x509_parser::pem::parse_x509_pem(pem.as_bytes()).unwrap().1.contents;
    let chain = PrivateKeyChain::new(
        "merchant",
        PrivateKey::from_der(&der(&key)).unwrap(),
        [Certificate::from_der(&der(&certificate)).unwrap()],
    );
    let mut store = KeyStore::new();
    store.add_entry("merchant", KeyStoreEntry::PrivateKeyChain(chain));
    for algorithm in [
        EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
        EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
    ] {
        let writer = store.writer("000000").encryption_algorithm(algorithm);
        let file = writer.mac_algorithm(MacAlgorithm::HmacSha1).write().unwrap();
        let open = |password: &str| {
            let mut config = WORLD.authority.config("https://bank.example");
            config.merchant_key = MerchantKey::Pfx {
                file: Zeroizing::new(file.clone()),
                password: Zeroizing::new(password.to_owned()),
            };
            UnionPay::new(config)
        };
        assert_eq!(open("000001").err(), Some(UnionPayConfigError::Pfx));
        let by_pfx = open("000000").unwrap().initiate(&payment_request()).await;
        assert_eq!(by_pfx, WORLD.adapter.initiate(&payment_request()).await);
    }
}

#[test]
fn the_registry_finds_a_bank_by_its_code() {
    let adapter = WORLD.authority.adapter("https://bank.example");
    let banks = BankRegistry::new([std::sync::Arc::new(adapter) as _]);
    let profile = banks.get(BankCode::UnionPay).unwrap().profile();
    assert_eq!(profile.merchant_id, MERCHANT_ID);
    assert_eq!(profile.form_origins, ["https://bank.example"]);
    assert!(!profile.has_close);
    assert_eq!(banks.iter().count(), 1);
    assert!(BankRegistry::default().get(BankCode::UnionPay).is_none());
}
