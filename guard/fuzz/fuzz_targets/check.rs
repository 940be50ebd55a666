//! What holds for a decision on any bytes.

use serde_json::Value;

/// Reads a decision and checks that it does not contradict itself, and that an allow was not invented.
pub fn decision(out: &[u8], line: &[u8]) -> Value {
    assert!(!out.contains(&b'\n'));
    let decision: Value = serde_json::from_slice(out).expect("a decision is JSON");
    let is_allowed = decision["allow"] == true;
    let event = &decision["event"];
    assert!(is_allowed || decision["token"].is_null());
    assert!(is_allowed || event["event_type"] != "GRANT");
    assert!(is_allowed || event["authority_effect"] != "GRANTED");
    assert!(is_allowed || !decision["reasons"].as_array().expect("a list").is_empty());
    // A general reader is never stricter than this one.
    assert!(!is_allowed || serde_json::from_slice::<Value>(line).is_ok_and(|value| value.is_object()));
    decision
}
