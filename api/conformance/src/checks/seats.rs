use std::collections::BTreeSet;

use chrono::TimeDelta;
use gateways::cinema::wire::{Code, SessionSeats};
use reqwest::Method;

use crate::Book;
use crate::client::{Call, Heard};
use crate::finding::{Check, Finding, expect, fail};
use crate::stage::{Stage, plan_of};

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("SEAT-01", told(stage)).await;
    book.rule("SEAT-02", tagged(stage)).await;
    book.rule("SEAT-03", unknown(stage)).await;
}

async fn told(stage: &Stage<'_>) -> Check {
    let session = &stage.session;
    let told = stage.seats().await?;
    expect(told.session_code == session.session_code, "another session is told")?;
    let version = told.session_version;
    expect(version == session.session_version, format!("the version is {version}"))?;
    let off = (told.as_of - stage.client.now()).abs();
    expect(off <= TimeDelta::seconds(60), format!("as_of is {} s off", off.num_seconds()))?;
    let plan = plan_of(stage.client, &session.screen_code, session.seat_plan_version).await?;
    let known: BTreeSet<&str> =
        plan.layout.seats.iter().map(|seat| seat.seat_code.as_str()).collect();
    let mut seen = BTreeSet::new();
    for line in &told.seats {
        let code = line.seat_code.as_str();
        expect(known.contains(code), format!("seat {code} is not in the plan"))?;
        expect(seen.insert(code), format!("seat {code} is told twice"))?;
        let is_free = line.state == domain::seating::SeatState::Available;
        expect(!is_free, format!("seat {code} is free and told"))?;
    }
    Ok(())
}

async fn tagged(stage: &Stage<'_>) -> Check {
    let code = &stage.session.session_code;
    let call = stage.client.call(Method::GET, &["sessions", code, "seats"]);
    let first = stage.client.send(&call).await?;
    first.ok::<SessionSeats>()?;
    let tag = tag_of(&first)?;
    let again = Call { if_none_match: Some(tag.clone()), ..call };
    let same = stage.client.send(&again).await?;
    if same.status != 304 {
        // Somebody else may have taken a seat meanwhile.
        let unmoved = same.etag == Some(tag.clone());
        expect(!unmoved, format!("nothing changed and the answer is {}", same.status))?;
        return Err(Finding::Unclear("somebody else plays with this session".to_owned()));
    }
    let wish = stage.wish(&stage.take(1)?);
    stage.lock(&wish).await?;
    let other = stage.client.send(&again).await?;
    expect(other.status == 200, format!("a seat was locked and the answer is {}", other.status))?;
    expect(tag_of(&other)? != tag, "a seat was locked and the tag is the same")
}

fn tag_of(heard: &Heard) -> Result<String, Finding> {
    match &heard.etag {
        Some(tag) if tag.contains('"') => Ok(tag.clone()),
        other => fail(format!("the entity tag is {other:?}")),
    }
}

async fn unknown(stage: &Stage<'_>) -> Check {
    let heard = stage.client.get(&["sessions", "NO-SUCH-SESSION", "seats"]).await?;
    heard.refused(&[Code::SessionUnknown]).map(drop)
}
