//! `marquee`: the platform's server and its tools.

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    server::cli::run().await
}
