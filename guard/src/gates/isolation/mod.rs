//! Write isolation: no test process writes outside its sandbox.

mod bound;
mod code;
mod diverted;

pub(crate) use self::bound::Bound;
pub use self::code::IsolationCode;

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::ident;
use crate::policy::{Policy, Sandbox};
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
    origin: Option<Box<str>>,
}

impl IsolationGate {
    /// A gate that knows no more than the environment does.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            sandbox: None,
            origin: None,
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

    /// Binds permits to one server: scheme, host and port, as in `https://api.plane.so`.
    #[must_use]
    pub fn origin(self, origin: impl Into<Box<str>>) -> Self {
        Self {
            origin: Some(origin.into()),
            ..self
        }
    }

    /// How many rules there are for a test process.
    #[cfg(test)]
    pub(crate) fn rule_count() -> usize {
        RULES.len()
    }

    /// The answer of a gate that has lost one rule.
    #[cfg(test)]
    pub(crate) fn decide_without(
        &self,
        lost: usize,
        context: &Context<'_>,
        request: &WriteRequest<'_>,
    ) -> Decision {
        self.decide_by(crate::rules::all_but(lost, &RULES), context, request)
    }

    fn decide_by<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        context: &Context<'_>,
        request: &WriteRequest<'_>,
    ) -> Decision {
        if context.subject().is_live() {
            return Decision::Allow(IsolationCode::LiveRuntime.into());
        }
        match rules
            .into_iter()
            .find_map(|rule| rule(self, context.policy(), request))
        {
            Some(reason) => Decision::Block(reason.into()),
            None => Decision::Allow(IsolationCode::SandboxAllowed.into()),
        }
    }
}

/// Why a test process may not write, if this rule says so.
type Rule = fn(&IsolationGate, &Policy, &WriteRequest<'_>) -> Option<Reason>;

/// What holds for a test process; the first that objects is the reason.
const RULES: [Rule; 5] = [opt_in, usable, target, protected, allowed];

fn opt_in(gate: &IsolationGate, policy: &Policy, _: &WriteRequest<'_>) -> Option<Reason> {
    let is_on = policy.opted_in() || gate.sandbox.is_some();
    (!is_on).then(|| IsolationCode::OptInDisabled.into())
}

fn usable(_: &IsolationGate, policy: &Policy, _: &WriteRequest<'_>) -> Option<Reason> {
    policy.unusable().map(IsolationCode::unusable)
}

fn target(_: &IsolationGate, _: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    let is_there = request.target().is_some_and(|target| !ident::is_blank(target));
    (!is_there).then(|| IsolationCode::AmbiguousTarget.into())
}

fn protected(_: &IsolationGate, policy: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    let is_protected = request.target().is_some_and(|target| policy.protects(target));
    is_protected.then(|| IsolationCode::ProdProjectInTest.into())
}

fn allowed(gate: &IsolationGate, policy: &Policy, request: &WriteRequest<'_>) -> Option<Reason> {
    let is_allowed = |target| policy.allows(target, gate.sandbox.as_ref());
    (!request.target().is_some_and(is_allowed)).then(|| IsolationCode::ProdProjectInTest.into())
}

impl Gate for IsolationGate {
    const ID: GateId = GateId::Isolation;

    fn decide(&self, context: &Context<'_>, request: &WriteRequest<'_>) -> Decision {
        self.decide_by(&RULES, context, request)
    }
}

impl sealed::Sealed for IsolationGate {
    type Request<'r> = WriteRequest<'r>;

    /// `None` in a live process, where a permit is free.
    type Bound = Option<Box<Bound>>;

    fn matter<'m>(request: &'m WriteRequest<'_>) -> sealed::Matter<'m> {
        sealed::Matter {
            op: request.op(),
            target: request.target(),
            item: request.work_item(),
        }
    }

    fn bind(&self, request: &WriteRequest<'_>, basis: &Reason) -> Self::Bound {
        let is_bound = basis.code() != IsolationCode::LiveRuntime.as_str();
        is_bound.then(|| Box::new(Bound::new(request, self.origin.as_deref())))
    }

    fn is_audited(basis: &Reason) -> bool {
        basis.code() != IsolationCode::LiveRuntime.as_str()
    }

    fn record(&self, _: &WriteRequest<'_>, _: &Decision) -> Option<String> {
        None
    }
}

impl AsRef<IsolationGate> for IsolationGate {
    fn as_ref(&self) -> &IsolationGate {
        self
    }
}
