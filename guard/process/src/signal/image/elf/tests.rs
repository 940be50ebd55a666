//! ELF files made up, and one that is real.

use std::ops::Range;

use super::{comment, read_only, without};
use crate::signal::image::says_rust;

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

/// Adds a section table with `(name, kind, offset, size)`, and its names, to an ELF file of 64 bits.
fn with_sections(mut file: Vec<u8>, sections: &[(&str, u32, u64, u64)]) -> Vec<u8> {
    let mut names = String::new();
    for (name, ..) in sections {
        names.extend([name, "\0"]);
    }
    let mut all = sections.to_vec();
    all.push((".shstrtab", 3, file.len() as u64, names.len() as u64));
    file.extend(names.bytes());
    let (start, count) = (file.len() as u64, u16::try_from(all.len()).unwrap());
    file[40..48].copy_from_slice(&start.to_le_bytes());
    file[58] = 64;
    file[60..62].copy_from_slice(&count.to_le_bytes());
    file[62..64].copy_from_slice(&(count - 1).to_le_bytes());
    let mut name_at = 0_u32;
    for (name, kind, offset, size) in all {
        let mut entry = [0; 64];
        entry[..4].copy_from_slice(&name_at.to_le_bytes());
        entry[4..8].copy_from_slice(&kind.to_le_bytes());
        entry[24..32].copy_from_slice(&offset.to_le_bytes());
        entry[32..40].copy_from_slice(&size.to_le_bytes());
        file.extend(entry);
        name_at += u32::try_from(name.len()).unwrap() + 1;
    }
    file
}

#[test]
fn the_linker_s_tables_are_left_out_and_nothing_else() {
    const K: u64 = 10_000;
    let segments = file(&[(R, 0, 10 * K), (RX, 10 * K, 200)]);
    let sections = [
        (".interp", 1, 10, 10),
        (".rela.dyn", 4, K, K),
        (".dynstr", 3, 2 * K, K),
        (".rodata", 1, 3 * K, 2 * K),
        (".eh_frame_hdr", 1, 5 * K, K),
        (".eh_frame", 1, 6 * K, K),
        (".bolt.org.gcc_except_table", 1, 7 * K, K),
        (".rodata.cold", 1, 8 * K, K),
        (".gnu.version", 0x6fff_ffff, 9 * K, 100),
    ];
    let file = with_sections(segments, &sections);
    assert_eq!(read_only(&file), Some(vec![0..K, 2 * K..5 * K, 8 * K..10 * K]));
}

#[test]
fn a_file_that_lost_its_sections_is_read_as_a_whole() {
    let mut file = with_sections(file(&[(R, 0, 30_000)]), &[(".eh_frame", 1, 100, 10_000)]);
    assert_eq!(read_only(&file), Some(vec![0..100, 10_100..30_000]));
    file[60] = 0;
    assert_eq!(
        read_only(&file),
        Some(vec![Range {
            start: 0,
            end: 30_000
        }])
    );
}

#[test]
fn holes_may_lie_anywhere() {
    let parts = [100..200, 300..400];
    let one = |start, end| vec![Range { start, end }];
    for (holes, left) in [
        (vec![], parts.to_vec()),
        (vec![0..100, 200..300, 400..500], parts.to_vec()),
        (one(150, 350), vec![100..150, 350..400]),
        (
            vec![320..340, 110..130, 115..120],
            vec![100..110, 130..200, 300..320, 340..400],
        ),
        (vec![100..110, 390..400], vec![110..200, 300..390]),
        (one(0, 1_000), vec![]),
    ] {
        assert_eq!(without(parts.to_vec(), &holes), left, "{holes:?}");
    }
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
    let mut named = with_sections(
        file(&[(R, 0, 100)]),
        &[(".eh_frame", 1, u64::MAX - 5, 100), (".comment", 1, 0, 9)],
    );
    for position in 0..named.len() {
        named[position] ^= 0xff;
        let _ = read_only(&named);
        let _ = comment(&named);
        named[position] ^= 0xff;
    }
}

#[cfg(target_os = "linux")]
#[test]
fn this_test_says_that_rustc_made_it() {
    let comment = comment(&std::fs::File::open("/proc/self/exe").unwrap()).unwrap();
    assert!(String::from_utf8_lossy(&comment).contains("rustc"));
}

#[test]
fn a_program_that_names_another_compiler_is_none_of_rustc_s() {
    for (compiler, is_one) in [
        ("GCC: (Debian) 14", false),
        ("GCC: 14\0rustc version 1.85.0", true),
    ] {
        let mut named = file(&[(R, 0, 100)]);
        let at = named.len() as u64;
        named.extend(compiler.bytes());
        let named = with_sections(named, &[(".comment", 1, at, compiler.len() as u64)]);
        assert_eq!(says_rust(&named), Some(is_one), "{compiler}");
    }
}
