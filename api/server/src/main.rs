//! `marquee`: the platform's server and its tools.

use std::io::Write as _;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match server::cli::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::debug!("{error:?}");
            // Whoever reads this may have gone; that is no reason to panic.
            writeln!(std::io::stderr(), "marquee: {error:#}").ok();
            ExitCode::FAILURE
        }
    }
}
