//! The error a caller gets.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use write_guard_process::{Signal, Subject, escape};

use crate::decision::{Reason, Reasons};
use crate::gate::{GateId, sealed::Matter};

/// A gate said no, and nothing was sent.
///
/// One pointer wide, so that a guarded function's `Result` does not grow.
///
/// ```
/// # use write_guard::{Blocked, guarded_write};
/// # #[guarded_write(op = "close", target = project, item = ticket)]
/// # fn close(project: &str, ticket: &str) -> Result<(), Blocked> { Ok(()) }
/// let blocked = close("payroll", "PAY-7").unwrap_err();
/// assert_eq!((blocked.op(), blocked.target(), blocked.item()), ("close", Some("payroll"), Some("PAY-7")));
/// assert_eq!(blocked.code(), "opt-in-disabled");
/// println!("{blocked}");
/// # write_guard::ledger::take();
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a blocked write did not happen"]
pub struct Blocked(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    gate: GateId,
    op: Box<str>,
    target: Option<Box<str>>,
    item: Option<Box<str>>,
    reasons: Reasons,
    subject: &'static Subject,
    late: Option<&'static str>,
    test: Option<Arc<str>>,
}

impl Blocked {
    pub(crate) fn new(gate: GateId, matter: Matter<'_>, reasons: Reasons, subject: &'static Subject) -> Self {
        Self(Box::new(Inner {
            gate,
            op: matter.op.into(),
            target: matter.target.map(Into::into),
            item: matter.item.map(Into::into),
            reasons,
            subject,
            late: None,
            test: None,
        }))
    }

    /// The block in an error that some client or middleware put around it, or that is one.
    ///
    /// Looks at the error itself, at its sources, and into boxes along the way. Behind what turns errors into text there
    /// is nothing to find; the ledger has the block all the same.
    ///
    /// ```
    /// # use write_guard::{Blocked, guarded_write};
    /// # #[guarded_write(op = "close", target = project)]
    /// # fn close(project: &str) -> Result<(), Blocked> { Ok(()) }
    /// let error = std::io::Error::other(close("payroll").unwrap_err());
    /// assert_eq!(Blocked::find_in(&error).map(Blocked::op), Some("close"));
    /// # write_guard::ledger::take();
    /// ```
    #[must_use]
    pub fn find_in<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(blocked) = inside(error) {
                return Some(blocked);
            }
            next = error.source();
        }
        None
    }

    /// Names a variable that was set too late to count.
    pub(crate) fn late(self, variable: Option<&'static str>) -> Self {
        let Self(mut inner) = self;
        inner.late = variable;
        Self(inner)
    }

    /// Says which test it is of.
    pub(crate) fn of_test(self, test: Option<Arc<str>>) -> Self {
        let Self(mut inner) = self;
        inner.test = test;
        Self(inner)
    }

    /// The test that tried it, as far as the runner or the thread's name says: see [`ledger`](crate::ledger).
    #[must_use]
    pub fn test(&self) -> Option<&str> {
        self.0.test.as_deref()
    }

    /// The gate that said no.
    #[must_use]
    pub fn gate(&self) -> GateId {
        self.0.gate
    }

    /// The operation's name.
    #[must_use]
    pub fn op(&self) -> &str {
        &self.0.op
    }

    /// What the write would have changed, as the caller named it.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.0.target.as_deref()
    }

    /// The work item within the target, as the caller named it.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.0.item.as_deref()
    }

    /// Every reason, in the order of the gate's rules.
    #[must_use]
    pub fn reasons(&self) -> &Reasons {
        &self.0.reasons
    }

    /// The code of the first reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.reasons.first().code()
    }

    /// The codes of all reasons.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        self.0.reasons.iter().map(Reason::code).collect()
    }

    /// The signals seen: the one that makes this process a test, then weak ones.
    #[must_use]
    pub fn signals(&self) -> &'static [Signal] {
        self.0.subject.signals()
    }

    pub(crate) fn is_of_test_process(&self) -> bool {
        !self.0.subject.is_live()
    }

    /// The deciding signal, in one line.
    pub(crate) fn evidence(&self) -> String {
        self.0
            .subject
            .deciding()
            .map(Signal::to_string)
            .unwrap_or_default()
    }
}

/// What this one error holds, without its sources.
fn inside<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Blocked> {
    if let Some(error) = error.downcast_ref::<std::io::Error>() {
        // Its source is the source of what it holds.
        return Blocked::find_in(error.get_ref()?);
    }
    error
        .downcast_ref::<Blocked>()
        .or_else(|| error.downcast_ref::<Box<Blocked>>().map(|boxed| &**boxed))
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.gate() {
            GateId::Isolation | GateId::Dot => "write",
            GateId::Production | GateId::Rehearsal => "action",
        };
        write!(f, "{what} `{}`", escape(self.op()))?;
        match self.target() {
            Some(target) => write!(f, " to `{}`", escape(target))?,
            None => f.write_str(" without a target")?,
        }
        f.write_str(" blocked: ")?;
        for (position, reason) in self.reasons().iter().enumerate() {
            let separator = if position == 0 { "" } else { ", " };
            write!(f, "{separator}{} ({})", reason.meaning(), reason.code())?;
        }
        if let (GateId::Isolation, Some(signal)) = (self.gate(), self.0.subject.deciding()) {
            write!(f, "; this is a test process: {signal}")?;
        }
        write!(f, "; {}", self.reasons().first().help())?;
        match self.0.late {
            Some(variable) => write!(
                f,
                "; `{variable}` was changed after the first decision of this process, which counts for nothing: it has to be set before \
                 the process starts"
            ),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocked")
            .field("gate", &self.gate())
            .field("op", &escape(self.op()))
            .field("target", &self.target().map(escape))
            .field("item", &self.item().map(escape))
            .field("codes", &self.codes())
            .field("signals", &self.signals())
            .finish()
    }
}

impl Error for Blocked {}

#[cfg(test)]
mod tests;
