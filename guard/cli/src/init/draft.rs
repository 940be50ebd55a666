//! What would be written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};
use toml_edit::DocumentMut;

use crate::exit::Failure;
use crate::terminal::{Colour, Terminal, shown};

/// Files as they will be, and what was left as it is.
#[derive(Debug)]
pub(super) struct Draft {
    /// What paths are shown from.
    folder: PathBuf,
    files: BTreeMap<PathBuf, File>,
    left: Vec<String>,
}

#[derive(Debug)]
struct File {
    before: Option<String>,
    after: String,
    /// Whether its other lines may hold secrets.
    is_private: bool,
}

/// The new text, if there is one; or why the file is left as it is, and what to do by hand.
pub(super) type Planned = Result<Option<String>, String>;

impl Draft {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            files: BTreeMap::new(),
            left: Vec::new(),
        }
    }

    /// Plans the text of a file, which may not be there yet.
    pub(super) fn plan(&mut self, path: &Path, plan: impl FnOnce(Option<&str>) -> Planned) {
        let known = self.files.get(path).map(|file| file.after.clone());
        let before = match known.map_or_else(|| read(path), |text| Ok(Some(text))) {
            Ok(before) => before,
            Err(error) => return self.leave(path, &format!("it cannot be read: {error}")),
        };
        match plan(before.as_deref()) {
            Ok(None) => {}
            Ok(Some(after)) => {
                let file = self.files.entry(path.to_owned());
                let file = file.or_insert(File {
                    before,
                    after: String::new(),
                    is_private: false,
                });
                file.after = after;
            }
            Err(why) => self.leave(path, &why),
        }
    }

    /// Plans a change of a file whose other lines may hold secrets: they are neither changed nor shown.
    pub(super) fn plan_private(&mut self, path: &Path, plan: impl FnOnce(Option<&str>) -> Planned) {
        if self.leads_elsewhere(path) {
            return self.leave(path, "it is a link to a place outside of the repository");
        }
        self.plan(path, |before| {
            let after = plan(before)?;
            let texts = before.zip(after.as_deref());
            let is_told =
                |(before, after): (&str, &str)| before.trim() != "{}" && changes_a_line(before, after);
            if texts.is_some_and(is_told) {
                return Err(format!(
                    "a line of it would have to be changed; say there that `{}` is `1`",
                    super::MARKER
                ));
            }
            Ok(after)
        });
        if let Some(file) = self.files.get_mut(path) {
            file.is_private = true;
        }
    }

    /// Plans a change of a file of TOML that is there, or will be.
    pub(super) fn plan_toml(
        &mut self,
        path: &Path,
        edit: impl FnOnce(&mut DocumentMut) -> Result<(), String>,
    ) {
        self.plan(path, |before| edited(before, edit));
    }

    /// Says that something is left as it is.
    pub(super) fn leave(&mut self, path: &Path, why: &str) {
        self.tell(format!("`{}` is left as it is: {why}", self.name(path)));
    }

    /// Says what is to be done by hand.
    pub(super) fn tell(&mut self, what: String) {
        if !self.left.contains(&what) {
            self.left.push(what);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Shows what would change, and what not.
    pub(super) fn show(&self, out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
        for (path, file) in &self.files {
            let name = self.name(path);
            let before = file.before.as_deref().unwrap_or_default();
            let old = if file.before.is_some() {
                &*name
            } else {
                "/dev/null"
            };
            writeln!(out, "{}", terminal.paint(Colour::Bold, &format!("--- {old}")))?;
            writeln!(out, "{}", terminal.paint(Colour::Bold, &format!("+++ {name}")))?;
            let diff = TextDiff::from_lines(before, &file.after);
            let context = if file.is_private { 0 } else { 3 };
            for hunk in diff.unified_diff().context_radius(context).iter_hunks() {
                writeln!(
                    out,
                    "{}",
                    terminal.paint(Colour::Dim, hunk.header().to_string().trim_end())
                )?;
                for change in hunk.iter_changes() {
                    let line = shown(change.value().trim_end_matches(['\r', '\n']));
                    let line = format!("{}{line}", change.tag());
                    let line = match change.tag() {
                        ChangeTag::Equal => line,
                        ChangeTag::Delete => terminal.paint(Colour::Bad, &line),
                        ChangeTag::Insert => terminal.paint(Colour::Good, &line),
                    };
                    writeln!(out, "{line}")?;
                }
            }
            writeln!(out)?;
        }
        for told in &self.left {
            writeln!(out, "{told}\n")?;
        }
        Ok(())
    }

    /// Writes all files, if none was changed meanwhile.
    pub(super) fn write(&self) -> Result<(), Failure> {
        for (path, file) in &self.files {
            let write = || -> io::Result<()> {
                if read(path)? != file.before {
                    return Err(io::Error::other("somebody changed it meanwhile"));
                }
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(path, &file.after).inspect_err(|_| {
                    // On a full disk there is room for what was there.
                    if let Some(before) = &file.before {
                        let _ = fs::write(path, before);
                    }
                })
            };
            write().map_err(|source| Failure::NotWritten {
                file: self.name(path),
                source,
            })?;
        }
        Ok(())
    }

    fn leads_elsewhere(&self, path: &Path) -> bool {
        let real = path.ancestors().find_map(|path| fs::canonicalize(path).ok());
        let folder = fs::canonicalize(&self.folder).ok();
        real.zip(folder)
            .is_some_and(|(real, folder)| !real.starts_with(folder))
    }

    fn name(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.folder).unwrap_or(path);
        shown(&path.display().to_string())
    }
}

/// The text of a file; `None` if there is none.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file of TOML after an edit that keeps everything else as it is written.
pub(super) fn edited(
    before: Option<&str>,
    edit: impl FnOnce(&mut DocumentMut) -> Result<(), String>,
) -> Planned {
    let written = before.unwrap_or_default();
    // A document ends its lines in one way: where the file's end in the other, they get that back.
    let plain = written.replace("\r\n", "\n");
    let is_other = plain != written && plain.replace('\n', "\r\n") == written;
    let mut before = if is_other { plain } else { written.to_owned() };
    if !before.is_empty() && !before.ends_with('\n') {
        // A document ends its last line.
        before.push('\n');
    }
    let mut document: DocumentMut = before
        .parse()
        .map_err(|error: toml_edit::TomlError| format!("it is no TOML: {}", shown(error.message())))?;
    if document.to_string() != before {
        return Err(
            "it would be written in another way, as where only some of its lines end with a carriage return"
                .to_owned(),
        );
    }
    edit(&mut document)?;
    let after = document.to_string();
    if after.parse::<DocumentMut>().is_err() {
        return Err("its tables are written in a way that cannot be added to".to_owned());
    }
    let after = if is_other {
        after.replace('\n', "\r\n")
    } else {
        after
    };
    Ok((after.trim_end() != written.trim_end()).then_some(after))
}

fn changes_a_line(before: &str, after: &str) -> bool {
    let diff = TextDiff::from_lines(before, after);
    diff.iter_all_changes()
        .any(|change| change.tag() == ChangeTag::Delete)
}
