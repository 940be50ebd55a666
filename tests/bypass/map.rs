//! `docs/bypass.md` names the tests that there are.

use std::collections::BTreeSet;
use std::fs;

use syn::visit::Visit;

use tests::{parsed, workspace};

/// The names of the tests of a package.
#[derive(Default)]
struct Tests(BTreeSet<String>);

impl Tests {
    fn add(&mut self, attributes: &[syn::Attribute], name: &syn::Ident) {
        let is_test = |attribute: &syn::Attribute| {
            let path = attribute.path();
            path.segments.last().is_some_and(|last| last.ident == "test")
        };
        if attributes.iter().any(is_test) {
            self.0.insert(name.to_string());
        }
    }
}

impl Visit<'_> for Tests {
    fn visit_item_fn(&mut self, function: &syn::ItemFn) {
        self.add(&function.attrs, &function.sig.ident);
    }
}

fn tests_below(folder: &str) -> BTreeSet<String> {
    let mut tests = Tests::default();
    for (_, file) in parsed(folder) {
        tests.visit_file(&file);
    }
    tests.0
}

/// What the last column of the tables names, in backticks.
fn named() -> Vec<String> {
    let text = fs::read_to_string(workspace("docs/bypass.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next())
        .flat_map(|cell| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_test_and_case_that_the_map_names_is_there() {
    let folders = [
        "tests",
        "guard/process/src",
        "guard/src",
        "guard/layer/src",
        "guard/tests",
        "guard-macros/tests",
        "client/src",
        "client/tests",
    ];
    let tests: BTreeSet<_> = folders.iter().flat_map(|folder| tests_below(folder)).collect();
    let named = named();
    assert!(named.len() > 60, "only {} names were found", named.len());
    for name in named {
        let is_there = if name.contains('/') {
            workspace(&name).exists()
        } else {
            tests.contains(&name)
        };
        assert!(is_there, "`{name}` is named and not there");
    }
}

#[test]
fn every_test_of_this_binary_is_on_the_map() {
    let named: BTreeSet<_> = named().into_iter().collect();
    for test in tests_below("tests/bypass") {
        assert!(named.contains(&test), "`{test}` is not on the map");
    }
}
