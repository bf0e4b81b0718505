//! Keeps every error that the server logs, so that a test fails on one nobody expected.

use std::fmt::Write;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Keeper;

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // The sandbox runs in the same process; its faults are none of the server's.
        let target = event.metadata().target();
        let is_ours = ["server", "box_office", "gateways", "database"]
            .iter()
            .any(|krate| target.starts_with(krate));
        if is_ours && *event.metadata().level() == Level::ERROR {
            let mut text = Text(event.metadata().target().to_owned());
            event.record(&mut text);
            ERRORS.lock().unwrap().push(text.0);
        }
    }
}

/// Begins to listen; the log goes to the test's own output, too.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = tracing_subscriber::EnvFilter::new("info,sqlx=warn,actix_server=warn");
        let lines = tracing_subscriber::fmt::layer().with_test_writer().with_ansi(false);
        tracing_subscriber::registry().with(filter).with(lines).with(Keeper).init();
    });
}

/// The errors logged since the last call.
pub fn take_errors() -> Vec<String> {
    std::mem::take(&mut ERRORS.lock().unwrap())
}
