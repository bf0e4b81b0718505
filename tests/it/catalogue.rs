//! What everybody may read: films, cinemas, showtimes and the portal.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::support::TestApp;

/// Every page of a list.
async fn all(app: &TestApp, path: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut next = String::new();
    loop {
        let page = app.anonymous().get(&format!("{path}{next}")).await.expect(200);
        found.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return found,
        }
    }
}

fn ids(items: &[Value]) -> BTreeSet<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_catalogue_is_a_real_one() {
    let app = TestApp::start().await;
    let films = all(&app, "/films?limit=100").await;
    assert!(films.len() >= 40, "{} films", films.len());
    let cinemas = all(&app, "/cinemas?limit=100").await;
    assert!(cinemas.len() >= 8, "{} cinemas", cinemas.len());
    let mut halls = 0;
    for cinema in &cinemas {
        let path = format!("/cinemas/{}", cinema["id"].as_str().unwrap());
        let cinema = app.anonymous().get(&path).await.expect(200);
        halls += cinema["halls"].as_array().unwrap().len();
    }
    assert!(halls >= 40, "{halls} halls");
    let portal = app.anonymous().get("/portal").await.expect(200);
    for part in ["apps", "articles", "next_showtimes", "showing", "upcoming"] {
        assert!(!portal[part].as_array().unwrap().is_empty(), "no {part} in the portal");
    }
    app.done().await;
}

#[tokio::test]
async fn pages_come_to_the_same_as_the_whole() {
    let app = TestApp::start().await;
    for path in ["/films?", "/cinemas?", "/showtimes?date=2027-03-07&"] {
        let large = all(&app, &format!("{path}limit=100")).await;
        let small = all(&app, &format!("{path}limit=7")).await;
        assert!(large.len() > 7, "{path}");
        assert_eq!(ids(&large), ids(&small), "{path}");
        assert_eq!(large.len(), small.len(), "{path}: something came twice");
        assert_eq!(large.len(), ids(&large).len(), "{path}");
    }
    app.done().await;
}

#[tokio::test]
async fn films_are_found_in_every_script() {
    let app = TestApp::start().await;
    let films = all(&app, "/films?limit=100").await;
    let film = films.iter().find(|film| {
        let zh = film["title"]["zh"].as_str().unwrap();
        zh.chars().count() >= 2 && !zh.is_ascii()
    });
    let film = film.unwrap();
    let id = film["id"].as_str().unwrap();
    let zh: String = film["title"]["zh"].as_str().unwrap().chars().take(2).collect();
    let en = film["title"]["en"].as_str().unwrap();
    for query in [zh.clone(), en.to_owned(), en.to_uppercase()] {
        let path = reqwest::Url::parse_with_params("http://x/films", [("q", &query)]).unwrap();
        let found = app.anonymous().get(&format!("/films?{}", path.query().unwrap())).await;
        let found = found.expect(200);
        assert!(ids(found["items"].as_array().unwrap()).contains(id), "{query}: {found}");
    }
    let nothing = app.anonymous().get("/films?q=zzzzzzzz").await.expect(200);
    assert_eq!(nothing["items"], serde_json::json!([]));
    // A sign of the pattern language is a letter like any other.
    let percent = app.anonymous().get("/films?q=%25%25").await.expect(200);
    assert_eq!(percent["items"], serde_json::json!([]));
    app.done().await;
}

#[tokio::test]
async fn filters_keep_what_they_say() {
    let app = TestApp::start().await;
    let showing = all(&app, "/films?status=showing&limit=100").await;
    let upcoming = all(&app, "/films?status=upcoming&limit=100").await;
    assert!(!showing.is_empty() && !upcoming.is_empty());
    assert!(ids(&showing).is_disjoint(&ids(&upcoming)));
    let all_films = all(&app, "/films?limit=100").await;
    assert_eq!(ids(&showing).len() + ids(&upcoming).len(), all_films.len());

    let cinemas = all(&app, "/cinemas?limit=100").await;
    let district = cinemas[0]["district"]["slug"].as_str().unwrap();
    for cinema in all(&app, &format!("/cinemas?district={district}&limit=100")).await {
        assert_eq!(cinema["district"]["slug"], district);
    }
    let cinema = cinemas[0]["id"].as_str().unwrap();
    let path = format!("/showtimes?cinema_id={cinema}&date=2027-03-07&limit=100");
    let there = all(&app, &path).await;
    assert!(!there.is_empty());
    for showtime in &there {
        assert_eq!(showtime["cinema"]["id"], cinema);
        assert_eq!(showtime["business_date"], "2027-03-07");
    }
    let film = there[0]["film"]["id"].as_str().unwrap();
    for showtime in all(&app, &format!("{path}&film_id={film}")).await {
        assert_eq!(showtime["film"]["id"], film);
    }
    app.done().await;
}

#[tokio::test]
async fn the_nearest_cinema_comes_first() {
    let app = TestApp::start().await;
    let near = all(&app, "/cinemas?near=30.6578,104.0771&limit=100").await;
    let distances: Vec<i64> = near.iter().map(|c| c["distance_m"].as_i64().unwrap()).collect();
    assert!(distances.is_sorted(), "{distances:?}");
    assert!(distances[0] < 200, "{distances:?}");
    let pages = all(&app, "/cinemas?near=30.6578,104.0771&limit=3").await;
    assert_eq!(pages, near);
    app.done().await;
}

#[tokio::test]
async fn a_reader_who_has_it_is_told_so() {
    let app = TestApp::start().await;
    let film = all(&app, "/films?limit=1").await.remove(0);
    let one = format!("/films/{}", film["id"].as_str().unwrap());
    for path in ["/films", "/cinemas", "/cities", "/showtimes?date=2027-03-07", one.as_str()] {
        let first = app.anonymous().get(path).await;
        first.expect(200);
        let etag = first.header("etag").to_owned();
        assert!(!etag.is_empty(), "{path} has no ETag");
        let again = app.request(Method::GET, path).header("if-none-match", &etag);
        let again = app.send(path, again).await;
        assert_eq!(again.status, 304, "{path}");
        assert!(again.body.is_empty());
        let other = app.request(Method::GET, path).header("if-none-match", "\"other\"");
        app.send(path, other).await.expect(200);
    }
    app.done().await;
}

#[tokio::test]
async fn showtimes_leave_time_to_clean_and_never_overlap() {
    let app = TestApp::start().await;
    let mut showtimes = all(&app, "/showtimes?date=2027-03-07&limit=100").await;
    let text = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    showtimes.sort_by_key(|s| (s["hall"]["id"].to_string(), text(s, "starts_at")));
    let mut pairs = 0;
    for pair in showtimes.windows(2).filter(|p| p[0]["hall"]["id"] == p[1]["hall"]["id"]) {
        assert!(text(&pair[0], "ends_at") < text(&pair[1], "starts_at"), "{pair:#?}");
        pairs += 1;
    }
    assert!(pairs > 50, "{pairs}");
    app.done().await;
}

#[tokio::test]
async fn the_seat_map_has_every_seat_once_in_its_place() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let seats = stage.map["seats"].as_array().unwrap();
    assert_eq!(i64::try_from(seats.len()).unwrap(), stage.showtime["seats_total"]);
    let codes: BTreeSet<_> = seats.iter().map(|s| s["seat_code"].to_string()).collect();
    let places: BTreeSet<_> =
        seats.iter().map(|s| format!("{} {} {}", s["section"], s["x"], s["y"])).collect();
    assert_eq!(codes.len(), seats.len());
    assert_eq!(places.len(), seats.len());
    let zones: BTreeSet<_> = stage.map["zones"]
        .as_array()
        .unwrap()
        .iter()
        .collect::<Vec<_>>()
        .iter()
        .map(|zone| zone["zone"].to_string())
        .collect();
    for seat in seats {
        assert!(zones.contains(&seat["zone"].to_string()), "no price for {seat}");
    }
    app.done().await;
}
