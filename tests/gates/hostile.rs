//! Lines that are meant to break the reader.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use write_guard::Grant;
use write_guard::lines::LONGEST_LINE;

use crate::{codes, contract, dot, production, rehearsal};

const UNREADABLE: [&str; 1] = ["UNREADABLE_REQUEST"];

fn ask(line: impl AsRef<[u8]>) -> Vec<String> {
    codes(&production(Grant::ALL, line.as_ref()))
}

/// A request that would be allowed, with `json` under a key that the gate does not know.
fn beside(json: &str) -> String {
    format!(r#"{{"action":"real_run","target":"x1","extra":{json}}}"#)
}

#[test]
fn what_is_not_an_object_of_json_cannot_be_read() {
    for line in [
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "{",
        "}",
        "{}{}",
        "{},",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1;\"b\":2}",
        "{\"a\":1]",
        "{\"a\":[1}}",
        "{\"a\":{\"b\":1]}",
        "{\"a\":[1,]}",
        "{\"a\":tru}",
        "{\"a\":nul}",
        "{\"a\":+1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":Infinity}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u+123\"}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\\u",
        "/* */{}",
        "\u{feff}{}",
        "{}\0",
    ] {
        assert_eq!(ask(line), UNREADABLE, "{line:?}");
    }
    for line in [
        &b"\xff"[..],
        b"{\"a\":\"\xc3\"}",
        b"{\"a\":\"\xed\xa0\x80\"}",
        b"\xef\xbb\xbf{}",
    ] {
        assert_eq!(ask(line), UNREADABLE, "{line:?}");
    }
}

#[test]
fn white_space_around_tokens_changes_nothing() {
    let line = "\t{ \"action\" :\r\n \"real_run\" , \"target\" : \"x1\" , \"claim\" : null }  ";
    assert_eq!(ask(line), [""; 0]);
}

#[test]
fn numbers_out_of_range_make_the_line_unreadable_wherever_they_stand() {
    for number in [
        "1e999",
        "-1e999",
        "18446744073709551616",
        "-9223372036854775809",
        &"9".repeat(5000),
    ] {
        assert_eq!(ask(beside(number)), UNREADABLE);
        assert_eq!(ask(beside(&format!("[[{{\"a\":{number}}}]]"))), UNREADABLE);
        let line = format!(r#"{{"exit_code":{number},"events":[],"artifacts":[]}}"#);
        assert_eq!(codes(&contract(line.as_bytes())), ["malformed_observation"]);
    }
    for number in [
        "1e308",
        "18446744073709551615",
        "-9223372036854775808",
        "-0",
        "0.1e-9",
    ] {
        assert_eq!(ask(beside(number)), ["UNKNOWN_FIELD"]);
    }
}

#[test]
fn nesting_of_any_depth_gets_one_decision() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(ask(beside(&nested(126))), ["UNKNOWN_FIELD"]);
    assert_eq!(ask(beside(&nested(127))), UNREADABLE);
    assert_eq!(ask(beside(&nested(100_000))), UNREADABLE);
    assert_eq!(ask("{\"a\":".repeat(100_000)), UNREADABLE);
    assert_eq!(ask("[".repeat(1_000_000)), UNREADABLE);
    let line = format!(
        r#"{{"request":{{"production_untouched_evidence":{}}}}}"#,
        nested(100_000)
    );
    assert_eq!(codes(&dot(line.as_bytes())), UNREADABLE);
}

#[test]
fn what_lies_side_by_side_is_no_nesting() {
    for element in ["[]", "{}", "[{}]", r#"{"a":[]}"#] {
        let many = [element; 300].join(",");
        assert_eq!(ask(beside(&format!("[{many}]"))), ["UNKNOWN_FIELD"], "{element}");
    }
}

#[test]
fn every_escape_stands_for_its_character() {
    let line = r#"{"request":{"actor":"\"\\\/\b\f\n\r\t\u0041\u00e4\ud83c\udf89."}}"#;
    assert_eq!(
        dot(line.as_bytes())["audit"]["actor"],
        "\"\\/\u{8}\u{c}\n\r\tA\u{e4}\u{1f389}."
    );
}

#[test]
fn null_is_absent_text_and_nothing_else() {
    let clone = json!({"target": "local_clone", "action": "rehearsal_apply", "isolated_clone_proven": true});
    let grants = [Grant::ProductionRehearsalOnlyClone];
    let ask = |key: &str| {
        let mut request = clone.clone();
        request[key] = Value::Null;
        codes(&rehearsal(&grants, request.to_string().as_bytes()))
    };
    assert_eq!(ask("before_hash"), [""; 0]);
    assert_eq!(ask("after_apply_hash"), [""; 0]);
    for key in ["required_grants", "emit_pass", "claims_rollback_proven"] {
        assert_eq!(ask(key), ["INVALID_FIELD_TYPE"], "{key}");
    }

    let plan = json!({
        "dot_code": "DOT_R2_B2_STAGING_SCHEMA_SHELL", "mode": "validate_only", "channel": "process_dot_runner",
        "actor": "ci", "run_id": "20260611T083000Z", "owner_authorization_ref": "OWN-7",
        "target_schema": "r2_b2_wb_20260611t083000z",
    });
    let ask = |evidence: Value| {
        let mut request = plan.clone();
        request["production_untouched_evidence"] = evidence;
        codes(&dot(json!({"request": request}).to_string().as_bytes()))
    };
    assert_eq!(
        ask(json!({"before": {}, "after": {}, "append_tables_write_set": {}})),
        [""; 0]
    );
    for evidence in [
        Value::Null,
        json!({"before": null, "after": {}}),
        json!({"before": {}, "after": null}),
        json!({"before": {}, "after": {}, "append_tables_write_set": null}),
    ] {
        assert_eq!(ask(evidence.clone()), ["INVALID_FIELD_TYPE"], "{evidence}");
    }
}

#[test]
#[ignore = "takes five seconds, for nothing is optimised: a lane of `.ci/run`"]
fn a_line_of_a_hundred_megabytes_gets_one_decision() {
    let long = "x".repeat(100_000_000);
    let line = format!(r#"{{"action":"real_run","target":"{long}"}}"#);
    assert!(line.len() <= LONGEST_LINE);
    assert_eq!(ask(line), ["MALFORMED_TEXT"]);
    let line = format!(r#"{{"request":{{"actor":"{long}"}}}}"#);
    let decision = dot(line.as_bytes());
    assert!(codes(&decision).contains(&"MALFORMED_TEXT".to_owned()));
    assert_eq!(decision["audit"]["actor"].as_str().unwrap().len(), 256);
    assert_eq!(ask(&long), UNREADABLE);
}

#[test]
fn four_times_as_many_keys_take_no_more_than_eight_times_as_long() {
    let few = time_to_read(2_000);
    let many = time_to_read(8_000);
    assert!(many < few * 8, "{few:?}, {many:?}");
}

/// What this thread needs for a line with so many keys of each kind.
fn time_to_read(keys: u32) -> Duration {
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap();
    let begun = now();
    let many: Vec<String> = (0..keys).map(|number| format!("\"k{number}\":1")).collect();
    let line = format!(r#"{{"action":"real_run","target":"x1",{}}}"#, many.join(","));
    let decision = production(Grant::ALL, line.as_bytes());
    assert_eq!(
        codes(&decision),
        ["UNKNOWN_FIELD"; 16],
        "as many as a reason list can bear"
    );
    let line = format!(
        r#"{{"action":"real_run","target":"x1","extra":{{{},"k7":2}}}}"#,
        many.join(",")
    );
    assert_eq!(ask(line), ["DUPLICATE_KEY", "UNKNOWN_FIELD"]);
    // Keys that look alike when they are shown.
    let halves = 0xd800..0xd800 + keys.isqrt();
    let pairs = halves
        .clone()
        .flat_map(|one| halves.clone().map(move |two| (one, two)));
    let broken: Vec<String> = pairs
        .map(|(one, two)| format!(r#""\u{one:x}\u{two:x}":1"#))
        .collect();
    let json = |keys: &[String]| beside(&format!("{{{}}}", keys.join(",")));
    assert_eq!(ask(json(&broken)), ["UNKNOWN_FIELD"]);
    let again = [&broken[..], &broken[..1]].concat();
    assert_eq!(ask(json(&again)), ["DUPLICATE_KEY", "UNKNOWN_FIELD"]);
    now().abs_diff(begun)
}

#[test]
fn the_same_key_twice_is_found_at_every_depth_and_in_every_spelling() {
    for json in [
        r#"{"a":1,"a":1}"#,
        r#"[[{"a":1,"\u0061":1}]]"#,
        r#"{"b":{"a":1},"a":1,"c":0,"a":2}"#,
        r#"{"\ud800":1,"\uD800":1}"#,
    ] {
        assert_eq!(ask(beside(json)), ["DUPLICATE_KEY", "UNKNOWN_FIELD"], "{json}");
    }
    for json in [
        r#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}"#,
        r#"{"\ud800":1,"\ud801":1,"\ufffd":1}"#,
    ] {
        assert_eq!(ask(beside(json)), ["UNKNOWN_FIELD"], "{json}");
    }
}

#[test]
fn of_two_values_the_last_one_counts() {
    let line = r#"{"action":"real_run","target":"?","target":"x1"}"#;
    assert_eq!(ask(line), ["DUPLICATE_KEY"]);
    let line = r#"{"action":"real_run","target":"x1","target":"?"}"#;
    assert_eq!(ask(line), ["AMBIGUOUS_TARGET", "DUPLICATE_KEY"]);
    let line = r#"{"request":{"dot_code":"x"},"request":{}}"#;
    assert_eq!(codes(&dot(line.as_bytes()))[0], "WRONG_DOT_CODE");
    assert!(dot(line.as_bytes())["audit"]["dot_code"].is_null());
}

#[test]
fn half_a_surrogate_pair_is_malformed_text_and_two_halves_are_told_apart() {
    for half in [
        r"\ud800",
        r"\udfff",
        r"\ud800\ud800",
        r"\udc00\ud800",
        r"\ud83dx",
        r"\ud83d\n",
    ] {
        let line = format!(r#"{{"action":"real_run","target":"x1{half}"}}"#);
        assert_eq!(ask(line), ["MALFORMED_TEXT", "AMBIGUOUS_TARGET"], "{half}");
    }
    let line = r#"{"action":"real_run","target":"x1\ud83c\udf89"}"#;
    assert_eq!(ask(line), ["AMBIGUOUS_TARGET"], "a pair is a character");
    let hashes = |before: &str, after: &str| {
        let line = format!(
            r#"{{"target":"local_clone","isolated_clone_proven":true,"action":"rehearsal_apply","before_hash":"{before}","after_apply_hash":"{after}"}}"#
        );
        codes(&rehearsal(Grant::ALL, line.as_bytes()))
    };
    assert_eq!(
        hashes(r"\ud800", r"\ud801"),
        ["MALFORMED_TEXT", "MALFORMED_TEXT", "MALFORMED_HASH"]
    );
    assert_eq!(hashes(r"\ud800", r"\uD800")[0], "FABRICATED_ROLLBACK");
}

#[test]
fn a_field_is_named_and_its_value_never() {
    let line = r#"{"action":"real_run","target":"x1","sql":"SECRET-1","AKIA_SECRET":1,"production_gate_present":"SECRET-2"}"#;
    let decision = production(Grant::ALL, line.as_bytes());
    let expected = json!([
        {"code": "UNKNOWN_FIELD", "field": "sql"},
        {"code": "UNKNOWN_FIELD", "field": "#4"},
        {"code": "INVALID_FIELD_TYPE", "field": "production_gate_present"},
    ]);
    assert_eq!(decision["reasons"], expected);
    assert!(!decision.to_string().contains("SECRET"));
}

#[test]
fn blank_text_is_missing_and_not_malformed() {
    let line = r#"{"request":{"actor":"\u001c\u2028\u0085 "}}"#;
    let all = codes(&dot(line.as_bytes()));
    assert!(
        all.contains(&"MISSING_ACTOR".to_owned()) && !all.contains(&"MALFORMED_TEXT".to_owned()),
        "{all:?}"
    );
    let line = r#"{"request":{"actor":"a\u2028b"}}"#;
    assert!(codes(&dot(line.as_bytes())).contains(&"MALFORMED_TEXT".to_owned()));
}

#[test]
fn text_of_256_bytes_is_fine_and_one_more_is_not() {
    let ask_with = |length: usize| {
        ask(format!(
            r#"{{"action":"real_run","target":"{}"}}"#,
            "x".repeat(length)
        ))
    };
    assert_eq!(ask_with(256), [""; 0]);
    assert_eq!(ask_with(257), ["MALFORMED_TEXT"]);
}
