//! Where the ledger of a suite is, and what becomes of it where there is no room.

use std::path::Path;
use std::process::{Command, Output};

use super::{json, suite, targets};

#[test]
fn a_full_disk_loses_no_block_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = folder.path().join("full");
    std::fs::create_dir(&mounted).unwrap();
    // One page is left, which holds some blocks and not all.
    let line = "for n in 1 2 3; do SUBJECT=let $S; done; dd if=/dev/zero of=\"$TMPDIR/filler\" bs=4k 2>/dev/null; \
                for n in 1 2 3; do SUBJECT=let $S; done";
    let output = on_disk(&mounted, "size=64k", &["--json"], line);
    assert_eq!(output.status.code(), Some(81), "{output:?}");
    let answer = json(&output);
    assert_eq!((targets(&answer).len(), &answer["lost"]), (3, &3.into()));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        said.matches("stays blocked, but could not be entered").count(),
        3,
        "{said}"
    );
    // Room for the ledger, and for no file in it.
    let output = on_disk(&mounted, "size=64k,nr_inodes=4", &["--json"], "SUBJECT=let $S");
    assert_eq!(output.status.code(), Some(81), "{output:?}");
    let answer = json(&output);
    assert_eq!((targets(&answer).len(), &answer["lost"]), (0, &1.into()));
}

#[test]
fn each_loss_of_a_process_is_counted_and_people_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let line = "dd if=/dev/zero of=\"$TMPDIR/filler\" bs=4k 2>/dev/null; SUBJECT=thrice $S >/dev/null";
    let output = on_disk(folder.path(), "size=64k", &[], line);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(81), "{said}");
    assert!(said.contains("0 writes were blocked and nobody looked"), "{said}");
    assert!(said.contains("\n  3 more could not be entered"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_ledger_is_in_memory_only_where_there_is_room() {
    for (options, is_in_memory) in [
        ("size=300m", true),
        ("size=200m", false),
        ("size=300m,nr_inodes=1000", false),
        ("size=300m,ro", false),
    ] {
        let line = format!(
            "mount -t tmpfs -o {options} tmpfs /dev/shm && exec \"$0\" test -- sh -c 'echo \"$WRITE_GUARD_LEDGER\"'"
        );
        let output = Command::new("unshare")
            .args(["--mount", "--map-root-user", "sh", "-c", &line])
            .arg(env!("CARGO_BIN_EXE_cargo-write-guard"))
            .env_remove("TMPDIR")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            said.starts_with("/dev/shm/write-guard-ledger-"),
            is_in_memory,
            "{options}: {said}"
        );
        assert!(said.contains("/write-guard-ledger-"), "{said}");
    }
}

/// A suite whose ledger is on a disk of its own.
fn on_disk(mounted: &Path, options: &str, of_suite: &[&str], line: &str) -> Output {
    let inner = suite(of_suite, line);
    let mount = format!("mount -t tmpfs -o {options} tmpfs \"$0\" && TMPDIR=\"$0\" exec \"$@\"");
    Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &mount])
        .arg(mounted)
        .arg(inner.get_program())
        .args(inner.get_args())
        .output()
        .unwrap()
}
