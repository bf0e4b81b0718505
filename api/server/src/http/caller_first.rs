//! Whoever asks is judged before what they ask.
//!
//! The extractors of a handler run side by side and the first error is the answer, and a body is
//! read faster than a session is. Extractors that find out who asks therefore say that they are at
//! it, and those after them in the handler's list keep what is wrong to themselves until it is
//! known that the caller may ask at all.

use std::future::Future;
use std::pin::Pin;

use actix_web::{HttpMessage, HttpRequest};
use tokio::sync::watch;

use crate::error::Result;

/// What an extractor does.
pub type Extracted<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// Closed when it is known who asks.
#[derive(Clone)]
struct Judging(watch::Receiver<()>);

/// Finds out who asks, while the extractors that come after wait with their errors.
pub fn judge<T: 'static>(
    request: &HttpRequest,
    finding: impl Future<Output = Result<T>> + 'static,
) -> Extracted<T> {
    let (judging, is_known) = watch::channel(());
    request.extensions_mut().insert(Judging(is_known));
    Box::pin(async move {
        let found = finding.await;
        drop(judging);
        found
    })
}

/// Reads a part of the request, and says what is wrong with it to those who may ask.
pub fn read<T: 'static>(
    request: &HttpRequest,
    reading: impl Future<Output = Result<T>> + 'static,
) -> Extracted<T> {
    let judging = request.extensions().get::<Judging>().cloned();
    Box::pin(async move {
        let read = reading.await;
        if read.is_err()
            && let Some(Judging(mut is_known)) = judging
        {
            // Nothing is ever sent: the other end goes away, and that is the word.
            let _closed = is_known.changed().await;
        }
        read
    })
}
