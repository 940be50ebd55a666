//! What comes out of `enforce`.

use write_guard::production::{ProductionAction, ProductionGate, ProductionRequest};
use write_guard::rehearsal::{CloneTarget, RehearsalAction, RehearsalGate, RehearsalRequest};
use write_guard::{Context, Gate, GateId, Grant, Grants, Permit, Policy, Subject, enforce, ledger};

fn token() -> Permit<ProductionGate> {
    let gate = ProductionGate::new(Grants::of([Grant::SecretsChange]));
    enforce(
        &gate,
        &ProductionRequest::new(ProductionAction::SecretsChange, "push key"),
    )
    .unwrap()
}

#[test]
fn a_token_serves_what_it_was_given_for() {
    assert!(token().spend(ProductionAction::SecretsChange, "push key").is_ok());
}

#[test]
fn a_token_serves_no_other_action_and_no_other_target() {
    for (action, target) in [
        (ProductionAction::Cutover, "push key"),
        (ProductionAction::SecretsChange, "push key "),
        (ProductionAction::SecretsChange, ""),
    ] {
        let blocked = token().spend(action, target).unwrap_err();
        assert_eq!(
            (blocked.gate(), blocked.code()),
            (GateId::Production, "AMBIGUOUS_TARGET")
        );
        assert!(ledger::entries().contains(&blocked));
    }
}

#[test]
fn a_block_names_every_reason_and_what_to_do() {
    let request = ProductionRequest::new(ProductionAction::Cutover, "a\u{1b}[31m");
    let blocked = enforce(&ProductionGate::default(), &request).unwrap_err();
    let codes = [
        "ROLLBACK_NOT_PROVEN",
        "MISSING_GRANT",
        "MALFORMED_TEXT",
        "AMBIGUOUS_TARGET",
    ];
    assert_eq!(blocked.codes(), codes);
    assert_eq!((blocked.op(), blocked.target()), ("cutover", Some("a\u{1b}[31m")));
    let message = blocked.to_string();
    assert!(
        !message.contains('\u{1b}') && !message.contains("test process"),
        "{message}"
    );
    assert!(codes.iter().all(|code| message.contains(code)));
    assert!(ledger::entries().contains(&blocked));
}

#[test]
fn the_circumstances_of_the_process_change_nothing() {
    let policy = Policy::new(true);
    let request = ProductionRequest::new(ProductionAction::RealRun, "x1");
    let decide =
        |subject: &Subject| ProductionGate::default().decide(&Context::simulated(subject, &policy), &request);
    assert_eq!(
        decide(&Subject::simulated_live()),
        decide(&Subject::simulated_test())
    );
    assert!(!decide(&Subject::simulated_live()).is_allow());
}

#[test]
fn a_typed_rehearsal_says_the_same_as_an_untyped_one() {
    let claim = RehearsalRequest::new(RehearsalAction::Apply, CloneTarget::IsolatedDbDump)
        .isolated_clone_proven()
        .claims_rollback_proven([0xab; 32], [0xcd; 32])
        .emit_pass();
    let blocked = enforce(&RehearsalGate::default(), &claim).unwrap_err();
    assert_eq!(
        blocked.codes(),
        ["ROLLBACK_CLAIM_WITHOUT_EVIDENCE", "PASS_WITHOUT_ROLLBACK_PROOF"]
    );
    assert!(
        enforce(
            &RehearsalGate::default(),
            &claim.clone().rollback_evidence_present()
        )
        .is_ok()
    );
    let greedy = claim.rollback_evidence_present().require(Grant::RealRun);
    assert_eq!(
        enforce(&RehearsalGate::default(), &greedy).unwrap_err().codes(),
        ["MISSING_GRANT"]
    );
    let same = RehearsalRequest::new(RehearsalAction::Apply, CloneTarget::Staging)
        .isolated_clone_proven()
        .claims_rollback_proven([1; 32], [1; 32])
        .rollback_evidence_present();
    assert_eq!(
        enforce(&RehearsalGate::default(), &same).unwrap_err().codes(),
        ["FABRICATED_ROLLBACK"]
    );
}

#[test]
fn a_deployment_needs_a_gate_of_its_pipeline() {
    let gate = ProductionGate::new(Grants::of([Grant::CiDeployProduction]));
    let deployment = || ProductionRequest::new(ProductionAction::CiDeployProduction, "main");
    assert!(enforce(&gate, &deployment().production_gate_present(true)).is_ok());
    for request in [deployment(), deployment().production_gate_present(false)] {
        let blocked = enforce(&gate, &request).unwrap_err();
        assert_eq!(blocked.codes(), ["PRODUCTION_GATE_ABSENT"]);
    }
}

#[test]
fn an_action_is_shown_by_its_name() {
    for action in ProductionAction::ALL.iter().copied() {
        assert_eq!(action.to_string(), action.as_str());
    }
}
