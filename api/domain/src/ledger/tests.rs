use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{any, proptest};

use super::LedgerAccount::{
    BankCash, ChargebackLoss, CustomerPrepayment, Discounts, DueFromCinema, DueToCinema,
    GatewayClearing, GatewayFee, Goodwill, ReconciliationWriteOff, RefundsPayable, ServiceFee,
    SuspenseShortfall, SuspenseSurplus, TaxPayable,
};
use super::{AccountKind, LedgerAccount, LedgerCategory, Posting};
use crate::money::Money;

const TICKETS: Money = Money::fen(9_000);
const FEE: Money = Money::fen(600);
const PAID: Money = Money::fen(9_600);

/// What every account holds after these postings, without those that hold nothing.
fn balances(parts: &[Vec<Posting>]) -> Vec<(LedgerAccount, i64)> {
    let mut sides: BTreeMap<LedgerAccount, (i64, i64)> = BTreeMap::new();
    for posting in parts.iter().flatten() {
        sides.entry(posting.debit).or_default().0 += posting.amount.amount_minor;
        sides.entry(posting.credit).or_default().1 += posting.amount.amount_minor;
    }
    let balance = |(account, (debit, credit)): (LedgerAccount, (i64, i64))| {
        (account, account.kind().balance(debit, credit).unwrap_or(i64::MAX))
    };
    sides.into_iter().map(balance).filter(|(_, balance)| *balance != 0).collect()
}

fn sale() -> Vec<Vec<Posting>> {
    vec![super::payment_succeeded(PAID), super::order_ticketed(TICKETS, FEE)]
}

#[test]
fn a_sale_belongs_to_the_cinema_and_to_the_platform() {
    let expected = [(GatewayClearing, 9_600), (DueToCinema, 9_000), (ServiceFee, 600)];
    assert_eq!(balances(&sale()), expected);
}

#[test]
fn a_ticketed_order_goes_back_with_its_fee() {
    let mut parts = sale();
    parts.push(super::ticketed_refund_requested(TICKETS, FEE));
    assert_eq!(balances(&parts), [(GatewayClearing, 9_600), (RefundsPayable, 9_600)]);
    parts.push(super::refund_succeeded(PAID));
    assert_eq!(balances(&parts), []);
}

#[test]
fn a_ticketed_order_goes_back_without_its_fee() {
    let mut parts = sale();
    parts.push(super::ticketed_refund_requested(TICKETS, Money::fen(0)));
    parts.push(super::refund_succeeded(TICKETS));
    assert_eq!(balances(&parts), [(GatewayClearing, 600), (ServiceFee, 600)]);
}

#[test]
fn money_that_bought_nothing_goes_back_whole() {
    let parts = [
        super::payment_succeeded(PAID),
        super::prepayment_refund_requested(PAID),
        super::refund_succeeded(PAID),
    ];
    assert_eq!(balances(&parts), []);
}

#[test]
fn a_day_is_settled_and_the_cinema_paid() {
    let (charge, net) = (Money::fen(58), Money::fen(9_542));
    let mut parts = sale();
    parts.push(super::gateway_fee_charged(charge));
    parts.push(super::gateway_settled(net));
    parts.push(super::cinema_paid_out(TICKETS, Money::fen(0)));
    assert_eq!(balances(&parts), [(BankCash, 542), (ServiceFee, 600), (GatewayFee, 58)]);
}

#[test]
fn a_fee_comes_back_with_the_money() {
    let charge = Money::fen(58);
    let parts = [super::gateway_fee_charged(charge), super::gateway_fee_returned(charge)];
    assert_eq!(balances(&parts), []);
}

#[test]
fn what_a_cinema_owes_is_kept_from_its_next_payout() {
    let paid_out = |transferred, claims| super::cinema_paid_out(transferred, claims);
    let mut parts = sale();
    parts.push(super::gateway_settled(PAID));
    parts.push(paid_out(TICKETS, Money::fen(0)));
    parts.push(super::paid_out_refund_requested(TICKETS, FEE));
    let owed = [(BankCash, 600), (DueFromCinema, 9_000), (RefundsPayable, 9_600)];
    assert_eq!(balances(&parts), owed);
    parts.extend(sale());
    parts.push(paid_out(Money::fen(0), TICKETS));
    let expected =
        [(BankCash, 600), (GatewayClearing, 9_600), (RefundsPayable, 9_600), (ServiceFee, 600)];
    assert_eq!(balances(&parts), expected);
}

#[test]
fn a_dispute_is_won_or_lost() {
    let mut won = sale();
    won.extend([super::dispute_opened(PAID), super::dispute_won(PAID)]);
    assert_eq!(balances(&won), balances(&sale()));
    let mut lost = sale();
    lost.extend([super::dispute_opened(PAID), super::dispute_lost(PAID)]);
    let expected = [(DueToCinema, 9_000), (ServiceFee, 600), (ChargebackLoss, 9_600)];
    assert_eq!(balances(&lost), expected);
}

#[test]
fn a_surplus_finds_its_owner() {
    let booked = [(GatewayClearing, 9_600), (SuspenseSurplus, 9_600)];
    assert_eq!(balances(&[super::surplus_booked(PAID)]), booked);
    assert_eq!(balances(&[super::payment_quarantined(PAID)]), booked);
    let mut assigned = vec![super::surplus_booked(PAID), super::surplus_assigned(PAID)];
    assert_eq!(balances(&assigned), [(GatewayClearing, 9_600), (CustomerPrepayment, 9_600)]);
    assigned.push(super::order_ticketed(TICKETS, FEE));
    assert_eq!(balances(&assigned), balances(&sale()));
    let returned = [
        super::surplus_booked(PAID),
        super::surplus_refund_requested(PAID),
        super::refund_succeeded(PAID),
    ];
    assert_eq!(balances(&returned), []);
}

#[test]
fn a_shortfall_arrives_or_is_lost() {
    let missing = || vec![super::payment_succeeded(PAID), super::shortfall_booked(PAID)];
    let expected = [(SuspenseShortfall, 9_600), (CustomerPrepayment, 9_600)];
    assert_eq!(balances(&missing()), expected);
    let mut arrived = missing();
    arrived.push(super::shortfall_arrived(PAID));
    assert_eq!(balances(&arrived), balances(&[super::payment_succeeded(PAID)]));
    let mut lost = missing();
    lost.push(super::shortfall_written_off(PAID));
    assert_eq!(balances(&lost), [(CustomerPrepayment, 9_600), (ReconciliationWriteOff, 9_600)]);
}

#[test]
fn what_the_platform_gives_is_its_own() {
    let gift = Money::fen(600);
    let discounted = [
        super::payment_succeeded(TICKETS),
        super::discount_granted(gift),
        super::order_ticketed(TICKETS, FEE),
        super::service_fee_taxed(Money::fen(34)),
    ];
    let expected = [
        (GatewayClearing, 9_000),
        (DueToCinema, 9_000),
        (TaxPayable, 34),
        (ServiceFee, 566),
        (Discounts, -600),
    ];
    assert_eq!(balances(&discounted), expected);
    let given = [super::goodwill_granted(gift), super::refund_succeeded(gift)];
    assert_eq!(balances(&given), [(GatewayClearing, -600), (Goodwill, 600)]);
}

#[test]
fn a_free_service_posts_no_empty_entry() {
    assert_eq!(super::order_ticketed(TICKETS, Money::fen(0)).len(), 1);
}

#[test]
fn the_chart_is_the_one_that_the_accountants_agreed_on() {
    let kinds = |kind: AccountKind| -> Vec<&str> {
        let of_kind = LedgerAccount::ALL.iter().filter(|account| account.kind() == kind);
        of_kind.map(|account| account.as_str()).collect()
    };
    assert_eq!(kinds(AccountKind::Asset), ["1010", "1110", "1130", "1140", "1190"]);
    assert_eq!(kinds(AccountKind::Liability), ["2010", "2110", "2120", "2190", "2210"]);
    assert_eq!(kinds(AccountKind::Revenue), ["4010", "4090"]);
    assert_eq!(kinds(AccountKind::Expense), ["5010", "5020", "5030", "5040"]);
    let names: BTreeSet<_> = LedgerAccount::ALL.iter().map(|it| it.name().to_string()).collect();
    assert_eq!(names.len(), LedgerAccount::ALL.len());
}

proptest! {
    /// Whatever was posted, its reversal leaves every account as it was before.
    #[test]
    fn a_reversal_undoes_everything(amounts in any::<[u16; 4]>()) {
        let [tickets, fee, charge, claims] = amounts.map(|amount| Money::fen(amount.into()));
        let parts = [
            super::order_ticketed(tickets, fee),
            super::paid_out_refund_requested(tickets, fee),
            super::gateway_fee_charged(charge),
            super::cinema_paid_out(tickets, claims),
        ];
        let undone = super::reversal(&parts.concat());
        assert!(undone.iter().all(|posting| posting.category == LedgerCategory::Reversal));
        assert_eq!(balances(&[parts.concat(), undone]), []);
    }
}
