//! The gateway's addresses: `frontTransReq.do`, `backTransReq.do` and `queryTrans.do`; and bills,
//! which the real bank hands out on a server of their own, at `/`.

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::bill;
use super::bill_faults::BillFaultKind;
use super::book::UNKNOWN;
use super::cashier;
use super::message::{self, Refusal, Unreadable};
use super::signature::Fields;
use super::transaction::Kind;
use super::{Office, notices};
use crate::clock::clearing_day;
use crate::faults::{Operation, Strike};
use crate::html::{escape, page};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .route("/gateway/api/frontTransReq.do", web::post().to(front))
        .route("/gateway/api/backTransReq.do", web::post().to(back))
        .route("/gateway/api/queryTrans.do", web::post().to(query))
        .route("/", web::post().to(file));
}

/// Everything the gateway does not serve.
pub(crate) async fn elsewhere(_: HttpRequest) -> HttpResponse {
    plain(StatusCode::NOT_FOUND, "Invalid request URI.")
}

fn plain(status: StatusCode, text: &str) -> HttpResponse {
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(text.to_owned())
}

/// What the real gateway says when it cannot trust a request: text without a signature.
fn unreadable(problem: Unreadable) -> HttpResponse {
    plain(
        StatusCode::OK,
        match problem {
            Unreadable::Incomplete => "Invalid request.",
            Unreadable::Unsigned => "respCode=11&respMsg=[9100004]Signature verification failed",
        },
    )
}

fn signed(office: &Office, fields: Fields, strike: Strike) -> HttpResponse {
    match message::seal(fields, &office.keys, strike) {
        Ok(fields) => plain(StatusCode::OK, &message::raw(&fields)),
        Err(error) => {
            tracing::error!(%error, "an answer cannot be signed");
            HttpResponse::InternalServerError().finish()
        }
    }
}

async fn front(office: Data<Office>, body: Bytes) -> HttpResponse {
    let work = |strike: Strike| {
        let fields = match message::read(&body, &office.keys) {
            Ok(fields) => fields,
            Err(Unreadable::Incomplete) => return unreadable(Unreadable::Incomplete),
            Err(Unreadable::Unsigned) => {
                return refused_page("11", "[9100004]Signature verification failed");
            }
        };
        let opened = message::payment(&fields, office.clock.now()).and_then(|mut payment| {
            payment.amount += strike.amount_delta();
            office.book().open_payment(payment)
        });
        match opened {
            Ok(payment) => cashier::show(&payment),
            Err(refusal) => refused_page(refusal.code, &refusal.text()),
        }
    };
    office.dial.guard(Operation::Front, work).await
}

fn refused_page(code: &str, text: &str) -> HttpResponse {
    let body = format!(
        "<main><header><strong>沙盒银行 Sandbox Bank</strong></header><section>\
         <h1 class=\"bad\">交易失败 Payment not possible</h1><p><code>{}{}</code></p>\
         <p class=\"note\">没有扣款。请返回商户重新下单。<br>\
         No money was taken. Please go back to the merchant and try again.</p>\
         </section></main>",
        escape(code),
        escape(text)
    );
    page(StatusCode::OK, "交易失败 · Sandbox Bank", "", &body)
}

async fn back(office: Data<Office>, body: Bytes) -> HttpResponse {
    let fields = match message::read(&body, &office.keys) {
        Ok(fields) => fields,
        Err(problem) => return unreadable(problem),
    };
    let (operation, kind) = match fields["txnType"].as_str() {
        "04" => (Operation::Refund, Kind::Refund),
        "31" => (Operation::Void, Kind::Void),
        _ => {
            let refusal = Refusal::new("10", "报文格式错误[txnType]");
            let fields = message::answer(&fields, refusal.code, &refusal.text());
            return signed(&office, fields, Strike::default());
        }
    };
    let work = |strike: Strike| {
        let now = office.clock.now();
        let reversed = message::reversal(&fields, kind, now)
            .and_then(|wanted| office.book().reverse(wanted, now));
        let reply = match reversed {
            Ok(transaction) => {
                notices::wake(&office);
                let mut reply = message::answer(&fields, "00", "成功[0000000]");
                message::describe(&mut reply, &transaction, strike);
                reply
            }
            Err(refusal) => message::answer(&fields, refusal.code, &refusal.text()),
        };
        signed(&office, reply, strike)
    };
    office.dial.guard(operation, work).await
}

async fn query(office: Data<Office>, body: Bytes) -> HttpResponse {
    let work = |strike: Strike| {
        let fields = match message::read(&body, &office.keys) {
            Ok(fields) => fields,
            Err(problem) => return unreadable(problem),
        };
        let reply = match asked(&office, &fields, strike) {
            Ok(reply) => reply,
            Err(refusal) => message::answer(&fields, refusal.code, &refusal.text()),
        };
        signed(&office, reply, strike)
    };
    office.dial.guard(Operation::Query, work).await
}

fn asked(office: &Office, fields: &Fields, strike: Strike) -> Result<Fields, Refusal> {
    let key = message::key(fields)?;
    let fits = fields["txnType"] == "00"
        && fields.get("txnSubType").is_some_and(|value| value == "00")
        && fields.get("bizType").is_some_and(|value| value == "000000" || value == "000201");
    if !fits {
        return Err(Refusal::new("10", "报文格式错误[txnType]"));
    }
    let book = office.book();
    let transaction = book.find(&key).ok_or(UNKNOWN)?;
    let mut reply = message::answer(fields, "00", "成功[0000000]");
    message::describe(&mut reply, transaction, strike);
    let (code, text) = transaction.result();
    reply.insert("origRespCode".to_owned(), code.to_owned());
    reply.insert("origRespMsg".to_owned(), text.to_owned());
    Ok(reply)
}

const NO_FILE: Refusal = Refusal::new("98", "文件不存在");
const BROKEN: Refusal = Refusal::new("02", "系统未开放或暂时关闭，请稍后再试");

/// The bill of a clearing day. A day that is not over is served as far as it goes, so that a demo
/// need not wait for the night; the real bank has no file before the next morning.
async fn file(office: Data<Office>, body: Bytes) -> HttpResponse {
    let work = |strike: Strike| {
        let fields = match message::read_file_request(&body, &office.keys) {
            Ok(fields) => fields,
            Err(problem) => return unreadable(problem),
        };
        let reply = match billed(&office, &fields) {
            Ok(bill) => {
                let mut reply = message::answer(&fields, "00", "成功[0000000]");
                reply.insert("fileName".to_owned(), bill.file_name);
                reply.insert("fileContent".to_owned(), STANDARD.encode(bill.content));
                reply
            }
            Err(refusal) => message::answer(&fields, refusal.code, &refusal.text()),
        };
        signed(&office, reply, strike)
    };
    office.dial.guard(Operation::Bill, work).await
}

fn billed(office: &Office, fields: &Fields) -> Result<bill::Bill, Refusal> {
    let today = clearing_day(office.clock.now());
    let (merchant, day) = message::bill(fields, today)?;
    let faults = office.bill_dial.of(day);
    if day > today || faults.iter().any(|fault| fault.kind == BillFaultKind::NotReady) {
        return Err(NO_FILE);
    }
    let lines = office.book().booked_on(&merchant, day);
    bill::make(&merchant, day, lines, &faults).map_err(|error| {
        tracing::error!(%error, "a bill cannot be made");
        BROKEN
    })
}
