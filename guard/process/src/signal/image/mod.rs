//! What the executable contains.
//!
//! A test harness leaves texts in the read-only data of the program it is linked into: libtest those of its options and errors, the harnesses
//! of crates.io the paths of their sources, in the versions named in `needles`. They survive stripping, link-time optimisation, copying,
//! renaming and an empty environment, so they are strong; two of libtest's, since one may stand in anybody's text. It cannot see a test
//! without a harness, and one that was packed.

mod elf;
mod filter;
mod needles;
#[cfg(any(test, windows, target_vendor = "apple"))]
mod other;
mod search;

use std::fs::File;
use std::io;
use std::ops::Range;

pub(super) use self::needles::Harness;
use super::{Process, Signal, SignalKind};

/// The most that is searched of one executable, in bytes.
///
/// A program with more read-only data than that carries assets. What else is known decides about it: a live program must not
/// become a test because it is large.
const MOST: u64 = 256 << 20;

pub(super) fn look(process: &Process) -> Option<Signal> {
    let Some(image) = process.image() else {
        if process.is_to_come() {
            return None;
        }
        return Some(Signal::weak(
            SignalKind::Image,
            "the executable cannot be read, so it is not known whether it contains a test harness",
        ));
    };
    weigh(&harness(&image))
}

fn weigh(found: &Finding) -> Option<Signal> {
    match found {
        Finding::Harness(harness) => Some(Signal::strong(
            SignalKind::Image,
            format!("the executable contains {harness}"),
        )),
        Finding::Nothing => None,
        Finding::Unfinished => Some(Signal::weak(
            SignalKind::Image,
            "the executable was searched for a test harness in part only: it is very large, or reading it failed",
        )),
    }
}

/// A file of a format that is not known is searched from end to end.
const WHOLE: Range<u64> = 0..u64::MAX;

/// What the search for a harness came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    Harness(Harness),
    Nothing,
    Unfinished,
}

/// Searches an executable for a test harness.
pub(super) fn harness(image: &impl ReadAt) -> Finding {
    search::search(image, &parts(image), MOST)
}

/// The most that is searched of another process's executable, in bytes: less where nothing says whether rustc made it.
const MOST_OF_A_STRANGER: u64 = if cfg!(target_os = "linux") {
    64 << 20
} else {
    8 << 20
};

/// Searches the executable of another process, as far as the first question can wait for it.
pub(super) fn harness_of_stranger(image: &impl ReadAt) -> Finding {
    search::search(image, &parts(image), MOST_OF_A_STRANGER)
}

fn parts(image: &impl ReadAt) -> Vec<Range<u64>> {
    elf::read_only(image)
        .or_else(|| read_only(image))
        .unwrap_or_else(|| vec![WHOLE])
}

/// The parts to search of an executable of Windows or macOS, where there are such executables.
#[cfg(any(test, windows, target_vendor = "apple"))]
fn read_only(image: &impl ReadAt) -> Option<Vec<Range<u64>>> {
    other::read_only(image)
}

#[cfg(not(any(test, windows, target_vendor = "apple")))]
fn read_only(_: &impl ReadAt) -> Option<Vec<Range<u64>>> {
    None
}

/// Whether an executable says that rustc had a hand in it; `None` if it does not say what made it.
pub(super) fn says_rust(image: &impl ReadAt) -> Option<bool> {
    elf::comment(image).map(|comment| String::from_utf8_lossy(&comment).contains("rustc"))
}

/// Something that can be read from any position.
pub(super) trait ReadAt {
    /// Reads what there is at `offset`; 0 bytes at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
}

impl ReadAt for File {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::read_at(self, buffer, offset);
        #[cfg(windows)]
        return std::os::windows::fs::FileExt::seek_read(self, buffer, offset);
        #[cfg(not(any(unix, windows)))]
        return {
            let _ = (buffer, offset);
            Err(io::ErrorKind::Unsupported.into())
        };
    }
}

/// Reads `length` bytes at `offset`, or fewer at the end.
fn read(source: &impl ReadAt, offset: u64, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    let count = fill(source, &mut bytes, offset).ok()?;
    bytes.truncate(count);
    Some(bytes)
}

/// Fills `buffer` as far as there is something to read.
fn fill(source: &impl ReadAt, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut count = 0;
    while let Some(rest) = buffer.get_mut(count..).filter(|rest| !rest.is_empty()) {
        match source.read_at(rest, offset.saturating_add(count as u64)) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

#[cfg(test)]
impl ReadAt for Vec<u8> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let rest = self.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        // Short reads, as a kernel may give them.
        let count = rest.len().min(buffer.len()).min(40_000);
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Strength;
    use super::*;

    #[test]
    fn a_harness_decides_and_what_could_not_be_searched_does_not() {
        let strength = |finding| weigh(&finding).map(|signal| signal.strength());
        assert_eq!(
            strength(Finding::Harness(Harness::Libtest)),
            Some(Strength::Strong)
        );
        assert_eq!(strength(Finding::Nothing), None);
        assert_eq!(strength(Finding::Unfinished), Some(Strength::Weak));
    }

    #[test]
    fn this_test_contains_libtest_and_was_made_by_rustc() {
        let image = Process::own().image().unwrap();
        assert_eq!(harness(&image), Finding::Harness(Harness::Libtest));
        assert_ne!(says_rust(&image), Some(false));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_made_an_executable_is_what_it_says() {
        let image = Process::own().image().unwrap();
        assert_eq!(says_rust(&image), Some(true));
        let silent = b"#!/bin/sh\n".to_vec();
        assert_eq!(says_rust(&silent), None);
    }

    /// Is interrupted before each read, and breaks after so many.
    struct Bad(std::cell::Cell<usize>, usize);

    impl ReadAt for Bad {
        fn read_at(&self, buffer: &mut [u8], _: u64) -> io::Result<usize> {
            self.0.set(self.0.get() + 1);
            match self.0.get() {
                odd if odd % 2 == 1 => Err(io::ErrorKind::Interrupted.into()),
                many if many > self.1 => Err(io::ErrorKind::TimedOut.into()),
                _ => {
                    buffer[0] = 7;
                    Ok(1)
                }
            }
        }
    }

    #[test]
    fn an_interrupted_read_goes_on_and_one_that_failed_is_no_end() {
        let mut buffer = [0; 4];
        assert_eq!(fill(&Bad(0.into(), 8), &mut buffer, 0).ok(), Some(4));
        assert_eq!(buffer, [7; 4]);
        assert!(fill(&Bad(0.into(), 6), &mut buffer, 0).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_in_another_language_is_not_searched() {
        let shell = File::open("/bin/sh").unwrap();
        assert_eq!(harness(&shell), Finding::Nothing);
    }
}
