use std::collections::BTreeMap;
use std::time::Duration;

use gateways::GatewayError;
use gateways::http::{Answer, Call, HttpClient};

use crate::peer::{Reply, nobody, peer};

async fn post(url: &str) -> Result<Answer, GatewayError> {
    let call = Call {
        name: "test",
        reference: "T1",
        url,
        time_limit: Duration::from_millis(300),
        bearer: Some("secret"),
    };
    let fields = BTreeMap::from([("a".to_owned(), "1 &=".to_owned())]);
    HttpClient::new().unwrap().post_form(call, &fields).await
}

#[tokio::test]
async fn a_request_that_never_left_is_not_sent() {
    for url in [&nobody().await, "http://nobody.invalid/", "no address", ""] {
        let error = post(url).await.unwrap_err();
        assert!(error.is_definitely_not_done(), "{url}: {error}");
    }
}

#[tokio::test]
async fn a_request_without_a_whole_answer_may_have_been_sent() {
    let replies = [
        Reply::Nothing,
        Reply::Cut,
        Reply::Silence,
        Reply::ok(vec![b'x'; 300 * 1024]),
        Reply::Whole { status: 500, body: b"a=1".to_vec() },
        Reply::Whole { status: 503, body: Vec::new() },
        Reply::Whole { status: 302, body: Vec::new() },
    ];
    for (at, reply) in replies.into_iter().enumerate() {
        let (url, task) = peer(reply).await;
        let error = post(&url).await.unwrap_err();
        assert!(matches!(error, GatewayError::MaybeSent(_)), "case {at}: {error}");
        task.await.unwrap();
    }
}

#[tokio::test]
async fn an_answer_comes_with_its_status_and_bytes() {
    let (url, task) = peer(Reply::Whole { status: 422, body: b"no".to_vec() }).await;
    let answer = post(&url).await.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (422, b"no".as_slice()));
    assert!(!answer.is_success());
    let request = task.await.unwrap().to_ascii_lowercase();
    assert!(request.contains("authorization: bearer secret\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\na=1+%26%3d"), "{request}");
}

#[tokio::test]
async fn an_error_does_not_repeat_the_address() {
    let url = format!("{}/?key=hunter2", nobody().await);
    let error = post(&url).await.unwrap_err().to_string();
    assert!(!error.contains("hunter2"), "{error}");
}
