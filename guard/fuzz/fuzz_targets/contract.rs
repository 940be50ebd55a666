#![no_main]

use libfuzzer_sys::fuzz_target;
use write_guard::contract::Event;
use write_guard::lines;

mod check;

fuzz_target!(|line: &[u8]| {
    let mut out = Vec::new();
    lines::contract(line, &mut out);
    let decision = check::decision(&out, line);
    assert_eq!(decision["allow"] == true, decision["verdict"] == "SAFE_REJECT");
    let _ = Event::read(line);
});
