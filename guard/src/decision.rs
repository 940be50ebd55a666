//! What a gate answers.

#[cfg(feature = "gates")]
mod several;

use std::borrow::Cow;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    code: &'static str,
    meaning: Cow<'static, str>,
    help: &'static str,
    note: Option<(&'static str, Cow<'static, str>)>,
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
        self.note.as_ref().map(|(what, value)| (*what, value.as_ref()))
    }
}

/// As the code and the note, which is what programs go by.
#[cfg(feature = "serde")]
impl serde::Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(std::iter::once(("code", self.code())).chain(self.note()))
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
    }

    #[test]
    #[cfg(all(feature = "gates", feature = "serde"))]
    fn a_reason_says_what_its_code_is_about_and_programs_read_that() {
        let reason = Reason::new("CODE", "what it means", "what to do").about("field", "sql");
        assert_eq!((reason.code(), reason.note()), ("CODE", Some(("field", "sql"))));
        assert_eq!(
            serde_json::to_string(&reason).unwrap(),
            r#"{"code":"CODE","field":"sql"}"#
        );
    }
}
