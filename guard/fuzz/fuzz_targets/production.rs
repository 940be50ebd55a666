#![no_main]

use libfuzzer_sys::fuzz_target;
use write_guard::production::ProductionGate;
use write_guard::{Grant, Grants, lines};

mod check;

fuzz_target!(|line: &[u8]| {
    for gate in [ProductionGate::default(), ProductionGate::new(Grants::of(Grant::ALL.iter().copied()))] {
        let mut out = Vec::new();
        lines::production(&gate, line, &mut out);
        check::decision(&out, line);
    }
});
