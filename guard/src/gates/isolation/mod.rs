//! Write isolation: no test process writes outside its sandbox.

mod bound;
mod code;

pub(crate) use self::bound::Bound;
pub use self::code::IsolationCode;

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::ident;
use crate::policy::Sandbox;
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

    fn code(&self, context: &Context<'_>, request: &WriteRequest<'_>) -> Result<IsolationCode, Reason> {
        let policy = context.policy();
        if context.subject().is_live() {
            return Ok(IsolationCode::LiveRuntime);
        }
        if !policy.opted_in() && self.sandbox.is_none() {
            return Err(IsolationCode::OptInDisabled.into());
        }
        if let Some(unusable) = policy.unusable() {
            return Err(IsolationCode::unusable(unusable));
        }
        let target = match request.target() {
            Some(target) if !ident::is_blank(target) => target,
            _ => return Err(IsolationCode::AmbiguousTarget.into()),
        };
        if policy.protects(target) || !policy.allows(target, self.sandbox.as_ref()) {
            return Err(IsolationCode::ProdProjectInTest.into());
        }
        Ok(IsolationCode::SandboxAllowed)
    }
}

impl Gate for IsolationGate {
    const ID: GateId = GateId::Isolation;

    fn decide(&self, context: &Context<'_>, request: &WriteRequest<'_>) -> Decision {
        match self.code(context, request) {
            Ok(code) => Decision::Allow(code.into()),
            Err(reason) => Decision::Block(reason.into()),
        }
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
