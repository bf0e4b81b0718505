//! What every request and task shares.

use std::sync::Arc;

use database::Db;
use domain::payments::BankCode;
use gateways::bank::BankGateway;
use gateways::cinema::CinemaGateway;
use gateways::sms::SmsGateway;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::keys::Keys;

/// The running platform. Shared behind an `Arc`; handlers get it as `web::Data<App>`.
pub struct App {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub keys: Keys,
    pub gateways: Gateways,
    pub wake: Wake,
    pub seat_feed: crate::seating::SeatFeed,
}

/// The outside world.
#[derive(Clone)]
pub struct Gateways {
    /// The ticketing system of cinemas that have none of their own.
    pub box_office: Arc<dyn CinemaGateway>,
    pub banks: gateways::bank::BankRegistry,
    pub sms: Arc<dyn SmsGateway>,
}

impl Gateways {
    /// The ticketing system behind a cinema row's `gateway` column.
    pub fn cinema(&self, gateway: &str) -> Result<&Arc<dyn CinemaGateway>> {
        match gateway {
            "built_in" => Ok(&self.box_office),
            other => Err(Error::Internal(anyhow::anyhow!("no cinema gateway named {other}"))),
        }
    }

    /// The adapter of a bank.
    pub fn bank(&self, code: BankCode) -> Result<&Arc<dyn BankGateway>> {
        self.banks
            .get(code)
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("bank {code} is not configured")))
    }
}

/// Bells that wake the workers. They carry nothing: what is due stands in the database.
#[derive(Default)]
pub struct Wake {
    pub orders: Notify,
    pub outbox: Notify,
}
