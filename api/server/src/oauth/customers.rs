//! `/client`: what a client sees of itself, and the customers that it brings along.

use actix_web::{HttpResponse, get, put, web};
use database::DbErrorExt;
use domain::identity::{Phone, Role, display_name};
use domain::oauth::Scope;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use tables::users;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::store;
use super::views::{ClientCustomer, ClientSelf, SaveClientCustomer};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Client, clients};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(get_client_self).service(list_client_customers).service(save_client_customer);
}

/// Which customers to list.
#[derive(Clone, Debug, Deserialize, IntoParams, ToSchema, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListClientCustomers {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Read what a client may do and has used up
#[utoipa::path(
    operation_id = "get_client_self",
    tag = "clients",
    security(("bearer" = [])),
    responses((status = 200, description = "The client of the token", body = ClientSelf)),
)]
#[get("/client")]
async fn get_client_self(app: web::Data<App>, client: Client) -> Result<HttpResponse> {
    let (requests_today, orders_today) = clients::used_today(&app, &client.row.client_id).await?;
    Ok(HttpResponse::Ok().json(ClientSelf {
        client_id: client.row.client_id,
        name: client.row.name,
        scopes: client.scopes.iter().map(Scope::as_str).collect(),
        requests_per_minute: client.row.requests_per_minute,
        orders_per_day: client.row.orders_per_day,
        requests_today,
        orders_today,
    }))
}

/// List a client's customers
#[utoipa::path(
    operation_id = "list_client_customers",
    tag = "clients",
    security(("bearer" = [])),
    params(ListClientCustomers),
    responses((status = 200, description = "By reference", body = Page<ClientCustomer>)),
)]
#[get("/client/customers")]
async fn list_client_customers(
    app: web::Data<App>,
    client: Client,
    query: Query<ListClientCustomers>,
) -> Result<HttpResponse> {
    client.require(Scope::Purchases)?;
    let after: Option<String> = decode_cursor(query.cursor.as_deref())?;
    let limit = query.limit;
    let rows = store::customers(&app.db, &client.row.client_id, after, limit.plus_one()).await?;
    let page = Page::cut(rows, limit, |row| row.client_reference.clone());
    Ok(HttpResponse::Ok().json(page.map(ClientCustomer::from)))
}

/// Add a customer, or change where their tickets go
///
/// Every customer's operation then takes the client's token with the header
/// `Marquee-Customer: <reference>`; without the header it answers 403 `customer_not_named`.
#[utoipa::path(
    operation_id = "save_client_customer",
    tag = "clients",
    security(("bearer" = [])),
    params(("reference" = String, Path,
        description = "The client's name for the customer: 1 to 64 of `A-Z a-z 0-9 . _ : @ -`")),
    request_body = SaveClientCustomer,
    responses(
        (status = 200, description = "The customer", body = ClientCustomer),
        (status = 409, description = "stale_write: the same customer was added just now"),
    ),
)]
#[put("/client/customers/{reference}")]
async fn save_client_customer(
    app: web::Data<App>,
    client: Client,
    reference: Path<String>,
    body: Json<SaveClientCustomer>,
) -> Result<HttpResponse> {
    client.require(Scope::Purchases)?;
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"._:@-".contains(&letter);
    if !(1..=64).contains(&reference.len()) || !reference.bytes().all(is_plain) {
        let detail = "A reference has 1 to 64 letters of A-Z a-z 0-9 . _ : @ -";
        return Err(Error::invalid("/reference", "reference", detail));
    }
    let phone = Phone::parse(&body.phone).ok_or_else(|| {
        let detail = "Eleven digits of a mainland number, or a plus sign and the country code.";
        Error::invalid("/phone", "phone", detail)
    })?;
    let name = match body.display_name.as_deref() {
        None => None,
        Some(name) => Some(display_name(name).ok_or_else(|| {
            let detail = "A name has 1 to 40 printable letters.";
            Error::invalid("/display_name", "display_name", detail)
        })?),
    };
    let saved = save(&app, &client.row.client_id, &reference, &phone, name).await?;
    Ok(HttpResponse::Ok().json(ClientCustomer::from(saved)))
}

async fn save(
    app: &App,
    client_id: &str,
    reference: &str,
    phone: &Phone,
    name: Option<&str>,
) -> Result<users::Model> {
    let tx = app.db.begin().await?;
    let saved = match clients::customer(&tx, client_id, reference).await? {
        Some(known) => {
            let mut change = users::ActiveModel {
                contact_phone: Set(Some(phone.to_string())),
                ..Default::default()
            };
            if let Some(name) = name {
                change.display_name = Set(name.to_owned());
            }
            let changed = users::Entity::update_many()
                .set(change)
                .filter(users::Column::Id.eq(known.id))
                .exec_with_returning(&tx)
                .await?;
            changed.into_iter().next().ok_or(Error::Stale)?
        }
        None => {
            let user = users::Model {
                id: app.clock.new_id(),
                phone: None,
                password_hash: None,
                display_name: name.unwrap_or_default().to_owned(),
                role: Role::Customer,
                cinema_id: None,
                created_at: app.clock.now(),
                deleted_at: None,
                client_id: Some(client_id.to_owned()),
                client_reference: Some(reference.to_owned()),
                contact_phone: Some(phone.to_string()),
                second_factor_at: None,
            };
            let row = users::ActiveModel::from(user.clone());
            match users::Entity::insert(row).exec_without_returning(&tx).await {
                Ok(_) => user,
                Err(error) if error.is_unique_violation() => return Err(Error::Stale),
                Err(error) => return Err(error.into()),
            }
        }
    };
    tx.commit().await?;
    Ok(saved)
}
