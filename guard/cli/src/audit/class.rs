//! What can be said of a call.

use serde::{Deserialize, Serialize};

/// What the audit says of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// It writes, and nothing decides.
    Unguarded,
    /// Whether it writes is not known, and nothing decides.
    Unknown,
    /// Its function is decided on when it is called, but not what it sends.
    CallOnly,
    /// It leaves the process by no HTTP library.
    NotHttp,
    /// Its function is guarded, and takes its permit to what sends.
    Guarded,
    /// It sends for a permit that its function takes, or is private and called from such functions alone.
    Door,
    /// Its client asks the guard.
    Layer,
    /// Its verb is safe.
    Read,
}

impl Class {
    pub(super) const ALL: [Self; 8] = [
        Self::Unguarded,
        Self::Unknown,
        Self::CallOnly,
        Self::NotHttp,
        Self::Guarded,
        Self::Door,
        Self::Layer,
        Self::Read,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unguarded => "unguarded",
            Self::Unknown => "unknown",
            Self::CallOnly => "call-only",
            Self::NotHttp => "not-http",
            Self::Guarded => "guarded",
            Self::Door => "door",
            Self::Layer => "layer",
            Self::Read => "read",
        }
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Unguarded => "it writes, and nothing decides whether it may",
            Self::Unknown => "whether it writes is not said here, and nothing decides",
            Self::CallOnly => "the call of its function is decided on, but not what it sends",
            Self::NotHttp => "it leaves the process by no HTTP library",
            Self::Guarded => "its function carries the attribute and takes its permit to what sends",
            Self::Door => {
                "it sends for a permit that its function takes, or is only called from such functions"
            }
            Self::Layer => "its client asks the guard",
            Self::Read => "its verb is safe",
        }
    }

    /// What to do about it; nothing where all is well.
    pub(super) fn next_step(self) -> Option<&'static str> {
        match self {
            Self::Unguarded => Some(
                "put `#[guarded_write(…)]` on the function, take a `Permit` to what sends, or make the client with a `WriteGuard`",
            ),
            Self::Unknown => Some(
                "name the verb where it is sent, put `#[guarded_write(…)]` on the function, or take a `Permit` to what sends",
            ),
            Self::CallOnly => Some(
                "take its permit to what sends: `permit = permit` in the attribute, and `permit.spend(…)`",
            ),
            Self::NotHttp => {
                Some("see that what it reaches is no production system, or put a gate in front of it")
            }
            Self::Guarded | Self::Door | Self::Layer | Self::Read => None,
        }
    }
}
