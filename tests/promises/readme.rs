//! The pages that a newcomer reads first: what they show is so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::detached;
use write_guard::{IsolationGate, WriteRequest, enforce};

fn page(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(name)).unwrap()
}

/// The blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let after = page.split(&*opening).skip(1);
    after
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_first_page_is_short_and_no_page_has_lines_that_a_reader_must_skip() {
    assert!(page("README.md").lines().count() < 100);
    for name in [
        "README.md",
        "docs/guide.md",
        "client/README.md",
        "guard/layer/README.md",
    ] {
        for block in blocks(&page(name), "rust") {
            let is_hidden = |line: &&str| line.starts_with("# ") || *line == "#";
            assert_eq!(block.lines().find(is_hidden), None, "{name}");
        }
    }
}

#[test]
fn the_client_of_the_first_page_is_the_one_that_runs_here() {
    let [client] = blocks(&page("README.md"), "rust").try_into().unwrap();
    let tried: String = include_str!("sample.rs")
        .split_inclusive('\n')
        .filter(|line| !line.contains("// write-guard: excused:"))
        .collect();
    assert_eq!(client, tried);
}

#[test]
fn every_page_is_there_and_says_for_whom() {
    let readme = page("README.md");
    let links = readme.split("](").skip(1);
    let links: Vec<_> = links.map(|rest| rest.split([')', '#']).next().unwrap()).collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        assert!(!page(link).is_empty());
    }
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let first = text.lines().skip(1).find(|line| !line.is_empty()).unwrap();
        assert!(first.starts_with("*For who"), "{first}");
    }
}

#[test]
fn a_block_says_what_the_first_page_says() {
    let request = WriteRequest::new("close", Some("payroll"));
    let blocked = enforce(&IsolationGate::new(), &request).unwrap_err();
    let evidence = blocked.signals()[0].to_string();
    let told = blocked
        .to_string()
        .replace(&evidence, "`RUST_TEST_THREADS` is set");
    let shown = blocks(&page("README.md"), "text");
    let shown: Vec<_> = shown[0].split_whitespace().collect();
    assert_eq!(shown.join(" "), told);
}

#[test]
fn the_reviewed_file_of_the_first_page_is_one() {
    let server = tests::Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let [file] = blocks(&page("README.md"), "toml").try_into().unwrap();
    let workspace = tempfile::tempdir().unwrap();
    fs::create_dir(workspace.path().join(".config")).unwrap();
    fs::write(workspace.path().join("Cargo.toml"), "[workspace]").unwrap();
    fs::write(workspace.path().join(".config/write-guard.toml"), file).unwrap();
    for (id, expected) in [
        ("8c5a3025-4f9d-4190-b79f-fa06276bb27e", "allow"),
        ("7a79f0a9-5278-49cd-9007-9a338f238f9c", "prod-project-in-test"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_entry"))
            .args([&server.origin(), id])
            .env_clear()
            .env("WRITE_GUARD_TEST_PROCESS", "1")
            .env("WRITE_GUARD_SANDBOX_WRITES", "1")
            .env("CARGO_MANIFEST_DIR", workspace.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(said.split_whitespace().next(), Some(expected), "{said}");
    }
    assert_eq!(server.take().len(), 1);
}

/// An example, built with the profile of this test.
fn example(package: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_entry")).parent().unwrap();
    let program = folder.join("examples").join(name);
    if !program.exists() {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--offline", "--all-features"]);
        build.args(["--package", package, "--example", name]);
        if folder.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success());
    }
    program
}

#[test]
fn the_incident_example_prints_what_the_first_page_shows() {
    let (code, printed) = detached(&example("plane-client", "incident"), &[], &[]);
    assert_eq!(code, 0, "{printed}");
    let printed: Vec<_> = printed.lines().map(str::trim).collect();
    let shown = blocks(&page("README.md"), "text");
    for line in shown[1].lines() {
        assert!(printed.contains(&line.trim()), "{line}");
    }
}

#[test]
fn each_example_of_the_layer_sends_what_is_allowed_and_nothing_else() {
    let page = page("guard/layer/README.md");
    // It is run where it is compiled: by `.ci/run release`.
    assert!(page.contains("`octocrab` (with `--features octocrab`"));
    for name in ["reqwest-middleware", "asking", "reqwest", "ureq", "hyper"] {
        assert!(page.contains(&format!("`{name}`")), "{name} is not on the page");
        let (code, printed) = detached(&example("write-guard-layer", name), &[], &[]);
        assert_eq!(code, 0, "{name}: {printed}");
        let last = printed.lines().last().unwrap();
        assert!(last.starts_with("the server received 1 of "), "{name}: {printed}");
    }
}
