//! What a remote cinema is and plays. The shape of answers is checked here, that of lists item by
//! item; whether they make sense is checked before the catalogue takes any of them.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::RemoteCinema;
use super::line::{Ask, Heard, disbelief, of_question, parse};
use crate::GatewayError;
use crate::cinema::received::read_items;
use crate::cinema::{CinemaProgramme, Received, wire};

/// The largest answer, in bytes.
const MAX_PROGRAMME: usize = 4 * 1024 * 1024;

/// Sessions of a page.
const PAGE: u32 = 200;

/// [`wire::Screens`] or [`wire::Films`] with the items unread.
#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

/// [`wire::SessionPage`] with the items unread. Without the rest nobody knows where to go on, so
/// that has to be right.
#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
    as_of: DateTime<Utc>,
    #[serde(default)]
    next_cursor: Option<String>,
}

impl RemoteCinema {
    async fn read<T: DeserializeOwned>(
        &self,
        cinema_code: &str,
        ask: Ask<'_>,
    ) -> Result<T, GatewayError> {
        self.read_by(cinema_code, ask, |body| parse(body)).await
    }

    /// Reads a list item by item; `code` names the member that holds an item's code.
    async fn read_list<T: DeserializeOwned>(
        &self,
        cinema_code: &str,
        ask: Ask<'_>,
        code: &str,
    ) -> Result<Received<Vec<T>>, GatewayError> {
        let read = |body: &[u8]| -> Result<_, GatewayError> {
            Ok(read_items(&parse::<List<'_>>(body)?.items, code))
        };
        self.read_by(cinema_code, ask, read).await
    }

    async fn read_by<T>(
        &self,
        cinema_code: &str,
        ask: Ask<'_>,
        read: impl FnOnce(&[u8]) -> Result<T, GatewayError> + Send,
    ) -> Result<T, GatewayError> {
        self.check_cinema(cinema_code)?;
        let judge = |heard: Heard, _| read(&heard.answer()?.0).map_err(of_question);
        self.line.call(ask.at_most(MAX_PROGRAMME), judge).await
    }
}

#[async_trait]
impl CinemaProgramme for RemoteCinema {
    async fn capabilities(&self, cinema_code: &str) -> Result<wire::Capabilities, GatewayError> {
        self.read(cinema_code, Ask::get("capabilities", &["capabilities"])).await
    }

    async fn cinema(&self, cinema_code: &str) -> Result<wire::Cinema, GatewayError> {
        let cinema: wire::Cinema = self.read(cinema_code, Ask::get("cinema", &["cinema"])).await?;
        if cinema.cinema_code == cinema_code {
            return Ok(cinema);
        }
        Err(of_question(disbelief("another cinema lives at this address")))
    }

    async fn screens(&self, cinema_code: &str) -> Result<Received<wire::Screens>, GatewayError> {
        let ask = Ask::get("screens", &["screens"]);
        let screens = self.read_list(cinema_code, ask, "screen_code").await?;
        Ok(screens.map(|items| wire::Screens { items }))
    }

    async fn seat_plan(
        &self,
        cinema_code: &str,
        screen_code: &str,
        version: Option<i64>,
    ) -> Result<wire::SeatPlan, GatewayError> {
        let ask = Ask::get("seat_plan", &["screens", screen_code, "seat-plan"]).about(screen_code);
        let ask = ask.query("version", version.map(|version| version.to_string()));
        let plan: wire::SeatPlan = self.read(cinema_code, ask).await?;
        if plan.screen_code != screen_code || version.is_some_and(|it| it != plan.version) {
            return Err(of_question(disbelief("another hall's seats, or another version")));
        }
        Ok(plan)
    }

    async fn films(
        &self,
        cinema_code: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Received<wire::Films>, GatewayError> {
        let ask = Ask::get("films", &["films"])
            .query("from", Some(from.to_string()))
            .query("to", Some(to.to_string()));
        let films = self.read_list(cinema_code, ask, "film_code").await?;
        Ok(films.map(|items| wire::Films { items }))
    }

    async fn sessions(
        &self,
        cinema_code: &str,
        since: Option<DateTime<Utc>>,
        cursor: Option<&str>,
    ) -> Result<Received<wire::SessionPage>, GatewayError> {
        let since = since.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true));
        let ask = Ask::get("sessions", &["sessions"])
            .query("since", since)
            .query("cursor", cursor.map(str::to_owned))
            .query("limit", Some(PAGE.to_string()));
        let read = |body: &[u8]| -> Result<_, GatewayError> {
            let Page { items, as_of, next_cursor } = parse(body)?;
            let items = read_items(&items, "session_code");
            Ok(items.map(|items| wire::SessionPage { items, as_of, next_cursor }))
        };
        self.read_by(cinema_code, ask, read).await
    }
}
