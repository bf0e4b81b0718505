//! Days and differences as the API shows them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BreakId, CinemaId, JournalId, OrderId, ReconciliationId, ResolutionId, UserId};
use domain::money::Money;
use domain::payments::BankCode;
use domain::reconciliation::{
    BreakAge, BreakClass, BreakState, ReconciliationStatus, ResolutionAction, ResolutionVerdict,
    age_days,
};
use domain::text::LocalizedText;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use tables::reconciliation_breaks::Model as BreakRow;
use tables::reconciliations::Model as DayRow;
use tables::{
    bank_bills, cinema_statements, cinemas, payments, platform_statement_acks, reconciliations,
    users,
};
use utoipa::ToSchema;

use super::evidence::{Side, bank_side, cinema_side};
use super::words::{Saying, same};
use super::{breaks_store, flow, postings, sides, verdicts};
use crate::error::Result;
use crate::ledger::{self, LedgerEntry};

/// How many records one side has, and what they add up to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SideTotal {
    pub count: i64,
    pub amount: Money,
}

/// One day compared with one source.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Reconciliation {
    pub id: ReconciliationId,
    /// The source's own day.
    pub day: NaiveDate,
    /// A gateway's name, or `cinema:<id>`.
    #[schema(example = "unionpay")]
    pub source: String,
    pub source_name: LocalizedText,
    pub cinema_id: Option<CinemaId>,
    pub gateway: Option<String>,
    pub status: ReconciliationStatus,
    pub run_no: i32,
    pub is_day_over: bool,
    /// Whether it is being compared now; what is shown is then how far that came.
    pub is_running: bool,
    pub ours: SideTotal,
    pub theirs: SideTotal,
    /// Theirs less ours.
    pub difference: Money,
    pub matched: i64,
    /// What only we have and the days beside may bring.
    pub pooled: i64,
    pub open_breaks: i64,
    pub resolved_breaks: i64,
    /// What the bank charged.
    pub fee: Option<Money>,
    /// What the bank owes for the day.
    pub settled: Option<Money>,
    /// Why the last run brought nothing, or what the cinema says against our statement.
    pub last_error: Option<LocalizedText>,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// How many differences of one class a day has.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClassCount {
    pub class: BreakClass,
    pub open: i64,
    pub resolved: i64,
    /// Theirs less ours, over all of them.
    pub amount: Money,
}

/// A day with its classes and the file that was compared.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReconciliationDetail {
    pub reconciliation: Reconciliation,
    pub classes: Vec<ClassCount>,
    pub file_name: Option<String>,
    pub file_sha256: Option<String>,
    pub file_size: Option<i64>,
    /// Orders of the day about which platform, bank and cinema agree.
    pub verdicts_ok: i64,
}

/// Somebody of the staff.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonRef {
    pub id: UserId,
    pub display_name: String,
}

/// A proposal and what was said to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Resolution {
    pub id: ResolutionId,
    pub action: ResolutionAction,
    pub note: String,
    pub amount: Option<Money>,
    pub maker: PersonRef,
    pub made_at: DateTime<Utc>,
    /// Null while nobody said anything.
    pub verdict: Option<ResolutionVerdict>,
    pub checker: Option<PersonRef>,
    pub checked_at: Option<DateTime<Utc>>,
    pub check_note: Option<String>,
    pub journal_id: Option<JournalId>,
}

/// A difference in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreakSummary {
    pub id: BreakId,
    pub reconciliation_id: ReconciliationId,
    pub day: NaiveDate,
    pub source: String,
    pub class: BreakClass,
    pub state: BreakState,
    pub reference: String,
    pub order_id: Option<OrderId>,
    pub order_no: Option<String>,
    /// Theirs less ours.
    pub difference: Money,
    pub opened_at: DateTime<Utc>,
    pub age_days: i64,
    pub age: BreakAge,
    pub owner: Option<PersonRef>,
}

/// A difference with what each side says and what was done about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Break {
    pub summary: BreakSummary,
    pub explanation: LocalizedText,
    pub ours: Option<Side>,
    pub bank: Option<Side>,
    pub cinema: Option<Side>,
    #[schema(example = "ask_bank")]
    pub automatic_action: Option<String>,
    /// What came of it. Words of a bank or a cinema stand in it as they came.
    pub automatic_outcome: Option<LocalizedText>,
    pub possible_actions: Vec<ResolutionAction>,
    pub resolutions: Vec<Resolution>,
    /// What was booked because of it.
    pub entries: Vec<LedgerEntry>,
}

/// Days with their counts.
pub async fn days(
    conn: &impl ConnectionTrait,
    rows: Vec<(DayRow, bool)>,
    now: DateTime<Utc>,
) -> Result<Vec<Reconciliation>> {
    let ids: Vec<ReconciliationId> = rows.iter().map(|(row, _)| row.id).collect();
    let mut counts: HashMap<ReconciliationId, [i64; 3]> = HashMap::new();
    for count in breaks_store::counts(conn, &ids).await? {
        let sums = counts.entry(count.reconciliation_id).or_default();
        let place = match count.state {
            BreakState::Pooled => 0,
            BreakState::Open | BreakState::Proposed => 1,
            BreakState::Resolved => 2,
        };
        if let Some(sum) = sums.get_mut(place) {
            *sum += count.count;
        }
    }
    let cinema_ids = rows.iter().filter_map(|(row, _)| row.cinema_id);
    let names: HashMap<CinemaId, LocalizedText> = cinemas::Entity::find()
        .select_only()
        .columns([cinemas::Column::Id, cinemas::Column::Name])
        .filter(cinemas::Column::Id.is_in(cinema_ids))
        .into_tuple()
        .all(conn)
        .await?
        .into_iter()
        .collect();
    let mut shown = Vec::with_capacity(rows.len());
    for (row, is_over) in rows {
        let disagreement = disagreement(conn, &row).await?;
        let [pooled, open, resolved] = counts.get(&row.id).copied().unwrap_or_default();
        let name = match (row.bank, row.cinema_id) {
            (Some(BankCode::UnionPay), _) => LocalizedText::new("中国银联", "UnionPay"),
            (None, Some(id)) => names.get(&id).cloned().unwrap_or_default(),
            (None, None) => LocalizedText::default(),
        };
        let money = |minor| Money::new(minor, row.currency);
        shown.push(Reconciliation {
            id: row.id,
            day: row.day,
            source_name: name,
            cinema_id: row.cinema_id,
            gateway: row.bank.map(|bank| bank.to_string()),
            status: row.status,
            run_no: row.run_no,
            is_day_over: is_over,
            is_running: flow::is_running(&row, now),
            ours: SideTotal { count: row.ours_count, amount: money(row.ours_minor) },
            theirs: SideTotal { count: row.theirs_count, amount: money(row.theirs_minor) },
            difference: money(row.theirs_minor - row.ours_minor),
            matched: row.matched,
            pooled,
            open_breaks: open,
            resolved_breaks: resolved,
            fee: row.fee_minor.map(money),
            settled: row.net_minor.map(money),
            last_error: row.last_error.as_deref().map(LocalizedText::from_column).or(disagreement),
            started_at: row.started_at.unwrap_or(row.created_at),
            finished_at: row.finished_at,
            closed_at: row.closed_at,
            source: row.source,
        });
    }
    Ok(shown)
}

/// What a cinema says against the platform's statement of the day, if that was its last word.
async fn disagreement(conn: &impl ConnectionTrait, row: &DayRow) -> Result<Option<LocalizedText>> {
    use platform_statement_acks::Column;
    let Some(cinema_id) = row.cinema_id else {
        return Ok(None);
    };
    let last = platform_statement_acks::Entity::find()
        .filter(Column::CinemaId.eq(cinema_id))
        .filter(Column::BusinessOn.eq(row.day))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(1)
        .one(conn)
        .await?;
    Ok(last.filter(|ack| !ack.is_agreed).map(|ack| {
        let money = |minor| same(Money::new(minor, ack.currency));
        Saying::CinemaDisagrees.with([
            same(ack.sale_count),
            money(ack.sale_minor),
            same(ack.refund_count),
            money(ack.refund_minor),
            LocalizedText::from_column(&ack.ours),
        ])
    }))
}

/// One day with its classes and its file.
pub async fn detail(
    conn: &impl ConnectionTrait,
    row: DayRow,
    is_over: bool,
    now: DateTime<Utc>,
) -> Result<ReconciliationDetail> {
    let mut classes: BTreeMap<BreakClass, ClassCount> = BTreeMap::new();
    for count in breaks_store::counts(conn, &[row.id]).await? {
        let zero = Money::zero(row.currency);
        let class = classes.entry(count.class).or_insert_with(|| ClassCount {
            class: count.class,
            open: 0,
            resolved: 0,
            amount: zero,
        });
        if count.state == BreakState::Resolved {
            class.resolved += count.count;
        } else {
            class.open += count.count;
        }
        class.amount.amount_minor += count.amount_minor;
    }
    let file = file_of(conn, &row).await?;
    let (file_name, file_sha256, file_size) = match file {
        Some((name, sha256, size)) => (Some(name), Some(sha256), Some(size)),
        None => (None, None, None),
    };
    let verdicts_ok = row.verdicts_ok;
    let mut shown = days(conn, vec![(row, is_over)], now).await?;
    let reconciliation =
        shown.pop().ok_or_else(|| anyhow::anyhow!("a day that is there is not shown"))?;
    Ok(ReconciliationDetail {
        reconciliation,
        classes: classes.into_values().collect(),
        file_name,
        file_sha256,
        file_size,
        verdicts_ok,
    })
}

type File = (String, String, i64);

/// Name, SHA-256 and size of what was compared last.
async fn file_of(
    conn: &impl ConnectionTrait,
    row: &reconciliations::Model,
) -> Result<Option<File>> {
    let Some(id) = row.file_id else {
        return Ok(None);
    };
    let size = || Expr::cust("CAST(length(raw) AS BIGINT)");
    if row.bank.is_some() {
        let file: Option<File> = bank_bills::Entity::find_by_id(id)
            .select_only()
            .columns([bank_bills::Column::FileName, bank_bills::Column::Sha256])
            .column_as(size(), "size")
            .into_tuple()
            .one(conn)
            .await?;
        return Ok(file);
    }
    let file: Option<(String, i64)> = cinema_statements::Entity::find_by_id(id)
        .select_only()
        .column(cinema_statements::Column::Sha256)
        .column_as(size(), "size")
        .into_tuple()
        .one(conn)
        .await?;
    Ok(file.map(|(sha256, size)| (format!("statement-{}.json", row.day), sha256, size)))
}

/// The names of people, to be picked by [`person`].
pub async fn people(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<HashMap<UserId, PersonRef>> {
    let rows: Vec<(UserId, String)> = users::Entity::find()
        .select_only()
        .columns([users::Column::Id, users::Column::DisplayName])
        .filter(users::Column::Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, display_name)| (id, PersonRef { id, display_name })).collect())
}

pub fn person(people: &HashMap<UserId, PersonRef>, id: UserId) -> PersonRef {
    people.get(&id).cloned().unwrap_or(PersonRef { id, display_name: String::new() })
}

/// Differences in a list.
pub async fn summaries(
    conn: &impl ConnectionTrait,
    rows: Vec<BreakRow>,
    now: DateTime<Utc>,
) -> Result<Vec<BreakSummary>> {
    let owners = people(conn, rows.iter().filter_map(|row| row.owner_id)).await?;
    let show = |row: BreakRow| {
        let days = age_days(row.opened_at, row.resolved_at.unwrap_or(now));
        BreakSummary {
            id: row.id,
            reconciliation_id: row.reconciliation_id,
            day: row.day,
            source: row.source,
            class: row.class,
            state: row.state,
            reference: row.reference,
            order_id: row.order_id,
            order_no: row.order_no,
            difference: Money::new(row.difference_minor, row.currency),
            opened_at: row.opened_at,
            age_days: days,
            age: BreakAge::of_days(days),
            owner: row.owner_id.map(|id| person(&owners, id)),
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

/// One difference with its evidence.
pub async fn one_break(
    conn: &impl ConnectionTrait,
    row: BreakRow,
    now: DateTime<Utc>,
) -> Result<Break> {
    let resolutions = resolutions(conn, &row).await?;
    let booked = postings::postings_of(conn, row.id.0).await?;
    let journals: Vec<JournalId> = booked.iter().map(|posting| posting.journal_id).collect();
    let entries = ledger::of_journals(conn, &journals).await?;
    let read = |value: Option<&serde_json::Value>| {
        value.and_then(|value| serde_json::from_value::<Side>(value.clone()).ok())
    };
    let bank = match read(row.bank_side.as_ref()) {
        None if row.class.is_of_cinema() => bank_word(conn, &row).await?,
        kept => kept,
    };
    let cinema = match read(row.cinema_side.as_ref()) {
        None => cinema_word(conn, &row).await?,
        kept => kept,
    };
    let possible_actions = match row.state {
        BreakState::Open => postings::facts(&row).possible_actions(),
        _ => Vec::new(),
    };
    Ok(Break {
        explanation: row.class.explanation(row.kind),
        ours: read(row.ours.as_ref()),
        bank,
        cinema,
        automatic_action: row.automatic_action.map(|action| action.to_string()),
        automatic_outcome: row.automatic_outcome.as_deref().map(LocalizedText::from_column),
        possible_actions,
        resolutions,
        entries,
        summary: summaries(conn, vec![row], now)
            .await?
            .pop()
            .ok_or_else(|| anyhow::anyhow!("a break that is there is not shown"))?,
    })
}

async fn resolutions(conn: &impl ConnectionTrait, row: &BreakRow) -> Result<Vec<Resolution>> {
    let rows = breaks_store::resolutions(conn, row.id).await?;
    let ids = rows.iter().flat_map(|(made, said)| {
        std::iter::once(made.maker_id).chain(said.as_ref().map(|said| said.checker_id))
    });
    let people = people(conn, ids.collect::<Vec<_>>()).await?;
    let show = |(made, said): (tables::break_resolutions::Model, _)| {
        let said: Option<tables::break_approvals::Model> = said;
        Resolution {
            id: made.id,
            action: made.action,
            amount: Some(Money::new(made.amount_minor, made.currency)),
            note: made.note,
            maker: person(&people, made.maker_id),
            made_at: made.made_at,
            verdict: said.as_ref().map(|said| said.verdict),
            checker: said.as_ref().map(|said| person(&people, said.checker_id)),
            checked_at: said.as_ref().map(|said| said.checked_at),
            journal_id: said.as_ref().and_then(|said| said.journal_id),
            check_note: said.and_then(|said| said.note),
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

/// What the bank's bills say about the order of a difference with a cinema.
async fn bank_word(conn: &impl ConnectionTrait, row: &BreakRow) -> Result<Option<Side>> {
    let Some(order_id) = row.order_id else {
        return Ok(None);
    };
    let paid: Vec<(String, BankCode)> = payments::Entity::find()
        .select_only()
        .columns([payments::Column::PaymentNo, payments::Column::Bank])
        .filter(payments::Column::OrderId.eq(order_id))
        .into_tuple()
        .all(conn)
        .await?;
    for (number, bank) in paid {
        let newest = sides::newest_bills(conn, bank).await?;
        if let Some(line) = sides::bill_lines(conn, &newest, &[number]).await?.first() {
            return Ok(Some(bank_side(line)));
        }
    }
    Ok(None)
}

/// What cinemas' statements say about the order of a difference.
async fn cinema_word(conn: &impl ConnectionTrait, row: &BreakRow) -> Result<Option<Side>> {
    let Some(order_id) = row.order_id else {
        return Ok(None);
    };
    let newest = verdicts::newest_statements(conn, None, Some(row.day)).await?;
    Ok(cinema_side(&verdicts::statement_lines(conn, &newest, &[order_id]).await?))
}
