//! `marquee`: the platform's server and its tools.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match server::cli::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::debug!("{error:?}");
            eprintln!("marquee: {error:#}");
            ExitCode::FAILURE
        }
    }
}
