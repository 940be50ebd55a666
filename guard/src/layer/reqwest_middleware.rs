//! The layer of a reqwest-middleware client.

use std::pin::Pin;

use http::header::{HOST, LOCATION};
use http::{Extensions, HeaderValue, Uri};
use once_cell::sync::OnceCell;
use reqwest_middleware::reqwest::{self, Client, Request, Response, redirect, retry};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error, Middleware, Next, Result};

use super::guard::{self, WriteGuard};
use super::outgoing::Outgoing;
use crate::decision::Reason;
use crate::gates::isolation::IsolationCode;
use crate::permit;
use crate::request::{Target, WriteRequest};

impl WriteGuard {
    /// A reqwest-middleware client whose writes ask.
    ///
    /// `http` configures reqwest, and `stack` adds your middlewares; the guard comes after them, so that every attempt of
    /// one that retries asks again. Add none to the client that you get.
    ///
    /// reqwest follows redirects below all middlewares, and a 307 or 308 would carry an allowed write of a test wherever
    /// its answer says; so do a proxy of the environment, and a retry policy of reqwest's own. A finished
    /// `reqwest::Client` cannot be told otherwise, which is why this takes its configuration: an allowed write of a test
    /// goes out by a second client, made by `http` too, that follows no redirect, repeats nothing and takes no proxy. A
    /// redirect as the answer is an error, [`Blocked`](crate::Blocked) with `ambiguous-target`: the first request was sent,
    /// and the second was not. Reads, and everything in a live process, go out by the first client, as you configured it.
    ///
    /// A block is [`reqwest_middleware::Error::Middleware`] with a [`Blocked`](crate::Blocked) to downcast to.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
    /// use reqwest_middleware::{Error, reqwest};
    /// use write_guard::Blocked;
    /// use write_guard::layer::WriteGuard;
    ///
    /// let client = WriteGuard::new("https://tracker.example", |request| {
    ///     Some(request.segments().next()?.to_owned())
    /// })
    /// .client(reqwest::Client::builder, |stack| stack)?;
    ///
    /// // A doc test is a test process.
    /// let sent = client.patch("https://tracker.example/payroll/7").send().await;
    /// let Err(Error::Middleware(error)) = sent else {
    ///     panic!("a write left the process");
    /// };
    /// let blocked = error.downcast_ref::<Blocked>().unwrap();
    /// assert_eq!((blocked.op(), blocked.target()), ("http.patch", Some("payroll")));
    /// # write_guard::ledger::take();
    /// # Ok::<(), Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// reqwest's, if what `http` configures cannot be built.
    pub fn client(
        self,
        http: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static,
        stack: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> reqwest::Result<ClientWithMiddleware> {
        let client = http().build()?;
        let guarded = Asking {
            guard: self,
            http,
            straight: OnceCell::new(),
        };
        Ok(stack(ClientBuilder::new(client)).with(guarded).build())
    }
}

/// The last middleware. Not public: it keeps its promise only on a client that [`WriteGuard::client`] made.
struct Asking<H> {
    guard: WriteGuard,
    http: H,
    /// Sends to where it is told and nowhere else.
    straight: OnceCell<Client>,
}

impl<H: Fn() -> reqwest::ClientBuilder + Send + Sync + 'static> Asking<H> {
    async fn ask_and_send(&self, request: Request) -> Result<Response> {
        // What is no URI for reqwest's own client either has no origin here, and is blocked.
        let uri = Uri::try_from(request.url().as_str()).unwrap_or_default();
        let outgoing = Outgoing::new(request.method(), &uri, request.headers());
        let write = self.guard.ask(&outgoing).map_err(Error::middleware)?;
        let response = self.send_straight(request).await?;
        if response.status().is_redirection() && response.headers().contains_key(LOCATION) {
            return Err(redirected(&write));
        }
        Ok(response)
    }

    #[expect(clippy::disallowed_methods, reason = "the gate was asked")]
    async fn send_straight(&self, mut request: Request) -> reqwest::Result<Response> {
        // A client may have a `Host` of its own among its default headers.
        let url = request.url();
        let host = url.host_str().unwrap_or_default();
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        if let Ok(host) = HeaderValue::try_from(host) {
            request.headers_mut().entry(HOST).or_insert(host);
        }
        let straight = self.straight.get_or_try_init(|| {
            let http = (self.http)().redirect(redirect::Policy::none());
            http.retry(retry::never()).no_proxy().build()
        })?;
        straight.execute(request).await
    }
}

/// Written out, and not by `async_trait`, so that what passes is not boxed once more.
impl<H: Fn() -> reqwest::ClientBuilder + Send + Sync + 'static> Middleware for Asking<H> {
    fn handle<'s, 'e, 'n, 'f>(
        &'s self,
        request: Request,
        extensions: &'e mut Extensions,
        next: Next<'n>,
    ) -> Pin<Box<dyn Future<Output = Result<Response>> + Send + 'f>>
    where
        's: 'f,
        'e: 'f,
        'n: 'f,
        Self: 'f,
    {
        if guard::is_asked(request.method(), request.headers()) {
            Box::pin(self.ask_and_send(request))
        } else {
            next.run(request, extensions)
        }
    }
}

#[cold]
fn redirected(write: &WriteRequest<'_>) -> Error {
    let reason = Reason::new(
        IsolationCode::AmbiguousTarget.as_str(),
        "the server redirects the write, and a test process does not follow",
        "send the write to where the server wants it",
    );
    Error::middleware(permit::refused(write.op(), &Target::new(write.target()), reason))
}
