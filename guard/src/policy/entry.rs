//! One entry of a list, as somebody wrote it.

use std::fmt;

use crate::ident;
use crate::origin::Origin;

/// What a list names: an id, perhaps of one kind, perhaps on one server.
///
/// Written `7`, `7 as project`, `7 at https://tracker.example` or `7 as project at https://tracker.example`. Kind and
/// server follow a word, `as` and `at`, and no sign that could be mistyped for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    id: Box<str>,
    kind: Option<Box<str>>,
    origin: Option<Origin>,
}

/// What a write would change, as a list is asked about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) id: &'a str,
    pub(crate) kind: Option<&'a str>,
    pub(crate) origin: Option<&'a Origin>,
}

impl Entry {
    pub(super) fn parse(text: &str) -> Result<Self, Flaw> {
        let parts: Vec<&str> = text.split(' ').collect();
        let (id, kind, origin) = match *parts.as_slice() {
            [id] => (id, None, None),
            [id, "as", kind] => (id, Some(kind), None),
            [id, "at", origin] => (id, None, Some(origin)),
            [id, "as", kind, "at", origin] => (id, Some(kind), Some(origin)),
            _ => return Err(Flaw::NotPlain),
        };
        if ident::holds_a_uuid(id) && !ident::is_plain_id(id) {
            return Err(Flaw::UuidAndMore);
        }
        if !ident::is_plain_id(id) {
            return Err(Flaw::NotPlain);
        }
        if kind.is_some_and(|kind| !ident::is_kind(kind)) {
            return Err(Flaw::Kind);
        }
        let origin = origin.map(|origin| Origin::parse(origin).map_err(|_| Flaw::Origin));
        Ok(Self {
            id: id.into(),
            kind: kind.map(Into::into),
            origin: origin.transpose()?,
        })
    }

    /// What is asked about a write to exactly what this entry names.
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked {
            id: &self.id,
            kind: self.kind.as_deref(),
            origin: self.origin.as_ref(),
        }
    }

    /// Whether it is nothing but a number, which every kind of thing on every server has.
    pub(super) fn is_bare_number(&self) -> bool {
        !self.is_bound() && ident::is_number(&self.id)
    }

    pub(super) fn is_bound(&self) -> bool {
        self.kind.is_some() || self.origin.is_some()
    }

    /// `None` if it allows this. The caller knows that the ids are the same; a kind and a server that the entry names must be
    /// the same too, letter by letter.
    ///
    /// A number that is asked about with a kind is allowed only by an entry that names the kind.
    pub(super) fn objects(&self, asked: Asked<'_>) -> Option<Objection> {
        let is_kind = match (&self.kind, asked.kind) {
            (Some(kind), asked) => asked == Some(&**kind),
            (None, Some(_)) => !ident::is_number(&self.id),
            (None, None) => true,
        };
        match &self.origin {
            _ if !is_kind => Some(Objection::AnotherKind),
            Some(origin) if asked.origin != Some(origin) => Some(Objection::AnotherServer),
            _ => None,
        }
    }

    /// Whether it protects this. The caller knows that the ids are spellings of one; so it does, unless both name a kind and the
    /// kinds differ, or both name a server and the servers differ.
    pub(super) fn protects(&self, asked: Asked<'_>) -> bool {
        let is_kind = match (&self.kind, asked.kind) {
            (Some(kind), Some(asked)) => kind.eq_ignore_ascii_case(asked),
            _ => true,
        };
        let is_server = match (&self.origin, asked.origin) {
            (Some(origin), Some(asked)) => origin == asked,
            _ => true,
        };
        is_kind && is_server
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if let Some(kind) = &self.kind {
            write!(f, " as {kind}")?;
        }
        match &self.origin {
            Some(origin) => write!(f, " at {origin}"),
            None => Ok(()),
        }
    }
}

/// Why a list does not allow something. The later ones are nearer misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Objection {
    NotNamed,
    AnotherKind,
    AnotherServer,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    NotPlain,
    UuidAndMore,
    BareNumber,
    Kind,
    Origin,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPlain => "is not a plain id",
            Self::UuidAndMore => "is not a plain id: it holds a UUID and more",
            Self::BareNumber => {
                "is a bare number, which other kinds of things and other servers have too: write `… as project`, `… at \
                 https://tracker.example`, or both"
            }
            Self::Kind => "names a kind that is more than letters, digits, `_`, `-` and `.`",
            Self::Origin => {
                "names a server by more or less than scheme, host and port, as in `https://tracker.example`"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> Entry {
        Entry::parse(text).unwrap()
    }

    fn asked<'a>(id: &'a str, kind: Option<&'a str>, origin: Option<&'a Origin>) -> Asked<'a> {
        Asked { id, kind, origin }
    }

    #[test]
    fn an_entry_is_shown_as_it_would_be_written() {
        for (text, shown) in [
            ("7", "7"),
            ("7 as project", "7 as project"),
            ("acme/x at HTTPS://H:443/", "acme/x at https://h"),
            ("7 as project at http://h:1", "7 as project at http://h:1"),
        ] {
            assert_eq!(entry(text).to_string(), shown);
        }
    }

    #[test]
    fn a_slip_is_no_entry() {
        for text in [
            "",
            " ",
            " a",
            "a ",
            "a b",
            "a  as project",
            "a as",
            "as project",
            "a as project at",
            "a at https://h as project",
            "a AS project",
            "a\tas project",
            "a as project https://h",
            "a as project as group",
            "a as pro/ject",
            "a as ",
            "a at h",
            "a at https://h/x",
            "a at https://u:p@h",
            "project:a",
            "a@https://h",
            "a as project;b",
        ] {
            assert!(Entry::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn what_is_bound_is_allowed_where_it_is_bound_and_nowhere_else() {
        let (here, there) = (
            Origin::parse("https://a").unwrap(),
            Origin::parse("https://b").unwrap(),
        );
        let project = Some("project");
        for (text, question, objection) in [
            ("7", asked("7", None, None), None),
            ("7", asked("7", project, None), Some(Objection::AnotherKind)),
            (
                "7 at https://a",
                asked("7", project, Some(&here)),
                Some(Objection::AnotherKind),
            ),
            ("x", asked("x", project, Some(&here)), None),
            ("7 as project", asked("7", project, None), None),
            (
                "7 as project",
                asked("7", Some("Project"), None),
                Some(Objection::AnotherKind),
            ),
            (
                "7 as project",
                asked("7", Some("group"), None),
                Some(Objection::AnotherKind),
            ),
            (
                "7 as project",
                asked("7", None, None),
                Some(Objection::AnotherKind),
            ),
            ("x at https://a", asked("x", None, Some(&here)), None),
            (
                "x at https://a",
                asked("x", None, Some(&there)),
                Some(Objection::AnotherServer),
            ),
            (
                "x at https://a",
                asked("x", None, None),
                Some(Objection::AnotherServer),
            ),
        ] {
            assert_eq!(entry(text).objects(question), objection, "{text} {question:?}");
        }
    }

    #[test]
    fn what_is_bound_is_protected_unless_it_is_known_to_be_another() {
        let (here, there) = (
            Origin::parse("https://a").unwrap(),
            Origin::parse("https://b").unwrap(),
        );
        let protected = entry("7 as project at https://a");
        for (question, is_protected) in [
            (asked("7", None, None), true),
            (asked("7", Some("PROJECT"), Some(&here)), true),
            (asked("7", Some("group"), Some(&here)), false),
            (asked("7", Some("project"), Some(&there)), false),
        ] {
            assert_eq!(protected.protects(question), is_protected, "{question:?}");
        }
    }
}
