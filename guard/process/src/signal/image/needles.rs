//! The texts that give a test harness away.
//!
//! Stored hidden, and brought back at run time: in plain text they would be found in every program that links this
//! crate.

use std::fmt;
use std::hint::black_box;

/// A test harness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::signal) enum Harness {
    /// The one of the standard library.
    Libtest,
    /// One of crates.io, by name.
    Crate(String),
}

impl fmt::Display for Harness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Libtest => f.write_str("libtest, the test harness of the standard library"),
            Self::Crate(name) => write!(f, "the test harness `{name}`"),
        }
    }
}

/// How many different texts of libtest prove it.
pub(super) const ENOUGH: u32 = 2;

/// Texts of libtest: four of its usage and its errors, and the place of a panic.
const LIBTEST: [&[u8]; 5] = [
    &hide(*b"tests whose names contain the filter are run. Multiple filter strings may"),
    &hide(*b"argument for --test-threads must not be 0"),
    &hide(*b"Skip tests whose names contain FILTER (this flag can be used multiple times)"),
    &hide(*b"Exactly match filters rather than by substring"),
    &hide(*b"library/test/src/console.rs"),
];

/// How paths into harness crates begin. A version and `/src/` must follow: see [`is_source_path`].
const CRATES: [&[u8]; 5] = [
    &hide(*b"/libtest-mimic-"),
    &hide(*b"/libtest2-harness-0."),
    &hide(*b"/criterion-0."),
    &hide(*b"/divan-0.1."),
    &hide(*b"/trybuild-1."),
];

/// A text to look for.
pub(super) struct Needle {
    pub(super) text: Vec<u8>,
    /// Its place among the texts of libtest; `None` for a path into a harness crate.
    pub(super) libtest: Option<u32>,
}

impl Needle {
    /// The harness that a path into its sources names.
    pub(super) fn harness(&self) -> Harness {
        let text = String::from_utf8_lossy(&self.text);
        let name = text.trim_start_matches(['/', '\\']);
        let end = name.rfind('-').unwrap_or(name.len());
        Harness::Crate(name.chars().take(end).collect())
    }
}

/// All needles, in plain text.
pub(super) fn all() -> Vec<Needle> {
    let libtest = LIBTEST.iter().zip(0..).map(|(hidden, place)| Needle {
        text: show(hidden),
        libtest: Some(place),
    });
    let crates = CRATES.iter().map(|hidden| Needle {
        text: local(show(hidden)),
        libtest: None,
    });
    libtest.chain(crates).collect()
}

/// Whether `rest`, which follows the beginning of a path into a harness crate, goes on like one: `5.1/src/`.
pub(super) fn is_source_path(rest: &[u8]) -> bool {
    let version = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(byte))
        .count();
    let directory = rest.get(version..).unwrap_or_default();
    (1..=AHEAD - SOURCES.len()).contains(&version)
        && (directory.starts_with(SOURCES) || directory.starts_with(b"\\src\\"))
}

/// The longest that [`is_source_path`] looks ahead, in bytes.
pub(super) const AHEAD: usize = 40;

const SOURCES: &[u8] = b"/src/";

const MASK: u8 = 0xa5;

/// Masks a text while the compiler runs, so that the plain one never gets into a program.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and `at` is below `N`"
)]
const fn hide<const N: usize>(mut text: [u8; N]) -> [u8; N] {
    let mut at = 0;
    while at < N {
        text[at] ^= MASK;
        at += 1;
    }
    text
}

/// The mask goes through a black box: an optimiser that knows it would store the plain text.
fn show(hidden: &[u8]) -> Vec<u8> {
    let mask = black_box(MASK);
    hidden.iter().map(|byte| byte ^ mask).collect()
}

/// A path as it is written on this system.
fn local(mut path: Vec<u8>) -> Vec<u8> {
    if cfg!(windows) {
        for byte in &mut path {
            if *byte == b'/' {
                *byte = b'\\';
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_texts_come_back() {
        assert_eq!(show(&hide(*b"Rust")), b"Rust");
        assert_ne!(hide(*b"Rust"), *b"Rust");
        assert_eq!(all().len(), LIBTEST.len() + CRATES.len());
    }

    #[test]
    fn a_harness_crate_is_named() {
        let names: Vec<String> = all()
            .iter()
            .filter(|needle| needle.libtest.is_none())
            .map(|needle| needle.harness().to_string())
            .collect();
        assert_eq!(names.first().unwrap(), "the test harness `libtest-mimic`");
        assert_eq!(names.get(2).unwrap(), "the test harness `criterion`");
    }

    #[test]
    fn a_path_goes_on_with_a_version_and_the_sources() {
        for rest in [
            "5.1/src/lib.rs",
            "0.8.1/src/args.rs",
            "7.0-rc.1+x/src/",
            "5\\src\\lib.rs",
        ] {
            assert!(is_source_path(rest.as_bytes()), "{rest}");
        }
        for rest in ["", "/src/", "5.1", "5.1/benches/", "5.1 and /src/", "5.1/sr"] {
            assert!(!is_source_path(rest.as_bytes()), "{rest}");
        }
        let longest = format!("{}/src/", "1".repeat(AHEAD - SOURCES.len()));
        assert!(is_source_path(longest.as_bytes()) && longest.len() == AHEAD);
    }
}
