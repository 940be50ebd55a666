//! A list of ids, as somebody wrote it.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::entry::{Asked, Entry, Flaw, Objection};
use crate::ident;

/// A list that can be used, or why it cannot.
pub(super) type List = Result<Ids, UnusableList>;

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// To allow, for every client of the process. A bare number is refused: it would name a sandbox of each of them.
    AllowAnywhere,
    /// To allow for one client.
    AllowOne,
    /// To protect: a bare number protects whatever has it.
    Protect,
}

/// The entries by their ids. A list that allows has the ids as they are written; a list that protects has them
/// [folded](ident::folded), so that it protects every spelling.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    source: Source,
    entries: HashMap<Box<str>, Vec<Entry>>,
}

/// Where a list was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// In a variable, or in code.
    Named(&'static str),
    /// Under a key of a file.
    Key(&'static str, Arc<str>),
    /// Somewhere in a file that cannot be read.
    File(Arc<str>),
}

impl Ids {
    /// Reads ids separated by commas; each is trimmed, and what trailing commas leave behind is dropped.
    pub(super) fn parse(name: &'static str, text: &str, purpose: Use) -> List {
        let mut entries: Vec<&str> = text.split(',').map(ident::trim).collect();
        while entries.last().is_some_and(|entry| entry.is_empty()) {
            entries.pop();
        }
        Self::read(Source::Named(name), entries, purpose)
    }

    /// Takes `entries` as they are, all or none.
    pub(super) fn read<E: AsRef<str>>(
        source: Source,
        entries: impl IntoIterator<Item = E>,
        purpose: Use,
    ) -> List {
        let mut parsed = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            let position = index.saturating_add(1);
            match Entry::parse(entry.as_ref()) {
                Ok(entry) => parsed.push((position, entry)),
                Err(flaw) => return Err(UnusableList::new(source, Trouble::Entry(position, flaw))),
            }
        }
        let serves_more_than_one = match purpose {
            Use::AllowAnywhere => true,
            Use::AllowOne => parsed.iter().any(|(_, entry)| entry.is_bound()),
            Use::Protect => false,
        };
        let mut entries = HashMap::<_, Vec<_>>::new();
        for (position, entry) in parsed {
            if serves_more_than_one && entry.is_bare_number() {
                return Err(UnusableList::new(
                    source,
                    Trouble::Entry(position, Flaw::BareNumber),
                ));
            }
            let key = match purpose {
                Use::AllowAnywhere | Use::AllowOne => entry.asked().id.into(),
                Use::Protect => ident::folded(entry.asked().id).into(),
            };
            entries.entry(key).or_default().push(entry);
        }
        Ok(Self { source, entries })
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Why this list, one that allows, does not allow this; `None` if it does. Of several reasons the one that comes nearest.
    pub(crate) fn objects(&self, asked: Asked<'_>) -> Option<Objection> {
        let mut nearest = Objection::NotNamed;
        for entry in self.at(asked.id) {
            nearest = nearest.max(entry.objects(asked)?);
        }
        Some(nearest)
    }

    /// Whether this list, one that protects, protects this.
    pub(crate) fn protects(&self, asked: Asked<'_>) -> bool {
        let protects = |entry: &Entry| entry.protects(asked);
        !self.is_empty() && self.at(&ident::folded(asked.id)).iter().any(protects)
    }

    pub(super) fn entries(&self) -> Vec<&Entry> {
        let mut all = Vec::with_capacity(self.entries.len());
        for entries in self.entries.values() {
            all.extend(entries);
        }
        all
    }

    fn at(&self, key: &str) -> &[Entry] {
        self.entries.get(key).map_or(&[], Vec::as_slice)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "`{name}`"),
            Self::Key(key, file) => write!(f, "`{key}` in `{file}`"),
            Self::File(file) => write!(f, "`{file}`"),
        }
    }
}

/// A list of projects that cannot be used, because one entry is not a plain id.
///
/// A plain id is 1 to 256 ASCII letters, digits and `-_./~+@`, or `%` with two hex digits. A `/` stands between parts that
/// are neither empty nor steps; what is a UUID must be lower case and hyphenated, and what holds one must be one. It may be
/// followed by its kind, its server, or both, as in `7 as project at https://tracker.example`. The message names the entry's
/// position and never its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableList {
    source: Source,
    trouble: Trouble,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Entry(usize, Flaw),
    NotText,
    /// A file that is there and cannot be read.
    Unreadable,
    /// A line of a file, and what is wrong with it.
    Line(usize, &'static str),
}

impl UnusableList {
    pub(super) fn new(source: Source, trouble: Trouble) -> Self {
        Self { source, trouble }
    }

    /// The position of the entry, counted from 1; `None` if it is no entry that is wrong.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        match self.trouble {
            Trouble::Entry(position, _) => Some(position),
            Trouble::NotText | Trouble::Unreadable | Trouble::Line(..) => None,
        }
    }
}

impl fmt::Display for UnusableList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = &self.source;
        match &self.trouble {
            Trouble::Entry(position, flaw) => write!(f, "entry {position} of {source} {flaw}"),
            Trouble::NotText => write!(f, "{source} is not UTF-8 text"),
            Trouble::Unreadable => write!(
                f,
                "{source} is there and cannot be read as UTF-8 text of at most 1 MiB"
            ),
            Trouble::Line(line, wrong) => write!(f, "line {line} of {source} {wrong}"),
        }
    }
}

impl Error for UnusableList {}

#[cfg(test)]
mod tests;
