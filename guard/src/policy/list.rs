//! A list of project ids, as somebody wrote it.

use std::collections::HashSet;
use std::error::Error;
use std::fmt;

use crate::ident;

/// Ids, each spelled exactly.
pub(crate) type Ids = HashSet<Box<str>>;

/// A list that was not given, that can be used, or that cannot.
#[derive(Clone, Debug, Default)]
pub(crate) enum List {
    #[default]
    Absent,
    Ids(Ids),
    Unusable(UnusableList),
}

impl List {
    /// Reads ids separated by commas; each is trimmed, and what trailing commas leave behind is dropped.
    pub(crate) fn parse(name: &'static str, text: &str) -> Self {
        let mut entries: Vec<&str> = text.split(',').map(ident::trim).collect();
        while entries.last().is_some_and(|entry| entry.is_empty()) {
            entries.pop();
        }
        ids(name, entries).map_or_else(Self::Unusable, Self::Ids)
    }

    /// A list that is not even text.
    pub(crate) fn not_text(name: &'static str) -> Self {
        Self::Unusable(UnusableList { name, position: None })
    }

    pub(crate) fn is_given(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    pub(crate) fn holds(&self, id: &str) -> bool {
        matches!(self, Self::Ids(ids) if ids.contains(id))
    }

    /// The ids in order; `None` if the list was not given or cannot be used.
    pub(crate) fn sorted(&self) -> Option<Vec<String>> {
        let Self::Ids(ids) = self else {
            return None;
        };
        let mut sorted: Vec<String> = ids.iter().map(ToString::to_string).collect();
        sorted.sort_unstable();
        Some(sorted)
    }

    pub(crate) fn unusable(&self) -> Option<&UnusableList> {
        match self {
            Self::Unusable(unusable) => Some(unusable),
            _ => None,
        }
    }
}

/// Takes `entries` as they are, all or none.
pub(crate) fn ids<E: AsRef<str>>(
    name: &'static str,
    entries: impl IntoIterator<Item = E>,
) -> Result<Ids, UnusableList> {
    let mut ids = Ids::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let entry = entry.as_ref();
        if !ident::is_plain_id(entry) {
            return Err(UnusableList {
                name,
                position: Some(index.saturating_add(1)),
            });
        }
        ids.insert(entry.into());
    }
    Ok(ids)
}

/// A list of projects that cannot be used, because one entry is not a plain id.
///
/// A plain id is 1 to 256 printable ASCII characters without white space, comma, quote, `*` or `?`; what is a UUID must
/// be lower case and hyphenated. The message names the entry's position and never its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableList {
    name: &'static str,
    position: Option<usize>,
}

impl UnusableList {
    /// The position of the entry, counted from 1; `None` if the list is not text.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }
}

impl fmt::Display for UnusableList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "entry {position} of `{}` is not a plain id", self.name),
            None => write!(f, "`{}` is not UTF-8 text", self.name),
        }
    }
}

impl Error for UnusableList {}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<String>, Option<usize>> {
        match List::parse("LIST", text) {
            List::Absent => panic!("a parsed list is given"),
            List::Unusable(unusable) => Err(unusable.position()),
            List::Ids(ids) => {
                let mut ids: Vec<_> = ids.into_iter().map(String::from).collect();
                ids.sort();
                Ok(ids)
            }
        }
    }

    #[test]
    fn entries_are_trimmed_and_a_trailing_comma_is_forgiven() {
        for text in ["a,b", " a , b ", "a,b,", "a,b, ,", "\ta,\u{a0}b\n", "a,b,a"] {
            assert_eq!(parse(text), Ok(vec!["a".into(), "b".into()]), "{text:?}");
        }
        for text in ["", " ", ",", " , "] {
            assert_eq!(parse(text), Ok(vec![]), "{text:?}");
        }
    }

    #[test]
    fn one_bad_entry_makes_all_of_it_unusable_and_is_named_by_its_position() {
        for (text, position) in [
            ("a,b*", 2),
            ("*", 1),
            ("a,,b", 2),
            (",a", 1),
            ("'a','b'", 1),
            ("[\"a\"]", 1),
            ("a b", 1),
            ("a,8C5A3025-4F9D-4190-B79F-FA06276BB27E", 2),
            ("a，b", 1),
            ("a,b,\u{feff}c", 3),
        ] {
            assert_eq!(parse(text), Err(Some(position)), "{text:?}");
        }
    }

    #[test]
    fn an_unusable_list_holds_nothing_and_does_not_repeat_what_was_written() {
        let list = List::parse("LIST", "good,secret value");
        assert!(!list.holds("good"));
        let message = list.unusable().map(ToString::to_string).unwrap_or_default();
        assert_eq!(message, "entry 2 of `LIST` is not a plain id");
    }
}
