//! Bad input from a cinema is refused or kept apart; the catalogue stays as it was.

use sandbox::cinema::dial::{Fault, Kind, Operation, Rubbish};

use super::world::{Remote, once, once_done};

const PROGRAMME: [Operation; 5] = [
    Operation::Capabilities,
    Operation::Cinema,
    Operation::Screens,
    Operation::Films,
    Operation::Sessions,
];

#[tokio::test]
async fn rubbish_never_breaks_the_catalogue() {
    let remote = Remote::start_with(Default::default(), 1_000).await;
    let before = remote.showtimes().await;
    for operation in PROGRAMME {
        for rubbish in [Rubbish::Big, Rubbish::Html, Rubbish::Truncated, Rubbish::Foreign] {
            let fault = Fault { rubbish, ..once_done(operation, Kind::Rubbish) };
            remote.dial(&[fault]);
            // Long enough ago that everything is read anew, however it was asked for.
            remote.app.advance(16);
            remote.sync().await;
            remote.app.settle().await;
            assert_eq!(remote.cinema.dialled().faults, [], "it was not asked for {operation:?}");
            assert_eq!(remote.showtimes().await, before, "{fault:?}");
            // Failures in a row would have it left alone for a while.
            remote.cinema.heal();
            remote.app.advance(3);
            remote.sync().await.expect(200);
        }
    }
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    assert_eq!(remote.buy(&anna, &stage).await.order["status"], "ticketed");
    remote.done().await;
}

#[tokio::test]
async fn prices_that_cannot_be_are_kept_apart_and_named() {
    let remote = Remote::start().await;
    let before = remote.showtimes().await;
    let cheap = Fault { amount_delta: -9_000, ..once(Operation::Sessions, Kind::WrongPrice) };
    remote.dial(&[Fault { times: Some(9), ..cheap }]);
    remote.app.advance(16);
    let result = remote.sync().await.expect(200);
    assert!(result["quarantined"].as_i64().unwrap() > 0, "{result}");
    assert_eq!(remote.showtimes().await, before, "what was known stays");
    let path = format!("/admin/cinemas/{}/findings?open=true", remote.cinema_id);
    let findings = remote.app.administrator().get(&path).await.expect(200);
    assert!(!findings["items"].as_array().unwrap().is_empty(), "{findings}");
    assert!(remote.health().await["open_findings"].as_i64().unwrap() > 0);
    remote.done().await;
}

#[tokio::test]
async fn a_film_that_no_catalogue_lists_is_shown_all_the_same() {
    let remote = Remote::start().await;
    let titles: Vec<_> =
        remote.showtimes().await.into_iter().map(|it| it["film"].clone()).collect();
    let is_own = |film: &serde_json::Value| film.to_string().contains("锦江夜航");
    assert!(titles.iter().any(is_own), "{titles:?}");
    remote.done().await;
}
