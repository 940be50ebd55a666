//! Decisions are the same in every build: debug, release, `panic = "abort"`, whatever feature is enabled.
//!
//! The number below stands for every decision on the catalogue, byte for byte; a change of the catalogue changes it, and then
//! the new one is what every build must agree on. What no test can be built with is a program, `tests/programs/decisions`,
//! and `.ci/run` compares what it prints.

use write_guard::probe;

const EVERY_DECISION: u64 = 0x8cbd_a73a_d67d_7c44;

#[test]
fn every_build_decides_the_same() {
    // FNV-1a: short, and the same everywhere.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for probe in probe::catalogue() {
        for byte in probe.run().line().bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    assert_eq!(hash, EVERY_DECISION, "{hash:#018x}");
}
