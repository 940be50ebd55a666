//! The expansion of the attribute, with mistakes made on purpose: each is found, by the compiler or by what happens.
//!
//! A program calls the expanded functions and counts what they do, in each kind of process. It must be content with
//! the real expansion and with no other. What the real one is, the golden tests of `write-guard-macros` see to.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "expansion/mutations.rs"]
mod mutations;
#[path = "expansion/package.rs"]
mod package;

use std::collections::BTreeSet;

use mutations::{MUTATIONS, Mutation};
use package::{Mutant, Package};

/// The functions of `cases/mutation_subject.rs`, expanded.
const EXPANSION: &str = include_str!("../../guard-macros/tests/golden/snapshots/mutation_subject.snap");
const FUNCTIONS: [&str; 4] = ["close", "notify", "update", "later"];

#[test]
#[ignore = "builds a package of mutants: a lane of `.ci/run`"]
fn the_suite_is_content_with_the_real_expansion_and_with_no_other() {
    let real = |name: &str| Mutant {
        name: name.to_owned(),
        functions: written_out(&expansion().concat()),
    };
    let mutant = |(mutation, name, functions): (&Mutation, &str, String)| Mutant {
        name: format!("{name}: {}", mutation.name),
        functions,
    };
    let (runs, refused): (Vec<_>, Vec<_>) =
        mutants().partition(|(mutation, name, _)| !mutation.refused.contains(name));
    let refused: Vec<Mutant> = refused.into_iter().map(mutant).collect();
    // The real one comes first and last: what ends the others is then their mistake, and not the suite.
    let mut runs: Vec<Mutant> = runs.into_iter().map(mutant).collect();
    runs.insert(0, real("the first"));
    runs.push(real("the last"));

    let package = Package::write(&runs, &refused);
    package.build();
    let survivors: Vec<&str> = package
        .content(runs.len())
        .into_iter()
        .map(|index| &*runs[index].name)
        .collect();
    assert_eq!(
        survivors,
        ["the first", "the last"],
        "what it said of each is in `target/tmp`"
    );

    let compiled: BTreeSet<usize> = &(0..refused.len()).collect() - &package.refused();
    let compiled: Vec<&str> = compiled.into_iter().map(|index| &*refused[index].name).collect();
    assert!(compiled.is_empty(), "the compiler lets through: {compiled:?}");
}

#[test]
fn every_mutation_has_a_place() {
    for mutation in MUTATIONS {
        let places: BTreeSet<&str> = mutants()
            .filter(|(other, ..)| other.name == mutation.name)
            .map(|(_, name, _)| name)
            .collect();
        assert!(!places.is_empty(), "{}", mutation.name);
        assert!(
            mutation.refused.iter().all(|name| places.contains(name)),
            "{}",
            mutation.name
        );
    }
    let names: BTreeSet<&str> = MUTATIONS.iter().map(|mutation| mutation.name).collect();
    assert_eq!(names.len(), MUTATIONS.len(), "two mutations have one name");
}

/// Every mutation of every function it has a place in, with the other functions as they are.
fn mutants() -> impl Iterator<Item = (&'static Mutation, &'static str, String)> {
    let places = MUTATIONS
        .iter()
        .flat_map(|mutation| FUNCTIONS.map(|name| (mutation, name)));
    places.filter_map(|(mutation, name)| {
        let mut functions = expansion();
        let function = functions
            .iter_mut()
            .zip(FUNCTIONS)
            .find(|(_, other)| *other == name)?
            .0;
        *function = mutation.apply(name, function)?;
        Some((mutation, name, written_out(&functions.concat())))
    })
}

/// The functions one by one, on one line each, with the path to the runtime and the names of the expansion cut short.
fn expansion() -> [String; 4] {
    let source = EXPANSION.splitn(3, "---\n").nth(2).unwrap();
    let line = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line
        .replace("::write_guard::__private", "rt")
        .replace("__write_guard_", "");
    let functions: Vec<String> = line
        .split("pub ")
        .skip(1)
        .map(|function| format!("pub {function}"))
        .collect();
    for (name, function) in FUNCTIONS.iter().zip(&functions) {
        assert!(function.contains(&format!("fn {name}")), "{name}");
    }
    functions.try_into().unwrap()
}

fn written_out(functions: &str) -> String {
    functions.replace("rt::", "::write_guard::__private::")
}
