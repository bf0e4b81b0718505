//! Loading what a cinema plays.

use box_office::schedule::{LoadError, load};
use chrono::Duration;
use domain::text::LocalizedText;

use crate::world::{World, cinema};

fn versions(loaded: &[box_office::schedule::LoadedSession]) -> Vec<i64> {
    loaded.iter().map(|session| session.session_version).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_grows_only_with_what_customers_chose_by() {
    for world in World::all().await {
        box_office::migrate(&world.db).await.unwrap();
        assert_eq!(versions(&world.load(&cinema()).await), [1, 1, 1]);
        let mut changed = cinema();
        changed.sessions[0].film = LocalizedText::new("改名", "Renamed");
        changed.sessions[1].starts_at += Duration::minutes(5);
        assert_eq!(versions(&world.load(&changed).await), [1, 2, 1]);
        let renamed = "SELECT count(*) FROM bo_sessions WHERE film_en = 'Renamed'";
        assert_eq!(world.count(renamed).await, 1);
        assert!(world.cancel("S2").await);
        assert!(!world.cancel("S2").await);
        assert_eq!(versions(&world.load(&changed).await), [1, 2, 2]);
        let cancelled = "SELECT count(*) FROM bo_sessions WHERE status = 'cancelled'";
        assert_eq!(world.count(cancelled).await, 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_do_not_change_and_screens_must_be_known() {
    for world in World::all().await {
        let mut changed = cinema();
        changed.plans[0].seats.pop();
        let tx = world.db.begin().await.unwrap();
        let error = load(&tx, &changed).await.unwrap_err();
        assert!(matches!(error, LoadError::PlanChanged { version: 1, .. }));
        tx.rollback().await.unwrap();

        let mut unknown = cinema();
        unknown.sessions[0].session_code = "S7".to_owned();
        unknown.sessions[0].screen_code = "elsewhere".to_owned();
        let tx = world.db.begin().await.unwrap();
        let error = load(&tx, &unknown).await.unwrap_err();
        assert!(matches!(error, LoadError::ScreenUnknown { session_code } if session_code == "S7"));
        tx.rollback().await.unwrap();
        world.end().await;
    }
}
