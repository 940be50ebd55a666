//! Probes of the contract: observations of checkers that reject badly, and well.

use super::Probe;
use super::question::Question;

const fn run(name: &'static str, line: &'static str, codes: &'static [&'static str]) -> Probe {
    Probe::new(name, Question::Contract(line), codes)
}

const GRANT: &[&str] = &["forbidden_grant_event_emitted"];
const ABNORMAL: &[&str] = &["abnormal_termination"];
const MALFORMED: &[&str] = &["malformed_observation"];
const MALFORMED_GRANT: &[&str] = &["forbidden_grant_event_emitted", "malformed_observation"];

pub(super) const PROBES: &[Probe] = &[
    run(
        "BAD-FC-001",
        r#"{"exit_code":3,"events":[],"artifacts":[],"stdout":["PASS"]}"#,
        GRANT,
    ),
    run(
        "BAD-FC-002",
        concat!(
            r#"{"exit_code":3,"events":[],"artifacts":[{"path":"out.cert","kind":"cert"},"#,
            r#"{"path":"out.seal","kind":"seal"},{"path":"authority.digest","kind":"authority_digest"}]}"#
        ),
        &[
            "forbidden_cert_or_seal_file_created",
            "forbidden_authority_digest_created",
        ],
    ),
    run(
        "BAD-FC-003",
        concat!(
            r#"{"exit_code":4,"events":[{"event_type":"REJECTION","authority_effect":"NONE","token":"SEAL","#,
            r#""text":"ORACLE_CLAIMS_SEAL_REJECTED"}],"artifacts":[]}"#
        ),
        &[],
    ),
    run(
        "BAD-FC-004",
        r#"{"exit_code":0,"events":[],"artifacts":[]}"#,
        &["any_invalid_exit0"],
    ),
    run("BAD-FC-005", r#"{"exit_code":1,"events":[],"artifacts":[]}"#, &[]),
    run(
        "FC_GRANT_WITHOUT_EFFECT",
        r#"{"exit_code":1,"events":[{"event_type":"GRANT","authority_effect":"NONE"}],"artifacts":[]}"#,
        GRANT,
    ),
    run(
        "FC_EFFECT_WITHOUT_GRANT",
        r#"{"exit_code":1,"events":[{"event_type":"INFO","authority_effect":"GRANTED"}],"artifacts":[]}"#,
        GRANT,
    ),
    run(
        "FC_C_CLAIM_IS_NO_GRANT",
        r#"{"exit_code":1,"events":[{"event_type":"EVIDENCE","authority_effect":"CLAIMED"}],"artifacts":[]}"#,
        &[],
    ),
    run(
        "FC_AUTHORITY_FILE",
        r#"{"exit_code":1,"events":[],"artifacts":[{"path":"a","kind":"authority"}]}"#,
        &["forbidden_authority_artifact_created"],
    ),
    run(
        "FC_SEAL_FILE",
        r#"{"exit_code":1,"events":[],"artifacts":[{"path":"a","kind":"seal"}]}"#,
        &["forbidden_cert_or_seal_file_created"],
    ),
    run(
        "FC_DIGEST_FILE",
        r#"{"exit_code":1,"events":[],"artifacts":[{"path":"a","kind":"authority_digest"}]}"#,
        &["forbidden_authority_digest_created"],
    ),
    run(
        "FC_C_HARMLESS_FILES",
        concat!(
            r#"{"exit_code":1,"events":[],"artifacts":[{"path":"a","kind":"evidence_hash"},"#,
            r#"{"path":"b.log","kind":"log"},{"path":"c","kind":"other"}]}"#
        ),
        &[],
    ),
    run(
        "FC_WORD_ON_STDERR",
        r#"{"exit_code":1,"events":[],"artifacts":[],"stderr":["x QT001_PASS"]}"#,
        GRANT,
    ),
    run(
        "FC_C_WORDS_OF_REJECTION",
        r#"{"exit_code":1,"events":[],"artifacts":[],"stdout":["PASS_REJECTED"],"stderr":["SEAL_DENIED"]}"#,
        &[],
    ),
    run(
        "FC_SIGNAL",
        r#"{"exit_code":-9,"events":[],"artifacts":[]}"#,
        ABNORMAL,
    ),
    run(
        "FC_EVENT_OUTSIDE_THE_VOCABULARY",
        r#"{"exit_code":1,"events":[{"event_type":"SEALED","authority_effect":"NONE"}],"artifacts":[]}"#,
        MALFORMED,
    ),
    run(
        "FC_EVENT_WITHOUT_EFFECT",
        r#"{"exit_code":1,"events":[{"event_type":"INFO"}],"artifacts":[]}"#,
        MALFORMED,
    ),
    run(
        "FC_HALF_A_GRANT",
        r#"{"exit_code":1,"events":[{"event_type":"GRANT"}],"artifacts":[]}"#,
        MALFORMED_GRANT,
    ),
    run(
        "FC_GRANT_WITH_A_STRANGE_EFFECT",
        r#"{"exit_code":1,"events":[{"event_type":"GRANT","authority_effect":"granted"}],"artifacts":[]}"#,
        MALFORMED_GRANT,
    ),
    run(
        "FC_STRANGE_EVENT_THAT_GRANTS",
        r#"{"exit_code":1,"events":[{"event_type":"BLESSING","authority_effect":"GRANTED"}],"artifacts":[]}"#,
        MALFORMED_GRANT,
    ),
    run(
        "FC_WORD_IN_COLOUR",
        r#"{"exit_code":1,"events":[],"artifacts":[],"stdout":["\u001b[32mPASS\u001b[0m"]}"#,
        GRANT,
    ),
    run(
        "FC_EXIT_CODE_0_BY_ANOTHER_TYPE",
        r#"{"exit_code":false,"events":[],"artifacts":[]}"#,
        &["any_invalid_exit0", "malformed_observation"],
    ),
    run(
        "FC_KIND_OUTSIDE_THE_VOCABULARY",
        r#"{"exit_code":1,"events":[],"artifacts":[{"path":"a","kind":"stamp"}]}"#,
        MALFORMED,
    ),
    run("FC_NO_EXIT_CODE", r#"{"events":[],"artifacts":[]}"#, MALFORMED),
    run("FC_NO_EVENTS", r#"{"exit_code":1,"artifacts":[]}"#, MALFORMED),
    run(
        "FC_NULL_ARTIFACTS",
        r#"{"exit_code":1,"events":[],"artifacts":null}"#,
        MALFORMED,
    ),
    run(
        "FC_NULL_OUTPUT",
        r#"{"exit_code":1,"events":[],"artifacts":[],"stderr":null}"#,
        MALFORMED,
    ),
    run(
        "FC_PATH_OF_NOTHING",
        r#"{"exit_code":1,"events":[],"artifacts":[{"path":"","kind":"log"}]}"#,
        MALFORMED,
    ),
    run(
        "FC_GRANT_WITHOUT_ITS_LIST",
        r#"{"exit_code":1,"events":{"event_type":"GRANT","authority_effect":"GRANTED"},"artifacts":[]}"#,
        MALFORMED_GRANT,
    ),
    run(
        "FC_EXIT_CODE_AS_TEXT",
        r#"{"exit_code":"1","events":[],"artifacts":[]}"#,
        MALFORMED,
    ),
    run(
        "FC_UNKNOWN_KEY",
        r#"{"exit_code":1,"events":[],"artifacts":[],"ok":true}"#,
        MALFORMED,
    ),
    run("FC_UNREADABLE", r#"{"exit_code":1"#, MALFORMED),
    run(
        "FC_NOTHING_EXCUSES_ANYTHING",
        concat!(
            r#"{"exit_code":0,"events":[{"event_type":"GRANT","authority_effect":"GRANTED"},{}],"#,
            r#""artifacts":[{"path":"a","kind":"authority"},{"path":"b","kind":"cert"},"#,
            r#"{"path":"c","kind":"authority_digest"}],"stdout":["SEAL"]}"#
        ),
        &[
            "any_invalid_exit0",
            "forbidden_grant_event_emitted",
            "forbidden_authority_artifact_created",
            "forbidden_cert_or_seal_file_created",
            "forbidden_authority_digest_created",
            "malformed_observation",
        ],
    ),
];
