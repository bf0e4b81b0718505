//! A cinema that says one thing among others that nobody can read.

use std::net::TcpListener;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use tables::{cinema_findings, cinema_systems, films, halls, showtimes};

use super::world::{FILM, Office, SCREEN, SESSIONS};
use crate::support::TestApp;

/// Stands between the platform and a cinema and changes what the cinema lists.
struct Spoiler {
    client: reqwest::Client,
    cinema: String,
    spoil: fn(&str, &mut Vec<Value>),
}

impl Spoiler {
    /// Puts it before `office`, whose address it takes.
    fn before(office: &mut Office, spoil: fn(&str, &mut Vec<Value>)) -> ServerHandle {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let path = office.base_url.find("/5").unwrap();
        let cinema = office.base_url[..path].to_owned();
        office.base_url = format!("{url}{}", &office.base_url[path..]);
        let client = reqwest::Client::new();
        let spoiler = web::Data::new(Self { client, cinema, spoil });
        let server = HttpServer::new(move || {
            App::new().app_data(spoiler.clone()).default_service(web::to(forward))
        });
        let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
        let handle = server.handle();
        tokio::spawn(server);
        handle
    }
}

/// Asks the cinema the same, with the headers that were signed.
async fn forward(spoiler: web::Data<Spoiler>, request: HttpRequest) -> HttpResponse {
    assert_eq!(request.method(), "GET", "the programme is only read");
    let mut onward = spoiler.client.get(format!("{}{}", spoiler.cinema, request.uri()));
    for (name, value) in request.headers() {
        onward = onward.header(name.as_str(), value.as_bytes());
    }
    let answer = onward.send().await.unwrap();
    assert_eq!(answer.status(), 200, "{}", request.uri());
    let mut body: Value = answer.json().await.unwrap();
    if let Some(Value::Array(items)) = body.get_mut("items") {
        (spoiler.spoil)(request.path().rsplit('/').next().unwrap(), items);
    }
    HttpResponse::Ok().json(body)
}

/// One of each list has a number where a text belongs, and one of the sessions has not even a name.
fn spoil_one_of_each(list: &str, items: &mut Vec<Value>) {
    match list {
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

#[tokio::test]
async fn one_unreadable_thing_does_not_keep_the_others_out() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    let spoiler = Spoiler::before(&mut office, spoil_one_of_each);
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
    spoiler.stop(false).await;
    office.close().await;
    app.done().await;
}
