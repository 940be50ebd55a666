//! What a decision rests on besides the request.

use write_guard_process::{Subject, subject};

use crate::policy::{self, Policy};

/// The circumstances of a decision: who asks, and what the environment allows.
///
/// A value, so that [`Gate::decide`](crate::Gate::decide) stays a function of its arguments. [`enforce`](crate::enforce())
/// always takes the circumstances this process is really in; one made by hand serves to ask *what if*.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    subject: &'c Subject,
    policy: &'c Policy,
}

impl<'c> Context<'c> {
    /// Circumstances for a simulation. A decision made in them carries no authority.
    #[must_use]
    pub fn simulated(subject: &'c Subject, policy: &'c Policy) -> Self {
        Self { subject, policy }
    }

    /// What the process asking is.
    #[must_use]
    pub fn subject(&self) -> &'c Subject {
        self.subject
    }

    /// What the environment allows.
    #[must_use]
    pub fn policy(&self) -> &'c Policy {
        self.policy
    }
}

impl Context<'static> {
    /// The circumstances of this process. The policy is read in a test process only.
    pub(crate) fn current() -> Self {
        let subject = subject();
        let policy = if subject.is_live() {
            Policy::empty()
        } else {
            policy::of_environment()
        };
        Self { subject, policy }
    }
}
