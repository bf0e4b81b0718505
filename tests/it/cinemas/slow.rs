//! A cinema that does not get round to answering.

use domain::ids::ShowtimeId;
use sea_orm::{ConnectionTrait, EntityTrait};
use server::tasks::TASKS;
use tables::showtimes;
use uuid::Uuid;

use super::world::Office;
use crate::support::TestApp;

/// Its fetch lasts as long as the cinema may take, and the others' changes do not wait for its end.
#[tokio::test]
async fn a_cinema_that_hangs_does_not_hold_the_others_up() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let id = ShowtimeId(Uuid::parse_str(stage.id()).unwrap());
    let version = async || {
        let row = showtimes::Entity::find_by_id(id).one(app.db()).await.unwrap().unwrap();
        row.version
    };
    let before = version().await;
    let office = Office::open(&app).await;
    office.register(&app).await;
    office.close().await;
    let deaf = tokio::net::TcpListener::bind(office.address()).await.unwrap();
    app.advance(2);

    let task = TASKS.iter().find(|task| task.name == "sync_cinemas").unwrap();
    let mut fetching = (task.run)(&app.app);
    let meanwhile = async {
        let (held, _) = deaf.accept().await.unwrap();
        let code = stage.showtime["session_code"].as_str().unwrap();
        let change = format!(
            "UPDATE bo_sessions SET session_version = session_version + 1, \
             changed_at = (SELECT max(changed_at) FROM bo_sessions) WHERE session_code = '{code}'"
        );
        app.db().execute_unprepared(&change).await.unwrap();
        app.app.wake.sync.notify_one();
        app.watch("another cinema's change", async || (version().await > before).then_some(()))
            .await;
        held
    };
    let held = tokio::select! {
        biased;
        _ = &mut fetching => panic!("the others waited for its end"),
        held = meanwhile => held,
    };
    drop((held, deaf));
    assert!(fetching.await.unwrap());
    app.done().await;
}
