//! Ids that are almost the one on the list, and lists that almost hold one.

use tests::Recorder;
use tests::tracker::{Error, Tracker};
use write_guard::{Context, Gate, IsolationGate, Policy, Sandbox, Subject, WriteRequest};

use crate::fixture::{ITEM, SANDBOX};

/// What some reader somewhere takes for the sandbox's id.
fn spellings() -> Vec<String> {
    let simple = SANDBOX.replace('-', "");
    let each = |from: char, to: char| SANDBOX.replace(from, &to.to_string());
    let mut spellings = vec![
        SANDBOX.to_uppercase(),
        SANDBOX.replacen('c', "C", 1),
        simple.clone(),
        simple.to_uppercase(),
        format!("{{{SANDBOX}}}"),
        format!("urn:uuid:{SANDBOX}"),
        format!("URN:UUID:{SANDBOX}"),
        format!("\u{feff}{SANDBOX}"),
        format!("{SANDBOX}\0"),
        format!("{SANDBOX}/"),
        format!("{SANDBOX}/../x"),
        format!("{SANDBOX}*"),
        format!("'{SANDBOX}'"),
        format!("\"{SANDBOX}\""),
        format!("[\"{SANDBOX}\"]"),
        format!("{SANDBOX};x"),
        format!("{SANDBOX}\u{ff0c}x"),
        each('-', '\u{2010}'),
        each('a', '\u{430}'),
        each('8', '\u{ff18}'),
        each('b', '\u{432}'),
        SANDBOX[..35].to_owned(),
        SANDBOX[1..].to_owned(),
        "*".to_owned(),
        "00000000-0000-0000-0000-000000000000".to_owned(),
        "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned(),
    ];
    // White space is no part of an id; in a variable it is no part of the list either.
    spellings.extend([" ", "\n", "\t", "\u{a0}"].map(|space| format!("{space}{SANDBOX}")));
    spellings.extend([" ", "\n", ","].map(|end| format!("{SANDBOX}{end}")));
    assert!(spellings.len() >= 21, "{}", spellings.len());
    spellings
}

#[test]
fn a_target_that_is_almost_the_sandbox_is_not_the_sandbox() {
    let server = Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let tracker = Tracker::new(server.origin(), "key").sandbox(Sandbox::new([SANDBOX]).unwrap());
    for spelling in spellings() {
        match tracker.comment(Some(&spelling), ITEM, "") {
            Err(Error::Blocked(blocked)) => {
                assert_eq!(blocked.code(), "prod-project-in-test", "{spelling:?}");
            }
            other => panic!("{spelling:?}: {other:?}"),
        }
        assert_eq!(server.connections(), 0, "{spelling:?}");
    }
    tracker.comment(Some(SANDBOX), ITEM, "").unwrap();
    drop(tracker);
    assert_eq!(server.take().len(), 1);
}

#[test]
fn a_list_in_code_that_is_almost_right_does_not_hold_the_sandbox() {
    let server = Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let mut refused = 0;
    for spelling in spellings() {
        for list in [
            vec![&*spelling],
            vec![&spelling, SANDBOX],
            vec![SANDBOX, &spelling],
        ] {
            // One bad entry spoils the list; one that is another id is only another id.
            let Ok(sandbox) = Sandbox::new(&list) else {
                refused += 1;
                continue;
            };
            let tracker = Tracker::new(server.origin(), "key").sandbox(sandbox);
            let let_through = tracker.comment(Some(SANDBOX), ITEM, "").is_ok();
            drop(tracker);
            assert_eq!(let_through, list.len() == 2, "{list:?}");
            assert_eq!(server.take().len(), usize::from(let_through), "{list:?}");
        }
    }
    assert!(refused >= 60, "{refused} lists were refused");
}

#[test]
fn a_list_in_a_variable_that_is_almost_right_does_not_hold_the_sandbox() {
    let test = Subject::simulated_test();
    let request = WriteRequest::new("close", Some(SANDBOX));
    let code = |list: &str| {
        let policy = Policy::new(true).allow(list);
        let decision = IsolationGate::new().decide(&Context::simulated(&test, &policy), &request);
        decision.codes()[0]
    };
    assert_eq!(code(SANDBOX), "sandbox-allowed");
    for spelling in spellings() {
        let is_right = spelling.trim_matches([' ', '\n', '\t', '\u{a0}', ',']) == SANDBOX;
        assert_eq!(code(&spelling) == "sandbox-allowed", is_right, "{spelling:?}");
        // Behind a good entry a bad one blocks everything.
        let spoilt = code(&format!("{SANDBOX},{spelling}"));
        assert!(
            ["sandbox-allowed", "unusable-allowlist"].contains(&spoilt),
            "{spelling:?}: {spoilt}"
        );
        assert_eq!(
            Sandbox::new([&spelling]).is_err() && !is_right,
            spoilt == "unusable-allowlist",
            "{spelling:?}"
        );
    }
    for empty in ["", " ", ","] {
        let policy = Policy::new(true).allow(empty);
        for target in ["", " ", SANDBOX] {
            let request = WriteRequest::new("close", Some(target));
            let decision = IsolationGate::new().decide(&Context::simulated(&test, &policy), &request);
            assert!(!decision.is_allow(), "{empty:?} holds {target:?}");
        }
    }
}

#[test]
fn a_protected_project_is_protected_from_every_list() {
    let test = Subject::simulated_test();
    let policy = Policy::new(true).allow(SANDBOX).protect(SANDBOX);
    let sandbox = Sandbox::new([SANDBOX]).unwrap();
    for gate in [IsolationGate::new(), IsolationGate::new().sandbox(sandbox)] {
        let request = WriteRequest::new("close", Some(SANDBOX));
        let decision = gate.decide(&Context::simulated(&test, &policy), &request);
        assert_eq!(decision.codes(), ["prod-project-in-test"]);
    }
}
