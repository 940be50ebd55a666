//! What a layer asks, whatever it is a layer of.

#[cfg(feature = "tower")]
use std::any::Any;
use std::fmt;
use std::sync::Arc;

#[cfg(feature = "reqwest-middleware")]
use write_guard::Permit;
use write_guard::{Blocked, IsolationGate, Sandbox, Target, WriteRequest, enforce};

use crate::outgoing::{self, Outgoing};

/// Decides about the writes of a client that is not yours.
///
/// It is a tower layer, it makes a guarded reqwest-middleware client, and for any other client it has a function to
/// [`ask`](Self::ask); see [the crate](crate) for where to put it. Cheap to clone.
///
/// ```
/// use write_guard::Sandbox;
/// use write_guard_layer::WriteGuard;
///
/// // On GitHub, `/repos/{owner}/{repository}/issues/…` changes that repository.
/// let guard = WriteGuard::new("https://api.github.com", |request| {
///     let mut segments = request.segments();
///     match (segments.next()?, segments.next()?, segments.next()?, segments.next()?) {
///         ("repos", owner, repository, "issues") => Some(format!("{owner}/{repository}")),
///         _ => None,
///     }
/// });
///
/// // A test that means to write opts in, for one client.
/// let guard = guard.named("github").sandbox(Sandbox::new(["acme/sandbox"])?);
/// # Ok::<(), write_guard::UnusableList>(())
/// ```
#[derive(Clone)]
pub struct WriteGuard {
    name: &'static str,
    /// `None` if what was given as the origin is none.
    origin: Option<Arc<str>>,
    gate: IsolationGate,
    target: Arc<Resolve>,
    also: Option<Arc<Ask>>,
    reads: Option<Arc<Ask>>,
    #[cfg(feature = "tower")]
    body: Option<Arc<Show>>,
}

#[cfg(feature = "tower")]
type Show = dyn Fn(&dyn Any) -> Option<Vec<u8>> + Send + Sync;
type Resolve = dyn Fn(&Outgoing<'_>) -> Option<Named> + Send + Sync;
type Ask = dyn Fn(&Outgoing<'_>) -> bool + Send + Sync;

/// What a request would change.
#[derive(PartialEq, Eq)]
struct Named {
    id: String,
    kind: Option<&'static str>,
}

/// What a test process may do with a request.
pub(crate) enum Leave {
    /// A read by its method.
    Read,
    /// A read, although its method is one of a write.
    KnownRead,
    /// An allowed write. Its permit is spent: it was for the target of this request.
    Write(
        #[cfg_attr(
            not(feature = "reqwest-middleware"),
            expect(dead_code, reason = "reqwest-middleware refuses a redirect with it")
        )]
        Box<Allowed>,
    ),
}

/// A write that the gate allowed.
#[cfg_attr(
    not(feature = "reqwest-middleware"),
    expect(dead_code, reason = "reqwest-middleware refuses a redirect with it")
)]
pub(crate) struct Allowed {
    gate: IsolationGate,
    write: WriteRequest<'static>,
    target: Target<'static>,
}

impl WriteGuard {
    /// Guards writes to `origin`; `target` says what a request would change, by its exact identity.
    ///
    /// An id in an allowlist means something on one server only. So `origin` is required: in a test process a write to
    /// any other is blocked, whatever its target. It is scheme, host and port, as in `https://api.github.com`; a path after
    /// it does not count, and with a text that is no origin every write of a test is blocked. Names are compared as text:
    /// `localhost` is not `127.0.0.1`. Give it as a constant, and not as the base URL that the client got from its configuration.
    ///
    /// `target` is called in a test process only. `None` blocks, so list what resolves, and let the rest be `None`: a
    /// request that you did not think of may name another target in its body.
    pub fn new(
        origin: &str,
        target: impl Fn(&Outgoing<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self::naming(origin, move |request| {
            target(request).map(|id| Named { id, kind: None })
        })
    }

    /// As [`new`](Self::new), where `target` also says what kind of thing it is: the project 7 is not the group 7.
    ///
    /// An entry of a list says it with `as`, `7 as project`, and then allows no other kind.
    ///
    /// ```
    /// use write_guard::Sandbox;
    /// use write_guard_layer::WriteGuard;
    ///
    /// let guard = WriteGuard::with_kinds("https://tracker.example", |request| {
    ///     let mut segments = request.segments();
    ///     let kind = match segments.next()? {
    ///         "projects" => "project",
    ///         "groups" => "group",
    ///         _ => return None,
    ///     };
    ///     Some((segments.next()?.to_owned(), kind))
    /// });
    /// let guard = guard.sandbox(Sandbox::new(["7 as project"])?);
    /// # Ok::<(), write_guard::UnusableList>(())
    /// ```
    pub fn with_kinds(
        origin: &str,
        target: impl Fn(&Outgoing<'_>) -> Option<(String, &'static str)> + Send + Sync + 'static,
    ) -> Self {
        Self::naming(origin, move |request| {
            target(request).map(|(id, kind)| Named { id, kind: Some(kind) })
        })
    }

    fn naming(origin: &str, target: impl Fn(&Outgoing<'_>) -> Option<Named> + Send + Sync + 'static) -> Self {
        let known = outgoing::origin_in(origin);
        Self {
            name: "http",
            gate: IsolationGate::new().origin(known.clone().unwrap_or_else(|| origin.to_owned())),
            origin: known.map(Into::into),
            target: Arc::new(target),
            also: None,
            reads: None,
            #[cfg(feature = "tower")]
            body: None,
        }
    }

    /// Opts in, for the writes of this client.
    #[must_use]
    pub fn sandbox(self, sandbox: Sandbox) -> Self {
        Self {
            gate: self.gate.sandbox(sandbox),
            ..self
        }
    }

    /// Names the client in errors and the audit, where an operation is `name.method`; `http.patch` without it.
    #[must_use]
    pub fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Treats as a write what looks like a read and is none, such as a procedure called by GET.
    ///
    /// It only adds writes: what is one without it stays one. `is_write` is called in a test process only, for requests
    /// that seem to read.
    ///
    /// ```
    /// use write_guard_layer::WriteGuard;
    ///
    /// let guard = WriteGuard::new("https://tracker.example", |_| None)
    ///     .also_asks(|request| request.uri().path().starts_with("/rpc/"));
    /// ```
    #[must_use]
    pub fn also_asks(self, is_write: impl Fn(&Outgoing<'_>) -> bool + Send + Sync + 'static) -> Self {
        let also: Arc<Ask> = match self.also.clone() {
            Some(before) => Arc::new(move |request: &Outgoing<'_>| before(request) || is_write(request)),
            None => Arc::new(is_write),
        };
        Self {
            also: Some(also),
            ..self
        }
    }

    /// Treats as a read what changes nothing although its method says otherwise, such as a search by POST.
    ///
    /// `is_read` is called in a test process only, for a request to this guard's own server with a plain path and
    /// nothing that overrides method, path or server. It sees the finished request, with its body where that is in
    /// memory. What it lets through is written to the audit as a read. Here a mistake of yours lets a write out: answer
    /// `true` for what you can name in full (this path, a GraphQL document that you know), and for nothing else.
    ///
    /// ```
    /// use write_guard_layer::WriteGuard;
    ///
    /// let guard = WriteGuard::new("https://tracker.example", |_| None)
    ///     .known_to_read(|request| request.uri().path() == "/search");
    /// ```
    #[must_use]
    pub fn known_to_read(self, is_read: impl Fn(&Outgoing<'_>) -> bool + Send + Sync + 'static) -> Self {
        Self {
            reads: Some(Arc::new(is_read)),
            ..self
        }
    }

    /// Says how to look into a body of the type `B` that a tower client sends: `None` if it is not in memory.
    ///
    /// `bytes` is called in a test process only, and must leave the body as it was. With reqwest-middleware there is
    /// nothing to say.
    ///
    /// ```
    /// use write_guard_layer::WriteGuard;
    ///
    /// let guard = WriteGuard::new("https://tracker.example", |request| {
    ///     let body = request.body()?; // … where this API names the target
    ///     Some(String::from_utf8_lossy(body).into_owned())
    /// })
    /// .showing(|body: &String| Some(body.clone().into_bytes()));
    /// ```
    #[cfg(feature = "tower")]
    #[must_use]
    pub fn showing<B: 'static>(self, bytes: impl Fn(&B) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self {
            body: Some(Arc::new(move |body: &dyn Any| bytes(body.downcast_ref()?))),
            ..self
        }
    }

    #[cfg(feature = "tower")]
    pub(crate) fn shown(&self, body: &dyn Any) -> Option<Vec<u8>> {
        self.body.as_ref()?(body)
    }

    /// Asks about one request, as the last thing before it leaves: for a client that takes no layer.
    ///
    /// In a live process that is one load. The client must not follow redirects, repeat the request or take a proxy by
    /// itself: what it sends is what was asked about.
    ///
    /// ```
    /// use http::{HeaderMap, Method, Uri};
    /// use write_guard_layer::{Outgoing, WriteGuard};
    ///
    /// let guard = WriteGuard::new("https://tracker.example", |request| {
    ///     Some(request.segments().next()?.to_owned())
    /// });
    /// let (uri, headers) = (Uri::from_static("https://tracker.example/payroll/7"), HeaderMap::new());
    ///
    /// // A doc test is a test process.
    /// let blocked = guard.ask(&Outgoing::new(&Method::PATCH, &uri, &headers)).unwrap_err();
    /// assert_eq!((blocked.op(), blocked.target()), ("http.patch", Some("payroll")));
    /// assert!(guard.ask(&Outgoing::new(&Method::GET, &uri, &headers)).is_ok());
    /// # write_guard::ledger::take();
    /// ```
    ///
    /// # Errors
    ///
    /// [`Blocked`], when the gate says no.
    #[inline]
    pub fn ask(&self, request: &Outgoing<'_>) -> Result<(), Blocked> {
        if write_guard::is_live() {
            return Ok(());
        }
        self.leave(request).map(drop)
    }

    /// How a request may leave a test process.
    #[cold]
    pub(crate) fn leave(&self, request: &Outgoing<'_>) -> Result<Leave, Blocked> {
        if request.seems_to_read() && !self.also.as_ref().is_some_and(|also| also(request)) {
            return Ok(Leave::Read);
        }
        if self.knows_to_read(request) {
            let op = self.op(request);
            tracing::info!(target: "write_guard", gate = "isolation", op, reason = "known-to-read", "read ALLOWED");
            return Ok(Leave::KnownRead);
        }
        self.write(request).map(|allowed| Leave::Write(Box::new(allowed)))
    }

    fn knows_to_read(&self, request: &Outgoing<'_>) -> bool {
        let Some(reads) = &self.reads else { return false };
        // A client that adds the server below its layers shows a relative URI.
        let is_here = request.uri().host().is_none()
            || (self.origin.is_some() && request.origin().as_deref() == self.origin.as_deref());
        is_here
            && request.is_straight()
            && !request.form_says_a_method()
            && request.is_plain()
            && reads(request)
    }

    fn write(&self, request: &Outgoing<'_>) -> Result<Allowed, Blocked> {
        let named = request.is_plain().then(|| (self.target)(request)).flatten();
        let named = named.filter(|named| self.agrees(request, named));
        let (id, kind) = match named {
            Some(Named { id, kind }) => (Some(id), kind),
            None => (None, None),
        };
        let target = Target::new(id.clone()).kind(kind);
        let target = match request.origin() {
            Some(origin) => target.at(origin),
            None => target,
        };
        let write = WriteRequest::new(self.op(request), id).kind(kind);
        let permit = enforce(&self.gate, &write)?;
        if let Some((why, help)) = Self::unclear(request) {
            return Err(permit.refuse(&target, why, help));
        }
        permit.spend(|| target.clone())?;
        let gate = self.gate.clone();
        Ok(Allowed { gate, write, target })
    }

    /// Whether each `Destination` of the request is the same target on the same server.
    fn agrees(&self, request: &Outgoing<'_>, named: &Named) -> bool {
        request.destinations().all(|destination| {
            let Some(uri) = destination else { return false };
            let other = request.at(&uri);
            let is_here = match uri.authority() {
                Some(_) => {
                    other.origin_of_uri().is_some() && other.origin_of_uri() == request.origin_of_uri()
                }
                None => uri.path().starts_with('/'),
            };
            is_here && other.is_plain() && (self.target)(&other).as_ref() == Some(named)
        })
    }

    /// Why it cannot be told where the request goes, and what to do about it; `None` if it can.
    fn unclear(request: &Outgoing<'_>) -> Option<(&'static str, &'static str)> {
        if request.uri().host().is_none() {
            return Some((
                "the guard saw a relative URI, which names no server",
                "put the layer below what sets the base URL, so that it sees the finished request",
            ));
        }
        if request.origin().is_none() {
            return Some((
                "the URI and the `Host` header name different servers",
                "send the request with the one `Host` that its URI names",
            ));
        }
        if request.adds_unseen() {
            return Some((
                "the client adds headers that the guard cannot see: this version of reqwest does not show them",
                "use a version of reqwest that this version of write-guard-layer was tried with",
            ));
        }
        request.detour().map(|_| {
            (
                "a header names another path or server than the URI",
                "send a write of a test without `X-Original-URL`, `X-Forwarded-Host` and their kin",
            )
        })
    }

    fn op(&self, request: &Outgoing<'_>) -> String {
        format!("{}.{}", self.name, request.method().as_str().to_ascii_lowercase())
    }
}

impl Allowed {
    /// Refuses the second hop of a redirect. It is a write of its own, so the gate is asked for a permit, which is refused.
    #[cold]
    #[cfg(feature = "reqwest-middleware")]
    pub(crate) fn redirected(self) -> Blocked {
        let refused = |permit: Permit| {
            permit.refuse(
                &self.target,
                "the server redirects the write, and a test process does not follow",
                "send the write to where the server wants it",
            )
        };
        enforce(&self.gate, &self.write).map_or_else(|blocked| blocked, refused)
    }
}

impl fmt::Debug for WriteGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteGuard")
            .field("name", &self.name)
            .field("gate", &self.gate)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
