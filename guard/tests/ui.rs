//! What must not compile and says why, and what must compile whatever surrounds it.
//!
//! Our own messages and rustc's are in separate cases. `TRYBUILD=overwrite cargo test -p write-guard --features gates,serde --test ui` writes
//! down what both say today.

use std::fs;

const MISTAKES: [&str; 9] = [
    "exits",
    "keys",
    "kind",
    "op",
    "target",
    "shape",
    "return_type",
    "permit",
    "gate",
];

#[test]
#[ignore = "compiles more than a hundred programs: a lane of `.ci/run`"]
fn mistakes_are_explained_where_they_are() {
    let cases = trybuild::TestCases::new();
    for mistake in MISTAKES {
        cases.compile_fail(format!("tests/ui/{mistake}/*.rs"));
    }
}

#[test]
#[ignore = "builds programs: a lane of `.ci/run`"]
fn what_surrounds_a_guarded_function_does_not_matter() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/hygiene/*.rs");
    cases.pass("tests/ui/shapes/*.rs");
}

/// A case whose message nobody wrote down is one that nobody read.
#[test]
fn every_mistake_has_its_message_written_down() {
    let mut cases = 0;
    for mistake in MISTAKES {
        let folder = format!("{}/tests/ui/{mistake}", env!("CARGO_MANIFEST_DIR"));
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let (case, message) = (path.with_extension("rs"), path.with_extension("stderr"));
            assert!(case.exists() && message.exists(), "{}", path.display());
            cases += usize::from(path == case);
        }
    }
    assert!(cases >= 110, "there were more mistakes once: {cases}");
}
