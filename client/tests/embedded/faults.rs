//! Faults, as a client meets them.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use plane_client::embedded::{Fault, Plane, Project, When};
use serde_json::{Value, json};

use crate::wire::{Answer, get, write};

const OTHER: &str = "916875b8-45da-456e-a8cd-856fdc8cad93";

fn sandbox() -> (Plane, Project) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    (plane, project)
}

fn list(plane: &Plane, project: &Project) -> Answer {
    get(plane, &format!("projects/{}/work-items/", project.id()))
}

fn create(plane: &Plane, project: &Project) -> Answer {
    let path = format!("projects/{}/work-items/", project.id());
    write(plane, "POST", &path, &json!({"name": "x"}))
}

fn stored(plane: &Plane, project: &Project) -> usize {
    plane.work_items(project.id()).len()
}

/// A client without an answer has status 0 and the error of its socket.
fn assert_reset(answer: &Answer) {
    assert_eq!(answer.status, 0, "{answer:?}");
    assert!(answer.body.contains("reset"), "{answer:?}");
}

#[test]
fn an_answer_can_be_late() {
    let (plane, project) = sandbox();
    let delay = Duration::from_millis(300);
    plane.fail(When::writes(), Fault::Delay(delay));
    let began = Instant::now();
    assert_eq!(create(&plane, &project).status, 201);
    assert!(began.elapsed() >= delay);
}

#[test]
fn a_client_that_does_not_wait_for_a_late_answer_has_written() {
    let (plane, project) = sandbox();
    plane.fail(When::writes(), Fault::Delay(Duration::from_secs(3600)));
    let mut client = TcpStream::connect(plane.base_url().trim_start_matches("http://")).unwrap();
    write!(
        client,
        "POST /api/v1/workspaces/lab/projects/{}/work-items/ HTTP/1.1\r\nHost: plane\r\nX-API-Key: {}\r\n\
         Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{{\"name\":\"x\"}}",
        project.id(),
        plane.api_key()
    )
    .unwrap();
    let began = Instant::now();
    while stored(&plane, &project) == 0 && began.elapsed() < Duration::from_secs(10) {
        std::thread::yield_now();
    }
    assert_eq!(stored(&plane, &project), 1);
    client.set_nonblocking(true).unwrap();
    let silence = client.read(&mut [0]).unwrap_err();
    assert_eq!(silence.kind(), ErrorKind::WouldBlock);
}

#[test]
fn a_reset_stores_nothing() {
    let (plane, project) = sandbox();
    plane.fail(When::always(), Fault::Reset);
    assert_reset(&create(&plane, &project));
    assert_reset(&list(&plane, &project));
    assert_eq!((stored(&plane, &project), plane.requests().len()), (0, 2));
    assert_eq!(
        plane.writes()[0].json(),
        Some(json!({"name": "x"})),
        "read to its end"
    );
}

#[test]
fn a_reset_can_come_after_storing() {
    let (plane, project) = sandbox();
    plane.fail(When::writes(), Fault::ResetAfterStoring);
    assert_reset(&create(&plane, &project));
    assert_eq!(stored(&plane, &project), 1);
}

#[test]
fn a_429_says_how_long_to_wait_and_stores_nothing() {
    let (plane, project) = sandbox();
    plane.fail(When::writes(), Fault::RateLimited { retry_after: 56 });
    let answer = create(&plane, &project);
    assert_eq!((answer.status, answer.header("Retry-After")), (429, Some("56")));
    assert_eq!(answer.at("/error_message"), "RATE_LIMIT_EXCEEDED");
    assert_eq!(stored(&plane, &project), 0);
}

#[test]
fn a_500_comes_after_the_write_is_done() {
    let (plane, project) = sandbox();
    plane.fail(When::writes(), Fault::ErrorAfterStoring);
    let answer = create(&plane, &project);
    let body = json!({"error": "Something went wrong please try again later"});
    assert_eq!((answer.status, answer.json()), (500, body));
    assert_eq!(answer.header("X-RateLimit-Remaining"), Some("999999"));
    assert_eq!(answer.header("Allow"), Some("GET, POST"));
    let item = plane.work_items(project.id()).remove(0);

    let path = format!("projects/{}/work-items/{}/", project.id(), item.id());
    let refused = write(&plane, "PATCH", &path, &json!({"priority": "utmost"}));
    assert_eq!(refused.status, 400, "what is refused is refused");
    assert_eq!(write(&plane, "DELETE", &path, &Value::Null).status, 500);
    assert_eq!(stored(&plane, &project), 0);
}

#[test]
fn an_answer_can_name_the_wrong_project() {
    let (plane, project) = sandbox();
    plane.fail(When::always(), Fault::WrongProject(OTHER.parse().unwrap()));
    assert_eq!(create(&plane, &project).at("/project"), OTHER);
    assert_eq!(list(&plane, &project).at("/results/0/project"), OTHER);
    assert_eq!(stored(&plane, &project), 1, "only the answers are wrong");
}

#[test]
fn a_redirect_names_another_place_and_stores_nothing() {
    let (plane, project) = sandbox();
    for status in [301, 302, 303, 307, 308] {
        let location = format!("http://plane.example/{status}/");
        plane.fail(
            When::always(),
            Fault::Redirect {
                status,
                location: location.clone(),
            },
        );
        for answer in [create(&plane, &project), list(&plane, &project)] {
            assert_eq!(
                (answer.status, answer.header("Location"), &*answer.body),
                (status, Some(&*location), "")
            );
        }
        plane.clear_faults();
    }
    assert_eq!(stored(&plane, &project), 0);
}

#[test]
fn half_an_answer_is_shorter_than_it_says() {
    let (plane, project) = sandbox();
    plane.fail(When::writes(), Fault::HalfAnswer);
    let answer = create(&plane, &project);
    assert_eq!((answer.status, answer.json()), (201, Value::Null));
    let announced: usize = answer.header("Content-Length").unwrap().parse().unwrap();
    assert_eq!(answer.body.len(), announced / 2);
    assert!(answer.body.starts_with("{\""), "{}", answer.body);
    assert_eq!(stored(&plane, &project), 1);
}

#[test]
fn a_fault_befalls_its_methods_as_often_as_it_says() {
    let (plane, project) = sandbox();
    let limited = Fault::RateLimited { retry_after: 1 };
    plane.fail(When::reads().times(2), limited.clone());
    let statuses = |answers: [Answer; 4]| answers.map(|answer| answer.status);
    assert_eq!(
        statuses([
            create(&plane, &project),
            list(&plane, &project),
            list(&plane, &project),
            list(&plane, &project)
        ]),
        [201, 429, 429, 200]
    );
    plane.fail(When::writes().times(0), limited.clone());
    assert_eq!(create(&plane, &project).status, 201);
    plane.fail(When::always(), limited);
    assert_eq!(
        (0..50).filter(|_| list(&plane, &project).status == 429).count(),
        50
    );
    plane.clear_faults();
    assert_eq!(list(&plane, &project).status, 200);
}

#[test]
fn a_request_meets_the_first_fault_that_is_not_used_up() {
    let (plane, project) = sandbox();
    plane.fail(When::writes().times(1), Fault::ErrorAfterStoring);
    plane.fail(When::always().times(2), Fault::RateLimited { retry_after: 1 });
    let statuses = [(); 4].map(|()| create(&plane, &project).status);
    assert_eq!(statuses, [500, 429, 429, 201]);
    assert_eq!(stored(&plane, &project), 2);
}
