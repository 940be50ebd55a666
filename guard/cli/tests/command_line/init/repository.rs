//! A repository that `init` is tried in.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::command;

pub(crate) const ROOT: &str = "# The shop.\n[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n\n[workspace.dependencies]\nwrite-guard = \"0.1\"\n";

/// A repository of three crates: two guard their writes, one does not.
pub(crate) struct Repository(pub(crate) TempDir);

impl Repository {
    pub(crate) fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        fs::create_dir(repository.0.path().join(".git")).unwrap();
        repository.write("Cargo.toml", ROOT);
        repository.package(
            "tracker",
            "write-guard = { workspace = true, features = [\"uuid\"] } # by id",
        );
        repository.package("mail", "write-guard = \"0.1\"");
        repository.package("shop", "tracker = { path = \"../tracker\" }");
        repository
    }

    pub(crate) fn package(&self, name: &str, dependencies: &str) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        self.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        self.write(&format!("crates/{name}/src/lib.rs"), "");
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    /// Runs `init` in a folder of the repository.
    pub(crate) fn init(&self, folder: &str, options: &[&str]) -> (Option<i32>, String) {
        let output: Output = command(&["init"])
            .args(options)
            .current_dir(self.0.path().join(folder))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), said)
    }

    /// Every file with its text.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(self.0.path(), self.0.path(), &mut files);
        files
    }

    pub(crate) fn doctor(&self) -> Value {
        // What asks is a test process, as in the hands of a coding agent.
        let output = command(&["doctor", "--json"])
            .current_dir(self.0.path().join("crates/tracker"))
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
}
