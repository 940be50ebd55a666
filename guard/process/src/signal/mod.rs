//! Facts that speak for a test process.
//!
//! One file for each kind; these files are the only readers of the environment, the executable and `/proc`. Each splits
//! *gathering* facts from *weighing* them, so that the weighing is tested on facts made up.
//!
//! To add a kind of signal, write its file and its line in the table below.

mod ancestor;
mod call_site;
mod compiler;
mod environment;
mod feature;
mod image;
mod marker;
mod path;
mod process;
mod runner;
mod system;
mod threads;

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

pub(crate) use self::call_site::call_site;
pub use self::marker::mark_test_command;
pub(crate) use self::marker::marked_by_call;
pub(crate) use self::process::{Place, Process};
use crate::escape::escape;

/// Declares [`SignalKind`], and what is looked at for each kind, from one table.
macro_rules! table {
    ($($(#[$doc:meta])* $kind:ident: $look:path, $remedy:literal;)*) => {
        /// The kinds of signal, in the order in which they are looked at: cheapest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
        #[non_exhaustive]
        pub enum SignalKind {
            $($(#[$doc])* $kind,)*
        }

        impl SignalKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// What to do about a false alarm of this kind.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self {
                    $(Self::$kind => $remedy,)*
                }
            }

            /// Looks for a signal of this kind in `process`.
            pub(crate) fn look(self, process: &Process) -> Option<Signal> {
                match self {
                    $(Self::$kind => $look(process),)*
                }
            }
        }
    };
}

table! {
    /// The annotated crate was compiled with `cfg(test)`.
    CallSite: call_site::look,
        "do not ship a crate that was compiled with `cfg(test)`";
    /// The compiler was told to build for Miri, a fuzzer, loom or Kani.
    Compiler: compiler::look,
        "build without `--cfg miri`, `fuzzing`, `loom` and `kani` in RUSTFLAGS";
    /// `WRITE_GUARD_TEST_PROCESS` is set, or [`mark_test_process`](crate::mark_test_process) was called.
    Marker: marker::look,
        "unset `WRITE_GUARD_TEST_PROCESS` where the program is started, and do not call `mark_test_process`";
    /// `RUST_TEST_THREADS` is set.
    TestThreads: threads::look,
        "unset `RUST_TEST_THREADS` where the program is started, also under `[env]` in cargo's configuration: it counts \
         with any value and alone";
    /// The executable lies where cargo or rustdoc put test executables.
    Path: path::look,
        "do not run a program out of a target directory's `deps`; install it";
    /// A test runner left its variables in the environment.
    Runner: runner::look,
        "start the program from an environment without the runner's variables, for instance with `env -u NAME`";
    /// The feature `test-process` of this crate is enabled.
    Feature: feature::look,
        "enable `test-process` under `[dev-dependencies]` only, in a workspace with `resolver = \"2\"` or later, and build \
         what you run by itself: `cargo build`, without `--all-targets` and not left over from `cargo test`";
    /// The executable contains a test harness.
    Image: image::look,
        "do not link a test harness into the program: it belongs under `[dev-dependencies]`";
    /// The process descends from a test, or from what runs tests.
    Ancestor: ancestor::look,
        "do not start the program from a test or from `cargo test`; what only shares their process group is started with \
         `setsid`";
    /// Nothing can be found out on this system, so it counts as a test.
    System: system::look,
        "run on a system that has an environment and executables";
}

/// Two quick looks that know most tests: by a variable whose name is known, and by one path.
const AT_HAND: [fn(&Process) -> Option<Signal>; 2] = [runner::glance, path::glance];

/// The signals of `process`: what is looked at stops at the first strong one.
///
/// Which one that is changes no verdict, so the cheapest questions come first.
pub(crate) fn observe(process: &Process) -> Vec<Signal> {
    if let Some(signal) = AT_HAND.iter().find_map(|glance| glance(process)) {
        return vec![signal];
    }
    let mut signals = Vec::new();
    for kind in SignalKind::ALL {
        if let Some(signal) = kind.look(process) {
            if signal.strength == Strength::Strong {
                signals.insert(0, signal);
                break;
            }
            signals.push(signal);
        }
    }
    signals
}

/// The strong signal that came into the environment of `process` after the first look. Nothing else of a process changes later.
pub(crate) fn arrived(process: &Process) -> Option<Signal> {
    let kinds = [SignalKind::Marker, SignalKind::TestThreads, SignalKind::Runner];
    let signals = kinds.into_iter().filter_map(|kind| kind.look(process));
    signals
        .into_iter()
        .find(|signal| signal.strength == Strength::Strong)
}

/// One observed fact that speaks for a test process.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Signal {
    kind: SignalKind,
    strength: Strength,
    detail: Cow<'static, str>,
}

impl Signal {
    /// A fact that decides. `detail` is shown as it is: text from elsewhere must be escaped.
    pub(crate) fn strong(kind: SignalKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            strength: Strength::Strong,
            detail: detail.into(),
        }
    }

    /// A fact that is reported and never decides. `detail` is shown as it is: text from elsewhere must be escaped.
    pub(crate) fn weak(kind: SignalKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            strength: Strength::Weak,
            ..Self::strong(kind, detail)
        }
    }

    /// What kind of fact.
    #[must_use]
    pub fn kind(&self) -> SignalKind {
        self.kind
    }

    /// Whether it decides.
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
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

/// Whether a signal decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a signal decides or it does not")]
pub enum Strength {
    /// Makes the process a test, alone.
    Strong,
    /// Is reported, and never decides.
    Weak,
}

/// A path as it may stand in a detail.
fn shown(path: &Path) -> String {
    escape(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observed(environment: &[(&str, &str)]) -> Vec<(SignalKind, Strength)> {
        let signals = observe(&Process::with_environment(environment));
        signals
            .iter()
            .map(|signal| (signal.kind(), signal.strength()))
            .collect()
    }

    #[test]
    fn the_signal_that_decides_comes_first_and_ends_the_search() {
        let (marker, runner) = (SignalKind::Marker, SignalKind::Runner);
        // There is no such process, so its executable cannot be read.
        let unread = (SignalKind::Image, Strength::Weak);
        assert_eq!(observed(&[]), [unread]);
        assert_eq!(observed(&[("NEXTEST", "1")]), [(runner, Strength::Weak), unread]);
        assert_eq!(
            observed(&[("RUST_TEST_THREADS", "1"), ("WRITE_GUARD_TEST_PROCESS", "1")]),
            [(marker, Strength::Strong)]
        );
        let whole = [
            ("NEXTEST", "1"),
            ("NEXTEST_RUN_ID", "1"),
            ("WRITE_GUARD_TEST_PROCESS", "1"),
        ];
        assert_eq!(observed(&whole), [(runner, Strength::Strong)], "at hand");
    }

    #[test]
    fn what_has_arrived_is_proof_and_no_hint() {
        let arrived = |environment: &[(&str, &str)]| {
            arrived(&Process::with_environment(environment)).map(|signal| signal.kind())
        };
        assert_eq!(arrived(&[]), None);
        assert_eq!(arrived(&[("NEXTEST", "1")]), None);
        let whole = [("NEXTEST", "1"), ("NEXTEST_RUN_ID", "1")];
        assert_eq!(arrived(&whole), Some(SignalKind::Runner));
        assert_eq!(
            arrived(&[("RUST_TEST_THREADS", "")]),
            Some(SignalKind::TestThreads)
        );
        assert_eq!(
            arrived(&[("WRITE_GUARD_TEST_PROCESS", "0")]),
            Some(SignalKind::Marker)
        );
    }
}
