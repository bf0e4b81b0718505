//! Payouts over HTTP: what is payable, what was paid, and what people decide.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::ids::{CinemaId, CinemaPayoutId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, Proposal};
use super::store;
use super::views::{self, CinemaPayout, CinemaPayouts};
use crate::app::App;
use crate::audit::Actor;
use crate::error::{Error, Result};
use crate::http::idempotency::{self, EffectId};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_cinema_payouts)
        .service(propose_cinema_payout)
        .service(decide_cinema_payout);
}

/// Which payouts to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListCinemaPayouts {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// A transfer to a cinema. How much it is, the books say.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct ProposeCinemaPayout {
    /// How the bank calls the transfer.
    #[validate(length(min = 1, max = 64))]
    pub transfer_ref: String,
    #[validate(length(min = 1, max = 500))]
    pub note: String,
}

/// Yes or no to a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct DecideCinemaPayout {
    pub is_approved: bool,
    #[validate(length(max = 500))]
    pub note: Option<String>,
}

async fn show(app: &App, cinema_id: CinemaId, id: CinemaPayoutId) -> Result<CinemaPayout> {
    let row = store::one(&app.db, cinema_id, id).await?;
    let shown = views::payouts(&app.db, vec![row]).await?.pop();
    Ok(shown.ok_or_else(|| anyhow::anyhow!("a payout that is there is not shown"))?)
}

/// List payouts to a cinema, with what is payable now.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "list_cinema_payouts",
    params(("id" = CinemaId, Path, description = "The cinema."), ListCinemaPayouts),
    responses((status = 200, description = "The latest first.", body = CinemaPayouts)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/payouts")]
pub async fn list_cinema_payouts(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<CinemaId>,
    query: Query<ListCinemaPayouts>,
) -> Result<HttpResponse> {
    let cinema = store::cinema(&app.db, id.into_inner()).await?;
    let query = query.into_inner();
    let after: Option<CinemaPayoutId> = decode_cursor(query.cursor.as_deref())?;
    let rows = store::list(&app.db, cinema.id, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |(payout, _)| payout.id);
    let payable = views::payable(&app.db, &cinema, app.clock.now()).await?;
    let items = views::payouts(&app.db, page.items).await?;
    let next_cursor = page.next_cursor;
    Ok(HttpResponse::Ok().json(CinemaPayouts { payable, items, next_cursor }))
}

/// Propose to pay a cinema.
///
/// The first of two people. It pays what is payable now; nothing is booked before a second one
/// agrees.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "propose_cinema_payout",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    request_body = ProposeCinemaPayout,
    responses(
        (status = 201, description = "The proposal.", body = CinemaPayout),
        (status = 409, description = "nothing_payable; payout_open: another one waits"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/payouts")]
pub async fn propose_cinema_payout(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<CinemaId>,
    body: Json<ProposeCinemaPayout>,
) -> Result<HttpResponse> {
    let cinema_id = id.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let (maker_id, digest, wish) = (administrator.id, body.digest(), body.into_inner());
    let transfer_ref = wish.transfer_ref.trim().to_owned();
    if transfer_ref.is_empty() {
        let detail = "Say how the bank calls the transfer.";
        return Err(Error::invalid("/transfer_ref", "transfer_ref", detail));
    }
    let propose = |effect: EffectId| {
        let (app, actor) = (&app, &actor);
        async move {
            let id = effect.id();
            let proposal = Proposal { id, transfer_ref, note: wish.note, maker_id };
            flow::propose(app, cinema_id, proposal, actor).await?;
            Ok((StatusCode::CREATED, show(app, cinema_id, id).await?))
        }
    };
    idempotency::run_if_keyed(&app, maker_id, &request, digest, propose).await
}

/// Agree to a payout, or reject it.
///
/// The second of two people agrees or rejects; what was agreed on is booked in the same step.
/// Whoever proposed it can take it back by saying no.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "decide_cinema_payout",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("payout_id" = CinemaPayoutId, Path, description = "The payout."),
    ),
    request_body = DecideCinemaPayout,
    responses(
        (status = 200, description = "The payout.", body = CinemaPayout),
        (status = 409, description = "same_person: whoever proposed it agrees; stale_write: it is \
            decided, or the books say something else by now"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/payouts/{payout_id}/approval")]
pub async fn decide_cinema_payout(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(CinemaId, CinemaPayoutId)>,
    body: Json<DecideCinemaPayout>,
) -> Result<HttpResponse> {
    let (cinema_id, id) = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let word = (body.is_approved, body.note.clone());
    flow::decide(&app, (cinema_id, id), administrator.id, word, &actor).await?;
    Ok(HttpResponse::Ok().json(show(&app, cinema_id, id).await?))
}
