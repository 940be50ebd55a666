//! TC-14: over every variable that the code reads, no value makes a test process live or production writable.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::process::Command;
use std::thread;

use syn::visit::Visit;
use tests::{Place, World, parsed};

/// Makes a child a test, whatever else is set.
const MARKER: &str = "WRITE_GUARD_TEST_PROCESS";
const OPT_IN: &str = "WRITE_GUARD_SANDBOX_WRITES";
const ALLOWED: &str = "WRITE_GUARD_SANDBOX_PROJECTS";
const PROTECTED: &str = "WRITE_GUARD_PROTECTED_PROJECTS";

/// The variables that `write-guard` reads, found in its sources.
fn variables() -> BTreeSet<String> {
    struct Names(BTreeSet<String>);
    impl Visit<'_> for Names {
        fn visit_lit_str(&mut self, literal: &syn::LitStr) {
            let text = literal.value();
            let is_name = text.len() > 4
                && text
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
            if is_name {
                self.0.insert(text);
            }
        }

        fn visit_attribute(&mut self, _: &syn::Attribute) {}
    }
    let mut names = Names(BTreeSet::new());
    for folder in ["guard/process/src/signal", "guard/src/policy", "guard/src/ledger"] {
        for (_, file) in parsed(folder) {
            names.visit_file(&file);
        }
    }
    names.0
}

/// What every variable is set to in turn.
fn values() -> Vec<Option<OsString>> {
    let text = ["", "0", "1", "false", "off", "*"].map(|value| Some(OsString::from(value)));
    let not_utf8 = OsString::from_vec(vec![b'1', 0xff]);
    [None].into_iter().chain(text).chain([Some(not_utf8)]).collect()
}

/// Runs the probe at `places` with exactly this environment, and returns what it said of each.
fn probe<const N: usize>(world: &World, places: [&Place; N], environment: &[(&str, &OsStr)]) -> [String; N] {
    let output = Command::new(env!("CARGO_BIN_EXE_probe"))
        .args([
            &*world.plane.base_url(),
            world.plane.api_key(),
            world.plane.workspace(),
        ])
        .args(places.iter().flat_map(|place| {
            [
                place.project.to_string(),
                place.item.to_string(),
                place.done.to_string(),
            ]
        }))
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<String> = said.lines().map(str::to_owned).collect();
    said.try_into().unwrap()
}

#[test]
fn tc_14_the_variables_that_the_code_reads_are_found() {
    let variables = variables();
    for known in [MARKER, OPT_IN, ALLOWED, PROTECTED, "RUST_TEST_THREADS"] {
        assert!(variables.contains(known), "`{known}` is not among {variables:?}");
    }
}

#[test]
fn tc_14_no_value_of_any_variable_opens_production_or_makes_a_test_live() {
    let variables = Vec::from_iter(variables());
    let threads = thread::available_parallelism().unwrap().get();
    thread::scope(|scope| {
        for own in variables.chunks(variables.len().div_ceil(threads)) {
            scope.spawn(move || {
                let world = World::start();
                for variable in own {
                    no_value_opens(&world, variable);
                }
            });
        }
    });
}

fn no_value_opens(world: &World, variable: &str) {
    let sandbox = OsString::from(world.sandbox.project.to_string());
    for value in values() {
        for opted_in in [false, true] {
            let mut environment = vec![(MARKER, OsStr::new("1")), (ALLOWED, &*sandbox)];
            if opted_in {
                environment.push((OPT_IN, OsStr::new("1")));
            }
            environment.retain(|(name, _)| *name != variable);
            if variable == MARKER {
                environment.push(("RUST_TEST_THREADS", OsStr::new("1")));
            }
            environment.extend(value.as_deref().map(|value| (variable, value)));
            let case = format!("{variable}={value:?}, opted in: {opted_in}");

            world.plane.clear();
            let [production, said] = probe(world, [&world.production, &world.sandbox], &environment);
            let writes = world.plane.writes().len();

            assert!(production.starts_with("test "), "{case}: {production}");
            assert!(said.starts_with("test "), "{case}: {said}");
            let is_on = if variable == OPT_IN {
                value.as_deref() == Some(OsStr::new("1"))
            } else {
                opted_in
            };
            let is_usable = variable != PROTECTED
                || value
                    .as_deref()
                    .is_none_or(|value| value.to_str().is_some_and(|value| value != "*"));
            let allowed = is_on && variable != ALLOWED && is_usable;
            assert_eq!(
                (said == "test allow", writes),
                (allowed, usize::from(allowed)),
                "{case}: {said}"
            );
            let of_production = world.production.project.to_string();
            let is_reached = if allowed {
                let received = world.plane.requests();
                received
                    .iter()
                    .any(|received| received.path.contains(&of_production))
            } else {
                world.plane.connections() > 0
            };
            assert!(!is_reached, "{case}: production is reached");
        }
    }
}

#[test]
fn tc_14_the_opt_in_of_the_environment_reaches_the_sandbox_alone() {
    let world = World::start();
    let [sandbox, production] = [&world.sandbox, &world.production].map(|place| place.project.to_string());
    let both = format!("{sandbox},{production}");
    let on = [(MARKER, OsStr::new("")), (OPT_IN, OsStr::new("1"))];
    let with = |more: &[(&'static str, &str)]| {
        let more = more.iter().map(|(name, value)| (*name, OsString::from(value)));
        on.iter()
            .map(|(name, value)| (*name, value.to_os_string()))
            .chain(more)
            .collect::<Vec<_>>()
    };
    for (environment, at_sandbox, at_production) in [
        (with(&[]), "prod-project-in-test", "prod-project-in-test"),
        (with(&[(ALLOWED, &sandbox)]), "allow", "prod-project-in-test"),
        (
            with(&[(ALLOWED, &format!(" {sandbox} , "))]),
            "allow",
            "prod-project-in-test",
        ),
        (
            with(&[(ALLOWED, &both), (PROTECTED, &production)]),
            "allow",
            "prod-project-in-test",
        ),
        (
            with(&[(ALLOWED, &sandbox), (PROTECTED, &sandbox)]),
            "prod-project-in-test",
            "prod-project-in-test",
        ),
        (
            with(&[(ALLOWED, &sandbox.to_uppercase())]),
            "unusable-allowlist",
            "unusable-allowlist",
        ),
        (
            with(&[(ALLOWED, &format!("{sandbox},*"))]),
            "unusable-allowlist",
            "unusable-allowlist",
        ),
    ] {
        let environment: Vec<_> = environment
            .iter()
            .map(|(name, value)| (*name, value.as_os_str()))
            .collect();
        let said = probe(&world, [&world.sandbox, &world.production], &environment);
        let [sandbox, production] = [at_sandbox, at_production].map(|said| format!("test {said}"));
        assert_eq!(said, [sandbox, production], "{environment:?}");
    }
}
