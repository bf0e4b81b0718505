use super::{Config, Environment, PurchaseConfig};
use std::collections::BTreeMap;
use std::path::Path;

fn read(variables: &[(&str, &str)]) -> anyhow::Result<Config> {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    Config::read(&|name| variables.get(name).map(|value| (*value).to_owned()))
}

#[test]
fn a_demo_needs_nothing() -> anyhow::Result<()> {
    let config = Config::demo(Path::new("here"))?;
    assert_eq!(config.environment, Environment::Demo);
    assert_eq!(config.database_url, "sqlite://here/marquee.db");
    assert_eq!(config.sms_url.as_deref(), Some("http://127.0.0.1:8082/sms"));
    assert!(config.feed_names.is_empty());
    Ok(())
}

#[test]
fn a_bank_keeps_a_part_of_a_payment() -> anyhow::Result<()> {
    assert_eq!(read(&[])?.bank.fee.basis_points, 60);
    let fee = |text| read(&[("MARQUEE_UNIONPAY_FEE_BP", text)]);
    assert_eq!(fee("38")?.bank.fee.basis_points, 38);
    for wrong in ["-1", "10001", "0.6"] {
        assert!(fee(wrong).is_err(), "{wrong}");
    }
    Ok(())
}

#[test]
fn production_refuses_stand_ins_and_names_what_is_missing() -> anyhow::Result<()> {
    let real = [
        ("MARQUEE_ENV", "production"),
        ("MARQUEE_UNIONPAY_URL", "https://gateway.example.com"),
        ("MARQUEE_UNIONPAY_KEYS", "/etc/marquee/unionpay"),
        ("MARQUEE_PUBLIC_URL", "https://tickets.example.com"),
    ];
    assert_eq!(read(&real)?.sms_url, None);
    assert_eq!(read(&real)?.feed_names, ["tickets.example.com"]);
    let missing = read(&real[..3]).err().map(|error| error.to_string());
    assert_eq!(missing.as_deref(), Some("MARQUEE_PUBLIC_URL must be set"));
    for sandbox in ["UNIONPAY_BROWSER_URL", "UNIONPAY_BILL_URL", "SMS_URL"] {
        let sandbox = format!("MARQUEE_{sandbox}");
        let variables = [&real[..], &[(sandbox.as_str(), "http://127.0.0.1:8081")]].concat();
        assert!(read(&variables).is_err(), "{sandbox}");
    }
    Ok(())
}

#[test]
fn a_demo_brings_its_cinemas_along() -> anyhow::Result<()> {
    let one = "url=http://127.0.0.1:8084/SC01,code=SC01,district=jingan,key=AAAA+/8=";
    let config = read(&[("MARQUEE_DEMO_CINEMAS", &format!("{one}; {one};"))])?;
    assert_eq!(config.demo_cinemas.len(), 2);
    assert_eq!(config.demo_cinemas[0].url, "http://127.0.0.1:8084/SC01");
    assert_eq!(config.demo_cinemas[0].key, "AAAA+/8=");
    let missing = read(&[("MARQUEE_DEMO_CINEMAS", "url=http://127.0.0.1:8084")]).err();
    let missing = missing.map(|error| error.to_string());
    assert_eq!(missing.as_deref(), Some("a cinema in MARQUEE_DEMO_CINEMAS has no code"));
    Ok(())
}

#[test]
fn pauses_double_up_to_the_longest() {
    let purchase = PurchaseConfig::default();
    let seconds = |tries| purchase.pause(tries, chrono::Duration::minutes(1)).num_seconds();
    assert_eq!([-1, 0, 1, 4, 5, 99].map(seconds), [2, 2, 4, 32, 60, 60]);
}

#[test]
fn a_number_that_is_none_is_named() {
    let error = read(&[("MARQUEE_PORT", "eighty")]).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("MARQUEE_PORT is no number that fits: eighty"));
}
