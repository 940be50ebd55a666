#![no_main]

use std::time::UNIX_EPOCH;

use libfuzzer_sys::fuzz_target;
use write_guard::lines;

mod check;

fuzz_target!(|line: &[u8]| {
    let mut out = Vec::new();
    lines::dot(line, UNIX_EPOCH.into(), &mut out);
    let decision = check::decision(&out, line);
    let writes = decision["writes"].as_array().expect("a list");
    assert!(writes.is_empty() || decision["production_untouched_verdict"] == "PASS");
    assert!(writes.is_empty() || decision["audit"]["owner_gate"] == "open");
    assert_eq!(decision["audit"]["accepted"], decision["allow"]);
});
