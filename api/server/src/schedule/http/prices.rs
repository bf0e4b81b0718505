//! Price tables: what staff choose from when they plan.

use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use box_office::staff::{self, StaffError};
use domain::text::LocalizedText;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::OfCinema;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::{Json, Path, Query};
use crate::http::page::Page;
use crate::identity::Staff;
use crate::schedule::flow::{Deed, Office, refuse};
use crate::schedule::views::{PriceTable, ZonePriceFen, wanted_prices};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_price_tables).service(save_price_table).service(delete_price_table);
}

/// A price table to keep.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct SavePriceTable {
    pub name: LocalizedText,
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub zone_prices: Vec<ZonePriceFen>,
}

/// List a cinema's price tables.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_price_tables",
    params(OfCinema),
    responses(
        (status = 200, description = "All tables.", body = Page<PriceTable>),
        (status = 404, description = "Another cinema's staff, or a cinema with its own system."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/price-tables")]
async fn list_price_tables(
    app: web::Data<App>,
    staff: Staff,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let tables = staff::price_tables(&app.db, office.code()).await.map_err(refuse)?;
    let tables = tables.into_iter().map(PriceTable::from);
    Ok(HttpResponse::Ok().json(Page::whole(tables.collect())))
}

/// Keep a price table.
///
/// Adds it or replaces the one of that code; sessions keep the prices that they have.
#[utoipa::path(
    tag = "box office",
    operation_id = "save_price_table",
    params(("price_code" = String, Path, description = "Unique in the cinema."), OfCinema),
    request_body = SavePriceTable,
    responses((status = 200, description = "The table.", body = PriceTable)),
    security(("bearer" = [])),
)]
#[put("/box-office/price-tables/{price_code}")]
async fn save_price_table(
    app: web::Data<App>,
    staff: Staff,
    price_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<SavePriceTable>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let is_name = |text: &str| (1..=60).contains(&text.trim().chars().count());
    if !is_name(&body.name.zh) || !is_name(&body.name.en) {
        return Err(Error::invalid("/name", "length", "A name has 1 to 60 letters."));
    }
    let prices = wanted_prices(&body.zone_prices);
    let deed = Deed {
        action: "save_price_table",
        target: price_code.clone(),
        detail: json!({ "zone_prices": body.zone_prices }),
    };
    let table = office.change(&app, &deed, async |tx, _| {
        staff::save_price_table(tx, office.code(), &price_code, &body.name, &prices).await
    });
    Ok(HttpResponse::Ok().json(PriceTable::from(table.await?)))
}

/// Delete a price table.
///
/// Sessions keep the prices that they have. Repeated, it changes nothing.
#[utoipa::path(
    tag = "box office",
    operation_id = "delete_price_table",
    params(("price_code" = String, Path, description = "Unique in the cinema."), OfCinema),
    responses((status = 204, description = "It is gone.")),
    security(("bearer" = [])),
)]
#[delete("/box-office/price-tables/{price_code}")]
async fn delete_price_table(
    app: web::Data<App>,
    staff: Staff,
    price_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let deed = Deed { action: "delete_price_table", target: price_code.clone(), detail: json!({}) };
    let deleted = office.change(&app, &deed, async |tx, _| {
        match staff::delete_price_table(tx, office.code(), &price_code).await {
            Err(StaffError::NotFound(_)) => Ok(()),
            deleted => deleted,
        }
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
