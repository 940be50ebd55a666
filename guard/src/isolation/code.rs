//! The reasons of write isolation.

use write_guard_process::escape;

use crate::decision::Reason;
use crate::names::names;
use crate::origin::NoOrigin;
use crate::policy::{Asked, Denied, Objection, Source, UnusableList};

names! {
    /// Why the isolation gate answered as it did.
    pub enum IsolationCode of "isolation" {
        LiveRuntime = "live-runtime" {
            means: "this is not a test process",
            why: "a live process is what the writes are for; the guard is a no-op there",
            help: "nothing to do",
        }
        OptInDisabled = "opt-in-disabled" {
            means: "a test process writes nothing unless it opts in to a sandbox",
            why: "most tests mean to write nothing, so writing is what has to be said",
            help: "to write to a sandbox, hand the client a `Sandbox`, or set `WRITE_GUARD_SANDBOX_WRITES` to `1` \
                   before the process starts and name the sandbox in `WRITE_GUARD_SANDBOX_PROJECTS` or in `sandbox` of \
                   `.config/write-guard.toml`",
        }
        UnusableAllowlist = "unusable-allowlist" {
            means: "a list of projects cannot be used",
            why: "guessing what a mistyped list was meant to hold would widen it or narrow it in silence",
            help: "mend the list: exact ids, each perhaps with its kind and server, as in `7 as project at https://tracker.example`",
        }
        AmbiguousTarget = "ambiguous-target" {
            means: "it is not clear what the write would change",
            why: "a write whose target is not clear may be a write to production",
            help: "name the one project that the write changes",
        }
        ProdProjectInTest = "prod-project-in-test" {
            means: "the target is not a sandbox that this test may write to",
            why: "a test run once moved a production ticket to done with a live token it had inherited",
            help: "aim the test at a sandbox that the allowlist names and nothing protects",
        }
        SandboxAllowed = "sandbox-allowed" {
            means: "the target is an allowed sandbox",
            why: "a sandbox that somebody opted in to is there to be written to",
            help: "nothing to do",
        }
    }
}

impl IsolationCode {
    /// `UnusableAllowlist`, with the list and the entry's position.
    pub(crate) fn unusable(list: &UnusableList) -> Reason {
        let code = Self::UnusableAllowlist.explanation();
        Reason::new(code.code, list.to_string(), code.help)
    }

    /// `UnusableAllowlist`, for a sandbox on what is no server.
    pub(crate) fn nowhere(wrong: NoOrigin) -> Reason {
        Reason::new(
            Self::UnusableAllowlist.as_str(),
            format!("`Sandbox::at` was given what is {wrong}"),
            "name the server by its scheme, host and port",
        )
    }

    /// `OptInDisabled`, for a variable that is set, and not to `1`.
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
        let code = Self::ProdProjectInTest.explanation();
        Reason::new(code.code, format!("{}: {why}", code.meaning), code.help)
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
