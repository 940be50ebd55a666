//! A client's writes, each without its attribute.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::audit;

const ATTRIBUTE: &str = "#[guarded_write(";

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap()
}

/// Copies sources, without their unit tests, which stand last.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(to, text.split("#[cfg(test)]\nmod tests").next().unwrap()).unwrap();
        }
    }
}

/// `plane-client` as it is, in a workspace of its own, without what only its tests need.
fn client() -> TempDir {
    let (from, folder) = (workspace(), TempDir::new().unwrap());
    copy_folder(&from.join("client/src"), &folder.path().join("client/src"));
    fs::copy(from.join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let manifest = fs::read_to_string(from.join("client/Cargo.toml")).unwrap();
    let kept = manifest.split("\n[dev-dependencies]").next().unwrap();
    fs::write(folder.path().join("client/Cargo.toml"), kept).unwrap();
    let manifest = fs::read_to_string(from.join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("[workspace.package]").unwrap();
    let rest = rest.replace("path = \"", &format!("path = \"{}/", from.display()));
    let manifest =
        format!("[workspace]\nmembers = [\"client\"]\nresolver = \"3\"\n[workspace.package]{rest}");
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    folder
}

/// A write of the client: its file, below the workspace, and where its attribute stands in it.
struct Write {
    file: String,
    start: usize,
    end: usize,
    name: String,
}

fn writes(folder: &Path) -> Vec<Write> {
    let mut writes = Vec::new();
    let mut files: Vec<PathBuf> = vec![folder.join("client/src")];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (start, _) in text.match_indices(ATTRIBUTE) {
            let (attribute, after) = text.split_at(start).1.split_once(")]").unwrap();
            let (_, name) = after.split_once("fn ").unwrap();
            writes.push(Write {
                file: path.strip_prefix(folder).unwrap().display().to_string(),
                start,
                end: start + attribute.len() + ")]".len(),
                name: name.split(['(', '<']).next().unwrap().to_owned(),
            });
        }
    }
    writes.sort_by(|one, other| (&one.file, one.start).cmp(&(&other.file, other.start)));
    writes
}

/// The functions that are told to have lost their attribute: their names without their types, and their files.
fn told(said: &str) -> Vec<(String, String)> {
    let lines = said.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("does not compile: `")?.split_once("` (")?;
        let (place, hint) = rest.split_once(')')?;
        assert!(hint.contains("has it lost its `#[guarded_write("), "{line}");
        let (file, _) = place.split_once(':')?;
        Some((file.to_owned(), name.rsplit("::").next()?.to_owned()))
    });
    let mut told: Vec<_> = lines.collect();
    told.sort();
    told.dedup();
    told
}

fn audited(folder: &Path) -> (i32, String) {
    let output = audit(folder, &["-p", "plane-client", "--no-default-features"])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
#[ignore = "compiles the client twice: a step of `.ci/run release`"]
fn a_clients_writes_without_their_attributes_are_reported_each_by_its_name() {
    let client = client();
    let (code, said) = audited(client.path());
    assert_eq!((code, told(&said)), (0, Vec::new()), "{said}");
    let writes = writes(client.path());
    assert!(writes.len() >= 60, "{}", writes.len());
    for write in writes.iter().rev() {
        let path = client.path().join(&write.file);
        let mut text = fs::read_to_string(&path).unwrap();
        text.replace_range(write.start..write.end, "");
        fs::write(&path, text).unwrap();
    }
    let (code, said) = audited(client.path());
    assert_eq!(code, 3);
    let mut all: Vec<_> = writes.into_iter().map(|write| (write.file, write.name)).collect();
    all.sort();
    all.dedup();
    assert_eq!(told(&said), all, "{said}");
}

#[test]
#[ignore = "checks the client many times: a step of `.ci/run release`"]
fn each_of_a_clients_writes_without_its_attribute_is_an_error_in_that_function_alone() {
    let client = client();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deleted");
    let check = || {
        let args = [
            "check",
            "--offline",
            "--quiet",
            "--lib",
            "--no-default-features",
            "-p",
            "plane-client",
        ];
        let output = Command::new(env!("CARGO"))
            .args(args)
            .args(["--message-format", "short"])
            .current_dir(client.path())
            .env("CARGO_TARGET_DIR", &target)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let (compiles, said) = check();
    assert!(compiles, "the copy itself: {said}");
    let writes = writes(client.path());
    // Each takes seconds; that it holds of all of them at once, the other test says.
    for (index, write) in writes.iter().enumerate().step_by(9) {
        let path = client.path().join(&write.file);
        let text = fs::read_to_string(&path).unwrap();
        let mut without = text.clone();
        // Each line stays the line it was.
        without.replace_range(write.start..write.end, "");
        fs::write(&path, without).unwrap();
        let (compiles, said) = check();
        fs::write(&path, &text).unwrap();
        let line = |at: usize| text.split_at(at).0.matches('\n').count() + 1;
        let next = writes.get(index + 1).filter(|next| next.file == write.file);
        let own = line(write.start)..next.map_or(usize::MAX, |next| line(next.start));
        let errors: Vec<&str> = said.lines().filter(|line| line.contains(": error")).collect();
        assert!(
            !compiles && !errors.is_empty(),
            "{} {}: {said}",
            write.file,
            write.name
        );
        for error in errors {
            let is_own = error.strip_prefix(&write.file).and_then(|rest| {
                let number: usize = rest.split(':').nth(1)?.parse().ok()?;
                Some(own.contains(&number) && error.contains("cannot find value `permit`"))
            });
            assert_eq!(is_own, Some(true), "{} {}: {said}", write.file, write.name);
        }
    }
}
