//! `conform`.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::{code, command, stdout};

#[test]
fn conform_ends_with_0_only_for_a_safe_reject() {
    let conform = |script: &str| code(&["conform", "--timeout", "5", "--", "sh", "-c", script]);
    assert_eq!(conform("exit 3"), Some(0));
    assert_eq!(conform("exit 0"), Some(1));
    assert_eq!(conform("echo PASS; exit 3"), Some(1));
    assert_eq!(conform("touch seal; exit 3"), Some(1));
    assert_eq!(conform("kill -9 $$"), Some(1));
    assert_eq!(code(&["conform", "--", "/no/such/checker"]), Some(1));
    assert_eq!(
        code(&["conform", "--input", "/no/such/input", "--", "true"]),
        Some(3)
    );
    assert_eq!(code(&["conform", "--expect-valid", "--", "true"]), Some(0));
    assert_eq!(code(&["conform", "--expect-valid", "--", "false"]), Some(1));
    let said = stdout(&[
        "conform",
        "--expect-valid",
        "--",
        "echo",
        r#"{"event_type":"REJECTION","authority_effect":"NONE"}"#,
    ]);
    assert!(
        said.starts_with("NOT ACCEPTED") && said.contains("REJECTION"),
        "{said}"
    );
    let said = stdout(&["conform", "--expect-valid", "--", "echo", "{half"]);
    assert!(
        said.starts_with("NOT ACCEPTED") && said.contains("{half"),
        "{said}"
    );
    let judged: Value = serde_json::from_str(&stdout(&["conform", "--json", "--", "false"])).unwrap();
    assert_eq!(judged["verdict"], "SAFE_REJECT");
}

#[test]
fn a_checker_is_found_as_a_shell_finds_it() {
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("false"), "a file that happens to have this name").unwrap();
    std::fs::write(here.path().join("checker"), "exit 3").unwrap();
    let conform = |checker: &[&str]| {
        let args = [&["conform", "--"], checker].concat();
        command(&args).current_dir(here.path()).status().unwrap().code()
    };
    assert_eq!(conform(&["false"]), Some(0));
    assert_eq!(conform(&["./false"]), Some(1));
    assert_eq!(conform(&["sh", "checker"]), Some(0));
    assert_eq!(conform(&["checker"]), Some(1));
}

#[test]
fn a_checker_does_not_outlive_whoever_is_told_to_stop() {
    let place = tempfile::tempdir().unwrap();
    let (mark, scratch) = (place.path().join("mark"), place.path().join("scratch"));
    std::fs::create_dir(&scratch).unwrap();
    let script = format!(
        "echo $$ > {0}.new; mv {0}.new {0}; exec sleep 600",
        mark.display()
    );
    let mut conform = command(&["conform", "--timeout", "600", "--", "sh", "-c", &script])
        .env("TMPDIR", &scratch)
        .spawn()
        .unwrap();
    while !mark.exists() {
        assert!(conform.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(10));
    }
    let checker = std::fs::read_to_string(&mark).unwrap();
    let told = Command::new("kill")
        .args(["-TERM", &conform.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    assert_eq!(conform.wait().unwrap().code(), Some(3));
    assert!(!Path::new("/proc").join(checker.trim()).exists());
    assert_eq!(std::fs::read_dir(&scratch).unwrap().count(), 0);
}
