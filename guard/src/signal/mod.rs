//! Facts that make a process a test.
//!
//! One file for each kind. These files are the only readers of the environment, the executable and the markers; to add
//! a signal, write its file and add it to [`OBSERVERS`].

mod call_site;
mod marker;
mod path;
mod threads;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

pub(crate) use self::call_site::call_site;
pub(crate) use self::marker::marked_by_call;
use crate::escape::escape;

/// What is looked at, cheapest first.
const OBSERVERS: [fn() -> Option<Signal>; 4] = [
    marker::feature,
    marker::variable,
    threads::variable,
    path::executable,
];

/// Every signal of this process that can be had by looking.
pub(crate) fn observe() -> Vec<Signal> {
    OBSERVERS.iter().filter_map(|observer| observer()).collect()
}

/// One observed fact that makes a process a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signal {
    kind: SignalKind,
    detail: Cow<'static, str>,
}

impl Signal {
    /// `detail` is shown as it is: text from elsewhere must be escaped.
    pub(crate) fn new(kind: SignalKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }

    /// What kind of fact.
    #[must_use]
    pub fn kind(&self) -> SignalKind {
        self.kind
    }

    /// The fact, in a few words.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

/// The kinds of signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SignalKind {
    /// The annotated crate was compiled with `cfg(test)`.
    CallSite,
    /// `WRITE_GUARD_TEST_PROCESS` is set, or [`mark_test_process`](crate::mark_test_process) was called, or the feature
    /// `test-process` is enabled.
    Marker,
    /// `RUST_TEST_THREADS` is set.
    TestThreads,
    /// The executable lies where cargo or rustdoc put test executables.
    Path,
}

/// A path as it may stand in a detail.
fn shown(path: &std::path::Path) -> String {
    escape(&path.to_string_lossy()).into_owned()
}
