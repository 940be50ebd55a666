//! What the processes of a suite entered.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The file that a process removes where it can neither enter a block nor note that it is lost.
pub(super) const WHOLE: &str = "whole";

/// All blocks of a suite.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) blocks: Vec<Block>,
    /// How many were blocked and could not be entered.
    pub(super) lost: u64,
}

/// One block.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    #[serde(flatten)]
    pub(super) entry: Entry,
    /// Whether somebody took it, asserted on it, or announced it.
    pub(super) is_noticed: bool,
}

/// A block as its process entered it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Entry {
    owner: usize,
    number: u64,
    pub(super) process: u32,
    pub(super) gate: String,
    pub(super) op: String,
    pub(super) target: Option<String>,
    pub(super) item: Option<String>,
    pub(super) codes: String,
    pub(super) reason: String,
    pub(super) signal: String,
    pub(super) program: String,
    pub(super) thread: Option<String>,
    pub(super) test: Option<String>,
    pub(super) expected: Option<String>,
}

/// An owner's blocks up to a number, as a process enters that they were looked at.
#[derive(Deserialize)]
struct LookedAt {
    looked_at: Vec<(usize, u64)>,
}

impl Collected {
    /// Reads a ledger's folder, one process after the other.
    pub(super) fn in_folder(folder: &Path) -> io::Result<Self> {
        let mut paths = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        let mut lost = HashMap::new();
        for path in paths.iter().filter(|path| is_a(path, "lost")) {
            let process = path.with_extension("");
            let count = process.extension().and_then(|count| count.to_str()?.parse().ok());
            // A count that nobody can read is one at least.
            lost.insert(process.with_extension("jsonl"), count.unwrap_or(1));
        }
        let mut collected = Self::default();
        for path in paths.iter().filter(|path| is_a(path, "jsonl")) {
            let torn = match fs::read(path) {
                Ok(text) if !text.is_empty() => collected.process(&text),
                // It was made to enter a block.
                Ok(_) | Err(_) => 1,
            };
            let told = lost.remove(path).unwrap_or_default();
            // What was written in part was told as lost, unless the process could not even do that.
            collected.lost += torn.max(told);
        }
        // Where no file could be made.
        collected.lost += lost.values().sum::<u64>() + u64::from(!folder.join(WHOLE).exists());
        Ok(collected)
    }

    /// Adds what one process entered; how many lines cannot be read.
    fn process(&mut self, text: &[u8]) -> u64 {
        let mut torn = 0;
        let mut entries = Vec::<Entry>::new();
        let mut looked_at = HashMap::<usize, u64>::new();
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            if let Ok(entry) = serde_json::from_slice(line) {
                entries.push(entry);
            } else if let Ok(LookedAt { looked_at: places }) = serde_json::from_slice(line) {
                for (owner, number) in places {
                    let known = looked_at.entry(owner).or_default();
                    *known = number.max(*known);
                }
            } else {
                torn += 1;
            }
        }
        self.blocks.extend(entries.into_iter().map(|entry| {
            Block {
                is_noticed: entry.expected.is_some()
                    || looked_at
                        .get(&entry.owner)
                        .is_some_and(|number| entry.number <= *number),
                entry,
            }
        }));
        torn
    }
}

fn is_a(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(owner: usize, number: u64, more: &str) -> String {
        format!(
            r#"{{"owner":{owner},"number":{number},"process":7,"gate":"isolation","op":"close","codes":"c","reason":"r","signal":"s","program":"p"{more}}}"#
        )
    }

    #[test]
    fn what_was_looked_at_is_noticed_up_to_its_number_and_no_other_owner() {
        let mut collected = Collected::default();
        let lines = [
            block(0, 1, ""),
            r#"{"looked_at":[[0,2]]}"#.to_owned(),
            r#"{"looked_at":[[0,1]]}"#.to_owned(),
            block(0, 2, ""),
            block(0, 3, ""),
            block(1, 1, ""),
            block(1, 2, r#","expected":"why""#),
        ];
        assert_eq!(collected.process(lines.join("\n").as_bytes()), 0);
        let noticed: Vec<bool> = collected.blocks.iter().map(|block| block.is_noticed).collect();
        assert_eq!(noticed, [true, true, false, false, true]);
    }

    #[test]
    fn what_is_lost_is_counted_once_however_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let whole = block(0, 1, "");
        for (name, text) in [
            ("1-1.jsonl", format!("{whole}\n{{\"owner\"\n{whole}\n")),
            ("2-1.jsonl", format!("{whole}\n{{\"owner\"")),
            ("2-1.3.lost", String::new()),
            ("3-1.1.lost", String::new()),
            ("4-1.jsonl", String::new()),
            ("6-1.many.lost", String::new()),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        // What cannot be read, whoever asks.
        fs::create_dir(folder.path().join("5-1.jsonl")).unwrap();
        fs::write(folder.path().join(WHOLE), "").unwrap();
        let collected = Collected::in_folder(folder.path()).unwrap();
        assert_eq!(
            (collected.blocks.len(), collected.lost),
            (3, 1 + 3 + 1 + 1 + 1 + 1)
        );
        fs::remove_file(folder.path().join(WHOLE)).unwrap();
        assert_eq!(Collected::in_folder(folder.path()).unwrap().lost, 9);
    }
}
