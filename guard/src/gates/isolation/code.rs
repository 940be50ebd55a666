//! The reasons of write isolation.

use write_guard_process::escape;

use crate::decision::Reason;
use crate::origin::NoOrigin;
use crate::policy::{Asked, Denied, Objection, Source, UnusableList};

/// Why the isolation gate answered as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IsolationCode {
    /// `live-runtime`: the process is not a test.
    LiveRuntime,
    /// `opt-in-disabled`: the process is a test and nothing opted in.
    OptInDisabled,
    /// `unusable-allowlist`: a list of projects has an entry that is not a plain id.
    UnusableAllowlist,
    /// `ambiguous-target`: no target, a blank one, or targets that contradict each other.
    AmbiguousTarget,
    /// `prod-project-in-test`: the target is protected, or not in the allowlist.
    ProdProjectInTest,
    /// `sandbox-allowed`: opted in, and the target is in the allowlist.
    SandboxAllowed,
}

impl IsolationCode {
    /// Every code, in the order of the rules.
    pub const ALL: [Self; 6] = [
        Self::LiveRuntime,
        Self::OptInDisabled,
        Self::UnusableAllowlist,
        Self::AmbiguousTarget,
        Self::ProdProjectInTest,
        Self::SandboxAllowed,
    ];

    /// The code, for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LiveRuntime => "live-runtime",
            Self::OptInDisabled => "opt-in-disabled",
            Self::UnusableAllowlist => "unusable-allowlist",
            Self::AmbiguousTarget => "ambiguous-target",
            Self::ProdProjectInTest => "prod-project-in-test",
            Self::SandboxAllowed => "sandbox-allowed",
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::LiveRuntime => "this is not a test process",
            Self::OptInDisabled => "a test process writes nothing unless it opts in to a sandbox",
            Self::UnusableAllowlist => "a list of projects cannot be used",
            Self::AmbiguousTarget => "it is not clear what the write would change",
            Self::ProdProjectInTest => "the target is not a sandbox that this test may write to",
            Self::SandboxAllowed => "the target is an allowed sandbox",
        }
    }

    pub(crate) const fn why(self) -> &'static str {
        match self {
            Self::LiveRuntime => "a live process is what the writes are for; the guard is a no-op there",
            Self::OptInDisabled => "most tests mean to write nothing, so writing is what has to be said",
            Self::UnusableAllowlist => {
                "guessing what a mistyped list was meant to hold would widen it or narrow it in silence"
            }
            Self::AmbiguousTarget => "a write whose target is not clear may be a write to production",
            Self::ProdProjectInTest => {
                "a test run once moved a production ticket to done with a live token it had inherited"
            }
            Self::SandboxAllowed => "a sandbox that somebody opted in to is there to be written to",
        }
    }

    pub(crate) const fn help(self) -> &'static str {
        match self {
            Self::LiveRuntime | Self::SandboxAllowed => "nothing to do",
            Self::OptInDisabled => {
                "to write to a sandbox, hand the client a `Sandbox`, or set `WRITE_GUARD_SANDBOX_WRITES` to `1` \
                 before the process starts and name the sandbox in `WRITE_GUARD_SANDBOX_PROJECTS` or in `sandbox` of \
                 `.config/write-guard.toml`"
            }
            Self::UnusableAllowlist => {
                "mend the list: exact ids, each perhaps with its kind and server, as in `7 as project at https://tracker.example`"
            }
            Self::AmbiguousTarget => "name the one project that the write changes",
            Self::ProdProjectInTest => {
                "aim the test at a sandbox that the allowlist names and nothing protects"
            }
        }
    }

    /// `UnusableAllowlist`, with the list and the entry's position.
    pub(crate) fn unusable(list: &UnusableList) -> Reason {
        Reason::new(
            Self::UnusableAllowlist.as_str(),
            list.to_string(),
            Self::UnusableAllowlist.help(),
        )
    }

    /// `UnusableAllowlist`, for a sandbox on what is no server.
    pub(crate) fn nowhere(wrong: NoOrigin) -> Reason {
        Reason::new(
            Self::UnusableAllowlist.as_str(),
            format!("`Sandbox::at` was given what is {wrong}"),
            "name the server by its scheme, host and port",
        )
    }

    /// `OptInDisabled`, for an opt-in with another word than the one there is.
    pub(crate) fn misspelt() -> Reason {
        Reason::new(
            Self::OptInDisabled.as_str(),
            "a test process writes nothing unless it opts in to a sandbox, and `WRITE_GUARD_SANDBOX_WRITES` is set, but not to exactly `1`",
            "set it to `1`, without white space, before the process starts, or hand the client a `Sandbox`",
        )
    }

    /// `AmbiguousTarget`, for a gate on what is no server.
    pub(crate) fn unclear_server(wrong: NoOrigin) -> Reason {
        Reason::new(
            Self::AmbiguousTarget.as_str(),
            format!("the gate's server is unclear: what names it is {wrong}"),
            "name the gate's server by its scheme, host and port",
        )
    }

    /// `ProdProjectInTest`, and who protects it.
    pub(crate) fn protected(list: &Source) -> Reason {
        Self::outside(&format!("{list} protects it"))
    }

    /// `ProdProjectInTest`, and who does not allow it.
    pub(crate) fn denied(by: &Denied<'_>, asked: Asked<'_>) -> Reason {
        Self::outside(&match by {
            Denied::ByNone => "no list names any sandbox".into(),
            Denied::By(list, Objection::NotNamed) => format!("{list} does not name it"),
            Denied::By(list, Objection::AnotherKind) => match asked.kind {
                Some(kind) => format!("{list} does not name it as `{}`", escape(kind)),
                None => {
                    format!("{list} names it as one kind of thing, and the write does not say which it is")
                }
            },
            Denied::By(list, Objection::AnotherServer) => Self::another_server(&list.to_string(), asked),
        })
    }

    /// `ProdProjectInTest`, for a sandbox on another server.
    pub(crate) fn elsewhere(asked: Asked<'_>) -> Reason {
        Self::outside(&Self::another_server("`Sandbox::at`", asked))
    }

    fn another_server(list: &str, asked: Asked<'_>) -> String {
        match asked.origin {
            Some(origin) => format!("{list} names it on another server than `{origin}`"),
            None => format!("{list} names it on one server, and the gate names none"),
        }
    }

    fn outside(why: &str) -> Reason {
        let code = Self::ProdProjectInTest;
        Reason::new(code.as_str(), format!("{}: {why}", code.meaning()), code.help())
    }

    /// `AmbiguousTarget`, for a request that goes elsewhere than its permit.
    pub(crate) fn diverted(meaning: String, help: &'static str) -> Reason {
        Reason::new(Self::AmbiguousTarget.as_str(), meaning, help)
    }

    /// `AmbiguousTarget`, for a live permit in what proved to be a test.
    pub(crate) fn outlived() -> Reason {
        Reason::new(
            Self::AmbiguousTarget.as_str(),
            "the permit was given before this process was known to be a test",
            "mark the process as a test before its first write",
        )
    }
}

impl From<IsolationCode> for Reason {
    fn from(code: IsolationCode) -> Self {
        Self::new(code.as_str(), code.meaning(), code.help())
    }
}
