//! Families made up, as Windows and macOS would list them.

use std::path::{Path, PathBuf};

use super::{Entry, Listed, chain, is_installed, own, relatives, weigh};

fn entry(pid: u32, parent: u32, start: u64, executable: &str) -> Entry {
    Entry {
        pid,
        parent,
        start,
        executable: (!executable.is_empty()).then(|| PathBuf::from(executable)),
        ..Entry::default()
    }
}

fn pids(pid: u32, entries: &[Entry]) -> Vec<u32> {
    let find = |pid| entries.iter().find(|entry| entry.pid == pid).cloned();
    chain(pid, find).iter().map(|entry| entry.pid).collect()
}

#[test]
fn ancestors_are_followed_to_the_first_process() {
    let family = [entry(9, 5, 30, ""), entry(5, 2, 20, ""), entry(2, 0, 10, "")];
    assert_eq!(pids(9, &family), [9, 5, 2]);
    assert!(pids(7, &family).is_empty());
}

#[test]
fn a_number_that_another_process_has_by_now_is_no_parent() {
    let family = [entry(9, 5, 30, ""), entry(5, 2, 31, ""), entry(2, 0, 10, "")];
    assert_eq!(pids(9, &family), [9]);
    let circle = [entry(9, 5, 30, ""), entry(5, 9, 30, "")];
    assert_eq!(pids(9, &circle), [9, 5]);
}

#[test]
fn a_process_to_come_has_the_one_that_starts_it_as_an_ancestor() {
    let family = [entry(9, 5, 30, ""), entry(5, 0, 20, "")];
    let found = |is_to_come| -> Vec<(u32, Option<u32>)> {
        let relatives = relatives(&family, is_to_come);
        relatives
            .iter()
            .map(|relative| (relative.pid, relative.child))
            .collect()
    };
    assert_eq!(found(false), [(5, Some(9))]);
    assert_eq!(found(true), [(9, None), (5, Some(9))]);
}

#[test]
fn its_own_program_is_called_as_an_ancestor_of_the_same_program_is() {
    let family = [
        entry(9, 5, 30, r"D:\server.exe"),
        entry(5, 0, 20, r"D:\server.exe"),
    ];
    assert_eq!(own(&family, false), family[1].executable);
    assert_eq!(own(&family, true), None);
    assert_eq!(own(&[], false), None);
}

#[test]
fn a_listed_ancestor_that_is_a_doc_test_or_runs_tests_is_a_hit() {
    let detail = |ancestor: Entry| {
        let chain = vec![entry(9, 5, 30, "/p/server"), ancestor];
        let relatives = relatives(&chain, false);
        weigh(&relatives, Some(Path::new("/p/server")), &Listed(chain)).map(|signal| signal.to_string())
    };
    let doc_test = detail(entry(5, 0, 20, "/t/rustdoctestMcGwZ2/rust_out.exe")).unwrap();
    assert!(
        doc_test.contains("an ancestor (process 5) is a doc test"),
        "{doc_test}"
    );
    assert_eq!(detail(entry(5, 0, 20, "/nowhere/editor")), None);
    let cargo = |arguments: [&str; 2]| Entry {
        arguments: arguments.map(Into::into).into(),
        ..entry(5, 0, 20, "/nowhere/cargo")
    };
    assert!(detail(cargo(["cargo", "test"])).is_some());
    assert_eq!(detail(cargo(["cargo", "run"])), None);
}

#[test]
fn a_listed_ancestor_is_searched_for_a_harness() {
    let own = std::env::current_exe().unwrap();
    let chain = vec![
        entry(9, 5, 30, "/p/server"),
        Entry {
            executable: Some(own),
            ..entry(5, 0, 20, "")
        },
    ];
    let relatives = relatives(&chain, false);
    // The path would say it as well.
    let copied = std::env::temp_dir().join(format!("write-guard-listed-{}", std::process::id()));
    std::fs::copy(chain[1].executable.as_ref().unwrap(), &copied).unwrap();
    let chain = vec![
        chain[0].clone(),
        Entry {
            executable: Some(copied.clone()),
            ..chain[1].clone()
        },
    ];
    let signal =
        weigh(&relatives, Some(Path::new("/p/server")), &Listed(chain)).map(|signal| signal.to_string());
    std::fs::remove_file(copied).unwrap();
    assert!(signal.unwrap().contains("contains libtest"));
}

#[test]
fn variables_that_are_shown_can_excuse_and_those_that_are_not_cannot() {
    use super::{Facts, Kinship, Relative};
    for (is_of_runner, counts) in [(Some(true), true), (Some(false), false), (None, true)] {
        let listed = Listed(vec![Entry {
            is_of_runner,
            ..entry(9, 5, 30, "")
        }]);
        let runner = Relative {
            pid: 5,
            name: String::new(),
            kinship: Kinship::Ancestor,
            child: Some(9),
        };
        assert_eq!(listed.did_start(&runner), counts);
    }
}

#[test]
fn what_windows_or_macos_installed_is_not_searched() {
    for path in [
        r"C:\Windows\System32\cmd.exe",
        r"\\?\C:\WINDOWS\explorer.exe",
        r"d:\Program Files (x86)\Git\bin\bash.exe",
        r"C:\Users\me\AppData\Local\Programs\Microsoft VS Code\Code.exe",
        r"C:\Users\me\.cargo\bin\cargo.exe",
        "/Applications/iTerm.app/Contents/MacOS/iTerm2",
        "/Users/me/.rustup/toolchains/stable/bin/cargo",
        "/bin/zsh",
    ] {
        assert!(is_installed(Path::new(path)), "{path}");
    }
    for path in [
        r"C:\work\windows\it.exe",
        r"D:\it.exe",
        r"\\server\share\program files\it.exe",
        "/Users/me/Library/it",
        "/tmp/it",
    ] {
        assert!(!is_installed(Path::new(path)), "{path}");
    }
}
