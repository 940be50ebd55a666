//! A package of a few lines, with rules of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::{audit, lines};

pub(crate) const CODE: &str = r#"#![forbid(warnings, clippy::all, clippy::disallowed_methods)]
//! A client.

/// Sends.
pub struct Wire;

impl Wire {
    /// Writes.
    pub fn post(&self) {}
    /// Reads.
    pub fn get(&self) {}
    /// Whatever it is given.
    pub fn send(&self, _request: u8) {}
}

/// Nobody decides on it.
pub fn close(wire: &Wire) {
    wire.post();
}

/// Safe.
pub fn look(wire: &Wire) {
    wire.get();
}

/// Who knows.
pub fn pass(wire: &Wire, request: u8) {
    wire.send(request);
}

/// Something else.
pub fn run() -> std::process::Command {
    std::process::Command::new("true")
}
"#;

pub(crate) const RULES: &str = r#"
sandbox = ["8c5a3025-4f9d-4190-b79f-fa06276bb27e"]

[[audit.rule]]
path = "little::Wire::post"
kind = "write"
receiver = true

[[audit.rule]]
path = "little::Wire::get"
kind = "read"
receiver = true

[[audit.rule]]
path = "little::Wire::send"
kind = "exit"
argument = 0
receiver = true
"#;

pub(crate) struct Package(TempDir);

impl Package {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let package = Self(folder);
        package.write(
            "Cargo.toml",
            "[package]\nname = \"little\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n",
        );
        package.write("src/lib.rs", CODE);
        package.write(".config/write-guard.toml", RULES);
        package
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn replace(&self, from: &str, to: &str) {
        assert!(CODE.contains(from));
        self.write("src/lib.rs", &CODE.replace(from, to));
    }

    /// The exit code, and the findings.
    pub(crate) fn audited(&self, args: &[&str]) -> (i32, Vec<Value>) {
        let args = [&["--format", "json"], args].concat();
        let output = audit(self.path(), &args).output().unwrap();
        (output.status.code().unwrap(), lines(&output, "finding"))
    }

    /// The exit code, and what it says to a person on both streams.
    pub(crate) fn told(&self, args: &[&str]) -> (i32, String) {
        let output = audit(self.path(), args).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    collect(&path, files);
                    files.insert(path, Vec::new());
                } else {
                    let text = fs::read(&path).unwrap();
                    files.insert(path, text);
                }
            }
        }
        let mut files = BTreeMap::new();
        collect(self.path(), &mut files);
        files
    }
}
