//! The reviewed file of a workspace: what a team decides once.
//!
//! Only what these lists need of TOML is read, so that the guard needs no parser; everything else makes the file unusable.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::list::{Ids, List, Source, Trouble, UnusableList, Use};

/// Where the file is, below the root of a workspace.
const PLACE: &str = ".config/write-guard.toml";

/// The longest file that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The sections that are there for other parts of write-guard, and hold no list of this one.
const FOREIGN: [&str; 1] = ["audit"];

/// A file that is there, and its lists.
#[derive(Clone, Debug)]
pub(super) struct Reviewed {
    pub(super) name: Arc<str>,
    pub(super) allowed: Option<List>,
    pub(super) protected: Option<List>,
}

/// Every such file between `starts` and the roots of their workspaces, each once.
///
/// All of them count, so that a file in a package's folder cannot hide what the workspace's protects. What lies above a
/// workspace, as in somebody's home, nobody reviewed.
pub(super) fn above(starts: &[PathBuf]) -> Vec<Reviewed> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for folder in starts.iter().flat_map(|start| within_workspace(start)) {
        let path = folder.join(PLACE);
        let read = match text(&path) {
            Err(error) if is_absent(&error) => continue,
            read => read,
        };
        let same = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if !seen.contains(&same) {
            seen.push(same);
            found.push(Reviewed::new(&path, &read));
        }
    }
    found
}

/// The folders from `start` to the outermost that a `Cargo.toml` stands in, or the repository's, whichever is further.
fn within_workspace(start: &Path) -> impl Iterator<Item = &Path> {
    let holds = |name: &'static str| move |folder: &&Path| fs::symlink_metadata(folder.join(name)).is_ok();
    let package = start.ancestors().filter(holds("Cargo.toml")).last();
    let repository = start.ancestors().find(holds(".git"));
    let depth = |folder: &Path| folder.components().count();
    let root = package.into_iter().chain(repository).map(depth).min();
    start
        .ancestors()
        .take_while(move |folder| root.is_some_and(|root| depth(folder) >= root))
}

impl Reviewed {
    fn new(path: &Path, read: &io::Result<String>) -> Self {
        let name: Arc<str> = shown(path).into();
        let lists = match read {
            Ok(text) => Lists::read(text).map_err(|(line, wrong)| Trouble::Line(line, wrong)),
            Err(_) => Err(Trouble::Unreadable),
        };
        let list = |key, entries: Option<Vec<&str>>, purpose| {
            entries.map(|entries| Ids::read(Source::Key(key, Arc::clone(&name)), entries, purpose))
        };
        let (allowed, protected) = match lists {
            Ok(lists) => (
                list("sandbox", lists.sandbox, Use::AllowAnywhere),
                list("protected", lists.protected, Use::Protect),
            ),
            Err(trouble) => {
                let unusable = UnusableList::new(Source::File(Arc::clone(&name)), trouble);
                (Some(Err(unusable)), None)
            }
        };
        Self {
            name,
            allowed,
            protected,
        }
    }
}

/// The file as text; it must be a plain file, for reading a pipe would wait.
fn text(path: &Path) -> io::Result<String> {
    let about = fs::metadata(path).map_err(|error| match fs::symlink_metadata(path) {
        // A link to nothing is there, and cannot be read.
        Ok(_) => io::Error::other("a link to nothing"),
        Err(_) => error,
    })?;
    if !about.is_file() || about.len() > LONGEST {
        return Err(io::Error::other("no file of a sensible size"));
    }
    let mut text = String::new();
    File::open(path)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// A path as it may be shown in backticks.
fn shown(path: &Path) -> String {
    let escaped = path.to_string_lossy().escape_debug().to_string();
    escaped.replace('`', "\\u{60}")
}

/// The lists of a file, as they are written there.
#[derive(Debug, Default, PartialEq, Eq)]
struct Lists<'t> {
    sandbox: Option<Vec<&'t str>>,
    protected: Option<Vec<&'t str>>,
}

/// The line, counted from 1, and what is wrong with it.
type Wrong = (usize, &'static str);

impl<'t> Lists<'t> {
    fn read(text: &'t str) -> Result<Self, Wrong> {
        let mut lists = Self::default();
        let mut reader = Reader {
            whole: text,
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        };
        loop {
            reader.skip_blank();
            match reader.rest.chars().next() {
                None => return Ok(lists),
                Some('[') => {
                    reader.sections()?;
                    return Ok(lists);
                }
                Some(_) => {
                    let list = match reader.key() {
                        "sandbox" => &mut lists.sandbox,
                        "protected" => &mut lists.protected,
                        _ => {
                            return Err(
                                reader.wrong("is none of `sandbox = […]`, `protected = […]` and a section")
                            );
                        }
                    };
                    if list.is_some() {
                        return Err(reader.wrong("names a list for the second time"));
                    }
                    *list = Some(reader.list()?);
                }
            }
        }
    }
}

/// What is still to be read.
#[derive(Debug)]
struct Reader<'t> {
    whole: &'t str,
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn wrong(&self, what: &'static str) -> Wrong {
        let read = self.whole.len().saturating_sub(self.rest.len());
        let lines = self
            .whole
            .bytes()
            .take(read)
            .filter(|byte| *byte == b'\n')
            .count();
        (lines.saturating_add(1), what)
    }

    fn take(&mut self, what: char) -> bool {
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Passes over what the predicate holds for, and returns it.
    fn take_while(&mut self, is_in: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !is_in(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn skip_spaces(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\t'));
    }

    /// Passes over white space, line breaks and comments.
    fn skip_blank(&mut self) {
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
            if !self.rest.starts_with('#') {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    fn key(&mut self) -> &'t str {
        let before = self.rest;
        let key = self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        self.skip_spaces();
        if self.take('=') {
            key
        } else {
            self.rest = before;
            ""
        }
    }

    /// `["one", 'other']`, over as many lines as there are, and nothing behind it.
    fn list(&mut self) -> Result<Vec<&'t str>, Wrong> {
        const EXPECTED: &str = "is no list of texts, as in `[\"one\", \"other\"]`";
        let mut entries = Vec::new();
        self.skip_spaces();
        if !self.take('[') {
            return Err(self.wrong(EXPECTED));
        }
        loop {
            self.skip_blank();
            if self.take(']') {
                break;
            }
            entries.push(self.text()?);
            self.skip_blank();
            if !self.take(',') && !self.rest.starts_with(']') {
                return Err(self.wrong(EXPECTED));
            }
        }
        self.skip_spaces();
        if self.rest.is_empty() || self.rest.starts_with(['\n', '#']) || self.rest.starts_with("\r\n") {
            Ok(entries)
        } else {
            Err(self.wrong("goes on behind a list"))
        }
    }

    /// A text on one line, without escapes: no id has one.
    fn text(&mut self) -> Result<&'t str, Wrong> {
        let Some(quote @ ('"' | '\'')) = self.rest.chars().next() else {
            return Err(self.wrong("is no list of texts in quotes"));
        };
        self.take(quote);
        let text = self.take_while(|c| c != quote && c != '\\' && !c.is_control());
        if self.take(quote) {
            Ok(text)
        } else {
            Err(self.wrong("has a text that does not end on its line, or an escape"))
        }
    }

    /// The sections at the end of the file, line by line: each must be one that is known, and none may hold a list of ours.
    fn sections(&mut self) -> Result<(), Wrong> {
        while !self.rest.is_empty() {
            self.skip_spaces();
            if self.rest.starts_with('[') {
                let header = self.rest.split('\n').next().unwrap_or_default();
                let name = header.trim_start_matches('[').trim_start();
                let end = name.find([']', '.', ' ', '\t']).unwrap_or(name.len());
                if !name.get(..end).is_some_and(|name| FOREIGN.contains(&name)) {
                    return Err(self.wrong("begins a section that is not known: the lists stand before any, and `[audit]` is the one there is"));
                }
            } else {
                let line = self.rest.split('\n').next().unwrap_or_default();
                let key = line.split('=').next().unwrap_or_default();
                let key = key.trim_matches([' ', '\t', '\r', '"', '\'']);
                if line.contains('=') && matches!(key, "sandbox" | "protected") {
                    return Err(self.wrong("is a list in a section; the lists stand before any"));
                }
            }
            self.take_while(|c| c != '\n');
            self.take('\n');
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
