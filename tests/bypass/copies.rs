//! Two copies of the guard in one program.
//!
//! Each would judge for itself: what marks the process for the one says nothing to the other.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sources::workspace;

/// The guard's package as `version`: what its manifest says of it, and nothing in it.
fn copy(to: &Path, version: &str) {
    let from = workspace("guard");
    let manifest = fs::read_to_string(from.join("Cargo.toml")).unwrap();
    let manifest = manifest.split("\n[").next().unwrap();
    let inherited = manifest.replace("version.workspace = true", &format!("version = \"{version}\""));
    let lines = inherited
        .lines()
        .filter(|line| !line.contains(".workspace = true") && !line.contains("readme"));
    fs::create_dir_all(to.join("src")).unwrap();
    fs::write(to.join("src/lib.rs"), "").unwrap();
    fs::write(to.join("build.rs"), "fn main() {}").unwrap();
    fs::write(to.join("Cargo.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
}

/// Resolves a program that depends on these copies, and returns whether it can be, and what cargo said.
fn resolve(root: &Path, copies: &[&str]) -> (bool, String) {
    let dependencies: Vec<_> = copies
        .iter()
        .map(|copy| format!("{copy} = {{ package = \"write-guard\", path = \"{copy}\" }}\n"))
        .collect();
    let dependencies = dependencies.concat();
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[workspace]\nexclude = {copies:?}\n\n[dependencies]\n{dependencies}"
    );
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("src/main.rs"), "fn main() {}").unwrap();
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["generate-lockfile", "--offline"])
        .current_dir(root)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), said)
}

#[test]
fn cargo_refuses_a_second_copy() {
    let root = tempfile::tempdir().unwrap();
    for (name, version) in [("first", "0.1.0"), ("second", "0.2.0")] {
        copy(&root.path().join(name), version);
    }
    let (resolves, said) = resolve(root.path(), &["first"]);
    assert!(resolves, "one copy alone: {said}");
    let (resolves, said) = resolve(root.path(), &["first", "second"]);
    assert!(!resolves && said.contains("links to `write-guard`"), "{said}");
}
