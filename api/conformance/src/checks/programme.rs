use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, TimeDelta};
use domain::money::Currency;
use domain::seating::{SeatPlan, check_plan};
use gateways::cinema::wire::{
    Cinema, Code, Films, Screen, Screens, Session, SessionPage, ZonePrice,
};

use crate::client::Client;
use crate::finding::{Check, Finding, expect, fail};
use crate::stage::{all_sessions, plan_of};
use crate::{Book, Options};

/// Plans that are read.
const MAX_PLANS: usize = 60;

/// Sessions of a page where pages do not matter.
const WHOLE: &[(&str, &str)] = &[("limit", "200")];

pub(crate) async fn run(client: &Client, options: &Options, book: &mut Book<'_>) {
    book.rule("PROG-01", cinema(client, options)).await;
    book.rule("PROG-02", screens(client)).await;
    book.rule("PROG-03", plans(client)).await;
    book.rule("PROG-04", versions(client)).await;
    book.rule("PROG-05", films(client)).await;
    book.rule("PROG-06", pages(client)).await;
    book.rule("PROG-07", sessions(client)).await;
    book.rule("PROG-08", prices(client)).await;
    book.rule("PROG-09", changes(client)).await;
}

async fn cinema(client: &Client, options: &Options) -> Check {
    let cinema: Cinema = client.get(&["cinema"]).await?.ok()?;
    let code = &cinema.cinema_code;
    let is_expected = options.cinema_code.as_ref().is_none_or(|expected| expected == code);
    expect(is_expected, format!("the cinema is {code}"))?;
    expect(code.chars().count() == 8, format!("{code:?} has not 8 characters"))?;
    expect(!cinema.name.zh.trim().is_empty(), "the cinema has no name")?;
    let zone = &cinema.timezone;
    let is_zone = zone == "UTC" || zone.contains('/');
    expect(is_zone, format!("{zone:?} is no IANA zone such as Asia/Shanghai"))
}

async fn all_screens(client: &Client) -> Result<Vec<Screen>, Finding> {
    Ok(client.get(&["screens"]).await?.ok::<Screens>()?.items)
}

fn each_once<'a>(codes: impl Iterator<Item = &'a String>, most: usize, what: &str) -> Check {
    let mut seen = BTreeSet::new();
    for code in codes {
        expect(seen.insert(code), format!("{what} {code} is listed twice"))?;
        let is_code = (1..=most).contains(&code.chars().count());
        expect(is_code, format!("{what} {code:?} has not 1 to {most} characters"))?;
    }
    Ok(())
}

async fn screens(client: &Client) -> Check {
    let cinema: Cinema = client.get(&["cinema"]).await?.ok()?;
    let screens = all_screens(client).await?;
    let (told, listed) = (cinema.screen_count, screens.len());
    let is_so = usize::try_from(told).is_ok_and(|told| told == listed);
    expect(is_so, format!("the cinema has {told} halls, and {listed} are listed"))?;
    each_once(screens.iter().map(|screen| &screen.screen_code), 16, "hall")?;
    let is_named = screens.iter().all(|screen| !screen.name.zh.trim().is_empty());
    expect(is_named, "a hall has no name")
}

async fn plans(client: &Client) -> Check {
    for screen in all_screens(client).await?.iter().take(MAX_PLANS) {
        let code = &screen.screen_code;
        let plan = plan_of(client, code, screen.seat_plan_version).await?;
        let is_asked = plan.screen_code == *code && plan.version == screen.seat_plan_version;
        expect(is_asked, format!("the plan of hall {code} is another one"))?;
        if let Some(fault) = check_plan(&plan.layout).first() {
            return fail(format!("hall {code}: {fault}"));
        }
        let counts = [plan.layout.seats.len(), plan.layout.usable_seats()];
        let is_count = counts.iter().any(|count| u32::try_from(*count) == Ok(screen.seat_count));
        expect(is_count, format!("hall {code} has {counts:?} seats, not {}", screen.seat_count))?;
    }
    Ok(())
}

async fn versions(client: &Client) -> Check {
    let screens = all_screens(client).await?;
    let Some(screen) = screens.first() else {
        return Err(Finding::Unclear("there is no hall".to_owned()));
    };
    let (code, version) = (&screen.screen_code, screen.seat_plan_version);
    let (one, other) =
        (plan_of(client, code, version).await?, plan_of(client, code, version).await?);
    expect(one == other, "the same version is told in two ways")?;
    let path = ["screens", code.as_str(), "seat-plan"];
    let current: gateways::cinema::wire::SeatPlan = client.get(&path).await?.ok()?;
    expect(current == one, "without a version another plan is told")?;
    let unknown = client.get_with(&path, &[("version", "999999999")]).await?;
    unknown.refused(&[Code::NotFound])?;
    let unknown = client.get(&["screens", "NO-SUCH-HALL", "seat-plan"]).await?;
    unknown.refused(&[Code::NotFound]).map(drop)
}

async fn films(client: &Client) -> Check {
    let sessions = all_sessions(client, WHOLE).await?;
    let days = sessions.iter().map(|session| session.business_on);
    let (Some(from), Some(to)) = (days.clone().min(), days.max()) else {
        return Err(Finding::Unclear("there are no sessions".to_owned()));
    };
    let to = from.checked_add_days(Days::new(60)).map_or(to, |latest| to.min(latest));
    let query = [("from", from.to_string()), ("to", to.to_string())];
    let query = [("from", query[0].1.as_str()), ("to", query[1].1.as_str())];
    let films: Films = client.get_with(&["films"], &query).await?.ok()?;
    let mut listed = BTreeSet::new();
    for film in &films.items {
        let code = &film.film_code;
        expect(listed.insert(code), format!("film {code} is listed twice"))?;
        expect(code.chars().count() == 12, format!("film {code:?} has not 12 characters"))?;
        expect(film.runtime_min > 0, format!("film {code} lasts no time"))?;
        expect(!film.title.zh.trim().is_empty(), format!("film {code} has no title"))?;
    }
    for session in sessions.iter().filter(|session| session.business_on <= to) {
        let more = session.playthrough.iter().map(|film| &film.film_code);
        for code in std::iter::once(&session.film_code).chain(more) {
            let is_listed = listed.contains(code);
            expect(is_listed, format!("film {code} of {} is missing", session.session_code))?;
        }
    }
    Ok(())
}

async fn pages(client: &Client) -> Check {
    let whole = all_sessions(client, WHOLE).await?;
    let size = whole.len().div_ceil(4).clamp(1, 500);
    let limit = size.to_string();
    let query = [("limit", limit.as_str())];
    let first: SessionPage = client.get_with(&["sessions"], &query).await?.ok()?;
    expect(first.items.len() <= size, format!("a page of {limit} has {}", first.items.len()))?;
    let has_more = whole.len() > first.items.len();
    expect(!has_more || first.next_cursor.is_some(), "the first page has no next_cursor")?;
    let paged = all_sessions(client, &query).await?;
    let codes = |sessions: &[Session]| -> BTreeMap<String, usize> {
        let mut codes = BTreeMap::new();
        for session in sessions {
            *codes.entry(session.session_code.clone()).or_default() += 1;
        }
        codes
    };
    let (paged, whole) = (codes(&paged), codes(&whole));
    let twice = paged.iter().find(|(_, count)| **count > 1);
    expect(twice.is_none(), format!("sessions come twice in pages of {limit}: {twice:?}"))?;
    let missing = whole.keys().find(|code| !paged.contains_key(*code));
    expect(missing.is_none(), format!("pages of {limit} miss session {missing:?}"))
}

async fn sessions(client: &Client) -> Check {
    let screens = all_screens(client).await?;
    let sessions = all_sessions(client, WHOLE).await?;
    expect(!sessions.is_empty(), "there are no sessions")?;
    each_once(sessions.iter().map(|session| &session.session_code), 32, "session")?;
    let mut plans: BTreeMap<(String, i64), SeatPlan> = BTreeMap::new();
    for session in &sessions {
        let code = &session.session_code;
        let known = screens.iter().any(|screen| screen.screen_code == session.screen_code);
        expect(known, format!("{code} plays in hall {}, unknown", session.screen_code))?;
        expect(session.session_version > 0, format!("{code} has no version above 0"))?;
        let in_order =
            session.starts_at < session.ends_at && session.stop_sell_at <= session.ends_at;
        expect(in_order, format!("the times of {code} are out of order"))?;
        expect(session.max_seats_per_lock > 0, format!("{code} sells no seat at once"))?;
        let films: Vec<u32> = session.playthrough.iter().map(|film| film.sequence).collect();
        let is_row = films.iter().zip(1..).all(|(sequence, place)| *sequence == place);
        expect(is_row, format!("the films of {code} are numbered {films:?}"))?;
        let key = (session.screen_code.clone(), session.seat_plan_version);
        if !plans.contains_key(&key) && plans.len() < MAX_PLANS {
            let plan = plan_of(client, &key.0, key.1).await?;
            plans.insert(key.clone(), plan.layout);
        }
        let Some(plan) = plans.get(&key) else { continue };
        let mut seats = plan.seats.iter().filter(|seat| seat.is_usable);
        let unpriced = seats.find(|seat| !session.zone_prices.contains_key(&seat.zone));
        if let Some(seat) = unpriced {
            return fail(format!("{code} has no price for zone {}", seat.zone));
        }
    }
    Ok(())
}

async fn prices(client: &Client) -> Check {
    for session in all_sessions(client, WHOLE).await? {
        let code = &session.session_code;
        for (zone, price) in &session.zone_prices {
            let ZonePrice { ticket_price, screen_service_fee } = *price;
            let parts = [ticket_price, screen_service_fee, session.net_service_fee];
            let is_money = parts
                .iter()
                .chain([&session.lowest_price])
                .all(|part| part.amount_minor >= 0 && part.currency == Currency::Cny);
            expect(is_money, format!("{code}, zone {zone}: a part is below 0"))?;
            let is_enough = ticket_price.amount_minor >= session.lowest_price.amount_minor;
            let (price, least) = (ticket_price, session.lowest_price);
            expect(is_enough, format!("{code}, zone {zone}: {price} is below {least}"))?;
        }
    }
    Ok(())
}

async fn changes(client: &Client) -> Check {
    let listed = all_sessions(client, WHOLE).await?;
    let long_ago = [("since", "2000-01-01T00:00:00.000Z"), ("limit", "200")];
    let since = all_sessions(client, &long_ago).await?;
    let told: BTreeSet<&String> = since.iter().map(|session| &session.session_code).collect();
    let missing = listed.iter().find(|session| !told.contains(&session.session_code));
    let missing = missing.map(|session| &session.session_code);
    expect(missing.is_none(), format!("since long ago {missing:?} did not change"))?;
    let tomorrow = client.now() + TimeDelta::days(1);
    let tomorrow = tomorrow.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let since = all_sessions(client, &[("since", &tomorrow)]).await?;
    expect(since.is_empty(), format!("{} sessions changed since tomorrow", since.len()))?;
    let rubbish = client.get_with(&["sessions"], &[("since", "yesterday")]).await?;
    rubbish.refused(&[Code::ValidationFailed, Code::MalformedRequest]).map(drop)
}
