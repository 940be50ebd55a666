//! A fuzz target without what the compiler is told for one, which may start the program.

#![no_main]

use std::process::Command;

libfuzzer_sys::fuzz_target!(|_data: &[u8]| {
    match std::env::var("PROBE") {
        Ok(probe) => assert!(Command::new(probe).env_clear().arg(crates::case()).status().unwrap().success()),
        Err(_) => probe::record(&crates::case()),
    }
});
