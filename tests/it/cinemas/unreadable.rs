//! A cinema that says one thing among others that nobody can read.

use box_office::schedule::ScreenLoad;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use tables::{cinema_findings, cinema_systems, films, halls, seat_plans, showtimes};

use super::world::{FILM, Office, SCREEN, SESSIONS};
use crate::support::TestApp;
use crate::support::between::Between;

/// Puts something before `office`, whose address it takes, that changes what the cinema says by the
/// path of the question.
fn spoiled(office: &mut Office, spoil: fn(&str, &mut Value)) -> Between {
    let (cinema, path) = office.base_url.split_at(office.base_url.find("/5").unwrap());
    let between = Between::before(cinema, move |asked, told| {
        assert!(told.is_success(), "{} {}: {}", asked.method, asked.path, told.status);
        spoil(&asked.path, &mut told.body);
    });
    office.base_url = format!("{}{path}", between.url);
    between
}

/// One of each list has a number where a text belongs, and one of the sessions has not even a name.
fn spoil_one_of_each(path: &str, body: &mut Value) {
    let Some(Value::Array(items)) = body.get_mut("items") else { return };
    match path.rsplit('/').next().unwrap() {
        "sessions" => {
            let mut nameless = items[0].clone();
            nameless.as_object_mut().unwrap().remove("session_code");
            items[0]["language"] = json!(7);
            items.push(nameless);
        }
        "films" => items.push(json!({ "film_code": "099101992028", "title": 7 })),
        _ => items.push(json!({ "screen_code": "H9", "seat_count": "many" })),
    }
}

/// Every hall but one has a kind of seat of which nobody has heard; that one has names in Chinese
/// alone.
fn spoil_all_plans_but_one(path: &str, body: &mut Value) {
    if !path.ends_with("/seat-plan") {
        return;
    }
    if body["screen_code"] == SCREEN {
        for part in ["/layout/zones/0/name", "/layout/sections/0/name"] {
            body.pointer_mut(part).unwrap().as_object_mut().unwrap().remove("en");
        }
    } else {
        body["layout"]["seats"][0]["kind"] = json!("throne");
    }
}

#[tokio::test]
async fn one_unreadable_thing_does_not_keep_the_others_out() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let spoiler = spoiled(&mut office, spoil_one_of_each);
    let cinema_id = office.register(&app).await;
    let path = format!("/admin/cinemas/{cinema_id}/sync");
    let summary = app.administrator().post(&path, json!({})).await.expect(200);
    assert_eq!(summary["quarantined"], 4, "{summary}");

    let rows = showtimes::Entity::find().all(app.db()).await.unwrap();
    let rows: Vec<_> = rows.iter().filter(|row| row.cinema_id.to_string() == cinema_id).collect();
    assert_eq!(rows.len(), 1, "the one that can be read");
    assert_eq!(rows[0].session_code, SESSIONS[1]);
    let film = films::Entity::find_by_id(rows[0].film_id).one(app.db()).await.unwrap().unwrap();
    assert_eq!(film.film_code, FILM);
    let hall = halls::Entity::find_by_id(rows[0].hall_id).one(app.db()).await.unwrap().unwrap();
    assert_eq!(hall.screen_code, SCREEN);
    let system = cinema_systems::Entity::find_by_id(rows[0].cinema_id).one(app.db()).await;
    let system = system.unwrap().unwrap();
    assert!(system.last_success_at.is_some() && system.sessions_as_of.is_some());
    assert_eq!(system.last_error, None);

    let lines = cinema_findings::Entity::find()
        .order_by_asc(cinema_findings::Column::Subject)
        .all(app.db())
        .await
        .unwrap();
    let named: Vec<_> = lines.iter().map(|it| (&*it.subject, &*it.kind)).collect();
    let wanted = ["film:099101992028", "screen:H9", "session:#2", "session:S0001"];
    assert_eq!(named, wanted.map(|subject| (subject, "malformed")));
    assert!(lines[3].detail.contains("expected a string"), "{}", lines[3].detail);
    spoiler.stop().await;
    office.close().await;
    app.done().await;
}

/// A maker whose plans have one oddity, in more halls than a cinema may fail in a row.
#[tokio::test]
async fn unreadable_plans_do_not_keep_the_rest_of_the_programme_out() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let good = office.load.screens[0].clone();
    // They are asked for before the good one.
    let odd: Vec<String> = (1..=6).map(|number| format!("{number:016}")).collect();
    let odd_hall = |code: &String| ScreenLoad { screen_code: code.clone(), ..good.clone() };
    office.load.screens.extend(odd.iter().map(odd_hall));
    let mut session = office.load.sessions[0].clone();
    session.session_code = "S0003".to_owned();
    session.screen_code = odd[0].clone();
    office.load.sessions.push(session);
    office.publish().await;
    let spoiler = spoiled(&mut office, spoil_all_plans_but_one);
    let cinema_id = office.register(&app).await;

    let rows = showtimes::Entity::find().order_by_asc(showtimes::Column::SessionCode);
    let rows = rows.all(app.db()).await.unwrap();
    let rows: Vec<_> = rows.iter().filter(|row| row.cinema_id.to_string() == cinema_id).collect();
    let codes: Vec<_> = rows.iter().map(|row| row.session_code.as_str()).collect();
    assert_eq!(codes, SESSIONS);
    let film = films::Entity::find_by_id(rows[0].film_id).one(app.db()).await.unwrap().unwrap();
    assert_eq!(film.film_code, FILM);
    let of_cinema = halls::Column::CinemaId.eq(rows[0].cinema_id);
    let halls = halls::Entity::find().filter(of_cinema).all(app.db()).await.unwrap();
    let codes: Vec<_> = halls.iter().map(|hall| hall.screen_code.as_str()).collect();
    assert_eq!(codes, [SCREEN]);
    let plan = seat_plans::Entity::find_by_id(halls[0].seat_plan_id).one(app.db()).await;
    let plan = plan.unwrap().unwrap().plan;
    assert_eq!(
        (plan.sections[0].name.zh.as_str(), plan.sections[0].name.en.as_str()),
        ("正厅", "正厅")
    );

    let lines = cinema_findings::Entity::find()
        .order_by_asc(cinema_findings::Column::Subject)
        .all(app.db())
        .await
        .unwrap();
    let named: Vec<_> = lines.iter().map(|it| (it.subject.clone(), it.kind.as_str())).collect();
    let screens = odd.iter().map(|code| (format!("screen:{code}"), "unknown_seat_plan"));
    let plans = odd.iter().map(|code| (format!("seat_plan:{code} v1"), "unreadable"));
    let session = ("session:S0003".to_owned(), "unknown_screen");
    assert_eq!(named, screens.chain(plans).chain([session]).collect::<Vec<_>>());
    assert!(lines[6].detail.contains("unknown variant `throne`"), "{}", lines[6].detail);

    // Nothing is held against the cinema by those who buy.
    let system = cinema_systems::Entity::find_by_id(rows[0].cinema_id).one(app.db()).await;
    assert_eq!(system.unwrap().unwrap().last_error, None);
    let stage = app.stage(&rows[0].id.to_string()).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    app.customer().post("/seat-locks", wish).await.expect(201);
    spoiler.stop().await;
    office.close().await;
    app.done().await;
}
