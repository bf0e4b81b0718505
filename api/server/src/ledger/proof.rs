//! What anybody needs to convince themselves that an entry is in the books as it was booked.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::ids::EntryId;
use domain::ledger::merkle::MerkleTree;
use domain::ledger::{BookedEntry, Seal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use serde_json::{Map, Value};
use tables::ledger_chain;
use utoipa::ToSchema;

use super::filter::note_reading;
use super::http::{LedgerEntry, show_entry};
use super::seal::LedgerSeal;
use super::{chain, seal, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::Path;
use crate::identity::{Operator, ReadBooks};

/// An entry, its place in the chain and the way from its leaf to the signed root of its day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerProof {
    pub entry: LedgerEntry,
    /// The text of the entry; SHA-256 of a zero byte and this text is the leaf hash.
    pub leaf: String,
    /// The leaf hash as it was chained; hexadecimal, as all hashes.
    pub leaf_hash: String,
    /// Null until the entry is chained, which takes seconds.
    pub chain_no: Option<i64>,
    /// The chain hash of the entry before; zeros for the first one.
    pub previous_hash: Option<String>,
    /// SHA-256 of the previous hash and the leaf hash, as bytes.
    pub chain_hash: Option<String>,
    /// The seal of the entry's day; null while the day is open.
    pub seal: Option<LedgerSeal>,
    /// The entry's place among the day's leaves, from 0.
    pub leaf_index: Option<i64>,
    /// Inclusion proof (RFC 6962, 2.1.1): the hashes beside the way from the leaf to the root.
    pub path: Vec<String>,
    /// The key that made the seal, or would make it: raw Ed25519 in base64.
    pub public_key: String,
}

/// Prove that an entry is in the books.
#[utoipa::path(
    tag = "ledger",
    operation_id = "get_ledger_proof",
    params(("entry_id" = EntryId, Path, description = "An entry.")),
    responses((status = 200, description = "The proof.", body = LedgerProof)),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/proof/{entry_id}")]
pub async fn get_ledger_proof(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    entry_id: Path<EntryId>,
) -> Result<HttpResponse> {
    let id = entry_id.into_inner();
    let facts = Map::from_iter([("entry_id".to_owned(), Value::String(id.to_string()))]);
    note_reading(&app, &reader, &request, "proof", facts).await?;
    let row = store::entry(&app.books, id).await?.ok_or(Error::NotFound("entry"))?;
    let booked = chain::booked_entry(&app.books, id.0).await?.ok_or(Error::NotFound("entry"))?;
    let of_entry = ledger_chain::Column::EntryId.eq(id);
    let link = ledger_chain::Entity::find().filter(of_entry).one(&app.books).await?;
    let mut proof = unchained(&app, show_entry(row), &booked);
    let Some(link) = link else {
        return Ok(HttpResponse::Ok().json(proof));
    };
    proof.chain_no = Some(link.chain_no);
    proof.leaf_hash = chain::stored(&link.leaf_hash).to_string();
    proof.chain_hash = Some(chain::stored(&link.chain_hash).to_string());
    let previous = chain::hash_at(&app.books, link.chain_no - 1).await?;
    proof.previous_hash = previous.map(|hash| hash.to_string());
    if let Some((seal, before)) = seal::around(&app.books, link.chain_no).await? {
        add_path(&app, &mut proof, seal, before, link.chain_no).await?;
    }
    Ok(HttpResponse::Ok().json(proof))
}

/// What can be said of an entry that is not chained yet.
fn unchained(app: &App, entry: LedgerEntry, booked: &BookedEntry) -> LedgerProof {
    LedgerProof {
        entry,
        leaf: booked.text(),
        leaf_hash: booked.leaf().to_string(),
        chain_no: None,
        previous_hash: None,
        chain_hash: None,
        seal: None,
        leaf_index: None,
        path: Vec::new(),
        public_key: public_key(app, None),
    }
}

/// Adds the seal and the way to its root.
async fn add_path(
    app: &App,
    proof: &mut LedgerProof,
    seal: Seal,
    before: i64,
    chain_no: i64,
) -> Result<()> {
    let index = chain_no - before - 1;
    let mut tree = MerkleTree::proving(u64::try_from(index).unwrap_or(u64::MAX));
    chain::each_leaf(&app.books, before, seal.last_chain_no, |leaf| tree.push(leaf)).await?;
    let (_, path) = tree.finish();
    proof.leaf_index = Some(index);
    proof.path = path.iter().map(ToString::to_string).collect();
    proof.public_key = public_key(app, Some(&seal.key_id));
    proof.seal = Some(seal.into());
    Ok(())
}

/// A seal of a key that was taken away cannot be proven; it says so by having none.
fn public_key(app: &App, id: Option<&str>) -> String {
    app.keys.books.public_base64(id).unwrap_or_default()
}
