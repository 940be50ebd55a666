//! The one decision trait.

use crate::context::Context;
use crate::decision::Decision;
use crate::names::names;

/// Answers one kind of question: may this happen?
///
/// A gate is a pure and total function of its own value, the circumstances and the request. It reads no clock, no
/// environment and no network, and it writes no audit; [`enforce`](crate::enforce()) does that for all gates alike.
///
/// Sealed: a gate that anybody can write is a gate that anybody can leave open.
pub trait Gate: sealed::Sealed + for<'r> sealed::Assesses<<Self as Gate>::Request<'r>> {
    /// The name in errors and audit records.
    const ID: GateId;

    /// What it is asked about.
    type Request<'r>;

    /// Decides. Same arguments, same answer.
    fn decide(&self, context: &Context<'_>, request: &Self::Request<'_>) -> Decision {
        self.assess(context, request).decision
    }
}

names! {
    /// Which gate spoke.
    #[non_exhaustive]
    pub enum GateId {
        /// Write isolation: no test process writes outside its sandbox.
        Isolation = "isolation",
        /// Production: no action without a grant, a proven rollback and a clear target.
        Production = "production",
        /// Rehearsal: nothing but a rehearsal, on an isolated clone.
        Rehearsal = "rehearsal",
        /// DOT: no schema write outside the allowlist, or past the owner's gate.
        Dot = "dot",
    }
}

pub(crate) mod sealed {
    use crate::context::Context;
    use crate::decision::Decision;

    /// What a gate keeps to itself.
    #[expect(unnameable_types, reason = "that is the seal")]
    pub trait Sealed {
        /// What a permit of this gate holds on to.
        type Bound;

        /// What the gate knows of a request once it has decided.
        type Findings;
    }

    /// What `enforce` needs of a gate that is asked about an `R`.
    #[expect(unnameable_types, reason = "that is the seal")]
    pub trait Assesses<R>: Sealed {
        /// What the request is about, for errors and the audit.
        fn matter(request: &R) -> Matter<'_>;

        /// Decides, the one time: everything below goes by what was found here.
        fn assess(&self, context: &Context<'_>, request: &R) -> Assessment<Self::Findings>;

        /// Whether an allow leaves an audit event.
        fn is_audited(_: &Self::Findings) -> bool {
            true
        }

        /// What the audit keeps besides the event, as one line of JSON.
        fn record(&self, _: &R, _: &Self::Findings) -> Option<String> {
            None
        }

        /// What a permit for `request` is good for.
        fn bind(&self, request: &R, findings: Self::Findings) -> Self::Bound;
    }

    /// A decision, and what the gate found on the way to it.
    #[expect(unnameable_types, reason = "that is the seal")]
    #[derive(Debug)]
    pub struct Assessment<F> {
        pub(crate) decision: Decision,
        pub(crate) findings: F,
    }

    /// What was asked, for people.
    #[expect(unnameable_types, reason = "that is the seal")]
    #[derive(Clone, Copy, Debug)]
    pub struct Matter<'m> {
        pub(crate) op: &'m str,
        pub(crate) target: Option<&'m str>,
        pub(crate) item: Option<&'m str>,
    }
}
