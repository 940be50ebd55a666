//! The runtime that a blocking client calls on.

use std::future::Future;
use std::io;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime as Tokio};
use tokio::task::yield_now;

use crate::error::Error;

/// A runtime on the calling thread, shared by a client and its handlers.
#[derive(Clone, Debug)]
pub(super) struct Runtime(Arc<Owned>);

/// `None` only while it is dropped.
#[derive(Debug)]
struct Owned(Option<Tokio>);

impl Runtime {
    pub(super) fn new() -> io::Result<Self> {
        let tokio = Builder::new_current_thread().enable_all().build()?;
        Ok(Self(Arc::new(Owned(Some(tokio)))))
    }

    /// Waits for `call`.
    ///
    /// # Errors
    ///
    /// [`Error::InRuntime`] on a thread of an asynchronous runtime: `call` is dropped and has done nothing.
    pub(super) fn wait<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let (Some(tokio), Err(_)) = (&self.0.0, Handle::try_current()) else {
            return Err(Error::InRuntime);
        };
        tokio.block_on(async {
            // Between two calls nothing runs here, so a connection that the server has closed meanwhile still looks open.
            // The first yield hears of it, in the second the connection closes.
            yield_now().await;
            yield_now().await;
            call.await
        })
    }
}

impl Drop for Owned {
    /// A runtime that waits for its threads may not be dropped within another one.
    fn drop(&mut self) {
        if let Some(tokio) = self.0.take() {
            tokio.shutdown_background();
        }
    }
}
