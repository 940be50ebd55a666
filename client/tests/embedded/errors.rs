//! Refusals, each with the body of a real server.

use plane_client::embedded::Plane;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::wire::{Answer, call, get, send, write};

fn is(answer: &Answer, status: u16, body: &Value) {
    assert_eq!((answer.status, &answer.json()), (status, body));
}

fn forbidden() -> Value {
    json!({"detail": "You do not have permission to perform this action."})
}

#[test]
fn no_key_is_401_and_a_wrong_one_403() {
    let plane = Plane::start().unwrap();
    let path = "/api/v1/workspaces/lab/projects/";
    let no_key = json!({"detail": "Authentication credentials were not provided."});
    is(&send(&plane, "GET", path, &[], b""), 401, &no_key);
    is(
        &send(&plane, "GET", path, &[("Authorization", "Bearer abc")], b""),
        401,
        &no_key,
    );
    let wrong = send(&plane, "GET", path, &[("X-API-Key", "plane_api_1")], b"");
    is(&wrong, 403, &json!({"detail": "Given API token is not valid"}));
    assert_eq!(
        send(&plane, "GET", path, &[("x-api-KEY", plane.api_key())], b"").status,
        200
    );
}

#[test]
fn what_may_not_be_known_is_forbidden() {
    let plane = Plane::start().unwrap();
    let unknown = Uuid::from_u128(1);
    is(
        &call(&plane, "GET", "/api/v1/workspaces/nope/projects/", None),
        403,
        &forbidden(),
    );
    is(
        &get(&plane, &format!("projects/{unknown}/work-items/")),
        403,
        &forbidden(),
    );
    is(
        &get(&plane, &format!("projects/{unknown}/states/")),
        403,
        &forbidden(),
    );
    let gone = json!({"error": "The requested resource does not exist."});
    is(&get(&plane, &format!("projects/{unknown}/")), 404, &gone);
}

#[test]
fn a_key_is_found_in_its_own_case_only() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let item = plane.add_work_item_numbered(project.id(), 114, "Ship it");
    for path in ["work-items/ORCH-114/", "issues/ORCH-114/"] {
        let found = get(&plane, path);
        assert_eq!((found.status, found.at("/id")), (200, json!(item.id())));
    }
    is(&get(&plane, "work-items/orch-114/"), 403, &forbidden());
    let gone = json!({"error": "The requested resource does not exist."});
    is(&get(&plane, "work-items/ORCH-99999/"), 404, &gone);
    let broken = json!({"error": "Something went wrong please try again later"});
    is(&get(&plane, "work-items/ORCH-abc/"), 500, &broken);
    assert_eq!(
        write(&plane, "PATCH", "work-items/ORCH-114/", &json!({"name": "x"})).status,
        405
    );
}

#[test]
fn a_missing_slash_is_a_redirect_for_every_method() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("/api/v1/workspaces/lab/projects/{}/work-items", project.id());
    for method in ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD"] {
        let answer = call(&plane, method, &path, Some(&json!({"name": "lost"})));
        assert_eq!(
            (answer.status, answer.header("Location")),
            (301, Some(format!("{path}/").as_str())),
            "{method}"
        );
        assert_eq!(answer.header("Content-Type"), Some("text/html; charset=utf-8"));
    }
    let query = call(&plane, "GET", &format!("{path}?per_page=1&x=%20"), None);
    assert_eq!(
        query.header("Location"),
        Some(format!("{path}/?per_page=1&x=%20").as_str())
    );
    assert_eq!(
        call(&plane, "GET", "/api/v1/nothing", None).status,
        404,
        "there is nothing to redirect to"
    );
    assert!(plane.work_items(project.id()).is_empty());
}

#[test]
fn methods_without_a_handler_are_405() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let item = plane.add_work_item(project.id(), "First");
    let list = format!("projects/{}/work-items/", project.id());
    for (method, path, allow) in [
        ("PUT", list.clone(), "GET, POST"),
        ("OPTIONS", list.clone(), "GET, POST"),
        ("DELETE", list.clone(), "GET, POST"),
        ("HEAD", list.clone(), "GET, POST"),
        ("PUT", format!("{list}{}/", item.id()), "GET, PATCH, DELETE"),
        ("POST", format!("{list}{}/", item.id()), "GET, PATCH, DELETE"),
        ("POST", "work-items/search/".to_owned(), "GET"),
    ] {
        let answer = write(&plane, method, &path, &json!({"name": "x"}));
        assert_eq!(
            (answer.status, answer.header("Allow")),
            (405, Some(allow)),
            "{method} {path}"
        );
        if method != "HEAD" {
            assert_eq!(
                answer.json(),
                json!({"detail": format!("Method \"{method}\" not allowed.")})
            );
        }
    }
    assert_eq!(call(&plane, "POST", "/api/v1/users/me/", None).status, 405);
}

#[test]
fn what_is_not_a_path_of_the_api_is_a_page_not_found() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let other = plane.add_project("Orchestra Sandbox", "SAND");
    let (id, other) = (project.id(), other.id());
    let upper = id.to_string().to_uppercase();
    let simple = id.to_string().replace('-', "");
    for path in [
        "projects/ORCH/work-items/".to_owned(),
        format!("projects/{upper}/work-items/"),
        format!("projects/{simple}/work-items/"),
        format!("projects/{id}//work-items/"),
        format!("projects/{other}/../{id}/work-items/"),
        format!("projects/{other}/%2e%2e/{id}/work-items/"),
        format!("projects/{id}/estimates/"),
        format!("projects/{id}/work-items/not-a-uuid/"),
        "work-items/ORCH/".to_owned(),
    ] {
        for method in ["GET", "POST"] {
            let answer = write(&plane, method, &path, &json!({"name": "trick"}));
            is(&answer, 404, &json!({"error": "Page not found."}));
            assert_eq!(answer.header("X-RateLimit-Remaining"), None, "{method} {path}");
        }
    }
    assert!(plane.work_items(id).is_empty());
}

#[test]
fn an_encoded_slash_separates_segments() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let target = format!(
        "/api/v1/workspaces/lab%2Fprojects%2f{}%2Fwork-items/",
        project.id()
    );
    let answer = call(&plane, "POST", &target, Some(&json!({"name": "Slipped in"})));
    assert_eq!((answer.status, answer.at("/project")), (201, json!(project.id())));
    assert_eq!(plane.requests()[0].path, target, "the record has what was sent");
}

#[test]
fn bodies_are_refused_by_type_size_and_syntax() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("/api/v1/workspaces/lab/projects/{}/work-items/", project.id());
    let post = |kind: &str, body: &[u8]| {
        send(
            &plane,
            "POST",
            &path,
            &[("X-API-Key", plane.api_key()), ("Content-Type", kind)],
            body,
        )
    };
    let text = json!({"detail": "Unsupported media type \"text/plain\" in request."});
    is(&post("text/plain", b"name=x"), 415, &text);
    let syntax = json!({"detail": "JSON parse error - Expecting value: line 1 column 10 (char 9)"});
    is(&post("application/json", b"{\"name\": "), 400, &syntax);
    is(&post("application/json", b"{\"name\": x}"), 400, &syntax);
    let second = json!({"detail": "JSON parse error - Expecting value: line 2 column 9 (char 10)"});
    is(&post("application/json", b"{\n\"name\": x}"), 400, &second);
    let array = json!({"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]});
    is(&post("application/json", b"[1]"), 400, &array);
    assert_eq!(
        post("application/json; charset=utf-8", b"{\"name\": \"x\"}").status,
        201
    );
    assert_eq!(
        post("application/x-www-form-urlencoded", b"name=Form+%26+y").at("/name"),
        json!("Form & y")
    );

    let large = vec![b' '; 5 * 1024 * 1024 + 1];
    let answer = post("application/json", &large);
    assert_eq!(
        (answer.status, answer.at("/error")),
        (413, json!("REQUEST_BODY_TOO_LARGE"))
    );
    let [.., last] = &plane.requests()[..] else {
        panic!("it was received")
    };
    assert_eq!(last.body.len(), large.len());
}

#[test]
fn paging_parameters_are_refused_as_a_real_server_does() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let detail = |text: &str| json!({ "detail": text });
    let broken = json!({"error": "Something went wrong please try again later"});
    for (query, status, body) in [
        (
            "per_page=1001",
            400,
            detail("Invalid per_page value. Cannot exceed 1000."),
        ),
        ("per_page=abc", 400, detail("Invalid per_page parameter.")),
        ("per_page=0", 500, broken.clone()),
        ("cursor=zzz", 400, detail("Invalid cursor parameter.")),
        ("cursor=10:-1:1", 400, detail("Error in parsing")),
        ("order_by=no_such_field", 500, broken),
    ] {
        is(
            &get(&plane, &format!("projects/{}/work-items/?{query}", project.id())),
            status,
            &body,
        );
    }
    assert_eq!(get(&plane, "projects/?per_page=1000").status, 200);
}
