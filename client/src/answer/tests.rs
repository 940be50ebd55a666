use serde_json::json;

use super::*;

fn error(status: u16, body: Value) -> Error {
    Refusal(body).error(StatusCode::from_u16(status).unwrap(), None)
}

#[test]
fn a_validation_error_names_every_field() {
    let body = json!({"name": ["This field is required."], "assignees": {"0": ["Invalid pk"]}});
    let Error::Validation { fields } = error(400, body) else {
        panic!("another error");
    };
    assert_eq!(fields["name"], ["This field is required."]);
    assert_eq!(fields["assignees.0"], ["Invalid pk"]);
}

#[test]
fn a_conflict_names_what_is_there() {
    let id = uuid::Uuid::from_u128(7);
    for status in [409, 400] {
        let found = error(status, json!({"error": "taken", "id": id}));
        assert!(
            matches!(&found, Error::Conflict { existing, .. } if *existing == Some(id)),
            "{found:?}"
        );
    }
}

#[test]
fn a_conflict_of_a_file_names_it_too() {
    let id = uuid::Uuid::from_u128(7);
    let found = error(409, json!({"message": "Duplicate asset found", "asset_id": id}));
    assert!(
        matches!(&found, Error::Conflict { existing, .. } if *existing == Some(id)),
        "{found:?}"
    );
}

#[test]
fn a_wait_is_said_in_seconds_or_as_a_date() {
    let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
    let wait = |after: &'static str, date: Option<&'static str>| {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_after(&headers, now).map(|wait| wait.as_secs())
    };
    assert_eq!(wait("56", None), Some(56));
    assert_eq!(wait("Fri, 20 Nov 2026 09:00:30 GMT", None), Some(30));
    // The server's clock is what its date is of.
    let late = Some("Fri, 20 Nov 2026 09:00:20 GMT");
    assert_eq!(wait("Fri, 20 Nov 2026 09:00:30 GMT", late), Some(10));
    assert_eq!(wait("Fri, 20 Nov 2026 08:00:00 GMT", None), Some(0));
    assert_eq!(wait("soon", None), None);
}

#[test]
fn a_gateways_refusal_is_not_planes() {
    let is_planes = |body: Value| Refusal(body).is_planes(StatusCode::NOT_FOUND);
    for body in [
        json!({"error": "The requested resource does not exist."}),
        json!({"detail": "Not found."}),
        json!({"message": "Activity not found.", "code": "NOT_FOUND"}),
        json!({"error": "Asset not found", "status": false}),
    ] {
        assert!(is_planes(body.clone()), "{body}");
    }
    for body in [
        json!({}),
        json!(null),
        json!("default backend - 404"),
        json!({"message": "no Route matched with those values"}),
        json!({"statusCode": 404, "message": "Cannot DELETE /", "error": "Not Found"}),
        json!({"timestamp": "now", "status": 404, "error": "Not Found", "path": "/"}),
        json!({"status": 404, "error": "Not Found"}),
    ] {
        assert!(!is_planes(body.clone()), "{body}");
    }
}

#[test]
fn one_sentence_is_a_rejection() {
    let found = error(400, json!({"error": "The payload is not valid"}));
    assert!(matches!(found, Error::Rejected { status: 400, .. }), "{found:?}");
}

#[test]
fn an_answer_of_another_project_is_seen_in_rows_too() {
    let fields = ["project", "project_id"];
    let other = |body: Value| {
        let answer = Answer {
            body: body.to_string().into_bytes(),
            ..Answer::empty()
        };
        answer.other_project("a", &fields)
    };
    assert_eq!(other(json!({"project": "a"})), None);
    assert_eq!(other(json!({"id": "b"})), None);
    assert_eq!(
        other(json!({"attachment": {"project": "b"}})).as_deref(),
        Some("b")
    );
    assert_eq!(other(json!({"project": "b"})).as_deref(), Some("b"));
    assert_eq!(
        other(json!([{"project_id": "a"}, {"project_id": "b"}])).as_deref(),
        Some("b")
    );
}

#[test]
fn a_key_that_nobody_knows_is_told_from_what_it_may_not_do() {
    for (status, body) in [
        (
            401,
            json!({"detail": "Authentication credentials were not provided."}),
        ),
        (403, json!({"detail": "Given API token is not valid"})),
    ] {
        let found = error(status, body);
        assert!(matches!(found, Error::Authentication), "{found:?}");
    }
    let found = error(403, json!({"error": "The required permissions are missing."}));
    assert!(
        matches!(&found, Error::Permission { message } if message == "The required permissions are missing."),
        "{found:?}"
    );
}

#[test]
fn a_refusal_tells_the_servers_sentence_or_else_all_that_it_said() {
    for (body, told) in [
        (json!({"error": "No.", "code": 7}), "No."),
        (json!({"code": "\u{1b}[2J"}), r#"{\"code\":\"\\u001b[2J\"}"#),
    ] {
        let found = error(409, body);
        assert!(
            matches!(&found, Error::Conflict { existing: None, message } if message == told),
            "{found:?}"
        );
    }
}
