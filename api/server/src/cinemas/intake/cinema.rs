//! What a cinema says about itself.

use domain::catalogue::REFUND_SERVICE;
use domain::feed::{Fault, FaultKind, MAX_NAME, check_number, check_text, parse_zone};
use domain::text::LocalizedText;
use gateways::cinema::wire;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use tables::cinemas;

use super::{check_name, subject};
use crate::app::App;
use crate::catalogue::search_text;
use crate::cinemas::{findings, store};
use crate::error::Result;

/// What of a cinema's row the cinema itself decides.
#[derive(Clone, Debug)]
pub struct CinemaRow {
    name: LocalizedText,
    address: LocalizedText,
    place: Option<(i32, i32)>,
    phone: String,
    timezone: String,
    stop_sell_min: i32,
    refund_stop_min: Option<i32>,
    pub is_open: bool,
}

impl CinemaRow {
    /// Judges what a cinema says about itself.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn of(said: &wire::Cinema) -> Result<Self, Fault> {
        check_name("the name", &said.name, MAX_NAME)?;
        check_name("the address", &said.address, MAX_NAME)?;
        let phone = said.phone.clone().unwrap_or_default();
        if !phone.is_empty() {
            check_text("the phone number", &phone, 40)?;
        }
        parse_zone(&said.timezone)?;
        let minutes = |what: &str, minutes: u32| {
            check_number(what, minutes.into(), 0, 7 * 24 * 60)?;
            Ok::<_, Fault>(i32::try_from(minutes).unwrap_or_default())
        };
        let place = said.latitude_e6.zip(said.longitude_e6);
        if let Some((latitude, longitude)) = place {
            check_number("the latitude", latitude.into(), -90_000_000, 90_000_000)?;
            check_number("the longitude", longitude.into(), -180_000_000, 180_000_000)?;
        }
        Ok(Self {
            name: said.name.clone().into(),
            address: said.address.clone().into(),
            place,
            phone,
            timezone: said.timezone.clone(),
            stop_sell_min: minutes("sales_stop_min", said.sales_stop_min)?,
            refund_stop_min: said
                .refund_stop_min
                .map(|stop| minutes("refund_stop_min", stop))
                .transpose()?,
            is_open: said.status == wire::CinemaStatus::Open,
        })
    }

    /// Writes it over what the row has; what is the platform's own to say stays.
    pub fn write_to(&self, row: &mut cinemas::Model) {
        row.name = self.name.clone();
        row.address = self.address.clone();
        if let Some((latitude, longitude)) = self.place {
            row.latitude_e6 = latitude;
            row.longitude_e6 = longitude;
        }
        row.phone = self.phone.clone();
        row.timezone = self.timezone.clone();
        row.search_text = search_text([&self.name, &self.address]);
        row.stop_sell_min = self.stop_sell_min;
        row.services.0.retain(|service| service != REFUND_SERVICE);
        if let Some(stop) = self.refund_stop_min {
            row.refund_stop_min = stop;
            row.services.0.insert(0, REFUND_SERVICE.to_owned());
        }
    }
}

/// Takes in what a cinema says about itself, and whether it is open for business. `max_seats` is
/// what its system sells at once.
///
/// # Errors
/// When the database refuses.
pub async fn take_cinema(
    app: &App,
    cinema: &cinemas::Model,
    said: &wire::Cinema,
    max_seats: u32,
) -> Result<super::Outcome> {
    let mut outcome = super::Outcome::default();
    let about = subject("cinema", &cinema.cinema_code);
    let tx = app.db.begin().await?;
    let verdict = if said.cinema_code == cinema.cinema_code {
        let max_seats = check_number("max_seats_per_lock", max_seats.into(), 1, 100);
        CinemaRow::of(said).and_then(|row| max_seats.map(|()| row))
    } else {
        let detail = "the system describes a cinema of another code";
        Err(Fault::new(FaultKind::ForeignCinema, detail))
    };
    match verdict {
        Ok(said) => {
            let mut row = cinema.clone();
            said.write_to(&mut row);
            row.max_seats = i32::try_from(max_seats).unwrap_or(row.max_seats);
            let is_news = row != *cinema;
            if is_news {
                row.updated_at = app.clock.now();
                // Whether it can be reached is not for this delivery to say.
                let mut change = row.into_active_model().reset_all();
                change.is_available = sea_orm::ActiveValue::NotSet;
                cinemas::Entity::update(change).exec(&tx).await?;
            }
            store::set_open(&tx, cinema.id, said.is_open).await?;
            outcome.take(about, is_news);
        }
        Err(fault) => outcome.refuse(about, fault),
    }
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}
