//! Finds needles by looking at every eighth byte.
//!
//! Any occurrence of a needle of 11 bytes or more covers a position that is a multiple of 8 with at least 4 bytes to
//! come, and those 4 bytes are one of 8 *grams* of the needle. So one look at 4 bytes out of 8 rules out all needles at
//! once, for nearly every position; only where a gram matches is the needle compared. That is a few instructions for 8
//! bytes and needs neither vector instructions nor an optimising compiler to be quick.

use std::ops::Range;

use super::filter::{Filter, STRIDE};
use super::needles::{self, Harness, Needle};
use super::{Finding, ReadAt, fill};

/// How far apart the looks are, in bytes.
pub(super) const STEP: usize = 8;
/// How much is read at a time, in bytes; small enough to stay in a processor's cache.
const BLOCK: usize = 32 << 10;
/// How much of a block is seen again with the next one: the longest needle, and what must follow it.
const OVERLAP: usize = 256;

/// Searches `parts` of `source`, and no more than `most` bytes.
pub(super) fn search(source: &impl ReadAt, parts: &[Range<u64>], most: u64) -> Finding {
    let mut search = Search::new();
    let mut block = vec![0; BLOCK];
    let mut left = most;
    for part in parts {
        let mut offset = part.start;
        while offset < part.end {
            let wanted = (part.end - offset).min(left).min(BLOCK as u64);
            let Some(buffer) = usize::try_from(wanted)
                .ok()
                .and_then(|wanted| block.get_mut(..wanted))
            else {
                return Finding::Unfinished;
            };
            let Ok(count) = fill(source, buffer, offset) else {
                return Finding::Unfinished;
            };
            if let Some(harness) = search.block(buffer.get(..count).unwrap_or_default()) {
                return Finding::Harness(harness);
            }
            if count < buffer.len() || offset + wanted == part.end {
                left -= wanted;
                break;
            }
            let Some(step) = wanted.checked_sub(OVERLAP as u64).filter(|step| *step > 0) else {
                return Finding::Unfinished;
            };
            offset += step;
            left -= step;
        }
    }
    Finding::Nothing
}

/// What is looked for, and what was seen of libtest so far.
struct Search {
    needles: Vec<Needle>,
    /// In the order of their bytes.
    grams: Vec<Gram>,
    filter: Filter,
    seen: u32,
}

/// Four bytes of a needle.
struct Gram {
    bytes: u32,
    needle: usize,
    at: usize,
}

impl Search {
    fn new() -> Self {
        let needles = needles::all();
        let mut grams = Vec::with_capacity(needles.len() * STEP);
        let mut filter = Filter::new();
        for (needle, text) in needles.iter().map(|needle| &needle.text).enumerate() {
            for (at, window) in text.windows(4).take(STEP).enumerate() {
                if let Some(bytes) = window.first_chunk().copied().map(u32::from_le_bytes) {
                    filter.add(bytes);
                    grams.insert(first_of(&grams, bytes), Gram { bytes, needle, at });
                }
            }
        }
        Self {
            needles,
            grams,
            filter,
            seen: 0,
        }
    }

    /// Searches one block, and says when there is proof.
    fn block(&mut self, block: &[u8]) -> Option<Harness> {
        let strides = block.chunks_exact(STRIDE);
        let rest = strides.remainder();
        for (index, stride) in strides.enumerate() {
            let stride = stride.first_chunk()?;
            if !self.filter.may_hold_one_of(stride) {
                continue;
            }
            if let Some(harness) = self.chunks(block, index * STRIDE, stride) {
                return Some(harness);
            }
        }
        self.chunks(block, block.len() - rest.len(), rest)
    }

    /// Looks at each chunk of `part`, which stands at `position` of `block`.
    #[cold]
    fn chunks(&mut self, block: &[u8], position: usize, part: &[u8]) -> Option<Harness> {
        part.chunks(STEP).enumerate().find_map(|(index, chunk)| {
            let bytes = u32::from_le_bytes(*chunk.first_chunk()?);
            self.filter
                .may_hold(bytes)
                .then(|| self.compare(block, position + index * STEP, bytes))?
        })
    }

    /// Compares the needles that have the gram `bytes`, which stands at `position` of `block`.
    fn compare(&mut self, block: &[u8], position: usize, bytes: u32) -> Option<Harness> {
        let grams = self.grams.iter().skip(first_of(&self.grams, bytes));
        for gram in grams.take_while(|gram| gram.bytes == bytes) {
            let needle = self.needles.get(gram.needle)?;
            let found = position.checked_sub(gram.at).and_then(|start| block.get(start..));
            let Some(rest) = found.and_then(|found| found.strip_prefix(needle.text.as_slice())) else {
                continue;
            };
            match needle.libtest {
                Some(_) if !needles::is_stored(rest) => {}
                Some(place) => {
                    self.seen |= 1 << place;
                    if self.seen.count_ones() >= needles::ENOUGH {
                        return Some(Harness::Libtest);
                    }
                }
                None if needles::is_source_path(rest) => return Some(needle.harness()),
                None => {}
            }
        }
        None
    }
}

/// Where the grams of `bytes` begin, or belong.
fn first_of(grams: &[Gram], bytes: u32) -> usize {
    grams.partition_point(|gram| gram.bytes < bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(source: &Vec<u8>) -> Finding {
        search(
            source,
            &[Range {
                start: 0,
                end: source.len() as u64,
            }],
            u64::MAX,
        )
    }

    /// Bytes that look like anything but needles.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 7_u32;
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(length)
        .collect()
    }

    fn placed(texts: &[(usize, &[u8])], length: usize) -> Vec<u8> {
        let mut source = noise(length);
        for (at, text) in texts {
            source[*at..at + text.len()].copy_from_slice(text);
        }
        source
    }

    #[test]
    fn every_pair_of_libtest_s_texts_is_found_wherever_it_stands() {
        let texts: Vec<Vec<u8>> = needles::all()
            .into_iter()
            .filter(|n| n.libtest.is_some())
            .map(|n| n.text)
            .collect();
        for (one, first) in texts.iter().enumerate() {
            for second in &texts[one + 1..] {
                for shift in 0..9 {
                    let source = placed(&[(100 + shift, first), (700 - shift, second)], 1_000);
                    assert_eq!(whole(&source), Finding::Harness(Harness::Libtest));
                }
            }
        }
    }

    #[test]
    fn one_text_of_libtest_is_not_enough_however_often() {
        let text = &needles::all()[0].text;
        let source = placed(&[(10, text), (200, text), (400, text)], 1_000);
        assert_eq!(whole(&source), Finding::Nothing);
    }

    #[test]
    fn a_text_across_blocks_and_at_either_end_is_found() {
        let path = [needles::all().swap_remove(6).text, b"5.1/src/lib.rsx".to_vec()].concat();
        let length = 3 * BLOCK;
        let last = length - path.len();
        let edges = [0, 1, last, last - 1];
        let borders = (0..path.len()).map(|before| BLOCK - before);
        let seconds = (0..path.len()).map(|before| 2 * BLOCK - OVERLAP - before);
        for at in edges.into_iter().chain(borders).chain(seconds) {
            let source = placed(&[(at, &path)], length);
            assert_eq!(
                whole(&source),
                Finding::Harness(Harness::Crate("criterion".into())),
                "{at}"
            );
        }
    }

    #[test]
    fn the_overlap_holds_the_longest_needle_and_what_must_follow_it() {
        for needle in needles::all() {
            assert!(needle.text.len() >= STEP + 3, "every eighth byte would miss it");
            assert!(needle.text.len() + needles::AHEAD <= OVERLAP);
        }
    }

    #[test]
    fn what_lies_outside_the_parts_is_not_read() {
        let path = [needles::all().swap_remove(4).text, b"0.8.1/src/lib.rsx".to_vec()].concat();
        let source = placed(&[(5_000, &path)], 10_000);
        assert_eq!(
            search(&source, &[0..5_000, 6_000..10_000], u64::MAX),
            Finding::Nothing
        );
        let found = Finding::Harness(Harness::Crate("libtest-mimic".into()));
        assert_eq!(search(&source, &[0..100, 4_990..5_100], u64::MAX), found);
        assert_eq!(search(&source, &[super::super::WHOLE], u64::MAX), found);
    }

    #[test]
    fn a_search_that_is_cut_short_says_so() {
        let source = noise(2 * BLOCK);
        assert_eq!(
            search(&source, &[super::super::WHOLE], 1_000),
            Finding::Unfinished
        );
        assert_eq!(whole(&source), Finding::Nothing);
        assert_eq!(whole(&Vec::new()), Finding::Nothing);
    }

    #[test]
    fn a_text_that_somebody_printed_is_none_that_rustc_stored() {
        let printed = |needle: &[u8], after: &[u8]| [needle, after].concat();
        let all = needles::all();
        let texts: Vec<_> = all.iter().filter(|needle| needle.libtest.is_some()).collect();
        let two = [0, 1].map(|at| printed(&texts[at].text, b":12:5"));
        assert_eq!(
            whole(&placed(&[(100, &two[0]), (500, &two[1])], 1_000)),
            Finding::Nothing
        );
        for needle in all.iter().filter(|needle| needle.libtest.is_none()) {
            let path = printed(&needle.text, b"5.1/src/lib.rs:12:5");
            assert_eq!(whole(&placed(&[(100, &path)], 1_000)), Finding::Nothing);
        }
    }

    #[test]
    fn the_last_bytes_of_a_block_are_searched_however_many_they_are() {
        let texts = needles::all()
            .into_iter()
            .filter(|needle| needle.libtest.is_some());
        let mut texts: Vec<_> = texts.map(|needle| needle.text).collect();
        texts.sort_by_key(Vec::len);
        let (last, first) = (&texts[0], &texts[1]);
        for length in 1_000..1_000 + STRIDE {
            let source = placed(&[(100, first), (length - last.len(), last)], length);
            assert_eq!(whole(&source), Finding::Harness(Harness::Libtest), "{length}");
        }
    }

    #[test]
    fn a_file_whose_end_nobody_knows_ends_where_it_does() {
        let source = noise(1_000);
        assert_eq!(search(&source, &[super::super::WHOLE], 1 << 20), Finding::Nothing);
    }
}
