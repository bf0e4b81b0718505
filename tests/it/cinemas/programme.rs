//! What cinemas play, on its way into the catalogue.

use domain::ids::CinemaId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use tables::{cinema_findings, cinema_systems, films, halls, seat_plans, showtimes};
use uuid::Uuid;

use super::world::{CINEMA, FILM, Office, SESSIONS};
use crate::support::{Purchase, Stage, TestApp};

async fn showtimes_of(app: &TestApp, cinema_id: &str) -> Vec<showtimes::Model> {
    let id = CinemaId(Uuid::parse_str(cinema_id).unwrap());
    showtimes::Entity::find()
        .filter(showtimes::Column::CinemaId.eq(id))
        .order_by_asc(showtimes::Column::SessionCode)
        .all(app.db())
        .await
        .unwrap()
}

async fn findings(app: &TestApp) -> Vec<(String, String)> {
    let lines = cinema_findings::Entity::find()
        .filter(cinema_findings::Column::DismissedAt.is_null())
        .order_by_asc(cinema_findings::Column::Id)
        .all(app.db())
        .await
        .unwrap();
    lines.into_iter().map(|line| (line.subject, line.kind)).collect()
}

async fn sync(app: &TestApp, cinema_id: &str) -> Value {
    let path = format!("/admin/cinemas/{cinema_id}/sync");
    app.administrator().post(&path, json!({})).await.expect(200)
}

/// Everything that was imported into the box office and into the catalogue is the same in both, so
/// fetching it changes no row.
#[tokio::test]
async fn what_was_imported_comes_out_unchanged() {
    let app = TestApp::start().await;
    let by_code = || showtimes::Entity::find().order_by_asc(showtimes::Column::Id);
    let showtimes_before = by_code().all(app.db()).await.unwrap();
    let halls_before =
        halls::Entity::find().order_by_asc(halls::Column::Id).all(app.db()).await.unwrap();
    let films_before =
        films::Entity::find().order_by_asc(films::Column::Id).all(app.db()).await.unwrap();
    let plans_before = seat_plans::Entity::find().all(app.db()).await.unwrap().len();
    app.settle().await;

    let systems = cinema_systems::Entity::find().all(app.db()).await.unwrap();
    assert!(systems.iter().all(|it| it.last_success_at.is_some() && it.last_error.is_none()));
    assert!(systems.iter().all(|it| it.sessions_as_of.is_some()) && !systems.is_empty());
    assert_eq!(findings(&app).await, []);
    assert_eq!(by_code().all(app.db()).await.unwrap(), showtimes_before);
    let halls_now = halls::Entity::find().order_by_asc(halls::Column::Id).all(app.db()).await;
    assert_eq!(halls_now.unwrap(), halls_before);
    let films_now = films::Entity::find().order_by_asc(films::Column::Id).all(app.db()).await;
    assert_eq!(films_now.unwrap(), films_before);
    assert_eq!(seat_plans::Entity::find().all(app.db()).await.unwrap().len(), plans_before);
    // What customers chose by is noted for each of them.
    let noted = tables::showtime_versions::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(noted.len(), showtimes_before.len());
    app.done().await;
}

#[tokio::test]
async fn a_cinema_in_another_process_is_bought_from_end_to_end() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let cinema = app.anonymous().get(&format!("/cinemas/{cinema_id}")).await.expect(200);
    assert_eq!(cinema["name"]["zh"], "城外影院");
    assert_eq!(cinema["available"], true);
    let rows = showtimes_of(&app, &cinema_id).await;
    let codes: Vec<_> = rows.iter().map(|row| row.session_code.as_str()).collect();
    assert_eq!(codes, SESSIONS);
    let film = films::Entity::find_by_id(rows[0].film_id).one(app.db()).await.unwrap().unwrap();
    assert_eq!(film.film_code, FILM);
    assert_eq!(film.source_cinema_id.map(|id| id.to_string()), Some(cinema_id.clone()));
    assert_eq!(findings(&app).await, []);

    let anna = app.customer();
    let stage = app.stage(&rows[0].id.to_string()).await;
    assert_eq!(stage.showtime["max_seats"], 4);
    assert_eq!(stage.showtime["price_from"]["amount"], 4_500);
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let line = &purchase.lock["price"]["lines"][0];
    assert_eq!(line["screen_fee"]["amount"], 500);
    assert!([4_500, 6_500].contains(&line["ticket"]["amount"].as_i64().unwrap()), "{line}");
    purchase.finish().await;
    let tickets = anna.get(&format!("{}/tickets", purchase.order_path())).await.expect(200);
    assert_eq!(tickets["items"].as_array().unwrap().len(), 2);
    let sold = office.db.query_one_raw(sea_orm::Statement::from_string(
        office.db.get_database_backend(),
        "SELECT count(*) AS sold FROM bo_tickets WHERE screen_fee_minor = 500",
    ));
    let sold: i64 = sold.await.unwrap().unwrap().try_get("", "sold").unwrap();
    assert_eq!(sold, 2, "at the cinema, with the hall's fee apart");
    office.close().await;
    app.done().await;
}

#[tokio::test]
async fn a_cinema_is_registered_only_as_who_it_is() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let admin = app.administrator();
    let with = |pointer: &str, value: Value| {
        let mut wish = office.wish();
        *wish.pointer_mut(pointer).unwrap() = value;
        wish
    };
    let other = with("/cinema_code", json!("51990002"));
    let answer = admin.post("/admin/cinemas", other).await;
    assert!(["cinema_mismatch", "cinema_unreachable"].contains(&answer.code().as_str()));
    let nobody = with("/base_url", json!("http://127.0.0.1:9/51990001"));
    admin.post("/admin/cinemas", nobody).await.refused(503, "cinema_unreachable");
    for (pointer, value) in [
        ("/base_url", json!("ftp://127.0.0.1/x")),
        ("/base_url", json!("http://user:secret@127.0.0.1/x")),
        ("/district", json!("nowhere")),
        ("/keys/0", json!("AAAA")),
        ("/service_fee/amount", json!(-1)),
    ] {
        admin.post("/admin/cinemas", with(pointer, value)).await.refused(422, "validation_failed");
    }
    admin.post("/admin/cinemas", office.wish()).await.expect(201);
    admin.post("/admin/cinemas", office.wish()).await.refused(422, "cinema_mismatch");
    office.close().await;
    app.expect_error("/admin/cinemas");
    app.expect_error("status=503");
    app.done().await;
}

#[tokio::test]
async fn a_fetch_that_fails_or_brings_nothing_wipes_nothing() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let before = showtimes_of(&app, &cinema_id).await;
    assert_eq!(before.len(), 2);

    // It answers, and has forgotten everything.
    let forget =
        "UPDATE bo_sessions SET session_code = 'lost-' || session_code, zone_prices = '{}'";
    office.db.execute_unprepared(forget).await.unwrap();
    sync(&app, &cinema_id).await;
    assert_eq!(showtimes_of(&app, &cinema_id).await, before);

    // It does not answer: twice, and it cannot be bought from, but is still there.
    office.close().await;
    for _ in 0..2 {
        app.advance(1);
        app.settle().await;
    }
    assert_eq!(showtimes_of(&app, &cinema_id).await, before);
    let system = cinema_systems::Entity::find_by_id(before[0].cinema_id).one(app.db());
    assert!(system.await.unwrap().unwrap().last_error.is_some());
    let showtime = format!("/showtimes/{}", before[0].id);
    let shown = app.anonymous().get(&showtime).await.expect(200);
    assert_eq!(shown["cinema"]["available"], false);
    let wish = json!({ "showtime_id": before[0].id, "seats": ["0101"] });
    app.customer().post("/seat-locks", wish).await.refused(503, "cinema_unavailable");

    // It is back.
    office.open_again(&app);
    app.advance(2);
    app.settle().await;
    let shown = app.anonymous().get(&showtime).await.expect(200);
    assert_eq!(shown["cinema"]["available"], true);
    office.close().await;
    app.expect_error("/seat-locks");
    app.done().await;
}

/// What a customer is told who looked before the cinema changed its mind.
#[tokio::test]
async fn a_changed_showtime_refuses_the_lock_with_the_difference() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let rows = showtimes_of(&app, &cinema_id).await;
    let stage = app.stage(&rows[0].id.to_string()).await;
    let wish = json!({
        "showtime_id": stage.id(),
        "seats": ["0101", "0102"],
        "showtime_version": stage.showtime["version"],
    });
    for price in office.load.sessions[0].zone_prices.values_mut() {
        price.ticket_minor += 700;
    }
    office.publish().await;

    // The platform does not know yet: the cinema refuses, and its programme is fetched at once.
    let anna = app.customer();
    let problem = anna.post("/seat-locks", wish.clone()).await.refused(409, "showtime_changed");
    let wanted = json!([{ "field": "price", "was": "A=4500, B=6500", "now": "A=5200, B=7200" }]);
    assert_eq!(problem["changes"], wanted, "{problem}");
    // Now it knows, and says the same to the next one who looked before.
    let bea = app.other_customer();
    let problem = bea.post("/seat-locks", wish).await.refused(409, "showtime_changed");
    assert_eq!(problem["changes"], wanted, "{problem}");
    let fresh = app.stage(stage.id()).await;
    let purchase = Purchase::begin(&anna, &fresh, &fresh.seats(2)).await;
    purchase.finish().await;
    office.close().await;
    app.done().await;
}

/// Nor does it help a cinema to keep quiet about it.
#[tokio::test]
async fn a_showtime_that_changed_under_its_version_refuses_the_lock_too() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let rows = showtimes_of(&app, &cinema_id).await;
    let wish = |stage: &Stage| {
        json!({
            "showtime_id": stage.id(),
            "seats": stage.seats(1),
            "showtime_version": stage.showtime["version"],
        })
    };
    let raise = async |office: &mut Office, is_told: bool| {
        for price in office.load.sessions[0].zone_prices.values_mut() {
            price.ticket_minor += 700;
        }
        office.publish().await;
        if !is_told {
            let hush = format!(
                "UPDATE bo_sessions SET session_version = session_version - 1 \
                 WHERE session_code = '{}'",
                rows[0].session_code
            );
            office.db.execute_unprepared(&hush).await.unwrap();
        }
        sync(&app, &cinema_id).await;
    };
    let first = app.stage(&rows[0].id.to_string()).await;
    raise(&mut office, false).await;
    let anna = app.customer();
    let problem = anna.post("/seat-locks", wish(&first)).await.refused(409, "showtime_changed");
    let wanted = json!([{ "field": "price", "was": "A=4500, B=6500", "now": "A=5200, B=7200" }]);
    assert_eq!(problem["changes"], wanted, "{problem}");
    let subject = format!("session:{}", rows[0].session_code);
    assert_eq!(findings(&app).await, [(subject, "changed_under_version".to_owned())]);

    // The cinema's next version is the number that the platform gave the last one.
    let second = app.stage(first.id()).await;
    raise(&mut office, true).await;
    let problem = anna.post("/seat-locks", wish(&second)).await.refused(409, "showtime_changed");
    let wanted = json!([{ "field": "price", "was": "A=5200, B=7200", "now": "A=5900, B=7900" }]);
    assert_eq!(problem["changes"], wanted, "{problem}");
    let third = app.stage(first.id()).await;
    let purchase = Purchase::begin(&anna, &third, &third.seats(2)).await;
    assert_eq!(purchase.finish().await["status"], "ticketed");
    assert_eq!(findings(&app).await, []);
    office.close().await;
    app.done().await;
}

/// The built-in cinemas take the same way, and staff need not wait for it.
#[tokio::test]
async fn what_staff_change_shows_when_the_bell_rings() {
    let app = TestApp::start().await;
    app.settle().await;
    let stage = app.any_stage().await;
    let code = stage.showtime["session_code"].as_str().unwrap();
    let cancel = format!(
        "UPDATE bo_sessions SET status = 'cancelled', session_version = session_version + 1, \
         changed_at = (SELECT max(changed_at) FROM bo_sessions) WHERE session_code = '{code}'"
    );
    app.db().execute_unprepared(&cancel).await.unwrap();
    app.settle().await;
    let path = format!("/showtimes/{}", stage.id());
    assert_eq!(app.anonymous().get(&path).await.expect(200)["status"], "on_sale", "not yet");
    app.app.wake.sync.notify_one();
    app.settle().await;
    let now = app.anonymous().get(&path).await.expect(200);
    assert_eq!(now["status"], "cancelled");
    assert_eq!(now["version"].as_i64(), stage.showtime["version"].as_i64().map(|it| it + 1));
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(1) });
    app.customer().post("/seat-locks", wish).await.refused(409, "showtime_cancelled");
    app.done().await;
}

/// A crowd that looks at the same seats asks the cinema once, or a few times at most.
#[tokio::test]
async fn a_crowd_asks_the_cinema_once() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let rows = showtimes_of(&app, &cinema_id).await;
    let url = format!("/showtimes/{}/seats", rows[0].id);
    let visitor = app.anonymous();
    let looks = (0..40).map(|_| visitor.get(&url));
    for answer in futures_util::future::join_all(looks).await {
        let as_of = answer.expect(200)["as_of"].clone();
        assert!(as_of.as_str().unwrap().starts_with("2027-03-06T02:00:00"), "{as_of}");
    }
    let line = app.app.cinemas.line(rows[0].cinema_id).unwrap();
    let stats = line.health().stats;
    let asked = stats.iter().find(|it| it.operation == "session_seats").unwrap();
    assert!(asked.calls < 20, "{} questions for 40 looks", asked.calls);
    office.close().await;
    app.done().await;
}

/// An administrator may take a cinema off: nothing is locked there, and nothing fetched.
#[tokio::test]
async fn a_cinema_that_is_taken_off_sells_nothing() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let rows = showtimes_of(&app, &cinema_id).await;
    let path = format!("/admin/cinemas/{cinema_id}");
    let admin = app.administrator();
    admin.patch(&path, json!({ "is_enabled": false })).await.expect(200);
    let wish = json!({ "showtime_id": rows[0].id, "seats": ["0101", "0102"] });
    let anna = app.customer();
    anna.post("/seat-locks", wish.clone()).await.refused(503, "cinema_unavailable");
    admin.patch(&path, json!({ "is_enabled": true })).await.expect(200);
    app.settle().await;
    anna.post("/seat-locks", wish).await.expect(201);
    office.close().await;
    app.expect_error("/seat-locks");
    app.done().await;
    assert_eq!(office.load.cinema_code, CINEMA);
}
