//! Inputs that every gate must block, and inputs that it must allow, as data.
//!
//! A catalogue that is green proves something only if it turns red when a rule is missing: every rule has a probe that
//! only that rule blocks, unless the specification makes another rule block it too, and every gate has a control that it
//! must allow. Tests of this crate delete each rule in turn and demand red.
//!
//! ```
//! use write_guard::probe;
//!
//! for probe in probe::catalogue() {
//!     assert!(probe.run().is_as_expected(), "{}", probe.name());
//! }
//! ```

mod answer;
mod contract;
mod dot;
mod dot_hardened;
mod dot_real_run;
mod isolation;
mod production;
mod question;
mod rehearsal;
#[cfg(test)]
mod tests;

pub use self::answer::Answer;
use self::question::Question;

/// One input, and what the gate must say to it.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    name: &'static str,
    question: Question,
    /// The codes of the block; none if the input must be allowed.
    codes: &'static [&'static str],
}

/// Every probe, gate by gate.
pub fn catalogue() -> impl Iterator<Item = Probe> {
    let parts = [
        production::PROBES,
        rehearsal::PROBES,
        dot::PROBES,
        dot_hardened::PROBES,
        dot_real_run::PROBES,
        contract::PROBES,
        isolation::PROBES,
    ];
    parts.into_iter().flatten().copied()
}

impl Probe {
    const fn new(name: &'static str, question: Question, codes: &'static [&'static str]) -> Self {
        Self {
            name,
            question,
            codes,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The gate it asks: `production`, `rehearsal`, `dot`, `contract` or `isolation`.
    #[must_use]
    pub fn gate(&self) -> &'static str {
        self.question.gate()
    }

    /// The codes the gate must give, in order; none if it must allow the input.
    #[must_use]
    pub fn expected_codes(&self) -> &'static [&'static str] {
        self.codes
    }

    /// Whether it is a positive control: an input that must be allowed.
    #[must_use]
    pub fn is_control(&self) -> bool {
        self.codes.is_empty()
    }

    /// The input, as a line of JSON or of what pretends to be JSON.
    #[must_use]
    pub fn line(&self) -> String {
        self.question.line()
    }

    /// Asks the gate.
    #[must_use]
    pub fn run(&self) -> Answer {
        Answer::to(self)
    }
}
