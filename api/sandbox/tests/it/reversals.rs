//! Refunds and voids.

use futures::join_all;

use crate::world::World;

/// Just enough of a join: all requests are under way together.
mod futures {
    pub async fn join_all<T: Send + 'static>(
        tasks: Vec<impl Future<Output = T> + Send + 'static>,
    ) -> Vec<T> {
        let running: Vec<_> = tasks.into_iter().map(tokio::spawn).collect();
        let mut done = Vec::new();
        for task in running {
            done.push(task.await.unwrap());
        }
        done
    }
}

async fn paid(world: &World, order: &str, amount: &str) -> String {
    world.pay(order, amount, "pay").await;
    world.query(order).await["queryId"].clone()
}

#[tokio::test]
async fn a_refund_is_a_transaction_of_its_own_and_is_made_once() {
    let world = World::new().await;
    let original = paid(&world, "SALE00000001", "9600").await;
    let reply = world.reverse("04", "REFUND000001", &original, "4500").await;
    assert_eq!((&*reply["respCode"], &*reply["txnType"]), ("00", "04"));
    assert_eq!((&*reply["txnAmt"], &reply["origQryId"]), ("4500", &original));
    assert_ne!(reply["queryId"], original);

    let again = world.reverse("04", "REFUND000001", &original, "4500").await;
    assert_eq!(again["respCode"], "12");
    let reused = world.reverse("04", "SALE00000001", &original, "4500").await;
    assert_eq!(reused["respCode"], "12", "one name, one transaction, whatever its kind");

    let asked = world.query("REFUND000001").await;
    assert_eq!((&*asked["origRespCode"], &asked["queryId"]), ("00", &reply["queryId"]));
    assert_eq!((&*asked["txnType"], &asked["origQryId"]), ("04", &original));
    crate::world::until("the refund's notification", || world.heard("REFUND000001").len() == 1)
        .await;
    let notice = &world.heard("REFUND000001")[0];
    assert!(world.signer.accepts(notice));
    assert_eq!((&*notice["txnType"], &*notice["txnAmt"]), ("04", "4500"));

    let rest = world.reverse("04", "REFUND000002", &original, "5101").await;
    assert_eq!(rest["respCode"], "36", "one fen more than is left");
    let rest = world.reverse("04", "REFUND000003", &original, "5100").await;
    assert_eq!(rest["respCode"], "00");
    let spent = world.reverse("04", "REFUND000004", &original, "1").await;
    assert_eq!(spent["respCode"], "36");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_refunds_at_once_give_back_no_more_than_was_paid() {
    let world = World::new().await;
    let original = paid(&world, "SALE00000001", "1000").await;
    let requests: Vec<_> = (10..30)
        .map(|n| {
            let fields = world.reversal("04", &format!("REFUND0000{n}"), &original, "150");
            let (client, url) = (world.client.clone(), world.url("/gateway/api/backTransReq.do"));
            let body =
                form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            async move { client.post(url).body(body).send().await.unwrap().text().await.unwrap() }
        })
        .collect();
    let replies = join_all(requests).await;
    let accepted = replies.iter().filter(|raw| raw.contains("&respCode=00&")).count();
    assert_eq!(accepted, 6, "six times 150 fit into 1000");
    let url = world.url("/transactions?orderId=SALE00000001");
    let listed: serde_json::Value =
        serde_json::from_str(&world.client.get(url).send().await.unwrap().text().await.unwrap())
            .unwrap();
    assert_eq!(listed["items"][0]["reversedAmt"], 900);
}

#[tokio::test]
async fn only_what_was_paid_can_be_given_back() {
    let world = World::new().await;
    let nothing = "7820261122140000000001";
    assert_eq!(world.reverse("04", "REFUND000001", nothing, "1").await["respCode"], "10");
    let unknown = &nothing[..21];
    assert_eq!(world.reverse("04", "REFUND000002", unknown, "1").await["respCode"], "35");
    let original = paid(&world, "SALE00000001", "100").await;
    let refund = world.reverse("04", "REFUND000003", &original, "40").await;
    let of_a_refund = world.reverse("04", "REFUND000004", &refund["queryId"], "40").await;
    assert_eq!(of_a_refund["respCode"], "35");
    assert_eq!(world.query("REFUND000004").await["respCode"], "34", "a refusal is not recorded");
}

#[tokio::test]
async fn a_void_is_whole_and_of_the_same_clearing_day() {
    let world = World::new().await;
    let original = paid(&world, "SALE00000001", "100").await;
    assert_eq!(world.reverse("31", "VOID00000001", &original, "99").await["respCode"], "36");
    let reply = world.reverse("31", "VOID00000002", &original, "100").await;
    assert_eq!((&*reply["respCode"], &*reply["txnType"]), ("00", "31"));
    assert_eq!(world.reverse("04", "REFUND000001", &original, "1").await["respCode"], "36");
    assert_eq!(world.query("VOID00000002").await["origRespCode"], "00");

    let part = paid(&world, "SALE00000002", "100").await;
    world.reverse("04", "REFUND000002", &part, "1").await;
    assert_eq!(world.reverse("31", "VOID00000003", &part, "100").await["respCode"], "35");

    let older = paid(&world, "SALE00000003", "100").await;
    world.advance(9 * 3600);
    assert_eq!(world.reverse("31", "VOID00000004", &older, "100").await["respCode"], "39");
    assert_eq!(world.reverse("04", "REFUND000003", &older, "100").await["respCode"], "00");
}
