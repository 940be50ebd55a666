//! What a gate answers.

use std::borrow::Cow;

use serde::Serialize;

use crate::grant::Grant;

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
    /// No if there is any objection, otherwise yes for this reason.
    pub(crate) fn unless(objections: Vec<Reason>, basis: impl FnOnce() -> Reason) -> Self {
        match Reasons::of(objections) {
            Some(reasons) => Self::Block(reasons),
            None => Self::Allow(basis()),
        }
    }

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
    #[serde(flatten)]
    note: Option<Note>,
}

/// What a program needs to know besides the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Note {
    /// The grant that is missing.
    Grant(&'static str),
    /// The field that is wrong.
    Field(Cow<'static, str>),
    /// What another judgement gave as its reason.
    Reason(&'static str),
}

impl Reason {
    pub(crate) fn new(code: &'static str, meaning: impl Into<Cow<'static, str>>, help: &'static str) -> Self {
        Self {
            code,
            meaning: meaning.into(),
            help,
            note: None,
        }
    }

    /// Names the grant that is missing.
    pub(crate) fn grant(self, grant: Grant) -> Self {
        self.with(Note::Grant(grant.as_str()))
    }

    /// Names the field that is wrong.
    pub(crate) fn field(self, name: Cow<'static, str>) -> Self {
        self.with(Note::Field(name))
    }

    /// Names the reason of the judgement behind this one.
    pub(crate) fn because(self, reason: &'static str) -> Self {
        self.with(Note::Reason(reason))
    }

    fn with(self, note: Note) -> Self {
        Self {
            note: Some(note),
            ..self
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

    /// What the code is about, for programs: `grant`, `field` or `reason`, and its value.
    #[must_use]
    pub fn note(&self) -> Option<(&'static str, &str)> {
        self.note.as_ref().map(|note| match note {
            Note::Grant(grant) => ("grant", *grant),
            Note::Field(field) => ("field", field.as_ref()),
            Note::Reason(reason) => ("reason", *reason),
        })
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

impl Reasons {
    /// The reasons, if there are any.
    pub(crate) fn of(mut reasons: Vec<Reason>) -> Option<Self> {
        if reasons.is_empty() {
            return None;
        }
        let first = reasons.remove(0);
        Some(Self { first, more: reasons })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_tells_all_that_it_was_given() {
        let reason = Reason::new("CODE", "what it means", "what to do");
        assert_eq!(
            (reason.code(), reason.meaning(), reason.help(), reason.note()),
            ("CODE", "what it means", "what to do", None)
        );
        for (noted, note) in [
            (reason.clone().grant(Grant::RealRun), ("grant", "REAL_RUN")),
            (reason.clone().field("sql".into()), ("field", "sql")),
            (reason.clone().because("no_evidence"), ("reason", "no_evidence")),
        ] {
            assert_eq!((noted.code(), noted.note()), ("CODE", Some(note)));
        }
    }
}
