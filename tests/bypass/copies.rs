//! Two versions of the guard in one program: each decides for itself, by the one verdict that both share.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tests::workspace;

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

/// A second workspace with the runtime's sources, as another version; its verdict is that of `process`.
fn copy(to: &Path, version: &str, process: &Path) {
    for folder in ["guard/src", "guard/process", "guard-macros/src"] {
        copy_folder(&workspace(folder), &to.join(folder));
    }
    let root = fs::read_to_string(workspace("Cargo.toml")).unwrap();
    let dependencies = root.split_once("\n[workspace.dependencies]\n").unwrap().1;
    let (dependencies, _) = dependencies.split_once("\n[workspace.lints").unwrap();
    let package = root.split_once("\n[workspace.package]\n").unwrap().1;
    let (package, _) = package.split_once("\n[workspace.dependencies]\n").unwrap();
    let versioned = |text: &str| {
        text.replace("version = \"0.1.0\"", &format!("version = \"{version}\""))
            .replace("version = \"=0.1.0\"", &format!("version = \"={version}\""))
    };
    let shared = |line: &str| {
        if line.starts_with("write-guard-process ") {
            format!("write-guard-process = {{ path = '{}' }}", process.display())
        } else {
            line.to_owned()
        }
    };
    let dependencies: Vec<_> = versioned(dependencies).lines().map(shared).collect();
    let manifest = format!(
        "[workspace]\nmembers = [\"guard\", \"guard-macros\"]\nexclude = [\"guard/process\"]\n\n[workspace.package]\n{}\n\n\
         [workspace.dependencies]\n{}\n\n[workspace.lints]\n",
        versioned(package),
        dependencies.join("\n")
    );
    fs::write(to.join("Cargo.toml"), manifest).unwrap();
    for package in ["guard", "guard-macros"] {
        let manifest = fs::read_to_string(workspace(package).join("Cargo.toml")).unwrap();
        let (_, after) = manifest.split_once("\n[dependencies]\n").unwrap();
        let (dependencies, _) = after.split_once("\n[").unwrap_or((after, ""));
        let (head, _) = manifest.split_once("\n[dependencies]\n").unwrap();
        // Its own root, and not the one that cargo knows already and whose folder this is in.
        let head = head.replace("[package]\n", "[package]\nworkspace = \"..\"\n");
        let head = head.replace("readme = \"../README.md\"\n", "");
        fs::write(
            to.join(package).join("Cargo.toml"),
            format!("{head}\n[dependencies]\n{dependencies}\n"),
        )
        .unwrap();
    }
}

/// A program that depends on these packages, by these names and paths.
fn program(root: &Path, dependencies: &[(&str, &str, &Path)], main: &str) {
    let dependencies: Vec<_> = dependencies
        .iter()
        .map(|(name, package, path)| {
            format!(
                "{name} = {{ package = \"{package}\", path = '{}' }}\n",
                path.display()
            )
        })
        .collect();
    let dependencies = dependencies.concat();
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("src/main.rs"), main).unwrap();
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

/// Room for a build, where the other builds have theirs.
fn room() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn cargo(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        // Whatever the build around this one is told: built once, in little room.
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .arg("--offline")
        .current_dir(root)
        .output()
        .unwrap()
}

/// Marks the process by the first copy, and asks the second.
const MAIN: &str = r#"
fn write(_: &str) -> Result<(), second::Blocked> {
    #[second::guarded_write(op = "close", target = project, crate = ::second)]
    fn close(project: &str) -> Result<(), second::Blocked> {
        let _ = project;
        Ok(())
    }
    close("payroll")
}

fn main() {
    println!("{} {}", first::is_live(), second::is_live());
    println!("{}", write("payroll").is_ok());
    first::mark_test_process();
    println!("{} {}", first::is_live(), second::is_live());
    println!("{}", write("payroll").is_ok());
}
"#;

#[test]
#[ignore = "builds two copies of the guard: a lane of `.ci/run`"]
fn two_versions_of_the_guard_share_one_verdict() {
    let root = room();
    let process = fs::canonicalize(workspace("guard/process")).unwrap();
    let second = root.path().join("second");
    copy(&second, "0.2.0", &process);
    let copies = [
        (
            "first",
            "write-guard",
            fs::canonicalize(workspace("guard")).unwrap(),
        ),
        ("second", "write-guard", second.join("guard")),
    ];
    let copies = copies
        .each_ref()
        .map(|(name, package, path)| (*name, *package, &**path));
    program(&root.path().join("program"), &copies, MAIN);
    let built = cargo(&root.path().join("program"), &["build", "--quiet"]);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let program = root.path().join("program/target/debug/program");
    let (code, said) = tests::detached(&program, &[], &[]);
    assert_eq!((code, &*said), (0, "true true\ntrue\nfalse false\nfalse\n"));
}

#[test]
fn cargo_refuses_a_second_copy_of_the_verdict() {
    let root = room();
    let process = fs::canonicalize(workspace("guard/process")).unwrap();
    let second = root.path().join("second");
    copy_folder(&process, &second);
    let manifest = fs::read_to_string(process.join("Cargo.toml")).unwrap();
    let own = manifest
        .lines()
        .filter(|line| !line.contains("workspace = true"))
        .collect::<Vec<_>>()
        .join("\n");
    let own = own.replace("links =", "version = \"9.0.0\"\nedition = \"2024\"\nlinks =");
    let own = own
        .replace("serde = [\"dep:serde\"]\n", "serde = []\n")
        .replace("[lints]", "[workspace]");
    fs::write(second.join("Cargo.toml"), own).unwrap();

    let first = ("first", "write-guard-process", &*process);
    program(&root.path().join("one"), &[first], "fn main() {}");
    let alone = cargo(&root.path().join("one"), &["generate-lockfile"]);
    assert!(
        alone.status.success(),
        "{}",
        String::from_utf8_lossy(&alone.stderr)
    );

    let second = ("second", "write-guard-process", &*second);
    program(&root.path().join("both"), &[first, second], "fn main() {}");
    let both = cargo(&root.path().join("both"), &["generate-lockfile"]);
    let said = String::from_utf8_lossy(&both.stderr).into_owned();
    assert!(
        !both.status.success() && said.contains("links to `write-guard-process`"),
        "{said}"
    );
}
