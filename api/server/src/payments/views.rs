//! Payments as the API shows them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payments::PaymentStatus;
use gateways::bank;
use serde::{Deserialize, Serialize};
use tables::payments;
use utoipa::ToSchema;

use crate::error::{Error, Result};

/// How the customer goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextActionType {
    Redirect,
    FormPost,
    QrCode,
    ClientSecret,
    None,
}

/// What the customer's browser does next. `form_post` submits `fields` to `url`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextAction {
    #[serde(rename = "type")]
    pub kind: NextActionType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fields: Option<BTreeMap<String, String>>,
}

impl NextAction {
    const NONE: Self = Self { kind: NextActionType::None, url: None, fields: None };
}

/// Why no money was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaymentFailure {
    /// The bank's own code.
    pub code: String,
    pub detail: String,
}

/// One attempt to collect an order's amount.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Payment {
    pub id: PaymentId,
    pub order_id: OrderId,
    pub status: PaymentStatus,
    #[schema(example = "unionpay")]
    pub method: String,
    pub amount: Money,
    pub next_action: NextAction,
    pub payable_until: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub succeeded_at: Option<DateTime<Utc>>,
    pub failure: Option<PaymentFailure>,
}

/// One payment in an order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaymentSummary {
    pub id: PaymentId,
    pub status: PaymentStatus,
    pub method: String,
    pub amount: Money,
}

impl From<&payments::Model> for PaymentSummary {
    fn from(row: &payments::Model) -> Self {
        Self {
            id: row.id,
            status: row.status,
            method: row.method.clone(),
            amount: Money::new(row.amount_minor, row.currency),
        }
    }
}

impl TryFrom<payments::Model> for Payment {
    type Error = Error;

    fn try_from(row: payments::Model) -> Result<Self> {
        // What was to be done is over once the attempt is.
        let next_action = match row.next_action {
            Some(json) if row.status.is_open() => {
                serde_json::from_value(json).map_err(anyhow::Error::new)?
            }
            _ => NextAction::NONE,
        };
        let failure = row
            .failure_code
            .map(|code| PaymentFailure { code, detail: row.failure_text.unwrap_or_default() });
        Ok(Self {
            id: row.id,
            order_id: row.order_id,
            status: row.status,
            method: row.method,
            amount: Money::new(row.amount_minor, row.currency),
            next_action,
            payable_until: row.payable_until,
            created_at: row.created_at,
            succeeded_at: row.succeeded_at,
            failure,
        })
    }
}

/// How the next action is kept with its payment.
pub fn action_to_json(action: &bank::NextAction) -> serde_json::Value {
    let action = match action.clone() {
        bank::NextAction::FormPost { url, fields } => {
            NextAction { kind: NextActionType::FormPost, url: Some(url), fields: Some(fields) }
        }
        bank::NextAction::Redirect { url } => {
            NextAction { kind: NextActionType::Redirect, url: Some(url), fields: None }
        }
        bank::NextAction::QrCode { text } => {
            NextAction { kind: NextActionType::QrCode, url: Some(text), fields: None }
        }
        bank::NextAction::None => NextAction::NONE,
    };
    serde_json::to_value(action).unwrap_or_default()
}
