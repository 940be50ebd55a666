//! What a workspace has set up around cargo: nothing of it makes the audit silent.

use std::process::Command;

use serde_json::Value;

use crate::package::{Package, RULES};
use crate::{audit, host, lines, number, text};

/// The class of each call of a package, and where it stands.
fn said(findings: &[Value]) -> Vec<(&str, &str, u64)> {
    let of = |finding| {
        (
            text(finding, "class"),
            text(finding, "file"),
            number(finding, "line"),
        )
    };
    findings.iter().map(of).collect()
}

const USUAL: [(&str, &str, u64); 4] = [
    ("unguarded", "src/lib.rs", 18),
    ("read", "src/lib.rs", 23),
    ("unknown", "src/lib.rs", 28),
    ("not-http", "src/lib.rs", 33),
];

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn what_was_built_before_in_a_folder_of_its_own_is_looked_into_again() {
    let package = Package::new();
    package.write(".cargo/config.toml", "[build]\nbuild-dir = \"built\"\n");
    let built = Command::new(env!("CARGO"))
        .args(["check", "--all-targets", "--quiet"])
        .current_dir(package.path())
        .status();
    assert!(built.unwrap().success());
    let before = package.files();
    assert_eq!(said(&package.audited(&[]).1), USUAL);
    assert_eq!(package.files(), before);
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn an_environment_that_cargo_forces_upon_the_compiler_hides_nothing() {
    let package = Package::new();
    package.write("elsewhere/clippy.toml", "");
    let forced = |name: &str, value: &str| {
        let entry = format!("[env]\n{name} = {{ value = \"{value}\", force = true }}\n");
        package.write(".cargo/config.toml", &entry);
    };
    let elsewhere = package.path().join("elsewhere").display().to_string();
    for (name, value) in [
        ("CLIPPY_CONF_DIR", elsewhere.as_str()),
        ("CLIPPY_ARGS", "--no-deps__CLIPPY_HACKERY__-Aclippy::all"),
    ] {
        forced(name, value);
        assert_eq!(said(&package.audited(&[]).1), USUAL, "{name}");
    }
    // Where it is told to look elsewhere itself, it does not say that all is well.
    forced("WRITE_GUARD_AUDIT_FOLDER", &elsewhere);
    let (code, told) = package.told(&[]);
    assert_eq!(code, 3);
    assert!(told.contains("nobody looked into it"), "{told}");
}

#[cfg(unix)]
#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn a_wrapper_and_flags_of_the_users_are_no_hindrance() {
    use std::os::unix::fs::PermissionsExt as _;
    let package = Package::new();
    package.write("wrapper", "#!/bin/sh\nexec \"$@\"\n");
    let wrapper = package.path().join("wrapper");
    std::fs::set_permissions(&wrapper, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = audit(package.path(), &["--format", "json"])
        .env("RUSTC_WRAPPER", &wrapper)
        .env("RUSTC_WORKSPACE_WRAPPER", &wrapper)
        .env("RUSTFLAGS", "-D warnings --cap-lints=warn")
        .output()
        .unwrap();
    assert_eq!(said(&lines(&output, "finding")), USUAL);
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn a_package_is_built_for_the_system_that_cargo_was_told() {
    let package = Package::new();
    package.write(
        ".cargo/config.toml",
        &format!("[build]\ntarget = \"{}\"\n", host()),
    );
    let (code, findings) = package.audited(&[]);
    assert_eq!((code, said(&findings).as_slice()), (1, USUAL.as_slice()));
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn where_nothing_may_be_written_it_builds_elsewhere() {
    let package = Package::new();
    // Not even root makes a folder in a file.
    package.write("target", "");
    let before = package.files();
    assert_eq!(said(&package.audited(&[]).1), USUAL);
    assert_eq!(package.files(), before);
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn a_folder_with_blanks_and_a_library_by_another_name_are_found() {
    let package = Package::new();
    let text = std::fs::read_to_string(package.path().join("src/lib.rs")).unwrap();
    let manifest = "[package]\nname = \"odd-one\"\nversion = \"0.1.0\"\nedition = \"2015\"\n[lib]\nname = \"little\"\n[workspace]\n";
    package.write("a folder/b c/Cargo.toml", manifest);
    package.write("a folder/b c/src/lib.rs", &text);
    package.write("a folder/b c/.config/write-guard.toml", RULES);
    let folder = package.path().join("a folder/b c");
    let output = audit(&folder, &["--format", "json"]).output().unwrap();
    assert_eq!(said(&lines(&output, "finding")), USUAL);
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn a_file_of_two_packages_is_judged_in_both() {
    let package = Package::new();
    let root = "mod shared;\nmod guard { pub struct Permit; }\npub fn close(wire: &wire::Wire, _: &crate::guard::Permit) { shared::send(wire); }\n";
    let member = |name: &str| {
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nwire = {{ path = \"../wire\" }}\n"
        )
    };
    package.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"good\", \"past\", \"wire\"]\nresolver = \"2\"\n",
    );
    package.write(
        "wire/Cargo.toml",
        &member("wire").replace("[dependencies]\nwire = { path = \"../wire\" }\n", ""),
    );
    package.write(
        "wire/src/lib.rs",
        "pub struct Wire;\nimpl Wire { pub fn post(&self) {} }\n",
    );
    package.write("good/Cargo.toml", &member("good"));
    package.write("good/src/lib.rs", root);
    package.write(
        "good/src/shared.rs",
        "pub(crate) fn send(wire: &wire::Wire) { wire.post(); }\n",
    );
    package.write("past/Cargo.toml", &member("past"));
    let past = "pub fn close(wire: &wire::Wire) { shared::send(wire); }\n#[path = \"../../good/src/shared.rs\"]\nmod shared;\n";
    package.write("past/src/lib.rs", past);
    package.write(
        ".config/write-guard.toml",
        "[[audit.rule]]\npath = \"wire::Wire::post\"\nkind = \"write\"\nreceiver = true\n",
    );
    let here = ("door", "good/src/shared.rs", 1);
    let there = ("unguarded", "past/src/../../good/src/shared.rs", 1);
    assert_eq!(said(&package.audited(&["--workspace"]).1), [here, there]);
}

#[test]
#[ignore = "compiles packages of its own: a lane of `.ci/run`"]
fn a_member_that_was_not_asked_for_is_named() {
    let package = Package::new();
    let manifest = std::fs::read_to_string(package.path().join("Cargo.toml")).unwrap();
    package.write("Cargo.toml", &format!("{manifest}members = [\"other\"]\n"));
    package.write(
        "other/Cargo.toml",
        "[package]\nname = \"other\"\nversion = \"0.3.0\"\nedition = \"2021\"\n",
    );
    package.write("other/src/lib.rs", "");
    let line = "left out: other 0.3.0: other members of this workspace; `--workspace` audits them too\n";
    let (_, told) = package.told(&[]);
    assert!(told.contains(line), "{told}");
    for all in [&["--workspace"][..], &["-p", "little"]] {
        let (_, told) = package.told(all);
        assert!(!told.contains("left out"), "{told}");
    }
}
