//! What the doctor says of the lists.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

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

    /// What the doctor says of the setup: each line, whether it is good, and what it tells.
    fn setup(&self, variables: &[(&str, &str)]) -> Vec<(String, bool, String)> {
        let setup = self.answer(variables);
        let lines = setup.get("setup").unwrap().as_array().unwrap().iter();
        let text = |line: &Value, key: &str| line.get(key).unwrap().as_str().unwrap().to_owned();
        lines
            .map(|line| {
                (
                    text(line, "what"),
                    line.get("is_good").unwrap() == true,
                    text(line, "told"),
                )
            })
            .collect()
    }

    /// Writes the lock file anew.
    fn lock(&self) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["generate-lockfile", "--offline", "--quiet"]);
        assert!(
            cargo
                .current_dir(self.0.join("package"))
                .status()
                .unwrap()
                .success()
        );
    }

    /// The policy that a test of the package would find.
    fn policy(&self, variables: &[(&str, &str)]) -> Value {
        self.answer(variables).get("policy").unwrap().clone()
    }

    fn answer(&self, variables: &[(&str, &str)]) -> Value {
        let output = command(&["doctor", "--json"])
            .env("CARGO_MANIFEST_DIR", self.0.join("package"))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
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

/// A workspace of two packages without dependencies: one called like the guard.
fn workspace(name: &str) -> Folder {
    let folder = Folder::new(name);
    fs::write(
        folder.0.join("Cargo.toml"),
        "[workspace]\nmembers = [\"package\", \"guard\"]\n",
    )
    .unwrap();
    package(
        &folder,
        "package",
        "user",
        "0.1.0",
        "write-guard = { path = \"../guard\" }",
    );
    package(&folder, "guard", "write-guard", "0.1.0", "");
    folder
}

fn package(folder: &Folder, place: &str, name: &str, version: &str, dependencies: &str) {
    let place = folder.0.join(place);
    fs::create_dir_all(place.join("src")).unwrap();
    fs::write(place.join("src/lib.rs"), "").unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n"
    );
    fs::write(place.join("Cargo.toml"), manifest).unwrap();
}

#[test]
fn the_doctor_says_of_each_part_of_the_setup_that_it_is_good() {
    let folder = workspace("good");
    folder.review("sandbox = [\"a\"]\nprotected = [\"p\"]");
    fs::create_dir_all(folder.0.join(".github/workflows")).unwrap();
    let ci =
        "- run: cargo write-guard audit --baseline .config/accepted.jsonl\n- run: cargo write-guard test\n";
    fs::write(folder.0.join(".github/workflows/ci.yml"), ci).unwrap();
    fs::write(folder.0.join(".config/accepted.jsonl"), "").unwrap();
    fs::write(
        folder.0.join("package/.env"),
        "# WRITE_GUARD_SANDBOX_WRITES=1\nOTHER=1\n",
    )
    .unwrap();
    folder.lock();
    let setup = folder.setup(&[]);
    let lines: Vec<_> = setup
        .iter()
        .map(|(what, is_good, _)| (what.as_str(), *is_good))
        .collect();
    let expected = ["lists", "protected", "opt-in", "audit", "suite", "versions"].map(|what| (what, true));
    assert_eq!(lines, expected, "{setup:?}");
}

#[test]
fn an_opt_in_that_was_left_on_above_the_workspace_or_for_the_user_is_seen() {
    let folder = workspace("above");
    let home = folder.0.join("home");
    let left_on = || {
        let lines = folder
            .setup(&[("CARGO_HOME", home.to_str().unwrap())])
            .into_iter();
        let mut told = lines.filter(|(what, is_good, _)| what == "opt-in" && !is_good);
        told.next().map(|(_, _, told)| told).unwrap_or_default()
    };
    // The workspace is the package: what lies around it is the repository, and beyond.
    fs::remove_file(folder.0.join("Cargo.toml")).unwrap();
    package(&folder, "package", "user", "0.1.0", "[workspace]");
    assert_eq!(left_on(), "");
    let env = "[env]\nWRITE_GUARD_SANDBOX_WRITES = { value = \"1\" }\n";
    for (place, text) in [
        (".env", "\u{feff}WRITE_GUARD_SANDBOX_WRITES=1\n"),
        (".env.test", "A=\u{e9}\r\nexport WRITE_GUARD_SANDBOX_WRITES=1\r\n"),
        (".cargo/config.toml", env),
        ("home/config.toml", env),
    ] {
        let file = folder.0.join(place);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        // One letter of it is no UTF-8.
        let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != 0xc3).collect();
        fs::write(&file, bytes).unwrap();
        assert!(left_on().contains(&format!("{place}`")), "{place}: {}", left_on());
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn ci_is_known_by_the_files_of_many_forges_and_not_by_their_comments() {
    let folder = workspace("forges");
    let good = || -> Vec<bool> {
        let lines = folder.setup(&[]).into_iter();
        let lines = lines.filter(|(what, _, _)| what == "audit" || what == "suite");
        lines.map(|(_, is_good, _)| is_good).collect()
    };
    for place in [
        ".forgejo/workflows/x.yml",
        ".gitea/workflows/x.yml",
        ".gitlab-ci.yml",
        ".woodpecker/x.yaml",
        ".buildkite/pipeline.yml",
        "Jenkinsfile",
        "Makefile",
    ] {
        let file = folder.0.join(place);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(
            &file,
            "# cargo write-guard audit\n- true # cargo write-guard test\n",
        )
        .unwrap();
        assert_eq!(good(), [false, false], "{place}");
        let run = "# cargo write-guard audit --baseline gone\n- cargo write-guard audit\n- cargo write-guard test\n";
        fs::write(&file, run).unwrap();
        assert_eq!(good(), [true, true], "{place}");
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn the_doctor_says_what_to_do_for_each_part_that_is_not() {
    let folder = workspace("to-do");
    let to_do = |what: &str, variables: &[(&str, &str)]| {
        let lines = folder.setup(variables).into_iter();
        let mut lines = lines.filter(|(of, is_good, _)| of == what && !is_good);
        lines.next().map(|(_, _, told)| told).unwrap_or_default()
    };
    assert!(to_do("lists", &[]).contains("is not there"));
    assert!(to_do("protected", &[]).contains("nothing is"));
    assert!(to_do("audit", &[]).contains("no file of CI"));
    assert!(to_do("suite", &[]).contains("no file of CI that is known here runs `cargo write-guard test`"));
    folder.review("protected = [\"a;b\"]");
    assert!(to_do("lists", &[]).contains("until it is corrected"));

    assert_eq!(to_do("opt-in", &[]), "");
    assert!(to_do("opt-in", &[("WRITE_GUARD_SANDBOX_WRITES", "0")]).contains("in this shell"));
    fs::write(
        folder.0.join("package/.env.local"),
        "  export WRITE_GUARD_SANDBOX_WRITES = 1\n",
    )
    .unwrap();
    assert!(to_do("opt-in", &[]).contains("package/.env.local`: take it out"));
    package(&folder, "dotenvy", "dotenvy", "0.15.0", "");
    fs::write(
        folder.0.join("Cargo.toml"),
        "[workspace]\nmembers = [\"package\", \"guard\", \"dotenvy\"]\n",
    )
    .unwrap();
    folder.lock();
    assert!(to_do("opt-in", &[]).contains("package/.env.local`, which `dotenvy` loads"));
    fs::remove_file(folder.0.join("package/.env.local")).unwrap();
    fs::create_dir_all(folder.0.join(".cargo")).unwrap();
    fs::write(
        folder.0.join(".cargo/config.toml"),
        "[env]\nWRITE_GUARD_SANDBOX_WRITES = \"1\"\n",
    )
    .unwrap();
    assert!(to_do("opt-in", &[]).contains(".cargo/config.toml"));

    fs::create_dir_all(folder.0.join(".ci")).unwrap();
    fs::write(
        folder.0.join(".ci/run"),
        "cargo write-guard audit --baseline=accepted\n",
    )
    .unwrap();
    assert!(to_do("audit", &[]).contains("cannot be read"));
    fs::write(folder.0.join("accepted"), "{}\n\n{}\n").unwrap();
    assert!(to_do("audit", &[]).contains("`accepted` accepts 2 calls"));

    package(&folder, "older", "write-guard", "0.0.9", "");
    package(
        &folder,
        "package",
        "user",
        "0.1.0",
        "old = { package = \"write-guard\", path = \"../older\" }",
    );
    fs::write(
        folder.0.join("Cargo.toml"),
        "[workspace]\nmembers = [\"package\", \"guard\"]\nexclude = [\"older\"]\n",
    )
    .unwrap();
    let before = fs::read(folder.0.join("Cargo.lock")).unwrap();
    assert!(to_do("versions", &[]).contains("`Cargo.lock` is not there, does not fit"));
    assert_eq!(
        fs::read(folder.0.join("Cargo.lock")).unwrap(),
        before,
        "it reads only"
    );
    folder.lock();
    assert!(to_do("versions", &[]).contains("`write-guard` 0.0.9, 0.1.0"));
    fs::write(folder.0.join("Cargo.toml"), "[workspace]\n").unwrap();
    package(&folder, "package", "user", "0.1.0", "[workspace]");
    folder.lock();
    assert!(to_do("versions", &[]).contains("nothing here depends"));
}
