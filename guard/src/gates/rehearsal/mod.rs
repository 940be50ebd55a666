//! Rehearsal: nothing but a rehearsal, on an isolated clone.

mod code;
mod request;
pub(crate) mod rules;
mod vocabulary;

pub use self::code::RehearsalCode;
pub use self::request::RehearsalRequest;
use self::rules::{Question, rules};
pub use self::vocabulary::{CloneTarget, RehearsalAction};

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::gates::grant::Grants;
use crate::gates::rules::{Rule, objections};

/// Lets a rehearsal run on an isolated clone, and nothing else anywhere.
///
/// ```
/// use write_guard::rehearsal::{CloneTarget, RehearsalAction, RehearsalGate, RehearsalRequest};
/// use write_guard::{Grant, enforce};
///
/// let gate = RehearsalGate::default();
/// let rehearsal = RehearsalRequest::new(RehearsalAction::Apply, CloneTarget::Local);
/// assert!(enforce(&gate, &rehearsal.clone().isolated_clone_proven()).is_ok());
///
/// let blocked = enforce(&gate, &rehearsal.require(Grant::Cutover)).unwrap_err();
/// assert_eq!(blocked.codes(), ["NOT_ISOLATED_CLONE", "MISSING_GRANT"]);
/// # write_guard::ledger::take();
/// ```
///
/// Its permit is no production token, and cannot be made one:
///
/// ```compile_fail,E0308
/// # use write_guard::{Permit, production::ProductionGate, rehearsal::RehearsalGate};
/// fn change_production(token: Permit<ProductionGate>) {}
///
/// fn after(rehearsal: Permit<RehearsalGate>) {
///     change_production(rehearsal);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct RehearsalGate {
    grants: Grants,
}

impl RehearsalGate {
    /// A gate with this authority.
    #[must_use]
    pub const fn new(grants: Grants) -> Self {
        Self { grants }
    }

    /// Decides; nothing but the gate and the request counts.
    pub(crate) fn decision(&self, request: &RehearsalRequest<'_>) -> Decision {
        self.decide_by(request, &rules())
    }

    /// As [`decision`](Self::decision), by these rules.
    pub(crate) fn decide_by<'q: 'r, 'r>(
        &'q self,
        request: &'q RehearsalRequest<'q>,
        rules: impl IntoIterator<Item = &'r Rule<Question<'q>>>,
    ) -> Decision {
        let question = Question {
            request,
            grants: &self.grants,
        };
        Decision::unless(objections(rules, &question), || {
            Reason::new(
                "ALLOW_REHEARSAL_CLONE",
                "a rehearsal on an isolated clone",
                "nothing to do",
            )
        })
    }
}

/// With the grant of the rehearsal lane.
impl Default for RehearsalGate {
    fn default() -> Self {
        Self::new(Grants::rehearsal_lane())
    }
}

impl Gate for RehearsalGate {
    const ID: GateId = GateId::Rehearsal;

    type Request<'r> = RehearsalRequest<'r>;
}

impl sealed::Sealed for RehearsalGate {
    /// Nothing: the permit of a rehearsal only says that the gate was asked.
    type Bound = ();

    type Findings = ();
}

impl sealed::Assesses<RehearsalRequest<'_>> for RehearsalGate {
    fn matter<'m>(request: &'m RehearsalRequest<'_>) -> sealed::Matter<'m> {
        sealed::Matter {
            op: request.action.as_str().unwrap_or("unknown"),
            target: request.target.as_str(),
            item: None,
        }
    }

    fn assess(&self, _: &Context<'_>, request: &RehearsalRequest<'_>) -> sealed::Assessment<()> {
        sealed::Assessment {
            decision: self.decision(request),
            findings: (),
        }
    }

    fn bind(&self, _: &RehearsalRequest<'_>, (): ()) {}
}
