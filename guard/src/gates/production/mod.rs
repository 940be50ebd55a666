//! Production: no action without a grant, a proven rollback and a clear target.

mod action;
mod bound;
mod code;
mod request;
pub(crate) mod rules;

pub use self::action::ProductionAction;
pub(crate) use self::bound::Bound;
pub use self::code::ProductionCode;
pub use self::request::ProductionRequest;
use self::rules::{Question, rules};

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::gates::grant::Grants;
use crate::gates::rules::{Rule, objections};

/// Lets an action on production happen only on explicit authority.
///
/// Authority is what the gate is constructed with, and never part of a request. The permit is the production token: it
/// serves the one action on the one target that it was given for.
///
/// ```
/// use write_guard::production::{ProductionAction, ProductionGate, ProductionRequest};
/// use write_guard::{Grant, Grants, Permit, enforce};
///
/// /// Needs the token, so nobody gets here without one.
/// fn change_secrets(token: Permit<ProductionGate>, of: &str) -> Result<(), write_guard::Blocked> {
///     token.spend(ProductionAction::SecretsChange, of)
/// }
///
/// let gate = ProductionGate::new(Grants::of([Grant::SecretsChange]));
/// let ask = || enforce(&gate, &ProductionRequest::new(ProductionAction::SecretsChange, "push credentials"));
/// assert!(change_secrets(ask()?, "push credentials").is_ok());
/// assert!(change_secrets(ask()?, "everything else").is_err());
///
/// let request = ProductionRequest::new(ProductionAction::Cutover, "prod repoint");
/// let blocked = enforce(&gate, &request).unwrap_err();
/// assert_eq!(blocked.codes(), ["ROLLBACK_NOT_PROVEN", "MISSING_GRANT"]);
/// # write_guard::ledger::take();
/// # Ok::<(), write_guard::Blocked>(())
/// ```
///
/// A token is spent once:
///
/// ```compile_fail,E0382
/// # use write_guard::production::{ProductionAction, ProductionGate};
/// fn twice(token: write_guard::Permit<ProductionGate>) {
///     let _ = token.spend(ProductionAction::Cutover, "prod");
///     let _ = token.spend(ProductionAction::Cutover, "prod");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ProductionGate {
    grants: Grants,
}

impl ProductionGate {
    /// A gate with this authority.
    #[must_use]
    pub const fn new(grants: Grants) -> Self {
        Self { grants }
    }

    /// Decides; nothing but the gate and the request counts.
    pub(crate) fn decision(&self, request: &ProductionRequest<'_>) -> Decision {
        self.decide_by(request, &rules())
    }

    /// As [`decision`](Self::decision), by these rules.
    pub(crate) fn decide_by<'q: 'r, 'r>(
        &'q self,
        request: &'q ProductionRequest<'q>,
        rules: impl IntoIterator<Item = &'r Rule<Question<'q>>>,
    ) -> Decision {
        let question = Question {
            request,
            grants: &self.grants,
        };
        Decision::unless(objections(rules, &question), || {
            Reason::new(
                "ALLOW",
                "every grant is held and nothing is left open",
                "nothing to do",
            )
        })
    }
}

/// With the grants of the scoping lane.
impl Default for ProductionGate {
    fn default() -> Self {
        Self::new(Grants::scoping_lane())
    }
}

impl Gate for ProductionGate {
    const ID: GateId = GateId::Production;

    type Request<'r> = ProductionRequest<'r>;
}

impl sealed::Sealed for ProductionGate {
    type Bound = Bound;

    type Findings = ();
}

impl sealed::Assesses<ProductionRequest<'_>> for ProductionGate {
    fn matter<'m>(request: &'m ProductionRequest<'_>) -> sealed::Matter<'m> {
        sealed::Matter {
            op: request.action.map_or("unknown", ProductionAction::as_str),
            target: request.target.as_str(),
            item: None,
        }
    }

    fn assess(&self, _: &Context<'_>, request: &ProductionRequest<'_>) -> sealed::Assessment<()> {
        sealed::Assessment {
            decision: self.decision(request),
            findings: (),
        }
    }

    fn bind(&self, request: &ProductionRequest<'_>, (): ()) -> Bound {
        Bound::new(request)
    }
}
