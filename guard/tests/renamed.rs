//! A package that knows the guard by another name is told which key says so, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

const FUNCTION: &str = "#[wall::guarded_write(op = \"close\", target = project@)]
pub fn close(project: &str) -> Result<(), wall::Blocked> {
    let _ = project;
    Ok(())
}
";

/// Whether a package with this dependency and this code compiles, and what the compiler says.
fn check(name: &str, dependency: &str, code: &str) -> (bool, String) {
    let folder = env!("CARGO_MANIFEST_DIR");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(root.join("src")).unwrap();
    fs::copy(Path::new(folder).join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let dependency = dependency.replace('@', folder);
    let manifest = format!("[workspace]\n[package]\nname = \"{name}\"\nedition = \"2024\"\n{dependency}\n");
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::write(root.join("src/lib.rs"), code).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--color=never"])
        .current_dir(&root)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("renamed-target"),
        )
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), said)
}

#[test]
#[ignore = "compiles the guard from nothing: a lane of `.ci/run`"]
fn one_error_names_the_key_and_the_name() {
    for (name, dependency) in [
        (
            "renamed-inline",
            "[dependencies]\nwall = { package = \"write-guard\", path = \"@\" }",
        ),
        (
            "renamed-table",
            "[dependencies.wall]\npackage = \"write-guard\"\npath = \"@\"",
        ),
    ] {
        let (compiles, said) = check(name, dependency, &FUNCTION.replace('@', ""));
        assert!(!compiles, "{said}");
        assert!(said.contains("add `crate = wall`"), "{said}");
        assert_eq!(said.matches("error: ").count(), 2, "with cargo's own: {said}");
        assert!(!said.contains("error["), "{said}");

        let (compiles, said) = check(name, dependency, &FUNCTION.replace('@', ", crate = wall"));
        assert!(compiles, "{said}");
    }
}
