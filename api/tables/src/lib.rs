//! The platform's tables, one file each, and the migrations that make them.
//!
//! A row speaks the domain's words: newtype identifiers, enums and structured columns come from
//! `domain`. There is no query here; queries live with the feature that asks.

pub mod migrations;

pub mod api_client_days;
pub mod api_client_secrets;
pub mod api_clients;
pub mod articles;
pub mod audit_log;
pub mod bank_bill_lines;
pub mod bank_bills;
pub mod bank_notifications;
pub mod break_approvals;
pub mod break_resolutions;
pub mod cinema_findings;
pub mod cinema_keys;
pub mod cinema_statement_acks;
pub mod cinema_statement_lines;
pub mod cinema_statement_reads;
pub mod cinema_statements;
pub mod cinema_systems;
pub mod cinemas;
pub mod cities;
pub mod districts;
pub mod films;
pub mod hall_plans;
pub mod halls;
pub mod idempotency_keys;
pub mod ledger_entries;
pub mod ledger_journals;
pub mod messages;
pub mod oauth_grants;
pub mod oauth_sign_ins;
pub mod oauth_tokens;
pub mod offline_scans;
pub mod one_time_codes;
pub mod order_events;
pub mod orders;
pub mod outbox_items;
pub mod payments;
pub mod platform_statement_acks;
pub mod portal_apps;
pub mod reconciliation_breaks;
pub mod reconciliation_postings;
pub mod reconciliation_runs;
pub mod reconciliations;
pub mod recovery_codes;
pub mod refresh_tokens;
pub mod refunds;
pub mod request_nonces;
pub mod seat_locks;
pub mod seat_plans;
pub mod second_factors;
pub mod showtime_versions;
pub mod showtimes;
pub mod surplus_returns;
pub mod terms;
pub mod throttle_windows;
pub mod tickets;
pub mod user_sessions;
pub mod users;
