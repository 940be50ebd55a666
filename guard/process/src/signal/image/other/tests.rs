//! Files built byte by byte.

use std::iter::once;

use super::super::{Finding, Harness, harness};
use super::read_only;

const READ: u32 = 0x4000_0000;
const WRITE: u32 = 0x8000_0000;
const CODE: u32 = 0x2000_0000;
const DISCARDED: u32 = 0x0200_0000;

/// A program of Windows with these sections: name, flags, where it begins and how long it is.
fn windows(sections: &[(&str, u32, u32, u32)]) -> Vec<u8> {
    let mut file = vec![0; 0x40];
    file[..2].copy_from_slice(b"MZ");
    file[0x3c] = 0x40;
    file.extend(b"PE\0\0");
    file.extend(0x8664_u16.to_le_bytes());
    file.extend(u16::try_from(sections.len()).unwrap().to_le_bytes());
    file.extend([0; 12]);
    file.extend(240_u16.to_le_bytes());
    file.extend([0; 2]);
    let mut optional = vec![0; 240];
    optional[..2].copy_from_slice(&0x20b_u16.to_le_bytes());
    optional[108..112].copy_from_slice(&16_u32.to_le_bytes());
    file.extend(optional);
    for (name, flags, start, length) in sections {
        let mut header = [0; 40];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[8..12].copy_from_slice(&length.to_le_bytes());
        header[16..20].copy_from_slice(&length.to_le_bytes());
        header[20..24].copy_from_slice(&start.to_le_bytes());
        header[36..].copy_from_slice(&flags.to_le_bytes());
        file.extend(header);
    }
    file
}

/// A program of macOS with these sections: segment, name, where it begins and how long it is.
fn apple(sections: &[(&str, &str, u32, u64)]) -> Vec<u8> {
    let mut commands = Vec::new();
    for segment in ["__TEXT", "__DATA_CONST"] {
        let inside: Vec<_> = sections.iter().filter(|(name, ..)| *name == segment).collect();
        commands.extend(0x19_u32.to_le_bytes());
        commands.extend(u32::try_from(72 + 80 * inside.len()).unwrap().to_le_bytes());
        commands.extend(padded(segment));
        commands.extend([0; 40]);
        commands.extend(u32::try_from(inside.len()).unwrap().to_le_bytes());
        commands.extend([0; 4]);
        for (segment, name, start, length) in inside {
            commands.extend(padded(name));
            commands.extend(padded(segment));
            commands.extend(0_u64.to_le_bytes());
            commands.extend(length.to_le_bytes());
            commands.extend(start.to_le_bytes());
            commands.extend([0; 28]);
        }
    }
    let mut file = Vec::new();
    for word in [
        0xfeed_facf,
        0x0100_000c,
        0,
        2,
        2,
        u32::try_from(commands.len()).unwrap(),
        0,
        0,
    ] {
        file.extend(word.to_le_bytes());
    }
    file.extend(commands);
    file
}

fn padded(name: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    bytes
}

const WINDOWS: [(&str, u32, u32, u32); 6] = [
    (".text", READ | CODE, 0x1000, 0x100),
    (".data", READ | WRITE, 0x1100, 0x100),
    (".rdata", READ, 0x1200, 0x300),
    (".pdata", READ, 0x1500, 0x100),
    (".rsrc", READ, 0x1600, 0x100),
    ("/4", READ | DISCARDED, 0x1700, 0x100),
];

const APPLE: [(&str, &str, u32, u64); 5] = [
    ("__TEXT", "__text", 0x1000, 0x100),
    ("__TEXT", "__const", 0x1100, 0x200),
    ("__TEXT", "__cstring", 0x1300, 0x100),
    ("__TEXT", "__unwind_info", 0x1400, 0x100),
    ("__DATA_CONST", "__const", 0x1500, 0x100),
];

#[test]
fn the_constants_of_a_program_of_windows_are_searched_and_nothing_else() {
    assert_eq!(
        read_only(&windows(&WINDOWS)),
        Some(once(0x1200..0x1500).collect())
    );
}

#[test]
fn the_texts_of_a_program_of_macos_are_searched_and_nothing_else() {
    assert_eq!(
        read_only(&apple(&APPLE)),
        Some(vec![0x1100..0x1300, 0x1300..0x1400])
    );
}

#[test]
fn a_harness_is_found_where_the_constants_are_and_not_in_the_resources() {
    for (file, texts, elsewhere) in [
        (windows(&WINDOWS), 0x1200, 0x1600),
        (apple(&APPLE), 0x1100, 0x1500),
    ] {
        assert_eq!(harness(&with(&file, texts)), Finding::Harness(Harness::Libtest));
        assert_eq!(harness(&with(&file, elsewhere)), Finding::Nothing);
    }
}

/// `file` with two texts of libtest at `position`.
fn with(file: &[u8], position: usize) -> Vec<u8> {
    let mut file = file.to_vec();
    file.resize(0x1800, 0);
    let texts = super::super::needles::all();
    let texts = texts.iter().filter(|needle| needle.libtest.is_some()).take(2);
    let mut position = position;
    for text in texts.map(|needle| &needle.text) {
        file[position..position + text.len()].copy_from_slice(text);
        position += text.len();
    }
    file
}

#[test]
fn what_is_broken_is_not_understood_and_never_a_panic() {
    for whole in [windows(&WINDOWS), apple(&APPLE)] {
        for length in 0..whole.len() {
            assert_eq!(read_only(&whole[..length].to_vec()), None, "cut at {length}");
        }
        for position in 0..whole.len() {
            let mut file = whole.clone();
            file[position] ^= 0xff;
            let _ = read_only(&file);
        }
    }
    assert_eq!(read_only(&b"#!/bin/sh\n".to_vec()), None);
}

#[test]
fn a_universal_file_is_searched_from_end_to_end() {
    let mut file = 0xcafe_babe_u32.to_be_bytes().to_vec();
    file.extend(0_u32.to_be_bytes());
    assert_eq!(read_only(&file), None);
    assert_eq!(harness(&with(&file, 0x700)), Finding::Harness(Harness::Libtest));
}
