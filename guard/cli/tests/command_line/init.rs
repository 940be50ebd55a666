//! `init`: what it writes into a workspace, and what it leaves alone.

mod agents;
#[cfg(target_os = "linux")]
mod disk;
mod repository;

use std::fs;

use serde_json::Value;

use self::repository::{ROOT, Repository};

#[test]
fn lines_that_end_with_a_carriage_return_still_do() {
    let (repository, other) = (Repository::new(), Repository::new());
    let manifests = [
        "Cargo.toml",
        "crates/tracker/Cargo.toml",
        "crates/mail/Cargo.toml",
    ];
    for name in manifests {
        other.write(name, &repository.read(name).replace('\n', "\r\n"));
    }
    for repository in [&repository, &other] {
        let (status, said) = repository.init("", &["--yes"]);
        assert_eq!(status, Some(0), "{said}");
        assert!(!said.contains("is left as it is"), "{said}");
    }
    for name in manifests {
        let text = repository.read(name);
        assert!(text.contains("write-guard"));
        assert_eq!(other.read(name), text.replace('\n', "\r\n"), "{name}");
    }
    let unended = Repository::new();
    unended.write("Cargo.toml", ROOT.trim_end());
    let (_, said) = unended.init("", &["--yes"]);
    assert!(!said.contains("is left as it is"), "{said}");
    assert_eq!(unended.read("Cargo.toml"), repository.read("Cargo.toml"));
    let mixed = Repository::new();
    mixed.write("Cargo.toml", &ROOT.replacen('\n', "\r\n", 1));
    let (_, said) = mixed.init("", &["--yes"]);
    assert!(said.contains("`Cargo.toml` is left as it is"), "{said}");
    assert_eq!(mixed.read("Cargo.toml"), ROOT.replacen('\n', "\r\n", 1));
}

#[test]
fn a_workspace_is_set_up_from_any_folder_of_it_and_a_second_time_nothing_changes() {
    let repository = Repository::new();
    repository.write(".github/workflows/ci.yml", "on: push # cargo write-guard audit\n");
    let before = repository.files();
    let (status, said) = repository.init("crates/shop/src", &["--yes", "--agents"]);
    assert_eq!(status, Some(0), "{said}");
    let after = repository.files();
    let changed: Vec<&str> = after
        .iter()
        .filter(|(name, text)| before.get(*name) != Some(text))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        changed,
        [
            ".claude/settings.json",
            ".codex/config.toml",
            ".config/write-guard.toml",
            ".github/workflows/write-guard.yml",
            "Cargo.toml",
            "crates/mail/Cargo.toml",
            "crates/tracker/Cargo.toml",
        ]
    );
    for name in &changed {
        assert!(said.contains(&format!("+++ {name}\n")), "{said}");
    }
    let profile = "\n[profile.dev.package.write-guard]\nopt-level = 3\n\n[profile.dev.package.write-guard-process]\nopt-level = 3\n";
    assert_eq!(after["Cargo.toml"], format!("{ROOT}{profile}"));
    let feature = "\n[dev-dependencies]\nwrite-guard = { workspace = true, features = [\"test-process\"] }\n";
    assert_eq!(
        after["crates/tracker/Cargo.toml"],
        before["crates/tracker/Cargo.toml"].clone() + feature
    );
    let workflow = &after[".github/workflows/write-guard.yml"];
    for step in [
        "install --locked cargo-write-guard",
        "write-guard audit --workspace",
        "write-guard test -- cargo test --workspace",
    ] {
        assert!(
            workflow.contains(&format!("      - run: cargo {step}\n")),
            "{workflow}"
        );
    }

    let (status, said) = repository.init("crates/mail", &["--agents"]);
    assert_eq!(
        (status, said.as_str()),
        (Some(0), "write-guard: nothing to write\n")
    );
    assert_eq!(repository.files(), after);
}

#[test]
fn the_empty_lists_allow_nothing_and_protect_nothing_and_the_doctor_says_what_to_fill_in() {
    let repository = Repository::new();
    repository.init("", &["--yes"]);
    let answer = repository.doctor();
    let policy = &answer["policy"];
    assert_eq!(policy["allowed"].as_array().map(Vec::len), Some(0), "{policy}");
    assert_eq!(policy["protected"].as_array().map(Vec::len), Some(0), "{policy}");
    assert_eq!(
        (&policy["unusable"], policy["files"].as_array().map(Vec::len)),
        (&Value::Null, Some(1))
    );
    let lines = answer["setup"].as_array().unwrap();
    let is_good = |what: &str| lines.iter().find(|line| line["what"] == what).unwrap()["is_good"] == true;
    assert!(is_good("lists") && !is_good("protected"), "{answer:#}");
}

#[test]
fn nobody_is_asked_where_there_is_no_terminal_and_then_nothing_is_written() {
    let repository = Repository::new();
    let before = repository.files();
    let (status, said) = repository.init("", &[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("+++ .config/write-guard.toml\n@@"), "{said}");
    assert!(
        said.ends_with(
            "write-guard: nothing was written: there is no terminal to ask at, and `--yes` was not said\n"
        ),
        "{said}"
    );
    assert_eq!(repository.files(), before);
}

#[test]
fn what_is_malformed_or_says_something_else_is_left_as_it_is_and_told() {
    let repository = Repository::new();
    let left = [
        (".claude/settings.json", "{ // why\n \"env\": {} }"),
        (".codex/config.toml", "model = \n"),
        (".config/write-guard.toml", "sandbox = \"7\"\n"),
        (".github/workflows/write-guard.yml", "name: somebody's own\n"),
    ];
    for (path, text) in left {
        repository.write(path, text);
    }
    let (status, said) = repository.init("", &["--yes", "--agents"]);
    assert_eq!(status, Some(0), "{said}");
    for (path, text) in left {
        assert_eq!(repository.read(path), text);
        assert!(said.contains(&format!("`{path}` is left as it is: ")), "{said}");
    }
    assert!(
        said.contains("let it run\n  cargo install --locked cargo-write-guard\n  cargo write-guard audit"),
        "{said}"
    );

    repository.write(".claude/settings.json", "{\"env\": []}\n");
    repository.write(
        ".codex/config.toml",
        "[shell_environment_policy]\ninclude_only = [\"PATH\"]\n",
    );
    repository.write(".config/write-guard.toml", "sandbox = []\nprotect = [\"7\"]\n");
    let before = repository.files();
    let (status, said) = repository.init("", &["--yes", "--agents"]);
    assert_eq!(
        (status, said.matches("is left as it is").count()),
        (Some(0), 4),
        "{said}"
    );
    assert!(said.contains("`protect` in it is not understood"), "{said}");
    assert_eq!(repository.files(), before);

    repository.write("crates/mail/Cargo.toml", "[package\n");
    let before = repository.files();
    let (status, said) = repository.init("", &["--yes"]);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("error: cargo says of this folder: "), "{said}");
    assert_eq!(repository.files(), before);
}

#[test]
fn a_list_that_only_makes_it_stricter_is_added_and_no_other() {
    let repository = Repository::new();
    let written = "# Ours.\nsandbox = [\n    \"a\",   # the team's\n]\n\n[audit]\nown = [\"x\"]\n";
    repository.write(".config/write-guard.toml", written);
    repository.init("", &["--yes"]);
    let (lists, audit) = written.split_once("\n[audit]").unwrap();
    let completed = repository.read(".config/write-guard.toml");
    assert!(
        completed.starts_with(lists) && completed.ends_with(&format!("\nprotected = []\n\n[audit]{audit}")),
        "{completed}"
    );

    repository.write(".config/write-guard.toml", "protected = [\"p\"]\n");
    repository.init("", &["--yes"]);
    assert_eq!(
        repository.read(".config/write-guard.toml"),
        "protected = [\"p\"]\n"
    );

    fs::remove_file(repository.0.path().join(".config/write-guard.toml")).unwrap();
    repository.write("crates/mail/.config/write-guard.toml", "sandbox = [\"a\"]\n");
    let (_, said) = repository.init("", &["--yes"]);
    assert!(
        said.contains("there is `crates/mail/.config/write-guard.toml` already"),
        "{said}"
    );
    assert!(!repository.0.path().join(".config/write-guard.toml").exists());
}

#[test]
fn the_feature_is_written_as_the_dependency_is() {
    let repository = Repository::new();
    repository.write(
        "guard/Cargo.toml",
        "[package]\nname = \"write-guard\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    repository.write("guard/src/lib.rs", "");
    let in_tests = |dependencies: &str| {
        repository.package("tracker", dependencies);
        let before = repository.read("crates/tracker/Cargo.toml");
        let (_, said) = repository.init("", &["--yes"]);
        let after = repository.read("crates/tracker/Cargo.toml");
        after.strip_prefix(&before).map_or(after.clone(), str::to_owned)
            + said.split("+++").next().unwrap_or_default()
    };
    let table = |dependency: &str| format!("\n[dev-dependencies]\n{dependency}\n");
    for (dependencies, expected) in [
        (
            "write-guard = \"0.1\"",
            "write-guard = { version = \"0.1\", features = [\"test-process\"] }",
        ),
        (
            "wg = { package = \"write-guard\", git = \"https://git.example/w\", tag = \"v1\", optional = true }",
            "wg = { git = \"https://git.example/w\", tag = \"v1\", package = \"write-guard\", features = [\"test-process\"] }",
        ),
        (
            "[dependencies.write-guard]\npath = \"../../guard\"\nfeatures = [\"serde\"]",
            "write-guard = { path = \"../../guard\", features = [\"test-process\"] }",
        ),
    ] {
        let said = in_tests(dependencies);
        assert!(said.starts_with(&table(expected)), "{said}");
    }
    for (dependencies, expected) in [
        (
            "[dev-dependencies]\nwrite-guard = \"0.1\" # x",
            "write-guard = { version = \"0.1\", features = [\"test-process\"] }",
        ),
        (
            "[dev-dependencies]\nwrite-guard = { version = \"0.1\", features = [\"serde\"] }",
            "write-guard = { version = \"0.1\", features = [\"serde\", \"test-process\"] }",
        ),
        (
            "[dev-dependencies]\nwrite-guard = { version = \"0.1\", features = [\"test-process\"] }",
            "",
        ),
    ] {
        let said = in_tests(dependencies);
        assert!(said.contains(expected), "{said}");
    }
    repository.write(
        "crates/tracker/Cargo.toml",
        "[package]\nname = \"tracker\"\nedition = \"2021\"\n[dependencies]\nwrite-guard = \"0.1\"\n[dev_dependencies]\nmail = { path = \"../mail\" }\n",
    );
    let (_, said) = repository.init("", &["--yes"]);
    assert!(
        said.contains("`crates/tracker/Cargo.toml` is left as it is: "),
        "a second table would hide the one of the other name: {said}"
    );
    let said = in_tests("[target.'cfg(unix)'.dependencies]\nwrite-guard = \"0.1\"");
    assert!(
        said.contains("`crates/tracker/Cargo.toml` is left as it is: `write-guard` is not written there"),
        "{said}"
    );
}

#[test]
fn a_program_that_would_inherit_the_feature_gets_none() {
    let repository = Repository::new();
    repository.write("Cargo.toml", &ROOT.replace("resolver = \"3\"\n", ""));
    let before = repository.read("crates/mail/Cargo.toml");
    let (_, said) = repository.init("", &["--yes"]);
    assert!(
        said.contains("with the first resolver a program has the features"),
        "{said}"
    );
    assert_eq!(repository.read("crates/mail/Cargo.toml"), before);
}

#[test]
fn the_guard_is_optimised_where_it_is_not_yet() {
    let repository = Repository::new();
    for profile in [
        "dev.package.'*'",
        "dev",
        "dev.package.'write-guard@0.1'",
        "dev.package.'https://git.example/w#write-guard'",
        "dev.package.write-guard-process",
    ] {
        repository.write(
            "Cargo.toml",
            &format!("{ROOT}\n[profile.{profile}]\nopt-level = 2\n"),
        );
        repository.init("", &["--yes"]);
        let manifest = repository.read("Cargo.toml");
        assert_eq!(
            manifest.contains("[profile.dev.package.write-guard]"),
            profile.ends_with("process"),
            "{manifest}"
        );
        assert_eq!(manifest.matches("opt-level = 2").count(), 1);
        let is_of_one = profile.contains("write-guard@") || profile.contains("#write-guard");
        let other = "[profile.dev.package.write-guard-process]\nopt-level = 3";
        assert_eq!(manifest.contains(other), is_of_one, "{manifest}");
    }
}

#[test]
fn ci_gets_what_it_does_not_run_yet_in_a_workflow_of_its_own_or_by_hand() {
    let repository = Repository::new();
    let (_, said) = repository.init("", &["--yes"]);
    assert!(
        said.contains("CI is not of a kind that is written here"),
        "{said}"
    );
    assert!(
        said.contains("\n  cargo write-guard test -- cargo test --workspace\n"),
        "{said}"
    );

    repository.write(
        ".gitlab-ci.yml",
        "  - cargo write-guard audit\n  - cargo nextest run\n",
    );
    repository.init("", &["--yes", "--github"]);
    let workflow = repository.read(".github/workflows/write-guard.yml");
    assert!(!workflow.contains("audit"), "{workflow}");
    assert!(
        workflow.contains("write-guard test -- cargo nextest run --workspace\n"),
        "{workflow}"
    );
    assert!(
        workflow.contains("write-guard test -- cargo test --workspace --doc\n"),
        "{workflow}"
    );
    let (_, said) = repository.init("", &["--github"]);
    assert_eq!(said, "write-guard: nothing to write\n");
}

#[test]
fn a_workspace_below_its_repository_finds_ci_at_the_top_and_the_lists_above() {
    let repository = Repository::new();
    repository.write("the team's/Cargo.toml", "[package]\nname = \"backend\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nwrite-guard = \"0.1\"\n");
    repository.write("the team's/src/lib.rs", "");
    repository.write(".config/write-guard.toml", "protected = [\"p\"]\n");
    repository.init("the team's", &["--yes", "--github"]);
    let workflow = repository.read(".github/workflows/write-guard.yml");
    assert!(
        workflow.contains("        working-directory: 'the team''s'\n"),
        "{workflow}"
    );
    assert!(!repository.0.path().join("the team's/.config").exists());
    let (_, said) = repository.init("the team's", &[]);
    assert!(
        said.contains(
            "`the team's/.config/write-guard.toml` is left as it is: there is `.config/write-guard.toml` already"
        ),
        "{said}"
    );
}
