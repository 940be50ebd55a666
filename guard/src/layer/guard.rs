//! What a layer asks, whatever it is a layer of.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method};

use super::outgoing::{self, Outgoing};
use crate::blocked::Blocked;
use crate::enforce::enforce;
use crate::gates::isolation::IsolationGate;
use crate::policy::Sandbox;
use crate::request::{Target, WriteRequest};
use crate::subject;

/// Decides about the writes of a client that is not yours.
///
/// A tower layer, and what makes a guarded reqwest-middleware client; see [the module](crate::layer) for where to put it.
/// Cheap to clone.
///
/// ```
/// use write_guard::layer::WriteGuard;
/// use write_guard::Sandbox;
///
/// // On GitHub, `/repos/{owner}/{repository}/…` changes that repository.
/// let guard = WriteGuard::new("https://api.github.com", |request| {
///     let mut segments = request.segments();
///     match (segments.next()?, segments.next()?, segments.next()?) {
///         ("repos", owner, repository) => Some(format!("{owner}/{repository}")),
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
    gate: IsolationGate,
    target: Arc<Resolve>,
}

type Resolve = dyn Fn(&Outgoing<'_>) -> Option<String> + Send + Sync;

impl WriteGuard {
    /// Guards writes to `origin`; `target` says what a request would change, by its exact identity.
    ///
    /// An id in an allowlist means something on one server only. So `origin` is required: in a test process a write to
    /// any other is blocked, whatever its target. It is scheme, host and port, as in `https://api.github.com`; a path after
    /// it does not count, and what is no origin is that of no request. Best it is a constant of your sandbox, and not the
    /// base URL that the client got from its configuration.
    ///
    /// `target` is called in a test process only. `None` blocks.
    pub fn new(
        origin: &str,
        target: impl Fn(&Outgoing<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        let origin = outgoing::origin_in(origin).unwrap_or_else(|| origin.to_owned());
        Self {
            name: "http",
            gate: IsolationGate::new().origin(origin),
            target: Arc::new(target),
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

    /// Asks, in a test process. Returns what was allowed.
    #[cold]
    pub(super) fn ask(&self, request: &Outgoing<'_>) -> Result<WriteRequest<'static>, Blocked> {
        let target = request.is_plain().then(|| (self.target)(request)).flatten();
        let op = format!("{}.{}", self.name, request.method().as_str().to_ascii_lowercase());
        let write = WriteRequest::new(op, target);
        let finished = Target::new(write.target().map(Cow::from));
        enforce(&self.gate, &write)?.spend(|| match request.origin() {
            Some(origin) => finished.at(origin),
            None => finished,
        })?;
        Ok(write)
    }
}

/// Whether a request has to be asked about: in a live process that is one load.
#[inline]
pub(super) fn is_asked(method: &Method, headers: &HeaderMap) -> bool {
    !subject::is_live() && !subject::judged_live() && !outgoing::is_read(method, headers)
}

impl fmt::Debug for WriteGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteGuard")
            .field("name", &self.name)
            .field("gate", &self.gate)
            .finish_non_exhaustive()
    }
}
