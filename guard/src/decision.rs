//! What a gate answers.

use std::borrow::Cow;

use serde::Serialize;

/// The answer of a [`Gate`](crate::Gate).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a third answer must break every caller")]
#[must_use = "a decision that nobody looks at decides nothing"]
pub enum Decision {
    /// Yes, and why.
    Allow(Reason),
    /// No, and every reason. Also the answer when no decision could be reached.
    Block(Reasons),
}

impl Decision {
    /// Whether the answer is yes.
    #[must_use]
    pub fn is_allow(&self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// The codes of the reasons, in the order of the gate's rules.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        match self {
            Self::Allow(reason) => vec![reason.code()],
            Self::Block(reasons) => reasons.iter().map(Reason::code).collect(),
        }
    }
}

/// One reason: a stable code, and what it means for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    code: &'static str,
    #[serde(skip)]
    meaning: Cow<'static, str>,
    #[serde(skip)]
    help: &'static str,
}

impl Reason {
    pub(crate) fn new(code: &'static str, meaning: impl Into<Cow<'static, str>>, help: &'static str) -> Self {
        Self {
            code,
            meaning: meaning.into(),
            help,
        }
    }

    /// The stable code, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What the code means, in words.
    #[must_use]
    pub fn meaning(&self) -> &str {
        &self.meaning
    }

    /// The proper next step.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }
}

/// One reason or more, in the order of the gate's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons {
    first: Reason,
    more: Vec<Reason>,
}

impl Reasons {
    /// The first reason.
    #[must_use]
    pub fn first(&self) -> &Reason {
        &self.first
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Reason> {
        std::iter::once(&self.first).chain(&self.more)
    }
}

impl From<Reason> for Reasons {
    fn from(first: Reason) -> Self {
        Self {
            first,
            more: Vec::new(),
        }
    }
}
