//! The feature `test-process`.
//!
//! A package leaves it by naming this crate once more under `[dev-dependencies]`, with the feature; cargo's resolver 2 (edition 2021) keeps
//! that out of ordinary builds. It is sound only in place: `cargo build --all-targets`, or a build after `cargo test`, links the same
//! library with it into the program that is shipped. So it is strong in a debug build in a target directory, where nothing has been
//! shipped yet, and weak everywhere else. It cannot see a test that was copied away.

use std::path::Path;

use super::{Process, Signal, SignalKind, path};

pub(super) fn look(process: &Process) -> Option<Signal> {
    if !cfg!(feature = "test-process") || !process.is_own() {
        return None;
    }
    Some(weigh(Place {
        is_in_target: process.executable().is_some_and(path::is_in_target),
        is_debug: process
            .executable()
            .is_some_and(|executable| is_debug(cfg!(debug_assertions), executable)),
        is_example: process.executable().is_some_and(is_example),
    }))
}

/// Where a program with it was found.
#[derive(Clone, Copy)]
struct Place {
    is_in_target: bool,
    is_debug: bool,
    is_example: bool,
}

fn weigh(place: Place) -> Signal {
    let elsewhere = match place {
        Place {
            is_in_target: true,
            is_debug: true,
            is_example: false,
        } => {
            return Signal::strong(
                SignalKind::Feature,
                "`write-guard` was built with the feature `test-process`, and the executable is a debug build in a \
                 target directory",
            );
        }
        Place { is_example: true, .. } => "is an example",
        Place { is_debug: false, .. } => "is a release build",
        _ => "lies outside a target directory",
    };
    Signal::weak(
        SignalKind::Feature,
        format!(
            "`write-guard` was built with the feature `test-process`, which does not count because the executable \
             {elsewhere}; build it by itself, without dev-dependencies, to be rid of this warning"
        ),
    )
}

/// Whether the profile is the one that `cargo build` and `cargo test` take: a release build may have debug assertions too.
fn is_debug(has_assertions: bool, executable: &Path) -> bool {
    let mut above = executable.ancestors().skip(1).take(2);
    has_assertions && above.any(|directory| directory.ends_with("debug"))
}

fn is_example(executable: &Path) -> bool {
    executable
        .parent()
        .is_some_and(|directory| directory.ends_with("examples"))
}

#[cfg(test)]
mod tests {
    use super::super::Strength;
    use super::*;

    #[test]
    fn the_feature_decides_in_a_debug_build_in_a_target_directory_and_nowhere_else() {
        for is_in_target in [false, true] {
            for is_debug in [false, true] {
                for is_example in [false, true] {
                    let signal = weigh(Place {
                        is_in_target,
                        is_debug,
                        is_example,
                    });
                    let decides = is_in_target && is_debug && !is_example;
                    assert_eq!(signal.strength() == Strength::Strong, decides, "{signal}");
                    assert_eq!(signal.detail().contains("to be rid of"), !decides, "{signal}");
                    let elsewhere = match (is_in_target, is_debug, is_example) {
                        (true, true, false) => "is a debug build in a target directory",
                        (_, _, true) => "is an example",
                        (_, false, _) => "is a release build",
                        (false, ..) => "lies outside a target directory",
                    };
                    assert!(signal.detail().contains(elsewhere), "{elsewhere}: {signal}");
                }
            }
        }
    }

    #[test]
    fn a_release_build_is_none_of_the_profile_for_tests_whatever_it_asserts() {
        for path in [
            "/p/target/debug/server",
            "/p/target/x86_64-unknown-linux-gnu/debug/server",
            "/p/target/debug/deps/it",
        ] {
            assert!(is_debug(true, Path::new(path)), "{path}");
            assert!(!is_debug(false, Path::new(path)), "{path}");
        }
        for path in [
            "/p/target/release/server",
            "/debug/target/ci/deps/server",
            "/p/target/release/debug",
        ] {
            assert!(!is_debug(true, Path::new(path)), "{path}");
        }
    }

    #[test]
    fn it_is_said_of_the_process_that_it_was_built_into_and_of_no_other() {
        use crate::signal::Place as Whose;
        let strength = |whose| look(&Process::at(whose)).map(|signal| signal.strength());
        let expected = cfg!(feature = "test-process").then_some(Strength::Strong);
        // Optimised, these tests are no debug build.
        if cfg!(debug_assertions) {
            assert_eq!(strength(Whose::Own), expected);
        }
        assert_eq!(strength(Whose::Other(std::process::id())), None);
    }

    #[test]
    fn an_example_is_known_by_its_directory() {
        assert!(is_example(Path::new("/p/target/debug/examples/incident")));
        assert!(!is_example(Path::new("/p/examples/target/debug/incident")));
    }
}
