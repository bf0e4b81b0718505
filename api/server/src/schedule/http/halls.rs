//! Halls, their plans, and the films that can be shown in them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use box_office::staff::{self, NewPlan};
use chrono::NaiveDate;
use domain::ids::CinemaId;
use domain::seating::SeatPlan;
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::OfCinema;
use crate::app::App;
use crate::error::Result;
use crate::http::idempotency;
use crate::http::json::{LargeJson, Path, Query};
use crate::http::page::Page;
use crate::identity::Staff;
use crate::schedule::flow::{Deed, Office, refuse};
use crate::schedule::views::{PlannableFilm, ScreenPlan, ScreenPlanVersion, StaffScreen};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_screens)
        .service(list_screen_plans)
        .service(get_screen_plan)
        .service(create_screen_plan)
        .service(list_plannable_films);
}

/// A plan that somebody drew.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct NewScreenPlan {
    /// The first business date that is sold by it; not past.
    pub effective_on: NaiveDate,
    pub layout: SeatPlan,
    /// The newest version, which this one replaces.
    pub based_on: i64,
}

/// Which films to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListPlannableFilms {
    /// Part of a title or of a code.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// Administrators must name the cinema; staff need not, and may name no other than theirs.
    cinema_id: Option<CinemaId>,
}

/// List a cinema's halls.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_screens",
    params(OfCinema),
    responses(
        (status = 200, description = "All halls.", body = Page<StaffScreen>),
        (status = 404, description = "Another cinema's staff, or a cinema with its own system."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/screens")]
async fn list_screens(
    app: web::Data<App>,
    staff: Staff,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let screens = staff::screens(&app.db, office.code(), app.clock.now()).await.map_err(refuse)?;
    let screens = screens.into_iter().map(StaffScreen::from);
    Ok(HttpResponse::Ok().json(Page::whole(screens.collect())))
}

/// List the versions of a hall's seat plan, the newest first.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_screen_plans",
    params(("screen_code" = String, Path, description = "The hall."), OfCinema),
    responses((status = 200, description = "All versions.", body = Page<ScreenPlanVersion>)),
    security(("bearer" = [])),
)]
#[get("/box-office/screens/{screen_code}/plans")]
async fn list_screen_plans(
    app: web::Data<App>,
    staff: Staff,
    screen_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let plans = staff::screen_plans(&app.db, office.code(), &screen_code).await.map_err(refuse)?;
    let plans = plans.into_iter().map(ScreenPlanVersion::from);
    Ok(HttpResponse::Ok().json(Page::whole(plans.collect())))
}

/// Read one version of a hall's seat plan.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_screen_plan",
    params(
        ("screen_code" = String, Path, description = "The hall."),
        ("version" = i64, Path, description = "Counts within the hall."),
        OfCinema,
    ),
    responses((status = 200, description = "The plan.", body = ScreenPlan)),
    security(("bearer" = [])),
)]
#[get("/box-office/screens/{screen_code}/plans/{version}")]
async fn get_screen_plan(
    app: web::Data<App>,
    staff: Staff,
    path: Path<(String, i64)>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let (screen_code, version) = path.into_inner();
    let plan = staff::screen_plan(&app.db, office.code(), &screen_code, version).await;
    Ok(HttpResponse::Ok().json(ScreenPlan::from(plan.map_err(refuse)?)))
}

/// Give a hall a new seat plan.
///
/// Sessions from `effective_on` on that nobody has seats of move to it, the others keep theirs. A
/// zone that their prices do not know costs as much as their dearest one. At most 1 MB.
#[utoipa::path(
    tag = "box office",
    operation_id = "create_screen_plan",
    params(("screen_code" = String, Path, description = "The hall."), OfCinema),
    request_body = NewScreenPlan,
    responses(
        (status = 201, description = "The plan.", body = ScreenPlan),
        (status = 409, description = "stale_write: `based_on` is not the newest version"),
        (status = 422, description = "plan_invalid: `errors` points to what is wrong"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/screens/{screen_code}/plans")]
async fn create_screen_plan(
    app: web::Data<App>,
    staff: Staff,
    screen_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: LargeJson<NewScreenPlan>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let digest = body.digest();
    let body = body.into_inner();
    let (app, screen_code) = (&app, screen_code.as_str());
    idempotency::run_if_keyed(app, staff.id, &request, digest, |_| async move {
        let NewScreenPlan { effective_on, layout, based_on } = body;
        let wish = NewPlan { effective_on, layout, based_on };
        let deed = Deed {
            action: "create_screen_plan",
            target: screen_code.to_owned(),
            detail: json!({ "based_on": based_on, "effective_on": effective_on }),
        };
        let plan = office.change(app, &deed, async |tx, now| {
            staff::create_plan(tx, office.code(), screen_code, &wish, now).await
        });
        Ok((StatusCode::CREATED, ScreenPlan::from(plan.await?)))
    })
    .await
}

/// List the films that can be planned, the newest first.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_plannable_films",
    params(ListPlannableFilms),
    responses(
        (status = 200, description = "The films.", body = Page<PlannableFilm>),
        (status = 404, description = "Another cinema's staff, or a cinema with its own system."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/films")]
async fn list_plannable_films(
    app: web::Data<App>,
    staff: Staff,
    query: Query<ListPlannableFilms>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    Office::of(&app, &staff, query.cinema_id, &request).await?;
    let films = staff::films(&app.db, query.q.as_deref().unwrap_or_default()).await;
    let films = films.map_err(refuse)?.into_iter().map(PlannableFilm::from);
    Ok(HttpResponse::Ok().json(Page::whole(films.collect())))
}
