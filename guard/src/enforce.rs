//! From a decision to a permit.

use crate::audit;
use crate::blocked::Blocked;
use crate::context::Context;
use crate::decision::Decision;
use crate::gate::{Gate, GateId, sealed::Assessment};
use crate::permit::Permit;
use crate::policy;

/// Asks `gate` about `request` in the circumstances this process is really in, writes the audit, and hands out the permit.
///
/// The only maker of permits. A free function and not a method of the trait, so that no gate can leave out the record.
///
/// # Errors
///
/// [`Blocked`] when the gate says no.
pub fn enforce<G: Gate>(gate: &G, request: &G::Request<'_>) -> Result<Permit<G>, Blocked> {
    let findings = admit(gate, request)?;
    Ok(Permit::new(gate.bind(request, findings)))
}

/// As [`enforce`], for a caller that has no use for the permit.
pub(crate) fn admit<G: Gate>(gate: &G, request: &G::Request<'_>) -> Result<G::Findings, Blocked> {
    let context = Context::current();
    let matter = G::matter(request);
    let Assessment { decision, findings } = gate.assess(&context, request);
    let record = gate.record(request, &findings);
    match decision {
        Decision::Allow(basis) => {
            if G::is_audited(&findings) {
                audit::allowed(G::ID, matter, &basis, record.as_deref());
            }
            Ok(findings)
        }
        Decision::Block(reasons) => {
            let is_of_policy = G::ID == GateId::Isolation;
            let late = is_of_policy.then(policy::set_late).flatten();
            let blocked = Blocked::new(G::ID, matter, reasons, context.subject()).late(late);
            Err(audit::blocked(blocked, record.as_deref()))
        }
    }
}
