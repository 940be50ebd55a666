//! A guarded function hears no lint that its plain twin does not hear: none of rustc's, none of clippy's.
//!
//! What `twins` holds is read twice by clippy in each edition, with the attribute and without, and what it says is compared.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lints of rustc that are off by default, and not about a feature.
const OFF_BY_DEFAULT: &[&str] = &[
    "absolute-paths-not-starting-with-crate",
    "ambiguous-negative-literals",
    "closure-returning-async-block",
    "deprecated-in-future",
    "elided-lifetimes-in-paths",
    "explicit-outlives-requirements",
    "ffi-unwind-calls",
    "if-let-rescope",
    "impl-trait-overcaptures",
    "impl-trait-redundant-captures",
    "keyword-idents",
    "let-underscore-drop",
    "macro-use-extern-crate",
    "meta-variable-misuse",
    "missing-abi",
    "missing-copy-implementations",
    "missing-debug-implementations",
    "missing-docs",
    "non-ascii-idents",
    "redundant-imports",
    "redundant-lifetimes",
    "single-use-lifetimes",
    "tail-expr-drop-order",
    "trivial-casts",
    "trivial-numeric-casts",
    "unit-bindings",
    "unnameable-types",
    "unreachable-pub",
    "unsafe-op-in-unsafe-fn",
    "unused-extern-crates",
    "unused-import-braces",
    "unused-lifetimes",
    "unused-macro-rules",
    "unused-qualifications",
    "unused-results",
    "variant-size-differences",
];
/// Of clippy's other groups, those that a generated function could trip over.
const OF_OTHER_GROUPS: &[&str] = &[
    "nursery",
    "implicit_return",
    "shadow_same",
    "shadow_reuse",
    "shadow_unrelated",
];

#[test]
#[ignore = "compiles the guard from nothing: a lane of `.ci/run`"]
fn a_guarded_function_hears_nothing_that_its_plain_twin_does_not() {
    let package = package();
    for edition in ["2021", "2024"] {
        let plain = said(&package, edition, false);
        let guarded = said(&package, edition, true);
        assert!(
            !plain.is_empty(),
            "the twins are written so that something is said of them"
        );
        let new: Vec<&String> = guarded.difference(&plain).collect();
        assert!(new.is_empty(), "new in edition {edition}: {new:#?}");
    }
}

/// What clippy says, one line each: the lint, and where.
fn said(package: &Path, edition: &str, guarded: bool) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "clippy",
        "--offline",
        "--quiet",
        "--message-format=short",
        "--package",
        &format!("twins-{edition}"),
        "--",
    ]);
    let groups = ["all", "pedantic"].iter().chain(OF_OTHER_GROUPS);
    cargo.args(OFF_BY_DEFAULT.iter().map(|lint| format!("-W{lint}")));
    cargo.args(groups.map(|group| format!("-Wclippy::{group}")));
    // Only what goes to this one compiler: the dependencies are the same for both twins.
    cargo.args(["--cap-lints=warn", "--check-cfg=cfg(guarded)"]);
    if guarded {
        cargo.arg("--cfg=guarded");
    }
    // Clippy reads a package anew only if its file is newer.
    let source = package.join(edition).join("lib.rs");
    fs::write(&source, fs::read(&source).unwrap()).unwrap();
    let output = cargo
        .current_dir(package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said.lines()
        .filter(|line| line.contains(": warning: "))
        .map(ToOwned::to_owned)
        .collect()
}

/// One package for each edition.
fn package() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("twins");
    let guard = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = fs::remove_file(root.join("Cargo.toml"));
    for edition in ["2021", "2024"] {
        fs::create_dir_all(root.join(edition)).unwrap();
        for (file, text) in [
            ("lib.rs", include_str!("twins/shapes.rs")),
            ("by_a_macro.rs", include_str!("twins/by_a_macro.rs")),
            ("by_name.rs", include_str!("twins/by_name.rs")),
            ("named.rs", include_str!("twins/named.rs")),
        ] {
            fs::write(root.join(edition).join(file), text).unwrap();
        }
        let manifest = format!(
            "[package]\nname = \"twins-{edition}\"\nedition = \"{edition}\"\n\n[lib]\npath = \"lib.rs\"\n\n\
             [dependencies]\nwrite-guard = {{ path = '{}' }}\n",
            guard.display()
        );
        fs::write(root.join(edition).join("Cargo.toml"), manifest).unwrap();
    }
    fs::copy(guard.join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    fs::write(
        root.join("Cargo.toml"),
        "[workspace]\nmembers = [\"2021\", \"2024\"]\nresolver = \"3\"\n",
    )
    .unwrap();
    root
}
