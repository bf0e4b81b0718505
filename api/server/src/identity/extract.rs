//! Who sends this request: extractors for handlers.

use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use domain::identity::Role;
use domain::ids::{CinemaId, SessionId, UserId};
use domain::oauth::Scope;
use sea_orm::{EntityTrait, JoinType, QuerySelect};
use tables::{user_sessions, users};

use super::access;
use super::clients::{self, Client, ClientOf};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::caller_first::{Extracted, judge};
use crate::http::problem::ProblemCode;

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: UserId,
    /// None for a client's customer, for whom the client speaks.
    pub session_id: Option<SessionId>,
    pub role: Role,
    /// E.164.
    pub phone: String,
    pub display_name: String,
    /// The cinema that cinema staff work for.
    pub cinema_id: Option<CinemaId>,
    /// The client whose customer this is.
    pub client: Option<ClientOf>,
    pub has_second_factor: bool,
}

/// Anybody who may buy: a signed-in person, or a client's customer for whom the client speaks.
#[derive(Clone, Debug)]
pub struct Customer(pub Person);

/// A person who signed in themselves, for what concerns their account.
#[derive(Clone, Debug)]
pub struct SignedIn {
    person: Person,
    pub session_id: SessionId,
}

/// Whoever it is, signed in or not. A token that is no longer good counts as none.
#[derive(Clone, Debug)]
pub struct MaybeCustomer(pub Option<Person>);

/// Somebody at a cinema's desk, or an administrator.
#[derive(Clone, Debug)]
pub struct Staff(pub Person);

impl Staff {
    /// The only cinema that this person may act for; `None` for all.
    pub fn cinema_scope(&self) -> Option<CinemaId> {
        match self.0.role {
            Role::Administrator => None,
            _ => self.0.cinema_id,
        }
    }
}

/// What an operator may do.
pub trait Permission: 'static {
    /// The roles that have it.
    const ROLES: &'static [Role];
}

/// Read everything in administration: the ledger, overviews, other people's timelines.
#[derive(Clone, Copy, Debug)]
pub struct ReadBooks;

/// Change things in administration.
#[derive(Clone, Copy, Debug)]
pub struct Administer;

impl Permission for ReadBooks {
    const ROLES: &'static [Role] = &[Role::Administrator, Role::Auditor];
}

impl Permission for Administer {
    const ROLES: &'static [Role] = &[Role::Administrator];
}

/// A person whose role has the permission `P`.
#[derive(Clone, Debug)]
pub struct Operator<P: Permission> {
    person: Person,
    permission: PhantomData<P>,
}

impl<P: Permission> Deref for Operator<P> {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.person
    }
}

impl Deref for Customer {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.0
    }
}

impl Deref for SignedIn {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.person
    }
}

impl Deref for Staff {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.0
    }
}

impl FromRequest for Customer {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            match caller(&request).await? {
                Caller::Person(person) => Ok(Self(person)),
                Caller::Client(client) => acting_for(&request, &client).await.map(Self),
            }
        })
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            let person = signed_in(&request).await?;
            let session_id = person.session_id.ok_or(Error::Forbidden)?;
            Ok(Self { person, session_id })
        })
    }
}

impl FromRequest for MaybeCustomer {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            let person = match caller(&request).await {
                Ok(Caller::Person(person)) => return Ok(Self(Some(person))),
                Ok(Caller::Client(client)) => acting_for(&request, &client).await,
                Err(error) => Err(error),
            };
            match person {
                Ok(person) => Ok(Self(Some(person))),
                Err(error @ (Error::Internal(_) | Error::TooMany { .. } | Error::Overloaded)) => {
                    Err(error)
                }
                // Everybody may look; who says no more than that looks as nobody.
                Err(_) => Ok(Self(None)),
            }
        })
    }
}

impl FromRequest for Client {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            match caller(&request).await? {
                Caller::Client(client) => Ok(client),
                Caller::Person(_) => Err(Error::Forbidden),
            }
        })
    }
}

impl FromRequest for Staff {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            let person = signed_in(&request).await?;
            match person.role {
                Role::Administrator => {
                    refuse_single_factor(app_of(&request)?, &person)?;
                    Ok(Self(person))
                }
                Role::CinemaStaff if person.cinema_id.is_some() => Ok(Self(person)),
                _ => Err(Error::Forbidden),
            }
        })
    }
}

impl<P: Permission> FromRequest for Operator<P> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(from: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = from.clone();
        judge(from, async move {
            let person = signed_in(&request).await?;
            if P::ROLES.contains(&person.role) {
                refuse_single_factor(app_of(&request)?, &person)?;
                Ok(Self { person, permission: PhantomData })
            } else {
                Err(Error::Forbidden)
            }
        })
    }
}

/// Whether somebody must have a second factor to work in administration.
pub fn needs_second_factor(app: &App, role: Role) -> bool {
    app.config.requires_second_factor && matches!(role, Role::Administrator | Role::Auditor)
}

/// Refuses an operator who signed in with one factor where two are required.
pub fn refuse_single_factor(app: &App, person: &Person) -> Result<()> {
    if needs_second_factor(app, person.role) && !person.has_second_factor {
        let detail = "Administration needs a second factor here. Set one up in your account first.";
        return Err(Error::refused(ProblemCode::SecondFactorEnrolmentRequired, detail));
    }
    Ok(())
}

/// Who sends a request.
enum Caller {
    Person(Person),
    Client(Client),
}

fn app_of(request: &HttpRequest) -> Result<&web::Data<App>> {
    let app = request.app_data::<web::Data<App>>();
    Ok(app.ok_or_else(|| anyhow::anyhow!("the server was built without its app"))?)
}

async fn caller(request: &HttpRequest) -> Result<Caller> {
    let token = bearer(request).ok_or(Error::Unauthenticated)?;
    let app = app_of(request)?;
    match access::verify(&app.keys.jwt, token, app.clock.now()) {
        Ok(claims) => person(app, &claims).await.map(Caller::Person),
        // Both kinds of token have keys of the same ring and audiences of their own.
        Err(Error::Unauthenticated) => clients::load(app, token).await.map(Caller::Client),
        Err(error) => Err(error),
    }
}

async fn signed_in(request: &HttpRequest) -> Result<Person> {
    match caller(request).await? {
        Caller::Person(person) => Ok(person),
        Caller::Client(_) => Err(Error::Forbidden),
    }
}

/// The header in which a client names its customer.
const MARQUEE_CUSTOMER: &str = "marquee-customer";

async fn acting_for(request: &HttpRequest, client: &Client) -> Result<Person> {
    client.require(Scope::Purchases)?;
    let named = request.headers().get(MARQUEE_CUSTOMER).and_then(|value| value.to_str().ok());
    let Some(reference) = named.map(str::trim).filter(|reference| !reference.is_empty()) else {
        let detail = "Name your customer in the header Marquee-Customer.";
        return Err(Error::refused(ProblemCode::CustomerNotNamed, detail));
    };
    let app = app_of(request)?;
    let user = clients::customer(&app.db, &client.row.client_id, reference).await?;
    let user = user.ok_or_else(|| {
        // 403 like a missing header, since every customer's operation can answer that.
        let detail = "You have no such customer. Save it with PUT /client/customers/{reference}.";
        Error::refused(ProblemCode::CustomerNotNamed, detail)
    })?;
    Ok(Person {
        id: user.id,
        session_id: None,
        role: Role::Customer,
        phone: user.contact_phone.unwrap_or_default(),
        display_name: user.display_name,
        cinema_id: None,
        client: Some(ClientOf {
            client_id: client.row.client_id.clone(),
            orders_per_day: client.row.orders_per_day,
        }),
        has_second_factor: false,
    })
}

async fn person(app: &App, claims: &access::Claims) -> Result<Person> {
    let owner = user_sessions::Entity::belongs_to(users::Entity)
        .from(user_sessions::Column::UserId)
        .to(users::Column::Id);
    // Both in one query: every request of a signed-in person begins with it.
    let found = user_sessions::Entity::find_by_id(claims.sid)
        .join(JoinType::InnerJoin, owner.into())
        .select_also(users::Entity)
        .one(&app.db)
        .await?;
    let Some((session, Some(user))) = found else {
        return Err(Error::Unauthenticated);
    };
    let is_open = session.revoked_at.is_none() && session.expires_at > app.clock.now();
    match (user.deleted_at, user.phone) {
        (None, Some(phone)) if is_open && user.id == claims.sub => Ok(Person {
            id: user.id,
            session_id: Some(session.id),
            role: user.role,
            phone,
            display_name: user.display_name,
            cinema_id: user.cinema_id,
            client: None,
            has_second_factor: user.second_factor_at.is_some(),
        }),
        _ => Err(Error::Unauthenticated),
    }
}

/// The bearer token of a request.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
