//! The layer of a reqwest-middleware client.

use std::borrow::Cow;
use std::pin::Pin;

use http::header::{HOST, LOCATION};
use http::{Extensions, HeaderMap, HeaderValue, StatusCode, Uri};
use once_cell::sync::OnceCell;
use reqwest_middleware::reqwest::{self, Body, Client, Request, Response, redirect, retry};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error, Middleware, Next, Result};

use write_guard::Blocked;

use crate::added;
use crate::guard::{Leave, WriteGuard};
use crate::outgoing::Outgoing;
use crate::session;

impl WriteGuard {
    /// A reqwest-middleware client whose writes ask.
    ///
    /// `http` configures reqwest, and `stack` adds your middlewares; the guard comes after them, so that every attempt of
    /// one that retries asks again. Add none to the client that you get.
    ///
    /// reqwest follows redirects below all middlewares, and a 307 or 308 would carry an allowed write of a test wherever
    /// its answer says; so do a proxy of the environment, and a retry policy of reqwest's own. A finished
    /// `reqwest::Client` cannot be told otherwise, which is why this takes its configuration: an allowed write of a test
    /// goes out by a second client, made by `http` too, that follows no redirect, repeats nothing and takes no proxy. An answer of
    /// 307 or 308 means that the write is not done yet, so it becomes an error, [`Blocked`](write_guard::Blocked) with
    /// `ambiguous-target`: the first request was sent, and the second was not. Any other redirect is returned as it is. Reads, and
    /// everything in a live process, go out by the first client, as you configured it.
    ///
    /// Where `http` turns cookies on, one client sends both in a test, so that a login and what follows it share a session: an
    /// allowed write as above, a read with the redirects that `http` configures, and without repeating. That is possible where
    /// the redirect policy is a number or none and there is no proxy. Otherwise there are two clients, and only what `http` itself
    /// shares is common to both: make the cookie jar outside of it.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use reqwest_middleware::reqwest::{self, cookie::Jar, redirect::Policy};
    /// # use write_guard_layer::WriteGuard;
    /// # let guard = WriteGuard::new("https://tracker.example", |_| None);
    /// let jar = Arc::new(Jar::default());
    /// let http = move || {
    ///     let followed = Policy::custom(|attempt| attempt.follow());
    ///     reqwest::Client::builder().redirect(followed).cookie_provider(Arc::clone(&jar))
    /// };
    /// let client = guard.client(http, |stack| stack)?;
    /// # Ok::<(), reqwest::Error>(())
    /// ```
    ///
    /// A block is in [`reqwest_middleware::Error::Middleware`], and [`Blocked::find_in`](write_guard::Blocked::find_in)
    /// gets it out, whatever a middleware put around it.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
    /// use reqwest_middleware::reqwest;
    /// use write_guard::Blocked;
    /// use write_guard_layer::WriteGuard;
    ///
    /// let client = WriteGuard::new("https://tracker.example", |request| {
    ///     Some(request.segments().next()?.to_owned())
    /// })
    /// .client(reqwest::Client::builder, |stack| stack)?;
    ///
    /// // A doc test is a test process.
    /// let sent = client.patch("https://tracker.example/payroll/7").send().await;
    /// let error = sent.unwrap_err();
    /// let blocked = Blocked::find_in(&error).unwrap();
    /// assert_eq!((blocked.op(), blocked.target()), ("http.patch", Some("payroll")));
    /// # write_guard::ledger::take();
    /// # Ok::<(), reqwest::Error>(())
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
            client: client.clone(),
            added: OnceCell::new(),
            shared: OnceCell::new(),
            straight: OnceCell::new(),
        };
        Ok(stack(ClientBuilder::new(client)).with(guarded).build())
    }
}

/// The last middleware. Not public: it keeps its promise only on a client that [`WriteGuard::client`] made.
struct Asking<H> {
    guard: WriteGuard,
    http: H,
    client: Client,
    /// The headers that `client` adds below all middlewares; `None` if that cannot be told.
    added: OnceCell<Option<HeaderMap>>,
    /// Sends reads and allowed writes of a test, where one client can do both (see [`session`]).
    shared: OnceCell<Option<Client>>,
    /// Sends allowed writes of a test otherwise: it follows no redirect, repeats nothing and takes no proxy.
    straight: OnceCell<Client>,
}

impl<H: Fn() -> reqwest::ClientBuilder + Send + Sync + 'static> Asking<H> {
    async fn ask_and_send(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        // A URL that is no URI becomes an empty one. That has no origin, so a write to it is blocked.
        let uri = Uri::try_from(request.url().as_str()).unwrap_or_default();
        let added = self.added.get_or_init(|| added::by(&self.client));
        let headers = match added {
            Some(added) => added::to(request.headers(), added),
            None => Cow::Borrowed(request.headers()),
        };
        let outgoing = Outgoing::new(request.method(), &uri, &headers).adding_unseen(added.is_none());
        let outgoing = match request.body().map(Body::as_bytes) {
            Some(Some(body)) => outgoing.with_body(body),
            Some(None) => outgoing,
            None => outgoing.with_body(&[]),
        };
        match self.guard.leave(&outgoing).map_err(refused)? {
            Leave::Read => match self.shared()? {
                // write-guard: excused: the gate was asked
                Some(client) => Ok(client.execute(request).await?),
                None => next.run(request, extensions).await,
            },
            // Without redirects too: what an answer turns the request into need not be a read.
            Leave::KnownRead => Ok(self.send_straight(request).await?),
            Leave::Write(allowed) => {
                let response = self.send_straight(request).await?;
                if is_carried_on(&response) {
                    return Err(refused(allowed.redirected()));
                }
                Ok(response)
            }
        }
    }

    fn shared(&self) -> reqwest::Result<Option<&Client>> {
        let shared = self
            .shared
            .get_or_try_init(|| session::shared(&self.client, &self.http))?;
        Ok(shared.as_ref())
    }

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
        if let Some(client) = self.shared()? {
            // write-guard: excused: the gate was asked
            return session::writing(client.execute(request)).await;
        }
        let straight = self.straight.get_or_try_init(|| {
            let http = (self.http)().redirect(redirect::Policy::none());
            http.retry(retry::never()).no_proxy().build()
        })?;
        // write-guard: excused: the gate was asked
        straight.execute(request).await
    }
}

/// Written out, and not by `async_trait`, which would box the future of a live process once more.
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
        if write_guard::is_live() {
            next.run(request, extensions)
        } else {
            Box::pin(self.ask_and_send(request, extensions, next))
        }
    }
}

/// The block twice: as what the error holds, for a downcast, and as the source of that, for who walks the chain of sources. An error
/// of this library passes on the source of what it holds, and so skips what it holds.
fn refused(blocked: Blocked) -> Error {
    let told = blocked.to_string();
    Error::Middleware(anyhow::Error::new(blocked).context(told))
}

/// Whether the server wants the write sent again elsewhere (307, 308). With the other redirects it answers a write that is done.
fn is_carried_on(response: &Response) -> bool {
    matches!(
        response.status(),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
    ) && response.headers().contains_key(LOCATION)
}
