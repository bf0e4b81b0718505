//! Requests that the gateway does not accept.

use aws_lc_rs::digest::{SHA256, digest};

use crate::merchant::{Fields, MER_ID, canonical, payment};
use crate::world::{FRONT, TIME, World};

const UNSIGNED: &str = "respCode=11&respMsg=[9100004]Signature verification failed";
const QUERY: &str = "/gateway/api/queryTrans.do";
const BACK: &str = "/gateway/api/backTransReq.do";
const FRONT_PATH: &str = "/gateway/api/frontTransReq.do";

#[tokio::test]
async fn a_request_that_is_not_the_merchants_gets_an_unsigned_answer() {
    let world = World::new().await;
    let good = world.query_fields("SIGNED000001");
    let mut forged: Vec<(&str, Fields)> = Vec::new();
    let mut change = |what, change: &dyn Fn(&mut Fields)| {
        let mut fields = good.clone();
        change(&mut fields);
        forged.push((what, fields));
    };
    change("another order", &|f| {
        f.insert("orderId".into(), "SIGNED000002".into());
    });
    change("a field more", &|f| {
        f.insert("reserved".into(), "1".into());
    });
    change("a field less", &|f| {
        f.remove("bizType");
    });
    change("another certificate", &|f| {
        f.insert("certId".into(), "68759663125".into());
    });
    change("not Base64", &|f| {
        f.insert("signature".into(), "%%%".into());
    });
    change("the older method", &|f| {
        f.insert("signMethod".into(), "11".into());
    });
    change("hashed once", &|f| {
        let text = canonical(f);
        f.insert("signature".into(), world.signer.sign_text(&text));
    });
    change("hashed in capitals", &|f| {
        let text = hex::encode_upper(digest(&SHA256, canonical(f).as_bytes()));
        f.insert("signature".into(), world.signer.sign_text(&text));
    });
    for (what, fields) in &forged {
        assert_eq!(world.post(QUERY, fields).await.unwrap(), UNSIGNED, "{what}");
    }
    let mut blank = good.clone();
    blank.insert("reserved".into(), String::new());
    assert_eq!(world.ask(QUERY, &blank).await["respCode"], "34", "blanks are not signed");
}

#[tokio::test]
async fn an_incomplete_request_is_not_even_answered_in_the_protocol() {
    let world = World::new().await;
    for name in ["version", "certId", "signature", "merId", "orderId", "txnTime", "txnType"] {
        let mut fields = world.query_fields("SIGNED000001");
        fields.remove(name);
        for path in [QUERY, BACK, FRONT_PATH] {
            assert_eq!(world.post(path, &fields).await.unwrap(), "Invalid request.", "{name}");
        }
    }
    let answer = world.client.post(world.url("/gateway/api/other.do")).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.text().await.unwrap(), "Invalid request URI.");
    let huge = "a".repeat(70_000);
    let answer = world.client.post(world.url(QUERY)).body(huge).send().await.unwrap();
    assert_eq!(answer.status(), 413);
}

#[tokio::test]
async fn a_page_is_opened_only_for_a_sound_request() {
    let world = World::new().await;
    let good = payment("SOUND0000001", TIME, "100", FRONT, &world.back_url);
    let cases = [
        ("txnAmt", "0", "10"),
        ("txnAmt", "1.00", "10"),
        ("txnAmt", "0100", "10"),
        ("txnAmt", "-1", "10"),
        ("txnAmt", "1000000000000", "10"),
        ("txnAmt", "", "13"),
        ("orderId", "SOUND-000001", "10"),
        ("orderId", "SOUND_000001", "10"),
        ("orderId", "SHORT", "10"),
        ("txnTime", "20261322140000", "10"),
        ("currencyCode", "840", "10"),
        ("txnType", "04", "10"),
        ("frontUrl", "javascript:alert(1)", "10"),
        ("backUrl", "file:///etc/passwd", "10"),
        ("backUrl", "", "13"),
        ("payTimeout", "soon", "10"),
        ("reqReserved", "a&b=c", "10"),
        ("version", "5.0.0", "10"),
        ("merId", "1", "10"),
    ];
    for (name, value, code) in cases {
        let mut fields = good.clone();
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
        let html = world.post(FRONT_PATH, &world.signer.sign(&fields)).await.unwrap();
        assert!(html.contains(&format!("<code>{code}")), "{name}={value}: {html}");
        assert!(html.contains(&format!("[{name}]")), "{name}={value} names its field");
        assert!(!html.contains("name=\"outcome\""));
    }
    let mut forged = world.signer.sign(&good);
    forged.insert("txnAmt".into(), "1".into());
    let html = world.post(FRONT_PATH, &forged).await.unwrap();
    assert!(html.contains("11[9100004]Signature verification failed"));
    assert_eq!(world.query("SOUND0000001").await["respCode"], "34", "nothing was recorded");
}

#[tokio::test]
async fn the_cashier_takes_only_its_own_buttons_and_a_card_number() {
    let world = World::new().await;
    world.front("BUTTON000001", "100", &[]).await;
    let url = world.url(&format!("/cashier/{MER_ID}/BUTTON000001/{TIME}"));
    for body in ["outcome=steal", "", "outcome=pay&card=12", "outcome=pay&outcome=decline"] {
        let answer = world.client.post(&url).body(body).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{body}");
    }
    assert_eq!(world.query("BUTTON000001").await["origRespCode"], "05");
    let stranger = world.url(&format!("/cashier/{MER_ID}/NOBODYS00001/{TIME}"));
    let answer = world.client.post(stranger).body("outcome=pay").send().await.unwrap();
    assert_eq!(answer.status(), 404);
    let page = world.client.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"outcome\" value=\"pay\""), "the page can be opened again");
}
