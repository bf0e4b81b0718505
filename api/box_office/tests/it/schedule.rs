//! Loading what a cinema plays.

use box_office::schedule::{
    LoadError, SessionDetails, fill_details, load, sessions_without_details,
};
use chrono::Duration;
use domain::money::Money;
use domain::text::LocalizedText;
use sea_orm::ConnectionTrait;

use crate::world::{CINEMA, World, cinema, day, prices};

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
        changed.plans[0].plan.seats.pop();
        let tx = world.db.begin().await.unwrap();
        let error = load(&tx, &changed, world.now()).await.unwrap_err();
        assert!(matches!(error, LoadError::PlanChanged { version: 1, .. }));
        tx.rollback().await.unwrap();

        let mut unknown = cinema();
        unknown.sessions[0].session_code = "S7".to_owned();
        unknown.sessions[0].screen_code = "elsewhere".to_owned();
        let tx = world.db.begin().await.unwrap();
        let error = load(&tx, &unknown, world.now()).await.unwrap_err();
        assert!(matches!(error, LoadError::ScreenUnknown { session_code } if session_code == "S7"));
        tx.rollback().await.unwrap();
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_again_is_no_change_and_a_change_has_its_instant() {
    for world in World::all().await {
        let changed_since = async |at: &str| {
            let sql = format!("SELECT count(*) FROM bo_sessions WHERE changed_at >= '{at}'");
            world.count(&sql).await
        };
        assert_eq!(changed_since("2026-11-22T08:00:00+00:00").await, 3);
        world.advance(Duration::minutes(1));
        world.load(&cinema()).await;
        assert_eq!(changed_since("2026-11-22T08:01:00+00:00").await, 0);

        let mut changed = cinema();
        changed.sessions[0].max_seats = 8;
        changed.sessions[1].subtitles = Some("en".to_owned());
        assert_eq!(versions(&world.load(&changed).await), [1, 2, 1]);
        assert_eq!(changed_since("2026-11-22T08:01:00+00:00").await, 2);
        changed.sessions[1].zone_prices = prices(2_000, 100);
        assert_eq!(versions(&world.load(&changed).await), [1, 3, 1]);
        let lowest = "SELECT lowest_price_minor FROM bo_sessions WHERE session_code = 'S1'";
        assert_eq!(world.count(lowest).await, 2_000);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn price_tables_are_suggested_once() {
    for world in World::all().await {
        let tables = "SELECT count(*) FROM bo_price_tables";
        assert_eq!(world.count(tables).await, 1);
        let clear = "DELETE FROM bo_price_tables";
        world.db.execute_unprepared(clear).await.unwrap();
        world.load(&cinema()).await;
        assert_eq!(world.count(tables).await, 0, "they are the staff's now");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_older_data_lacks_is_filled_in_once() {
    for world in World::all().await {
        let forget = "UPDATE bo_plans SET layout = ''; UPDATE bo_sessions SET zone_prices = '{}',
            language = '', format = '', changed_at = '2000-01-01T00:00:00+00:00'";
        world.db.execute_unprepared(forget).await.unwrap();
        let mut without = cinema();
        without.sessions.clear();
        world.load(&without).await;
        let whole = "SELECT count(*) FROM bo_plans WHERE layout <> ''";
        assert_eq!(world.count(whole).await, 1);
        let codes = sessions_without_details(&world.db, CINEMA).await.unwrap();
        assert_eq!(codes, ["S0", "S1", "S2"]);

        let details = |minor| SessionDetails {
            session_code: "S1".to_owned(),
            language: "en".to_owned(),
            subtitles: Some("zh".to_owned()),
            format: "3d".to_owned(),
            zone_prices: prices(minor, 500),
            net_service_fee: Money::fen(200),
        };
        for (minor, filled) in [(3_000, 1), (9_000, 0)] {
            let tx = world.db.begin().await.unwrap();
            let done = fill_details(&tx, CINEMA, &[details(minor)], world.now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(done, filled);
        }
        let kept = "SELECT count(*) FROM bo_sessions WHERE lowest_price_minor = 3000
            AND session_version = 1 AND changed_at >= '2026-11-22T08:00:00+00:00'";
        assert_eq!(world.count(kept).await, 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_has_one_more_version_with_each_new_plan() {
    for world in World::all().await {
        let mut rebuilt = cinema();
        rebuilt.plans[0].version = 2;
        rebuilt.plans[0].plan.seats.pop();
        rebuilt.screens[0].plan_version = 2;
        rebuilt.screens[0].plan_effective_on = day("2026-11-23");
        rebuilt.sessions[2].business_date = day("2026-11-23");
        for _ in 0..2 {
            assert_eq!(versions(&world.load(&rebuilt).await), [1, 1, 2]);
            let sql = "SELECT count(*) FROM bo_screen_plans WHERE screen_code = '5101000100000001'";
            assert_eq!(world.count(sql).await, 2);
        }
        // The older files again: the newer plan stays the hall's newest.
        world.load(&cinema()).await;
        let newest = "SELECT plan_version FROM bo_screens WHERE screen_code = '5101000100000001'";
        assert_eq!(world.count(newest).await, 2);
        world.end().await;
    }
}
