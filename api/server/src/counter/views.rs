//! What a seller sees.

use box_office::staff;
use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Money;
use domain::schedule::Tender;
use domain::statements::StatementOperation;
use domain::text::LocalizedText;
use domain::tickets::TicketState;
use gateways::cinema::wire::SalesChannel;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Result;

/// A ticket that was sold at the counter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SaleTicket {
    pub ticket_no: String,
    pub seat_code: String,
    pub row: String,
    pub seat: String,
    /// The hall's service fee included.
    pub price: Money,
    pub state: TicketState,
}

/// A sale of the counter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sale {
    pub sale_id: Uuid,
    pub order_ref: String,
    pub pickup_code: String,
    pub verification_code: String,
    pub session_code: String,
    pub film: LocalizedText,
    pub hall: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub total: Money,
    pub tender: Tender,
    pub sold_at: DateTime<Utc>,
    /// Who sold it.
    pub sold_by: String,
    pub refunded_at: Option<DateTime<Utc>>,
    pub tickets: Vec<SaleTicket>,
}

impl From<staff::Sale> for Sale {
    fn from(sale: staff::Sale) -> Self {
        let ticket = |ticket: staff::SaleTicket| SaleTicket {
            ticket_no: ticket.ticket_no,
            seat_code: ticket.seat_code,
            row: ticket.row,
            seat: ticket.seat,
            price: Money::fen(ticket.price.sum_minor()),
            state: ticket.state,
        };
        let total = sale.tickets.iter().map(|ticket| ticket.price.sum_minor());
        Self {
            sale_id: sale.sale_id,
            order_ref: sale.order_ref,
            pickup_code: sale.pickup_code,
            verification_code: sale.verification_code,
            session_code: sale.session_code,
            film: sale.film,
            hall: sale.hall,
            starts_at: sale.starts_at,
            total: Money::fen(total.fold(0, i64::saturating_add)),
            tender: sale.tender,
            sold_at: sale.sold_at,
            sold_by: sale.sold_by,
            refunded_at: sale.refunded_at,
            tickets: sale.tickets.into_iter().map(ticket).collect(),
        }
    }
}

/// A ticket sold or given back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayStatementLine {
    /// Counts from 1 within the day and the channel, without a gap.
    pub number_by_day: i64,
    pub channel: SalesChannel,
    pub operation: StatementOperation,
    pub order_ref: String,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    /// Without the fees.
    pub ticket: Money,
    pub screen_fee: Money,
    pub service_fee: Money,
    pub at: DateTime<Utc>,
}

/// What one channel came to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelTotal {
    pub channel: SalesChannel,
    pub sale_count: i64,
    pub sale_amount: Money,
    pub refund_count: i64,
    pub refund_amount: Money,
    /// Sales less refunds.
    pub net: Money,
}

/// What a business day brought.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayStatement {
    pub business_on: NaiveDate,
    /// Whether the day is over, so that no line will come.
    pub is_final: bool,
    /// When the platform said that its part agrees.
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub totals: Vec<ChannelTotal>,
    pub lines: Vec<DayStatementLine>,
}

/// The statement as it is shown.
pub fn show_day(business_on: NaiveDate, day: staff::DayStatement) -> Result<DayStatement> {
    let mut totals = Vec::with_capacity(day.totals.len());
    for (channel, total) in day.totals {
        let net = total.sale_amount.checked_sub(total.refund_amount);
        totals.push(ChannelTotal {
            channel,
            sale_count: total.sale_count,
            sale_amount: total.sale_amount,
            refund_count: total.refund_count,
            refund_amount: total.refund_amount,
            net: net.ok_or_else(|| anyhow::anyhow!("a statement out of range"))?,
        });
    }
    let line = |day: staff::DayLine| DayStatementLine {
        number_by_day: day.line.number_by_day,
        channel: day.channel,
        operation: match day.line.is_refund {
            true => StatementOperation::Refund,
            false => StatementOperation::Sale,
        },
        order_ref: day.line.order_ref,
        ticket_no: day.line.ticket_no,
        session_code: day.line.session_code,
        seat_code: day.line.seat_code,
        ticket: day.line.ticket,
        screen_fee: day.line.screen_fee,
        service_fee: day.line.service_fee,
        at: day.line.at,
    };
    Ok(DayStatement {
        business_on,
        is_final: day.is_final,
        acknowledged_at: day.acknowledged_at,
        totals,
        lines: day.lines.into_iter().map(line).collect(),
    })
}
