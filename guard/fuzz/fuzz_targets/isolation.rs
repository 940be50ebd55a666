#![no_main]

use libfuzzer_sys::fuzz_target;
use write_guard::{Context, Policy, Subject, lines};

mod check;

fuzz_target!(|line: &[u8]| {
    let policy = Policy::new(true).allow("sand").protect("prod");
    let test = Subject::simulated_test();
    for subject in [&Subject::Live, &test] {
        let mut out = Vec::new();
        lines::isolation(&Context::simulated(subject, &policy), line, &mut out);
        let decision = check::decision(&out, line);
        let is_allowed = decision["allow"] == true;
        assert!(!is_allowed || subject.is_live() || decision["event"]["project_id"] == "sand");
    }
});
