//! A bank with a hundred thousand transactions a day: it hands out bills and knows every payment on
//! them. Reading the bill is the real adapter's work.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Money;
use gateways::GatewayError;
use gateways::bank::{
    BankGateway, BankProfile, BillAnswer, BillDefect, BillFile, BillLines, NextAction,
    Notification, NotificationReply, PaidDetails, PaymentOutcome, PaymentRef, PaymentRequest,
    RefundOutcome, RefundRef, RefundRequest,
};

use super::bill::Line;

pub struct BigBank {
    real: Arc<dyn BankGateway>,
    bills: Mutex<HashMap<NaiveDate, Vec<u8>>>,
    /// What it knows by our number.
    known: Mutex<HashMap<String, Line>>,
}

impl BigBank {
    pub fn new(real: Arc<dyn BankGateway>) -> Self {
        Self { real, bills: Mutex::default(), known: Mutex::default() }
    }

    pub fn merchant(&self) -> &str {
        &self.real.profile().merchant_id
    }

    /// Hands these transactions out as the bill of a day, and knows of them from now on.
    pub fn bill(&self, day: NaiveDate, lines: &[Line]) {
        let bytes = super::bill::pack(self.merchant(), day, lines);
        self.bills.lock().unwrap().insert(day, bytes);
        let known = lines.iter().map(|line| (line.number.clone(), line.clone()));
        self.known.lock().unwrap().extend(known);
    }
}

#[async_trait]
impl BankGateway for BigBank {
    fn profile(&self) -> &BankProfile {
        self.real.profile()
    }

    async fn initiate(&self, request: &PaymentRequest) -> Result<NextAction, GatewayError> {
        self.real.initiate(request).await
    }

    async fn query(&self, payment: &PaymentRef) -> Result<PaymentOutcome, GatewayError> {
        let known = self.known.lock().unwrap();
        Ok(known.get(&payment.payment_no).map_or(PaymentOutcome::NotFound, |line| {
            PaymentOutcome::Paid(PaidDetails {
                merchant_id: self.merchant().to_owned(),
                bank_ref: line.bank_ref.clone(),
                amount: Money::fen(line.amount),
                accounting_on: Some(self.profile().settlement.day(line.at)),
                is_late: false,
            })
        }))
    }

    async fn refund(&self, _: &RefundRequest) -> Result<RefundOutcome, GatewayError> {
        Ok(RefundOutcome::Pending)
    }

    async fn query_refund(&self, refund: &RefundRef) -> Result<RefundOutcome, GatewayError> {
        let known = self.known.lock().unwrap();
        Ok(known.get(&refund.refund_no).map_or(RefundOutcome::NotFound, |line| {
            let amount = Money::fen(line.amount);
            RefundOutcome::Succeeded { bank_ref: line.bank_ref.clone(), amount }
        }))
    }

    fn parse_notification(&self, body: &[u8], now: DateTime<Utc>) -> Notification {
        self.real.parse_notification(body, now)
    }

    fn acknowledge(&self) -> NotificationReply {
        self.real.acknowledge()
    }

    async fn fetch_bill(&self, settle_on: NaiveDate) -> Result<BillAnswer, GatewayError> {
        let bills = self.bills.lock().unwrap();
        Ok(bills.get(&settle_on).map_or(BillAnswer::NotReady, |bytes| {
            let name = format!("{}_{}.zip", self.merchant(), settle_on.format("%Y%m%d"));
            BillAnswer::File(BillFile { name, bytes: bytes.clone() })
        }))
    }

    fn parse_bill<'a>(
        &'a self,
        file: &'a [u8],
        settle_on: NaiveDate,
    ) -> Result<BillLines<'a>, BillDefect> {
        self.real.parse_bill(file, settle_on)
    }
}
