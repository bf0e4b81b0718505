//! Identifiers of our own: UUID version 7 (RFC 9562), so that they sort by the time they were made.
//!
//! Each noun has its own type, so an order's identifier cannot be handed to a function that asks
//! for a payment's. They are minted in one place, `server/src/clock.rs`.

use uuid::Uuid;

macro_rules! id {
    ($( $(#[$meta:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "api", schema(value_type = Uuid, format = "uuid"))]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+ };
}

id! {
    /// A person known to the platform: customer or operator.
    UserId,
    /// One signed-in device: the family of its rotating refresh tokens.
    SessionId,
    /// A cinema that we sell for.
    CinemaId,
    /// A hall of a cinema.
    HallId,
    /// One version of a hall's seat plan.
    SeatPlanId,
    /// A film.
    FilmId,
    /// One film in one hall at one time.
    ShowtimeId,
    /// A timed claim on seats; also the `client_lock_id` that the cinema knows it by.
    SeatLockId,
    /// A customer's purchase of seats of one showtime.
    OrderId,
    /// One attempt to collect an order's amount.
    PaymentId,
    /// One return of money.
    RefundId,
    /// The right to one seat.
    TicketId,
    /// The entries that belong to one business event.
    JournalId,
    /// One debit and one credit of the same amount.
    EntryId,
    /// Something to do once, recorded with its cause.
    OutboxItemId,
    /// A picture that an article shows.
    PictureId,
    /// An application of the portal.
    PortalAppId,
    /// A piece of daily information.
    ArticleId,
    /// One version of a cinema's statement of a day.
    CinemaStatementId,
    /// One version of a bank's bill of a settlement day.
    BankBillId,
    /// One day compared with one source.
    ReconciliationId,
    /// A difference between us and a bank or a cinema.
    BreakId,
    /// What somebody proposes about a difference.
    ResolutionId,
    /// Money that is transferred to a cinema.
    CinemaPayoutId,
    /// One code held before a gate; named by the gate.
    ScanId,
    /// An address of a third party that is told of what happens.
    WebhookId,
    /// Something that happened, as third parties are told.
    WebhookMessageId,
    /// One message for one endpoint.
    DeliveryId,
    /// A third-party client.
    ApiClientId,
    /// A row that nothing else refers to: events, notifications, codes.
    RowId,
}
