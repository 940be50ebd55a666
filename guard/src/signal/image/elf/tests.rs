//! ELF files made up, and one that is real.

use std::fs::File;
use std::ops::Range;

use super::{comment, read_only};

const R: u32 = 4;
const RX: u32 = 5;
const RW: u32 = 6;

/// An ELF file of 64 bits with loaded segments `(flags, offset, size)`.
fn file(segments: &[(u32, u64, u64)]) -> Vec<u8> {
    let mut bytes = vec![0; 64];
    bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
    bytes[32] = 64;
    bytes[54] = 56;
    bytes[56] = u8::try_from(segments.len()).unwrap();
    for (flags, offset, size) in segments {
        let mut entry = vec![0; 56];
        entry[0] = 1;
        entry[4..8].copy_from_slice(&flags.to_le_bytes());
        entry[8..16].copy_from_slice(&offset.to_le_bytes());
        entry[32..40].copy_from_slice(&size.to_le_bytes());
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn read_only_data_is_what_is_mapped_for_reading_alone() {
    let file = file(&[(R, 0, 100), (RX, 100, 200), (R, 300, 50), (RW, 350, 10)]);
    assert_eq!(read_only(&file), Some(vec![0..100, 300..350]));
}

#[test]
fn without_a_part_for_reading_alone_it_is_everything_that_is_not_writable() {
    let file = file(&[(RX, 0, 200), (RW, 200, 10)]);
    assert_eq!(read_only(&file), Some(vec![Range { start: 0, end: 200 }]));
}

#[test]
fn other_segments_than_loaded_ones_do_not_count() {
    let mut file = file(&[(R, 0, 100), (R, 100, 100)]);
    file[64] = 4;
    assert_eq!(read_only(&file), Some(vec![Range { start: 100, end: 200 }]));
}

#[test]
fn the_other_byte_order_and_32_bits_are_understood() {
    let mut bytes = vec![0; 52];
    bytes[..6].copy_from_slice(b"\x7fELF\x01\x02");
    bytes[31] = 52;
    bytes[43] = 32;
    bytes[45] = 1;
    let mut entry = vec![0; 32];
    entry[3] = 1;
    entry[7] = 9;
    entry[19] = 7;
    entry[27] = 4;
    bytes.extend(entry);
    bytes.extend([0; 12]);
    assert_eq!(read_only(&bytes), Some(vec![Range { start: 9, end: 16 }]));
}

#[test]
fn what_is_no_sound_elf_file_is_not_understood_and_never_a_panic() {
    assert_eq!(read_only(&b"#!/bin/sh\n".to_vec()), None);
    assert_eq!(read_only(&Vec::new()), None);
    let whole = file(&[(R, 0, 100), (RX, 100, 200)]);
    for length in 0..whole.len() {
        assert_eq!(read_only(&whole[..length].to_vec()), None, "cut at {length}");
    }
    let mut endless = file(&[(R, u64::MAX - 5, 100)]);
    assert_eq!(read_only(&endless), None);
    for position in 0..endless.len() {
        endless[position] ^= 0xff;
        let _ = read_only(&endless);
        let _ = comment(&endless);
        endless[position] ^= 0xff;
    }
}

#[test]
fn this_test_says_that_rustc_made_it() {
    let comment = comment(&File::open("/proc/self/exe").unwrap()).unwrap();
    assert!(String::from_utf8_lossy(&comment).contains("rustc"));
}
