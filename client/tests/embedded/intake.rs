//! Work items that wait to be accepted.

use plane_client::WorkItemId;
use plane_client::embedded::{Plane, Project};
use serde_json::{Value, json};

use crate::wire::{get, write};

fn world() -> (Plane, Project, String, WorkItemId) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/intake-issues/", project.id());
    let body = json!({"issue": {"name": "From outside", "priority": "low"}});
    let answer = write(&plane, "POST", &path, &body);
    assert_eq!((answer.status, answer.at("/status")), (201, json!(-2)));
    assert_eq!(answer.at("/issue_detail/state/group"), json!("triage"));
    let item = answer.at("/issue").as_str().unwrap().parse().unwrap();
    (plane, project, path, item)
}

#[test]
fn what_waits_is_no_work_item_until_it_is_accepted() {
    let (plane, project, path, item) = world();
    let items = format!("projects/{}/work-items/", project.id());
    assert_eq!(get(&plane, &items).at("/count"), json!(0));
    assert_eq!(get(&plane, &path).at("/results/0/issue"), json!(item));
    let accepted = write(&plane, "PATCH", &format!("{path}{item}/"), &json!({"status": 1}));
    assert_eq!((accepted.status, accepted.at("/status")), (200, json!(1)));
    assert_eq!(get(&plane, &items).at("/results/0/id"), json!(item));
    assert_eq!(
        plane.work_item(item).unwrap().state,
        project.state("Backlog").unwrap().id()
    );
    assert_eq!(
        write(&plane, "DELETE", &format!("{path}{item}/"), &Value::Null).status,
        204
    );
    assert!(plane.work_item(item).is_some(), "an accepted one stays");
}

#[test]
fn what_is_refused_is_cancelled_and_goes_with_its_place() {
    let (plane, project, path, item) = world();
    let one = format!("{path}{item}/");
    let body = json!({"status": -1, "issue": {"name": "Renamed"}});
    let refused = write(&plane, "PATCH", &one, &body);
    assert_eq!(
        (refused.status, refused.at("/issue_detail/name")),
        (200, json!("Renamed"))
    );
    assert_eq!(
        plane.work_item(item).unwrap().state,
        project.state("Cancelled").unwrap().id()
    );
    assert_eq!(get(&plane, &one).at("/status"), json!(-1));
    assert_eq!(write(&plane, "PATCH", &one, &json!({"status": 7})).status, 400);
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!((plane.work_item(item), get(&plane, &one).status), (None, 404));
}

#[test]
fn an_intake_must_be_switched_on_and_its_items_named() {
    let (plane, _, path, _) = world();
    let error = |path: &str, body: &Value| write(&plane, "POST", path, body).json();
    assert_eq!(
        error(&path, &json!({"issue": {}})),
        json!({"error": "Name is required"})
    );
    let body = json!({"issue": {"name": "x", "priority": "huge"}});
    assert_eq!(error(&path, &body), json!({"error": "Invalid priority"}));
    let project = json!({"name": "Without an intake", "identifier": "NONE"});
    let project = write(&plane, "POST", "projects/", &project).at("/id");
    let path = format!("projects/{}/intake-issues/", project.as_str().unwrap());
    let off = "Intake is not enabled for this project enable it through the project's api";
    assert_eq!(
        error(&path, &json!({"issue": {"name": "x"}})),
        json!({"error": off})
    );
}
