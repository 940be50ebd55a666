//! The production token.

use write_guard_process as process;

use super::Permit;
use crate::audit;
use crate::blocked::Blocked;
use crate::decision::Reason;
use crate::gate::{Gate, sealed::Matter};
use crate::gates::production::{ProductionAction, ProductionCode, ProductionGate};

impl Permit<ProductionGate> {
    /// Trades the token for the right to do `action` to `target`, as the last thing before it is done.
    ///
    /// # Errors
    ///
    /// [`Blocked`] with `AMBIGUOUS_TARGET` if the token was given for another action or another target.
    pub fn spend(self, action: ProductionAction, target: &str) -> Result<(), Blocked> {
        if self.bound.serves(action, target) {
            return Ok(());
        }
        let matter = Matter {
            op: action.as_str(),
            target: Some(target),
            item: None,
        };
        let reason = Reason::new(
            ProductionCode::AmbiguousTarget.as_str(),
            "the token was given for another action or another target",
            "ask the gate about exactly what is going to be done",
        );
        Err(audit::blocked(
            Blocked::new(ProductionGate::ID, matter, reason.into(), process::subject()),
            None,
        ))
    }
}
