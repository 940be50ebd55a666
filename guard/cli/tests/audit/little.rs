//! What the audit does around what it finds.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::package::Package;
use crate::{audit, lines, number, text};

fn classes(findings: &[Value]) -> Vec<(&str, u64, &str)> {
    findings
        .iter()
        .map(|finding| {
            (
                text(finding, "class"),
                number(finding, "line"),
                text(finding, "function"),
            )
        })
        .collect()
}

#[test]
fn each_call_has_its_class_its_place_and_its_function_and_what_is_unguarded_fails() {
    let (code, findings) = Package::new().audited(&[]);
    assert_eq!(
        classes(&findings),
        [
            ("unguarded", 18, "close"),
            ("read", 23, "look"),
            ("unknown", 28, "pass"),
            ("not-http", 33, "run"),
        ],
        "the package forbids every lint, and is heard all the same"
    );
    assert_eq!(code, 1);
    let failing: Vec<bool> = findings
        .iter()
        .map(|finding| finding["fails"].as_bool().unwrap())
        .collect();
    assert_eq!(failing, [true, false, false, false]);
}

#[test]
fn what_is_listed_fails_only_if_it_is_asked_to() {
    let package = Package::new();
    package.replace("wire.post();", "wire.get();");
    assert_eq!(package.audited(&[]).0, 0);
    assert_eq!(package.audited(&["--strict"]).0, 1);
    assert_eq!(package.audited(&["--deny-not-http"]).0, 1);
    package.replace("wire.send(request);", "wire.get(); let _ = request;");
    assert_eq!(package.audited(&["--strict"]).0, 1, "the write is back");
}

#[test]
fn a_reason_in_the_code_excuses_the_line_and_a_comment_without_one_does_not() {
    let package = Package::new();
    package.replace(
        "wire.post();",
        "// write-guard: excused: a ping, nothing is changed\n    wire.post();",
    );
    let (code, findings) = package.audited(&[]);
    assert_eq!(code, 0);
    assert_eq!(text(&findings[0], "excused"), "a ping, nothing is changed");
    package.replace("wire.post();", "wire.post(); // write-guard: excused: a ping");
    assert_eq!(package.audited(&[]).0, 0);
    for comment in [
        "// write-guard: excused:",
        "// write-guard: excused: -",
        "// excused: a ping",
    ] {
        package.replace("wire.post();", &format!("{comment}\n    wire.post();"));
        assert_eq!(package.audited(&[]).0, 1, "{comment}");
    }
    package.replace(
        "wire.post();",
        "// write-guard: excused: a ping\n\n    wire.post();",
    );
    assert_eq!(package.audited(&[]).0, 1, "right above it, and nowhere else");
}

#[test]
fn a_baseline_accepts_what_it_names_as_often_as_it_names_it() {
    let package = Package::new();
    let output = audit(package.path(), &["--format", "json"]).output().unwrap();
    let baseline = String::from_utf8(output.stdout).unwrap();
    package.write("baseline.jsonl", &baseline);
    let accepted = ["--baseline", "baseline.jsonl"];
    assert_eq!(package.audited(&accepted).0, 0);
    package.write(
        "baseline.jsonl",
        &format!("\u{feff}{}", baseline.replace('\n', "\r\n")),
    );
    assert_eq!(package.audited(&accepted).0, 0, "as some shells write it");
    // Elsewhere in the file, and in its function, it is the same.
    package.replace("/// Sends.", "/// Sends.\n///\n/// Requests.");
    assert_eq!(package.audited(&accepted).0, 0);
    package.replace("wire.post();", "wire.post();\n    wire.post();");
    assert_eq!(package.audited(&accepted).0, 1, "one more than it names");
    package.replace("wire.post();", "wire.get();");
    let (code, said) = package.told(&accepted);
    assert_eq!(code, 0);
    assert!(
        said.contains("the baseline accepts 1 that are no longer there"),
        "{said}"
    );
    package.write("baseline.jsonl", "");
    assert_eq!(
        Package::audited(&package, &accepted).0,
        0,
        "empty, and nothing is unguarded"
    );
    package.write("baseline.jsonl", "{\"kind\":\"finding\"");
    assert_eq!(package.audited(&accepted).0, 3);
    assert_eq!(package.audited(&["--baseline", "nowhere.jsonl"]).0, 3);
}

#[test]
fn a_rule_that_never_says_anything_has_an_exit_code_of_its_own_and_a_name() {
    let package = Package::new();
    for path in [
        "little::Wire::gone",
        "nowhere::post",
        "std::process::Command::gone",
    ] {
        let rule = format!("[[audit.rule]]\npath = \"{path}\"\nkind = \"write\"\n");
        package.write(".config/write-guard.toml", &rule);
        let output = audit(package.path(), &["--format", "json"]).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{path}");
        let dead = lines(&output, "dead-rule");
        assert_eq!(
            dead.iter().map(|dead| text(dead, "path")).collect::<Vec<_>>(),
            [path]
        );
        let (code, said) = package.told(&[]);
        assert_eq!(code, 4);
        assert!(said.contains("dead rule") && said.contains(path), "{said}");
    }
}

#[test]
fn a_section_that_cannot_be_used_is_told() {
    let package = Package::new();
    for section in [
        "[audit]\nrule = 1",
        "[[audit.rule]]\npath = \"a\"\nkind = \"sends\"",
        "[audit]\nallow = []",
        "[audit",
    ] {
        package.write(".config/write-guard.toml", section);
        let (code, said) = package.told(&[]);
        assert_eq!(code, 3, "{section}");
        assert!(said.contains("write-guard.toml"), "{said}");
    }
}

#[test]
fn what_does_not_compile_is_not_audited_and_the_errors_are_told() {
    let package = Package::new();
    package.replace("wire.post();", "wire.pots();");
    let (code, said) = package.told(&[]);
    assert_eq!(code, 3);
    assert!(
        said.contains("does not compile") && said.contains("src/lib.rs:18"),
        "{said}"
    );
}

#[test]
fn what_a_build_script_writes_is_read_and_has_the_same_name_each_time() {
    let package = Package::new();
    package.write(
        "build.rs",
        r#"fn main() {
    let folder = std::env::var("OUT_DIR").unwrap();
    let code = "pub fn generated(wire: &Wire) {\n    wire.post();\n}\npub fn looks(wire: &Wire) {\n    wire.get();\n}\n";
    std::fs::create_dir_all(format!("{folder}/api")).unwrap();
    std::fs::write(format!("{folder}/api/made.rs"), code).unwrap();
}
"#,
    );
    package.replace(
        "/// Sends.",
        "include!(concat!(env!(\"OUT_DIR\"), \"/api/made.rs\"));\n\n/// Sends.",
    );
    let (code, findings) = package.audited(&[]);
    assert_eq!(code, 1);
    let made: Vec<(&str, u64, &str, &str)> = findings
        .iter()
        .filter(|finding| text(finding, "file") == "OUT_DIR/api/made.rs")
        .map(|finding| {
            let line = number(finding, "line");
            (
                text(finding, "class"),
                line,
                text(finding, "function"),
                text(finding, "source"),
            )
        })
        .collect();
    assert_eq!(
        made,
        [
            ("unguarded", 2, "generated", "wire.post();"),
            ("read", 5, "looks", "wire.get();")
        ]
    );
}

#[test]
fn without_clippy_it_says_what_to_do() {
    let package = Package::new();
    let nothing = TempDir::new().unwrap();
    let output = audit(package.path(), &[])
        .env("PATH", nothing.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("rustup component add clippy"), "{said}");
}

#[test]
fn nothing_is_left_behind_and_nothing_is_changed() {
    let package = Package::new();
    package.write(
        "clippy.toml",
        "msrv = \"1.85\"\ndisallowed-methods = [\"std::mem::forget\"]\n",
    );
    package.write(
        ".cargo/config.toml",
        "[build]\nrustflags = [\"-Dwarnings\", \"--cfg\", \"of_the_user\"]\n",
    );
    package.replace("wire.get();", "#[cfg(of_the_user)]\n    wire.post();");
    let before = package.files();
    let (code, findings) = package.audited(&[]);
    assert_eq!(code, 1);
    assert!(
        classes(&findings).contains(&("unguarded", 24, "look")),
        "the flags of the user hold: {findings:?}"
    );
    assert_eq!(package.files(), before);
    package.write("clippy.toml", "msrv = ");
    assert_eq!(package.told(&[]).0, 3, "clippy could not use it either");
}

#[cfg(unix)]
#[test]
fn stopped_it_leaves_nothing_either() {
    let package = Package::new();
    package.write(
        "build.rs",
        "fn main() { std::thread::sleep(std::time::Duration::from_secs(60)); }",
    );
    let before = package.files();
    let mut child = audit(package.path(), &[])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let target = package.path().join("target");
    let start = Instant::now();
    while !target.exists() && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(300));
    let pid = child.id().to_string();
    let told = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .unwrap();
    assert!(told.success());
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "it did not wait for what it started"
    );
    assert_eq!(package.files(), before);
}
