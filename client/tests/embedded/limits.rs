//! The rate limit.

use plane_client::embedded::Plane;
use serde_json::json;

use crate::wire::{call, get, send, write};

#[test]
fn the_limit_refuses_with_429_and_refused_requests_store_nothing() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    plane.set_rate_limit(Some(2));
    let path = format!("projects/{}/work-items/", project.id());
    for remaining in ["1", "0"] {
        let answer = write(&plane, "POST", &path, &json!({"name": "x"}));
        assert_eq!(
            (answer.status, answer.header("X-RateLimit-Remaining")),
            (201, Some(remaining))
        );
    }
    let answer = write(&plane, "POST", &path, &json!({"name": "x"}));
    let body = json!({"error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED"});
    assert_eq!((answer.status, answer.json()), (429, body));
    let wait: u64 = answer.header("Retry-After").unwrap().parse().unwrap();
    assert!((50..=60).contains(&wait), "{wait}");
    assert_eq!(answer.header("X-RateLimit-Remaining"), None);
    assert_eq!(plane.work_items(project.id()).len(), 2);
    assert_eq!(plane.requests().len(), 3, "a refused request was received");

    plane.set_rate_limit(Some(1));
    assert_eq!(get(&plane, &path).status, 200, "a new limit begins a new minute");
    plane.set_rate_limit(None);
    assert_eq!(get(&plane, &path).status, 200);
}

#[test]
fn without_a_limit_the_count_goes_down_and_nothing_is_refused() {
    let plane = Plane::start().unwrap();
    for expected in 1..=70_usize {
        let answer = call(&plane, "GET", "/api/v1/users/me/", None);
        assert_eq!(answer.status, 200);
        let remaining: usize = answer.header("X-RateLimit-Remaining").unwrap().parse().unwrap();
        assert_eq!(remaining, 1_000_000 - expected);
    }
}

#[test]
fn errors_of_the_caller_count_and_refusals_at_the_door_do_not() {
    let plane = Plane::start().unwrap();
    plane.set_rate_limit(Some(1));
    assert_eq!(get(&plane, "nothing/").status, 404);
    assert_eq!(get(&plane, "work-items/ORCH-1/").status, 403);
    assert_eq!(send(&plane, "GET", "/api/v1/users/me/", &[], b"").status, 401);
    assert_eq!(get(&plane, "projects/?per_page=abc").status, 400);
    assert_eq!(get(&plane, "projects/").status, 429);
}

#[test]
fn the_reset_is_a_minute_from_now() {
    let plane = Plane::start().unwrap();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let reset: u64 = get(&plane, "projects/")
        .header("X-RateLimit-Reset")
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (now + 59..=now + 62).contains(&reset),
        "{reset} is not a minute from {now}"
    );
}
