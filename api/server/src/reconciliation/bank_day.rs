//! A day with a bank: our payments and refunds against the lines of its bill.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::OrderId;
use domain::payments::BankCode;
use domain::reconciliation::bank::{
    BankDay, BillLine, FeeTerms, Meeting, OurState, compare_stranger, late_arrival, missing,
};
use domain::reconciliation::{BreakClass, Finding, RecordKind, SourceKey, due_at};
use tables::{bank_bill_lines, payments};

use super::evidence::{Compared, NewBreak, Side, bank_side};
use super::sides::{self, Ours, kind_of};
use super::words::{Saying, same};
use super::{breaks_store, verdicts};
use crate::app::App;
use crate::bank_bills::{self, Bill};
use crate::error::{Error, Result};

/// Lines that are read at a time.
const LINES: u64 = 1_000;

/// What each bank charges, as agreed.
fn terms_of(app: &App, bank: BankCode) -> FeeTerms {
    match bank {
        BankCode::UnionPay => app.config.bank.fee,
    }
}

/// A comparison under way.
struct Work<'a> {
    bill: &'a Bill,
    terms: FeeTerms,
    found: Compared,
    /// Orders whose payments the bill has.
    paid: Vec<OrderId>,
    /// Payments that two people wrote off as missing, and what was lost with each.
    lost: HashMap<String, i64>,
}

/// Compares a day with a whole bill of it. Reads only.
pub async fn compare(app: &App, bill: &Bill) -> Result<Compared> {
    let (bank, day) = (bill.bank, bill.settle_on);
    let source = SourceKey::Bank(bank);
    let bounds = source.bounds(day, domain::calendar::PLATFORM_ZONE);
    let bounds = bounds.ok_or(Error::NotFound("day"))?;
    let expected = sides::expected_of_bank(&app.db, bank, day, bounds).await?;
    let terms = terms_of(app, bank);
    let lost = breaks_store::written_off(&app.db, source, day).await?;
    let mut work = Work { bill, terms, found: Compared::default(), paid: Vec::new(), lost };
    for twice in sides::paid_twice(&app.db, bank, &expected).await? {
        work.found.push(paid_twice(twice));
    }
    let mut ours = BankDay::new(terms);
    expected.into_iter().for_each(|record| ours.expect(record));
    let (count, minor) = ours.total();
    work.found.ours_count = i64::try_from(count).unwrap_or(i64::MAX);
    work.found.ours_minor = minor;
    work.found.fee_minor = Some(bill.fee_minor);
    work.found.net_minor = Some(bill.net_minor);
    let mut after = 0;
    loop {
        let lines = bank_bills::lines(&app.db, bill.id, after, LINES).await?;
        let Some(last) = lines.last() else { break };
        after = last.place;
        let strangers = work.meet(&mut ours, lines);
        let numbers: Vec<_> =
            strangers.iter().map(|line| (kind_of(line.kind), line.our_no.clone())).collect();
        let known = sides::by_numbers(&app.db, bank, &numbers).await?;
        work.judge(strangers, &known);
    }
    work.look_beside(app, day, ours.unmet().cloned().collect()).await?;
    work.found.verdicts_ok = verdicts::count_ok(&app.db, day, &work.paid).await?;
    Ok(work.found)
}

fn line_of(row: &bank_bill_lines::Model) -> BillLine {
    BillLine {
        kind: kind_of(row.kind),
        number: row.our_no.clone(),
        amount_minor: row.amount_minor,
        fee_minor: row.fee_minor,
        their_ref: row.bank_ref.clone(),
    }
}

impl Work<'_> {
    /// Joins lines with the records of the day; gives back those that are of no record of it.
    fn meet(
        &mut self,
        ours: &mut BankDay<sides::OurRef>,
        lines: Vec<bank_bill_lines::Model>,
    ) -> Vec<bank_bill_lines::Model> {
        let mut strangers = Vec::new();
        for row in lines {
            self.found.theirs_count += 1;
            self.found.theirs_minor += row.net_minor + row.fee_minor;
            let line = line_of(&row);
            if line.kind == RecordKind::Dispute {
                self.dispute(&row);
                continue;
            }
            match ours.meet(&line) {
                Meeting::Known(record, findings) => {
                    let record = record.clone();
                    self.compared(&row, Some(&record), findings);
                }
                Meeting::Again(finding) => self.push(finding, &row, None),
                Meeting::Stranger => strangers.push(row),
            }
        }
        strangers
    }

    /// Compares lines of other days' records, and of none at all.
    fn judge(
        &mut self,
        strangers: Vec<bank_bill_lines::Model>,
        known: &HashMap<(RecordKind, String), Ours>,
    ) {
        for row in strangers {
            let line = line_of(&row);
            let ours = known.get(&(line.kind, line.number.clone()));
            let findings = compare_stranger(ours, &line, self.terms);
            if ours.is_some_and(|ours| ours.state == OurState::Done) {
                self.found.beside.push((line.kind, line.number.clone()));
            }
            self.compared(&row, ours, findings);
        }
    }

    fn compared(
        &mut self,
        row: &bank_bill_lines::Model,
        ours: Option<&Ours>,
        mut findings: Vec<Finding>,
    ) {
        if let Some(ours) = ours {
            let lost = self.lost.get(&ours.number).filter(|_| ours.kind == RecordKind::Payment);
            findings.extend(lost.map(|minor| late_arrival(*minor)));
            self.found.matched += i64::from(findings.is_empty());
            if ours.kind == RecordKind::Payment && ours.state == OurState::Done {
                self.paid.extend(ours.id.order_id);
            }
        }
        for finding in findings {
            self.push(finding, row, ours);
        }
    }

    fn push(&mut self, finding: Finding, row: &bank_bill_lines::Model, ours: Option<&Ours>) {
        let is_set_apart = finding.class == BreakClass::AmountMismatch
            && ours.is_some_and(|ours| ours.state == OurState::SetApart);
        let mut new = self.new_break(finding, kind_of(row.kind), row.our_no.clone(), ours);
        // The reported amount went into suspense when the payment was quarantined.
        new.suspense_minor = if is_set_apart { row.amount_minor } else { 0 };
        new.bank = Some(bank_side(row));
        self.found.push(new);
    }

    /// The bank took back, or gave, money under a number of its own.
    fn dispute(&mut self, row: &bank_bill_lines::Model) {
        let class =
            if row.net_minor < 0 { BreakClass::RefundExtra } else { BreakClass::PlatformMissing };
        let finding = Finding::new(class, row.net_minor);
        let reference = if row.our_no.is_empty() { &row.bank_ref } else { &row.our_no };
        let mut new = self.new_break(finding, RecordKind::Dispute, reference.clone(), None);
        new.bank = Some(bank_side(row));
        self.found.push(new);
    }

    fn new_break(
        &self,
        finding: Finding,
        kind: RecordKind,
        reference: String,
        ours: Option<&Ours>,
    ) -> NewBreak {
        NewBreak {
            class: finding.class,
            kind,
            reference,
            difference_minor: finding.difference_minor,
            currency: self.bill.currency,
            suspense_minor: 0,
            is_pooled: false,
            order_id: ours.and_then(|ours| ours.id.order_id),
            payment_id: ours.and_then(|ours| ours.id.payment_id),
            refund_id: ours.and_then(|ours| ours.id.refund_id),
            cinema_id: None,
            ours: ours.map(|ours| our_side(ours, self.bill)),
            bank: None,
            cinema: None,
        }
    }

    /// What the bill lacks may stand in another day's.
    async fn look_beside(&mut self, app: &App, day: NaiveDate, unmet: Vec<Ours>) -> Result<()> {
        let newest = sides::newest_bills(&app.db, self.bill.bank).await?;
        let window = SourceKey::Bank(self.bill.bank).window_days();
        let last = day + chrono::Days::new(window);
        let is_pooled = due_at(last).is_some_and(|at| app.clock.now() < at);
        for records in unmet.chunks(sides::CHUNK) {
            let numbers: Vec<String> = records.iter().map(|it| it.number.clone()).collect();
            let lines = sides::bill_lines(&app.db, &newest, &numbers).await?;
            let elsewhere: std::collections::HashSet<(RecordKind, &str)> =
                lines.iter().map(|line| (kind_of(line.kind), line.our_no.as_str())).collect();
            for record in records {
                if elsewhere.contains(&(record.kind, record.number.as_str())) {
                    self.found.matched += 1;
                    self.paid.extend(record.id.order_id);
                    continue;
                }
                let finding = missing(record);
                let number = record.number.clone();
                let mut new = self.new_break(finding, record.kind, number, Some(record));
                new.is_pooled = is_pooled;
                self.found.push(new);
            }
        }
        Ok(())
    }
}

fn our_side(ours: &Ours, bill: &Bill) -> Side {
    Side {
        status: ours.id.status.to_owned(),
        amount: Some(domain::money::Money::new(ours.amount_minor, bill.currency)),
        fee: None,
        reference: Some(ours.number.clone()),
        seats: None,
        at: ours.id.at,
        text: ours.their_ref.as_ref().map(|it| Saying::OurBankReference.with([same(it)])),
    }
}

/// A payment that is one too many for its order, on both sides.
fn paid_twice(row: payments::Model) -> NewBreak {
    let amount = domain::money::Money::new(row.amount_minor, row.currency);
    NewBreak {
        class: BreakClass::DuplicatePay,
        kind: RecordKind::Payment,
        difference_minor: row.amount_minor,
        currency: row.currency,
        suspense_minor: 0,
        is_pooled: false,
        order_id: Some(row.order_id),
        payment_id: Some(row.id),
        refund_id: None,
        cinema_id: None,
        ours: Some(Side {
            status: row.status.to_string(),
            amount: Some(amount),
            reference: Some(row.payment_no.clone()),
            at: row.succeeded_at,
            ..Side::default()
        }),
        bank: None,
        cinema: None,
        reference: row.payment_no,
    }
}
