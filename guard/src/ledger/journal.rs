//! This process's part of the suite's ledger: a file of its own in the folder that `WRITE_GUARD_LEDGER` names.
//!
//! One line of JSON a block, handed to the system before the caller gets the error: what kills the process afterwards loses
//! nothing. A block that cannot be written stands all the same, and that it is missing is told on standard error and by a file
//! whose name ends in `.lost`, which needs no room on a full disk; where no file can be made any more, the file `whole` is
//! removed. Without the variable, and in a live process, nothing is done.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use write_guard_process::escape;

use super::{Place, Whose, environment};
use crate::blocked::Blocked;

static JOURNAL: Mutex<Option<Journal>> = Mutex::new(None);

/// The file that says that every block was entered, or its loss noted.
const WHOLE: &str = "whole";

/// Writes a block.
pub(super) fn block(blocked: &Blocked, owner: &Whose, place: Place) {
    if !blocked.is_of_test_process() {
        return;
    }
    if let Some(folder) = environment::folder() {
        let line = line(blocked, owner, place);
        with(|journal| {
            journal
                .get_or_insert_with(|| Journal::new(folder))
                .block(folder, &line);
        });
    }
}

/// Writes that somebody looked at all blocks up to these.
pub(super) fn looked_at(places: &[Place]) {
    if places.is_empty() {
        return;
    }
    let places: Vec<String> = places
        .iter()
        .map(|Place { owner, number }| format!("[{owner},{number}]"))
        .collect();
    let line = format!("{{\"looked_at\":[{}]}}\n", places.join(","));
    with(|journal| {
        if let Some(journal) = journal
            .as_mut()
            .filter(|journal| journal.process == process::id())
        {
            // That somebody looked is lost: the suite then reports a block too many, and never one too few.
            let _ = journal.append(&line);
        }
    });
}

fn with(work: impl FnOnce(&mut Option<Journal>)) {
    work(&mut JOURNAL.lock().unwrap_or_else(PoisonError::into_inner));
}

struct Journal {
    process: u32,
    path: PathBuf,
    file: io::Result<File>,
    /// Whether the last line was written in part.
    is_torn: bool,
    lost: u64,
}

impl Journal {
    fn new(folder: &Path) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let process = process::id();
        let mut part = since.as_nanos();
        loop {
            let path = folder.join(format!("{process}-{part}.jsonl"));
            let file = OpenOptions::new().append(true).create_new(true).open(&path);
            // Another process had the number, and its file is its own.
            if !matches!(&file, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
                return Self {
                    process,
                    path,
                    file,
                    is_torn: false,
                    lost: 0,
                };
            }
            part = part.wrapping_add(1);
        }
    }

    fn block(&mut self, folder: &Path, line: &str) {
        if self.process != process::id() {
            // A fork: the file is that of the parent.
            *self = Self::new(folder);
        }
        if let Err(error) = self.append(line) {
            self.lose(&error);
        }
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let file = match &mut self.file {
            Ok(file) => file,
            Err(error) => return Err(error.kind().into()),
        };
        let begin = if self.is_torn { "\n" } else { "" };
        let text = format!("{begin}{line}");
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match file.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    rest = rest.get(written..).unwrap_or_default();
                    self.is_torn = !rest.is_empty();
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Tells that a block is missing.
    fn lose(&mut self, error: &io::Error) {
        let before = self.lost_path();
        self.lost = self.lost.saturating_add(1);
        let path = self.lost_path();
        let told = if self.lost == 1 {
            File::create(&path).map(drop)
        } else {
            fs::rename(before, path)
        };
        let told = told.or_else(|_| fs::remove_file(self.path.with_file_name(WHOLE)));
        let trouble = told
            .err()
            .map(|error| format!(", nor could the loss be noted: {error}"));
        // Where there is nobody to tell, there is nothing to do.
        let _ = writeln!(
            io::stderr(),
            "write-guard: a blocked write stays blocked, but could not be entered in the ledger of the suite: {error}{}",
            trouble.unwrap_or_default()
        );
    }

    fn lost_path(&self) -> PathBuf {
        self.path.with_extension(format!("{}.lost", self.lost))
    }
}

fn line(blocked: &Blocked, owner: &Whose, place: Place) -> String {
    let mut line = format!(
        "{{\"owner\":{},\"number\":{},\"process\":{}",
        place.owner,
        place.number,
        process::id()
    );
    let thread = thread::current();
    let codes = blocked.codes();
    let fields = [
        ("gate", Some(blocked.gate().as_str().into())),
        ("op", Some(escape(blocked.op()))),
        ("target", blocked.target().map(escape)),
        ("item", blocked.item().map(escape)),
        ("codes", Some(codes.join(",").into())),
        ("reason", Some(blocked.reasons().first().meaning().into())),
        ("signal", Some(blocked.evidence().into())),
        ("program", Some(environment::program().into())),
        ("thread", thread.name().map(escape)),
        ("test", blocked.test().map(escape)),
        ("expected", owner.expected().map(escape)),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            // All of it is our own or was escaped, so it prints: Rust then escapes a quote and a backslash, as JSON does.
            let _ = write!(line, ",\"{key}\":{value:?}");
        }
    }
    line.push_str("}\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Permit, Target};

    /// What each file of a folder holds.
    fn texts(folder: &Path) -> Vec<String> {
        let files = fs::read_dir(folder).unwrap();
        let mut texts: Vec<String> = files
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        texts.sort();
        texts
    }

    #[test]
    fn a_process_that_was_forked_has_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::new(folder.path());
        journal.block(folder.path(), "parent\n");
        journal.process = journal.process.wrapping_add(1);
        journal.block(folder.path(), "child\n");
        journal.block(folder.path(), "child again\n");
        assert_eq!(texts(folder.path()), ["child\nchild again\n", "parent\n"]);
    }

    #[test]
    fn what_was_written_in_part_spoils_no_other_line() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::new(folder.path());
        journal.append("{\"owner\"").unwrap();
        journal.is_torn = true;
        journal.block(folder.path(), "whole\n");
        journal.block(folder.path(), "next\n");
        assert_eq!(texts(folder.path()), ["{\"owner\"\nwhole\nnext\n"]);
    }

    #[test]
    fn whatever_a_caller_says_a_line_is_one_object_of_json() {
        let hostile = "a\"b\\c\n\u{0}\u{7f}\u{301}\u{202e}\u{2028}`é\u{10ffff}";
        let blocked = Permit::live().refuse(&Target::new(Some(hostile)), "it may not be", "send nothing");
        let owner = Whose::current();
        let line = line(&blocked, &owner, Place { owner: 1, number: 2 });
        assert_eq!(line.matches('\n').count(), 1);
        let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(entry["target"], escape(hostile).as_ref());
        assert_eq!(entry["signal"], blocked.evidence());
        assert_eq!(entry["program"], environment::program());
        assert_eq!((&entry["owner"], &entry["number"]), (&1.into(), &2.into()));
    }
}
