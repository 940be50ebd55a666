//! Probes of the isolation gate.

use super::Probe;
use super::question::{Circumstances, Question};

const SANDBOX: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";
const PRODUCTION: &str = "7a79f0a9-5278-49cd-9007-9a338f238f9c";

const TEST: Circumstances = Circumstances {
    is_test: true,
    opt_in: true,
    allowed: SANDBOX,
    protected: PRODUCTION,
};

const LIVE: Circumstances = Circumstances {
    is_test: false,
    opt_in: false,
    allowed: "",
    protected: "",
};

const CLOSED: Circumstances = Circumstances {
    opt_in: false,
    ..TEST
};

const PROTECTED: Circumstances = Circumstances {
    protected: SANDBOX,
    ..TEST
};

const UNUSABLE: Circumstances = Circumstances {
    allowed: "8c5a3025-4f9d-4190-b79f-fa06276bb27e,*",
    ..TEST
};

const UNPROTECTED: Circumstances = Circumstances {
    protected: "*",
    ..TEST
};

const fn ask(
    circumstances: Circumstances,
    name: &'static str,
    line: &'static str,
    codes: &'static [&'static str],
) -> Probe {
    Probe::new(name, Question::Isolation(circumstances, line), codes)
}

const TO_SANDBOX: &str =
    r#"{"project_id":"8c5a3025-4f9d-4190-b79f-fa06276bb27e","op":"state","work_item":"S-1"}"#;
const TO_PRODUCTION: &str =
    r#"{"project_id":"7a79f0a9-5278-49cd-9007-9a338f238f9c","op":"state","work_item":"ORCH-114"}"#;

pub(super) const PROBES: &[Probe] = &[
    ask(LIVE, "I_C_LIVE", TO_PRODUCTION, &[]),
    ask(TEST, "I_C_SANDBOX", TO_SANDBOX, &[]),
    ask(CLOSED, "I_OPT_IN", TO_SANDBOX, &["opt-in-disabled"]),
    ask(TEST, "I_PRODUCTION", TO_PRODUCTION, &["prod-project-in-test"]),
    ask(PROTECTED, "I_PROTECTED", TO_SANDBOX, &["prod-project-in-test"]),
    ask(UNUSABLE, "I_UNUSABLE", TO_SANDBOX, &["unusable-allowlist"]),
    ask(
        UNPROTECTED,
        "I_UNUSABLE_PROTECTION",
        TO_SANDBOX,
        &["unusable-allowlist"],
    ),
    ask(TEST, "I_NO_TARGET", r#"{"op":"state"}"#, &["ambiguous-target"]),
    ask(
        TEST,
        "I_PADDED_TARGET",
        r#"{"project_id":" 8c5a3025-4f9d-4190-b79f-fa06276bb27e","op":"state"}"#,
        &["prod-project-in-test"],
    ),
    ask(
        TEST,
        "I_TARGET_OF_THE_WRONG_TYPE",
        r#"{"project_id":["8c5a3025-4f9d-4190-b79f-fa06276bb27e"],"op":"state"}"#,
        &["ambiguous-target", "INVALID_FIELD_TYPE"],
    ),
    ask(
        TEST,
        "I_TWO_TARGETS",
        concat!(
            r#"{"project_id":"7a79f0a9-5278-49cd-9007-9a338f238f9c","#,
            r#""project_id":"8c5a3025-4f9d-4190-b79f-fa06276bb27e","op":"state"}"#
        ),
        &["DUPLICATE_KEY"],
    ),
    ask(
        TEST,
        "I_UNKNOWN_KEY",
        r#"{"project_id":"8c5a3025-4f9d-4190-b79f-fa06276bb27e","op":"state","live":true}"#,
        &["UNKNOWN_FIELD"],
    ),
    ask(
        TEST,
        "I_MALFORMED_ITEM",
        r#"{"project_id":"8c5a3025-4f9d-4190-b79f-fa06276bb27e","op":"state","work_item":"S\u001b[2J"}"#,
        &["MALFORMED_TEXT"],
    ),
    ask(LIVE, "I_UNREADABLE", "live", &["UNREADABLE_REQUEST"]),
];
