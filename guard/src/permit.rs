//! Proof that a gate said yes.

#[cfg(feature = "gates")]
mod dot;
#[cfg(feature = "gates")]
mod production;

use std::fmt;

use write_guard_process as process;

use crate::audit;
use crate::blocked::Blocked;
use crate::decision::Reason;
use crate::gate::{Gate, sealed::Matter};
use crate::isolation::{IsolationCode, IsolationGate};
use crate::request::Target;

/// Proof that a gate said yes, good for one use.
///
/// Move-only, with private fields, and bound to what was decided; only [`enforce`](crate::enforce()) makes one. Let the
/// one function of your client that sends a write take a `Permit` by value: then a write function that lost its
/// `#[guarded_write]` does not compile.
#[must_use = "a permit that nobody spends binds the write to nothing"]
pub struct Permit<G: Gate = IsolationGate> {
    bound: G::Bound,
}

impl<G: Gate> Permit<G> {
    pub(crate) fn new(bound: G::Bound) -> Self {
        Self { bound }
    }
}

impl Permit {
    /// The permit of a process that is known to be live.
    #[inline]
    pub(crate) fn live() -> Self {
        Self { bound: None }
    }

    /// Trades the permit for the right to send one request, as the last thing before it leaves.
    ///
    /// In a test process the finished request must go where the decision said: `target` is what it changes, taken from
    /// the request that is about to be sent and not from the arguments it was built from. In a live process `target` is
    /// not evaluated.
    ///
    /// # Errors
    ///
    /// [`Blocked`] with `ambiguous-target` if the request goes elsewhere, or if this process turned out to be a test
    /// after the permit was given.
    #[inline]
    pub fn spend<'t>(self, target: impl FnOnce() -> Target<'t>) -> Result<(), Blocked> {
        match self.bound {
            None if process::is_live() => Ok(()),
            None => Err(refused("write", &target(), IsolationCode::outlived())),
            Some(bound) => {
                let target = target();
                match bound.objects(&target) {
                    None => Ok(()),
                    Some(reason) => Err(refused(bound.op(), &target, reason)),
                }
            }
        }
    }

    /// Says no after all, to a write that turned out to be another one than the gate was asked about.
    ///
    /// `target` is what the finished request would change, [`Target::unknown`] if that cannot be told. `why` says what
    /// is wrong, and `help` what to do about it: each a part of a sentence, in lower case.
    ///
    /// ```
    /// use write_guard::{Blocked, Target, guarded_write};
    ///
    /// #[guarded_write(op = "comment", target = project, permit = permit)]
    /// fn comment(project: &str, item: &str) -> Result<(), Blocked> {
    ///     if !write_guard::is_live() && !belongs(item, project) {
    ///         let why = "the item belongs to another project";
    ///         return Err(permit.refuse(&Target::unknown(), why, "name an item of the project"));
    ///     }
    ///     permit.spend(|| Target::new(Some(project))) // … of the finished request
    /// }
    ///
    /// fn belongs(item: &str, project: &str) -> bool {
    ///     item.starts_with(project)
    /// }
    /// # assert!(comment("payroll", "PAY-7").is_err());
    /// # write_guard::ledger::take();
    /// ```
    #[cold]
    pub fn refuse(self, target: &Target<'_>, why: &'static str, help: &'static str) -> Blocked {
        let op = self.bound.as_ref().map_or("write", |bound| bound.op());
        let code = IsolationCode::AmbiguousTarget.as_str();
        refused(op, target, Reason::new(code, why, help))
    }
}

#[cold]
fn refused(op: &str, target: &Target<'_>, reason: Reason) -> Blocked {
    let matter = Matter {
        op,
        target: target.id(),
        item: None,
    };
    let blocked = Blocked::new(IsolationGate::ID, matter, reason.into(), process::subject());
    audit::blocked(blocked, None)
}

impl<G: Gate> fmt::Debug for Permit<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit")
            .field("gate", &G::ID)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
