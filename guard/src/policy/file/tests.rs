//! The file, as teams and their slips write it.

use std::fs;

use super::*;
use crate::policy::Asked;

fn read(text: &str) -> Result<Lists<'_>, usize> {
    Lists::read(text).map_err(|(line, _)| line)
}

#[test]
fn a_file_is_two_lists_and_the_sections_of_others() {
    let lists = read(
        "\u{feff}# reviewed by the team\r\nsandbox = [ # what a test may ever write to\n  \"a\", 'b as x',\n]\n\nprotected=[\"c\"]#\n\
         [audit] # rules\nexcuse = [\"x\"]\n  [[audit.rule]]\nname = \"y\"\n",
    );
    let expected = Lists {
        sandbox: Some(vec!["a", "b as x"]),
        protected: Some(vec!["c"]),
    };
    assert_eq!(lists, Ok(expected));
    assert_eq!(read(""), Ok(Lists::default()));
    assert_eq!(read("sandbox = []").unwrap().sandbox, Some(vec![]));
    assert_eq!(read("[audit]\n"), Ok(Lists::default()));
}

#[test]
fn what_is_not_understood_is_refused_where_it_stands() {
    for (text, line) in [
        ("sandbox", 1),
        ("sandbox = ", 1),
        ("sandbox = \"a\"", 1),
        ("sandbox = a", 1),
        ("sandbox = [a]", 1),
        ("sandbox = [\"a\"", 1),
        ("sandbox = [\"a\" \"b\"]", 1),
        ("sandbox = [\"a\"] x", 1),
        ("sandbox = [\"a]", 1),
        ("sandbox = [\n\"a\n\"]", 2),
        ("sandbox = [\"a\\u0062\"]", 1),
        ("sandbox = [\"\"\"a\"\"\"]", 1),
        ("sandbox = [,]", 1),
        ("sandbox = [\"a\",,]", 1),
        ("sandbox = [\"a\"]\nsandbox = [\"b\"]", 2),
        ("\"sandbox\" = [\"a\"]", 1),
        ("sandbox.x = [\"a\"]", 1),
        ("# x\nSandbox = [\"a\"]", 2),
        ("protect = [\"a\"]", 1),
        ("writes = 1", 1),
        ("[sandbox]\n", 1),
        ("[protected]", 1),
        ("[audits]", 1),
        ("[]", 1),
        ("[audit]\nx = 1\n[write-guard]\n", 3),
        ("[audit]\nprotected = [\"a\"]", 2),
        ("[audit]\n  \"sandbox\" = [\"a\"]", 2),
        ("{}", 1),
        ("= [\"a\"]", 1),
        ("\0", 1),
    ] {
        assert_eq!(read(text), Err(line), "{text:?}");
    }
}

#[test]
fn no_text_makes_the_reader_fail_otherwise() {
    let text = "sandbox = [ \"a\", 'ä' ] # x\nprotected = [\"c\"]\n[audit]\nx = \"é\"\n";
    for (start, _) in text.char_indices() {
        for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
            let _ = Lists::read(text.get(start..end).unwrap());
        }
    }
}

/// Puts a file below the folder.
fn put(folder: &Path, below: &str, text: &str) -> PathBuf {
    let path = folder.join(below).join(PLACE);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn is_protected(file: &Reviewed, id: &str) -> bool {
    let asked = Asked {
        id,
        kind: None,
        origin: None,
    };
    file.protected.as_ref().unwrap().as_ref().unwrap().protects(asked)
}

#[test]
fn every_file_above_either_place_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("Cargo.toml"), "[workspace]").unwrap();
    put(folder, "", "protected = [\"outer\"]");
    put(folder, "package", "protected = [\"inner\"]");
    let starts = ["package/src", "target/debug"].map(|start| folder.join(start));
    let found = above(&starts);
    let protected: Vec<_> = found
        .iter()
        .map(|file| ["inner", "outer"].map(|id| is_protected(file, id)))
        .collect();
    assert_eq!(protected, [[true, false], [false, true]]);
    assert!(above(&[folder.join("../nothing-here")]).len() < 2);
}

#[test]
fn a_file_above_the_workspace_and_its_repository_is_nobodys() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    put(home, "", "sandbox = [\"home\"]");
    put(home, "checkout", "sandbox = [\"repository\"]");
    put(home, "checkout/rust", "sandbox = [\"workspace\"]");
    let found = || above(&[home.join("checkout/rust/package/src")]).len();
    assert_eq!(found(), 0, "no workspace at all");
    fs::create_dir_all(home.join("checkout/rust/package")).unwrap();
    fs::write(home.join("checkout/rust/package/Cargo.toml"), "").unwrap();
    assert_eq!(found(), 0, "a package by itself");
    fs::write(home.join("checkout/rust/Cargo.toml"), "[workspace]").unwrap();
    assert_eq!(found(), 1, "its workspace");
    fs::create_dir(home.join("checkout/.git")).unwrap();
    assert_eq!(found(), 2, "the repository around it");
    fs::create_dir(home.join("checkout/rust/package/.git")).unwrap();
    assert_eq!(found(), 1, "a repository of its own within the workspace");
    fs::write(home.join("checkout/Cargo.toml"), "[workspace]").unwrap();
    assert_eq!(found(), 2, "the outermost workspace");
}

#[test]
fn a_file_that_cannot_be_read_is_unusable_and_not_absent() {
    let folder = tempfile::tempdir().unwrap();
    let starts = [folder.path().to_path_buf()];
    fs::write(folder.path().join("Cargo.toml"), "").unwrap();
    let path = put(folder.path(), "", "");
    let unusable = || {
        let found = above(&starts);
        let allowed = found[0].allowed.as_ref()?;
        allowed.as_ref().err().map(ToString::to_string)
    };
    assert_eq!(unusable(), None);
    fs::write(&path, b"sandbox = [\"\xff\"]").unwrap();
    assert!(unusable().unwrap().contains("cannot be read"));
    fs::write(&path, "x".repeat(1 << 21)).unwrap();
    assert!(unusable().unwrap().contains("cannot be read"));
    let longest = format!("#{}", "x".repeat((1 << 20) - 1));
    fs::write(&path, &longest).unwrap();
    assert_eq!(unusable(), None, "1 MiB");
    fs::write(&path, longest + "x").unwrap();
    assert!(unusable().unwrap().contains("cannot be read"), "a byte more");
    fs::write(&path, "sandbox = [\"a\"]\nprotect = []").unwrap();
    assert!(unusable().unwrap().starts_with("line 2 of `"));
    fs::write(&path, "sandbox = [\"a\", \"7\"]").unwrap();
    assert!(unusable().unwrap().starts_with("entry 2 of `sandbox` in `"));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(unusable().unwrap().contains("cannot be read"), "a folder");
}

#[test]
fn a_path_is_shown_so_that_it_stays_within_its_backticks() {
    assert_eq!(shown(Path::new("/a/`b`\n/c")), "/a/\\u{60}b\\u{60}\\n/c");
}
