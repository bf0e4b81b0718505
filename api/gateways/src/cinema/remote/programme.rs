//! What a remote cinema is and plays. The shape of answers is checked here; whether they make
//! sense is checked before the catalogue takes any of them.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::de::DeserializeOwned;

use super::RemoteCinema;
use super::line::{Ask, disbelief};
use crate::GatewayError;
use crate::cinema::{CinemaProgramme, wire};

/// The largest answer, in bytes.
const MAX_PROGRAMME: usize = 4 * 1024 * 1024;

/// Sessions of a page.
const PAGE: u32 = 200;

impl RemoteCinema {
    async fn read<T: DeserializeOwned>(
        &self,
        cinema_code: &str,
        ask: Ask<'_>,
    ) -> Result<T, GatewayError> {
        self.check_cinema(cinema_code)?;
        self.line.call(ask.at_most(MAX_PROGRAMME), |heard, _| heard.parse()).await
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
        Err(disbelief("another cinema lives at this address"))
    }

    async fn screens(&self, cinema_code: &str) -> Result<wire::Screens, GatewayError> {
        self.read(cinema_code, Ask::get("screens", &["screens"])).await
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
            return Err(disbelief("another hall's seats, or another version"));
        }
        Ok(plan)
    }

    async fn films(
        &self,
        cinema_code: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<wire::Films, GatewayError> {
        let ask = Ask::get("films", &["films"])
            .query("from", Some(from.to_string()))
            .query("to", Some(to.to_string()));
        self.read(cinema_code, ask).await
    }

    async fn sessions(
        &self,
        cinema_code: &str,
        since: Option<DateTime<Utc>>,
        cursor: Option<&str>,
    ) -> Result<wire::SessionPage, GatewayError> {
        let since = since.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true));
        let ask = Ask::get("sessions", &["sessions"])
            .query("since", since)
            .query("cursor", cursor.map(str::to_owned))
            .query("limit", Some(PAGE.to_string()));
        self.read(cinema_code, ask).await
    }
}
