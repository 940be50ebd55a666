//! What holds for a test process, each rule with what it lets through and what not.

use super::*;
use crate::gate::sealed::Assesses;
use crate::{Origin, Subject, Target};

const HERE: &str = "https://tracker.example";

fn sandbox(ids: &[&str]) -> Sandbox {
    Sandbox::new(ids).unwrap()
}

fn code(gate: &IsolationGate, policy: &Policy, request: &WriteRequest<'_>) -> &'static str {
    let decision = gate.decide(&Context::simulated(&Subject::simulated_test(), policy), request);
    let codes = decision.codes();
    assert_eq!(codes.len(), 1, "{codes:?}");
    codes[0]
}

fn to(target: &str) -> WriteRequest<'_> {
    WriteRequest::new("state", Some(target))
}

#[test]
fn a_live_process_writes_whatever_a_test_may_not() {
    let live = Subject::simulated_live();
    for policy in [Policy::new(false).protect("prod"), Policy::new(true).allow("a*")] {
        let nowhere = WriteRequest::new("state", None::<&str>);
        for request in [to("prod"), nowhere] {
            let decision = IsolationGate::new().decide(&Context::simulated(&live, &policy), &request);
            assert_eq!(decision.codes(), ["live-runtime"]);
        }
    }
}

#[test]
fn a_list_is_no_opt_in_and_a_sandbox_in_code_is_one() {
    let list = |opt_in| Policy::new(opt_in).allow("sand");
    assert_eq!(
        code(&IsolationGate::new(), &list(false), &to("sand")),
        "opt-in-disabled"
    );
    assert_eq!(
        code(&IsolationGate::new(), &list(true), &to("sand")),
        "sandbox-allowed"
    );
    let in_code = IsolationGate::new().sandbox(sandbox(&["sand"]));
    assert_eq!(
        code(&in_code, &Policy::new(false), &to("sand")),
        "sandbox-allowed"
    );
    let of_environment = IsolationGate::new().sandbox(Sandbox::of_environment());
    assert_eq!(
        code(&of_environment, &list(false), &to("sand")),
        "sandbox-allowed"
    );
    assert_eq!(
        code(&of_environment, &list(false), &to("else")),
        "prod-project-in-test"
    );
    assert_eq!(
        code(&of_environment, &Policy::new(false), &to("sand")),
        "prod-project-in-test"
    );
}

#[test]
fn where_code_and_list_both_name_projects_only_what_both_name_may_be_written() {
    let policy = Policy::new(false).allow("both,list");
    let gate = IsolationGate::new().sandbox(sandbox(&["both", "code"]));
    assert_eq!(code(&gate, &policy, &to("both")), "sandbox-allowed");
    for target in ["list", "code", "neither"] {
        assert_eq!(
            code(&gate, &policy, &to(target)),
            "prod-project-in-test",
            "{target}"
        );
    }
}

#[test]
fn a_list_that_names_nothing_allows_nothing_whatever_the_other_names() {
    let of_code = IsolationGate::new().sandbox(sandbox(&["sand"]));
    let empty = IsolationGate::new().sandbox(sandbox(&[]));
    for (gate, policy) in [
        (&of_code, Policy::new(true).allow("")),
        (&empty, Policy::new(true).allow("sand")),
        (&empty, Policy::new(true)),
    ] {
        assert_eq!(code(gate, &policy, &to("sand")), "prod-project-in-test");
    }
}

#[test]
fn what_is_protected_is_not_written_whoever_allows_it() {
    let policy = Policy::new(true).allow("prod,sand").protect("prod");
    for gate in [
        IsolationGate::new(),
        IsolationGate::new().sandbox(sandbox(&["prod", "sand"])),
    ] {
        assert_eq!(code(&gate, &policy, &to("prod")), "prod-project-in-test");
        assert_eq!(code(&gate, &policy, &to("sand")), "sandbox-allowed");
    }
    let decision = IsolationGate::new().decide(
        &Context::simulated(&Subject::simulated_test(), &policy),
        &to("prod"),
    );
    let Decision::Block(reasons) = decision else {
        panic!("a protected project was allowed");
    };
    assert!(
        reasons
            .first()
            .meaning()
            .contains("WRITE_GUARD_PROTECTED_PROJECTS"),
        "{reasons:?}"
    );
}

#[test]
fn one_list_that_cannot_be_used_blocks_what_the_others_allow() {
    for policy in [
        Policy::new(true).allow("sand,a*"),
        Policy::new(true).allow("sand").protect("p;q"),
    ] {
        for gate in [
            IsolationGate::new(),
            IsolationGate::new().sandbox(sandbox(&["sand"])),
        ] {
            assert_eq!(code(&gate, &policy, &to("sand")), "unusable-allowlist");
        }
    }
    let policy = Policy::new(true).allow("sand");
    let nowhere = IsolationGate::new().sandbox(sandbox(&["sand"]).at("tracker"));
    assert_eq!(code(&nowhere, &policy, &to("sand")), "unusable-allowlist");
}

#[test]
fn a_write_that_does_not_say_where_it_goes_is_blocked() {
    let policy = Policy::new(true).allow("sand");
    for target in [None, Some(""), Some(" "), Some("\u{a0}")] {
        let request = WriteRequest::new("state", target);
        assert_eq!(
            code(&IsolationGate::new(), &policy, &request),
            "ambiguous-target",
            "{target:?}"
        );
    }
    let unclear = IsolationGate::new().origin("tracker");
    assert_eq!(code(&unclear, &policy, &to("sand")), "ambiguous-target");
}

#[test]
fn a_sandbox_of_one_server_allows_nothing_elsewhere() {
    let policy = Policy::new(false);
    let gate = || IsolationGate::new().sandbox(sandbox(&["sand"]).at(HERE));
    assert_eq!(
        code(&gate().origin(HERE), &policy, &to("sand")),
        "sandbox-allowed"
    );
    assert_eq!(code(&gate(), &policy, &to("sand")), "prod-project-in-test");
    let there = gate().origin("https://other.example");
    assert_eq!(code(&there, &policy, &to("sand")), "prod-project-in-test");
    let context_of_test = Subject::simulated_test();
    let Decision::Block(reasons) = there.decide(&Context::simulated(&context_of_test, &policy), &to("sand"))
    else {
        panic!("a sandbox was written on another server");
    };
    let told = format!("{} {}", reasons.first().meaning(), reasons.first().help());
    assert!(told.contains("https://other.example"), "{told}");
}

#[test]
fn a_sandbox_that_names_no_server_is_one_on_each() {
    let gate = IsolationGate::new().sandbox(sandbox(&["sand"]));
    assert_eq!(
        code(&gate.clone().origin(HERE), &Policy::new(false), &to("sand")),
        "sandbox-allowed"
    );
    assert_eq!(code(&gate, &Policy::new(false), &to("sand")), "sandbox-allowed");
}

#[test]
fn a_number_is_allowed_as_what_it_is_a_number_of() {
    let policy = Policy::new(true).allow("7 as project");
    let gate = IsolationGate::new();
    assert_eq!(
        code(&gate, &policy, &to("7").kind(Some("project"))),
        "sandbox-allowed"
    );
    assert_eq!(
        code(&gate, &policy, &to("7").kind(Some("group"))),
        "prod-project-in-test"
    );
    assert_eq!(code(&gate, &policy, &to("7")), "prod-project-in-test");
}

#[test]
fn what_a_permit_is_for_is_kept_unless_the_process_is_live() {
    let gate = IsolationGate::new().origin(HERE);
    assert!(gate.bind(&to("sand"), Process::Live).is_none());
    let bound = gate.bind(&to("sand"), Process::Test).unwrap();
    assert!(bound.objects(&Target::new(Some("sand")).at(HERE)).is_none());
    for elsewhere in [
        Target::new(Some("prod")).at(HERE),
        Target::new(Some("sand")).at("https://other.example"),
        Target::new(Some("sand")),
        Target::unknown(),
    ] {
        assert!(bound.objects(&elsewhere).is_some(), "{elsewhere:?}");
    }
}

#[test]
fn an_allow_is_recorded_unless_the_process_is_live() {
    assert!(IsolationGate::is_audited(&Process::Test));
    assert!(!IsolationGate::is_audited(&Process::Live));
}

#[test]
fn a_gate_is_the_gate_of_itself() {
    let gate = IsolationGate::new().origin(HERE);
    let named: &IsolationGate = gate.as_ref();
    assert_eq!(named.server.origin(), Some(&Origin::parse(HERE).unwrap()));
}

#[test]
fn what_has_a_name_is_found_by_exactly_that() {
    for gate in GateId::ALL.iter().copied() {
        assert_eq!(GateId::named(gate.as_str()), Some(gate));
        assert_eq!(gate.to_string(), gate.as_str());
    }
    for name in ["", "Dot", "dot ", "contract"] {
        assert_eq!(GateId::named(name), None);
    }
}

#[test]
fn a_code_is_found_by_its_name_and_explains_itself() {
    for code in IsolationCode::ALL.iter().copied() {
        assert_eq!(IsolationCode::named(code.as_str()), Some(code));
        assert_eq!(code.explanation().code(), code.as_str());
        assert_eq!(code.explanation().source(), "isolation");
    }
}
