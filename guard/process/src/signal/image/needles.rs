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

/// Texts of libtest: three of its options and its errors, and the place of a panic.
///
/// What it prints as its help holds one of them only: the other option is broken over two lines there.
const LIBTEST: [&[u8]; 4] = [
    &hide(*b"argument for --test-threads must not be 0"),
    &hide(*b"Skip tests whose names contain FILTER (this flag can be used multiple times)"),
    &hide(*b"Exactly match filters rather than by substring"),
    &hide(*b"library/test/src/console.rs"),
];

/// How paths into harness crates begin. A version and `/src/` must follow: see [`is_source_path`].
const CRATES: [&[u8]; 12] = [
    &hide(*b"/libtest-mimic-"),
    &hide(*b"/libtest2-harness-0."),
    &hide(*b"/criterion-0."),
    &hide(*b"/divan-0.1."),
    &hide(*b"/trybuild-1."),
    &hide(*b"/cucumber-0."),
    &hide(*b"/tango-bench-0."),
    &hide(*b"/gungraun-0."),
    &hide(*b"/lang_tester-0."),
    &hide(*b"/libfuzzer-sys-0."),
    &hide(*b"/codspeed-criterion-compat-"),
    &hide(*b"/codspeed-divan-compat-"),
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

/// Whether `rest`, which follows the beginning of a path into a harness crate, goes on like one that rustc stored:
/// `5.1/src/lib.rs`.
pub(super) fn is_source_path(rest: &[u8]) -> bool {
    let version = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(byte))
        .count();
    let directory = rest.get(version..).unwrap_or_default();
    let file = [SOURCES, b"\\src\\"]
        .iter()
        .find_map(|sources| directory.strip_prefix(*sources));
    (1..=MOST_OF_A_VERSION).contains(&version) && file.is_some_and(is_stored_file)
}

/// Whether a path ends here as one does that rustc stored: with its extension, and without what a person or a program would
/// set beside it (a line number, a line break, a quote).
fn is_stored_file(rest: &[u8]) -> bool {
    let head = rest.get(..MOST_OF_A_FILE.min(rest.len())).unwrap_or_default();
    let end = head.windows(3).position(|bytes| bytes == b".rs");
    let beside = |next: &u8| b":\n\r\\\"'` ,;)<".contains(next);
    end.is_some_and(|end| !rest.get(end + 3).is_some_and(beside))
}

/// Whether a text of libtest that ends here is no line of its help and no place in a backtrace: `rest` follows it.
///
/// Constants lie side by side, so little may be asked of what follows.
pub(super) fn is_stored(rest: &[u8]) -> bool {
    !rest.first().is_some_and(|next| b":\n\r".contains(next))
}

const MOST_OF_A_VERSION: usize = 35;
const MOST_OF_A_FILE: usize = 83;

/// The longest that is looked ahead behind a needle, in bytes.
#[cfg(test)]
pub(super) const AHEAD: usize = MOST_OF_A_VERSION + SOURCES.len() + MOST_OF_A_FILE + 1;

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
            "7.0-rc.1+x/src/a/b.rsnext text",
            "5\\src\\lib.rs",
        ] {
            assert!(is_source_path(rest.as_bytes()), "{rest}");
        }
        for rest in [
            "",
            "/src/",
            "5.1",
            "5.1/benches/",
            "5.1 and /src/",
            "5.1/sr",
            "5.1/src/",
        ] {
            assert!(!is_source_path(rest.as_bytes()), "{rest}");
        }
        let (version, file) = ("1".repeat(MOST_OF_A_VERSION), "f".repeat(MOST_OF_A_FILE - 3));
        let longest = format!("{version}/src/{file}.rs");
        assert!(is_source_path(longest.as_bytes()) && longest.len() + 1 == AHEAD);
    }

    #[test]
    fn a_path_in_somebody_s_text_is_no_stored_one() {
        for after in [
            ":12:5",
            "\n",
            "\r\n",
            "\\n",
            "\"",
            "'",
            "`",
            " (line 7)",
            ",",
            ")",
            "<br>",
        ] {
            assert!(
                !is_source_path(format!("5.1/src/lib.rs{after}").as_bytes()),
                "{after}"
            );
        }
    }
}
