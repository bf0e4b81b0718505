//! Who sends this request: extractors for handlers.

use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use domain::identity::Role;
use domain::ids::{CinemaId, SessionId, UserId};
use sea_orm::{EntityTrait, JoinType, QuerySelect};
use tables::{user_sessions, users};

use super::access;
use crate::app::App;
use crate::error::{Error, Result};

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: UserId,
    pub session_id: SessionId,
    pub role: Role,
    /// E.164.
    pub phone: String,
    pub display_name: String,
    /// The cinema that cinema staff work for.
    pub cinema_id: Option<CinemaId>,
}

/// Any signed-in person: everybody may buy.
#[derive(Clone, Debug)]
pub struct Customer(pub Person);

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

impl Deref for Staff {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.0
    }
}

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

impl FromRequest for Customer {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { load(&request).await.map(Self) })
    }
}

impl FromRequest for MaybeCustomer {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match load(&request).await {
                Ok(person) => Ok(Self(Some(person))),
                Err(Error::Unauthenticated) => Ok(Self(None)),
                Err(error) => Err(error),
            }
        })
    }
}

impl FromRequest for Staff {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let person = load(&request).await?;
            match person.role {
                Role::Administrator => Ok(Self(person)),
                Role::CinemaStaff if person.cinema_id.is_some() => Ok(Self(person)),
                _ => Err(Error::Forbidden),
            }
        })
    }
}

impl<P: Permission> FromRequest for Operator<P> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let person = load(&request).await?;
            if P::ROLES.contains(&person.role) {
                Ok(Self { person, permission: PhantomData })
            } else {
                Err(Error::Forbidden)
            }
        })
    }
}

async fn load(request: &HttpRequest) -> Result<Person> {
    let token = bearer(request).ok_or(Error::Unauthenticated)?;
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| anyhow::anyhow!("the server was built without its app"))?;
    let now = app.clock.now();
    let claims = access::verify(&app.keys.jwt, token, now)?;
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
    let is_open = session.revoked_at.is_none() && session.expires_at > now;
    match (user.deleted_at, user.phone) {
        (None, Some(phone)) if is_open && user.id == claims.sub => Ok(Person {
            id: user.id,
            session_id: session.id,
            role: user.role,
            phone,
            display_name: user.display_name,
            cinema_id: user.cinema_id,
        }),
        _ => Err(Error::Unauthenticated),
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
