//! Text that a stranger wrote.

use std::borrow::Cow;

/// Decoded text, which JSON allows to hold halves of surrogate pairs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Text<'a> {
    /// As it stands in the source, or as a Rust caller gave it.
    Plain(Cow<'a, str>),
    /// With lone surrogates, each shown as U+FFFD.
    Broken(Box<Broken>),
}

/// The text, and where which surrogate stood: two texts are equal only if these are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Broken {
    shown: String,
    surrogates: Vec<(usize, u16)>,
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Broken(broken) => &broken.shown,
        }
    }

    pub(crate) fn has_surrogate(&self) -> bool {
        matches!(self, Self::Broken(_))
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, that: &str) -> bool {
        !self.has_surrogate() && self.as_str() == that
    }
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Text<'a> {
    fn from(text: T) -> Self {
        Self::Plain(text.into())
    }
}

/// Text under construction.
#[derive(Debug, Default)]
pub(super) struct Builder {
    shown: String,
    surrogates: Vec<(usize, u16)>,
}

impl Builder {
    pub(super) fn push_str(&mut self, text: &str) {
        self.shown.push_str(text);
    }

    pub(super) fn push(&mut self, character: char) {
        self.shown.push(character);
    }

    /// Adds half of a pair that has no other half.
    pub(super) fn push_surrogate(&mut self, unit: u16) {
        self.surrogates.push((self.shown.len(), unit));
        self.shown.push(char::REPLACEMENT_CHARACTER);
    }

    pub(super) fn finish<'a>(self) -> Text<'a> {
        if self.surrogates.is_empty() {
            Text::Plain(Cow::Owned(self.shown))
        } else {
            Text::Broken(Box::new(Broken {
                shown: self.shown,
                surrogates: self.surrogates,
            }))
        }
    }
}
