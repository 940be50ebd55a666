//! The type is the wall: a write function of the client that lost its attribute does not compile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use plane_client::operations;

use tests::{sources, workspace};

const ATTRIBUTE: &str = "#[guarded_write(";

/// A copy of the workspace's libraries, to break.
fn copy() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wall");
    let _ = fs::remove_dir_all(&root);
    for package in ["guard", "guard/process", "guard-macros", "client"] {
        let from = workspace(package);
        for file in sources(&from.join("src"))
            .into_iter()
            .chain(["Cargo.toml", "build.rs"].map(|file| from.join(file)))
            .filter(|file| file.exists())
        {
            let to = root.join(package).join(file.strip_prefix(&from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&file, to).unwrap();
        }
        // Benchmarks and tests stay behind, and what they need.
        let manifest = fs::read_to_string(from.join("Cargo.toml")).unwrap();
        let kept = manifest.split("\n[dev-dependencies]").next().unwrap();
        let lints = if kept.contains("[lints]") {
            ""
        } else {
            "\n[lints]\nworkspace = true\n"
        };
        fs::write(root.join(package).join("Cargo.toml"), format!("{kept}{lints}")).unwrap();
    }
    let manifest = fs::read_to_string(workspace("Cargo.toml")).unwrap();
    let (before, members) = manifest.split_once("members = [").unwrap();
    let after = members.split_once(']').unwrap().1;
    let members = r#"members = ["guard", "guard/process", "guard-macros", "client"]"#;
    fs::write(root.join("Cargo.toml"), format!("{before}{members}{after}")).unwrap();
    fs::copy(workspace("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    root
}

/// Checks the client, without TLS; returns whether it compiles, and what the compiler said.
fn check(root: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--quiet",
            "--package",
            "plane-client",
            "--lib",
            "--no-default-features",
        ])
        .current_dir(root)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("wall-target"),
        )
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
#[ignore = "compiles the client twice: a lane of `.ci/run`"]
fn a_write_function_without_its_attribute_does_not_compile() {
    let root = copy();
    let (compiles, said) = check(&root);
    assert!(compiles, "the copy itself: {said}");

    let mut deleted = 0;
    for file in sources(&root.join("client/src")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut rest = text.as_str();
        let mut without = String::new();
        while let Some((before, attribute)) = rest.split_once(ATTRIBUTE) {
            without.push_str(before);
            rest = attribute.split_once(")]").unwrap().1;
            deleted += 1;
        }
        fs::write(&file, without + rest).unwrap();
    }
    assert_eq!(deleted, operations().len(), "every write function was tried");

    let (compiles, said) = check(&root);
    let missing = said.matches("cannot find value `permit`").count();
    assert!(!compiles && missing == deleted, "{missing} of {deleted}: {said}");
}
