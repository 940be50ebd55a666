//! Write isolation: no test process writes outside its sandbox.

mod bound;
mod code;

pub(crate) use self::bound::Bound;
pub use self::code::IsolationCode;

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::ident;
use crate::origin::Server;
use crate::policy::{Asked, OptIn, Policy, Sandbox};
use crate::request::WriteRequest;

/// Lets a live process write, and a test process only into its sandbox.
///
/// The rules, first match wins:
///
/// | Circumstances | Answer | Code |
/// |---|---|---|
/// | not a test process | allow | `live-runtime` |
/// | the opt-in is not on | block | `opt-in-disabled` |
/// | a list of projects cannot be used | block | `unusable-allowlist` |
/// | no target, or a blank one | block | `ambiguous-target` |
/// | the target is protected | block | `prod-project-in-test` |
/// | the target is not in the allowlist | block | `prod-project-in-test` |
/// | otherwise | allow | `sandbox-allowed` |
///
/// Nothing else counts: not the credentials, not the operation, not the work item.
///
/// ```
/// use write_guard::{Context, Gate, IsolationGate, Policy, Subject, WriteRequest};
///
/// let policy = Policy::new(true).allow("sand").protect("prod");
/// let test = Subject::simulated_test();
/// let decide = |target| {
///     let request = WriteRequest::new("state", Some(target));
///     IsolationGate::new().decide(&Context::simulated(&test, &policy), &request).codes()
/// };
///
/// assert_eq!(decide("sand"), ["sandbox-allowed"]);
/// assert_eq!(decide("prod"), ["prod-project-in-test"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct IsolationGate {
    sandbox: Option<Sandbox>,
    server: Server,
}

impl IsolationGate {
    /// A gate that knows no more than the environment does.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            sandbox: None,
            server: Server::Unnamed,
        }
    }

    /// Opts in, for the writes that ask this gate.
    #[must_use]
    pub fn sandbox(self, sandbox: Sandbox) -> Self {
        Self {
            sandbox: Some(sandbox),
            ..self
        }
    }

    /// Binds permits to one server: scheme, host and port, as in `https://api.plane.so`; entries of lists that name a server
    /// count for that one only.
    ///
    /// What is no origin (see [`Origin::parse`](crate::Origin::parse)) blocks every write of a test, and the block says so.
    #[must_use]
    pub fn origin(self, origin: impl Into<Box<str>>) -> Self {
        Self {
            server: Server::named(&origin.into()),
            ..self
        }
    }

    /// The question that lists are asked.
    fn asked<'a>(&'a self, request: &'a WriteRequest<'_>) -> Option<Asked<'a>> {
        Some(Asked {
            id: request.target()?,
            kind: request.target_kind(),
            origin: self.server.origin(),
        })
    }

    /// The answer by these rules of a test process.
    pub(crate) fn assess_by<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r NamedRule>,
        context: &Context<'_>,
        request: &WriteRequest<'_>,
    ) -> sealed::Assessment<Process> {
        if context.subject().is_live() {
            return sealed::Assessment {
                decision: Decision::Allow(IsolationCode::LiveRuntime.into()),
                findings: Process::Live,
            };
        }
        let objection = rules
            .into_iter()
            .find_map(|(_, rule)| rule(self, context.policy(), request));
        sealed::Assessment {
            decision: match objection {
                Some(reason) => Decision::Block(reason.into()),
                None => Decision::Allow(IsolationCode::SandboxAllowed.into()),
            },
            findings: Process::Test,
        }
    }
}

/// Who asked. A live process writes freely, and nothing of it is kept.
#[derive(Clone, Copy, Debug)]
#[expect(unnameable_types, reason = "it is what the gate keeps to itself")]
pub enum Process {
    Live,
    Test,
}

/// Why a test process may not write, if this rule says so.
pub(crate) type Rule = fn(&IsolationGate, &Policy, &WriteRequest<'_>) -> Option<Reason>;

/// A rule, and what it is called.
pub(crate) type NamedRule = (&'static str, Rule);

/// What holds for a test process; the first that objects is the reason.
pub(crate) const RULES: [NamedRule; 5] = [
    ("opt_in", opt_in),
    ("usable", usable),
    ("target", target),
    ("protected", protected),
    ("allowed", allowed),
];

fn opt_in(gate: &IsolationGate, policy: &Policy, _: &WriteRequest<'_>) -> Option<Reason> {
    match policy.opt_in() {
        _ if gate.sandbox.is_some() => None,
        OptIn::On => None,
        OptIn::Off => Some(IsolationCode::OptInDisabled.into()),
        OptIn::Misspelt => Some(IsolationCode::misspelt()),
    }
}

fn usable(gate: &IsolationGate, policy: &Policy, _: &WriteRequest<'_>) -> Option<Reason> {
    if let Some(Server::Unclear(wrong)) = gate.sandbox.as_ref().map(Sandbox::server) {
        return Some(IsolationCode::nowhere(*wrong));
    }
    policy.unusable().map(IsolationCode::unusable)
}

fn target(gate: &IsolationGate, _: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    if let Server::Unclear(wrong) = gate.server {
        return Some(IsolationCode::unclear_server(wrong));
    }
    let is_there = request.target().is_some_and(|target| !ident::is_blank(target));
    (!is_there).then(|| IsolationCode::AmbiguousTarget.into())
}

fn protected(gate: &IsolationGate, policy: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    policy
        .protects(gate.asked(request)?)
        .map(IsolationCode::protected)
}

fn allowed(gate: &IsolationGate, policy: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    let Some(asked) = gate.asked(request) else {
        return Some(IsolationCode::ProdProjectInTest.into());
    };
    let bound_to = gate
        .sandbox
        .as_ref()
        .and_then(|sandbox| sandbox.server().origin());
    if bound_to.is_some() && bound_to != asked.origin {
        return Some(IsolationCode::elsewhere(asked));
    }
    let denied = policy.objects(asked, gate.sandbox.as_ref())?;
    Some(IsolationCode::denied(&denied, asked))
}

impl Gate for IsolationGate {
    const ID: GateId = GateId::Isolation;

    type Request<'r> = WriteRequest<'r>;
}

impl sealed::Sealed for IsolationGate {
    /// `None` in a live process, where a permit is free.
    type Bound = Option<Box<Bound>>;

    type Findings = Process;
}

impl sealed::Assesses<WriteRequest<'_>> for IsolationGate {
    fn matter<'m>(request: &'m WriteRequest<'_>) -> sealed::Matter<'m> {
        sealed::Matter {
            op: request.op(),
            target: request.target(),
            item: request.work_item(),
        }
    }

    fn assess(&self, context: &Context<'_>, request: &WriteRequest<'_>) -> sealed::Assessment<Process> {
        self.assess_by(&RULES, context, request)
    }

    fn is_audited(process: &Process) -> bool {
        matches!(process, Process::Test)
    }

    fn bind(&self, request: &WriteRequest<'_>, process: Process) -> Self::Bound {
        match process {
            Process::Live => None,
            Process::Test => Some(Box::new(Bound::new(request, self.server.origin()))),
        }
    }
}

impl AsRef<IsolationGate> for IsolationGate {
    fn as_ref(&self) -> &IsolationGate {
        self
    }
}

#[cfg(test)]
mod tests;
