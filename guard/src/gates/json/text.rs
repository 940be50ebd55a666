//! Text that a stranger wrote.

use std::borrow::Cow;
use std::cmp::Ordering;

use memchr::memchr2;

/// Decoded text, which JSON allows to hold halves of surrogate pairs.
#[derive(Clone, Debug)]
pub(crate) enum Text<'a> {
    /// Printable ASCII without quote and backslash, which most text is: nothing in it needs a second look.
    Plain(&'a str),
    /// Any other text without lone surrogates.
    Mixed(Cow<'a, str>),
    /// With lone surrogates, each shown as U+FFFD.
    Broken(Box<Broken>),
}

/// The text, and where which surrogate stood: two texts are equal only if these are.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    shown: String,
    surrogates: Vec<(usize, u16)>,
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Mixed(text) => text,
            Self::Broken(broken) => &broken.shown,
        }
    }

    pub(crate) fn has_surrogate(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    /// What makes two texts equal, and puts them in order: what is shown, and which surrogate stands where in it.
    pub(super) fn parts(&self) -> (&str, &[(usize, u16)]) {
        match self {
            Self::Plain(text) => (text, &[]),
            Self::Mixed(text) => (text, &[]),
            Self::Broken(broken) => (&broken.shown, &broken.surrogates),
        }
    }
}

/// However it was written.
impl PartialEq for Text<'_> {
    fn eq(&self, that: &Self) -> bool {
        self.parts() == that.parts()
    }
}

impl Eq for Text<'_> {}

impl PartialOrd for Text<'_> {
    fn partial_cmp(&self, that: &Self) -> Option<Ordering> {
        Some(self.cmp(that))
    }
}

impl Ord for Text<'_> {
    fn cmp(&self, that: &Self) -> Ordering {
        self.parts().cmp(&that.parts())
    }
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Text<'a> {
    fn from(text: T) -> Self {
        match text.into() {
            Cow::Borrowed(text) if is_plain(text) => Self::Plain(text),
            text => Self::Mixed(text),
        }
    }
}

/// Whether text is printable ASCII without quote and backslash.
pub(super) fn is_plain(text: &str) -> bool {
    is_printable(text) && memchr2(b'"', b'\\', text.as_bytes()).is_none()
}

/// Whether text is printable ASCII.
pub(super) fn is_printable(text: &str) -> bool {
    // A loop that always runs to its end is compiled to look at sixteen bytes at a time.
    text.bytes()
        .fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
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
            Text::Mixed(Cow::Owned(self.shown))
        } else {
            Text::Broken(Box::new(Broken {
                shown: self.shown,
                surrogates: self.surrogates,
            }))
        }
    }
}
