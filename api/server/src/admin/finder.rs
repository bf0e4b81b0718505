//! Finding an order by whatever somebody has in hand: a number, a phone, a code, a bank's
//! reference.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::book_day_start;
use domain::identity::Phone;
use domain::ids::{CinemaId, OrderId};
use domain::orders::OrderStatus;
use domain::text::mask_phone;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use tables::{orders, payments, refunds};
use uuid::Uuid;

use crate::error::Result;

/// What somebody typed into the search box, as far as its form tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// E.164.
    Phone(String),
    /// Digits without gaps: a pickup code, or a bank's reference.
    Digits(String),
    /// A number of ours, a bank's reference, or an order's identifier; in capital letters.
    Number(String),
}

impl Sought {
    /// Reads what was typed. A phone is a phone with or without its country, and gaps in a code do
    /// not count.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(phone) = Phone::parse(text) {
            return Some(Self::Phone(phone.as_str().to_owned()));
        }
        let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let digits: String = compact.chars().filter(|letter| *letter != '-').collect();
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Digits(digits));
        }
        Some(Self::Number(compact.to_uppercase()))
    }

    /// As it may stand in the audit trail: who holds a code or a phone is not named there.
    pub fn masked(&self) -> String {
        match self {
            Self::Phone(phone) => mask_phone(phone),
            Self::Digits(digits) if digits.len() > 8 => {
                let (head, tail) = digits.split_at(digits.len() - 4);
                format!("{}{tail}", "*".repeat(head.len()))
            }
            Self::Digits(digits) => digits.clone(),
            Self::Number(number) => number.clone(),
        }
    }
}

/// Which orders to list.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    pub sought: Option<Sought>,
    pub status: Option<OrderStatus>,
    pub cinema_id: Option<CinemaId>,
    /// Days on which they were made, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub needs_operator: Option<bool>,
}

impl OrderFilter {
    /// What was asked for, for the audit trail.
    pub fn facts(&self) -> Value {
        json!({
            "q": self.sought.as_ref().map(Sought::masked),
            "status": self.status,
            "cinema_id": self.cinema_id,
            "from": self.from,
            "to": self.to,
            "needs_operator": self.needs_operator,
        })
    }
}

/// Orders that an exact number leads to.
const BY_NUMBER: u64 = 50;

/// Orders, the newest first, older than the one given.
pub async fn find(
    conn: &impl ConnectionTrait,
    filter: &OrderFilter,
    before: Option<(DateTime<Utc>, OrderId)>,
    limit: u64,
) -> Result<Vec<orders::Model>> {
    use orders::Column;
    let mut select = orders::Entity::find();
    match &filter.sought {
        Some(Sought::Phone(phone)) => select = select.filter(Column::Phone.eq(phone)),
        Some(Sought::Digits(text) | Sought::Number(text)) => {
            let ids = by_number(conn, text).await?;
            if ids.is_empty() {
                return Ok(Vec::new());
            }
            select = select.filter(Column::Id.is_in(ids));
        }
        None => {}
    }
    if let Some(status) = filter.status {
        select = select.filter(is_of(status));
    }
    if let Some(cinema_id) = filter.cinema_id {
        select = select.filter(Column::CinemaId.eq(cinema_id));
    }
    if let Some(from) = filter.from.and_then(book_day_start) {
        select = select.filter(Column::CreatedAt.gte(from));
    }
    if let Some(to) = filter.to.and_then(|day| day.succ_opt()).and_then(book_day_start) {
        select = select.filter(Column::CreatedAt.lt(to));
    }
    let waits = Expr::col((orders::Entity, Column::NeedsOperator));
    match filter.needs_operator {
        Some(true) => select = select.filter(waits),
        Some(false) => select = select.filter(waits.not()),
        None => {}
    }
    if let Some((at, id)) = before {
        let same_instant = Column::CreatedAt.eq(at).and(Column::Id.lt(id));
        select = select
            .filter(Column::CreatedAt.lte(at))
            .filter(Condition::any().add(Column::CreatedAt.lt(at)).add(same_instant));
    }
    let rows = select
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows)
}

/// States that few orders are in have an index. Most orders end in one of the others: there it
/// would find half the table and have it sorted, so it is kept out of sight.
fn is_of(status: OrderStatus) -> SimpleExpr {
    if matches!(status, OrderStatus::Paid | OrderStatus::Refunding) {
        return orders::Column::Status.eq(status);
    }
    Expr::cust("(orders.status || '')").eq(status.as_str())
}

/// Every place where a number could stand, each asked through its own index.
async fn by_number(conn: &impl ConnectionTrait, text: &str) -> Result<Vec<OrderId>> {
    if let Ok(id) = Uuid::try_parse(text) {
        return Ok(vec![OrderId(id)]);
    }
    let own = [orders::Column::OrderNo, orders::Column::PickupCode];
    let paid = [payments::Column::PaymentNo, payments::Column::BankRef];
    let returned = [refunds::Column::RefundNo, refunds::Column::BankRef];
    let mut found = Vec::new();
    for column in own {
        let rows = orders::Entity::find().select_only().column(orders::Column::Id);
        found.extend(ids(conn, rows.filter(column.eq(text))).await?);
    }
    for column in paid {
        let rows = payments::Entity::find().select_only().column(payments::Column::OrderId);
        found.extend(ids(conn, rows.filter(column.eq(text))).await?);
    }
    for column in returned {
        let rows = refunds::Entity::find().select_only().column(refunds::Column::OrderId);
        found.extend(ids(conn, rows.filter(column.eq(text))).await?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

async fn ids<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: sea_orm::Select<E>,
) -> Result<Vec<OrderId>> {
    Ok(select.limit(BY_NUMBER).into_tuple::<OrderId>().all(conn).await?)
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn what_was_typed_is_read_by_its_form() {
        let read = |text: &str| Sought::read(text);
        assert_eq!(read("  "), None);
        let phone = Some(Sought::Phone("+8613800000001".to_owned()));
        for text in ["13800000001", "138 0000 0001", "+8613800000001", "0086-13800000001"] {
            assert_eq!(read(text), phone, "{text}");
        }
        let code = Some(Sought::Digits("483920175526".to_owned()));
        assert_eq!(read("4839 2017 5526"), code);
        assert_eq!(read("483920175526"), code);
        let number = "M261122193000F7K2M9QX4TR";
        assert_eq!(read(&number.to_lowercase()), Some(Sought::Number(number.to_owned())));
        let reference = "812611221930001234567";
        assert_eq!(read(reference), Some(Sought::Digits(reference.to_owned())));
    }

    #[test]
    fn the_audit_trail_learns_no_phone_and_no_code() {
        let masked = |text: &str| Sought::read(text).map(|sought| sought.masked());
        assert_eq!(masked("13800000001").as_deref(), Some("+86 138****0001"));
        assert_eq!(masked("4839 2017 5526").as_deref(), Some("********5526"));
        assert_eq!(masked("m1").as_deref(), Some("M1"));
    }
}
