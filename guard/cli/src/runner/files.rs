//! What a run did to its directory.

use std::fs;
use std::path::Path;

/// How many files are looked at.
const MOST: usize = 100_000;

/// The files that a run created, changed and removed, by their paths in the directory.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) created: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) removed: Vec<String>,
    /// Whether something could not be looked at.
    pub(super) is_incomplete: bool,
}

impl Files {
    /// Looks at `directory`, which held nothing but `input` in the file `name`.
    pub(super) fn of(directory: &Path, name: &str, input: &[u8]) -> Self {
        let mut files = Self::default();
        files.look(directory, "");
        match files.created.iter().position(|path| path == name) {
            None => files.removed.push(name.to_owned()),
            Some(place) => {
                let path = directory.join(name);
                let is_file = path.symlink_metadata().is_ok_and(|metadata| {
                    metadata.is_file() && usize::try_from(metadata.len()) == Ok(input.len())
                });
                let name = files.created.remove(place);
                if !is_file || !fs::read(&path).is_ok_and(|now| now == input) {
                    files.changed.push(name);
                }
            }
        }
        files.created.sort();
        files
    }

    /// Notes everything below `directory` but folders. Links are noted and not followed.
    fn look(&mut self, directory: &Path, prefix: &str) {
        let Ok(entries) = fs::read_dir(directory) else {
            self.is_incomplete = true;
            return;
        };
        for entry in entries {
            let Ok(entry) = entry else {
                self.is_incomplete = true;
                return;
            };
            if self.created.len() >= MOST {
                self.is_incomplete = true;
                return;
            }
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.look(&entry.path(), &format!("{path}/")),
                Ok(_) => self.created.push(path),
                Err(_) => self.is_incomplete = true,
            }
        }
    }
}
