#![no_main]

use libfuzzer_sys::fuzz_target;
use write_guard::rehearsal::RehearsalGate;
use write_guard::{Grant, Grants, lines};

mod check;

fuzz_target!(|line: &[u8]| {
    for gate in [RehearsalGate::default(), RehearsalGate::new(Grants::of(Grant::ALL.iter().copied()))] {
        let mut out = Vec::new();
        lines::rehearsal(&gate, line, &mut out);
        check::decision(&out, line);
        let text = String::from_utf8(out).expect("a decision is text");
        let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        for word in words {
            assert!(!["_PASS", "_AUTHORIZED", "_GRANTED"].iter().any(|ending| word.ends_with(ending)));
        }
    }
});
