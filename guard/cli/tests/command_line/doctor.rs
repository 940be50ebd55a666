//! What the doctor says of the lists.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::command;

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("write-guard-doctor-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join(".config")).unwrap();
        fs::create_dir_all(path.join("package")).unwrap();
        // Nobody reviews what lies outside of a workspace.
        fs::write(path.join("Cargo.toml"), "[workspace]\n").unwrap();
        Self(path)
    }

    fn review(&self, text: &str) {
        fs::write(self.0.join(".config/write-guard.toml"), text).unwrap();
    }

    /// The policy that a test of the package would find.
    fn policy(&self, variables: &[(&str, &str)]) -> Value {
        let output = command(&["doctor", "--json"])
            .env("CARGO_MANIFEST_DIR", self.0.join("package"))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer.get("policy").unwrap().clone()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_doctor_says_which_file_it_found_and_what_counts_of_it() {
    let folder = Folder::new("found");
    folder.review("sandbox = [\"a\", \"b as x\"]\nprotected = [\"p\"]");
    let policy = folder.policy(&[("WRITE_GUARD_SANDBOX_PROJECTS", "a,c")]);
    let text = policy.to_string();
    assert!(
        text.contains("package/../") || text.contains("/.config/write-guard.toml\""),
        "{text}"
    );
    assert!(
        text.contains("\"allowed\":[\"a\"]"),
        "what all lists name: {text}"
    );
    assert!(text.contains("\"protected\":[\"p\"]"), "{text}");
    assert!(text.contains("\"warnings\":[]"), "{text}");
}

#[test]
fn the_doctor_warns_of_what_is_allowed_while_nothing_is_protected() {
    let folder = Folder::new("warned");
    let warned = |variables: &[(&str, &str)]| {
        let policy = folder.policy(variables);
        policy
            .to_string()
            .contains("something is allowed and nothing is protected")
    };
    let allowed = ("WRITE_GUARD_SANDBOX_PROJECTS", "a");
    assert!(warned(&[allowed]));
    assert!(warned(&[allowed, ("WRITE_GUARD_PROTECTED_PROJECTS", " ")]));
    assert!(!warned(&[allowed, ("WRITE_GUARD_PROTECTED_PROJECTS", "p")]));
    assert!(!warned(&[]));
    folder.review("sandbox = [\"a\"]");
    assert!(warned(&[]));
    folder.review("sandbox = [\"a\"]\nprotected = [\"p\"]");
    assert!(!warned(&[]));
}

#[test]
fn the_doctor_tells_a_slip_and_does_not_repeat_it() {
    let folder = Folder::new("slip");
    folder.review("protected = [\"c0ffee;x\"]");
    let text = folder
        .policy(&[("WRITE_GUARD_SANDBOX_WRITES", "true")])
        .to_string();
    assert!(text.contains("entry 1 of `protected` in `"), "{text}");
    assert!(
        text.contains("not exactly `1`") && !text.contains("c0ffee"),
        "{text}"
    );
}
