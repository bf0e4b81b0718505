use gateways::GatewayError;
use gateways::sms::http::HttpSms;
use gateways::sms::log::LogSms;
use gateways::sms::{Sms, SmsAnswer, SmsGateway as _};
use zeroize::Zeroizing;

use crate::peer::{Reply, nobody, peer};

fn sms() -> Sms {
    Sms { message_id: "m-1".into(), to: "+8613812345678".into(), text: "取票码 1234".into() }
}

async fn send(status: u16, body: &str) -> Result<SmsAnswer, GatewayError> {
    let (url, task) = peer(Reply::Whole { status, body: body.into() }).await;
    let token = Some(Zeroizing::new("t0ken".to_owned()));
    let answer = HttpSms::new(url, token).unwrap().send(&sms()).await;
    let request = task.await.unwrap();
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"message_id": "m-1", "to": "+8613812345678", "text": "取票码 1234"})
    );
    assert!(request.to_ascii_lowercase().contains("authorization: bearer t0ken\r\n"));
    answer
}

#[tokio::test]
async fn the_provider_accepts_or_refuses() {
    let accepted = SmsAnswer::Accepted { provider_ref: "p-9".into() };
    assert_eq!(send(201, r#"{"provider_id":"p-9"}"#).await, Ok(accepted));
    let refused = |code: &str| Ok(SmsAnswer::Refused { code: code.into() });
    assert_eq!(send(422, r#"{"code":"bad_number"}"#).await, refused("bad_number"));
    assert_eq!(send(400, "no").await, refused("http_400"));
}

#[tokio::test]
async fn what_is_not_the_messages_fault_is_tried_again() {
    for status in [401, 403, 429] {
        let error = send(status, "{}").await.unwrap_err();
        assert!(error.is_definitely_not_done(), "{status}");
    }
    for (status, body) in [(408, ""), (500, ""), (200, "sent"), (200, "{}")] {
        let error = send(status, body).await.unwrap_err();
        assert!(!error.is_definitely_not_done(), "{status}");
    }
    let gone = HttpSms::new(nobody().await, None).unwrap();
    assert!(gone.send(&sms()).await.unwrap_err().is_definitely_not_done());
}

#[tokio::test]
async fn the_log_accepts_everything() {
    let accepted = SmsAnswer::Accepted { provider_ref: "log-m-1".into() };
    assert_eq!(LogSms.send(&sms()).await, Ok(accepted));
}
