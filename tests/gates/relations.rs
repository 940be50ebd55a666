//! The relations that hold for every input whatsoever, against the oracle.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;
use write_guard::Grant;

use crate::oracle::{self, Verdict};
use crate::{codes, contract, dot, production, rehearsal, requests};

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    subsequence(Grant::ALL.to_vec(), 0..=Grant::ALL.len())
}

fn names(grants: &[Grant]) -> Vec<&'static str> {
    grants.iter().map(|grant| grant.as_str()).collect()
}

/// Exactly the codes of the oracle, in its order; hence never weaker, the same codes, and a superset.
fn agrees(decision: &Value, verdict: &Verdict) -> Result<(), TestCaseError> {
    prop_assert_eq!(codes(decision), verdict.codes());
    is_consistent(decision)
}

/// What a decision says in one place it does not take back in another.
fn is_consistent(decision: &Value) -> Result<(), TestCaseError> {
    let is_allowed = decision["allow"] == true;
    prop_assert_eq!(is_allowed, codes(decision).is_empty());
    let (event, effect) = (
        &decision["event"]["event_type"],
        &decision["event"]["authority_effect"],
    );
    prop_assert_eq!(event == "GRANT", is_allowed);
    prop_assert_eq!(effect == "GRANTED", is_allowed);
    prop_assert!(is_allowed || decision["token"].is_null());
    Ok(())
}

/// Every text in `decision` but those in the audit.
fn texts(decision: &Value, found: &mut Vec<String>) {
    match decision {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| *key != "audit") {
                found.push(key.clone());
                texts(value, found);
            }
        }
        _ => {}
    }
}

/// A text that nobody but the caller would write.
fn marked() -> impl Strategy<Value = String> {
    "[a-z]{0,3}MARK-[0-9]{1,4}[\\PC]{0,4}"
}

/// Or more, if `PROPTEST_CASES` says so, as a lane of `.ci/run` does.
fn cases() -> u32 {
    ProptestConfig::default().cases.max(1000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn production_says_what_the_oracle_says(request in requests::production(), grants in grants()) {
        let decision = production(&grants, &serde_json::to_vec(&request).unwrap());
        let verdict = oracle::production::judge(&request, &names(&grants));
        agrees(&decision, &verdict)?;
        let expected = match verdict.codes().first().map(String::as_str) {
            None => "ALLOW",
            Some("UNKNOWN_OR_MISSING_ACTION") => "BLOCK_UNKNOWN_OR_MISSING_ACTION",
            Some(_) => "BLOCK_FORBIDDEN_PRODUCTION_ACTION",
        };
        prop_assert_eq!(&decision["verdict"], expected);
        prop_assert_eq!(&decision["token"] == "PRODUCTION_PASS", expected == "ALLOW");
    }

    #[test]
    fn rehearsal_says_what_the_oracle_says(request in requests::rehearsal(), grants in grants()) {
        let decision = rehearsal(&grants, &serde_json::to_vec(&request).unwrap());
        agrees(&decision, &oracle::rehearsal::judge(&request, &names(&grants)))?;
        let mut found = Vec::new();
        texts(&decision, &mut found);
        for word in found.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_uppercase() && c != '_')) {
            let is_forbidden = ["_PASS", "_AUTHORIZED", "_GRANTED"].iter().any(|ending| word.ends_with(ending));
            prop_assert!(!is_forbidden, "{}", word);
        }
    }

    #[test]
    fn dot_says_what_the_oracle_says(line in requests::dot()) {
        let decision = dot(&serde_json::to_vec(&line).unwrap());
        agrees(&decision, &oracle::dot::judge(&line))?;
        let all = codes(&decision);
        prop_assert_eq!(HashSet::<&String>::from_iter(&all).len(), all.len());
        prop_assert_eq!(&decision["reject_codes"], &serde_json::json!(all));
        prop_assert_eq!(&decision["audit"]["reject_codes"], &decision["reject_codes"]);
        prop_assert_eq!(&decision["audit"]["write_intent"], &decision["writes"]);
        prop_assert_eq!(&decision["accepted"], &decision["allow"]);
        let request = &line["request"];
        for key in ["actor", "target_schema", "channel", "mode"] {
            if let Some(text) = request[key].as_str().filter(|text| text.len() <= 256) {
                prop_assert_eq!(&decision["audit"][key], text);
            }
        }
        let writes = decision["writes"].as_array().unwrap();
        if !writes.is_empty() {
            prop_assert_eq!(&line["owner_real_run_gate_open"], true);
            prop_assert_eq!(&decision["production_untouched_verdict"], "PASS");
            prop_assert_eq!(&decision["audit"]["after_snapshot_ref"], "runtime");
        }
    }

    #[test]
    fn the_same_line_gets_the_same_decision(line in requests::dot()) {
        let line = serde_json::to_vec(&line).unwrap();
        prop_assert_eq!(dot(&line), dot(&line));
    }

    #[test]
    fn any_bytes_get_one_decision(line in proptest::collection::vec(any::<u8>(), 0..200)) {
        for decision in [production(Grant::ALL, &line), rehearsal(Grant::ALL, &line), dot(&line)] {
            is_consistent(&decision)?;
        }
        contract(&line);
    }

    #[test]
    fn nearly_json_gets_one_decision(line in "[{}\\[\\]:,\"\\\\u0-9a-e.tru\u{0}-]{0,60}") {
        for decision in [production(Grant::ALL, line.as_bytes()), rehearsal(&[], line.as_bytes()), dot(line.as_bytes())] {
            is_consistent(&decision)?;
            let is_json = serde_json::from_str::<serde_json::Map<String, Value>>(&line).is_ok();
            let is_unreadable = codes(&decision) == ["UNREADABLE_REQUEST"];
            prop_assert!(is_json || is_unreadable || line.contains("\\u"), "{}", line);
        }
    }

    #[test]
    fn no_text_of_the_caller_is_in_a_verdict(text in marked(), mut request in requests::production(), mut other in requests::rehearsal(), mut line in requests::dot()) {
        for key in ["action", "target", "claim", "MARK-1", text.as_str()] {
            request.insert(key.to_owned(), Value::String(text.clone()));
        }
        for key in ["action", "target", "before_hash", text.as_str()] {
            other.insert(key.to_owned(), Value::String(text.clone()));
        }
        other.insert("required_grants".to_owned(), serde_json::json!([text]));
        let inner = line["request"].as_object_mut().unwrap();
        for key in ["dot_code", "mode", "actor", "target_schema", "run_id", text.as_str()] {
            inner.insert(key.to_owned(), Value::String(text.clone()));
        }
        inner.insert("production_untouched_evidence".to_owned(), serde_json::json!({
            "before": {text.clone(): text}, "after": {}, "append_tables_write_set": {text.clone(): [text]}
        }));
        let lines = [
            production(&[], &serde_json::to_vec(&request).unwrap()),
            rehearsal(&[], &serde_json::to_vec(&other).unwrap()),
            dot(&serde_json::to_vec(&line).unwrap()),
        ];
        for decision in lines {
            let mut found = Vec::new();
            texts(&decision, &mut found);
            prop_assert!(found.iter().all(|found| !found.contains("MARK-")), "{}", decision);
        }
    }
}
