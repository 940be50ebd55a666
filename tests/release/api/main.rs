//! What each published package shows, line by line, as somebody agreed to it.
//!
//! A public name that is new, gone or changed shows up in a review, whatever it is called: `cargo insta accept`, or copy
//! `snapshots/*.snap.new`, says yes to it. Needs a nightly toolchain, whose rustdoc writes JSON.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn cargo(arguments: &[&str]) -> Vec<u8> {
    // Rustup sets the variable for what it starts; another toolchain is asked for here.
    let output = Command::new("cargo")
        .args(arguments)
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        // The configuration of docs.rs, in which the documentation says what each feature adds.
        .env(
            "RUSTDOCFLAGS",
            "--cfg=docsrs -Zunstable-options --output-format=json",
        )
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// Every package that can be published.
fn published() -> Vec<String> {
    let metadata: Value =
        serde_json::from_slice(&cargo(&["metadata", "--no-deps", "--format-version", "1"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let published = packages.filter(|package| package["publish"].is_null());
    published
        .map(|package| package["name"].as_str().unwrap().to_owned())
        .collect()
}

/// Documents every package with all its features, as JSON below `target`.
fn document(packages: &[String], target: &Path) {
    let mut arguments = vec![
        "+nightly",
        "doc",
        "--quiet",
        "--locked",
        "--no-deps",
        "--lib",
        "--all-features",
    ];
    arguments.extend(["--target-dir", target.to_str().unwrap()]);
    for package in packages {
        arguments.extend(["--package", package]);
    }
    cargo(&arguments);
}

/// The public items of a package, a line each.
fn public_items(package: &str, target: &Path) -> String {
    let file = target.join(format!("doc/{}.json", package.replace('-', "_")));
    let api = public_api::Builder::from_rustdoc_json(file)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()
        .unwrap();
    let items: Vec<String> = api.items().map(ToString::to_string).collect();
    items.join("\n")
}

#[test]
#[ignore = "needs a nightly toolchain"]
fn every_public_name_was_agreed_to() {
    let packages = published();
    assert!(packages.len() > 3, "{packages:?}");
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("api");
    document(&packages, &target);
    for package in packages {
        insta::assert_snapshot!(package.clone(), public_items(&package, &target), &package);
    }
}
